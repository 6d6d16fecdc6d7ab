# SPDX-License-Identifier: Apache-2.0
"""The format, as far as it is about who speaks and how: voices, personas, line groups."""

from collections.abc import Mapping
from typing import Any, Final

from trainer_gui.adapters.scenarios import makers
from trainer_gui.adapters.scenarios.fields import (
    Choice,
    Comparison,
    Integer,
    Kind,
    Many,
    Name,
    Number,
    Record,
    Some,
    Table,
    Text,
)
from trainer_gui.adapters.scenarios.report import Report
from trainer_gui.adapters.scenarios.yaml_nodes import Node
from trainer_gui.domain.emotion import Band, Shift
from trainer_gui.domain.persona import TIMBRES, CutIn, Tone
from trainer_gui.domain.scoring.rulebook import PROMISES
from trainer_gui.domain.taxonomy import FAULTS, MOVES

MOVE: Final = Choice({m: m for m in MOVES}, "move", "SC107")
FAULT: Final = Choice({f: f for f in FAULTS}, "fault", "SC107")
LABEL: Final = Choice({w: w for w in (*MOVES, *FAULTS)}, "move or fault", "SC107")
PROMISE: Final = Choice({p: p for p in PROMISES}, "promise")
TIMBRE: Final = Choice({t: t for t in TIMBRES}, "timbre")


class ByBand:
    """Lines by band of anger, or with `shared` the name of a set of them."""

    def read(self, node: Node, report: Report) -> dict[Band, tuple[str, ...]]:
        """The lines; sets were put in their places before (see `sharing`)."""
        return self.TABLE.read(node, report)

    TABLE: Final = Table(Choice({b.value: b for b in Band}, "band of anger"), Many(Text()))
    SET: Final = Text()


LINES: Final = ByBand()
SPEECH: Final[Mapping[str, Kind[Any]]] = {
    "retorts": Table(LABEL, LINES),
    "nudges": LINES,
    "repeats": LINES,
    "habits": LINES,
}
"""How somebody speaks whatever the matter is: parts of a scene, a persona, a line group."""


SHIFT: Final = Record(
    "a shift", Shift, {k: Number(-100, 100) for k in ("anger", "trust", "patience")}
)
_MANNER: Final[Mapping[str, Kind[float]]] = {
    "pause": Number(0.3, 3),
    "breath": Number(0, 3),
    "heat": Number(0.5, 1.5),
}
VOICE: Final[Record[dict[str, Any]]] = Record(
    "a voice",
    dict,
    {"timbre": TIMBRE, "rate": Number(0.5, 2), "pitch": Number(0.5, 2), **_MANNER},
)
_PERSONA_KEYS: Final[Mapping[str, Kind[Any]]] = {
    "id": Name(),
    "name": Text(),
    "description": Text(),
    "reactions": Table(LABEL, SHIFT),
    "unmoved": SHIFT,
    "silence": SHIFT,
    "interrupted": SHIFT,
    "fatigue": Number(0, 1),
    "hot_factor": Number(0, 1),
    "further_fault": Number(0, 1),
    "cool_first": Some(MOVE),
    "soothing": Some(MOVE),
}
TONE: Final = Record(
    "a persona's voice",
    Tone,
    {"rate": Number(0.7, 1.4), "pitch": Number(0.7, 1.4), **_MANNER},
)
CUTS_IN: Final = Record(
    "the cutting in",
    CutIn,
    {
        "after": Integer(10, 500),
        "anger": Comparison(),
        "lines": LINES,
        "hesitating": LINES,
        "pause": Number(0.2, 3),
    },
    required=("lines",),
)
PERSONA: Final = Record(
    "a persona",
    makers.persona,
    {**_PERSONA_KEYS, "voice": TONE, "cuts_in": CUTS_IN, **SPEECH},
    required=("id", "name", "reactions"),
)
LINE_GROUP: Final[Record[dict[str, Any]]] = Record(
    "a line group",
    dict,
    {"id": Name(), "name": Text(), **SPEECH, "lines": Table(Name(), LINES)},
    required=("id", "name"),
)
OVERRIDES: Final[Record[dict[str, Any]]] = Record(
    "the persona's overrides", dict, {k: v for k, v in _PERSONA_KEYS.items() if k != "id"}
)
