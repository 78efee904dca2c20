"""What search engines and link previews read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from advisor.browse.robots import SECURITY_EXPIRES
from advisor.tests.pages import PAGES, Opened
from mandates.publishing import editions
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import LANGUAGES, NameState

SECURITY = "/.well-known/security.txt"
SITE = "http://127.0.0.1:8000"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def structured(html: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def entries(site: Client) -> dict[str, dict[str, str]]:
    """Address → its address in each language."""
    root = ET.fromstring(site.get("/sitemap.xml").content)  # noqa: S314 - our own page
    return {
        str(url.findtext(f"{SITEMAP}loc")): {
            link.get("hreflang", ""): link.get("href", "") for link in url.findall(LINK)
        }
        for url in root
    }


def test_robots_names_the_sitemap_and_keeps_nobody_from_the_answers(site: Client) -> None:
    response = site.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


def test_sitemap_has_every_page_that_may_be_indexed_in_every_language(
    site: Client, opened: Opened, ruleset: Ruleset
) -> None:
    found = {address.removeprefix(SITE) for address in entries(site)}
    indexed = {page.url for page in PAGES if 'name="robots"' not in opened(page.url).html and "?" not in page.url}
    rows = {f"/palvelut/{slug}/" for slug in ruleset.services} | {f"/valtuudet/{slug}/" for slug in ruleset.mandates}
    finnish = {path for path in found if not path.startswith(("/sv/", "/en/"))}
    assert indexed | rows == finnish
    assert found == finnish | {f"/{language}{path}" for language in ("sv", "en") for path in finnish}


def test_every_address_of_the_sitemap_answers_and_is_its_own_canonical(site: Client, opened: Opened) -> None:
    wrong = []
    for address in entries(site):
        page = opened(address.removeprefix(SITE))
        if page.status != 200 or f'rel="canonical" href="{address}"' not in page.html:
            wrong.append(address)
    assert wrong == []


def test_sitemap_names_each_page_in_every_language(site: Client) -> None:
    found = entries(site)
    assert {tuple(sorted(links)) for links in found.values()} == {tuple(sorted(LANGUAGES))}
    assert all(found[other] == links for links in found.values() for other in links.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_structured_data_names_only_confirmed_names(language: str, site: Client, ruleset: Ruleset) -> None:
    prefix = "" if language == "fi" else f"/{language}"
    found = {
        slug: structured(site.get(f"{prefix}/valtuudet/{slug}/").content.decode())["about"].get("name")
        for slug in ruleset.mandates
    }
    expected = {}
    for slug, mandate in ruleset.mandates.items():
        own = getattr(mandate.names, language)
        name = own if own.text else mandate.names.fi
        expected[slug] = name.text if name.state is NameState.CONFIRMED else None
    assert found == expected


def test_structured_data_says_what_the_page_is(site: Client) -> None:
    found = structured(site.get("/valtuudet/kelmu-etuustiedot/").content.decode())
    assert (found["@type"], found["url"], found["inLanguage"], found["dateModified"]) == (
        "WebPage",
        f"{SITE}/valtuudet/kelmu-etuustiedot/",
        "fi",
        "2026-11-24",
    )


def test_shared_link_is_shown_with_title_description_and_picture(site: Client) -> None:
    html = site.get("/valtuudet/").content.decode()
    found = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]+)">', html))
    assert found == {
        "title": "Kaikki valtuudet",
        "url": f"{SITE}/valtuudet/",
        "image": f"{SITE}/static/preview.png",
    }
    assert re.search(r'name="description"\s+property="og:description"\s+content="\w', html)


def test_security_txt_says_whom_to_tell(site: Client, settings: Settings) -> None:
    told = dict(line.split(": ", 1) for line in site.get(SECURITY).content.decode().splitlines())
    settings.SECURITY_CONTACT = "mailto:tietoturva@neuvoja.example"
    editions.install(replace(editions.current(), number=2))

    assert told == {
        "Contact": f"{settings.PUBLIC_URL}/palaute/",
        "Expires": f"{SECURITY_EXPIRES}T00:00:00.000Z",
        "Preferred-Languages": "fi, sv, en",
        "Canonical": f"{settings.PUBLIC_URL}{SECURITY}",
    }
    assert "Contact: mailto:tietoturva@neuvoja.example\n" in site.get(SECURITY).content.decode()


def test_security_txt_is_looked_at_in_time() -> None:
    """A month before it expires this fails: see that the contact is still right, and set the date a year on."""
    assert timedelta(days=30) < SECURITY_EXPIRES - timezone.localdate() < timedelta(days=366)
