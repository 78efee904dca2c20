"""The editors' site: every page of theirs, with its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.i18n import set_language

from mandates import models
from mandates.admin import front_page, guide, menu
from mandates.admin.draft import draft_file, log, restoring, searching, spreadsheets
from mandates.admin.frame.lists import DELETE
from mandates.admin.people import account, session
from mandates.admin.preview import preview, preview_links
from mandates.admin.publishing import comparing, publications, publish_page, reviews, timing_page
from mandates.admin.publishing.bringing_back import bring_back
from mandates.admin.rows import kinds
from mandates.admin.rows.case_admin import ExpectedCaseAdmin
from mandates.admin.worklists import coverage, feedback, links, notes, pasted_names, to_review, unconfirmed
from mandates.door import passwords, record, sessions
from mandates.door.form import SignInView
from mandates.door.new_passwords import OwnPasswordView
from mandates.rules.texts import LANGUAGE_TABLE

REGISTERED: Final[dict[type[Any], type[ModelAdmin[Any]]]] = {
    models.Source: kinds.SourceAdmin,
    models.ServiceGroup: kinds.ServiceGroupAdmin,
    models.Service: kinds.ServiceAdmin,
    models.Sector: kinds.SectorAdmin,
    models.OrganisationType: kinds.OrganisationTypeAdmin,
    models.Task: kinds.TaskAdmin,
    models.Prerequisite: kinds.PrerequisiteAdmin,
    models.Mandate: kinds.MandateAdmin,
    models.LookAlike: kinds.LookAlikeAdmin,
    models.Condition: kinds.ConditionAdmin,
    models.Instruction: kinds.InstructionAdmin,
    models.InfoSection: kinds.InfoSectionAdmin,
    models.Symptom: kinds.SymptomAdmin,
    models.Cause: kinds.CauseAdmin,
    models.ExpectedCase: ExpectedCaseAdmin,
    models.Fact: kinds.FactAdmin,
    models.Publication: publications.PublicationAdmin,
    models.Feedback: feedback.FeedbackAdmin,
    models.OutcomeCount: feedback.UsageAdmin,
    models.LinkCheck: links.LinkCheckAdmin,
}
OPEN_PAGES: Final = [
    path("kieli/", set_language, name="language"),
    path("istunto.json", session.session_state, name="session_state"),
    path("luonnos/<str:token>/", preview_links.shared_preview, name="shared_preview_start"),
    path("luonnos/<str:token>/<path:path>", preview_links.shared_preview, name="shared_preview"),
]
"""For whoever comes, signed in or not."""
PUBLICATION: Final = "mandates/publication/"
PAGES: Final[tuple[tuple[str, Callable[..., HttpResponse], str], ...]] = (
    ("istunto/", session.session, "session"),
    ("istunnot/", account.open_sessions, "sessions"),
    ("tunnistus/", account.second_factor_page, "second_factor"),
    ("esikatselu/", preview.preview, "preview_start"),
    ("esikatselu/<path:path>", preview.preview, "preview"),
    ("esikatselulinkit/", preview_links.preview_links, "preview_links"),
    ("tarkistus/", reviews.review_requests, "review_requests"),
    ("tarkistus/pyyda/", reviews.ask_review, "ask_review"),
    ("tarkistus/<int:pk>/", reviews.review, "review"),
    ("opas/", guide.guide, "guide"),
    ("opas/kuvat/<slug:name>.png", guide.guide_picture, "guide_picture"),
    ("huomautukset/", notes.notes, "notes"),
    ("lahde/", coverage.coverage, "coverage"),
    ("haku/", searching.search, "search"),
    ("taulukot/", spreadsheets.spreadsheets, "spreadsheets"),
    ("taulukot/lataa/", spreadsheets.exported, "spreadsheet_export"),
    ("luonnos/", draft_file.draft_file, "draft_file"),
    ("luonnos/luonnos.json", draft_file.draft_json, "draft_json"),
    ("loki/", log.log, "log"),
    ("loki/<int:pk>/palauta/", restoring.restore, "restore"),
    ("mandates/mandate/vahvistamattomat/", unconfirmed.unconfirmed_names, "unconfirmed_names"),
    ("mandates/mandate/liita-nimet/", pasted_names.paste_names, "paste_names"),
    ("mandates/mandate/tarkistettavat/", to_review.reviews, "reviews"),
    ("mandates/outcomecount/", feedback.usage, "mandates_outcomecount_changelist"),
    (f"{PUBLICATION}add/", publish_page.publish, "mandates_publication_add"),
    (f"{PUBLICATION}muutokset/", publish_page.draft_changes, "draft_changes"),
    (f"{PUBLICATION}<int:pk>/uudestaan/", publish_page.again, "mandates_publication_again"),
    (f"{PUBLICATION}<int:pk>/aika/", timing_page.timing, "mandates_publication_timing"),
    (f"{PUBLICATION}<int:pk>/sisalto.json", publications.body, "mandates_publication_body"),
    (f"{PUBLICATION}palauta/<slug:model>/<int:number>/", bring_back, "bring_back"),
    (f"{PUBLICATION}vertaa/", comparing.compare, "mandates_publication_compare"),
    (f"{PUBLICATION}vaikutus.txt", comparing.impact_file, "mandates_publication_impact"),
)
"""For who is signed in; each asks for its own permission."""
ALWAYS_OPEN: Final = ("admin:logout", "admin:jsi18n")


class EditorsSite(AdminSite):
    """Django's admin with pages of our own. settings.py names it through `mandates.apps.EditorsConfig`."""

    site_header = _("Asiointivaltuusneuvojan ylläpito")
    site_title = _("Asiointivaltuusneuvojan ylläpito")
    index_title = _("Sisältö ja julkaisut")
    index_template = "admin/front_page.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action(DELETE)
        for model, its_admin in REGISTERED.items():
            self.register(model, its_admin)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Our own pages first: Django's end in one that takes every address."""
        pages = [path(address, self.admin_view(page), name=name) for address, page, name in PAGES]
        return [*OPEN_PAGES, *pages, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        languages = [language for language in LANGUAGE_TABLE if language.for_editors]
        own = {"editors_languages": languages, "editor": session.signed_editor(request)}
        return {**super().each_context(request), **own}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """By work, in the menu and on the front page; one app's own page is Django's. The groups have an order of their
        own: Django's, by names that are translated at each comparison, would be made for nothing on every page.
        """
        if app_label:
            return super().get_app_list(request, app_label)
        return menu.grouped(request, self._build_app_dict(request).values())

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Django's front page; for those who may read the rows it begins with the state of the draft."""
        page = front_page.front_page(request) if request.user.has_perm("mandates.view_mandate") else None
        return super().index(request, {**(extra_context or {}), "page": page})

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's, which sends who is not signed in to sign in: a form that was sent then is not lost. Before any page
        comes the one that is owed: a password of one's own, the second factor.
        """

        @wraps(view)
        def after_what_is_owed(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            page, asked = account.owed(request), request.resolver_match
            if page and asked and asked.view_name not in (page, *ALWAYS_OPEN):
                return HttpResponseRedirect(reverse(page))
            return view(request, *args, **kwargs)

        guarded = super().admin_view(after_what_is_owed, cacheable)

        @wraps(guarded)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and not self.has_permission(request):
                session.keep(request)
            return guarded(request, *args, **kwargs)

        return keeping

    @method_decorator(sensitive_post_parameters("password", "code"))
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """As Django's, by a view of ours."""
        front = reverse("admin:index")
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(front)
        context = {**self.each_context(request), "title": _("Kirjaudu sisään"), "app_path": request.get_full_path()}
        if REDIRECT_FIELD_NAME not in request.GET and REDIRECT_FIELD_NAME not in request.POST:
            context[REDIRECT_FIELD_NAME] = front
        context |= {"by_proxy": bool(settings.ADMIN_PROXY_USER_HEADER), **(extra_context or {})}
        return SignInView.as_view(extra_context=context)(request)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """What the browser kept goes too; cookies of the sites beside ours stay."""
        response = super().logout(request, extra_context)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """As Django's, by a view of ours. A new password puts out whoever is in by the old one."""
        context, done = {**self.each_context(request), **(extra_context or {})}, reverse("admin:password_change_done")
        response = OwnPasswordView.as_view(success_url=done, extra_context=context)(request)
        user = request.user
        if response.status_code == 302 and isinstance(user, User):
            passwords.changed_by_the_user(user)
            sessions.end_all(user, but=request.session.session_key)
            record.change(user, "Password changed", user)
        return response
