"""Sessions: an hour without a request or twelve hours in all, each to be seen and ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from mandates.door import throttle

LONGEST: Final = timedelta(hours=12)
STARTED: Final = "started"


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its page shows it. The handle names it without being its key, which opens the door."""

    handle: str
    user: str
    started: datetime
    last_seen: datetime
    is_this: bool


def begin(request: HttpRequest) -> None:
    request.session[STARTED] = timezone.now().timestamp()


def is_over(request: HttpRequest) -> bool:
    """Whether it has lasted its twelve hours. One that does not tell when it began has, and so has one that a clock
    which was ahead began: it would last for as much longer.
    """
    return not -throttle.WITHIN <= timezone.now() - _started(request.session) <= LONGEST


def of(user: User | None, request: HttpRequest) -> tuple[OpenSession, ...]:
    """The open sessions of a user, or of everybody: the newest first."""
    names = dict(User.objects.values_list("pk", "username"))
    found = (
        OpenSession(
            _handle(session),
            names.get(int(data[SESSION_KEY]), ""),
            _started(data),
            session.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE),
            session.session_key == request.session.session_key,
        )
        for session, data in _open(user)
    )
    return tuple(sorted(found, key=lambda each: each.last_seen, reverse=True))


def end(handle: str, user: User | None) -> str:
    """End the session of that handle, if it is one of the user's, or anybody's. Whose it was, or nothing."""
    for session, data in _open(user):
        if _handle(session) == handle:
            session.delete()
            key = data[SESSION_KEY]
            return str(User.objects.filter(pk=key).first() or f"a user who is no more ({key})")
    return ""


def end_all(user: User, *, but: str | None = None) -> None:
    for session, _data in _open(user):
        if session.session_key != but:
            session.delete()


def forget_old() -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def _open(user: User | None) -> Iterator[tuple[Session, dict[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        data = session.get_decoded()
        if SESSION_KEY in data and (user is None or data[SESSION_KEY] == str(user.pk)):
            yield session, data


def _started(data: Any) -> datetime:
    return datetime.fromtimestamp(data.get(STARTED, 0), UTC)


def _handle(session: Session) -> str:
    return salted_hmac("mandates.door.session", session.session_key, algorithm="sha256").hexdigest()
