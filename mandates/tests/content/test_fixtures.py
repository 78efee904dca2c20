"""The shipped content: all of the source's rules are there."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.text import slugify

from mandates.checks import cases, integrity
from mandates.content import documents
from mandates.content.importing import import_file
from mandates.rules.rows import Kind, Mandate
from mandates.rules.ruleset import Former
from mandates.rules.texts import LANGUAGES, NameState, ThemeName

FIXTURE = Path(__file__).parents[3] / "fixtures" / "content.json"
SCENARIOS = Path(__file__).parents[1] / "data" / "scenarios.json"
TEXT = FIXTURE.read_text(encoding="utf-8")
RECORDS: list[dict[str, Any]] = json.loads(TEXT)
RULESET = documents.compile_document(TEXT)

COUNTS = {
    "mandates.servicegroup": 9,
    "mandates.service": 15,
    "mandates.organisationtype": 13,
    "mandates.task": 29,
    "mandates.prerequisite": 5,
    "mandates.mandate": 21,
    "mandates.condition": 29,
}
TYPES = """
    hyvinvointialue              julkinen  application
    kunta                        julkinen  application
    helsinki                     julkinen  application
    ahvenanmaa                   julkinen  application
    muu-viranomainen             julkinen  application
    kuntoutuspalvelun-tuottaja   yritys    self-service
    laakeyritys                  yritys    self-service
    vuokranantaja                yritys    self-service
    terveydenhuollon-toimija     yritys    self-service
    sote-toimija                 yritys    self-service
    varhaiskasvatuksen-tuottaja  yritys    self-service
    sosiaaliturvalaitos          muu       mixed
    muu-kumppani                 muu       mixed
"""
SERVICES = """
    kelmu                       kelmu       1 2 3 4 5 6 7 8
    paivahoito                  paivahoito  9
    ajanvaraus                  ajanvaraus  10
    tilitykset                  tilitykset  11
    kuntoutuksen-seuranta       kuntoutus   12
    kuntoutuskurssit            kuntoutus   12
    kuntoutuksen-rekisterointi  kuntoutus   12
    laakeyritykset              laakeyritykset  13
    kanta-ekstranet             kanta       14 15
    rina                        eessi       16 17 18
    eessi-sanomarekisteri       eessi       16 17 18
    eessi-yhteystiedot          eessi       16
    eessi-kayttoloki            eessi       19
    eessi-tilastot              eessi       20
    vuokranantaja               vuokra-asunnot  21
