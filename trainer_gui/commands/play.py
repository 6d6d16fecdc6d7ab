# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui play SCENARIO --replies FILE|-`: a JSON line a turn, then the result.

Each line of the file is a reply; an empty one is silence. Where `--role` names somebody else of
the scene, the line at that one's turn is his, and an empty one lets the app speak for him. When the
replies run out before the scene ends, it is stopped there.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from trainer_gui.adapters.paths import places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.scenarios.loader import load_scenario
from trainer_gui.adapters.sessions.transcript import report_json, turn_json
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.application.errors import UserError
from trainer_gui.application.report import report
from trainer_gui.application.settings import weights
from trainer_gui.application.typed_scene import TypedScene
from trainer_gui.commands.output import emit
from trainer_gui.domain.scenario import Scenario
from trainer_gui.domain.state import Mode, new_state
from trainer_gui.understanding.reader import Reader


def run(options: argparse.Namespace) -> int:
    """Play the scene; exit 0 when it was played, whatever its ending."""
    library = FolderLibrary(options.scenarios or shipped("scenarios"))
    given = Path(options.scenario)
    scenario = (
        load_scenario(given, options.persona)
        if given.suffix
        else library.scenario(options.scenario, options.persona)
    )
    settings = load_settings(places(options.data_dir).settings)
    state = new_state(
        scenario,
        library.coach(),
        library.rulebook().weighted(weights(settings)),
        mode=Mode(options.mode),
        seed=options.seed,
        played=_roles(options.role, scenario),
    )
    replies = list(read_replies(options.replies))
    scene = TypedScene(state, Reader())
    shown = 0
    for reply in replies:
        shown = _show(scene, shown)
        if scene.ended:
            break
        if reply:
            scene.reply(reply)
        else:
            scene.stay_silent()
    if not scene.ended:
        scene.stop()
    _show(scene, shown)
    emit({"result": report_json(report(scene.session.state))["result"]})
    return 0


def _roles(wanted: list[str], scenario: Scenario) -> list[str]:
    """The roles that are wished for.

    Raises:
        UserError: A second trainee can't play one of them.
    """
    for role in wanted:
        if role not in scenario.roles:
            known = ", ".join(scenario.roles) or "none"
            message = f"{scenario.id} has no role {role!r} for a second trainee; there are: {known}"
            raise UserError(message)
    return wanted


def read_replies(name: str) -> Iterator[str]:
    """The replies in a file or, for `-`, on standard input; stripped, empty ones kept.

    Raises:
        UserError: The file can't be read.
    """
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "is no UTF-8 text"
        raise UserError(f"{name}: {what}; give a UTF-8 text file with a reply a line") from error
    return (line.strip() for line in text.splitlines())


def _show(scene: TypedScene, shown: int) -> int:
    turns = scene.session.state.transcript
    for turn in turns[shown:]:
        emit(turn_json(turn))
    return len(turns)
