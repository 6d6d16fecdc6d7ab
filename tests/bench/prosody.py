# SPDX-License-Identifier: Apache-2.0
"""How anger and people sound: measured pitch, rate and level, and what a recogniser reads back."""

import re
from collections.abc import Iterator, Sequence
from statistics import mean, median

import numpy as np
from pypinyin import lazy_pinyin

from trainer_gui.adapters.listening.choose import choose_recogniser
from trainer_gui.adapters.listening.sound import RATE as EARS
from trainer_gui.adapters.listening.words import count_characters
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.voice.choose import choose_synthesiser
from trainer_gui.adapters.voice.prosody import RATE, from_pcm, resample, to_pcm
from trainer_gui.adapters.voice.wording import split_clauses
from trainer_gui.application.ports import Recogniser, Synthesiser
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.persona import TIMBRES, VoiceStyle

SAID = (
    "我用了好几年的套餐，怎么这个月就变了呢？",
    "你们打电话给我的时候，可不是这么说的。",
    "今天不给我一个说法，我就不走了。",
    "上个月多扣了我三十块钱，到现在没有人管。",
)
LINES = 20
"""Of each band, from as many scenes."""
_NUMBER = re.compile(r"[零一二三四五六七八九十百千万两〇0-9A-Za-z〔]")
_FRAME_S, _HOP_S = 0.04, 0.01
_HIGHEST, _LOWEST = 450, 65
"""Hertz between which a voice's pitch is looked for."""
_VOICED = 0.6
_APART = 1.12
"""Voices whose pitch or brightness differ by this factor are told apart."""


def run(engine: str = "auto") -> Iterator[str]:
    """Rows of two tables: anger by timbre, and the customers of the personas."""
    voice, ears = choose_synthesiser(engine), choose_recogniser("whisper")
    yield f"voice {voice.name}, recogniser {ears.name}"
    yield from _anger(voice, ears)
    yield from _people(voice)
    yield from _lines(voice, ears)


