"""Row and AddressedRow: what every row of the content has."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any, ClassVar, Final, Self, TypeVar, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from mandates.models import translations
from mandates.models.fields import is_in_calendar, old_slugs_validator, partial_date_validator, slug_validator

TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Unicode's signs of direction: with them a text shows otherwise than it reads. No language here needs them."""
TURNED: Final = _("Poista näkymättömät merkit, jotka kääntävät tekstin suunnan.")
NO_DAY: Final = _("Tällaista päivää ei ole.")
TAKEN: Final = _("Tämä on jo rivillä ”%(row)s”. Anna toinen.")
LARGEST_NUMBER: Final = 999_999
NONE_LEFT: Final = _("Kaikki numerot on käytetty: uutta riviä ei voi lisätä.")
R = TypeVar("R", bound="Row")


class RowVersionError(Exception):
    """Somebody else has saved the row since it was read; nothing was written."""


def free_number(used: Collection[int]) -> int:
    """The number after the highest one; where that is the largest there can be, the free one next below.

    Beyond the largest when none is left.
    """
    taken = {0, *used}
    free = (number + 1 for number in sorted(taken, reverse=True) if number + 1 not in taken)
    return next((number for number in free if number <= LARGEST_NUMBER), LARGEST_NUMBER + 1)


class RowManager(models.Manager[R]):
    def get_by_natural_key(self, slug: str) -> R:
        return self.get(slug=slug)


class HighestNumber(models.Model):
    """The highest number that a row of a model has ever had: a deleted row takes its number with it."""

    model = models.CharField(max_length=40, unique=True)
    number = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.model} {self.number}"

    @classmethod
    def of(cls, model: str) -> int:
        return cls.objects.filter(model=model).values_list("number", flat=True).first() or 0

    @classmethod
    def reach(cls, model: str, number: int) -> None:
        if number > cls.of(model):
            cls.objects.update_or_create(model=model, defaults={"number": number})


