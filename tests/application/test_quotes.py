# SPDX-License-Identifier: Apache-2.0
"""A quote ends where a clause ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_gui.application.quotes import in_full

SAID = "好好的套餐突然变了，换成我也会着急。您别急，话费是1,200.5元，我现在就给您查！"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("我也会着", "换成我也会着急"),
        ("换成我也会着急", "换成我也会着急"),
        ("着急。您别", "换成我也会着急。您别急"),
        ("话费", "话费是1,200.5元"),
        ("查！", "我现在就给您查！"),
        ("没说过", "没说过"),
        ("", ""),
    ],
)
def test_a_quote_is_filled_up_to_its_clause(quote, shown):
    assert in_full(SAID, quote) == shown


def test_words_without_marks_are_not_quoted_as_a_whole():
    assert in_full("我" * 30 + "对不起" + "您" * 30, "对不起") == "对不起"


@given(st.text("您好，。 a1."), st.integers(0, 20), st.integers(0, 20))
def test_it_is_always_part_of_what_was_said_and_holds_the_quote(text, start, length):
    quote = text[start : start + length]
    shown = in_full(text, quote)
    assert shown in text
    assert quote in shown
