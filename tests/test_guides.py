# SPDX-License-Identifier: Apache-2.0
"""The two guides say what is true: names, numbers, and a scenario that can be typed off."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from PySide6.QtGui import QTextDocument, QTextTable

from trainer_gui.adapters.scenarios import declarations, lessons, speaking
from trainer_gui.adapters.scenarios.diagnostics import CODES
from trainer_gui.adapters.scenarios.lint import lint
from trainer_gui.adapters.scenarios.loader import load_scenario
from trainer_gui.adapters.scenarios.scoring import WHEN, load_rulebook
from trainer_gui.application.messages import flattened
from trainer_gui.application.settings import Settings, declared, weights
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.domain.dialogue.scene import SILENCE_LIMIT
from trainer_gui.domain.dialogue.senses import SILENCE_S, TYPING_SILENCE_S
from trainer_gui.domain.emotion import BAND_FLOORS, Band
from trainer_gui.domain.scenario import LOST, Outcome
from trainer_gui.domain.self_control import QUIET_S
from trainer_gui.domain.state import new_state
from trainer_gui.domain.taxonomy import FAULTS, MOVES, RED_LINES, Dimension
from trainer_gui.understanding.reader import Reader

ASSETS = Path(__file__).parents[1] / "assets"
BOOK = load_rulebook(ASSETS.parent / "scenarios" / "scoring.yaml")
NAMES = ("trainer", "scenario", "diagnostics")
GUIDES = {n: (ASSETS / "guides" / f"{n}.md").read_text(encoding="utf-8") for n in NAMES}
READER = Reader()
TRAINER, SCENARIO = GUIDES["trainer"], GUIDES["scenario"]
ZH = dict(flattened(tomllib.loads((ASSETS / "i18n" / "zh.toml").read_text(encoding="utf-8"))))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    """The contents of the scenario guide's code blocks of one kind."""
    return [text for name, text in _FENCE.findall(SCENARIO) if name == kind]


def prose(guide: str) -> str:
    """A guide without its code blocks."""
    return _FENCE.sub("", guide)


def rows(guide: str) -> Iterator[list[str]]:
    """The cells of each table row."""
    for line in prose(guide).splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def row_of(guide: str, first: str, width: int) -> list[str]:
    """The row that begins with `first` in a table so many columns wide."""
    found = [row for row in rows(guide) if row[0] == first and len(row) == width]
    assert len(found) == 1, f"{first}: {found}"
    return found[0]


