"""What every answer carries: policy headers, validators, encodings; what is refused and how."""

from __future__ import annotations

import gzip
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from advisor.page_cache import negotiate
from advisor.tests.pages import MACHINE_ROUTES, PAGES, PageType
from mandates.publishing import editions

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
OWN_READERS = {"Cross-Origin-Resource-Policy": "same-origin", "Access-Control-Allow-Origin": None}
ALL_READERS = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


def routes(patterns: list[Any]) -> set[str]:
    """Names of all public routes."""
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= set() if pattern.namespace == "admin" else routes(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found |= set() if str(pattern.pattern).startswith("admin/") else {pattern.name or str(pattern.pattern)}
    return found


def test_every_route_is_in_the_list_of_page_types() -> None:
    assert routes(get_resolver().url_patterns) == {page.route for page in PAGES} | set(MACHINE_ROUTES)


ADDRESSES = [*((page.name, page.url) for page in PAGES), *MACHINE_ROUTES.items()]


def assert_policy(response: Any) -> None:
    assert {part.strip() for part in response["Content-Security-Policy"].split(";")} == POLICY
    assert {name: response[name] for name in FIXED} == FIXED
    assert "camera=()" in response["Permissions-Policy"]
    readers = ALL_READERS if response.wsgi_request.path.endswith(".json") else OWN_READERS
    assert {name: response.get(name) for name in readers} == readers


@pytest.mark.parametrize("url", [url for _, url in ADDRESSES], ids=[name for name, _ in ADDRESSES])
def test_policy_headers_stand_on_every_page(url: str, site: Client) -> None:
    response = site.get(url)
    assert response.status_code == 200
    assert_policy(response)
    assert_policy(site.get(url))


def test_policy_headers_stand_on_errors_and_redirects(site: Client) -> None:
    for response, status in (
        (site.get("/ei-ole/"), 404),
        (site.post("/tulos/"), 405),
        (site.get("/tulos/"), 302),
        (site.get("/", headers={"host": "toinen.example"}), 400),
    ):
        assert response.status_code == status
        assert_policy(response)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_unchanged_page_is_304_without_body(page: PageType, site: Client) -> None:
    first = site.get(page.url)
    again = site.get(page.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Vary"] == "Accept-Encoding"
    weak = site.get(page.url, headers={"if-none-match": f'"x", W/{first["ETag"]}'})
    assert weak.status_code == 304


def test_page_in_each_encoding_is_the_same_text(site: Client) -> None:
    plain = site.get("/valtuudet/")
    packed = site.get("/valtuudet/", headers={"accept-encoding": "gzip"})
    tight = site.get("/valtuudet/", headers={"accept-encoding": "gzip, deflate, br"})
    assert gzip.decompress(packed.content) == plain.content
    assert brotli.decompress(tight.content) == plain.content
    assert (packed["Content-Encoding"], tight["Content-Encoding"]) == ("gzip", "br")
    assert len({plain["ETag"], packed["ETag"], tight["ETag"]}) == 3


def test_what_one_sender_asked_for_in_vain_is_kept_for_nobody_else(site: Client) -> None:
    refused = site.get("/", headers={"if-match": '"x"'})
    assert (refused.status_code, refused.content, refused["Cache-Control"]) == (412, b"", "no-store")
    assert site.get("/")["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip, br", "br"),
        ("gzip;q=0", ""),
        ("BR", "br"),
        ("*", ""),
    ],
)
def test_negotiate_takes_the_best_that_is_accepted(header: str, expected: str) -> None:
    assert negotiate(header) == expected


def test_head_is_get_without_body(site: Client) -> None:
    for url in ("/", "/ei-ole/", "/tulos/"):
        read, asked = site.get(url), site.head(url)
        assert asked.content == b""
        assert dict(asked.items()) == dict(read.items())


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_by_name(method: str, site: Client) -> None:
    response = site.generic(method, "/tulos/?organisaatio=kunta")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_new_publication_replaces_cached_pages(site: Client, edition: editions.Edition) -> None:
    before = site.get("/")
    editions.install(editions.Edition(2, "f" * 64, edition.published_at, edition.ruleset))
    after = site.get("/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "julkaisu 2" in after.content.decode()


def test_readiness_tells_which_publication_is_served_and_how_old_that_knowledge_is(
    edition: editions.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> str:
        return Client().get("/readyz").content.decode()

    monkeypatch.setattr(editions._Holder, "asked_at", None)
    assert told() == "ok\npublication 1\ndatabase answered not yet\n"

    monkeypatch.setattr(editions, "time", SimpleNamespace(monotonic=lambda: 120.0))
    monkeypatch.setattr(editions._Holder, "asked_at", 100.0)
    assert told() == "ok\npublication 1\ndatabase answered 20.0 s ago\n"


def test_site_without_a_publication_says_so() -> None:
    response = Client().get("/")
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert_policy(response)
    assert Client().get("/readyz").status_code == 503
    assert Client().get("/healthz").status_code == 200


def test_answers_for_machines_may_be_read_by_every_sites_pages_in_every_state(site: Client) -> None:
    first = site.get("/tulos.json")
    for response, status in (
        (first, 200),
        (site.get("/tulos.json", headers={"if-none-match": first["ETag"]}), 304),
        (site.get("/sv/haku.json?q=tid"), 200),
        (site.post("/tulos.json"), 405),
        (site.get("/ei-ole.json"), 404),
    ):
        assert response.status_code == status
        assert {name: response.get(name) for name in ALL_READERS} == ALL_READERS


@pytest.mark.parametrize("path", ["/", "/tulos/?x=.json", "/admin/esikatselu/luettelo.json", "/static/ei-ole.json"])
def test_everything_else_is_for_our_own_pages(path: str, site: Client) -> None:
    response = site.get(path)
    assert {name: response.get(name) for name in OWN_READERS} == OWN_READERS


def test_static_files_do_not_pass_through_the_page_cache(site: Client) -> None:
    response = site.get("/static/css/site.css")
    response.getvalue()
    assert (response.status_code, response["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert response["ETag"].count("-") == 1
    assert_policy(response)
