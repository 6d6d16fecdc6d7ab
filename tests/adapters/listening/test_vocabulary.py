# SPDX-License-Identifier: Apache-2.0
"""What a case is about reaches the recogniser, and what it was told is not taken for speech."""

import threading
from pathlib import Path

import pytest

from trainer_gui.adapters.listening import whisper
from trainer_gui.adapters.listening.decoder import Decoder
from trainer_gui.adapters.listening.vocabulary import WORDS, texts_of, words_of
from trainer_gui.adapters.scenarios.loader import load_scenario
from trainer_gui.application.ports import Heard

C02 = load_scenario(Path(__file__).parents[3] / "scenarios" / "C02.yaml")


class Ears:
    """A recogniser that can be told what to expect."""

    name = "ears"

    def __init__(self) -> None:
        self.told: list[tuple[str, ...]] = []
        self.done = threading.Event()

    def hear(self, speech, *, final=True):
        return Heard("")

    def expect(self, words):
        self.told.append(tuple(words))
        if not words:
            self.done.set()


def test_the_words_of_a_case_are_what_it_is_about():
    words = words_of(texts_of(C02))
    assert len(words) == WORDS
    assert {"套餐", "短信", "流量"} <= set(words)
    assert words_of(()) == ()


def test_a_recogniser_is_told_the_words_of_the_case_that_is_open():
    ears = Ears()
    decoder = Decoder(lambda: ears, lambda _: None)
    try:
        decoder.load()
        decoder.expect(texts_of(C02))
        decoder.expect(())
        assert ears.done.wait(30)
    finally:
        decoder.close()
    assert ears.told == [words_of(texts_of(C02)), ()]


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("请问您要咨询的是手机套餐、会员，", True),
        ("您好，请问您要咨询的是手机套餐、会员，还是APP？", True),
        ("您好，请问您", False),
        ("您要咨询的是套餐还是流量？", False),
        ("", False),
    ],
)
def test_words_that_were_only_given_are_not_heard(text, echo):
    assert whisper._is_echo(text) == echo


@pytest.mark.slow
def test_many_long_words_leave_room_for_what_is_said():
    recogniser = whisper.WhisperRecogniser()
    recogniser.expect(["很长很长的一个业务名称"] * 60)
    assert len(recogniser._prompt) < 224 - 56
