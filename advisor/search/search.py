"""Search in own words: the tasks, mandates, organisations and advice that a text means.

Each word asked with leads to the words of the content that it means (`index`), and these to what uses them. A
word tells the more, the fewer use it and the closer to a name it stands (`fields`). What only looks alike is
never found; it is the nearest there is. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Final

from advisor.search.fields import NAME, Entry, Sort
from advisor.search.index import NEAR, Index, Shelf
from advisor.search.similarity import SHORTEST_STEM, stems, words
from advisor.search.stop_words import (
    ALIASES,
    DONE_TO_MANDATES,
    ELSEWHERE,
    ENDINGS,
    JOINING,
    OF_MANDATES,
    OF_SERVICES,
    STOP_WORDS,
)
from advisor.search.whole import as_a_whole, is_one_of

Near = Callable[[str], Mapping[str, float]]
WORK: Final = frozenset({Sort.TASK, Sort.MANDATE})
SHARPNESS: Final = 1.5
"""How much more a close word tells than a distant one."""
WEAKLY: Final = 0.9
"""How much a word that only looks like the one asked with tells beside those that are sure."""
MORE: Final = 0.01
"""How much the other words near the same one add: of what is equal, the entry that speaks more of it comes first."""
SURE: Final = 0.8
"""Words as alike as this are one word: another form of it, most of a compound, or a slip of the pen."""
NAMED: Final = 0.7
"""A word that tells as much of a task names it."""
JOINING_SIGNS: Final = frozenset(",;.+&")
COMMON: Final = 0.4
"""A word that a larger share of all tasks and mandates (or of all others) uses tells nothing alone."""
FEW: Final = 3
"""So many uses never make a word common."""
SHORTEST_HEAD: Final = 6
"""A shorter end of a word is no organisation: "kissa" is no "kassa"."""
FLOOR: Final = 0.21
"""What only looks like the words asked with, and tells less than this in all, is not near."""
SHARE: Final[Mapping[Sort, float]] = {Sort.TASK: 0.16, Sort.MANDATE: 0.16, Sort.TYPE: 0.16, Sort.ADVICE: 0.24}
"""What answers less than this share of the words asked with is no match."""
TYPE_ALONE: Final = 0.35
"""The share that an organisation answers where no task is found: the best restaurant in Helsinki is no organisation."""
BESIDE: Final = 0.4
"""What tells less than this share of the best match is not shown beside it."""
BESIDE_SURE: Final = 0.75
"""So much, where the best match has a word asked with and this one only words that look like it; and advice, beside
tasks."""

DIGITS: Final = 6
LONGEST_TEXT: Final = 200
MOST_WORDS: Final = 16
MOST_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Slugs of what matches, best first; empty when nothing does.

    `nearest` holds tasks that only look like it, where nothing matches. `is_work` tells that tasks or mandates answer
    better than organisations. A text that has no word but those of every service or mandate asks for all of them.
    """

    tasks: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    is_work: bool = False
    all_services: bool = False
    all_mandates: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show but what is nearest."""
        return not (self.tasks or self.mandates or self.types or self.advice or self.all_services or self.all_mandates)


def search(index: Index, text: str, limit: int) -> Found:
    """What a text in somebody's own words means, at most `limit` of each sort.

    Any text is safe: it is cut to 200 letters and 16 words, and only its letters and digits are read.
    """
    asked = as_a_whole(index, words(text[:LONGEST_TEXT]))
    near = cache(index.near)
    said = [word for word in dict.fromkeys(_read(index, near, asked)) if word not in STOP_WORDS[index.language]]
    telling = [
        word
        for word in said
        if not is_one_of(OF_SERVICES, word, index.language) | is_one_of(OF_MANDATES, word, index.language)
    ]
    if said and not telling:
        all_mandates = any(is_one_of(OF_MANDATES, word, index.language) for word in said)
        done = [word for word in asked if word in DONE_TO_MANDATES[index.language]] if all_mandates else []
        how = _slugs(_advice(index, near, done), index, asked, limit)
        return Found(advice=how, all_services=not all_mandates, all_mandates=all_mandates)
    known = [near(word) for word in telling[:MOST_WORDS]]
    if len(telling) < len(said) and (advice := _advice(index, near, telling)):
        return Found(advice=_slugs(advice, index, asked, limit))
    several = not JOINING[index.language].isdisjoint(asked) or not JOINING_SIGNS.isdisjoint(text)
    scores = {sort: _score(index, sort, known, SURE, several=several and sort in WORK) for sort in Sort}
    is_elsewhere = any(is_one_of(ELSEWHERE, word, index.language) for word in telling)
    has_type = _names_a_type(index, (_head(index, word) for word in telling))
    found = {} if is_elsewhere else _beside(scores, _titles(index, known), has_type=has_type)
    if not any(found.values()):
        nearest = scores[Sort.TASK].hits or _score(index, Sort.TASK, known, NEAR).hits
        return Found(nearest=_slugs(nearest, index, asked, MOST_NEAREST))
    slugs = {sort: _slugs(hits, index, asked, limit) for sort, hits in found.items()}
    is_work = _work(scores) > scores[Sort.TYPE].share
    return Found(slugs[Sort.TASK], slugs[Sort.MANDATE], slugs[Sort.TYPE], slugs[Sort.ADVICE], is_work=is_work)


def _work(scores: Mapping[Sort, _Score]) -> float:
    return max(scores[Sort.TASK].share, scores[Sort.MANDATE].share)


def _read(index: Index, near: Near, asked: Sequence[str]) -> Iterator[str]:
    """The words asked with, as the content writes them: two that it knows as one ("hinta ilmoitus", "log in") are that
    one, and one that it knows as two is those two."""
    aliases = ALIASES[index.language]
    at = 0
    while at < len(asked):
        two = asked[at : at + 2]
        is_apart = any(map(str.isdecimal, two)) or STOP_WORDS[index.language].issuperset(two)
        pair = "" if is_apart else "".join(two)
        is_one = at + 1 < len(asked) and (pair in aliases or index.knows(pair))
        word = pair if is_one else asked[at]
        meant = next((aliases[stem] for stem in (word, *stems(word, ENDINGS[index.language])) if stem in aliases), "")
        yield from [meant] if meant else _parts(index, near, word)
        at += 2 if is_one else 1


def _parts(index: Index, near: Near, word: str) -> tuple[str, ...]:
    """The known words that a word is put together of; the word itself when it is meant or has an unknown part."""
    if word in STOP_WORDS[index.language] or _is_meant(index, near, word):
        return (word,)
    for at in range(len(word) - SHORTEST_STEM, SHORTEST_STEM - 1, -1):
        if index.knows(word[:at]):
            rest = _parts(index, near, word[at:])
            if all(_is_meant(index, near, part) for part in rest):
                return word[:at], *rest
    return (_head(index, word),)


def _head(index: Index, word: str) -> str:
    """The organisation that an unknown word ends with ("Sininauhasäätiö"); the word itself where it ends with none."""
    ends = (word[at:] for at in range(1, len(word) - SHORTEST_HEAD + 1))
    return next((end for end in ends if _names_a_type(index, [end])), word)


def _is_meant(index: Index, near: Near, word: str) -> bool:
    known = index.knows(word) or is_one_of(OF_MANDATES, word, index.language)
    return known or max(near(word).values(), default=0.0) >= SURE


def _advice(index: Index, near: Near, telling: Sequence[str]) -> tuple[Entry, ...]:
    """The advice on what is done to a mandate; none where something else is told too."""
    done = DONE_TO_MANDATES[index.language]
    titles = [near(done[word]) for word in telling if word in done]
    return _score(index, Sort.ADVICE, titles, SURE).hits if len(titles) == len(telling) else ()


def _surely(index: Index, near: Mapping[str, float], least: float) -> set[Entry]:
    return {entry for word, alike in near.items() if alike >= least for entry in index.shelf[word]}


@dataclass(frozen=True, slots=True)
class _Score:
    """What matches of one sort, best first, with the share of the words asked with that the best of it answers."""

    hits: tuple[Entry, ...]
    share: float


def _score(
    index: Index, sort: Sort, near: Sequence[Mapping[str, float]], least: float, *, several: bool = False
) -> _Score:
    """Only what has a word at least so alike is a hit; words less alike still tell a little of it. Where `several`
    things are asked for at once, what a word names is one too."""
    entries = [entry for entry in index.names if entry[0] is sort]
    common = max(FEW, COMMON * sum((other in WORK) == (sort in WORK) for other, _ in index.names))
    meant = [_strengths(index.shelf, known, sort, least) for known in near]
    sure = set[Entry]()
    for known, strengths in zip(near, meant, strict=True):
        if _users(strengths) <= common:
            sure |= _surely(index, known, least)
    total, whole = _totals(entries, meant)
    best = max((total[entry] for entry in entries if entry in sure), default=0.0)
    floor = max(FLOOR if least < SURE else 0.0, SHARE[sort] * whole, BESIDE * best)
    hits = sorted((entry for entry in entries if entry in sure and total[entry] >= floor), key=_by(total))
    named = _unheard(hits, (strengths for strengths in meant if _users(strengths) <= common), total) if several else ()
    return _Score((*hits[:1], *named, *hits[1:]), best / whole if hits else 0.0)


def _unheard(
    hits: Sequence[Entry], meant: Iterable[Mapping[Entry, float]], total: Mapping[Entry, float]
) -> tuple[Entry, ...]:
    """What a word names and no hit does: of several tasks in one sentence each is found, however much is said of the
    others."""
    named = dict[Entry, None]()
    for strengths in meant:
        best = max(strengths.values(), default=0.0)
        if hits and best >= NAMED and not any(strengths.get(entry, 0.0) >= best / 2 for entry in (*hits, *named)):
            named[max((entry for entry in total if strengths.get(entry) == best), key=total.__getitem__)] = None
    return tuple(named)


def _by(total: Mapping[Entry, float]) -> Callable[[Entry], float]:
    return lambda entry: -round(total[entry], DIGITS)


def _totals(entries: Sequence[Entry], meant: Iterable[Mapping[Entry, float]]) -> tuple[dict[Entry, float], float]:
    """How much all words tell of each entry, and how much they could tell in all."""
    total = dict.fromkeys(entries, 0.0)
    whole = 0.0
    for strengths in meant:
        rarity = log(1 + len(entries) / _users(strengths)) / log(1 + len(entries)) if strengths else 1.0
        whole += rarity
        for entry, strength in strengths.items():
            total[entry] += rarity * strength
    return total, whole


def _users(strengths: Mapping[Entry, float]) -> float:
    """How many entries use a word, the weaker ones counted less."""
    top = max(strengths.values(), default=1.0)
    return sum((strength / top) ** 2 for strength in strengths.values())


def _strengths(shelf: Shelf, near: Mapping[str, float], sort: Sort, least: float) -> dict[Entry, float]:
    """How strongly one word asked with points to each entry: through the best of the words near it, hardly the rest."""
    best: dict[Entry, float] = {}
    every: dict[Entry, float] = {}
    for word, alike in near.items():
        for entry, weight in shelf[word].items():
            if entry[0] is sort:
                strength = weight * alike**SHARPNESS * (1 if alike >= least else WEAKLY)
                best[entry] = max(best.get(entry, 0.0), strength)
                every[entry] = every.get(entry, 0.0) + strength
    return {entry: strength + MORE * (every[entry] - strength) for entry, strength in best.items()}


def _names_a_type(index: Index, telling: Iterable[str]) -> bool:
    """Tell whether a word is that of an organisation just as we write it: others beside it are its own name."""
    uses = (index.shelf.get(word, {}) for word in telling)
    return any(entry[0] is Sort.TYPE and weight >= NAME for each in uses for entry, weight in each.items())


def _beside(
    scores: Mapping[Sort, _Score], titles: tuple[Entry, ...], *, has_type: bool
) -> dict[Sort, tuple[Entry, ...]]:
    """What is shown beside each other: advice, and tasks or mandates, unless the other answers much better."""
    advice, work = scores[Sort.ADVICE].share, _work(scores)
    least = {
        Sort.TASK: BESIDE_SURE * advice,
        Sort.MANDATE: BESIDE_SURE * advice,
        Sort.TYPE: 0.0 if work or has_type else TYPE_ALONE,
        Sort.ADVICE: BESIDE_SURE * work,
    }
    found = {sort: score.hits if score.share >= least[sort] else () for sort, score in scores.items()}
    return found | {Sort.ADVICE: titles or found[Sort.ADVICE]}


def _titles(index: Index, near: Iterable[Mapping[str, float]]) -> tuple[Entry, ...]:
    """The advice whose title has a word that nothing else has: it is always shown ("employer's sickness allowance")."""
    found = ((known, _surely(index, known, SURE)) for known in near)
    own = [known for known, entries in found if {sort for sort, _ in entries} == {Sort.ADVICE}]
    score = _score(index, Sort.ADVICE, own, SURE)
    return score.hits if score.share >= BESIDE_SURE else ()


def _slugs(found: Iterable[Entry], index: Index, asked: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """What is called exactly so comes first, then what has exactly this keyword; words that say nothing apart."""
    said = {asked, tuple(word for word in asked if word not in STOP_WORDS[index.language])}
    ordered = sorted(
        found, key=lambda each: (index.names[each] not in said, said.isdisjoint(index.keywords.get(each, ())))
    )
    return tuple(slug for _, slug in ordered[:limit])
