"""Every fact of the sources is carried, and every rule rests on a fact; the page tells when it is not so."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mandates.admin.worklists.coverage import Counts, CoveragePage, FactState, coverage_page
from mandates.models import Condition, Fact, Mandate, Source
from mandates.rules.ruleset import Ruleset
from mandates.tests.admin.forms_sent import entered

PAGE: Final = "/admin/lahde/"
WORDS_IN_A_SENTENCE: Final = 20


def fact(slug: str, *, mandates: str = "", conditions: str = "", note: str = "", order: int = 0) -> Fact:
    source = Source.objects.get(slug="lahde")
    row = Fact.objects.create(slug=slug, statement=f"Lähde sanoo: {slug}.", source=source, note=note, order=order)
    row.mandates.set(Mandate.objects.filter(slug__in=mandates.split()))
    row.conditions.set(Condition.objects.filter(slug__in=conditions.split()))
    return row


def states(page: CoveragePage) -> dict[str, FactState]:
    return {fact.statement: fact.state for source in page.sources for fact in source.facts}


@pytest.fixture
def draft(draft: None) -> None:
    Fact.objects.all().delete()


@pytest.fixture
def reader(client: Client, draft: None) -> Client:
    """A member of the support, who may read every row."""
    return entered(client, "Tuki")


def shown(client: Client) -> str:
    response: Any = client.get(PAGE)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


# --- the shipped content ---


def test_every_mandate_rests_on_a_fact(ruleset: Ruleset) -> None:
    supported = {slug for fact in ruleset.facts.values() for slug in fact.mandates}
    assert supported == set(ruleset.mandates)


def test_every_condition_rests_on_a_fact(ruleset: Ruleset) -> None:
    supported = {slug for fact in ruleset.facts.values() for slug in fact.conditions}
    assert supported == set(ruleset.conditions)


def test_every_fact_is_carried_or_its_absence_explained(ruleset: Ruleset) -> None:
    rows = ruleset.facts.values()
    left_out = {fact.slug for fact in rows if not (fact.mandates or fact.conditions)}
    assert left_out == {
        "sivu-valtuuksien-tarve",
        "sivu-tyonantajien-palvelut",
        "laakeyritykset-asiamiehesta-ilmoitus",
        "kelmu-maksullinen",
        "valtuutus-ilman-rekisteritietoja",
        "valtuutus-saatiot-ja-yhdistykset",
        "valtuutus-julkiset-organisaatiot",
        "valtuutus-yhdessa",
        "valtuuden-mitatoiminen",
        "valtuusasioiden-luettelo",
        "omat-asiat-omakelassa",
        "tunnistautuminen-ulkomaalainen",
        "katso-paattyi",
        "kanta-oid-tunnukset",
    }
    assert {slug for slug in left_out if not ruleset.facts[slug].note} == set()


def test_condition_has_prerequisites_where_a_fact_says_so(ruleset: Ruleset) -> None:
    asking = {row.slug for row in ruleset.conditions.values() if row.prerequisites}
    words = re.compile(r"pitää (olla|suostua)")
    said = {slug for fact in ruleset.facts.values() if words.search(fact.statement) for slug in fact.conditions}
    assert said == asking


def test_facts_stand_in_the_order_of_their_sources_page(ruleset: Ruleset) -> None:
    services = [fact.slug.split("-")[0] for fact in ruleset.facts.values() if fact.source == "kela-asiointivaltuudet"]
    assert list(dict.fromkeys(services)) == [
        "sivu",
        "kelmu",
        "paivahoito",
        "ajanvaraus",
        "tilitykset",
        "kuntoutus",
        "laakeyritykset",
        "kanta",
        "eessi",
        "vuokranantaja",
    ]


def test_statements_are_one_short_sentence_each(ruleset: Ruleset) -> None:
    statements = [fact.statement for fact in ruleset.facts.values()]
    assert [text for text in statements if len(text.split()) > WORDS_IN_A_SENTENCE] == []
    assert [text for text in statements if not text.endswith(".") or re.search(r"[.?!] |[\"']|  ", text)] == []
    assert len(set(statements)) == len(statements)


# --- the page ---


@pytest.mark.usefixtures("draft")
def test_fact_is_carried_noted_or_missing() -> None:
    fact("valtuudessa", mandates="suppea")
    fact("ehdossa", conditions="lasku", note="Luettu näin.")
    fact("muualla", note="Ohjeessa.")
    fact("ei-missaan")
    page = coverage_page()
    assert states(page) == {
        "Lähde sanoo: valtuudessa.": FactState.CARRIED,
        "Lähde sanoo: ehdossa.": FactState.CARRIED,
        "Lähde sanoo: muualla.": FactState.NOTED,
        "Lähde sanoo: ei-missaan.": FactState.MISSING,
    }
    assert page.counts == Counts(facts=4, carried=2, noted=1, missing=1)
    assert str(page.counts) == "4 asiaa, 2 mukana, 1 muistiinpanolla, 1 puuttuu"
    assert [row.statement for row in page.missing] == ["Lähde sanoo: ei-missaan."]


@pytest.mark.usefixtures("draft")
def test_facts_stand_in_their_order_under_their_source() -> None:
    fact("toinen", order=2, note="Ohjeessa.")
    fact("ensimmainen", order=1, note="Ohjeessa.")
    first = Source.objects.create(
        slug="aiempi", title_fi="Aiempi", url_fi="https://example.fi/aiempi", dated="2023", order=0
    )
    Source.objects.filter(slug="lahde").update(order=1)
    Fact.objects.create(slug="aiemmin", statement="Aiempi sanoo.", source=first)
    page = coverage_page()
    assert [(source.title, [row.statement for row in source.facts]) for source in page.sources] == [
        ("Aiempi", ["Aiempi sanoo."]),
        ("Lähde", ["Lähde sanoo: ensimmainen.", "Lähde sanoo: toinen."]),
    ]
    assert [str(source.counts) for source in page.sources] == [
        "1 asia, 0 mukana, 0 muistiinpanolla, 1 puuttuu",
        "2 asiaa, 0 mukana, 2 muistiinpanolla, 0 puuttuu",
    ]


@pytest.mark.usefixtures("draft")
def test_row_that_no_fact_supports_is_listed() -> None:
    fact("asia", mandates="laaja", conditions="lasku")
    narrow, look = Mandate.objects.get(slug="suppea"), Condition.objects.get(slug="katselu")
    assert [(row.kind, row.title, row.url) for row in coverage_page().unsupported] == [
        ("Valtuus", "Valtuus suppea", f"/admin/mandates/mandate/{narrow.pk}/change/"),
        ("Ehto", "Teen: katselu → Valtuus suppea", f"/admin/mandates/condition/{look.pk}/change/"),
    ]


@pytest.mark.parametrize(("mandates", "conditions"), [("suppea", ""), ("", "katselu")])
@pytest.mark.usefixtures("draft")
def test_retired_row_carries_nothing_and_needs_no_support(mandates: str, conditions: str) -> None:
    fact("laajasta", mandates="laaja", conditions="lasku")
    fact("suppeasta", mandates=mandates, conditions=conditions)
    Mandate.objects.filter(slug="suppea").update(retired=True)
    page = coverage_page()
    assert states(page)["Lähde sanoo: suppeasta."] is FactState.MISSING
    assert [row.in_use for row in page.missing[0].rows] == [False]
    assert page.unsupported == ()


@pytest.mark.usefixtures("draft")
def test_condition_of_a_retired_task_carries_nothing() -> None:
    row = fact("asia", conditions="lasku")
    task = Condition.objects.select_related("task").get(slug="lasku").task
    task.retired = True
    task.save()
    assert states(coverage_page())[row.statement] is FactState.MISSING


def test_page_shows_what_is_missing_and_what_rests_on_nothing(reader: Client) -> None:
    row = fact("ei-missaan")
    fact("laajasta", mandates="laaja suppea", conditions="lasku", note="Luettu <b>näin</b>.")
    html = shown(reader)
    look = Condition.objects.get(slug="katselu")
    assert f'<a href="/admin/mandates/fact/{row.pk}/change/">{row.statement}</a>' in html
    assert html.count("Ei mukana") == 2
    assert html.count("Ei lähdettä") == 1
    assert f'Ehto: <a href="/admin/mandates/condition/{look.pk}/change/">{look}</a>' in html
    assert "2 asiaa, 1 mukana, 0 muistiinpanolla, 1 puuttuu." in html
    assert "Luettu &lt;b&gt;näin&lt;/b&gt;." in html


def test_page_says_when_nothing_is_missing(reader: Client) -> None:
    fact("kaikki", mandates="laaja suppea", conditions="lasku katselu")
    html = shown(reader)
    assert html.count("Ei mukana") + html.count("Ei lähdettä") == 0
    assert "Kaikki asiat ovat mukana tai niillä on muistiinpano." in html
    assert "Jokaisella valtuudella ja ehdolla on ainakin yksi lähteen asia." in html


def test_page_without_facts_says_so(reader: Client) -> None:
    assert "Lähteistä ei ole vielä kirjattu asioita." in shown(reader)


def test_page_has_a_headed_table_for_each_source(reader: Client) -> None:
    fact("asia", mandates="laaja")
    html = shown(reader).partition('id="content-main"')[2]
    assert re.findall(r'<th scope="col">([^<]+)</th>', html) == [
        "Nro",
        "Asia",
        "Tila",
        "Rivit, joissa asia on",
        "Muistiinpano",
    ]
    assert html.count('<th scope="row">') == 1
    assert "Asiat lähteessä Lähde</caption>" in html


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_however_many_facts(
    count: int, draft: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        fact(f"asia-{number}", mandates="laaja suppea", conditions="lasku")
    with django_assert_num_queries(5):
        page = coverage_page()
    assert page.counts.carried == count


@pytest.mark.django_db
def test_page_sends_the_anonymous_to_log_in(client: Client) -> None:
    response = client.get(PAGE)
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={PAGE}")


@pytest.mark.django_db
def test_page_is_for_the_staff_who_may_read_facts(client: Client) -> None:
    user = User.objects.create_user("onni", is_staff=True)
    client.force_login(user)
    refused = client.get(PAGE).status_code
    user.is_staff = False
    user.save()
    outsider = client.get(PAGE)
    assert (refused, outsider.status_code) == (403, 302)
