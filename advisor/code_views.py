"""The page that leads from a short code to its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from advisor import codes, questionnaire
from advisor.codes import CodeError
from advisor.presenters import path
from advisor.questionnaire import Conversation
from mandates.editions import current
from mandates.presenters import frame

KEY: Final = "koodi"
HEADING: Final = "Avaa vastaus koodilla"
LONGEST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class CodePage:
    """The field, what was typed into it and what is wrong with that; both empty at first."""

    typed: str = ""
    error: str = ""

    @property
    def heading(self) -> str:
        return HEADING

    @property
    def title(self) -> str:
        return f"Virhe: {HEADING}" if self.error else HEADING


def typed(request: HttpRequest) -> HttpResponse:
    """The empty field, or the way to the answers of the code in it."""
    if KEY in request.GET:
        return _follow(request, request.GET[KEY])
    return _page(request, CodePage())


def linked(request: HttpRequest, code: str) -> HttpResponse:
    """A code as an address."""
    return _follow(request, code)


def _follow(request: HttpRequest, code: str) -> HttpResponse:
    read = codes.decode(code, current().ruleset)
    if isinstance(read, CodeError):
        return _page(request, CodePage(_visible(code), read.sentence))
    return HttpResponseRedirect(_target(read))


def _target(conversation: Conversation) -> str:
    """The result, or the step that the answers still support; what the code named in vain is marked as dropped."""
    query = questionnaire.mended_query(conversation)
    return f"{path(questionnaire.next_step(conversation))}?{query}".rstrip("?")


def _page(request: HttpRequest, page: CodePage) -> HttpResponse:
    context = {"page": page, "frame": frame(current(), page.title, reverse("code"), indexed=not page.error)}
    return render(request, "advisor/code.html", context)


def _visible(code: str) -> str:
    """What was typed as it can be shown: one line, bounded, without signs that cannot be seen."""
    shown = "".join(sign if sign.isprintable() else " " for sign in code[:LONGEST_SHOWN])
    return " ".join(shown.split())
