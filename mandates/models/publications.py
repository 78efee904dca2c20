"""The publications that visitors read."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications can be added and read, nothing else."""

    def live(self, now: datetime) -> Self:
        """Those that visitors may see, the one that they do see first."""
        return self.filter(live_from__lte=now).order_by("-live_from", "-number")

    def update(self, **kwargs: Any) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi muuttaa."))

    def delete(self) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi poistaa."))


class Publication(models.Model):
    """One frozen version of the whole content: what visitors read."""

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

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        verbose_name = _("julkaisu")
        verbose_name_plural = _("julkaisut")

    def __str__(self) -> str:
        return gettext("Julkaisu %(number)s") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_("Julkaisua ei voi muuttaa."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValidationError(_("Julkaisua ei voi poistaa."))
