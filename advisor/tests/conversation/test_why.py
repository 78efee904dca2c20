"""Reasons for machines: of each mandate in an answer the condition that decided, and how its prerequisites stand."""

from __future__ import annotations

from typing import Any, Final

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandates.rules.ruleset import Ruleset
from mandates.tests.rules.truth import NEEDS, PREREQUISITES, TASKS, TYPES

COUNTY: Final = "organisaatio=hyvinvointialue&tehtava=etuustietojen-katselu"
KEYS: Final = ("request", "confirm", "blocked", "held", "covered")


def subset(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=least, max_size=4)


def state_of(prerequisites: dict[str, str]) -> str:
    given_answers = set(prerequisites.values())
    return "blocked" if "no" in given_answers else "confirm" if "unanswered" in given_answers else "request"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    types=subset(TYPES, least=1),
    tasks=subset(TASKS),
    yes=subset(tuple(PREREQUISITES.values())),
    no=subset(tuple(PREREQUISITES.values())),
)
def test_every_mandate_of_an_answer_has_a_reason_that_gives_its_state(
    types: frozenset[str], tasks: frozenset[str], yes: frozenset[str], no: frozenset[str], site: Client
) -> None:
    sent = {"organisaatio": [*types], "tehtava": [*tasks], "kylla": [*yes], "ei": [*no]}
    plain, answer = site.get("/tulos.json", sent).json(), site.get("/tulos.json", {**sent, "miksi": "1"}).json()
    why = answer.pop("why")
    assert answer == plain
    assert set(why) == {slug for key in KEYS for slug in answer[key]}
    for slug, reason in why.items():
        _, prerequisites = next(NEEDS[each][reason["task"]] for each in types if reason["task"] in NEEDS[each])
        stands = {each: "no" if each in no else "yes" if each in yes else "unanswered" for each in prerequisites}
        assert reason["task"] in tasks
        assert reason["every_type"] or types & set(reason["types"])
        assert reason["prerequisites"] == stands
        assert slug in [*answer[state_of(stands)], *answer["covered"]]
        assert (reason["source"], reason["publication"]) == ("kela-asiointivaltuudet", answer["publication"])


def test_reason_is_a_row_of_the_catalogue(site: Client, ruleset: Ruleset) -> None:
    sent = {"organisaatio": "helsinki", "tehtava": [*ruleset.tasks], "miksi": "1"}
    rows: dict[str, Any] = {row["slug"]: row for row in site.get("/luettelo.json").json()["conditions"]}
    why = site.get("/tulos.json", sent).json()["why"]
    assert len(why) == 10
    for slug, reason in why.items():
        row = rows[reason["condition"]]
        assert (row["mandate"], row["task"], row["every_type"]) == (slug, reason["task"], reason["every_type"])
        assert (row["types"], sorted(row["prerequisites"])) == (reason["types"], sorted(reason["prerequisites"]))
        others = [each for each in rows.values() if each["mandate"] == slug and each["slug"] != reason["condition"]]
        assert reason["also"] == sorted(
            each["slug"] for each in others if each["every_type"] or "helsinki" in each["types"]
        )


def test_blocked_held_and_covered_mandates_have_their_reasons(site: Client) -> None:
    tasks = "tehtava=eessi-katselu&tehtava=rina-kasittely&tehtava=etuustietojen-katselu"
    asked = f"/tulos.json?organisaatio=sosiaaliturvalaitos&{tasks}&ei=lakiperuste&on=eessi-kasittely&miksi=1"
    answer = site.get(asked).json()
    assert (answer["blocked"], answer["held"]) == (["kelmu-etuustiedot"], ["eessi-kasittely", "eessi-katselu"])
    assert answer["why"]["kelmu-etuustiedot"]["prerequisites"] == {"lakiperuste": "no"}
    assert answer["why"]["eessi-katselu"]["condition"] == "eessi-katselu"


@pytest.mark.parametrize(
    ("value", "has_reasons", "dropped"),
    [
        ("miksi=1", True, []),
        ("miksi=", False, []),
        ("miksi=0", False, ["0"]),
        ("miksi=true", False, ["true"]),
        ("miksi=1&miksi=2", True, ["2"]),
        ("amp;miksi=1", True, []),
        ("syy=1", False, ["syy"]),
    ],
)
def test_value_that_is_not_understood_is_dropped_and_told(
    value: str, has_reasons: bool, dropped: list[str], site: Client
) -> None:
    answer = site.get(f"/tulos.json?{COUNTY}&{value}").json()
    assert ("why" in answer, answer["dropped"]) == (has_reasons, dropped)


def test_answers_with_and_without_reasons_are_kept_apart(site: Client) -> None:
    plain, explained = f"/tulos.json?{COUNTY}", f"/tulos.json?{COUNTY}&miksi=1"
    first = [site.get(address) for address in (plain, explained)]
    again = [site.get(address) for address in (plain, explained)]
    assert [response.content for response in first] == [response.content for response in again]
    tags = [response["ETag"] for response in first]
    assert tags[0] != tags[1]
    answers = [site.get(explained, headers={"if-none-match": tag}).status_code for tag in tags]
    assert answers == [200, 304]


def test_page_at_the_same_address_is_the_answers_own(site: Client) -> None:
    page = site.get(f"/tulos/?{COUNTY}&suhde=oma&miksi=1")
    assert page.status_code == 200
    assert "miksi=" not in page.content.decode()


def test_nothing_answered_has_no_reasons(site: Client) -> None:
    assert site.get("/tulos.json?miksi=1").json()["why"] == {}
