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
from trainer_gui.domain.scenario import Aside, Happening, Other

MANAGER = "manager"
"""Id of who is brought in; a scene that has one of its own keeps it."""


_BY_PHONE = {"phone": True, "hall": False}


def load_room(path: Path) -> tuple[Offered, ...]:
    """The manager first, then the events, in the file's order.

    Raises:
        UserError: An event is for a place that is not known.
    """
    words = path.read_text(encoding="utf-8")
    table = tomllib.loads(words)
    entries = ({"id": MANAGER, **table["manager"]}, *table["event"])
    for entry in entries:
        if "at" in entry and entry["at"] not in _BY_PHONE:
            line = _line_of(entry["at"], words)
            what = f"unknown place {entry['at']!r}; write {' or '.join(_BY_PHONE)}, or delete it"
            raise UserError(f"{path}:{line}: {what}", "room_events", file=path, at=line)
    return tuple(map(_offered, entries))


def _line_of(place: object, words: str) -> int:
    wrong = re.compile(rf"\s*at\s*=\s*[\"']?{re.escape(str(place))}\b")
    return next((n for n, line in enumerate(words.splitlines(), 1) if wrong.match(line)), 1)


def _offered(entry: dict[str, Any]) -> Offered:
    name = entry.get("name", "")
    shift = Shift(*(entry.get(what, 0) for what in ("anger", "trust", "patience")))
    who = entry["id"] if name else ""
    voice = VoiceStyle(entry.get("voice", "woman"))
    happening = Happening(entry["id"], Aside(tuple(entry["say"]), who), shift=shift)
    by = Other(name, voice) if name else None
    where = _BY_PHONE[entry["at"]] if "at" in entry else None
    return Offered(HappeningInjected(happening, by), shared=True, by_phone=where)
