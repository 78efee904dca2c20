"""The language of an address, allowed methods, and the machinery that runs only under /admin/."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from advisor import errors
from advisor.feedback.posting import post_allowed
from advisor.page_cache import SAFE, GetResponse
from mandates.languages import DEFAULT, language_of
from mandates.rules.texts import LANGUAGE_TABLE

ADMIN_LANGUAGES: Final = tuple(language.code for language in LANGUAGE_TABLE if language.for_editors)


def is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith("/admin/")


class LanguageMiddleware:
    """Speaks the language that the address names. Under /admin/ the editor's own choice, kept in a cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = _editors_language(request) if is_admin(request) else language_of(request.path_info)
        with translation.override(language):
            return self.get_response(request)


def _editors_language(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in ADMIN_LANGUAGES else DEFAULT


class PublicMethodsMiddleware:
    """The public site is read only: anything but GET and HEAD is refused before it reaches a view.

    The one exception is POST to a view that is marked for it: feedback.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE or is_admin(request):
            return self.get_response(request)
        takes_post = post_allowed(request.path_info)
        if request.method == "POST" and takes_post:
            return self.get_response(request)
        response = errors.page(405)
        response["Allow"] = ", ".join((*SAFE, "POST") if takes_post else SAFE)
        return response


class _UnderAdmin(MiddlewareMixin):
    """Runs a middleware of Django's under /admin/ only: the public site has no session, user, token or message."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        return super().__call__(request) if is_admin(request) else self.get_response(request)


class AdminSessionMiddleware(_UnderAdmin, SessionMiddleware):
    pass


class AdminCsrfMiddleware(_UnderAdmin, CsrfViewMiddleware):
    pass


class AdminAuthenticationMiddleware(_UnderAdmin, AuthenticationMiddleware):
    pass


class AdminMessageMiddleware(_UnderAdmin, MessageMiddleware):
    pass
