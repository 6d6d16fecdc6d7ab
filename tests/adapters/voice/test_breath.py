# SPDX-License-Identifier: Apache-2.0
"""The sound of breathing: as long as the circle's, swelling and falling, and soft."""

import numpy as np
import pytest

from trainer_gui.adapters.listening.sound import samples
from trainer_gui.adapters.voice.breath import breaths


def test_it_lasts_as_long_as_the_breaths():
    assert breaths(3, 4.0, 6.0).seconds == pytest.approx(30.0)


def test_each_breath_swells_and_falls_and_is_soft():
    sound = breaths(2, 4.0, 6.0)
    loud = np.sqrt(np.square(samples(sound.data)).reshape(40, -1).mean(axis=1))  # halves of seconds
    turns = [0, 7, 8, 19, 20, 27, 28, 39]  # where one way ends and the next begins
    middles = [3, 4, 13, 14, 23, 24, 33, 34]
    assert loud[turns].max() < 0.3 * loud[middles].min()
    assert np.abs(samples(sound.data)).max() < 0.5
