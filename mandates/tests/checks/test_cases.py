"""An expected case passes when all four sets are exactly what the answers give. No database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from mandates.checks import cases
from mandates.checks.cases import Failure
from mandates.rules.rows import ExpectedCase, Kind
from mandates.rules.ruleset import Former, Ruleset, by_slug
from mandates.rules.texts import Text
from mandates.tests.building import answers, condition, rules

RULES: Final = rules(
    condition("laitos", "kasittely", "laaja"),
    condition("laitos", "selaus", "suppea"),
    condition("laitos", "lasku", "lista", given="sopimus"),
    condition("laitos", "aika", "varaus", given="suostumus"),
    includes={"laaja": "suppea"},
)


def case(slug: str = "tapaus", **words: str) -> ExpectedCase:
    named = ("types", "tasks", "yes", "no", "request", "confirm", "blocked", "covered")
    sets: dict[str, Any] = {name: frozenset(words.get(name, "").split()) for name in named}
    return ExpectedCase(slug=slug, number=1, situation="Joku tekee jotakin.", source="lahde", note="", **sets)


MET: Final = case(
    types="laitos",
    tasks="kasittely selaus lasku aika",
    no="sopimus",
    request="laaja",
    confirm="varaus",
    blocked="lista",
    covered="suppea",
)


def failing(*expected: ExpectedCase, base: Ruleset = RULES) -> tuple[Failure, ...]:
    return cases.failing(replace(base, cases=by_slug(expected)))


def plain(failures: tuple[Failure, ...]) -> list[tuple[str, str, str, bool]]:
    return [(each.case, each.field, str(each.sentence), each.unknown) for each in failures]


def test_a_case_that_gets_its_four_sets_is_met() -> None:
    assert failing() == ()
    assert failing(MET) == ()


def test_a_case_is_answers_without_anything_held() -> None:
    assert cases.answers(MET) == answers("laitos", "kasittely selaus lasku aika", no="sopimus")


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"request": ""}, "request", "laaja (laaja): odotettiin ”ei tarvita”, tuli ”pyydä”."),
        ({"confirm": ""}, "confirm", "varaus (varaus): odotettiin ”ei tarvita”, tuli ”varmista ensin”."),
        ({"blocked": ""}, "blocked", "lista (lista): odotettiin ”ei tarvita”, tuli ”ei vielä”."),
        ({"covered": ""}, "covered", "suppea (suppea): odotettiin ”ei tarvita”, tuli ”sisältyy toiseen”."),
        (
            {"request": "laaja suppea", "covered": ""},
            "request",
            "suppea (suppea): odotettiin ”pyydä”, tuli ”sisältyy toiseen”.",
        ),
        (
            {"request": "laaja lista"},
            "request",
            "lista (lista): odotettiin ”pyydä” ja ”ei vielä”, tuli ”ei vielä”.",
        ),
    ],
)
def test_a_mandate_elsewhere_fails_the_case(values: dict[str, str], field: str, sentence: str) -> None:
    sets: dict[str, Any] = {name: frozenset(words.split()) for name, words in values.items()}
    assert plain(failing(replace(MET, **sets))) == [("tapaus", field, sentence, False)]


def test_a_mandate_that_did_not_come_fails_the_case() -> None:
    assert plain(failing(case(types="laitos", tasks="selaus", request="suppea", blocked="lista"))) == [
        ("tapaus", "blocked", "lista (lista): odotettiin ”ei vielä”, tuli ”ei tarvita”.", False)
    ]


def test_all_that_differs_is_told_case_by_case() -> None:
    other = case("toinen", types="laitos", tasks="selaus")
    assert [(each.case, each.field) for each in failing(replace(MET, request=frozenset({"varaus"})), other)] == [
        ("tapaus", "request"),
        ("tapaus", "request"),
        ("toinen", "request"),
    ]


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("types", "organisaatiotyyppiä"),
        ("tasks", "tehtävää"),
        ("yes", "edellytystä"),
        ("no", "edellytystä"),
        ("request", "valtuutta"),
        ("confirm", "valtuutta"),
        ("blocked", "valtuutta"),
        ("covered", "valtuutta"),
    ],
)
def test_a_case_that_names_no_row_cannot_be_checked(field: str, row: str) -> None:
    expected = case(**{"types": "laitos", "tasks": "selaus", field: "muu"})
    assert plain(failing(expected)) == [("tapaus", field, f"Tapausta ei voi tarkistaa: {row} muu ei ole.", True)]


def test_a_case_that_names_a_retired_row_cannot_be_checked() -> None:
    retired = replace(RULES, former={Kind.MANDATE: Former(retired={"vanha": Text("Vanha")})})
    assert plain(failing(case(types="laitos", tasks="selaus", request="suppea vanha"), base=retired)) == [
        ("tapaus", "request", "Tapausta ei voi tarkistaa: vanha on poistettu käytöstä.", False)
    ]


def test_a_mandate_without_a_title_is_called_by_its_slug() -> None:
    unnamed = replace(RULES, mandates=by_slug(replace(row, title=Text()) for row in RULES.mandates.values()))
    assert [str(each.sentence) for each in failing(case(types="laitos", tasks="selaus"), base=unnamed)] == [
        "suppea: odotettiin ”ei tarvita”, tuli ”pyydä”."
    ]
