"""Publish the draft, having seen how ready it is and what it changes; or publish an older publication again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import editors_page, page_response, permitted, resent
from mandates.admin.frame.problems import reasons_said
from mandates.admin.people import session
from mandates.admin.publishing import choosing
from mandates.admin.publishing.checklist import Checklist, checklist
from mandates.admin.publishing.effect import effect_of
from mandates.admin.publishing.forms import PublishAgainForm, PublishForm
from mandates.content import documents, importing
from mandates.models import Publication, Timing
from mandates.publishing import clock, plan
from mandates.publishing import publish as publishing
from mandates.publishing.clock import day_and_time
from mandates.publishing.planned import Choice, Draft
from mandates.publishing.publish import PublishRefusedError
from mandates.publishing.standing import Standing

PUBLISHED: Final = gettext_noop("%(publication)s on julkaistu. Kävijät näkevät sen minuutin kuluessa.")
SCHEDULED: Final = gettext_noop("%(publication)s on ajastettu. Kävijät näkevät sen %(time)s alkaen.")
WAITS_NOW: Final = gettext_noop("%(publication)s odottaa: kävijät näkevät sen %(time)s alkaen. Muutos on siinäkin.")
SEEN_ANOTHER: Final = gettext_noop(
    "Joku muu julkaisi, kun luit sivua: %(publication)s (%(editor)s, %(note)s). Lue muutokset uudestaan."
)
TIME_CHANGED: Final = gettext_noop(
    "Odottava julkaisu tuli näkyviin, siirrettiin tai peruttiin, kun luit sivua. Lue muutokset uudestaan ja julkaise "
    "sitten."
)


@dataclass(frozen=True, slots=True)
class PublishPage:
    form: PublishForm
    checklist: Checklist


@dataclass(frozen=True, slots=True)
class AgainPage:
    """`refusals` say why it cannot be published again, also that visitors see that content now."""

    form: PublishAgainForm
    publication: Publication
    checklist: Checklist
    refusals: tuple[str, ...]


@editors_page(_("Julkaise luonnos"), "mandates.add_publication")
def publish(request: HttpRequest) -> PublishPage | HttpResponse:
    kept = session.returned(request)
    choice = choosing.choice_in(kept) if kept else choosing.choice_of(request)
    draft = plan.draft(choice)
    form = _form(request, draft, kept or request.POST)
    if form.is_valid() and form.cleaned_data["seen"] == draft.seen:
        try:
            return _published(request, _publish(request, choice, form.cleaned_data))
        except PublishRefusedError as refused:
            draft = plan.draft(choice)
            if form.data.get("seen") == draft.seen:
                _refuse(form, refused, draft, listed=True)
    _follow(form, draft)
    return PublishPage(form, checklist(draft))


@editors_page(_("Mitä luonnos muuttaa"), "mandates.view_publication")
def draft_changes(request: HttpRequest) -> Checklist:
    """The same to read, for those who do not publish."""
    return checklist(plan.draft(choosing.choice_of(request)))


def _form(request: HttpRequest, draft: Draft, written: QueryDict) -> PublishForm:
    """The form as it was sent; not yet judged when only the choice of rows was, or when there was no session."""
    sent = request.POST if "julkaise" in request.POST or "nayta" not in request.POST else None
    if choosing.ADDED in request.POST:
        sent = None
    return PublishForm(
        sent if request.method == "POST" else None,
        initial={"seen": draft.seen, **_typed(written)},
        changed=_to_confirm(draft),
        waits=draft.standing.waiting is not None,
    )


def _typed(written: QueryDict) -> dict[str, str]:
    return {name: written.get(name, "") for name in ("note", "live_from", "restore")}


@permitted("mandates.add_publication")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish an older publication again, and set the draft back to it if that is ticked."""
    older, kept = get_object_or_404(Publication, pk=pk), session.returned(request)
    choice = choosing.answers_in(kept or choosing.said(request))
    draft = plan.again(older, choice)
    form = PublishAgainForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": draft.seen, **_typed(kept or request.POST)},
        changed=_to_confirm(draft),
        waits=draft.standing.waiting is not None,
    )
    if not _may_restore(request):
        del form.fields["restore"]
    if form.is_valid() and form.cleaned_data["seen"] == draft.seen:
        try:
            return _published(request, _publish(request, choice, form.cleaned_data, older))
        except PublishRefusedError as refused:
            draft = plan.again(older, choice)
            if form.data.get("seen") == draft.seen:
                _refuse(form, refused, draft)
        except importing.ImportRefusedError as refused:
            told = gettext("Luonnosta ei voi palauttaa, joten mitään ei julkaistu.")
            form.add_error(None, [told, *reasons_said(refused.reasons, draft)])
    _follow(form, draft)
    title = gettext("%(publication)s uudestaan") % {"publication": older}
    page = AgainPage(form, older, checklist(draft, previews=False), reasons_said(draft.blocking, draft))
    return page_response(request, "publishing/again", title, page)


