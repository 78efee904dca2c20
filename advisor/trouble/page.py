"""From what somebody sees who cannot get on to the likely causes and their cures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.conversation.addresses import path
from advisor.conversation.questionnaire import Step
from advisor.kept import kept, reverse
from advisor.letters.messages import ReadyMessage, ready_message
from advisor.words import (
    Group,
    LinkView,
    LookAlikeView,
    SourceView,
    look_alikes,
    paragraphs,
    service_groups,
    service_link,
    show,
    source_view,
)
from mandates.languages import show_date
from mandates.rules.rows import Cause, CauseKind, Kind, Mandate, Service, Source, Symptom
from mandates.rules.ruleset import Ruleset

SERVICE: Final = "palvelu"
SYMPTOM: Final = "oire"
TITLE: Final = gettext_lazy("Mikä ei onnistu?")
NO_SERVICE: Final = gettext_lazy("[PALVELU]")


@dataclass(frozen=True, slots=True)
class TroublePlace:
    """What an address says: a service and a symptom, each if it is one of ours; and whether it named another."""

    service: Service | None
    symptom: Symptom | None
    is_unknown: bool

    @property
    def address(self) -> str:
        return address(self.service, self.symptom)


@dataclass(frozen=True, slots=True)
class SymptomLink:
    name: str
    hint: str
    url: str


@dataclass(frozen=True, slots=True)
class NeedOfService:
    """A prerequisite that a service's mandates have, and what to do where it does not hold."""

    name: str
    cure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CauseView:
    """A likely cause. Without a message the cure is a new answer.

    Where the chosen service has facts of its own about it, the sources are theirs: what is told of one service was not
    read on the page of another.
    """

    slug: str
    name: str
    sign: tuple[str, ...]
    cure: tuple[str, ...]
    look_alikes: tuple[LookAlikeView, ...]
    needs: tuple[NeedOfService, ...]
    before_use: tuple[str, ...]
    message: ReadyMessage | None
    sources: tuple[SourceView, ...]
    checked_on: str


@dataclass(frozen=True, slots=True)
class TroublePage:
    title: str
    service: LinkView | None
    symptom: str
    services: tuple[Group[tuple[str, str]], ...]
    chosen_service: str
    chosen_symptom: str
    symptoms: tuple[SymptomLink, ...]
    causes: tuple[CauseView, ...]
    back: str
    questions: str
    is_unknown: bool


def place(ruleset: Ruleset, service: str, symptom: str) -> TroublePlace:
    """The service and the symptom that an address names; an old slug of a service is today's."""
    row = ruleset.services.get(ruleset.current_slug(Kind.SERVICE, service))
    found = ruleset.symptoms.get(symptom)
    return TroublePlace(row, found, bool((service and not row) or (symptom and not found)))


def address(service: Service | None, symptom: Symptom | None = None) -> str:
    pairs = [(SERVICE, service), (SYMPTOM, symptom)]
    query = urlencode([(key, row.slug) for key, row in pairs if row])
    return f"{reverse('trouble')}?{query}".rstrip("?")


def trouble_page(ruleset: Ruleset, where: TroublePlace) -> TroublePage:
    service, symptom = where.service, where.symptom
    return TroublePage(
        title=show(symptom.name) if symptom else str(TITLE),
        service=service_link(service) if service else None,
        symptom=show(symptom.hint) if symptom else "",
        services=_services(ruleset),
        chosen_service=service.slug if service else "",
        chosen_symptom=symptom.slug if symptom else "",
        symptoms=() if symptom else tuple(_symptoms(ruleset, service)),
        causes=tuple(_causes(ruleset, service, symptom)) if symptom else (),
        back=address(service),
        questions=path(Step.ORGANISATION),
        is_unknown=where.is_unknown,
    )


@kept
def _services(ruleset: Ruleset) -> tuple[Group[tuple[str, str]], ...]:
    """The services under the names of their groups, in display order."""
    return service_groups(ruleset, ((row.group, (row.slug, show(row.name))) for row in ruleset.services.values()))


