# SPDX-License-Identifier: Apache-2.0
"""All tables together."""

from trainer_gui.understanding.patterns.enquiring import ENQUIRING
from trainer_gui.understanding.patterns.faults import FAULTS
from trainer_gui.understanding.patterns.red_lines import RED_LINES
from trainer_gui.understanding.patterns.sign import Sign
from trainer_gui.understanding.patterns.solving import SOLVING
from trainer_gui.understanding.patterns.soothing import SOOTHING
from trainer_gui.understanding.patterns.steering import STEERING

SIGNS: tuple[Sign, ...] = (
    *SOOTHING,
    *ENQUIRING,
    *SOLVING,
    *STEERING,
    *FAULTS,
    *RED_LINES,
)
"""What shows each label; `ramble` has none, it is counted."""
