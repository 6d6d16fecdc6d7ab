# SPDX-License-Identifier: Apache-2.0
"""Choosing a recogniser by name, and the one line where it can't be had."""

import pytest

from trainer_gui.adapters.listening.choose import choose_recogniser
from trainer_gui.application.errors import EngineError


def _one_line(name, **settings):
    with pytest.raises(EngineError) as caught:
        choose_recogniser(name, **settings)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_a_name_that_is_nearly_right_gets_a_suggestion():
    line = "recogniser 'wisper': there is none of that name; did you mean whisper?"
    assert _one_line("wisper") == line


def test_a_name_from_nowhere_gets_the_list():
    assert "choose one of auto, whisper, sherpa, vosk" in _one_line("zzz")


def test_a_cloud_recogniser_without_its_key_names_the_variable(monkeypatch):
    monkeypatch.delenv("AZURE_SPEECH_KEY", raising=False)
    assert _one_line("azure") == "azure: needs its key; set AZURE_SPEECH_KEY in the environment"


def test_whisper_without_its_weights_says_so(monkeypatch):
    from trainer_gui.adapters.listening import tokens

    monkeypatch.setattr(tokens, "_PARTS", ("no_such_weights", "no_such_weights"))
    line = _one_line("auto")
    assert line.startswith("whisper: can't be loaded")
    assert "no_such_weights" in line
