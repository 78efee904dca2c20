"""What holds for any edit of any rule set: the impact says neither less nor more than asking before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, product
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from mandates.impact.changes import Effect, Impact, changes
from mandates.impact.effects import Given, StateChange
from mandates.rules.answers import Answers
from mandates.rules.recommend import State, recommend
from mandates.rules.rows import Condition, Mandate
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.rules.texts import Text
from mandates.tests import building
from mandates.tests.building import answers_to, few, mostly, rulesets, shuffled
from mandates.tests.depth import sampled

Edit = tuple[Ruleset, Ruleset]
Effects = set[tuple[str, State | None, State | None]]
ANSWERS: Final = ("yes", "no", "unanswered")


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Two rule sets, the second partly the first: as little as nothing differs, or as much as everything."""
    before, other = draw(rulesets()), draw(rulesets())
    mandates = before.mandates if draw(st.booleans()) else other.mandates
    conditions = {slug: row for slug, row in before.conditions.items() if slug in mostly(draw, list(before.conditions))}
    for slug in sorted(few(draw, list(other.conditions))):
        conditions[slug] = other.conditions[slug]
    after = replace(
        before,
        types=before.types if draw(st.booleans()) else other.types,
        tasks=before.tasks if draw(st.booleans()) else other.tasks,
        mandates=by_slug(row for slug, row in mandates.items() if slug in mostly(draw, list(mandates))),
        conditions=by_slug(conditions.values()),
    )
    after = building.apart(after, before)
    return (before, after) if draw(st.booleans()) else (after, before)


@st.composite
def idle_edits(draw: st.DrawFn) -> Edit:
    """Edits that no answer shows: other words, another order, conditions and inclusions that say nothing new."""
    before = draw(rulesets())
    known = frozenset(before.types)
    conditions: list[Condition] = []
    for row in before.conditions.values():
        if row.every_type and draw(st.booleans()):
            conditions.append(replace(row, every_type=False, types=known))
        elif draw(st.booleans()):
            conditions += [replace(row, slug=f"{row.slug}-{slug}", types=frozenset({slug})) for slug in row.types]
            conditions.append(replace(row, types=frozenset()))
        else:
            conditions.append(row)
        if draw(st.booleans()):
            more = tuple(sorted({*row.prerequisites, *few(draw, list(before.prerequisites))}))
            conditions.append(replace(row, slug=f"{row.slug}-more", prerequisites=more, note="Tiukempi."))
    numbered = (replace(row, number=number) for number, row in enumerate(shuffled(draw, conditions), start=1))
    after = replace(
        before,
        types=by_slug(shuffled(draw, before.types.values())),
        tasks=by_slug([*shuffled(draw, before.tasks.values()), building.task("idle", 99)]),
        mandates=by_slug(shuffled(draw, (reworded(before, row) for row in before.mandates.values()))),
        conditions=by_slug(numbered),
    )
    return before, after


def reworded(ruleset: Ruleset, mandate: Mandate) -> Mandate:
    """Another title, and every inclusion told directly."""
    included = frozenset(slug for slug, broader in ruleset.included_in.items() if mandate.slug in broader)
    return replace(mandate, title=Text("Toinen"), includes=included)


def states(ruleset: Ruleset, answers: Answers) -> dict[str, State]:
    """What the site says: it drops types and tasks that have no row, and says nothing without a type."""
    types, tasks = answers.types & frozenset(ruleset.types), answers.tasks & frozenset(ruleset.tasks)
    if not types:
        return {}
    outcomes = recommend(ruleset, replace(answers, types=types, tasks=tasks)).outcomes
    return {outcome.mandate: outcome.state for outcome in outcomes}


def differing(edit: Edit, answers: Answers) -> Effects:
    was, now = states(edit[0], answers), states(edit[1], answers)
    return {(slug, was.get(slug), now.get(slug)) for slug in {*was, *now} if was.get(slug) != now.get(slug)}


