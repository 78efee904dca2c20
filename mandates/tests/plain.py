"""The rules of docs/words.md that a machine can check. The words to avoid are read from that document's own tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

GUIDE: Final = Path(__file__).parents[2] / "docs" / "words.md"
LONGEST: Final = 20
SECTIONS: Final = {"fi": "One term for one thing", "sv": "How our Swedish reads", "en": "How our English reads"}
COLUMNS: Final = "| We write | We do not write |\n|---|---|\n"
# Words of the guide whose forms do not all begin as the word does, and one that is wrong before an infinitive only.
FORMS: Final = {
    "ehto": "eh[td]o(?!t)",
    "edellä": "edellä",
    "hakea": "ha[ek]",
    "hyödyntää": "hyödyn[nt]",
    "katsella": "katsel(?!u)",
    "kyseinen": "kysei[ns]",
    "mainittu": "mainit",
    "myöntää": "myön[nt]",
    "suorittaa": "suorit",
    "tarkastella": "tarkastel",
    "tietolupa": "tietolu[pv]",
    "toteuttaa": "toteut",
    "tulee": r"tulee \w+(?:[dlnrt][aä]|[aeiouy]a|[eiyäö]ä)(?!\w)",
    "vaatimus": "vaatimu",
    "valtuus": "valtuu(?:s|tta|den|det|ksia)(?!\\w)",
    "valtuutta": "valtuu(?:s|tta|den|det|ksia)(?!\\w)",
}
AGENCY: Final = {
    "fi": ("DVV", r"Digi- ja väestötietovirast\w+ \(DVV\)"),
    "sv": ("MDB", r"Myndigheten för digitalisering och befolkningsdata \(MDB\)"),
    "en": ("DVV", r"Digital and Population Data Services Agency \(DVV\)"),
}
MARKS: Final = re.compile(r"[\"'!]|  | --? |\.\.\.")
PASSIVE: Final = re.compile(
    r"\b\w*(?:[aeiouyäö]t|st|ht|d|ll|nn|rr)(?:aan|ään)\b"  # tehdään, annetaan
    r"|\b\w+(?:tt|st|ht)iin\b"  # annettiin, tehtiin
    r"|\b(?:ei|eikä) \w+(?:[aeouyäö]t|hd)[aä]\b"  # ei lähetetä
    r"|\b(?:on|oli|ovat|ole) (?:\w+ )?\w+(?:[hst]tu|[hst]ty)\b"  # on tehty
)
ACTIVE: Final = {
    "ei kata",
    "ei käytä",
    "ei tyydytä",
    "etuusasioitaan",
    "mitään",
    "uudestaan",
    "viestiin",
    "viimeistään",
}
_END: Final = re.compile(r"(?<=[.?!])\s+")
_TAG: Final = re.compile(r"<[^<>]*>")
_NOTE: Final = re.compile(r"\([^()]*\)")
_WORD: Final = re.compile(r"\S*\w\S*")


def lines(text: str) -> list[str]:
    """Its paragraphs and list items, without tags and list marks."""
    bare = (_TAG.sub("", line).strip().removeprefix("- ") for line in text.split("\n"))
    return [line for line in bare if line]


def sentences(text: str) -> list[str]:
    """A line and a list item count as sentences too."""
    return [sentence for line in lines(text) for sentence in _END.split(line)]


def words(text: str) -> list[str]:
    """What stands between spaces. A dash by itself is no word."""
    return _WORD.findall(text)


def long_sentences(text: str) -> list[str]:
    return [sentence for sentence in sentences(text) if len(words(sentence)) > LONGEST]


def ending(text: str) -> str:
    """The mark that closes it, if any."""
    last = _TAG.sub("", text).strip()[-1:]
    return last if last in {".", "?", ":"} else ""


def marks(text: str) -> list[str]:
    """Straight quotes, exclamation marks, double spaces, dots and hyphens that stand for other marks."""
    return [found for line in lines(text) for found in MARKS.findall(line)]


def names_the_agency_late(text: str, language: str) -> bool:
    """The agency's letters stand by themselves before the text has given its name."""
    short, name = AGENCY[language]
    return short in re.split(name, text, maxsplit=1)[0]


def passives(sentence: str) -> list[str]:
    """What looks like a passive in Finnish."""
    return [found for found in PASSIVE.findall(sentence) if found not in ACTIVE]


def not_written(language: str) -> list[str]:
    """The "We do not write" cells of the guide's tables for this language, without their notes in brackets."""
    section = GUIDE.read_text(encoding="utf-8").split(f"## {SECTIONS[language]}\n")[1].split("\n## ")[0]
    tables = (part.split("\n\n")[0] for part in section.split(COLUMNS)[1:])
    cells = [row.split("|")[2] for table in tables for row in table.strip().splitlines()]
    return [said.strip() for cell in cells for said in re.split("[,;]", _NOTE.sub("", cell))]


def forbidden(language: str) -> re.Pattern[str]:
    """All that the guide forbids, in its inflected forms. A name is told by its capital letter."""
    forms = (" ".join(_forms(word, language) for word in said.split()) for said in not_written(language))
    return re.compile("|".join(rf"\b{said}" if said[0].isupper() else rf"(?i:\b{said})" for said in forms))


def _forms(word: str, language: str) -> str:
    if language == "fi" and word in FORMS:
        return FORMS[word] if FORMS[word].endswith(r"(?!\w)") else rf"{FORMS[word]}\w*"
    if word[0].isupper() or len(word) < 4 or word.endswith("."):
        return rf"{re.escape(word)}(?!\w)"
    if language == "en":
        return rf"{word.removesuffix('e')}(?:e|ed|es|ing|s)?(?!\w)"
    if language == "sv" and word.endswith("a"):
        return rf"{word[:-1]}(?:a|ade|ar|as|at|er|t|te)(?!\w)"
    return rf"{word[:-1]}\w*" if language == "fi" else rf"{word}\w*"


def lix(texts: Iterable[str]) -> int:
    """Björnsson's measure: words in a sentence + words of over six letters in a hundred. 30 is easy, 60 very hard."""
    said = [sentence for text in texts for sentence in sentences(text)]
    found = [re.sub(r"[^\w-]", "", word) for sentence in said for word in words(sentence)]
    return round(len(found) / len(said) + 100 * sum(len(word) > 6 for word in found) / len(found))
