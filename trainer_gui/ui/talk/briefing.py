# SPDX-License-Identifier: Apache-2.0
"""The second page: who, where, what you know, what you may grant, and whether the sound works."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.events import Device
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.state import Mode, State
from trainer_gui.domain.teaching.reversal import can_reverse
from trainer_gui.ui.kit.cards import footer, marked_lines, titled_card
from trainer_gui.ui.kit.face import Face
from trainer_gui.ui.kit.face_art import FaceArt
from trainer_gui.ui.kit.flow import Flow
from trainer_gui.ui.kit.keys import shortcut
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import (
    IconLabel,
    button,
    chip,
    column,
    one_of_several,
    plain,
    row,
    scrolling,
    text,
)
from trainer_gui.ui.talk.sound_state import SoundState


class BriefingPage(QWidget):
    """Everything a clerk would know before the customer comes in."""

    started = Signal()
    back = Signal()
    check_wanted = Signal()
    """The microphone check."""
    persona_chosen = Signal(str)
    """Another customer type is to play the case."""
    played_changed = Signal(object)
    """Ids (a frozenset) of those whom a second trainee plays."""
    begun_anew = Signal()
    """The scene is not to go on where it stopped, but to start."""
    reversed_chosen = Signal()
    """The trainee wants to play the customer."""

    def __init__(self, look: Look, messages: Messages, art: FaceArt) -> None:
        super().__init__()
        self._look = look
        self._messages = messages
        self._face = Face(look, art)
        self._face.setFixedSize(120, 120)
        self._title = text("", "display", wrap=True)
        self._line = text("", "body", "soft", wrap=True)
        self._role = text("", "lead", wrap=True)
        self._situation = text("", "body", wrap=True)
        self._known = column(spacing=look.space("small"))
        self._may = column(spacing=look.space("small"))
        self._tags = plain()
        self._flow = Flow(self._tags)
        self._cast = plain()
        self._players = Flow(self._cast)
        self._stopped = text("", "body", wrap=True)
        self._again = text("", "body", "soft", wrap=True)
        self._anew = button(messages("brief.anew"), "small", look=look, icon="repeat")
        self._together = plain()
        self._roles = Flow(self._together)
        self._played: frozenset[str] = frozenset()
        self._sound = SoundState(look, messages)
        self._consent = text("", "small", "soft", wrap=True)
        self.start = button(messages("brief.start"), "primary", look=look, icon="play")
        self._check = button(messages("brief.check"), "small", look=look, icon="mic")
        self._back = button(messages("brief.back"), "quiet", look=look, icon="back")
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside the buttons keeps the keys
        self._assemble()
        self.start.clicked.connect(self.started)
        self._back.clicked.connect(self.back)
        self._check.clicked.connect(self.check_wanted)
        self._anew.clicked.connect(self.begun_anew)
        for keys, slot in (("Return", self.start.click), ("Esc", self._back.click)):
            shortcut(self, keys, slot, repeats=True)

    def show_scenario(self, scenario: Scenario, mode: Mode, going_on: State | None = None) -> None:
        """Show what is to be played, how, and where it goes on; None: it starts."""
        messages, briefing, customer = self._messages, scenario.briefing, scenario.customer
        self._face.show_customer(customer.look, customer.name, scenario.emotion.anger)
        self._title.setText(scenario.title)
        who = messages("brief.who", name=customer.name, age=customer.age)
        self._line.setText(" · ".join((briefing.place, who, scenario.persona.name)))
        self._role.setText(briefing.role)
        self._situation.setText(briefing.situation)
        self.setAccessibleName(f"{messages('page.brief')}: {scenario.title}")
        self.start.setAccessibleDescription(f"{self._line.text()}. {briefing.situation}")
        known = [f.text for f in scenario.facts.values() if f.source == "known"]
        marked_lines(
            self._look, self._known, known or [messages("brief.nothing_known")], "info", "text_soft"
        )
        authority = scenario.authority
        marked_lines(self._look, self._may, authority.may, "check", "calm_text")
        marked_lines(self._look, self._may, authority.may_not, "ban", "annoyed_text", keep=True)
        if authority.above:
            above = messages("brief.above", who=authority.above)
            marked_lines(self._look, self._may, [above], "person", "text_soft", keep=True)
        tags = [chip(messages(f"mode.{mode}"), "accent")]
        if briefing.trains:
            tags.append(text(messages("brief.trains"), "eyebrow"))
        tags += [chip(messages(f"label.{move}")) for move in briefing.trains]
        self._flow.fill(tags)
        self._show_cast(scenario)
        self._show_together(scenario, mode)
        self._show_going_on(going_on)

    def show_consent(self, *, recorded: bool, keep_days: int = 0) -> None:
        """Say whether the sound is kept, and for how many days; 0: until somebody deletes it."""
        messages = self._messages
        days = messages("brief.kept_days", days=keep_days) if keep_days else None
        kept = messages("brief.recorded", days=days or messages("brief.kept_ever"))
        self._consent.setText(kept if recorded else messages("brief.not_recorded"))

    def _show_going_on(self, scene: State | None) -> None:
        """Where it stopped; who plays whom stays as it was."""
        words = self._messages
        self._going_on_card.setVisible(scene is not None)
        self.start.setText(words("brief.start" if scene is None else "brief.go_on"))
        if scene is None:
            return
        self._cast_card.hide()
        self._together_card.hide()
        mood, anger = words(f"band.{scene.emotion.band}"), round(scene.emotion.anger)
        self._stopped.setText(
            words("brief.stopped", count=len(scene.replies), mood=mood, anger=anger)
        )
        own = scene.queue[-1].text if scene.queue else ""
        self._again.setText(words("brief.says_again", line=own))

    def _show_cast(self, scenario: Scenario) -> None:
        """Who may play the customer, where there is a choice."""
        for old in self._cast.findChildren(QButtonGroup):
            old.deleteLater()
        group = QButtonGroup(self._cast)
        shown: list[QWidget] = []
        for player in scenario.cast:
            level = self._messages("brief.persona_level", level=player.difficulty)
            option = button(f"{player.name} · {level}", "choice")
            one_of_several(option, down=player.id == scenario.persona.id)
            option.clicked.connect(partial(self.persona_chosen.emit, player.id))
            group.addButton(option)
            shown.append(option)
        self._players.fill(shown)
        self._cast_card.setVisible(len(scenario.cast) > 1)

    def _show_together(self, scenario: Scenario, mode: Mode) -> None:
        """Whom a second trainee may play; and the other way round, with the roles reversed."""
        self._played = frozenset()
        shown: list[QWidget] = []
        for role in scenario.roles:
            name = scenario.others[role].name
            option = button(self._messages("pair.plays", name=name), "choice")
            option.setCheckable(True)
            option.toggled.connect(partial(self._on_role, role))
            shown.append(option)
        if mode is not Mode.EXAM and can_reverse(scenario):
            swap = button(self._messages("reverse.offer"), look=self._look, icon="repeat")
            swap.setToolTip(self._messages("reverse.offer_tip"))
            swap.clicked.connect(self.reversed_chosen)
            shown.append(swap)
        self._roles.fill(shown)
        self._together_card.setVisible(bool(shown))

    def _on_role(self, role: str, on: bool) -> None:
        self._played = self._played | {role} if on else self._played - {role}
        self.played_changed.emit(self._played)

    def set_devices(self, ready: Mapping[Device, str], troubles: Mapping[Device, str]) -> None:
        """Show which devices and engines there are, and what is wrong with the others."""
        self._sound.set_devices(ready, troubles)

    def _assemble(self) -> None:
        look, messages = self._look, self._messages
        about = column(spacing=look.space("small"))
        about.addStretch(1)
        about.addWidget(self._title)
        about.addWidget(self._line)
        about.addWidget(self._tags)
        about.addStretch(1)
        head = row(spacing=look.space("wide"))
        head.addWidget(self._face)
        head.addLayout(about, 1)

        left = column(spacing=look.space("large"))
        left.addLayout(head)
        self._going_on_card, inside = titled_card(look, messages("brief.going_on"), "play")
        inside.addWidget(self._stopped)
        inside.addWidget(self._again)
        inside.addWidget(self._anew, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self._going_on_card)
        card, inside = titled_card(look, messages("brief.scene"), "place")
        inside.addWidget(self._role)
        inside.addWidget(self._situation)
        left.addWidget(card)
        card, inside = titled_card(look, messages("brief.known"), "book")
        inside.addLayout(self._known)
        left.addWidget(card)
        self._cast_card, inside = titled_card(look, messages("brief.persona"), "mood")
        inside.addWidget(self._cast)
        left.addWidget(self._cast_card)
        self._together_card, inside = titled_card(look, messages("pair.together"), "person")
        inside.addWidget(self._together)
        left.addWidget(self._together_card)
        left.addStretch(1)
        body = row(spacing=look.space("wide"))
        body.addLayout(left, 11)
        body.addLayout(self._right(), 9)
        page = plain()
        page.setMaximumWidth(look.size("page_read"))
        inside = column(page, (look.space("huge"), look.space("wide")), look.space("wide"))
        inside.addLayout(body)
        inside.addStretch(1)
        whole = column(self)
        whole.addWidget(scrolling(page, messages("page.brief"), whole=True), 1)
        whole.addWidget(self._footer())

    def _right(self) -> QVBoxLayout:
        look, messages = self._look, self._messages
        right = column(spacing=look.space("large"))
        card, inside = titled_card(look, messages("brief.sound"), "sound")
        inside.addWidget(self._sound)
        inside.addWidget(self._check, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(card)
        card, inside = titled_card(look, messages("brief.may"), "flag")
        inside.addLayout(self._may)
        right.addWidget(card)
        right.addStretch(1)
        return right

    def _footer(self) -> QFrame:
        look = self._look
        made, bottom = footer(look, "page_read", "wide")
        bottom.addWidget(self._back)
        record = IconLabel(look, "record", "text_soft")
        bottom.addWidget(record)
        bottom.addWidget(self._consent, 1)
        bottom.addWidget(self.start)
        return made
