# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui demo`: a whole voice session without a person, in the real window.

The understudy speaks into the virtual microphone or, without one, into the capture port. Left in
the folder: the session's sound, transcript and report, and screenshots of each stage.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QObject, QTimer
from PySide6.QtWidgets import QApplication

from trainer_gui.adapters.equipment import Equipment
from trainer_gui.adapters.files import write_atomically
from trainer_gui.adapters.listening.sound import FedInput
from trainer_gui.adapters.paths import places
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.adapters.understudy import (
    FedMouth,
    Mouth,
    Understudy,
    VirtualMicrophone,
    model_replies,
    understudy_cache,
    virtual_microphone,
)
from trainer_gui.adapters.voice.choose import choose_synthesiser
from trainer_gui.adapters.voice.shared import SharedVoice
from trainer_gui.app import App, Choices, new_reader
from trainer_gui.application.errors import UserError
from trainer_gui.application.report import Report
from trainer_gui.commands.display import require_display
from trainer_gui.commands.figures import quantile
from trainer_gui.commands.output import emit, tell
from trainer_gui.commands.play import read_replies
from trainer_gui.commands.window import Interrupts
from trainer_gui.domain.events import Device, Event, LineStarted, PartialHeard
from trainer_gui.domain.state import Mode, Phase, State

SLIP = "这事儿您得问您自己，套餐又不是我改的，您当时怎么不看清楚呢？"
"""The understudy begins with a typical mistake: it shows what a mistake does."""
READING_S = 25.0
"""How long the briefing is read; meanwhile lines are rendered ahead."""
FILES = ("transcript.json", "report.html", "session.wav")


def run(options: argparse.Namespace) -> int:
    """Play the session; exit 0 when it came to its end and everything was written."""
    require_display()
    out: Path = options.out
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{out}: {error.strerror}; choose another folder") from error
    qt = QApplication(["trainer-gui", "demo"])
    choices = Choices(
        places(options.data_dir or out / "data"),
        scenarios=options.scenarios,
        language=options.language,
        theme=options.theme,
        seed=options.seed,
    )
    replies = model_replies(SLIP)
    if options.replies:
        replies = _listed(list(read_replies(str(options.replies))))
    with Interrupts(qt):  # from before there are threads to end
        demonstration = Demonstration(qt, choices, out, replies, reading_s=options.brief)
        demonstration.begin(options.scenario)
        status = qt.exec()
        demonstration.close()
    return status if demonstration.finished else status or 1


