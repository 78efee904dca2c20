"""What the pages that list mandates share: the filter by organisation type, and a mandate in a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from advisor.kept import kept
from advisor.words import Group, NameView, lines, mandate_url, name_view, sector_groups, show
from mandates.rules.rows import Mandate
from mandates.rules.ruleset import Ruleset, matches_type

UNKNOWN_LENGTH: Final = 50


@dataclass(frozen=True, slots=True)
class FilterView:
    """The filter by organisation type: `groups` holds (slug, name) pairs; `chosen` is a slug or empty,
    `unknown` what was asked for and is no type (then everything is shown, and the page says so)."""

    groups: tuple[Group[tuple[str, str]], ...]
    chosen: str
    unknown: str


def type_filter(ruleset: Ruleset, chosen: str) -> FilterView:
    """The organisation types to pick from, and the one that was."""
    groups = _filter_groups(ruleset)
    if chosen in ruleset.types:
        return FilterView(groups, chosen, "")
    return FilterView(groups, "", chosen[:UNKNOWN_LENGTH])


@kept
def _filter_groups(ruleset: Ruleset) -> tuple[Group[tuple[str, str]], ...]:
    return tuple(
        Group(group.heading, tuple((row.slug, show(row.name)) for row in group.items))
        for group in sector_groups(ruleset)
    )


def mandates_for(ruleset: Ruleset, chosen: str) -> Mapping[str, Mandate]:
    if chosen not in ruleset.types:
        return ruleset.mandates
    types = frozenset({chosen})
    needed = {row.mandate for row in ruleset.conditions.values() if matches_type(row, types)}
    return {slug: mandate for slug, mandate in ruleset.mandates.items() if slug in needed}


@dataclass(frozen=True, slots=True)
class MandateItem:
    """A mandate in a list."""

    slug: str
    name: NameView
    url: str
    allows: tuple[str, ...]


def mandate_item(mandate: Mandate) -> MandateItem:
    return MandateItem(mandate.slug, name_view(mandate), mandate_url(mandate), lines(mandate.allows))


def mandate_items(ruleset: Ruleset, slugs: frozenset[str]) -> tuple[MandateItem, ...]:
    return tuple(mandate_item(mandate) for slug, mandate in ruleset.mandates.items() if slug in slugs)
