"""How much one person reads from the start page to the answer, counted in the first ten scenarios.

Counted is what shows on a page before anything is opened, without JavaScript: all of `<main>`, and of a closed
`<details>` its summary. Three counts, from the widest to the narrowest:

- pages: all that shows on every screen, the result with its ready request and instructions;
- screens: the same, but on the result the answer only (the band; the rest is for doing, or folded);
- way: on each screen from its top to the button that leads on, and the answer.

- straight: the same way when the organisation is chosen on the start page, down to the last of its links; for those
  nine of the ten who have one organisation. The links have no hints: whoever needs them takes the first question.

A click opens a screen. Ticks are not counted, nor answers on the result, which stays the same screen.
`make figures` prints the counts.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode, urljoin

import pytest
from django.test import Client

from advisor.tests.conversation.test_journey import SCENARIOS
from advisor.tests.reading import Reader
from mandates.tests import plain

TEN: Final = SCENARIOS[:10]
MOST: Final = {"pages": 610, "screens": 525, "way": 330, "straight": 280}
VOID: Final = {"area", "br", "hr", "img", "input", "link", "meta", "wbr"}
UNREAD: Final = {"script", "style", "svg", "template"}


@dataclass(frozen=True, slots=True)
class Element:
    tag: str
    marks: frozenset[str]
    shows: bool


class Page(HTMLParser):
    """A page's words that show, each with the elements and classes around it; its first form; its links by their id."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url = url
        self.html = html
        self.words: list[tuple[str, frozenset[str]]] = []
        self.links: dict[str, str] = {}
        self.addresses: list[str] = []
        self.onward = ""
        self.hidden: list[tuple[str, str]] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._note_ways_on(tag, found)
        if tag not in VOID:
            marks = {tag, *found.get("class", "").split()}
            outer = self._open[-1] if self._open else Element("", frozenset(), True)
            self._open.append(Element(tag, outer.marks | marks, outer.shows and self._shows(tag, found)))

    def _note_ways_on(self, tag: str, found: Mapping[str, str]) -> None:
        if tag == "a":
            self.addresses.append(urljoin(self.url, found["href"]))
        if tag == "a" and "id" in found:
            self.links[found["id"]] = urljoin(self.url, found["href"])
        elif (tag == "a" and "go" in found.get("class", "").split()) or (
            tag == "form" and found.get("id") == "kysymys"
        ):
            self.onward = urljoin(self.url, found.get("href") or found["action"])
        elif tag == "input" and found.get("type") == "hidden":
            self.hidden.append((found["name"], found["value"]))

    def _shows(self, tag: str, found: Mapping[str, str]) -> bool:
        inside_closed = bool(self._open) and self._open[-1].tag == "details" and tag != "summary"
        unseen = "hidden" in found or "unseen" in found.get("class", "").split()
        return not (inside_closed or unseen or tag in UNREAD)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].shows and "main" in self._open[-1].marks:
            self.words += [(word, self._open[-1].marks) for word in plain.words(data)]

    def count(self, within: str = "main") -> int:
        return sum(within in marks for _, marks in self.words)

    def count_to_the_button(self) -> int:
        """From the top to the end of the button that leads on."""
        return self._end("go")

    def count_to_the_organisations(self) -> int:
        """From the top of the start page to the end of its lists of organisations, the example and the search too."""
        return self._end("organisations")

    def _end(self, mark: str) -> int:
        return 1 + max(place for place, (_, marks) in enumerate(self.words) if mark in marks)


@dataclass(frozen=True, slots=True)
class Reading:
    clicks: int
    pages: int
    screens: int
    way: int
    straight: int | None


