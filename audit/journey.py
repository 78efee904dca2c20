"""The whole journey of a visitor, written once for every engine, and what was seen on the way."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from selenium.common.exceptions import WebDriverException
from urllib3.exceptions import HTTPError

from advisor.tests.reading import Reader
from audit.browsers import ENTER, SPACE, Browser, Look

PATIENCE: Final = 30
ON: Final = "main form button[type=submit]:not([name])"
HEADING: Final = re.compile(r"<h([1-3])\b[^>]*>(.*?)</h\1>", re.DOTALL)
TAG: Final = re.compile(r"<[^>]*>")
LETTER: Final = re.compile(r'<pre\b[^>]*id="pyynto-1"[^>]*>(.*?)</pre>', re.DOTALL)
COPY: Final = re.compile(r'<button(?=[^>]*data-letter="pyynto-1")[^>]*>')
CODE: Final = re.compile(r'<strong class="code">(.*?)</strong>')


@dataclass(frozen=True, slots=True)
class Seen:
    """One page as it stood: what must be the same in every engine. No host, so that ports may differ."""

    step: str
    address: str
    title: str
    headings: tuple[str, ...]
    mandates: tuple[tuple[str, str], ...]
    ticked: tuple[str, ...]
    links: tuple[str, ...]
    letter: str
    code: str


def text(markup: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", markup)).split())


def first(pattern: re.Pattern[str], source: str) -> str:
    found = pattern.search(source)
    return html.unescape(found[found.re.groups and 1]) if found else ""


def seen(step: str, look: Look) -> Seen:
    reader = Reader(look.source)
    return Seen(
        step=step,
        address=urlunsplit(("", "", *urlsplit(look.address)[2:])),
        title=reader.title,
        headings=tuple(f"h{level} {text(inner)}" for level, inner in HEADING.findall(look.source)),
        mandates=tuple(reader.mandates),
        ticked=tuple(look.ticked),
        links=tuple(reader.links),
        letter=first(LETTER, look.source),
        code=first(CODE, look.source),
    )


class Journey:
    """Walks, waits for what each step must lead to, and writes down what it sees."""

    def __init__(self, browser: Browser, site: str, has_script: bool) -> None:
        self.browser = browser
        self.site = site
        self.has_script = has_script
        self.pages: list[Seen] = []

    def walk(self) -> list[Seen]:
        self.search()
        self.questions()
        self.answer()
        self.change()
        self.languages()
        self.support()
        return self.pages

    def search(self) -> None:
        self.browser.open(f"{self.site}/")
        self.arrive("start", "Mitä valtuuksia tarvitset Kelan palveluihin?")
        self.browser.write("input[name=q]", "varaan aikoja asiakkaille")
        self.press("form[role=search] button")
        self.arrive("search", "", "/haku/?q=varaan")

    def questions(self) -> None:
        self.browser.open(f"{self.site}/")
        self.press("a.go")
        self.arrive("question 1", "Kenen asioita hoidat?")
        self.press(ON)
        self.arrive("empty form", "Kenen asioita hoidat?", "jatka=1")
        self.tick("hyvinvointialue")
        self.arrive("question 2", "Mitä tehtäviä hoidat?")
        self.tick("ajanvaraus", "maksuvaatimukset")
        self.arrive("question 3", "Kenen palveluksessa olet?")
        self.tick("oma")

    def answer(self) -> None:
        self.arrive("result", "Tarvitset 2 valtuutta")
        self.until("a request to send, and to copy with JavaScript only", self._has_request)
        self.press("#lakiperuste-yes")
        self.arrive("prerequisite", "Tarvitset 2 valtuutta", "kylla=lakiperuste")

    def change(self) -> None:
        self.press(".brief a[href*=tehtavat]")
        self.arrive("change", "Mitä tehtäviä hoidat?")
        self.tick("ajanvaraus")
        self.arrive("changed result", "Tarvitset tämän valtuuden")
        self.browser.back()
        self.arrive("back", "Mitä tehtäviä hoidat?")
        self.press(ON)
        self.arrive("result again", "Tarvitset tämän valtuuden")

    def languages(self) -> None:
        self.press(".languages a[lang=sv]")
        self.arrive("in Swedish", "", "/sv/tulos/?")
        self.press(".languages a[lang=en]")
        self.arrive("in English", "", "/en/tulos/?")

    def support(self) -> None:
        code = self.pages[-1].code
        self.browser.open(f"{self.site}/tuki/")
        self.arrive("support", "Neuvonnan työpöytä")
        self.browser.write("#haku", code)
        self.press("form[role=search] button")
        self.arrive("support with a code", "", "tehtava=maksuvaatimukset")

    def tick(self, *values: str) -> None:
        for value in values:
            self.browser.write(f'input[value="{value}"]', SPACE)
        self.press(ON)

    def press(self, selector: str) -> None:
        """By keyboard: not every driver's mouse scrolls to what is below the window's edge."""
        self.browser.write(selector, ENTER)

    def arrive(self, step: str, heading: str, part: str = "") -> None:
        """Wait for the page that the step must lead to: its h1 (empty: any) and a part of its address."""

        def is_there(look: Look) -> bool:
            return part in look.address and heading in ("", Reader(look.source).heading)

        self.pages.append(seen(step, self.until(f"{step}: {heading} {part}", is_there)))

    def until(self, wish: str, holds: Callable[[Look], bool]) -> Look:
        """The first look at a whole page where it holds. Between two pages there is no document, and a driver that is
        asked for it says so by an error, or nothing in time."""
        address = "no page"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(RuntimeError, WebDriverException, HTTPError):
                look = self.browser.look()
                if look.is_whole and holds(look):
                    return look
                address = look.address
            time.sleep(0.05)
        raise AssertionError(f"never came: {wish}; last seen was {address}")

    def _has_request(self, look: Look) -> bool:
        button, mail = first(COPY, look.source), any(link.startswith("mailto:") for link in Reader(look.source).links)
        return bool(button) and mail and (" hidden" not in button) == self.has_script