class Row(models.Model):
    """What every content row has: a public slug, a stable number and a place in its list."""

    slug = models.CharField(
        _("tunniste"),
        max_length=60,
        unique=True,
        validators=[slug_validator],
        help_text=_("Näkyy osoitteissa. Älä muuta, kun rivi on julkaistu: vanhat linkit viittaavat siihen."),
    )
    number = models.PositiveIntegerField(
        _("pysyvä numero"),
        unique=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_NUMBER)],
        help_text=_("Jätä tyhjäksi, niin saat seuraavan. Älä muuta äläkä käytä uudestaan."),
    )
    order = models.PositiveIntegerField(
        _("järjestys"),
        default=0,
        validators=[MaxValueValidator(LARGEST_NUMBER)],
        help_text=_("Pienin näytetään ensin. Tasatilanteessa ratkaisee tunniste."),
    )

    version = models.PositiveIntegerField(
        _("versio"), default=1, editable=False, help_text=_("Kasvaa joka tallennuksessa. Ei kuulu sisältöön.")
    )

    label_field: ClassVar[str] = "name_fi"
    # Texts that are somebody else's: what they are called there in one language is not translated from another.
    official: ClassVar[frozenset[str]] = frozenset()
    # Columns of the draft only: no document has them.
    outside_content: ClassVar[frozenset[str]] = frozenset({"id", "version"})
    objects: ClassVar[RowManager[Self]] = RowManager()
    was: dict[str, Any] | None = None
    """What the row was when it was last saved by this object, as a document has it; None before, and of a new row."""

    class Meta:
        abstract = True
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(getattr(self, self.label_field)) or self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new row the next number; let only one of two racing saves of a row win.

        The number is taken here, so that two rows of one form get two numbers.

        :raises RowVersionError: when the row in the database is not the version that this one was read from.
        """
        with transaction.atomic():
            if cast("int | None", self.number) is None:
                self.number = self._next_number()
            if not self._state.adding:
                mine = type(self).objects.filter(pk=self.pk, version=self.version)
                if not mine.update(version=F("version") + 1):
                    raise RowVersionError
                self.version += 1
            self.was = None if self._state.adding else self.stored()
            super().save(*args, **kwargs)
            self._note_translations()
            HighestNumber.reach(str(self._meta.model_name), self.number)

    def stored(self) -> dict[str, Any] | None:
        """The row in the database, as a document has it; None when there is none."""
        columns = self.content_columns()
        names = [f"{field.name}__slug" if field.is_relation else field.name for field in columns]
        values = type(self).objects.filter(pk=self.pk).values_list(*names).first()
        if values is None:
            return None
        fields = {field.name: _in_document(field, value) for field, value in zip(columns, values, strict=True)}
        for sets in self._meta.many_to_many:
            slugs = getattr(self, sets.name).values_list("slug", flat=True)
            fields[sets.name] = [[slug] for slug in sorted(slugs)]
        return fields

    def _note_translations(self) -> None:
        names = translations.texts_of(type(self), self.official)
        if self.was and names:
            edit = ({name: self.was[name] for name in names}, {name: getattr(self, name) for name in names})
            translations.note(str(self._meta.model_name), {self.pk: edit})

    def _next_number(self) -> int:
        """After every number that a row of the model has or ever had: those of deleted rows stand in kept codes.

        Where the last one is taken, a free one below it that no publication has.
        """
        now = type(self).objects.aggregate(top=Max("number"))["top"] or 0
        found = max(now, HighestNumber.of(str(self._meta.model_name))) + 1
        if found <= LARGEST_NUMBER:
            return found
        return free_number([*type(self).objects.values_list("number", flat=True), *self._published_numbers()])

    def _published_numbers(self) -> Iterator[int]:
        """The numbers of the model in every publication, and in what is kept of those whose content is gone.

        One that cannot be read has none to tell.
        """
        label = self._meta.label_lower
        kept = apps.get_model("mandates", "Pruned").objects.values_list("rows", flat=True)
        publications = apps.get_model("mandates", "Publication").objects.order_by("number")
        for body in chain(kept.iterator(), publications.values_list("body", flat=True).iterator()):
            with suppress(ValueError, TypeError, KeyError):
                yield from [int(row["fields"]["number"]) for row in json.loads(body) if row["model"] == label]

    def clean(self) -> None:
        """Refuse a new row for which no number is left."""
        super().clean()
        if self._state.adding and cast("int | None", self.number) is None and self._next_number() > LARGEST_NUMBER:
            raise ValidationError(NONE_LEFT)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Refuse signs of direction in every text, and days that no calendar has, as each page would fail that shows
        one; here, since validators would stand in the migrations too.
        """
        super().clean_fields(exclude)
        wrong: dict[str, Any] = {}
        for field in self._meta.fields:
            if field.name in (exclude or ()) or not isinstance(field, models.CharField | models.TextField):
                continue
            text = getattr(self, field.name)
            if TURNING.search(text):
                wrong[field.name] = TURNED
            elif partial_date_validator in field.validators and text and not is_in_calendar(text):
                wrong[field.name] = NO_DAY
        if wrong:
            raise ValidationError(wrong)

    def unique_error_message(self, model_class: type[models.Model], unique_check: Any) -> ValidationError:
        """Which row has it already; Django's Finnish does not name one."""
        (name,) = unique_check
        other = model_class._default_manager.filter(**{name: getattr(self, name)}).exclude(pk=self.pk).first()
        return ValidationError(TAKEN, code="unique", params={"row": other or self})

    @classmethod
    def content_columns(cls) -> list[models.Field[Any, Any]]:
        """The columns that a document has."""
        return [field for field in cls._meta.concrete_fields if field.name not in cls.outside_content]

    @classmethod
    def content_fields(cls) -> list[models.Field[Any, Any]]:
        """Those, and the sets of rows."""
        return [*cls.content_columns(), *cls._meta.many_to_many]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


def _in_document(field: models.Field[Any, Any], value: Any) -> Any:
    if field.is_relation:
        return None if value is None else [value]
    return value.isoformat() if isinstance(field, models.DateField) else value


class AddressedRow(Row):
    """A row that visitors' addresses name: it lives on when it is renamed or taken out of use."""

    old_slugs = models.CharField(
        _("vanhat tunnisteet"),
        max_length=300,
        blank=True,
        default="",
        validators=[old_slugs_validator],
        help_text=_("Tunnisteet, joilla rivi on ennen julkaistu. Erota välilyönnillä. Vanhat linkit toimivat niillä."),
    )
    retired = models.BooleanField(
        _("poistettu käytöstä"),
        default=False,
        help_text=_("Riviä ei enää tarjota. Julkaistua riviä ei poisteta, jotta vanhat linkit osataan selittää."),
    )

    class Meta(Row.Meta):
        abstract = True
