# SPDX-License-Identifier: Apache-2.0
"""What a coach would say, as lists: done well, to be changed, promised."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trainer_gui.application.coaching import Pledge, Remark
from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.labels import label_chip
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, chip, clear, column, frame, plain, row, text


class RemarkList(QWidget):
    """Things done well, or to be changed: each with its words and, where there are, better ones."""

    retry_from = Signal(int)
    what_if_asked = Signal(int, object)

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "plain")
        self._column = column(self, spacing=look.space("large"))

    def show_remarks(self, remarks: tuple[Remark, ...]) -> None:
        """Show these, the first on top."""
        clear(self._column)
        for remark in remarks:
            self._column.addWidget(self._remark(remark))

    def _remark(self, remark: Remark) -> QWidget:
        look, messages = self._look, self._messages
        box = plain()
        inside = column(box, spacing=look.space("small"))
        head = row(spacing=look.space("small"))
        if remark.label:
            head.addWidget(label_chip(messages, remark.label))
        head.addWidget(text(remark.says.of(messages.language), "body", wrap=True), 1)
        inside.addLayout(head)
        said = messages("debrief.said_at", number=remark.turn + 1, quote=remark.quote or "…")
        inside.addWidget(text(said, "small", "soft", wrap=True))
        if remark.worth < 0:
            self._add_better(inside, remark)
        return box

    def _add_better(self, inside: QVBoxLayout, remark: Remark) -> None:
        look, messages = self._look, self._messages
        buttons = row(spacing=look.space("small"))
        turn = messages("debrief.turn", number=remark.turn + 1)  # many buttons have one name
        if remark.better is not None:
            inside.addWidget(better_panel(look, messages("debrief.model"), remark.better.say))
            imagine = button(messages("debrief.imagine"), "small", look=look, icon="think")
            imagine.clicked.connect(
                _without_state(partial(self.what_if_asked.emit, remark.turn, remark.better))
            )
            imagine.setAccessibleDescription(turn)
            buttons.addWidget(imagine)
        retry = button(messages("review.retry"), "small", look=look, icon="repeat")
        retry.clicked.connect(_without_state(partial(self.retry_from.emit, remark.turn)))
        retry.setAccessibleDescription(turn)
        buttons.addWidget(retry)
        buttons.addStretch(1)
        inside.addLayout(buttons)


class PledgeList(QWidget):
    """Promises: what, who, until when, and whether the role may grant it."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "plain")
        self._column = column(self, spacing=look.space("medium"))

    def show_pledges(self, pledges: tuple[Pledge, ...]) -> None:
        """Show these, in order."""
        clear(self._column)
        for pledge in pledges:
            self._column.addWidget(self._pledge(pledge))

    def _pledge(self, pledge: Pledge) -> QWidget:
        look, messages = self._look, self._messages
        box = plain()
        inside = column(box, spacing=look.space("hair"))
        line = row(spacing=look.space("small"))
        key, kind = within_words(pledge)
        line.addWidget(chip(messages(key), kind))
        line.addWidget(text(f"“{pledge.promise.quote}”", wrap=True), 1)
        inside.addLayout(line)
        inside.addWidget(text(pledge_words(messages, pledge), "small", "soft", wrap=True))
        return box


def within_words(pledge: Pledge) -> tuple[str, str]:
    """The text that says whether a promise may be made, and the kind of its chip."""
    if pledge.within is None:
        return "pledge.unknown", "plain"
    return ("pledge.within", "move") if pledge.within else ("pledge.beyond", "red")


def pledge_words(messages: Messages, pledge: Pledge) -> str:
    """Who, until when, how much; what was not said is said to be missing."""
    promise = pledge.promise
    parts = [
        messages("debrief.turn", number=pledge.turn + 1),
        messages("pledge.by", who=promise.by),
        messages("pledge.until", when=promise.until)
        if promise.until
        else messages("pledge.no_date"),
    ]
    if promise.amount:
        parts.append(messages("pledge.amount", amount=promise.amount))
    return " · ".join(parts)


def better_panel(look: Look, title: str, words: str) -> QFrame:
    """A better wording on a surface of its own."""
    panel = frame("accent_panel")
    inside = column(panel, (look.space("large"), look.space("medium")), look.space("tight"))
    inside.addWidget(text(title, "small", "accent"))
    inside.addWidget(text(words, wrap=True))
    return panel


def _without_state(act: Callable[[], object]) -> Callable[[], None]:
    """For `clicked`, which says whether a button is down."""

    def clicked() -> None:
        act()

    return clicked
