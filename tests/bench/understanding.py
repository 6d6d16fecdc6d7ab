# SPDX-License-Identifier: Apache-2.0
"""How quick and how right the understanding of replies is."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trainer_gui.domain.taxonomy import FAULTS, MOVES
from trainer_gui.understanding.reader import Reader

Record = dict[str, Any]
DATA = Path(__file__).parents[1] / "understanding"


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
    """Milliseconds a reply and F1, a line each."""
    reader = Reader()
    started = time.perf_counter()
    reader.load()
    lines = [f"understanding: load {time.perf_counter() - started:.2f} s"]
    corpus, scene = replies(DATA / "replies.jsonl"), replies(DATA / "c02_replies.jsonl")
    took = []
    for record in corpus:
        started = time.perf_counter()
        _labels(reader, record)
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    p50, p95 = took[len(took) // 2], took[len(took) * 95 // 100]
    lines.append(f"understanding: p50 {p50:.2f} ms, p95 {p95:.2f} ms a reply ({len(took)})")
    authors = {who: [r for r in corpus if r["id"].startswith(who)] for who in "ab"}
    seen = [("C02", scene), ("corpus", corpus), *authors.items()]
    lines += [_line(name, records, reader, "were tuned on") for name, records in seen]
    unseen = {path.stem: replies(path) for path in sorted((DATA / "corpus").glob("*.jsonl"))}
    everyone = [record for records in unseen.values() for record in records]
    rest = [("all other authors", everyone), *unseen.items()]
    return lines + [_line(name, records, reader, "have never seen") for name, records in rest]


def _line(name: str, records: Sequence[Record], reader: Reader, how: str) -> str:
    macro, micro = f1(records, reader)
    return (
        f"understanding: {name}: macro-F1 {macro:.3f}, micro-F1 {micro:.3f} "
        f"({len(records)} replies that the rules {how})"
    )
