# SPDX-License-Identifier: Apache-2.0
"""The class in a spreadsheet."""

import csv
import io

from tests.ui.conftest import ASSETS
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.sessions.class_csv import class_csv
from trainer_gui.application.overview import ClassRow
from trainer_gui.domain.taxonomy import Dimension


def table(*rows):
    page = class_csv(rows, load_messages(ASSETS, "zh", strict=True))
    return list(csv.reader(io.StringIO(page.decode("utf-8-sig"))))


def row(name):
    return ClassRow(name, 4, 2, 739_575, 71.25, {Dimension.SOOTHING: 80.0}, 1)


def test_a_row_a_trainee_with_a_head():
    head, first = table(row("小李"))
    assert head[:5] == ["名字", "场次", "通过", "总体", "情绪安抚"]
    assert first == ["小李", "4", "2", "71.2", "80.0", "", "", "", "", "", "1", "2025-11-20"]


def test_no_name_is_taken_for_a_formula():
    assert [r[0] for r in table(row("=1+1"), row("@SUM"))[1:]] == ["'=1+1", "'@SUM"]
