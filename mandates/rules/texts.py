"""Words in the languages of the service, and the one list of those languages. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar


def gettext_noop(message: str) -> str:
    """Mark a message to be translated where it is said."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the service. `code` stands in addresses, in `Text` and at the end of columns' names.

    `own_name` is what a link to its pages says, `english` its name in documents for machines, `adverb` a message in
    Finnish, and `day` how a date is written, in the letters of Django's date filter.
    """

    code: str
    own_name: str
    english: str
    adverb: str
    day: str = "j.n.Y"
    for_editors: bool = False


LANGUAGE_TABLE: Final = (
    Language("fi", "Suomeksi", "Finnish", gettext_noop("suomeksi"), for_editors=True),
    Language("sv", "På svenska", "Swedish", gettext_noop("ruotsiksi")),
    Language("en", "In English", "English", gettext_noop("englanniksi"), day="j F Y", for_editors=True),
)
"""The only list of languages, the first the one that all is written in first (docs/adr/0009-languages.md)."""
LANGUAGES: Final = tuple(language.code for language in LANGUAGE_TABLE)

T = TypeVar("T")


class InLanguages(Generic[T]):
    """Something in each language of the service: the fields of a subclass are the codes of the table."""

    __slots__ = ()

    def items(self) -> Iterator[tuple[str, T]]:
        """Each language's code, with what there is in it."""
        return ((language, getattr(self, language)) for language in LANGUAGES)

    def values(self) -> Iterator[T]:
        """What there is in each language."""
        return (getattr(self, language) for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Text(InLanguages[str]):
    """One text in the languages of the service; Finnish is always there, the others may be empty."""

    fi: str = ""
    sv: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return any(self.values())


class NameState(StrEnum):
    """How sure we are of a mandate's own name in Suomi.fi, in one language."""

    CONFIRMED = "vahvistettu"
    OLD = "vanha"
    SEEN = "nahty"
    UNCONFIRMED = "vahvistamaton"


@dataclass(frozen=True, slots=True)
class ThemeName:
    """The mandate theme's own name in Suomi.fi in one language; empty text when unconfirmed."""

    text: str
    state: NameState
    source: str | None
    dated: str


@dataclass(frozen=True, slots=True)
class ThemeNames(InLanguages[ThemeName]):
    """The theme's own name in each language; each is confirmed by itself."""

    fi: ThemeName
    sv: ThemeName
    en: ThemeName
