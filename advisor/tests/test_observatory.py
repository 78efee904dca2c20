"""Every kind of answer has the full points of Mozilla Observatory, and every text names its charset."""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from advisor.browse import views
from advisor.tests import observatory
from advisor.tests.pages import MACHINE_ROUTES, PAGES

FULL: Final = 130
FOR_ALL_SITES: Final = 120
"""What machines read is open to every site's pages, so the ten points of a closed resource policy are not for it."""
TEXT: Final = re.compile(r"text/|\S+\+xml|application/xml|\S+/xml")
CHARSET: Final = re.compile(r"; charset=\"?utf-8\"?$")


@pytest.fixture
def visitor(edition: object, settings: Settings) -> Client:
    """A browser on https, as in production."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    return Client(raise_request_exception=False)


def points(response: Any) -> int:
    body = response.getvalue()
    return observatory.score(response.headers, body.decode("utf-8", "replace"), https=True)


def asked(visitor: Client, path: str, **headers: str) -> Any:
    return visitor.get(path, secure=True, headers=headers)


def fail(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("rikki")


def test_every_kind_of_answer_has_full_points(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(visitor, "/")
    found = {
        200: first,
        301: asked(visitor, "/palvelut"),
        302: asked(visitor, "/tulos/"),
        304: asked(visitor, "/", if_none_match=first["ETag"]),
        400: asked(visitor, "/", host="muualla.example"),
        403: visitor.post("/palaute/", {"auttoi": "ei"}, secure=True),
        404: asked(visitor, "/ei-ole/"),
        405: visitor.post("/", secure=True),
    }
    monkeypatch.setattr(views, "render", fail)
    found[500] = asked(visitor, "/palvelut/?rikki")
    monkeypatch.undo()

    assert {status: response.status_code for status, response in found.items()} == {each: each for each in found}
    assert {status: points(response) for status, response in found.items()} == dict.fromkeys(found, FULL)


@pytest.mark.parametrize("path", ["css/site.css", "js/site.js", "favicon.svg", "preview.png", "ei-ole.css"])
def test_files_have_full_points(path: str, visitor: Client) -> None:
    assert points(asked(visitor, f"/static/{path}")) == FULL


@pytest.mark.parametrize("path", [*(page.url for page in PAGES), *MACHINE_ROUTES.values()])
def test_every_address_has_its_points_and_its_charset(path: str, visitor: Client) -> None:
    response = asked(visitor, path)

    assert points(response) == (FOR_ALL_SITES if path.partition("?")[0].endswith(".json") else FULL)
    assert_charset(response)


@pytest.mark.parametrize("path", ["css/site.css", "js/site.js", "favicon.svg", "fonts/OFL.txt", "ei-ole.txt"])
def test_files_of_text_say_their_charset(path: str, visitor: Client) -> None:
    assert_charset(asked(visitor, f"/static/{path}"))


def assert_charset(response: Any) -> None:
    response.getvalue()  # a file is closed once it is read
    kind = response["Content-Type"]
    assert bool(CHARSET.search(kind)) == bool(TEXT.match(kind)), kind


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 100 - 25 - 20 - 5 - 20),
        ({"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}, 100 - 20 - 20 - 5 - 20),
        ({"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}, 100 - 20 - 5),
        ({"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}, 75),
        ({"Set-Cookie": "a=b"}, 100 - 25 - 20 - 5 - 20 - 40),
        ({"Set-Cookie": "a=b; Secure; HttpOnly"}, 100 - 25 - 20 - 5 - 20 - 30),
    ],
)
def test_what_is_missing_costs_points(headers: dict[str, str], expected: int) -> None:
    assert observatory.score(headers, "", https=True) == expected


def test_a_script_from_elsewhere_costs_points() -> None:
    page = '<script src="//muualla.example/x.js"></script>'

    assert observatory.score({}, page, https=False) == 100 - 25 - 5 - 20 - 50
