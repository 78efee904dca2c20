"""Error pages: for visitors in the site's look and static, for editors in the admin's with what they had written."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy

from advisor import outages
from mandates.admin.people import session
from mandates.languages import spoken
from mandates.rules.texts import LANGUAGES

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

LARGEST_UNKNOWN: Final = session.LARGEST + 100_000
MOST_UNKNOWN: Final = 1_000

Pairs = tuple[tuple[str, str], ...]

HAPPENED: Final[Mapping[int, tuple[_StrOrPromise, _StrOrPromise, _StrOrPromise]]] = {
    400: (
        gettext_lazy("Emme ymmärtäneet osoitetta"),
        gettext_lazy("Osoitteessa on merkkejä, joita emme voi lukea."),
        gettext_lazy(
            "Jos kopioit linkin viestistä, tarkista, että se tuli mukaan kokonaan. Voit myös aloittaa kyselyn alusta."
        ),
    ),
    403: (
        gettext_lazy("Et voi avata tätä sivua"),
        gettext_lazy("Pyyntöä ei hyväksytty. Sivu on voinut vanhentua tai sinulla ei ole oikeutta siihen."),
        gettext_lazy("Jos lähetit lomakkeen, palaa takaisin, lataa sivu uudestaan ja yritä vielä kerran."),
    ),
    404: (
        gettext_lazy("Sivua ei löydy"),
        gettext_lazy("Osoitteessa voi olla kirjoitusvirhe, tai sivua ei enää ole."),
        "",
    ),
    405: (
        gettext_lazy("Tätä ei voi tehdä tällä sivulla"),
        gettext_lazy("Sivua voi vain lukea. Sille ei voi lähettää tietoja."),
        gettext_lazy("Avaa sivu uudestaan linkistä tai aloita kysely alusta."),
    ),
    500: (
        gettext_lazy("Sivu ei toimi juuri nyt"),
        gettext_lazy("Palvelussa on virhe. Vika ei ole sinussa eikä vastauksissasi."),
        gettext_lazy("Yritä hetken kuluttua uudestaan. Vastauksesi ovat sivun osoitteessa, joten ne eivät katoa."),
    ),
    503: (
        gettext_lazy("Palvelu ei ole vielä käytössä"),
        gettext_lazy("Neuvojassa ei ole juuri nyt sisältöä, josta vastata."),
        gettext_lazy("Yritä hetken kuluttua uudestaan."),
    ),
}
"""The heading, what happened and what to do; of an address that does not exist the page says where to look instead."""
STATUSES: Final = tuple(HAPPENED)
RETIRED: Final = gettext_lazy("Etsi luetteloista, mitä on nyt käytössä.")


def is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith("/admin/") or request.path_info == "/admin"


@cache
def _body(status: int, language: str) -> str:
    return _text(status, *HAPPENED[status])


def _text(status: int, heading: _StrOrPromise, happened: _StrOrPromise, advice: _StrOrPromise = "") -> str:
    context = {"status": status, "heading": heading, "happened": happened, "advice": advice}
    return render_to_string("errors/page.html", context)


def body(status: int) -> str:
    return _body(status, spoken())


def page(status: int) -> HttpResponse:
    return _unkept(body(status), status)


def retired(heading: str) -> HttpResponse:
    """The page at the address of a row that is no longer in use. The heading says what became of it."""
    return _unkept(_text(404, heading, RETIRED), 404)


def _unkept(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, headers={"Cache-Control": "no-store"})


def editors_page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """An error page for editors. The fields of a form that was sent are on it, to be sent again.

    Without such fields the page is made once and kept: many requests may be refused at the same time.
    """
    sent = _sent(request)
    text = (
        render_to_string(_template(name), {"sent": sent}) if sent else _editors_body(name, translation.get_language())
    )
    response = _unkept(text, status)
    if status == 503:
        response["Retry-After"] = "5"
    return response


@cache
def _editors_body(name: str, language: str | None) -> str:
    return render_to_string(_template(name))


def _template(name: str) -> str:
    return f"admin/errors/{name}.html"


def _sent(request: HttpRequest) -> Pairs:
    """The fields of the form that was sent.

    None of them if a password is among them, or if the form is still unread and would take long to read: anybody may
    have sent it.
    """
    if request.path_info == "/admin/login/" or not (hasattr(request, "_post") or takes_moments(request)):
        return ()
    try:
        fields = request.POST if request.method == "POST" else {}
        names = list(fields)
    except (SuspiciousOperation, OSError):
        return ()
    if any("password" in name for name in names):
        return ()
    return tuple((name, value) for name in names for value in request.POST.getlist(name))


def takes_moments(request: HttpRequest) -> bool:
    """Whether the form can be read in moments.

    From somebody who is not known to be an editor no other form is read: thousands of fields would take seconds from
    everybody. Known is also who sends a form that a page of ours made for an editor.
    """
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not (announced.isascii() and announced.isdecimal() and int(announced[:12]) <= LARGEST_UNKNOWN):
        return False
    is_in_parts = request.content_type == "multipart/form-data"
    between = f"--{(request.content_params or {}).get('boundary')}" if is_in_parts else "&"
    try:
        is_short = request.body.count(between.encode()) < MOST_UNKNOWN
        return is_short or (not is_in_parts and session.is_of_an_editor(request.body))
    except OSError:  # who sent it has gone
        return False


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return editors_page(request, "unread", 400) if is_admin(request) else page(400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """The page for a refused request, also for one without a valid CSRF token.

    A form whose token is older than the editor's session goes back to its page instead, with what was written.
    """
    if reason and request.user.is_authenticated and session.keep(request):
        return HttpResponseRedirect(request.get_full_path())
    return _lost(request, "refused", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _lost(request, "missing", 404)


def _lost(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """An editor is led back to the admin, everybody else to the site: who reads a shared draft has no admin."""
    user = getattr(request, "user", None)
    if user is None or not (is_admin(request) and user.is_staff):
        return page(status)
    return _unkept(_editors_body(name, translation.get_language()), status)


def server_error(request: HttpRequest) -> HttpResponse:
    if not is_admin(request):
        return page(500)
    fault = sys.exc_info()[1]
    if fault is not None and (found := outages.kind(fault)):
        outages.editors.begin(fault)
        return editors_page(request, found.value, 503)
    return editors_page(request, "fault", 500)


def warm() -> None:
    """Render all pages once, so that an error needs no template any more."""
    for language in LANGUAGES:
        with translation.override(language):
            for status in STATUSES:
                body(status)
