"""All sentences of the interface keep the rules of docs/words.md, and a page explains the terms that it names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from django.test import Client

from advisor.conversation.questions import WORDS
from advisor.tests.conversation.test_reading import Page
from advisor.tests.test_catalogues import BLOCK, catalogue
from mandates.languages import PREFIXED
from mandates.rules.texts import LANGUAGES
from mandates.tests import plain

FILES: Final = re.compile(r"^#: (\S+)", re.MULTILINE)
OF_ADMIN: Final = re.compile(r"templates/admin/|mandates/(?!rules/|languages\.py)|advisor/checks\.py")
DESK: Final = re.compile(r"support|_desk|_told")
LETTERS: Final = re.compile(r"^advisor/(letters/(letter|messages|writer)|team/request)\.py$")
"""Where what one person writes to another stands."""
ASKED_OF_ANOTHER: Final = re.compile(r"(^|[.,] )(first )?(ask|check|grant|remove|tell)\b", re.IGNORECASE)
"""A sentence in a letter that tells its reader to do something, without asking."""
PASSIVE_AS_NOBODY_IN_PARTICULAR_ACTS: Final = {
    "Tarvitaan, jos jokin näistä on tehtäväsi: %(tasks)s.": "whoever does one of the tasks needs it",
    "Tarvitaan vain tehtävään ”%(task)s”.": "whoever does the task needs it, and the reader does not do it",
    "Tarvitaan tehtävään ”%(task)s”.": "as above",
    "Nimeä ei ole vahvistettu": "the state of a name",
    "Esimerkiksi asiakkaan koodi, vastauksen osoite tai valtuus, jonka asiakasta käskettiin hankkia.": (
        "the caller may not know who told"
    ),
    "”Minun käskettiin hankkia tämä valtuus”": "the caller may not know who told",
}
TITLES: Final = {"%(answer)s. Neuvonnan työpöytä"}
TERMS: Final = {
    "/kysely/suhde/?organisaatio=kunta&tehtava=ajanvaraus": {
        "asiointivaltuu": "Organisaatio antaa sinulle",
        "edustamisvaltuu": "Organisaatio valtuuttaa ensin työnantajasi. Työnantajasi antaa sinulle",
    },
    "/koodi/DGPZ-9SP/antajalle/": {
        "Valtuutusoikeus on": "oikeus antaa valtuuksia.",
        "DVV": "Digi- ja väestötietovirasto",
    },
    "/koodi/FFM9-7MT/antajalle/": {
        "Edustajan valtuutusoikeus on": "oikeus antaa edustamisvaltuuksia.",
        "DVV": "Digi- ja väestötietovirasto",
    },
    "/valtuudet/eessi-katselu/": {"tarkkaa nimeä": "Etsi se Suomi.fistä kuvauksella."},
}
NEAR: Final = 90


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or label of the interface in one language, and where the sources have it."""

    file: str
    finnish: str
    text: str


def said(language: str) -> list[Said]:
    """In Finnish what the sources say, in another language what its catalogue says for it."""
    codes = PREFIXED if language == "fi" else (language,)
    return list(dict.fromkeys(each for code in codes for each in _read(code, in_finnish=language == "fi")))


def _read(code: str, *, in_finnish: bool) -> Iterator[Said]:
    for block in catalogue(code).read_text(encoding="utf-8").split("\n\n"):
        found = [(name, "".join(map(ast.literal_eval, text.splitlines()))) for name, text in BLOCK.findall(block)]
        sources = [text for name, text in found if name.startswith("msgid")]
        own = sources if in_finnish else [text for name, text in found if name.startswith("msgstr")]
        file = next((each for each in FILES.findall(block) if not OF_ADMIN.match(each)), "admin")
        yield from (Said(file, source, text) for source, text in zip(sources, own, strict=True) if source and text)


def for_visitors(language: str) -> list[Said]:
    return [each for each in said(language) if each.file != "admin"]


def is_open(said: Said) -> bool:
    """Several sentences in one line without a mark at the end, unless a link or what a page puts there ends them."""
    several = len(plain.sentences(said.text)) > 1 and "\n" not in said.text
    return several and not plain.ending(said.text) and not said.text.endswith(("</a>", ")s"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    assert [(each, found) for each in said(language) for found in plain.long_sentences(each.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_sentences_end_with_a_mark_and_titles_do_not(language: str) -> None:
    assert {each.finnish for each in said(language) if is_open(each)} == TITLES


@pytest.mark.parametrize("language", PREFIXED)
def test_translation_ends_as_the_finnish_does(language: str) -> None:
    assert [each for each in said(language) if plain.ending(each.finnish) != plain.ending(each.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_are_those_of_print(language: str) -> None:
    assert [(each, found) for each in said(language) for found in plain.marks(each.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_one_that_we_do_not_write(language: str) -> None:
    """But a letter from one person to another may say please."""
    forbidden = plain.forbidden(language)
    read = [(each, found) for each in for_visitors(language) for found in forbidden.findall(each.text)]
    assert [(each, found) for each, found in read if found.lower() != "please" or not LETTERS.match(each.file)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_agency_is_named_before_its_letters_stand_alone(language: str) -> None:
    assert [each for each in for_visitors(language) if plain.names_the_agency_late(each.text, language)] == []


def test_customer_is_the_readers_except_at_the_desk() -> None:
    of_desk = {str(text) for words in WORDS.values() for text in (words.short, words.missing)}
    read = [each for each in for_visitors("fi") if re.search("asiak(as|ka)", each.text.lower())]
    others = [each for each in read if not DESK.search(each.file) and each.text not in of_desk]
    assert [each for each in others if "asiakkaille" not in each.text] == []


def test_finnish_says_who_acts() -> None:
    sentences = [sentence for each in for_visitors("fi") for sentence in plain.sentences(each.text)]
    passive = {sentence for sentence in sentences if plain.passives(sentence)}
    assert passive == set(PASSIVE_AS_NOBODY_IN_PARTICULAR_ACTS)


def test_letters_ask_and_do_not_order() -> None:
    written = [each.text for each in said("en") if LETTERS.match(each.file)]
    assert [text for text in written if ASKED_OF_ANOTHER.search(text)] == []
    assert len([text for text in written if "please" in text.lower()]) > 10


@pytest.mark.parametrize(
    ("url", "term", "explanation"),
    [(url, term, explanation) for url, terms in TERMS.items() for term, explanation in terms.items()],
)
def test_term_stands_beside_its_explanation_where_a_page_first_names_it(
    url: str, term: str, explanation: str, site: Client
) -> None:
    unfolded = re.sub("(</?)details", r"\1section", site.get(url).content.decode())
    text = " ".join(word for word, _ in Page(url, unfolded).words)
    place = text.index(term)
    assert explanation in text[max(0, place - NEAR) : place + NEAR + len(explanation)]
