# SPDX-License-Identifier: Apache-2.0
"""What passes quickly in a conversation, and what seldom happens: by hand, for the camera."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from tests.domain.dialogue.test_second_trainee import cued
from tests.scenes import Play, listening
from trainer_gui.application.checking import Check, CheckStep
from trainer_gui.application.report import Report, report
from trainer_gui.domain.delivery import Delivery
from trainer_gui.domain.events import (
    Device,
    DeviceFailed,
    LineStarted,
    PartialHeard,
    PausePressed,
    Source,
    StopPressed,
    TraineeEnded,
    TraineeStarted,
)
from trainer_gui.domain.speech.sound_check import Checked
from trainer_gui.domain.state import Mode, State
from trainer_gui.ui.crash_dialog import CrashDialog
from trainer_gui.ui.kit.look import restyle
from trainer_gui.ui.window import MainWindow

LONG = "我等了整整三天，打了四个电话，每次都说马上处理，到今天一个人都没回我，你们到底管不管？"
SENTENCE = "您好，请坐。您先别着急，慢慢说，我一边听一边记，查到什么都告诉您。"


class Takes(Protocol):
    """What `Camera.take` is called with."""

    def __call__(self, name: str, settle=..., of=...) -> None: ...


def conversation(window: MainWindow, take: Takes) -> Iterator[str]:
    """Every state of a conversation that lasts a moment."""
    for name, state in _moments():
        take(f"talk-{name}", lambda state=state: window.render(state))
        yield f"talk-{name}"
    hint = replace(listening().state, hint="她觉得被欺负了——先认可她的心情")

    def typing() -> None:
        window.render(hint)
        field = window.conversation.controls.input
        field.setFocus()
        field.setText("真对不起，让您白跑一趟")

    take("talk-typing", typing)

    def guided() -> None:
        window.render(hint)
        window.show_error(window.messages("welcome.answer"))

    take("talk-guide", guided)
    yield "talk-guide"


def _moments() -> Iterator[tuple[str, State]]:
    play = Play().start()
    line = play.state.line
    assert line is not None
    long = replace(line, utterance=replace(line.utterance, pieces=(LONG,)))
    play.do(LineStarted(line.line_id, 0.1))
    speaking = replace(play.state, line=replace(long, started=0.1))
    yield "speaking", speaking
    play = listening()
    play.do(TraineeStarted(play.state.turn_id, play.later(0.5)))
    play.do(PartialHeard(play.state.turn_id, "您别着急，我先看看您的账单，"))
    yield "hearing", play.state
    play.do(TraineeEnded(play.state.turn_id, play.later(2.0)))
    yield "thinking", play.state
    yield "red", listening().say("abuse", text="你有病吧，滚出去！").state
    two = ("让您跑这一趟真不好意思，我现在就查。", "您先坐，我一笔一笔跟您对清楚。")
    yield "wordings", replace(listening().state, wordings=two)
    play = listening().do(DeviceFailed(Device.MICROPHONE, "x"), DeviceFailed(Device.VOICE, "x"))
    yield "deaf", play.state
    yield "pair", cued().state
    yield "exam", listening(mode=Mode.EXAM).say("empathy").heard_out().state
    yield "paused", listening().do(PausePressed(9.0)).state


def debriefs(window: MainWindow, take: Takes) -> Iterator[str]:
    """The debrief in its whole length, and while a reply is being put right."""
    finished = _spoken()

    def page() -> QWidget:
        inner = window.debrief.findChild(QWidget, "debrief")
        assert inner is not None
        restyle(inner, "role", "page")  # it lies on the page's ground, which is not taken with it
        return inner

    take("debrief-whole", lambda: window.show_report(finished), page)
    yield "debrief-whole"

    def correcting() -> None:
        window.show_report(finished)
        words = window.messages("review.wrong")
        next(b for b in window.debrief.findChildren(QPushButton) if b.text() == words).click()
        assert window.debrief.findChild(QLineEdit) is not None

    take("debrief-correct", correcting, page)
    yield "debrief-correct"


def _spoken() -> Report:
    play = listening().say("empathy", "act_now", text="真对不起，让您着急了，我现在就帮您查。")
    play.heard_out().say("blame", text="这个是您自己点的短信呀。").heard_out()
    play.say("abuse", text="你有病吧，滚出去！").do(StopPressed(60.0))
    turns = [replace(t, source=Source.VOICE) for t in play.state.transcript]
    turns[3] = replace(turns[3], heard="这个是您自己点的短线呀。")
    return report(replace(play.state, transcript=tuple(turns)))


def checks(window: MainWindow, take: Takes) -> Iterator[str]:
    """The microphone check under way, and what it found."""
    page = lambda: window.made("check")  # noqa: E731
    reads = Check(CheckStep.READ, SENTENCE, 0.4, "您好请坐您先别着急")
    take("check-read", lambda: page().show_check(reads))
    found = Checked(
        "USB 耳机",
        -30.0,
        SENTENCE,
        SENTENCE.replace("一边听一边记", "一边听"),
        Delivery(4.0, 15, -25.0),
    )
    take("check-done", lambda: page().show_check(Check(CheckStep.DONE, SENTENCE, result=found)))
    yield "check-done"


def rare(window: MainWindow, take: Takes) -> Iterator[str]:
    """The cool-down page and the dialog after a crash."""
    window.go("cool")
    take("cool")
    dialogs: list[CrashDialog] = []

    def crashed() -> None:
        for old in dialogs:
            old.close()
        where = Path("crash-2026-11-22.txt")
        dialogs[:] = [CrashDialog(window.look, window.messages, where, kept=True, parent=window)]
        dialogs[0].show()

    take("crash", crashed, lambda: dialogs[0])
    for shown in dialogs:
        shown.close()
    yield "crash"
