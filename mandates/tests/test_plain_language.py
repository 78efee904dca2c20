"""All content keeps the rules of docs/words.md, in its three languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from mandates.rules.texts import LANGUAGES
from mandates.tests import plain

RECORDS: Final[list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "content.json").read_text(encoding="utf-8")
)
LABELS: Final = ("name", "title", "employee", "category")
PROSE: Final = (
    "summary",
    "question",
    "if_no",
    "if_unknown",
    "grant_note",
    "prerequisite_note",
    "other_types_note",
    "before_use",
    "note",
    "outdated_note",
    "body",
    "sign",
    "cure",
    "message",
)
ALLOWS: Final = ("allows",)
HINTS: Final = ("hint",)
OF_EDITORS: Final = ("note", "situation")
EVERY: Final = (*LABELS, *PROSE, *ALLOWS, *HINTS)
# The names of mandates in Suomi.fi and of others' pages.
NOT_OURS: Final = {("mandate", "name"), ("lookalike", "name"), ("source", "title")}
FIELDS_WITHOUT_WORDS: Final = {"keywords", "url", "name_state", "name_source", "name_dated"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item of a list, and where it is."""

    model: str
    slug: str
    field: str
    text: str


def content(language: str, fields: tuple[str, ...]) -> Iterator[Line]:
    return _lines({field: f"{field}_{language}" for field in fields})


def _lines(columns: dict[str, str]) -> Iterator[Line]:
    for record in RECORDS:
        for field, column in columns.items():
            value = record["fields"].get(column) or ""
            for text in filter(None, value.split("\n")):
                yield Line(record["model"].removeprefix("mandates."), record["fields"]["slug"], field, text)


def of_editors() -> list[Line]:
    """Notes and situations are in Finnish only. The facts of the sources are quoted there as they stand."""
    return [line for line in _lines({field: field for field in OF_EDITORS}) if line.model != "fact"]


def ours(language: str) -> list[Line]:
    return [line for line in content(language, EVERY) if (line.model, line.field) not in NOT_OURS]


def test_every_field_of_words_has_its_rules() -> None:
    found = {field.rpartition("_")[0] for record in RECORDS for field in record["fields"] if field.endswith("_fi")}
    assert found - FIELDS_WITHOUT_WORDS == set(EVERY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    read = [*content(language, EVERY), *(of_editors() if language == "fi" else ())]
    assert [(line, found) for line in read for found in plain.long_sentences(line.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_prose_ends_and_labels_do_not(language: str) -> None:
    prose = [*content(language, PROSE), *(of_editors() if language == "fi" else ())]
    whole = [line for line in prose if not line.text.startswith("- ") and "https://" not in line.text]
    open_ended = [line for line in whole if not plain.ending(line.text)]
    closed = [line for line in content(language, (*LABELS, *ALLOWS)) if line.text[-1] in ".?!:;,"]
    half_closed = [line for line in content(language, HINTS) if ". " in line.text and not line.text.endswith(".")]
    assert (open_ended, closed, half_closed) == ([], [], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_mandate_allows_continues_a_sentence(language: str) -> None:
    assert [line for line in content(language, ALLOWS) if not line.text[0].islower()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_are_those_of_print(language: str) -> None:
    read = [*content(language, EVERY), *(of_editors() if language == "fi" else ())]
    assert [(line, found) for line in read for found in plain.marks(line.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_one_that_we_do_not_write(language: str) -> None:
    forbidden = plain.forbidden(language)
    assert [(line, found) for line in ours(language) for found in forbidden.findall(line.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_agency_is_named_before_its_letters_stand_alone(language: str) -> None:
    values = [
        (record["fields"]["slug"], field, record["fields"].get(f"{field}_{language}", ""))
        for record in RECORDS
        for field in PROSE
    ]
    assert [found for found in values if plain.names_the_agency_late(found[2], language)] == []


def test_finnish_says_who_acts() -> None:
    read = [*ours("fi"), *of_editors()]
    assert [(line, found) for line in read for found in plain.passives(line.text)] == []


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("fi", "hakee valtuutta"),
        ("fi", "myönnämme valtuuksia"),
        ("fi", "Pääkäyttäjän"),
        ("fi", "VRK"),
        ("fi", "tulee tarkistaa"),
        ("fi", "Mikäli"),
        ("fi", "suoritetaan"),
        ("fi", "tms."),
        ("fi", "teidän"),
        ("fi", "käyttäjät"),
        ("sv", "Kela"),
        ("sv", "ansöker om en fullmakt"),
        ("sv", "ifall"),
        ("sv", "åtkomsten"),
        ("sv", "ni"),
        ("en", "utilising"),
        ("en", "Please"),
        ("en", "gives a mandate"),
        ("en", "users"),
    ],
)
def test_forbidden_words_are_found_in_their_forms(language: str, phrase: str) -> None:
    assert plain.forbidden(language).findall(f"{phrase} {phrase}") == [phrase, phrase]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Organisaatio hakee valtuutusoikeutta, kun ehdotus tulee. Se antaa valtuuden."),
        ("sv", "Fråga en kollega på kela.fi. Du begär en fullmakt och kräver inget."),
        ("en", "You make a request. The dealer gives advice on authorisation with an application."),
    ],
)
def test_good_words_are_left_alone(language: str, text: str) -> None:
    assert plain.forbidden(language).findall(text) == []


@pytest.mark.parametrize("said", ["Se annetaan.", "Se tehtiin.", "Niitä ei lähetetä.", "Nimi on vahvistettu."])
def test_passive_is_found(said: str) -> None:
    assert len(plain.passives(said)) == 1


@pytest.mark.parametrize("said", ["Organisaatio antaa sen.", "Se ei kata niitä.", "Et tarvitse mitään.", "Se on uusi."])
def test_sentence_with_somebody_who_acts_is_no_passive(said: str) -> None:
    assert plain.passives(said) == []


def test_sentences_are_counted_by_line_and_by_mark() -> None:
    text = "Tarkista <b>nimi</b> 1.5.2026. Onko se oikea?\n\n- yksi – kaksi\n- kolme"
    assert plain.sentences(text) == ["Tarkista nimi 1.5.2026.", "Onko se oikea?", "yksi – kaksi", "kolme"]
    assert [len(plain.words(sentence)) for sentence in plain.sentences(text)] == [3, 3, 2, 1]


def test_only_a_sentence_over_the_limit_is_long() -> None:
    twenty = " ".join(["sana"] * plain.LONGEST)
    assert plain.long_sentences(f"{twenty}. {twenty} liikaa.") == [f"{twenty} liikaa."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Sano "ei"', ['"', '"']),
        ("Heti!", ["!"]),
        ("ei  näin", ["  "]),
        ("näin - ei", [" - "]),
        ("- ”näin” – WCAG 2.2 -ohje, Kela-etuus …", []),
    ],
)
def test_marks_that_are_not_those_of_print_are_found(text: str, found: list[str]) -> None:
    assert plain.marks(text) == found


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("Hae se DVV:ltä. Digi- ja väestötietovirasto (DVV) auttaa.", True),
        ("Hae se Digi- ja väestötietovirastolta (DVV). DVV auttaa.", False),
    ],
)
def test_agency_that_is_named_late_is_found(text: str, *, late: bool) -> None:
    assert plain.names_the_agency_late(text, "fi") is late


def test_lix_counts_the_length_of_sentences_and_long_words() -> None:
    assert plain.lix(["Kela antaa ohjeita. Organisaatio antaa valtuuden."]) == 3 + 50
