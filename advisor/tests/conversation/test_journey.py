"""The journey over HTTP: no database, no cookie, every address on the step that it supports."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from advisor.tests.pages import COUNTY, EESSI, PAGES, Opened, PageType
from advisor.tests.reading import Reader
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Former
from mandates.rules.texts import Text

SCENARIOS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[3] / "mandates/tests/data/scenarios.json").read_text(encoding="utf-8")
)
KEYS = ("organisaatio", "tehtava", "kylla", "ei")


def scenario_query(scenario: dict[str, Any]) -> str:
    return urlencode([(key, value) for key in KEYS for value in scenario[key]])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda row: row["situation"][:40])
def test_each_scenario_has_its_answer_as_json(scenario: dict[str, Any], site: Client, edition: Edition) -> None:
    answer = site.get(f"/tulos.json?{scenario_query(scenario)}").json()
    covered = answer.pop("covered")
    assert answer.pop("code")
    assert sorted(covered) == scenario["expected"]["covered"]
    assert set(covered.values()) <= set(answer["request"] + answer["confirm"])
    expected = {key: scenario["expected"][key] for key in ("request", "confirm", "blocked")}
    unsure = sorted(
        {"kelmu-tyomarkkinatuki", "kelmu-typ", "kelmu-kotoutuminen"} & {*answer["request"], *answer["confirm"]}
    )
    nothing: dict[str, object] = {"held": [], "dropped": [], "dropped_why": {}, "excess": [], "broader": {}}
    assert answer == expected | nothing | {"publication": 1, "sha256": edition.sha256, "unsure": unsure}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda row: row["situation"][:40])
@pytest.mark.parametrize("relation", ["oma", "toinen"])
def test_each_scenario_has_its_answer_as_a_page(
    scenario: dict[str, Any], relation: str, site: Client, edition: Edition
) -> None:
    page = Reader(site.get(f"/tulos/?{scenario_query(scenario)}&suhde={relation}").content.decode())
    states = page.states()
    others = states.pop("other")
    expected = {state: slugs for state, slugs in scenario["expected"].items() if slugs}
    assert states == expected
    assert sorted([*others, *chain.from_iterable(states.values())]) == sorted(edition.ruleset.mandates)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_answers_without_cookie_and_database(page: PageType, opened: Opened) -> None:
    found = opened(page.url)
    assert (found.status, found.cookies, found.headers["Content-Type"]) == (200, "", "text/html; charset=utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_has_one_title_one_heading_and_no_id_twice(page: PageType, opened: Opened) -> None:
    found = Reader(opened(page.url).html)
    assert found.title.endswith(" – Asiointivaltuusneuvoja")
    assert found.heading in found.title
    assert found.heading
    assert len(found.ids) == len(set(found.ids))
    assert found.title.startswith("Virhe: ") == page.name.endswith("-error")


@pytest.mark.parametrize("page", [page for page in PAGES if page.route == "result"], ids=lambda page: page.name)
def test_result_names_each_mandate_once(page: PageType, opened: Opened, edition: Edition) -> None:
    found = Reader(opened(page.url).html)
    if page.name.startswith("result"):
        assert sorted(slug for slug, _ in found.mandates) == sorted(edition.ruleset.mandates)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/kysely/tehtavat/", "/kysely/organisaatio/"),
        ("/kysely/suhde/", "/kysely/organisaatio/"),
        ("/tulos/", "/kysely/organisaatio/"),
        (f"/kysely/suhde/?{COUNTY}", f"/kysely/tehtavat/?{COUNTY}"),
        (f"/tulos/?{COUNTY}&tehtava=ajanvaraus", f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus"),
        (f"/kysely/suhde/?{COUNTY}&tehtava=ei-mikaan&jatka=1", f"/tulos/?{COUNTY}&tehtava=ei-mikaan"),
        ("/kysely/organisaatio/?organisaatio=linna", "/kysely/organisaatio/?poistettu=linna"),
        (
            f"/tulos/?{COUNTY}&tehtava=vuokratiedot&suhde=oma",
            f"/kysely/tehtavat/?{COUNTY}&suhde=oma&poistettu=vuokratiedot",
        ),
        (
            f"/kysely/tehtavat/?{COUNTY}&tehtava=vuokratiedot&muuta=1&jatka=1",
            f"/kysely/tehtavat/?{COUNTY}&muuta=1&poistettu=vuokratiedot",
        ),
        (
            f"/tulos/?{COUNTY}&tehtava=ajanvaraus&suhde=oma&kylla=loytyy",
            f"/tulos/?{COUNTY}&tehtava=ajanvaraus&suhde=oma&poistettu=loytyy",
        ),
    ],
)
def test_address_is_mended_to_the_step_it_supports(url: str, target: str, site: Client) -> None:
    response = site.get(url)
    assert (response.status_code, response["Location"]) == (302, target)


@pytest.mark.parametrize(
    ("url", "heading", "error"),
    [
        ("/kysely/tehtavat/?jatka=1", "Kenen asioita hoidat?", "Valitse organisaatio, jonka asioita hoidat"),
        (f"/kysely/suhde/?{COUNTY}&jatka=1", "Mitä tehtäviä hoidat?", "Valitse tehtävä tai ”En hoida mitään näistä”"),
        (f"/tulos/?{COUNTY}&muuta=1&jatka=1", "Mitä tehtäviä hoidat?", "Valitse tehtävä tai ”En hoida mitään näistä”"),
        (
            f"/tulos/?{COUNTY}&tehtava=ajanvaraus&jatka=1",
            "Kenen palveluksessa olet?",
            "Valitse, kenen palveluksessa olet",
        ),
    ],
)
def test_empty_submission_shows_its_own_error_twice(url: str, heading: str, error: str, site: Client) -> None:
    html = site.get(url).content.decode()
    assert Reader(html).heading == heading
    assert len(re.findall(rf">\s*{re.escape(error)}\s*<", html)) == 2


def test_first_question_leads_straight_to_the_second(site: Client) -> None:
    html = site.get("/kysely/organisaatio/").content.decode()
    assert 'action="/kysely/tehtavat/"' in html


def test_first_question_names_the_task_that_a_search_has_chosen(site: Client) -> None:
    html = site.get("/kysely/organisaatio/?tehtava=vuokratiedot").content.decode()
    assert "Valitsit jo: ”Ilmoitan tietoja tuen maksamista varten”. Valitse vielä organisaatio." in html
    assert "Valitsit jo" not in site.get("/kysely/organisaatio/").content.decode()


def test_question_keeps_every_other_answer_and_ticks_its_own(site: Client) -> None:
    html = site.get(
        f"/kysely/tehtavat/?{COUNTY}&tehtava=ajanvaraus&suhde=oma&ei=lakiperuste&on=tilitykset"
    ).content.decode()
    assert Reader(html).checked == [("tehtava", "ajanvaraus")]
    for name, value in (
        ("organisaatio", "hyvinvointialue"),
        ("suhde", "oma"),
        ("ei", "lakiperuste"),
        ("on", "tilitykset"),
    ):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html


def test_tasks_are_offered_once_and_only_for_the_ticked_types(site: Client, edition: Edition) -> None:
    for slug in edition.ruleset.types:
        html = site.get(f"/kysely/tehtavat/?organisaatio={slug}").content.decode()
        for task in edition.ruleset.tasks:
            offered = edition.ruleset.offers(frozenset({slug}), task)
            assert html.count(f'name="tehtava" value="{task}"') == int(offered)


def test_changed_tasks_return_to_the_result(site: Client) -> None:
    html = site.get(f"/kysely/tehtavat/?{COUNTY}&tehtava=ajanvaraus&suhde=oma&muuta=1").content.decode()
    assert 'action="/tulos/"' in html


def test_both_relations_tell_both_kinds(site: Client) -> None:
    html = site.get(f"/tulos/?{COUNTY}&tehtava=ajanvaraus&suhde=oma&suhde=toinen").content.decode()
    assert "asiointivaltuus" in html.lower()
    assert "edustamisvaltuus" in html.lower()


def test_prerequisite_answers_update_the_address_and_the_state(site: Client) -> None:
    base = f"/tulos/?{COUNTY}&tehtava=etuustietojen-katselu&suhde=oma"
    links = Reader(site.get(base).content.decode()).links
    for answer, state in (("&kylla=lakiperuste", "request"), ("&ei=lakiperuste", "blocked"), ("", "confirm")):
        assert f"{base}{answer}" in [link.replace("&amp;", "&") for link in links]
        page = Reader(site.get(f"{base}{answer}").content.decode())
        assert dict(page.mandates)["kelmu-etuustiedot"] == state


def test_covered_and_held_mandates_are_told(site: Client) -> None:
    base = f"/tulos.json?organisaatio=sosiaaliturvalaitos&{EESSI}"
    broad = "eessi-kasittely-ja-yhteystiedot"
    assert site.get(base).json()["covered"] == {"eessi-kasittely": broad, "eessi-katselu": broad}
    held = site.get(f"{base}&on={broad}").json()
    assert (held["request"], held["held"]) == ([], ["eessi-kasittely", broad, "eessi-katselu"])


@pytest.mark.parametrize(
    ("task", "held", "excess", "broader"),
    [
        ("eessi-katselu", [], [], {}),
        ("eessi-katselu", ["eessi-katselu"], [], {}),
        ("eessi-katselu", ["eessi-tilastot", "ajanvaraus"], ["ajanvaraus", "eessi-tilastot"], {}),
        ("eessi-katselu", ["eessi-kasittely"], [], {"eessi-kasittely": ["eessi-katselu"]}),
        ("eessi-katselu", ["eessi-kasittely", "eessi-katselu"], ["eessi-kasittely"], {}),
        ("eessi-kayttoloki", ["eessi-kasittely"], ["eessi-kasittely"], {}),
    ],
)
def test_what_is_held_in_vain_is_told(
    task: str, held: list[str], excess: list[str], broader: dict[str, list[str]], site: Client
) -> None:
    asked = {"organisaatio": "sosiaaliturvalaitos", "tehtava": task, "on": held}
    answer = site.get("/tulos.json", asked).json()
    assert (answer["excess"], answer["broader"]) == (excess, broader)


def test_only_what_is_asked_for_may_be_unsure(site: Client) -> None:
    asked: dict[str, str | list[str]] = {"organisaatio": "hyvinvointialue", "tehtava": ["typ-asiat", "rintamalisa"]}
    assert site.get("/tulos.json", asked).json()["unsure"] == ["kelmu-typ"]
    for key, slug in (("ei", "lakiperuste"), ("on", "kelmu-typ")):
        assert site.get("/tulos.json", {**asked, key: slug}).json()["unsure"] == []


@pytest.mark.parametrize(
    ("query", "missing", "dropped"),
    [
        ("", "organisaatio", []),
        ("organisaatio=kunta", "tehtavat", []),
        ("organisaatio=kunta&tehtava=vuokratiedot", "tehtavat", ["vuokratiedot"]),
        ("organisaatio=kunta&tehtava=ajanvaraus", None, []),
        ("organisaatio=kunta&tehtava=ei-mikaan", None, []),
        ("organisaatio=linna&tehtava=ajanvaraus", "organisaatio", ["linna"]),
    ],
)
def test_json_never_redirects_and_names_what_is_missing(
    query: str, missing: str | None, dropped: list[str], site: Client
) -> None:
    response = site.get(f"/tulos.json?{query}")
    answer = response.json()
    assert (response.status_code, answer.get("next"), answer["dropped"]) == (200, missing, dropped)


def test_canonical_address_is_the_same_for_any_order_of_keys(site: Client) -> None:
    url = f"/tulos/?suhde=oma&jatka=1&tehtava=ajanvaraus&{COUNTY}"
    html = site.get(url).content.decode()
    canonical = f"http://127.0.0.1:8000/tulos/?{COUNTY}&tehtava=ajanvaraus&suhde=oma".replace("&", "&amp;")
    assert f'<link rel="canonical" href="{canonical}">' in html
    assert 'name="robots" content="noindex"' in html


def test_address_with_an_old_slug_leads_to_the_row(site: Client, edition: Edition) -> None:
    former = {
        Kind.SERVICE: Former(aliases={"vanha-rina": "rina"}),
        Kind.MANDATE: Former(aliases={"vanha": "kuntoutus"}),
        Kind.TYPE: Former(aliases={"kaupunki": "kunta"}),
    }
    editions.install(replace(edition, sha256="e" * 64, ruleset=replace(edition.ruleset, former=former)))
    for old, today in (("/palvelut/vanha-rina/", "/palvelut/rina/"), ("/valtuudet/vanha/", "/valtuudet/kuntoutus/")):
        response = site.get(old)
        assert (response.status_code, response["Location"]) == (301, today)
    assert site.get("/palvelut/ei-ole/").status_code == 404
    assert 'value="kunta" selected' in site.get("/palvelut/?organisaatio=kaupunki").content.decode()


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/valtuudet/vanha/", "Valtuutta ”Suomeksi” ei enää ole"),
        ("/valtuudet/ennen-sita/", "Valtuutta ”Suomeksi” ei enää ole"),
        ("/sv/valtuudet/vanha/", "Fullmakten ”På svenska” finns inte längre"),
        ("/en/palvelut/vanha/", "In English’ no longer exists"),
        ("/palvelut/vanha/", "Palvelua ”Suomeksi” ei enää ole"),
    ],
)
def test_page_of_a_row_that_is_no_more_tells_its_name(path: str, sentence: str, site: Client, edition: Edition) -> None:
    gone = Former(
        retired={"vanha": Text("Suomeksi", "På svenska", "In English")},
        aliases={"ennen-sita": "vanha"},
        numbers={"vanha": 900},
    )
    former = {**edition.ruleset.former, Kind.SERVICE: gone, Kind.MANDATE: gone}
    editions.install(replace(edition, sha256="d" * 64, ruleset=replace(edition.ruleset, former=former)))
    response = site.get(path)
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    html = response.content.decode()
    assert sentence in re.findall(r"<h1>\s*(.*?)\s*</h1>", html, re.DOTALL)[0]
    assert "Sivua ei löydy" not in html
