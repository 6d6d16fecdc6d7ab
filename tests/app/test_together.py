# SPDX-License-Identifier: Apache-2.0
"""Two trainees in one scene, and one who plays the customer."""

from dataclasses import replace
from pathlib import Path

import yaml
from PySide6.QtWidgets import QPushButton

from tests.rig import RATE, SETTINGS, QuickVoice, folders, speech
from trainer_gui.domain.state import Mode, Phase
from trainer_gui.domain.teaching.reversal import Part
from trainer_gui.ui.page import Page


def pressed(page, words):
    """Press the button that says `words`."""
    (found,) = [b for b in page.findChildren(QPushButton) if words in b.text() and b.isVisible()]
    found.click()


def test_a_colleague_plays_the_director(rig):
    r = rig()
    r.choose("C06")
    director = r.app.choosing.scene.scenario.others["director"].name
    pressed(r.window.briefing, director)
    r.window.briefing.start.click()
    script = Path(__file__).parents[1] / "playthroughs" / "C06_good.yaml"
    turns = yaml.safe_load(script.read_text(encoding="utf-8"))["turns"]
    comes = next(i for i, t in enumerate(turns) if t["expect"].get("beat") == "director")
    for turn in turns[: comes + 1]:
        r.type(turn["say"])
    r.my_turn()
    assert r.state.cue is not None
    talk = r.window.conversation
    assert director in talk.controls._state.text()
    assert r.state.cue.text in talk._strips._hint_strip.words.text()
    talk.controls.input.setText("您好，我是主任，这事我来办。")
    talk.controls.send.click()
    assert r.state.transcript[-1].name == director
    r.my_turn()
    assert r.state.cue is None


def test_the_manager_of_any_scene_can_be_played_by_a_trainee(rig):
    r = rig()
    r.choose("C02", Mode.GROUP)
    r.window.briefing.start.click()
    r.my_turn()
    events = r.window.room.console.events
    events.pair.click()
    manager = events._shared[0].event.by.name
    events._buttons.itemAt(0).widget().click()
    assert r.state.phase is Phase.LISTENING
    assert r.state.cue is not None
    assert manager in r.window.conversation.controls._state.text()
    r.window.conversation.controls.input.setText("我是经理，您慢慢说，我来办。")
    r.window.conversation.controls.send.click()
    assert r.state.transcript[-1].name == manager


def reversed_roles(r, scenario="C02"):
    r.choose(scenario)
    pressed(r.window.briefing, r.window.messages("reverse.offer"))
    r.until(lambda: r.app.reversed.swap.reversal.part is Part.CUSTOMER)
    assert r.window.page == Page.REVERSED
    return r.app.reversed.page


def test_the_trainee_is_the_customer_and_the_app_calms_them(rig):
    r = rig()
    page = reversed_roles(r)
    swap = r.app.reversed.swap
    anger = swap.reversal.scene.emotion.anger
    for _ in range(40):
        r.until(lambda: swap.reversal.part in (Part.CUSTOMER, Part.OVER))
        if swap.reversal.part is Part.OVER:
            break
        assert swap.reversal.cue in page._customer._caption.text()
        page.controls.input.setText("你们凭什么改我的套餐！")
        page.controls.send.click()
    assert swap.reversal.part is Part.OVER
    assert swap.reversal.scene.emotion.anger < anger - 30
    assert swap.reversal.scene.ending.title == page._over_title.text()
    assert page.again_button.isVisible()
    assert folders(r.places) == [], "nothing is kept"
    page.again_button.click()
    assert r.window.page is Page.BRIEF
    r.window.briefing.start.click()
    assert r.my_turn().window.page is Page.TALK


def test_after_a_typed_line_no_button_has_the_focus(rig):
    r = rig()
    page = reversed_roles(r)
    page.controls.input.setFocus()
    page.controls.input.setText("你们凭什么改我的套餐！")
    page.controls.send.click()
    r.until(lambda: not page.controls.input.isEnabled())
    assert r.window.focusWidget() is page
    assert page.controls._state.text() == r.window.messages("reverse.speaking")


def test_the_customers_part_is_spoken(rig):
    r = rig()
    page = reversed_roles(r)
    swap = r.app.reversed.swap
    r.recogniser.texts.extend(["我的套餐呢？"] * 3)  # pauses are decoded as well
    r.feed(speech())
    r.feed(bytes(RATE * 2))
    r.until(lambda: len(swap.reversal.scene.transcript) >= 2)
    assert swap.reversal.scene.transcript[0].text == "我的套餐呢？"
    page.home.emit()
    assert r.window.page is Page.CHOOSE
    assert swap.reversal is None


def test_a_key_held_while_the_clerk_speaks_cuts_in_and_the_next_words_are_heard(rig):
    talking = {"load_voice": lambda: QuickVoice(0.06)}
    r = rig(settings=replace(SETTINGS, turn_policy="press_to_talk"), **talking)
    page = reversed_roles(r)
    swap = r.app.reversed.swap
    page.controls.input.setText("你们凭什么改我的套餐！")
    page.controls.send.click()
    r.until(lambda: swap.reversal.part is Part.CLERK and swap.reversal.started > 0)
    answer = swap.reversal.answer.say
    r.recogniser.texts.extend(["少来这套，我的套餐呢？"] * 3)  # pauses are decoded as well
    page.controls.press_talk()
    r.until(lambda: swap.reversal.part is Part.CUSTOMER)
    assert len(swap.reversal.scene.replies[0].text) < len(answer)
    r.feed(speech())
    page.controls.release_talk()
    r.until(lambda: "少来这套，我的套餐呢？" in [t.text for t in swap.reversal.scene.transcript])


def test_roles_stay_reversed_in_the_other_language(rig):
    r = rig()
    reversed_roles(r)
    r.window.language_chosen.emit("en")
    assert r.window.page == Page.REVERSED
    assert "Reversed" in r.app.reversed.page._title.text()
    r.app.reversed.page.stop.click()
    assert r.app.reversed.page._over.isVisible()
