"""What visitors tell of the pages: held in this process's memory until its background thread writes it.

A request touches no database. Nothing about a visitor is kept: neither an address nor a time of day, and the bounds
hold for everybody together.
"""

from __future__ import annotations

import logging
import threading
import time
from calendar import monthrange
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mandates.models import Feedback, OutcomeCount
from mandates.publishing import clock
from mandates.rules.rows import NONE_OF_THESE

logger = logging.getLogger(__name__)

LONGEST_TEXT: Final = 1_000
LONGEST_NAME: Final = 200
MOST_NOTES: Final = 500
MOST_TALLIES: Final = 1_000
BLOCKED: Final = "estynyt"
HELD: Final = "on-jo"
# The results that ask for no mandate, in the editors' words.
NOTHING: Final = frozenset({NONE_OF_THESE, BLOCKED, HELD})


@dataclass(frozen=True, slots=True)
class Note:
    """One piece of feedback. `helped` is None when only the text was sent.

    `mandate` is the slug of the mandate that somebody found in Suomi.fi, `found_as` the name under which.
    """

    page: str
    language: str
    publication: int
    day: date
    helped: bool | None
    text: str
    mandate: str = ""
    found_as: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """One outcome of one publication on one day."""

    publication: int
    day: date
    outcome: str


class Bucket:
    """Lets `size` through at once and one more every `seconds`, from everybody together."""

    def __init__(self, size: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._size, self._seconds, self._clock = size, seconds, clock
        self._left, self._then = float(size), clock()
        self._lock = threading.Lock()

    def take(self) -> bool:
        with self._lock:
            now = self._clock()
            self._left = min(self._size, self._left + (now - self._then) / self._seconds)
            self._then = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


class Memory:
    """Notes and counts that are not in the database yet. What is full takes no more; nothing held is ever dropped."""

    def __init__(self, notes: Bucket, tallies: Bucket) -> None:
        self._note_rate, self._tally_rate = notes, tallies
        self._notes: deque[Note] = deque(maxlen=MOST_NOTES)
        self._tallies: Counter[Tally] = Counter()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._full = False

    def add(self, note: Note) -> bool:
        """Hold a note; False when there is no room for it, here or in the database, or too many come at once."""
        with self._lock:
            if self._full or len(self._notes) >= MOST_NOTES or not self._note_rate.take():
                return False
            self._notes.append(note)
            return True

    def count(self, tallies: frozenset[Tally]) -> bool:
        """Count what one result showed, each outcome by itself; False when it is not counted."""
        with self._lock:
            if len(self._tallies.keys() | tallies) > MOST_TALLIES or not self._tally_rate.take():
                return False
            self._tallies.update(tallies)
            return True

    def flush(self) -> None:
        """Write everything held in one transaction, notes as far as there is room for them. What is written leaves the
        memory only then.

        :raises django.db.Error: when the database does not take it; everything is still held.
        """
        with self._writing:
            with self._lock:
                notes, tallies = tuple(self._notes), dict(self._tallies)
            asks_for_room = bool(notes) or self._full
            if not asks_for_room and not tallies:
                return
            with transaction.atomic():
                room = max(0, settings.FEEDBACK_ROWS - Feedback.objects.count()) if asks_for_room else 0
                notes = notes[:room]
                _write(notes, tallies)
            with self._lock:
                self._become_full(asks_for_room and len(notes) == room)
                self._notes = deque(islice(self._notes, len(notes), None), maxlen=MOST_NOTES)
                self._tallies.subtract(tallies)
                self._tallies = +self._tallies

    def _become_full(self, full: bool) -> None:
        if full and not self._full:
            logger.error("Feedback has its %s rows: no more is taken until some are deleted.", settings.FEEDBACK_ROWS)
        self._full = full


def _write(notes: tuple[Note, ...], tallies: Mapping[Tally, int]) -> None:
    """Rows of counts always in the same order, so that two processes never wait for each other in a circle."""
    Feedback.objects.bulk_create(Feedback(**asdict(note)) for note in notes)
    for tally in sorted(tallies, key=lambda tally: (tally.day, tally.publication, tally.outcome)):
        row, _ = OutcomeCount.objects.get_or_create(**asdict(tally))
        OutcomeCount.objects.filter(pk=row.pk).update(count=F("count") + tallies[tally])


def forget_old() -> None:
    """Delete what visitors told longer ago than the months that it is kept, handled or not.

    The clock is the database's, where it has one: a host that is years ahead would leave nothing.

    :raises django.db.Error: when the database does not take it.
    """
    Feedback.objects.filter(day__lt=months_before(timezone.localdate(clock.now()), settings.FEEDBACK_MONTHS)).delete()


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month; its last one where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# A person writes seldom; results are shown often, but a count takes no room.
memory: Final = Memory(notes=Bucket(60, 10.0), tallies=Bucket(600, 0.05))
