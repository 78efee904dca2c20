"""What a row is called. Pure: no Django, no I/O."""

from __future__ import annotations

from mandates.rules.rows import ATTRIBUTES, Condition, ExpectedCase, Fact, Kind, Row
from mandates.rules.ruleset import Former, Ruleset


def name_of(model: str, slug: str, *rulesets: Ruleset) -> str:
    """The row's name in Finnish in the first of these sets that has the row, in use or retired; else its slug."""
    return next((found for ruleset in rulesets if (found := _name_in(ruleset, model, slug))), slug)


def _name_in(ruleset: Ruleset, model: str, slug: str) -> str:
    if model not in ATTRIBUTES:
        return ""
    row = ruleset.rows(model).get(slug) or (ruleset.weakened.get(slug) if model == "condition" else None)
    if row is not None:
        return _name(row, ruleset)
    retired = ruleset.former.get(Kind(model), Former()).retired if model in set(Kind) else {}
    return retired[slug].fi if slug in retired else ""


def _name(row: Row, ruleset: Ruleset) -> str:
    if isinstance(row, Condition):
        return f"{name_of(Kind.TASK, row.task, ruleset)} → {name_of(Kind.MANDATE, row.mandate, ruleset)}"
    if isinstance(row, ExpectedCase):
        return row.situation
    if isinstance(row, Fact):
        return row.statement
    return (row.name if hasattr(row, "name") else row.title).fi
