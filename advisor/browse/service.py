"""The page of one service: what it is for, and its mandates with who needs each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.browse.items import MandateItem, mandate_item
from advisor.browse.needs import NeedView, needs
from advisor.words import LinkView, foreign, show
from mandates.rules.rows import Service
from mandates.rules.ruleset import Ruleset

MOST_NEEDS: Final = 60
"""A service with more rows than this leaves them to the pages of its mandates."""


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
