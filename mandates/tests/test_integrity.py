"""Each problem of a set of content is told with its row and field. No database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from mandates import integrity
from mandates.integrity import Severity
from mandates.ruleset import Condition, NameState, Ruleset, Service, Text, ThemeName, ThemeNames, by_slug
from mandates.tests import building

CONFIRMED: Final = ThemeName("Nimi", NameState.CONFIRMED, "source", "2026")
NAMED: Final = ThemeNames(CONFIRMED, CONFIRMED, CONFIRMED)
WHOLE: Final = Ruleset(
    services=by_slug([Service("service", 1, "group", Text("service"), Text(), Text())]),
    types=by_slug([building.organisation_type("kunta", 1)]),
    tasks=by_slug([building.task("lasku", 1)]),
    prerequisites=by_slug([building.prerequisite("sopimus", 1)]),
    mandates=by_slug([replace(building.mandate("valtuus", 1), names=NAMED)]),
    conditions=by_slug([Condition("ehto", 1, "lasku", "valtuus", frozenset({"kunta"}), False, ("sopimus",))]),
)


def with_condition(**values: Any) -> Ruleset:
    return replace(WHOLE, conditions=by_slug([replace(WHOLE.conditions["ehto"], **values)]))


def with_mandate(**values: Any) -> Ruleset:
    return replace(WHOLE, mandates=by_slug([replace(WHOLE.mandates["valtuus"], **values)]))


ERRORS: Final[dict[str, tuple[Ruleset, list[str]]]] = {
    "a task without a condition": (
        replace(WHOLE, tasks=by_slug([*WHOLE.tasks.values(), building.task("muu", 2)])),
        ["task muu, conditions: Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään."],
    ),
    "a type without a condition": (
        replace(WHOLE, types=by_slug([*WHOLE.types.values(), building.organisation_type("muu", 2)])),
        ["organisationtype muu, conditions: Mikään ehto ei koske organisaatiota."],
    ),
    "a prerequisite without a condition": (
        replace(WHOLE, prerequisites=by_slug([*WHOLE.prerequisites.values(), building.prerequisite("muu", 2)])),
        ["prerequisite muu, conditions: Mikään ehto ei vaadi edellytystä."],
    ),
    "a service of no task and no mandate": (
        replace(
            WHOLE, services=by_slug([*WHOLE.services.values(), Service("muu", 2, "group", Text(), Text(), Text())])
        ),
        ["service muu, mandates: Palvelulla ei ole tehtävää eikä valtuutta."],
    ),
    "a mandate that no condition leads to": (
        replace(
            WHOLE,
            mandates=by_slug(
                [*WHOLE.mandates.values(), replace(building.mandate("muu", 2), names=NAMED)],
            ),
        ),
        ["mandate muu, conditions: Mikään ehto ei johda valtuuteen."],
    ),
    "a mandate without a service": (
        with_mandate(services=()),
        ["mandate valtuus, services: Valtuudella ei ole palvelua."],
    ),
    "a confusion without its reason": (
        with_mandate(confused_name=Text("Toinen")),
        [
            (
                "mandate valtuus, confused_note_fi: "
                "Kirjoita sekä sekoitettavan valtuuden nimi että syy, miksi sitä ei valita."
            )
        ],
    ),
    "a condition for nobody": (
        with_condition(types=frozenset()),
        [
            "organisationtype kunta, conditions: Mikään ehto ei koske organisaatiota.",
            "condition ehto, types: Ehto ei koske ketään: valitse organisaatiotyyppi.",
        ],
    ),
    "a condition for some and for all": (
        with_condition(every_type=True),
        [
            (
                "condition ehto, every_type: "
                "Ehdolla on sekä nimetyt organisaatiot että kaikki organisaatiot: valitse toinen."
            )
        ],
    ),
    "a note on a prerequisite that is not there": (
        with_condition(prerequisites=(), prerequisite_note=Text("Tiedot")),
        [
            "prerequisite sopimus, conditions: Mikään ehto ei vaadi edellytystä.",
            "condition ehto, prerequisite_note_fi: Edellytyksen tarkennus on kirjoitettu, mutta edellytystä ei ole.",
        ],
    ),
}


def test_whole_content_has_no_problem() -> None:
    assert integrity.problems(WHOLE) == ()


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_names_row_and_field(name: str) -> None:
    ruleset, sentences = ERRORS[name]

    assert [str(problem) for problem in integrity.errors(ruleset)] == sentences
    assert integrity.problems(ruleset) == integrity.errors(ruleset)


def test_a_condition_for_everybody_reaches_every_type() -> None:
    assert integrity.problems(with_condition(types=frozenset(), every_type=True)) == ()


def test_names_not_confirmed_are_warnings_for_each_language() -> None:
    old = ThemeName("Nimi", NameState.OLD, "source", "2021")
    unknown = ThemeName("", NameState.UNCONFIRMED, None, "2026")
    ruleset = with_mandate(names=ThemeNames(CONFIRMED, old, unknown))

    assert [(problem.severity, str(problem)) for problem in integrity.problems(ruleset)] == [
        (Severity.WARNING, "mandate valtuus, name_state_sv: Nimeä Suomi.fissä ei ole vahvistettu (sv)."),
        (Severity.WARNING, "mandate valtuus, name_state_en: Nimeä Suomi.fissä ei ole vahvistettu (en)."),
    ]
    assert integrity.errors(ruleset) == ()


@pytest.mark.parametrize(
    ("includes", "wrong"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, set()),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, set()),
        ({"a": ["a"]}, {"a"}),
        ({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}, {"a", "b", "c"}),
        ({"a": ["gone"]}, set()),
    ],
)
def test_cycles_names_the_mandates_that_include_themselves(includes: dict[str, list[str]], wrong: set[str]) -> None:
    assert integrity.cycles(includes) == wrong
