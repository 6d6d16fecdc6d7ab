# SPDX-License-Identifier: Apache-2.0
"""A guide to read beside the work: one Markdown page in a window of its own."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlock, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import button, column, frame, row

WIDTH, HEIGHT = 820, 720
FRAME = 40
"""Pixels that a window manager may put around a window, mostly above it."""


class GuideWindow(QWidget):
    """Shows `markdown`; Esc or its button closes it, and it closes with the main window."""

    def __init__(self, look: Look, messages: Messages, markdown: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setProperty("role", "page")
        self.setWindowTitle(markdown.lstrip("# ").split("\n", 1)[0])
        self._text = QTextBrowser()
        self._text.setMarkdown(markdown)
        self._space_paragraphs(look.space("medium"))
        self._text.setOpenExternalLinks(True)
        self._text.document().setDocumentMargin(look.space("huge"))
        self.closing = button(messages("message.close"), look=look, icon="close")
        self.closing.clicked.connect(self.close)
        footer = frame("footer")
        bottom = row(footer, (look.space("wide"), look.space("small")))
        bottom.addStretch(1)
        bottom.addWidget(self.closing)
        whole = column(self)
        whole.addWidget(self._text, 1)
        whole.addWidget(footer)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        window = parent.window()
        self.setGeometry(place_beside(window.frameGeometry(), window.screen().availableGeometry()))
        self._text.setFocus()

    def _space_paragraphs(self, margin: int) -> None:
        """Markdown paragraphs come without space between them; lists and listings are one each."""
        block = self._text.document().firstBlock()
        while block.isValid():
            if _ends_a_paragraph(block):
                form = block.blockFormat()
                form.setBottomMargin(margin)
                QTextCursor(block).setBlockFormat(form)
            block = block.next()


def _ends_a_paragraph(block: QTextBlock) -> bool:
    after = block.next()
    if block.textList() is not None:
        return after.textList() is None
    if _is_code(block):
        return not _is_code(after)
    return not block.blockFormat().headingLevel()


def _is_code(block: QTextBlock) -> bool:
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence.value)


def place_beside(window: QRect, screen: QRect) -> QRect:
    """Where a guide opens: right or left of `window` where there is room, else centred on it."""
    width = min(WIDTH, screen.width())
    height = min(HEIGHT, screen.height() - FRAME)
    place = QRect(0, 0, width, height)
    place.moveCenter(window.center())
    if screen.right() - window.right() >= width:
        place.moveLeft(window.right() + 1)
    elif window.left() - screen.left() >= width:
        place.moveRight(window.left() - 1)
    place.moveLeft(max(screen.left(), min(place.left(), screen.right() + 1 - width)))
    place.moveTop(max(screen.top() + FRAME, min(place.top(), screen.bottom() + 1 - height)))
    return place
