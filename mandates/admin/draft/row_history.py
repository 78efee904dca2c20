"""Who changed what and when: the history of a row, the log of everything, and bringing back what was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from mandates.admin.frame import shown
from mandates.admin.frame.days import DayInput
from mandates.admin.frame.pages import change_page, editors_page, kind
from mandates.admin.frame.problems import linked
from mandates.admin.saving import edits
from mandates.admin.saving.edits import RowEdit
from mandates.content import documents, wording
from mandates.content.finding import Piece
from mandates.models import Row, RowChange
from mandates.publishing.clock import day_and_time

AT_ONCE: Final = 50
DAY: Final = timedelta(days=1)
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(3000, 1, 1)
FLAGS: Final = ((1, _("Lisätty")), (2, _("Muutettu")), (3, _("Poistettu")))
RESTORED: Final = gettext_noop("Palautettu sellaiseksi kuin ennen muutosta %(time)s.")
DONE: Final = gettext_noop("Palautettu: %(row)s. Mitään ei ole vielä julkaistu.")
NOT_DONE: Final = gettext_noop("Mitään ei palautettu. %(reason)s")


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field before and after; `can_go_back` when what it was can be put back by itself."""

    name: str
    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the log. `version` is the row's now, None when it is gone; `back` says what can be brought back."""

    pk: int
    at: str
    who: str
    action: str
    kind: str
    name: str
    url: str
    message: str
    fields: tuple[FieldDifference, ...]
    version: int | None
    back: bool


