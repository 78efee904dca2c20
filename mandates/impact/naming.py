"""What a row is called. Pure: no Django, no I/O."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from mandates.rules.rows import ATTRIBUTES, Condition, ExpectedCase, Fact, Kind, Row
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text

Naming = Callable[[str, str], str]
"""Gives what a row of this model and slug is called."""


def naming(*rulesets: Ruleset) -> Naming:
    """Rows by their names in the first of these sets that has the row; with its slug where two of a model share one."""
    shared: dict[str, frozenset[str]] = {}

    def called(model: str, slug: str) -> str:
        name = name_of(model, slug, *rulesets)
        if model not in shared:
            shared[model] = _shared(model, rulesets)
        return f"{name} ({slug})" if name in shared[model] else name

    return called


def _shared(model: str, rulesets: tuple[Ruleset, ...]) -> frozenset[str]:
    """The names that more than one row of the model has."""
    slugs = {slug for ruleset in rulesets for slug in _slugs(ruleset, model)}
    times = Counter(name_of(model, slug, *rulesets) for slug in slugs)
    return frozenset(name for name, count in times.items() if count > 1)


def _slugs(ruleset: Ruleset, model: str) -> set[str]:
    if model not in ATTRIBUTES:
        return set()
    weakened = ruleset.weakened if model == "condition" else {}
    return {*ruleset.rows(model), *ruleset.former_of(model).retired, *weakened}


def name_of(model: str, slug: str, *rulesets: Ruleset) -> str:
    """The row's name in Finnish in the first of these sets that has the row, in use or retired; else its slug."""
    return next((found for ruleset in rulesets if (found := _name_in(ruleset, model, slug))), slug)


def _name_in(ruleset: Ruleset, model: str, slug: str) -> str:
    if model not in ATTRIBUTES:
        return ""
    row = ruleset.rows(model).get(slug) or (ruleset.weakened.get(slug) if model == "condition" else None)
    if row is not None:
        return _name(row, ruleset)
    retired = ruleset.former_of(model).retired.get(slug)
    return retired.fi if retired else ""


def _name(row: Row, ruleset: Ruleset) -> str:
    if isinstance(row, Condition):
        return f"{name_of(Kind.TASK, row.task, ruleset)} → {name_of(Kind.MANDATE, row.mandate, ruleset)}"
    if isinstance(row, ExpectedCase):
        return row.situation
    if isinstance(row, Fact):
        return row.statement
    named: Text = getattr(row, "name" if hasattr(row, "name") else "title")
    return named.fi
