"""The editors' pages for publications: adding one is publishing, and nothing else can be done to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, IntegerField, QuerySet, Value
from django.db.models.functions import Length, Replace
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates import content, impact, importing, publishing
from mandates.admin import publish_page
from mandates.admin.forms import CompareForm, PublishAgainForm, PublishForm
from mandates.admin.versions import resent
from mandates.models import Publication
from mandates.publishing import PublishRefusedError

if TYPE_CHECKING:
    PublicationAdminBase = admin.ModelAdmin[Publication]
else:
    PublicationAdminBase = admin.ModelAdmin

COUNTED: Final = {"types": "organisationtype", "tasks": "task", "mandates": "mandate", "conditions": "condition"}
CHANGED: Final = gettext_noop("Vastaus muuttuu %(changed)s tilanteessa, kun niitä on %(situations)s.")
COUNTS: Final = gettext_noop(
    "organisaatioita %(types)s, tehtäviä %(tasks)s, valtuuksia %(mandates)s, ehtoja %(conditions)s"
)
SEEN_ANOTHER: Final = gettext_noop(
    "Joku muu julkaisi, kun luit sivua: %(publication)s (%(editor)s, %(note)s). Lue muutokset uudestaan."
)


class PublicationAdmin(PublicationAdminBase):
    list_display = ("number", "state", "published", "live", "editor", "note", "digest", "counts")
    list_per_page = 50
    search_fields = ("note", "editor")
    actions = None
    fields = (
        "number",
        "state",
        "counts",
        "published_at",
        "live_from",
        "editor",
        "note",
        "sha256",
        "whole",
        "parent",
        "format",
        "download",
    )
    readonly_fields = fields

    def has_change_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        """Without the bodies; their rows are counted in the database."""
        counts = {f"{name}_count": _count(model) for name, model in COUNTED.items()}
        live = Publication.objects.live(timezone.now()).values_list("pk", flat=True).first()
        rows = super().get_queryset(request).defer("body").select_related(None)
        return rows.annotate(**counts, live_pk=Value(live, output_field=IntegerField(null=True)))

    @admin.display(description=_("tila"))
    def state(self, publication: Publication) -> str:
        if publication.pk == getattr(publication, "live_pk", None):
            return gettext("näkyy nyt")
        return gettext("ajastettu") if publication.live_from > timezone.now() else gettext("vanhempi")

    @admin.display(description=_("tiiviste"), ordering="sha256")
    def digest(self, publication: Publication) -> str:
        return publication.sha256[:12]

    @admin.display(description=_("julkaistu"), ordering="published_at")
    def published(self, publication: Publication) -> str:
        return _time(publication.published_at)

    @admin.display(description=_("näkyy alkaen"), ordering="live_from")
    def live(self, publication: Publication) -> str:
        return _time(publication.live_from)

    @admin.display(description=_("sisältö"))
    def counts(self, publication: Publication) -> str:
        found = {name: getattr(publication, f"{name}_count") for name in COUNTED}
        return gettext(COUNTS) % found

    @admin.display(description=_("eheys"))
    def whole(self, publication: Publication) -> str:
        try:
            publishing.compiled(publication)
        except publishing.UNREADABLE:
            return publishing.damaged(publication)
        return gettext("Sisältö vastaa tiivistettä.")

    @admin.display(description=_("tiedosto"))
    def download(self, publication: Publication) -> str:
        url = reverse("admin:mandates_publication_body", args=(publication.pk,))
        return format_html('<a href="{}">{}</a>', url, gettext("Lataa JSON-tiedostona"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/sisalto.json", view(self.body_view), name="mandates_publication_body"),
            path("<int:pk>/uudestaan/", view(self.again_view), name="mandates_publication_again"),
            path("vertaa/", view(self.compare_view), name="mandates_publication_compare"),
            path("vaikutus.txt", view(self.impact_view), name="mandates_publication_impact"),
            *super().get_urls(),
        ]

    def body_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._permit(request)
        publication = get_object_or_404(Publication, pk=pk)
        disposition = f'attachment; filename="julkaisu-{publication.number}.json"'
        headers = {"Content-Disposition": disposition}
        return HttpResponse(publication.body, content_type="application/json", headers=headers)

    def impact_view(self, request: HttpRequest) -> HttpResponse:
        """The whole impact of the draft as a text file."""
        self._permit(request)
        draft = publishing.draft()
        found = draft.impact()
        lines: list[str] = []
        if found is not None and draft.ruleset is not None:
            counts = {"changed": found.changed, "situations": found.situations}
            lines.append(gettext(CHANGED) % counts)
            lines += impact.sentences(found, draft.before, draft.ruleset, gettext)
            lines += impact.row_sentences(found, gettext)
        lines = lines or [gettext("Vaikutusta ei voi laskea.")]
        headers = {"Content-Disposition": 'attachment; filename="vaikutus.txt"'}
        return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8", headers=headers)

    def compare_view(self, request: HttpRequest) -> HttpResponse:
        """The differences between any two publications."""
        self._permit(request)
        form = CompareForm(request.GET or None)
        context: dict[str, Any] = {"title": gettext("Vertaa julkaisuja"), "form": form}
        if form.is_valid():
            chosen = (form.cleaned_data["vanha"], form.cleaned_data["uusi"])
            context |= {"older": chosen[0], "newer": chosen[1], **_differences(*chosen)}
        return self._page(request, "compare", context)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        draft = publishing.draft()
        shown = publish_page.checklist(draft)
        form = PublishForm(
            request.POST if request.method == "POST" else None,
            initial={"seen": shown.seen},
            changed=shown.effect.confirm if shown.effect else None,
        )
        seen = request.POST.get("seen", "")
        if form.is_valid() and seen == shown.seen:
            try:
                return self._published(request, self._publish(request, form.cleaned_data))
            except PublishRefusedError as refused:
                draft = publishing.draft()
                shown = publish_page.checklist(draft)
                if seen == shown.seen:
                    _refuse(form, refused, draft.refusals)
        if form.is_bound and seen != shown.seen:
            form.add_error(None, _overtaken(seen, draft.newest))
        _show_again(form, shown.seen)
        return self._page(request, "publish", {"title": gettext("Julkaise luonnos"), "form": form, "shown": shown})

    def _publish(self, request: HttpRequest, chosen: dict[str, Any]) -> Publication:
        with transaction.atomic():
            published = publishing.publish(_who(request), chosen["note"], chosen["live_from"], seen=chosen["seen"])
            self.log_addition(request, published, [{"added": {}}])
        return published

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish an older publication again, and set the draft back to it if that is ticked."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        older, newest = get_object_or_404(Publication, pk=pk), Publication.objects.first()
        context = {
            "title": gettext("%(publication)s uudestaan") % {"publication": older},
            "older": older,
            "newer": newest,
        }
        context |= _differences(newest, older) if newest and newest != older else {}
        effect = context.get("effect")
        seen = str(newest.number) if newest else ""
        form = PublishAgainForm(
            request.POST if request.method == "POST" else None,
            initial={"seen": seen},
            changed=effect.confirm if isinstance(effect, publish_page.Effect) else None,
        )
        if not _may_restore(request):
            del form.fields["restore"]
        if form.is_valid() and form.cleaned_data["seen"] == seen:
            try:
                return self._published(request, self._publish_again(request, older, form.cleaned_data))
            except PublishRefusedError as refused:
                _refuse(form, refused)
            except importing.ImportRefusedError as refused:
                form.add_error(
                    None, [gettext("Luonnosta ei voi palauttaa, joten mitään ei julkaistu."), *refused.problems]
                )
        elif form.is_bound and newest and form.data.get("seen") != seen:
            form.add_error(None, _seen_another(newest))
        _show_again(form, seen)
        return self._page(request, "again", {**context, "form": form})

    def _publish_again(self, request: HttpRequest, older: Publication, chosen: dict[str, Any]) -> Publication:
        with transaction.atomic():
            published = publishing.publish_again(
                older.number, _who(request), chosen["note"], chosen["live_from"], seen=int(chosen["seen"])
            )
            self.log_addition(
                request, published, gettext("Sama sisältö kuin julkaisussa %(number)s.") % {"number": older.number}
            )
            if chosen.get("restore"):
                publishing.restore_draft(older, request.user.pk)
        return published

    def _published(self, request: HttpRequest, published: Publication) -> HttpResponse:
        text = gettext("%(publication)s on julkaistu. Kävijät näkevät sen minuutin kuluessa.")
        if published.live_from > timezone.now():
            text = gettext("%(publication)s on ajastettu. Kävijät näkevät sen %(time)s alkaen.")
        told = text % {"publication": published, "time": _time(published.live_from)}
        self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:mandates_publication_changelist"))

    def _permit(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/mandates/publication/{name}.html", whole)


def _count(model: str) -> Any:
    """How many rows of the model a body has: no text of a row can hold the quoted name."""
    needle = f'"model": "mandates.{model}"'
    return (Length("body") - Length(Replace(F("body"), Value(needle), Value("")))) / Value(len(needle))


def _differences(older: Publication, newer: Publication) -> dict[str, Any]:
    """The effect of one publication in place of another, or why it cannot be told."""
    rulesets = []
    for publication in (older, newer):
        try:
            rulesets.append(publishing.compiled(publication))
        except publishing.UNREADABLE:
            return {"damage": publishing.damaged(publication)}
    before, after = rulesets
    return {"effect": publish_page.effect(impact.changes(before, after), before, after)}


def _overtaken(seen: str, newest: Publication | None) -> str:
    """Why what was read is no longer what would be published."""
    number = seen.split(":", 1)[0]
    if newest and number != str(newest.number):
        return _seen_another(newest)
    return gettext(publishing.CHANGED)


def _seen_another(newest: Publication) -> str:
    return gettext(SEEN_ANOTHER) % {"publication": newest, "editor": newest.editor, "note": newest.note}


def _refuse(form: PublishForm, refused: PublishRefusedError, listed: list[str] | tuple[str, ...] = ()) -> None:
    others = [sentence for sentence in refused.problems if sentence not in listed]
    form.add_error(None, others or [gettext("Korjaa alla luetellut virheet.")])


def _show_again(form: PublishForm, seen: str) -> None:
    """The page now shows this; a number typed for what it showed before does not confirm it."""
    if form.is_bound and form.data.get("seen") != seen:
        form.data = resent(form.data, {"seen": seen, "confirmed": None})


def _may_restore(request: HttpRequest) -> bool:
    return all(request.user.has_perm(permission) for permission in _row_permissions())


def _row_permissions() -> Iterator[str]:
    for model in content.MODELS:
        yield from (f"mandates.{action}_{model._meta.model_name}" for action in ("add", "change", "delete"))


def _who(request: HttpRequest) -> str:
    return request.user.get_username()


def _time(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return gettext("%(day)s klo %(time)s") % {"day": f"{local:%-d.%-m.%Y}", "time": f"{local:%-H.%M}"}
