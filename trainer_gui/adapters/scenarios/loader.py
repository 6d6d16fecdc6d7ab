# SPDX-License-Identifier: Apache-2.0
"""Scenario, persona and coach files -> domain objects.

A scene is one YAML file, `scenarios/C02.yaml`; this is a whole one:

    id: C02                             # the file's name
    title: 谁动了我的套餐
    difficulty: 2                       # 1-5
    persona: regular                    # scenarios/personas/regular.yaml
    customer: {name: 周女士}
    briefing: {place: 营业厅, role: 前台营业员, situation: 她说套餐被人改了。}
    opening: storm_in                   # the first beat
    beats:
      storm_in:
        lines:
          angry: [谁动了我的套餐？]
        rules:                          # the first that fits wins; none: she stays here
          - when: {all: [empathy, act_now], anger: "< 90"}
            to: calmed
    endings:
      calmed: {outcome: satisfied, title: 查清了, comment: 先接住了情绪。}

Every text stays what it looks like (`no`, `010`, `12:30`); a text that holds `: ` or begins with a
sign of YAML needs quotes. A single value may stand for a list of one. Anchors and aliases are not
used. An unknown key is an error. Moves, faults and bands are the ids of `domain/taxonomy.py` and
`domain/emotion.py`. Lines are given by band: calm, annoyed, angry, furious; a missing band uses the
nearest.

Further keys of a scene, all optional:

    source: 000 三                      # where the case comes from
    persona_overrides: {reactions: {blame: {anger: 18, trust: -12}}}    # keys of a persona file
    personas: {grumbler: 1, hostile: 4} # others that may play it, and how difficult that is; or a
                                        # list; the overrides are for `persona` alone
    emotion: {anger: 64, trust: 35, patience: 60}                       # at the start, 0-100
    authority: {may: [...], may_not: [...], above: 值班经理}
    facts:
      sms_reply:
        text: 上个月二十号下午四点，她用自己的手机回过一条短信
        source: ask                     # known (default) | lookup | ask: who knows it at first
        cue: [短信, "10086"]            # regular expressions: a reply that touches the fact
    always: [...]                       # rules tried before those of any beat
    retorts: {blame: {angry: [合着还怪我了？]}}     # thrown back at a move or fault
    nudges: {angry: [...]}              # when the trainee stays silent
    repeats: {angry: [...]}             # before a line that is said again on request
    habits: {angry: [...]}              # before a line of hers, now and then
    shared: [phone]                     # line groups that fill what is missing (`sharing.py`)
    silent_ending: gave_up              # after too much silence
    others: {manager: {name: 张主任, gender: man, voice: {timbre: old_man}}}  # who else speaks
              # played_by: trainee: in a group a second trainee may take this role
    events:                             # each happens once, after a reply that makes `when` hold
      grumble: {when: {turns: ">= 4"}, who: queue, say: [快点行不行！], shift: {anger: 4}}
      filming: {when: {anger: ">= 75"}, say: [〔旁边有人举起手机拍〕]}     # no `who`: seen
    cuts_in: {after: 50, anger: ">= 60", lines: {angry: [停停停，别念了！]}}
                                        # in such a mood she lets so many characters be spoken,
                                        # no more; what is typed she reads to its end
                                        # also hesitating: {angry: [...]} to who looks for words,
                                        # and pause: 0.5, how long she waits for them, in seconds

    customer: gender (woman | man), age, voice: {timbre, rate, pitch, pause, breath, heat}, look:
              which face; timbre and look are woman, young_woman, old_woman, man, young_man, old_man
              (default: the gender)
    briefing: trains (moves), learn (what to take home)
    beat:     again (lines on staying), reveals (facts she tells on arriving),
              asides: [{who: manager, say: [...]}]   (others, before her line, on arriving),
              retorts (here, in place of the scene's to the same label),
              expect: [[empathy, act_now], [apology]]   (any of these sets is a right way),
              hints: {empathy: 她觉得被欺负——先认可她的心情}    (in the order to do them),
              model: [{say: ..., moves: [...]}]
    rule:     to, when, shift: {anger: 6}, reveals: [fact]
    when:     any, all, none (labels in this reply), any_set: [[offer, consult], [commit]] (all of
              one of these sets), done (labels in any reply so far), asked, told, touched (facts
              that the reply asks about, states, either), known, unknown (facts out yet; a stated
              one is out from the next reply on), visited, unvisited (beats answered in),
              promise (within, beyond: what is promised, held against the authority),
              anger, trust, patience, visits, turns ("< 40", "<= 3", "> 2", ">= 60"),
              silences (times in a row that she waited in vain: such a rule is for silence alone)
    ending:   outcome (delighted satisfied resigned escalated walked_out), title, comment, lines,
              asides

A line in 〔〕 is seen and not spoken: a customer who has fallen silent, a gesture.

A persona file: id, name, description, reactions: {label: {anger, trust, patience}}, unmoved,
silence, interrupted, fatigue, hot_factor, further_fault, cool_first, soothing, voice (rate, pitch,
pause, breath, heat: factors), habits, retorts, nudges, repeats, cuts_in (see `domain/persona.py`).

The coach's file: faults and moves (hint wordings by label), self_control: [{idea, title, triggers,
wordings}], where triggers are faults, or attack, silence, fast, loud, interrupted.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from trainer_gui.adapters.scenarios.declarations import COACH, SCENARIO
from trainer_gui.adapters.scenarios.diagnostics import Mark, ScenarioError, shown
from trainer_gui.adapters.scenarios.fields import Record
from trainer_gui.adapters.scenarios.references import check_references
from trainer_gui.adapters.scenarios.report import Report, Unreadable, suggestion
from trainer_gui.adapters.scenarios.sharing import with_shared
from trainer_gui.adapters.scenarios.speaking import LINE_GROUP, PERSONA
from trainer_gui.adapters.scenarios.yaml_nodes import Document, Scalar, read_document
from trainer_gui.application.errors import UserError
from trainer_gui.domain.coach import Coach
from trainer_gui.domain.persona import Persona
from trainer_gui.domain.scenario import Casting, Scenario

T = TypeVar("T")

PERSONAS = "personas"
"""Folder of persona files, beside the scenarios."""
COACH_FILE = "coach.yaml"
"""The coach's file, beside the scenarios."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A scene with the file it came from, for checks that name a place."""

    document: Document
    scenario: Scenario
    own_persona: str
    """Id of the persona that plays it unless another is wished for."""


