"""What holds for every rule set and every answer set, on generated ones; the naive implementation judges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.rules.answers import Answers
from mandates.rules.recommend import Outcome, State, demanded, not_needed, recommend, surplus
from mandates.rules.rows import Mandate
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.tests.building import EVERY, answers_to, cases, condition, mandate, rules, rulesets, subsets
from mandates.tests.rules import naive

Case = tuple[Ruleset, Answers]
ASKED = (State.REQUEST, State.CONFIRM)


def own(outcome: Outcome) -> naive.Verdict:
    """An outcome in the naive implementation's words, its coverer and holder left to the comparison."""
    applying = tuple(
        naive.Applying(
            match.condition.slug,
            match.state.value,
            frozenset(match.met),
            frozenset(match.unmet),
            frozenset(match.unanswered),
        )
        for match in outcome.matches
    )
    return naive.Verdict(outcome.state.value, outcome.needed.value, applying)


def compare(ruleset: Ruleset, answers: Answers) -> None:
    """All that is told of every mandate is what the naive implementation says."""
    expected = naive.verdicts(ruleset, answers)
    recommendation = recommend(ruleset, answers)
    verdicts = {outcome.mandate: own(outcome) for outcome in recommendation.outcomes}
    for each in not_needed(ruleset, answers, recommendation):
        nearest = each.nearest.slug if each.nearest else None
        verdicts[each.mandate] = naive.Verdict("other", nearest=nearest, difference=each.difference.value)
    assert verdicts == {
        slug: replace(verdict, coverers=frozenset(), holders=frozenset()) for slug, verdict in expected.items()
    }
    for outcome in recommendation.outcomes:
        verdict = expected[outcome.mandate]
        assert frozenset({outcome.covered_by} - {None}) & verdict.coverers == {outcome.covered_by} - {None}
        assert (outcome.covered_by is None) == (verdict.coverers == frozenset())
        assert frozenset({outcome.held_by} - {None}) & verdict.holders == {outcome.held_by} - {None}
        assert (outcome.held_by is None) == (verdict.holders == frozenset())
    more = surplus(ruleset, answers, recommendation)
    expected_more = naive.broader(ruleset, answers)
    assert set(more.excess) == {slug for slug, narrower in expected_more.items() if not narrower}
    assert {slug: set(found) for slug, found in more.broader.items()} == {
        slug: narrower for slug, narrower in expected_more.items() if narrower
    }


def unserved(ruleset: Ruleset, answers: Answers, kept: Iterable[str]) -> list[str]:
    """The applying unblocked conditions that no kept or held mandate serves in a state at least as good."""
    serving = {slug: naive.own_state(ruleset, answers, slug) or "request" for slug in kept}
    serving |= {slug: "request" for slug in answers.held if slug in ruleset.mandates}
    best_first = naive.BEST_FIRST.index
    return [
        row.slug
        for slug in ruleset.mandates
        for row in naive.applying(ruleset, answers, slug)
        for state in [naive.condition_state(row, answers)]
        if state != "blocked"
        and not any(
            (broad == slug or naive.includes(ruleset, broad, slug)) and best_first(at) <= best_first(state)
            for broad, at in serving.items()
        )
    ]


def asked(ruleset: Ruleset, answers: Answers) -> set[str]:
    return {outcome.mandate for outcome in recommend(ruleset, answers).asked}


# Against the naive implementation


@given(cases())
def test_every_verdict_equals_the_naive_implementation(case: Case) -> None:
    compare(*case)


@given(st.data())
def test_every_verdict_on_the_real_content_equals_the_naive_implementation(
    ruleset: Ruleset, data: st.DataObject
) -> None:
    compare(ruleset, data.draw(real_answers(ruleset)))


def real_answers(ruleset: Ruleset) -> st.SearchStrategy[Answers]:
    """Answers to the real content, of as many tasks as a person ticks."""
    tasks = st.frozensets(st.sampled_from(sorted(ruleset.tasks)), max_size=6)
    return st.builds(lambda given, ticked: replace(given, tasks=ticked), answers_to(ruleset), tasks)


