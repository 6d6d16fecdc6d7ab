# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui say TEXT --out FILE [--persona P] [--anger N]`."""

import argparse
import difflib
from pathlib import Path

from trainer_gui.adapters.paths import places, shipped
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.settings_file import load_settings
from trainer_gui.adapters.voice.say import say
from trainer_gui.application.errors import UserError
from trainer_gui.commands.output import emit
from trainer_gui.domain.persona import VoiceStyle


def run(options: argparse.Namespace) -> int:
    """Render the text; prints the file's path and length."""
    settings = load_settings(places(options.data_dir).settings)
    voice = _voice(options.persona, options.scenarios or shipped("scenarios"))
    pcm = say(options.text, options.out, voice=voice, anger=options.anger, engine=settings.voice)
    emit({"path": str(options.out), "seconds": round(pcm.seconds, 2)})
    return 0


def _voice(name: str | None, folder: Path) -> VoiceStyle | None:
    """The voice of the customer who is called so by a scenario's or a persona's id."""
    if name is None:
        return None
    library = FolderLibrary(folder)
    scenes = {key: e.id for e in library.shelf().entries for key in (e.persona, e.id)}
    if name not in scenes:
        near = difflib.get_close_matches(name, scenes, 1)
        advice = f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(scenes))}"
        raise UserError(f"no persona or scenario {name!r}; {advice}")
    return library.scenario(scenes[name]).voice
