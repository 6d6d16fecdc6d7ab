# SPDX-License-Identifier: Apache-2.0
"""The microphone check: one thing to do at a time, then what was found and what to do about it."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from trainer_gui.application.checking import Check, CheckStep
from trainer_gui.application.messages import Messages
from trainer_gui.domain.speech.sound_check import Checked, Finding, Piece, differences
from trainer_gui.ui.kit.cards import footer
from trainer_gui.ui.kit.keys import shortcut
from trainer_gui.ui.kit.level_meter import LevelMeter
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import (
    IconLabel,
    button,
    chip,
    clear,
    column,
    frame,
    plain,
    row,
    scrolling,
    text,
)

_ICONS = {
    CheckStep.READY: "mic",
    CheckStep.QUIET: "mic_off",
    CheckStep.ECHO: "sound",
    CheckStep.READ: "mic",
    CheckStep.THINKING: "think",
}
_SHOWN = (Finding.QUIET, Finding.NOISY, Finding.LOUD, Finding.ECHO, Finding.MISHEARD)
_MARKS = {Piece.SAME: "{}", Piece.MISSED: "<s>{}</s>", Piece.ADDED: "<u>{}</u>"}
"""Not by colour: struck out was not heard, underlined was heard besides."""
_TRAIL = (CheckStep.QUIET, CheckStep.ECHO, CheckStep.READ)
_BODY = 1_000
"""Progress in thousandths."""


class CheckPage(QWidget):
    """Shows a `Check`; every wish leaves as a signal."""

    started = Signal()
    settings_wanted = Signal()
    back = Signal()

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._look, self._messages = look, messages
        self._step: CheckStep | None = None
        self.start = button(messages("check.start"), "primary", look=look, icon="mic")
        self.done = button(messages("check.done"), "primary", look=look, icon="check")
        self.leave = button(messages("check.back"), "quiet", look=look, icon="back")
        self._settings = button(messages("check.settings"), "quiet", look=look, icon="settings")
        self._trail = [chip("", "outline") for _ in _TRAIL]
        self._icon = IconLabel(look, "mic", "accent_text", 56)
        self._todo = text("", "display", wrap=True)
        self._why = text("", "lead", "soft", wrap=True)
        self._sentence = text("", "caption", wrap=True)
        self._heard = text("", "body", "soft", wrap=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, _BODY)
        self._progress.setTextVisible(False)
        self.meter = LevelMeter(look, messages("talk.level"))
        self._verdict = text("", "title", wrap=True)
        self._device = text("", "body", "soft", wrap=True)
        self._lines = column(spacing=look.space("medium"))
        self._stack = QStackedWidget()
        self.setProperty("role", "page")
        self._assemble()
        self.start.clicked.connect(self.started)
        self.leave.clicked.connect(self.back)
        self.done.clicked.connect(self.back)
        self._settings.clicked.connect(self.settings_wanted)
        for keys, slot in (("Esc", self.leave.click), ("Return", self._on_enter)):
            shortcut(self, keys, slot, repeats=True)

    def show_check(self, check: Check) -> None:
        """Show how far the check is."""
        self._progress.setValue(round(_BODY * check.progress))
        words = self._messages("check.heard", text=check.heard) if check.heard else ""
        if words != self._heard.text():
            self._heard.setText(words)
        if check.step is self._step:
            return
        self._step = check.step
        running = check.step not in (CheckStep.READY, CheckStep.DONE)
        self.start.setVisible(not running)
        self._progress.setVisible(running and check.step is not CheckStep.THINKING)
        self.meter.set_open(running)
        done = check.step is CheckStep.DONE
        self._stack.setCurrentIndex(int(done))
        fine = done and check.result is not None and not check.result.findings
        self.done.setVisible(fine)
        restyle(self.start, "role", "" if fine else "primary")
        self.start.show_icon(
            self._look, "repeat" if done else "mic", "text" if fine else "on_accent"
        )
        words = "check.once_more" if fine else "check.again" if done else "check.start"
        self.start.setText(self._messages(words))
        if done and check.result is not None:
            self._show_result(check.result)
            (self.done if fine else self.start).setFocus()
        else:
            self._show_step(check)

    def set_level(self, dbfs: float) -> None:
        """How loud it is right now."""
        self.meter.set_level(dbfs)

    def _on_enter(self) -> None:
        """Take the next step: to leave where all is well."""
        (self.start if self.done.isHidden() else self.done).click()

    def _show_step(self, check: Check) -> None:
        step = check.step
        self._icon.show_icon(_ICONS[step], "accent_text")
        self._todo.setText(self._messages(f"check.{step}"))
        self._why.setText(self._messages(f"check.{step}_why"))
        self._sentence.setText(check.sentence)
        self._show_trail(step)
        self._card.setVisible(step in (CheckStep.READ, CheckStep.THINKING))

    def _show_trail(self, step: CheckStep) -> None:
        """What is behind, what is being done, what is to come: by mark, not by colour alone."""
        steps = list(CheckStep)
        for number, (part, label) in enumerate(zip(_TRAIL, self._trail, strict=True), 1):
            behind = steps.index(step) > steps.index(part)
            mark = "✓" if behind else f"{number}"
            label.setText(f"{mark} {self._messages(f'check.{part}_step')}")
            restyle(label, "chip", "move" if behind else "accent" if part is step else "outline")

    def _show_result(self, found: Checked) -> None:
        messages = self._messages
        findings = found.findings
        key = findings[0].value if findings else "fine"
        self._verdict.setText(messages(f"check.{key}_verdict"))
        name = found.device or messages("check.no_device")
        self._device.setText(messages("check.device", name=name))
        clear(self._lines)
        shown = (Finding.SILENT,) if Finding.SILENT in findings else _SHOWN
        for finding in shown:
            self._line(found, finding, self._value(found, finding))
        if found.usual is not None:
            rate = round(found.usual.characters_per_minute)
            self._lines.addWidget(
                text(messages("check.usual", rate=rate), "body", "soft", wrap=True)
            )

    def _value(self, found: Checked, finding: Finding) -> str:
        """The measure in words."""
        messages = self._messages
        level = found.delivery.loudness_db if found.delivery else 0.0
        match finding:
            case Finding.SILENT:
                return ""
            case Finding.NOISY:
                return messages("check.above", db=round(level - found.noise_db))
            case Finding.LOUD:
                return messages("check.percent", percent=f"{100 * found.clipped:.1f}")
            case Finding.ECHO:
                return self._echo(found)
            case Finding.QUIET:
                return messages("check.db", db=_decibels(level))
            case Finding.MISHEARD:
                percent = round(100 * found.agreement)
                known = messages("check.percent", percent=percent)
                return known if found.recognises else messages("check.no_recogniser")

    def _echo(self, found: Checked) -> str:
        if not found.played:
            return self._messages("check.not_played")
        if found.echo_db is None:
            return self._messages("check.no_echo")
        return self._messages("check.db", db=_decibels(found.echo_db))

    def _line(self, found: Checked, finding: Finding, value: str) -> None:
        messages, look = self._messages, self._look
        wrong = finding in found.findings
        line = row(spacing=look.space("medium"))
        mark = ("warning", "annoyed_text") if wrong else ("check", "calm_text")
        line.addWidget(IconLabel(look, *mark, 22), 0, _TOP)
        words = column(spacing=look.space("hair"))
        head = row(spacing=look.space("medium"))
        head.addWidget(text(messages(f"check.{finding}_name"), "strong"))
        head.addWidget(text(value, "body", "soft"))
        head.addStretch(1)
        words.addLayout(head)
        advice = f"check.{finding}_advice" if wrong else f"check.{finding}_fine"
        words.addWidget(text(messages(advice), "body", "" if wrong else "soft", wrap=True))
        if finding is Finding.MISHEARD and found.heard:
            words.addWidget(_compared(found))
        line.addLayout(words, 1)
        self._lines.addLayout(line)

    def _assemble(self) -> None:
        look, messages = self._look, self._messages
        bar = frame("bar")
        top = row(bar, (look.space("wide"), look.space("tight")), look.space("medium"))
        top.addWidget(self.leave)
        top.addWidget(text(messages("check.title"), "strong"))
        top.addStretch(1)
        top.addWidget(self._settings)
        self._stack.addWidget(scrolling(self._step_view(), whole=True))
        self._stack.addWidget(scrolling(self._result_view(), whole=True))
        buttons, bottom = footer(look, "page_form", "wide")
        bottom.addWidget(text(messages("talk.level"), "small", "soft"))
        bottom.addWidget(self.meter)
        bottom.addWidget(self._progress, 1)
        bottom.addWidget(self.start)
        bottom.addWidget(self.done)
        for place in (self._progress, self.start):  # nothing moves when one of them goes
            policy = place.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            place.setSizePolicy(policy)
        whole = column(self)
        whole.addWidget(bar)
        whole.addWidget(self._stack, 1)
        whole.addWidget(buttons)

    def _step_view(self) -> QWidget:
        look = self._look
        page, inside = self._view()
        inside.addStretch(1)
        trail = row(spacing=look.space("small"))
        trail.addStretch(1)
        for label in self._trail:
            trail.addWidget(label)
        trail.addStretch(1)
        inside.addLayout(trail)
        inside.addSpacing(look.space("wide"))
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._todo, self._why):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(words)
        self._card = frame("card")
        card = column(self._card, look.space("wide"), look.space("medium"))
        card.addWidget(self._sentence)
        card.addWidget(self._heard)
        inside.addWidget(self._card)
        inside.addStretch(2)
        return page

    def _result_view(self) -> QWidget:
        look = self._look
        page, inside = self._view()
        inside.addWidget(self._verdict)
        inside.addWidget(self._device)
        card = frame("card")
        column(card, look.space("wide")).addLayout(self._lines)
        inside.addWidget(card)
        inside.addStretch(1)
        return page

    def _view(self) -> tuple[QWidget, QVBoxLayout]:
        page, look = plain(), self._look
        page.setMaximumWidth(look.size("page_form"))
        return page, column(page, (look.space("huge"), look.space("wide")), look.space("large"))


_TOP = Qt.AlignmentFlag.AlignTop


def _decibels(level: float) -> str:
    return f"{round(level)}".replace("-", "\N{MINUS SIGN}")


def _compared(found: Checked) -> QLabel:
    """The sentence as it was heard: struck out is missing, underlined came in besides."""
    pieces = differences(found.wanted, found.heard)
    label = QLabel("".join(_MARKS[kind].format(escape(words)) for kind, words in pieces))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setAccessibleName(found.heard)
    return label
