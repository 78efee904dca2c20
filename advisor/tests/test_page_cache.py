"""What the page cache keeps and for how long, what poisons it in vain, and what it leaves out of a page."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from html.parser import HTMLParser
from http.client import HTTPConnection
from typing import Any, Final

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone

from advisor.page_cache import CODINGS, MAX_PLAIN, Key, Page, PageCacheMiddleware, Pages, is_html, without_indentation
from advisor.tests.pages import PAGES
from advisor.tests.serving import Service
from mandates.publishing import editions

SIZE: Final = 100
RESULT: Final = "organisaatio=laakeyritys&tehtava=hintailmoitukset&suhde=oma"
WORDS: Final = {"result": "pre", "support-result": "pre", "feedback-of-page": "textarea", "support-words": ""}
NOISE: Final = random.Random(2026)  # noqa: S311 - repeatable, and does not get smaller by compressing


def key(name: str) -> Key:
    return 1, "0" * 64, 1, False, f"/{name}/"


def page(size: int = SIZE) -> Page:
    return Page((), "digest", "", NOISE.randbytes(size))


def kept(pages: Pages) -> set[tuple[str, str]]:
    return {(address.strip("/"), encoding) for ((*_, address), encoding) in pages.store._kept}


@pytest.mark.parametrize("encoding", CODINGS)
def test_page_is_kept_in_the_encoding_that_was_asked_for_and_in_no_other(encoding: str) -> None:
    pages, made = Pages(), page()

    asked = pages.keep(key("a"), made, encoding)

    assert kept(pages) == {("a", encoding)}
    assert pages.find(key("a"), encoding) is asked
    assert CODINGS[encoding].read(asked.body) == made.body


@pytest.mark.parametrize("first", CODINGS)
@pytest.mark.parametrize("then", CODINGS)
def test_page_kept_in_another_encoding_is_not_rendered_again(first: str, then: str) -> None:
    pages, made = Pages(), page()
    pages.keep(key("a"), made, first)

    found = pages.find(key("a"), then)

    assert found == made.to(then)
    assert kept(pages) == {("a", first), ("a", then)}


@pytest.mark.parametrize("encoding", CODINGS)
def test_large_page_is_kept_by_what_it_takes_compressed(encoding: str) -> None:
    pages, large = Pages(), Page((), "digest", "", b"x" * 20 * MAX_PLAIN)

    assert pages.keep(key("a"), large, encoding).to("").body == large.body

    assert kept(pages) == {("a", encoding or "br")}
    assert pages.store.size < 0.1 * MAX_PLAIN
    found = pages.find(key("a"), encoding)
    assert found == large.to(encoding)
    assert kept(pages) == {("a", encoding or "br")}


def test_the_length_of_an_address_counts_as_memory() -> None:
    """Else pages of addresses with thousands of signs would hold many times what is counted."""
    short, long = Pages(), Pages()
    short.keep(key("a"), page(), "")
    long.keep(key("a" * 5_001), page(), "")

    assert long.store.size == short.store.size + 5_000


def fetched(service: Service, path: str, **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", service.port, timeout=60)
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
    bodies = [middleware(RequestFactory().get("/")).content for _ in range(2)]  # type: ignore[attr-defined]  # never a stream

    assert bodies == [b"1 1", b"2 2"]


def test_page_that_knew_fewer_past_publications_is_made_again(edition: editions.Edition) -> None:
    """A process that has just started cannot tell yet what has changed since an old link."""
    middleware = PageCacheMiddleware(lambda request: HttpResponse(str(len(editions.past()))))
    bodies = []
    for known in ((), (editions.Past(1, timezone.now(), edition),)):
        editions.install(edition, known)
        bodies.append(middleware(RequestFactory().get("/")).content)  # type: ignore[attr-defined]  # never a stream

    assert bodies == [b"0", b"1"]


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


def test_only_pages_lose_their_indentation(site: Client) -> None:
    """A file may hold the same signs by chance."""
    lined = b'<a\n     href="x">\n   <b>'
    assert without_indentation(lined) == b'<a href="x">\n<b>'
    files = site.get("/tiimi.xlsx?rooli=95F-88G-2PU"), site.get("/tiimi.csv"), site.get("/tulos.atom")
    assert [is_html(answer) for answer in files] == [False] * 3
    assert is_html(site.get("/"))


def test_leaving_out_indentation_takes_a_moment_whatever_the_page_holds() -> None:
    spaces = (b">" + b"\n" * 100_000, b">" + b"\n " * 50_000 + b"x", b">\n" * 50_000, b">\n" + b" " * 100_000)
    for page in (*spaces, b"\n   " + b"a" * 100_000, b"\n   a" * 30_000):
        begun = time.process_time()
        assert without_indentation(page) == page
        assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "url", ["/healthz", "/readyz", "/ei-ole/", "/valtuudet/", "/admin/login/", "/tulos.json?organisaatio=x"]
)
@pytest.mark.django_db
def test_head_is_answered_without_a_body_and_with_its_length(url: str, site: Client) -> None:
    """gunicorn warns of each body that it drops: a monitor that asks so would fill the log."""
    answers = []

    def sent(status: str, headers: list[tuple[str, str]], _fault: Any = None) -> Any:
        answers.append((status, dict(headers)["Content-Length"]))

    bodies = [
        b"".join(WSGIHandler()({**RequestFactory().generic(method, url).environ, "HTTP_HOST": "localhost"}, sent))
        for method in ("GET", "HEAD")
    ]

    assert answers[0] == answers[1]
    assert (len(bodies[0]), bodies[1]) == (int(answers[0][1]), b"")