@pytest.fixture
def typed_off(tmp_path: Path) -> Path:
    """A folder with the files that the scenario guide shows in full."""
    for text in blocks("yaml"):
        named = re.match(r"# ([\w/]+\.yaml)\n", text)
        if named:
            file = tmp_path / named[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_shown_scenario_lints_without_a_finding(typed_off: Path):
    assert sorted(p.name for p in typed_off.rglob("*.yaml")) == [
        "A01.yaml",
        "A91.yaml",
        "waited_long.yaml",
    ]
    assert [str(f) for f in lint([typed_off], reader=READER)] == []


def test_the_shown_replies_lead_where_the_guide_says(typed_off: Path):
    scenario = load_scenario(typed_off / "A01.yaml")
    scene = TypedScene(new_state(scenario), READER)
    (replies,) = blocks("replies")
    for reply in replies.splitlines():
        scene.reply(reply)
    ending = scene.session.state.ending
    assert ending is not None
    assert ending.outcome is Outcome.SATISFIED
    assert f"走到“{ending.title}”" in SCENARIO


def test_the_shown_finding_is_what_lint_says(typed_off: Path):
    (shown,) = re.findall(r"^A01\.yaml:.*$", SCENARIO, re.MULTILINE)
    file = typed_off / "A01.yaml"
    text = file.read_text(encoding="utf-8")
    claims = "moves: [commit, offer, consult]"
    assert claims in text
    file.write_text(text.replace(claims, "moves: [commit, offer, consult, relate]"))
    (finding,) = lint([file], reader=READER)
    assert str(finding).removeprefix(f"{typed_off}/") == shown


def test_the_shown_coach_lines_are_a_coach_file(tmp_path: Path):
    (text,) = (b for b in blocks("yaml") if "self_control:" in b)
    file = tmp_path / "coach.yaml"
    file.write_text(text, encoding="utf-8")
    assert [str(f) for f in lint([file])] == []


@pytest.mark.parametrize("text", blocks("yaml"))
def test_every_shown_piece_is_yaml(text: str):
    assert isinstance(yaml.safe_load(text), dict)


@pytest.mark.parametrize("code", CODES)
def test_every_finding_is_explained(code: str):
    assert re.search(
        rf"^### {code} .+\n\n(错误|警告|提醒)。\S", GUIDES["diagnostics"], re.MULTILINE
    )


@pytest.mark.parametrize("label", [*MOVES, *FAULTS])
def test_every_label_is_in_both_guides(label: str):
    pairs = [row[i : i + 2] for row in rows(SCENARIO) if len(row) == 6 for i in (0, 2, 4)]
    assert [f"`{label}`", ZH[f"label.{label}"]] in pairs
    assert row_of(TRAINER, ZH[f"label.{label}"], 3 if label in MOVES else 4)


@pytest.mark.parametrize("move", MOVES)
def test_a_move_counts_where_the_guide_says(move: str):
    (dimension,) = (d for d, w in BOOK.dimensions.items() if move in w.moves)
    assert row_of(TRAINER, ZH[f"label.{move}"], 3)[2] == ZH[f"dimension.{dimension}"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_what_the_guide_says(fault: str):
    points = next(r.points for r in BOOK.rules if r.when.all == {fault})
    most = min(points, key=lambda d: points[d])
    _, meaning, where, cost = row_of(TRAINER, ZH[f"label.{fault}"], 4)
    assert (where, cost) == (ZH[f"dimension.{most}"], f"{-points[most]:g}")
    assert meaning.endswith("红线") == (fault in RED_LINES)


def test_the_other_numbers_of_the_score_are_true():
    for dimension, weighing in BOOK.dimensions.items():
        assert row_of(TRAINER, ZH[f"dimension.{dimension}"], 3)[1] == f"{weighing.weight:g}"
    costs = {r.id: -r.points.get(Dimension.SELF_CONTROL, 0) for r in BOOK.rules}
    assert f"打断客户，一次扣掉自控的 {costs['interrupted']:g}%" in TRAINER
    assert f"一次扣掉自控的 {costs['fast']:g}%" in TRAINER
    assert f"{BOOK.pass_mark:g} 分以上、没有红线" in TRAINER
    assert f"总分最多 {BOOK.red_line_ceiling:g} 分" in TRAINER


def test_weights_that_nobody_sets_are_those_of_the_rules():
    assert BOOK.weighted(weights(Settings())) == BOOK


@pytest.mark.parametrize("band", Band)
def test_the_bands_are_where_the_guides_say(band: Band):
    floors = [*BAND_FLOORS.values(), 101]
    low = BAND_FLOORS[band]
    span = f"{low}–{floors[floors.index(low) + 1] - 1}"
    assert row_of(TRAINER, f"**{ZH[f'band.{band}']}**", 4)[1] == span
    assert row_of(SCENARIO, f"`{band}`", 3)[1] == span


def test_the_waiting_times_are_true():
    assert (SILENCE_S, "十五秒没有人说话" in TRAINER) == (15, True)
    assert (TYPING_SILENCE_S, "她等四十秒" in TRAINER) == (40, True)
    assert (SILENCE_LIMIT, "连催四次" in TRAINER) == (5, True)
    assert (QUIET_S, "二十秒里最多出现一句" in TRAINER) == (20, True)


@pytest.mark.parametrize("setting", declared(), ids=lambda f: f.name)
def test_every_setting_is_explained(setting):
    _, default, meaning = row_of(TRAINER, f"`{setting.name}`", 3)
    assert tomllib.loads(f"x = {default.strip('`')}") == {"x": setting.default}
    choices = setting.metadata["choices"]
    assert all(f"`{c}`" in meaning for c in choices)
    between = setting.metadata["between"]
    assert not between or f"{between[0]} 到 {between[1]}" in meaning


@pytest.mark.parametrize(
    "record",
    [
        *("SCENARIO", "CUSTOMER", "VOICE", "BRIEFING", "AUTHORITY", "EMOTION", "FACT"),
        *("WHEN", "RULE", "BEAT", "ENDING", "PERSONA", "LINE_GROUP", "COACH"),
        *("LESSON", "DEMONSTRATION", "PROMPT"),
    ],
)
def test_every_key_of_the_format_is_mentioned(record: str):
    holder = next(m for m in (declarations, speaking, lessons) if hasattr(m, record))
    keys = getattr(holder, record).keys
    assert [k for k in keys if not re.search(rf"\b{k}\b", SCENARIO)] == []


def test_every_part_of_a_scoring_condition_is_explained():
    words = {w for row in rows(SCENARIO) if len(row) == 2 for w in row[0].split()}
    assert {f"`{key}`" for key in WHEN.keys} - words == set()


@pytest.mark.parametrize("name", NAMES)
def test_words_of_the_screens_are_those_of_the_screens(name: str):
    bold = set(re.findall(r"\*\*(.+?)\*\*", prose(GUIDES[name])))
    texts = {re.sub(r"\(&\w\)", "", text) for text in ZH.values()}  # letters of the menus
    assert bold - texts == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_renders_whole(name: str, qapp):
    document = QTextDocument()
    document.setMarkdown(GUIDES[name])
    tables = [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]
    assert len(tables) == len(re.findall(r"^\|[ -]*---", prose(GUIDES[name]), re.MULTILINE))
    assert sum(t.rows() for t in tables) == sum(r[0].strip("-") != "" for r in rows(GUIDES[name]))
    assert "**" not in document.toPlainText()
    assert not re.search(r"!\[|<\w+>", prose(GUIDES[name]))


def test_the_guides_know_how_many_customer_types_there_are():
    count = len(list((ASSETS.parent / "scenarios" / "personas").glob("*.yaml")))
    assert count == 20, "say the new number in the guide and here"
    assert "已经有二十种" in SCENARIO


def test_nobody_is_sent_to_open_the_program_again_for_a_file_that_is_watched():
    texts = (SCENARIO, ZH["choose.scenarios_empty"], ZH["choose.lessons_empty"])
    assert not [t for t in texts if re.search("重开程序|再打开本程序|重新选一次", t)]


@pytest.mark.parametrize("key", ["brief.persona", "cause.happening", "result.unfinished"])
def test_what_the_screens_say_is_in_the_guide_for_trainers(key: str):
    assert f"**{ZH[key]}**" in TRAINER


def test_a_lost_customer_is_no_pass_in_the_guide_either():
    (line,) = (t for t in TRAINER.splitlines() if t.startswith("2. **技巧**"))
    for outcome in LOST:
        assert f"**{ZH[f'outcome.{outcome}']}**" in line
