"""Error pages in the site's look. They are static: nothing of the request or the content is in them."""

from __future__ import annotations

from functools import cache
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation

from mandates.admin import session
from mandates.languages import spoken
from mandates.rules.texts import LANGUAGES

STATUSES: Final = (400, 403, 404, 405, 500, 503)


@cache
def _body(status: int, language: str) -> str:
    return render_to_string(f"errors/{status}.html")


def body(status: int) -> str:
    return _body(status, spoken())


def page(status: int) -> HttpResponse:
    return HttpResponse(body(status), status=status, headers={"Cache-Control": "no-store"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Also what a request without a valid CSRF token gets. A form whose token is older than the editor's session comes
    back to its page instead, with what was written.
    """
    if reason and request.user.is_authenticated and session.keep(request):
        return HttpResponseRedirect(request.get_full_path())
    return page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(500)


def warm() -> None:
    """Render all pages once, so that an error needs no template any more."""
    for language in LANGUAGES:
        with translation.override(language):
            for status in STATUSES:
                body(status)
