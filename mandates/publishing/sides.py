"""The rows between which a publication is made: what visitors see, what waits, and all that was ever given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from mandates.content.composing import RowsById
from mandates.publishing import stored
from mandates.publishing.given import EverGiven
from mandates.publishing.standing import Standing
from mandates.rules.ruleset import Ruleset

EMPTY: Final = Ruleset(types={}, tasks={}, prerequisites={}, mandates={}, conditions={})


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
