"""What one part of the torture found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of docs/reliability.md: what was done, what was counted, and whether the goal is reached."""

    number: str
    what: str
    found: str
    is_reached: bool

    def __str__(self) -> str:
        return f"| {self.number} | {self.what} | {self.found} | {'yes' if self.is_reached else 'NO'} |"