class Demonstration(QObject):
    """Drives the window as a person would, and takes pictures."""

    def __init__(
        self,
        qt: QApplication,
        choices: Choices,
        out: Path | None,
        replies: Callable[[State], str],
        *,
        reading_s: float = READING_S,
    ) -> None:
        """Make the app with a synthetic trainee before it; without `out` nothing is left."""
        super().__init__()
        self._qt = qt
        self._reading_s = reading_s
        self._out = out
        self._taken: set[str] = set()
        """Names of pictures."""
        self.finished = False
        settings = load_settings(choices.places.settings)
        port, device = FedInput(), virtual_microphone()
        voice = SharedVoice(partial(choose_synthesiser, settings.voice))
        equipment = Equipment(
            places=choices.places,
            settings=replace(settings, record=True),
            reader=new_reader,
            write_report=self._write_report,
            load_voice=voice.original,
            audio_input=None if device else lambda _: port,
        )
        self.app = App(qt, choices, equipment)
        mouth: Mouth = VirtualMicrophone(device) if device else FedMouth(port)
        where = "virtual microphone" if device else "capture port: there is no virtual microphone"
        tell(f"demo: the synthetic trainee speaks into the {where}")
        self._understudy = Understudy(
            self.app.stage,
            mouth,
            voice.twin,
            understudy_cache(choices.places),
            replies=replies,
            parent=self,
        )
        self._understudy.speaking.connect(lambda text: tell(f"demo: trainee: {text}"))
        self.app.refused.connect(self._on_refused)
        self.app.stage.opened.connect(self._on_opened)
        self.app.stage.changed.connect(self._on_changed)
        self.app.stage.finished.connect(self._on_finished)
        self._scenario = ""

    def begin(self, scenario: str) -> None:
        """Show the window and choose `scenario`; the rest follows by itself."""
        self._scenario = scenario
        self.app.show()
        QTimer.singleShot(1500, self._choose)

    def close(self) -> None:
        """End all threads."""
        self._understudy.close()
        self.app.close()

    def _write_report(self, report: Report) -> str:
        return self.app.write_report(report)  # the app is made after its equipment

    def _choose(self) -> None:
        self._take("1-choose")
        self.app.window.chooser.select(self._scenario)
        self.app.window.chosen.emit(self._scenario, Mode.PRACTICE.value)

    def _on_refused(self, error: UserError) -> None:
        tell(f"demo: {error}")
        self._qt.exit(1)

    def _on_opened(self) -> None:
        QTimer.singleShot(1000, lambda: self._take("2-briefing"))
        tell(f"demo: reading the briefing for {self._reading_s:g} s, lines are rendered meanwhile")
        QTimer.singleShot(round(self._reading_s * 1000), self.app.window.started.emit)

    def _on_changed(self, state: State, event: Event) -> None:
        if isinstance(event, LineStarted) and state.line is not None:
            tell(f"demo: customer ({state.emotion.anger:.0f}): {state.line.utterance.text}")
            number = len(state.replies)
            QTimer.singleShot(1200, lambda: self._take(f"3-customer-speaks-{number}"))
        if isinstance(event, PartialHeard) and state.live.reading.evidence:
            self._take(f"4-trainee-speaks-{len(state.replies)}")
        if state.phase is Phase.THINKING:
            self._take(f"5-thinking-{len(state.replies)}")

    def _take(self, name: str) -> None:
        """A picture of the real window; the first one of each name. None written: it ends."""
        if self._out is not None and name not in self._taken:
            self._taken.add(name)
            picture = QBuffer()
            picture.open(QBuffer.OpenModeFlag.WriteOnly)
            self.app.window.grab().save(picture, "PNG")
            path = self._out / f"{name}.png"
            try:
                write_atomically(path, bytes(picture.data().data()))
            except OSError as error:
                self._out = None
                line = f"{path}: {error.strerror}; make room, or choose another folder"
                self._on_refused(UserError(line))

    def _on_finished(self, report: Report) -> None:
        QTimer.singleShot(1500, lambda: self._finish(report))

    def _finish(self, report: Report) -> None:
        self._take("6-debrief")
        self.finished = True
        try:
            status = 0 if self._out is None else self._leave(report, self._out)
        except OSError as error:
            tell(f"demo: {self._out}: {error.strerror}; make room, or choose another folder")
            status = 1
        self._qt.exit(status)

    def _leave(self, report: Report, out: Path) -> int:
        """Copy the session's files to `out` and say what is there; the exit status."""
        for name in FILES:
            source = report.folder / name if report.folder else None
            if source is None or not source.exists():
                why = self.app.stage.troubles.get(Device.STORE, name)
                tell(f"demo: {why}; the session is not kept: choose another folder")
                return 1
            write_atomically(out / name, source.read_bytes())
        delays = [round(t.response_ms) for t in report.turns if t.response_ms is not None]
        emit(
            {
                "outcome": report.outcome.value,
                "overall": report.score.overall,
                "turns": len(report.turns),
                "response_ms_p50": quantile(delays, 0.5),
                "response_ms_p95": quantile(delays, 0.95),
                "files": [str(out / name) for name in FILES],
                "screenshots": len(self._taken),
            }
        )
        tell(f"demo: the report is {out / 'report.html'}")
        return 0


def _listed(lines: list[str]) -> Callable[[State], str]:
    if not lines:
        raise UserError("the file of replies is empty; write a reply a line")
    return lambda state: lines[min(len(state.replies), len(lines) - 1)]
