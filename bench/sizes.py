"""P6: what crosses the wire, compressed with brotli. A kB is 1,000 bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import brotli

from advisor.tests.pages import PAGES, in_languages
from advisor.tests.test_budgets import PROGRAM, SHEET
from bench.figures import Figure
from bench.servers import OURS, Visitor, server


def figures() -> Iterator[Figure]:
    pages = {page.name: page.url for kind in PAGES for page in in_languages(kind)}
    with server(*OURS) as ours:
        ask = cache(Visitor(ours.port).ask)
        html = {name: len(ask(url)) for name, url in pages.items()}
        both = {name: html[name] + sum(map(len, _linked(ask, url, SHEET))) for name, url in pages.items()}
        every = {name: both[name] + sum(map(len, _linked(ask, url, PROGRAM))) for name, url in pages.items()}
    first = {name: size for name, size in both.items() if re.match(r"start|question-1(-|$)", name)}
    yield _heaviest("HTML and style of a first load", first, "≤ 8 kB")
    yield _heaviest("all but fonts", every, "≤ 26 kB")
    yield _heaviest("a question", {name: size for name, size in html.items() if name.startswith("question")}, "≤ 4 kB")
    yield _heaviest("a result", {name: size for name, size in html.items() if name.startswith("result")}, "≤ 10 kB")


def _linked(ask: object, url: str, kind: re.Pattern[str]) -> Iterator[bytes]:
    html = brotli.decompress(ask(url)).decode()  # type: ignore[operator]
    return (ask(path) for path in kind.findall(html))  # type: ignore[operator]


def _heaviest(what: str, sizes: dict[str, int], goal: str) -> Figure:
    name, size = max(sizes.items(), key=lambda item: item[1])
    return Figure("P6", f"{what}, the heaviest ({name})", f"{size / 1000:.2f} kB", "", goal)
