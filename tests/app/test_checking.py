# SPDX-License-Identifier: Apache-2.0
"""The microphone check in the running app, on fed sound."""

import json

import pytest

from tests.rig import KnowingRecogniser, NoMicrophone, Rig, WatchedInput, speech, trigger
from trainer_gui.adapters.listening.sound import RATE
from trainer_gui.application.checking import CheckStep
from trainer_gui.domain.delivery import Usual
from trainer_gui.domain.events import Device, DeviceFailed, DeviceReady
from trainer_gui.domain.speech.sound_check import Finding
from trainer_gui.domain.state import Phase
from trainer_gui.ui.page import Page

PAGE = "check"
STILL = bytes(RATE * 2 * 4)


def _check(r: Rig):
    return r.app.checking._booth.check


def _step(r: Rig, step: CheckStep):
    r.until(lambda: _check(r).step is step)


def _silent_until(r: Rig, step: CheckStep):
    """Nobody speaks, a tenth of a second at a time."""

    def there():
        r.feed(bytes(RATE // 5))
        return _check(r).step is step

    r.until(there)


def _through(r: Rig):
    """Begin, and let the room and the echo be measured."""
    r.window.made(PAGE).start.click()
    _silent_until(r, CheckStep.READ)


def _read(r: Rig, text: str | None = None):
    """Say the sentence, or what is given."""
    r.recogniser.texts.append(_check(r).sentence if text is None else text)
    r.feed(speech())
    r.feed(STILL)
    _step(r, CheckStep.DONE)
    return _check(r).result


@pytest.fixture
def opened(rig):
    def opened(**parts):
        r = rig(**parts)
        trigger(r, r.window.messages("menu.check"))
        assert r.window.page == PAGE
        r.app.stage.bridge.post(DeviceReady(Device.MICROPHONE, "耳机"))
        r.until(lambda: Device.MICROPHONE in r.app.stage.names)
        return r

    return opened


def _kept(r: Rig):
    path = r.places.data / "microphones.json"
    r.until(path.exists)
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_check_ends_with_what_was_understood_and_is_remembered(opened):
    r = opened()
    _through(r)
    found = _read(r)
    assert (found.device, found.heard) == ("耳机", found.wanted)
    assert found.findings == ()
    assert found.played
    (kept,) = _kept(r)
    assert kept["device"] == "耳机"
    assert kept["characters_per_minute"] == found.usual.characters_per_minute
    assert r.loudspeakers.sinks, "our own sound was played"


def test_what_was_misheard_is_found(opened):
    r = opened()
    _through(r)
    assert _read(r, "喂喂喂").findings == (Finding.MISHEARD,)


def test_who_says_nothing_is_told_so(opened):
    r = opened()
    _through(r)
    r.feed(bytes(RATE * 2 * 15))
    _step(r, CheckStep.DONE)
    assert _check(r).result.findings == (Finding.SILENT,)


def test_who_speaks_into_the_silence_is_still_checked(opened):
    r = opened()
    r.recogniser.texts.append("已经开始了吗")
    r.window.made(PAGE).start.click()
    r.feed(speech())
    r.feed(STILL)
    r.until(lambda: not r.recogniser.texts)
    _silent_until(r, CheckStep.READ)
    assert _read(r).findings == ()


def test_without_a_loudspeaker_there_is_no_echo_to_look_for(opened):
    r = opened()
    r.loudspeakers.set_there(False)
    _through(r)
    assert not _read(r).played


def test_it_can_be_broken_off_and_the_microphone_is_let_go(opened):
    r = opened()
    r.window.made(PAGE).start.click()
    _step(r, CheckStep.QUIET)
    r.window.made(PAGE).leave.click()
    assert r.window.page == Page.CHOOSE
    assert _check(r).step is CheckStep.READY


def test_a_scene_that_waits_goes_on_after_the_check(rig):
    r = rig().begin().my_turn()
    trigger(r, r.window.messages("menu.check"))
    assert r.state.phase is Phase.PAUSED
    replies = len(r.state.replies)
    r.window.made(PAGE).start.click()
    r.app.stage.bridge.post(DeviceReady(Device.MICROPHONE, "耳机"))  # as the real one does
    _silent_until(r, CheckStep.READ)
    assert r.window.page == PAGE
    _read(r)
    assert len(r.state.replies) == replies, "the sentence is no reply"
    r.window.made(PAGE).leave.click()
    assert r.window.page == Page.TALK
    r.window.conversation.pause.click()
    r.speak("您好，我来帮您。")
    r.until(lambda: len(r.state.replies) == replies + 1)


def test_a_scene_that_is_over_needs_no_microphone_after_the_check(rig):
    port = WatchedInput()
    r = rig(audio_input=lambda post: port).begin()
    r.walk_out()
    r.app.checking.open()
    r.window.made(PAGE).start.click()
    assert port.open
    r.window.made(PAGE).leave.click()
    assert r.window.page == Page.DEBRIEF
    assert not port.open


def test_the_own_way_of_speaking_goes_into_the_next_scene(opened, monkeypatch):
    r = opened()
    monkeypatch.setattr(r.app.checking._devices, "microphones", lambda: ("耳机",))
    _through(r)
    usual = _read(r).usual
    assert isinstance(usual, Usual)
    r.window.made(PAGE).leave.click()
    r.begin()
    assert r.state.usual == usual


def test_the_check_is_offered_at_the_first_start(rig):
    r = rig()
    r.window.first.today.check.click()
    assert r.window.page == PAGE


def test_a_missing_microphone_is_said_at_the_end(rig):
    r = rig(audio_input=NoMicrophone)
    trigger(r, r.window.messages("menu.check"))
    r.window.made(PAGE).start.click()
    _step(r, CheckStep.DONE)
    found = _check(r).result
    assert (found.device, found.findings) == ("", (Finding.SILENT,))
    assert not (r.places.data / "microphones.json").exists()


@pytest.mark.parametrize("step", [CheckStep.QUIET, CheckStep.READ])
def test_a_microphone_that_is_pulled_out_ends_the_check(opened, step):
    r = opened()
    r.window.made(PAGE).start.click()
    _silent_until(r, step)
    r.app.stage.bridge.post(DeviceFailed(Device.MICROPHONE, "it is gone"))
    r.app.stage.bridge.flush()
    assert _check(r).step is CheckStep.DONE
    assert _check(r).result.device == ""


def test_a_microphone_that_is_gone_is_not_the_one_that_is_checked(opened):
    r = opened()
    r.app.stage.bridge.post(DeviceFailed(Device.MICROPHONE, "it is gone"))
    r.app.stage.bridge.flush()
    _through(r)
    _read(r)
    assert _check(r).result.device == ""


def test_without_a_recogniser_the_sound_is_checked_all_the_same(opened):
    def broken():
        from trainer_gui.application.errors import EngineError

        raise EngineError("it is not installed")

    r = opened(load_recogniser=broken)
    r.until(lambda: Device.RECOGNISER in r.app.stage.troubles)
    _through(r)
    r.feed(speech())
    r.feed(STILL)
    _step(r, CheckStep.DONE)
    found = _check(r).result
    assert not found.recognises
    assert found.findings == ()
    assert isinstance(r.recogniser, KnowingRecogniser)
