"""Five failures in a quarter of an hour, by name, by address and by session, and no more is tried."""

from __future__ import annotations

import ipaddress
import logging
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from mandates.models import SignInFailure

logger = logging.getLogger("mandates.door")

MOST: Final = 5
WITHIN: Final = timedelta(minutes=15)
ONE_HOUSEHOLD: Final = 64
"""Whoever has one IPv6 address has all that begin with the same so many bits."""


def by_name(name: str) -> str:
    return _digest("name", name.casefold())


def by_address(request: HttpRequest) -> str:
    return _digest("address", _household(_address(request)))


def by_session(request: HttpRequest) -> str:
    return _digest("session", request.session.session_key or "")


def is_locked(who: str) -> bool:
    return SignInFailure.objects.filter(who=who, at__range=_around(timezone.now())).count() >= MOST


def count(*who: str) -> None:
    now = timezone.now()
    SignInFailure.objects.bulk_create([SignInFailure(who=each, at=now) for each in who])


def forget_old() -> None:
    SignInFailure.objects.exclude(at__range=_around(timezone.now())).delete()


def _around(now: datetime) -> tuple[datetime, datetime]:
    """What counts: hosts differ by moments. A failure of a clock that was days ahead would lock for days."""
    return now - WITHIN, now + WITHIN


def from_our_proxy(request: HttpRequest) -> bool:
    peer = _read(str(request.META.get("REMOTE_ADDR", "")))
    return peer is not None and peer in map(_read, settings.TRUSTED_PROXIES)


def _address(request: HttpRequest) -> str:
    """Where it was sent from. Only our own proxy is believed when it says so: what it added stands last."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if named and not from_our_proxy(request):
        _warn_of_a_proxy()
    return named if named and from_our_proxy(request) else peer


@cache
def _warn_of_a_proxy() -> None:
    """Once in a process: nobody would see it before somebody's failures lock the page for all."""
    logger.warning("A proxy that TRUSTED_PROXIES does not name hands over sign-ins: all count as one sender's")


def _read(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address however it is written: a service that listens on `::` hears of IPv4 ones as of `::ffff:…`."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _household(address: str) -> str:
    found = _read(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, ONE_HOUSEHOLD), strict=False))
    return str(found or "")


def _digest(kind: str, value: str) -> str:
    """Nobody who reads the table learns a name (some type their password there) or an address."""
    return salted_hmac(f"mandates.door.{kind}", value, algorithm="sha256").hexdigest()
