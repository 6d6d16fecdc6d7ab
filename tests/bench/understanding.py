# SPDX-License-Identifier: Apache-2.0
"""How quick and how right the understanding of replies is."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from trainer_gui.domain.taxonomy import FAULTS, MOVES
from trainer_gui.understanding import training
from trainer_gui.understanding.reader import Reader

Record = dict[str, Any]
TRAINING = Path(training.__file__).parent
CORPUS = TRAINING / "corpus"
LEAST = 0.6
"""The F1 that every label should reach."""
MEMORY = """
import resource
from trainer_gui.understanding.reader import Reader
Reader().load()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def replies(path: Path) -> list[Record]:
    """The labelled replies of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _labels(reader: Reader, record: Record) -> frozenset[str]:
    context = [(turn["who"], turn["text"]) for turn in record["context"]]
    return reader.read(context, record["reply"]).labels


def f1(records: Sequence[Record], reader: Reader) -> tuple[float, float]:
    """Macro-F1 over all labels of the taxonomy, and micro-F1 (as the corpus measures it)."""
    gold = [{*record["moves"], *record["faults"]} for record in records]
    read = [_labels(reader, record) for record in records]
    single, hits, marks = [], 0, 0
    for label in (*MOVES, *FAULTS):
        both = sum(label in g and label in r for g, r in zip(gold, read, strict=True))
        either = sum((label in g) + (label in r) for g, r in zip(gold, read, strict=True))
        single.append(2 * both / max(either, 1))
        hits, marks = hits + both, marks + either
    return sum(single) / len(single), 2 * hits / max(marks, 1)


def run() -> list[str]:
    """Milliseconds a reply, memory and F1, a line each."""
    with _one_core():
        cost = _cost()
    return [f"understanding: {line}" for line in (*cost, *_unseen(), *_seen())]


@contextmanager
def _one_core() -> Iterator[None]:
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _cost() -> list[str]:
    reader = Reader()
    started = time.perf_counter()
    reader.load()
    loaded = time.perf_counter() - started
    took = []
    for record in replies(CORPUS / "h.jsonl"):
        started = time.perf_counter()
        _labels(reader, record)
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    p50, p95 = took[len(took) // 2], took[len(took) * 95 // 100]
    memory = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True
    )
    model = (TRAINING.parent / "model.npz").stat().st_size / 1e6
    return [
        f"load {loaded:.2f} s, whole process {memory.stdout.strip()} MB, model {model:.1f} MB",
        f"p50 {p50:.2f} ms, p95 {p95:.2f} ms a reply on one core ({len(took)})",
    ]


def _unseen() -> list[str]:
    told = json.loads((TRAINING / "figures.json").read_text(encoding="utf-8"))
    ways, parts = told["unseen_scenarios"], told["unseen_authors_in_parts"]
    labels = sorted(told["by_label"].items(), key=lambda item: item[1])
    low = ", ".join(f"{label} {value:.2f}" for label, value in labels if value < LEAST)
    return [
        _line("authors never seen", told["unseen_authors"]),
        _line("cases never seen", told["unseen_cases"]),
        _line("the same authors, spoken and recognised", told["unseen_authors_spoken"]),
        _line("those replies typed", told["unseen_authors_spoken_typed"]),
        _line("misheard by simulation", told["unseen_authors_misheard"]),
        (
            f"scenarios never seen: {100 * ways['claimed_moves_read']:.1f} % of the moves that "
            f"model answers claim, {ways['answers_read_with_a_fault']} of {ways['answers']} "
            "with a fault"
        ),
        (
            f"labels shown before the end and taken back: {100 * parts['withdrawn']:.1f} % of "
            f"{parts['shown_early']}; faults shown early {parts['faults_shown_early']}, "
            f"wrongly {parts['of_them_wrong']}"
        ),
        f"labels under {LEAST} with authors never seen: {low or 'none'}",
    ]


def _line(name: str, told: dict[str, float]) -> str:
    return (
        f"{name}: macro-F1 {told['macro_f1']:.3f}, micro-F1 {told['micro_f1']:.3f} "
        f"({told['replies']:.0f} replies)"
    )


def _seen() -> list[str]:
    macro, micro = f1(replies(CORPUS / "c02.jsonl"), Reader())
    return [f"C02: macro-F1 {macro:.3f}, micro-F1 {micro:.3f} (seen in training and by the rules)"]
