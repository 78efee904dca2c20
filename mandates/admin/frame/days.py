"""Days as editors write them, 26.11.2026 or 2026-11-26, wherever a day can be written, and as they read them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext, gettext_noop

from mandates.languages import show_date
from mandates.models.base import NO_DAY
from mandates.models.fields import partial_date_validator

FORMS: Final = ("%d.%m.%Y", "%Y-%m-%d")
MONTHS: Final = ("%m.%Y", "%m/%Y", "%Y-%m")
STORED: Final = ("%Y-%m-%d", "%Y-%m", "%Y")
LIKE_A_DAY: Final = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Of the right form, and yet no day may be called so: 31.2.2026."""
PARTIAL_HELP: Final = gettext_noop("Päivä, kuukausi tai vuosi: 26.4.2024, 4.2024 tai 2024.")
NOT_PARTIAL: Final = gettext_noop(
    "Kirjoita päivä muodossa 26.2.2026, kuukausi muodossa 2.2026 tai vuosi muodossa 2026."
)


def day_of(text: str, written: tuple[str, ...] = FORMS) -> date | None:
    """The day that is written, None when it is none."""
    for form in written:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
    return None


def said(stored: str) -> str:
    """A day, a month or a year as the draft has it, in the words of the page: 26.4.2024, huhtikuu 2024, 2024."""
    with suppress(ValueError):
        return show_date(stored)
    return stored


def forms_of(stored: str) -> tuple[str, ...]:
    """The same in every form in which it is written or read here."""
    day = day_of(stored)
    return (said(stored), stored, f"{day.day}.{day.month}.{day.year}" if day else "")


class DayInput(forms.DateInput):
    """The browser's own field of a day, which shows it in its reader's form and is given it in one only."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        day = day_of(value) if isinstance(value, str) else value
        return day.isoformat() if isinstance(day, date) else super().format_value(value)


class PartialDateField(forms.CharField):
    """A day, a month or a year, in either form; shown in the form in which the page's other days are."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        if day := day_of(text):
            return day.isoformat()
        month = day_of(text, MONTHS)
        return f"{month:%Y-%m}" if month else text

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(day_of(value, (form,)) for form in STORED):
            raise ValidationError(NO_DAY if LIKE_A_DAY.fullmatch(value) else gettext(NOT_PARTIAL))

    def prepare_value(self, value: Any) -> Any:
        text = self.to_python(value) if isinstance(value, str) else value
        if not text or len(text) == len("2026"):
            return text
        day, month = day_of(text), day_of(text, MONTHS)
        form: str = get_format("DATE_INPUT_FORMATS")[0]
        if day:
            return day.strftime(form)
        return month.strftime(MONTHS[0] if form == FORMS[0] else MONTHS[-1]) if month else value


def is_partial_date(column: Any) -> bool:
    return partial_date_validator in column.validators
