"""Names in a few minutes: Suomi.fi's list of themes as it was pasted, each line beside the mandate that it may name,
with the evidence; what the editor ticks is confirmed at once, as any save of the row would.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import change_page, page_response, permitted
from mandates.admin.people import session
from mandates.admin.saving.saving_admin import ATTEMPTS, BUSY, COLLISION, SavingAdmin
from mandates.admin.saving.versions import OPENED, VersionedForm, saved_by
from mandates.admin.worklists.found_names import VisitorsName, told
from mandates.admin.worklists.unconfirmed import STATES, reads_feedback
from mandates.languages import IN_LANGUAGE, show_day, spoken
from mandates.models import LookAlike, Mandate, NameState, RowVersionError, Source
from mandates.rules.names import FoundName, KnownName, Likeness, NameKind, PastedLine, find, fold, lines_of
from mandates.rules.rows import THEMES, THEMES_SOURCE
from mandates.rules.texts import LANGUAGES

TITLE: Final = _("Vahvista nimet luettelosta")
CONFIRM: Final = "vahvista"
TICK: Final = "nimi"
MOST_LINES: Final = 500
STALE: Final = gettext_noop("Lue, mitä rivillä nyt on. Jos nimi pitää silti vahvistaa, merkitse se uudestaan.")
TWICE: Final = gettext_noop("Merkitsit samalle valtuudelle kaksi nimeä. Jätä vain oikea.")


class PasteForm(forms.Form):
    """The list, its language, and the page that it was copied from."""

    teksti = forms.CharField(
        label=_("Luettelo"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false"}),
        help_text=_("Yksi nimi rivillä. Luettelomerkit ja päivät saavat olla mukana."),
    )
    kieli = forms.ChoiceField(
        label=_("Luettelon kieli"), choices=[(language, IN_LANGUAGE[language]) for language in LANGUAGES]
    )
    lahde = forms.ModelChoiceField(
        Source.objects.all(), label=_("Lähde"), help_text=_("Sivu, jolta kopioit luettelon. Lisää se ensin lähteisiin.")
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pasted line and the mandate whose name it may be. `opened` remembers the row as it is shown here.

    Only what can be confirmed has a `row`.
    """

    number: int
    line: str
    evidence: str
    compared: str = ""
    title: str = ""
    url: str = ""
    state: str = ""
    allows: tuple[str, ...] = ()
    row: int = 0
    opened: str = ""
    ticked: bool = False
    error: str = ""

    @property
    def key(self) -> str:
        """Under what its tick is sent; empty where there is nothing to confirm."""
        return f"{self.number}-{self.row}" if self.row else ""

    @property
    def differs(self) -> bool:
        """Whether the line is another text than what it was held against, were it in a sign only."""
        return bool(self.compared) and self.line != self.compared


