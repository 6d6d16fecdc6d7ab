# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui lint --play`: synthetic trainees play a scene, and what that says about its file."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

from trainer_gui.adapters.scenarios.loader import Opened, load_persona, played_by
from trainer_gui.adapters.scenarios.report import Report
from trainer_gui.application.ports import Reader
from trainer_gui.application.rehearsal import TURN_LIMIT, Coverage, Rehearsal, Run
from trainer_gui.application.trainees import Stock, Trainee
from trainer_gui.domain.scenario import LOST, WON, Outcome


@dataclass(frozen=True, slots=True)
class Played:
    """One scene after its rehearsal."""

    opened: Opened
    runs: tuple[Run, ...]
    coverage: Coverage

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each persona and trainee, then one for the scene: ready for JSON."""
        scenario = self.opened.scenario
        for (persona, trainee), runs in grouped(self.runs).items():
            yield {
                "scenario": scenario.id,
                "persona": persona,
                "trainee": trainee.value,
                "runs": len(runs),
                "outcomes": dict(Counter(r.outcome for r in runs)),
                "replies": round(mean(r.replies for r in runs), 1),
                "anger": [round(mean(x)) for x in zip(*map(_anger, runs), strict=True)],
            }
        nobody = {*scenario.beats, *scenario.endings} - self.coverage.reached
        yield {
            "scenario": scenario.id,
            "runs": len(self.runs),
            "beats": {b: self.coverage.beats[b] for b in scenario.beats},
            "endings": {e: self.coverage.endings[e] for e in scenario.endings},
            "search": sorted(self.coverage.found),
            "nobody": sorted(nobody),
        }


def load_stock(path: Path) -> Stock:
    """The phrases of the synthetic trainees in a TOML file that is shipped."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds = (Trainee.WARM, Trainee.COLD, Trainee.RUDE, Trainee.PROMISES)
    return Stock(
        phrases={kind: tuple(raw[kind]) for kind in kinds},
        other=tuple(raw["other"]),
        ask=tuple(raw["ask"]),
        sounds=tuple(raw["sounds"]),
    )


def rehearse(opened: Opened, reader: Reader, stock: Stock, seeds: int) -> Played:
    """Play a scene with every persona that it allows."""
    persona_of = cache(load_persona)
    others = [played_by(opened, name, persona_of) for name in opened.scenario.personas]
    rehearsal = Rehearsal((opened.scenario, *others), reader, stock, seeds)
    return Played(opened, rehearsal.runs, rehearsal.coverage())


def check_played(played: Played, report: Report) -> None:
    """Report what the rehearsal shows: wrong endings, cold trails, circles."""
    document, scenario = played.opened.document, played.opened.scenario
    for (persona, trainee), runs in grouped(played.runs).items():
        steps = ("personas", persona) if persona in scenario.personas else ("persona",)
        for code, wrong, message in _EXPECTED.get(trainee, ()):
            if odd := [run for run in runs if wrong(run)]:
                text = f"with `{persona}`, {message.format(_told(odd[0]))}"
                report.add(code, document.mark(*steps), text)
        if circles := [run for run in runs if run.ending is None]:
            beat, _ = circles[0].beats.most_common(1)[0]
            message = f"the {trainee.value} trainee is still in `{beat}` after {TURN_LIMIT} replies"
            text = f"with `{persona}`, {message}; add a rule with `visits` or `turns`"
            report.add("SC606", document.mark("beats", beat), text)
    for beat in scenario.beats.keys() - played.coverage.reached:
        message = f"nobody comes to `{beat}`; widen the rules that lead there or delete it"
        report.add("SC604", document.mark("beats", beat), message)
    for ending in scenario.endings.keys() - played.coverage.reached:
        message = f"nobody comes to the ending `{ending}`; widen its rules or delete it"
        report.add("SC605", document.mark("endings", ending), message)


def grouped(runs: Sequence[Run]) -> dict[tuple[str, Trainee], list[Run]]:
    """By persona and kind of trainee."""
    found: dict[tuple[str, Trainee], list[Run]] = {}
    for run in runs:
        found.setdefault((run.persona, run.trainee), []).append(run)
    return found


def table(played: Sequence[Played]) -> Iterator[str]:
    """The same for people: a line for each persona and trainee, then what was reached."""
    for scene in played:
        *rows, last = scene.rows
        yield f"{scene.opened.scenario.id} {scene.opened.scenario.title}"
        for row in rows:
            outcomes = " ".join(f"{o} {n}" for o, n in sorted(row["outcomes"].items()))
            start, peak, end = row["anger"]
            yield (
                f"  {row['persona']:<18} {row['trainee']:<9} anger {start:>3} ^{peak:>3} ->{end:>3}"
                f"  {row['replies']:>4} replies  {outcomes}"
            )
        for part in ("beats", "endings"):
            yield f"  {part}: " + " ".join(f"{name} {n}" for name, n in last[part].items())
        for part in ("search", "nobody"):
            if last[part]:
                yield f"  {part}: " + " ".join(last[part])


def _anger(run: Run) -> tuple[float, float, float]:
    return run.start.anger, run.peak, run.end.anger


def _told(run: Run) -> str:
    ending = f" ({run.ending.id})" if run.ending else ""
    return f"{run.outcome}{ending}, anger {run.start.anger:.0f} to {run.end.anger:.0f}"


def _ends(run: Run, outcomes: frozenset[Outcome]) -> bool:
    return run.ending is not None and run.ending.outcome in outcomes


_EXPECTED: dict[Trainee, list[tuple[str, Callable[[Run], bool], str]]] = {
    Trainee.MODEL: [
        (
            "SC601",
            lambda run: run.ending is not None and not _ends(run, WON),
            "the model answers end {}; lead them to a good ending or forbid this persona",
        ),
        (
            "SC603",
            lambda run: run.end.anger >= run.start.anger,
            "the model answers leave the anger as it was: {}; soften the rules' `shift`",
        ),
    ],
    Trainee.RUDE: [
        (
            "SC602",
            lambda run: run.ending is not None and not _ends(run, LOST),
            "the rude trainee ends {}; lead abuse and blame to a bad ending",
        ),
        (
            "SC603",
            lambda run: run.peak <= run.start.anger,
            "rudeness does not raise the anger: {}; raise it in the rules' `shift`",
        ),
    ],
    Trainee.PROMISES: [
        (
            "SC607",
            lambda run: _ends(run, WON),
            "who promises everything ends {}; let `overpromise` catch up with him",
        ),
    ],
    Trainee.SILENT: [
        ("SC607", lambda run: _ends(run, WON), "silence ends {}; name a `silent_ending`"),
    ],
}
