# SPDX-License-Identifier: Apache-2.0
"""A session is read back as it was, and leaves as a file in every format."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from tests.adapters.sessions.test_html_report import READER, Page
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.sessions.archive import find_session, load_session
from trainer_gui.adapters.sessions.exporting import FORMATS, Exporter
from trainer_gui.adapters.sessions.transcript import report_json
from trainer_gui.application.coaching import better_answer
from trainer_gui.application.errors import UserError
from trainer_gui.application.report import report
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.application.what_if import what_if
from trainer_gui.domain.delivery import Delivery, Usual
from trainer_gui.domain.state import new_state
from trainer_gui.ui.kit.theme import load_theme

LIBRARY = FolderLibrary(shipped("scenarios"))
NAME = "2026-01-02_03-04-05_C02"
RUDE, KIND = "这事儿您得问您自己。", "对不起，您先消消气，我现在就帮您查。"


def played(*replies):
    """A scene with its other way from the first reply."""
    state = new_state(LIBRARY.scenario("C02"), LIBRARY.coach(), LIBRARY.rulebook(), seed=1)
    scene = TypedScene(state, READER)
    for said in replies:
        scene.reply(said)
    made = report(scene.stop())
    if not replies:
        return made
    first = min(scene.session.branches)
    better = better_answer(made.scenario, made.turns[first])
    later = [t for t in made.turns[first + 1 :] if t.who == "trainee"]
    other = what_if(scene.session.branches[first], better, later, READER)
    return replace(made, what_if=other, trainee="小林")


@pytest.fixture
def kept(tmp_path):
    """Keeps a session as the app does; returns its folder."""

    def keep(session, name=NAME):
        folder = tmp_path / "sessions" / name
        folder.mkdir(parents=True)
        told = json.dumps(report_json(session), ensure_ascii=False)
        (folder / "transcript.json").write_text(told, encoding="utf-8")
        return folder

    return keep


@pytest.fixture(params=["zh", "en"])
def exporter(request):
    assets = shipped("assets")
    messages = load_messages(assets, request.param, strict=True)
    return Exporter(assets / "report", messages, load_theme(assets, "light").colours)


def test_a_session_comes_back_as_it_was(kept):
    session = played(RUDE, KIND, "明天中午前我给您回电话，赔您五百块。")
    turns = list(session.turns)
    turns[1] = replace(turns[1], heard="这事儿你得问你自己。", note="太冲了")
    session = replace(session, turns=tuple(turns))
    back = load_session(kept(session), LIBRARY)
    assert report_json(back) == report_json(session)
    assert [r.says for r in back.change] == [r.says for r in session.change]
    assert [p.within for p in back.pledges] == [p.within for p in session.pledges]
    assert back.turning == replace(session.turning, moved=back.turning.moved)
    assert back.scenario == session.scenario


def test_how_a_turn_was_spoken_comes_back(kept):
    session = played(RUDE)
    manner = Delivery(4.5, 20, -25.0, 3.5, 2, Usual(250.0, -30.0))
    turns = (session.turns[0], replace(session.turns[1], delivery=manner), *session.turns[2:])
    folder = kept(replace(session, turns=turns))
    assert load_session(folder, LIBRARY).turns[1].delivery == manner
    told = json.loads((folder / "transcript.json").read_text(encoding="utf-8"))
    del told["turns"][1]["delivery"]  # an earlier version kept the rate alone
    (folder / "transcript.json").write_text(json.dumps(told), encoding="utf-8")
    back = load_session(folder, LIBRARY).turns[1].delivery
    assert (back.characters_per_minute, back.loudness_db) == (267, -25.0)


def test_a_session_without_a_word_comes_back(kept):
    session = played()
    assert report_json(load_session(kept(session), LIBRARY)) == report_json(session)


def test_a_session_whose_scenario_is_gone_still_tells_who_spoke(kept, exporter, tmp_path):
    for file in ("scoring.yaml", "coach.yaml"):
        (tmp_path / file).write_bytes((shipped("scenarios") / file).read_bytes())
    back = load_session(kept(played(RUDE)), FolderLibrary(tmp_path))
    assert (back.scenario.title, back.scenario.customer.name) == ("谁动了我的套餐", "周女士")
    assert "谁动了我的套餐" in Page(exporter.text(back, "html")).text


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"turns": 1}', '{"scenario": "C02", "turns": [{}]}', "\udc80"]
)
def test_what_is_no_session_is_one_clear_line(tmp_path, text):
    (tmp_path / "transcript.json").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UserError) as refused:
        load_session(tmp_path, LIBRARY)
    line = str(refused.value)
    assert line.startswith(str(tmp_path / "transcript.json"))
    assert "\n" not in line
    assert "give the folder" in line


def test_a_session_is_found_by_name_path_or_as_the_last(kept, tmp_path):
    first = kept(played(), "2026-01-01_00-00-00_C02")
    last = kept(played())
    sessions = tmp_path / "sessions"
    assert find_session(NAME, sessions) == last
    assert find_session(str(first), sessions) == first
    assert find_session(str(first / "transcript.json"), sessions) == first
    assert find_session("last", sessions) == last
    with pytest.raises(UserError, match=f"newest is {NAME}"):
        find_session("C99", sessions)
    with pytest.raises(UserError, match="none yet"):
        find_session("last", tmp_path / "nowhere")


def test_the_table_has_a_row_a_turn_and_no_formulas(kept, exporter):
    session = load_session(kept(played("=1+1", KIND)), LIBRARY)
    text = exporter.text(session, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == len(session.turns)
    assert [r["text"] for r in rows if r["who"] == "trainee"] == ["'=1+1", KIND]
    assert {r["session"] for r in rows} == {NAME}
    assert rows[3]["moves"] == "apology calm act_now"
    own = [p.points for p in session.score.points if p.turn == 3 and p.dimension == "soothing"]
    assert float(rows[3]["soothing"]) == pytest.approx(sum(own), abs=0.06)


def test_statements_tell_the_attempt_and_each_reply(kept, exporter):
    session = load_session(kept(played(RUDE, KIND)), LIBRARY)
    whole, *replies = json.loads(exporter.text(session, "xapi"))
    assert whole["actor"]["account"]["name"] == "小林"
    assert whole["verb"]["id"].endswith("/terminated")
    assert whole["result"]["completion"] is False
    assert "success" not in whole["result"]
    assert whole["result"]["score"]["raw"] == session.score.overall
    assert datetime.fromisoformat(whole["timestamp"]).replace(tzinfo=None) == datetime(
        2026, 1, 2, 3, 4, 5
    )
    assert re.fullmatch(r"PT[0-9.]+S", whole["result"]["duration"])
    began = datetime.fromisoformat(whole["timestamp"])
    times = [(datetime.fromisoformat(r["timestamp"]) - began).total_seconds() for r in replies]
    assert times == [t.end_s for t in session.turns if t.who == "trainee"]
    assert [r["result"]["response"] for r in replies] == [RUDE, KIND]
    ids = [s["id"] for s in (whole, *replies)]
    assert len(set(ids)) == 3
    again = json.loads(exporter.text(session, "xapi"))
    assert [s["id"] for s in again] == ids, "sent twice, it is still one attempt"


def test_nothing_rated_is_no_score_of_nought(kept, exporter):
    (whole,) = json.loads(exporter.text(load_session(kept(played()), LIBRARY), "xapi"))
    assert "score" not in whole["result"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_a_file(kept, exporter, tmp_path, form, qapp):
    session = load_session(kept(played(RUDE, KIND)), LIBRARY)
    path = tmp_path / "out" / f"x.{form}"
    exporter.file(session, form, path)
    assert path.stat().st_size > 1000
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    if form == "pdf":
        assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("form", FORMATS)
def test_a_place_that_can_not_be_written_is_one_clear_line(exporter, tmp_path, form, qapp):
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(UserError, match="choose another place"):
        exporter.file(played(KIND), form, tmp_path / "taken" / "x")


@pytest.mark.parametrize("form", FORMATS)
def test_on_a_full_disk_nothing_half_written_is_left(exporter, tmp_path, form, qapp, full_disk):
    session, path = played(RUDE, KIND), tmp_path / f"x.{form}"
    path.write_text("what was there")
    with full_disk(), pytest.raises(UserError, match="choose another place"):
        exporter.file(session, form, path)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "what was there"


def test_the_printed_report_has_all_the_words_of_the_page(exporter, qapp):
    from PySide6.QtCore import QSizeF

    from trainer_gui.adapters.sessions.paper import document

    session = played(RUDE, KIND, "明天中午前我给您回电话，赔您五百块。")
    written = document(session, exporter._html(session), QSizeF(700, 1000)).toPlainText()
    for turn in (*session.turns, *session.what_if.turns[session.what_if.turn :]):
        assert turn.text in written
    for point in (p for p in session.score.points if p.telling):
        assert point.says.of(exporter.messages.language) in written
    for remark in session.change:
        assert remark.better is None or remark.better.say in written


@pytest.mark.parametrize("high", range(500, 1000, 90))
def test_no_heading_stands_alone_at_the_foot_of_a_page(exporter, qapp, high):
    from PySide6.QtCore import QSizeF

    from trainer_gui.adapters.sessions.paper import document

    session = played(RUDE, KIND, "明天中午前我给您回电话，赔您五百块。")
    paper = document(session, exporter._html(session), QSizeF(700, high))
    pages, block = [], paper.begin()
    while block.isValid():
        area = paper.documentLayout().blockBoundingRect(block)
        pages.append((block.blockFormat().headingLevel(), int(area.top() // high)))
        block = block.next()
    followed = [(p, q) for (level, p), (_, q) in pairwise(pages) if level]
    assert len(followed) > 5
    assert all(p == q for p, q in followed)
