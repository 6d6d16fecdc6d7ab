# SPDX-License-Identifier: Apache-2.0
"""The written report: real scenes, both languages, as a browser reads it."""

from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

import pytest

from tests.scenes import listening, reading, spoken
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.sessions.html_report import HtmlReport
from trainer_gui.application.report import report
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.domain.events import LineStarted, StopPressed, TalkPressed
from trainer_gui.domain.interventions import HappeningInjected
from trainer_gui.domain.scenario import Aside, Happening
from trainer_gui.domain.state import Mode, new_state
from trainer_gui.domain.taxonomy import FAULTS, MOVES
from trainer_gui.ui.kit.theme import load_theme
from trainer_gui.understanding.reader import Reader

READER = Reader()
EMPTY = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page strictly: every tag that opens closes, in order."""

    def __init__(self, html):
        super().__init__()
        self.open, self.words, self.tags, self.attributes = [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


@pytest.fixture(params=["zh", "en"])
def write(request):
    assets = shipped("assets")
    texts = load_messages(assets, request.param, strict=True)
    colours = load_theme(assets, "light").colours
    folder = assets / "report"
    return HtmlReport(folder, texts, request.param, colours, now=lambda: datetime(2026, 1, 2, 3, 4))


def scene(*replies, mode=Mode.PRACTICE):
    library = FolderLibrary(shipped("scenarios"))
    state = new_state(
        library.scenario("C02"), library.coach(), library.rulebook(), mode=mode, seed=1
    )
    played = TypedScene(state, READER)
    for reply in replies:
        if not played.ended:
            played.reply(reply) if reply else played.stay_silent()
    if not played.ended:
        played.stop()
    return report(played.session.state)


def test_a_real_scene_is_a_whole_page_without_missing_words(write):
    session = scene(
        "这事儿您得问您自己，您当时怎么不看清楚呢？",
        "对不起，您先消消气，我现在就帮您查。",
        "",
        "您听我说，这是系统的规定，我也没办法。",
    )
    page = Page(write(session))
    assert "C02" in page.text
    assert session.scenario.title in page.text
    assert "2026-01-02 03:04" in page.text
    for turn in session.turns:
        assert " ".join(turn.text.split()) in page.text
    for label in {e.label for t in session.turns for e in t.reading.evidence}:
        assert write.texts(f"label.{label}") in page.text
    assert page.tags.count("circle") == 1 + len([t for t in session.turns if t.who == "trainee"])
    assert ("lang", write.language) in page.attributes


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_and_a_scene_without_a_reply(write, mode):
    page = Page(write(scene(mode=mode)))
    assert write.texts(f"mode.{mode.value}") in page.text
    assert write.texts("outcome.stopped") in page.text


@pytest.mark.parametrize("label", sorted([*MOVES, *FAULTS]))
def test_every_label_has_its_words(write, label):
    play = listening().say(label, reading=reading(label))
    page = Page(write(report(play.do(StopPressed(play.later(1))).state)))
    assert write.texts(f"label.{label}") in page.text


def test_every_point_says_why(write):
    play = listening().say("empathy", delivery=spoken(200)).heard_out()
    for _ in range(3):
        play.say("empathy", delivery=spoken(400))
        line = play.state.line
        play.do(LineStarted(line.line_id, play.later(0.5)), TalkPressed(play.later(0.5)))
        play.cut_off()
    session = report(play.do(StopPressed(play.later(1))).state)
    page = Page(write(session))
    said = {p.says.of(write.language) for p in session.score.points if p.telling}
    assert {"interrupted", "fast"} <= {p.rule for p in session.score.points}
    assert all(sentence in page.text for sentence in said)


def test_points_are_folded_by_turn_and_none_is_nought(write):
    good = "您别急，我理解您的心情，我现在就帮您查，请问您上个月来过营业厅吗？"
    session = scene(*[good] * 6)
    html = write(session)
    page = Page(html)
    earned = {p.turn for p in session.score.points if p.telling}
    assert 0 < page.tags.count("details") <= len(earned)
    assert page.tags.count("tr") < 2 * len([p for p in session.score.points if p.telling])
    assert "+0.0" not in html
    assert "-0.0" not in html
    assert write.texts("review.points").format(points="") in page.text
    for i, turn in enumerate(session.turns, 1):
        name = session.scenario.customer.name
        assert f"{i} · {write.texts('speaker.trainee') if turn.who == 'trainee' else name}" in html


def test_what_was_said_can_not_become_a_part_of_the_page(write):
    evil = """<script>alert("1")</script></div>' onload='x" & {{ 7 * 7 }} <b>"""
    play = listening().say("blame")
    said = replace(play.state.replies[0], text=evil)
    state = replace(play.state, transcript=(*play.state.transcript[:-1], said))
    html = write(report(state))
    page = Page(html)
    assert "<script" not in html
    assert "script" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert " ".join(evil.split()) in page.text


def test_the_page_needs_nothing_beside_it(write):
    html = write(scene("对不起，我现在就查。"))
    page = Page(html)
    assert not {"link", "script", "img", "iframe"} & set(page.tags)
    assert not [v for n, v in page.attributes if n in {"src", "href"}]
    assert "http" not in html
    assert "url(" not in html


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_has_the_colours_of_the_moment(write, theme):
    colours = load_theme(shipped("assets"), theme).colours
    html = replace(write, colours=colours)(scene("好。"))
    assert f"--background: {colours['window']};" in html


def test_what_is_seen_is_nobodys_and_says_so(write):
    ring = Happening("ring", Aside(("〔电话响了〕",)))
    play = listening().do(HappeningInjected(ring)).heard_out().do(StopPressed(60.0))
    assert write.texts("talk.seen") in Page(write(report(play.state))).text
