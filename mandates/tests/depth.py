"""How much is tried: `make test` takes a sample of what is many and alike, `make audit` takes all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")


def is_audit() -> bool:
    return settings.get_current_profile_name() == "audit"


def sampled(every: Sequence[T], step: int) -> Sequence[T]:
    """All of them in the audit, else each so many."""
    return every if is_audit() else every[::step]
