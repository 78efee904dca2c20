"""Who changed what and when: the log of everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mandates.admin.draft import entries
from mandates.admin.draft.entries import FLAGS, EntryView
from mandates.admin.frame.days import DayInput
from mandates.admin.frame.pages import editors_page

AT_ONCE: Final = 50
DAY: Final = timedelta(days=1)
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(3000, 1, 1)


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
    return LogPage(form, tuple(entries.views(request, page.object_list)), pages.count, page, query.urlencode())


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
