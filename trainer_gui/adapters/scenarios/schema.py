# SPDX-License-Identifier: Apache-2.0
"""The format's declarations as JSON Schema, for completion and checks in an editor.

The loader asks more than a schema can say (that a target exists, that an id is the file's name);
what the schema refuses, the loader refuses too.
"""

from typing import Any, Final

from trainer_gui.adapters.scenarios.declarations import COACH, SCENARIO, Roster
from trainer_gui.adapters.scenarios.fields import (
    BOUND,
    MAX_PATTERN,
    Choice,
    Comparison,
    Integer,
    Kind,
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
from trainer_gui.adapters.scenarios.lessons import LESSON, OneOf
from trainer_gui.adapters.scenarios.scoring import RULEBOOK
from trainer_gui.adapters.scenarios.speaking import LINE_GROUP, PERSONA, ByBand

Schema = dict[str, Any]

# As the loader's `Name`, but for regular expressions to which \w is ASCII, as in JavaScript.
_ID: Final = r"^[^\s!-,./:-@\[-^`{-~-][^\s!-,./:-@\[-^`{-~]{0,63}$"

FORMATS: Final[dict[str, Kind[Any]]] = {
    "scenario": SCENARIO,
    "persona": PERSONA,
    "coach": COACH,
    "lesson": LESSON,
    "lines": LINE_GROUP,
    "scoring": RULEBOOK,
}
"""The kinds of file."""
_DRAFT = "http://json-schema.org/draft-07/schema#"
# A text may look like a number or a truth value: the loader keeps it as it is written.
_SCALAR = ["string", "number", "boolean"]


def schema_of(name: str) -> Schema:
    """The schema of one kind of file."""
    shared: dict[str, Schema] = {}
    root = _Writer(shared).schema(FORMATS[name])
    whole = shared.pop(root["$ref"].rpartition("/")[2])
    return {"$schema": _DRAFT, "title": f"trainer-gui {name}", **whole, "definitions": shared}


class _Writer:
    """Writes kinds as schemas; records go to `shared`, once each."""

    def __init__(self, shared: dict[str, Schema]) -> None:
        self._shared = shared

    def schema(self, kind: Kind[Any]) -> Schema:  # noqa: C901, PLR0911, PLR0912 - a flat table
        match kind:
            case Text():
                return self._once("text", {"type": _SCALAR})
            case Name():
                return self._once("id", {"type": _SCALAR, "pattern": _ID})
            case Choice(words=words, what=what):
                return self._once(what, {"enum": list(words)})
            case Integer(low, high):
                return {"type": "integer", "minimum": low, "maximum": high}
            case Number(low, high):
                return {"type": "number", "minimum": low, "maximum": high}
            case Comparison():
                return {"type": "string", "pattern": f"^{BOUND.pattern}$"}
            case Pattern():
                return {"type": _SCALAR, "maxLength": MAX_PATTERN}
            case Some(item):
                return self.schema(Many(item))
            case Many(item, most):
                one = self.schema(item)
                return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1,
                                        "maxItems": most}]}  # fmt: skip
            case Table(Choice(words=words), value):
                return _object(dict.fromkeys(words, self.schema(value)))
            case Table(key, value):
                return {
                    "type": "object",
                    "propertyNames": self.schema(key),
                    "additionalProperties": self.schema(value),
                }
            case Named(record):
                return self.schema(Table(Name(), record))
            case OneOf(records=records):
                return {"anyOf": [self.schema(record) for record in records.values()]}
            case ByBand():
                return self._by_band(kind)
            case Roster():
                return {"anyOf": [self.schema(kind.LIST), self.schema(kind.TABLE)]}
            case Record():
                return self._record(kind)
            case _:
                raise TypeError(f"no schema for {kind}")

    def _once(self, name: str, schema: Schema) -> Schema:
        name = name.replace(" ", "_")
        self._shared[name] = schema
        return {"$ref": f"#/definitions/{name}"}

    def _by_band(self, kind: ByBand) -> Schema:
        if "lines" not in self._shared:
            self._shared["lines"] = {}
            table = self.schema(kind.TABLE)
            table["properties"]["shared"] = self.schema(kind.SET)
            self._shared["lines"] = table
        return {"$ref": "#/definitions/lines"}

    def _record(self, record: Record[Any]) -> Schema:
        name = record.what.removeprefix("the ").removeprefix("a ").removeprefix("an ")
        name = name.replace(" ", "_").replace("'", "")
        if name not in self._shared:
            self._shared[name] = {}  # its place in the order
            keys = {key: self.schema(kind) for key, kind in record.keys.items()}
            required = {"required": list(record.required)} if record.required else {}
            self._shared[name] = _object(keys) | required
        return {"$ref": f"#/definitions/{name}"}


def _object(keys: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": keys, "additionalProperties": False, "minProperties": 1}
