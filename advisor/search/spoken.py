"""Search in the language of the page; words of another of our languages find what they mean there."""

from __future__ import annotations

from advisor.search.index import Index, build
from advisor.search.search import LONGEST_TEXT, Found, search
from advisor.search.similarity import SHORTEST_STEM, words
from advisor.search.stop_words import ALIASES, DONE_TO_MANDATES, NEGATIONS, OF_MANDATES, STOP_WORDS
from mandates.languages import spoken
from mandates.publishing.editions import Edition
from mandates.rules.texts import LANGUAGES


def find(edition: Edition, text: str, limit: int) -> Found:
    """What the text means. Another language is tried where this one finds nothing, and only with words that it has."""
    found = search(edition.once(build, spoken()), text, limit)
    if not found.is_empty:
        return found
    asked = words(text[:LONGEST_TEXT])
    others = (edition.once(build, language) for language in LANGUAGES if language != spoken())
    tried = (search(index, text, limit) for index in others if _has_all(index, asked))
    return next((other for other in tried if not other.is_empty), found)


def tells_of_trouble(text: str) -> bool:
    """Tell whether the text says that something is not as it should be."""
    return not NEGATIONS[spoken()].isdisjoint(words(text[:LONGEST_TEXT]))


def _has_all(index: Index, asked: tuple[str, ...]) -> bool:
    telling = [word for word in asked if word not in STOP_WORDS[index.language]]
    is_word = any(word.isalpha() and len(word) >= SHORTEST_STEM for word in telling)
    own = {*OF_MANDATES[index.language], *DONE_TO_MANDATES[index.language], *ALIASES[index.language]}
    return is_word and all(word in own or index.knows(word) for word in telling)
