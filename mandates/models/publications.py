"""The publications that visitors read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, NoReturn, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications can be added and read, nothing else."""

    def timed(self) -> Self:
        """With the time from which visitors see each, as it was decided last: `seen_from`, None when never.

        `step` says how many times it was decided anew, and `is_pruned` whether its content is gone.
        """
        last = Timing.objects.filter(publication=OuterRef("pk")).order_by("-step")
        return self.annotate(
            step=Coalesce(Subquery(last.values("step")[:1]), 0),
            seen_from=Case(When(step=0, then=F("live_from")), default=Subquery(last.values("live_from")[:1])),
            is_pruned=Exists(Pruned.objects.filter(publication=OuterRef("pk"))),
        )

    def live(self, now: datetime) -> Self:
        """Those that visitors see or have seen, the one that they do see first."""
        return self.filter(seen_from__lte=now).order_by("-seen_from", "-number")

    def never_shown(self) -> Self:
        """Those that were cancelled or replaced before their time."""
        return self.filter(seen_from__isnull=True)

    def update(self, **kwargs: Any) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi muuttaa."))

    def delete(self) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi poistaa."))


class PublicationManager(models.Manager["Publication"]):
    """Publications know from when visitors see them."""

    @cached_property
    def _timed(self) -> PublicationQuerySet:
        """Put together once, and never asked itself: an editors' page reads publications several times."""
        return PublicationQuerySet(self.model).timed()

    def get_queryset(self) -> PublicationQuerySet:
        return self._timed.using(self._db)

    def live(self, now: datetime) -> PublicationQuerySet:
        return self.get_queryset().live(now)

    def never_shown(self) -> PublicationQuerySet:
        return self.get_queryset().never_shown()


class Publication(models.Model):
    """One frozen version of the whole content: what visitors read.

    `live_from` is the time that was given first. What was decided later is a `Timing`.
    """

    seen_from: datetime | None
    step: int
    is_pruned: bool

    number = models.PositiveIntegerField(_("numero"), unique=True, editable=False)
    format = models.PositiveSmallIntegerField(_("muoto"), editable=False)
    published_at = models.DateTimeField(_("julkaistu"), auto_now_add=True)
    live_from = models.DateTimeField(
        _("näkyy alkaen"), default=timezone.now, help_text=_("Milloin kävijät alkavat nähdä julkaisun.")
    )
    editor = models.CharField(_("julkaisija"), max_length=150, editable=False)
    note = models.CharField(
        _("muistiinpano"), max_length=300, help_text=_("Mitä muuttui ja miksi. Näkyy julkaisujen luettelossa.")
    )
    sha256 = models.CharField(_("tiiviste"), max_length=64, editable=False)
    parent = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="child",
        verbose_name=_("edellinen"),
    )
    body = models.TextField(_("sisältö"), editable=False)

    objects = PublicationManager()

    class Meta:
        ordering = ("-number",)
        verbose_name = _("julkaisu")
        verbose_name_plural = _("julkaisut")

    def __str__(self) -> str:
        return gettext("Julkaisu %(number)s") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_("Julkaisua ei voi muuttaa."))
        with transaction.atomic():
            super().save(*args, **kwargs)
            RowCounts.objects.create(publication=self, **RowCounts.of(self.body))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi poistaa."))


class Timing(models.Model):
    """What was decided later of a publication that waits: another time, or that visitors never see it.

    Two people cannot decide of the same publication at the same time: a step is taken once.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="timings", verbose_name=_("julkaisu"))
    step = models.PositiveSmallIntegerField(_("vaihe"))
    live_from = models.DateTimeField(_("näkyy alkaen"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        Publication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("korvaava julkaisu"),
    )
    editor = models.CharField(_("päättäjä"), max_length=150)
    decided_at = models.DateTimeField(_("päätetty"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("publication", "step")
        verbose_name = _("ajan muutos")
        verbose_name_plural = _("ajan muutokset")
        constraints = [
            models.UniqueConstraint(fields=("publication", "step"), name="timing_step_once"),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(live_from__isnull=True), name="timing_replaced_never_shows"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication}, {self.step}"


class RowCounts(models.Model):
    """How many rows a publication has: counted when it is made, since reading a list of bodies costs megabytes."""

    COUNTED: ClassVar[Mapping[str, str]] = {
        "types": "organisationtype",
        "tasks": "task",
        "mandates": "mandate",
        "conditions": "condition",
    }

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="row_counts")
    types = models.PositiveIntegerField()
    tasks = models.PositiveIntegerField()
    mandates = models.PositiveIntegerField()
    conditions = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str({name: getattr(self, name) for name in self.COUNTED})

    @classmethod
    def of(cls, body: str) -> dict[str, int]:
        """The rows of each model in a body: no text of a row can hold the quoted name."""
        return {name: body.count(f'"model": "mandates.{model}"') for name, model in cls.COUNTED.items()}


class Pruned(models.Model):
    """A publication whose content is gone, and what the promises to visitors still need of it.

    `rows` and `slugs` are folded (`mandates/publishing/given.py`): what this publication and those before it gave, and
    the one after it does not give by itself. Rows are added and never changed, as publications are.
    """

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="pruned", verbose_name=_("julkaisu"))
    format = models.PositiveSmallIntegerField(_("muoto"))
    rows = models.TextField(_("rivit"))
    slugs = models.TextField(_("tunnisteet"))
    editor = models.CharField(_("poistaja"), max_length=150)
    pruned_at = models.DateTimeField(_("poiston aika"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ("publication",)
        verbose_name = _("poistettu sisältö")
        verbose_name_plural = _("poistetut sisällöt")

    def __str__(self) -> str:
        return str(self.publication)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With this the content goes: the only change of a publication that the database lets through."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            models.QuerySet(Publication).filter(pk=self.publication_id).update(body="")
