"""Search in own words: an index of one publication's tasks and mandates, in memory.

Every word of the content stands under its groups of three letters. A word asked with finds the words that share a
group with it; those that are alike (`similarity`) lead to the tasks and mandates that use them. A word tells the more,
the fewer use it and the closer to a name it stands. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log
from typing import Final

from mandates.ruleset import Kind, Mandate, Ruleset, Task, Text
from mandates.similarity import kinship, slip, trigrams, undotted, words
from mandates.stop_words import STOP_WORDS

NAME: Final = 1.0
KEYWORDS: Final = 0.9
HINT: Final = 0.7
SERVICE: Final = 0.6
WHO: Final = 0.5

WITHOUT_DOTS: Final = 0.9
"""How far a word is trusted that was typed without its dots."""
NEAR: Final = 0.58
"""Words less alike than this have nothing to do with each other."""
KIN: Final = 3
"""Words that share fewer groups of three letters are never `NEAR`, unless they are the same short word."""
SHARPNESS: Final = 1.5
"""How much more a close word tells than a distant one."""
MORE: Final = 0.01
"""How much the other words near the same one add: of what is equal, the entry that speaks more of it comes first."""
SURE: Final = 0.8
"""Words as alike as this are one word: another form of it, or a slip of the pen."""
COMMON: Final = 0.4
"""A word that a larger share of all uses tells nothing alone: most of all is about Kela."""
FEW: Final = 3
"""So many uses never make a word common."""
FLOOR: Final = 0.21
"""What tells less than this in all is no match."""
SHARE: Final = 0.16
"""What answers less than this share of the words asked with is no match."""
BESIDE: Final = 0.4
"""What tells less than this share of the best match is not shown beside it."""
BESIDE_SURE: Final = 0.75
"""So much, where the best match has a word asked with and this one only words that look like it."""

DIGITS: Final = 6
LONGEST_TEXT: Final = 200
MOST_WORDS: Final = 16


@dataclass(frozen=True, slots=True)
class Found:
    """Slugs of what matches, best first; empty when nothing does."""

    tasks: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()


Field = tuple[float, Text]
Entry = tuple[Kind, str]
"""A task or a mandate."""
Shelf = Mapping[str, Mapping[Entry, float]]
"""Which entries use a word, and the weight of the best place where each does."""


@dataclass(frozen=True, slots=True)
class _Written:
    """How a word may be typed, the word itself, and how far that is trusted."""

    typed: str
    word: str
    trust: float


_Shared = tuple[_Written, int]


@dataclass(frozen=True, slots=True)
class Index:
    """One publication's words in one language. Nothing changes it, so any thread may search.

    `written` holds every way of typing a word, and `groups` the places there of each group of three letters.
    """

    language: str
    names: Mapping[Entry, tuple[str, ...]]
    shelf: Shelf
    written: tuple[_Written, ...]
    groups: Mapping[str, tuple[int, ...]]

    def near(self, asked: str) -> Mapping[str, float]:
        """The words of the content that a word asked with may mean, and how surely."""
        shared = self._shared(asked)
        found = _alike(asked, shared)
        if not any(row.typed == asked for row, _ in shared):
            sure, meant = max(((slip(asked, row.typed), row.typed) for row, _ in shared), default=(0.0, ""))
            corrected = _alike(meant, self._shared(meant)) if sure else {}
            found = {word: max(found.get(word, 0.0), sure * corrected.get(word, 0.0)) for word in {*found, *corrected}}
        return {word: alike for word, alike in found.items() if alike >= NEAR}

    def _shared(self, asked: str) -> list[_Shared]:
        """What shares groups of three letters with the word, and how many. Dots that were typed are meant."""
        counts = Counter(chain.from_iterable(self.groups.get(group, ()) for group in trigrams(asked)))
        has_dots = undotted(asked) != asked
        rows = ((self.written[place], count) for place, count in counts.items())
        return [(row, count) for row, count in rows if row.typed == row.word or not has_dots]


def _names(ruleset: Ruleset, language: str) -> dict[Entry, tuple[str, ...]]:
    names: dict[Entry, Text] = {(Kind.TASK, slug): task.name for slug, task in ruleset.tasks.items()}
    names |= {(Kind.MANDATE, slug): _own_name(row) or row.title for slug, row in ruleset.mandates.items()}
    return {entry: words(getattr(name, language)) for entry, name in names.items()}


def _own_name(mandate: Mandate) -> Text:
    """The theme's own name; the Finnish one where a language has none."""
    names = mandate.names
    return Text(names.fi.text, names.sv.text or names.fi.text, names.en.text or names.fi.text)


def _alike(asked: str, shared: Iterable[_Shared]) -> dict[str, float]:
    found: dict[str, float] = {}
    for row, count in shared:
        if count >= KIN or row.typed == asked:
            found[row.word] = max(found.get(row.word, 0.0), row.trust * kinship(asked, row.typed))
    return found


def build(ruleset: Ruleset, language: str) -> Index:
    """Index a publication's tasks and mandates in one language."""
    tasks = (((Kind.TASK, slug), _task_fields(ruleset, task)) for slug, task in ruleset.tasks.items())
    mandates = (((Kind.MANDATE, slug), _mandate_fields(ruleset, row)) for slug, row in ruleset.mandates.items())
    shelf = _shelf((*tasks, *mandates), language)
    written = tuple(_written(sorted(shelf)))
    return Index(language, _names(ruleset, language), shelf, written, _groups(written))


