# SPDX-License-Identifier: Apache-2.0
"""`assets/room.toml`: what a trainer can let happen in any scene."""

import re
import tomllib
from pathlib import Path
from typing import Any

from trainer_gui.application.errors import UserError
from trainer_gui.application.room import Offered
from trainer_gui.domain.emotion import Shift
from trainer_gui.domain.interventions import HappeningInjected
from trainer_gui.domain.persona import VoiceStyle
from trainer_gui.domain.scenario import Aside, Happening, Other, Where

MANAGER = "manager"
"""Id of who is brought in; a scene that has one of its own keeps it."""
PLACES = set(Where)


def load_room(path: Path) -> tuple[Offered, ...]:
    """The manager first, then the events, in the file's order.

    Raises:
        UserError: An event is for a place that is not known.
    """
    words = path.read_text(encoding="utf-8")
    table = tomllib.loads(words)
    managers = ({"id": MANAGER, **entry} for entry in table["manager"])
    entries = (*managers, *table["event"])
    for entry in entries:
        at = str(entry.get("at", "hall"))
        if not PLACES.issuperset(at.split()):
            line = _line_of(at, words)
            what = f"unknown place {at!r}; write {', '.join(Where)} or several, or delete it"
            raise UserError(f"{path}:{line}: {what}", "room_events", file=path, at=line)
    return tuple(map(_offered, entries))


def _line_of(place: str, words: str) -> int:
    wrong = re.compile(rf"\s*at\s*=\s*[\"']?{re.escape(place)}\b")
    return next((n for n, line in enumerate(words.splitlines(), 1) if wrong.match(line)), 1)


def _offered(entry: dict[str, Any]) -> Offered:
    name = entry.get("name", "")
    shift = Shift(*(entry.get(what, 0) for what in ("anger", "trust", "patience")))
    who = entry["id"] if name else ""
    voice = VoiceStyle(entry.get("voice", "woman"))
    happening = Happening(entry["id"], Aside(tuple(entry["say"]), who), shift=shift)
    by = Other(name, voice) if name else None
    at = frozenset(map(Where, entry["at"].split())) if "at" in entry else frozenset(Where)
    return Offered(HappeningInjected(happening, by), shared=True, at=at)
