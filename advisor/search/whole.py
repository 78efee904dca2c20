"""What a text asks for as a whole, where its words one by one would mislead. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

from advisor.search.fields import Sort
from advisor.search.index import Index
from advisor.search.own_names import type_called
from advisor.search.similarity import stems
from advisor.search.stop_words import (
    ENDINGS,
    KIN,
    LOOKED_FOR,
    MY,
    NAMES,
    NEGATIONS,
    OF_MANDATES,
    OF_SERVICES,
    ORGANISATIONS,
    PRIVATELY,
    SEEING,
    STOP_WORDS,
    TO_CHOOSE,
)


def as_a_whole(index: Index, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The words to search with: those asked with, or what they mean together."""
    if _misses_organisation(index, asked):
        return (TO_CHOOSE[index.language],)
    if _is_of_kin(index.language, asked):
        return (PRIVATELY[index.language],)
    if found := _missed(index, asked) or _named(index, asked):
        return found
    telling = tuple(word for word in asked if not _is_unsaying(word, index.language))
    slug = type_called(asked) or type_called(telling) or ""
    return index.names.get((Sort.TYPE, index.old_types.get(slug, slug)), asked)


def is_one_of(known: Mapping[str, frozenset[str]], word: str, language: str) -> bool:
    """Tell whether a word is one of those known in a language, or another form of one."""
    return not _all_stems(known[language], language).isdisjoint(stems(word, ENDINGS[language]))


@lru_cache
def _all_stems(known: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(stems(word, ENDINGS[language]) for word in known))


def _is_unsaying(word: str, language: str) -> bool:
    is_of_all = is_one_of(OF_SERVICES, word, language) or is_one_of(OF_MANDATES, word, language)
    return is_of_all or word in STOP_WORDS[language] or word in ENDINGS[language]


def _is_of_kin(language: str, asked: tuple[str, ...]) -> bool:
    """Tell whether somebody speaks of their own kin."""
    before = ("", *asked)
    return any(
        word in KIN[language] and (not MY[language] or said in MY[language])
        for said, word in zip(before, asked, strict=False)
    )


def _missed(index: Index, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The service or the mandate of which somebody says that it is not there to see, and nothing else."""
    seeing, negations = SEEING[index.language], NEGATIONS[index.language]
    is_not_there = not seeing.isdisjoint(asked) and not negations.isdisjoint(asked)
    told = tuple(word for word in asked if word not in seeing)
    missed = tuple(word for word in told if index.names_a_service(word) or is_one_of(OF_MANDATES, word, index.language))
    known = {*missed, *seeing, *negations}
    is_all = all(word in known or _is_unsaying(word, index.language) for word in asked)
    return missed if is_not_there and is_all else ()


def _named(index: Index, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The service whose mandate, or else the mandates, of which somebody asks what they are called; none where more is
    said of them."""
    language = index.language
    services = tuple(word for word in asked if index.names_a_service(word))
    mandates = tuple(word for word in asked if is_one_of(OF_MANDATES, word, language))
    known = {*services, *mandates, *NAMES[language], *LOOKED_FOR[language]}
    is_all = all(word in known or _is_unsaying(word, language) for word in asked)
    return services or mandates if is_all and not NAMES[language].isdisjoint(asked) else ()


def _misses_organisation(index: Index, asked: tuple[str, ...]) -> bool:
    """Tell whether somebody says that the organisation is not there to see or to choose, in which service at the most,
    and nothing else."""
    language = index.language
    told = [word for word in asked if not is_one_of(ORGANISATIONS, word, language)]
    is_missed = len(told) < len(asked) and not NEGATIONS[language].isdisjoint(told)
    known = SEEING[language] | NEGATIONS[language]
    return (
        is_missed
        and not SEEING[language].isdisjoint(told)
        and all(word in known or _is_unsaying(word, language) or index.names_a_service(word) for word in told)
    )
