# SPDX-License-Identifier: Apache-2.0
"""What the debrief shows of a scene."""

from dataclasses import replace
from pathlib import Path

from tests.rules import BOOK
from tests.scenes import ENDINGS, SCENARIO, Play, listening
from trainer_gui.application.report import Verdict, report
from trainer_gui.domain.events import StopPressed
from trainer_gui.domain.scenario import Outcome
from trainer_gui.domain.scoring import score


def test_report_of_a_finished_scene_keeps_the_three_results_apart():
    play = listening(seed=7).say("empathy", "act_now").heard_out().say("commit").heard_out()
    folder = Path("sessions/1")
    made = report(play.state, folder, has_audio=True)
    ending = ENDINGS["solved"]
    assert (made.outcome, made.ending_title, made.ending_comment) == (
        ending.outcome,
        ending.title,
        ending.comment,
    )
    assert made.score == score(BOOK, play.state.transcript, SCENARIO)
    assert made.turns == play.state.transcript
    assert (made.seed, made.folder, made.has_audio) == (7, folder, True)
    assert made.emotion_start == SCENARIO.emotion


def test_scene_that_was_left_is_stopped():
    play = listening().do(StopPressed(9.0))
    assert report(play.state).outcome is Outcome.STOPPED
    assert report(listening().state).outcome is Outcome.STOPPED
    assert report(listening().state).ending_title == ""


def verdict_of(play: Play, outcome: Outcome | None = None) -> Verdict:
    made = report(play.state)
    return (replace(made, outcome=outcome) if outcome else made).verdict


def test_who_stops_has_not_finished_however_well_it_began():
    good = listening().say("empathy", "act_now").do(StopPressed(9.0))
    assert verdict_of(good) is Verdict.UNFINISHED
    assert verdict_of(listening().do(StopPressed(9.0))) is Verdict.UNRATED


def test_who_loses_the_customer_has_not_passed_however_well_it_was_said():
    good = listening().say("empathy", "act_now").heard_out().say("commit").heard_out()
    assert verdict_of(good) is Verdict.PASSED
    assert verdict_of(good, Outcome.RESIGNED) is Verdict.PASSED
    assert verdict_of(good, Outcome.ESCALATED) is Verdict.FAILED
    assert verdict_of(good, Outcome.WALKED_OUT) is Verdict.FAILED
    assert verdict_of(listening().say("blame"), Outcome.RESIGNED) is Verdict.FAILED