class LogForm(forms.Form):
    """What the log is narrowed by."""

    kuka = forms.ModelChoiceField(get_user_model().objects.none(), label=_("Kuka"), required=False)
    lista = forms.ChoiceField(label=_("Mikä"), required=False)
    teko = forms.TypedChoiceField(
        label=_("Mitä tapahtui"), required=False, coerce=int, empty_value=None, choices=[("", _("Kaikki")), *FLAGS]
    )
    nimi = forms.CharField(label=_("Rivin nimessä"), required=False, max_length=200)
    alkaen = forms.DateField(label=_("Alkaen"), required=False, widget=DayInput)
    asti = forms.DateField(label=_("Asti"), required=False, widget=DayInput)

    def __init__(self, *args: Any, kinds: Iterable[ContentType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        users: Any = self.fields["kuka"]
        users.queryset = get_user_model().objects.filter(logentry__isnull=False).distinct().order_by("username")
        lists: Any = self.fields["lista"]
        lists.choices = [("", _("Kaikki")), *sorted(map(_named, kinds), key=itemgetter(1))]

    def narrowed(self, entries: Any) -> Any:
        data: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        wanted = {"user": data.get("kuka"), "content_type": data.get("lista"), "action_flag": data.get("teko")}
        entries = entries.filter(**{name: value for name, value in wanted.items() if value})
        if data.get("nimi"):
            entries = entries.filter(object_repr__icontains=data["nimi"])
        if data.get("alkaen"):
            entries = entries.filter(action_time__gte=_midnight(data["alkaen"]))
        return (
            entries.filter(action_time__lt=_midnight(data["asti"] + DAY if data["asti"] < LATEST else LATEST))
            if data.get("asti")
            else entries
        )


@dataclass(frozen=True, slots=True)
class LogPage:
    form: LogForm
    entries: tuple[EntryView, ...]
    count: int
    page: Page[LogEntry]
    query: str


@editors_page(_("Muutosloki"), "mandates.view_mandate")
def log(request: HttpRequest) -> LogPage:
    """Everything that was done to what this editor may see, the newest first."""
    kinds = [each for each in ContentType.objects.all() if _may_see(request, each)]
    form = LogForm(request.GET or None, kinds=kinds)
    found = LogEntry.objects.filter(content_type__in=kinds).select_related("user", "content_type", "row_change")
    pages = Paginator(form.narrowed(found.order_by("-action_time", "-pk")), AT_ONCE)
    page = pages.get_page(request.GET.get("sivu"))
    query = request.GET.copy()
    query.pop("sivu", None)
    return LogPage(form, tuple(views(request, page.object_list)), pages.count, page, query.urlencode())


def views(request: HttpRequest, entries: Iterable[LogEntry]) -> Iterator[EntryView]:
    """The entries in words, with the texts where they are kept."""
    for entry in entries:
        model: Any = entry.content_type.model_class() if entry.content_type else None
        is_row = isinstance(model, type) and issubclass(model, Row)
        row = model.objects.filter(pk=entry.object_id).first() if is_row else None
        change = getattr(entry, "row_change", None)
        action = "add" if entry.action_flag == DELETION else "change"
        may = is_row and edits.may(request, model, action) and change is not None and change.before is not None
        there = row is not None if entry.action_flag == CHANGE else row is None
        yield EntryView(
            pk=entry.pk,
            at=day_and_time(entry.action_time),
            who=entry.user.get_full_name() or entry.user.get_username(),
            action=str(dict(FLAGS).get(entry.action_flag, "")),
            kind=kind(model) if model else "",
            name=entry.object_repr,
            url=change_page(model, row.pk) if row else "",
            message=entry.get_change_message() if entry.action_flag != DELETION else "",
            fields=tuple(_differences(model, change)) if is_row and change else (),
            version=row.version if row else None,
            back=bool(may and there),
        )


def _differences(model: type[Row], change: RowChange) -> Iterator[FieldDifference]:
    before, after = change.before or {}, change.after or {}
    for field in shown.fields_of(model):
        was, now = (
            shown.in_words(field, values[field.name], shown.name_in_draft) if field.name in values else ""
            for values in (before, after)
        )
        if was != now:
            yield FieldDifference(field.name, capfirst(str(field.verbose_name)), *wording.difference(was, now))


@require_POST
@editors_page(_("Palauta"), "mandates.view_mandate")
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a field, or the whole row, back to what it was before a change; a deleted row comes back as it was."""
    if not any(edits.may(request, model, "change") for model in documents.MODELS):
        raise PermissionDenied
    change = get_object_or_404(RowChange.objects.select_related("entry__content_type"), entry=pk, before__isnull=False)
    edit = _edit_back(change, request.POST.get("kentta", ""), request.POST.get("version", ""))
    outcome = edits.save_all(request, [edit], gettext(RESTORED) % {"time": day_and_time(change.entry.action_time)})
    if not outcome.is_saved:
        reason = outcome.problem or " ".join(str(each) for each in outcome.refused)
        messages.error(request, gettext(NOT_DONE) % {"reason": reason})
    for row in outcome.rows:
        messages.success(request, linked(change_page(type(row), row.pk), gettext(DONE) % {"row": row}))
    key = outcome.rows[0].pk if outcome.rows else edit.pk
    if key is None:
        return HttpResponseRedirect(reverse("admin:log"))
    return HttpResponseRedirect(reverse(f"admin:mandates_{edit.model._meta.model_name}_history", args=(key,)))


def _edit_back(change: RowChange, name: str, version: str) -> RowEdit:
    """What brings it back. A row's number is its own for ever: only a row that is gone is given it anew."""
    model: Any = change.entry.content_type.model_class()  # type: ignore[union-attr]  # a row's entry has its model
    known = {field.name for field in shown.fields_of(model)}
    before: dict[str, Any] = change.before or {}
    values = {key: value for key, value in before.items() if key in known}
    if change.entry.action_flag == DELETION:
        return RowEdit(model, None, 0, values, change.entry.object_repr)
    values.pop("number", None)
    chosen = {name: values[name]} if name in values else {} if name else values
    key = int(change.entry.object_id or 0)
    return RowEdit(model, key, edits.whole(version), chosen, change.entry.object_repr)


def _named(each: ContentType) -> tuple[str, str]:
    model = each.model_class()
    return str(each.pk), capfirst(str(model._meta.verbose_name_plural)) if model else each.name


def _may_see(request: HttpRequest, each: ContentType) -> bool:
    """What has a page here, and may be seen there."""
    model = each.model_class()
    there = model is not None and admin.site.is_registered(model)
    return there and request.user.has_perm(f"{each.app_label}.view_{each.model}")


def _midnight(day: date) -> datetime:
    """The ends of the calendar are no days of the log: beyond them there is no time to compare with."""
    return timezone.make_aware(datetime.combine(min(max(day, EARLIEST), LATEST), time.min))
