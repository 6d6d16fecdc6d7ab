# SPDX-License-Identifier: Apache-2.0
"""What every page has on which the trainee talks: Space means talk, as long as it is down."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer_gui.ui.talk.talk_controls import TalkControls


class TalkPage(QWidget):
    """Hands the talk key to its `controls`; a page that goes away lets go of it."""

    controls: TalkControls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.controls.press_talk()
        elif event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.controls.release_talk()
        else:
            super().keyReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.controls.release_talk()