# The least-privilege set


@given(cases())
def test_asked_for_serves_every_applying_unblocked_condition(case: Case) -> None:
    assert unserved(*case, kept=asked(*case)) == []


@given(cases())
def test_nothing_asked_for_can_be_left_out(case: Case) -> None:
    wanted = asked(*case)
    assert [slug for slug in wanted if unserved(*case, kept=wanted - {slug}) == []] == []


@given(cases())
def test_no_broader_mandate_is_asked_for_where_a_narrower_one_does(case: Case) -> None:
    """Whatever is asked for, changing it for anything that it includes leaves some condition unserved."""
    ruleset, answers = case
    wanted = asked(ruleset, answers)
    too_broad = [
        (broad, narrow)
        for broad in wanted
        for narrow in ruleset.mandates
        if naive.includes(ruleset, broad, narrow) and unserved(ruleset, answers, kept=wanted - {broad} | {narrow}) == []
    ]
    assert too_broad == []


@given(cases())
def test_every_mandate_has_exactly_one_outcome_in_display_order(case: Case) -> None:
    ruleset, answers = case
    recommendation = recommend(ruleset, answers)
    needed = [outcome.mandate for outcome in recommendation.outcomes]
    others = [each.mandate for each in not_needed(ruleset, answers, recommendation)]
    assert sorted(needed + others) == sorted(ruleset.mandates)
    assert needed == [slug for slug in ruleset.mandates if slug in needed]
    assert others == [slug for slug in ruleset.mandates if slug in others]


# What changes the answer, and what does not


class InOrder(frozenset[str]):
    """A set that is iterated in a given order, whatever the hashes say."""

    order: Sequence[str]

    def __new__(cls, order: Sequence[str]) -> InOrder:
        made = super().__new__(cls, order)
        made.order = order
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self.order)


@given(cases(), st.data())
def test_order_of_answers_changes_nothing(case: Case, data: st.DataObject) -> None:
    ruleset, answers = case
    given_sets = (answers.types, answers.tasks, answers.yes, answers.no, answers.held)
    turned = Answers(*(InOrder(data.draw(st.permutations(sorted(each)))) for each in given_sets))
    expected = recommend(ruleset, answers)
    assert recommend(ruleset, turned) == expected
    assert not_needed(ruleset, turned, expected) == not_needed(ruleset, answers, expected)


@given(cases(), st.data())
def test_order_of_rows_changes_only_the_order_of_display(case: Case, data: st.DataObject) -> None:
    ruleset, answers = case
    turned = replace(
        ruleset,
        mandates=by_slug(data.draw(st.permutations(list(ruleset.mandates.values())))),
        conditions=by_slug(data.draw(st.permutations(list(ruleset.conditions.values())))),
        types=by_slug(data.draw(st.permutations(list(ruleset.types.values())))),
        tasks=by_slug(data.draw(st.permutations(list(ruleset.tasks.values())))),
        prerequisites=by_slug(data.draw(st.permutations(list(ruleset.prerequisites.values())))),
    )
    before, after = recommend(ruleset, answers), recommend(turned, answers)
    assert after.by_slug == before.by_slug
    assert {each.mandate: each for each in not_needed(turned, answers, after)} == {
        each.mandate: each for each in not_needed(ruleset, answers, before)
    }


@given(cases(), st.data())
def test_added_task_removes_no_need_other_than_by_covering(case: Case, data: st.DataObject) -> None:
    ruleset, answers = case
    more = replace(answers, tasks=answers.tasks | data.draw(subsets(list(ruleset.tasks))))
    before, after = recommend(ruleset, answers), recommend(ruleset, more)
    lost = [
        outcome.mandate
        for outcome in before.asked
        for now in [after.by_slug.get(outcome.mandate)]
        if now is None or (now not in after.asked and now.covered_by not in asked(ruleset, more))
    ]
    assert lost == []
    assert worsened(before.by_slug, after.by_slug) == []


