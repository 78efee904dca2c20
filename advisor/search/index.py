"""The index of the search: every word of a publication in one language, and which words one asked with may mean.

Every word stands under its groups of three letters and under its stems. A word asked with finds the words that share
one with it; `similarity` tells how alike they are. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from advisor.search.fields import Entry, keywords, names, weighed_words
from advisor.search.similarity import kinship, slip, stems, trigrams, undotted, words
from advisor.search.stop_words import ENDINGS, STOP_WORDS
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Ruleset

WITHOUT_DOTS: Final = 0.9
"""How far a word is trusted that was typed without its dots."""
NEAR: Final = 0.58
"""Words less alike than this have nothing to do with each other."""
KIN: Final = 3
"""Words that share fewer groups of three letters are never `NEAR`, unless they are the same short word."""
FORM: Final = 0.95
"""How alike two forms of one word are, which differ in their endings."""
UNSURE: Final = 0.75
"""As alike as others can be at most, where the content has the word asked with."""

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

    `written` holds every way of typing a word; `groups`, `stems` and `spelled` the places there of each group of three
    letters, each stem and each spelling. `services` are the stems of what the services are called, `old_types` today's
    slugs of organisation types by their old ones.
    """

    language: str
    names: Mapping[Entry, tuple[str, ...]]
    keywords: Mapping[Entry, frozenset[tuple[str, ...]]]
    shelf: Shelf
    written: tuple[_Written, ...]
    groups: Mapping[str, tuple[int, ...]]
    stems: Mapping[str, tuple[int, ...]]
    spelled: Mapping[str, tuple[int, ...]]
    services: frozenset[str]
    old_types: Mapping[str, str]

    def knows(self, asked: str) -> bool:
        """Tell whether the content has this word or another form of it."""
        return any(stem in self.stems for stem in stems(asked, ENDINGS[self.language]))

    def names_a_service(self, asked: str) -> bool:
        """Tell whether a service is called by this word or another form of it."""
        return not self.services.isdisjoint(stems(asked, ENDINGS[self.language]))

    def near(self, asked: str) -> Mapping[str, float]:
        """The words of the content that a word asked with may mean, and how surely."""
        if asked in self.shelf or asked not in self.spelled:
            return self._near(asked)
        return _best_of(self._near(self.written[place].word) for place in self.spelled[asked])

    def _near(self, asked: str) -> dict[str, float]:
        shared = self._shared(asked)
        found = _best_of((_alike(asked, shared), self._forms(asked)))
        if max(found.values(), default=0.0) >= FORM:
            found = {word: alike if alike >= FORM else min(alike, UNSURE) for word, alike in found.items()}
        else:
            sure, meant = max(((slip(asked, row.typed), row.typed) for row, _ in shared), default=(0.0, ""))
            corrected = _alike(meant, self._shared(meant)) if sure else {}
            found = _best_of((found, {word: sure * alike for word, alike in corrected.items()}))
        return {word: alike for word, alike in found.items() if alike >= NEAR}

    def _shared(self, asked: str) -> list[_Shared]:
        """What shares groups of three letters with the word, and how many. Dots that were typed are meant."""
        counts = Counter(chain.from_iterable(self.groups.get(group, ()) for group in trigrams(asked)))
        return [(self.written[place], count) for place, count in counts.items() if self._may_mean(asked, place)]

    def _forms(self, asked: str) -> dict[str, float]:
        """The words that are the same but for their endings."""
        places = chain.from_iterable(self.stems.get(stem, ()) for stem in stems(asked, ENDINGS[self.language]))
        rows = (self.written[place] for place in places if self._may_mean(asked, place))
        return {row.word: FORM for row in rows}

    def _may_mean(self, asked: str, place: int) -> bool:
        row = self.written[place]
        return row.typed == row.word or undotted(asked) == asked


def _best_of(found: Iterable[Mapping[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for alike in found:
        for word, value in alike.items():
            best[word] = max(best.get(word, 0.0), value)
    return best


def _alike(asked: str, shared: Iterable[_Shared]) -> dict[str, float]:
    found: dict[str, float] = {}
    for row, count in shared:
        if count >= KIN or row.typed == asked:
            found[row.word] = max(found.get(row.word, 0.0), row.trust * kinship(asked, row.typed))
    return found


def build(ruleset: Ruleset, language: str) -> Index:
    """Index a publication in one language."""
    known = names(ruleset, language)
    shelf = _shelf(ruleset, known, language)
    written = tuple(_written(sorted(shelf)))
    typed = [row.typed for row in written]
    return Index(
        language=language,
        names=known,
        keywords=keywords(ruleset, language),
        shelf=shelf,
        written=written,
        groups=_places(map(trigrams, typed)),
        stems=_places(stems(word, ENDINGS[language]) for word in typed),
        spelled=_places((word,) for word in typed),
        services=_of_services(ruleset, language),
        old_types=ruleset.former_of(Kind.TYPE).aliases,
    )


def _of_services(ruleset: Ruleset, language: str) -> frozenset[str]:
    called = chain.from_iterable(words(getattr(row.name, language)) for row in ruleset.services.values())
    told = (word for word in called if word not in STOP_WORDS[language])
    return frozenset(chain.from_iterable(stems(word, ENDINGS[language]) for word in told))


def _places(rows: Iterable[Iterable[str]]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, parts in enumerate(rows):
        for part in parts:
            places.setdefault(part, []).append(place)
    return {part: tuple(found) for part, found in places.items()}


def _shelf(ruleset: Ruleset, entries: Iterable[Entry], language: str) -> Shelf:
    shelf: dict[str, dict[Entry, float]] = {}
    for entry in entries:
        for word, weight in weighed_words(ruleset, entry, language):
            if word and word not in STOP_WORDS[language]:
                uses = shelf.setdefault(word, {})
                uses[entry] = max(uses.get(entry, 0.0), weight)
    return shelf


def _written(known: Iterable[str]) -> Iterator[_Written]:
    for word in known:
        yield _Written(word, word, 1.0)
        if undotted(word) != word:
            yield _Written(undotted(word), word, WITHOUT_DOTS)