def situations(edit: Edit) -> Iterator[Answers]:
    """Every situation that exists before or after, the plain way."""
    for organisation, task in product({*edit[0].types, *edit[1].types}, {*edit[0].tasks, *edit[1].tasks}):
        met = [
            condition
            for ruleset in edit
            for condition in ruleset.conditions.values()
            if organisation in ruleset.types and task in ruleset.tasks and condition.mandate in ruleset.mandates
            if condition.task == task and (condition.every_type or organisation in condition.types)
        ]
        if met:
            asked = sorted({slug for condition in met for slug in condition.prerequisites})
            yield from answered(frozenset({organisation}), frozenset({task}), asked)


def answered(types: frozenset[str], tasks: frozenset[str], asked: Sequence[str]) -> Iterator[Answers]:
    for said in product(ANSWERS, repeat=len(asked)):
        pairs = list(zip(asked, said, strict=True))
        yes, no = (frozenset(slug for slug, each in pairs if each == value) for value in ("yes", "no"))
        yield Answers(types, tasks, yes, no)


def agrees(given: Given, answers: Answers) -> bool:
    yes, no = answers.yes - answers.no, answers.no
    return given.yes <= yes and given.no <= no and given.unanswered.isdisjoint(yes | no)


def listed(impact: Impact, answers: Answers) -> list[Effect]:
    """The changes that hold for one of the ticked types and one of the ticked tasks."""
    return [
        change
        for change in impact.rules
        if change.organisation in answers.types and change.task in answers.tasks and agrees(change.given, answers)
    ]


def effects(impact: Impact, edit: Edit, situation: Answers) -> Effects:
    """What the changes for a situation say; the state of an added or removed mandate is asked."""
    found: Effects = set()
    for change in listed(impact, situation):
        found |= {(slug, None, states(edit[1], situation)[slug]) for slug in change.added}
        found |= {(slug, states(edit[0], situation)[slug], None) for slug in change.removed}
        found |= {(each.mandate, each.before, each.after) for each in change.changed}
    return found


def subsets(slugs: Sequence[str]) -> Iterator[frozenset[str]]:
    every = chain.from_iterable(combinations(slugs, size) for size in range(len(slugs) + 1))
    return (frozenset(each) for each in every)


@given(edits())
def test_each_situation_changes_as_listed_and_no_other(edit: Edit) -> None:
    impact = changes(*edit)
    every = list(situations(edit))
    changed = [each for each in every if differing(edit, each)]
    assert {each: effects(impact, edit, each) for each in every} == {each: differing(edit, each) for each in every}
    assert (impact.changed, impact.situations) == (len(changed), len(every))


@given(edits())
def test_each_change_stands_for_as_many_situations_as_it_says(edit: Edit) -> None:
    impact = changes(*edit)
    every = list(situations(edit))
    for change in impact.rules:
        mine = [each for each in every if change in listed(impact, each)]
        assert change.situations == len(mine)
        assert change.situations > 0
        assert change.added or change.removed or change.changed
        assert differing(edit, change.query)
        assert change in listed(impact, change.query)


@given(edits())
def test_answers_in_a_change_are_those_on_which_it_depends(edit: Edit) -> None:
    """For each of its mandates and prerequisites there are situations that differ in this answer alone."""
    impact = changes(*edit)
    every = list(situations(edit))
    for change in impact.rules:
        mine = [each for each in every if (each.types, each.tasks) == (change.query.types, change.query.tasks)]
        for slug, mandate in product(sorted(named(change.given)), (each.mandate for each in change.changed)):
            seen: dict[Answers, set[frozenset[tuple[str, State | None, State | None]]]] = {}
            for each in mine:
                rest = replace(each, yes=each.yes - {slug}, no=each.no - {slug})
                effect = frozenset(found for found in differing(edit, each) if found[0] == mandate)
                seen.setdefault(rest, set()).add(effect)
            assert max(len(effects) for effects in seen.values()) > 1


def named(given: Given) -> frozenset[str]:
    return given.yes | given.no | given.unanswered