@given(cases(), st.data())
def test_prerequisite_answered_yes_makes_no_state_worse(case: Case, data: st.DataObject) -> None:
    ruleset, answers = case
    confirmed = data.draw(subsets(list(ruleset.prerequisites)))
    better = replace(answers, yes=answers.yes | confirmed, no=answers.no - confirmed)
    before, after = recommend(ruleset, answers), recommend(ruleset, better)
    assert after.by_slug.keys() == before.by_slug.keys()
    assert worsened(before.by_slug, after.by_slug) == []


def worsened(before: Mapping[str, Outcome], after: Mapping[str, Outcome]) -> list[str]:
    """The mandates whose own state fell, or that became blocked, or are no longer held."""
    best_first = naive.BEST_FIRST.index
    return [
        slug
        for slug, was in before.items()
        if best_first(after[slug].needed) > best_first(was.needed)
        or (after[slug].state == State.BLOCKED and was.state != State.BLOCKED)
        or (after[slug].state != State.HELD and was.state == State.HELD)
    ]


def irrelevant_prerequisites(ruleset: Ruleset, answers: Answers) -> list[str]:
    relevant = {
        slug
        for mandate_slug in ruleset.mandates
        for row in naive.applying(ruleset, answers, mandate_slug)
        for slug in row.prerequisites
    }
    return [slug for slug in ruleset.prerequisites if slug not in relevant]


def check_irrelevant_prerequisites(ruleset: Ruleset, answers: Answers, data: st.DataObject) -> None:
    irrelevant = irrelevant_prerequisites(ruleset, answers)
    turned = replace(
        answers,
        yes=answers.yes.difference(irrelevant) | data.draw(subsets(irrelevant)),
        no=answers.no.difference(irrelevant) | data.draw(subsets(irrelevant)),
    )
    expected = recommend(ruleset, answers)
    assert recommend(ruleset, turned) == expected
    assert not_needed(ruleset, turned, expected) == not_needed(ruleset, answers, expected)


@given(cases(), st.data())
def test_prerequisite_that_no_applying_condition_needs_changes_nothing(case: Case, data: st.DataObject) -> None:
    check_irrelevant_prerequisites(*case, data)


@given(st.data())
def test_prerequisite_that_no_applying_condition_of_the_real_content_needs_changes_nothing(
    ruleset: Ruleset, data: st.DataObject
) -> None:
    check_irrelevant_prerequisites(ruleset, data.draw(real_answers(ruleset)), data)


@given(cases())
def test_holding_every_mandate_asks_for_nothing(case: Case) -> None:
    ruleset, answers = case
    holding = replace(answers, held=frozenset(ruleset.mandates))
    assert recommend(ruleset, holding).having(*ASKED, State.COVERED) == ()


# Refused rule sets


@given(rulesets(), st.data())
def test_cycle_in_includes_is_refused_naming_a_mandate_of_it(ruleset: Ruleset, data: st.DataObject) -> None:
    circle = data.draw(st.lists(st.sampled_from(sorted(ruleset.mandates)), min_size=1, unique=True))
    following = dict(zip(circle, circle[1:] + circle[:1], strict=True))
    rows = [
        replace(row, includes=row.includes | ({following[slug]} if slug in following else set()))
        for slug, row in ruleset.mandates.items()
    ]
    with pytest.raises(ValueError, match="includes itself") as refusal:
        replace(ruleset, mandates=by_slug(rows))
    (named,) = re.findall(r"'(.+)'", str(refusal.value))
    assert named in reachable(by_slug(rows), named)


def reachable(mandates: Mapping[str, Mandate], start: str) -> set[str]:
    found: set[str] = set()
    for _ in mandates:
        found |= {slug for source in (start, *found) for slug in mandates[source].includes}
    return found


# The cost: what matches, not what exists (figure P5)


