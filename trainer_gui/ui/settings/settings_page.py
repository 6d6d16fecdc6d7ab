# SPDX-License-Identifier: Apache-2.0
"""The settings, section by section, made of their declarations; every change is told at once."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QVBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.settings import Found, Section, Settings, sections
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import (
    IconLabel,
    button,
    centred,
    column,
    frame,
    one_of_several,
    plain,
    row,
    scrolling,
    text,
)
from trainer_gui.ui.settings.setting_row import SettingRow
from trainer_gui.ui.settings.settings_extras import CheckRow, ListenRow, RecordingsRow

ICONS = {
    Section.GENERAL: "settings",
    Section.VOICE: "person",
    Section.DEVICES: "mic",
    Section.TURNS: "ear",
    Section.COACHING: "hint",
    Section.ROOM: "screen",
    Section.SCORE: "chart",
    Section.PRIVACY: "record",
}


class SettingsPage(QWidget):
    """Sections on the left, the settings of one on the right."""

    chosen = Signal(str, object)
    """A setting's name and its new value."""
    section_chosen = Signal(str)
    listened = Signal()
    """Let the voice be heard."""
    check_wanted = Signal()
    """The microphone check."""
    delete_wanted = Signal()
    """All recordings are to go."""
    back = Signal()

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look, self._messages = look, messages
        self.rows: dict[str, SettingRow] = {}
        self.tabs = QButtonGroup(self)
        self.leave = button(messages("settings.back"), "quiet", look=look, icon="back")
        self.listen = ListenRow(look, messages)
        self.check = CheckRow(look, messages)
        self.recordings = RecordingsRow(look, messages)
        self._extras: dict[Section, QWidget] = {
            Section.VOICE: self.listen,
            Section.DEVICES: self.check,
            Section.PRIVACY: self.recordings,
        }
        self._stack = QStackedWidget()
        self.setProperty("role", "page")
        self._assemble()
        self.setFocusProxy(self.tabs.button(0))
        self.leave.clicked.connect(self.back)
        self.listen.pressed.connect(self.listened)
        self.check.pressed.connect(self.check_wanted)
        self.recordings.pressed.connect(self.delete_wanted)
        self.tabs.idToggled.connect(self._on_tab)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.activated.connect(self.leave.click)

    def show_settings(self, settings: Settings) -> None:
        """Show the values of all."""
        for name, line in self.rows.items():
            line.show_value(getattr(settings, name))

    def show_found(self, found: Mapping[Found, Sequence[str]]) -> None:
        """Offer what is there now: devices, engines."""
        for group in sections().values():
            for declaration in group:
                kind = declaration.metadata["found"]
                if kind in found:
                    self.rows[declaration.name].show_found(found[kind])

    def show_section(self, section: Section) -> None:
        """Go to a section."""
        tab = self.tabs.button(tuple(Section).index(section))
        tab.setChecked(True)
        self.setFocusProxy(tab)

    def focus_on(self, name: str) -> None:
        """Put the keys where a setting was just changed."""
        if name in self.rows:  # else the menu changed it, and nothing here yet
            self.rows[name].field.setFocus()

    def _on_tab(self, index: int, on: bool) -> None:
        if on:
            self._stack.setCurrentIndex(index)
            self.section_chosen.emit(tuple(Section)[index].value)

    def _assemble(self) -> None:
        look, messages = self._look, self._messages
        bar = frame("bar")
        top = row(bar, (look.space("wide"), look.space("tight")), look.space("medium"))
        top.addWidget(self.leave)
        top.addWidget(text(messages("settings.title"), "strong"))
        top.addStretch(1)
        top.addWidget(IconLabel(look, "check", "calm_text"))
        top.addWidget(text(messages("settings.saved"), "small", "soft"))
        page = plain()
        page.setMaximumWidth(look.size("page_read"))
        both = row(page, spacing=look.space("large"))
        both.setContentsMargins(look.space("wide"), look.space("wide"), look.space("small"), 0)
        both.addLayout(self._list())
        both.addWidget(self._stack, 1)
        body = plain()
        centred(body, page)
        for section, group in sections().items():
            self._stack.addWidget(
                self._page(section, [SettingRow(look, messages, f) for f in group])
            )
        whole = column(self)
        whole.addWidget(bar)
        whole.addWidget(body, 1)

    def _list(self) -> QVBoxLayout:
        look, messages = self._look, self._messages
        tabs = column(spacing=look.space("tight"))
        for i, section in enumerate(Section):
            tab = button(messages(f"section.{section}"), "choice", look=look, icon=ICONS[section])
            one_of_several(tab, down=i == 0)
            tab.setMinimumWidth(look.type_px("body") * 12)
            self.tabs.addButton(tab, i)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        return tabs

    def _page(self, section: Section, lines: Sequence[SettingRow]) -> QWidget:
        look = self._look
        page = plain()
        page.setMaximumWidth(look.size("page_form"))
        inside = column(page, (look.space("small"), 0), look.space("large"))
        inside.addWidget(text(self._messages(f"section.{section}"), "title", wrap=True))
        card = frame("card")
        rows = column(card, (look.space("wide"), look.space("large")), look.space("large"))
        for i, line in enumerate(lines):
            if i:
                rows.addWidget(frame("rule"))
            rows.addWidget(line)
            self.rows[line.name] = line
            line.chosen.connect(self.chosen)
        inside.addWidget(card)
        if section in self._extras:
            inside.addWidget(_carded(look, self._extras[section]))
        inside.addStretch(1)
        area = scrolling(page)
        area.setAccessibleName(self._messages(f"section.{section}"))
        return area


def _carded(look: Look, contents: QWidget) -> QFrame:
    card = frame("card")
    column(card, (look.space("wide"), look.space("large"))).addWidget(contents)
    return card
