# SPDX-License-Identifier: Apache-2.0
"""What the tests of a session's folder share."""

import pytest

from tests.adapters.sessions.stored import Bench
from tests.scenes import listening


@pytest.fixture
def bench(tmp_path):
    made = []

    def make(**options):
        made.append(Bench(tmp_path / "sessions" / "one", **options))
        return made[-1]

    yield make
    for one in made:
        one.store.close()


@pytest.fixture
def play():
    return listening().say("blame").heard_out()
