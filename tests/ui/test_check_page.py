# SPDX-License-Identifier: Apache-2.0
"""The page of the microphone check: one thing at a time, then every measure with its advice."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from tests.fits import cut_off
from trainer_gui.application.checking import Check, CheckStep
from trainer_gui.domain.delivery import Delivery
from trainer_gui.domain.speech.sound_check import Checked, Finding
from trainer_gui.ui.settings.check_page import CheckPage

SENTENCE = "您好，请坐。您慢慢说，我一边听一边记。"
FINE = Checked("USB 耳机", -60.0, SENTENCE, SENTENCE, Delivery(4.0, 15, -25.0))
WRONG = {
    Finding.SILENT: {"delivery": None, "heard": ""},
    Finding.QUIET: {"delivery": Delivery(4.0, 15, -44.0)},
    Finding.LOUD: {"clipped": 0.02},
    Finding.NOISY: {"noise_db": -30.0},
    Finding.ECHO: {"echo_db": -30.0},
    Finding.MISHEARD: {"heard": "您好，请走吧"},
}


@pytest.fixture
def page(qtbot, look, messages):
    made = CheckPage(look, messages)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.show_check(Check())
    return made


def _shown(page):
    QCoreApplication.sendPostedEvents()  # the layout shows what is new
    labels = page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def _done(found):
    return Check(CheckStep.DONE, SENTENCE, result=found)


@pytest.mark.parametrize("step", [s for s in CheckStep if s is not CheckStep.DONE])
def test_each_step_says_what_to_do_and_why(page, messages, step):
    page.show_check(Check(step, SENTENCE))
    assert messages(f"check.{step}") in _shown(page)
    assert messages(f"check.{step}_why") in _shown(page)
    reads = step in (CheckStep.READ, CheckStep.THINKING)
    assert (SENTENCE in _shown(page)) is reads


def test_what_is_behind_is_ticked_and_what_is_to_come_is_numbered(page, messages):
    page.show_check(Check(CheckStep.ECHO))
    marks = [("✓", "quiet"), ("2", "echo"), ("3", "read")]
    shown = _shown(page)
    assert all(f"{mark} {messages(f'check.{step}_step')}" in shown for mark, step in marks)


def test_what_is_heard_is_shown_while_it_is_read(page, messages):
    page.show_check(Check(CheckStep.READ, SENTENCE))
    page.show_check(Check(CheckStep.READ, SENTENCE, 0.5, "您好请坐"))
    assert messages("check.heard", text="您好请坐") in _shown(page)


def test_a_fine_check_says_so_and_names_the_device_and_the_pace(page, messages):
    page.show_check(_done(FINE))
    shown = _shown(page)
    assert messages("check.fine_verdict") in shown
    assert "USB 耳机" in shown
    assert messages("check.usual", rate=225) in shown
    for finding in set(Finding) - {Finding.SILENT}:
        assert messages(f"check.{finding}_fine") in shown


@pytest.mark.parametrize("finding", Finding)
def test_each_finding_has_its_advice(page, messages, finding):
    found = replace(FINE, **WRONG[finding])
    assert found.findings == (finding,)
    page.show_check(_done(found))
    assert messages(f"check.{finding}_verdict") in _shown(page)
    assert messages(f"check.{finding}_advice") in _shown(page)


def test_what_was_misheard_is_told_without_colours(page):
    page.show_check(_done(replace(FINE, heard="您好，请走。您慢慢说，我一边听一边记。")))
    assert "<s>坐</s>" in _shown(page)
    assert "<u>走</u>" in _shown(page)


def test_what_was_not_tried_is_said(page, messages):
    page.show_check(_done(replace(FINE, played=False, recognises=False, heard="", device="")))
    for key in ("not_played", "no_recogniser", "no_device"):
        assert messages(f"check.{key}") in _shown(page)


def test_one_check_after_the_other_by_keys(page, qtbot):
    with qtbot.waitSignal(page.started):
        qtbot.keyClick(page, Qt.Key.Key_Return)
    page.show_check(Check(CheckStep.QUIET, SENTENCE))
    assert not page.start.isVisible()
    page.show_check(_done(FINE))
    with qtbot.waitSignal(page.started):
        qtbot.keyClick(page.start, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.back):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_enter_leaves_where_all_is_well_and_checks_again_where_it_is_not(page, qtbot):
    page.show_check(_done(FINE))
    with qtbot.waitSignal(page.back):
        qtbot.keyClick(page, Qt.Key.Key_Return)
    page.show_check(Check(CheckStep.QUIET, SENTENCE))
    page.show_check(_done(replace(FINE, noise_db=FINE.delivery.loudness_db - 3)))
    assert not page.done.isVisible()
    with qtbot.waitSignal(page.started):
        qtbot.keyClick(page, Qt.Key.Key_Return)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_was_found_and_the_next_step_can_be_read(qtbot, look, messages, scale):
    look.choose(text_scale=scale)
    made = CheckPage(look, messages)
    qtbot.addWidget(made)
    made.resize(1280, 690)
    made.show()
    made.show_check(_done(FINE))
    qtbot.waitUntil(lambda: cut_off(made) == [], timeout=2000)
