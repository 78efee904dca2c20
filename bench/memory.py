"""P11: what a worker holds for itself alone, at its start and after thousands of answers, beside an empty worker's."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import combinations, islice
from random import Random
from typing import Final
from urllib.parse import urlencode

from bench.content import shipped, text
from bench.figures import Figure
from bench.servers import EMPTY, OURS, Visitor, server
from mandates.content.documents import compile_document

AFTER: Final = (2_000, 8_000)
MEGABYTE: Final = 1024 * 1024
SETTLING: Final = 5
"""Seconds until what is made in the background is made."""


def answer_sets() -> Iterator[str]:
    """Addresses of answers in any order, none twice."""
    ruleset = compile_document(text(shipped()))
    found = [
        urlencode(
            [*(("organisaatio", kind) for kind in kinds), *(("tehtava", task) for task in tasks), ("suhde", "oma")]
        )
        for many in (1, 2)
        for kinds in combinations(ruleset.types, many)
        for count in (1, 2, 3)
        for tasks in combinations([task for task in ruleset.tasks if ruleset.offers(frozenset(kinds), task)], count)
    ]
    Random(11).shuffle(found)  # noqa: S311 - repeatable
    assert len(found) >= AFTER[-1], len(found)
    return (f"/tulos/?{query}" for query in found)


def empty() -> int:
    """Private bytes of a worker that runs Django with one view, as gunicorn starts it when nothing is set."""
    with server(*EMPTY) as each:
        Visitor(each.port).ask("/")
        time.sleep(SETTLING)
        return each.private()


def figures() -> Iterator[Figure]:
    floor = empty()
    addresses = answer_sets()
    beside = f"{floor / MEGABYTE:.1f} MB empty"
    with server(*OURS) as ours:
        visitor = Visitor(ours.port)
        visitor.ask("/")
        time.sleep(SETTLING)
        visitor.connection.close()
        yield _figure("at start", ours.private(), floor, beside, "≤ 0.8")
        asked = 0
        for count in AFTER:
            for address in islice(addresses, count - asked):
                visitor.ask(address)
            asked = count
            yield _figure(f"after {count:,} answer sets", ours.private(), floor, beside, "≤ 1.6, flat")


def _figure(when: str, held: int, floor: int, beside: str, goal: str) -> Figure:
    ours = f"{held / floor:.2f} ({held / MEGABYTE:.1f} MB)"
    return Figure("P11", f"private memory of a worker / an empty one's, {when}", ours, beside, goal)
