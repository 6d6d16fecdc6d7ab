# SPDX-License-Identifier: Apache-2.0
"""The JSON Schemas: made of the declarations, they take what the loader takes and refuse typos."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.adapters.scenarios.example import COACH, GROUP, LESSON, PERSONA, RULES, SCENE
from trainer_gui.adapters.scenarios.fields import Comparison
from trainer_gui.adapters.scenarios.schema import FORMATS, _Writer, schema_of

ROOT = Path(__file__).parents[3]
FILES = sorted(f for f in (ROOT / "scenarios").rglob("*.yaml"))
TYPES = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
}


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:  # noqa: PLR0911
    """As much of JSON Schema as ours uses."""
    if ref := schema.get("$ref"):
        return fits(value, root["definitions"][ref.rpartition("/")[2]], root)
    if "anyOf" in schema:
        return any(fits(value, s, root) for s in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[t]) for t in types):
        return False
    if isinstance(value, dict):
        keys, more = schema.get("properties", {}), schema.get("additionalProperties")
        return (
            set(schema.get("required", ())) <= set(value)
            and len(value) >= schema.get("minProperties", 0)
            and all(fits(k, schema.get("propertyNames", {"type": "string"}), root) for k in value)
            and all(
                fits(v, keys[k], root) if k in keys else bool(more) and fits(v, more, root)
                for k, v in value.items()
            )
        )
    if isinstance(value, list):
        return schema["minItems"] <= len(value) <= schema["maxItems"] and all(
            fits(v, schema["items"], root) for v in value
        )
    if isinstance(value, str):
        return len(value) <= schema.get("maxLength", len(value)) and bool(
            re.search(schema.get("pattern", ""), value)
        )
    return schema.get("minimum", value) <= value <= schema.get("maximum", value)


def kind_of(path: Path) -> str:
    folders = {"personas": "persona", "lessons": "lesson", "lines": "lines"}
    of_its_own = path.stem if path.stem in ("coach", "scoring") else "scenario"
    return folders.get(path.parent.name, of_its_own)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_shipped_file_fits(path: Path):
    schema = schema_of(kind_of(path))
    assert fits(yaml.safe_load(path.read_text(encoding="utf-8")), schema, schema)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_modeline_names_the_schema(path: Path):
    named = re.search(r"^# yaml-language-server: \$schema=(.*)$", path.read_text("utf-8"), re.M)
    if named:
        right = ROOT / "assets" / "schema" / f"{kind_of(path)}.json"
        assert (path.parent / named[1]).resolve() == right


@pytest.mark.parametrize("kind", FORMATS)
def test_kept_schema_is_current(kind: str):
    kept = json.loads((ROOT / "assets" / "schema" / f"{kind}.json").read_text(encoding="utf-8"))
    assert kept == schema_of(kind), "make pages"


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"),
    [
        ("scenario", SCENE, "opening: storm_in", "openning: storm_in"),
        ("scenario", SCENE, "opening: storm_in\n", ""),
        ("scenario", SCENE, "difficulty: 2", "difficulty: 6"),
        ("scenario", SCENE, "difficulty: 2", "difficulty: two"),
        ("scenario", SCENE, "calm: [那", "clam: [那"),
        ("scenario", SCENE, "expect: [[restate]]", "expect: [[restatt]]"),
        ("scenario", SCENE, '">= 97"', '"=> 97"'),
        ("scenario", SCENE, "  sms:\n", "  a/b:\n"),
        ("scenario", SCENE, "calm: [那你查出什么了。]", "calm: []"),
        ("scenario", SCENE, "cue: [短信]", f"cue: {'短' * 301}"),
        ("persona", PERSONA, "blame:", "blaem:"),
        ("persona", PERSONA, "anger: 10", "anger: 1000"),
        ("coach", COACH, "blame: [", "balme: ["),
        ("lesson", LESSON, "{comment: 更气了。}", "{comment: 更气了。, trainee: 嗯}"),
        ("lesson", LESSON, "{comment: 更气了。}", "{remark: 更气了。}"),
        ("lesson", LESSON, "anger: 75", "anger: 175"),
        ("lesson", LESSON, "  scene: 她排了四十分钟的队\n", ""),
        ("lines", GROUP, "nudges: {angry", "nudges: {angyr"),
        ("lines", GROUP, "name: 柜台前的话\n", ""),
        ("scoring", RULES, "any: empathy", "any: emapthy"),
        ("scoring", RULES, "weight: 25, moves", "wieght: 25, moves"),
        ("scoring", RULES, '"<= 2"', '"=< 2"'),
        ("coach", COACH, "triggers: [attack", "triggers: [atack"),
    ],
)
def test_what_the_loader_refuses_is_refused(kind: str, text: str, old: str, new: str):
    schema = schema_of(kind)
    assert old in text
    assert fits(yaml.safe_load(text), schema, schema)
    assert not fits(yaml.safe_load(text.replace(old, new, 1)), schema, schema)


def test_unknown_kind_is_a_mistake_of_ours():
    class Odd(Comparison):
        pass

    assert _Writer({}).schema(Odd())["type"] == "string"
    with pytest.raises(TypeError, match="no schema"):
        _Writer({}).schema(object())
