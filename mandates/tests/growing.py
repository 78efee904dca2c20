"""Does work grow with what it is done to, or with its square? Counted in steps of Python: the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Final, TypeVar

T = TypeVar("T")
LIMIT: Final = 6
"""Four times as much is four times the steps where they grow with it, and sixteen where they grow with its square."""


def grows_near_linear(make: Callable[[int], T], work: Callable[[T], object], size: int) -> bool:
    """Whether four times of what is made costs about four times as many steps."""
    less, more = (steps(work, make(each)) for each in (size, 4 * size))
    return more < LIMIT * less


def steps(work: Callable[[T], object], made: T) -> int:
    """How many instructions of the interpreter the work takes, but for what built-in functions do inside."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(made)
    finally:
        sys.settrace(before)
    return count
