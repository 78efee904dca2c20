"""P5: what a recommendation costs a match, with 100,000 mandates and with 21."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random
from typing import Final

from bench.content import shipped, text, times_over
from bench.figures import ROUNDS, Figure, ratio
from mandates.content.documents import compile_document
from mandates.rules.answers import Answers
from mandates.rules.recommend import recommend
from mandates.rules.ruleset import Ruleset
from mandates.tests.building import states
from mandates.tests.rules import naive

TIMES: Final = 4_762
"""21 mandates so many times over are 100,002."""
SETS: Final = 2_000
COMPARED: Final = 10_000


def answer_sets(count: int) -> list[Answers]:
    """One type and three tasks of the first copy of the content: the same sets whatever stands beside it."""
    random = Random(5)  # noqa: S311 - repeatable
    types = [row["fields"]["slug"] for row in shipped() if row["model"] == "mandates.organisationtype"]
    tasks = [row["fields"]["slug"] for row in shipped() if row["model"] == "mandates.task"]
    return [
        Answers(types=frozenset({random.choice(types)}), tasks=frozenset(random.sample(tasks, 3))) for _ in range(count)
    ]


def spent(ruleset: Ruleset, sets: list[Answers]) -> float:
    """Seconds of CPU for each match that the sets have."""
    begun = time.process_time()
    matches = sum(len(outcome.matches) for answers in sets for outcome in recommend(ruleset, answers).outcomes)
    return (time.process_time() - begun) / matches


def figures() -> Iterator[Figure]:
    small, large = compile_document(text(shipped())), compile_document(text(times_over(TIMES)))
    sets = answer_sets(SETS)
    few, many = [], []
    for _ in range(ROUNDS):
        few.append(spent(small, sets))
        many.append(spent(large, sets))
    yield Figure("P5", f"a match, {len(large.mandates):,} mandates / 21", f"{ratio(many, few):.2f}", "", "≤ 1.2")
    compared = answer_sets(COMPARED)
    other = sum(states(small, answers) != naive_states(small, answers) for answers in compared)
    yield Figure("P5", f"differences to a naive scan, {COMPARED:,} answer sets", str(other), "", "0")


def naive_states(ruleset: Ruleset, answers: Answers) -> dict[str, str]:
    verdicts = naive.verdicts(ruleset, answers)
    return {slug: verdict.state for slug, verdict in verdicts.items() if verdict.state != "other"}
