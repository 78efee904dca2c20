"""What a test process has one of, for tests that only read it: the real service on loopback, and each page opened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from advisor.tests.pages import Opened, OpenedPage
from advisor.tests.serving import Service, serve


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serve(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="session")
def _opened_pages() -> dict[str, OpenedPage]:
    return {}


@pytest.fixture
def opened(site: Client, _opened_pages: dict[str, OpenedPage]) -> Opened:
    """Opens a page of the shipped content as a browser in Finnish does, without a database: each once in a process.

    For tests that change no setting, and no content that pages are made of.
    """

    def page(url: str) -> OpenedPage:
        if url not in _opened_pages:
            answer = site.get(url, headers={"accept-language": "fi"})
            found = OpenedPage(answer.status_code, dict(answer.items()), answer.cookies.output(), answer.content)
            _opened_pages[url] = found
        return _opened_pages[url]

    return page
