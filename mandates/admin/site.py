"""The editors' site: every page of theirs, with its address."""

from __future__ import annotations

from functools import wraps
from typing import Any, Final

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from mandates import models
from mandates.admin import (
    coverage,
    effect,
    feedback,
    front_page,
    links,
    preview,
    publications,
    publish_page,
    rows,
    session,
    timing_page,
    worklists,
)
from mandates.rules.texts import LANGUAGE_TABLE

REGISTERED: Final[dict[type[Any], type[ModelAdmin[Any]]]] = {
    models.Source: rows.SourceAdmin,
    models.ServiceGroup: rows.ServiceGroupAdmin,
    models.Service: rows.ServiceAdmin,
    models.OrganisationType: rows.OrganisationTypeAdmin,
    models.Task: rows.TaskAdmin,
    models.Prerequisite: rows.PrerequisiteAdmin,
    models.Mandate: rows.MandateAdmin,
    models.LookAlike: rows.LookAlikeAdmin,
    models.Condition: rows.ConditionAdmin,
    models.Instruction: rows.InstructionAdmin,
    models.InfoSection: rows.InfoSectionAdmin,
    models.ExpectedCase: rows.ExpectedCaseAdmin,
    models.Fact: rows.FactAdmin,
    models.Publication: publications.PublicationAdmin,
    models.Feedback: feedback.FeedbackAdmin,
    models.OutcomeCount: feedback.UsageAdmin,
    models.LinkCheck: links.LinkCheckAdmin,
}


class EditorsSite(AdminSite):
    """Django's admin with pages of our own. settings.py names it through `mandates.apps.EditorsConfig`."""

    site_header = _("Asiointivaltuusneuvojan ylläpito")
    site_title = _("Asiointivaltuusneuvojan ylläpito")
    index_title = _("Sisältö ja julkaisut")
    index_template = "admin/mandates/front_page.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        for model, its_admin in REGISTERED.items():
            self.register(model, its_admin)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Our own pages first: Django's end in one that takes every address."""
        view = self.admin_view
        publication = "mandates/publication/"
        return [
            path("kieli/", set_language, name="language"),
            path("istunto/", view(session.session), name="session"),
            path("istunto.json", session.session_state, name="session_state"),
            path("esikatselu/", view(preview.preview), name="preview_start"),
            path("esikatselu/<path:path>", view(preview.preview), name="preview"),
            path("lahde/", view(coverage.coverage), name="coverage"),
            path("mandates/mandate/vahvistamattomat/", view(worklists.unconfirmed_names), name="unconfirmed_names"),
            path("mandates/mandate/tarkistettavat/", view(worklists.reviews), name="reviews"),
            path("mandates/outcomecount/", view(feedback.usage), name="mandates_outcomecount_changelist"),
            path(f"{publication}add/", view(publish_page.publish), name="mandates_publication_add"),
            path(f"{publication}<int:pk>/uudestaan/", view(publish_page.again), name="mandates_publication_again"),
            path(f"{publication}<int:pk>/aika/", view(timing_page.timing), name="mandates_publication_timing"),
            path(f"{publication}<int:pk>/sisalto.json", view(publications.body), name="mandates_publication_body"),
            path(f"{publication}vertaa/", view(effect.compare), name="mandates_publication_compare"),
            path(f"{publication}vaikutus.txt", view(effect.impact_file), name="mandates_publication_impact"),
            *super().get_urls(),
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        languages = [language for language in LANGUAGE_TABLE if language.for_editors]
        return {**super().each_context(request), "editors_languages": languages}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's, which sends who is not signed in to sign in. A form that was sent then is not lost."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and not self.has_permission(request):
                session.keep(request)
            return guarded(request, *args, **kwargs)

        return keeping

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Django's front page; for those who may read the rows it begins with the state of the draft."""
        page = front_page.front_page() if request.user.has_perm("mandates.view_mandate") else None
        return super().index(request, {**(extra_context or {}), "page": page})
