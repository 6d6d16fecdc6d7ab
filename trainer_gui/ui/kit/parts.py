# SPDX-License-Identifier: Apache-2.0
"""The small pieces that every page is made of: text, cards, buttons, chips."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.prose import LINE_HEIGHT, Prose


def text(words: str = "", kind: str = "body", tone: str = "", *, wrap: bool = False) -> QLabel:
    """A label. `kind`: a type size; `tone`: a text colour."""
    label = Prose(words) if wrap else QLabel(words)
    if not wrap:
        label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("type", kind)
    if tone:
        label.setProperty("tone", tone)
    return label


def chip(words: str, kind: str = "plain") -> QLabel:
    """A pill. `kind`: move, fault, red, plain, outline, accent or key."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("chip", kind)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def frame(role: str) -> QFrame:
    """A surface: card, panel, bar, footer, strip."""
    surface = QFrame()
    surface.setProperty("role", role)
    return surface


def plain() -> QWidget:
    """A container without a surface of its own."""
    widget = QWidget()
    widget.setProperty("role", "plain")
    return widget


def column(
    parent: QWidget | None = None, margins: int | tuple[int, int] = 0, spacing: int = 0
) -> QVBoxLayout:
    """A vertical layout; margins are (horizontal, vertical)."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    _set(layout, margins, spacing)
    return layout


def row(
    parent: QWidget | None = None, margins: int | tuple[int, int] = 0, spacing: int = 0
) -> QHBoxLayout:
    """A horizontal layout; margins are (horizontal, vertical)."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    _set(layout, margins, spacing)
    return layout


def centred(outer: QWidget, page: QWidget) -> None:
    """Put `page` in the middle of `outer`, as wide as it may be."""
    line = row(outer)
    line.addStretch(1)
    line.addWidget(page, 10_000)  # the rest is for pages of a limited width
    line.addStretch(1)


class _Scrolling(QScrollArea):
    """What gets the focus by a key comes into sight, also from outside, which Qt forgets."""

    def __init__(self) -> None:
        super().__init__()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        holder = self.widget()
        if now is not None and not pressed and holder and holder.isAncestorOf(now):
            self.ensureWidgetVisible(now)


class _WholePage(_Scrolling):
    """Its bar lies over the page's margin: nothing moves aside when there is more than fits."""

    def __init__(self) -> None:
        super().__init__()
        self.verticalScrollBar().rangeChanged.connect(self._spread)

    def _spread(self, low: int, high: int) -> None:
        taken = self.verticalScrollBar().sizeHint().width() if high > low else 0
        self.setViewportMargins(0, 0, -taken, 0)


def scrolling(page: QWidget, name: str = "", *, whole: bool = False) -> QScrollArea:
    """`page` in the middle of an area that scrolls up and down.

    Args:
        page: What is seen.
        name: For screen readers.
        whole: It is the window's width, with a margin that the bar may lie over.
    """
    holder = plain()
    centred(holder, page)
    area = _WholePage() if whole else _Scrolling()
    area.setAccessibleName(name)
    only_with_more(area)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    return area


def only_with_more(area: QScrollArea) -> None:
    """Let Tab stop at `area` only while there is more to see than fits."""
    stop, none = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.NoFocus
    area.setFocusPolicy(none)
    area.verticalScrollBar().rangeChanged.connect(
        lambda low, high: area.setFocusPolicy(stop if high > low else none)
    )


class IconLabel(QLabel):
    """An icon that follows the theme."""

    def __init__(
        self, look: Look, name: str, role: str = "text", size: int = 18, *, beside: str = ""
    ) -> None:
        """Show an icon. `beside`: the type size of the text whose first line it belongs to."""
        super().__init__()
        self._look = look
        self._wanted = (name, role, size)
        self._beside = beside
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tint()
        look.changed.connect(self._tint)

    def show_icon(self, name: str, role: str) -> None:
        """Change to another icon."""
        if self._wanted[:2] != (name, role):
            self._wanted = (name, role, self._wanted[2])
            self._tint()

    def _tint(self) -> None:
        self.setPixmap(self._look.pixmap(*self._wanted))
        if self._beside:
            line = QFontMetricsF(self._look.font(self._beside)).height()
            self.setMinimumHeight(round(line * LINE_HEIGHT / 100))


class Button(QPushButton):
    """A button whose icon follows the theme."""

    def __init__(self, words: str, role: str = "", name: str = "") -> None:
        super().__init__(words)
        self._look: Look | None = None
        self._wanted = ("", "text", 18)
        if role:
            self.setProperty("role", role)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_icon(self, look: Look, name: str, role: str = "text", size: int = 18) -> None:
        """Set or change the icon."""
        if self._wanted == (name, role, size):
            return
        self._wanted = (name, role, size)
        if self._look is None:
            self._look = look
            look.changed.connect(self._tint)
        self._tint()

    def take_tab(self, stops: bool) -> None:
        """Whether Tab stops here: of several it does at the one that is down."""
        tab, now = Qt.FocusPolicy.TabFocus, self.focusPolicy()
        self.setFocusPolicy(now | tab if stops else now & ~tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too, which Qt leaves to dialogs; held down it presses once."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def _tint(self) -> None:
        if self._look is not None:
            name, role, size = self._wanted
            self.setIcon(self._look.icon(name, role, size))
            edge = round(size * self._look.text_scale)
            self.setIconSize(QSize(edge, edge))


def button(
    words: str,
    role: str = "",
    *,
    name: str = "",
    look: Look | None = None,
    icon: str = "",
    by_tab: bool = False,
) -> Button:
    """A button. `role`: primary, quiet, small, choice or empty; `name` for screen readers.

    `by_tab`: a click leaves the focus where it is, beside a page whose keys must go on working.
    """
    made = Button(words, role, name)
    if by_tab:
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if look is not None and icon:
        tint = {"primary": "on_accent", "quiet": "text_soft", "small": "text_soft"}.get(
            role, "text"
        )
        made.show_icon(look, icon, tint)
    return made


def one_of_several(pressable: Button, *, down: bool = False) -> Button:
    """`pressable` stays down until a sibling is pressed: a radio button to screen readers."""
    pressable.setCheckable(True)
    pressable.setAutoExclusive(True)
    pressable.toggled.connect(pressable.take_tab)
    pressable.setChecked(down)
    return pressable


def spell(buttons: Iterable[QPushButton], *, out: bool) -> None:
    """Give buttons the words that are their names, or leave them their icons."""
    for pressable in buttons:
        words = pressable.accessibleName() if out else ""
        if words != pressable.text():
            pressable.setText(words)


def clear(layout: QLayout) -> None:
    """Remove and delete everything in `layout`."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _set(layout: QVBoxLayout | QHBoxLayout, margins: int | tuple[int, int], spacing: int) -> None:
    across, down = margins if isinstance(margins, tuple) else (margins, margins)
    layout.setContentsMargins(across, down, across, down)
    layout.setSpacing(spacing)
