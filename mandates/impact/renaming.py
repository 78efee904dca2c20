"""Rows that have got another slug are the same rows: known by their numbers. Pure: no Django, no I/O."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from mandates.checks.references import REFERENCES
from mandates.rules.answers import Answers
from mandates.rules.rows import ATTRIBUTES, Kind, Mandate, Row
from mandates.rules.ruleset import Former, Ruleset, by_slug
from mandates.rules.texts import LANGUAGES

NewSlugs = Mapping[str, Mapping[str, str]]
"""For each model in which a row has got another slug, the new slugs by the old ones."""
V = TypeVar("V")


def renamed(before: Ruleset, after: Ruleset) -> NewSlugs:
    """The rows that have got another slug: one that is gone, and a new one with its number."""
    found = {model: _renamed(before.numbers(model), after.numbers(model)) for model in ATTRIBUTES}
    return {model: slugs for model, slugs in found.items() if slugs}


def following(before: Ruleset, after: Ruleset) -> Ruleset:
    """The content before with its rows called as they are after."""
    slugs = renamed(before, after)
    if not slugs:
        return before
    rows: dict[str, Any] = {
        attribute: by_slug(_followed(model, row, slugs) for row in before.rows(model).values())
        for model, attribute in ATTRIBUTES.items()
    }
    weakened = {slug: _followed("condition", row, slugs) for slug, row in before.weakened.items()}
    rows["weakened"] = {row.slug: row for row in weakened.values()}
    rows["former"] = {kind: _former(former, slugs.get(kind, {})) for kind, former in before.former.items()}
    return replace(before, **rows)


def earlier(answers: Answers, slugs: NewSlugs) -> Answers:
    """Answers by the slugs of today as they were called before."""

    def then(kind: Kind, named: frozenset[str]) -> frozenset[str]:
        old = {new: old for old, new in slugs.get(kind, {}).items()}
        return frozenset(old.get(slug, slug) for slug in named)

    return replace(
        answers,
        types=then(Kind.TYPE, answers.types),
        tasks=then(Kind.TASK, answers.tasks),
        yes=then(Kind.PREREQUISITE, answers.yes),
        no=then(Kind.PREREQUISITE, answers.no),
    )


def _renamed(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, str]:
    gone, new = (_by_number(one, other) for one, other in ((before, after), (after, before)))
    return {slug: new[number] for number, slug in gone.items() if number in new}


def _by_number(slugs: Mapping[str, int], others: Mapping[str, int]) -> dict[int, str]:
    """The slugs that the others have not, by their numbers; two of one number are no certain row."""
    times = Counter(slugs.values())
    return {number: slug for slug, number in slugs.items() if slug not in others and times[number] == 1}


def _followed(model: str, row: Row, slugs: NewSlugs) -> Any:
    values: dict[str, Any] = {"slug": slugs.get(model, {}).get(row.slug, row.slug)}
    for each in fields(row):
        named = slugs.get(REFERENCES.get(each.name, ""))
        if named:
            values[each.name] = _names(getattr(row, each.name), named)
    if isinstance(row, Mandate) and (sources := slugs.get("source")):
        names = {language: getattr(row.names, language) for language in LANGUAGES}
        found = {language: replace(name, source=_names(name.source, sources)) for language, name in names.items()}
        values["names"] = replace(row.names, **found)
    return replace(row, **values)


def _names(value: Any, slugs: Mapping[str, str]) -> Any:
    """A slug, some slugs or none."""
    if value is None or isinstance(value, str):
        return slugs.get(value or "", value)
    return type(value)(slugs.get(slug, slug) for slug in value)


def _former(former: Former, slugs: Mapping[str, str]) -> Former:
    def keyed(values: Mapping[str, V]) -> dict[str, V]:
        return {slugs.get(slug, slug): value for slug, value in values.items()}

    return Former(
        aliases={old: slugs.get(slug, slug) for old, slug in former.aliases.items()},
        retired=keyed(former.retired),
        old=keyed(former.old),
        numbers=keyed(former.numbers),
        called=keyed(former.called),
    )
