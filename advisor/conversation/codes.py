"""A conversation's answers <-> a short code to read over the phone. Pure: no Django, no I/O.

A code is one number and its check, written with 31 signs (`code_signs.py`). Each answer has a place that follows from
its row's stable number, never from its slug or its order, so a code lives on when rows are renamed, moved or retired,
and rows added later take places that no code has used.

The number is made of the places in `numbering.py`: few everyday answers have a small one, and so a short code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from advisor.conversation import dropping, keys, questionnaire
from advisor.conversation.code_signs import BASE, CodeError, Fault, payload_of, written
from advisor.conversation.numbering import Places, number_of, places_of
from advisor.conversation.questionnaire import Conversation
from mandates.rules.answers import Answers
from mandates.rules.rows import NONE_OF_THESE, Kind, Relation
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class _Answered:
    """Answers as rising places. Task place 0 is "none of these"; a prerequisite has two places, for yes and for no."""

    relations: int
    types: Places
    tasks: Places
    prerequisites: Places
    held: Places


RELATIONS: Final = tuple(Relation)
NONE_PLACE: Final = 0


def encode(conversation: Conversation, ruleset: Ruleset) -> str:
    """The code of all answers and of nothing else, in groups: the same answers always give the same code.

    Slugs that the ruleset does not offer have no number and are left out; `questionnaire.parse` drops them too.
    """
    return _encoded(_answered(conversation, _rows(ruleset)))


def encode_said(conversation: Conversation, ruleset: Ruleset) -> str:
    """The code of the answers with what was dropped of organisations, tasks and mandates that we know: whoever reads it
    drops the same again, and so can tell of it."""
    answers, dropped = conversation.answers, dropping.rows(conversation.dropped, ruleset)
    said = Answers(
        types=answers.types.union(dropped.get(Kind.TYPE, ())),
        tasks=answers.tasks.union(dropped.get(Kind.TASK, ())),
        yes=answers.yes,
        no=answers.no,
        held=answers.held.union(dropped.get(Kind.MANDATE, ())),
    )
    rows = {kind: ruleset.numbers(kind) for kind in _rows(ruleset)}
    return _encoded(_answered(replace(conversation, answers=said), rows))


def _encoded(answered: _Answered) -> str:
    return written(_digits(_number(answered)))


def decode(code: str, ruleset: Ruleset) -> Conversation | CodeError:
    """The conversation that a code stands for, as its address would be understood today; else what is wrong.

    Case, spaces, dashes and dots do not matter. What the code names and the ruleset does not offer stands in `dropped`:
    a retired row by its slug, a number that no row has as "tehtava 17".
    """
    read = _read(code, ruleset)
    return read if isinstance(read, CodeError) else _conversation(read, ruleset)


def pairs_of(code: str, ruleset: Ruleset) -> list[tuple[str, str]]:
    """What a code says as the query of an address, also by rows that are retired; nothing where it is no code."""
    read = _read(code, ruleset)
    return [] if isinstance(read, CodeError) else _pairs(read, ruleset)[0]


def _read(code: str, ruleset: Ruleset) -> _Answered | CodeError:
    payload = payload_of(code)
    if isinstance(payload, CodeError):
        return payload
    return _answers_of(payload, _row_count(ruleset)) or CodeError(Fault.CHECK)


# Answers <-> digits


def _digits(number: int) -> list[int]:
    """In base 31, the highest first, none in vain."""
    found: list[int] = []
    while number or not found:
        number, digit = divmod(number, BASE)
        found.append(digit)
    return found[::-1]


def _number(answered: _Answered) -> int:
    fields = (answered.types, answered.tasks, answered.prerequisites, answered.held)
    return (number_of(fields) << len(RELATIONS)) + answered.relations


def _answers_of(payload: Sequence[int], most: int) -> _Answered | None:
    """The answers that these digits stand for; None when no conversation has them, or we would write them otherwise."""
    number = 0
    for digit in payload:
        number = number * BASE + digit
    rest, relations = divmod(number, 1 << len(RELATIONS))
    found = _Answered(relations, *places_of(rest, most))
    return found if _is_sound(found) and _digits(_number(found)) == list(payload) else None


def _is_sound(answered: _Answered) -> bool:
    """Tell whether the answers agree: none of these is no task besides, and no prerequisite is yes and no."""
    asked = [place // 2 for place in answered.prerequisites]
    return (NONE_PLACE not in answered.tasks or len(answered.tasks) == 1) and len(asked) == len(set(asked))


# Conversation <-> places


def _answered(conversation: Conversation, rows: Mapping[Kind, Mapping[str, int]]) -> _Answered:
    answers = conversation.answers
    yes = (2 * number - 2 for number in _known(rows, Kind.PREREQUISITE, answers.yes - answers.no))
    no = (2 * number - 1 for number in _known(rows, Kind.PREREQUISITE, answers.no))
    tasks = [NONE_PLACE] if conversation.none_of_these else _known(rows, Kind.TASK, answers.tasks)
    return _Answered(
        relations=sum(1 << place for place, each in enumerate(RELATIONS) if each in conversation.relations),
        types=tuple(sorted(number - 1 for number in _known(rows, Kind.TYPE, answers.types))),
        tasks=tuple(sorted(tasks)),
        prerequisites=tuple(sorted((*yes, *no))),
        held=tuple(sorted(number - 1 for number in _known(rows, Kind.MANDATE, answers.held))),
    )


def _known(rows: Mapping[Kind, Mapping[str, int]], kind: Kind, slugs: Iterable[str]) -> list[int]:
    return [rows[kind][slug] for slug in slugs if slug in rows[kind]]


def _conversation(answered: _Answered, ruleset: Ruleset) -> Conversation:
    """What an address with these rows would say; `questionnaire.parse` drops what is not offered any more."""
    pairs, unknown = _pairs(answered, ruleset)
    read = questionnaire.parse(pairs, ruleset)
    return replace(read, dropped=tuple(sorted({*read.dropped, *unknown})))


def _pairs(answered: _Answered, ruleset: Ruleset) -> tuple[list[tuple[str, str]], set[str]]:
    """The rows as an address has them, and the numbers that no row has."""
    slugs = {kind: _slugs(ruleset, kind, numbers) for kind, numbers in _rows(ruleset).items()}
    pairs: list[tuple[str, str]] = []
    unknown: set[str] = set()
    for key, kind, number in _numbers(answered):
        if number in slugs[kind]:
            pairs.append((key, slugs[kind][number]))
        else:
            unknown.add(f"{key}-{number}")
    if NONE_PLACE in answered.tasks:
        pairs.append((keys.TASKS, NONE_OF_THESE))
    relations = (each for place, each in enumerate(RELATIONS) if answered.relations >> place & 1)
    pairs += [(keys.RELATION, relation) for relation in relations]
    return pairs, unknown


def _numbers(answered: _Answered) -> Iterator[tuple[str, Kind, int]]:
    """The address's key, the kind and the stable number of each row."""
    for place in answered.types:
        yield keys.TYPES, Kind.TYPE, place + 1
    for place in answered.tasks:
        if place != NONE_PLACE:
            yield keys.TASKS, Kind.TASK, place
    for place in answered.prerequisites:
        yield (keys.NO if place % 2 else keys.YES), Kind.PREREQUISITE, place // 2 + 1
    for place in answered.held:
        yield keys.HELD, Kind.MANDATE, place + 1


def _rows(ruleset: Ruleset) -> dict[Kind, dict[str, int]]:
    """The numbers of the rows that are offered."""
    return {
        kind: {slug: row.number for slug, row in ruleset.rows(kind).items()}
        for kind in (Kind.TYPE, Kind.TASK, Kind.PREREQUISITE, Kind.MANDATE)
    }


def _row_count(ruleset: Ruleset) -> int:
    """How many answers there can be: a row is ticked once, or with none of these; retired rows count too."""
    retired = sum(len(former.numbers) for former in ruleset.former.values())
    return 1 + retired + sum(map(len, _rows(ruleset).values()))


def _slugs(ruleset: Ruleset, kind: Kind, offered: Mapping[str, int]) -> dict[int, str]:
    """Slugs by number, those of retired rows too."""
    retired = ruleset.former_of(kind).numbers
    return {number: slug for numbers in (retired, offered) for slug, number in numbers.items()}
