# SPDX-License-Identifier: Apache-2.0
"""A session for other programs: a table (CSV), statements for a learning record store (xAPI)."""

import csv
import io
import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from trainer_gui.adapters.sessions.cells import plain
from trainer_gui.application.report import Report, Verdict
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.domain.transcript import Speaker, Turn

COLUMNS = (
    *("session", "scenario", "trainee", "turn", "who", "name", "text", "heard", "start_s", "end_s"),
    *("anger", "band", "moves", "faults", "hints", "wordings", "confidence"),
    *(dimension.value for dimension in Dimension),
)
HOME = "https://localhost/trainer-gui"
"""Whose names the statements use, where nobody says: no address of ours is on the network."""
_VERBS = "http://adlnet.gov/expapi/verbs/"
_SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
_INTERACTION = "http://adlnet.gov/expapi/activities/interaction"


def to_csv(report: Report) -> str:
    """A row a turn, with a mark at the front by which spreadsheets know that it is UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for i, turn in enumerate(report.turns):
        rows.writerow([plain(value) for value in _row(report, i, turn)])
    return out.getvalue()


def _row(report: Report, i: int, turn: Turn) -> list[object]:
    mine = turn.who is Speaker.TRAINEE
    names = {Speaker.CUSTOMER: report.scenario.customer.name, Speaker.TRAINEE: report.trainee}
    points = {
        d: sum(p.points for p in report.score.points if p.turn == i and p.dimension is d)
        for d in Dimension
    }
    return [
        *(_name(report), report.scenario.id, report.trainee, i + 1, turn.who.value),
        *(turn.name or names.get(turn.who, ""), turn.text, turn.heard),
        *(round(turn.start_s, 2), round(turn.end_s, 2), round(turn.emotion.anger, 1)),
        *(turn.emotion.band.value, " ".join(turn.reading.moves), " ".join(turn.reading.faults)),
        *((turn.hints, turn.wordings, round(turn.confidence, 2)) if mine else ("", "", "")),
        *(round(points[d], 1) if mine else "" for d in Dimension),
    ]


def to_xapi(report: Report, began: datetime, home: str = HOME) -> str:
    """The attempt and each reply as xAPI 1.0.3 statements, one JSON array.

    Args:
        report: The session.
        began: When, with its time zone.
        home: The address whose names for people and activities these are.
    """
    whole = _statement(report, began, home)
    replies = [
        _reply(report, i, turn, whole, began)
        for i, turn in enumerate(report.turns)
        if turn.who is Speaker.TRAINEE
    ]
    return json.dumps([whole, *replies], ensure_ascii=False, indent=1)


def _statement(report: Report, began: datetime, home: str) -> dict[str, Any]:
    score, scenario = report.score, report.scenario
    seconds = report.turns[-1].end_s if report.turns else 0.0
    verdict = {Verdict.PASSED: "passed", Verdict.FAILED: "failed"}.get(report.verdict)
    finished = report.outcome is not Outcome.STOPPED
    verb = verdict or ("completed" if finished else "terminated")
    result: dict[str, Any] = {
        "completion": finished,
        "duration": f"PT{seconds:.2f}S",
        "extensions": {
            f"{home}/outcome": report.outcome.value,
            f"{home}/red-lines": list(score.red_lines),
            f"{home}/dimensions": {d.value: score.dimensions.get(d) for d in Dimension},
        },
    }
    if verdict:
        result["success"] = verdict == "passed"
    if score.overall is not None:
        result["score"] = {
            "scaled": round(score.overall / 100, 4),
            "raw": score.overall,
            "min": 0,
            "max": 100,
        }
    name = report.trainee or "trainee"
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{home}/sessions/{_name(report)}")),
        "actor": {
            "objectType": "Agent",
            "name": name,
            "account": {"homePage": home, "name": name},
        },
        "verb": {"id": f"{_VERBS}{verb}", "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": f"{home}/scenarios/{scenario.id}",
            "definition": {"type": _SIMULATION, "name": {"zh-CN": scenario.title}},
        },
        "result": result,
        "context": {
            "platform": "trainer-gui",
            "language": "zh-CN",
            "extensions": {f"{home}/mode": report.mode.value, f"{home}/seed": report.seed},
        },
        "timestamp": began.isoformat(),
    }


def _reply(
    report: Report, i: int, turn: Turn, whole: dict[str, Any], began: datetime
) -> dict[str, Any]:
    home = whole["actor"]["account"]["homePage"]
    scenario = whole["object"]
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{home}/sessions/{_name(report)}/{i}")),
        "actor": whole["actor"],
        "verb": {"id": f"{_VERBS}responded", "display": {"en": "responded"}},
        "object": {
            "objectType": "Activity",
            "id": f"{scenario['id']}/turns/{i + 1}",
            "definition": {"type": _INTERACTION, "name": {"en": f"turn {i + 1}"}},
        },
        "result": {
            "response": turn.text,
            "extensions": {
                f"{home}/moves": list(turn.reading.moves),
                f"{home}/faults": list(turn.reading.faults),
                f"{home}/anger": round(turn.emotion.anger, 1),
            },
        },
        "context": {"contextActivities": {"parent": [{"id": scenario["id"]}]}},
        "timestamp": (began + timedelta(seconds=turn.end_s)).isoformat(),
    }


def _name(report: Report) -> str:
    """What the session is called: no two are alike."""
    return report.folder.name if report.folder else report.scenario.id
