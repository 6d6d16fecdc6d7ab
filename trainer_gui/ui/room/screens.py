# SPDX-License-Identifier: Apache-2.0
"""Which screen a second window belongs on: found, remembered, and left when it is unplugged."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

SMALL = 0.5
"""Share of the only screen that the window takes there."""
BELOW = 0.24
"""Share of its height that stays free above: what the trainer is told stands there."""


def screen_id(screen: QScreen) -> str:
    """A name that stays the same when the screen is plugged in again."""
    parts = (screen.manufacturer(), screen.model(), screen.serialNumber(), screen.name())
    return " ".join(dict.fromkeys(part for part in parts if part))


class Projection(QObject):
    """Keeps a window on the room's screen: full there, small on the trainer's where it is gone."""

    changed = Signal()
    """Screens came or went."""
    lost = Signal()
    """The screen was unplugged; the window is on the trainer's."""
    found = Signal()
    """The screen is there (again), and the window on it."""

    def __init__(self, app: QGuiApplication, window: QWidget, beside: QWidget) -> None:
        """Move nothing yet.

        Args:
            app: Tells which screens there are.
            window: For the room.
            beside: The trainer's window: the room's is not put on top of it.
        """
        super().__init__(window)
        self._app = app
        self._window = window
        self._beside = beside
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the keys stay
        self.wanted = ""
        """Id of the screen that is used, or was last."""
        self.expected = False
        """Whether the window goes to the first screen of its own that there is."""
        self._there: QScreen | None = None
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self._on_removed)

    @property
    def screens(self) -> Sequence[QScreen]:
        """Those that the room's window can be shown on: all but the trainer's."""
        return [s for s in self._app.screens() if s is not self._beside.screen()]

    @property
    def projected(self) -> bool:
        """Whether the window fills a screen of its own."""
        return self._there is not None and self._window.isVisible()

    def show(self, wanted: str = "") -> None:
        """Show the window on a screen of its own, or small where there is none.

        Args:
            wanted: Id of the screen that was used before.
        """
        self.wanted = wanted
        self.expected = True
        self._place(self._best(self.screens))

    def choose(self, screen: QScreen) -> None:
        """Show it on this screen from now on."""
        self.expected = True
        self._place(screen)

    def hide(self) -> None:
        """Show it nowhere."""
        self._there = None
        self.expected = False
        self._window.hide()

    def _best(self, screens: Sequence[QScreen]) -> QScreen | None:
        known = (s for s in screens if screen_id(s) == self.wanted)
        return next(known, screens[0] if screens else None)

    def _place(self, screen: QScreen | None) -> None:
        self._there = screen
        window = self._window
        if screen is None:
            self._keep_small(self._beside.screen())
            return
        self.wanted = screen_id(screen)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.setGeometry(screen.geometry())
        window.setScreen(screen)
        window.showFullScreen()
        self.found.emit()

    def _keep_small(self, screen: QScreen) -> None:
        """At the edge of the trainer's screen, over what it shows itself; it can be moved about."""
        window = self._window
        window.setWindowState(Qt.WindowState.WindowNoState)
        area = screen.availableGeometry()
        size = (area.size() * SMALL).expandedTo(window.minimumSize()).boundedTo(area.size())
        window.setScreen(screen)
        top = min(round(BELOW * area.height()), area.height() - size.height())
        window.setGeometry(area.left(), area.top() + top, size.width(), size.height())
        window.showNormal()

    def _on_added(self, screen: QScreen) -> None:
        self.changed.emit()
        hidden = not self._window.isVisible()
        if self.expected and self._there is None and (hidden or screen_id(screen) == self.wanted):
            self._place(screen)

    def _on_removed(self, screen: QScreen) -> None:
        if screen is self._there:
            self._there = None
            left = [s for s in self._app.screens() if s is not screen]
            mine = self._beside.screen()
            self._keep_small(mine if mine in left else left[0])
            self.lost.emit()
        self.changed.emit()