def load_scenario(path: Path, persona: str = "") -> Scenario:
    """The scene of a file; its persona is looked up in `personas/` beside it.

    Args:
        path: A scenario file.
        persona: Which of the personas that the scene allows; empty: its own.

    Raises:
        ScenarioError: With every finding, of the persona's file as well.
        UserError: The scene does not allow this persona.
    """
    opened = open_scenario(path)
    return played_by(opened, persona) if persona else opened.scenario


def played_by(
    opened: Opened, persona: str, persona_of: Callable[[Path], Persona] | None = None
) -> Scenario:
    """The scene of a file with another of the personas that it allows.

    Raises:
        ScenarioError: The persona's file can't be used.
        UserError: The scene does not allow this persona.
    """
    scenario = opened.scenario
    if persona == opened.own_persona:
        return scenario
    if persona not in scenario.personas:
        allowed = (opened.own_persona, *scenario.personas)
        message = f"{scenario.id} is not played by {shown(persona)}; {suggestion(persona, allowed)}"
        raise UserError(message)
    file = _persona_file(Path(opened.document.path), persona)
    difficulty = scenario.personas[persona] or scenario.difficulty
    return scenario.played_by((persona_of or load_persona)(file), difficulty)


def load_persona(path: Path) -> Persona:
    """The customer type of a file.

    Raises:
        ScenarioError: With every finding.
    """
    return read_root(PERSONA, read_document(path))


def load_lines(path: Path) -> Document:
    """The tree of a line group's file, checked.

    Raises:
        ScenarioError: With every finding.
    """
    return open_lines(path)[0]


