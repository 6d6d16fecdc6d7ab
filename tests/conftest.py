# SPDX-License-Identifier: Apache-2.0
"""What every test stands on: no screen needed, own folders, no thread left behind."""

import os
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

# Before Qt is imported by any test. A display without a window manager activates no window, so the
# real one is for the tests that open the app as a process of its own: test_end_to_end.py.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The machine is shared, so no deadlines; the same examples each time, so that a failure stays.
settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.load_profile("suite")

GRACE_S = 5.0
"""How long a thread that was told to end may take to do so."""


@pytest.fixture(autouse=True)
def _no_thread_left():
    """Fail the test that leaves a thread which would keep the program alive."""
    before = set(threading.enumerate())
    yield
    started = [t for t in threading.enumerate() if t not in before and not t.daemon]
    for thread in started:
        thread.join(GRACE_S)
    left = [t.name for t in started if t.is_alive()]
    assert not left, f"threads still running after the test: {', '.join(left)}"


@pytest.fixture
def places(tmp_path: Path):
    """The user's folders, under the test's own root."""
    from trainer_gui.adapters import paths

    return paths.places(tmp_path)


@pytest.fixture
def full_disk():
    """Within it no file grows beyond a hundred bytes, as on a full disk."""
    resource = pytest.importorskip("resource")

    @contextmanager
    def full():
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return full


@pytest.fixture(scope="session")
def shared() -> Path:
    """The founders' shared folder: human recordings and the taxonomy."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("TRAINER_GUI_SHARED", beside))
    if not folder.is_dir():
        pytest.skip("no shared folder; set TRAINER_GUI_SHARED to where it is")
    return folder
