"""What a visitor's first load weighs, byte by byte as the running service sends it (figure P6). A kB is 1,000 bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from http.client import HTTPConnection
from typing import Final

import brotli
import pytest

from advisor.tests.pages import PAGES, PageType, in_languages
from advisor.tests.serving import Service

QUESTION: Final = 4_000
RESULT: Final = 10_000
FIRST_LOAD: Final = 8_000
ALL_BUT_FONTS: Final = 26_000
SCRIPT: Final = 2_250
SCRIPTS_OF_A_QUESTION: Final = 3_300
STYLE: Final = 5_500
SHEET: Final = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
PROGRAM: Final = re.compile(r'<script[^>]* src="([^"]+)"')
BROUGHT: Final = re.compile(r'data-question="([^"]+)"')
EVERY: Final = [page for kind in PAGES for page in in_languages(kind)]
OPENING: Final = [page for page in EVERY if page.name.split("-sv")[0].split("-en")[0] in ("start", "question-1")]


def sent(service: Service, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body as it crosses the wire, and headers."""
    connection = HTTPConnection("127.0.0.1", service.port, timeout=60)
    connection.request("GET", path, headers={"Accept-Encoding": "br", **headers})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body, dict(answer.getheaders())


@pytest.fixture(scope="session")
def fetch(service: Service) -> Callable[[str], bytes]:
    """The compressed body at a path, asked for once."""

    @cache
    def body(path: str) -> bytes:
        _, found, headers = sent(service, path)
        assert headers["Content-Encoding"] == "br"
        return found

    return body


@pytest.fixture(scope="session")
def parts(fetch: Callable[[str], bytes]) -> Callable[[PageType], tuple[int, int, int]]:
    """A page's bytes: HTML, style sheets, scripts."""

    def weigh(page: PageType) -> tuple[int, int, int]:
        html = brotli.decompress(fetch(page.url)).decode()
        sheets, programs = ([fetch(path) for path in kind.findall(html)] for kind in (SHEET, PROGRAM))
        return len(fetch(page.url)), sum(map(len, sheets)), sum(map(len, programs))

    return weigh


Parts = Callable[[PageType], tuple[int, int, int]]


def over(limit: int, sizes: dict[str, int]) -> dict[str, int]:
    assert sizes
    return {name: size for name, size in sizes.items() if size > limit}


def test_question_steps_are_small(parts: Parts) -> None:
    assert over(QUESTION, {page.name: parts(page)[0] for page in EVERY if page.name.startswith("question-")}) == {}


def test_results_are_small(parts: Parts) -> None:
    assert over(RESULT, {page.name: parts(page)[0] for page in EVERY if page.name.startswith("result")}) == {}


def test_first_load_of_page_and_style_is_small(parts: Parts) -> None:
    assert over(FIRST_LOAD, {page.name: sum(parts(page)[:2]) for page in OPENING}) == {}


def test_everything_but_fonts_is_small(parts: Parts) -> None:
    assert over(ALL_BUT_FONTS, {page.name: sum(parts(page)) for page in EVERY}) == {}


def test_questions_share_one_small_sheet_and_two_small_scripts(fetch: Callable[[str], bytes]) -> None:
    """The site's script and their own, which the site's one brings too when htmx leads from an answer to a question."""
    pages = [brotli.decompress(fetch(page.url)).decode() for page in EVERY if page.name.startswith("question-")]
    links = {tuple(link for kind in (SHEET, PROGRAM) for link in kind.findall(html)) for html in pages}
    [[sheet, script, own]] = links
    assert {tuple(BROUGHT.findall(html)) for html in pages} == {(own,)}
    assert len(fetch(sheet)) <= STYLE
    assert len(fetch(script)) <= SCRIPT
    assert len(fetch(script)) + len(fetch(own)) <= SCRIPTS_OF_A_QUESTION


def test_unchanged_page_is_not_sent_again(service: Service) -> None:
    statuses = {}
    for page in EVERY:
        tag = sent(service, page.url)[2]["ETag"]
        status, body, _ = sent(service, page.url, **{"If-None-Match": tag})
        statuses[page.name] = (status, body)
    assert statuses == dict.fromkeys((page.name for page in EVERY), (304, b""))