def open_lines(path: Path) -> tuple[Document, dict[str, Any]]:
    """As `load_lines`, with its parts (see `sharing`)."""
    document = read_document(path)
    parts = read_root(LINE_GROUP, document)
    return document, {key: parts[key] for key in parts.keys() - {"id", "name"}}


def load_coach(path: Path) -> Coach:
    """The shared hints and self-control lines.

    Raises:
        ScenarioError: With every finding.
    """
    document = read_document(path)
    coach = read_root(COACH, document)
    report = Report(document.path)
    seen: set[str] = set()
    for i, idea in enumerate(coach.ideas):
        if idea.id in seen:
            mark = document.mark("self_control", i, "idea")
            report.add("SC115", mark, f"`{idea.id}` is an idea already; rename one")
        seen.add(idea.id)
    _raise_findings(report)
    return coach


def open_scenario(
    path: Path,
    persona_of: Callable[[Path], Persona] = load_persona,
    group_of: Callable[[Path], Document] = load_lines,
) -> Opened:
    """As `load_scenario`, with the file's tree.

    Args:
        path: A scenario file.
        persona_of: Reads a persona's file; to be cached by who opens many scenes.
        group_of: Reads a line group's file; likewise.
    """
    document = read_document(path)
    report = Report(document.path)
    whole = with_shared(document, group_of, report)
    _raise_findings(report)
    values = read_root(SCENARIO, whole)
    values.pop("shared", None)
    own = values.pop("persona")
    persona = _persona(path, document.mark("persona"), own, report, persona_of)
    level = values["difficulty"]
    cast = [Casting(own, persona.name, level)] if persona else []
    for other, rank in values.get("personas", {}).items():
        mark = document.mark("personas", other)
        if other == own:
            report.add("SC115", mark, f"`{own}` plays the scene already; delete it here")
        if player := _persona(path, mark, other, report, persona_of):
            cast.append(Casting(other, player.name, rank or level))
    values["happenings"] = tuple(values.pop("events", {}).values())
    overrides = values.pop("persona_overrides", {})
    if persona and overrides:
        reactions = {**persona.reactions, **overrides.get("reactions", {})}
        persona = replace(persona, **{**overrides, "reactions": reactions})
    scenario = Scenario(persona=Persona("", ""), cast=tuple(cast), **values)
    check_references(document, scenario, report)
    _raise_findings(report)
    return Opened(document, scenario.of(persona) if persona else scenario, own)


def read_root(record: Record[T], document: Document) -> T:
    """The value of a whole file, whose id, if it has one, is the file's name.

    Raises:
        ScenarioError: With every finding.
    """
    report = Report(document.path)
    _check_id(document, report)
    with suppress(Unreadable):
        value = record.read(document.root, report)
        if not report.diagnostics:
            return value
    raise ScenarioError(report.diagnostics)


def _check_id(document: Document, report: Report) -> None:
    node, stem = document.root.values.get("id"), Path(document.path).stem
    if isinstance(node, Scalar) and node.text.strip() and node.text.strip() != stem:
        message = f"the id is {shown(node.text)} and the file {shown(stem)}; rename one"
        report.add("SC111", node.mark, message)


def _persona(
    path: Path,
    mark: Mark,
    name: str,
    report: Report,
    persona_of: Callable[[Path], Persona],
) -> Persona | None:
    file = _persona_file(path, name)
    if not file.is_file():
        others = sorted(p.stem for p in file.parent.glob("*.yaml"))
        report.add("SC112", mark, f"unknown persona {shown(name)}; {suggestion(name, others)}")
        return None
    try:
        return persona_of(file)
    except ScenarioError as error:
        report.diagnostics.extend(error.diagnostics)
        return None


def _persona_file(scenario: Path, name: str) -> Path:
    return scenario.parent / PERSONAS / f"{name}.yaml"


def _raise_findings(report: Report) -> None:
    if report.diagnostics:
        raise ScenarioError(report.diagnostics)
