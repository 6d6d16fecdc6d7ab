# SPDX-License-Identifier: Apache-2.0
"""`assets/room.toml`: what a trainer can let happen in any scene."""

import tomllib
from pathlib import Path
from typing import Any

from trainer_gui.application.room import Offered
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.interventions import HappeningInjected
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.scenario import Aside, Happening, Other

MANAGER = "manager"
"""Id of who is brought in; a scene that has one of its own keeps it."""


def load_room(path: Path) -> tuple[Offered, ...]:
    """The manager first, then the events, in the file's order."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    manager = {"id": MANAGER, **table["manager"]}
    return tuple(_offered(entry) for entry in (manager, *table["event"]))


def _offered(entry: dict[str, Any]) -> Offered:
    name = entry.get("name", "")
    shift = Shift(*(entry.get(what, 0) for what in ("anger", "trust", "patience")))
    who = entry["id"] if name else ""
    voice = VoiceStyle(entry.get("voice", "woman"))
    happening = Happening(entry["id"], Aside(tuple(entry["say"]), who), shift=shift)
    by = Other(name, voice) if name else None
    where = {"phone": True, "hall": False}.get(entry.get("at", ""))
    return Offered(HappeningInjected(happening, by), shared=True, by_phone=where)
