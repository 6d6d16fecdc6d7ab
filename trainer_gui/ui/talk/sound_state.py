# SPDX-License-Identifier: Apache-2.0
"""Whether the trainee can be heard and the customer can speak, device by device."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from trainer_gui.application.messages import Messages
from trainer_gui.domain.events import Device
from trainer_gui.ui.kit.look import Look, restyle
from trainer_gui.ui.kit.parts import IconLabel, column, row, text

_TOP = Qt.AlignmentFlag.AlignTop
SHOWN = (Device.MICROPHONE, Device.RECOGNISER, Device.VOICE, Device.LOUDSPEAKER)
_ICONS = {
    Device.MICROPHONE: "mic",
    Device.RECOGNISER: "ear",
    Device.VOICE: "person",
    Device.LOUDSPEAKER: "sound",
}


class SoundState(QWidget):
    """One line a device: there, getting ready, or what is wrong and what to do."""

    def __init__(self, look: Look, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._lines: dict[Device, tuple[IconLabel, QLabel]] = {}
        self.setProperty("role", "plain")
        whole = column(self, spacing=look.space("small"))
        for device in SHOWN:
            line = row(spacing=look.space("small"))
            line.addWidget(IconLabel(look, _ICONS[device], "text_soft", beside="body"), 0, _TOP)
            name = text(messages(f"device.{device}"))
            name.setMinimumWidth(look.type_px("body") * (5 if messages.language == "zh" else 7))
            line.addWidget(name, 0, _TOP)
            state = text("", "body", "soft", wrap=True)
            line.addWidget(state, 1)
            mark = IconLabel(look, "think", "text_faint", beside="body")
            line.addWidget(mark, 0, _TOP)
            whole.addLayout(line)
            self._lines[device] = (mark, state)
        self.set_devices({}, {})

    def set_devices(self, ready: Mapping[Device, str], troubles: Mapping[Device, str]) -> None:
        """Show what is known; a device in neither is still getting ready."""
        for device, (mark, state) in self._lines.items():
            if device in troubles:
                words = self._messages(f"trouble.{device}")
                mark.show_icon("warning", "annoyed_text")
                restyle(state, "tone", "annoyed")
            elif device in ready:
                words = ready[device] or self._messages("device.ready")
                mark.show_icon("check", "calm_text")
                restyle(state, "tone", "soft")
            else:
                words = self._messages("device.preparing")
                mark.show_icon("think", "text_faint")
                restyle(state, "tone", "faint")
            state.setText(words)
            state.setToolTip(troubles.get(device, ""))
            mark.setAccessibleName(words)
