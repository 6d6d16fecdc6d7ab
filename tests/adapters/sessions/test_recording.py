# SPDX-License-Identifier: Apache-2.0
"""Sound at the times at which it was heard."""

import wave

import numpy as np
import pytest

from trainer_gui.adapters.sessions.recording import (
    MIXED,
    RATE,
    TRACKS,
    Track,
    excerpt,
    mix,
    reopen,
)
from trainer_gui.application.ports import Pcm


def tone(seconds, value=1000, rate=RATE):
    return Pcm(np.full(round(seconds * rate), value, "<i2").tobytes(), rate)


def record(folder, side, *chunks):
    """Chunks: (sound, at)."""
    track = Track(folder / f"{side}.pcm")
    for sound, at in chunks:
        track.write(sound, at)
    track.close()


def channels(path):
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2).T


def sounding(samples):
    """(start, end) in seconds of each stretch of sound."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], samples != 0, [0]])))
    return [(a / RATE, b / RATE) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def test_each_side_sounds_at_its_own_times(tmp_path):
    record(tmp_path, "trainee", (tone(0.5), 2.0), (tone(0.25), 4.0))
    record(tmp_path, "customer", (tone(1.0, -500), 0.5))
    left, right = channels(mix(tmp_path))
    assert sounding(left) == [(2.0, 2.5), (4.0, 4.25)]
    assert sounding(right) == [(0.5, 1.5)]
    assert len(left) == len(right) == 4.25 * RATE
    assert set(right) == {0, -500}
    assert sorted(p.name for p in tmp_path.iterdir()) == [MIXED]


def test_a_recording_can_go_on(tmp_path):
    reopen(tmp_path, 0.0)  # nothing was recorded yet
    record(tmp_path, "trainee", (tone(0.5), 2.0))
    record(tmp_path, "customer", (tone(1.0, -500), 0.5), (tone(1.0, -500), 3.5))
    mix(tmp_path)
    reopen(tmp_path, 3.0)  # her second line is said anew
    record(tmp_path, "trainee", (tone(0.5), 5.0))
    left, right = channels(mix(tmp_path))
    assert sounding(left) == [(2.0, 2.5), (5.0, 5.5)]
    assert sounding(right) == [(0.5, 1.5)]
    assert set(right) == {0, -500}


def test_chunks_that_follow_each_other_are_joined(tmp_path):
    jitter = (0.0, 0.012, -0.02, 0.03, -0.01)
    chunks = [(tone(0.1), 1 + 0.1 * i + late) for i, late in enumerate(jitter)]
    record(tmp_path, "trainee", *chunks)
    assert sounding(channels(mix(tmp_path))[0]) == [(1.0, 1.5)]


def test_a_chunk_before_the_scene_began_starts_with_it(tmp_path):
    record(tmp_path, "customer", (tone(0.2), -0.1))
    assert sounding(channels(mix(tmp_path))[1]) == [(0.0, 0.2)]


def test_another_rate_is_brought_to_ours(tmp_path):
    record(tmp_path, "customer", (tone(0.5, 700, 24_000), 1.0), (tone(0.5, 700, 8_000), 3.0))
    right = channels(mix(tmp_path))[1]
    assert sounding(right) == [(1.0, 1.5), (3.0, 3.5)]
    assert set(right) == {0, 700}


def test_an_empty_chunk_changes_nothing(tmp_path):
    record(tmp_path, "customer", (Pcm(b"", 24_000), 5.0), (tone(0.1), 1.0))
    assert sounding(channels(mix(tmp_path))[1]) == [(1.0, 1.1)]


@pytest.mark.parametrize("side", TRACKS)
def test_one_side_alone_is_a_session_too(tmp_path, side):
    record(tmp_path, side, (tone(0.5), 0.0))
    both = channels(mix(tmp_path))
    assert sounding(both[TRACKS.index(side)]) == [(0.0, 0.5)]
    assert not both[1 - TRACKS.index(side)].any()


def test_a_session_longer_than_a_block_is_whole(tmp_path):
    record(tmp_path, "trainee", (tone(1.0), 29.5), (tone(1.0), 61.0))
    assert sounding(channels(mix(tmp_path))[0]) == [(29.5, 30.5), (61.0, 62.0)]


def test_nothing_recorded_leaves_nothing(tmp_path):
    record(tmp_path, "trainee")
    assert mix(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    assert mix(tmp_path) is None


def test_mixing_twice_keeps_the_first(tmp_path):
    record(tmp_path, "trainee", (tone(0.5), 0.0))
    whole = mix(tmp_path).read_bytes()
    assert mix(tmp_path) == tmp_path / MIXED
    assert (tmp_path / MIXED).read_bytes() == whole


def test_a_crash_while_dropping_the_tracks_does_not_lose_a_side(tmp_path):
    record(tmp_path, "trainee", (tone(0.5), 0.0))
    record(tmp_path, "customer", (tone(0.5), 1.0))
    customer = (tmp_path / "customer.pcm").read_bytes()
    mix(tmp_path)
    (tmp_path / "customer.pcm").write_bytes(customer)  # the trainee's was dropped, then it crashed
    left, right = channels(mix(tmp_path))
    assert (sounding(left), sounding(right)) == ([(0.0, 0.5)], [(1.0, 1.5)])
    assert [p.name for p in tmp_path.iterdir()] == [MIXED]


def test_half_a_sample_at_the_end_is_no_obstacle(tmp_path):
    (tmp_path / "trainee.pcm").write_bytes(tone(0.5).data + b"\1")
    assert sounding(channels(mix(tmp_path))[0]) == [(0.0, 0.5)]


def test_tracks_stay_where_they_can_not_be_mixed(tmp_path):
    record(tmp_path, "trainee", (tone(0.5), 0.0))
    (tmp_path / f".{MIXED}").mkdir()
    with pytest.raises(OSError, match="session"):
        mix(tmp_path)
    assert (tmp_path / "trainee.pcm").stat().st_size == RATE


def test_an_excerpt_holds_both_sides_between_two_times(tmp_path):
    record(tmp_path, "trainee", (tone(1.0, 100), 1.0))
    record(tmp_path, "customer", (tone(1.0, 10), 1.5))
    mix(tmp_path)
    heard = excerpt(tmp_path, 1.25, 2.25)
    assert (heard.rate, heard.seconds) == (RATE, 1.0)
    samples = np.frombuffer(heard.data, "<i2")
    assert [int(samples[int(at * RATE)]) for at in (0.1, 0.5, 0.9)] == [100, 110, 10]


def test_an_excerpt_is_never_louder_than_loud(tmp_path):
    record(tmp_path, "trainee", (tone(0.1, 30_000), 0.0))
    record(tmp_path, "customer", (tone(0.1, 30_000), 0.0))
    mix(tmp_path)
    assert set(np.frombuffer(excerpt(tmp_path, 0, 0.1).data, "<i2")) == {32767}


@pytest.mark.parametrize(
    ("start", "end", "seconds"), [(-1, 0.25, 0.25), (0.25, 9, 0.25), (7, 9, 0)]
)
def test_an_excerpt_ends_where_the_sound_does(tmp_path, start, end, seconds):
    record(tmp_path, "trainee", (tone(0.5), 0.0))
    mix(tmp_path)
    assert excerpt(tmp_path, start, end).seconds == seconds


def test_there_is_no_excerpt_of_what_was_not_recorded(tmp_path):
    assert excerpt(tmp_path, 0, 1) is None
