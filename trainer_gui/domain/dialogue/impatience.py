# SPDX-License-Identifier: Apache-2.0
"""The customer cuts in: on a trainee who talks too long, or looks for words."""

from dataclasses import replace

from trainer_gui.domain.dialogue import replying
from trainer_gui.domain.dialogue.scene import Stepped
from trainer_gui.domain.effects import StartTimer, StopListening, StopTimer
from trainer_gui.domain.events import PartialHeard, SilenceElapsed, TraineeSaid
from trainer_gui.domain.persona import CutIn
from trainer_gui.domain.speech.phrasing import Close, close_of, hesitations
from trainer_gui.domain.state import State

STAMMERS = 4
"""Words that only fill time, in one reply: so many are no reply."""


def cut_short(state: State, heard: PartialHeard) -> Stepped | None:
    """What she does once she has heard enough; None: she hears it out."""
    cut = _temper(state)
    if cut is None:
        return None
    if len(heard.text) >= cut.after:
        words = state.picked(cut.lines)
    elif hesitations(heard.text) >= STAMMERS:
        words = state.picked(cut.hesitating)
    else:
        return None
    said = TraineeSaid(
        heard.turn_id,
        heard.text,
        state.live.since,
        max(state.live.since, heard.at),
        confidence=heard.confidence,
        delivery=heard.delivery,
        reading=heard.outlook,
    )
    return _cut_in(state, said, words) if words else None


def stuck(state: State, heard: PartialHeard) -> Stepped:
    """In a pause where words are missing: she will not wait for them for long."""
    cut = _temper(state)
    waits = heard.delivery is not None and close_of(heard.text) is Close.OPEN
    if cut is None or not cut.hesitating or not waits:
        return state, ()
    return replace(state, live=replace(state.live, stuck=True)), (
        StartTimer(heard.turn_id, cut.pause),
    )


def went_on(state: State) -> Stepped:
    """The words have come."""
    if not state.live.stuck:
        return state, ()
    return replace(state, live=replace(state.live, stuck=False)), (StopTimer(),)


def lost_patience(state: State, event: SilenceElapsed) -> Stepped:
    """The words did not come: she takes the word."""
    live, cut = state.live, state.scenario.cuts_in
    words = state.picked(cut.hesitating) if cut else ""
    said = TraineeSaid(
        event.turn_id,
        live.text,
        live.since,
        max(live.since, event.at),
        confidence=live.confidence,
        reading=live.outlook,
    )
    return _cut_in(state, said, words)


def _temper(state: State) -> CutIn | None:
    """How she cuts in in the mood that she is in; a second trainee she hears out."""
    cut = state.scenario.cuts_in
    if (
        cut is None
        or state.cue is not None
        or (cut.anger is not None and not cut.anger.holds(state.emotion.anger))
    ):
        return None
    return cut


def _cut_in(state: State, said: TraineeSaid, words: str) -> Stepped:
    stepped, effects = replying.reply(state, said, cut_in=words)
    return stepped, (StopListening(said.turn_id), *effects)
