"""The publication for machines: it is all there, it is as its schema says, and others can answer from it."""

from __future__ import annotations

import copy
import json
import re
import runpy
import threading
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import brotli
import pytest
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor import background
from advisor.api import catalogue
from advisor.api.schema import DEFINITIONS, MODELS, ROWS, schema
from advisor.api.views import make_catalogue
from advisor.page_cache import MadeBody
from advisor.tests.api.schemas import faults
from advisor.tests.pages import Opened
from mandates.content import documents
from mandates.publishing import editions
from mandates.rules.answers import Answers
from mandates.rules.recommend import State, recommend
from mandates.rules.rows import Kind, Mandate
from mandates.rules.ruleset import Former, Ruleset
from mandates.rules.texts import NameState, Text
from mandates.tests.rules.test_scenarios import SCENARIOS

Json = dict[str, Any]
Evaluate = Callable[[Json, set[str], set[str], set[str], set[str]], dict[str, list[str]]]

ROOT: Final = Path(__file__).parents[3]
SCHEMA: Final = schema("https://neuvoja.example/luettelo.schema.json")
COUNTS: Final = {
    "service_groups": 9,
    "services": 15,
    "organisation_types": 13,
    "tasks": 29,
    "prerequisites": 5,
    "mandates": 21,
    "conditions": 29,
    "symptoms": 5,
    "causes": 13,
}
REFERENCES: Final = {
    "services": {"group": "service_groups"},
    "tasks": {"service": "services"},
    "mandates": {"services": "services", "includes": "mandates", "source": "sources"},
    "conditions": {
        "task": "tasks",
        "mandate": "mandates",
        "types": "organisation_types",
        "prerequisites": "prerequisites",
    },
    "instructions": {"source": "sources"},
    "causes": {"symptoms": "symptoms", "services": "services", "source": "sources"},
}


@pytest.fixture
def given_out(site: Client) -> Json:
    """The catalogue as another site gets it."""
    found: Json = site.get("/luettelo.json").json()
    return found


def read(ruleset: Ruleset) -> Json:
    """The catalogue of any content."""
    editions.install(editions.Edition(7, "a" * 64, datetime(2026, 11, 24, tzinfo=UTC), ruleset))
    found: Json = Client().get("/luettelo.json").json()
    return found


def having(ruleset: Ruleset, mandate: Mandate) -> Ruleset:
    return replace(ruleset, mandates={**ruleset.mandates, mandate.slug: mandate})


# --- what is there ------------------------------------------------------------------------------------------------


def test_catalogue_is_as_its_schema_says(given_out: Json, site: Client) -> None:
    published = site.get("/luettelo.schema.json").json()
    assert given_out["schema"] == published["$id"]
    assert faults(published, given_out) == []


def test_catalogue_holds_every_row_in_use(given_out: Json, ruleset: Ruleset) -> None:
    assert {key: len(given_out[key]) for key in COUNTS} == COUNTS
    used = {
        "service_groups": ruleset.groups,
        "services": ruleset.services,
        "organisation_types": ruleset.types,
        "tasks": ruleset.tasks,
        "prerequisites": ruleset.prerequisites,
        "mandates": ruleset.mandates,
        "conditions": ruleset.conditions,
        "instructions": ruleset.instructions,
        "symptoms": ruleset.symptoms,
        "causes": ruleset.causes,
        "sources": ruleset.sources,
    }
    assert {key: [row["slug"] for row in given_out[key]] for key in used} == {
        key: [*rows] for key, rows in used.items()
    }


def test_catalogue_says_which_publication_it_is(given_out: Json, edition: editions.Edition) -> None:
    assert {key: given_out[key] for key in ("publication", "sha256", "published_at")} == {
        "publication": 1,
        "sha256": edition.sha256,
        "published_at": "2026-11-24T12:00:00+00:00",
    }


def test_licence_is_the_repositorys() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith(f"{catalogue.LICENCE['spdx']} License\n\n{catalogue.LICENCE['copyright']}\n")


def test_references_name_rows_of_the_catalogue(given_out: Json) -> None:
    known = {key: {row["slug"] for row in given_out[key]} for key in (f"{name}s" for name in ROWS)}
    dangling = [
        (key, row["slug"], field, slug)
        for key, fields in REFERENCES.items()
        for row in given_out[key]
        for field, target in fields.items()
        for slug in ([row[field]] if isinstance(row[field], str) else row[field])
        if slug not in known[target]
    ]
    assert dangling == []


