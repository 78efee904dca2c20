"""Two lists of work for editors: names to confirm, and rows to review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mandates.admin.found_names import VisitorsName, told
from mandates.admin.frame.pages import change_page, editors_page, kind
from mandates.languages import IN_LANGUAGE, spoken
from mandates.models import Cause, InfoSection, Instruction, Mandate, NameState, Row, Source
from mandates.rules.rows import THEMES, THEMES_SOURCE
from mandates.rules.texts import LANGUAGES

NEAR: Final = timedelta(days=30)
LACKING: Final = (NameState.UNCONFIRMED, NameState.SEEN, NameState.OLD)
"""The states of a name that is still to be confirmed: never, seen in the register's copy only, or long ago."""
STATE, WHEN = "tila", "milloin"
LATE, SOON = "myohassa", "pian"
STATES: Final = {
    NameState.CONFIRMED: _("vahvistettu"),
    NameState.OLD: _("vanha"),
    NameState.SEEN: _("nähty otteessa"),
    NameState.UNCONFIRMED: _("vahvistamaton"),
}


@dataclass(frozen=True, slots=True)
class UnconfirmedName:
    """A mandate that has no confirmed name in some language, with what helps to find it in Suomi.fi."""

    title: str
    url: str
    allows: tuple[str, ...]
    services: tuple[str, ...]
    states: tuple[str, ...]
    visitors: tuple[VisitorsName, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A row whose review date has passed or is near."""

    kind: str
    title: str
    url: str
    checked_on: date
    review_by: date
    late: bool


@dataclass(frozen=True, slots=True)
class NamesPage:
    names: tuple[UnconfirmedName, ...]
    counts: str
    themes: str


@editors_page(_("Vahvistettavat nimet"), "mandates.view_mandate")
def unconfirmed_names(request: HttpRequest) -> NamesPage:
    """Those of one state, when the address names it."""
    state = request.GET.get(STATE, "")
    names = unconfirmed(state if state in LACKING else "", may_read=reads_feedback(request))
    return NamesPage(tuple(names), counted(), _themes())


@editors_page(_("Tarkistettavat rivit"), "mandates.view_mandate")
def reviews(request: HttpRequest) -> list[Review]:
    """All of them; those that are late, or those that soon will be, when the address asks for them."""
    when = request.GET.get(WHEN, "")
    return [each for each in to_review(timezone.localdate()) if when not in (LATE, SOON) or each.late == (when == LATE)]


def _themes() -> str:
    """Where Suomi.fi lists its mandates in the editor's language, else in Finnish."""
    source = Source.objects.filter(slug=THEMES_SOURCE).first()
    own = getattr(source, f"url_{spoken()}", "") or getattr(source, "url_fi", "")
    return own or THEMES


def reads_feedback(request: HttpRequest) -> bool:
    return request.user.has_perm("mandates.view_feedback")


def unconfirmed(state: str = "", *, may_read: bool) -> Iterator[UnconfirmedName]:
    """The mandates in use, in their order, that lack a confirmed name in a language, or have a name in this state; with
    what visitors told of them to who may read it.
    """
    lacking = Q()
    for language in LANGUAGES:
        column = f"name_state_{language}"
        lacking |= Q(**{column: state}) if state else ~Q(**{column: NameState.CONFIRMED})
    rows = Mandate.objects.filter(lacking, retired=False).prefetch_related("services")
    visitors = told(rows) if may_read else {}
    for row in rows:
        yield UnconfirmedName(
            title=row.title_fi,
            url=change_page(Mandate, row.pk),
            allows=tuple(row.allows_fi.splitlines()),
            services=tuple(service.name_fi for service in row.services.all()),
            states=tuple(_states(row)),
            visitors=visitors.get(row.pk, ()),
        )


def counts() -> dict[NameState, int]:
    """How many names of mandates in use are to be confirmed, each language by itself and state by state: an old
    confirmation is not the same as none.
    """
    states = Counter(
        state
        for row in Mandate.objects.filter(retired=False).values_list(*(f"name_state_{each}" for each in LANGUAGES))
        for state in row
    )
    return {state: states[state] for state in LACKING}


def counted() -> str:
    """The same in words."""
    return ", ".join(f"{STATES[state]} {count}" for state, count in counts().items())


def counted_reviews(today: date) -> tuple[int, int]:
    """How many rows are late, and how many soon will be."""
    late = [each.late for each in to_review(today)]
    return sum(late), len(late) - sum(late)


def to_review(today: date) -> list[Review]:
    """The rows whose review date has passed or is within 30 days, the latest first."""
    found = [
        _review(row, today)
        for rows in (
            Mandate.objects.filter(review_by__lte=today + NEAR, retired=False),
            Instruction.objects.filter(review_by__lte=today + NEAR),
            InfoSection.objects.filter(review_by__lte=today + NEAR),
            Cause.objects.filter(review_by__lte=today + NEAR),
        )
        for row in rows
    ]
    return sorted(found, key=lambda review: (review.review_by, review.kind, review.title))


def _states(row: Mandate) -> Iterator[str]:
    for state in reversed(LACKING):
        found = [str(name) for language, name in IN_LANGUAGE.items() if getattr(row, f"name_state_{language}") == state]
        if found:
            yield f"{STATES[state]} {', '.join(found)}"


def _review(row: Mandate | Instruction | InfoSection | Cause, today: date) -> Review:
    model: type[Row] = type(row)
    return Review(
        kind(model), str(row), change_page(model, row.pk), row.checked_on, row.review_by, row.review_by < today
    )
