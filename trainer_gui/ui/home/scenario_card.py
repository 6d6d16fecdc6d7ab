# SPDX-License-Identifier: Apache-2.0
"""The picked scenario on the first page: what it is about, and the mode to play it in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout

from trainer_gui.application.library import Entry
from trainer_gui.application.messages import Messages
from trainer_gui.domain.state import Mode
from trainer_gui.ui.home.scenario_list import Row
from trainer_gui.ui.kit.face import Face
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.flow import Flow
from trainer_gui.ui.kit.look import LARGE_TEXT, Look
from trainer_gui.ui.kit.parts import (
    button,
    chip,
    column,
    one_of_several,
    plain,
    row,
    scrolling,
    text,
)

MODES = (Mode.PRACTICE, Mode.CHALLENGE, Mode.EXAM, Mode.GROUP)


class ScenarioCard(QFrame):
    """Ends in the one button that goes on."""

    started = Signal()

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._messages = messages
        self.setProperty("role", "card")
        self._face = Face(look, art)
        large = look.text_scale >= LARGE_TEXT
        self._face.setFixedSize(*((72, 72) if large else (112, 112)))
        self._title = text("", "title", wrap=True)
        self._who = text("", "body", "soft", wrap=True)
        self._level = text("", "small", "faint")
        self._situation = text("", "body", wrap=True)
        self._trains_title = text(messages("choose.trains"), "eyebrow")
        self._trains = plain()
        self._flow = Flow(self._trains)
        self._mode_help = text("", "small", "soft", wrap=True)
        self._modes = QButtonGroup(self)
        self.start = button(messages("choose.start"), "primary", look=look, icon="play")

        self._assemble(look)
        self._modes.idToggled.connect(self._on_mode)
        self.start.clicked.connect(self.started)
        self._on_mode()

    @property
    def mode(self) -> Mode:
        """The chosen mode."""
        return MODES[max(0, self._modes.checkedId())]

    def choose_mode(self, mode: Mode) -> None:
        """Set the mode."""
        if mode in MODES:
            self._modes.button(MODES.index(mode)).setChecked(True)

    def show_row(self, shown: Row | None) -> None:
        """Show a row of the list, or nothing."""
        entry = shown.entry if shown else None
        self.start.setEnabled(entry is not None)
        self._face.setVisible(entry is not None)
        self._trains_title.setVisible(entry is not None)
        self._flow.fill(())
        if entry is not None:
            self._show(entry)
            return
        self._title.setText(shown.title if shown else "")
        self._who.setText(shown.detail if shown else "")
        self._level.setText("")
        self._situation.setText(shown.error if shown else self._messages("choose.nothing"))

    def _assemble(self, look: Look) -> None:
        messages = self._messages
        about = column(spacing=look.space("tight"))
        about.addStretch(1)
        about.addWidget(self._title)
        about.addWidget(self._who)
        about.addWidget(self._level)
        about.addStretch(1)
        top = row(spacing=look.space("wide"))
        top.addWidget(self._face)
        top.addLayout(about, 1)
        choice = QGridLayout()
        choice.setSpacing(look.space("small"))
        columns = 2 if look.text_scale >= LARGE_TEXT else len(MODES)
        for i, mode in enumerate(MODES):
            option = button(messages(f"mode.{mode}"), "choice")
            one_of_several(option)
            option.setToolTip(messages(f"mode.{mode}_help"))
            self._modes.addButton(option, i)
            choice.addWidget(option, i // columns, i % columns)
        self._modes.button(0).setChecked(True)

        page = plain()
        inside = column(page, spacing=look.space("medium"))
        inside.addWidget(self._trains_title)  # first: of text, not of chips, a part may be hidden
        inside.addWidget(self._trains)
        inside.addSpacing(look.space("tight"))
        inside.addWidget(self._situation)
        whole = column(self, look.space("wide"), look.space("medium"))
        large = look.text_scale >= LARGE_TEXT
        beside = inside if large else whole  # of large text all scrolls but the button
        beside.insertLayout(0, top)
        if not large:
            inside.addStretch(1)
            whole.addSpacing(look.space("tight"))
        whole.addWidget(scrolling(page), 1)
        beside.addWidget(text(messages("choose.mode"), "eyebrow"))
        beside.addLayout(choice)
        beside.addWidget(self._mode_help)
        whole.addSpacing(look.space("small"))
        whole.addWidget(self.start)
        self._mode_help.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._mode_help.setMinimumHeight(round(look.type_px("small") * 2.9))

    def _show(self, entry: Entry) -> None:
        customer, briefing = entry.customer, entry.briefing
        self._face.show_customer(customer.look, customer.name, entry.emotion.anger)
        self._title.setText(entry.title)
        who = self._messages("brief.who", name=customer.name, age=customer.age)
        self._who.setText(f"{who} · {briefing.place}")
        self._level.setText(self._messages("choose.level", level=entry.difficulty, id=entry.id))
        self._situation.setText(briefing.situation)
        self._flow.fill([chip(self._messages(f"label.{m}")) for m in briefing.trains])

    def _on_mode(self) -> None:
        self._mode_help.setText(self._messages(f"mode.{self.mode}_help"))