@given(edits(), st.data())
def test_an_answer_changes_only_where_a_situation_or_a_covering_of_it_does(edit: Edit, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edit[data.draw(st.integers(0, 1))]))
    impact = changes(*edit)
    touched = {*states(edit[0], answers), *states(edit[1], answers)}
    covering = [each for each in impact.covering if each.narrow in touched and each.broad in touched | answers.held]
    if not covering and not listed(impact, answers):
        assert differing(edit, answers) == set()


@given(edits())
def test_each_covering_pair_that_changes_is_listed(edit: Edit) -> None:
    was, now = ({(broad, narrow) for narrow, broader in each.included_in.items() for broad in broader} for each in edit)
    found = [((each.broad, each.narrow), each.added) for each in changes(*edit).covering]
    assert sorted(found) == sorted([(pair, True) for pair in now - was] + [(pair, False) for pair in was - now])


@given(idle_edits())
def test_no_answer_changes_when_nothing_is_listed(edit: Edit) -> None:
    """All sets of types and tasks, with all answers to prerequisites in the audit; of each example every fifth else."""
    impact = changes(*edit)
    assert (impact.rules, impact.covering, impact.changed, impact.share) == ((), (), 0, 0.0)
    every = [
        answers
        for types, tasks in product(subsets(list(edit[0].types)), subsets(list(edit[1].tasks)))
        for answers in answered(types, tasks, list(edit[0].prerequisites))
    ]
    for answers in sampled(every, 5):
        assert differing(edit, answers) == set()


@given(edits())
def test_the_way_back_mirrors_the_way_there(edit: Edit) -> None:
    there, back = changes(*edit), changes(*reversed(edit))
    assert {comparable(mirrored(each)) for each in there.rules} == {comparable(each) for each in back.rules}
    assert len(there.rules) == len(back.rules)
    assert {replace(each, added=not each.added) for each in there.covering} == set(back.covering)
    assert (there.changed, there.situations) == (back.changed, back.situations)
    for mine, theirs in zip(there.rows, back.rows, strict=True):
        assert (mine.model, mine.added, mine.removed) == (theirs.model, theirs.removed, theirs.added)
        assert {(each.slug, each.after, each.before) for each in mine.moved} == {
            (each.slug, each.before, each.after) for each in theirs.moved
        }
        for ours, others in ((mine.wording, theirs.wording), (mine.rule_fields, theirs.rule_fields)):
            assert {replace(each, before=each.after, after=each.before) for each in ours} == set(others)


def mirrored(change: Effect) -> Effect:
    changed = (StateChange(each.mandate, each.after, each.before) for each in change.changed)
    return replace(change, added=change.removed, removed=change.added, changed=tuple(changed))


def comparable(change: Effect) -> Effect:
    """Mandates in one order: each way has its own display order."""
    return replace(
        change,
        added=tuple(sorted(change.added)),
        removed=tuple(sorted(change.removed)),
        changed=tuple(sorted(change.changed, key=lambda each: each.mandate)),
    )


@given(rulesets())
def test_no_edit_is_no_impact(ruleset: Ruleset) -> None:
    found = changes(ruleset, ruleset)
    assert found == Impact((), (), (), 0, found.situations)
    assert found.situations == len(list(situations((ruleset, ruleset))))


@st.composite
def reordered(draw: st.DrawFn) -> Edit:
    ruleset = draw(rulesets())
    return ruleset, replace(ruleset, mandates=by_slug(shuffled(draw, ruleset.mandates.values())))


@given(reordered())
def test_rows_that_were_not_moved_kept_their_order(edit: Edit) -> None:
    """Moved are those that not every longest run in the old order holds."""
    ruleset, after = edit
    moved = {each.slug for model in changes(ruleset, after).rows for each in model.moved}
    runs = [run for run in subsets(list(ruleset.mandates)) if in_order(run, ruleset) == in_order(run, after)]
    longest = max(len(run) for run in runs)
    assert frozenset(ruleset.mandates) - moved == frozenset.intersection(*(run for run in runs if len(run) == longest))


def in_order(slugs: frozenset[str], ruleset: Ruleset) -> list[str]:
    return [slug for slug in ruleset.mandates if slug in slugs]
