"""The page that leads from a short code to its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.conversation import keys, questionnaire
from advisor.conversation.addresses import pairs_in, path
from advisor.conversation.code_signs import CodeError, is_canonical
from advisor.conversation.mangled import values_of
from advisor.conversation.pasted import code_in
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.sharing import code_address, picture_of
from advisor.conversation.wrong_codes import LONGEST_SHOWN, MeantCode, meant_codes, sentence, what_is_wrong
from advisor.frame import frame
from advisor.kept import reverse
from advisor.words import title_of_error, visible
from mandates.publishing.editions import current

FOR_GOOD: Final = "public, max-age=31536000, immutable"
NEAREST: Final = gettext_lazy("Lähin oikea koodi on alla.")


@dataclass(frozen=True, slots=True)
class CodePage:
    """The field, what was typed into it, what is wrong with that and which codes it may be; all empty at first."""

    typed: str = ""
    error: str = ""
    meant: tuple[MeantCode, ...] = ()

    @property
    def heading(self) -> str:
        return _("Avaa vastaus koodilla")

    @property
    def title(self) -> str:
        return title_of_error(self.heading) if self.error else self.heading


def typed(request: HttpRequest) -> HttpResponse:
    """The empty field, or the way to the answers of the code in it, or of the address."""
    written = request.GET.getlist(keys.CODE) or values_of(keys.CODE, pairs_in(request))
    if written:
        return _follow(request, written[-1])
    return shown(request, CodePage())


def linked(request: HttpRequest, code: str) -> HttpResponse:
    """A code as an address."""
    return _follow(request, code)


def picture(request: HttpRequest, code: str) -> HttpResponse:
    """A code's address as a QR code: the same for good, so it may be kept for good."""
    if not is_canonical(code):
        raise Http404
    return HttpResponse(
        picture_of(code_address(code)), content_type="image/svg+xml; charset=utf-8", headers={"Cache-Control": FOR_GOOD}
    )


def _follow(request: HttpRequest, code: str) -> HttpResponse:
    code, read = code_in(code, current().ruleset)
    if isinstance(read, CodeError):
        return shown(request, refusal(code, read, "code_link"))
    return HttpResponseRedirect(target(read))


def refusal(code: str, error: CodeError, route: str) -> CodePage:
    """The page of the field with the code in it, what is wrong with that, and which it may be: each leads to the page
    of that name that was asked for."""
    meant = meant_codes(current().ruleset, code, lambda each: reverse(route, each))
    wrong = f"{what_is_wrong(error)} {NEAREST}" if meant else sentence(error, code)
    return CodePage(visible(code, LONGEST_SHOWN), wrong, meant)


def target(conversation: Conversation) -> str:
    """The result, or the step that the answers still support; what the code named in vain is marked as dropped."""
    query = questionnaire.mended_query(conversation)
    return f"{path(questionnaire.next_step(conversation))}?{query}".rstrip("?")


def shown(request: HttpRequest, page: CodePage) -> HttpResponse:
    context = {"page": page, "frame": frame(current(), page.title, reverse("code"), indexed=not page.error)}
    return render(request, "conversation/code.html", context)
