"""The page for those who cannot get on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from advisor.conversation.addresses import pairs_in
from advisor.conversation.mangled import plain_slug, value_of
from advisor.frame import frame
from advisor.trouble.page import SERVICE, SYMPTOM, place, trouble_page
from mandates.publishing.editions import current


def trouble(request: HttpRequest) -> HttpResponse:
    """What does not work, and once that is told, why it may be so and what to do."""
    edition = current()
    service, symptom = (plain_slug(value_of(key, pairs_in(request))) for key in (SERVICE, SYMPTOM))
    where = place(edition.ruleset, service, symptom)
    page = trouble_page(edition.ruleset, where)
    context = {"page": page, "frame": frame(edition, page.title, where.address)}
    return render(request, "trouble/trouble.html", context)