@dataclass(frozen=True, slots=True)
class PastePage:
    """`proposals` is None while nothing has been pasted; `missing` are the mandates that no line names for sure."""

    form: PasteForm
    themes: str
    proposals: tuple[Proposal, ...] | None = None
    others: tuple[Proposal, ...] = ()
    missing: tuple[str, ...] = ()
    today: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the form says, once it is valid, and the rows of the draft that it speaks of."""

    lines: tuple[PastedLine, ...]
    language: str
    source: Source
    rows: Mapping[str, Mandate]
    known: tuple[KnownName, ...]
    visitors: Mapping[int, tuple[VisitorsName, ...]]

    @property
    def fields(self) -> list[str]:
        return [f"{name}_{self.language}" for name in ("name", "name_state", "name_source", "name_dated")]

    def found(self, line: PastedLine) -> FoundName:
        """What the line names. To be near a look-alike says nothing of a mandate, so the nearest name of one stands."""
        first = find(line.text, self.known)
        if first.likeness is not Likeness.NEAR or first.name is None or first.name.kind is not NameKind.LOOK_ALIKE:
            return first
        return find(line.text, [name for name in self.known if name.kind is not NameKind.LOOK_ALIKE])


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
    source = Source.objects.filter(slug=THEMES_SOURCE).first()
    themes = getattr(source, f"url_{spoken()}", "") or getattr(source, "url_fi", "") or THEMES
    page = PastePage(form, themes, today=show_day(timezone.localdate()), **parts)
    return page_response(request, "worklists/paste_names", TITLE, page)


def _compared(
    request: HttpRequest, sent: QueryDict, ticked: set[str] | None = None, errors: Mapping[str, str] | None = None
) -> HttpResponse:
    """The lines beside the mandates. `ticked` are those that the editor has ticked; None ticks what is the same."""
    form = PasteForm(sent)
    if not form.is_valid():
        return _page(request, form)
    pasted = _pasted(request, form)
    found = [(line, pasted.found(line)) for line in pasted.lines]
    proposals = [_proposal(request, pasted, number, line, each) for number, (line, each) in enumerate(found)]
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


def _pasted(request: HttpRequest, form: PasteForm) -> Pasted:
    language = form.cleaned_data["kieli"]
    rows = {row.slug: row for row in Mandate.objects.filter(retired=False)}
    return Pasted(
        lines=lines_of(form.cleaned_data["teksti"])[:MOST_LINES],
        language=language,
        source=form.cleaned_data["lahde"],
        rows=rows,
        known=tuple(_known(rows, language)),
        visitors=told(rows.values()) if reads_feedback(request) else {},
    )


def _known(rows: Mapping[str, Mandate], language: str) -> Iterator[KnownName]:
    for slug, row in rows.items():
        name, state = getattr(row, f"name_{language}"), getattr(row, f"name_state_{language}")
        if name:
            yield KnownName(slug, NameKind.SEEN if state == NameState.SEEN else NameKind.OWN, name)
        if title := getattr(row, f"title_{language}"):
            yield KnownName(slug, NameKind.TITLE, title)
    others = LookAlike.objects.filter(mandate__slug__in=rows).select_related("mandate")
    for other in others.exclude(**{f"name_{language}": ""}):
        yield KnownName(other.mandate.slug, NameKind.LOOK_ALIKE, getattr(other, f"name_{language}"))


def _proposal(request: HttpRequest, pasted: Pasted, number: int, line: PastedLine, found: FoundName) -> Proposal:
    name = found.name
    if name is None or name.kind is NameKind.LOOK_ALIKE:
        title = pasted.rows[name.mandate].title_fi if name else ""
        return Proposal(number, line.text, _evidence(pasted, line, found), title=title)
    row = pasted.rows[name.mandate]
    state = NameState(getattr(row, f"name_state_{pasted.language}"))
    is_same = found.likeness in (Likeness.EXACT, Likeness.SEEN)
    return Proposal(
        number=number,
        line=line.text,
        evidence=_evidence(pasted, line, found),
        compared=name.text,
        title=row.title_fi,
        url=change_page(Mandate, row.pk),
        state=str(STATES[state]),
        allows=tuple(row.allows_fi.splitlines()),
        row=row.pk,
        opened=_form(request, pasted, row).initial[OPENED],
        ticked=is_same and state is not NameState.CONFIRMED,
    )


def _evidence(pasted: Pasted, line: PastedLine, found: FoundName) -> str:
    """How it is known, in words."""
    sentence = {
        Likeness.EXACT: gettext("Sama nimi kuin rivillä."),
        Likeness.SEEN: gettext("Sama nimi kuin valtuusrekisterin otteessa (nähty)."),
        Likeness.LOOK_ALIKE: gettext("Toisen valtuusasian nimi, joka sekoitetaan tähän. Älä vahvista."),
        Likeness.NEAR: _near(found),
        Likeness.UNKNOWN: gettext("Mikään valtuus ei muistuta tätä."),
    }[found.likeness]
    row = pasted.rows[found.name.mandate] if found.name else None
    visitors = pasted.visitors.get(row.pk, ()) if row else ()
    count = sum(each.count for each in visitors if each.folded == fold(line.text))
    if not count:
        return sentence
    told_by = ngettext("%(count)s kävijä löysi sen tällä nimellä.", "%(count)s kävijää löysi sen tällä nimellä.", count)
    return f"{sentence} {told_by % {'count': count}}"


def _near(found: FoundName) -> str:
    is_title = found.name is not None and found.name.kind is NameKind.TITLE
    words = gettext("Muistuttaa työnimeä (%(percent)s %%). Vertaa kuvausta.")
    return (words if is_title else gettext("Muistuttaa nimeä (%(percent)s %%). Vertaa kuvausta.")) % {
        "percent": found.percent
    }


# Confirming


def _admin() -> SavingAdmin:
    return cast("SavingAdmin", admin.site.get_model_admin(Mandate))


def _form(request: HttpRequest, pasted: Pasted, row: Mandate, data: QueryDict | None = None) -> VersionedForm:
    """The row's own form, with the fields of its name only."""
    made: Any = _admin().get_form(request, row, change=True, fields=pasted.fields)
    form: VersionedForm = made(data, instance=row, prefix=f"rivi-{row.pk}")
    return form


def _confirmed(request: HttpRequest) -> HttpResponse:
    """All that is ticked, or nothing of it. What a race spoils is tried anew, and then meets the other's row."""
    ticked = request.POST.getlist(TICK)
    form = PasteForm(request.POST)
    for _attempt in range(ATTEMPTS):
        if not form.is_valid() or not ticked:
            break
        forms_made = _filled(request, _pasted(request, form), ticked)
        errors = {key: error for key, each in forms_made.items() if (error := _error(each))}
        errors |= dict.fromkeys(_twice(ticked), gettext(TWICE))
        if errors:
            return _refused(request, ticked, errors)
        with suppress(RowVersionError, IntegrityError):
            _admin().save_together(request, list(forms_made.values()))
            return _done(request, len(forms_made))
    else:
        messages.error(request, gettext(COLLISION))
    if not ticked:
        messages.error(request, gettext("Merkitse ainakin yksi nimi."))
    return _compared(request, request.POST, set(ticked))


def _filled(request: HttpRequest, pasted: Pasted, ticked: list[str]) -> dict[str, VersionedForm]:
    """The forms of the ticked rows as an editor would fill them: the name, confirmed, its source, today's date."""
    rows = {str(row.pk): row for row in pasted.rows.values()}
    filled = {}
    for key in ticked:
        number, _dash, pk = key.partition("-")
        if number.isdecimal() and int(number) < len(pasted.lines) and pk in rows:
            line, row = pasted.lines[int(number)], rows[pk]
            values = (line.text, NameState.CONFIRMED, str(pasted.source.pk), timezone.localdate().isoformat())
            data = QueryDict(mutable=True)
            for name, value in zip(pasted.fields, values, strict=True):
                data[f"rivi-{pk}-{name}"] = value
            data[f"rivi-{pk}-{OPENED}"] = request.POST.get(f"{OPENED}-{pk}", "")
            filled[key] = _form(request, pasted, row, data)
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
