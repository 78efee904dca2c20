"""The page that lists the mandates, and the page of one mandate: all that the rows know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.browse.lists import FilterView, MandateItem, mandate_item, mandate_items, mandates_for, type_filter
from advisor.browse.needs import NeedView, needs, start_url
from advisor.browse.robots import about_mandate
from advisor.kept import kept
from advisor.words import (
    NAME_WAS,
    Group,
    LinkView,
    LookAlikeView,
    NameView,
    SourceView,
    lines,
    look_alikes,
    name_view,
    paragraphs,
    service_groups,
    service_link,
    show,
    source_view,
)
from mandates.languages import IN_LANGUAGE, show_date
from mandates.rules.rows import Mandate
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import NameState, ThemeName

MOST_UNFOLDED: Final = 100
"""More mandates than this stand folded under the headings of their groups."""
NAME_STATES: Final = {
    NameState.CONFIRMED: gettext_lazy("Vahvistettu"),
    NameState.OLD: gettext_lazy("Nimi on voinut muuttua"),
    NameState.SEEN: gettext_lazy("Nähty valtuusrekisterin otteessa"),
    NameState.UNCONFIRMED: gettext_lazy("Nimeä ei ole vahvistettu"),
}


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
    return service_groups(ruleset, ((ruleset.services[row.services[0]].group, mandate_item(row)) for row in wanted))


@dataclass(frozen=True, slots=True)
class NameFact:
    """The name of a mandate in one language, and where and when it was seen.

    `was` stands before a name that only an old copy of the register has.
    """

    language: str
    lang: str
    text: str
    was: str
    note: str
    source: SourceView | None
    dated: str


@dataclass(frozen=True, slots=True)
class MandatePage:
    title: str
    slug: str
    name: NameView
    category: str
    allows: tuple[str, ...]
    services: tuple[LinkView, ...]
    needs: tuple[NeedView, ...]
    includes: tuple[MandateItem, ...]
    included_in: tuple[MandateItem, ...]
    look_alikes: tuple[LookAlikeView, ...]
    outdated: tuple[str, ...]
    names: tuple[NameFact, ...]
    source: SourceView
    checked_on: str
    review_by: str
    start_url: str
    about: SafeString


def mandate_page(ruleset: Ruleset, mandate: Mandate) -> MandatePage:
    """One mandate: all that the rows know of it."""
    name = name_view(mandate)
    return MandatePage(
        title=name.text,
        slug=mandate.slug,
        name=name,
        category=show(mandate.category),
        allows=lines(mandate.allows),
        services=tuple(service_link(ruleset.services[slug]) for slug in mandate.services),
        needs=tuple(needs(ruleset, mandate)),
        includes=mandate_items(ruleset, mandate.includes),
        included_in=mandate_items(ruleset, ruleset.included_in.get(mandate.slug, frozenset())),
        look_alikes=look_alikes(ruleset, mandate),
        outdated=paragraphs(mandate.outdated_note),
        names=tuple(_name_facts(ruleset, mandate)),
        source=source_view(ruleset.sources[mandate.source]),
        checked_on=show_date(mandate.checked_on),
        review_by=show_date(mandate.review_by),
        start_url=start_url(ruleset.conditions_by_mandate.get(mandate.slug, ())),
        about=about_mandate(ruleset, mandate),
    )


def _name_facts(ruleset: Ruleset, mandate: Mandate) -> Iterator[NameFact]:
    for lang, name in mandate.names.items():
        yield NameFact(
            language=capfirst(str(IN_LANGUAGE[lang])),
            lang=lang,
            text=name.text,
            was=str(NAME_WAS) % {"year": name.dated[:4]} if name.state is NameState.SEEN else "",
            note=str(NAME_STATES[name.state]),
            source=source_view(ruleset.sources[name.source]) if name.source else None,
            dated=_evidence(name, mandate.checked_on) if name.text else "",
        )


def _evidence(name: ThemeName, checked_on: str) -> str:
    """When a name was seen. Evidence that was over a year old when the mandate was checked is no check of the name."""
    a_year_later = f"{int(name.dated[:4]) + 1}{name.dated[4:]}"
    is_old = checked_on[: len(a_year_later)] > a_year_later
    told = _("Viimeksi nähty %(date)s") if is_old else _("Tarkistettu %(date)s")
    return told % {"date": show_date(name.dated)}
