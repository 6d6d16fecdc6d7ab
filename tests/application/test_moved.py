# SPDX-License-Identifier: Apache-2.0
"""What moved her, in words."""

from dataclasses import replace

import pytest

from tests.scenes import reply_turn
from trainer_gui.application.moved import MOST, moved_words, signed
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.transcript import Cause

TURN = replace(reply_turn(), causes=())


def texts(key):
    return {"curve.and": "，"}.get(key, key)


@pytest.mark.parametrize(("points", "words"), [(4.4, "+4"), (-3.6, "−4"), (0.2, "+0")])
def test_a_sign_is_as_wide_as_the_other(points, words):
    assert signed(points) == words


def test_the_strongest_is_named_first_and_what_did_nothing_is_not():
    causes = (Cause("apology", Shift(-4)), Cause("unmoved", Shift(0.2)), Cause("silence", Shift(9)))
    said = moved_words(texts, replace(TURN, causes=causes))
    assert said == "cause.silence +9，label.apology −4"


def test_only_a_few_are_named_and_nothing_where_nothing_moved_her():
    many = tuple(Cause("silence", Shift(i)) for i in range(1, 9))
    assert moved_words(texts, replace(TURN, causes=many)).count("silence") == MOST
    assert moved_words(texts, TURN) == ""
