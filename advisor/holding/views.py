"""The view of the check."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from advisor.conversation import questionnaire
from advisor.conversation.addresses import pairs_in, path
from advisor.conversation.questionnaire import Step
from advisor.frame import frame
from advisor.holding.page import holding_page
from advisor.kept import reverse
from mandates.publishing.editions import current


def holding(request: HttpRequest) -> HttpResponse:
    """The check of the answer in the address; where there is none yet, the question that is still to be answered."""
    edition = current()
    conversation = questionnaire.parse(pairs_in(request), edition.ruleset)
    step = questionnaire.next_step(conversation)
    if step is not Step.RESULT:
        return HttpResponseRedirect(f"{path(step)}?{questionnaire.mended_query(conversation)}".rstrip("?"))
    if conversation.dropped:
        return HttpResponseRedirect(f"{reverse('holding')}?{questionnaire.mended_query(conversation)}")
    page = holding_page(edition.ruleset, conversation)
    context = {"page": page, "frame": frame(edition, page.title, page.path, indexed=False)}
    return render(request, "holding/holding.html", context)
