"""From a symptom to the likely causes and their cures: what is shown, in which order, for which service."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

import pytest
from django.test import Client

from advisor.tests.reading import Reader
from advisor.trouble.page import place, trouble_page
from advisor.words import source_view
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.rows import CauseKind, Kind
from mandates.rules.ruleset import Former, Ruleset
from mandates.rules.texts import LANGUAGES

CLOSED: Final = "palvelu-ei-avaudu"
ORDER: Final = {
    CLOSED: [
        "valtuus-puuttuu",
        "vaara-tyyppi",
        "lahes-samanniminen",
        "paattynyt",
        "edellytys-puuttuu",
        "kayttoonotto-kesken",
        "vain-valtuutusoikeus",
    ],
    "organisaatiota-ei-nay": [
        "valtuus-puuttuu",
        "vaara-tyyppi",
        "paattynyt",
        "vaara-y-tunnus",
        "vain-valtuutusoikeus",
    ],
    "toiminto-puuttuu": ["valtuus-puuttuu", "lahes-samanniminen", "paattynyt", "edellytys-puuttuu", "vaara-palvelu"],
    "en-paase-kirjautumaan": ["tunnistustapa", "vaara-palvelu"],
    "valtuutta-ei-voi-antaa": ["antajan-valtuutusoikeus", "muiden-vahvistus", "saaja-toisen-palveluksessa"],
}


def causes(ruleset: Ruleset, symptom: str, service: str = "") -> list[str]:
    return [cause.slug for cause in trouble_page(ruleset, place(ruleset, service, symptom)).causes]


def test_every_symptom_leads_to_its_causes_the_likeliest_first(ruleset: Ruleset) -> None:
    assert {symptom: causes(ruleset, symptom) for symptom in ruleset.symptoms} == ORDER


def test_every_kind_of_cause_is_told(ruleset: Ruleset) -> None:
    assert {row.kind for row in ruleset.causes.values()} == set(CauseKind)


@pytest.mark.parametrize(
    ("service", "left_out"),
    [
        ("kelmu", set()),
        ("paivahoito", {"edellytys-puuttuu", "kayttoonotto-kesken"}),
        ("eessi-kayttoloki", {"edellytys-puuttuu", "kayttoonotto-kesken", "lahes-samanniminen"}),
    ],
)
def test_service_has_only_the_causes_that_its_rows_allow(service: str, left_out: set[str], ruleset: Ruleset) -> None:
    assert causes(ruleset, CLOSED, service) == [slug for slug in ORDER[CLOSED] if slug not in left_out]


def test_cause_shows_the_services_own_facts(ruleset: Ruleset) -> None:
    page = trouble_page(ruleset, place(ruleset, "kelmu", CLOSED))
    found = {cause.slug: cause for cause in page.causes}
    assert "Etuustietojen katselu" in [other.name for other in found["lahes-samanniminen"].look_alikes]
    assert [need.name for need in found["edellytys-puuttuu"].needs] == [
        "Tiedonsaantioikeus",
        "Sopimus Kelmun käytöstä",
    ]
    assert "sopimus Kelan kanssa" in found["kayttoonotto-kesken"].before_use[0]
    assert [cause.slug for cause in page.causes if cause.look_alikes or cause.needs or cause.before_use] == [
        "lahes-samanniminen",
        "edellytys-puuttuu",
        "kayttoonotto-kesken",
    ]


@pytest.mark.parametrize(
    ("service", "cause", "sources"),
    [
        ("ajanvaraus", "lahes-samanniminen", ["kela-toisen-puolesta"]),
        ("ajanvaraus", "edellytys-puuttuu", ["kela-asiointivaltuudet"]),
        ("ajanvaraus", "kayttoonotto-kesken", ["kela-ajanvaraus-ruotsiksi"]),
        ("kelmu", "kayttoonotto-kesken", ["kela-kelmu-kayttoonotto"]),
        ("kelmu", "lahes-samanniminen", ["vero-tulorekisterin-valtuusasiat", "valtuusrekisteri-2020"]),
        ("kelmu", "paattynyt", ["suomifi-valtuuksien-antaminen"]),
        ("", "kayttoonotto-kesken", ["kela-kelmu-kayttoonotto"]),
    ],
)
def test_cause_names_the_sources_of_the_services_own_facts(
    service: str, cause: str, sources: list[str], ruleset: Ruleset
) -> None:
    page = trouble_page(ruleset, place(ruleset, service, CLOSED))
    found = {each.slug: each for each in page.causes}
    assert found[cause].sources == tuple(source_view(ruleset.sources[slug]) for slug in sources)


def test_cause_of_one_service_is_told_of_that_service_and_where_none_is_chosen(ruleset: Ruleset) -> None:
    own = replace(ruleset.causes["valtuus-puuttuu"], services=frozenset({"rina"}))
    changed = replace(ruleset, causes={**ruleset.causes, own.slug: own})
    told = {service: own.slug in causes(changed, CLOSED, service) for service in ("", "rina", "kelmu")}
    assert told == {"": True, "rina": True, "kelmu": False}


def test_symptom_without_a_likely_cause_is_not_offered(ruleset: Ruleset) -> None:
    own = {slug: replace(row, services=frozenset({"rina"})) for slug, row in ruleset.causes.items()}
    changed = replace(ruleset, causes=own)
    offered = {service: trouble_page(changed, place(changed, service, "")).symptoms for service in ("rina", "kelmu")}
    assert [len(symptoms) for symptoms in offered.values()] == [5, 0]


def test_cure_is_a_message_or_a_new_answer(site: Client, ruleset: Ruleset) -> None:
    html = site.get("/ongelma/", {"palvelu": "kelmu", "oire": CLOSED}).content.decode()
    with_message = [slug for slug in ORDER[CLOSED] if ruleset.causes[slug].message]
    assert with_message == ["paattynyt", "edellytys-puuttuu", "kayttoonotto-kesken"]
    assert [slug for slug in ORDER[CLOSED] if f'id="viesti-{slug}"' in html] == with_message
    links = Reader(html).links
    mails = [unquote(link) for link in links if link.startswith("mailto:?")]
    assert len(mails) == len(with_message)
    assert all("Palvelu: Etuustietopalvelu Kelmu" in mail and "[NIMESI]" in mail for mail in mails)
    assert links.count("/kysely/organisaatio/") == len(ORDER[CLOSED]) - len(with_message) + 2


def test_message_without_a_service_has_a_place_for_it(site: Client) -> None:
    html = site.get("/ongelma/", {"oire": CLOSED}).content.decode()
    assert html.count("Palvelu: [PALVELU]") == 3


@pytest.mark.parametrize(
    ("sent", "heading", "canonical", "is_told"),
    [
        ("", "Mikä ei onnistu?", "/ongelma/", False),
        ("palvelu=kelmu", "Mikä ei onnistu?", "/ongelma/?palvelu=kelmu", False),
        (f"oire={CLOSED}&palvelu=kelmu", "Palvelu ei avaudu", f"/ongelma/?palvelu=kelmu&amp;oire={CLOSED}", False),
        ("palvelu=&oire=", "Mikä ei onnistu?", "/ongelma/", False),
        ("palvelu=abc&oire=%3Cb%3E", "Mikä ei onnistu?", "/ongelma/", True),
        (f"palvelu=abc&oire={CLOSED}", "Palvelu ei avaudu", f"/ongelma/?oire={CLOSED}", True),
    ],
)
def test_address_says_what_is_shown(sent: str, heading: str, canonical: str, is_told: bool, site: Client) -> None:
    html = site.get(f"/ongelma/?{sent}").content.decode()
    assert Reader(html).heading == heading
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{canonical}">' in html
    assert ("Osoitteessa oli osia" in html, "<b>" in html) == (is_told, False)


def test_names_of_services_begin_their_lines_with_a_capital(site: Client) -> None:
    """In Swedish sentences many of them begin with a small letter."""
    options = re.findall(r'<option value="[a-z].*?>(.)', site.get("/sv/ongelma/").content.decode())
    assert options
    assert all(map(str.isupper, options))


def test_old_slug_of_a_service_is_understood(ruleset: Ruleset) -> None:
    renamed = replace(ruleset, former={**ruleset.former, Kind.SERVICE: Former({"vanha-kelmu": "kelmu"})})
    assert place(renamed, "vanha-kelmu", CLOSED) == place(renamed, "kelmu", CLOSED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_in_each_language(language: str, site: Client, ruleset: Ruleset) -> None:
    prefix = "" if language == "fi" else f"/{language}"
    html = site.get(f"{prefix}/ongelma/").content.decode()
    for row in ruleset.symptoms.values():
        assert getattr(row.name, language) in html
        assert f'href="{prefix}/ongelma/?oire={row.slug}"' in html


def test_way_in_stands_on_the_start_page_a_services_page_and_the_desk(site: Client) -> None:
    assert "/ongelma/" in Reader(site.get("/").content.decode()).links
    assert "/ongelma/?palvelu=kelmu" in Reader(site.get("/palvelut/kelmu/").content.decode()).links
    assert "/ongelma/" in Reader(site.get("/tuki/").content.decode()).links
    assert "/ongelma/</loc>" in site.get("/sitemap.xml").content.decode()


def test_publication_of_before_has_no_way_in_and_the_page_leads_to_the_questions(
    site: Client, ruleset: Ruleset, edition: editions.Edition
) -> None:
    before = replace(ruleset, symptoms={}, causes={})
    editions.install(replace(edition, number=2, ruleset=before))
    links = Reader(site.get("/").content.decode()).links + Reader(site.get("/palvelut/kelmu/").content.decode()).links
    assert [link for link in links if "ongelma" in link] == []
    assert "/ongelma/" not in site.get("/sitemap.xml").content.decode()
    page = site.get("/ongelma/", {"oire": CLOSED})
    assert (page.status_code, Reader(page.content.decode()).heading) == (200, "Mikä ei onnistu?")
    assert "Meillä ei ole tähän ohjetta." in page.content.decode()


def test_lead_promises_no_list_where_there_is_none(edition: Edition) -> None:
    """A symptom whose only causes need facts that the chosen service does not have."""
    own = {slug: replace(row, services=frozenset({"rina"})) for slug, row in edition.ruleset.causes.items()}
    editions.install(replace(edition, sha256="a" * 64, ruleset=replace(edition.ruleset, causes=own)))
    for address in (f"/ongelma/?palvelu=kelmu&oire={CLOSED}", "/ongelma/?palvelu=kelmu"):
        html = Client().get(address).content.decode()
        assert "Meillä ei ole tähän ohjetta." in html
        assert 'class="lead"' not in html
