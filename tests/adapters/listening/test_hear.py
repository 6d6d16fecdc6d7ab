# SPDX-License-Identifier: Apache-2.0
"""The real recogniser on people's speech: files of any format, long turns, noise, the listener."""

import csv
import itertools
import os
import queue
import re
import wave
from pathlib import Path

import numpy as np
import pytest

from trainer_gui.adapters.listening.hear import hear_file, hear_files, read_sound
from trainer_gui.adapters.listening.listener import VoiceListener
from trainer_gui.adapters.listening.sound import CHUNK_BYTES, CHUNK_S, RATE, FedInput
from trainer_gui.application.errors import UserError
from trainer_gui.application.ports import Pcm
from trainer_gui.domain.events import TraineeSaid

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
CLIPS = ("000001", "000006", "000048", "000049", "400013", "400035")
SENTENCES = (
    "您好，请问您今天想办理什么业务？",
    "非常抱歉给您带来了这么大的麻烦，您先别着急，我马上帮您查一下。",
    "我理解您的心情，换成是我，我也会很生气。",
    "这个套餐是上个月十五号在线上办理的，每个月多扣了二十块钱。",
    "我现在就帮您取消，多扣的钱今天之内退还到您的账户。",
    "您看这样处理可以吗？如果还有别的问题，请您随时告诉我，我会一直跟进到解决为止。",
)
MAX_ERRORS = 0.15


@pytest.fixture(scope="module")
def recogniser():
    from trainer_gui.adapters.listening.choose import choose_recogniser

    return choose_recogniser("auto")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """(path, what was said) of a few human recordings; of synthetic ones where there are none."""
    beside = Path(__file__).parents[4] / "shared"
    folder = Path(os.environ.get("TRAINER_GUI_SHARED", beside)) / "speech" / "human"
    if not folder.is_dir():
        return _synthetic(tmp_path_factory.mktemp("spoken"))
    with (folder / "transcripts.tsv").open(encoding="utf-8") as file:
        said = {r["id"]: r["text"] for r in csv.DictReader(file, delimiter="\t")}
    return [(folder / f"{clip}.flac", said[clip]) for clip in CLIPS]


def _synthetic(folder):
    from trainer_gui.adapters.voice.kokoro import Kokoro
    from trainer_gui.domain.emotion import Band
    from trainer_gui.domain.persona import VoiceStyle

    voice, clips = Kokoro(), []
    for i, text in enumerate(SENTENCES):
        pcm = voice.render(text, VoiceStyle("man"), Band.CALM)
        with wave.open(str(folder / f"{i}.wav"), "wb") as file:
            file.setparams((1, 2, pcm.rate, 0, "NONE", ""))
            file.writeframes(pcm.data)
        clips.append((folder / f"{i}.wav", text))
    return clips


@pytest.fixture(scope="module")
def clip(spoken):
    return spoken[2]


def _syllables(text):
    from pypinyin import lazy_pinyin

    return lazy_pinyin(re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", text))


def _errors(said, heard):
    """The share of wrong syllables."""
    a, b = _syllables(said), _syllables(heard)
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1] / max(1, len(a))


def test_people_are_understood(spoken, recogniser):
    wrong = [_errors(said, hear_file(path, recogniser)["text"]) for path, said in spoken]
    assert sum(wrong) / len(wrong) <= MAX_ERRORS


def test_a_file_gives_text_length_latency_and_rate(clip, recogniser):
    path, _ = clip
    heard = hear_file(path, recogniser)
    assert list(heard) == ["path", "text", "seconds", "latency_ms", "characters_per_minute"]
    assert heard["path"] == str(path)
    assert heard["seconds"] == pytest.approx(read_sound(path).seconds, abs=0.01)
    assert heard["latency_ms"] > 0
    assert 200 < heard["characters_per_minute"] < 500


