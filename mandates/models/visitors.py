"""What visitors told of the pages, and how often each outcome was shown."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedbackState(models.TextChoices):
    NEW = "uusi", _("Uusi")
    HANDLED = "kasitelty", _("Käsitelty")


class Feedback(models.Model):
    """What somebody told of a page. Nothing says who it was or at what time of the day. Editors handle it."""

    page = models.CharField(_("sivu"), max_length=120)
    language = models.CharField(_("kieli"), max_length=2)
    publication = models.PositiveIntegerField(_("julkaisu"))
    day = models.DateField(_("päivä"))
    helped = models.BooleanField(_("auttoi"), null=True)
    text = models.TextField(_("mikä jäi puuttumaan"), blank=True, default="")
    mandate = models.CharField(_("valtuus"), max_length=60, blank=True, default="")
    found_as = models.CharField(_("löytyi nimellä"), max_length=200, blank=True, default="")
    state = models.CharField(_("tila"), max_length=9, choices=FeedbackState, default=FeedbackState.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("käsittelijä"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_active": True, "is_staff": True},
    )

    class Meta:
        ordering = ("-day", "-pk")
        verbose_name = _("palaute")
        verbose_name_plural = _("palautteet")

    def __str__(self) -> str:
        """Without the text: the admin's log keeps this of what is deleted."""
        return f"{self.page} {self.day:%-d.%-m.%Y}"


class OutcomeCount(models.Model):
    """How many times one outcome of the questionnaire was shown on one day."""

    publication = models.PositiveIntegerField(_("julkaisu"))
    day = models.DateField(_("päivä"))
    outcome = models.CharField(_("tulos"), max_length=60)
    count = models.PositiveIntegerField(_("näyttökertoja"), default=0)

    class Meta:
        ordering = ("-day", "outcome")
        constraints = (
            models.UniqueConstraint(fields=("publication", "day", "outcome"), name="mandates_outcome_counted_once"),
        )
        verbose_name = _("käyttö")
        verbose_name_plural = _("käyttö")

    def __str__(self) -> str:
        return f"{self.outcome} {self.day:%-d.%-m.%Y}"
