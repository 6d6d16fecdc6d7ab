# SPDX-License-Identifier: Apache-2.0
"""The file of the score's rules: read whole, refused with a place and advice, found by lint."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.scenarios.example import RULES
from trainer_gui.adapters.scenarios.diagnostics import ScenarioError, Severity
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.scenarios.lint import lint
from trainer_gui.adapters.scenarios.scoring import load_rulebook
from trainer_gui.domain.taxonomy import Dimension

SHIPPED = Path(__file__).parents[3] / "scenarios" / "scoring.yaml"
BAD = [
    ("SC101", "    any: empathy", "    anny: empathy", "did you mean `any`?"),
    ("SC101", "way_missed:", "way_misst:", "did you mean `way_missed`?"),
    ("SC102", "  self_control: {weight: 10}\n", "", "needs `self_control:`"),
    ("SC102", "    says: {zh: 伤人, en: It hurt}\n", "", "a rule needs `says:`"),
    ("SC102", "{zh: 伤人, en: It hurt}", "{zh: 伤人}", "a sentence needs `en:`"),
    ("SC105", "conduct: -20", "conduct: -200", "-100 to 100"),
    ("SC106", "dimension: soothing", "dimension: sothing", "did you mean `soothing`?"),
    ("SC107", "any: empathy", "any: emphaty", "did you mean `empathy`?"),
    ("SC108", '"<= 2"', "2", "not a comparison"),
    ("SC109", "[气死]", '["(气死"]', "not a regular expression"),
    ("SC118", "customer: hot", "customer: hott", "did you mean `hot`?"),
    ("SC118", "signals: {hot: 25}", "signals: {cold: 25}", "unknown signal `cold`"),
    ("SC207", "when: {customer: hot", "when: {any: argue, none: argue, customer: hot", "lacks"),
    ("SC207", "when: {customer: hot", 'when: {row: ">= 2", customer: hot', "label of `any`"),
    ("SC105", "floor: 10, ceiling: 95", "floor: 95, ceiling: 10", "`soothing` ends below"),
    ("SC701", "abuse, ", "", "points for abuse"),
    ("SC702", "  hot: [气死]", "  hot: [气死]\n  cool: [好的]", "`cool`"),
]


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "scoring.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_shipped_rules_name_every_dimension():
    book = load_rulebook(SHIPPED)
    assert book.dimensions.keys() == set(Dimension)
    assert sum(w.weight for w in book.dimensions.values()) == 100


def test_clean_file_has_no_finding(write):
    path = write(RULES)
    assert lint([path]) == []
    assert load_rulebook(path).needs[0].any == {"empathy"}


@pytest.mark.parametrize(("code", "old", "new", "says"), BAD)
def test_finding_has_code_place_and_advice(write, code: str, old: str, new: str, says: str):
    assert old in RULES
    path = write(RULES.replace(old, new, 1))
    findings = lint([path])
    finding = next((f for f in findings if f.code == code), None)
    assert finding, [str(f) for f in findings]
    assert says in finding.message
    assert re.fullmatch(
        rf".*scoring\.yaml:\d+:\d+: {code} (error|warning): .+[;:] .+", str(finding)
    )
    if finding.severity is Severity.ERROR:
        with pytest.raises(ScenarioError):
            load_rulebook(path)


def test_all_weights_nought_is_an_error(write):
    path = write(re.sub(r"weight: \d+", "weight: 0", RULES))
    assert [f.code for f in lint([path])] == ["SC105"]


@pytest.mark.parametrize("text", ["", "- a\n", "hello", "dimensions: {\n", "a: &b 1\n"])
def test_file_that_holds_no_rules(write, text: str):
    with pytest.raises(ScenarioError, match=r"scoring\.yaml:\d+:\d+: SC\d{3} error: "):
        load_rulebook(write(text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_any_damage_gives_rules_or_one_clear_error(write, data: st.DataObject):
    at = data.draw(st.integers(0, len(RULES)))
    cut = data.draw(st.integers(0, 12))
    put = data.draw(st.sampled_from(["", "[", "}", ": ", "- ", '"', "\n", "9e9", "空"]))
    path = write(RULES[:at] + put + RULES[at + cut :])
    try:
        book = load_rulebook(path)
    except ScenarioError as error:
        book = None
        told = str(error)
    if book is None:
        assert re.match(r".*scoring\.yaml:\d+:\d+: SC\d{3} error: ", told)
    else:
        assert book.dimensions.keys() == set(Dimension)


def test_folder_without_rules_uses_those_shipped(tmp_path: Path):
    assert FolderLibrary(tmp_path).rulebook() == load_rulebook(SHIPPED)


def test_folder_with_rules_uses_its_own(write, tmp_path: Path):
    write(RULES)
    assert len(FolderLibrary(tmp_path).rulebook().rules) == 1
    assert FolderLibrary(tmp_path).shelf().problems == (), "the file is no scene"