def _groups(written: Iterable[_Written]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, row in enumerate(written):
        for group in trigrams(row.typed):
            places.setdefault(group, []).append(place)
    return {group: tuple(found) for group, found in places.items()}


def search(index: Index, text: str, limit: int) -> Found:
    """The tasks and mandates that a text in somebody's own words means, at most `limit` of each.

    Any text is safe: it is cut to 200 letters and 16 words, and only its letters and digits are read.
    """
    asked = words(text[:LONGEST_TEXT])
    telling = [word for word in dict.fromkeys(asked) if word not in STOP_WORDS[index.language]] or asked
    near = [index.near(word) for word in telling[:MOST_WORDS]]
    meant = [_strengths(index.shelf, known) for known in near]
    sure = {entry for known in near for word, alike in known.items() if alike >= SURE for entry in index.shelf[word]}
    told = {entry for strengths in meant if not _is_common(strengths, len(index.names)) for entry in strengths}
    slugs: dict[Kind, tuple[str, ...]] = {}
    for kind in (Kind.TASK, Kind.MANDATE):
        found = _ranked([entry for entry in index.names if entry[0] is kind], meant, told, sure)
        found.sort(key=lambda entry: index.names[entry] != asked)
        slugs[kind] = tuple(slug for _, slug in found[:limit])
    return Found(slugs[Kind.TASK], slugs[Kind.MANDATE])


def _is_common(strengths: Mapping[Entry, float], every: int) -> bool:
    return _users(strengths) > max(FEW, COMMON * every)


def _users(strengths: Mapping[Entry, float]) -> float:
    """How many entries use a word, the weaker ones counted less."""
    top = max(strengths.values(), default=1.0)
    return sum((strength / top) ** 2 for strength in strengths.values())


def _ranked(
    entries: Sequence[Entry], meant: Iterable[Mapping[Entry, float]], told: Set[Entry], sure: Set[Entry]
) -> list[Entry]:
    """The entries that match, by how much the words tell of them; in display order where that is equal."""
    total = dict.fromkeys(entries, 0.0)
    whole = 0.0
    for everywhere in meant:
        strengths = {entry: everywhere[entry] for entry in entries if entry in everywhere}
        rarity = log(1 + len(entries) / _users(strengths)) / log(1 + len(entries)) if strengths else 1.0
        whole += rarity
        for entry, strength in strengths.items():
            total[entry] += rarity * strength
    found = [entry for entry in entries if entry in told]
    floor = max(FLOOR, SHARE * whole, BESIDE * _best(total, found))
    unsure_floor = max(floor, BESIDE_SURE * _best(total, sure & set(found)))
    found = [entry for entry in found if total[entry] >= (floor if entry in sure else unsure_floor)]
    return sorted(found, key=lambda entry: -round(total[entry], DIGITS))


def _best(total: Mapping[Entry, float], entries: Iterable[Entry]) -> float:
    return max((total[entry] for entry in entries), default=0.0)


def _strengths(shelf: Shelf, near: Mapping[str, float]) -> dict[Entry, float]:
    """How strongly one word asked with points to each entry: through the best of the words near it, hardly the rest."""
    best: dict[Entry, float] = {}
    every: dict[Entry, float] = {}
    for word, alike in near.items():
        for entry, weight in shelf.get(word, {}).items():
            strength = weight * alike**SHARPNESS
            best[entry] = max(best.get(entry, 0.0), strength)
            every[entry] = every.get(entry, 0.0) + strength
    return {entry: strength + MORE * (every[entry] - strength) for entry, strength in best.items()}


def _task_fields(ruleset: Ruleset, task: Task) -> Iterator[Field]:
    yield NAME, task.name
    yield KEYWORDS, task.keywords
    yield HINT, task.hint
    service = ruleset.services.get(task.service)
    if service:
        yield SERVICE, service.name
        yield SERVICE, service.summary
    conditions = ruleset.conditions_by_task.get(task.slug, ())
    for slug in {name for condition in conditions for name in condition.types}:
        yield WHO, ruleset.types[slug].name
        yield WHO, ruleset.types[slug].keywords


def _mandate_fields(ruleset: Ruleset, mandate: Mandate) -> Iterator[Field]:
    yield NAME, _own_name(mandate)
    yield NAME, mandate.title
    yield KEYWORDS, mandate.allows
    for slug in {condition.task for condition in ruleset.conditions_by_mandate.get(mandate.slug, ())}:
        yield HINT, ruleset.tasks[slug].name
        yield HINT, ruleset.tasks[slug].keywords
    for slug in mandate.services:
        if slug in ruleset.services:
            yield SERVICE, ruleset.services[slug].name


def _shelf(entries: Iterable[tuple[Entry, Iterator[Field]]], language: str) -> Shelf:
    shelf: dict[str, dict[Entry, float]] = {}
    for entry, fields in entries:
        for weight, text in fields:
            for word in _index_words(getattr(text, language), language):
                uses = shelf.setdefault(word, {})
                uses[entry] = max(uses.get(entry, 0.0), weight)
    return shelf


@lru_cache(maxsize=2_048)
def _index_words(text: str, language: str) -> frozenset[str]:
    """The words of a text, and those with a hyphen as one word too: some write "Kelakorvaus"."""
    joined = {"".join(words(part)) for part in text.split() if "-" in part}
    return frozenset({*words(text), *joined}) - STOP_WORDS[language] - {""}


def _written(known: Iterable[str]) -> Iterator[_Written]:
    for word in known:
        yield _Written(word, word, 1.0)
        if undotted(word) != word:
            yield _Written(undotted(word), word, WITHOUT_DOTS)