class Watched(Mapping[str, object]):
    """A mapping that notes what is looked up and cannot be gone through."""

    def __init__(self, name: str, rows: Mapping[str, object], note: Callable[[tuple[str, str]], None]) -> None:
        self.name, self.rows, self.note = name, rows, note

    def __getitem__(self, key: str) -> object:
        self.note((self.name, key))
        return self.rows[key]

    def __contains__(self, key: object) -> bool:
        self.note((self.name, str(key)))
        return key in self.rows

    def __iter__(self) -> Iterator[str]:
        raise AssertionError(f"{self.name} was gone through")

    def __len__(self) -> int:
        raise AssertionError(f"{self.name} was counted")


def look_ups(ruleset: Ruleset, answers: Answers) -> list[tuple[str, str]]:
    """Everything that a recommendation looks up in the rule set, which it may not go through."""
    noted: list[tuple[str, str]] = []
    watched = replace(ruleset)
    for each in fields(watched):
        rows = Watched(each.name, getattr(ruleset, each.name), noted.append)
        object.__setattr__(watched, each.name, rows)
    assert recommend(watched, answers) == recommend(ruleset, answers)
    return sorted(noted)


STRANGERS = rules(
    *(condition(EVERY, f"strange-task-{each}", f"strange-{each}", given="strange") for each in range(50)),
    includes={f"strange-{each}": f"strange-{each + 1}" for each in range(49)},
)


@given(cases())
def test_recommending_looks_up_only_what_matches(case: Case) -> None:
    """Fifty more mandates, tasks and conditions that the answers do not touch cost not one look-up more."""
    ruleset, answers = case
    larger = replace(
        ruleset,
        tasks={**STRANGERS.tasks, **ruleset.tasks},
        prerequisites={**STRANGERS.prerequisites, **ruleset.prerequisites},
        mandates={**STRANGERS.mandates, **ruleset.mandates},
        conditions={**STRANGERS.conditions, **ruleset.conditions},
    )
    assert look_ups(larger, answers) == look_ups(ruleset, answers)


def test_look_ups_grow_with_the_ticked_tasks_alone() -> None:
    ruleset = rules(*(condition("kunta", f"task-{each}", f"mandate-{each}") for each in range(40)))
    counts = [
        len(look_ups(ruleset, Answers(frozenset({"kunta"}), frozenset(list(ruleset.tasks)[:ticked]))))
        for ticked in (0, 1, 2, 40)
    ]
    assert counts == [0, counts[1], 2 * counts[1], 40 * counts[1]]


def test_broader_mandates_come_with_a_look_up_of_the_narrow_one() -> None:
    broad = [mandate(f"broad-{each}", each, ["narrow"]) for each in range(1, 30)]
    ruleset = replace(rules(condition("fund", "viewing", "narrow")), mandates=by_slug([*broad, mandate("narrow", 30)]))
    alone = rules(condition("fund", "viewing", "narrow"))
    answers = Answers(frozenset({"fund"}), frozenset({"viewing"}))
    assert look_ups(ruleset, answers) == look_ups(alone, answers)


@given(cases())
def test_what_is_demanded_is_exactly_what_the_state_needs(case: Case) -> None:
    """All of one alternative betters the state; without any one of its prerequisites it does not."""
    ruleset, answers = case

    def without(slugs: Iterable[str]) -> Answers:
        """The answers when these prerequisites hold after all."""
        return replace(answers, yes=answers.yes | set(slugs), no=answers.no - set(slugs))

    for outcome in recommend(ruleset, answers).outcomes:
        before = naive.BEST_FIRST.index(outcome.needed.value)
        alternatives = demanded(outcome)
        assert bool(alternatives) == (outcome.needed is not State.REQUEST)
        for needs in alternatives:
            after = naive.own_state(ruleset, without(needs), outcome.mandate)
            assert naive.BEST_FIRST.index(after or "") < before
            for slug in needs:
                assert naive.own_state(ruleset, without(needs - {slug}), outcome.mandate) == outcome.needed.value
