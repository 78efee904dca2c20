"""One search over all fields of all rows, and a text replaced in those that are ticked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models as fields
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame import days, shown
from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import change_page, editors_page
from mandates.admin.people import session
from mandates.admin.saving import edits
from mandates.admin.saving.edits import RowEdit, Written
from mandates.content import documents, draft_rows
from mandates.content.draft_rows import DraftRow
from mandates.content.finding import Piece, Wanted
from mandates.models import Row

MOST_ROWS: Final = 200
KEPT_FIELDS: Final = frozenset({"slug", "old_slugs"})
"""Addresses are made of these: a word in them is found, and never replaced."""
ADDRESS_SIGNS: Final = "/@"
REPLACE: Final = "korvaus"
HISTORY: Final = gettext_noop("Haku ja korvaus: ”%(text)s” → ”%(instead)s”")
NOTHING: Final = gettext_noop("Valitse ainakin yksi rivi.")
REFUSED: Final = gettext_noop(
    "Mitään ei tallennettu. Rivejä, joita ei voi tallentaa näin: %(count)s. Syy on rivin kohdalla, ja valinta on "
    "poistettu. Paina uudestaan, niin muut valitut tallennetaan."
)


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Hae"), max_length=200, strip=False, widget=forms.TextInput(attrs={"size": 40}))
    korvaa = forms.CharField(
        label=_("Korvaa tällä"),
        max_length=300,
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"size": 40}),
        help_text=_(
            "Jos jätät tämän tyhjäksi, korvaaminen poistaa haetun tekstin. "
            "Näet ensin jokaisen muutoksen. Mitään ei tallenneta vielä."
        ),
    )
    kirjainkoko = forms.BooleanField(
        label=_("Vain sama kirjainkoko"),
        required=False,
        help_text=_(
            "Ilman tätä ”Kela” löytää myös sanan ”KELA”. Iso alkukirjain jää silloin isoksi, kun korvaat sanan."
        ),
    )
    kokosanat = forms.BooleanField(
        label=_("Vain kokonaiset sanat"),
        required=False,
        help_text=_("Ilman tätä ”tuki” löytyy myös sanasta ”asumistuki”. Hae taivutetut muodot kukin erikseen."),
    )

    @property
    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(data["q"], same_case=data["kirjainkoko"], whole_words=data["kokosanat"])


@dataclass(frozen=True, slots=True)
class FieldHit:
    """A field in which the text stands."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RowHit:
    """A row in which it stands. `key` is what its tick sends, empty where nothing can be replaced by this editor."""

    name: str
    url: str
    key: str
    ticked: bool
    hits: tuple[FieldHit, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class ListHits:
    title: str
    rows: tuple[RowHit, ...]


@dataclass(frozen=True, slots=True)
class RowSearchPage:
    """`count` is how many rows have it, `rest` how many of them are not shown; `replacing` shows what would come."""

    form: SearchForm
    lists: tuple[ListHits, ...] = ()
    count: int = 0
    rest: int = 0
    replacing: bool = False
    ticks: bool = False
    problem: str = ""


@editors_page(_("Hae kaikista riveistä"), "mandates.view_mandate")
def search(request: HttpRequest) -> RowSearchPage | HttpResponse:
    if request.method == "POST" and not any(edits.may(request, model, "change") for model in documents.MODELS):
        raise PermissionDenied
    kept = session.returned(request)
    given = request.POST if request.method == "POST" else kept or request.GET
    form = SearchForm(given if "q" in given else None)
    if not form.is_valid():
        return RowSearchPage(form)
    rows = [row for row in draft_rows.read() if may_see(request, row.model)]
    if request.method != "POST":
        return _page(request, form, rows, kept.getlist("rivi") if kept else None)
    ticked = request.POST.getlist("rivi")
    outcome = _replaced(request, form, rows, ticked)
    if outcome.is_saved:
        _tell(request, outcome)
        query = {name: value for name, value in form.cleaned_data.items() if value and name != "korvaa"}
        return HttpResponseRedirect(f"{reverse('admin:search')}?{urlencode(query)}")
    return _page(request, form, rows, ticked, outcome)


def may_see(request: HttpRequest, model: type[Row]) -> bool:
    return edits.may(request, model, "view") or edits.may(request, model, "change")


def _replaced(request: HttpRequest, form: SearchForm, rows: Sequence[DraftRow], ticked: Sequence[str]) -> Written:
    """Replace in the ticked rows, each in the version that the page showed."""
    wanted, instead = form.wanted, form.cleaned_data["korvaa"]
    known = {_name(row): row for row in rows}
    chosen = [(known.get(key.rpartition("-")[0]), key.rpartition("-")[2]) for key in dict.fromkeys(ticked)]
    found = [
        RowEdit(row.model, row.pk, whole(version), _new_values(row, wanted, instead), row.name)
        for row, version in chosen
        if row and whole(version)
    ]
    if not found:
        return Written(problem=gettext(NOTHING))
    return edits.save_all(request, found, gettext(HISTORY) % {"text": wanted.text, "instead": instead})


def _new_values(row: DraftRow, wanted: Wanted, instead: str) -> dict[str, str]:
    texts = {field.name: str(row.fields[field.name]) for field in _texts(row.model, wanted)}
    return {name: wanted.replaced(text, instead) for name, text in texts.items() if wanted.found_in(text)}


def _tell(request: HttpRequest, outcome: Written) -> None:
    count = len(outcome.rows)
    text = ngettext("Teksti on korvattu %(count)s rivillä.", "Teksti on korvattu %(count)s rivillä.", count)
    messages.success(request, text % {"count": count})


def _page(
    request: HttpRequest,
    form: SearchForm,
    rows: Sequence[DraftRow],
    ticked: Sequence[str] | None = None,
    outcome: Written | None = None,
) -> RowSearchPage:
    """What was found. Before anything is sent all rows are ticked; of what was refused the ticks are gone."""
    replacing = REPLACE in request.GET or ticked is not None
    instead, names = form.cleaned_data["korvaa"], {(row.model, row.slug): row.name for row in rows}
    hits = [(row, tuple(_hits(row, form.wanted, instead, replacing=replacing, names=names))) for row in rows]
    hits = [(row, found) for row, found in hits if found]
    refused = {(each.edit.model, each.edit.pk): " ".join(each.reasons) for each in (outcome.refused if outcome else ())}

    def row_hit(row: DraftRow, found: tuple[FieldHit, ...]) -> RowHit:
        can = replacing and edits.may(request, row.model, "change")
        problem = refused.get((row.model, row.pk), "")
        is_ticked = not problem and (ticked is None or any(key.rpartition("-")[0] == _name(row) for key in ticked))
        key = f"{_name(row)}-{row.version}" if can else ""
        return RowHit(row.name, change_page(row.model, row.pk), key, is_ticked, found, problem)

    lists = [
        ListHits(capfirst(str(model._meta.verbose_name_plural)), tuple(row_hit(*each) for each in found))
        for model, found in groupby(hits[:MOST_ROWS], lambda each: each[0].model)
    ]
    problem = outcome.problem if outcome else ""
    if refused:
        problem = gettext(REFUSED) % {"count": len(refused)}
    return RowSearchPage(
        form,
        tuple(lists),
        count=len(hits),
        rest=max(0, len(hits) - MOST_ROWS),
        replacing=replacing,
        ticks=any(row.key for each in lists for row in each.rows),
        problem=problem,
    )


def _hits(
    row: DraftRow, wanted: Wanted, instead: str, *, replacing: bool, names: Mapping[tuple[type[Row], str], str]
) -> Iterator[FieldHit]:
    """The fields in which it stands, a day in either form; when it is to be replaced, those in which it can be."""
    own: Sequence[Any] = _texts(row.model, wanted) if replacing else shown.fields_of(row.model)
    for field in own:
        stored = row.fields[field.name]
        read = shown.in_words(field, stored, lambda model, slug: names.get((model, slug), slug))
        found = [text for text in (days.forms_of(stored) if shown.is_day(field) else (read,)) if wanted.found_in(text)]
        if found and not isinstance(field, fields.BooleanField):
            yield FieldHit(capfirst(str(field.verbose_name)), tuple(wanted.pieces(found[0], instead)))


def _texts(model: type[Row], wanted: Wanted) -> list[Any]:
    """The fields in which it can be replaced: texts of ours, and addresses when a part of an address is looked for.

    What is called so in Suomi.fi is no text of ours.
    """
    addresses = any(sign in wanted.text for sign in ADDRESS_SIGNS)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, fields.CharField | fields.TextField)
        and not field.choices
        and not shown.is_day(field)
        and field.name not in KEPT_FIELDS
        and field.name.rpartition("_")[0] not in model.official
        and (addresses or not isinstance(field, fields.URLField | fields.EmailField))
    ]


def _name(row: DraftRow) -> str:
    return f"{row.model._meta.model_name}-{row.pk}"
