"""A mandate in a list, and what a page lists under the groups of the services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from advisor.words import Group, NameView, lines, mandate_url, name_view, show
from mandates.rules.rows import Mandate
from mandates.rules.ruleset import Ruleset

T = TypeVar("T")


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


def grouped(ruleset: Ruleset, found: Iterable[tuple[str, T]]) -> tuple[Group[T], ...]:
    """What belongs to each group that has something, in the order of the groups."""
    items: dict[str, list[T]] = {}
    for group, item in found:
        items.setdefault(group, []).append(item)
    return tuple(Group(show(row.name), tuple(items[slug])) for slug, row in ruleset.groups.items() if slug in items)
