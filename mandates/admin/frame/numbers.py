"""Keys, versions and numbers as a page or an address sends them back."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 18


def whole(text: str) -> int:
    """The number, as large as a key may be; 0, which none is, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST else 0
