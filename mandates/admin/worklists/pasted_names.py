"""Names in a few minutes: Suomi.fi's list of themes as it was pasted, each line beside the mandate that it may name,
with the evidence; what the editor ticks is confirmed at once, as any save of the row would.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib import messages
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import page_response, permitted
from mandates.admin.frame.problems import COLLISION
from mandates.admin.people import session
from mandates.admin.saving.saving_admin import ATTEMPTS, BUSY
from mandates.admin.saving.versions import OPENED, VersionedForm, saved_by
from mandates.admin.worklists import unconfirmed
from mandates.admin.worklists.pasted_lines import (
    Pasted,
    PasteForm,
    Proposal,
    mandate_admin,
    name_form,
    pasted_of,
    proposal,
)
from mandates.languages import show_day
from mandates.models import NameState, RowVersionError, Source
from mandates.rules.names import Likeness
from mandates.rules.rows import THEMES_SOURCE
from mandates.rules.texts import LANGUAGES

TITLE: Final = _("Vahvista nimet luettelosta")
CONFIRM: Final = "vahvista"
TICK: Final = "nimi"
STALE: Final = gettext_noop("Lue, mitä rivillä nyt on. Jos nimi pitää silti vahvistaa, merkitse se uudestaan.")
LOST: Final = gettext_noop("Jotakin merkitsemistäsi nimistä ei enää voi vahvistaa. Mitään ei tallennettu.")
TWICE: Final = gettext_noop("Merkitsit samalle valtuudelle kaksi nimeä. Jätä vain oikea.")


@dataclass(frozen=True, slots=True)
class PastePage:
    """`proposals` is None while nothing has been pasted; `missing` are the mandates that no line names for sure."""

    form: PasteForm
    themes: str
    proposals: tuple[Proposal, ...] | None = None
    others: tuple[Proposal, ...] = ()
    missing: tuple[str, ...] = ()
    today: str = ""


@permitted("mandates.change_mandate")
def paste_names(request: HttpRequest) -> HttpResponse:
    """The page; by POST what the list holds, and with the button what is ticked is confirmed."""
    if kept := session.returned(request):
        return _compared(request, kept, set(kept.getlist(TICK)))
    if request.method != "POST":
        source = Source.objects.filter(slug=THEMES_SOURCE).first()
        return _page(request, PasteForm(initial={"lahde": source, "kieli": LANGUAGES[0]}))
    if CONFIRM not in request.POST:
        return _compared(request, request.POST)
    try:
        return _confirmed(request)
    except OperationalError:
        messages.error(request, gettext(BUSY))
        response = _compared(request, request.POST, set(request.POST.getlist(TICK)))
        response.status_code = 503
        response["Retry-After"] = "5"
        return response


def _page(request: HttpRequest, form: PasteForm, **parts: Any) -> HttpResponse:
    page = PastePage(form, unconfirmed.themes(), today=show_day(timezone.localdate()), **parts)
    return page_response(request, "worklists/paste_names", TITLE, page)


def _compared(
    request: HttpRequest, sent: QueryDict, ticked: set[str] | None = None, errors: Mapping[str, str] | None = None
) -> HttpResponse:
    """The lines beside the mandates. `ticked` are those that the editor has ticked; None ticks what is the same."""
    form = PasteForm(sent)
    if not form.is_valid():
        return _page(request, form)
    pasted = pasted_of(request, form)
    found = [(line, pasted.found(line)) for line in pasted.lines]
    proposals = [proposal(request, pasted, number, line, each) for number, (line, each) in enumerate(found)]
    if ticked is not None:
        proposals = [replace(each, ticked=each.key in ticked) for each in proposals]
    proposals = [replace(each, error=(errors or {}).get(each.key, "")) if each.key else each for each in proposals]
    same = {each.name.mandate for _, each in found if each.name and each.likeness in (Likeness.EXACT, Likeness.SEEN)}
    return _page(
        request,
        form,
        proposals=tuple(each for each in proposals if each.key),
        others=tuple(each for each in proposals if not each.key),
        missing=tuple(row.title_fi for slug, row in pasted.rows.items() if slug not in same),
    )


def _confirmed(request: HttpRequest) -> HttpResponse:
    """All that is ticked, or nothing of it. What a race spoils is tried anew, and then meets the other's row."""
    ticked = request.POST.getlist(TICK)
    form = PasteForm(request.POST)
    for _attempt in range(ATTEMPTS):
        if not form.is_valid() or not ticked:
            break
        forms_made = _filled(request, pasted_of(request, form), ticked)
        if len(forms_made) < len(set(ticked)):
            messages.error(request, gettext(LOST))
            return _compared(request, request.POST, set(forms_made))
        errors = {key: error for key, each in forms_made.items() if (error := _error(each))}
        errors |= dict.fromkeys(_twice(ticked), gettext(TWICE))
        if errors:
            return _refused(request, ticked, errors)
        with suppress(RowVersionError, IntegrityError):
            mandate_admin().save_together(request, list(forms_made.values()))
            return _done(request, len(forms_made))
    else:
        messages.error(request, gettext(COLLISION))
    if not ticked:
        messages.error(request, gettext("Merkitse ainakin yksi nimi."))
    return _compared(request, request.POST, set(ticked))


def _filled(request: HttpRequest, pasted: Pasted, ticked: list[str]) -> dict[str, VersionedForm]:
    """The forms of the ticked rows as an editor would fill them: the name, confirmed, its source, today's date."""
    rows = {str(row.pk): row for row in pasted.rows.values()}
    lines = {str(number): line for number, line in enumerate(pasted.lines)}
    filled = {}
    for key in ticked:
        number, _dash, pk = key.partition("-")
        if number in lines and pk in rows:
            line, row = lines[number], rows[pk]
            values = (line.text, NameState.CONFIRMED, str(pasted.source.pk), timezone.localdate().isoformat())
            data = QueryDict(mutable=True)
            for name, value in zip(pasted.fields, values, strict=True):
                data[f"rivi-{pk}-{name}"] = value
            data[f"rivi-{pk}-{OPENED}"] = request.POST.get(f"{OPENED}-{pk}", "")
            filled[key] = name_form(request, pasted, row, data)
    return filled


def _error(form: VersionedForm) -> str:
    if form.is_valid():
        return ""
    if form.conflict:
        return f"{saved_by(form.instance)} {gettext(STALE)}"
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _twice(ticked: list[str]) -> list[str]:
    rows = [key.partition("-")[2] for key in ticked]
    return [key for key, row in zip(ticked, rows, strict=True) if rows.count(row) > 1]


def _refused(request: HttpRequest, ticked: list[str], errors: Mapping[str, str]) -> HttpResponse:
    """What was changed by somebody else is no longer ticked: the editor reads it first."""
    messages.error(request, gettext("Mitään ei tallennettu. Korjaa merkityt rivit."))
    return _compared(request, request.POST, {key for key in ticked if key not in errors}, errors)


def _done(request: HttpRequest, count: int) -> HttpResponse:
    said = ngettext("%(count)s nimi on vahvistettu.", "%(count)s nimeä on vahvistettu.", count) % {"count": count}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:unconfirmed_names"))
