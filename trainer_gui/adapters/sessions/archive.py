# SPDX-License-Identifier: Apache-2.0
"""A finished session read back from its folder: the report as it was, not scored again."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trainer_gui.adapters.sessions.naming import TRANSCRIPT
from trainer_gui.adapters.sessions.recording import MIXED
from trainer_gui.application.coaching import pledges, to_change, turning_point, well_done
from trainer_gui.application.errors import UserError
from trainer_gui.application.library import Library
from trainer_gui.application.report import Report
from trainer_gui.application.what_if import WhatIf
from trainer_gui.domain.delivery import Delivery, Usual
from trainer_gui.domain.emotion import Emotion, Shift
from trainer_gui.domain.events import Source
from trainer_gui.domain.persona import Persona
from trainer_gui.domain.reading import Evidence, Promise, Reading
from trainer_gui.domain.scenario import Briefing, Customer, Ending, Outcome, Scenario
from trainer_gui.domain.scoring import Point, Score
from trainer_gui.domain.scoring.rulebook import Sentence
from trainer_gui.domain.state import Mode
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.transcript import Cause, Speaker, Turn

Given = Mapping[str, Any]


def find_session(name: str, sessions: Path) -> Path:
    """The folder of a session: by its path, its transcript's, its name, or `last`.

    Raises:
        UserError: There is none.
    """
    given = Path(name)
    given = given.parent if given.name == TRANSCRIPT else given
    for folder in (given, sessions / name):
        if (folder / TRANSCRIPT).is_file():
            return folder
    known = sorted(p.parent for p in sessions.glob(f"*/{TRANSCRIPT}"))
    if name == "last" and known:
        return known[-1]
    there = f"the newest is {known[-1].name}" if known else "there is none yet"
    raise UserError(f"{name}: no session; give its folder, or its name in {sessions}: {there}")


def load_session(folder: Path, library: Library) -> Report:
    """The report of a session; where its scenario is gone, with what the transcript tells of it.

    Raises:
        UserError: There is no transcript, or it is not whole.
    """
    path = folder / TRANSCRIPT
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return _report(given, folder, library)
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; give the folder of a session") from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        line = f"{path}: not the transcript of a session ({error}); give the folder of another"
        raise UserError(line) from error


def _report(given: Given, folder: Path, library: Library) -> Report:
    scenario = _scenario(given, library)
    turns = tuple(_turn(t) for t in given["turns"])
    result = given["result"]
    score = _score(result)
    rulebook = library.rulebook()
    outcome = Outcome(result["outcome"])
    return Report(
        scenario=scenario,
        mode=Mode(given["mode"]),
        seed=given["seed"],
        outcome=outcome,
        ending_title=result["ending"],
        ending_comment=result.get("comment", ""),
        turns=turns,
        score=score,
        folder=folder,
        has_audio=(folder / MIXED).exists(),
        trainee=given.get("trainee", ""),
        well=tuple(well_done(score.points, turns, rulebook)),
        change=tuple(to_change(score.points, turns, rulebook, scenario)),
        turning=turning_point(turns, outcome, score),
        pledges=tuple(pledges(turns, scenario)),
        taken_back=tuple(tuple(_turn(t) for t in turns) for turns in given.get("taken_back", ())),
        what_if=_what_if(given["what_if"], turns) if "what_if" in given else None,
    )


def _scenario(given: Given, library: Library) -> Scenario:
    name = str(given["scenario"])
    try:
        return library.scenario(name, given.get("persona", ""))
    except UserError:
        persona = Persona(given.get("persona", ""), "")
        customer = Customer(given.get("customer", ""))
        title = given.get("title", name)
        return Scenario(name, title, 1, customer, persona, Briefing("", "", ""), "", {}, {})


def _delivery(given: Given) -> Delivery | None:
    """How a turn was spoken; sessions kept by an earlier version know its rate alone."""
    if measures := given.get("delivery"):
        usual = measures["usual"] and Usual(**measures["usual"])
        return Delivery(**{**measures, "usual": usual})
    rate = given.get("characters_per_minute")
    return Delivery(60.0, round(rate), given["loudness_db"]) if rate else None


def _turn(given: Given) -> Turn:
    emotion = given["emotion"]
    evidence = [Evidence(e["label"], e["quote"]) for e in given.get("evidence", ())]
    promises = [Promise(**p) for p in given.get("promises", ())]
    return Turn(
        who=Speaker(given["who"]),
        text=str(given["text"]),
        beat=given["beat"],
        start_s=float(given["start_s"]),
        end_s=float(given["end_s"]),
        emotion=Emotion(emotion["anger"], emotion["trust"], emotion["patience"]),
        causes=tuple(_cause(c) for c in given["causes"]),
        reading=Reading(tuple(evidence), promises=tuple(promises)),
        source=Source(given.get("source", Source.TYPED)),
        confidence=given.get("confidence", 1.0),
        delivery=_delivery(given),
        interrupted=given["interrupted"],
        name=given.get("name", ""),
        response_ms=given.get("response_ms"),
        hints=given.get("hints", 0),
        wordings=given.get("wordings", 0),
        note=given.get("note", ""),
        heard=given.get("heard", ""),
    )


def _cause(given: Given) -> Cause:
    return Cause(given["what"], Shift(given["anger"], given["trust"], given["patience"]))


def _score(result: Given) -> Score:
    return Score(
        dimensions={d: result["dimensions"].get(d.value) for d in Dimension},
        overall=result["overall"],
        red_lines=tuple(result["red_lines"]),
        points=tuple(_point(p) for p in result["evidence"]),
        best_turn=result["best_turn"],
        worst_turn=result["worst_turn"],
    )


def _point(given: Given) -> Point:
    return Point(
        turn=given["turn"],
        rule=given["rule"],
        dimension=Dimension(given["dimension"]),
        quote=given["quote"],
        points=given["points"],
        says=Sentence(**given["why"]),
        label=given.get("label", ""),
        red_line=given.get("red_line", ""),
        whole=given.get("whole", False),
    )


def _what_if(given: Given, turns: tuple[Turn, ...]) -> WhatIf:
    turn, outcome = given["turn"], given["outcome"]
    ending = Ending("", Outcome(outcome), "", "") if outcome else None
    other = tuple(_turn(t) for t in given["turns"])
    return WhatIf(turn, (*turns[:turn], *other), frozenset(given["own"]), ending)
