# SPDX-License-Identifier: Apache-2.0
"""Who plays a case: its own customer type, or a guest with a way of speaking of its own."""

from dataclasses import replace

from tests.scenes import PERSONA, SCENARIO, Play, small
from trainer_gui.domain.dialogue.ahead import upcoming
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import Tone, VoiceStyle

GUEST = replace(
    PERSONA,
    id="guest",
    tone=Tone(rate=1.2, pitch=0.5),
    habits={Band.ANGRY: ("你说是不是。",)},
    retorts={"blame": {Band.ANGRY: ("赖谁？",)}, "cold": {Band.ANGRY: ("敷衍谁？",)}},
    nudges={Band.ANGRY: ("吭声。",)},
    repeats={Band.ANGRY: ("听好。",)},
)


def test_guest_speaks_in_its_own_way():
    own = replace(SCENARIO, customer=replace(SCENARIO.customer, voice=VoiceStyle("man", 1.0, 1.1)))
    played = own.played_by(GUEST, difficulty=5)
    assert (played.persona.id, played.difficulty) == ("guest", 5)
    assert played.customer.voice == VoiceStyle("man", 1.2, 0.55)
    assert (played.habits, played.nudges, played.repeats) == (
        GUEST.habits,
        GUEST.nudges,
        GUEST.repeats,
    )
    assert played.retorts == GUEST.retorts


def test_guest_without_words_of_its_own_says_what_the_case_says():
    played = SCENARIO.played_by(replace(PERSONA, id="mute"), difficulty=2)
    assert played.retorts == SCENARIO.retorts
    assert (played.nudges, played.repeats) == (SCENARIO.nudges, SCENARIO.repeats)


def test_own_type_fills_what_the_case_leaves_open_but_its_habits():
    case = replace(SCENARIO, nudges={})
    filled = case.of(GUEST)
    assert filled.nudges == GUEST.nudges
    assert filled.repeats == SCENARIO.repeats
    assert filled.retorts == {**GUEST.retorts, **SCENARIO.retorts}
    assert filled.habits == {}


def test_habit_is_heard_now_and_then_and_rendered_ahead():
    habits = GUEST.habits[Band.ANGRY]
    heard = []
    for seed in range(12):
        play = Play(small(habits=GUEST.habits), seed=seed).start()
        heard.append(play.state.line.utterance.pieces[0] in habits)
    assert 1 <= sum(heard) < len(heard)
    ahead = {piece for u in upcoming(Play(small(habits=GUEST.habits)).state) for piece in u.pieces}
    assert set(habits) <= ahead
