# SPDX-License-Identifier: Apache-2.0
"""Whose words are on the screen of the conversation: hers, another's, a trainee's, nobody's."""

from dataclasses import replace

import pytest

from tests.domain.dialogue.test_company import WITH_MANAGER
from tests.domain.dialogue.test_second_trainee import cued
from tests.scenes import listening
from tests.ui.test_pages import words
from trainer_gui.domain.dialogue.scene import SILENCE_LIMIT
from trainer_gui.domain.events import LineStarted, PartialHeard, TraineeStarted
from trainer_gui.domain.interventions import HappeningInjected, MicrophoneHanded
from trainer_gui.domain.scenario import Aside, Happening
from trainer_gui.domain.state import Mode
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.talk.conversation import ConversationPage


@pytest.fixture
def page(qtbot, look, zh, assets):
    made = ConversationPage(look, zh, FaceArt(assets))
    qtbot.addWidget(made)
    made.resize(1280, 690)
    made.show()
    return made


def shown(page, play):
    page.render(play.state)
    return words(page)


def test_others_are_shown_by_name_and_it_is_not_the_customer_who_moves_her_lips(page, zh):
    play = listening(WITH_MANAGER).say("empathy")
    said = play.state.line.utterance.text
    play.do(LineStarted(play.state.line.line_id, play.now))
    there = shown(page, play)
    assert zh("talk.says", name="张主任") in there
    assert zh("talk.says", name=play.state.scenario.customer.name) not in there
    assert zh("phase.speaking") not in there
    assert said in there
    assert not page._customer._face._talking
    names = shown(page, play.heard_out())
    assert "张主任" in names
    assert said in names


def test_what_is_seen_is_said_by_nobody(page, zh):
    play = listening().do(HappeningInjected(Happening("ring", Aside(("〔电话响了〕",)))))
    there = shown(page, play)
    assert zh("talk.seen") in there
    assert zh("talk.says", name=play.state.scenario.customer.name) not in there


def test_before_a_room_the_reply_is_the_trainees_and_nobodys_own(page, zh):
    play = listening(mode=Mode.GROUP).say("empathy")
    there = shown(page, play)
    assert zh("room.trainee") in there
    assert zh("speaker.trainee") not in there.split()
    play = listening(mode=Mode.GROUP).do(MicrophoneHanded("小李"))
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 9.0), PartialHeard(turn, "您好"))
    assert "小李 · " + zh("talk.hearing") in shown(page, play)


def test_a_customer_who_waits_for_the_room_is_said_to_wait(page, zh):
    play = listening(mode=Mode.GROUP)
    for _ in range(SILENCE_LIMIT - 1):
        assert zh("room.waits") not in shown(page, play)
        play.silence().heard_out()
    assert zh("room.waits") in shown(page, play)


def test_where_room_is_short_her_name_may_go_but_not_another_speakers(page):
    page._customer.setFixedHeight(round(12 * page._look.type_px("body")))
    play = listening(WITH_MANAGER)
    shown(page, play)
    assert page._customer._who.isHidden()
    shown(page, play.say("empathy"))
    assert not page._customer._who.isHidden()


@pytest.mark.parametrize("width", [1280, 620])
def test_what_another_could_say_is_read_whole_and_nothing_else_moves(qtbot, page, width):
    page.resize(width, 690)
    play = listening()
    page.render(play.state)
    qtbot.wait(10)
    before = page._customer.geometry()
    play = cued()
    cue = replace(play.state.cue, pieces=("您好，我是值班经理，您的事我来盯着，" * 3,))
    page.render(replace(play.state, queue=(cue, *play.state.queue[1:])))
    qtbot.wait(10)
    words = page._strips._hint_strip.words
    assert cue.text in words.text()
    needed = words.heightForWidth(words.width()) if words.wordWrap() else words.sizeHint().height()
    assert needed <= words.height()
    assert words.wordWrap() or words.sizeHint().width() <= words.width()
    assert page._customer.geometry() == before
    page.render(play.state)
    page.render(listening().state)
    qtbot.wait(10)
    assert page._strips._calm_strip.isVisible()
    assert page._customer.geometry() == before
