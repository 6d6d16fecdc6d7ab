# SPDX-License-Identifier: Apache-2.0
"""The conversation shows the engine's state and nothing else."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from tests.scenes import SCENARIO, Play, listening, reading
from tests.ui.test_pages import words
from trainer_gui.domain.dialogue.moment import moment, taken_up
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    LineStarted,
    PartialHeard,
    PausePressed,
    TraineeEnded,
    TraineeStarted,
)
from trainer_gui.domain.state import Live, Mode, new_state
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.talk.conversation import ConversationPage
from trainer_gui.ui.talk.transcript_view import TranscriptView


def shown(talk, play):
    talk.render(play.state)
    return words(talk)


def test_her_line_her_mood_and_the_state_are_shown(talk, zh):
    play = Play().start()
    play.do(LineStarted(play.state.line.line_id, 0.1))
    said = shown(talk, play)
    assert play.state.line.utterance.text in said
    assert "周女士" in said
    assert "64" in said
    assert zh("band.angry") in said
    assert zh("phase.speaking") in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_phase_has_its_word(qtbot, look, assets, language):
    from trainer_gui.adapters.catalogue import load_messages

    messages = load_messages(assets, language, strict=True)
    talk = ConversationPage(look, messages, FaceArt(assets))
    qtbot.addWidget(talk)
    play = listening()
    assert messages("phase.listening") in shown(talk, play)
    play.do(TraineeStarted(play.state.turn_id, 4), TraineeEnded(play.state.turn_id, 5))
    assert messages("phase.thinking") in shown(talk, play)
    play.do(PausePressed(6))
    assert messages("phase.paused") in shown(talk, play)
    assert messages("talk.resume") in shown(talk, play)


def test_what_is_heard_appears_as_it_is_heard(talk, zh):
    play = listening()
    turn = play.state.turn_id
    play.do(TraineeStarted(turn, 4), PartialHeard(turn, "换了谁都", reading("empathy")))
    said = shown(talk, play)
    assert "换了谁都" in said
    assert zh("talk.hearing") in said
    assert zh("label.empathy") in said
    assert zh("label.empathy") in shown(talk, play.say("empathy", "apology"))
    assert zh("talk.hearing") not in words(talk)


def test_bubbles_are_only_added_to(talk):
    play = listening()
    talk.render(play.state)
    before = list(talk._transcript._bubbles)
    play.say("blame").heard_out()
    talk.render(play.state)
    after = talk._transcript._bubbles
    assert len(after) == 3
    assert after[: len(before)] == before


def test_no_line_of_a_bubble_is_hidden_when_it_gets_narrower(qtbot, look, zh):
    view = TranscriptView(look, zh)
    qtbot.addWidget(view)
    said = listening().state.transcript[0]
    whole = "昨天上午十点半的样子就在这儿不是你是另一个姑娘"
    turns = tuple(replace(said, text=(whole * 3)[:length]) for length in range(20, 60))
    view.resize(700, 400)
    view.render_turns(turns, Live())
    for width in (680, 660, 640):
        view.resize(width, 400)
        view.show()
        for bubble in view._bubbles:
            label = bubble._words
            assert label.height() >= label.heightForWidth(label.width())


def test_an_earlier_branch_starts_the_bubbles_anew(talk):
    play = listening()
    first = play.state
    play.say("blame").heard_out().say("empathy").heard_out()
    talk.render(play.state)
    talk.render(first)
    assert len(talk._transcript._bubbles) == 1


def test_the_clock_goes_on_where_the_scene_stopped(talk):
    play = listening().say("blame").heard_out()
    scene = taken_up(new_state(SCENARIO), moment(play.state), play.state.transcript)
    ended = max(turn.end_s for turn in scene.transcript)
    talk.render(scene)
    assert ended >= 1
    assert talk._time.text() == f"{ended // 60:.0f}:{int(ended) % 60:02d}"
    talk.render(new_state(SCENARIO))
    assert talk._time.text() == "0:00"


def test_hint_and_calm_line_light_up_in_place(qtbot, talk, zh):
    play = listening()
    talk.render(play.state)
    places = {w: w.geometry() for w in talk.findChildren(QWidget) if w.isVisible()}
    hint = talk._strips._hint_strip
    play.say("blame")
    talk.render(play.state)
    assert play.state.prompt is not None
    said = words(talk)
    assert play.state.prompt.text in said
    assert hint.property("lit") == ("true" if play.state.hint else "")
    for fixed in (hint, talk._strips._calm_strip, talk.controls, talk._customer, talk._transcript):
        assert fixed.geometry() == places[fixed]


def test_an_exam_shows_neither_hints_nor_chips(talk, zh):
    play = listening(mode=Mode.EXAM)
    play.say("blame")
    said = shown(talk, play)
    assert zh("label.blame") not in said
    assert zh("talk.hint_exam") in said
    assert not talk.controls.hint.isEnabled()


def test_without_a_microphone_typing_is_asked_for(talk, zh):
    play = listening()
    play.do(DeviceFailed(Device.MICROPHONE, ""))
    assert zh("phase.type") in shown(talk, play)
    assert not talk.controls.talk.isEnabled()
    assert talk.controls.input.isEnabled()


def test_a_pause_says_how_to_go_on(talk, zh):
    play = listening().do(PausePressed(9.0))
    talk.render(play.state)
    assert talk.pause.text() == zh("talk.resume")
    assert talk.controls.input.placeholderText() == zh("talk.paused_here")
    talk.render(play.do(PausePressed(10.0)).state)
    assert talk.pause.text() == zh("talk.pause")
    assert talk.controls.input.placeholderText() == zh("talk.type_here")


def test_the_level_is_heard_only_while_the_microphone_is_open(talk):
    play = listening()
    talk.render(play.state)
    talk.set_microphone_level(-12.0)
    assert max(talk.controls.meter._bars) == 1.0
    play.say("empathy")
    talk.render(play.state)
    assert max(talk.controls.meter._bars) == 0.0
    talk.set_microphone_level(-12.0)
    assert max(talk.controls.meter._bars) == 0.0


def test_everything_that_shows_only_a_picture_has_a_name(talk):
    talk.render(listening().state)
    controls = talk.controls
    for picture in (talk._customer._face, talk._customer._meter, controls.meter, controls.send):
        assert picture.accessibleName()
    assert "64" in talk._customer._meter.accessibleName()
    assert listening().state.scenario.title in talk.accessibleName()  # it has the focus itself


def test_a_trend_is_an_arrow_and_a_number(talk, zh):
    play = listening()
    assert zh("meter.level") in shown(talk, play)
    play.say("blame")
    said = shown(talk, play)
    assert zh("meter.up", points=round(play.state.emotion.anger) - 64) in said


def test_long_words_fit_the_caption(talk):
    play = Play().start()
    long = replace(
        play.state.line.utterance, pieces=("我等了整整三天，你们没有一个人回我电话。" * 6,)
    )
    play.state = replace(play.state, line=replace(play.state.line, utterance=long))
    talk.render(play.state)
    panel = talk._customer
    caption = panel._caption
    assert caption.heightForWidth(caption.width()) <= panel._speech.height()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_there_is_room_to_type_at_every_text_size(qtbot, look, messages, scale):
    look.choose(text_scale=scale)
    talk = ConversationPage(look, messages, FaceArt(look.assets))
    qtbot.addWidget(talk)
    talk.render(listening().state)
    talk.resize(1280, 640)
    with qtbot.waitExposed(talk):
        talk.show()
    assert talk.controls.input.width() >= 12 * look.type_px("body")
    assert talk.controls.repeat.accessibleName() == messages("talk.repeat")
    if scale == 1.0:
        assert talk.controls.repeat.text() == messages("talk.repeat")


@pytest.mark.parametrize("size", [(1280, 690), (1920, 1050)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_wider_than_the_window(qtbot, look, messages, size, scale):
    look.choose(text_scale=scale)
    talk = ConversationPage(look, messages, FaceArt(look.assets))
    qtbot.addWidget(talk)
    talk.render(listening().say("blame").heard_out().state)
    talk.resize(*size)
    with qtbot.waitExposed(talk):
        talk.show()
    assert talk.minimumSizeHint().width() <= size[0]
    assert talk.minimumSizeHint().height() <= size[1]
