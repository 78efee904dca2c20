"""What time it is for publications: the same for every host.

A database with a clock of its own is asked. SQLite has none: its file is on this host, whose clock is the only one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from mandates.languages import show_day

FAR: Final = timedelta(seconds=5)
"""Clocks that are further apart are wrong: nothing is published until somebody has set them."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The time, and by how much this host's own clock is ahead of it: negative when it is behind."""

    at: datetime
    ahead: timedelta = timedelta()

    @property
    def is_far(self) -> bool:
        return abs(self.ahead) > FAR


def now() -> datetime:
    """The time by which visitors see publications.

    :raises django.db.Error: when the database does not answer.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
    return told


def read() -> Moment:
    """The time, compared with this host's: how long the database took to tell it does not count."""
    before, at, after = timezone.now(), now(), timezone.now()
    if at < before:
        return Moment(at, before - at)
    return Moment(at, min(after - at, timedelta()))


def day_and_time(moment: datetime | None) -> str:
    """How editors read a moment; nothing when there is none."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return gettext("%(day)s klo %(time)s") % {"day": show_day(local.date()), "time": f"{local:%-H.%M}"}
