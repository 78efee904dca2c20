"""How much longer something takes when there is four times as much of it: what looks at all for each takes 16 times."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Final, TypeVar

T = TypeVar("T")
TIMES: Final = 4
NEAR_LINEAR: Final = 9
"""Between 4 and 16: more than any noise makes of the one, less than of the other."""
ROUNDS: Final = 3


def grows_near_linear(make: Callable[[int], T], work: Callable[[T], object], size: int) -> bool:
    """Tell whether the work on four times as much takes less than nine times the CPU time, the least of some rounds."""
    return _least(make, work, TIMES * size) < NEAR_LINEAR * _least(make, work, size)


def _least(make: Callable[[int], T], work: Callable[[T], object], size: int) -> float:
    content = make(size)
    return min(_seconds(work, content) for _round in range(ROUNDS))


def _seconds(work: Callable[[T], object], content: T) -> float:
    begun = process_time()
    work(content)
    return process_time() - begun
