"""The page that lists the services, each with its mandates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from advisor.browse.filter import FilterView, mandates_for, type_filter
from advisor.browse.items import MandateItem, grouped, mandate_item
from advisor.browse.needs import whom
from advisor.kept import kept
from advisor.words import Group, LinkView, service_link, show
from mandates.rules.rows import Condition, Mandate
from mandates.rules.ruleset import Ruleset

MOST_BESIDE: Final = 15
"""Of more mandates of a service than this their number is told, with its page."""


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """A service in a list; `count` is of its mandates where they are too many to stand beside it, else 0."""

    slug: str
    link: LinkView
    summary: str
    types: tuple[str, ...]
    mandates: tuple[MandateItem, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ServicesPage:
    title: str
    filter: FilterView
    groups: tuple[Group[ServiceItem], ...]
    service_count: int


def services_page(ruleset: Ruleset, chosen: str) -> ServicesPage:
    """All services under their groups, or those that one organisation type uses."""
    filtered = type_filter(ruleset, chosen)
    groups = _services(ruleset, filtered.chosen)
    return ServicesPage(_("Palvelut ja niiden valtuudet"), filtered, groups, sum(len(group.items) for group in groups))


@kept
def _services(ruleset: Ruleset, chosen: str) -> tuple[Group[ServiceItem], ...]:
    return grouped(ruleset, _service_items(ruleset, mandates_for(ruleset, chosen)))


def _service_items(ruleset: Ruleset, wanted: Mapping[str, Mandate]) -> Iterator[tuple[str, ServiceItem]]:
    """The services of these mandates, each with its group."""
    by_service: dict[str, list[Mandate]] = {}
    for mandate in wanted.values():
        for slug in mandate.services:
            by_service.setdefault(slug, []).append(mandate)
    for service in ruleset.services.values():
        if service.slug in by_service:
            mandates = by_service[service.slug]
            yield (
                service.group,
                ServiceItem(
                    slug=service.slug,
                    link=service_link(service),
                    summary=show(service.summary),
                    types=whom(ruleset, _conditions(ruleset, mandates)),
                    mandates=tuple(map(mandate_item, mandates)) if len(mandates) <= MOST_BESIDE else (),
                    count=len(mandates) if len(mandates) > MOST_BESIDE else 0,
                ),
            )


def _conditions(ruleset: Ruleset, mandates: list[Mandate]) -> Iterator[Condition]:
    return (row for mandate in mandates for row in ruleset.conditions_by_mandate.get(mandate.slug, ()))
