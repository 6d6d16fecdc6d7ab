# SPDX-License-Identifier: Apache-2.0
"""Microphone checks on disk."""

import json
from datetime import date

import pytest

from trainer_gui.adapters.check_file import add_check, load_checks, save_checks
from trainer_gui.application.checking import Remembered
from trainer_gui.application.errors import UserError
from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.speech.sound_check import Checked, Finding

KEPT = (
    Remembered("USB 耳机", "小李", date(2026, 5, 1), (), Usual(250.5, -24.0)),
    Remembered("内置", "", date(2026, 5, 2), (Finding.QUIET, Finding.NOISY), None),
)


def test_what_is_saved_is_read_again(tmp_path):
    path = tmp_path / "data" / "microphones.json"
    assert load_checks(path) == ()
    save_checks(path, KEPT)
    assert load_checks(path) == KEPT
    assert "USB 耳机" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        "{}x",
        '[{"device": "x"}]',
        '{"device": 1}',
        json.dumps([{"device": "x", "trainee": "", "on": "gestern", "findings": []}]),
        json.dumps(
            [
                {
                    "device": "x",
                    "trainee": "",
                    "on": "2026-05-01",
                    "findings": ["odd"],
                    "characters_per_minute": None,
                    "loudness_db": None,
                }
            ]
        ),
    ],
)
def test_a_broken_file_is_said_in_one_line_and_left_alone(tmp_path, text):
    path = tmp_path / "microphones.json"
    path.write_text(text)
    with pytest.raises(UserError, match="delete the file") as error:
        load_checks(path)
    assert "\n" not in str(error.value)
    assert path.read_text() == text


def test_what_cant_be_kept_is_said(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(UserError, match="not remembered"):
        save_checks(tmp_path / "data" / "microphones.json", KEPT)


def test_a_check_is_added_to_what_another_window_has_kept(tmp_path):
    path = tmp_path / "microphones.json"
    save_checks(path, KEPT)
    add_check(path, Checked("桌面", -60.0, "您好"), "小王", date(2026, 5, 3))
    assert load_checks(path)[:2] == KEPT
    assert load_checks(path)[2].device == "桌面"
