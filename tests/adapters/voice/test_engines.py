# SPDX-License-Identifier: Apache-2.0
import struct
import sys
import threading
import wave
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from trainer_gui.adapters.voice import espeak, kokoro, system_pyttsx3
from trainer_gui.adapters.voice.choose import (
    Engine,
    choose_synthesiser,
    how_to_install,
    is_available,
)
from trainer_gui.adapters.voice.prosody import (
    RATE,
    Prosody,
    from_pcm,
    prosody_of,
    resample,
    shape,
    to_pcm,
)
from trainer_gui.adapters.voice.say import say
from trainer_gui.adapters.voice.wav import read_samples
from trainer_gui.application.errors import EngineError, UserError
from trainer_gui.application.ports import Pcm
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import TIMBRES, VoiceStyle

AVAILABLE = [engine for engine in Engine if is_available(engine)]
CLAUSE = "你们怎么回事？"


@pytest.fixture(scope="module")
def loaded():
    engines = {}

    def get(engine):
        if engine not in engines:
            engines[engine] = choose_synthesiser(engine)
        return engines[engine]

    return get


def level_db(pcm):
    samples = from_pcm(pcm)
    return 20 * np.log10(np.sqrt((samples[np.abs(samples) > 0.001] ** 2).mean()))


def test_some_engine_is_there():
    assert Engine.KOKORO in AVAILABLE


@pytest.mark.slow
@pytest.mark.parametrize("engine", AVAILABLE)
def test_a_clause_is_rendered_and_anger_is_faster_and_louder(loaded, engine):
    voice = loaded(engine)
    calm = voice.render(CLAUSE, VoiceStyle(), Band.CALM)
    furious = voice.render(CLAUSE, VoiceStyle(), Band.FURIOUS)
    assert calm.rate == furious.rate == RATE
    assert 0.8 < furious.seconds < calm.seconds < 4
    assert 5 < level_db(furious) - level_db(calm) < 11
    assert np.abs(from_pcm(furious)).max() < 1


@pytest.mark.slow
@pytest.mark.parametrize("engine", AVAILABLE)
@pytest.mark.parametrize(
    "text", ["……", "？", "10086", "58元", "5G的APP", "hello", "😀好", "\x00好"]
)
def test_any_text_is_rendered(loaded, engine, text):
    pcm = loaded(engine).render(text, VoiceStyle("old_man"), Band.ANGRY)
    assert 0.1 < pcm.seconds < 6
    assert from_pcm(pcm).any() == any(c.isalnum() for c in text)


@pytest.mark.slow
def test_digits_sound_like_their_words(loaded):
    for digits, words in [("打10086", "打幺零零八六"), ("扣58元", "扣五十八元")]:
        voice = loaded(Engine.KOKORO)
        assert voice.render(digits, VoiceStyle(), Band.CALM) == voice.render(
            words, VoiceStyle(), Band.CALM
        )


@pytest.mark.slow
def test_without_mandarin_styles_a_blend_speaks_and_says_so(tmp_path):
    blend = kokoro.Kokoro(tmp_path)
    assert blend.note == "blended"
    assert blend.name.endswith("blend")
    assert blend.render(CLAUSE, VoiceStyle("man"), Band.CALM).seconds > 0.8


@pytest.mark.slow
def test_damaged_styles_are_not_used(tmp_path):
    (tmp_path / "zf_xiaoxiao.bin").write_bytes(b"\0" * 1001)
    assert kokoro.Kokoro(tmp_path).name.endswith("blend")


@pytest.mark.slow
def test_a_rendering_can_be_given_up(loaded):
    voice = loaded(Engine.KOKORO)
    failures = []

    def render():
        try:
            voice.render("我这个月话费怎么多扣了那么多钱" * 4, VoiceStyle(), Band.CALM)
        except EngineError as error:
            failures.append(str(error))

    thread = threading.Thread(target=render)
    thread.start()
    while thread.is_alive():
        voice.cancel()
        thread.join(0.05)
    assert failures == ["the neural voice failed: cancelled"]
    assert voice.render("好。", VoiceStyle(), Band.CALM).seconds > 0.1


