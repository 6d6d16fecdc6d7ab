# SPDX-License-Identifier: Apache-2.0
"""Every diagnostic: a small change to a clean scene that causes it, and the clean scene itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from tests.adapters.scenarios.example import COACH, LESSON, PERSONA, SCENE
from trainer_gui.adapters.scenarios import yaml_nodes
from trainer_gui.adapters.scenarios.diagnostics import ScenarioError, Severity
from trainer_gui.adapters.scenarios.lint import lint
from trainer_gui.adapters.scenarios.yaml_nodes import MAX_BYTES, MAX_DEPTH, read_document
from trainer_gui.domain.reading import Evidence, FactCue, Reading


@dataclass(frozen=True)
class Bad:
    """`old` becomes `new` (and `drop` nothing); the finding is on the line of `new` (or `at`)."""

    code: str
    old: str
    new: str
    says: str
    at: str = ""
    file: str = "scene"
    drop: str = ""


FILES = {"scene": "T01.yaml", "coach": "coach.yaml", "lesson": "L01.yaml"}
DEEP = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
RULE = "      - when: {all: [empathy, act_now]}\n        to: looked_up\n"
LAST_RULES = SCENE[SCENE.index("      - when: {asked: sms}") : SCENE.index("always:")]
FACTS = SCENE[SCENE.index("facts:") : SCENE.index("opening:")]
ALWAYS = SCENE[SCENE.index("always:") : SCENE.index("retorts:")]

BAD = [
    Bad("SC003", "周女士", "周\x00女士", "U+0000"),
    Bad("SC003", "周女士", "周\x1b女士", "U+001B"),
    Bad("SC004", "{name: 周女士}", "{name: 周女士", "close the bracket"),
    Bad("SC004", "title: 谁动了", "title: 谁: 动了", "needs quotes"),
    Bad("SC004", "opening: storm_in", "---\nopening: storm_in", "second document"),
    Bad("SC004", "title: 谁动了我的套餐", "title: '谁动了我的套餐", "close the quote"),
    Bad("SC005", "      calm: [我的", "\tcalm: [我的", "tab"),
    Bad("SC006", "{name: 周女士}", "&a {name: 周女士}", "anchors"),
    Bad("SC006", "{name: 周女士}", "*a", "aliases"),
    Bad("SC006", "{name: 周女士}", "!!python/object:os.system {}", "tags"),
    Bad("SC007", "{name: 周女士}", DEEP, "nested"),
    Bad("SC008", "title: 谁", "id: T01\ntitle: 谁", "line 1 already", at="id: T01\ntitle"),
    Bad("SC101", "opening: storm_in", "openning: storm_in", "did you mean `opening`?"),
    Bad("SC101", "    expect: [[restate]]", "    zzz: 1", "possible: lines"),
    Bad("SC102", "opening: storm_in\n", "", "a scenario needs `opening:`", at="id: T01"),
    Bad("SC102", "  resigned: {outcome: resigned, ", "  resigned: {", "an ending needs `outcome:`"),
    Bad("SC103", "title: 谁动了我的套餐", "title: [谁]", "a list where a text belongs"),
    Bad("SC103", "{name: 周女士}", "周女士", "a text where `key: value` belongs"),
    Bad("SC103", "{name: 周女士}", "{[name]: 周女士}", "where a key belongs"),
    Bad("SC104", "{name: 周女士}", "", "empty", at="customer:"),
    Bad("SC104", "{name: 周女士}", "{}", "empty"),
    Bad("SC104", "title: 谁动了我的套餐", "title: ''", "empty"),
    Bad("SC104", "calm: [那你查出什么了。]", "calm: []", "an empty list"),
    Bad("SC105", "difficulty: 2", "difficulty: 6", "1 to 5"),
    Bad("SC105", "difficulty: 2", "difficulty: 02", "not a number"),
    Bad("SC105", "difficulty: 2", "difficulty: 2.5", "not a whole number"),
    Bad("SC105", "anger: 10", "anger: .inf", "not a number", file="persona"),
    Bad("SC106", "calm: [那你", "clam: [那你", "did you mean `calm`?"),
    Bad("SC106", "outcome: satisfied", "outcome: stopped", "unknown outcome"),
    Bad("SC107", "expect: [[restate]]", "expect: [[restatt]]", "did you mean `restate`?"),
    Bad("SC107", "expect: [[restate]]", "expect: [[blame]]", "unknown move"),
    Bad("SC107", "blame: {anger", "blaem: {anger", "did you mean `blame`?", file="persona"),
    Bad("SC108", '">= 97"', "97", "not a comparison"),
    Bad("SC108", '">= 97"', '"=> 97"', "not a comparison"),
    Bad("SC109", "cue: [短信]", 'cue: ["(短信"]', "not a regular expression"),
    Bad("SC109", "cue: [短信]", 'cue: ["[[短]信"]', "not a regular expression"),
    Bad("SC109", "cue: [短信]", f"cue: [{'短' * 301}]", "split it"),
    Bad("SC110", "  sms:\n", "  a/b:\n", "can't be an id"),
    Bad("SC111", "id: T01", "id: T02", "rename one"),
    Bad("SC111", "id: regular", "id: reguler", "rename one", file="persona"),
    Bad("SC112", "persona: regular", "persona: reguler", "did you mean `regular`?"),
    Bad("SC113", "to: looked_up", "to: loked_up", "did you mean `looked_up`?"),
    Bad("SC113", "opening: storm_in", "opening: storm", "did you mean `storm_in`?"),
    Bad("SC113", "opening: storm_in", "silent_ending: storm_in\nopening: storm_in",
        "unknown ending"),
    Bad("SC114", FACTS, "", "there are none", at="{asked"),
    Bad("SC114", "asked: sms", "asked: smss", "did you mean `sms`?"),
    Bad("SC114", "reveals: sms", "reveals: [sms, bill]", "unknown fact `bill`"),
    Bad("SC115", "  resigned: {o", "  storm_in: {o", "is a beat already"),
    Bad("SC112", "persona: regular", "persona: regular\npersonas: [reguler, regular]", "`regular`",
        at="personas:"),
    Bad("SC115", "persona: regular", "persona: regular\npersonas: {regular: 2}", "plays the scene",
        at="personas:"),
    Bad("SC105", "persona: regular", "persona: regular\npersonas: {regular: 9}", "1 to 5",
        at="personas:"),
    Bad("SC115", "self_control:\n", "self_control:\n" + "  - {idea: not_about_me, title: 别人, "
        "triggers: silence, wordings: [慢慢来, 不着急, 先停一停]}\n", "is an idea already",
        at="  - idea:", file="coach"),
    Bad("SC116", "周女士", "周\u200b女士", "U+200B"),
    Bad("SC117", "calm: [那你查出什么了。]", f"calm: [{'喂,' * 201}]", "at most 200"),
    Bad("SC117", LAST_RULES, "      - to: calmed\n" * 101, "at most 100"),
    Bad("SC201", RULE, "      - when: {all: [empathy, act_now]}\n        to: calmed\n",
        "nothing leads to `looked_up`", at="  looked_up:"),
    Bad("SC202", RULE, RULE.replace("looked_up", "storm_in"), "no rule leaves",
        at="  storm_in:", drop=ALWAYS),
    Bad("SC203", LAST_RULES, "      - to: storm_in\n", "comes to an ending",
        at="  storm_in:", drop=ALWAYS),
    Bad("SC204", RULE, RULE.replace("looked_up", "storm_in"), "only `always`", at="  storm_in:"),
    Bad("SC205", "to: walk_out", "to: resigned", "nothing reaches the ending `walk_out`",
        at="  walk_out:"),
    Bad("SC206", RULE, RULE + RULE.replace("act_now", "act_now, restate"),
        "always fires before this one", at="- when: {all: [empathy, act_now, restate]}"),
    Bad("SC207", "{all: [empathy, act_now]}", "{all: [empathy], none: [empathy]}",
        "both `all` and `none`"),
    Bad("SC207", "{all: [empathy, act_now]}", "{any: empathy, none: [empathy]}", "forbids"),
    Bad("SC207", "{asked: sms}", "{unknown: sms}", "known from the start", at="{unknown",
        drop="    source: ask\n"),
    Bad("SC207", "{all: [empathy, act_now]}", "{known: sms, unknown: sms}", "both `known`"),
    Bad("SC207", "{all: [empathy, act_now]}", '{anger: "> 100"}', "no value of `anger`"),
    Bad("SC207", "{all: [empathy, act_now]}", '{visits: "< 1"}', "no value of `visits`"),
    Bad("SC207", "        reveals: sms\n      - when: {visits",
        "      - when: {known: sms, visits", "nothing reveals `sms`"),
    Bad("SC207", "    cue: [短信]\n", "", "has no `cue`", at="{asked: sms}"),
    Bad("SC301", "      annoyed: [谁动了我的套餐？]\n", "", "no line for annoyed", at="    lines:"),
    Bad("SC302", "查半天查出什么了！", "查" * 61, "61 characters in one breath"),
    Bad("SC303", "[查到了没有？]", "[谁动了我的套餐]", "said on line 17 already"),
    Bad("SC304", "她觉得被欺负——先认可心情", "她" * 25, "25 characters in a hint"),
    Bad("SC304", "别怪她——先认可她的感受", "她" * 25, "25 characters", file="coach"),
    Bad("SC305", "    hints: {restate", "    hints: {apology: 先道歉, restate", "names `apology`"),
    Bad("SC306", "expect: [[restate]]", "expect: [[restate], [thanks]]", "no hint for thanks"),
    Bad("SC307", "        moves: [empathy, act_now]", "        moves: [empathy]",
        "needs act_now as well", at="      - say: 换"),
    Bad("SC308", "    model:\n      - say: 您是说上个月开始多扣了二十块，对吗？\n"
        "        moves: [restate]\n", "", "shows no way", at="  looked_up:"),
    Bad("SC309", "say: 换了谁都得急，", "say: ", "not understood as empathy"),
    Bad("SC310", "say: 换了谁都得急，", "say: 换了谁都得急，都怪您，", "understood as blame"),
    Bad("SC303", "[查到了没有？]", "[查到了没有？, 查到了没有！]", "said on line 31 already"),
    Bad("SC303", "合着还怪我了？", "你倒是说话呀！", "said on line 33 already",
        at="retorts:"),
    Bad("SC311", ", 这不是冲着我来的]", "]", "has 2 wordings", file="coach",
        at="    wordings:"),
    Bad("SC401", "  sms:\n", "  bill: {text: 账单, source: lookup}\n  sms:\n", "names `bill`",
        at="  bill:"),
    Bad("SC402", "        reveals: sms\n", "", "tells it", at="  sms:"),
    Bad("SC501", "她上个月回过一条短信", "她的号码是13912345678", "real telephone"),
    Bad("SC501", "查到了没有？", "我号码幺三九一二三四五六七八，查到没有？", "real telephone"),
    Bad("SC101", "- {trainee: 这个", "- {trainer: 这个", "did you mean `trainee`?", file="lesson"),
    Bad("SC101", "{comment: 更气了。}", "{comment: 更气了。, trainee: 嗯}", "make it two",
        file="lesson"),
    Bad("SC101", "{comment: 更气了。}", "{comment: 更气了。, moves: [thanks]}", "no key of a comm",
        file="lesson"),
    Bad("SC103", "- {comment: 更气了。}", "- 更气了。", "a text where", file="lesson"),
    Bad("SC102", "  scene: 她排了四十分钟的队\n", "", "needs `scene:`", at="  poor:",
        file="lesson"),
    Bad("SC105", "anger: 75", "anger: 175", "0 to 100", file="lesson"),
    Bad("SC107", "trains: [empathy", "trains: [emphaty", "did you mean `empathy`?", file="lesson"),
    Bad("SC107", "avoids: blame", "avoids: empathy", "unknown fault", file="lesson"),
    Bad("SC111", "id: L01", "id: L02", "rename one", file="lesson"),
    Bad("SC303", "model: 换了谁都得急。", "model: 换了谁跑三趟都累！", "is said on line 26 already",
        file="lesson"),
    Bad("SC310", "model: 换了谁都得急。", "model: 换了谁都得急，可都怪您。", "understood as blame",
        file="lesson"),
    Bad("SC314", "排到我你说下班？, anger: 60}\n    - {trainee: 这",
        "谁让你们动我套餐的！, anger: 60}\n    - {trainee: 这", "in T01 as well", file="lesson"),
    Bad("SC315", "孩子等着上网课呢", "孩子等着上网课呢☎", "no voice", file="lesson"),
    Bad("SC501", "tip: 两样一起做", "tip: 打13912345678", "real telephone", file="lesson"),
    Bad("SC801", "cases: [T01]", "cases: [T1]", "did you mean `T01`?", file="lesson"),
    Bad("SC802", "    - {comment: 更气了。}\n", "", "4 in `poor`, 5 to 9", at="  poor:",
        file="lesson"),
    Bad("SC802", LESSON[LESSON.index("  - customer: 孩子") :], "", "4 in `drill`, 5 belong",
        at="drill:", file="lesson"),
    Bad("SC803", "更气了。", "气" * 61, "61 characters, at most 60", file="lesson"),
    Bad("SC803", "钱扣了，网没通！", "急" * 46, "at most 45", file="lesson"),
    Bad("SC804", "{comment: 更气了。}", "{customer: 我更气了。}", "without a comment", at="  poor:",
        file="lesson", drop="{comment: 一句话就把她推远了。}\n    - "),
    Bad("SC805", "model: 我现在就给您查。", "model: 马上给您查。", "not understood as act_now",
        file="lesson"),
    Bad("SC805", "{trainee: 换了谁白等", "{trainee: 白等", "not understood as empathy",
        file="lesson"),
    Bad("SC501", "name: 老客户", "name: 老客户 11010119900307123X", "identity", file="persona"),
]  # fmt: skip


class Literal:
    """Understands three words; enough to tell claims from words."""

    WORDS: ClassVar = {
        "换了谁": "empathy",
        "现在就": "act_now",
        "您是说": "restate",
        "都怪您": "blame",
    }

    def read(
        self,
        context: Sequence[tuple[str, str]],
        reply: str,
        cues: Sequence[FactCue] = (),
        *,
        partial: bool = False,
    ) -> Reading:
        assert context[-1][0] == "customer"
        return Reading(tuple(Evidence(m, w) for w, m in self.WORDS.items() if w in reply))


def test_clean_scene_has_no_finding(write):
    assert lint([write().parent], reader=Literal()) == []


@pytest.mark.parametrize("bad", BAD, ids=lambda b: f"{b.code} {b.says}")
def test_finding_has_code_place_and_advice(bad: Bad, write):
    files = {"scene": SCENE, "persona": PERSONA, "coach": COACH, "lesson": LESSON}
    assert bad.old in files[bad.file]
    assert bad.drop in files[bad.file]
    text = files[bad.file].replace(bad.drop, "", 1).replace(bad.old, bad.new, 1)
    files[bad.file] = text
    path = write(**files)

    findings = lint([path.parent], reader=Literal())

    mine = [f for f in findings if f.code == bad.code]
    assert mine, [str(f) for f in findings]
    finding = next((f for f in mine if bad.says in f.message), None)
    assert finding, [str(f) for f in mine]
    expected = text.count("\n", 0, text.index(bad.at or bad.new)) + 1
    assert finding.mark.line == expected, str(finding)
    name = {**FILES, "persona": "regular.yaml"}[bad.file]
    line = rf".*{name}:\d+:\d+: {bad.code} (error|warning|info): .+[;:] .+"
    assert re.fullmatch(line, str(finding))


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "SC009", "empty"),
        (b"# nothing\n", "SC009", "empty"),
        (b"- a\n- b\n", "SC103", "a list"),
        (b"hello\n", "SC103", "a text"),
        ("id: T01\ntitle: 套餐\n".encode("gb18030"), "SC003", "GBK; save it as UTF-8"),
        ("id: T01\n".encode("utf-16"), "SC003", "UTF-16"),
        (b"id: \xff\xff\xff", "SC003", "not UTF-8"),
        (b"id: T01\n" + b"# x\n" * (10_000_000 // 4), "SC002", "10.0 MB"),
        (b"x" * (MAX_BYTES + 1), "SC002", "MB"),
        (b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "SC006", "anchors"),
        (b"[" * 100_000, "SC007", "nested"),
        (b"a:\n" + b"".join(b" " * i + b"- \n" for i in range(1, 500)), "SC007", "nested"),
        (b"? {a: b}\n: c\n", "SC103", "key"),
        (b"\t" * 500_000, "SC004", "not YAML"),
        (b"%YAML " + b"1" * 6000 + b".1\n---\na: b\n", "SC004", "YAML"),
    ],
    ids=lambda v: repr(v[:20]) if isinstance(v, bytes) else v,
)
def test_file_that_is_no_scene(write, parser, data: bytes, code: str, says: str):
    path = write(data)
    with pytest.raises(ScenarioError) as caught:
        read_document(path)
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")
    assert "\n" not in str(caught.value)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request, monkeypatch):
    """The parser in C, and the one of a PyYAML without it."""
    monkeypatch.setattr(yaml_nodes, "_LOADER", getattr(yaml, request.param))


def test_missing_file_and_folder(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    findings = lint([tmp_path / "no.yaml", tmp_path / "empty", Path("nul\0byte.yaml")])
    assert [f.code for f in findings] == ["SC001"] * 3


def test_wrong_byte_is_placed_in_characters(write):
    path = write("id: T01\ntitle: 套餐".encode() + b"\xff\n")
    with pytest.raises(ScenarioError, match=r":2:10: SC003"):
        read_document(path)


def test_flood_of_findings_is_cut_off(write):
    path = write("".join(f"k{i}:\n" for i in range(50_000)))
    assert len(lint([path])) == 100