def test_own_pages_are_in_three_languages_at_the_public_address(site: Client) -> None:
    with override_settings(PUBLIC_URL="https://neuvoja.example"):
        found = site.get("/luettelo.json").json()
    assert found["schema"] == "https://neuvoja.example/luettelo.schema.json"
    for key, slug, path in (
        ("mandates", "ajanvaraus", "valtuudet/ajanvaraus/"),
        ("services", "kelmu", "palvelut/kelmu/"),
    ):
        row = next(row for row in found[key] if row["slug"] == slug)
        assert row["pages"] == {
            "fi": f"https://neuvoja.example/{path}",
            "sv": f"https://neuvoja.example/sv/{path}",
            "en": f"https://neuvoja.example/en/{path}",
        }


def test_every_page_that_the_catalogue_names_answers(given_out: Json, opened: Opened) -> None:
    addresses = [
        address for key in ("mandates", "services") for row in given_out[key] for address in row["pages"].values()
    ]
    paths = [re.sub(r"^https?://[^/]+", "", address) for address in addresses]
    assert len(paths) == 3 * (21 + 15)
    assert [path for path in paths if opened(path).status != 200] == []


def test_missing_texts_are_null_and_missing_words_no_words(ruleset: Ruleset) -> None:
    task = replace(
        ruleset.tasks["ajanvaraus"], hint=Text("Vain suomeksi."), keywords=Text("aika, varaus ,", "", "time")
    )
    found = read(replace(ruleset, tasks={"ajanvaraus": task}))
    assert found["tasks"][0]["hint"] == {"fi": "Vain suomeksi.", "sv": None, "en": None}
    assert found["tasks"][0]["keywords"] == {"fi": ["aika", "varaus"], "sv": [], "en": ["time"]}


def test_editors_notes_cases_and_facts_are_left_out(ruleset: Ruleset) -> None:
    secret = "vain toimittajille"
    note = replace(ruleset.conditions["ajanvaraus"], note=secret)
    case = replace(next(iter(ruleset.cases.values())), situation=secret, note=secret)
    fact = replace(next(iter(ruleset.facts.values())), statement=secret, note=secret)
    held = replace(ruleset, conditions={note.slug: note}, cases={case.slug: case}, facts={fact.slug: fact})
    assert secret not in json.dumps(read(held), ensure_ascii=False)


def test_a_field_becomes_public_only_by_being_named_in_the_schema() -> None:
    """A field added to a kind of row fails here until it is decided whether it is given out."""
    kept = {
        f"{model._meta.model_name} {field.name}"
        for model, kind in documents.ROWS.items()
        for field in fields(kind)
        if (name := MODELS.get(str(model._meta.model_name))) and field.name not in ROWS[name].fields
    }
    assert kept == {"condition note"}
    assert {str(model._meta.model_name) for model in documents.MODELS} - set(MODELS) == {
        "infosection",
        "expectedcase",
        "fact",
    }


# --- names --------------------------------------------------------------------------------------------------------


def test_name_is_given_exactly_where_it_was_seen(given_out: Json, ruleset: Ruleset) -> None:
    for row in given_out["mandates"]:
        for language, name in row["names"].items():
            own = getattr(ruleset.mandates[row["slug"]].names, language)
            assert (name["name"] or "", name["state"], name["source"], name["dated"]) == (
                own.text,
                own.state.value,
                own.source,
                own.dated,
            )
    states = [row["names"]["fi"]["state"] for row in given_out["mandates"]]
    assert {state: states.count(state) for state in set(states)} == {
        "vahvistettu": 6,
        "vanha": 1,
        "nahty": 6,
        "vahvistamaton": 8,
    }


def test_unconfirmed_name_is_never_given_as_a_name(ruleset: Ruleset) -> None:
    mandate = ruleset.mandates["ajanvaraus"]
    doubted = replace(mandate.names.fi, state=NameState.UNCONFIRMED)
    found = read(having(ruleset, replace(mandate, names=replace(mandate.names, fi=doubted))))
    row = next(row for row in found["mandates"] if row["slug"] == "ajanvaraus")
    assert (row["names"]["fi"]["name"], row["names"]["fi"]["source"]) == (None, None)
    assert row["title"]["fi"] == mandate.title.fi
    assert mandate.names.fi.text not in json.dumps(found, ensure_ascii=False)


# --- old slugs and retired rows -----------------------------------------------------------------------------------


def test_old_slugs_and_retired_rows_can_be_resolved(ruleset: Ruleset) -> None:
    former = {
        Kind.MANDATE: Former(
            aliases={"vanha-nimi": "ajanvaraus"}, retired={"poistettu": Text("Poistettu")}, numbers={"poistettu": 99}
        )
    }
    found = read(replace(ruleset, former=former))
    assert found["former"]["mandates"] == {
        "renamed": {"vanha-nimi": "ajanvaraus"},
        "retired": {"poistettu": {"number": 99, "name": {"fi": "Poistettu", "sv": None, "en": None}}},
    }
    assert found["former"]["tasks"] == {"renamed": {}, "retired": {}}
    assert faults(SCHEMA, found) == []


