# SPDX-License-Identifier: Apache-2.0
"""Where things lie on disk; the only module that looks at its own place."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent.parent
_APP = "trainer-gui"


def shipped(folder: str) -> Path:
    """`scenarios` or `assets`: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "_data" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


@dataclass(frozen=True, slots=True)
class Places:
    """The user's folders; `--data-dir` puts them all under one root."""

    data: Path
    """Sessions."""
    cache: Path
    """Rendered lines: safe to delete."""
    config: Path
    """The settings file."""

    @property
    def sessions(self) -> Path:
        """One folder a session."""
        return self.data / "sessions"

    @property
    def models(self) -> Path:
        """One folder a recogniser's model."""
        return self.data / "models"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"


def places(root: Path | None = None) -> Places:
    """The user's folders on this system, or all under `root`."""
    if root is not None:
        return Places(root / "data", root / "cache", root / "config")
    return Places(
        Path(platformdirs.user_data_dir(_APP, appauthor=False)),
        Path(platformdirs.user_cache_dir(_APP, appauthor=False)),
        Path(platformdirs.user_config_dir(_APP, appauthor=False)),
    )