def _symptoms(ruleset: Ruleset, service: Service | None) -> Iterator[SymptomLink]:
    """Those that lead somewhere."""
    for row in ruleset.symptoms.values():
        if any(_causes(ruleset, service, row)):
            yield SymptomLink(show(row.name), show(row.hint), address(service, row))


def _causes(ruleset: Ruleset, service: Service | None, symptom: Symptom) -> Iterator[CauseView]:
    """The likely causes, the likeliest first, without those that the service cannot have."""
    for row in ruleset.causes.values():
        if symptom.slug in row.symptoms and (not service or not row.services or service.slug in row.services):
            view = _cause(ruleset, service, row)
            if not service or row.kind not in OWN_FACTS or view.look_alikes or view.needs or view.before_use:
                yield view


OWN_FACTS: Final = frozenset({CauseKind.LOOK_ALIKE, CauseKind.PREREQUISITE, CauseKind.CONTRACT})
"""The kinds of causes that a service has only if its rows have something to show of them."""


def _cause(ruleset: Ruleset, service: Service | None, row: Cause) -> CauseView:
    return CauseView(
        slug=row.slug,
        name=show(row.name),
        sign=paragraphs(row.sign),
        cure=paragraphs(row.cure),
        look_alikes=tuple(_look_alikes(ruleset, service)) if row.kind is CauseKind.LOOK_ALIKE else (),
        needs=tuple(_needs(ruleset, service)) if row.kind is CauseKind.PREREQUISITE else (),
        before_use=paragraphs(service.before_use) if service and row.kind is CauseKind.CONTRACT else (),
        message=_message(row, service) if row.message else None,
        sources=tuple(map(source_view, _sources(ruleset, service, row))),
        checked_on=show_date(row.checked_on),
    )


def _sources(ruleset: Ruleset, service: Service | None, row: Cause) -> tuple[Source, ...]:
    """The sources of the service's own facts, each once; the cause's own where the service has none."""
    own = dict.fromkeys(_own_sources(ruleset, service, row.kind)) if service else {}
    return tuple(ruleset.sources[slug] for slug in own or (row.source,))


def _own_sources(ruleset: Ruleset, service: Service, kind: CauseKind) -> Iterator[str]:
    match kind:
        case CauseKind.LOOK_ALIKE:
            for mandate in _mandates(ruleset, service):
                yield from (other.source for other in ruleset.look_alikes_by_mandate.get(mandate.slug, ()))
        case CauseKind.PREREQUISITE:
            yield from (mandate.source for mandate in _mandates(ruleset, service))
        case CauseKind.CONTRACT if service.before_use_source:
            yield service.before_use_source


def _mandates(ruleset: Ruleset, service: Service | None) -> Iterator[Mandate]:
    """The mandates of the chosen service, in display order."""
    return (mandate for mandate in ruleset.mandates.values() if service and service.slug in mandate.services)


def _look_alikes(ruleset: Ruleset, service: Service | None) -> Iterator[LookAlikeView]:
    for mandate in _mandates(ruleset, service):
        yield from look_alikes(ruleset, mandate)


def _needs(ruleset: Ruleset, service: Service | None) -> Iterator[NeedOfService]:
    """The prerequisites of the service's mandates, each once, in display order."""
    wanted = {
        slug
        for mandate in _mandates(ruleset, service)
        for condition in ruleset.conditions_by_mandate.get(mandate.slug, ())
        for slug in condition.prerequisites
    }
    for slug, row in ruleset.prerequisites.items():
        if slug in wanted:
            yield NeedOfService(show(row.name), paragraphs(row.if_no))


def _message(row: Cause, service: Service | None) -> ReadyMessage:
    name = show(service.name) if service else str(NO_SERVICE)
    about = _("Palvelu: %(name)s") % {"name": name}
    return ready_message("", show(row.name), about, *paragraphs(row.message))
