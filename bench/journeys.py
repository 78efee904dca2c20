"""P3: the server's CPU for whole journeys over HTTP, ours with answers seen before and new ones, and the peer's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random
from statistics import median
from typing import Final
from urllib.parse import urlencode

from bench.calls import CARE, STEPS, THREE, filled
from bench.content import shipped, text
from bench.figures import ROUNDS, Figure
from bench.servers import OURS, PEER, Server, Visitor, server
from mandates.content.documents import compile_document

JOURNEYS: Final = {"empty": 60, "seen": 60, "new": 20, "peer": 10}


def journey(visitor: Visitor, tasks: tuple[str, ...]) -> None:
    """Four pages: the start, the tasks, the employer, the answer."""
    ticked = urlencode([("tehtava", task) for task in tasks])
    visitor.ask("/")
    visitor.ask(f"/kysely/tehtavat/?{CARE}")
    visitor.ask(f"/kysely/suhde/?{CARE}&{ticked}")
    visitor.ask(f"/tulos/?{CARE}&{ticked}&suhde=oma")


def peer_journey(visitor: Visitor) -> None:
    visitor.cookies.clear()
    visitor.ask("/")
    body = visitor.ask("/kysely/")
    for step, form in STEPS:
        body = visitor.ask("/kysely/", filled(body, step, form))


def new_answers() -> Iterator[tuple[str, ...]]:
    """Sets of three tasks of a wellbeing services county in any order, none twice."""
    ruleset = compile_document(text(shipped()))
    own = [task for task in ruleset.tasks if ruleset.offers(frozenset({"hyvinvointialue"}), task)]
    sets = list(combinations(own, 3))
    Random(3).shuffle(sets)  # noqa: S311 - repeatable
    return iter(sets)


def figures() -> Iterator[Figure]:
    new = new_answers()
    with server(*OURS) as ours, server(*PEER) as peer:
        us, them = Visitor(ours.port), Visitor(peer.port)
        kinds: dict[str, tuple[Server, Callable[[], object]]] = {
            "empty": (ours, lambda: [us.ask("/healthz") for _ in range(4)]),
            "seen": (ours, lambda: journey(us, THREE)),
            "new": (ours, lambda: journey(us, next(new))),
            "peer": (peer, lambda: peer_journey(them)),
        }
        for _, once in kinds.values():
            once()
        spent: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(ROUNDS):
            for kind, (where, once) in kinds.items():
                us.connection.close()  # an idle one may have been closed at the other end
                them.connection.close()
                before = where.spent()
                for _ in range(JOURNEYS[kind]):
                    once()
                spent[kind].append((where.spent() - before) / JOURNEYS[kind])
        assert not us.cookies
    middle = {kind: median(found) for kind, found in spent.items()}
    floor, better = middle["empty"], middle["peer"] / middle["new"]
    beside = f"{middle['peer'] / floor:.1f}"
    yield Figure("P3", "a journey, answers seen before", f"{middle['seen'] / floor:.2f}", beside, "≤ 1.0")
    said = f"{middle['new'] / floor:.1f} ({better:.1f} × better)"
    yield Figure("P3", "a journey, new answers each time", said, beside, "≤ 5, and ≥ 4 × better than the peer")
