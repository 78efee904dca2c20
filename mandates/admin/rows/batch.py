"""What is done to the rows that are chosen in a list: dates, out of use and back, their order, copies.

Each begins as an action of the list and shows a page; nothing is saved before its button. All rows or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.days import DayInput
from mandates.admin.frame.lists import DELETE
from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import change_page, page_response
from mandates.admin.rows.forms import free_slug
from mandates.admin.saving import edits
from mandates.admin.saving.edits import RowEdit, Written
from mandates.models import Condition, Mandate, NameState, Row, Task
from mandates.rules.texts import LANGUAGES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENT: Final = "post"
"""In what a page of these sends."""
SAVES: Final = "save"
"""In what its button for saving sends."""
COPIED: Final = "copy-"
"""With the key of a row: the slug that its copy gets."""
COPY: Final = gettext_noop("%(name)s (kopio)")
LONGEST_NAME: Final = 190
NO_DATE: Final = gettext_noop("Anna ainakin toinen päivä.")


class DatesForm(forms.Form):
    checked_on = forms.DateField(
        label=_("Tarkistettu"),
        required=False,
        widget=DayInput,
        help_text=_("Jos jätät tämän tyhjäksi, kunkin rivin oma päivä säilyy."),
    )
    review_by = forms.DateField(
        label=_("Tarkista viimeistään"),
        required=False,
        widget=DayInput,
        help_text=_("Jos jätät tämän tyhjäksi, kunkin rivin oma päivä säilyy."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(gettext(NO_DATE))
        return cleaned

    def values(self) -> dict[str, str]:
        return {name: day.isoformat() for name, day in self.cleaned_data.items() if day}


@dataclass(frozen=True, slots=True)
class ChosenRow:
    """A row that was chosen; `slug` is that of its copy: a page that is sent twice makes one."""

    pk: int
    version: int
    name: str
    url: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """What is about to be done to these rows. `is_order`: they can be moved among each other."""

    action: str
    title: StrOrPromise
    rows: tuple[ChosenRow, ...]
    form: DatesForm | None = None
    outcome: Written = Written()
    is_order: bool = False


@admin.action(description=_("Aseta tarkistuspäivät"), permissions=["change"])
def set_dates(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    today = timezone.localdate()
    initial = {"checked_on": today, "review_by": today + timedelta(days=365)}
    form = DatesForm(request.POST if SENT in request.POST else None, initial=initial)
    page = BatchPage("set_dates", _("Aseta tarkistuspäivät"), _chosen(queryset), form)
    if SAVES not in request.POST or not form.is_valid():
        return _shown(request, page)
    return _saved(request, page, {row.pk: form.values() for row in page.rows}, model_admin)


@admin.action(description=_("Poista käytöstä"), permissions=["change"])
def retire(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    page = BatchPage("retire", _("Poista käytöstä"), _chosen(queryset))
    return _saved(request, page, {row.pk: {"retired": True} for row in page.rows}, model_admin)


@admin.action(description=_("Ota takaisin käyttöön"), permissions=["change"])
def use_again(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    page = BatchPage("use_again", _("Ota takaisin käyttöön"), _chosen(queryset))
    return _saved(request, page, {row.pk: {"retired": False} for row in page.rows}, model_admin)


@admin.action(description=_("Järjestä"), permissions=["change"])
def arrange(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    """Each press of a button gives the page back with the row moved; the script moves it on the page."""
    rows = {row.pk: row for row in _chosen(queryset.order_by("order", "slug"))}
    sent = [key for key in map(whole, request.POST.getlist(ACTION_CHECKBOX_NAME)) if key in rows]
    order = list(dict.fromkeys(sent)) if SENT in request.POST else list(rows)
    for name, step in (("up", -1), ("down", 1)):
        order = _moved(order, request.POST.get(name, ""), step)
    page = BatchPage("arrange", _("Järjestä"), tuple(rows[key] for key in order), is_order=True)
    places = _places(queryset.values_list("order", flat=True))
    values = {key: {"order": place} for key, place in zip(order, places, strict=False)}
    return _saved(request, page, values, model_admin)


@admin.action(description=_("Kopioi ehtoineen"), permissions=["add"])
def duplicate(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    """Copies come last in their list, with copies of the conditions that a task or a mandate has."""
    rows = list(queryset.order_by("order", "slug"))
    slugs: dict[int, str] = {}
    for row in rows:
        slugs[row.pk] = free_slug(model_admin.model, row.slug, slugs.values())
    chosen = tuple(replace(each, slug=slugs[each.pk]) for each in _chosen(rows))
    page = BatchPage("duplicate", _("Kopioi ehtoineen"), chosen)
    if SAVES not in request.POST:
        return _shown(request, page)
    slugs = {key: request.POST.get(f"{COPIED}{key}") or slug for key, slug in slugs.items()}
    wanted = [edit for place, row in enumerate(rows, start=1) for edit in _copies(row, slugs[row.pk], place)]
    wanted += _lost(request, page, model_admin)
    outcome = edits.save_all(request, wanted, gettext("Kopio"))
    if not outcome.is_saved:
        return _shown(request, replace(page, outcome=outcome))
    messages.success(request, outcome.told)
    return HttpResponseRedirect(change_page(model_admin.model, outcome.rows[0].pk)) if len(rows) == 1 else None


WITH_PAGES: Final = {each.__name__: each for each in (set_dates, retire, use_again, arrange, duplicate)}


def actions_of(model: type[Row]) -> list[Any]:
    """What can be done to chosen rows of the model. Deleting is last: nobody should meet it by chance."""
    names = {field.name for field in model._meta.concrete_fields}
    dated = [set_dates] if "review_by" in names else []
    addressed = [retire, use_again] if "retired" in names else []
    return [*dated, *addressed, arrange, duplicate, DELETE]


def shown_again(model_admin: Any, request: HttpRequest, written: QueryDict) -> HttpResponse | None:
    """The page whose form was sent when the session had ended, filled as it was. It saves nothing."""
    fields = written.copy()
    fields.pop(SAVES, None)
    request.POST = QueryDict(fields.urlencode())
    name = request.POST.get("action", "")
    action = WITH_PAGES.get(name) if name in model_admin.get_actions(request) else None
    keys = map(whole, request.POST.getlist(ACTION_CHECKBOX_NAME))
    rows = model_admin.get_queryset(request).filter(pk__in=set(keys))
    return action(model_admin, request, rows) if action else None


def _saved(
    request: HttpRequest, page: BatchPage, values: Mapping[int, Mapping[str, Any]], model_admin: Any
) -> HttpResponse | None:
    """The page; its button saves, in the versions that it showed. When a row is refused, the page with the reason."""
    if SAVES not in request.POST:
        return _shown(request, page)
    versions = edits.sent_versions(request)
    wanted = [
        RowEdit(model_admin.model, row.pk, versions.get(row.pk, 0), values[row.pk], row.name) for row in page.rows
    ]
    outcome = edits.save_all(request, [*wanted, *_lost(request, page, model_admin)], str(page.title))
    if not outcome.is_saved:
        return _shown(request, replace(page, outcome=outcome))
    messages.success(request, outcome.told)
    return None


def _lost(request: HttpRequest, page: BatchPage, model_admin: Any) -> list[RowEdit]:
    """The rows that the page showed and the list has no more, deleted or out of its filter: each is to be refused."""
    lost = edits.sent_versions(request).keys() - {row.pk for row in page.rows}
    entries = LogEntry.objects.filter(content_type=get_content_type_for_model(model_admin.model))
    called = dict(entries.filter(object_id__in=lost).order_by("pk").values_list("object_id", "object_repr"))
    return [RowEdit(model_admin.model, key, 0, {}, called.get(str(key), str(key))) for key in sorted(lost)]


def _shown(request: HttpRequest, page: BatchPage) -> HttpResponse:
    return page_response(request, "rows/batch", page.title, page)


def _chosen(rows: Any) -> tuple[ChosenRow, ...]:
    return tuple(ChosenRow(row.pk, row.version, str(row), change_page(type(row), row.pk)) for row in rows)


def _moved(order: list[int], text: str, step: int) -> list[int]:
    key = whole(text)
    if key not in order:
        return order
    place = order.index(key)
    rest = [each for each in order if each != key]
    rest.insert(max(0, place + step), key)
    return rest


def _places(orders: Iterable[int]) -> list[int]:
    """The places that the rows have among them, each greater than the one before."""
    found: list[int] = []
    for place in sorted(orders):
        found.append(max(place, found[-1] + 1) if found else place)
    return found


def _copies(row: Row, slug: str, place: int) -> Iterator[RowEdit]:
    model, fields = type(row), row.stored() or {}
    last = model._default_manager.aggregate(last=Max("order"))["last"] or 0
    own = {"slug": slug, "order": last + 10 * place, **_named(row, fields), **_unconfirmed(row)}
    if "old_slugs" in fields:
        own |= {"old_slugs": "", "retired": False}
    yield RowEdit(model, None, 0, {**_without_number(fields), **own}, str(row))
    if isinstance(row, Task | Mandate):
        for condition in row.conditions.all():
            values = {**_without_number(condition.stored() or {}), "slug": "", str(model._meta.model_name): [slug]}
            yield RowEdit(Condition, None, 0, values, str(condition))


def _named(row: Row, fields: Mapping[str, Any]) -> dict[str, str]:
    if row.label_field == "slug":
        return {}
    return {row.label_field: gettext(COPY) % {"name": fields[row.label_field][:LONGEST_NAME]}}


def _unconfirmed(row: Row) -> dict[str, Any]:
    """A name in Suomi.fi is of one mandate: the copy has none."""
    values: dict[str, Any] = {"name": "", "name_state": NameState.UNCONFIRMED.value, "name_source": None}
    names = LANGUAGES if isinstance(row, Mandate) else ()
    return {f"{name}_{language}": value for language in names for name, value in values.items()}


def _without_number(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "number"}