def _to_confirm(draft: Draft) -> int | None:
    effect = effect_of(draft)
    return effect.confirm if effect else None


def _publish(
    request: HttpRequest, choice: Choice, sent: dict[str, Any], older: Publication | None = None
) -> Publication:
    """Publish what is chosen of the draft, or an older publication again, with a trace in the history."""
    editor, note, time, seen = request.user.get_username(), sent["note"], sent.get("live_from"), sent["seen"]
    message: Any = [{"added": {}}]
    with transaction.atomic():
        waiting = Standing.read().waiting
        if older is None:
            published = publishing.publish(editor, note, time, seen=seen, choice=choice)
        else:
            published = publishing.publish_again(older.number, editor, note, time, seen=seen, choice=choice)
            message = gettext("Sama sisältö kuin julkaisussa %(number)s.") % {"number": older.number}
        its_admin = admin.site.get_model_admin(Publication)
        its_admin.log_addition(request, published, message)
        if waiting and (replaced := _replaced(waiting)):
            its_admin.log_change(request, waiting, replaced)
        if older is not None and sent.get("restore"):
            publishing.restore_draft(older, request.user.pk)
    return published


def _replaced(waiting: Publication) -> str:
    """What the history of the publication that waited says, when another waits in its place."""
    last = Timing.objects.filter(publication=waiting).select_related("replaced_by").last()
    if last is None or last.replaced_by is None:
        return ""
    return gettext("Korvattu julkaisulla %(number)s.") % {"number": last.replaced_by.number}


def _published(request: HttpRequest, published: Publication) -> HttpResponse:
    shows = published.seen_from or published.live_from
    text = gettext(SCHEDULED) if shows > clock.now() else gettext(PUBLISHED)
    messages.success(request, text % {"publication": published, "time": day_and_time(shows)})
    waiting = Standing.read().waiting
    if waiting and waiting != published:
        values = {"publication": waiting, "time": day_and_time(waiting.seen_from or waiting.live_from)}
        messages.info(request, gettext(WAITS_NOW) % values)
    return HttpResponseRedirect(reverse("admin:mandates_publication_changelist"))


def _follow(form: PublishForm, draft: Draft) -> None:
    """Where what was read is overtaken, say so and show what there is now; a number typed for it confirms nothing."""
    seen = form.data.get("seen", "") if form.is_bound else draft.seen
    if seen != draft.seen:
        form.add_error(None, _overtaken(seen, draft))
        form.data = resent(form.data, {"seen": draft.seen, "confirmed": None})


def _overtaken(seen: str, draft: Draft) -> str:
    """Why what was read is no longer what would be published."""
    read, now = seen.split(":"), draft.seen.split(":")
    first = Publication.objects.filter(number__gt=whole(read[0])).last()
    if first and read[0] != now[0]:
        return gettext(SEEN_ANOTHER) % {"publication": first, "editor": first.editor, "note": first.note}
    if len(read) == len(now) and read[1] != now[1]:
        return gettext(TIME_CHANGED)
    chose_others = len(read) == len(now) and read[:2] == now[:2] and read[2] != now[2]
    return gettext(publishing.CHOSE_OTHERS) if chose_others else gettext(publishing.CHANGED)


def _refuse(form: PublishForm, refused: PublishRefusedError, draft: Draft, *, listed: bool = False) -> None:
    """Say why; what the page lists anyway is not said twice."""
    told = draft.blocking if listed else []
    others = reasons_said([reason for reason in refused.reasons if reason not in told], draft)
    form.add_error(None, list(others) or [gettext("Korjaa alla luetellut virheet.")])


def _may_restore(request: HttpRequest) -> bool:
    names = [model._meta.model_name for model in documents.MODELS]
    return request.user.has_perms([f"mandates.{may}_{name}" for name in names for may in ("add", "change", "delete")])
