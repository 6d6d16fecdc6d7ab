# SPDX-License-Identifier: Apache-2.0
"""Build hook: a wheel carries the data folders, an editable install reads them where they are."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = ("scenarios", "assets")


class DataFolders(BuildHookInterface):  # type: ignore[type-arg]
    """Not plain force-include: that copies into editable installs too, and the copy goes stale."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the data folders into the wheel as `trainer_gui/_data/`."""
        if version != "editable":
            build_data["force_include"].update({name: f"trainer_gui/_data/{name}" for name in DATA})
