# SPDX-License-Identifier: Apache-2.0
"""The last page: what happened, what it was worth, and how to do better."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QVBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.moved import signed
from trainer_gui.application.quotes import in_full
from trainer_gui.application.report import Report
from trainer_gui.application.today import Today
from trainer_gui.domain.speech.speaking import speaking
from trainer_gui.ui.debrief.anger_curve import AngerCurve
from trainer_gui.ui.debrief.coaching_cards import PledgeList, RemarkList
from trainer_gui.ui.debrief.delivery_lines import DeliveryLines
from trainer_gui.ui.debrief.next_card import NextCard
from trainer_gui.ui.debrief.result_cards import ResultCards
from trainer_gui.ui.debrief.turn_review import TurnReview
from trainer_gui.ui.debrief.what_if_card import WhatIfCard
from trainer_gui.ui.kit.cards import footer, titled_card
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import (
    IconLabel,
    button,
    clear,
    column,
    plain,
    row,
    scrolling,
    spell,
    text,
)


class DebriefPage(QWidget):
    """Three results, the curve, what to keep and what to change, the other way, the transcript."""

    retry_from = Signal(int)
    play_turn = Signal(int)
    what_if_asked = Signal(int, object)
    corrected = Signal(int, str)
    chosen = Signal(str, str)
    """Scenario and mode of what is to be practised next."""
    again = Signal()
    home = Signal()
    folder_opened = Signal()
    save_asked = Signal(str)
    """`html`, `pdf` or `csv`."""
    print_asked = Signal()

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._report: Report | None = None
        self._wanted = False  # another way was asked for by hand and is not here yet
        self._case = text("", "eyebrow", wrap=True)
        self._title = text("", "display", wrap=True)
        self._comment = text("", "lead", "soft", wrap=True)
        self._results = ResultCards(look, messages, art)
        self._curve = AngerCurve(look, messages)
        self._turning = text("", "strong", wrap=True)
        self._well = RemarkList(look, messages)
        self._change = RemarkList(look, messages)
        self._other = WhatIfCard(look, messages)
        self._pledges = PledgeList(look, messages)
        self._delivery = DeliveryLines(look, messages)
        self._learn = column(spacing=look.space("small"))
        self._next = NextCard(look, messages)
        self._review = TurnReview(look, messages)
        self.again_button = button(messages("debrief.again"), "primary", look=look, icon="repeat")
        self._home = button(messages("debrief.home"), look=look, icon="list")
        self._folder, self._save, self._print = (
            button(words := messages(f"debrief.{what}"), "quiet", name=words, look=look, icon=what)
            for what in ("folder", "save", "print")
        )
        kinds = QMenu(self._save)
        for kind in ("pdf", "html", "csv"):
            action = kinds.addAction(messages(f"debrief.save_{kind}"))
            action.triggered.connect(lambda _=False, kind=kind: self.save_asked.emit(kind))
        self._save.setMenu(kinds)
        self.setProperty("role", "page")
        self._assemble()
        self._next.chosen.connect(self.chosen)
        self._change.retry_from.connect(self.retry_from)
        self._change.what_if_asked.connect(self._on_what_if_asked)
        self._review.retry_from.connect(self.retry_from)
        self._review.play_turn.connect(self.play_turn)
        self._review.corrected.connect(self.corrected)
        self.again_button.clicked.connect(self.again)
        self._home.clicked.connect(self.home)
        self._folder.clicked.connect(self.folder_opened)
        self._print.clicked.connect(self.print_asked)

    def show_report(self, report: Report, *, afresh: bool = True) -> None:
        """Show a finished scene.

        Args:
            report: What is to be shown.
            afresh: From its top; else the same scene is on screen, and stays where it is.
        """
        before, self._report = self._report, report
        if afresh or before is None or before.turns != report.turns:
            self._show_results(report)
            self._review.show_report(report)
        self._curve.show_report(report)
        self._other.show_report(report)
        self._other_card.setVisible(report.what_if is not None)
        if afresh:
            self._wanted = False
            self._scroll.verticalScrollBar().setValue(0)
        elif self._wanted and report.what_if is not None:
            self._wanted = False
            QTimer.singleShot(SETTLED_MS, self, self._bring_what_if)

    def _on_what_if_asked(self, turn: int, better: object) -> None:
        self._wanted = True
        self.what_if_asked.emit(turn, better)

    def _bring_what_if(self) -> None:
        """Its heading to the top: the whole of it may be higher than the window."""
        top = self._other_card.mapTo(self._inner, QPoint()).y()
        self._scroll.verticalScrollBar().setValue(top - self._look.space("small"))

    def show_next(self, today: Today) -> None:
        """Say what to practise next."""
        self._next.show_today(today)
        self._next_card.setVisible(today.proposed is not None)

    def _show_results(self, report: Report) -> None:
        messages = self._messages
        heading = report.ending_title or messages(f"outcome.{report.outcome}")
        self._title.setText(heading)
        mode = messages(f"mode.{report.mode}")
        self._case.setText(f"{report.scenario.title} · {mode}")
        self._comment.setText(report.ending_comment or messages("debrief.stopped"))
        self._results.show_report(report)
        self._show_turning(report)
        self._well.show_remarks(report.well)
        self._well_card.setVisible(bool(report.well))
        self._change.show_remarks(report.change)
        self._change_card.setVisible(bool(report.change))
        self._pledges.show_pledges(report.pledges)
        self._pledge_card.setVisible(bool(report.pledges))
        spoken = speaking(report.turns)
        self._delivery_card.setVisible(spoken is not None)
        if spoken is not None:
            self._delivery.show_speaking(spoken)
        self._show_learn(report)
        self._folder.setVisible(report.folder is not None)

    def _show_turning(self, report: Report) -> None:
        turning = report.turning
        self._turning.setVisible(turning is not None)
        if turning is not None:
            said = report.turns[turning.turn].text
            quote = in_full(said, said[:QUOTED])
            moved = signed(turning.moved)
            words = self._messages(
                f"debrief.turning_{turning.why}", number=turning.turn + 1, quote=quote, moved=moved
            )
            self._turning.setText(words)

    def _show_learn(self, report: Report) -> None:
        clear(self._learn)
        lessons = report.scenario.briefing.learn
        self._learn_card.setVisible(bool(lessons))
        for words in lessons:
            line = row(spacing=self._look.space("small"))
            line.addWidget(IconLabel(self._look, "check", "calm_text"), 0, _TOP)
            line.addWidget(text(words, wrap=True), 1)
            self._learn.addLayout(line)

    def _assemble(self) -> None:
        look, messages = self._look, self._messages
        head = column(spacing=look.space("tight"))
        head.addWidget(self._case)
        head.addWidget(self._title)
        head.addWidget(self._comment)
        curve_card, curve = self._card("debrief.curve", "chart")
        curve.addWidget(self._curve)
        curve.addWidget(self._turning)
        self._change_card, change = self._card("debrief.change", "hint")
        change.addWidget(self._change)
        self._other_card, other = self._card("debrief.what_if", "think")
        other.addWidget(self._other)
        self._well_card, well = self._card("debrief.well", "star")
        well.addWidget(self._well)
        self._pledge_card, pledges = self._card("debrief.pledges", "flag")
        pledges.addWidget(self._pledges)
        self._delivery_card, delivery = self._card("debrief.delivery", "sound")
        delivery.addWidget(self._delivery)
        self._learn_card, learn = self._card("debrief.learn", "book")
        learn.addLayout(self._learn)
        self._next_card, following = self._card("debrief.next", "target")
        following.addWidget(self._next)
        self._next_card.hide()
        left = column(spacing=look.space("large"))
        for card in (
            curve_card,
            self._well_card,
            self._change_card,
            self._other_card,
            self._pledge_card,
            self._delivery_card,
            self._learn_card,
            self._next_card,
        ):
            left.addWidget(card)
        left.addStretch(1)
        review_card, review = self._card("debrief.transcript", "list")
        review.addWidget(self._review)
        review.addStretch(1)
        body = self._body = row(spacing=look.space("large"))
        body.addLayout(left, 1)
        body.addWidget(review_card, 1)

        page = self._inner = plain()
        page.setObjectName("debrief")
        page.setMaximumWidth(look.size("page"))
        inside = column(page, (look.space("huge"), look.space("wide")), look.space("wide"))
        inside.addLayout(head)
        inside.addWidget(self._results)
        inside.addLayout(body, 1)
        self._scroll = scrolling(page, whole=True)
        self._scroll.setAccessibleName(messages("debrief.page"))
        self._footer = self._buttons()
        whole = column(self)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._footer)

    def _buttons(self) -> QFrame:
        made, bottom = footer(self._look, "page")
        for part in (self._folder, self._save, self._print):
            part.setMinimumWidth(part.iconSize().width())  # else their words hold the window wide
            bottom.addWidget(part)
        bottom.addStretch(1)
        bottom.addWidget(self._home)
        bottom.addWidget(self.again_button)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < WIDE * self._look.type_px("body")
        self._results.set_narrow(narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._body.setDirection(down if narrow else across)
        quiet = (self._folder, self._save, self._print)
        for part in (*quiet, self._home, self.again_button):
            part.ensurePolished()
        spell(quiet, out=True)
        spell(quiet, out=self.width() >= self._footer.sizeHint().width())

    def _card(self, title: str, icon: str) -> tuple[QFrame, QVBoxLayout]:
        return titled_card(self._look, self._messages(title), icon)


_TOP = Qt.AlignmentFlag.AlignTop
SETTLED_MS = 60
"""After so long a card that was just filled has its height, and the page its length."""
WIDE = 56
"""Body sizes of width from which the page has two columns."""
QUOTED = 24
"""Characters of a reply that are quoted where no part of it stands out."""
