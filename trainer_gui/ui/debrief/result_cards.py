# SPDX-License-Identifier: Apache-2.0
"""The three results of a scene, kept apart: the customer, technique, self-control."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.report import Report, Verdict
from trainer_gui.domain.emotion import band_of
from trainer_gui.domain.speech.speaking import Measured, cut_offs, speaking
from trainer_gui.domain.taxonomy import Dimension
from trainer_gui.ui.kit.face import Face
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.labels import label_chip
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import clear, column, frame, row, text
from trainer_gui.ui.kit.score_bar import ScoreBar, grade

TECHNIQUE = tuple(d for d in Dimension if d is not Dimension.SELF_CONTROL)


class ResultCards(QWidget):
    """Three cards side by side."""

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self.setProperty("role", "plain")
        self._face = Face(look, art)
        self._face.setFixedSize(104, 104)
        self._outcome = text("", "title", wrap=True)
        self._moved = text("", "body", "soft", wrap=True)
        customer, inside = self._card("result.customer")
        top = row(spacing=look.space("large"))
        top.addWidget(self._face)
        words = column(spacing=look.space("tight"))
        words.addStretch(1)
        words.addWidget(self._outcome)
        words.addWidget(self._moved)
        words.addStretch(1)
        top.addLayout(words, 1)
        inside.addLayout(top)
        inside.addStretch(1)

        self._overall = text("", "figure")
        self._verdict = text("", "strong")
        self._bars = column(spacing=look.space("small"))
        self._red = column(spacing=look.space("tight"))
        technique, inside = self._card("result.technique")
        sides = row(spacing=look.space("wide"))
        figure = column(spacing=0)
        figure.addLayout(self._of_hundred(self._overall))
        figure.addWidget(self._verdict)
        figure.addSpacing(look.space("small"))
        figure.addLayout(self._red)
        figure.addStretch(1)
        sides.addLayout(figure)
        sides.addLayout(self._bars, 1)
        inside.addLayout(sides)
        self._mark = text("", "small", "faint", wrap=True)
        inside.addWidget(self._mark)
        inside.addStretch(1)

        self._control = text("", "figure")
        self._control_word = text("", "strong")
        self._pace = text("", "body", "soft", wrap=True)
        calm, inside = self._card("result.self_control")
        line = row(spacing=look.space("medium"))
        line.addLayout(self._of_hundred(self._control))
        line.addWidget(self._control_word, 1, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(line)
        inside.addWidget(self._pace)
        inside.addStretch(1)

        self._whole = row(self, spacing=look.space("large"))
        for card, share in ((customer, 10), (technique, 13), (calm, 8)):
            self._whole.addWidget(card, share)

    def set_narrow(self, narrow: bool) -> None:
        """Whether the cards stand one below the other."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._whole.setDirection(down if narrow else across)

    def show_report(self, report: Report) -> None:
        """Show all three."""
        messages, score = self._messages, report.score
        end = report.turns[-1].emotion.anger if report.turns else report.emotion_start.anger
        customer = report.scenario.customer
        self._face.show_customer(customer.look, customer.name, end)
        ended = messages(f"outcome.{report.outcome}")
        self._outcome.setText(ended if report.ending_title else customer.name)
        start = report.emotion_start.anger
        self._moved.setText(
            messages(
                "result.moved",
                start=round(start),
                start_word=messages(f"band.{band_of(start)}"),
                end=round(end),
                end_word=messages(f"band.{band_of(end)}"),
            )
        )
        self._mark.setText(messages("result.pass_mark", mark=round(score.pass_mark)))
        overall = score.overall
        self._overall.setText(messages("result.none") if overall is None else f"{overall:.0f}")
        verdict = report.verdict
        self._verdict.setText(messages(f"result.{verdict}"))
        tone = {Verdict.PASSED: "calm", Verdict.FAILED: "annoyed"}.get(verdict, "faint")
        restyle(self._verdict, "tone", tone)
        clear(self._bars)
        for dimension in TECHNIQUE:
            value = score.dimensions.get(dimension)
            self._bars.addLayout(self._dimension(dimension, value, score.pass_mark))
        control = score.dimensions.get(Dimension.SELF_CONTROL)
        rated = control is not None
        self._control.setText(f"{control:.0f}" if rated else messages("result.none"))
        word = grade(control, score.pass_mark) if control is not None else "unrated"
        self._control_word.setText(messages(f"grade.{word}"))
        self._pace.setText(self._pace_words(report))
        clear(self._red)
        for red in score.red_lines:
            self._red.addWidget(label_chip(messages, red), 0, Qt.AlignmentFlag.AlignLeft)

    def _dimension(self, dimension: Dimension, value: float | None, mark: float) -> QHBoxLayout:
        messages, look = self._messages, self._look
        line = row(spacing=look.space("medium"))
        name = text(messages(f"dimension.{dimension}"), "small", "soft")
        name.setMinimumWidth(look.type_px("small") * (6 if messages.language == "zh" else 7))
        said = messages("result.unrated")
        if value is not None:
            said = f"{value:.0f} · {messages(f'grade.{grade(value, mark)}')}"
        figure = text(said, "small", "faint" if value is None else "")
        figure.setMinimumWidth(look.type_px("small") * 5)
        bar = ScoreBar(look, value, mark)
        bar.setAccessibleName(f"{name.text()} {figure.text()}")
        line.addWidget(name)
        line.addWidget(bar, 1)
        line.addWidget(figure)
        return line

    def _pace_words(self, report: Report) -> str:
        spoken = speaking(report.turns)
        words = [self._messages("result.cut_in", count=cut_offs(report.turns))]
        if spoken:
            rate = next(m.value for m in spoken.measures if m.what is Measured.RATE)
            words.insert(0, self._messages("result.pace", rate=round(rate)))
        return "\n".join(words)

    def _of_hundred(self, figure: QLabel) -> QHBoxLayout:
        """A figure with what it is out of."""
        line = row(spacing=self._look.space("tight"))
        line.addWidget(figure)
        line.addWidget(text("/100", "small", "faint"), 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        return line

    def _card(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        card = frame("card")
        look = self._look
        inside = column(card, (look.space("wide"), look.space("large")), look.space("medium"))
        inside.addWidget(text(self._messages(title), "eyebrow"))
        return card, inside
