# SPDX-License-Identifier: Apache-2.0
"""What the room sees: large, the same said three ways, nothing private."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel

from tests.scenes import listening, reading
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.domain.dialogue.scene import SILENCE_LIMIT
from trainer_gui.domain.events import LineStarted, PartialHeard, PausePressed, Source, TraineeSaid
from trainer_gui.domain.interventions import (
    AnswerBegun,
    AnswersOpened,
    HappeningInjected,
    HintsShown,
    MicrophoneHanded,
    NoteWritten,
    TurnTakenBack,
)
from trainer_gui.domain.scenario import Aside, Happening, Other
from trainer_gui.domain.state import Mode
from trainer_gui.ui.room.audience import AudienceWindow

LEAST_PX = 28
"""Of letters, at 1080 lines."""


@pytest.fixture
def audience(qtbot, qapp, assets, messages):
    made = AudienceWindow(qapp, assets, messages, reduced_motion=True)
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(audience) -> str:
    shown = [x for x in audience.findChildren(QLabel) if x.isVisible()]
    return "\n".join(x.text() for x in shown)


def answered(play):
    said = TraineeSaid(0, "这都怪你", 5.0, 5.0, source=Source.TYPED, reading=reading("blame"))
    return play.do(AnswersOpened(), MicrophoneHanded("小李"), said)


def test_her_words_and_the_trainees_are_there_with_their_names(audience):
    play = listening().do(MicrophoneHanded("小王")).say("empathy").heard_out()
    audience.render(play.state)
    shown = words(audience)
    for turn in play.state.transcript[1:]:
        assert turn.text in shown
    assert "小王" in shown
    assert "周女士" in shown


def test_anger_is_said_as_number_and_word(audience, messages):
    audience.render(listening().state)
    said = audience.scene._tower.accessibleName()
    assert "64" in said
    assert messages("band.angry") in said


def test_nothing_private_is_shown(audience):
    play = listening().do(NoteWritten(0, "这位最近状态不好")).say("blame")
    audience.render(play.state)
    assert "状态不好" not in words(audience)


@pytest.mark.parametrize("shown", [True, False])
def test_hints_are_shown_as_the_trainer_wishes(audience, shown):
    play = listening().say("blame").heard_out().do(HintsShown(shown=shown))
    assert play.state.hint
    audience.render(play.state)
    assert (play.state.hint in words(audience)) == shown


def test_a_hint_that_comes_or_goes_moves_nothing(audience, qtbot):
    play = listening().say("blame").heard_out()
    audience.render(play.state)
    qtbot.wait(10)
    parts = (audience.scene.face, audience.scene._caption_card, audience.scene._tower)
    assert play.state.hint in words(audience)
    before = [part.geometry() for part in parts]
    audience.render(replace(play.state, hint=""))
    qtbot.wait(10)
    assert [part.geometry() for part in parts] == before


def test_a_long_hint_is_set_smaller_and_fits(audience, qtbot):
    play = listening().say("blame").heard_out()
    audience.render(
        replace(play.state, hint="她觉得被欺负了，先认可她的感受，再说你现在就查，" * 2)
    )
    qtbot.wait(10)
    hint = audience.scene._hint
    assert hint.sizeHint().width() <= hint.width()


def test_who_speaks_is_named_and_what_is_seen_is_nobodys(audience, messages):
    boss = Happening("boss", Aside(("我是经理。",), "boss"))
    play = listening().do(HappeningInjected(boss, Other("值班经理")))
    play.do(LineStarted(play.state.line.line_id, 5.0))
    audience.render(play.state)
    assert "值班经理" in words(audience)
    assert not audience.scene.face._talking
    ring = Happening("ring", Aside(("〔电话响了〕",)))
    audience.render(listening().do(HappeningInjected(ring)).state)
    assert audience.scene._name.text() == messages("talk.seen")


def test_an_answer_by_voice_is_read_as_it_is_given(audience):
    play = listening().do(AnswersOpened(), MicrophoneHanded("小李"), AnswerBegun())
    turn = play.state.turn_id
    audience.render(play.do(PartialHeard(turn, "我先道个歉" * 20 + "再查")).state)
    (shown,) = [w for w in words(audience).splitlines() if w.startswith("小李") and "再查" in w]
    assert len(shown) < 60, "the end of it: that is what is new"


def test_a_customer_who_waits_for_the_room_is_said_to_wait(audience, messages):
    play = listening(mode=Mode.GROUP)
    for _ in range(SILENCE_LIMIT - 1):
        play.silence().heard_out()
    audience.render(play.state)
    assert messages("room.waits") in words(audience)


def test_a_scene_that_stands_still_says_so(audience, messages):
    play = listening()
    audience.render(play.state)
    assert messages("room.frozen") not in words(audience)
    audience.render(play.do(PausePressed(9.0)).state)
    assert messages("room.frozen") in words(audience)


def test_answers_stand_side_by_side_with_what_she_makes_of_each(audience, messages, qtbot):
    play = answered(answered(listening()))
    audience.render(play.state)
    qtbot.waitUntil(lambda: "这都怪你" in words(audience))
    shown = words(audience)
    assert shown.count("这都怪你") == 2
    assert "64 → 84 ▲" in shown
    assert messages("room.question") in shown
    assert play.state.room.answers[0].says in shown
    audience.render(play.do(PausePressed(9.0)).state)
    assert "64 → 84" not in words(audience), "the scene goes on"


@pytest.mark.parametrize("asked", [False, True])
def test_every_letter_can_be_read_from_the_last_row(audience, qtbot, asked):
    play = listening().do(MicrophoneHanded("小王")).say("blame").heard_out()
    audience.render((answered(play) if asked else play.do(PausePressed(9.0))).state)
    qtbot.wait(10)
    labels = [x for x in audience.findChildren(QLabel) if x.isVisible() and x.text()]
    assert labels
    assert all(QFontInfo(x.font()).pixelSize() >= LEAST_PX for x in labels)


def test_letters_shrink_and_grow_with_the_window(audience):
    audience.render(listening().state)
    large = audience.look.type_px("body")
    audience.resize(960, 540)
    assert audience.look.type_px("body") == pytest.approx(large / 2, abs=1)
    audience.resize(1920, 1080)
    assert audience.look.type_px("body") == large


def test_long_words_stay_inside_their_card(audience, qtbot):
    play = listening().say("empathy").heard_out()
    long = "这件事我从头到尾说一遍，" * 9
    state = play.do(TurnTakenBack()).state
    said = TraineeSaid(0, long, 5.0, 5.0, source=Source.TYPED)
    audience.render(play.do(PausePressed(6.0)).heard_out().do(said).state)
    assert state.transcript == ()
    qtbot.wait(10)
    label, card = audience.scene._heard, audience.scene._heard_card
    assert label.heightForWidth(label.width()) <= card.height()


def test_escape_closes_it(audience, qtbot):
    with qtbot.waitSignal(audience.closed):
        qtbot.keyClick(audience, Qt.Key.Key_Escape)
    assert not audience.isVisible()


def test_the_language_can_change(audience, assets):
    audience.render(listening().do(PausePressed(9.0)).state)
    audience.set_messages(load_messages(assets, "en", strict=True))
    assert "Frozen" in words(audience)
