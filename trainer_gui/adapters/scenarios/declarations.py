# SPDX-License-Identifier: Apache-2.0
"""The format: which keys there are, of which kind, and what they become."""

from typing import Any, Final

from trainer_gui.adapters.scenarios import makers
from trainer_gui.adapters.scenarios.fields import (
    Choice,
    Comparison,
    Integer,
    Many,
    Name,
    Named,
    Number,
    Pattern,
    Record,
    Some,
    Table,
    Text,
)
from trainer_gui.adapters.scenarios.report import Report
from trainer_gui.adapters.scenarios.speaking import (
    CUTS_IN,
    FAULT,
    LABEL,
    LINES,
    MOVE,
    OVERRIDES,
    PROMISE,
    SHIFT,
    SPEECH,
    TIMBRE,
    VOICE,
)
from trainer_gui.adapters.scenarios.yaml_nodes import Mapping as MappingNode
from trainer_gui.adapters.scenarios.yaml_nodes import Node
from trainer_gui.domain.coach import TRIGGERS
from trainer_gui.domain.condition import Condition
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.scenario import (
    Aside,
    Authority,
    Briefing,
    Ending,
    ModelAnswer,
    Outcome,
    Rule,
)
from trainer_gui.domain.taxonomy import FAULTS

TRIGGER: Final = Choice({w: w for w in (*TRIGGERS, *FAULTS)}, "trigger or fault", "SC107")


class Roster:
    """Ids of personas: a list, or a table that says how difficult each makes the scene."""

    def read(self, node: Node, report: Report) -> dict[str, int]:
        """The ids; 0 stands for the scene's own difficulty."""
        if isinstance(node, MappingNode):
            return self.TABLE.read(node, report)
        return dict.fromkeys(self.LIST.read(node, report), 0)

    TABLE: Final = Table(Name(), Integer(1, 5))
    LIST: Final = Many(Name())


EMOTION: Final = Record(
    "the emotion", Emotion, {k: Number(0, 100) for k in ("anger", "trust", "patience")}
)
CUSTOMER: Final = Record(
    "the customer",
    makers.customer,
    {
        "name": Text(),
        "gender": Choice({"woman": "woman", "man": "man"}, "gender"),
        "age": Integer(1, 120),
        "look": TIMBRE,
        "voice": VOICE,
    },
    required=("name",),
)
BRIEFING: Final = Record(
    "the briefing",
    Briefing,
    {
        "place": Text(),
        "role": Text(),
        "situation": Text(),
        "trains": Many(MOVE),
        "learn": Many(Text()),
    },
    required=("place", "role", "situation"),
)
AUTHORITY: Final = Record(
    "the authority",
    Authority,
    {"may": Many(Text()), "may_not": Many(Text()), "above": Text()},
)
FACT: Final = Record(
    "a fact",
    makers.fact,
    {
        "text": Text(),
        "source": Choice({w: w for w in ("known", "lookup", "ask")}, "source"),
        "cue": Many(Pattern()),
    },
    required=("text",),
)
WHEN: Final = Record(
    "a condition",
    Condition,
    {
        **{key: Some(LABEL) for key in ("any", "all", "none", "done")},
        "any_set": Many(Some(LABEL)),
        **{key: Some(Name()) for key in ("asked", "told", "touched", "known", "unknown")},
        **{key: Some(Name()) for key in ("visited", "unvisited")},
        "promise": Some(PROMISE),
        **{
            key: Comparison()
            for key in ("anger", "trust", "patience", "visits", "turns", "silences")
        },
    },
)
RULE: Final = Record(
    "a rule",
    Rule,
    {"to": Name(), "when": WHEN, "shift": SHIFT, "reveals": Some(Name())},
    required=("to",),
)
ASIDES: Final = Many(
    Record("an aside", Aside, {"who": Name(), "say": Many(Text())}, required=("say",))
)
OTHER: Final = Record(
    "another person",
    makers.other,
    {
        "name": Text(),
        "gender": Choice({"woman": "woman", "man": "man"}, "gender"),
        "voice": VOICE,
        "played_by": Choice({"app": False, "trainee": True}, "player"),
    },
    required=("name",),
)
HAPPENING: Final = Record(
    "an event",
    makers.happening,
    {"when": WHEN, "who": Name(), "say": Many(Text()), "shift": SHIFT, "reveals": Some(Name())},
    required=("when", "say"),
)
BEAT: Final = Record(
    "a beat",
    makers.beat,
    {
        "lines": LINES,
        "again": LINES,
        "asides": ASIDES,
        "retorts": Table(LABEL, LINES),
        "reveals": Some(Name()),
        "expect": Many(Some(MOVE)),
        "hints": Table(MOVE, Text()),
        "model": Many(
            Record(
                "a model answer",
                ModelAnswer,
                {"say": Text(), "moves": Some(MOVE)},
                required=("say", "moves"),
            )
        ),
        "rules": Many(RULE, most=100),
    },
    required=("lines",),
)
ENDING: Final = Record(
    "an ending",
    Ending,
    {
        # `stopped` is what the engine calls a scene without an ending of its own
        "outcome": Choice({o.value: o for o in Outcome if o is not Outcome.STOPPED}, "outcome"),
        "title": Text(),
        "comment": Text(),
        "lines": LINES,
        "asides": ASIDES,
    },
    required=("outcome", "title", "comment"),
)

SCENARIO: Final[Record[dict[str, Any]]] = Record(
    "a scenario",
    dict,
    {
        "id": Name(),
        "title": Text(),
        "source": Text(),
        "difficulty": Integer(1, 5),
        "persona": Name(),
        "personas": Roster(),
        "persona_overrides": OVERRIDES,
        "customer": CUSTOMER,
        "briefing": BRIEFING,
        "authority": AUTHORITY,
        "emotion": EMOTION,
        "facts": Named(FACT),
        "opening": Name(),
        "beats": Named(BEAT),
        "always": Many(RULE, most=100),
        "endings": Named(ENDING),
        **SPEECH,
        "shared": Many(Name()),
        "others": Named(OTHER),
        "events": Named(HAPPENING),
        "cuts_in": CUTS_IN,
        "silent_ending": Name(),
    },
    required=(
        "id",
        "title",
        "difficulty",
        "persona",
        "customer",
        "briefing",
        "opening",
        "beats",
        "endings",
    ),
)
COACH: Final = Record(
    "the coach's file",
    makers.coach,
    {
        "faults": Table(FAULT, Many(Text())),
        "moves": Table(MOVE, Many(Text())),
        "self_control": Many(
            Record(
                "an idea",
                makers.idea,
                {
                    "idea": Name(),
                    "title": Text(),
                    "triggers": Some(TRIGGER),
                    "wordings": Many(Text()),
                },
                required=("idea", "title", "triggers", "wordings"),
            )
        ),
    },
)
