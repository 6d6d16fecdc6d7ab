# SPDX-License-Identifier: Apache-2.0
"""The vocabulary of what a reply can do: moves, faults, and the dimensions they count in."""

from enum import StrEnum

MOVES = (
    "empathy", "apology", "own_fault", "thanks", "comfort", "calm", "open_question",
    "closed_question", "restate", "act_now", "commit", "explain", "soften", "reframe", "decline",
    "broken_record", "offer", "choices", "consult", "compensate", "expectation", "relate", "praise",
    "show_weakness", "save_face", "escalate", "deflect", "boundary", "safety", "advise", "close",
)  # fmt: skip
"""Ids of the techniques, in the order in which reports list them."""

FAULTS = (
    "argue", "blunt_but", "blame", "buck_pass", "rule_wall", "cold", "lecture", "abuse", "threaten",
    "doubt", "overpromise", "breach", "slang", "jargon", "ramble",
)  # fmt: skip
"""Ids of what does harm, in the order in which reports list them."""

RED_LINES = frozenset({"breach", "abuse", "threaten", "overpromise"})
"""Faults that fail an attempt by themselves."""

LABELS = frozenset(MOVES) | frozenset(FAULTS)


class Dimension(StrEnum):
    """What the technique score is divided into."""

    SOOTHING = "soothing"
    LISTENING = "listening"
    EXPLAINING = "explaining"
    SOLUTION = "solution"
    CONDUCT = "conduct"
    SELF_CONTROL = "self_control"
