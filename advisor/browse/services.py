"""The page that lists the services, each with its mandates, and the page of one service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.browse.lists import FilterView, MandateItem, mandate_item, mandates_for, type_filter
from advisor.browse.needs import NeedView, needs, whom
from advisor.kept import kept
from advisor.words import Group, LinkView, foreign, service_groups, service_link, show
from mandates.rules.rows import Condition, Mandate, Service
from mandates.rules.ruleset import Ruleset

MOST_BESIDE: Final = 15
"""Of more mandates of a service than this their number is told, with its page."""
MOST_NEEDS: Final = 60
"""A service with more rows than this leaves them to the pages of its mandates."""


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
    return service_groups(ruleset, _service_items(ruleset, mandates_for(ruleset, chosen)))


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


@dataclass(frozen=True, slots=True)
class ServicePage:
    """`trouble` is the service as the page for those who cannot get on knows it; empty where that page is empty."""

    title: str
    summary: str
    link: LinkView | None
    needs: tuple[tuple[MandateItem, tuple[NeedView, ...]], ...]
    trouble: str


def service_page(ruleset: Ruleset, service: Service) -> ServicePage:
    """One service: what it is for, and its mandates with who needs each."""
    mandates = [mandate for mandate in ruleset.mandates.values() if service.slug in mandate.services]
    rows = sum(len(ruleset.conditions_by_mandate.get(mandate.slug, ())) for mandate in mandates)
    return ServicePage(
        title=capfirst(show(service.name)),
        summary=show(service.summary),
        link=_own_page(service),
        needs=tuple(
            (mandate_item(mandate), tuple(needs(ruleset, mandate)) if rows <= MOST_NEEDS else ())
            for mandate in mandates
        ),
        trouble=service.slug if ruleset.symptoms else "",
    )


def _own_page(service: Service) -> LinkView | None:
    url = show(service.url)
    return LinkView(_("Palvelun oma sivu"), url, leads_to=foreign(service.url)) if url else None
