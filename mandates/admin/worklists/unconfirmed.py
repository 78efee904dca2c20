"""The names that are to be confirmed in Suomi.fi, language by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import change_page, editors_page
from mandates.admin.worklists.found_names import VisitorsName, told
from mandates.languages import IN_LANGUAGE, spoken
from mandates.models import Mandate, NameState, Source
from mandates.rules.rows import THEMES, THEMES_SOURCE
from mandates.rules.texts import LANGUAGES

LACKING: Final = (NameState.UNCONFIRMED, NameState.SEEN, NameState.OLD)
"""The states of a name that is still to be confirmed: never, seen in the register's copy only, or long ago."""
STATE: Final = "tila"
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
class NamesPage:
    names: tuple[UnconfirmedName, ...]
    counts: str
    themes: str


@editors_page(_("Vahvistettavat nimet"), "mandates.view_mandate")
def unconfirmed_names(request: HttpRequest) -> NamesPage:
    """Those of one state, when the address names it."""
    state = request.GET.get(STATE, "")
    names = unconfirmed(state if state in LACKING else "", may_read=reads_feedback(request))
    return NamesPage(tuple(names), counted(), themes())


def themes() -> str:
    """Where Suomi.fi lists its mandates in the editor's language, else in Finnish."""
    source = Source.objects.filter(slug=THEMES_SOURCE).first()
    own = getattr(source, f"url_{spoken()}", "") or getattr(source, "url_fi", "")
    return own or THEMES


def reads_feedback(request: HttpRequest) -> bool:
    return request.user.has_perm("mandates.view_feedback")


def unconfirmed(state: str = "", *, may_read: bool) -> Iterator[UnconfirmedName]:
    """The mandates in use, in their order, that lack a confirmed name in a language, or have a name in this state; with
    what visitors told of them to those who may read it.
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


def _states(row: Mandate) -> Iterator[str]:
    for state in reversed(LACKING):
        found = [str(name) for language, name in IN_LANGUAGE.items() if getattr(row, f"name_state_{language}") == state]
        if found:
            yield f"{STATES[state]} {', '.join(found)}"
