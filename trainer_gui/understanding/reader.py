# SPDX-License-Identifier: Apache-2.0
"""Reads a reply: rules and a trained model together; the same answer for the same words, always."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from trainer_gui.domain.reading import NOTHING_READ, Evidence, FactCue, Reading
from trainer_gui.understanding.facts import facts
from trainer_gui.understanding.features import Context, bare, clauses
from trainer_gui.understanding.rules import RuleReader, stays
from trainer_gui.understanding.settle import Found, settled
from trainer_gui.understanding.text import Spoken

if TYPE_CHECKING:
    from trainer_gui.understanding.model import Model, Weighed

TELLING = 4
"""Characters of a quote that can stand alone."""


class Reader:
    """Understands replies: the rules' findings are evidence that the model weighs."""

    def __init__(self) -> None:
        self._rules = RuleReader()

    @cached_property
    def _model(self) -> "Model":
        from trainer_gui.understanding.model import Model  # noqa: PLC0415  (numpy, 4 MB of weights)

        return Model()

    def load(self) -> None:
        """Do now what the first `read` would otherwise wait for; may run on any thread."""
        self.read((), "对不起，我现在就给您查。")

    def read(
        self,
        context: Context,
        reply: str,
        cues: Sequence[FactCue] = (),
        *,
        partial: bool = False,
    ) -> Reading:
        """What `reply` does.

        Args:
            context: Earlier (who, text), who being "customer" or "trainee", the last one answered.
            reply: What the trainee said, with or without punctuation.
            cues: How to notice the scenario's facts.
            partial: Whether more is coming; then only what further words hardly take back.

        Returns:
            Labels with exact words of `reply` as evidence, facts asked about, facts told.
        """
        spoken = Spoken.of(reply)
        if not spoken.hanzi:
            return NOTHING_READ
        signs = self._rules.signs(spoken)
        ruled = settled(signs, spoken, context)
        weighed = self._model.weigh(spoken, context, ruled, signs)
        asked, told = facts(spoken, cues)
        found = signs | ruled
        shown = tuple(
            Evidence(label, _quote(label, found, spoken, weighed), confidence)
            for label, confidence in weighed.labels(certain=partial)
            if not partial or _early(label, ruled, spoken)
        )
        return Reading(shown, asked, told)


def _quote(label: str, found: Found, spoken: Spoken, weighed: "Weighed") -> str:
    """The words that show a label: the rule's or, without one, the clause that weighs most.

    A word or two alone say little: then it is the clause around them.
    """
    if label not in found:
        clause = clauses(spoken)[weighed.best_clause(label)]
    elif len(quote := found[label].quote) >= TELLING:
        return quote
    else:
        clause = spoken.clause(max(spoken.raw.find(quote), 0))
    return bare(spoken.raw[clause.start : clause.end])


def _early(label: str, ruled: Found, spoken: Spoken) -> bool:
    """Whether a label may be told before the trainee has finished: only what the rules see too.

    The model alone changes its mind too often while words come in.
    """
    return label in ruled and stays(ruled[label], spoken)
