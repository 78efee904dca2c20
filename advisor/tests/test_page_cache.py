"""What the page cache keeps and for how long, what poisons it in vain, and what it leaves out of a page."""

from __future__ import annotations

import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html.parser import HTMLParser
from http.client import HTTPConnection
from typing import Final

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from advisor.page_cache import GAPS, Key, Page, PageCacheMiddleware, Pages
from advisor.tests.pages import PAGES
from advisor.tests.serving import Service
from mandates.models import Task
from mandates.publishing import editions
from mandates.publishing import publish as publishing
from mandates.tests import drafts

SIZE: Final = 100
RESULT: Final = "organisaatio=laakeyritys&tehtava=hintailmoitukset&suhde=oma"
WORDS: Final = {"result": "pre", "support-result": "pre", "feedback-of-page": "textarea", "support-words": ""}
NOISE: Final = random.Random(2026)  # noqa: S311 - repeatable, and does not get smaller by compressing


def key(name: str) -> Key:
    return 1, "0" * 64, False, f"/{name}/"


def page(size: int = SIZE) -> Page:
    return Page((), "digest", {"": NOISE.randbytes(size)})


def kept(pages: Pages) -> dict[str, int]:
    return {address.strip("/"): page.size for (*_, address), page in pages._kept.items()}


def filled(pages: Pages, *names: str) -> Pages:
    for name in names:
        pages.keep(key(name), page())
    return pages


@pytest.mark.parametrize("pages", [Pages(most=2), Pages(most_bytes=2 * SIZE + 50)], ids=["number", "bytes"])
def test_page_not_asked_for_longest_is_forgotten_first(pages: Pages) -> None:
    filled(pages, "a", "b")
    assert pages.find(key("a")) is not None

    filled(pages, "c")

    assert (kept(pages), pages.size) == ({"a": SIZE, "c": SIZE}, 2 * SIZE)
    assert pages.find(key("b")) is None


def test_page_kept_again_counts_once() -> None:
    pages = filled(Pages(), "a", "b", "a")

    assert (kept(pages), pages.size) == ({"b": SIZE, "a": SIZE}, 2 * SIZE)


def test_page_larger_than_the_bound_is_not_kept() -> None:
    pages = filled(Pages(most_bytes=SIZE - 1), "a")

    assert (kept(pages), pages.size) == ({}, 0)


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_copy_in_an_encoding_counts_once_and_drives_out_the_oldest(encoding: str) -> None:
    pages = filled(Pages(most_bytes=3 * SIZE), "a", "b")
    newest = page()
    pages.keep(key("c"), newest)

    bodies = [pages.in_encoding(key("c"), newest, encoding) for _ in range(2)]

    assert bodies[0] is bodies[1]
    assert kept(pages) == {"c": SIZE + len(bodies[0])}
    assert pages.size == SIZE + len(bodies[0])


def test_copy_of_a_page_forgotten_meanwhile_does_not_count() -> None:
    pages, old = Pages(most=1), page()
    pages.keep(key("a"), old)
    filled(pages, "b")

    pages.in_encoding(key("a"), old, "gzip")

    assert (kept(pages), pages.size) == ({"b": SIZE}, SIZE)


def test_plain_body_is_no_copy() -> None:
    pages, plain = Pages(), page()
    pages.keep(key("a"), plain)

    assert pages.in_encoding(key("a"), plain, "") is plain.bodies[""]
    assert pages.size == SIZE


def test_count_is_right_after_many_threads() -> None:
    pages = Pages(most=8, most_bytes=12 * SIZE)

    def visit(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - repeatable
        for _ in range(500):
            name = chance.choice("abcdefghijkl")
            found = pages.find(key(name)) or page()
            pages.keep(key(name), found)
            pages.in_encoding(key(name), found, chance.choice(["", "br", "gzip"]))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(visit, range(8)))

    assert pages.size == sum(kept(pages).values())
    assert 0 < pages.size <= 12 * SIZE


