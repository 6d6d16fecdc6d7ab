# SPDX-License-Identifier: Apache-2.0
"""Everything that can be wished on a page, as signals of the window."""

from PySide6.QtCore import Signal

from trainer_gui.ui.shell import Shell


class Wishes(Shell):
    """A shell whose pages' wishes leave under one name each, whatever becomes of the pages."""

    chosen = Signal(str, str)
    """Scenario id, mode."""
    continued = Signal(str, str, str)
    """The session of this scenario, in this mode, in the folder of this name is to go on."""
    begun_anew = Signal()
    """The scene that is briefed is to start anew, not to go on."""
    persona_chosen = Signal(str)
    """Id of who is to play the case."""
    played_changed = Signal(object)
    """Ids (a frozenset) of those whom a second trainee plays."""
    reversed_chosen = Signal()
    """The trainee wants to play the customer."""
    lesson_chosen = Signal(str)
    trainee_chosen = Signal(str)
    """Who practises now; empty: nobody says."""
    class_exported = Signal()
    session_opened = Signal(str)
    """The session in the folder of this name is wanted."""
    studied = Signal(object)
    """A `StudyEvent` of the lesson that is shown."""
    started = Signal()
    settings_wanted = Signal()
    check_wanted = Signal()
    """The microphone check."""
    talk_pressed = Signal()
    talk_released = Signal()
    repeat_pressed = Signal()
    hint_pressed = Signal()
    wordings_pressed = Signal()
    pause_pressed = Signal()
    stop_pressed = Signal()
    typed = Signal(str)
    typing = Signal()
    room_made = Signal(object)
    """A new `RoomPage`: who steers connects its console."""
    retry_from = Signal(int)
    """Index of a reply in the transcript."""
    play_turn = Signal(int)
    what_if_asked = Signal(int, object)
    """Index of a reply, the `ModelAnswer` that could stand there."""
    corrected = Signal(int, str)
    """Index of a reply, what was really said; empty: it was heard well after all."""
    again = Signal()
    folder_opened = Signal()
    """The folder of the session that the debrief shows."""
    save_asked = Signal(str)
    """In which format the debrief is wanted as a file."""
    print_asked = Signal()
