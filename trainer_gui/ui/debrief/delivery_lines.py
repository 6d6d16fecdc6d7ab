# SPDX-License-Identifier: Apache-2.0
"""How the trainee spoke: a line for each measure, beside their own way; told, never graded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.moved import signed
from trainer_gui.domain.speech.speaking import Measure, Measured, Speaking, Verdict
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import IconLabel, clear, column, row, text

_DIGITS = {Measured.PAUSES: 1, Measured.FILLERS: 1, Measured.LATENCY: 1}
_SHOWN_FILLERS = 3
_TOP = Qt.AlignmentFlag.AlignTop


class DeliveryLines(QWidget):
    """Shows what was measured of a scene."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look, self._messages = look, messages
        self.setProperty("role", "plain")
        self._lines = column(self, spacing=look.space("small"))

    def show_speaking(self, speaking: Speaking) -> None:
        """Show these measures in place of others."""
        clear(self._lines)
        for measure in speaking.measures:
            self._line(measure, speaking)
        key = "own" if speaking.knows_own else "norms"
        words = self._messages(f"delivery.{key}")
        self._lines.addWidget(text(words, "small", "faint", wrap=True))

    def _line(self, measure: Measure, speaking: Speaking) -> None:
        messages, look = self._messages, self._look
        fine = measure.verdict is Verdict.FINE
        line = row(spacing=look.space("medium"))
        mark = ("check", "calm_text") if fine else ("info", "annoyed_text")
        line.addWidget(IconLabel(look, *mark), 0, _TOP)
        name = text(messages(f"delivery.{measure.what}"), "strong")
        name.setMinimumWidth(look.type_px("body") * (5 if messages.language == "zh" else 8))
        line.addWidget(name, 0, _TOP)
        words = [self._value(measure)]
        if measure.what is Measured.FILLERS and speaking.fillers:
            most = speaking.fillers[:_SHOWN_FILLERS]
            words.append("、".join(f"{word} ×{count}" for word, count in most))
        if measure.own is not None:
            words.append(messages("delivery.own_rate", rate=round(measure.own)))
        if not fine:
            words.append(messages(f"delivery.{measure.what}_{measure.verdict}"))
        line.addWidget(
            text(" · ".join(words), "body", "" if not fine else "soft", wrap=True), 1, _TOP
        )
        self._lines.addLayout(line)

    def _value(self, measure: Measure) -> str:
        digits = _DIGITS.get(measure.what, 0)
        value = f"{measure.value:.{digits}f}"
        if measure.what in (Measured.LOUDNESS, Measured.RISE):
            value = signed(measure.value)
        return self._messages(f"delivery.{measure.what}_value", value=value)
