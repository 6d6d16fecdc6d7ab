# SPDX-License-Identifier: Apache-2.0
"""How a turn was spoken, against anyone's way and against the speaker's own."""

from dataclasses import replace

import pytest

from tests.scenes import Play, listening, reading, spoken
from trainer_gui.domain.delivery import (
    BREATHLESS_CPM,
    FAST_CPM,
    RAISED_DB,
    Delivery,
    Usual,
    too_fast,
    too_loud,
)
from trainer_gui.domain.events import PartialHeard, TraineeStarted
from trainer_gui.domain.self_control import QUIET_S
from trainer_gui.domain.state import Mode

EASY = Usual(characters_per_minute=240, loudness_db=-20)


def test_rate_is_characters_over_speech():
    assert spoken(240).characters_per_minute == pytest.approx(240)
    assert Delivery(0.0, 0, -60.0).characters_per_minute == 0.0


@pytest.mark.parametrize(
    ("rate", "earlier", "characters", "rushed"),
    [
        (FAST_CPM + 10, (), 40, True),
        (290, (), 40, False),
        (290, (200,), 40, False),  # one turn is no baseline
        (290, (200, 210), 40, True),
        (290, (250, 260), 40, False),
        (225, (100, 110), 40, False),  # faster than before, but nobody is rushed by that
        (FAST_CPM + 40, (), 8, False),  # too short to tell
        (FAST_CPM + 10, (340, 350), 40, True),  # only a measured way of one's own allows more
    ],
)
def test_rushed_is_beyond_anyone_or_beyond_the_earlier_turns(
    rate: float, earlier: tuple[float, ...], characters: int, rushed: bool
):
    assert too_fast(spoken(rate, characters), [spoken(r) for r in earlier]) is rushed


@pytest.mark.parametrize(
    ("own", "rate", "rushed"),
    [
        (240, 295, False),
        (240, 305, True),
        (330, FAST_CPM + 20, False),  # quick by nature
        (330, 420, True),
        (100, 225, False),  # nobody is rushed by that
        (500, BREATHLESS_CPM + 10, True),  # nobody follows that
    ],
)
def test_a_measured_way_of_ones_own_decides(own: float, rate: float, rushed: bool):
    usual = replace(EASY, characters_per_minute=own)
    told = replace(spoken(rate), usual=usual)
    assert too_fast(told, [spoken(FAST_CPM)] * 3) is rushed


def test_a_voice_is_raised_above_ones_own():
    loud = replace(spoken(240), loudness_db=EASY.loudness_db + RAISED_DB + 1)
    assert too_loud(replace(loud, usual=EASY), [])
    assert not too_loud(replace(loud, usual=EASY, loudness_db=EASY.loudness_db + 1), [])
    assert not too_loud(loud, []), "nobody knows what is usual"
    quiet = replace(spoken(240), loudness_db=EASY.loudness_db)
    assert too_loud(loud, [quiet, quiet])
    assert not too_loud(loud, [loud, loud])
    assert not too_loud(replace(loud, characters=3), [quiet, quiet])


def _idea(play: Play) -> str:
    return play.state.prompt.idea if play.state.prompt else ""


def _speaks(play: Play, *labels: str, delivery: Delivery | None = None) -> Play:
    """A part of a reply, in a pause where a delivery is told."""
    turn = play.state.turn_id
    heard = PartialHeard(turn, "……", reading(*labels), at=play.later(2.0), delivery=delivery)
    return play.do(TraineeStarted(turn, play.now), heard)


def test_what_is_usual_for_the_trainee_is_kept_with_each_turn():
    play = listening(usual=EASY).say("empathy", delivery=spoken(250))
    assert play.state.replies[-1].delivery.usual == EASY
    assert _idea(play) == ""
    assert _idea(listening(usual=EASY).say("empathy", delivery=spoken(310))) == "slow"


def test_a_raised_voice_calls_for_calm():
    raised = replace(spoken(240), loudness_db=EASY.loudness_db + RAISED_DB + 1)
    assert _idea(listening(usual=EASY).say("empathy", delivery=raised)) == "slow"


def test_rushing_is_told_in_the_next_pause_of_the_reply():
    play = listening(usual=EASY)
    assert _idea(_speaks(play)) == ""
    assert _idea(_speaks(play, delivery=spoken(250))) == ""
    assert _idea(_speaks(play, delivery=spoken(310))) == "slow"
    assert play.state.prompt.at == play.now


def test_a_fault_is_told_in_a_pause_and_not_in_the_middle_of_a_word():
    play = listening()
    assert _idea(_speaks(play, "blame")) == ""
    assert _idea(_speaks(play, "blame", delivery=spoken(240))) == "hear"


def test_pauses_follow_one_another_but_prompts_do_not():
    play = _speaks(listening(usual=EASY), delivery=spoken(310))
    first = play.state.prompt
    assert _speaks(play, delivery=spoken(310)).state.prompt == first
    play.later(QUIET_S)
    assert _speaks(play, delivery=spoken(310)).state.prompt != first
    assert len(play.state.prompts_used) == 2


def test_a_calm_pause_leaves_the_prompt_that_is_being_read():
    play = _speaks(listening(usual=EASY), delivery=spoken(310))
    play.later(QUIET_S)
    assert _idea(_speaks(play, delivery=spoken(240))) == "slow"


def test_nothing_is_told_in_an_exam():
    assert _idea(_speaks(listening(usual=EASY, mode=Mode.EXAM), delivery=spoken(310))) == ""
