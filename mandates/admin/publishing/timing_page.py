"""Give another time to a publication that waits, or cancel it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from mandates.admin.frame.pages import page_response, permitted
from mandates.admin.people import session
from mandates.admin.publishing.forms import TimeForm
from mandates.models import Publication
from mandates.publishing import publish as publishing
from mandates.publishing.clock import day_and_time
from mandates.publishing.publish import PublishRefusedError
from mandates.publishing.standing import Standing

CANCEL: Final = "peru"
CANCELLED: Final = gettext_noop(
    "%(publication)s on peruttu: kävijät eivät näe sitä. Sen muutokset ovat yhä luonnoksessa."
)
MOVED: Final = gettext_noop("%(publication)s näkyy nyt %(time)s alkaen.")
MEANWHILE: Final = gettext_noop("Joku muu muutti julkaisun aikaa, kun luit sivua. Mitään ei muutettu: katso uusi aika.")


@dataclass(frozen=True, slots=True)
class TimingPage:
    form: TimeForm
    publication: Publication
    waits: bool


@permitted("mandates.add_publication")
def timing(request: HttpRequest, pk: int) -> HttpResponse:
    publication = get_object_or_404(Publication, pk=pk)
    kept = session.returned(request)
    cancels = CANCEL in request.POST
    form = TimeForm(
        request.POST if request.method == "POST" and not cancels else None,
        initial={"live_from": publication.seen_from, **(kept.dict() if kept else {})},
    )
    is_current = request.POST.get("step", "") in ("", str(publication.step))
    if cancels or form.is_valid():
        if not is_current:
            messages.error(request, gettext(MEANWHILE))
            return HttpResponseRedirect(request.path)
        try:
            return _decided(request, publication, form, cancels=cancels)
        except PublishRefusedError as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)
    waits = publication in Standing.read().all_waiting
    title = gettext("%(publication)s odottaa") % {"publication": publication}
    return page_response(
        request, "publishing/timing", title if waits else str(publication), TimingPage(form, publication, waits)
    )


def _decided(request: HttpRequest, publication: Publication, form: TimeForm, *, cancels: bool) -> HttpResponse:
    editor = request.user.get_username()
    with transaction.atomic():
        if cancels:
            publishing.cancel(publication.number, editor)
            said, told = gettext("Peruttu."), gettext(CANCELLED) % {"publication": publication}
        else:
            moved = publishing.reschedule(publication.number, form.cleaned_data["live_from"], editor)
            values = {"publication": publication, "time": day_and_time(moved.seen_from or moved.live_from)}
            said, told = gettext("Uusi aika: %(time)s.") % values, gettext(MOVED) % values
        admin.site.get_model_admin(Publication).log_change(request, publication, said)
    messages.success(request, told)
    return HttpResponseRedirect(reverse("admin:mandates_publication_changelist"))
