"""Where the publications stand: which one visitors see, which one waits, what has ever been given, and their rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from mandates.content.composing import RowsById
from mandates.models import Publication
from mandates.publishing import clock, given, stored
from mandates.publishing.given import EverGiven
from mandates.rules.ruleset import Ruleset

CLOSE: Final = timedelta(minutes=1)
"""So near its time a waiting publication is left alone: another host's clock may show it already."""
EMPTY: Final = Ruleset(types={}, tasks={}, prerequisites={}, mandates={}, conditions={})


@dataclass(frozen=True, slots=True)
class Standing:
    """All publications as they stand, read at once: who writes on the ground of it takes the next number or is late.

    `number` is the newest one's, 0 when there is none. `seen` are those that visitors see or have seen, in the order
    in which they saw them. More than one waits only where an older release left them. `host_ahead` says by how
    much this host's clock is far from the database's: negative when it is behind.
    """

    at: datetime
    number: int
    seen: tuple[Publication, ...]
    all_waiting: tuple[Publication, ...]
    host_ahead: timedelta = timedelta()

    @classmethod
    def read(cls) -> Standing:
        reading = clock.read()
        now = reading.at
        publications = list(Publication.objects.defer("body").order_by("number"))
        timed = [(each.seen_from, each) for each in publications if each.seen_from is not None]
        seen = sorted((time, each.number, each) for time, each in timed if time <= now)
        waiting = sorted((time, each.number, each) for time, each in timed if time > now)
        return cls(
            now,
            publications[-1].number if publications else 0,
            tuple(each for _, _, each in seen),
            tuple(each for _, _, each in waiting),
            reading.ahead if reading.is_far else timedelta(),
        )

    @property
    def live(self) -> Publication | None:
        return self.seen[-1] if self.seen else None

    @property
    def waiting(self) -> Publication | None:
        return self.all_waiting[0] if self.all_waiting else None

    @property
    def is_close(self) -> bool:
        """Whether the waiting publication is about to be seen."""
        return bool(self.waiting and self.waiting.seen_from and self.waiting.seen_from - self.at < CLOSE)

    @property
    def from_the_future(self) -> Publication | None:
        """A publication that was made later than now: by a host whose clock was ahead."""
        made = (each for each in self.all_waiting if each.published_at - self.at > clock.FAR)
        return next(made, None)

    def time_for_next(self) -> datetime:
        """The time of a publication that is seen at once: never before those that visitors have seen."""
        times = (each.seen_from for each in self.seen[-1:])
        return max([clock.now(), *filter(None, times)])

    def given(self, also: tuple[Publication, ...] = ()) -> EverGiven:
        """What visitors have been given by now."""
        return given.ever((*self.seen, *also))


@dataclass(frozen=True, slots=True)
class Sides:
    """The rows between which a publication is made: of what visitors see, of what waits, and all that was ever given.

    `base` is the live rows with all that was given. `live` is None before the first publication and when it cannot be
    read, which `damage` then says.
    """

    standing: Standing
    given: EverGiven
    live: RowsById | None
    waiting: RowsById | None
    before: Ruleset = EMPTY
    base: RowsById = field(default_factory=dict)
    damage: str = ""

    @classmethod
    def read(cls) -> Sides:
        standing = Standing.read()
        waiting, _ = stored.read(standing.waiting)
        live, damage = stored.read(standing.live)
        given, waits = standing.given(), waiting.rows if waiting else None
        if live is None:
            is_first_waiting = waiting is not None and standing.live is None
            return cls(standing, given, {} if is_first_waiting else None, waits, EMPTY, given.kept_in({}), damage)
        base = live.once((EverGiven, given), lambda: given.kept_in(live.rows))
        return cls(standing, given, live.rows, waits, live.ruleset, base, damage)