"""
HANDLING = "Eurooppalaisiin sosiaaliturvatilanteisiin liittyvien tietojenvaihtotapausten käsittely"
REGISTER = "http://valtuusrekisteri.suomi.fi/"
SEEN = {
    "yksityisen-hoidon-tuki": "Päivähoidon tuottajan ilmoitus yksityisen hoidon tukea varten",
    "tilitykset": "Sairaanhoidon korvausten tilitystietojen toimittaminen",
    "kanta-asiakkuus": "Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto",
    "eessi-kasittely-ja-yhteystiedot": f"{HANDLING} ja yhteystietojen ylläpito",
    "eessi-kasittely": HANDLING,
    "eessi-tilastot": "Sosiaaliturvan eurooppalaisen tietojenvaihdon tilastoaineiston tarkastelu",
}
LOOK_ALIKES = {
    "kelmu-etuustiedot": {"Etuustietojen katselu"},
    "kelmu-tyomarkkinatuki": {"Työttömyyspäivärahat", "Työttömyyskorvaukset"},
    "kelmu-lastenhoidon-tuki": {"Kotihoidontuki", "Lasten kotihoidontuki"},
    "kelmu-toimeentulotuki": {"Toimeentulotuki"},
    "yksityisen-hoidon-tuki": {
        "Yksityisen hoidon tuki (sosiaalietuudet)",
        "Varhaiskasvatuksen aloituksesta tai päättymisestä ilmoittaminen",
    },
    "ajanvaraus": {"Sosiaaliturvan etuusasioiden hoitaminen"},
    "tilitykset": {"Työnantajan työterveyshuollon korvaushakemuksen lähetys"},
    "kuntoutus": {
        "Kuntoutusasioiden käsittely",
        "Kuntoutusraha (sosiaalietuudet)",
        "Kuntoutuksen ja työkyvyttömyyseläkkeen tietopyyntöjen käsittely",
    },
    "kanta-asiakkuus": {"Apteekkiasiointi"},
    "eessi-kasittely-ja-yhteystiedot": {HANDLING},
    "eessi-kasittely": {f"{HANDLING} ja yhteystietojen ylläpito"},
    "vuokranantaja": {"Asumistuki"},
}
NAMES = {
    ("kelmu-etuustiedot", "fi"): "Etuustietojen katselu ja maksuvaatimusten rekisteröinti",
    ("kelmu-etuustiedot", "sv"): "Granska förmånsuppgifter och registrera betalningskrav",
    ("kelmu-tyomarkkinatuki", "fi"): "Työmarkkinatukiaineistojen tarkastelu",
    ("kelmu-tyomarkkinatuki", "sv"): "Granska material om arbetsmarknadsstöd",
    ("kelmu-lastenhoidon-tuki", "fi"): "Lastenhoidon tuen aineistojen tarkastelu",
    ("kelmu-lastenhoidon-tuki", "sv"): "Granska material om barnavårdsstöd",
    ("kelmu-ulkomaanhoito", "fi"): (
        "Ulkomaille hoitoon hakeutuneiden henkilöiden sairaanhoidon korvaustietojen tarkastelu"
    ),
    ("ajanvaraus", "fi"): "Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen",
    ("ajanvaraus", "sv"): "Boka tid för att uträtta ärenden gällande socialskyddsförmåner",
    ("kuntoutus", "fi"): "Kuntoutuspalveluiden tuottajien asiointi",
    ("laakehinnat", "fi"): "Lääkevalmisteiden hintailmoitukset",
    ("laakehinnat", "sv"): "Prisanmälningar gällande läkemedelspreparat",
}
NOTED = {
    "etuustietojen-katselu",
    "maksuvaatimukset",
    "tyomarkkinatuen-lasku",
    "lastenhoidon-tuen-lasku",
    "toimeentulotuen-ilmoitukset",
    "rintamalisa",
    "kotoutuminen",
    "typ-asiat",
    "ulkomaanhoidon-laskut",
    "ajanvaraus",
    "tilitysten-lahetys",
    "tilitysten-katselu",
    "rina-kasittely",
    "eessi-katselu",
    "eessi-yhteystiedot",
    "eessi-kayttoloki",
    "eessi-tilastot",
}


def names(mandate: Mandate) -> list[tuple[str, ThemeName]]:
    return list(zip(LANGUAGES, (mandate.names.fi, mandate.names.sv, mandate.names.en), strict=True))


def table(block: str) -> list[list[str]]:
    return [line.split() for line in block.strip().splitlines()]


def test_rows_are_as_many_as_in_the_source() -> None:
    counts = Counter(record["model"] for record in RECORDS)

    assert {model: counts[model] for model in COUNTS} == COUNTS


def test_numbers_run_from_one_in_each_model() -> None:
    numbers: dict[str, list[int]] = {}
    for record in RECORDS:
        numbers.setdefault(record["model"], []).append(record["fields"]["number"])

    assert {model: sorted(found) for model, found in numbers.items()} == {
        model: list(range(1, len(found) + 1)) for model, found in numbers.items()
    }


def test_organisation_types_have_their_sector_and_way_of_granting() -> None:
    assert [[row.slug, row.sector, row.grant_path] for row in RULESET.types.values()] == table(TYPES)


def test_conditions_are_one_a_task_under_the_same_slug() -> None:
    assert [(row.slug, row.number) for row in RULESET.conditions.values()] == [
        (row.slug, row.number) for row in RULESET.tasks.values()
    ]
    assert all(row.slug == row.task for row in RULESET.conditions.values())


def test_services_have_their_group_and_mandates() -> None:
    found = [
        [
            service.slug,
            service.group,
            *(str(row.number) for row in RULESET.mandates.values() if service.slug in row.services),
        ]
        for service in RULESET.services.values()
    ]

    assert found == table(SERVICES)


def test_task_is_done_in_a_service_of_its_mandate() -> None:
    astray = [
        condition.slug
        for condition in RULESET.conditions.values()
        if RULESET.tasks[condition.task].service not in RULESET.mandates[condition.mandate].services
    ]

    assert astray == []


def test_only_the_exchange_mandates_include_others() -> None:
    included = {row.slug: set(row.includes) for row in RULESET.mandates.values() if row.includes}

    assert included == {
        "eessi-kasittely-ja-yhteystiedot": {"eessi-kasittely"},
        "eessi-kasittely": {"eessi-katselu"},
    }


def named(*states: NameState) -> dict[tuple[str, str], str]:
    """The names in these states, by mandate and language."""
    return {
        (row.slug, language): name.text
        for row in RULESET.mandates.values()
        for language, name in names(row)
        if name.state in states
    }


def test_names_are_those_seen_on_official_pages() -> None:
    assert named(NameState.CONFIRMED, NameState.OLD) == NAMES
    assert named(NameState.OLD).keys() == {("kelmu-tyomarkkinatuki", "fi"), ("kelmu-tyomarkkinatuki", "sv")}


def test_names_of_the_registers_copy_have_its_day_and_address() -> None:
    seen = named(NameState.SEEN)
    rows = [RULESET.mandates[slug] for slug, _ in seen]

    assert seen == {(slug, "fi"): name for slug, name in SEEN.items()}
    assert {(row.names.fi.source, row.names.fi.dated) for row in rows} == {("valtuusrekisteri-2020", "2020-07-29")}
    assert {row.slug: row.register_uri for row in RULESET.mandates.values() if row.register_uri} == {
        row.slug: REGISTER + slugify(row.names.fi.text).replace("-", "_") for row in rows
    }


def test_swedish_name_has_its_evidence_in_swedish_on_every_page() -> None:
    """The page that a Finnish reader is led to is the one where the Swedish name stands."""
    sources = [RULESET.sources[each.names.sv.source] for each in RULESET.mandates.values() if each.names.sv.source]
    assert [source.slug for source in sources if source.url.fi != source.url.sv] == []


def test_look_alikes_are_those_of_the_contract() -> None:
    found: dict[str, set[str]] = {}
    for row in RULESET.look_alikes.values():
        found.setdefault(row.mandate, set()).add(row.name.fi)

    assert found == LOOK_ALIKES


def test_look_alikes_are_named_in_both_languages_where_known() -> None:
    assert {row.mandate: (row.name.fi, row.name.sv) for row in RULESET.look_alikes.values() if row.name.sv} == {
        "kelmu-etuustiedot": ("Etuustietojen katselu", "Granska förmånsuppgifter"),
        "ajanvaraus": ("Sosiaaliturvan etuusasioiden hoitaminen", "Uträtta ärenden gällande socialskyddsförmåner"),
    }


def test_what_may_be_out_of_date_is_told_and_reviewed_sooner() -> None:
    noted = {row.slug for row in RULESET.mandates.values() if row.outdated_note}
    soon = {row.slug for row in RULESET.mandates.values() if row.review_by == "2027-01-31"}

    assert noted == soon == {"kelmu-tyomarkkinatuki", "kelmu-typ", "kelmu-kotoutuminen"}


def test_settled_readings_are_noted() -> None:
    assert {row.slug for row in RULESET.conditions.values() if row.note} == NOTED


def test_statutory_right_says_what_data_it_must_reach() -> None:
    assert {row.slug for row in RULESET.conditions.values() if row.prerequisite_note} == {
        row.slug for row in RULESET.conditions.values() if "lakiperuste" in row.prerequisites
    }


@pytest.mark.parametrize("mandate", RULESET.mandates.values(), ids=lambda row: row.slug)
def test_mandate_has_source_reason_and_dated_state_of_its_name(mandate: Mandate) -> None:
    assert mandate.source in RULESET.sources
    assert RULESET.conditions_by_mandate[mandate.slug]
    assert mandate.checked_on < mandate.review_by
    for _, name in names(mandate):
        assert name.dated
        assert (name.source in RULESET.sources) is bool(name.text) is (name.state is not NameState.UNCONFIRMED)


def test_tasks_and_types_can_be_found_by_many_words() -> None:
    words = {f"task {row.slug}": row.keywords.fi.split(", ") for row in RULESET.tasks.values()}
    words |= {f"type {row.slug}": row.keywords.fi.split(", ") for row in RULESET.types.values()}

    assert [place for place, found in words.items() if len(found) < 8 or len(found) > len(set(found))] == []
    assert [row.slug for row in RULESET.tasks.values() if "yleistuki" in row.keywords.fi.split(", ")] == [
        "typ-asiat",
        "tyomarkkinatuen-lasku",
    ]


def test_content_has_no_error_and_its_cases_are_met() -> None:
    found = integrity.problems(RULESET, published=RULESET)
    assert [str(each) for each in found if each.severity is integrity.Severity.ERROR] == []
    assert cases.failing(RULESET) == ()


def test_first_cases_are_the_scenarios() -> None:
    names = {"organisaatio": "types", "tehtava": "tasks", "kylla": "yes", "ei": "no"}
    scenarios = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    expected = [
        [sorted(scenario[key]) for key in names] + [sorted(scenario["expected"][place]) for place in cases.PLACES]
        for scenario in scenarios
    ]
    found = [
        [sorted(getattr(case, name)) for name in (*names.values(), *cases.PLACES)] for case in RULESET.cases.values()
    ]

    assert found[: len(expected)] == expected


def test_nothing_is_retired_or_renamed_yet() -> None:
    assert RULESET.former == dict.fromkeys(Kind, Former())


@pytest.mark.django_db
def test_import_then_export_is_byte_identical() -> None:
    import_file(FIXTURE)

    assert documents.export() == TEXT


@pytest.mark.django_db
def test_loaddata_then_export_is_byte_identical() -> None:
    call_command("loaddata", str(FIXTURE), verbosity=0)

    assert documents.export() == TEXT
