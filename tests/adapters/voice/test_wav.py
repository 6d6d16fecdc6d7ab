# SPDX-License-Identifier: Apache-2.0
"""Sound files that we write ourselves."""

import pytest

from trainer_gui.adapters.voice.wav import read_samples, write_wav
from trainer_gui.application.errors import UserError
from trainer_gui.application.ports import Pcm

TONE = Pcm(b"\x00\x10" * 4000, 24_000)


def test_what_is_written_can_be_read(tmp_path):
    write_wav(tmp_path / "a.wav", TONE)
    samples, rate = read_samples(tmp_path / "a.wav")
    assert (set(samples), len(samples), rate) == ({0.125}, 4000, 24_000)


def test_on_a_full_disk_nothing_half_written_is_left(tmp_path, full_disk):
    with full_disk(), pytest.raises(UserError, match=r"a\.wav: .*choose another file"):
        write_wav(tmp_path / "a.wav", TONE)
    assert list(tmp_path.iterdir()) == []
