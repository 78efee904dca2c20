"""Who needs which mandate: the answer to a set of answers, with reasons. Pure: no Django, no I/O.

The statements that the docstrings cite:

1. A condition applies when a ticked type (or every type) and a ticked task match it. It is blocked if one of its
   prerequisites is answered no, else to confirm if one is unanswered, else to request.
2. A mandate's state is the best of its applying conditions' (request > confirm > blocked). With none, it is not needed.
3. A mandate is covered when another that includes it (directly or through others) has a state at least as good and not
   blocked. It names a covering mandate that is itself asked for.
4. Ask for every mandate to request or confirm that is not covered: the least-privilege set. The order of answers or
   rows changes nothing.
5. Every mandate says why: which condition, which prerequisite, covered by which, or the nearest condition and what
   differs.
6. A mandate that the user holds, or one included in it, is held instead of asked for or covered. A blocked one that
   nothing covers stays blocked.
7. Least privilege looks both ways. A held mandate that no applying condition calls for is broader than needed when it
   serves narrower ones that are needed and not held themselves, else it is in excess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from mandates.rules.answers import Answers
from mandates.rules.rows import Condition
from mandates.rules.ruleset import EVERY_TYPE, Ruleset, first_by_mandate, matches_type


class State(StrEnum):
    """What the answer says of one mandate."""

    REQUEST = "request"
    CONFIRM = "confirm"
    BLOCKED = "blocked"
    COVERED = "covered"
    HELD = "held"
    OTHER = "other"


RANK: Final[Mapping[State, int]] = {State.BLOCKED: 0, State.CONFIRM: 1, State.REQUEST: 2}


class Difference(StrEnum):
    """What keeps the nearest condition of a mandate that is not needed from applying."""

    TYPE = "type"
    TASK = "task"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Match:
    """A condition that applies, and how its prerequisites stand (in the condition's order)."""

    condition: Condition
    state: State
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mandate that at least one condition calls for.

    `needed` is its own state (request, confirm or blocked); `state` also knows covering and holding.
    `covered_by` names a covering mandate that is itself asked for; `held_by` the held mandate that serves.
    """

    mandate: str
    state: State
    needed: State
    matches: tuple[Match, ...]
    covered_by: str | None = None
    held_by: str | None = None


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """A mandate that no condition calls for, with the nearest condition and what differs (statement 5)."""

    mandate: str
    nearest: Condition | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class Surplus:
    """What the user holds and does not need as it is (statement 7), in display order.

    `excess` serves nothing; `broader` has for each mandate the needed narrower ones that it serves.
    """

    excess: tuple[str, ...] = ()
    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """All mandates that some condition calls for, in display order."""

    outcomes: tuple[Outcome, ...]
    by_slug: Mapping[str, Outcome] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_slug", {outcome.mandate: outcome for outcome in self.outcomes})

    def having(self, *states: State) -> tuple[Outcome, ...]:
        """The outcomes in one of the states, in display order."""
        return tuple(outcome for outcome in self.outcomes if outcome.state in states)

    @property
    def asked(self) -> tuple[Outcome, ...]:
        """What to ask for: the least-privilege set (statement 4)."""
        return self.having(State.REQUEST, State.CONFIRM)


def recommend(ruleset: Ruleset, answers: Answers) -> Recommendation:
    """Tell what an answer set needs, covers, blocks and holds (statements 1–4 and 6).

    Costs what matches, not what exists. Slugs that the ruleset does not know match nothing.
    """
    matches = _matches(ruleset, answers)
    needed = {slug: max((match.state for match in found), key=RANK.__getitem__) for slug, found in matches.items()}
    covering = _covering(ruleset, needed)
    outcomes = (
        _outcome(ruleset, answers, slug, needed[slug], tuple(matches[slug]), covering.get(slug))
        for slug in sorted(matches, key=ruleset.position.__getitem__)
    )
    return Recommendation(tuple(outcomes))


def demanded(outcome: Outcome) -> tuple[frozenset[str], ...]:
    """Tell which prerequisites keep the mandate from its next better state: alternatives, one of them is enough.

    To confirm: those not answered; blocked: those answered no; to request: nothing (statements 1 and 2). Of two
    alternatives the one that holds the other is left out.
    """
    return tuple(needs for match in deciding_matches(outcome) if (needs := frozenset(match.unmet or match.unanswered)))


def deciding_matches(outcome: Outcome) -> tuple[Match, ...]:
    """The applying conditions that give the mandate its state, in order of number; of equals and of those that ask for
    more than another, none but the first."""
    best = [match for match in outcome.matches if match.state is outcome.needed]
    found = [(frozenset(match.unmet or match.unanswered), match) for match in best]
    return tuple(
        match
        for place, (needs, match) in enumerate(found)
        if not any(other < needs or (other == needs and earlier < place) for earlier, (other, _) in enumerate(found))
    )


def surplus(ruleset: Ruleset, answers: Answers, recommendation: Recommendation) -> Surplus:
    """Tell which held mandates are more than the tasks need (statement 7). Unknown slugs are passed over."""
    served = [outcome.mandate for outcome in recommendation.having(State.HELD) if outcome.mandate not in answers.held]
    serving = {
        slug: tuple(narrow for narrow in served if slug in ruleset.included_in.get(narrow, frozenset()))
        for slug in sorted(answers.held & ruleset.mandates.keys(), key=ruleset.position.__getitem__)
        if slug not in recommendation.by_slug
    }
    excess = tuple(slug for slug, narrower in serving.items() if not narrower)
    return Surplus(excess, {slug: narrower for slug, narrower in serving.items() if narrower})


def not_needed(ruleset: Ruleset, answers: Answers, recommendation: Recommendation) -> tuple[NotNeeded, ...]:
    """Explain every mandate that the recommendation does not name, in display order (statement 5).

    Costs the mandates and what matches, not the conditions.
    """
    rows = [row for task in answers.tasks for row in ruleset.conditions_by_task.get(task, ())]
    in_tasks = first_by_mandate(rows)
    of_types = [first for slug in (EVERY_TYPE, *answers.types) if (first := ruleset.first_by_type.get(slug))]
    return tuple(
        _not_needed(ruleset, slug, in_tasks.get(slug), [first[slug] for first in of_types if slug in first])
        for slug in ruleset.mandates
        if slug not in recommendation.by_slug
    )


def _matches(ruleset: Ruleset, answers: Answers) -> dict[str, list[Match]]:
    """Statement 1, by mandate: conditions by number, whatever the order of the answers."""
    found: dict[str, list[Match]] = {}
    for task in answers.tasks:
        for condition in ruleset.conditions_by_task.get(task, ()):
            if condition.mandate in ruleset.mandates and matches_type(condition, answers.types):
                found.setdefault(condition.mandate, []).append(_match(condition, answers))
    for matches in found.values():
        matches.sort(key=lambda match: match.condition.number)
    return found


def _match(condition: Condition, answers: Answers) -> Match:
    unmet = tuple(slug for slug in condition.prerequisites if slug in answers.no)
    met = tuple(slug for slug in condition.prerequisites if slug in answers.yes and slug not in answers.no)
    unanswered = tuple(slug for slug in condition.prerequisites if slug not in answers.yes | answers.no)
    state = State.BLOCKED if unmet else State.CONFIRM if unanswered else State.REQUEST
    return Match(condition, state, met, unmet, unanswered)


def _covering(ruleset: Ruleset, needed: Mapping[str, State]) -> dict[str, str]:
    """Statement 3: for each covered mandate, the best covering one that is itself asked for."""
    candidates = {slug: _coverers(ruleset, needed, slug) for slug in needed}
    return {
        slug: min(
            (broad for broad in found if not candidates[broad]),
            key=lambda broad: (-RANK[needed[broad]], ruleset.mandates[broad].number),
        )
        for slug, found in candidates.items()
        if found
    }


def _coverers(ruleset: Ruleset, needed: Mapping[str, State], slug: str) -> frozenset[str]:
    return frozenset(
        broad
        for broad in ruleset.included_in.get(slug, frozenset()).intersection(needed)
        if needed[broad] != State.BLOCKED and RANK[needed[broad]] >= RANK[needed[slug]]
    )


def _outcome(
    ruleset: Ruleset,
    answers: Answers,
    slug: str,
    needed: State,
    matches: tuple[Match, ...],
    covered_by: str | None,
) -> Outcome:
    if covered_by is None and needed == State.BLOCKED:
        return Outcome(slug, State.BLOCKED, needed, matches)
    held_by = _held_by(ruleset, answers.held, slug)
    if held_by is not None:
        return Outcome(slug, State.HELD, needed, matches, held_by=held_by)
    if covered_by is not None:
        return Outcome(slug, State.COVERED, needed, matches, covered_by=covered_by)
    return Outcome(slug, needed, needed, matches)


def _held_by(ruleset: Ruleset, held: frozenset[str], slug: str) -> str | None:
    """Statement 6: the mandate itself if held, else the held one that includes it and has the lowest number."""
    if slug in held:
        return slug
    serving: Iterable[str] = ruleset.included_in.get(slug, frozenset()) & held
    return min(serving, key=lambda broad: ruleset.mandates[broad].number, default=None)


def _not_needed(ruleset: Ruleset, slug: str, in_task: Condition | None, of_types: list[Condition]) -> NotNeeded:
    """The nearest condition: a ticked task first, then a ticked type, then the lowest number."""
    if in_task:
        return NotNeeded(slug, in_task, Difference.TYPE)
    if of_types:
        return NotNeeded(slug, min(of_types, key=lambda row: row.number), Difference.TASK)
    return NotNeeded(slug, ruleset.first_by_mandate.get(slug), Difference.BOTH)
