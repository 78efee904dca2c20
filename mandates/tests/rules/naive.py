"""The rules a second time, in the most literal way: every statement over all rows, no index.

The numbers are the statements'. No code of `mandates.rules` is used; only fields of the rows are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mandates.rules.answers import Answers
    from mandates.rules.rows import Condition
    from mandates.rules.ruleset import Ruleset

BEST_FIRST = ("request", "confirm", "blocked")
NEAREST_FIRST = ("type", "task", "both")


@dataclass(frozen=True)
class Applying:
    """An applying condition and its prerequisites by answer."""

    condition: str
    state: str
    met: frozenset[str]
    unmet: frozenset[str]
    unanswered: frozenset[str]


@dataclass(frozen=True)
class Verdict:
    """What is to be said of one mandate. Any of `coverers` and of `holders` may be the one named."""

    state: str
    needed: str = ""
    applying: tuple[Applying, ...] = ()
    coverers: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    nearest: str | None = None
    difference: str | None = None


def verdicts(ruleset: Ruleset, answers: Answers) -> dict[str, Verdict]:
    """One verdict for each mandate of the rule set."""
    return {slug: verdict(ruleset, answers, slug) for slug in ruleset.mandates}


def verdict(ruleset: Ruleset, answers: Answers, slug: str) -> Verdict:
    needed = own_state(ruleset, answers, slug)
    if needed is None:
        return _not_needed(ruleset, answers, slug)
    state = final_state(ruleset, answers, slug)
    return Verdict(
        state=state,
        needed=needed,
        applying=tuple(_applying(each, answers) for each in applying(ruleset, answers, slug)),
        coverers=asked_coverers(ruleset, answers, slug) if state == "covered" else frozenset(),
        holders=holders(ruleset, answers, slug) if state == "held" else frozenset(),
    )


def type_matches(condition: Condition, answers: Answers) -> bool:
    return condition.every_type or any(slug in condition.types for slug in answers.types)


def task_matches(condition: Condition, answers: Answers) -> bool:
    return condition.task in answers.tasks


def applying(ruleset: Ruleset, answers: Answers, slug: str) -> list[Condition]:
    """1: a ticked type (or every type) and a ticked task match."""
    found = [
        each
        for each in ruleset.conditions.values()
        if each.mandate == slug and type_matches(each, answers) and task_matches(each, answers)
    ]
    return sorted(found, key=lambda each: each.number)


def condition_state(condition: Condition, answers: Answers) -> str:
    """1: blocked if a prerequisite is answered no, else confirm if one is unanswered, else request."""
    if any(slug in answers.no for slug in condition.prerequisites):
        return "blocked"
    if any(slug not in answers.yes for slug in condition.prerequisites):
        return "confirm"
    return "request"


def _applying(condition: Condition, answers: Answers) -> Applying:
    prerequisites = frozenset(condition.prerequisites)
    unmet = frozenset(slug for slug in prerequisites if slug in answers.no)
    met = frozenset(slug for slug in prerequisites if slug in answers.yes) - unmet
    return Applying(condition.slug, condition_state(condition, answers), met, unmet, prerequisites - met - unmet)


def own_state(ruleset: Ruleset, answers: Answers, slug: str) -> str | None:
    """2: the best state of its applying conditions; none when there are none."""
    states = [condition_state(each, answers) for each in applying(ruleset, answers, slug)]
    return min(states, key=BEST_FIRST.index, default=None)


def includes(ruleset: Ruleset, broad: str, narrow: str) -> bool:
    """3: directly or through others."""
    direct = [slug for slug in ruleset.mandates[broad].includes if slug in ruleset.mandates]
    return narrow in direct or any(includes(ruleset, between, narrow) for between in direct)


def covers(ruleset: Ruleset, answers: Answers, broad: str, narrow: str) -> bool:
    """3: it includes the other and has a state at least as good, and not blocked."""
    better, worse = own_state(ruleset, answers, broad), own_state(ruleset, answers, narrow)
    if better is None or worse is None or better == "blocked":
        return False
    return includes(ruleset, broad, narrow) and BEST_FIRST.index(better) <= BEST_FIRST.index(worse)


def holders(ruleset: Ruleset, answers: Answers, slug: str) -> frozenset[str]:
    """6: itself, or what includes it."""
    return frozenset(
        other
        for other in ruleset.mandates
        if other in answers.held and (other == slug or includes(ruleset, other, slug))
    )


def final_state(ruleset: Ruleset, answers: Answers, slug: str) -> str:
    """3, 4 and 6 for a mandate that some condition calls for."""
    state = own_state(ruleset, answers, slug)
    assert state is not None
    if any(covers(ruleset, answers, broad, slug) for broad in ruleset.mandates):
        state = "covered"
    if state != "blocked" and holders(ruleset, answers, slug):
        state = "held"
    return state


def asked_coverers(ruleset: Ruleset, answers: Answers, slug: str) -> frozenset[str]:
    """3: the covering mandates that are themselves asked for."""
    return frozenset(
        broad
        for broad in ruleset.mandates
        if covers(ruleset, answers, broad, slug) and final_state(ruleset, answers, broad) in ("request", "confirm")
    )


def _not_needed(ruleset: Ruleset, answers: Answers, slug: str) -> Verdict:
    """5: the nearest condition, and what differs: the type, the task or both."""
    own = [each for each in ruleset.conditions.values() if each.mandate == slug]
    by_distance = sorted(own, key=lambda each: (NEAREST_FIRST.index(_difference(each, answers)), each.number))
    if not by_distance:
        return Verdict("other", nearest=None, difference="both")
    return Verdict("other", nearest=by_distance[0].slug, difference=_difference(by_distance[0], answers))


def _difference(condition: Condition, answers: Answers) -> str:
    if task_matches(condition, answers):
        return "type"
    return "task" if type_matches(condition, answers) else "both"


def broader(ruleset: Ruleset, answers: Answers) -> dict[str, frozenset[str]]:
    """7: for each held mandate that nothing calls for, the needed narrower ones that it serves; none: in excess."""
    return {
        slug: frozenset(
            narrow
            for narrow in ruleset.mandates
            if narrow not in answers.held
            and includes(ruleset, slug, narrow)
            and own_state(ruleset, answers, narrow) is not None
            and final_state(ruleset, answers, narrow) == "held"
        )
        for slug in ruleset.mandates
        if slug in answers.held and own_state(ruleset, answers, slug) is None
    }
