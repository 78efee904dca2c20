"""The OpenAPI document: it is valid, its examples are what the service answers, and it names every key there is."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from advisor.api.examples import REQUESTS, SEARCHES, TEAMS
from advisor.api.openapi import document
from advisor.conversation import keys, questionnaire
from advisor.search.views import LIMIT
from advisor.tests.api.schemas import faults
from advisor.tests.pages import MACHINE_ROUTES
from advisor.tests.serving import ROOT
from mandates.rules.rows import NONE_OF_THESE
from mandates.rules.ruleset import Ruleset
from mandates.tests.drafts import small_draft

Json = dict[str, Any]

SERVER: Final = "https://neuvoja.example"
DOCUMENT: Final[Any] = document(SERVER)
PATHS: Final[dict[str, Json]] = {path: item["get"] for path, item in DOCUMENT["paths"].items()}
TRANSIENT: Final = {
    keys.ADDED,
    keys.CONTINUING,
    keys.CHANGING,
    keys.MENDED,
    keys.SIFTING,
    keys.SIFTED,
}
OWN: Final = {"publication", "sha256"}
"""What depends on the publication, not on the question."""


def names(operation: Json) -> list[str]:
    """Every example of an operation; one without any is a request without parameters."""
    found = {name: None for each in operation["parameters"] for name in each.get("examples", {})}
    return list(found) or ["plain"]


EXAMPLES: Final = [(path, name) for path, operation in PATHS.items() for name in names(operation)]


def ask(client: Client, path: str, name: str) -> Any:
    """Send the request that the examples of this name make."""
    sent = {
        (each["in"], each["name"]): each["examples"][name]["value"]
        for each in PATHS[path]["parameters"]
        if name in each.get("examples", {})
    }
    address = path.format(**{key: value for (place, key), value in sent.items() if place == "path"})
    return client.get(address, {key: value for (place, key), value in sent.items() if place == "query"})


def without_publication(answer: Any) -> Any:
    """The answer without what the publication decides, in whatever depth."""
    if isinstance(answer, list):
        return [without_publication(each) for each in answer]
    if isinstance(answer, dict):
        return {key: without_publication(value) for key, value in answer.items() if key not in OWN}
    return answer


def against(path: str, response: Any) -> list[str]:
    """What an answer breaks of what is promised for it."""
    content = PATHS[path]["responses"]["200"]["content"]
    schema = content[response["Content-Type"]]["schema"]
    return faults({**schema, "components": DOCUMENT["components"]}, response.json())


def test_document_is_valid_and_names_the_public_address(site: Client) -> None:
    with override_settings(PUBLIC_URL=SERVER):
        served = site.get("/openapi.json")
    assert served["Content-Type"] == "application/json"
    assert served.json() == DOCUMENT
    validate(DOCUMENT)
    assert DOCUMENT["servers"] == [{"url": SERVER}]
    assert "$defs" not in served.content.decode()


def test_every_machine_address_is_documented() -> None:
    served = {path for path in (url.partition("?")[0] for url in MACHINE_ROUTES.values()) if path.endswith(".json")}
    assert {*PATHS, "/openapi.json"} == served | {"/{language}/haku.json"}


def test_every_parameter_is_documented() -> None:
    named = {each["name"] for each in PATHS["/tulos.json"]["parameters"] if each.get("in") == "query"}
    assert named == questionnaire.KNOWN - TRANSIENT


@pytest.mark.parametrize(("path", "name"), EXAMPLES)
def test_example_is_what_the_service_answers(path: str, name: str, site: Client) -> None:
    response = ask(site, path, name)
    assert response.status_code == 200
    assert against(path, response) == []
    examples = PATHS[path]["responses"]["200"]["content"][response["Content-Type"]].get("examples", {})
    if name in examples:
        assert without_publication(response.json()) == without_publication(examples[name]["value"])


def test_every_answer_that_is_shown_has_its_request() -> None:
    shown = {
        (path, name)
        for path, operation in PATHS.items()
        for content in operation["responses"]["200"]["content"].values()
        for name in content.get("examples", {})
    }
    requests = {"/tulos.json": REQUESTS, "/haku.json": SEARCHES, "/tiimi.json": TEAMS}
    assert shown == {(path, name) for path, sent in requests.items() for name in sent}
    assert shown <= set(EXAMPLES)


@pytest.mark.parametrize("path", PATHS)
def test_answer_has_the_headers_that_are_promised(path: str, site: Client) -> None:
    response = ask(site, path, names(PATHS[path])[0])
    again = site.get(response.wsgi_request.get_full_path(), headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for header, promised in DOCUMENT["components"]["headers"].items():
        assert faults(promised["schema"], response[header]) == []
        assert again[header] == response[header]


def test_errors_are_what_is_promised(site: Client) -> None:
    for path in ("/tulos.json", "/tiimi.json", "/haku.json"):
        response = site.get(path, {"x": ["1"] * 1001})
        assert (response.status_code, response["Content-Type"]) == (400, "text/html; charset=utf-8")
        assert site.get(path, {"x": ["1"] * 1000}).status_code == 200
    refused = site.post("/tulos.json")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")


def test_unknown_language_is_not_found_and_that_is_described(site: Client) -> None:
    response = site.get("/de/haku.json", {"q": "Termin"})
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert [path for path, operation in PATHS.items() if "404" in operation["responses"]] == ["/{language}/haku.json"]


@pytest.mark.parametrize("version", ["1000000000", "-1", "abc", "1.5"])
def test_value_that_is_not_obeyed_is_described_and_told(version: str, site: Client) -> None:
    parameter = next(each for each in PATHS["/tulos.json"]["parameters"] if each.get("name") == keys.VERSION)
    response = site.get("/tulos.json", {keys.VERSION: version})
    assert (response.status_code, response.json()["dropped"]) == (200, [version])
    assert faults(parameter["schema"], version) == []
    assert "`dropped`" in parameter["description"]


def test_without_a_publication_every_content_address_answers_503() -> None:
    for path in ("/luettelo.json", "/tulos.json", "/tiimi.json", "/haku.json"):
        response = Client().get(path)
        assert (response.status_code, response["Content-Type"]) == (503, "text/html; charset=utf-8")
        assert response["Access-Control-Allow-Origin"] == "*"


def sets(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([*values, "tuntematon"]), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_answer_to_answers_is_as_documented(data: st.DataObject, site: Client, ruleset: Ruleset) -> None:
    given_answers = {
        keys.TYPES: [*ruleset.types],
        keys.TASKS: [*ruleset.tasks, NONE_OF_THESE],
        keys.RELATION: ["oma", "toinen"],
        keys.YES: [*ruleset.prerequisites],
        keys.NO: [*ruleset.prerequisites],
        keys.HELD: [*ruleset.mandates],
        keys.VERSION: ["1", "2"],
        keys.WHY: ["1", "2"],
        "outo": ["x"],
    }
    sent = {key: data.draw(sets(values)) for key, values in given_answers.items()}
    assert against("/tulos.json", site.get("/tulos.json", sent)) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.one_of(
        st.text(max_size=250),
        st.sampled_from(["kelmu laskut", "eessi rina kanta", "valtuus kela", "kunta", "organisaatio"]),
    )
)
def test_every_answer_to_a_search_is_as_documented(asked: str, site: Client, ruleset: Ruleset) -> None:
    response = site.get("/haku.json", {"q": asked})
    assert against("/haku.json", response) == []
    found = response.json()
    every_mandate = found["valtuudet"] == list(ruleset.mandates)
    assert max(len(found[key]) for key in found if not (key == "valtuudet" and every_mandate)) <= LIMIT


@pytest.mark.parametrize("path", ["/tulos.json", "/tiimi.json", "/haku.json"])
def test_documented_answer_has_no_room_for_other_keys(path: str, site: Client) -> None:
    response = ask(site, path, names(PATHS[path])[0])
    schema = {
        **PATHS[path]["responses"]["200"]["content"]["application/json"]["schema"],
        "components": DOCUMENT["components"],
    }
    assert faults(schema, response.json()) == []
    assert faults(schema, {**response.json(), "uusi": 1}) != []
    for key in response.json():
        assert faults(schema, {name: value for name, value in response.json().items() if name != key}) != [], key


@pytest.mark.django_db
def test_preview_shows_the_drafts_catalogue_to_editors_only(admin_client: Client, client: Client) -> None:
    small_draft()
    response = admin_client.get("/admin/esikatselu/luettelo.json")
    assert (response.status_code, len(response.json()["mandates"])) == (200, 2)
    assert "Access-Control-Allow-Origin" not in response
    assert client.get("/admin/esikatselu/luettelo.json").status_code == 302


def test_page_for_people_names_every_address() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(/[a-z./]+\.json)`", page))
    assert named == {*PATHS, "/openapi.json", "/sv/haku.json", "/en/haku.json"} - {"/{language}/haku.json"}
