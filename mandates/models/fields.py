"""Field builders for translated content: a column in each language, the first required where any is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from django.core.validators import MaxLengthValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mandates.languages import DEFAULT, IN_LANGUAGE
from mandates.rules.texts import LANGUAGES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

slug_validator = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Käytä vain pieniä kirjaimia a–z, numeroita ja yksittäisiä väliviivoja.")
)
old_slugs_validator = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*( [a-z0-9]+(-[a-z0-9]+)*)*\Z", _("Kirjoita tunnisteet yhdellä välilyönnillä erotettuina.")
)
partial_date_validator = RegexValidator(
    r"\A\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z",
    _("Kirjoita päivä muodossa 2026-02-26, kuukausi muodossa 2026-02 tai vuosi muodossa 2026."),
)
line_validator = RegexValidator(
    r"[\x00-\x1f\x7f\u2028\u2029]", _("Poista rivinvaihdot ja näkymättömät ohjausmerkit."), inverse_match=True
)
paragraph_validator = RegexValidator(
    r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]", _("Poista näkymättömät ohjausmerkit."), inverse_match=True
)
PARAGRAPH_LENGTH: Final = 2000
# A TextField's max_length holds in forms only.
PARAGRAPH_VALIDATORS: Final = (paragraph_validator, MaxLengthValidator(PARAGRAPH_LENGTH))

LineColumn: TypeAlias = "models.CharField[str, str]"
ParagraphColumn: TypeAlias = "models.TextField[str, str]"
AddressColumn: TypeAlias = "models.URLField[str, str]"


def labelled(label: StrOrPromise, language: str) -> StrOrPromise:
    """The label of a field's column in one language: "nimi suomeksi"."""
    return format_lazy(_("{label} {language}"), label=label, language=IN_LANGUAGE[language])


def line(
    label: StrOrPromise, help_text: StrOrPromise = "", *, length: int = 200, required: bool = True
) -> tuple[LineColumn, ...]:
    """One line of text in each language."""
    return tuple(
        models.CharField(
            labelled(label, language),
            max_length=length,
            blank=not (required and language == DEFAULT),
            default="",
            help_text=help_text,
            validators=[line_validator],
        )
        for language in LANGUAGES
    )


def paragraph(
    label: StrOrPromise, help_text: StrOrPromise = "", *, required: bool = True
) -> tuple[ParagraphColumn, ...]:
    """Longer text in each language."""
    return tuple(
        models.TextField(
            labelled(label, language),
            max_length=PARAGRAPH_LENGTH,
            blank=not (required and language == DEFAULT),
            default="",
            help_text=help_text,
            validators=PARAGRAPH_VALIDATORS,
        )
        for language in LANGUAGES
    )


def address(label: StrOrPromise, help_text: StrOrPromise = "", *, required: bool = True) -> tuple[AddressColumn, ...]:
    """The https address of a public page in each language."""
    return tuple(
        models.URLField(
            labelled(label, language),
            max_length=300,
            blank=not (required and language == DEFAULT),
            default="",
            help_text=help_text,
            validators=[URLValidator(schemes=["https"], message=_("Kirjoita koko osoite. Se alkaa https://."))],
        )
        for language in LANGUAGES
    )


def partial_date(label: StrOrPromise, help_text: StrOrPromise) -> LineColumn:
    """A date that may be known to the month or the year only."""
    return models.CharField(
        label,
        max_length=10,
        default="",
        help_text=help_text,
        validators=[partial_date_validator],
    )


def is_in_calendar(day: str) -> bool:
    """Whether there is such a day, month or year: the validator's form allows 2026-02-31."""
    try:
        date.fromisoformat(day + "0001-01-01"[len(day) :])
    except ValueError:
        return False
    return True