def fetched(service: Service, path: str, **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", service.port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def test_no_header_moves_the_service_elsewhere(service: Service) -> None:
    """Else its links would lead to another site, and the page would wait in the cache for the next visitor."""
    for header in ("SCRIPT_NAME", "Script-Name", "script_name"):
        status, body = fetched(service, "//muualla.example/palvelut/", **{header: "//muualla.example"})
        assert (status, b"muualla" in body) == (404, False)
    assert fetched(service, "/palvelut/", PATH_INFO="/haku/") == fetched(service, "/palvelut/")


def test_page_mounted_elsewhere_is_not_kept(site: Client) -> None:
    moved = site.get("/palvelut/", SCRIPT_NAME="/muualla")

    assert (moved.status_code, moved["Cache-Control"]) == (200, "no-store")
    assert site.get("/muualla/palvelut/").status_code == 404


def test_same_content_published_again_is_another_page(site: Client, edition: editions.Edition) -> None:
    """After a roll-back to the same content, warm pages said the old number, and feedback on them was thrown away."""
    before = site.get(f"/tulos/?{RESULT}").content.decode()
    editions.install(replace(edition, number=7))

    after = site.get(f"/tulos/?{RESULT}").content.decode()

    assert ("v=7" in before, "v=7" in after, "v=1" in after) == (False, True, False)


def test_a_publication_that_comes_during_a_request_is_not_kept_as_the_one_before(edition: editions.Edition) -> None:
    """Else what was withdrawn, or is new, would stand under the other publication's key."""

    def respond(request: HttpRequest) -> HttpResponse:
        before = editions.current().number
        editions.install(replace(edition, number=before + 1, sha256="f" * 64))
        return HttpResponse(f"{before} {editions.current().number}")

    middleware = PageCacheMiddleware(respond)
    bodies = [middleware(RequestFactory().get("/")).content for _ in range(2)]  # type: ignore[attr-defined]

    assert bodies == [b"1 1", b"2 2"]


class Words(HTMLParser):
    """All attributes in order, what stands in <pre> and <textarea> sign by sign, and the rest word by word."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str | None]] = []
        self.exact: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag in ("pre", "textarea"):
            self._open = tag
            self.exact.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == self._open else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.exact[-1] = (self._open, self.exact[-1][1] + data)
        self.words += data.split()


@pytest.mark.parametrize("name", WORDS)
def test_page_without_its_indentation_says_the_same(name: str, site: Client, edition: editions.Edition) -> None:
    url = next(page.url for page in PAGES if page.name == name)
    view, arguments, named = resolve(url.partition("?")[0])
    whole = view(RequestFactory().get(url), *arguments, **named).content.decode()

    sent = site.get(url).content.decode()

    before, after = Words(whole), Words(sent)
    assert len(sent) < len(whole)
    assert (after.attributes, after.exact, after.words) == (before.attributes, before.exact, before.words)
    assert WORDS[name] in {"", *(tag for tag, _ in after.exact)}


def test_leaving_out_indentation_takes_a_moment_whatever_the_page_holds() -> None:
    for page in (b">" + b"\n" * 100_000, b">" + b"\n " * 50_000 + b"x", b">\n" * 50_000):
        begun = time.monotonic()
        assert GAPS.sub(b">\n<", page) == page
        assert time.monotonic() - begun < 1


@pytest.mark.django_db
def test_warm_page_says_the_new_number_of_the_same_content(client: Client) -> None:
    """Gone back to: the content is that of publication 1, and what is said of it is that of publication 3."""
    drafts.small_draft()
    publishing.publish("aino", "Ensimmäinen")
    said: list[str] = []
    for name in ("Teen: lasku", "Katson laskun"):
        Task.objects.filter(slug="lasku").update(name_fi=name)
        if said:
            publishing.publish("aino", "Toinen")
        editions.refresh()
        said.append(number_said(client))
    publishing.publish_again(1, "aino", "Takaisin")
    editions.refresh()

    assert [*said, number_said(client)] == ["1", "2", "3"]


def number_said(client: Client) -> str:
    found = re.search(r"Sisältö: julkaisu (\d+)", client.get("/palvelut/").content.decode())
    assert found is not None
    return found[1]
