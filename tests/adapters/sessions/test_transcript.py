# SPDX-License-Identifier: Apache-2.0
"""Every shape of turn as JSON."""

import json
from dataclasses import replace

import pytest

from tests.scenes import listening, reading, spoken
from trainer_gui.adapters.sessions.transcript import report_json, turn_json
from trainer_gui.application.report import report
from trainer_gui.domain.emotion import Emotion
from trainer_gui.domain.events import PausePressed, Source, StopPressed, TraineeSaid
from trainer_gui.domain.interventions import (
    AnswersOpened,
    MicrophoneHanded,
    NoteWritten,
    TurnTakenBack,
)
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.state import Mode
from trainer_gui.domain.transcript import Speaker, Turn

COMMON = {"who", "text", "beat", "start_s", "end_s", "emotion", "causes"}
CUSTOMERS = {"response_ms", "interrupted"}
TRAINEES = {
    "interrupted",
    "moves",
    "faults",
    "evidence",
    "source",
    "confidence",
    "hints",
    "wordings",
    "promises",
} | {
    "characters_per_minute",
    "loudness_db",
    "delivery",
}


def turn(who=Speaker.TRAINEE, **changes):
    return replace(Turn(who, "好的", "storm", 1.23456, 2.0, Emotion(64.04, 35, 60)), **changes)


def test_turns_of_others_are_named():
    shape = turn_json(turn(Speaker.OTHER, name="张主任"))
    assert set(shape) == COMMON | CUSTOMERS | {"name"}
    assert (shape["who"], shape["name"]) == ("other", "张主任")


def test_a_customers_turn_has_no_parts_of_a_trainees():
    shape = turn_json(turn(Speaker.CUSTOMER, response_ms=812.6, interrupted=True))
    assert set(shape) == COMMON | CUSTOMERS
    assert (shape["who"], shape["response_ms"], shape["interrupted"]) == ("customer", 813, True)
    assert shape["start_s"] == 1.235
    assert shape["emotion"] == {"anger": 64.0, "trust": 35, "patience": 60, "band": "angry"}


def test_the_first_line_answers_nothing():
    assert turn_json(turn(Speaker.CUSTOMER))["response_ms"] is None


def test_a_spoken_turn_tells_how_it_was_said():
    said = turn(reading=reading("empathy", "blame"), delivery=spoken(240), confidence=0.876)
    shape = turn_json(said)
    assert set(shape) == COMMON | TRAINEES
    assert (shape["moves"], shape["faults"]) == (["empathy"], ["blame"])
    assert {"label": "blame", "quote": "〔blame〕"} in shape["evidence"]
    assert (shape["source"], shape["confidence"]) == ("voice", 0.88)
    assert (shape["characters_per_minute"], shape["loudness_db"]) == (240, -20.0)


def test_a_typed_turn_has_no_voice():
    shape = turn_json(turn(source=Source.TYPED, hints=2))
    assert set(shape) == COMMON | TRAINEES
    assert (shape["source"], shape["hints"]) == ("typed", 2)
    assert shape["characters_per_minute"] is None
    assert shape["loudness_db"] is None


def test_causes_name_what_moved_her_and_by_how_much():
    play = listening().say("blame")
    (cause,) = [c for c in turn_json(play.state.replies[0])["causes"] if c["what"] == "blame"]
    assert cause["anger"] > 0
    assert set(cause) == {"what", "anger", "trust", "patience"}


@pytest.mark.parametrize("mode", list(Mode))
def test_a_whole_session_survives_json(mode):
    play = listening(mode=mode, seed=7).say("blame").heard_out().say("abuse")
    shape = json.loads(json.dumps(report_json(report(replace(play.state, trainee="小李")))))
    assert (shape["scenario"], shape["seed"], shape["mode"]) == ("T01", 7, mode.value)
    assert shape["trainee"] == "小李"
    assert [t["who"] for t in shape["turns"]] == ["customer", "trainee", "customer", "trainee"]
    result = shape["result"]
    assert (result["outcome"], result["passed"]) == (Outcome.WALKED_OUT.value, False)
    assert result["red_lines"] == ["abuse"]
    assert result["emotion"] == shape["turns"][-1]["emotion"]
    for point in result["evidence"]:
        assert shape["turns"][point["turn"]]["who"] == "trainee"


def test_a_scene_that_was_stopped_before_a_word_has_a_result():
    play = listening()
    play.state = replace(play.state, transcript=())
    shape = report_json(report(play.do(StopPressed(play.later(1))).state))
    assert shape["turns"] == []
    assert shape["result"]["outcome"] == "stopped"
    assert shape["result"]["overall"] is None
    assert shape["result"]["emotion"]["anger"] == 64


def test_a_steered_session_tells_what_the_trainer_did():
    play = listening().do(NoteWritten(0, "看她的手"), MicrophoneHanded("小王")).say("blame")
    play.heard_out().do(TurnTakenBack(), MicrophoneHanded("小李"), AnswersOpened())
    said = TraineeSaid(0, "我说", 9.0, 9.0, source=Source.TYPED, reading=reading("empathy"))
    play.do(said, PausePressed(10.0)).heard_out().say("abuse")
    shape = json.loads(json.dumps(report_json(report(play.state)), ensure_ascii=False))
    assert [t["name"] for t in shape["turns"] if t["who"] == "trainee"] == ["小李"]
    assert shape["steered"] is True
    (taken,) = shape["taken_back"]
    assert [t.get("name") for t in taken] == [None, "小王", None]
    assert taken[0]["note"] == "看她的手"
    (answer,) = shape["answers"]
    assert (answer["name"], answer["moves"], answer["anger"]) == ("小李", ["empathy"], [64.0, 52.0])
    assert answer["says"]
