# SPDX-License-Identifier: Apache-2.0
"""Synthetic trainees: each in its own way, the same for the same seed."""

from dataclasses import replace

import pytest

from tests.scenes import SCENARIO, STORM, listening, with_beat
from trainer_gui.application.trainees import SILENCE, Stock, Trainee, everything, reply_of
from trainer_gui.domain.reading import FactCue
from trainer_gui.domain.scenario import Fact

STOCK = Stock(
    phrases={
        Trainee.WARM: ("我懂您的心情。", "您受委屈了。"),
        Trainee.COLD: ("系统里就是这么记的。",),
        Trainee.RUDE: ("怪你自己。", "爱投诉就去。", "别嚷。"),
        Trainee.PROMISES: ("全给您免了。",),
    },
    other=("您慢走。",),
    ask=("您还记得{}吗？",),
    sounds=("您宁", "查茶", "气汽"),
)
SAYS = [model.say for model in STORM.models]


def says(trainee, play=None, seed=0, soothes=lambda sentence: "消消气" in sentence):
    return reply_of(trainee, (play or listening()).state, STOCK, seed, soothes)


def test_model_trainee_goes_through_the_model_answers():
    play = listening()
    first = says(Trainee.MODEL, play)
    second = says(Trainee.MODEL, play.say("explain").heard_out())
    assert {first, second} == set(SAYS)
    assert says(Trainee.MODEL, seed=1) == second


def test_without_model_answers_there_is_stock():
    play = listening(with_beat(replace(STORM, models=())))
    assert says(Trainee.MODEL, play) in STOCK.phrases[Trainee.WARM]
    assert says(Trainee.COLD, play) in STOCK.phrases[Trainee.COLD]
    assert says(Trainee.GARBLED, play) == SILENCE


def test_cold_trainee_leaves_out_what_soothes():
    model = replace(STORM.models[0], say="您先消消气。我现在就查。")
    play = listening(with_beat(replace(STORM, models=(model,))))
    assert says(Trainee.COLD, play) == "我现在就查。"
    assert says(Trainee.COLD, play, soothes=lambda _: True) == "系统里就是这么记的。"


def test_phrases_of_a_kind_come_one_after_the_other():
    play = listening()
    said = []
    for _ in range(3):
        said.append(says(Trainee.RUDE, play, seed=5))
        play.say("explain").heard_out()
    assert sorted(said) == sorted(STOCK.phrases[Trainee.RUDE])


def test_silent_trainee_says_nothing():
    assert says(Trainee.SILENT) == SILENCE


def test_garbled_words_are_like_the_model_answer():
    heard = {says(Trainee.GARBLED, seed=2 * n) for n in range(20)}
    clean = "".join(c for c in SAYS[0] if c.isalnum())
    assert len(heard) > 5
    assert all(abs(len(text) - len(clean)) <= 5 for text in heard)
    assert {"茶", "宁"} & set("".join(heard))
    assert all("，" not in text for text in heard)


@pytest.mark.parametrize("seed", range(5))
def test_random_trainee_says_what_anybody_would(seed):
    play = listening()
    said = set()
    for _ in range(12):
        said.add(says(Trainee.RANDOM, play, seed=seed))
        play.say("explain").heard_out()
    assert said <= {SILENCE, *everything(listening().state, STOCK), *SAYS}
    assert len(said) > 2
    assert says(Trainee.RANDOM, seed=seed) == says(Trainee.RANDOM, seed=seed)


def test_everything_asks_for_what_has_a_plain_cue():
    odd = Fact("odd", "一条记录", "lookup", FactCue("odd", ("记.?录",)))
    scenario = replace(SCENARIO, facts={**SCENARIO.facts, "odd": odd})
    texts = everything(listening(scenario).state, STOCK)
    assert "您还记得短信吗？" in texts
    assert "一条记录" in texts
    assert sum("记得" in text for text in texts) == 1


def test_before_the_start_there_is_no_model_answer():
    state = replace(listening().state, beat_id="")
    assert reply_of(Trainee.GARBLED, state, STOCK, 0, bool) == SILENCE
    assert SAYS[0] not in everything(state, STOCK)
