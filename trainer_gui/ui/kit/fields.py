# SPDX-License-Identifier: Apache-2.0
"""What a setting is chosen with: each shows a value and tells when the user chose another."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSizePolicy, QSpinBox, QWidget

from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, row


class ValueField(Protocol):
    """One value that the user can change."""

    @property
    def chosen(self) -> SignalInstance:
        """Told the new value, by the user alone."""

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - of the setting's type
        """Show a value; tells nothing."""


class Switch(QAbstractButton):
    """On or off: a knob at the right or the left, with a mark when it is on."""

    chosen = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.chosen)
        look.changed.connect(self.update)

    def show_value(self, value: bool) -> None:
        self.setChecked(value)

    def sizeHint(self) -> QSize:
        height = round(self._look.type_px("body") * 1.6)
        return QSize(round(height * 1.9), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self._look.colour("text" if self.isChecked() else "focus")
        whole = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        round_ = whole.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent" if self.isChecked() else "line_strong"))
        painter.drawRoundedRect(whole, round_, round_)
        knob = QRectF(whole.left(), whole.top(), whole.height(), whole.height())
        if self.isChecked():
            knob.moveRight(whole.right())
        painter.setBrush(self._look.colour("surface"))
        painter.drawEllipse(knob.adjusted(3, 3, -3, -3))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(focus)
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
        painter.end()


class ChoiceField(QComboBox):
    """One of several, by their words; what can't be had now is shown and can't be chosen."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _: self.chosen.emit(self.currentData()))

    def offer(self, options: Sequence[tuple[object, str]], barred: Sequence[object] = ()) -> None:
        """Offer values under their words, keeping the one that is shown."""
        shown = self.currentData()
        self.clear()
        model = self.model()
        for i, (value, words) in enumerate(options):
            self.addItem(words, value)
            if isinstance(model, QStandardItemModel):
                model.item(i).setEnabled(value not in barred)
        self.show_value(shown)

    def show_value(self, value: object) -> None:
        self.setCurrentIndex(self.findData(value))
        self.setToolTip(self.currentText())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        arrow = self._look.pixmap("chevron", "text_soft", 16)
        height = round(arrow.height() / arrow.devicePixelRatio())
        right = self.width() - height - self._look.space("medium")
        painter = QPainter(self)
        painter.drawPixmap(right, (self.height() - height) // 2, arrow)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page is scrolled, and nothing is changed by accident


class NumberField(QWidget):
    """A whole number with less and more beside it; the least one may stand for a word."""

    chosen = Signal(int)

    def __init__(
        self, look: Look, least: int, most: int, step: int, word: str = "", unit: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.spin = _Spin()
        self.spin.setSuffix(unit)
        self.spin.setRange(least, most)
        self.spin.setSingleStep(step)
        self.spin.setSpecialValueText(word)
        self._quiet = False
        line = row(self, spacing=look.space("tight"))
        for sign, turn in (("−", self.spin.stepDown), ("+", self.spin.stepUp)):
            press = button(sign)
            press.setFixedWidth(look.type_px("body") * 3)
            press.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same
            press.setAutoRepeat(True)
            press.clicked.connect(turn)
            line.addWidget(press)
        line.insertWidget(1, self.spin, 1)
        self.setFocusProxy(self.spin)
        self.spin.valueChanged.connect(self._on_changed)

    def show_value(self, value: int) -> None:
        self._quiet = True
        self.spin.setValue(value)
        self._quiet = False

    def _on_changed(self, value: int) -> None:
        if not self._quiet:
            self.chosen.emit(value)


class _Spin(QSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)

    def stepBy(self, steps: int) -> None:  # noqa: N802
        """To the next multiple of a step, also from a value between two."""
        size = self.singleStep()
        whole = -(-self.value() // size) if steps < 0 else self.value() // size
        self.setValue((whole + steps) * size)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TextField(QLineEdit):
    """Any words; told when they are left or Enter is pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.editingFinished.connect(self._on_finished)

    def show_value(self, value: str) -> None:
        self._shown = value
        self.setText(value)

    def _on_finished(self) -> None:
        words = self.text().strip()
        if words != self._shown:
            self._shown = words
            self.chosen.emit(words)


def named(field: QWidget, name: str, meaning: str) -> None:
    """What a screen reader says of a field."""
    heard = field.focusProxy() or field
    heard.setAccessibleName(name)
    heard.setAccessibleDescription(meaning)
