"""Signing in by the proxy: an agency's own single sign-on stands in front and says who comes."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.backends import RemoteUserBackend
from django.contrib.auth.models import AnonymousUser, User
from django.core.handlers.wsgi import get_str_from_wsgi
from django.http import HttpRequest

from mandates.door.throttle import from_our_proxy


class ProxyUserBackend(RemoteUserBackend):
    """Lets in whom the proxy names, if there is such a user of the admin. It makes none."""

    create_unknown_user = False

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        return bool(user and user.is_active and user.is_staff)


PATH = f"{ProxyUserBackend.__module__}.{ProxyUserBackend.__qualname__}"


def name(request: HttpRequest) -> str:
    """Whom the proxy names, in UTF-8. Nobody else is believed."""
    return get_str_from_wsgi(request.META, settings.ADMIN_PROXY_USER_HEADER, "") if from_our_proxy(request) else ""


def has_let_in(request: HttpRequest) -> bool:
    return bool(request.session.get(BACKEND_SESSION_KEY) == PATH)