def test_rate_and_channels_do_not_matter(clip, recogniser, tmp_path):
    path, said = clip
    speech = np.frombuffer(read_sound(path).data, "<i2")
    stereo = np.repeat(np.repeat(speech, 3), 2)  # 48 kHz, two channels
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setparams((2, 2, 48_000, 0, "NONE", ""))
        file.writeframes(stereo.astype("<i2").tobytes())
    assert _errors(said, hear_file(tmp_path / "x.wav", recogniser)["text"]) <= MAX_ERRORS


def test_long_speech_is_heard_to_its_end(spoken, recogniser):
    parts = [read_sound(path).data for path, _ in spoken]
    pause = bytes(RATE)
    speech = Pcm(pause.join(parts), RATE)
    assert speech.seconds > 28
    heard = recogniser.hear(speech)
    assert _errors("".join(said for _, said in spoken), heard.text) <= MAX_ERRORS
    assert 0.5 < heard.confidence <= 1


def test_confidence_tells_words_from_mumble(clip, recogniser):
    speech = read_sound(clip[0])
    wave_form = np.frombuffer(speech.data, "<i2") / 32768
    noise = np.random.default_rng(1).standard_normal(len(wave_form)) * np.sqrt(
        np.mean(wave_form**2)
    )
    mumble = ((wave_form + 2 * noise).clip(-1, 1) * 32767).astype("<i2").tobytes()
    assert recogniser.hear(speech).confidence > recogniser.hear(Pcm(mumble, RATE)).confidence + 0.1


@pytest.mark.parametrize("seconds", [0.3, 1, 5])
@pytest.mark.parametrize("kind", ["silence", "white noise", "hum", "clicks"])
def test_noise_holds_no_words(kind, seconds, recogniser):
    n = np.arange(int(seconds * RATE))
    wave_form = {
        "silence": lambda: np.zeros(len(n)),
        "white noise": lambda: np.random.default_rng(2).standard_normal(len(n)) * 0.05,
        "hum": lambda: 0.2 * np.sin(2 * np.pi * 100 * n / RATE),
        "clicks": lambda: np.where(n % (RATE // 4) < 40, 0.5, 0.0),
    }[kind]()
    data = (wave_form.clip(-1, 1) * 32767).astype("<i2").tobytes()
    for final in (True, False):
        assert recogniser.hear(Pcm(data, RATE), final=final).text == ""


def test_what_cannot_be_read_is_told_and_the_next_one_is_heard(clip, recogniser, tmp_path):
    path, _ = clip
    (tmp_path / "notes.wav").write_text("这不是录音")
    (tmp_path / "empty.wav").touch()
    with wave.open(str(tmp_path / "mute.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
    bad = [tmp_path / n for n in ("none.wav", "notes.wav", "empty.wav", "mute.wav")]
    *errors, heard = hear_files([*bad, tmp_path, path], recogniser)
    for error, where in zip(errors, [*bad, tmp_path], strict=True):
        assert isinstance(error, UserError)
        assert str(error).startswith(f"{where}: ")
        assert "\n" not in str(error)
        assert "; " in str(error)
    assert heard["path"] == str(path)


def test_the_listener_hears_a_person_to_the_end_of_the_turn(clip, recogniser):
    path, said = clip
    events = queue.Queue()
    samples_fed = itertools.count()
    now = 0.0
    fed = FedInput()
    listener = VoiceListener(events.put, lambda: now, fed, lambda: recogniser)
    try:
        listener.listen(1)
        data = read_sound(path).data + bytes(2 * 2 * RATE)  # silence for an unfinished clause too
        seen = []
        for i in range(0, len(data), CHUNK_BYTES):
            now = next(samples_fed) * CHUNK_S
            fed.feed(data[i : i + CHUNK_BYTES])
        while not seen or not isinstance(seen[-1], TraineeSaid):
            seen.append(events.get(timeout=20))
    finally:
        listener.close()
    heard = seen[-1]
    assert _errors(said, heard.text) <= MAX_ERRORS
    length = read_sound(path).seconds
    assert 0 <= heard.start < 0.6
    assert length - 1 < heard.end <= length + 0.1
    assert heard.confidence > 0.5
    assert 1.5 < heard.delivery.speech_s <= heard.end - heard.start + 0.05
    assert -50 < heard.delivery.loudness_db < -5
