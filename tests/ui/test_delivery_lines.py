# SPDX-License-Identifier: Apache-2.0
"""How the trainee spoke, in words beside the numbers."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from trainer_gui.domain.delivery import Delivery, Usual
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.speech.speaking import RANGES, Measured, Verdict, speaking
from trainer_gui.domain.transcript import Speaker, Turn
from trainer_gui.ui.debrief.delivery_lines import DeliveryLines

CALM = Delivery(10.0, 40, -30.0)
USUAL = Usual(240, -30)


@pytest.fixture
def lines(qtbot, look, messages):
    made = DeliveryLines(look, messages)
    qtbot.addWidget(made)
    return made


def _mine(text="好。", delivery=CALM):
    return Turn(Speaker.TRAINEE, text, "b", 5.0, 15.0, Emotion(), delivery=delivery)


def _words(lines):
    return "\n".join(label.text() for label in lines.findChildren(QLabel))


def test_every_remark_has_its_words(messages):
    for what, (low, _high) in RANGES.items():
        assert f"delivery.{what}" in messages
        assert f"delivery.{what}_value" in messages
        assert f"delivery.{what}_{Verdict.HIGH}" in messages
        if low > 0 or what is Measured.LOUDNESS:
            assert f"delivery.{what}_{Verdict.LOW}" in messages


def test_without_a_check_it_says_what_it_is_compared_with(lines, messages):
    lines.show_speaking(speaking([_mine()]))
    assert messages("delivery.norms") in _words(lines)
    assert messages("delivery.rate_value", value="240") in _words(lines)


def test_what_stands_out_is_told_against_the_own_way(lines, messages):
    fast = replace(CALM, characters=60, loudness_db=-20.0, usual=USUAL)
    lines.show_speaking(speaking([_mine(delivery=fast)]))
    shown = _words(lines)
    assert messages("delivery.own") in shown
    assert messages("delivery.own_rate", rate=240) in shown
    assert messages("delivery.rate_high") in shown
    assert messages("delivery.loudness_high") in shown
    assert messages("delivery.fillers_high") not in shown


def test_fillers_are_named(lines):
    lines.show_speaking(speaking([_mine("嗯，那个，嗯，我先看看。")]))
    assert "嗯 ×2、那个 ×1" in _words(lines)
