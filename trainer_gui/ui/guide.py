# SPDX-License-Identifier: Apache-2.0
"""A guide to read beside the work: one Markdown page in a window of its own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from trainer_gui.ui.look import Look


class GuideWindow(QTextBrowser):
    """Shows `markdown`; closes with the main window."""

    def __init__(self, look: Look, markdown: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setProperty("role", "guide")
        self.setMarkdown(markdown)
        self._space_paragraphs(look.space("medium"))
        self.setOpenExternalLinks(True)
        title = markdown.lstrip("# ").split("\n", 1)[0]
        self.setWindowTitle(title)
        self.document().setDocumentMargin(look.space("huge"))
        self.resize(820, 720)

    def _space_paragraphs(self, margin: int) -> None:
        """Markdown paragraphs come without space between them."""
        block = self.document().firstBlock()
        while block.isValid():
            if block.textList() is None and not block.blockFormat().headingLevel():
                form = block.blockFormat()
                form.setBottomMargin(margin)
                QTextCursor(block).setBlockFormat(form)
            block = block.next()
