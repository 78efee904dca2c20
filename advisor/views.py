"""The conversation's pages: parse the address, compute, present, render. And whether this process can answer."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from advisor.conversation import questionnaire
from advisor.conversation.addresses import address, change_address, pairs_in, path
from advisor.conversation.changed import changed
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.result import result_page
from advisor.conversation.result_json import result_json as as_json
from advisor.conversation.result_json import why
from advisor.conversation.sharing import share
from advisor.conversation.start import start_page
from advisor.conversation.step import step_page
from advisor.frame import frame
from advisor.holding.page import holding_address
from advisor.letters.extras import extras
from advisor.letters.writer import request_view
from advisor.search.views import find
from mandates.publishing.editions import Edition, NoPublicationError, current, past, seconds_since_asked
from mandates.rules.recommend import recommend


def start(request: HttpRequest) -> HttpResponse:
    edition = current()
    page = start_page(edition.ruleset)
    context = {"page": page, "frame": frame(edition, page.title, request.path)}
    return render(request, "conversation/start.html", context)


def step(request: HttpRequest, step: Step) -> HttpResponse:
    """A question. Deep links go to the step that the answers lead to; a form sent empty shows its error here."""
    edition = current()
    conversation = _conversation(request, edition)
    if conversation.dropped:
        return _mended(step, conversation)
    if questionnaire.is_reachable(conversation, step):
        return _question(request, edition, conversation, step, is_error=False)
    return _missing(request, edition, conversation, step)


def result(request: HttpRequest) -> HttpResponse:
    """The answer, or the question that it still needs."""
    edition = current()
    conversation = _conversation(request, edition)
    if conversation.dropped:
        return _mended(Step.RESULT, conversation)
    if questionnaire.next_step(conversation) is not Step.RESULT:
        return _missing(request, edition, conversation, Step.RESULT)
    page = result_page(edition.ruleset, conversation)
    shared = share(conversation, edition)
    canonical = address(Step.RESULT, replace(conversation, version=None))
    twin = address(Step.RESULT, conversation)
    context = {
        "page": page,
        "mandates": len(page.recommendation.asked),
        "changed": changed(conversation, edition, past()),
        "ready": request_view(edition.ruleset, conversation, page, shared),
        "extras": extras(edition.ruleset, conversation, page),
        "share": shared,
        "check_url": holding_address(conversation),
        "frame": frame(edition, page.title, canonical, indexed=False, menu=None, twin=twin),
    }
    return render(request, "conversation/result.html", context)


def result_json(request: HttpRequest) -> HttpResponse:
    edition = current()
    conversation = _conversation(request, edition)
    answer: dict[str, object] = {
        "publication": edition.number,
        "sha256": edition.sha256,
        **as_json(edition.ruleset, conversation),
    }
    if conversation.explaining:
        answer["why"] = why(edition.ruleset, conversation.answers, edition.number)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return _plain("ok")


def readyz(request: HttpRequest) -> HttpResponse:
    """This process has a publication to answer from: which, and how long ago the database said that none is newer."""
    try:
        number = current().number
    except NoPublicationError:
        return _plain("no publication", 503)
    age = seconds_since_asked()
    asked = "not yet" if age is None else f"{age:.1f} s ago"
    return _plain(f"ok\npublication {number}\ndatabase answered {asked}\n")


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, "text/plain; charset=utf-8", status, headers={"Cache-Control": "no-store"})


def _conversation(request: HttpRequest, edition: Edition) -> Conversation:
    return questionnaire.parse(pairs_in(request), edition.ruleset)


def _missing(request: HttpRequest, edition: Edition, conversation: Conversation, wanted: Step) -> HttpResponse:
    """The step that the answers lead to: with its error when a form was sent empty, else by redirect."""
    missing = questionnaire.next_step(conversation)
    is_earlier = questionnaire.ORDER.index(missing) < questionnaire.ORDER.index(wanted)
    if conversation.continuing and is_earlier:
        return _question(request, edition, conversation, missing, is_error=True)
    return HttpResponseRedirect(f"{path(missing)}?{questionnaire.mended_query(conversation)}".rstrip("?"))


def _mended(wanted: Step, conversation: Conversation) -> HttpResponse:
    """The address without what was dropped, at the step that it can still support."""
    target = wanted if questionnaire.is_reachable(conversation, wanted) else questionnaire.next_step(conversation)
    return HttpResponseRedirect(f"{path(target)}?{questionnaire.mended_query(conversation)}")


def _found(edition: Edition, conversation: Conversation) -> frozenset[str]:
    """The organisations and tasks that the search finds by what a question's options are filtered by."""
    if not conversation.sifting:
        return frozenset()
    hits = find(edition, conversation.sifting)
    return frozenset((*hits.types, *hits.tasks))


def _question(
    request: HttpRequest, edition: Edition, conversation: Conversation, step: Step, *, is_error: bool
) -> HttpResponse:
    page = step_page(edition.ruleset, conversation, step, _found(edition, conversation), is_error=is_error)
    canonical = address(step, conversation)
    twin = change_address(step, conversation) if conversation.changing else canonical
    has_answers = bool(questionnaire.query(conversation))
    context = {
        "page": page,
        "mandates": len(recommend(edition.ruleset, conversation.answers).asked),
        "frame": frame(edition, page.title, canonical, indexed=not has_answers, menu=None, twin=twin),
    }
    return render(request, "conversation/question.html", context)
