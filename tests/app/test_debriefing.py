# SPDX-License-Identifier: Apache-2.0
"""After the scene: the other way appears by itself, and what was misheard is put right."""

import json

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from tests.rig import RUDE, SORRY, transcript
from trainer_gui.application.coaching import better_answer
from trainer_gui.domain.transcript import Speaker
from trainer_gui.ui.page import Page

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
COLD = "这是系统的规定，我也没办法。"


def shown(r):
    return r.app.practice.report


def replies(r):
    return [i for i, t in enumerate(shown(r).turns) if t.who is Speaker.TRAINEE]


def test_the_other_way_appears_and_is_written_down(rig):
    r = rig().begin().type(COLD)
    folder = r.walk_out()
    r.until(lambda: shown(r).what_if is not None)
    other = shown(r).what_if
    assert other.anger < shown(r).turns[-1].emotion.anger
    assert r.window.page is Page.DEBRIEF
    page = folder / "report.html"
    r.until(lambda: other.answer[-1].text in page.read_text(encoding="utf-8"))
    assert other.better.text in page.read_text(encoding="utf-8")


def test_another_turn_can_be_imagined_otherwise(rig):
    r = rig().begin().type(COLD).type(SORRY)
    r.walk_out()
    r.until(lambda: shown(r).what_if is not None)
    first = replies(r)[0]
    better = better_answer(shown(r).scenario, shown(r).turns[first])
    r.window.what_if_asked.emit(first, better)
    r.until(lambda: shown(r).what_if.turn == first)
    assert shown(r).what_if.better.text == better.say


def test_words_put_right_are_scored_and_both_are_kept(rig):
    r = rig().begin().type(COLD)
    folder = r.walk_out()
    before = shown(r)
    turn = replies(r)[0]
    r.window.corrected.emit(turn, SORRY)
    r.until(lambda: shown(r).turns[turn].heard == COLD)
    assert shown(r).score.overall > before.score.overall

    def written():
        return transcript(folder)["turns"][turn]

    r.until(lambda: written().get("heard") == COLD)
    assert written()["text"] == SORRY
    assert "rule_wall" not in written()["faults"]
    r.until(lambda: SORRY in (folder / "report.html").read_text(encoding="utf-8"))
    assert COLD in (folder / "report.html").read_text(encoding="utf-8")
    r.window.corrected.emit(turn, "")  # undone
    r.until(lambda: shown(r).turns == before.turns)
    assert shown(r).score == before.score
    r.until(lambda: "heard" not in written())


def test_several_are_put_right_one_after_the_other(rig):
    r = rig().begin().type(COLD).type(COLD)
    r.walk_out()
    first, second = replies(r)[:2]
    r.window.corrected.emit(first, SORRY)
    r.window.corrected.emit(second, "您慢慢说，我在听。")
    r.until(lambda: [shown(r).turns[i].heard for i in (first, second)] == [COLD, COLD])


def test_words_put_right_are_kept_though_the_debrief_was_left(rig):
    r = rig().begin().type(COLD)
    folder = r.walk_out()
    turn = replies(r)[0]
    r.window.corrected.emit(turn, SORRY)
    r.window.home.emit()
    r.until(lambda: transcript(folder)["turns"][turn].get("heard") == COLD)


def test_words_put_right_are_kept_though_the_program_was_closed(rig):
    r = rig().begin().type(COLD)
    folder = r.walk_out()
    turn = replies(r)[0]
    r.window.corrected.emit(turn, SORRY)
    r.app.close()
    assert transcript(folder)["turns"][turn]["heard"] == COLD


def test_words_put_right_count_on_the_first_page(rig):
    r = rig().begin().type(COLD)
    r.walk_out()
    r.until(lambda: r.window._today.sessions == 1)
    before = r.window._today.last_practice.overall
    r.window.corrected.emit(replies(r)[0], SORRY)
    r.until(lambda: r.window._today.last_practice.overall > before)


def test_what_was_left_is_not_put_right_any_more(rig):
    r = rig().begin().type(COLD)
    folder = r.walk_out()
    r.until(lambda: shown(r).what_if is not None)
    kept = json.dumps(transcript(folder))
    r.window.home.emit()
    again = r.begin().type(RUDE).walk_out()
    assert again != folder
    assert json.dumps(transcript(folder)) == kept


@pytest.mark.parametrize("form", ["html", "pdf", "csv"])
def test_the_report_is_saved_where_it_is_wanted(rig, tmp_path, monkeypatch, form):
    r = rig().begin().type(COLD)
    r.walk_out()
    path = tmp_path / f"mine.{form}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    r.window.save_asked.emit(form)
    r.until(lambda: str(path) in r.window._bar.words)
    assert path.stat().st_size > 0


def test_a_place_that_can_not_be_written_is_said(rig, tmp_path, monkeypatch):
    r = rig().begin().type(COLD)
    r.walk_out()
    (tmp_path / "taken").write_text("a file, no folder")
    place = str(tmp_path / "taken" / "x.html")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (place, ""))
    r.window.save_asked.emit("html")
    r.until(lambda: r.window.messages("error.not_saved", file=place) in r.window._bar.words)


def test_who_thinks_better_of_it_saves_nothing(rig, monkeypatch):
    r = rig().begin().type(COLD)
    r.walk_out()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    said = r.window._bar.words
    r.window.save_asked.emit("pdf")
    assert r.window._bar.words == said


def test_without_a_printer_there_is_the_pdf(rig, tmp_path, monkeypatch):
    r = rig().begin().type(COLD)
    r.walk_out()
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    r.window.print_asked.emit()
    assert r.window._bar.words == r.window.messages("debrief.no_printer")
    path = tmp_path / "mine.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    r.window._bar._action.click()
    r.until(path.exists)
