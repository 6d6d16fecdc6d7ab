# SPDX-License-Identifier: Apache-2.0
"""The whole program in its real window, used as people use it: by mouse, keyboard and voice.

python -m tests.journey clerk|manager FOLDER, on an X display with a PulseAudio that has a virtual
microphone (`tools/headless.sh`). The clerk practises alone and leaves a scene in the middle; the
manager opens the same program the next day. Prints as JSON what was seen on the way.

Nothing of the program is replaced: its own voice, recogniser, files and database. What the clerk
says is rendered by the program's voice too, in a man's timbre, and played to the microphone.
"""

import argparse
import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.adapters.scenarios.example import COACH, PERSONA, SCENE
from tests.person import Person
from trainer_gui.application.checking import CheckStep
from trainer_gui.domain.events import Device, NothingHeard
from trainer_gui.domain.state import Phase
from trainer_gui.domain.teaching.study import Ask
from trainer_gui.flows.checking import PAGE as CHECK
from trainer_gui.flows.checking import SENTENCES
from trainer_gui.ui.home.page import Place
from trainer_gui.ui.window import Page

NAME = "小李"
CHECKS = 3
"""So often somebody checks the microphone where it did not hear: a busy machine loses sound."""
REPLIES = {
    "storm_in": ("套餐是您自己改的吧。", "换了谁都得着急，我现在就给您查。"),
    "looked_up": ("您上个月回过一条短信吗？",),
}
"""What the clerk says in each beat, the last again and again."""
ANSWERS = ("实在对不起，换了谁都得着急。", "我现在就给您打电话问。")
LESSON = """\
id: L01
title: 先接心情，再办事
trains: [empathy, act_now]
avoids: blame
what: 人在气头上听不进道理。先接住心情，话才进得去。
when: [客户一来就嚷]
when_not: 客户只想快点办完
steps: [说出她的感受, 说你马上做什么]
cases: [T01]
customer: {name: 高女士}
demonstration:
  scene: 她排了四十分钟的队
  poor:
    - {customer: 排到我你说下班？, anger: 60}
    - {trainee: 这个不归我管。}
  good:
    - {customer: 排到我你说下班？, anger: 60}
    - {trainee: 换我也急，我现在就办。, moves: [empathy, act_now]}
drill:
  - {customer: 我都跑了三趟了！, expect: [[empathy]], model: 换了谁跑三趟都累。, tip: 先接住心情}
  - {customer: 这点事要几天？, expect: [[act_now]], model: 我现在就打电话催。, tip: 说动作}
"""


def options(folder: Path) -> argparse.Namespace:
    """Of `trainer-gui`, with a small library."""
    library = folder / "library"
    for name, text in {
        "T01.yaml": SCENE,
        "coach.yaml": COACH,
        "personas/regular.yaml": PERSONA,
        "lessons/L01.yaml": LESSON,
    }.items():
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return argparse.Namespace(
        data_dir=folder / "data", scenarios=library, language="zh", theme="light"
    )


def clerk(me: Person) -> None:
    """Home, check, briefing, talk, debrief, lesson, progress; away in the middle of a scene."""
    me.seen["welcome"] = me.words()
    me.type(NAME, me.window.first._name)
    me.until(lambda: me.today._today.trainee == NAME)
    check(me)
    me.press(Qt.Key.Key_Return)  # today's proposal
    me.until(lambda: me.window.page is Page.BRIEF)
    me.seen["briefing"] = me.words()
    me.until(lambda: me.has(Device.VOICE, Device.RECOGNISER))
    me.prepare(*(words for ways in REPLIES.values() for words in ways))
    me.press(Qt.Key.Key_Return)
    me.until(lambda: me.window.page is Page.TALK)
    talk(me)
    me.until(lambda: me.window.page is Page.DEBRIEF)
    me.seen["debrief"] = me.words()
    me.click(me.window.debrief._home)
    me.until(lambda: me.today._today.sessions == 1)
    learn(me)
    me.click(me.window.first.tabs.button(list(Place).index(Place.PROGRESS)))
    me.seen["progress"] = me.words(me.window.first.progress)
    me.click(me.window.first.tabs.button(list(Place).index(Place.TODAY)))
    me.click(me.today.again)
    me.until(lambda: me.window.page is Page.BRIEF)
    me.press(Qt.Key.Key_Return)
    talk(me, replies=1)
    me.seen["left"] = [t.text for t in me.state.transcript]
    me.seen["anger"] = me.state.emotion.anger


