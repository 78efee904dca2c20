"""The page that leads from a short code to its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.conversation import questionnaire
from advisor.conversation.addresses import path
from advisor.conversation.code_signs import CodeError, Fault, is_canonical
from advisor.conversation.mangled import values_of
from advisor.conversation.meant_codes import MeantCode, meant_codes
from advisor.conversation.pasted import code_in
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.sharing import code_address, picture_of
from advisor.frame import frame
from advisor.kept import reverse
from advisor.words import title_of_error, visible
from mandates.publishing.editions import current

KEY: Final = "koodi"
FOR_GOOD: Final = "public, max-age=31536000, immutable"
LONGEST_SHOWN: Final = 200
SENTENCES: Final = {
    Fault.EMPTY: gettext_lazy("Kirjoita koodi."),
    Fault.SIGN: gettext_lazy("Koodeissa ei ole merkkiä ”%(sign)s”. Tarkista, mikä merkki sen paikalla on."),
    Fault.SHORT: gettext_lazy("Koodi on liian lyhyt. Tarkista, puuttuuko siitä merkkejä."),
    Fault.LONG: gettext_lazy("Koodi on liian pitkä. Tarkista, onko siinä ylimääräisiä merkkejä."),
    Fault.CHECK: gettext_lazy(
        "Koodissa on virhe: jokin merkki on väärin, puuttuu tai on väärässä paikassa. Tarkista koodi."
    ),
}

NEAREST: Final = gettext_lazy("Lähin oikea koodi on alla.")
CONFUSED: Final = (("B", "8"), ("S", "5"), ("M", "N"))
"""Signs that are taken for each other: 0, O, 1, I and L, which most often are, stand in no code."""


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


def sentence(error: CodeError, code: str) -> str:
    """What is wrong with the code, and what to do about it."""
    doubtful = _confusable(code) if error.fault is Fault.CHECK else ""
    return " ".join(filter(None, (what_is_wrong(error), doubtful)))


def what_is_wrong(error: CodeError) -> str:
    return str(SENTENCES[error.fault]) % {"sign": error.sign}


def _confusable(code: str) -> str:
    """The signs of the code that are easily read or heard as another, with that other."""
    pairs = [
        _("%(first)s ja %(second)s") % {"first": first, "second": second}
        for first, second in CONFUSED
        if {first, second} & set(code.upper())
    ]
    return _("Tarkista etenkin %(pairs)s.") % {"pairs": ", ".join(pairs)} if pairs else ""


def typed(request: HttpRequest) -> HttpResponse:
    """The empty field, or the way to the answers of the code in it, or of the address."""
    written = request.GET.getlist(KEY) or values_of(KEY, request.GET.lists())
    if written:
        return _follow(request, written[-1])
    return _page(request, CodePage())


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
        return refused(request, code, read, "code_link")
    return HttpResponseRedirect(target(read))


def refused(request: HttpRequest, code: str, error: CodeError, route: str) -> HttpResponse:
    """The page of the field with the code in it, what is wrong with that, and which it may be: each leads to the page
    of that name that was asked for."""
    meant = meant_codes(current().ruleset, code, lambda each: reverse(route, each))
    wrong = f"{what_is_wrong(error)} {NEAREST}" if meant else sentence(error, code)
    return _page(request, CodePage(visible(code, LONGEST_SHOWN), wrong, meant))


def target(conversation: Conversation) -> str:
    """The result, or the step that the answers still support; what the code named in vain is marked as dropped."""
    query = questionnaire.mended_query(conversation)
    return f"{path(questionnaire.next_step(conversation))}?{query}".rstrip("?")


def _page(request: HttpRequest, page: CodePage) -> HttpResponse:
    context = {"page": page, "frame": frame(current(), page.title, reverse("code"), indexed=not page.error)}
    return render(request, "conversation/code.html", context)