# --- the schema ---------------------------------------------------------------------------------------------------


def objects(part: Any) -> Iterator[Json]:
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from objects(each)


def test_every_object_of_the_schema_is_closed() -> None:
    found = list(objects(SCHEMA))
    assert len(found) > len(DEFINITIONS)
    assert [each for each in found if "additionalProperties" not in each] == []
    assert [each for each in found if set(each.get("required", [])) != set(each.get("properties", {}))] == []


def broken(value: Json, *path: str | int, to: Any) -> Json:
    """A copy with one place changed; None takes the key away."""
    copied = copy.deepcopy(value)
    place: Any = copied
    for key in path[:-1]:
        place = place[key]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return copied


def test_schema_refuses_what_has_drifted(given_out: Json) -> None:
    """What drifts is the only fault: one row of each kind is as the schema says."""
    one = {key: part[:1] if isinstance(part, list) else part for key, part in given_out.items()}
    one["mandates"] = [next(row for row in given_out["mandates"] if row["names"]["fi"]["name"] is None)]
    assert faults(SCHEMA, one) == []
    for path, value in (
        (("extra",), 1),
        (("sha256",), None),
        (("sha256",), "short"),
        (("tasks", 0, "extra"), "x"),
        (("tasks", 0, "name", "fi"), None),
        (("tasks", 0, "slug"), "Iso Kirjain"),
        (("tasks", 0, "keywords"), "aika"),
        (("mandates", 0, "names", "fi", "name"), "Keksitty nimi"),
        (("conditions", 0, "every_type"), "yes"),
        (("former", "tasks"), None),
        (("sources", 0, "dated"), "26.4.2024"),
    ):
        assert faults(SCHEMA, broken(one, *path, to=value)) != [], path


# --- headers ------------------------------------------------------------------------------------------------------


def test_catalogue_is_made_before_it_is_asked_for(site: Client, edition: editions.Edition) -> None:
    """The very same bytes and tag then; and the address that it names counts."""
    started = replace(edition, number=edition.number + 1, ruleset=replace(edition.ruleset))
    editions.install(started)
    thread = threading.Thread(target=background.make_indexes)
    thread.start()
    thread.join()
    made = dict(started.ruleset.made)

    answer = site.get(reverse("catalogue"))

    assert [value for value in made.values() if isinstance(value, MadeBody)] == [make_catalogue()]
    assert started.ruleset.made == made
    assert answer.headers["ETag"] == f'"{make_catalogue().digest}"'
    assert answer.json()["publication"] == started.number
    with override_settings(PUBLIC_URL="https://toinen.example"):
        other = json.loads(brotli.decompress(make_catalogue().compressed))
    assert other["schema"] == f"https://toinen.example{reverse('catalogue_schema')}"


# --- others can answer from it ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def evaluate(tmp_path_factory: pytest.TempPathFactory) -> Evaluate:
    """The example program of docs/api.md."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    path = tmp_path_factory.mktemp("api") / "example.py"
    path.write_text(program, encoding="utf-8")
    found: Evaluate = runpy.run_path(str(path))["evaluate"]
    return found


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["situation"] for scenario in SCENARIOS])
def test_example_program_answers_the_scenarios_as_the_site_does(
    scenario: Json, given_out: Json, evaluate: Evaluate, site: Client
) -> None:
    keys = ("organisaatio", "tehtava", "kylla", "ei")
    own = evaluate(given_out, *(set(scenario[key]) for key in keys))
    theirs = site.get("/tulos.json", {key: scenario[key] for key in keys}).json()
    assert own == {key: sorted(theirs[key]) for key in ("request", "confirm", "blocked", "covered")}
    assert own == scenario["expected"] | {"covered": sorted(scenario["expected"]["covered"])}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_example_program_answers_as_the_rules_do(
    data: st.DataObject, given_out: Json, evaluate: Evaluate, ruleset: Ruleset
) -> None:
    types, tasks, yes, no = (
        data.draw(st.frozensets(st.sampled_from(sorted(rows)), max_size=8))
        for rows in (ruleset.types, ruleset.tasks, ruleset.prerequisites, ruleset.prerequisites)
    )
    found = recommend(ruleset, Answers(types, tasks, yes, no))
    states = (State.REQUEST, State.CONFIRM, State.BLOCKED, State.COVERED)
    expected = {state.value: sorted(outcome.mandate for outcome in found.having(state)) for state in states}
    assert evaluate(given_out, set(types), set(tasks), set(yes), set(no)) == expected
