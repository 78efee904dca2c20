"""The browse pages: the source page's whole information, generated from the conditions.

Prose about who needs what is never typed twice: it is put together here from the same rows that answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.browse.robots import about_mandate
from advisor.conversation.addresses import start_address
from advisor.kept import kept
from advisor.words import (
    NAME_WAS,
    Group,
    LinkView,
    LookAlikeView,
    NameView,
    SourceView,
    condition_types,
    foreign,
    lines,
    look_alikes,
    mandate_url,
    name_view,
    named_types,
    paragraphs,
    sector_groups,
    service_link,
    show,
    source_view,
)
from mandates.languages import IN_LANGUAGE, show_date
from mandates.rules.rows import Condition, Mandate, Service
from mandates.rules.ruleset import Ruleset, matches_type
from mandates.rules.texts import NameState, ThemeName

T = TypeVar("T")
EVERYBODY: Final = gettext_lazy("Kaikki organisaatiot")
UNKNOWN_LENGTH: Final = 50
MOST_NEEDS: Final = 60
"""A service with more rows than this leaves them to the pages of its mandates."""
MOST_BESIDE: Final = 15
"""Of more mandates of a service than this their number is told, with its page."""
MOST_UNFOLDED: Final = 100
"""More mandates than this stand folded under the headings of their groups."""
NAME_STATES: Final = {
    NameState.CONFIRMED: gettext_lazy("Vahvistettu"),
    NameState.OLD: gettext_lazy("Nimi on voinut muuttua"),
    NameState.SEEN: gettext_lazy("Nähty valtuusrekisterin otteessa"),
    NameState.UNCONFIRMED: gettext_lazy("Nimeä ei ole vahvistettu"),
}


@dataclass(frozen=True, slots=True)
class FilterView:
    """The filter by organisation type: `groups` holds (slug, name) pairs; `chosen` is a slug or empty,
    `unknown` what was asked for and is no type (then everything is shown, and the page says so)."""

    groups: tuple[Group[tuple[str, str]], ...]
    chosen: str
    unknown: str


@dataclass(frozen=True, slots=True)
class MandateItem:
    """A mandate in a list."""

    slug: str
    name: NameView
    url: str
    allows: tuple[str, ...]


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
    mandate_count: int


@dataclass(frozen=True, slots=True)
class MandatesPage:
    title: str
    filter: FilterView
    groups: tuple[Group[MandateItem], ...]
    mandate_count: int

    @property
    def is_folded(self) -> bool:
        return self.mandate_count > MOST_UNFOLDED


@dataclass(frozen=True, slots=True)
class NeedView:
    """One condition in words: who, doing what, provided which prerequisites; `url` starts the questionnaire so."""

    task: str
    hint: str
    types: tuple[str, ...]
    prerequisites: tuple[str, ...]
    note: str
    other_types_note: str
    url: str


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


@dataclass(frozen=True, slots=True)
class ServicePage:
    """`trouble` is the service as the page for those who cannot get on knows it; empty where that page is empty."""

    title: str
    group: str
    summary: str
    link: LinkView | None
    mandates: tuple[MandateItem, ...]
    needs: tuple[tuple[MandateItem, tuple[NeedView, ...]], ...]
    trouble: str


BrowsePage: TypeAlias = ServicesPage | MandatesPage | ServicePage | MandatePage


def services_page(ruleset: Ruleset, chosen: str) -> ServicesPage:
    """All services under their groups, or those that one organisation type uses."""
    filtered = type_filter(ruleset, chosen)
    groups = _services(ruleset, filtered.chosen)
    count = sum(len(group.items) for group in groups)
    wanted = len(_mandates_for(ruleset, filtered.chosen))
    return ServicesPage(_("Palvelut ja niiden valtuudet"), filtered, groups, count, wanted)


@kept
def _services(ruleset: Ruleset, chosen: str) -> tuple[Group[ServiceItem], ...]:
    return _grouped(ruleset, _service_items(ruleset, _mandates_for(ruleset, chosen)))


def mandates_page(ruleset: Ruleset, chosen: str) -> MandatesPage:
    """All mandates under the group of their first service, or those that one organisation type may need."""
    filtered = type_filter(ruleset, chosen)
    groups = _mandates(ruleset, filtered.chosen)
    return MandatesPage(_("Kaikki valtuudet"), filtered, groups, sum(len(group.items) for group in groups))


@kept
def _mandates(ruleset: Ruleset, chosen: str) -> tuple[Group[MandateItem], ...]:
    wanted = _mandates_for(ruleset, chosen).values()
    return _grouped(ruleset, ((ruleset.services[row.services[0]].group, _mandate_item(row)) for row in wanted))


def _grouped(ruleset: Ruleset, found: Iterable[tuple[str, T]]) -> tuple[Group[T], ...]:
    """What belongs to each group that has something, in the order of the groups."""
    items: dict[str, list[T]] = {}
    for group, item in found:
        items.setdefault(group, []).append(item)
    return tuple(Group(show(row.name), tuple(items[slug])) for slug, row in ruleset.groups.items() if slug in items)


def service_page(ruleset: Ruleset, service: Service) -> ServicePage:
    """One service: what it is for, and its mandates with who needs each."""
    mandates = [mandate for mandate in ruleset.mandates.values() if service.slug in mandate.services]
    rows = sum(len(ruleset.conditions_by_mandate.get(mandate.slug, ())) for mandate in mandates)
    return ServicePage(
        title=capfirst(show(service.name)),
        group=show(ruleset.groups[service.group].name),
        summary=show(service.summary),
        link=_own_page(service),
        mandates=tuple(_mandate_item(mandate) for mandate in mandates),
        needs=tuple(
            (_mandate_item(mandate), tuple(_needs(ruleset, mandate)) if rows <= MOST_NEEDS else ())
            for mandate in mandates
        ),
        trouble=service.slug if ruleset.symptoms else "",
    )


def _own_page(service: Service) -> LinkView | None:
    url = show(service.url)
    return LinkView(_("Palvelun oma sivu"), url, leads_to=foreign(service.url)) if url else None


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
        needs=tuple(_needs(ruleset, mandate)),
        includes=_mandate_items(ruleset, mandate.includes),
        included_in=_mandate_items(ruleset, ruleset.included_in.get(mandate.slug, frozenset())),
        look_alikes=look_alikes(ruleset, mandate),
        outdated=paragraphs(mandate.outdated_note),
        names=tuple(_name_facts(ruleset, mandate)),
        source=source_view(ruleset.sources[mandate.source]),
        checked_on=show_date(mandate.checked_on),
        review_by=show_date(mandate.review_by),
        start_url=_start_url(ruleset.conditions_by_mandate.get(mandate.slug, ())),
        about=about_mandate(ruleset, mandate),
    )


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


def _mandates_for(ruleset: Ruleset, chosen: str) -> Mapping[str, Mandate]:
    if chosen not in ruleset.types:
        return ruleset.mandates
    types = frozenset({chosen})
    needed = {row.mandate for row in ruleset.conditions.values() if matches_type(row, types)}
    return {slug: mandate for slug, mandate in ruleset.mandates.items() if slug in needed}


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
                    types=_users(ruleset, mandates),
                    mandates=tuple(map(_mandate_item, mandates)) if len(mandates) <= MOST_BESIDE else (),
                    count=len(mandates) if len(mandates) > MOST_BESIDE else 0,
                ),
            )


def _users(ruleset: Ruleset, mandates: list[Mandate]) -> tuple[str, ...]:
    """Which organisation types need one of the mandates."""
    rows = [row for mandate in mandates for row in ruleset.conditions_by_mandate.get(mandate.slug, ())]
    if any(row.every_type for row in rows):
        return (str(EVERYBODY),)
    return named_types(ruleset, {slug for row in rows for slug in row.types})


def _mandate_item(mandate: Mandate) -> MandateItem:
    return MandateItem(mandate.slug, name_view(mandate), mandate_url(mandate), lines(mandate.allows))


def _mandate_items(ruleset: Ruleset, slugs: frozenset[str]) -> tuple[MandateItem, ...]:
    return tuple(_mandate_item(mandate) for slug, mandate in ruleset.mandates.items() if slug in slugs)


def _needs(ruleset: Ruleset, mandate: Mandate) -> Iterator[NeedView]:
    for condition in ruleset.conditions_by_mandate.get(mandate.slug, ()):
        task = ruleset.tasks[condition.task]
        yield NeedView(
            task=show(task.name),
            hint=show(task.hint),
            types=condition_types(ruleset, condition) or (str(EVERYBODY),),
            prerequisites=tuple(show(ruleset.prerequisites[slug].name) for slug in condition.prerequisites),
            note=show(condition.prerequisite_note),
            other_types_note=show(condition.other_types_note),
            url=_start_url((condition,)),
        )


def _start_url(conditions: tuple[Condition, ...]) -> str:
    """The questionnaire filled in with what a mandate asks: its task if it has one, its type if it has one."""
    tasks = frozenset(condition.task for condition in conditions)
    types = frozenset(slug for condition in conditions for slug in condition.types)
    has_one_type = len(types) == 1 and not any(condition.every_type for condition in conditions)
    return start_address(types if has_one_type else frozenset(), tasks if len(tasks) == 1 else frozenset())


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
