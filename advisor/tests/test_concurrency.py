"""Racing editors and publishers against the running service: exactly one wins, and the others are told (figure R10)."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.cookiejar import CookieJar
from threading import Barrier
from urllib.parse import urlencode

import pytest

from advisor.tests.serving import Service, serve
from mandates.rules.texts import LANGUAGES
from mandates.tests.depth import sampled

pytestmark = pytest.mark.long

ROUNDS = 20  # every tenth but in make audit
RACERS = 8
PATIENCE = 300
PASSWORD = "pitka-ja-hyva-salasana"


class Editor:
    """A signed-in browser without a screen: reads forms and sends them back."""

    def __init__(self, service: Service, name: str) -> None:
        self.url = service.url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.sent("/admin/login/", {"username": name, "password": PASSWORD, "next": "/admin/jsi18n/"})

    def read(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def form(self, path: str) -> dict[str, str]:
        """The text, hidden and chosen values of the page's form."""
        return values(self.read(path))

    def sent(self, path: str, changes: dict[str, str]) -> str:
        return self.send(path, {**self.form(path), **changes})

    def send(self, path: str, data: dict[str, str]) -> str:
        """What the page says. Editors have half of a worker's threads: who comes too many gets the form again, to send
        it a moment later.
        """
        request = urllib.request.Request(self.url + path, urlencode(data).encode(), {"Referer": self.url + path})  # noqa: S310 - loopback
        for _ in range(PATIENCE):
            status, page, address = self._answer(request)
            if status == 200:
                return page
            if "again-form" in page:
                assert (status, dict(data.items() - values(page).items())) == (503, {})
            else:  # saved: it was the page after it that found no room
                request = urllib.request.Request(address)  # noqa: S310 - loopback
            time.sleep(0.2)
        raise AssertionError("no turn came")

    def _answer(self, request: urllib.request.Request) -> tuple[int, str, str]:
        try:
            answer = self.opener.open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return answer.status, str(answer.read().decode()), answer.url


def values(page: str) -> dict[str, str]:
    found = {}
    for tag in re.findall(r"<input [^>]*>", page):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        unchecked = named.get("type") in ("checkbox", "radio") and " checked" not in tag
        is_sent = named.get("type") != "submit" and not unchecked
        if "name" in named and is_sent and named["name"] not in ("q", "_popup"):
            found[named["name"]] = unescape(named.get("value", ""))
    return found


def together(count: int, act: Callable[[int], str]) -> list[str]:
    """Let that many begin at the same moment; what each got."""
    gate = Barrier(count)

    def run(place: int) -> str:
        gate.wait(PATIENCE)
        return act(place)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


@pytest.fixture(scope="module")
def service_to_change(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serve(tmp_path_factory.mktemp("racing")) as running:
        running.environment["DJANGO_SUPERUSER_PASSWORD"] = PASSWORD
        for name in ("aino", "onni"):
            running.manage("createsuperuser", "--noinput", "--username", name, "--email", "")
        yield running


def test_one_of_eight_racing_saves_wins_and_the_losers_keep_their_text(service_to_change: Service) -> None:
    editor = Editor(service_to_change, "aino")
    page = re.findall(
        r'href="(/admin/mandates/servicegroup/\d+/change/)', editor.read("/admin/mandates/servicegroup/")
    )[0]
    for number in sampled(range(ROUNDS), 10):
        opened = editor.form(page)
        names = [f"Kierros {number}, kilpailija {place}" for place in range(RACERS)]

        def save(place: int, opened: dict[str, str] = opened, names: list[str] = names) -> str:
            return editor.send(page, {**opened, "name_fi": names[place]})

        answers = together(RACERS, save)

        stored = editor.form(page)["name_fi"]
        lost = [
            name for name, answer in zip(names, answers, strict=True) if "Mitään ei ole vielä tallennettu" in answer
        ]
        assert [name for name in names if name not in lost] == [stored]
        for name, answer in zip(names, answers, strict=True):
            assert (name in answer, stored in answer) == (True, True)


def test_simultaneous_adds_all_get_a_number(service_to_change: Service) -> None:
    editor = Editor(service_to_change, "aino")
    add = "/admin/mandates/servicegroup/add/"
    opened = editor.form(add)
    names = [f"Uusi {place}" for place in range(RACERS)]

    def named(place: int) -> dict[str, str]:
        return {f"name_{language}": names[place] for language in LANGUAGES}

    together(RACERS, lambda place: editor.send(add, {**opened, **named(place), "slug": f"uusi-{place}"}))

    listed = editor.read("/admin/mandates/servicegroup/?q=uusi-")
    assert sorted(re.findall(r">(Uusi \d)</a>", listed)) == names


def test_one_of_two_racing_publishers_wins_and_the_other_is_told(service_to_change: Service) -> None:
    editors = [Editor(service_to_change, name) for name in ("aino", "onni")]
    group = re.findall(
        r'href="(/admin/mandates/servicegroup/\d+/change/)', editors[0].read("/admin/mandates/servicegroup/")
    )[0]
    editors[0].sent(group, {"name_fi": "Uusi nimi"})
    add = "/admin/mandates/publication/add/"
    ticks = ("valittu", "rivi")  # nothing said of them, everything goes out
    opened = [{name: value for name, value in editor.form(add).items() if name not in ticks} for editor in editors]

    answers = together(2, lambda place: editors[place].send(add, {**opened[place], "note": f"Kilpa {place}"}))

    won = ["Kävijät näkevät sen minuutin kuluessa." in answer for answer in answers]
    assert sorted(won) == [False, True]
    loser = answers[won.index(False)]
    winner = ("aino", "onni")[won.index(True)]
    assert f"({winner}, Kilpa {won.index(True)})" in loser
    assert values(loser).get("note", f"Kilpa {won.index(False)}") == f"Kilpa {won.index(False)}"
