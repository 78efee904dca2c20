"""The shipped content as later publications have it: rows retired, renamed, worded anew, and one condition more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from mandates.publishing.editions import Edition, Past
from mandates.rules.rows import Kind, Mandate, Task
from mandates.rules.ruleset import Former, Ruleset, by_slug
from mandates.rules.texts import Text

FIRST_DAY: Final = datetime(2026, 1, 10, 9, tzinfo=UTC)


def published(*rulesets: Ruleset) -> tuple[Edition, tuple[Past, ...]]:
    """Publications 1, 2, …, a month apart; the last is the current one."""
    made = [
        Edition(number, str(number) * 64, FIRST_DAY + timedelta(days=31 * (number - 1)), ruleset)
        for number, ruleset in enumerate(rulesets, start=1)
    ]
    return made[-1], tuple(Past(each.number, each.published_at, each) for each in reversed(made))


def without_task(ruleset: Ruleset, slug: str) -> Ruleset:
    """The task retired, and its conditions with it."""
    row = ruleset.tasks[slug]
    return replace(
        ruleset,
        tasks=by_slug(each for each in ruleset.tasks.values() if each is not row),
        conditions=by_slug(each for each in ruleset.conditions.values() if each.task != slug),
        former={**ruleset.former, Kind.TASK: retired(ruleset.former[Kind.TASK], row, row.name)},
    )


def without_mandate(ruleset: Ruleset, slug: str) -> Ruleset:
    """The mandate retired, and what speaks of it."""
    row = ruleset.mandates[slug]
    return replace(
        ruleset,
        mandates=by_slug(each for each in ruleset.mandates.values() if each is not row),
        conditions=by_slug(each for each in ruleset.conditions.values() if each.mandate != slug),
        look_alikes=by_slug(each for each in ruleset.look_alikes.values() if each.mandate != slug),
        former={**ruleset.former, Kind.MANDATE: retired(ruleset.former[Kind.MANDATE], row, row.title)},
    )


def retired(former: Former, row: Task | Mandate, name: Text) -> Former:
    return replace(former, retired={row.slug: name}, numbers={row.slug: row.number})


def with_condition(ruleset: Ruleset, task: str, mandate: str) -> Ruleset:
    """The task needs one mandate more."""
    model = ruleset.conditions_by_task[task][0]
    number = max(row.number for row in ruleset.conditions.values()) + 1
    return replace(
        ruleset,
        conditions=by_slug(
            [*ruleset.conditions.values(), replace(model, slug="uusi-ehto", number=number, mandate=mandate)]
        ),
    )


def with_allows(ruleset: Ruleset, mandate: str, words: str) -> Ruleset:
    changed_row = replace(ruleset.mandates[mandate], allows=Text(words, words, words))
    return replace(
        ruleset, mandates=by_slug(changed_row if row.slug == mandate else row for row in ruleset.mandates.values())
    )


def renamed_task(ruleset: Ruleset, old: str, new: str) -> Ruleset:
    former = Former(aliases={old: new}, old={new: (old,)})
    return replace(
        ruleset,
        tasks=by_slug(replace(row, slug=new) if row.slug == old else row for row in ruleset.tasks.values()),
        conditions=by_slug(replace(row, task=new) if row.task == old else row for row in ruleset.conditions.values()),
        former={**ruleset.former, Kind.TASK: former},
    )
