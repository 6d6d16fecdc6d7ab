# SPDX-License-Identifier: Apache-2.0
"""Text that never shows half a line."""

import pytest

from trainer_gui.ui.kit.shortened import ELLIPSIS, Shortened

WORDS = "".join(f"第{n}句话说完了。" for n in range(40))


@pytest.fixture
def label(qtbot):
    made = Shortened()
    qtbot.addWidget(made)
    made.resize(300, 90)
    made.setText(WORDS)
    made.show()
    return made


def test_what_has_no_room_is_told_at_the_end(label):
    shown = "".join(label.shown_lines())
    assert not label.whole
    assert shown.endswith(ELLIPSIS)
    assert WORDS.startswith(shown.removesuffix(ELLIPSIS))
    assert label.text() == WORDS


def test_what_is_new_stays(label):
    label.keep_end = True
    shown = "".join(label.shown_lines())
    assert shown.startswith(ELLIPSIS)
    assert WORDS.endswith(shown.removeprefix(ELLIPSIS))


def test_with_room_all_of_it_is_there(label):
    label.resize(300, label.heightForWidth(300))
    assert label.whole
    assert "".join(label.shown_lines()) == WORDS


def test_shown_and_whole_lines_differ_in_the_picture(label):
    short = label.grab().toImage()
    label.setText(WORDS[:5])
    assert label.whole
    assert label.grab().toImage() != short


def test_a_label_of_so_many_lines_is_always_as_high(qtbot):
    label = Shortened(lines=3)
    qtbot.addWidget(label)
    high = label.heightForWidth(200)
    label.setText(WORDS)
    assert label.heightForWidth(200) == label.sizeHint().height() == high
