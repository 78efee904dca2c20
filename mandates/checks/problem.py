"""What can be wrong with a set of content. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mandates.rules.texts import gettext_noop as gettext_noop

Translate = Callable[[str], str]
"""Gives a message in the language of the reader; without one, all is said in Finnish."""


class Severity(StrEnum):
    """Errors stop publishing and, but for those of unfinished rows, importing. Warnings are listed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row that a message speaks of. `plain` is what it is called where nobody knows rows by name."""

    model: str
    slug: str
    plain: str = ""


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A field that a message speaks of, by its column."""

    model: str
    field: str


Ref = RowRef | FieldRef


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What rows and fields are called: their slugs and columns, unless the reader knows them by something better; and
    how the reader writes a day.
    """

    row: Callable[[str, str], str] | None = None
    field: Callable[[str, str], str] | None = None
    day: Callable[[date], str] = lambda day: f"{day.day}.{day.month}.{day.year}"

    def of(self, ref: Ref) -> str:
        """What this one is called."""
        if isinstance(ref, RowRef):
            return self.row(ref.model, ref.slug) if self.row else ref.plain or ref.slug
        return self.field(ref.model, ref.field) if self.field else ref.field


PLAIN: Final = Vocabulary()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message in Finnish, and what stands in place of each %(name)s in it: words, a number, a day, another sentence,
    or rows and fields.
    """

    message: str
    values: tuple[tuple[str, Part], ...] = ()

    def __str__(self) -> str:
        return self.said()

    def said(self, translate: Translate = str, names: Vocabulary = PLAIN) -> str:
        """The whole sentence in the reader's language, with the names that the reader knows."""
        values = {name: _said(value, translate, names) for name, value in self.values}
        return translate(self.message) % values


Part = str | int | date | Sentence | Ref | tuple[Ref, ...]
Reason = str | Sentence
"""Why something is refused: where it speaks of rows or fields, in the words of who reads it."""
WHERE: Final = "%(row)s, %(field)s: %(problem)s"


def _said(value: Part, translate: Translate, names: Vocabulary) -> str | int:
    if isinstance(value, Sentence):
        return value.said(translate, names)
    if isinstance(value, tuple):
        return ", ".join(names.of(ref) for ref in value)
    if isinstance(value, date):
        return names.day(value)
    return names.of(value) if isinstance(value, RowRef | FieldRef) else value


def sentence(message: str, **values: Part) -> Sentence:
    """The message, marked by `gettext_noop`, with its values."""
    return Sentence(message, tuple(values.items()))


def placed(model: str, slug: str, field: str, message: Part) -> Sentence:
    """What is wrong, with the row and the field in front."""
    row = RowRef(model, slug, f"{model} {slug}")
    return sentence(WHERE, row=row, field=FieldRef(model, field), problem=message)


def reason_said(reason: Reason, translate: Translate = str, names: Vocabulary = PLAIN) -> str:
    """The reason in the reader's language, with the names that the reader knows."""
    return reason if isinstance(reason, str) else reason.said(translate, names)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `model` and `slug` name the row, `field` where the mending is done."""

    code: str
    severity: Severity
    model: str
    slug: str
    field: str
    message: Sentence

    def __str__(self) -> str:
        return self.said()

    def said(self, translate: Translate = str) -> str:
        """The problem in the reader's language, by slugs and columns."""
        return self.sentence.said(translate)

    @property
    def sentence(self) -> Sentence:
        """All of it, for readers who know rows and fields by other names."""
        return placed(self.model, self.slug, self.field, self.message)


CODES: Final[Mapping[str, Severity]] = {
    # Rows that nothing uses.
    "task-unused": Severity.ERROR,
    "type-unused": Severity.ERROR,
    "prerequisite-unused": Severity.ERROR,
    "service-unused": Severity.ERROR,
    "symptom-unused": Severity.ERROR,
    "cause-unused": Severity.ERROR,
    "source-unused": Severity.WARNING,
    "group-unused": Severity.WARNING,
    "sector-unused": Severity.WARNING,
    # Conditions.
    "condition-for-nobody": Severity.ERROR,
    "condition-for-both": Severity.ERROR,
    "note-without-prerequisite": Severity.ERROR,
    "condition-superfluous": Severity.WARNING,
    "broad-beside-narrow": Severity.WARNING,
    "retired-needed": Severity.WARNING,
    # Mandates.
    "mandate-unreachable": Severity.ERROR,
    "mandate-without-service": Severity.ERROR,
    "includes-cycle": Severity.ERROR,
    "look-alike-of-itself": Severity.ERROR,
    "mandates-alike": Severity.WARNING,
    "mandate-always-covered": Severity.WARNING,
    "name-not-confirmed": Severity.WARNING,
    "name-seen-only": Severity.WARNING,
    "name-may-have-changed": Severity.WARNING,
    "name-twice": Severity.WARNING,
    # Any row.
    "reference-dangling": Severity.ERROR,
    "translation-missing": Severity.ERROR,
    "source-missing": Severity.WARNING,
    "date-missing": Severity.WARNING,
    "review-passed": Severity.WARNING,
    "review-near": Severity.WARNING,
    "review-before-check": Severity.WARNING,
    "date-in-future": Severity.WARNING,
    "translation-stale": Severity.WARNING,
    "invisible-character": Severity.WARNING,
    "space-doubled": Severity.WARNING,
    "dash-leading": Severity.WARNING,
    # What visitors' links name.
    "old-slug-clash": Severity.ERROR,
    "slug-broken": Severity.ERROR,
    "number-broken": Severity.ERROR,
    # Expected cases.
    "case-failing": Severity.ERROR,
}


UNFINISHED: Final = frozenset({"translation-missing"})
"""Errors that an import may bring, as an editor can mend them in the draft; they stop publishing."""


def problem(code: str, model: str, slug: str, field: str, message: Sentence) -> Problem:
    """A problem of one of the known kinds, as severe as its kind is.

    :raises KeyError: when the code is not one of `CODES`.
    """
    return Problem(code, CODES[code], model, slug, field, message)
