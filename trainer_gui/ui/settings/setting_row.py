# SPDX-License-Identifier: Apache-2.0
"""One setting on the page: name and meaning on the left, what it is chosen with on the right."""

from collections.abc import Sequence
from dataclasses import Field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.application.settings import AS_THE_RULES_SAY, Found, Takes
from trainer_gui.ui.kit.fields import ChoiceField, NumberField, Switch, TextField, named
from trainer_gui.ui.kit.look import Look
from trainer_gui.ui.kit.parts import chip, column, row, text

FIELD_EMS = 18
"""Width of what is not on or off, in letters."""
BESIDE = 1.4
"""Text that is larger leaves no room beside it."""
AnyField = Switch | ChoiceField | NumberField | TextField


class SettingRow(QWidget):
    """Made from a declaration alone."""

    chosen = Signal(str, object)
    """The setting's name and its new value."""

    def __init__(self, look: Look, messages: Messages, declaration: Field[Any]) -> None:
        super().__init__()
        self._messages = messages
        self.name = declaration.name
        self._found: Found | None = declaration.metadata["found"]
        self._value: Any = declaration.default
        self.setProperty("role", "plain")
        meaning = messages(f"setting.{self.name}_help")
        self.field: AnyField = self._made(look, declaration)
        if not isinstance(self.field, Switch):
            self.field.setFixedWidth(look.type_px("body") * FIELD_EMS)
        named(self.field, messages(f"setting.{self.name}"), meaning)
        words = column(spacing=look.space("hair"))
        heading = row(spacing=look.space("small"))
        heading.addWidget(text(messages(f"setting.{self.name}"), "strong"))
        takes = declaration.metadata["takes"]
        if takes is not Takes.NOW:
            heading.addWidget(chip(messages(f"takes.{takes}"), "outline"))
        heading.addStretch(1)
        words.addLayout(heading)
        words.addWidget(text(meaning, "small", "soft", wrap=True))
        if look.text_scale > BESIDE:
            whole = column(self, spacing=look.space("small"))
            whole.addLayout(words)
            whole.addWidget(self.field, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            line = row(self, spacing=look.space("wide"))
            line.addLayout(words, 1)
            line.addWidget(self.field, 0, Qt.AlignmentFlag.AlignVCenter)
        self.field.chosen.connect(partial(self.chosen.emit, self.name))

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - of the setting's type
        """Show a value."""
        self._value = value
        if isinstance(self.field, ChoiceField) and self.field.findData(value) < 0:
            self.field.addItem(self._messages("settings.gone", name=value), value)
        self.field.show_value(value)

    def show_found(self, names: Sequence[str]) -> None:
        """Offer what is there now."""
        if isinstance(self.field, ChoiceField):
            self.field.offer([(name, self._word(name)) for name in names])
            self.show_value(self._value)

    def bar(self, values: Sequence[str]) -> None:
        """These can't be had on this PC."""
        if isinstance(self.field, ChoiceField) and self._found is None:
            known = [self.field.itemData(i) for i in range(self.field.count())]
            missing = partial(self._messages, "settings.missing")
            options = [(v, missing(name=w) if v in values else w) for v, w in self._worded(known)]
            self.field.offer(options, values)

    def _made(self, look: Look, declaration: Field[Any]) -> AnyField:
        choices, between = declaration.metadata["choices"], declaration.metadata["between"]
        if isinstance(declaration.default, bool):
            return Switch(look)
        if isinstance(declaration.default, int):
            least, most = between
            word = self._messages("settings.rules") if least == AS_THE_RULES_SAY else ""
            key = f"setting.{self.name}_unit"
            unit = self._messages(key) if key in self._messages else ""
            return NumberField(look, least, most, declaration.metadata["step"], word, unit)
        if choices or self._found is not None:
            field = ChoiceField(look)
            field.offer(self._worded(choices))
            return field
        return TextField()

    def _worded(self, values: Sequence[str]) -> list[tuple[str, str]]:
        return [(value, self._word(value)) for value in values]

    def _word(self, value: str) -> str:
        if not value:
            return self._messages("settings.default_device")
        key = f"choice.{self.name}.{value}"
        return self._messages(key) if key in self._messages else value