@pytest.mark.slow
@pytest.mark.skipif(not espeak.is_available(), reason="espeakng-loader is not installed")
def test_espeak_is_whole_on_three_threads():
    results = {}

    def render(name):
        voice = espeak.Espeak()
        results[name] = [voice.render(CLAUSE, VoiceStyle(), Band.ANGRY).seconds for _ in range(10)]

    threads = [threading.Thread(target=render, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lengths = [seconds for rendered in results.values() for seconds in rendered]
    assert len(lengths) == 30
    assert max(lengths) - min(lengths) <= 0.02
    assert espeak.Espeak.note == "last_resort"


def test_an_unknown_engine_is_one_clear_line():
    with pytest.raises(EngineError, match="no voice engine 'sapi'; choose auto, system, kokoro"):
        choose_synthesiser("sapi")


@pytest.mark.skipif(system_pyttsx3.is_available(), reason="this system has a voice of its own")
def test_a_missing_engine_says_what_to_do():
    with pytest.raises(EngineError, match="add a Chinese"):
        choose_synthesiser("system")
    assert all(how_to_install(engine) for engine in Engine)


def test_mandarin_voices_are_found_by_language_or_name():
    def voice(name, *languages):
        return SimpleNamespace(id=f"id.{name}", name=name, languages=list(languages))

    huihui, tingting, meijia, david, sinji = (
        voice("Microsoft Huihui Desktop - Chinese (Simplified)", "zh-CN"),
        voice("Tingting", "zh_CN"),
        voice("Meijia", "zh_TW"),
        voice("Microsoft David Desktop", "en-US"),
        voice("Sinji", "zh_HK"),
    )
    found = system_pyttsx3.mandarin_voices([david, sinji, meijia, huihui, tingting])
    assert found == [huihui, tingting, meijia]


def test_every_timbre_differs_and_stays_within_bounds():
    for band in Band:
        for rate in (0.1, 1, 9):
            sound = prosody_of(VoiceStyle("woman", rate, rate), band)
            assert 0.6 <= sound.speed <= 1.5
            assert 0.7 <= sound.pitch <= 1.5
    assert set(kokoro._TIMBRES) == set(espeak._TIMBRES) == set(TIMBRES)


def test_resampling_keeps_a_tone_and_its_length():
    tone = np.sin(2 * np.pi * 400 * np.arange(22_050) / 22_050).astype(np.float32)
    there = resample(tone, RATE / 22_050)
    assert there.size == RATE
    spectrum = np.abs(np.fft.rfft(there))
    assert spectrum.argmax() == 400
    assert np.abs(there).max() == pytest.approx(1, abs=0.01)


def test_an_aiff_of_macos_is_read(tmp_path):
    samples = (10_000 * np.sin(np.arange(2205) / 10)).astype(">i2")
    rate = struct.pack(">HQ", 16383 + 14, 22_050 << 49)
    common = b"COMM" + struct.pack(">IhIh", 18, 1, samples.size, 16) + rate
    sound = b"SSND" + struct.pack(">III", 8 + samples.nbytes, 0, 0) + samples.tobytes()
    path = tmp_path / "clause.aiff"
    path.write_bytes(
        b"FORM" + struct.pack(">I", 4 + len(common + sound)) + b"AIFF" + common + sound
    )
    read, read_rate = read_samples(path)
    assert read_rate == 22_050
    assert np.allclose(read * 32768, samples)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"FORM" + bytes(40)])
def test_a_file_that_is_no_sound_is_an_engine_error(tmp_path, content):
    path = tmp_path / "clause.wav"
    path.write_bytes(content)
    with pytest.raises(EngineError, match="no readable sound file"):
        read_samples(path)


@pytest.mark.slow
def test_say_writes_a_wav_file(tmp_path):
    pcm = say("您好，我要投诉！", tmp_path / "out.wav", anger=90)
    with wave.open(str(tmp_path / "out.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.getnframes() == len(pcm.data) // 2 > RATE


@pytest.mark.parametrize(
    ("text", "out", "options", "message"),
    [
        (" ", "out.wav", {}, "no text"),
        ("好", "out.wav", {"anger": 101}, "from 0 to 100"),
        ("好", "out.wav", {"voice": VoiceStyle("ghost")}, "no timbre 'ghost'"),
        ("好", "out.wav", {"engine": "sapi"}, "no voice engine"),
        pytest.param("好", "no/such/folder.wav", {}, "choose another file", marks=pytest.mark.slow),
    ],
)
def test_say_refuses_in_one_line(tmp_path, text, out, options, message):
    with pytest.raises(UserError, match=message) as raised:
        say(text, Path(tmp_path, out), **options)
    assert len(str(raised.value).splitlines()) == 1


def test_styles_are_looked_for_inside_the_environment():
    assert kokoro.styles_folder() == Path(sys.prefix, "share", "trainer-gui", "voices")


def test_anger_is_heard_on_top_of_any_person():
    for rate, pitch, heat in [(1, 1, 1), (2, 2, 0.1), (0.5, 0.5, 0.85), (1.3, 0.9, 9)]:
        style = VoiceStyle("man", rate, pitch, heat=heat)
        bands = [prosody_of(style, band) for band in Band]
        assert bands == sorted(bands, key=lambda p: (p.speed, p.pitch, p.level_db))
        assert bands[-1].pitch / bands[0].pitch >= 1.12
        assert bands[-1].speed / bands[0].speed >= 1.12
        assert bands[-1].level_db - bands[0].level_db >= 4


def test_who_is_angry_pauses_less_and_breathes():
    tone = np.sin(np.arange(RATE) * 0.05).astype(np.float32)
    calm, furious, breathless = (
        from_pcm(shape(tone, RATE, prosody_of(VoiceStyle(breath=breath), band), 0.26))
        for band, breath in [(Band.CALM, 1), (Band.FURIOUS, 1), (Band.FURIOUS, 0)]
    )
    assert breathless.size < calm.size
    ends = [sound[-RATE // 10 :] for sound in (calm, furious, breathless)]
    assert [bool(end.any()) for end in ends] == [False, True, False]
    assert np.abs(ends[1]).max() < 0.1 * np.abs(furious).max()  # a breath, not a word
    comma = from_pcm(shape(tone, RATE, prosody_of(VoiceStyle(), Band.FURIOUS), 0.12))
    assert not comma[-RATE // 50 :].any()


def test_a_raised_voice_is_brighter_and_as_loud():
    noise = np.random.default_rng(1).standard_normal(RATE).astype(np.float32) * 0.1

    def above_2_khz(edge_db):
        sound = from_pcm(shape(noise, RATE, Prosody(edge_db=edge_db), 0.0))
        power = np.square(np.abs(np.fft.rfft(sound)))
        return power[2000:].sum() / power.sum(), level_db(Pcm(to_pcm(sound, RATE).data, RATE))

    (calm, calm_db), (raised, raised_db) = above_2_khz(0), above_2_khz(4)
    assert raised > calm * 1.02
    assert raised_db == pytest.approx(calm_db, abs=0.5)
