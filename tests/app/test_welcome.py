# SPDX-License-Identifier: Apache-2.0
"""Whoever comes for the first time is told what to do, once, and nobody else is."""

from dataclasses import replace

import pytest

from tests.app.test_home import offered
from tests.rig import SETTINGS, SORRY, NoMicrophone
from trainer_gui.domain.state import Mode, TurnPolicy


@pytest.fixture
def newcomer(rig):
    """Comes to the first page; what the bar says is kept."""

    def come(**parts):
        r = rig(**parts)
        r.until(lambda: offered(r).proposed is not None)
        r.told = []
        show = r.window.show_error
        r.window.show_error = lambda words, *more: (r.told.append(words), show(words, *more))
        return r

    return come


def lines(r, *keys):
    return [r.window.messages(f"welcome.{key}") for key in keys]


def test_a_newcomer_is_led_from_her_first_line_to_the_first_answer(newcomer):
    r = newcomer()
    r.begin().my_turn()
    assert r.told == lines(r, "listen", "answer")
    r.type(SORRY).my_turn()
    assert r.told == lines(r, "listen", "answer", "helped")
    r.type(SORRY).my_turn()
    assert len(r.told) == 3


def test_who_has_practised_is_told_nothing(newcomer):
    r = newcomer()
    r.begin().walk_out()
    r.until(lambda: offered(r).sessions == 1)
    r.told.clear()
    r.window.home.emit()
    r.begin().my_turn()
    assert r.told == []


def test_an_exam_is_no_place_for_it(newcomer):
    r = newcomer()
    r.begin(mode=Mode.EXAM).my_turn()
    assert r.told == []


def test_who_holds_a_key_to_speak_is_told_so(newcomer):
    r = newcomer(settings=replace(SETTINGS, turn_policy=TurnPolicy.PRESS_TO_TALK.value))
    r.begin().my_turn()
    assert r.told == lines(r, "listen", "press")


def test_without_a_microphone_only_the_trouble_is_told(newcomer):
    r = newcomer(audio_input=NoMicrophone)
    r.begin().my_turn()
    assert lines(r, "answer")[0] not in r.told
