"""The editors' pages for publications: nothing can be done to those that there are."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.contrib import admin
from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.lists import ListAdmin
from mandates.admin.frame.pages import ReadOnlyAdmin, permitted
from mandates.models import Publication, RowCounts, Timing
from mandates.publishing import clock, listing, stored
from mandates.publishing.clock import day_and_time

COUNTS: Final = gettext_noop(
    "organisaatioita %(types)s, tehtäviä %(tasks)s, valtuuksia %(mandates)s, ehtoja %(conditions)s"
)


class PublicationAdmin(ReadOnlyAdmin):
    """Publications as a list and one by one. Adding one is the page of publish_page.py."""

    list_display = ("number", "state", "published", "live", "editor", "note", "digest", "counts")
    list_per_page = 50
    search_fields = ("note", "editor")
    actions = None
    fields = (
        "number",
        "state",
        "counts",
        "published_at",
        "live",
        "decisions",
        "editor",
        "note",
        "sha256",
        "whole",
        "parent",
        "format",
        "download",
    )
    readonly_fields = fields
    has_add_permission = ListAdmin.has_add_permission

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        """Without the bodies: their rows were counted when they were made."""
        now = clock.now()
        live = Publication.objects.live(now).values_list("pk", flat=True).first()
        last = Timing.objects.filter(publication=OuterRef("pk")).order_by("-step")
        rows: QuerySet[Publication] = super().get_queryset(request).defer("body").select_related("row_counts")
        return rows.annotate(
            successor=Subquery(last.values("replaced_by__number")[:1]),
            waits=Q(seen_from__gt=now),
            compares_with_parent=Q(parent__isnull=False, pruned__isnull=True, parent__pruned__isnull=True),
            live_pk=Value(live, output_field=IntegerField(null=True)),
        )

    @admin.display(description=_("tila"))
    def state(self, publication: Publication) -> str:
        row: Any = publication
        return listing.state(row, is_live=row.pk == row.live_pk, waits=bool(row.waits), successor=row.successor)

    @admin.display(description=_("tiiviste"), ordering="sha256")
    def digest(self, publication: Publication) -> str:
        return publication.sha256[:12]

    @admin.display(description=_("julkaistu"), ordering="published_at")
    def published(self, publication: Publication) -> str:
        return day_and_time(publication.published_at)

    @admin.display(description=_("näkyy alkaen"), ordering="seen_from")
    def live(self, publication: Publication) -> str:
        return day_and_time(publication.seen_from) if publication.seen_from else gettext("ei koskaan")

    @admin.display(description=_("ajan muutokset"))
    def decisions(self, publication: Publication) -> str:
        """Who decided what of its time, and when."""
        found = [_decision(each) for each in publication.timings.select_related("replaced_by")]
        return "\n".join(found) or gettext("ei ole")

    @admin.display(description=_("sisältö"))
    def counts(self, publication: Publication) -> str:
        """An earlier release, which may run beside this one, counts no rows of what it publishes."""
        counts = getattr(publication, "row_counts", None)
        found = {name: getattr(counts, name) for name in RowCounts.COUNTED} if counts else None
        return gettext(COUNTS) % (found or RowCounts.of(publication.body))

    @admin.display(description=_("eheys"))
    def whole(self, publication: Publication) -> str:
        try:
            stored.compiled(publication)
        except stored.UNREADABLE:
            return stored.damaged(publication)
        return gettext("Sisältö vastaa tiivistettä.")

    @admin.display(description=_("tiedosto"))
    def download(self, publication: Publication) -> str:
        if publication.is_pruned:
            return gettext("ei ole")
        url = reverse("admin:mandates_publication_body", args=(publication.pk,))
        return format_html('<a href="{}">{}</a>', url, gettext("Lataa JSON-tiedostona"))


@permitted("mandates.view_publication")
def body(request: HttpRequest, pk: int) -> HttpResponse:
    publication = get_object_or_404(Publication, pk=pk)
    if publication.is_pruned:
        told = stored.damaged(publication)
        return HttpResponse(told, content_type="text/plain; charset=utf-8", status=HTTPStatus.GONE)
    disposition = f'attachment; filename="julkaisu-{publication.number}.json"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(publication.body, content_type="application/json", headers=headers)


def _decision(timing: Timing) -> str:
    if timing.live_from:
        said = gettext("uusi aika %(time)s") % {"time": day_and_time(timing.live_from)}
    elif timing.replaced_by:
        said = gettext("korvattu julkaisulla %(number)s") % {"number": timing.replaced_by.number}
    else:
        said = gettext("peruttu")
    return f"{day_and_time(timing.decided_at)}, {timing.editor}: {said}"
