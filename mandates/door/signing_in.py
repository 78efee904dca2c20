"""Signing in: a name, a password and, from those who have a second factor, a code. All of it in one step.

What was wrong is never told, so that nobody learns a name or that a password is right.
"""

from __future__ import annotations

from typing import Final

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop
from django_otp import DEVICE_ID_SESSION_KEY

from mandates.door import record, second_factor, throttle


class RefusedError(Exception):
    """Not in. `status` and `wait`, in seconds, are for the answer."""

    sentence: str = ""
    status: int = 200
    wait: int = 0

    def __str__(self) -> str:
        return gettext(self.sentence)


class WrongError(RefusedError):
    sentence = gettext_noop(
        "Käyttäjätunnus, salasana tai kertakäyttökoodi on väärin. Isot ja pienet kirjaimet ovat eri merkkejä."
    )


class LockedError(RefusedError):
    sentence = gettext_noop("Kirjautuminen epäonnistui liian monta kertaa. Yritä 15 minuutin kuluttua uudestaan.")
    status = 429
    wait = int(throttle.WITHIN.total_seconds())


REASONS: Final = {WrongError: "wrong name, password or code", LockedError: "locked after five failures"}


def sign_in(request: HttpRequest, name: str, password: str, code: str) -> User:
    """The user who may come in.

    :raises RefusedError: when nobody may.
    """
    try:
        return _checked(request, name, password, code)
    except RefusedError as refused:
        record.failure(name, REASONS[type(refused)])
        raise


def _checked(request: HttpRequest, name: str, password: str, code: str) -> User:
    """Before the password is looked at, the throttle.

    Where failures of others have locked the name, its user comes in with a code: then both are looked at, and it is
    never told which of them was wrong.
    """
    origin, named = throttle.by_address(request), throttle.by_name(name)
    is_name_locked = throttle.is_locked(named)
    if throttle.is_locked(origin) or (is_name_locked and not code):
        raise LockedError
    user = authenticate(request, username=name, password=password)
    if isinstance(user, User) and user.is_staff and _has_what_is_needed(user, code, is_name_locked):
        return user
    throttle.count(origin, named)
    raise LockedError if is_name_locked else WrongError


def _has_what_is_needed(user: User, code: str, is_name_locked: bool) -> bool:
    """Whether a second factor was shown, where the user has one or their name is locked. The session keeps which."""
    if not (is_name_locked or second_factor.is_on(user)):
        return True
    device = second_factor.verified(user, code) if code else None
    user.otp_device = device  # type: ignore[attr-defined]  # django-otp puts it into the session
    return device is not None


def has_shown_second_factor(request: HttpRequest) -> bool:
    return DEVICE_ID_SESSION_KEY in request.session
