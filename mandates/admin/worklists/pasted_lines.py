"""What a pasted list holds: each line beside the mandate that it may name, with the evidence. Nothing is saved here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.contrib import admin
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import change_page
from mandates.admin.frame.paragraphs import ParagraphField
from mandates.admin.saving.saving_admin import SavingAdmin
from mandates.admin.saving.versions import OPENED, VersionedForm
from mandates.admin.worklists.found_names import VisitorsName, told
from mandates.admin.worklists.unconfirmed import STATES, reads_feedback
from mandates.languages import IN_LANGUAGE
from mandates.models import LookAlike, Mandate, NameState, Source
from mandates.rules.names import FoundName, KnownName, Likeness, NameKind, find, fold
from mandates.rules.pasted_list import LINES, PastedLine, lines_of
from mandates.rules.texts import LANGUAGES

MOST_LINES: Final = 500
MOST_WRITTEN: Final = 4 * MOST_LINES
"""A name may stand over lines, with its days below it."""
LONGEST: Final = 100_000


class UnfoldedLengthValidator(MaxLengthValidator):
    """Names are compared with their signs taken apart: of one sign may come eighteen."""

    def clean(self, x: Any) -> int:
        return len(unicodedata.normalize("NFKD", str(x)))


class PasteForm(forms.Form):
    """The list, its language, and the page that it was copied from."""

    teksti = ParagraphField(
        label=_("Luettelo"),
        max_length=LONGEST,
        validators=[UnfoldedLengthValidator(2 * LONGEST)],
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


def pasted_of(request: HttpRequest, form: PasteForm) -> Pasted:
    language = form.cleaned_data["kieli"]
    rows = {row.slug: row for row in Mandate.objects.filter(retired=False)}
    return Pasted(
        lines=lines_of("\n".join(LINES.split(form.cleaned_data["teksti"])[:MOST_WRITTEN]))[:MOST_LINES],
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


def proposal(request: HttpRequest, pasted: Pasted, number: int, line: PastedLine, found: FoundName) -> Proposal:
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
        opened=name_form(request, pasted, row).initial[OPENED],
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


def mandate_admin() -> SavingAdmin:
    return cast("SavingAdmin", admin.site.get_model_admin(Mandate))


def name_form(request: HttpRequest, pasted: Pasted, row: Mandate, data: QueryDict | None = None) -> VersionedForm:
    """The row's own form, with the fields of its name only."""
    made: Any = mandate_admin().get_form(request, row, change=True, fields=pasted.fields)
    form: VersionedForm = made(data, instance=row, prefix=f"rivi-{row.pk}")
    return form
