"""What can be wrong with a set of content. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """Errors stop importing and publishing, warnings are listed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `model` and `slug` name the row, `field` where the mending is done."""

    code: str
    severity: Severity
    model: str
    slug: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.model} {self.slug}, {self.field}: {self.message}"


CODES: Final[Mapping[str, Severity]] = {
    # Rows that nothing uses.
    "task-unused": Severity.ERROR,
    "type-unused": Severity.ERROR,
    "prerequisite-unused": Severity.ERROR,
    "service-unused": Severity.ERROR,
    "source-unused": Severity.WARNING,
    "group-unused": Severity.WARNING,
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
    "confusion-half-told": Severity.ERROR,
    "confusion-of-itself": Severity.ERROR,
    "confusion-untranslated": Severity.WARNING,
    "mandates-alike": Severity.WARNING,
    "mandate-always-covered": Severity.WARNING,
    "name-not-confirmed": Severity.WARNING,
    # Any row.
    "reference-dangling": Severity.ERROR,
    "translation-missing": Severity.WARNING,
    "source-missing": Severity.WARNING,
    "date-missing": Severity.WARNING,
    "review-passed": Severity.WARNING,
    "review-near": Severity.WARNING,
    # What visitors' links name.
    "old-slug-clash": Severity.ERROR,
    "slug-broken": Severity.ERROR,
    "number-broken": Severity.ERROR,
    # Expected cases.
    "case-failing": Severity.ERROR,
}


def problem(code: str, model: str, slug: str, field: str, message: str) -> Problem:
    """A problem of one of the known kinds, as severe as its kind is.

    :raises KeyError: when the code is not one of `CODES`.
    """
    return Problem(code, CODES[code], model, slug, field, message)
