"""The page that lists the mandates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from advisor.browse.filter import FilterView, mandates_for, type_filter
from advisor.browse.items import MandateItem, grouped, mandate_item
from advisor.kept import kept
from advisor.words import Group
from mandates.rules.ruleset import Ruleset

MOST_UNFOLDED: Final = 100
"""More mandates than this stand folded under the headings of their groups."""


@dataclass(frozen=True, slots=True)
class MandatesPage:
    title: str
    filter: FilterView
    groups: tuple[Group[MandateItem], ...]
    mandate_count: int

    @property
    def is_folded(self) -> bool:
        return self.mandate_count > MOST_UNFOLDED


def mandates_page(ruleset: Ruleset, chosen: str) -> MandatesPage:
    """All mandates under the group of their first service, or those that one organisation type may need."""
    filtered = type_filter(ruleset, chosen)
    groups = _mandates(ruleset, filtered.chosen)
    return MandatesPage(_("Kaikki valtuudet"), filtered, groups, sum(len(group.items) for group in groups))


@kept
def _mandates(ruleset: Ruleset, chosen: str) -> tuple[Group[MandateItem], ...]:
    wanted = mandates_for(ruleset, chosen).values()
    return grouped(ruleset, ((ruleset.services[row.services[0]].group, mandate_item(row)) for row in wanted))
