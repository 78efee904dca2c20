"""Each fact of each source beside the rows that carry it; what no row carries; and the rows that no fact supports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext

from mandates.admin.frame.days import said
from mandates.admin.frame.pages import change_page, editors_page, kind
from mandates.models import Condition, Fact, Mandate, Source


class FactState(StrEnum):
    """How the content carries a fact; the value is the word shown, in Finnish. A retired row carries nothing."""

    CARRIED = gettext_noop("Mukana")
    NOTED = gettext_noop("Muistiinpano")
    MISSING = gettext_noop("Ei mukana")


@dataclass(frozen=True, slots=True)
class RowLink:
    """A mandate or a condition, with its page in the admin."""

    kind: str
    title: str
    url: str
    in_use: bool


@dataclass(frozen=True, slots=True)
class CoveredFact:
    statement: str
    url: str
    rows: tuple[RowLink, ...]
    note: str
    state: FactState

    @property
    def missing(self) -> bool:
        return self.state is FactState.MISSING


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts there are, and how many of them are in each state."""

    facts: int
    carried: int
    noted: int
    missing: int

    def __str__(self) -> str:
        message = ngettext(
            "%(facts)s asia, %(carried)s mukana, %(noted)s muistiinpanolla, %(missing)s puuttuu",
            "%(facts)s asiaa, %(carried)s mukana, %(noted)s muistiinpanolla, %(missing)s puuttuu",
            self.facts,
        )
        return message % asdict(self)


@dataclass(frozen=True, slots=True)
class CoveredSource:
    """A source that has facts, in their order."""

    title: str
    address: str
    dated: str
    url: str
    facts: tuple[CoveredFact, ...]

    @property
    def counts(self) -> Counts:
        return count(self.facts)


@dataclass(frozen=True, slots=True)
class CoveragePage:
    counts: Counts
    sources: tuple[CoveredSource, ...]
    missing: tuple[CoveredFact, ...]
    unsupported: tuple[RowLink, ...]


@editors_page(_("Lähde ja kattavuus"), "mandates.view_fact")
def coverage(request: HttpRequest) -> CoveragePage:
    return coverage_page()


def coverage_page() -> CoveragePage:
    """The draft's facts and rows as they are now, in five queries however many there are."""
    sources = tuple(_sources())
    facts = tuple(fact for source in sources for fact in source.facts)
    return CoveragePage(
        counts=count(facts),
        sources=sources,
        missing=tuple(fact for fact in facts if fact.missing),
        unsupported=tuple(_unsupported()),
    )


def count(facts: Iterable[CoveredFact]) -> Counts:
    states = [fact.state for fact in facts]
    return Counts(len(states), *map(states.count, FactState))


def _conditions() -> QuerySet[Condition]:
    return Condition.objects.select_related("task", "mandate")


def _sources() -> Iterator[CoveredSource]:
    facts = (
        Fact.objects.select_related("source")
        .prefetch_related("mandates", Prefetch("conditions", _conditions()))
        .order_by("source__order", "source__slug", "order", "slug")
    )
    for source, found in groupby(facts, key=lambda fact: fact.source):
        yield CoveredSource(
            title=source.title_fi,
            address=source.url_fi,
            dated=said(source.dated),
            url=change_page(Source, source.pk),
            facts=tuple(_fact(fact) for fact in found),
        )


def _fact(fact: Fact) -> CoveredFact:
    rows = (*map(_row, fact.mandates.all()), *map(_row, fact.conditions.all()))
    return CoveredFact(
        statement=fact.statement,
        url=change_page(Fact, fact.pk),
        rows=rows,
        note=fact.note,
        state=_state(rows, fact.note),
    )


def _state(rows: tuple[RowLink, ...], note: str) -> FactState:
    if any(row.in_use for row in rows):
        return FactState.CARRIED
    return FactState.NOTED if note else FactState.MISSING


def _row(row: Mandate | Condition) -> RowLink:
    model = type(row)
    return RowLink(kind(model), str(row), change_page(model, row.pk), _in_use(row))


def _in_use(row: Mandate | Condition) -> bool:
    """A condition is out of use with its task or its mandate."""
    if isinstance(row, Condition):
        return not (row.task.retired or row.mandate.retired)
    return not row.retired


def _unsupported() -> Iterator[RowLink]:
    yield from map(_row, Mandate.objects.filter(facts=None, retired=False))
    yield from map(_row, _conditions().filter(facts=None, task__retired=False, mandate__retired=False))
