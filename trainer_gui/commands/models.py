# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui models [list | check | install PATH… | remove NAME…]`."""

import argparse
from typing import Any

from trainer_gui.adapters.listening.choose import is_ready
from trainer_gui.adapters.listening.models import Model, Models, installed
from trainer_gui.adapters.paths import places
from trainer_gui.application.errors import UserError
from trainer_gui.commands.output import emit, tell


def run(options: argparse.Namespace) -> int:
    """One JSON line a model; exit 1 where something is wrong with one."""
    models = installed(places(options.data_dir))
    match options.action:
        case "check":
            return _check(models)
        case "install":
            return _install(models, options)
        case "remove":
            for name in options.names:
                models.remove(name)
                emit({"name": name, "state": "removed"})
            return 0
        case _:
            return _list(models)


def _list(models: Models) -> int:
    """What is here, best first, then what can be had and where."""
    here = models.here()
    for model in here:
        emit(_told(model))
    for known in models.known.values():
        if known.name not in {m.name for m in here}:
            where = {"url": known.url, "sha256": known.sha256 or None, "licence": known.licence}
            emit(
                {"name": known.name, "engine": known.engine, "state": "can_be_had"}
                | {"archive_mb": known.archive_mb, **where}
            )
    tell(f"models: those that are here lie in {models.folder}")
    return 0


def _check(models: Models) -> int:
    status = 0
    for model in models.here():
        faults = models.faults(model)
        emit(_told(model) | ({"state": "damaged", "problems": faults} if faults else {}))
        status |= bool(faults)
    return status


def _install(models: Models, options: argparse.Namespace) -> int:
    status = 0
    for path in options.paths:
        try:
            for model in models.install(path, options.sha256):
                emit(_told(model))
        except UserError as error:
            tell(str(error))
            status = 1
    return status


def _told(model: Model) -> dict[str, Any]:
    told = {"name": model.name, "engine": model.engine, "folder": str(model.folder)}
    if not model.proven:
        advice = f"trainer-gui models install {model.folder}"
        return told | {"state": "unproven", "problem": f"was copied in by hand; run: {advice}"}
    if is_ready(model.engine):
        return told | {"state": "ready"}
    advice = f'pip install "trainer-gui[{model.engine}]"'
    return told | {"state": "engine_missing", "problem": f"needs a package; run: {advice}"}