def check(me: Person) -> None:
    """Of the microphone: read the sentence when it is asked for."""
    booth = me.app.checking._booth
    me.until(lambda: me.has(Device.VOICE, Device.RECOGNISER))
    said = me.window.messages
    me.prepare(*(said(f"check.sentence_{number + 1}") for number in range(SENTENCES)))
    me.click(me.today.check)
    me.until(lambda: me.window.page == CHECK)
    for _ in range(CHECKS):
        me.click(me.app.checking._page.start)
        me.until(lambda: booth.check.step is CheckStep.READ)
        me.speak(booth.check.sentence)
        me.until(lambda: booth.check.step is CheckStep.DONE)
        if booth.check.heard:
            break
    me.seen["check"] = me.words(me.app.checking._page)
    me.seen["heard"] = booth.check.heard
    me.press(Qt.Key.Key_Escape)
    me.until(lambda: me.window.page is Page.CHOOSE)


def talk(me: Person, replies: int = 9) -> None:
    """Answer by voice until it is over, or so often."""
    heard: list[object] = []
    me.app.stage.changed.connect(lambda state, event: heard.append(event))

    def answered() -> bool:
        return len(me.state.replies) > before or any(isinstance(e, NothingHeard) for e in heard)

    def my_turn() -> bool:
        return me.state.phase in (Phase.LISTENING, Phase.ENDED)

    me.until(my_turn)
    while me.state.phase is not Phase.ENDED and len(me.state.replies) < replies:
        ways = REPLIES[me.state.beat_id]
        before = len(me.state.replies)
        heard.clear()
        me.speak(ways[min(me.state.visits.get(me.state.beat_id, 0), len(ways) - 1)])
        me.until(answered)
        me.until(my_turn)
        me.seen.setdefault("talk", me.words())


def learn(me: Person) -> None:
    """Read, hear both demonstrations, answer by voice."""

    def study():
        return me.app.lessons.classroom.study

    me.click(me.today.learn)
    me.until(lambda: me.window.page is Page.LEARN)
    me.seen["lesson"] = me.words()
    me.prepare(*ANSWERS)
    me.press(Qt.Key.Key_Return)
    lines: list[str] = []
    me.app.lessons.classroom.changed.connect(
        lambda now: lines.append(now.line.text) if now.line and now.speaking is not None else None
    )
    me.until(lambda: study().line is None and not study().playing)
    me.seen["demonstrations"] = list(dict.fromkeys(lines))
    me.press(Qt.Key.Key_Return)
    for words in ANSWERS:
        me.until(lambda: study().ask is Ask.LISTENING)
        me.speak(words)
        me.until(lambda: study().ask is Ask.ANSWERED)
        me.seen.setdefault("answer", me.words(me.window.lesson))
        me.press(Qt.Key.Key_Return)
    me.until(lambda: study().ask is Ask.DONE)
    me.seen["drill"] = [(a.text, a.hit) for a in study().answers]
    me.press(Qt.Key.Key_Escape)
    me.until(lambda: me.window.page is Page.CHOOSE)
    me.until(lambda: bool(me.today._today.drilled))


def manager(me: Person) -> None:
    """The next day: what yesterday left, the class as a file, the scene that was left."""
    me.seen["welcome"] = me.words()
    me.click(me.window.first.tabs.button(list(Place).index(Place.PROGRESS)))
    progress = me.window.first.progress
    me.click(progress.views.button(1))
    me.seen["class"] = me.words(progress)
    told: list[object] = []
    me.app.home._exported.connect(told.append)
    me.click(progress.everyone.export)
    me.until(lambda: bool(told))
    me.seen["file"] = str(told[0])
    me.click(me.window.first.tabs.button(list(Place).index(Place.TODAY)))
    me.click(me.today.again)
    me.until(lambda: me.window.page is Page.BRIEF)
    me.press(Qt.Key.Key_Return)
    me.until(lambda: me.window.page is Page.TALK and me.state.phase is Phase.LISTENING)
    me.seen["gone_on"] = [t.text for t in me.state.transcript]
    me.seen["anger"] = me.state.emotion.anger


def main(way: str, folder: str) -> None:
    """Go one way, and tell what was seen."""
    me = Person(QApplication([]), options(Path(folder)))
    try:
        {"clerk": clerk, "manager": manager}[way](me)
    finally:
        me.close()
    print(json.dumps(me.seen, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
