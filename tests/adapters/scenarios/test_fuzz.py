# SPDX-License-Identifier: Apache-2.0
"""Spoiled files: a clear finding or a scene, nothing else, and soon."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.scenarios.example import COACH, GROUP, LESSON, PERSONA, RULES, SHARING
from trainer_gui.adapters.scenarios.library import FolderLibrary
from trainer_gui.adapters.scenarios.lint import lint

SIGNS = [
    *("\t", "\n", "\n  ", ": ", "- ", "[", "]", "{", "}", "'", '"', "|", ">", "#", "@", "`", "\\"),
    *("&a ", "*a", "!!int ", "? ", "<<: ", "---\n", "...\n", "%YAML 9\n"),
    *("\r", "\u2028", "\ufeff", "\x85", "\u200d", "\U0001f600", "套", "no", "010", "-1e999"),
    *("storm_in", "calmed", "to: ", "when: {}"),
]

TEXTS = {
    "T01.yaml": SHARING,
    "coach.yaml": COACH,
    "personas/regular.yaml": PERSONA,
    "lessons/L01.yaml": LESSON,
    "lines/counter.yaml": GROUP,
    "scoring.yaml": RULES,
}

edits = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(st.sampled_from(SIGNS), st.text(max_size=4), st.binary(max_size=3)),
        st.integers(1, 30),
    ),
    min_size=1,
    max_size=5,
)


def spoiled(text: str, edits: list[tuple[float, int, str | bytes, int]]) -> bytes:
    data = text.encode()
    for where, cut, new, times in edits:
        at = int(where * len(data))
        piece = new if isinstance(new, bytes) else new.encode("utf-8", "surrogatepass")
        data = data[:at] + piece * times + data[at + cut :]
    return data


@settings(
    max_examples=300,
    deadline=timedelta(seconds=10),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(edits, st.sampled_from(sorted(TEXTS)))
def test_spoiled_file_gives_findings_only(edits, name):
    with TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        for sub in ("personas", "lessons", "lines"):
            (folder / sub).mkdir()
        for file, text in TEXTS.items():
            data = spoiled(text, edits) if file == name else text.encode()
            (folder / file).write_bytes(data)
        for finding in lint([folder]):
            line = str(finding)
            assert len(line.splitlines()) == 1
            assert line.isprintable()
            assert len(finding.message) < 400
        FolderLibrary(folder).shelf()
        FolderLibrary(folder).lessons()
