"""What the search reads of a publication: the words by which tasks, mandates, organisations and advice are found, and
how much each place tells. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Final

from advisor.search.similarity import words
from advisor.search.stop_words import STOP_WORDS
from mandates.rules.rows import GrantPath, Instruction, Mandate, OrganisationType, Task
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text

NAME: Final = 1.0
KEYWORDS: Final = 0.9
HINT: Final = 0.7
SERVICE: Final = 0.6
WHO: Final = 0.5
BODY: Final = 0.5
TITLE_WORD: Final = 0.01
PHRASE: Final = 0.45
PHRASE_OF_WHO: Final = 0.45
"""A word of a longer keyword tells less of an organisation than a keyword that is this word alone."""


class Sort(StrEnum):
    """What can be found; the value is its key in the answer for machines."""

    TASK = "tehtavat"
    MANDATE = "valtuudet"
    TYPE = "organisaatiot"
    ADVICE = "ohjeet"


Entry = tuple[Sort, str]
"""Something that can be found, by its slug."""
Field = tuple[float, Text]


def names(ruleset: Ruleset, language: str) -> dict[Entry, tuple[str, ...]]:
    """The words of everything's own name in a language, in display order."""
    rows: dict[Entry, Text] = {(Sort.TASK, slug): row.name for slug, row in ruleset.tasks.items()}
    rows |= {(Sort.MANDATE, slug): _own_name(row) or row.title for slug, row in ruleset.mandates.items()}
    rows |= {(Sort.TYPE, slug): row.name for slug, row in ruleset.types.items()}
    rows |= {(Sort.ADVICE, slug): row.title for slug, row in ruleset.instructions.items()}
    return {entry: words(getattr(name, language)) for entry, name in rows.items()}


def keywords(ruleset: Ruleset, language: str) -> dict[Entry, frozenset[tuple[str, ...]]]:
    """The words of each keyword of the tasks and organisations in a language."""
    rows: dict[Entry, Text] = {(Sort.TASK, slug): row.keywords for slug, row in ruleset.tasks.items()}
    rows |= {(Sort.TYPE, slug): row.keywords for slug, row in ruleset.types.items()}
    return {entry: frozenset(map(words, getattr(text, language).split(","))) for entry, text in rows.items()}


def weighed_words(ruleset: Ruleset, entry: Entry, language: str) -> Iterator[tuple[str, float]]:
    """The words by which something is found in a language, each with the weight of the place where it stands.

    Words with a hyphen count as one word too, for some write "Kelakorvaus"; so do two words of a title of advice, for
    some write "login". A word may come many times.
    """
    for weight, text in _fields(ruleset, entry):
        yield from _words(getattr(text, language), weight)
    for whole, part, row in _organisations(ruleset, entry):
        for keyword in getattr(row.keywords, language).split(","):
            yield from _words(keyword, whole if len(words(keyword)) == 1 else part)
    if entry[0] is Sort.ADVICE:
        yield from _title(words(getattr(ruleset.instructions[entry[1]].title, language)), language)


def _title(title: tuple[str, ...], language: str) -> Iterator[tuple[str, float]]:
    """The words of advice's title, and any two of them as one; they tell the more, the fewer they are."""
    useful = [word for word in title if word not in STOP_WORDS[language]]
    weight = NAME - TITLE_WORD * len(useful)
    yield from ((word, weight) for word in useful)
    yield from ((left + right, weight) for left, right in pairwise(title) if left in useful)


def _words(text: str, weight: float) -> Iterator[tuple[str, float]]:
    """A number tells something only where it stands among names and keywords: "300 days", not a date."""
    yield from ((word, weight) for word in words(text) if weight >= KEYWORDS or not word.isdecimal())
    yield from (("".join(words(part)), weight) for part in text.split() if "-" in part)


def _fields(ruleset: Ruleset, entry: Entry) -> Iterator[Field]:
    sort, slug = entry
    match sort:
        case Sort.TASK:
            return _of_task(ruleset, ruleset.tasks[slug])
        case Sort.MANDATE:
            return _of_mandate(ruleset, ruleset.mandates[slug])
        case Sort.TYPE:
            return iter([(NAME, ruleset.types[slug].name)])
        case Sort.ADVICE:
            return _of_advice(ruleset, ruleset.instructions[slug])


def _organisations(ruleset: Ruleset, entry: Entry) -> Iterator[tuple[float, float, OrganisationType]]:
    """Those by whose keywords something is found, and how much a keyword and a part of one tell of it."""
    sort, slug = entry
    if sort is Sort.TYPE:
        yield NAME, PHRASE, ruleset.types[slug]
    if sort is Sort.TASK:
        yield from ((WHO, PHRASE_OF_WHO, row) for row in _doing(ruleset, slug))


def _own_name(mandate: Mandate) -> Text:
    """The theme's own name; the Finnish one where a language has none."""
    return Text(*(name.text or mandate.names.fi.text for name in mandate.names.values()))


def _of_task(ruleset: Ruleset, task: Task) -> Iterator[Field]:
    yield NAME, task.name
    yield KEYWORDS, task.keywords
    yield HINT, task.hint
    service = ruleset.services[task.service]
    yield SERVICE, service.name
    yield SERVICE, service.summary
    yield from ((WHO, row.name) for row in _doing(ruleset, task.slug))


def _doing(ruleset: Ruleset, task: str) -> Iterator[OrganisationType]:
    """The organisations that a task's conditions name. What is everybody's belongs to those that have nothing else."""
    conditions = ruleset.conditions_by_task.get(task, ())
    named = {slug for condition in conditions for slug in condition.types}
    if any(condition.every_type for condition in conditions):
        named |= ruleset.types.keys() - {slug for row in ruleset.conditions.values() for slug in row.types}
    yield from (row for slug, row in ruleset.types.items() if slug in named)


def _of_mandate(ruleset: Ruleset, mandate: Mandate) -> Iterator[Field]:
    yield NAME, _own_name(mandate)
    yield NAME, mandate.title
    yield KEYWORDS, mandate.allows
    for slug in {condition.task for condition in ruleset.conditions_by_mandate.get(mandate.slug, ())}:
        yield HINT, ruleset.tasks[slug].name
        yield HINT, ruleset.tasks[slug].keywords
    yield from ((SERVICE, ruleset.services[slug].name) for slug in mandate.services)


def _of_advice(ruleset: Ruleset, advice: Instruction) -> Iterator[Field]:
    """Its words; and for those who apply, what is said of them among organisations of which only some apply."""
    yield BODY, advice.body
    if advice.grant_path is GrantPath.APPLICATION:
        yield from ((BODY, row.grant_note) for row in ruleset.types.values() if row.grant_path is GrantPath.MIXED)
