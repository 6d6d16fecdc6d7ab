# SPDX-License-Identifier: Apache-2.0
"""The screens of a group, of reversed roles and of two who practise together."""

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtWidgets import QPushButton, QWidget

from tests.rig import RUDE, SORRY, Rig
from trainer_gui.domain.events import TraineeStarted
from trainer_gui.domain.state import Mode
from trainer_gui.domain.teaching.reversal import Part

NAMES = (
    "小王 小李 陈静 赵磊 欧阳雪梅 孙建国 周敏 吴涛 郑爽 王芳 "
    "冯刚 陈晨 褚卫 蒋丽 沈阳 韩雪 杨光 朱琳 秦岚 许诺"
)
LONG = (
    "周女士，您先别着急，这件事我听明白了：您一直用的是五十八块的套餐，这个月一看成了三十块的，"
    "您没来过营业厅也没接过电话，换了谁都要问个明白。我现在就把上个月的办理记录一条一条调出来，"
    "您坐下来喝口水，我们一起看，查到哪一条我就念给您听，五分钟之内给您一个说法，您看行不行？"
)
HOW = "您是哪天发现套餐变了的？当时看到的是什么？"
BLAME = "您自己回过短信，自己忘了，这怎么能怪我们呢？"


class Camera(Protocol):
    """Takes pages and the big screen."""

    def take(self, name: str, settle: Callable[[], object] = ...) -> None: ...
    def take_big_screen(self, name: str) -> None: ...


def room(rig: Rig, camera: Camera) -> Iterator[str]:
    """A lesson with twenty people, on one screen."""
    rig.begin("C02", Mode.GROUP)
    _tab(rig, 3)
    rig.window.room.console.screen_tab.open.click()
    rig.my_turn()
    camera.take_big_screen("big-first")
    rig.window.room.console.players.list.setText(NAMES)
    rig.window.room.console.players.list.editingFinished.emit()
    rig.window.room.console.players.next.click()
    rig.type(SORRY).my_turn()
    for i, name in enumerate(("room", "room-events", "room-answers", "room-screen")):
        camera.take(name, lambda i=i: _tab(rig, i))
        yield name
    camera.take_big_screen("big-scene")
    rig.window.room.console.note.setFocus()
    _pick(rig)
    rig.app.stage.dispatch(TraineeStarted(rig.state.turn_id, 1.0))
    _bring_in(rig)
    camera.take("room-picked", lambda: _tab(rig, 1))
    rig.window.home.emit()
    yield from _asked(rig, camera)
    yield from _waits(rig, camera)
    yield from _manager(rig, camera)


def _asked(rig: Rig, camera: Camera) -> Iterator[str]:
    rig.begin("C02", Mode.GROUP)
    rig.window.room.console.screen_tab.open.click()
    rig.type(SORRY).my_turn()
    _tab(rig, 2)
    rig.window.room.console.answers.ask.click()
    camera.take_big_screen("big-asked")
    answers = rig.window.room.console.answers
    for i, words in enumerate((HOW, BLAME, LONG, RUDE), 1):
        rig.window.room.console.players.next.click()
        answers.words.setText(words)
        answers.words.returnPressed.emit()
        if i in (2, 4):
            camera.take_big_screen(f"big-answers-{i}")
    camera.take("room-compared", lambda: _tab(rig, 2))
    rig.window.room.console.answers.record.click()
    camera.take_big_screen("big-hearing")
    rig.window.home.emit()
    yield "answers"


def _waits(rig: Rig, camera: Camera) -> Iterator[str]:
    rig.begin("C02", Mode.GROUP)
    rig.window.room.console.screen_tab.open.click()
    for _ in range(4):
        rig.stay_silent().my_turn()
    camera.take("room-waits")
    camera.take_big_screen("big-waits")
    rig.type(LONG).my_turn()
    camera.take_big_screen("big-long")
    rig.window.pause_pressed.emit()
    camera.take("room-frozen")
    camera.take_big_screen("big-frozen")
    rig.window.stop_pressed.emit()
    rig.debrief()
    camera.take_big_screen("big-ended")
    rig.window.home.emit()
    yield "waits"


def _manager(rig: Rig, camera: Camera) -> Iterator[str]:
    """The manager speaks, held in the middle of the line, then a trainee in the manager's place."""
    rig.begin("C01", Mode.GROUP)
    rig.window.room.console.screen_tab.open.click()
    rig.my_turn()
    _tab(rig, 1)
    camera.take("room-phone", lambda: _tab(rig, 1))
    _bring_in(rig)
    rig.window.pause_pressed.emit()
    camera.take("room-manager", lambda: _tab(rig, 1))
    camera.take_big_screen("big-manager")
    rig.window.pause_pressed.emit()
    rig.my_turn()
    rig.window.room.console.events.pair.click()
    _bring_in(rig)
    camera.take("room-pair", lambda: _tab(rig, 1))
    camera.take_big_screen("big-pair")
    rig.window.home.emit()
    yield "manager"


def together(rig: Rig, camera: Camera) -> Iterator[str]:
    """Two who practise together, and the roles reversed."""
    rig.choose("C06")
    camera.take("briefing-together")
    rig.window.home.emit()
    rig.choose("C02")
    _press(rig.window.briefing, rig.window.messages("reverse.offer"))
    swap = rig.app.reversed.swap
    rig.until(lambda: swap.reversal is not None and swap.reversal.part is Part.CUSTOMER)
    camera.take("reversed-first")
    for _ in range(2):
        _rage(rig)
        rig.until(lambda: swap.reversal is not None and swap.reversal.part is Part.CUSTOMER)
    camera.take("reversed")
    rig.app.reversed.page.stop.click()
    camera.take("reversed-over")
    rig.window.home.emit()
    yield "reversed"


def _rage(rig: Rig) -> None:
    page = rig.app.reversed.page
    page.controls.input.setText("你们凭什么动我的套餐！我问你呢！")
    page.controls.send.click()


def _tab(rig: Rig, index: int) -> None:
    rig.window.room.console.tab_buttons[index].click()


def _pick(rig: Rig) -> None:
    lines = rig.window.room.console.lines.list
    lines.clicked.emit(lines.model().index(3, 0))


def _bring_in(rig: Rig) -> None:
    """Bring in the manager."""
    (manager,) = [
        b
        for b in rig.window.room.console.events.findChildren(QPushButton)
        if b.text() == rig.window.messages("room_event.manager")
    ]
    manager.click()


def _press(page: QWidget, words: str) -> None:
    (found,) = [b for b in page.findChildren(QPushButton) if words in b.text() and b.isVisible()]
    found.click()
