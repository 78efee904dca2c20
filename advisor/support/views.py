"""The view of support's desk."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from advisor.conversation import mangled, questionnaire
from advisor.conversation.addresses import pairs_in
from advisor.conversation.wrong_codes import LONGEST_SHOWN
from advisor.frame import frame
from advisor.support import desk as support
from advisor.support import field
from advisor.words import visible
from mandates.publishing.editions import current

FIELD: Final = "haku"
OWN: Final = frozenset({FIELD, field.MANDATE})


def desk(request: HttpRequest) -> HttpResponse:
    """The desk as its address says; a text in the field leads on or is answered here."""
    edition = current()
    if FIELD in request.GET:
        reading = field.read(request.GET[FIELD], edition)
        if reading.leads:
            return HttpResponseRedirect(field.target(reading))
        typed = visible(request.GET[FIELD], LONGEST_SHOWN)
        page = support.desk_page(edition, questionnaire.Conversation(), reading=reading, typed=typed)
    else:
        given = field.plain_pairs(pairs_in(request))
        mandate = mangled.plain_slug(dict(given).get(field.MANDATE, ""))
        conversation = questionnaire.parse([pair for pair in given if pair[0] not in OWN], edition.ruleset)
        if conversation.dropped:
            return HttpResponseRedirect(field.address(conversation, mandate))
        page = support.desk_page(edition, conversation, mandate)
    context = {"page": page, "frame": frame(edition, page.title, page.path, indexed=False)}
    return render(request, "support/desk.html", context)
