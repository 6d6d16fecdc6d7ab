# SPDX-License-Identifier: Apache-2.0
import os

import pytest

from trainer_gui.adapters.voice.cache import Cache, cache_key
from trainer_gui.application.ports import Pcm

SOUND = Pcm(bytes(range(200)) * 5, 24_000)


def test_what_was_put_comes_back_in_another_run(tmp_path):
    Cache(tmp_path).put("a", SOUND)
    again = Cache(tmp_path)
    assert again.get("a") == SOUND
    assert again.has("a")
    assert again.get("b") is None
    assert not again.has("b")


def test_the_key_tells_engine_voice_text_and_prosody_apart():
    keys = {
        cache_key("kokoro", "woman", 1.0, "你好"),
        cache_key("espeak", "woman", 1.0, "你好"),
        cache_key("kokoro", "man", 1.0, "你好"),
        cache_key("kokoro", "woman", 1.1, "你好"),
        cache_key("kokoro", "woman", 1.0, "您好"),
        cache_key("kokoro", "woma", "n1.0", "你好"),
    }
    assert len(keys) == 6
    assert cache_key("kokoro", "woman", 1.0, "你好") in keys


def test_the_least_recently_heard_goes_first(tmp_path):
    cache = Cache(tmp_path, limit=3 * 1100)
    for age, key in enumerate("abc"):
        cache.put(key, SOUND)
        os.utime(tmp_path / f"{key}.voice", (1000 + age, 1000 + age))
    assert cache.get("a") == SOUND  # heard just now
    cache.put("d", SOUND)
    assert [key for key in "abcd" if cache.has(key)] == ["a", "c", "d"]
    assert sum(f.stat().st_size for f in tmp_path.iterdir()) <= 3 * 1100


def test_the_limit_counts_what_other_runs_left(tmp_path):
    for key in "abcd":
        Cache(tmp_path).put(key, SOUND)
    Cache(tmp_path, limit=2 * 1100).put("e", SOUND)
    assert sum(1 for _ in tmp_path.iterdir()) == 2
    assert Cache(tmp_path).get("e") == SOUND


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-1], lambda raw: raw[:20], lambda _: b"", lambda raw: raw + b"x",
               lambda raw: b"X" + raw[1:], lambda raw: raw[:-1] + b"\xff"],
    ids=["cut", "header cut", "empty", "grown", "other mark", "bit flipped"],
)  # fmt: skip
def test_a_damaged_entry_is_a_miss_and_is_replaced(tmp_path, damage):
    cache = Cache(tmp_path)
    cache.put("a", SOUND)
    path = tmp_path / "a.voice"
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get("a") is None
    cache.put("a", SOUND)
    assert cache.get("a") == SOUND


def test_a_full_disk_leaves_nothing_and_is_tried_again(tmp_path):
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    cache = Cache(tmp_path / "cache")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (500, limits[1])
    )  # a write beyond fails like a full disk
    try:
        cache.put("a", SOUND)
        cache.put("b", SOUND)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert list((tmp_path / "cache").iterdir()) == []
    cache.put("a", SOUND)
    assert cache.get("a") == SOUND


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("a", SOUND)
    assert cache.get("a") is None
