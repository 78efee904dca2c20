"""Planning a publication: the rows that go out, their problems, and what waits after it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from mandates.checks import old_addresses
from mandates.checks.integrity import Problem, Severity
from mandates.checks.problem import Reason, RowRef, sentence
from mandates.content import checking, composing, contents, progress, translations
from mandates.content.composing import Name, RowId, RowsById
from mandates.content.contents import Content
from mandates.models import Publication
from mandates.publishing import refusals, stored
from mandates.publishing.given import EverGiven
from mandates.publishing.planned import EVERYTHING, Choice, DifferingRow, Draft
from mandates.publishing.standing import EMPTY, Sides
from mandates.publishing.stored import UNREADABLE
from mandates.rules.ruleset import Ruleset

TWICE: Final = gettext_noop(
    "Tunniste %(slug)s olisi kahdella rivillä: valitse kummankin muutos tai ei kumpaakaan, tai anna toiselle toinen "
    "tunniste."
)
LOST: Final = gettext_noop("Rivit viittaavat riveihin, joita ei julkaista: %(rows)s. Valitse nekin.")
UNREADABLE_DRAFT: Final = gettext_noop("Sisältöä ei voi koota: %(error)s.")
NOT_SOUND: Final = gettext_noop("Odottava julkaisu %(number)s ei olisi muutoksen jälkeen kunnossa: %(problem)s")


def draft(choice: Choice = EVERYTHING) -> Draft:
    """Read the draft and check what would be published of it."""
    sides = Sides.read()
    source = contents.draft().rows
    progress.step(1, 3, gettext("tarkistetaan"))
    planned = _planned(sides, source, choice)
    return replace(planned, problems=(*planned.problems, *translations.problems()))


def usual() -> Choice:
    """What is chosen when nobody has: everything, but what the waiting publication has already."""
    sides = Sides.read()
    if sides.waiting is None:
        return EVERYTHING
    made = _Made.of(sides, contents.draft().rows, EVERYTHING)
    return Choice(frozenset(row.key for row in made.rows if not row.waits))


def again(older: Publication, choice: Choice = EVERYTHING) -> Draft:
    """An older publication as it would be published again. It was checked then: only addresses are checked anew."""
    sides = Sides.read()
    try:
        rows = stored.content_of(older).rows
    except UNREADABLE:
        return Draft(Content({}), sides.standing, choice, EMPTY, None, (), (stored.damaged(older),))
    every = Choice(None, choice.with_waiting, choice.ours, choice.theirs)
    return _planned(sides, sides.given.kept_in(rows), every, again=True)


def _planned(sides: Sides, source: RowsById, choice: Choice, *, again: bool = False) -> Draft:
    made = _Made.of(sides, source, choice)
    if again and made.waiting is not None:
        made = replace(made, waiting=sides.given.with_what_they_name(made.waiting))
    others: list[Reason] = []
    rows = made.waiting if choice.with_waiting and made.waiting is not None else made.now
    content = contents.of(rows)
    ruleset, problems = _checked(content, sides.given, others, again=again)
    planned = Draft(
        content=content,
        standing=sides.standing,
        choice=choice,
        before=sides.before,
        ruleset=ruleset,
        problems=problems,
        others=(),
        damage=sides.damage,
        rows=made.rows,
        source=made.source,
        base=made.base,
        successor="" if made.waiting is None or choice.with_waiting else contents.of(made.waiting).body,
    )
    others += refusals.of(planned, sides, is_again=again)
    if made.waiting is not None and not choice.with_waiting and not others and not again:
        others += _of_successor(contents.of(made.waiting), sides.given.and_of(made.now), planned)
    return replace(planned, others=tuple(others))


@dataclass(frozen=True, slots=True)
class _Made:
    """The rows that visitors see at once and those that wait, as the choice makes them."""

    base: RowsById
    source: RowsById
    rows: tuple[DifferingRow, ...]
    now: RowsById
    waiting: RowsById | None

    @classmethod
    def of(cls, sides: Sides, source: RowsById, choice: Choice) -> _Made:
        if sides.live is None:
            whole = sides.given.kept_in(source)
            return cls({}, whole, (), whole, None)
        base = sides.base
        lost = {key: row for key, row in base.items() if key not in sides.live and key not in source}
        source, live = {**source, **lost}, {**sides.live, **lost}
        keys = composing.changed(live, source)
        slugs = composing.renamed(sides.waiting or {}, source, keys)
        rows = tuple(_differing(key, (live, source, sides.waiting), choice, slugs) for key in keys)
        chosen = [row.key for row in rows if row.chosen]
        now = composing.taking(base, source, chosen)
        if sides.waiting is None:
            return cls(base, source, rows, now, None)
        into = chosen if choice.with_waiting else [key for key in chosen if key not in choice.theirs]
        waiting = _following(sides.given.kept_in(sides.waiting), source, into)
        return cls(base, source, rows, now, waiting)


def _following(waiting: RowsById, source: RowsById, into: Collection[RowId]) -> RowsById:
    """The waiting publication with these rows as the source has them. Its other rows name them by their new slugs."""
    slugs, taken = composing.renamed(waiting, source, into), frozenset(into)
    rows = composing.taking(waiting, source, taken)
    return {key: record if key in taken else composing.following(record, slugs) for key, record in rows.items()}


def _differing(
    key: RowId, sides: tuple[RowsById, RowsById, RowsById | None], choice: Choice, slugs: Mapping[Name, str]
) -> DifferingRow:
    """`slugs` are those that rows of what waits have got in the draft since: naming one by it is no other text."""
    live, source, waiting = sides
    chosen = choice.rows is None or key in choice.rows
    before, after = live.get(key), source.get(key)
    if waiting is None:
        return DifferingRow(key, before, after, chosen)
    there = waiting.get(key)
    if there is None or there == before:
        return DifferingRow(key, before, after, chosen, waits=there == after, both=there not in (before, after))
    waits = after in (there, composing.following(there, slugs))
    return DifferingRow(key, before, after, chosen, waits=waits, both=not waits)


def _checked(
    content: Content, given: EverGiven, others: list[Reason], *, again: bool
) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    """The content compiled, and what is wrong with it; with the whole, in `others`."""
    twice = sorted({composing.name_of(record)[1] for record in composing.of_twice(content.rows)})
    others += [sentence(TWICE, slug=slug) for slug in twice]
    try:
        ruleset, problems = checked(content, given)
    except ValueError as error:
        others += [] if twice else [sentence(UNREADABLE_DRAFT, error=str(error))]
        return None, ()
    told = {(problem.model, problem.slug) for problem in problems if problem.code == "reference-dangling"}
    if lost := composing.lost(content.rows, told):
        named = tuple(RowRef(model, slug, f"{model}/{slug}") for model, slug in lost)
        others.append(sentence(LOST, rows=named))
    if again and ruleset:
        return ruleset, tuple(old_addresses.broken(ruleset, given.as_ruleset()))
    return ruleset, problems


def checked(content: Content, given: EverGiven) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    """The content compiled, and its problems beside what visitors have been given; told once a day of the same.

    :raises ValueError: when it cannot be compiled for another reason than a cycle.
    """
    return _checked_on(content, given, timezone.localdate().isoformat())


@lru_cache(maxsize=contents.KEPT)
def _checked_on(content: Content, given: EverGiven, today: str) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    return checking.check_content(content, published=given.as_ruleset(), today=today)


def _of_successor(content: Content, given: EverGiven, planned: Draft) -> Iterator[Reason]:
    """What stops the publication that waits after this one."""
    found: list[Reason] = []
    _, problems = _checked(content, given, found, again=False)
    found += [problem.sentence for problem in problems if problem.severity is Severity.ERROR]
    number = planned.standing.waiting.number if planned.standing.waiting else 0
    for reason in found:
        yield sentence(NOT_SOUND, number=number, problem=reason)
