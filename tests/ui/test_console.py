# SPDX-License-Identifier: Apache-2.0
"""The console says what the trainer wants, and offers only what makes sense."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.rig import seen
from tests.scenes import Play, listening, reading, small
from trainer_gui.application.room import Offered
from trainer_gui.domain.events import PausePressed, Source, TraineeSaid, TraineeStarted
from trainer_gui.domain.interventions import (
    AngerMoved,
    AnswerBegun,
    AnswerDropped,
    AnswerEnded,
    AnswersClosed,
    AnswersOpened,
    AnswerTaken,
    CustomerCalled,
    HappeningInjected,
    HintsShown,
    MicrophoneHanded,
    NextChosen,
    NoteWritten,
    TurnTakenBack,
)
from trainer_gui.domain.scenario import Aside, Happening
from trainer_gui.ui.room.console import Console
from trainer_gui.ui.room.console_lines import PICKED

RING = Happening("ring", Aside(("〔电话响了〕",)))
FILM = Offered(HappeningInjected(Happening("film", Aside(("〔有人在拍〕",)))), shared=True)


@pytest.fixture
def console(qtbot, look, messages):
    made = Console(look, messages)
    qtbot.addWidget(made)
    made.show_offers((FILM,))
    made.render(listening().state)
    made.show()
    return made


def wishes(console, *presses):
    caught = seen(console.steered)
    for press in presses:
        press()
    return [wish for (wish,) in caught]


def pick(console, target):
    (row,) = [i for i, o in enumerate(console.lines._offers) if o.target == target]
    lines = console.lines.list
    lines.clicked.emit(lines.model().index(row, 0))


def test_anger_is_moved_both_ways(console):
    moved = wishes(console, *(b.click for b in console.anger))
    assert all(isinstance(m, AngerMoved) for m in moved)
    assert [m.points > 0 for m in moved] == [False, False, True, True]


def test_the_next_line_is_picked_and_can_be_said_at_once(console):
    assert wishes(console, lambda: pick(console, "talk")) == [NextChosen("talk")]
    assert not console.lines.forget.isEnabled()
    console.render(listening().do(NextChosen("talk")).state)
    (now,) = wishes(console, console.lines.say.click)
    assert isinstance(now, CustomerCalled)
    assert wishes(console, console.lines.forget.click) == [NextChosen("")]


def test_an_ending_tells_its_title(console, messages):
    texts = console.lines.list.model().stringList()
    assert any("查清了" in t and "谢谢" in t for t in texts)
    assert any("走了" in t and messages("room.says_nothing") in t for t in texts)


def test_events_of_the_scene_and_of_any_scene_are_a_button_each(console):
    console.render(listening(small(happenings=(RING,))).state)
    buttons = [console.events._buttons.itemAt(i).widget() for i in range(2)]
    own, shared = wishes(console, *(b.click for b in buttons))
    assert own.happening == RING
    assert shared == FILM.event
    console.events.words.setText("灯灭了")
    (typed,) = wishes(console, console.events.words.returnPressed.emit)
    assert typed.happening.aside.say == ("〔灯灭了〕",)
    assert console.events.words.text() == ""
    assert wishes(console, console.events.words.returnPressed.emit) == []


def test_the_room_is_asked_and_its_answers_can_be_taken(console, qtbot):
    assert not console.answers.words.isEnabled()
    assert wishes(console, console.answers.ask.click) == [AnswersOpened()]
    play = listening().do(AnswersOpened())
    console.render(play.state)
    assert wishes(console, console.answers.record.click) == [AnswerBegun()]
    console.render(play.do(AnswerBegun()).state)
    assert wishes(console, console.answers.record.click) == [AnswerEnded()]
    with qtbot.waitSignal(console.typed) as typed:
        console.answers.words.setText("  我先道歉 ")
        console.answers.words.returnPressed.emit()
    assert typed.args == ["我先道歉"]
    said = TraineeSaid(0, "我说", 5.0, 5.0, source=Source.TYPED, reading=reading("empathy"))
    console.render(play.do(said).state)
    (taken,) = wishes(console, lambda: console.answers.board.taken.emit(0))
    assert isinstance(taken, AnswerTaken)
    assert wishes(console, lambda: console.answers.board.dropped.emit(0)) == [AnswerDropped(0)]
    assert wishes(console, console.answers.ask.click) == [AnswersClosed()]


def test_names_are_typed_once_and_pressed_to_hand_over(console, qtbot):
    with qtbot.waitSignal(console.names_changed) as changed:
        console.players.list.setText("小王，小李")
        console.players.list.editingFinished.emit()
    assert changed.args == ["小王，小李"]
    players = console.players
    assert wishes(console, players.next.click) == [MicrophoneHanded("小王")]
    console.render(listening().do(MicrophoneHanded("小王")).state)
    assert players.box.currentText() == "小王"
    assert wishes(console, players.next.click) == [MicrophoneHanded("小李")]
    console.render(listening().do(MicrophoneHanded("小李")).state)
    assert wishes(console, players.next.click) == [MicrophoneHanded("小王")], "round and round"
    assert wishes(console, lambda: players.box.activated.emit(1)) == [MicrophoneHanded("小李")]


def test_without_names_there_is_nobody_to_hand_to(console, messages):
    assert not console.players.next.isEnabled()
    assert console.players.edit.text() == messages("room.names_edit")


def test_hints_of_the_room_are_switched(console):
    assert console.screen_tab.hints.isChecked()
    assert wishes(console, console.screen_tab.hints.click) == [HintsShown(shown=False)]


def test_a_note_goes_to_the_last_turn(console):
    console.note.setText("看这里")
    assert wishes(console, console.note.returnPressed.emit) == [NoteWritten(0, "看这里")]
    assert console.note.text() == ""


def test_a_note_that_is_being_written_stays_with_its_turn(console, qtbot):
    play = listening()
    qtbot.keyClicks(console.note, "ok")
    console.render(play.say("empathy").heard_out().state)
    assert wishes(console, console.note.returnPressed.emit) == [NoteWritten(0, "ok")]


def test_return_in_an_empty_line_leaves_the_note_of_the_turn(console):
    console.render(listening().do(NoteWritten(0, "火气大")).state)
    assert wishes(console, console.note.returnPressed.emit) == []


def test_the_arrow_keys_choose_which_turn_the_note_is_for(console, qtbot):
    play = listening().say("empathy").heard_out().do(NoteWritten(0, "火气大"))
    console.render(play.state)
    last = console.note.placeholderText()
    assert play.state.transcript[-1].text in last
    for _ in range(3):
        qtbot.keyClick(console.note, Qt.Key.Key_Up)
    assert console.note.text() == "火气大"
    assert wishes(console, console.note.returnPressed.emit) == [], "it stayed the same"
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(console.note, key)
    assert play.state.transcript[1].text in console.note.placeholderText()
    qtbot.keyClicks(console.note, "good")
    with qtbot.waitSignal(console.left):
        (note,) = wishes(console, console.note.returnPressed.emit)
    assert note == NoteWritten(1, "good")
    assert console.note.placeholderText() == last


def test_escape_leaves_the_note_and_keeps_nothing(console, qtbot):
    qtbot.keyClicks(console.note, "no")
    with qtbot.waitSignal(console.left):
        qtbot.keyClick(console.note, Qt.Key.Key_Escape)
    assert console.note.text() == ""
    assert wishes(console, console.note.returnPressed.emit) == []


def test_a_note_goes_with_its_turn_when_that_is_taken_back(console, qtbot):
    play = listening().say("empathy").heard_out().say("blame").heard_out()
    console.render(play.state)
    last = len(play.state.transcript) - 1
    qtbot.keyClicks(console.note, "ok")
    note, back = wishes(console, console.back.click)
    assert (note, back) == (NoteWritten(last, "ok"), TurnTakenBack())
    console.render(play.do(note, back).state)
    assert play.state.room.taken_back[0][-1].note == "ok"
    assert wishes(console, console.note.returnPressed.emit) == []


def test_what_was_typed_of_another_scene_is_no_note_of_this_one(console, qtbot):
    console.render(listening().say("empathy").heard_out().state)
    qtbot.keyClicks(console.note, "ok")
    console.render(listening().state)
    assert wishes(console, console.note.returnPressed.emit) == []


def test_what_was_pressed_while_somebody_spoke_is_said_to_come(console, messages, qtbot):
    play = listening()
    play.do(TraineeStarted(play.state.turn_id, play.now), FILM.event)
    console.render(play.state)
    shown = " ".join(x.text() for x in console.events.findChildren(QLabel))
    assert messages("room.events_soon", what="〔有人在拍〕") in shown
    console.render(play.say("empathy").state)
    shown = " ".join(x.text() for x in console.events.findChildren(QLabel))
    assert "〔有人在拍〕" not in shown


def test_the_picked_line_is_marked_and_the_list_does_not_jump(console):
    lines = console.lines.list
    before = lines.model().stringList()
    reset = seen(lines.model().modelReset)
    console.render(listening().do(NextChosen("talk")).state)
    (row,) = [i for i, o in enumerate(console.lines._offers) if o.target == "talk"]
    after = lines.model().stringList()
    assert after[row] == f"{PICKED} {before[row]}"
    assert [t for i, t in enumerate(after) if i != row] == [
        t for i, t in enumerate(before) if i != row
    ]
    assert reset == []


def test_a_click_on_the_console_leaves_the_keys_to_the_conversation(console):
    clicked = [*console.findChildren(QAbstractButton), console.lines.list, console.players.box]
    takes = Qt.FocusPolicy.ClickFocus.value
    assert [b for b in clicked if b.focusPolicy().value & takes] == []


def test_a_turn_is_taken_back_once_there_is_one(console, qtbot):
    assert not console.back.isEnabled()
    console.render(listening().say("empathy").heard_out().state)
    assert wishes(console, console.back.click) == [TurnTakenBack()]
    with qtbot.waitSignal(console.pause_pressed):
        console.freeze.click()


def test_the_freeze_button_says_what_it_does(console, messages):
    assert console.freeze.text() == messages("room.freeze")
    console.render(listening().do(PausePressed(3.0)).state)
    assert console.freeze.text() == messages("room.go_on")


def test_before_the_scene_nothing_can_be_steered(console):
    console.render(Play().state)
    steering = [console.freeze, console.back, *console.anger, console.note, console.answers.ask]
    assert not any(part.isEnabled() for part in steering)
