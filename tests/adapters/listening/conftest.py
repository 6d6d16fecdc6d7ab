# SPDX-License-Identifier: Apache-2.0
"""Listeners that are closed after the test."""

import pytest

from tests.adapters.listening.listening_bench import Bench, FakeRecogniser


@pytest.fixture
def bench():
    made = []

    def make(recogniser=None, **options):
        made.append(Bench(recogniser or FakeRecogniser(), **options))
        return made[-1]

    yield make
    for one in made:
        if isinstance(one.recogniser, FakeRecogniser):
            one.recogniser.go.set()
        one.listener.close()
