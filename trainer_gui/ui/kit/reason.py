# SPDX-License-Identifier: Apache-2.0
"""Why a scene is proposed, in words."""

from trainer_gui.application.messages import Messages
from trainer_gui.application.today import Today


def reason_words(words: Messages, today: Today) -> str:
    """Why the scene of the day is the one that it is."""
    why = today.why
    if why is None:
        return ""
    if not today.sessions:
        return words("home.why_first")
    if why.dimension is not None:
        moves = words("home.and").join(words(f"label.{m}") for m in why.moves)
        weak = words(f"dimension.{why.dimension}")
        return words("home.why_weak", dimension=weak, moves=moves)
    return words("home.why_old" if why.played is not None else "home.why_new")
