# SPDX-License-Identifier: Apache-2.0
"""Replies that were recognised wrongly, put right by who said them: read again, scored again.

What the customer felt stays as it was: she answered what was heard.
"""

from collections.abc import Mapping
from dataclasses import replace

from trainer_gui.application.dispatching import context
from trainer_gui.application.ports import Reader
from trainer_gui.domain.state import State
from trainer_gui.domain.transcript import Speaker


def corrected(state: State, said: Mapping[int, str], reader: Reader) -> State:
    """A finished scene with replies as they were really said.

    Args:
        state: The scene as it was played; leaving a correction out undoes it.
        said: The right words, by the reply's index in the transcript. What is no reply, has no
            words or is what was heard changes nothing.
        reader: Understands them; takes its time.
    """
    turns = list(state.transcript)
    for i in sorted(said.keys() & range(len(turns))):
        turn, words = turns[i], said[i].strip()
        if turn.who is not Speaker.TRAINEE or words in ("", turn.text):
            continue
        reading = reader.read(context(turns[:i]), words, state.scenario.cues).held_against()
        turns[i] = replace(turn, text=words, heard=turn.text, reading=reading, confidence=1.0)
    return replace(state, transcript=tuple(turns))