def _anger(voice: Synthesiser, ears: Recogniser) -> list[str]:
    rows = [
        "| timbre | band | pitch Hz | characters/s | level dB | edge | character error |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    errors: dict[Band, list[float]] = {band: [] for band in Band}
    growth = []
    for timbre in TIMBRES:
        measured = {}
        for band in Band:
            spoken = [from_pcm(voice.render(t, VoiceStyle(timbre), band)) for t in SAID]
            errors[band] += [_error(t, s, ears) for t, s in zip(SAID, spoken, strict=True)]
            measured[band] = _figures(spoken)
            pitch, rate, level, edge = measured[band]
            rows.append(
                f"| {timbre} | {band} | {pitch:.0f} | {rate:.2f} | {level:.1f} | {edge:.0f} "
                f"| {100 * mean(errors[band][-len(SAID) :]):.1f} % |"
            )
        calm, furious = measured[Band.CALM], measured[Band.FURIOUS]
        growth.append((furious[0] / calm[0], furious[1] / calm[1], furious[2] - calm[2]))
    pitch, rate, level = (min(column) for column in zip(*growth, strict=True))
    worst = max(mean(e) for e in errors.values())
    return [
        *rows,
        (
            f"calm to furious, least of all: pitch {100 * (pitch - 1):+.0f} % (goal +12 %), "
            f"rate {100 * (rate - 1):+.0f} % (+12 %), level {level:+.1f} dB (+4 dB)"
        ),
        f"character error, worst band: {100 * worst:.1f} % (goal 8 %)",
    ]


def _lines(voice: Synthesiser, ears: Recogniser) -> list[str]:
    """What customers say in their scenes, each in the band that it is written for."""
    library = FolderLibrary(shipped("scenarios"))
    spoken: dict[Band, list[tuple[str, VoiceStyle]]] = {band: [] for band in Band}
    for entry in library.shelf().entries[::2]:
        scene = library.scenario(entry.id)
        for band, lines in spoken.items():
            told = (t for b in scene.beats.values() for t in b.lines.get(band, ()))
            # no numbers: they are written in one way and heard in another
            lines.extend(
                [(t, scene.voice) for t in told if not _NUMBER.search(t) and len(t) > 12][:1]
            )
    rows = []
    for band, kept in spoken.items():
        wrong = unheard = length = 0
        for text, style in kept[:LINES]:
            sound = np.concatenate(
                [from_pcm(voice.render(c, style, band)) for c in split_clauses(text)]
            )
            wanted, got = _wanted_and_got(text, sound, ears)
            wrong += distance(wanted, got)
            unheard += distance(_syllables(wanted), _syllables(got))
            length += len(wanted)
        rows.append(
            f"{min(LINES, len(kept))} lines of scenes, {band}: characters wrong "
            f"{100 * wrong / length:.1f} % (people's recordings: see `hear`), "
            f"syllables misheard {100 * unheard / length:.1f} % (goal 8 %)"
        )
    return rows


def _people(voice: Synthesiser) -> list[str]:
    library = FolderLibrary(shipped("scenarios"))
    rows = ["| persona | customer | timbre | pitch Hz | brightness Hz |", *["| --- " * 5 + "|"]]
    apart: list[tuple[float, float]] = []
    played = {}
    for entry in library.shelf().entries:
        played.setdefault(entry.persona, entry.id)
    for persona, scene in sorted(played.items()):
        style = library.scenario(scene).voice
        sound = np.concatenate([from_pcm(voice.render(t, style, Band.CALM)) for t in SAID[:2]])
        found = _pitch(sound), _brightness(sound)
        rows.append(f"| {persona} | {scene} | {style.timbre} | {found[0]:.0f} | {found[1]:.0f} |")
        if all(_differ(found, other) for other in apart):
            apart.append(found)
    return [
        *rows,
        (
            f"{len(played)} personas, {len(apart)} voices apart by {100 * (_APART - 1):.0f} % in "
            "pitch or brightness (goal 6)"
        ),
    ]


def _differ(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return any(max(a, b) / min(a, b) >= _APART for a, b in zip(one, other, strict=True))


def _error(text: str, sound: np.ndarray, ears: Recogniser) -> float:
    wanted, got = _wanted_and_got(text, sound, ears)
    return distance(wanted, got) / len(wanted)


def _wanted_and_got(text: str, sound: np.ndarray, ears: Recogniser) -> tuple[str, str]:
    heard = ears.hear(to_pcm(resample(sound, EARS / RATE), EARS)).text
    wanted, got = ("".join(filter(str.isalnum, t)) for t in (text, heard.replace("30", "三十")))
    return wanted, got


def _syllables(text: str) -> list[str]:
    """What is heard of it: 评 and 瓶 sound alike; which is written is a guess."""
    return lazy_pinyin(text)


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Fewest characters, or syllables, to change, add or leave out."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _figures(spoken: list[np.ndarray]) -> tuple[float, float, float, float]:
    """Pitch, characters a second of speech, level of the speech, brightness."""
    sound = np.concatenate(spoken)
    loud = _loud(sound)
    rate = sum(map(count_characters, SAID)) / (len(loud) * _HOP_S)
    level = 10 * np.log10(np.mean(np.square(np.concatenate(loud))))
    return _pitch(sound), rate, float(level), _brightness(sound)


def _loud(sound: np.ndarray) -> list[np.ndarray]:
    hop = round(RATE * _HOP_S)
    frames = sound[: len(sound) // hop * hop].reshape(-1, hop)
    levels = np.sqrt(np.mean(np.square(frames), axis=1))
    return list(frames[levels > 0.1 * np.percentile(levels, 95)])


def _pitch(sound: np.ndarray) -> float:
    """Median of the voiced frames, by autocorrelation, in Hz."""
    size, hop = round(RATE * _FRAME_S), round(RATE * _HOP_S)
    low, high = RATE // _HIGHEST, RATE // _LOWEST
    floor = 0.5 * np.sqrt(np.mean(np.square(sound)))
    found = []
    for start in range(0, len(sound) - size - high, hop):
        long = sound[start : start + size + high].astype(float)
        if np.sqrt(np.mean(np.square(long[:size]))) < floor:
            continue
        short = long[:size]
        energy = np.cumsum(np.concatenate([[0.0], np.square(long)]))
        windows = energy[size:] - energy[:-size]
        match = np.correlate(long, short, "valid") / np.sqrt(windows * windows[0] + 1e-12)
        match = match[low:high]
        if match.max() > _VOICED:
            found.append(RATE / (low + _first_peak(match)))
    return median(found)


def _first_peak(match: np.ndarray) -> int:
    """The shortest period that is nearly as good as the best: no octave too low."""
    good = np.flatnonzero(match > 0.9 * match.max())
    run = good[: np.flatnonzero(np.diff(good, append=good[-1] + 2) > 1)[0] + 1]
    return int(run[np.argmax(match[run])])


def _brightness(sound: np.ndarray) -> float:
    """Centre of the spectrum below 8 kHz, in Hz."""
    power = np.square(np.abs(np.fft.rfft(sound)))
    hertz = np.fft.rfftfreq(sound.size, 1 / RATE)
    band = (hertz > 80) & (hertz < 8000)
    return float((power * hertz)[band].sum() / power[band].sum())
