"""What is kept in memory is bounded by its bytes, and the count is always that of what is there."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from advisor.store import Store

SIZE: Final = 100


def store(most: int) -> Store[str, str]:
    return Store(most, lambda key, value: len(value))


def filled(kept: Store[str, str], *names: str) -> Store[str, str]:
    for name in names:
        kept.keep(name, name * SIZE)
    return kept


def test_what_was_not_asked_for_longest_is_forgotten_first() -> None:
    kept = filled(store(2 * SIZE + 50), "a", "b")
    assert kept.find("a") == "a" * SIZE

    filled(kept, "c")

    assert (list(kept._kept), kept.size) == (["a", "c"], 2 * SIZE)
    assert kept.find("b") is None


def test_what_is_kept_again_counts_once() -> None:
    kept = filled(store(9 * SIZE), "a", "b", "a")

    assert (list(kept._kept), kept.size) == (["b", "a"], 2 * SIZE)


def test_what_does_not_fit_drives_nothing_out() -> None:
    kept = filled(store(2 * SIZE), "a")

    kept.keep("b", "b" * 3 * SIZE)

    assert (list(kept._kept), kept.size) == (["a"], SIZE)


def test_count_is_right_after_many_threads() -> None:
    kept = store(12 * SIZE)

    def visit(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - repeatable
        for _ in range(500):
            name = chance.choice("abcdefghijkl")
            if kept.find(name) is None:
                kept.keep(name, name * chance.randrange(3 * SIZE))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(visit, range(8)))

    assert kept.size == sum(map(len, kept._kept.values()))
    assert 0 < kept.size <= 12 * SIZE
