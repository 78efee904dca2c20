"""What is wrong with a set of content, as sentences that name the row. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mandates.ruleset import LANGUAGES, Condition, Mandate, NameState, Ruleset


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `model` and `slug` name the row, `field` where the mending is done."""

    code: str
    severity: Severity
    model: str
    slug: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.model} {self.slug}, {self.field}: {self.message}"


def problems(ruleset: Ruleset) -> tuple[Problem, ...]:
    """All problems of a set of content, row by row in display order.

    Errors (content that no answer reaches, or that answers wrongly) stop importing and publishing; warnings
    do not.
    """
    return (
        *_unused(ruleset),
        *(problem for condition in ruleset.conditions.values() for problem in _condition(condition)),
        *(problem for mandate in ruleset.mandates.values() for problem in _mandate(ruleset, mandate)),
    )


def errors(ruleset: Ruleset) -> tuple[Problem, ...]:
    """Only the problems that stop importing and publishing."""
    return tuple(problem for problem in problems(ruleset) if problem.severity is Severity.ERROR)


def cycles(includes: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The mandates that include themselves, directly or through others.

    `includes` names the narrower mandates of each.
    """
    return frozenset(slug for slug in includes if slug in _reached(slug, includes))


def _reached(start: str, includes: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(includes[start])
    while waiting:
        slug = waiting.pop()
        if slug not in seen:
            seen.add(slug)
            waiting.extend(includes.get(slug, ()))
    return seen


def _error(code: str, model: str, slug: str, field: str, message: str) -> Problem:
    return Problem(code, Severity.ERROR, model, slug, field, message)


def _unused(ruleset: Ruleset) -> Iterator[Problem]:
    conditions = ruleset.conditions.values()
    for slug in ruleset.tasks:
        if slug not in ruleset.conditions_by_task:
            message = "Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään."
            yield _error("task-unused", "task", slug, "conditions", message)
    everybody = any(condition.every_type for condition in conditions)
    named = {slug for condition in conditions for slug in condition.types}
    for slug in ruleset.types:
        if slug not in named and not everybody:
            message = "Mikään ehto ei koske organisaatiota."
            yield _error("type-unused", "organisationtype", slug, "conditions", message)
    asked = {slug for condition in conditions for slug in condition.prerequisites}
    for slug in ruleset.prerequisites:
        if slug not in asked:
            message = "Mikään ehto ei vaadi edellytystä."
            yield _error("prerequisite-unused", "prerequisite", slug, "conditions", message)
    used = {task.service for task in ruleset.tasks.values()}
    used |= {slug for mandate in ruleset.mandates.values() for slug in mandate.services}
    for slug in ruleset.services:
        if slug not in used:
            message = "Palvelulla ei ole tehtävää eikä valtuutta."
            yield _error("service-unused", "service", slug, "mandates", message)


def _condition(condition: Condition) -> Iterator[Problem]:
    if not condition.types and not condition.every_type:
        message = "Ehto ei koske ketään: valitse organisaatiotyyppi."
        yield _error("condition-for-nobody", "condition", condition.slug, "types", message)
    if condition.types and condition.every_type:
        message = "Ehdolla on sekä nimetyt organisaatiot että kaikki organisaatiot: valitse toinen."
        yield _error("condition-for-both", "condition", condition.slug, "every_type", message)
    if condition.prerequisite_note and not condition.prerequisites:
        message = "Edellytyksen tarkennus on kirjoitettu, mutta edellytystä ei ole."
        yield _error("note-without-prerequisite", "condition", condition.slug, "prerequisite_note_fi", message)


def _mandate(ruleset: Ruleset, mandate: Mandate) -> Iterator[Problem]:
    if mandate.slug not in ruleset.conditions_by_mandate:
        message = "Mikään ehto ei johda valtuuteen."
        yield _error("mandate-unreachable", "mandate", mandate.slug, "conditions", message)
    if not mandate.services:
        yield _error("mandate-without-service", "mandate", mandate.slug, "services", "Valtuudella ei ole palvelua.")
    if bool(mandate.confused_name) != bool(mandate.confused_note):
        message = "Kirjoita sekä sekoitettavan valtuuden nimi että syy, miksi sitä ei valita."
        yield _error("confusion-half-told", "mandate", mandate.slug, "confused_note_fi", message)
    names = (mandate.names.fi, mandate.names.sv, mandate.names.en)
    for language, name in zip(LANGUAGES, names, strict=True):
        if name.state is not NameState.CONFIRMED:
            message = f"Nimeä Suomi.fissä ei ole vahvistettu ({language})."
            field = f"name_state_{language}"
            yield Problem("name-not-confirmed", Severity.WARNING, "mandate", mandate.slug, field, message)
