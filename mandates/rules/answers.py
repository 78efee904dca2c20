"""What a user has answered. Pure: no Django, no I/O."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """A user's answers as sets of slugs. The same prerequisite in `yes` and `no` counts as no."""

    types: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
