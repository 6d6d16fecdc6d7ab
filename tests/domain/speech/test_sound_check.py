# SPDX-License-Identifier: Apache-2.0
"""What a microphone check finds, by its measures alone."""

from dataclasses import replace

import pytest

from trainer_gui.domain.delivery import Delivery, Usual
from trainer_gui.domain.speech.sound_check import Checked, Finding, Piece, differences

SENTENCE = "您好，请坐。您慢慢说，我一边听一边记。"
READ = Delivery(4.0, 15, -25.0)
FINE = Checked("耳机", noise_db=-60.0, wanted=SENTENCE, heard=SENTENCE, delivery=READ)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, ()),
        ({"delivery": replace(READ, loudness_db=-45.0)}, (Finding.QUIET,)),
        ({"clipped": 0.01}, (Finding.LOUD,)),
        ({"noise_db": -38.0}, (Finding.NOISY,)),
        ({"echo_db": -30.0}, (Finding.ECHO,)),
        ({"echo_db": -59.0}, ()),  # drowned in the noise
        ({"heard": "您好，请走。"}, (Finding.MISHEARD,)),
        ({"heard": "", "recognises": False}, ()),  # nobody tried
        ({"delivery": None, "heard": ""}, (Finding.SILENT,)),
        ({"delivery": None, "heard": "", "echo_db": -30.0}, (Finding.SILENT, Finding.ECHO)),
        (
            {"delivery": replace(READ, loudness_db=-45.0), "noise_db": -50.0},
            (Finding.QUIET, Finding.NOISY),
        ),
    ],
)
def test_each_measure_has_its_finding(change: dict, found: tuple[Finding, ...]):
    assert replace(FINE, **change).findings == found


def test_the_own_way_of_speaking_is_kept_when_the_sentence_was_understood():
    assert FINE.usual == Usual(225.0, -25.0)
    assert replace(FINE, heard="您好").usual is None
    assert replace(FINE, delivery=None).usual is None
    assert replace(FINE, delivery=replace(READ, characters=5)).usual is None


def test_agreement_is_the_share_of_the_sentence_that_was_heard():
    assert FINE.agreement == 1.0
    assert replace(FINE, heard="").agreement == 0.0
    assert replace(FINE, wanted="", heard="喂").agreement == 1.0


@pytest.mark.parametrize(
    ("wanted", "heard", "pieces"),
    [
        ("您好，请坐。", "您好请坐", [(Piece.SAME, "您好请坐")]),
        (
            "我现在查",
            "我先在查",
            [
                (Piece.SAME, "我"),
                (Piece.MISSED, "现"),
                (Piece.ADDED, "先"),
                (Piece.SAME, "在查"),
            ],
        ),
        ("您好", "您好吗", [(Piece.SAME, "您好"), (Piece.ADDED, "吗")]),
        ("您好吗", "您好", [(Piece.SAME, "您好"), (Piece.MISSED, "吗")]),
        ("ＡＢ", "ab", [(Piece.SAME, "ab")]),
        ("", "", []),
    ],
)
def test_what_was_heard_is_held_beside_what_was_to_be_read(
    wanted: str, heard: str, pieces: list[tuple[Piece, str]]
):
    assert list(differences(wanted, heard)) == pieces
