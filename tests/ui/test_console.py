# SPDX-License-Identifier: Apache-2.0
"""The console says what the trainer wants, and offers only what makes sense."""

import pytest

from tests.rig import seen
from tests.scenes import Play, listening, reading, small
from trainer_gui.application.room import Offered
from trainer_gui.domain.events import PausePressed, Source, TraineeSaid
from trainer_gui.domain.interventions import (
    AngerMoved,
    AnswerBegun,
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
    assert wishes(console, console.answers.ask.click) == [AnswersClosed()]


def test_names_are_typed_once_and_pressed_to_hand_over(console, qtbot):
    with qtbot.waitSignal(console.names_changed) as changed:
        console.players.list.setText("小王，小李")
        console.players.list.editingFinished.emit()
    assert changed.args == ["小王，小李"]
    first, second = console.players._buttons.values()
    assert wishes(console, second.click) == [MicrophoneHanded("小李")]
    console.render(listening().do(MicrophoneHanded("小王")).state)
    assert (first.isChecked(), second.isChecked()) == (True, False)


def test_hints_of_the_room_are_switched(console):
    assert console.screen_tab.hints.isChecked()
    assert wishes(console, console.screen_tab.hints.click) == [HintsShown(shown=False)]


def test_a_note_goes_to_the_last_turn(console):
    console.note.setText("看这里")
    assert wishes(console, console.note.returnPressed.emit) == [NoteWritten(0, "看这里")]


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