class Walk:
    """One person's way through the pages as a browser without JavaScript makes it. Each address is a click."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.seen: list[Page] = []
        self.go("/")

    @property
    def page(self) -> Page:
        return self.seen[-1]

    def go(self, url: str) -> None:
        response = self.client.get(url, follow=True)
        assert response.status_code == 200
        last = response.redirect_chain[-1][0] if response.redirect_chain else url
        self.seen.append(Page(last, response.content.decode()))

    def submit(self, name: str, values: list[str]) -> None:
        pairs = [*self.page.hidden, *((name, value) for value in values)]
        self.go(f"{self.page.onward.split('?')[0]}?{urlencode(pairs)}")


def walk_through(client: Client, scenario: Mapping[str, Any]) -> tuple[Walk, int]:
    """The whole way of the scenario, and how many clicks led to the first answer."""
    walk = Walk(client)
    walk.go(walk.page.onward)
    walk.submit("organisaatio", scenario["organisaatio"])
    walk.submit("tehtava", scenario["tehtava"])
    walk.submit("suhde", ["oma"])
    clicks = len(walk.seen) - 1
    for answer, key in (("yes", "kylla"), ("no", "ei")):
        for slug in scenario[key]:
            walk.go(walk.page.links[f"{slug}-{answer}"])
    return walk, clicks


def read(client: Client, scenario: Mapping[str, Any]) -> Reading:
    walk, clicks = walk_through(client, scenario)
    before, answer = walk.seen[:clicks], walk.page.count("answer")
    asked = sum(page.count() for page in before)
    to_buttons = [page.count_to_the_button() for page in before]
    straight = before[0].count_to_the_organisations() + sum(to_buttons[2:]) + answer
    return Reading(
        clicks=clicks,
        pages=asked + walk.page.count(),
        screens=asked + answer,
        way=sum(to_buttons) + answer,
        straight=straight if len(scenario["organisaatio"]) == 1 else None,
    )


@pytest.fixture
def readings(site: Client) -> list[Reading]:
    return [read(site, scenario) for scenario in TEN]


def test_answer_is_four_clicks_from_the_start_page(readings: list[Reading]) -> None:
    assert [reading.clicks for reading in readings] == [4] * len(TEN)


@pytest.mark.parametrize("scenario", TEN, ids=lambda row: row["situation"][:40])
def test_way_leads_to_the_answer_of_the_scenario(scenario: dict[str, Any], site: Client) -> None:
    found = Reader(walk_through(site, scenario)[0].page.html).states()
    del found["other"]
    assert found == {state: slugs for state, slugs in scenario["expected"].items() if slugs}


def test_organisation_chosen_on_the_start_page_saves_a_click(site: Client) -> None:
    walk = Walk(site)
    walk.go(next(link for link in walk.page.addresses if link.endswith("?organisaatio=hyvinvointialue")))
    walk.submit("tehtava", ["rintamalisa"])
    walk.submit("suhde", ["oma"])
    assert (len(walk.seen) - 1, walk.page.url.partition("?")[0]) == (3, "/tulos/")


def test_words_to_read_do_not_grow(readings: list[Reading]) -> None:
    """The medians of the ten. What is not allowed to grow is a little over what was counted in November 2026."""
    counts = {name: [found for each in readings if (found := getattr(each, name)) is not None] for name in MOST}
    medians = {name: median(found) for name, found in counts.items()}
    sys.stdout.writelines(
        f"{name}: {medians[name]:.0f} ({min(found)} to {max(found)})\n" for name, found in counts.items()
    )
    assert {name for name, count in medians.items() if count > MOST[name]} == set()


def test_words_are_counted_that_show_and_no_others() -> None:
    page = Page(
        "/",
        "<p>ei</p><main><h1>yksi kaksi</h1><p hidden>ei</p><span class='unseen'>ei</span><svg><text>ei</text></svg>"
        "<details><summary>kolme</summary><p>ei</p></details><div class='answer'>neljä – <b>viisi</b></div></main>ei",
    )
    assert [word for word, _ in page.words] == ["yksi", "kaksi", "kolme", "neljä", "viisi"]
    assert page.count("answer") == 2
