"""Small rule sets from terse data, only what the rules read filled in; and strategies for any rule set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from mandates.rules.answers import Answers
from mandates.rules.recommend import recommend
from mandates.rules.rows import MODELS, Condition, GrantPath, Mandate, OrganisationType, Prerequisite, Sector, Task
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.rules.texts import NameState, Text, ThemeName, ThemeNames

EVERY: Final = "*"
T = TypeVar("T")


def sector() -> Sector:
    """That of every type that is made here."""
    return Sector("sector", 1, Text("Ryhmä", "Grupp", "Group"))


def organisation_type(slug: str, number: int) -> OrganisationType:
    return OrganisationType(slug, number, "sector", Text(slug), Text(), Text(), Text(slug), GrantPath.MIXED, Text())


def task(slug: str, number: int) -> Task:
    return Task(slug, number, "service", Text(slug), Text(), Text())


def prerequisite(slug: str, number: int) -> Prerequisite:
    return Prerequisite(slug, number, Text(slug), Text(slug), Text(), Text(), "")


def mandate(slug: str, number: int, includes: Iterable[str] = ()) -> Mandate:
    unnamed = ThemeName("", NameState.UNCONFIRMED, None, "")
    return Mandate(
        slug=slug,
        number=number,
        services=("service",),
        title=Text(slug),
        names=ThemeNames(unnamed, unnamed, unnamed),
        category=Text(),
        allows=Text(slug),
        includes=frozenset(includes),
        register_uri="",
        outdated_note=Text(),
        ask_email="",
        source="source",
        checked_on="2026-01-01",
        review_by="2027-01-01",
    )


def condition(types: str, for_task: str, needs: str, given: str = "") -> Condition:
    """`condition("kunta helsinki", "invoices", "list", given="contract")`; `*` is every type, empty nobody."""
    return Condition(
        slug=f"{needs}-{for_task}-{types.replace(' ', '-')}",
        number=0,
        task=for_task,
        mandate=needs,
        types=frozenset(types.split()) - {EVERY},
        every_type=types == EVERY,
        prerequisites=tuple(given.split()),
    )


def rules(*conditions: Condition, includes: Mapping[str, str] | None = None, also: str = "") -> Ruleset:
    """A rule set with these conditions, numbered as they come, and whatever they name.

    `includes` is broad → narrow, several apart by spaces; `also` names mandates that no condition calls for.
    """
    included = {broad: narrow.split() for broad, narrow in (includes or {}).items()}
    mandates = [each.mandate for each in conditions] + also.split()
    mandates += [slug for broad, narrow in included.items() for slug in (broad, *narrow)]
    numbered = [replace(each, number=number) for number, each in enumerate(conditions, start=1)]
    types = unique(slug for each in conditions for slug in sorted(each.types))
    prerequisites = unique(slug for each in conditions for slug in each.prerequisites)
    return Ruleset(
        sectors=by_slug([sector()]),
        types=by_slug(organisation_type(slug, number) for number, slug in types),
        tasks=by_slug(task(slug, number) for number, slug in unique(each.task for each in conditions)),
        prerequisites=by_slug(prerequisite(slug, number) for number, slug in prerequisites),
        mandates=by_slug(mandate(slug, number, included.get(slug, ())) for number, slug in unique(mandates)),
        conditions=by_slug(numbered),
    )


def answers(types: str = "", tasks: str = "", yes: str = "", no: str = "", held: str = "") -> Answers:
    """Answers as words apart by spaces."""
    return Answers(*(frozenset(words.split()) for words in (types, tasks, yes, no, held)))


def states(ruleset: Ruleset, given: Answers) -> dict[str, str]:
    """The state of each mandate that some condition calls for."""
    return {outcome.mandate: outcome.state.value for outcome in recommend(ruleset, given).outcomes}


def unique(slugs: Iterable[str]) -> list[tuple[int, str]]:
    """Numbered from one, each once, in the order of the first appearance."""
    return list(enumerate(dict.fromkeys(slugs), start=1))


@cache
def masks(size: int) -> st.SearchStrategy[int]:
    return st.integers(0, 2**size - 1)


def masked(of: Sequence[T], mask: int) -> frozenset[T]:
    return frozenset(each for place, each in enumerate(of) if mask >> place & 1)


def subsets(of: Sequence[T]) -> st.SearchStrategy[frozenset[T]]:
    return masks(len(of)).map(lambda mask: masked(of, mask))


def some(draw: st.DrawFn, of: Sequence[T]) -> frozenset[T]:
    """Any subset; each element is in every second."""
    return masked(of, draw(masks(len(of))))


def few(draw: st.DrawFn, of: Sequence[T]) -> frozenset[T]:
    """Any subset; each element is in one of four."""
    return masked(of, draw(masks(len(of))) & draw(masks(len(of))))


def mostly(draw: st.DrawFn, of: Sequence[T]) -> frozenset[T]:
    """Any subset; each element is in three of four, so that what is generated shows the rules at work."""
    return frozenset(of) - few(draw, of)


@cache
def count(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


def some_slugs(draw: st.DrawFn, kind: str, least: int, most: int) -> list[str]:
    return [f"{kind}-{number}" for number in range(draw(count(least, most)))]


def shuffled(draw: st.DrawFn, values: Iterable[T]) -> list[T]:
    return draw(st.permutations(list(values)))


@st.composite
def rulesets(draw: st.DrawFn) -> Ruleset:
    """Any rule set: acyclic includes (chains, diamonds), several conditions a mandate, some for nobody."""
    types, tasks = some_slugs(draw, "type", 1, 3), some_slugs(draw, "task", 1, 4)
    prerequisites = some_slugs(draw, "prerequisite", 1, 3)
    mandates = shuffled(draw, some_slugs(draw, "mandate", 2, 6))
    return Ruleset(
        types=by_slug(organisation_type(slug, number) for number, slug in unique(types)),
        tasks=by_slug(task(slug, number) for number, slug in unique(tasks)),
        prerequisites=by_slug(prerequisite(slug, number) for number, slug in unique(prerequisites)),
        mandates=by_slug(shuffled(draw, some_mandates(draw, mandates))),
        conditions=by_slug(some_conditions(draw, types, tasks, prerequisites, mandates)),
    )


def some_mandates(draw: st.DrawFn, broad_first: Sequence[str]) -> list[Mandate]:
    """Each may include any of those after it."""
    numbers = shuffled(draw, range(1, len(broad_first) + 1))
    return [
        mandate(slug, number, mostly(draw, broad_first[place + 1 :]))
        for place, (number, slug) in enumerate(zip(numbers, broad_first, strict=True))
    ]


def some_conditions(
    draw: st.DrawFn, types: list[str], tasks: list[str], prerequisites: list[str], mandates: list[str]
) -> list[Condition]:
    """One for most of the mandates, and up to five more."""
    called_for = sorted(mostly(draw, mandates)) + [
        mandates[draw(count(0, len(mandates) - 1))] for _ in range(draw(count(0, 5)))
    ]
    return [
        Condition(
            slug=f"condition-{place}",
            number=number,
            task=tasks[draw(count(0, len(tasks) - 1))],
            mandate=needs,
            types=mostly(draw, types),
            every_type=draw(count(0, 3)) == 3,
            prerequisites=tuple(sorted(some(draw, prerequisites))),
        )
        for place, (number, needs) in enumerate(
            zip(shuffled(draw, range(1, len(called_for) + 1)), called_for, strict=True)
        )
    ]


@st.composite
def answers_to(draw: st.DrawFn, ruleset: Ruleset) -> Answers:
    """Any answers: unknown slugs too, the same prerequisite in yes and no, mandates held."""
    return Answers(
        types=mostly(draw, [*ruleset.types, "unknown"]),
        tasks=mostly(draw, [*ruleset.tasks, "unknown"]),
        yes=some(draw, [*ruleset.prerequisites, "unknown"]),
        no=few(draw, [*ruleset.prerequisites, "unknown"]),
        held=few(draw, [*ruleset.mandates, "unknown"]),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Ruleset, Answers]:
    """A rule set with answers to it."""
    ruleset = draw(rulesets())
    return ruleset, draw(answers_to(ruleset))


def apart(ruleset: Ruleset, others: Ruleset) -> Ruleset:
    """The same with numbers that no row of the others has, for rows that these have not: they are other rows."""
    rows: dict[str, Any] = {}
    for attribute, model in MODELS.items():
        known, found = others.rows(model), list(ruleset.rows(model).values())
        rows[attribute] = by_slug(row if row.slug in known else _other(row) for row in found)
    return replace(ruleset, **rows)


def _other(row: Any) -> Any:
    return replace(row, number=row.number + 1000)
