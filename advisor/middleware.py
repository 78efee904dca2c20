"""The language of an address, allowed methods, and the machinery that runs only under /admin/."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from threading import BoundedSemaphore
from typing import Any, Final

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import MiddlewareNotUsed, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from advisor import duties, errors, outages
from advisor.errors import is_admin
from advisor.feedback.posting import post_allowed
from advisor.page_cache import SAFE, GetResponse
from mandates.door import hashing, proxy, sessions
from mandates.languages import DEFAULT, language_of
from mandates.rules.texts import LANGUAGE_TABLE

ADMIN_LANGUAGES: Final = tuple(language.code for language in LANGUAGE_TABLE if language.for_editors)
MOST_PARAMETERS: Final = 1000
SIGN_IN: Final = "/admin/login/"
SENTENCES: Final = "/admin/jsi18n/"
"""The script that a page of the admin waits for before it shows."""
SESSION_KEY: Final = re.compile("[0-9a-z]{32}")
EVERYWHERE: Final = ("/static/", "/healthz", "/readyz")


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

    So is an address of more parameters than anybody needs; Django's own limit has room for the editors' largest form.

    The one exception is POST to a view that is marked for it: feedback.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_admin(request):
            return self.get_response(request)
        if request.META.get("QUERY_STRING", "").count("&") >= MOST_PARAMETERS:
            raise TooManyFieldsSent("The address has more parameters than anybody needs.")
        if request.method in SAFE:
            return self.get_response(request)
        takes_post = post_allowed(request.path_info)
        if request.method == "POST" and takes_post:
            return self.get_response(request)
        response = errors.page(405)
        response["Allow"] = ", ".join((*SAFE, "POST") if takes_post else SAFE)
        return response


class AdminHostMiddleware:
    """Where the admin has a host name of its own, it is there and nowhere else, and nothing else is there."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.ADMIN_HOST:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_there = split_domain_port(request.get_host())[0] == settings.ADMIN_HOST
        if is_there == is_admin(request) or request.path_info.startswith(EVERYWHERE):
            return self.get_response(request)
        if is_there and request.path_info == "/":
            return HttpResponseRedirect("/admin/")
        return errors.page(404)


class AdminRoomMiddleware:
    """Editors hold at most half of a worker's threads, and wait for no database: visitors have the other half.

    Nothing of the admin is kept by a browser or on the way.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self._room = BoundedSemaphore(settings.ADMIN_THREADS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request) if is_admin(request) else self.get_response(request)
        if is_admin(request):
            response["Cache-Control"] = "no-store, private"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if stuck := duties.database_stuck():
            return errors.editors_page(request, stuck.value, 503)
        if not self._room.acquire(blocking=False):
            return errors.editors_page(request, "full", 503)
        try:
            return self._in_turn(request) if _signs_in(request) else self._watched(request)
        finally:
            self._room.release()

    def _in_turn(self, request: HttpRequest) -> HttpResponseBase:
        """Deal with one sign-in at a time. The others are refused unread, since thousands may come."""
        with hashing.turn() as mine:
            return self._watched(request) if mine else errors.editors_page(request, "turn", 503)

    def _watched(self, request: HttpRequest) -> HttpResponseBase:
        """Note that the database works again once somebody's session has been read and written."""
        before = outages.editors.times
        response = self.get_response(request)
        is_in = hasattr(request, "session") and not request.session.is_empty()
        if is_in and response.status_code < 500 and outages.editors.times == before:
            outages.editors.end()
        return response


def _signs_in(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path_info == SIGN_IN


class _UnderAdmin(MiddlewareMixin):
    """Runs a middleware of Django's under /admin/ only: the public site has no session, user, token or message."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        return super().__call__(request) if is_admin(request) else self.get_response(request)


class AdminSessionMiddleware(_UnderAdmin, SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        """Drop a cookie that cannot be a key of ours, before the database is asked: PostgreSQL refuses some signs."""
        if not SESSION_KEY.fullmatch(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session. If it was ended meanwhile, the user signs in anew; if the database cannot save it now, the
        answer still goes out as it is, and nothing waits for the database a second time.
        """
        if response.status_code >= 500 or request.path_info == SENTENCES:
            return response  # it would not be written, and must not be asked for again
        try:
            return super().process_response(request, response)
        except SessionInterrupted as interrupted:
            fault = interrupted.__context__ and interrupted.__context__.__context__
            if fault is None or outages.kind(fault) is None:
                return redirect_to_login("/admin/", "admin:login")
            outages.editors.begin(fault)
            return response


class AdminCsrfMiddleware(_UnderAdmin, CsrfViewMiddleware):
    def process_view(  # type: ignore[override]  # Django's stubs know no answer but 403
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Whoever is not signed in is sent to sign in, unless the form is short enough to be read and kept for them."""
        is_sent = is_admin(request) and request.method == "POST"
        if is_sent and not request.user.is_authenticated and not errors.takes_moments(request):
            return redirect_to_login(request.get_full_path(), "admin:login")
        return super().process_view(request, view, args, kwargs)


class AdminAuthenticationMiddleware(_UnderAdmin, AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if auth.SESSION_KEY in request.session and sessions.is_over(request):
            auth.logout(request)


class AdminProxyUserMiddleware(_UnderAdmin):
    """Signs in whom the proxy names, where it is said that it does; their session ends when it names them no more."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.ADMIN_PROXY_USER_HEADER:
            raise MiddlewareNotUsed
        super().__init__(get_response)

    def process_request(self, request: HttpRequest) -> None:
        named = proxy.name(request)
        if request.user.is_authenticated and request.user.get_username() != named:
            auth.logout(request)
        if named and not request.user.is_authenticated and (user := auth.authenticate(request, remote_user=named)):
            auth.login(request, user)


class AdminMessageMiddleware(_UnderAdmin, MessageMiddleware):
    pass
