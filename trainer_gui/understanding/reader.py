# SPDX-License-Identifier: Apache-2.0
"""Reads a reply: rules and a trained model together; the same answer for the same words, always."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from trainer_gui.domain.reading import (
    NOTHING_READ,
    RED_LINE_CERTAIN,
    Evidence,
    FactCue,
    Reading,
)
from trainer_gui.domain.taxonomy import MOVES
from trainer_gui.understanding.facts import facts
from trainer_gui.understanding.features import Context, bare, clauses
from trainer_gui.understanding.look import Look
from trainer_gui.understanding.promises import address, promises
from trainer_gui.understanding.text import Spoken

if TYPE_CHECKING:
    from trainer_gui.understanding.model import Model, Weighed

FILE = Path(__file__).with_name("model.npz")
REMEMBERED = 64
"""Beginnings of replies whose labels are kept: those of a turn come again and again."""
CLEARLY = 0.9
"""Probability from which abuse fails an attempt where no word of the rules shows it: of all red
lines it is the one that is read worst."""
TELLING = 4
"""Characters of a quote that can stand alone."""


class Reader:
    """Understands replies: the rules' findings are evidence that the model weighs."""

    def __init__(self, file: Path = FILE) -> None:
        """Read with the weights of `file`, which is loaded when it is first needed."""
        self._file = file
        self._certain = lru_cache(maxsize=REMEMBERED)(self._certain_after)

    @cached_property
    def _model(self) -> "Model":
        from trainer_gui.understanding.model import Model  # noqa: PLC0415  (numpy, the weights)

        return Model(self._file)

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
            Labels with exact words of `reply` as evidence, facts asked about, facts told, promises,
            address.
        """
        spoken = Spoken.of(reply)
        if not spoken.hanzi:
            return NOTHING_READ
        if partial:
            shown = tuple(self._early(context, spoken))
        else:
            look = Look(context, spoken)
            weighed = self._model.weigh(look)
            shown = tuple(
                Evidence(label, _quote(label, look, weighed), _wary(label, look, confidence))
                for label, confidence in weighed.labels(certain=False)
            )
        asked, told = facts(spoken, cues)
        return Reading(shown, asked, told, promises(spoken, shown), address(spoken))

    def _early(self, context: Context, spoken: Spoken) -> Iterable[Evidence]:
        """What was certain after any clause that is over: nothing flickers while words come in."""
        found: dict[str, Evidence] = {}
        for clause in spoken.clauses[:-1]:
            for evidence in self._certain(tuple(context), spoken.raw[: clause.end]):
                found.setdefault(evidence.label, evidence)
        return found.values()

    def _certain_after(
        self, context: tuple[tuple[str, str], ...], said: str
    ) -> tuple[Evidence, ...]:
        """What is certain after these words; a fault only where the rules see it too."""
        look = Look(context, Spoken.of(said))
        if not look.spoken.hanzi:
            return ()
        weighed = self._model.weigh(look)
        return tuple(
            Evidence(label, _quote(label, look, weighed), confidence)
            for label, confidence in weighed.labels(certain=True)
            if label in MOVES or label in look.settled
        )


def _wary(label: str, look: Look, confidence: float) -> float:
    """The confidence of a label; abuse that the model alone supposes is not held against anyone."""
    if label != "abuse" or label in look.settled or confidence >= CLEARLY:
        return confidence
    return min(confidence, RED_LINE_CERTAIN - 0.01)


def _quote(label: str, look: Look, weighed: "Weighed") -> str:
    """The words that show a label: the rule's or, without one, the clause that weighs most.

    A word or two alone say little: then it is the clause around them. Who says too much says it
    with the whole reply.
    """
    spoken = look.spoken
    if label == "ramble":
        return spoken.raw
    found = look.settled.get(label) or look.signs.found.get(label)
    if found is None:
        clause = clauses(spoken)[weighed.best_clause(label)]
    elif len(found.quote) >= TELLING:
        return found.quote
    else:
        clause = spoken.clause(max(spoken.raw.find(found.quote), 0))
    return bare(spoken.raw[clause.start : clause.end])
