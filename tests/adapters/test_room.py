# SPDX-License-Identifier: Apache-2.0
"""The events that ship with the program."""

import pytest

from tests.scenes import listening
from trainer_gui.adapters.catalogue import load_messages
from trainer_gui.adapters.paths import shipped
from trainer_gui.adapters.room import load_room
from trainer_gui.application.errors import UserError
from trainer_gui.domain.persona import TIMBRES
from trainer_gui.domain.scenario import Where
from trainer_gui.domain.transcript import Speaker


def test_every_shipped_event_happens_in_any_scene():
    offers = load_room(shipped("assets") / "room.toml")
    for where in Where:
        there = [o.event.happening.id for o in offers if where in o.at]
        assert len(set(there)) == len(there) > 3
    for offer in offers:
        play = listening().do(offer.event)
        assert play.said in offer.event.happening.aside.say
        turn = play.heard_out().state.transcript[-1]
        assert turn.who is Speaker.OTHER
        assert bool(turn.name) == (not play.state.transcript[-1].text.startswith("〔"))
        assert offer.event.by is None or offer.event.by.voice.timbre in TIMBRES


@pytest.mark.parametrize("where", Where)
def test_the_manager_comes_first(where):
    manager = next(o for o in load_room(shipped("assets") / "room.toml") if where in o.at)
    assert manager.event.by is not None
    assert manager.event.by.name == "值班经理"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_event_has_words_for_its_button(language):
    messages = load_messages(shipped("assets"), language)
    events = load_room(shipped("assets") / "room.toml")
    assert all(f"room_event.{o.event.happening.id}" in messages for o in events)


def test_an_unknown_place_is_told_with_its_line(tmp_path):
    path = tmp_path / "room.toml"
    text = (shipped("assets") / "room.toml").read_text(encoding="utf-8")
    lines = text.replace('at = "phone"', 'at = "fone"', 1).splitlines()
    path.write_text("\n".join(lines), encoding="utf-8")
    wrong = lines.index('at = "fone"') + 1
    with pytest.raises(
        UserError, match=rf":{wrong}: unknown place 'fone'; write hall, phone, home"
    ):
        load_room(path)
