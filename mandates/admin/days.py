"""Days as editors write them, 26.11.2026 or 2026-11-26, wherever a day can be written."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final

from django import forms

from mandates.models.fields import partial_date_validator

FORMS: Final = ("%d.%m.%Y", "%Y-%m-%d")


def day_of(text: str) -> date | None:
    """The day that is written, None when it is none."""
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
    return None


class DayInput(forms.DateInput):
    """The browser's own field of a day, which shows it in its reader's form and is given it in one only."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        day = day_of(value) if isinstance(value, str) else value
        return day.isoformat() if isinstance(day, date) else super().format_value(value)


class PartialDateField(forms.CharField):
    """A day, a month or a year; a whole day in either form."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        day = day_of(text)
        return day.isoformat() if day else text


def is_partial_date(column: Any) -> bool:
    return partial_date_validator in column.validators
