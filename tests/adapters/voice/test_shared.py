# SPDX-License-Identifier: Apache-2.0
import threading
from functools import partial

import pytest

from trainer_gui.adapters.voice.choose import Engine, choose_synthesiser
from trainer_gui.adapters.voice.shared import SharedVoice
from trainer_gui.application.errors import EngineError
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import VoiceStyle

CLAUSE = "你们怎么回事？"


def broken():
    raise EngineError("no such voice")


@pytest.mark.slow
def test_both_sides_speak_at_the_same_time():
    shared = SharedVoice(partial(choose_synthesiser, Engine.KOKORO))
    sounds = {}

    def speak(side, make):
        sounds[side] = make().render(CLAUSE, VoiceStyle("man"), Band.CALM)

    sides = {"trainee": shared.twin, "customer": shared.original}
    threads = [threading.Thread(target=speak, args=side) for side in sides.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sounds["trainee"].data == sounds["customer"].data
    assert len(sounds["trainee"].data) > 1000


@pytest.mark.slow
def test_giving_up_a_line_does_not_silence_the_other_side():
    shared = SharedVoice(partial(choose_synthesiser, Engine.KOKORO))
    original = shared.original()
    twin = shared.twin()
    rendered = []
    thread = threading.Thread(
        target=lambda: rendered.append(twin.render(CLAUSE * 3, VoiceStyle(), Band.CALM))
    )
    thread.start()
    while thread.is_alive():
        original.cancel()
        thread.join(0.01)
    assert len(rendered) == 1


def test_what_kept_the_customer_from_speaking_keeps_the_trainee_too():
    shared = SharedVoice(broken)
    with pytest.raises(EngineError, match="no such voice"):
        shared.original()
    with pytest.raises(EngineError, match="no such voice"):
        shared.twin()
