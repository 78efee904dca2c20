"""The real service on loopback, one for each test process, for tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from advisor.tests.serving import Service, serve


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serve(tmp_path_factory.mktemp("service")) as running:
        yield running
