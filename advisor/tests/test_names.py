"""How a mandate is called outside the answer: by how sure its name is, and how old the evidence of it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Final

import pytest
from django.test import Client

from advisor.browse.mandates import mandate_page
from mandates.publishing import editions
from mandates.rules.rows import Mandate
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import LANGUAGES, NameState

SEEN: Final = "yksityisen-hoidon-tuki"
SEEN_NAME: Final = "Päivähoidon tuottajan ilmoitus yksityisen hoidon tukea varten"
NOTES: Final = {"fi": "Nimi oli vuonna 2020", "sv": "Namn år 2020", "en": "Name in 2020"}
COMPARE: Final = {
    "fi": "Vertaa kuvausta, ennen kuin valitset.",
    "sv": "Jämför beskrivningen innan du väljer.",
    "en": "Compare the description before you choose.",
}
SURE: Final = {"fi": "vahvistettu", "sv": "bekräftat", "en": "confirmed"}


def read(site: Client, path: str, language: str = "fi") -> str:
    """A page as it is read: the sentences of its parts in one line each."""
    prefix = "" if language == "fi" else f"/{language}"
    return re.sub(r"\s+", " ", unescape(site.get(f"{prefix}{path}").content.decode()))


def copied(page: str) -> list[str]:
    return re.findall(r'data-copy="([^"]*)"', page)


def name_of(mandate: Mandate, language: str) -> tuple[str, NameState]:
    own = getattr(mandate.names, language)
    name = own if own.text else mandate.names.fi
    return name.text, name.state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [f"/valtuudet/{SEEN}/", f"/tuki/?valtuus={SEEN}"])
def test_a_seen_name_is_told_with_its_year_and_to_be_compared(path: str, language: str, site: Client) -> None:
    page = read(site, path, language)
    marked = "" if language == "fi" else ' lang="fi"'
    assert re.search(rf'class="[^"]*name unsure"[^>]*?{marked}><span>{SEEN_NAME}</span>', page)
    assert f'<span class="tag unsure">{NOTES[language]}</span>' in page
    assert f'{NOTES[language]}: <span class="name" lang="fi">{SEEN_NAME}</span>. ' in page
    assert copied(page).count(SEEN_NAME) == 1
    assert page.count(COMPARE[language]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_confirmed_name_is_called_so_and_an_unconfirmed_one_never_copied(
    language: str, site: Client, ruleset: Ruleset
) -> None:
    for slug, mandate in ruleset.mandates.items():
        name, state = name_of(mandate, language)
        page = read(site, f"/valtuudet/{slug}/", language)
        told = page.partition('<p class="about">')[2].partition("</p>")[0]
        assert copied(page) == ([name] if state in (NameState.CONFIRMED, NameState.SEEN) else [])
        assert (SURE[language] in told) is (state is NameState.CONFIRMED), slug
        assert (COMPARE[language] in page) is (state is NameState.SEEN), slug


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/valtuudet/", "fi"),
        ("/valtuudet/", "en"),
        ("/palvelut/paivahoito/", "fi"),
        ("/taulukko/", "sv"),
        ("/haku/?q=yksityisen+hoidon+tuki", "fi"),
        ("/tuki/?haku=yksityisen+hoidon+tuki", "en"),
    ],
)
def test_a_seen_name_in_a_list_has_its_year(path: str, language: str, site: Client) -> None:
    page = read(site, path, language)
    note = NOTES[language]
    assert re.search(rf"{SEEN_NAME}</\w+>.{{0,90}}(?:\({note.lower()}\)|>{note}<)", page)


def test_what_includes_a_mandate_is_marked_as_the_rest(site: Client) -> None:
    page = read(site, "/valtuudet/eessi-katselu/")
    included = page.partition("<dt>Sisältyy</dt>")[2].partition("</dd>")[0]
    assert included.count("(nimi oli vuonna 2020)") == 2


@pytest.mark.parametrize(
    ("dated", "checked_on", "told"),
    [
        ("2020", "2026-11-24", "Viimeksi nähty 2020"),
        ("2020-07-29", "2021-07-30", "Viimeksi nähty 29.7.2020"),
        ("2020-07-29", "2021-07-29", "Tarkistettu 29.7.2020"),
        ("2025-10", "2026-11-24", "Viimeksi nähty lokakuu 2025"),
        ("2025-11", "2026-11-24", "Tarkistettu marraskuu 2025"),
        ("2025", "2026-11-24", "Tarkistettu 2025"),
        ("2026-11", "2026-11-24", "Tarkistettu marraskuu 2026"),
    ],
)
def test_evidence_over_a_year_old_is_no_check_of_the_name(
    dated: str, checked_on: str, told: str, ruleset: Ruleset
) -> None:
    mandate = ruleset.mandates["kuntoutus"]
    names = replace(mandate.names, fi=replace(mandate.names.fi, dated=dated))
    page = mandate_page(ruleset, replace(mandate, names=names, checked_on=checked_on))
    assert [fact.dated for fact in page.names] == [told, "", ""]


def test_old_evidence_is_read_on_the_page(site: Client) -> None:
    assert " · Viimeksi nähty 2020</span>" in read(site, "/valtuudet/kelmu-etuustiedot/")
    assert " · Tarkistettu marraskuu 2026</span>" in read(site, "/valtuudet/kelmu-etuustiedot/")


# --- Suomi.fi's list of themes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "link"),
    [
        ("fi", '<a href="https://www.suomi.fi/valtuudet/valtuusasiat">'),
        ("sv", '<a href="https://www.suomi.fi/valtuudet/valtuusasiat" hreflang="fi">'),
        ("en", '<a href="https://www.suomi.fi/e-authorizations/mandate-themes">'),
    ],
)
def test_the_list_of_themes_is_the_sources_own_page_in_each_language(language: str, link: str, site: Client) -> None:
    assert link in read(site, "/valtuudet/vuokranantaja/", language)


def test_the_list_of_themes_is_linked_without_its_source_too(site: Client, edition: editions.Edition) -> None:
    sources = {slug: row for slug, row in edition.ruleset.sources.items() if slug != "suomifi-valtuusasiat"}
    ruleset = replace(edition.ruleset, sources=sources)
    editions.install(replace(edition, sha256="c" * 64, ruleset=ruleset))
    assert '<a href="https://www.suomi.fi/e-authorizations/mandate-themes">' in read(site, "/valtuudet/vuokranantaja/")
