# SPDX-License-Identifier: Apache-2.0
"""A lesson in the whole app: chosen, played by the real speaker, answered by voice and typing."""

from pathlib import Path

import pytest

from tests.adapters.scenarios.example import COACH, LESSON, PERSONA, SCENE
from tests.rig import NoMicrophone, Rig, WatchedInput, seen, speech, unloadable
from trainer_gui.domain.teaching.study import Ask, Step
from trainer_gui.ui.home.chooser import Offer
from trainer_gui.ui.page import Page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "T01.yaml": SCENE,
        "coach.yaml": COACH,
        "personas/regular.yaml": PERSONA,
        "lessons/L01.yaml": LESSON,
        "lessons/L02.yaml": "id: L02\n",
    }.items():
        path = tmp_path / "library" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "library"


def opened(rig: Rig) -> Rig:
    """The first lesson, by the buttons."""
    rig.window.chooser.offer(Offer.LESSONS)
    rig.until(rig.window.chooser.lesson_card.start.isEnabled)
    rig.window.chooser.lesson_card.start.click()
    rig.until(lambda: rig.window.page is Page.LEARN)
    return rig


def study(rig: Rig):
    return rig.app.lessons.classroom.study


def test_the_demonstration_is_played_and_an_answer_is_spoken(rig, folder):
    me = opened(rig(scenarios=folder))
    me.window.lesson.reading.go_on.click()
    for _ in range(3):  # comments are given time to be read: not waited for here
        me.until(lambda: study(me).speaking is not None)
        at = study(me).at
        me.until(lambda at=at: study(me).at > at or study(me).speaking is None)
        me.window.lesson.hearing.next_line.click()
    me.window.lesson.hearing.go_on.click()
    me.until(lambda: study(me).ask is Ask.LISTENING)
    me.recogniser.texts.append("实在是对不起，让您跑了三趟，换了我也会着急。")
    me.feed(speech())
    me.feed(bytes(32_000))
    me.until(lambda: study(me).ask is Ask.ANSWERED)
    (answer,) = study(me).answers
    assert answer.hit
    assert "empathy" in answer.reading.labels


def test_without_sound_lines_are_captions_and_answers_are_typed(rig, folder):
    me = opened(rig(scenarios=folder, load_voice=unloadable, audio_input=NoMicrophone))
    me.window.lesson.steps.button(2).click()
    me.until(lambda: study(me).ask is Ask.LISTENING)
    me.until(lambda: not me.window.lesson.drill.controls.talk.isEnabled())
    for _ in range(5):
        me.until(lambda: study(me).ask in (Ask.SAYING, Ask.LISTENING))
        prompt = study(me).prompt
        me.window.lesson.drill.controls.input.setText(prompt.model)
        me.window.lesson.drill.controls.send.click()
        me.window.lesson.drill.next.click()
    assert (study(me).ask, study(me).hits) == (Ask.DONE, 5)


def drilled(me: Rig) -> None:
    """The whole drill, typed."""
    me.window.lesson.steps.button(2).click()
    for _ in range(5):
        me.until(lambda: study(me).ask in (Ask.SAYING, Ask.LISTENING))
        me.window.lesson.drill.controls.input.setText(study(me).prompt.model)
        me.window.lesson.drill.controls.send.click()
        me.window.lesson.drill.next.click()
    assert study(me).ask is Ask.DONE


def test_a_drill_that_was_gone_through_is_kept_and_known_after_a_restart(rig, folder, places):
    me = opened(rig(scenarios=folder, load_voice=unloadable))
    told = seen(me.app.home.told)
    drilled(me)
    me.until(lambda: bool(told and told[-1][0].drilled))
    assert told[-1][0].drilled["L01"].hits == 5
    me.window.lesson.drill._result.once_more.click()
    me.window.lesson.back.click()  # not gone through a second time: nothing is kept
    again = rig(scenarios=folder)
    told = seen(again.app.home.told)
    again.app.home.read()
    again.until(lambda: bool(told and told[-1][0].drilled))
    assert told[-1][0].drilled["L01"].of == 5
    assert len((places.data / "lessons.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_broken_file_of_results_is_one_line_and_hides_nothing(rig, folder, places):
    me = rig(scenarios=folder)
    refused, told = seen(me.app.refused), seen(me.app.home.told)
    places.data.mkdir(parents=True, exist_ok=True)
    (places.data / "lessons.jsonl").write_text("{\n", encoding="utf-8")
    me.app.home.read()
    me.until(lambda: bool(refused and told))
    assert "lessons.jsonl:1: " in str(refused[0][0])
    before = len(told)
    me.app.home.read()
    me.until(lambda: len(told) > before)
    assert len(refused) == 1


def test_a_case_opens_its_briefing_and_ends_the_lesson(rig, folder):
    ears = WatchedInput()
    me = opened(rig(scenarios=folder, audio_input=lambda post: ears))
    me.window.lesson.steps.button(2).click()
    assert ears.open
    me.window.lesson.chosen.emit("T01", "practice")
    me.until(lambda: me.window.page is Page.BRIEF)
    assert study(me) is None
    me.window.briefing.start.click()
    assert me.my_turn().state.scenario.id == "T01"


def test_leaving_closes_the_microphone_and_stops_the_voice(rig, folder):
    ears = WatchedInput()
    me = opened(rig(scenarios=folder, audio_input=lambda post: ears))
    me.window.lesson.steps.button(2).click()
    me.until(lambda: study(me).speaking is not None)
    me.window.lesson.back.click()
    assert me.window.page is Page.CHOOSE
    assert study(me) is None
    assert not ears.open
    opened(me)
    me.window.lesson.steps.button(1).click()
    assert study(me).step is Step.HEAR
    assert not ears.open


def test_a_scene_after_a_lesson_is_heard(rig, folder):
    me = opened(rig(scenarios=folder))
    me.window.lesson.steps.button(2).click()
    me.until(lambda: study(me).ask is Ask.LISTENING)
    me.window.lesson.back.click()
    me.begin("T01").my_turn()
    assert me.state.transcript[0].text


def test_a_broken_lesson_is_refused_in_one_line(rig, folder):
    me = rig(scenarios=folder)
    refused = seen(me.app.refused)
    me.window.lesson_chosen.emit("L02")
    me.until(lambda: bool(refused))
    assert "L02.yaml:1:1" in str(refused[0][0])
    assert me.window.page is Page.CHOOSE


def test_a_lesson_left_while_it_is_read_is_not_shown(rig, folder):
    me = rig(scenarios=folder)
    me.window.lesson_chosen.emit("L01")
    me.window.home.emit()
    done = []
    me.app._files.submit(lambda: done.append(True))
    me.until(lambda: bool(done))
    me.qtbot.wait(50)
    assert me.window.page is Page.CHOOSE


def test_a_lesson_that_is_saved_anew_is_listed_anew(rig, folder):
    me = rig(scenarios=folder)
    chooser = me.window.chooser
    chooser.offer(Offer.LESSONS)
    me.until(lambda: chooser.list.model().rowCount() == 2)
    path = folder / "lessons" / "L01.yaml"
    path.write_text(LESSON.replace("先接心情，再办事", "心情在前，事情在后"), encoding="utf-8")
    me.until(lambda: "心情在前" in str(chooser.list.model().index(0, 0).data()))
