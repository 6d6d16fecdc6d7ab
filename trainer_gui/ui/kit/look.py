# SPDX-License-Identifier: Apache-2.0
"""How things look right now: theme, text size, fonts, tinted icons. One object, handed on."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from trainer_gui.ui.kit.fonts import font_families
from trainer_gui.ui.kit.theme import NAMES, Theme, load_theme, style_sheet

LARGE_TEXT = 1.5
"""From this scale on, what is dear gives way to what is needed."""


class Look(QObject):
    """The chosen theme, applied to the application or one window; widgets repaint on `changed`."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        assets: Path,
        *,
        theme: str = "auto",
        text_scale: float = 1.0,
        reduced_motion: bool = False,
        window: QWidget | None = None,
        waits: bool = False,
    ) -> None:
        """Apply the look.

        Args:
            app: The application.
            assets: Where themes and icons lie.
            theme: One of `NAMES`; anything else follows the desktop.
            text_scale: Of all text; 1 is as large as the desktop's.
            reduced_motion: Nothing moves.
            window: What it is for; None: the whole application. A window may look unlike the
                rest, as the one on a projector does.
            waits: The style sheet is for the window that comes to `dress`.
        """
        super().__init__(window)
        self._app = app
        self._target = app if window is None else window
        self._dressed: QApplication | QWidget | None = None if waits else self._target
        self.assets = assets
        self.choice = theme
        self.text_scale = text_scale
        self.reduced_motion = reduced_motion
        self._icons: dict[tuple[str, str, int], QPixmap] = {}
        if window is None:
            app.setStyle("Fusion")
            app.setStyleSheet("")
        # not the application's font, which an earlier look may have set
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._system_px = float(max(12, QFontInfo(system).pixelSize()))
        self._families = font_families(system)
        self._template = (assets / "themes" / "base.qss").read_text(encoding="utf-8")
        self._themes: dict[str, Theme] = {}
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_desktop)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        name = self.choice
        if name not in NAMES:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            name = "dark" if dark else "light"
        if name not in self._themes:
            self._themes[name] = load_theme(self.assets, name)
        return self._themes[name]

    def dress(self, window: QWidget) -> None:
        """Give `window` the style sheet, if that still waits for one.

        A page is put together from the inside out. Where the application has a style sheet Qt
        styles all that hangs below at each step; without one only once, when the page comes into
        the window: it is made three times as fast.
        """
        if self._dressed is None:
            self._dressed = window
            window.setStyleSheet(self._sheet())

    def choose(
        self,
        *,
        theme: str | None = None,
        text_scale: float | None = None,
        reduced_motion: bool | None = None,
    ) -> None:
        """Change what is given and show it at once."""
        self.choice = self.choice if theme is None else theme
        self.text_scale = self.text_scale if text_scale is None else text_scale
        self.reduced_motion = self.reduced_motion if reduced_motion is None else reduced_motion
        self._apply()
        self.changed.emit()

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """The colour of a role."""
        return self.theme.colour(role, alpha)

    def space(self, name: str) -> int:
        """A distance in pixels."""
        return int(self.theme.metrics["space"][name])

    def radius(self, name: str) -> int:
        """A corner's radius in pixels."""
        return int(self.theme.metrics["radius"][name])

    def size(self, name: str) -> int:
        """A width or height in pixels that does not grow with the text."""
        return int(self.theme.metrics["size"][name])

    def type_px(self, name: str) -> int:
        """A text size in pixels."""
        return round(self.theme.metrics["type"][name] * self._system_px * self.text_scale)

    def scale_for(self, name: str, pixels: float) -> float:
        """The scale of all text with which this text size is so many pixels high."""
        return pixels / (self.theme.metrics["type"][name] * self._system_px)

    def font(self, size: str = "body", *, strong: bool = False) -> QFont:
        """A font for painting."""
        font = QFont(self._families)
        font.setPixelSize(self.type_px(size))
        if strong:
            font.setWeight(QFont.Weight.Bold)
        return font

    def pixmap(self, name: str, role: str = "text", size: int = 18) -> QPixmap:
        """An icon of `assets/icons` in a role's colour, sharp on this screen."""
        scale = self._app.devicePixelRatio()
        size = round(size * self.text_scale)
        key = (name, self.colour(role).name(), round(size * scale))
        if key not in self._icons:
            from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not before it is needed

            svg = (self.assets / "icons" / f"{name}.svg").read_bytes()
            renderer = QSvgRenderer(QByteArray(svg.replace(b"currentColor", key[1].encode())))
            picture = QPixmap(key[2], key[2])
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            renderer.render(painter, QRectF(0, 0, key[2], key[2]))
            painter.end()
            picture.setDevicePixelRatio(scale)
            self._icons[key] = picture
        return self._icons[key]

    def icon(self, name: str, role: str = "text", size: int = 18) -> QIcon:
        """As `pixmap`, for buttons; greyed where the button is off."""
        icon = QIcon(self.pixmap(name, role, size))
        icon.addPixmap(self.pixmap(name, "text_faint", size), QIcon.Mode.Disabled)
        return icon

    def _follow_desktop(self) -> None:
        if self.choice not in NAMES:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._target.setFont(self.font())
        self._target.setPalette(self.theme.palette())
        if self._dressed is not None:
            self._dressed.setStyleSheet(self._sheet())

    def _sheet(self) -> str:
        family = ", ".join(f'"{name}"' for name in self._families)
        tokens = self.theme.tokens(self._system_px * self.text_scale, family)
        return style_sheet(self._template, tokens)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property that the style sheet looks at; costs nothing when it is unchanged."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
