"""The editors' pages for publications: adding one is publishing, and nothing else can be done to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from mandates import content, publishing
from mandates.forms import PublishForm
from mandates.integrity import Problem, Severity
from mandates.models import Condition, Publication, Row

if TYPE_CHECKING:
    PublicationAdminBase = admin.ModelAdmin[Publication]
else:
    PublicationAdminBase = admin.ModelAdmin


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem in the words that the admin's pages use, and the page on which to mend it."""

    text: str
    url: str


class PublicationAdmin(PublicationAdminBase):
    list_display = ("number", "published_at", "editor", "note", "digest")
    search_fields = ("note", "editor")
    actions = None
    fields = ("number", "published_at", "editor", "note", "sha256", "parent", "format", "download")
    readonly_fields = fields

    def has_change_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).defer("body")

    @admin.display(description="tiiviste", ordering="sha256")
    def digest(self, publication: Publication) -> str:
        return publication.sha256[:12]

    @admin.display(description="sisältö")
    def download(self, publication: Publication) -> str:
        url = reverse("admin:mandates_publication_body", args=(publication.pk,))
        return format_html('<a href="{}">Lataa JSON-tiedostona</a>', url)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.body_view)
        return [path("<int:pk>/sisalto.json", view, name="mandates_publication_body"), *super().get_urls()]

    def body_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        publication = get_object_or_404(Publication, pk=pk)
        if not self.has_view_permission(request, publication):
            raise PermissionDenied
        disposition = f'attachment; filename="julkaisu-{publication.number}.json"'
        headers = {"Content-Disposition": disposition}
        return HttpResponse(publication.body, content_type="application/json", headers=headers)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PublishForm(request.POST or None)
        if form.is_valid():
            try:
                published = self._publish(request, form.cleaned_data["note"])
            except publishing.PublishRefusedError as refused:
                return self._page(request, form, refused.problems)
            text = f"{published} on julkaistu. Kävijät näkevät sen minuutin kuluessa."
            self.message_user(request, text, messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:mandates_publication_changelist"))
        return self._page(request, form)

    def _publish(self, request: HttpRequest, note: str) -> Publication:
        with transaction.atomic():
            published = publishing.publish(request.user.get_username(), note)
            self.log_addition(request, published, [{"added": {}}])
        return published

    def _page(self, request: HttpRequest, form: PublishForm, refusals: Iterable[str] = ()) -> HttpResponse:
        draft = publishing.draft()
        if refusals:
            others = [sentence for sentence in refusals if sentence not in draft.refusals]
            form.add_error(None, others or ["Korjaa alla luetellut virheet."])
        told = {severity: _told(draft.problems, severity) for severity in Severity}
        context = {
            **self.admin_site.each_context(request),
            "title": "Julkaise luonnos",
            "opts": self.opts,
            "form": form,
            "newest": draft.newest,
            "others": draft.others,
            "errors": told[Severity.ERROR],
            "warnings": told[Severity.WARNING],
            "can_publish": not draft.refusals,
        }
        return TemplateResponse(request, "admin/mandates/publication/publish.html", context)


def _told(problems: Iterable[Problem], severity: Severity) -> list[ToldProblem]:
    wanted = [problem for problem in problems if problem.severity is severity]
    rows = {name: _rows(name, wanted) for name in {problem.model for problem in wanted}}
    return [_tell(problem, rows[problem.model].get(problem.slug)) for problem in wanted]


def _rows(name: str, problems: Iterable[Problem]) -> dict[str, Row]:
    model = _model(name)
    slugs = {problem.slug for problem in problems if problem.model == name}
    rows: QuerySet[Any] = model.objects.filter(slug__in=slugs)
    return {row.slug: row for row in (rows.select_related("task", "mandate") if model is Condition else rows)}


def _tell(problem: Problem, row: Row | None) -> ToldProblem:
    model = _model(problem.model)
    kind = capfirst(model._meta.verbose_name)
    text = f"{kind} ”{row or problem.slug}”, {_label(model, problem.field)}: {problem.message}"
    url = reverse(f"admin:mandates_{problem.model}_change", args=(row.pk,)) if row else ""
    return ToldProblem(text, url)


def _model(name: str) -> type[Row]:
    return next(model for model in content.MODELS if model._meta.model_name == name)


def _label(model: type[Row], name: str) -> str:
    """The field's Finnish name; for what other rows say of this one, theirs."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if field.auto_created and field.related_model:
        return str(field.related_model._meta.verbose_name_plural)
    return str(getattr(field, "verbose_name", name))
