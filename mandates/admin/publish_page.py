"""Publish the draft, having seen how ready it is and what it changes; or publish an older publication again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.effect import Comparison, ShownImpact, comparison, effect_of, previewed, row_keys
from mandates.admin.forms import PublishAgainForm, PublishForm
from mandates.admin.pages import change_page, day_and_time, editors_page, page_response, permitted
from mandates.admin.problems import ProblemView, problem_views, rulesets_of, vocabulary
from mandates.admin.public_site import answer_address
from mandates.admin.versions import resent
from mandates.checks import cases
from mandates.checks.integrity import Severity
from mandates.content import documents, importing
from mandates.models import ExpectedCase, Publication
from mandates.publishing import publish as publishing
from mandates.publishing.publish import PublishRefusedError
from mandates.rules.ruleset import Ruleset

FAILING: Final = "case-failing"
PUBLISHED: Final = gettext_noop("%(publication)s on julkaistu. Kävijät näkevät sen minuutin kuluessa.")
SCHEDULED: Final = gettext_noop("%(publication)s on ajastettu. Kävijät näkevät sen %(time)s alkaen.")
SEEN_ANOTHER: Final = gettext_noop(
    "Joku muu julkaisi, kun luit sivua: %(publication)s (%(editor)s, %(note)s). Lue muutokset uudestaan."
)


@dataclass(frozen=True, slots=True)
class FailingCase:
    """An expected case that the draft does not meet."""

    situation: str
    sentences: tuple[str, ...]
    url: str
    preview: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The draft, ready to be judged."""

    newest: Publication | None
    live: Publication | None
    scheduled: tuple[Publication, ...]
    damage: str
    others: tuple[str, ...]
    errors: tuple[ProblemView, ...]
    warnings: tuple[ProblemView, ...]
    cases: int
    failing: tuple[FailingCase, ...]
    effect: ShownImpact | None
    can_publish: bool
    seen: str

    @property
    def passed(self) -> int:
        return self.cases - len(self.failing)


@dataclass(frozen=True, slots=True)
class PublishPage:
    form: PublishForm
    checklist: Checklist


@dataclass(frozen=True, slots=True)
class AgainPage:
    """`comparison` is None for the newest publication, which cannot be published again."""

    form: PublishAgainForm
    publication: Publication
    newest: Publication
    comparison: Comparison | None


@editors_page(_("Julkaise luonnos"), "mandates.add_publication")
def publish(request: HttpRequest) -> PublishPage | HttpResponse:
    draft = publishing.draft()
    ready = checklist(draft)
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": ready.seen},
        changed=ready.effect.confirm if ready.effect else None,
    )
    seen = request.POST.get("seen", "")
    if form.is_valid() and seen == ready.seen:
        try:
            return _published(request, _publish(request, form.cleaned_data))
        except PublishRefusedError as refused:
            draft = publishing.draft()
            ready = checklist(draft)
            if seen == ready.seen:
                _refuse(form, refused, draft.refusals)
    if form.is_bound and seen != ready.seen:
        form.add_error(None, _overtaken(seen, draft.newest))
    _show_again(form, ready.seen)
    return PublishPage(form, ready)


@permitted("mandates.add_publication")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish an older publication again, and set the draft back to it if that is ticked."""
    older, newest = get_object_or_404(Publication, pk=pk), Publication.objects.latest("number")
    compared = comparison(newest, older) if newest != older else None
    seen = str(newest.number)
    form = PublishAgainForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": seen},
        changed=compared.effect.confirm if compared and compared.effect else None,
    )
    if not _may_restore(request):
        del form.fields["restore"]
    if form.is_valid() and form.cleaned_data["seen"] == seen:
        try:
            return _published(request, _publish_again(request, older, form.cleaned_data))
        except PublishRefusedError as refused:
            _refuse(form, refused)
        except importing.ImportRefusedError as refused:
            form.add_error(None, [gettext("Luonnosta ei voi palauttaa, joten mitään ei julkaistu."), *refused.problems])
    elif form.is_bound and form.data.get("seen") != seen:
        form.add_error(None, _seen_another(newest))
    _show_again(form, seen)
    title = gettext("%(publication)s uudestaan") % {"publication": older}
    return page_response(request, "again", title, AgainPage(form, older, newest, compared))


def checklist(draft: publishing.Draft) -> Checklist:
    others = (problem for problem in draft.problems if problem.code != FAILING)
    found = problem_views(others, *rulesets_of(draft))
    now = timezone.now()
    publications = Publication.objects.defer("body")
    return Checklist(
        newest=draft.newest,
        live=publications.live(now).first(),
        scheduled=tuple(publications.filter(live_from__gt=now).order_by("live_from")),
        damage=draft.damage,
        others=draft.others,
        errors=tuple(problem for problem in found if problem.severity is Severity.ERROR),
        warnings=tuple(problem for problem in found if problem.severity is Severity.WARNING),
        cases=len(draft.ruleset.cases) if draft.ruleset else 0,
        failing=tuple(_failing(draft.ruleset)) if draft.ruleset else (),
        effect=effect_of(draft),
        can_publish=not draft.refusals,
        seen=draft.seen,
    )


def _failing(ruleset: Ruleset) -> Iterator[FailingCase]:
    sentences: dict[str, list[str]] = {}
    for failure in cases.failing(ruleset):
        sentences.setdefault(failure.case, []).append(failure.sentence.said(gettext, vocabulary(ruleset)))
    pks = row_keys(ExpectedCase, sentences)
    for slug, found in sentences.items():
        case = ruleset.cases[slug]
        address = previewed(answer_address(cases.answers(case)))
        yield FailingCase(case.situation, tuple(found), change_page(ExpectedCase, pks.get(slug)), address)


def _publish(request: HttpRequest, chosen: dict[str, Any]) -> Publication:
    with transaction.atomic():
        published = publishing.publish(
            request.user.get_username(), chosen["note"], chosen["live_from"], seen=chosen["seen"]
        )
        _log(request, published, [{"added": {}}])
    return published


def _publish_again(request: HttpRequest, older: Publication, chosen: dict[str, Any]) -> Publication:
    with transaction.atomic():
        published = publishing.publish_again(
            older.number, request.user.get_username(), chosen["note"], chosen["live_from"], seen=int(chosen["seen"])
        )
        _log(request, published, gettext("Sama sisältö kuin julkaisussa %(number)s.") % {"number": older.number})
        if chosen.get("restore"):
            publishing.restore_draft(older, request.user.pk)
    return published


def _log(request: HttpRequest, published: Publication, message: Any) -> None:
    admin.site.get_model_admin(Publication).log_addition(request, published, message)


def _published(request: HttpRequest, published: Publication) -> HttpResponse:
    text = gettext(SCHEDULED) if published.live_from > timezone.now() else gettext(PUBLISHED)
    messages.success(request, text % {"publication": published, "time": day_and_time(published.live_from)})
    return HttpResponseRedirect(reverse("admin:mandates_publication_changelist"))


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
    names = [model._meta.model_name for model in documents.MODELS]
    return request.user.has_perms([f"mandates.{may}_{name}" for name in names for may in ("add", "change", "delete")])
