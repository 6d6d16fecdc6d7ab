# SPDX-License-Identifier: Apache-2.0
"""A report on paper: as a PDF file, or for a printer."""

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
    QUrl,
)
from PySide6.QtGui import (
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

from trainer_gui.adapters.sessions.html_report import HtmlReport
from trainer_gui.application.report import Report

MARGIN_MM = 16.0
NUMBER_PX = 32.0
"""Room for the page number, in pixels at 96 dpi."""
_SHARP = 3
"""Pixels of the curve's picture for each that it takes in the document."""
_DPI = 96
_SVG = "http://www.w3.org/2000/svg"


def document(report: Report, write: HtmlReport, page: QSizeF) -> QTextDocument:
    """The report as a text document of pages of that size, in pixels; callable on any thread."""
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setPageSize(page)
    made.addResource(
        QTextDocument.ResourceType.ImageResource.value, QUrl("curve"), _drawn(write.curve(report))
    )
    curve = f'src="curve" width="{page.width():.0f}"'
    made.setHtml(write.printed(report).replace('src="curve"', curve))
    _keep_headings(made, page.height())
    return made


def _keep_headings(made: QTextDocument, high: float) -> None:
    """Move a heading that would stand alone at the foot of a page to the next one."""

    def page_of(block: QTextBlock) -> float:
        return made.documentLayout().blockBoundingRect(block).top() // high

    block = made.begin()
    while block.isValid():
        shape, follows = block.blockFormat(), block.next()
        if shape.headingLevel() and follows.isValid() and page_of(follows) != page_of(block):
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(shape)
        block = follows


def to_paper(report: Report, write: HtmlReport, paper: QPagedPaintDevice) -> None:
    """Put the report on `paper`, page by page, with numbers below."""
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
        QPageLayout.Unit.Millimeter,
    )
    paper.setPageLayout(layout)
    area = QSizeF(layout.paintRectPoints().size()) * _DPI / 72
    page = QSizeF(area.width(), area.height() - NUMBER_PX)
    pages = document(report, write, page)
    painter = QPainter(paper)
    painter.scale(paper.width() / area.width(), paper.width() / area.width())
    small = painter.font()
    small.setPixelSize(11)  # points would count in the paper's own dots
    painter.setFont(small)
    for number in range(pages.pageCount()):
        if number:
            paper.newPage()
        top = number * page.height()
        painter.save()
        painter.translate(0, -top)
        pages.drawContents(painter, QRectF(QPointF(0, top), page))
        painter.restore()
        foot = QRectF(0, page.height(), page.width(), NUMBER_PX)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(number + 1))
    painter.end()


def to_pdf(report: Report, write: HtmlReport) -> bytes:
    """The report as a PDF file: made in memory, for Qt's writer says nothing of a full disk."""
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setTitle(report.scenario.title)
    writer.setCreator("trainer-gui")
    to_paper(report, write, writer)
    return bytes(made.data().data())


def _drawn(svg: str) -> QImage:
    """A drawing as a picture; within a page it needs no name space, on its own it does."""
    whole = svg.replace("<svg ", f'<svg xmlns="{_SVG}" ', 1)
    renderer = QSvgRenderer(QByteArray(whole.encode()))
    size = renderer.defaultSize() * _SHARP
    picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture
