# SPDX-License-Identifier: Apache-2.0
"""Somebody at the desk, before the program's real window: sees, presses keys, clicks, speaks."""

import argparse
from itertools import product

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget

from trainer_gui.adapters.understudy import VirtualMicrophone, virtual_microphone
from trainer_gui.commands.window import Opening
from trainer_gui.domain.effects import Utterance
from trainer_gui.domain.emotion import Band
from trainer_gui.domain.events import Device
from trainer_gui.domain.persona import VoiceStyle

WAIT_MS = 60_000
"""Far more than anything takes: a slow machine is no failure."""
REST_MS = 700


class Person:
    """Somebody at the desk: sees the window, presses keys, clicks, speaks."""

    def __init__(self, qt: QApplication, given: argparse.Namespace) -> None:
        self._opening = Opening(qt, given)
        self.seen: dict[str, object] = {}
        self.until(lambda: self._opening._app is not None and not self._opening.failed)
        self.app = self._opening._app
        self.window = self.app.window
        self.frame = self._opening._frame
        self.frame.activateWindow()
        self.until(self.frame.isActiveWindow)
        self.until(lambda: self.today._today.proposed is not None)
        self._mouth: VirtualMicrophone | None = None
        self._speech: dict[str, object] = {}

    @property
    def today(self):
        return self.window.first.today

    @property
    def state(self):
        return self.app.stage.session.state

    def until(self, done) -> None:
        spent = QElapsedTimer()
        spent.start()
        while not done():
            QTest.qWait(10)
            assert spent.elapsed() < WAIT_MS, "waited in vain"

    def rest(self) -> None:
        """Look at what there is for a moment."""
        QTest.qWait(REST_MS)

    def has(self, *devices: Device) -> bool:
        """Whether these are there."""
        return set(devices) <= self.app.stage.names.keys()

    def click(self, widget: QWidget) -> None:
        """A click in its middle, where it must be what one sees there."""
        self.until(lambda: self._is_there(widget))
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def _is_there(self, widget: QWidget) -> bool:
        if not (widget.isVisible() and widget.isEnabled()):
            return False
        top = widget.window()
        there = top.childAt(widget.mapTo(top, widget.rect().center()))
        return there is widget or (there is not None and widget.isAncestorOf(there))

    def press(self, key: Qt.Key) -> None:
        """A key, to whatever has the keyboard."""
        QTest.keyClick(self.frame.windowHandle(), key)

    def type(self, words: str, into: QWidget) -> None:
        """Into a field, as an input method does it."""
        self.click(into)
        into.insert(words)
        self.press(Qt.Key.Key_Return)

    def words(self, on: QWidget | None = None) -> str:
        """All that can be read."""
        place = on or self.window
        labels = (w for kind in (QLabel, QPushButton) for w in place.findChildren(kind))
        told = [w.text() for w in labels if w.isVisible() and w.text()]
        for table in (t.model() for t in place.findChildren(QTableView) if t.isVisible()):
            cells = product(range(table.rowCount()), range(table.columnCount()))
            told += [str(table.index(row, at).data()) for row, at in cells]
        return "\n".join(told)

    def prepare(self, *replies: str) -> None:
        """Think of what to say: each is rendered by the program's own voice."""
        heard = []
        for words in replies:
            said = Utterance((words,), VoiceStyle("man"), Band.CALM)
            self.app.stage.voice().sample(said, heard.append)
            self.until(lambda: bool(heard))
            self._speech[words] = heard.pop()

    def speak(self, words: str) -> None:
        """Into the microphone."""
        if self._mouth is None:
            self._mouth = VirtualMicrophone(virtual_microphone())
        self._mouth.speak(self._speech[words])

    def close(self) -> None:
        """By the window's cross."""
        self.frame.close()
        if self._mouth is not None:
            self._mouth.close()
        self._opening.close()
