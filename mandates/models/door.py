"""What is kept of those who come to the admin's door."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInFailure(models.Model):
    """A sign-in that failed, kept for as long as it counts. Who tried, and from where, is stored as a keyed digest."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        verbose_name = _("epäonnistunut kirjautuminen")
        verbose_name_plural = _("epäonnistuneet kirjautumiset")
        indexes = (models.Index(fields=("who", "at"), name="mandates_failures_of_one"),)

    def __str__(self) -> str:
        return f"{self.at:%H.%M}"


class FirstPassword(models.Model):
    """The user has a password that somebody else gave. The row goes when they have changed it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        default_permissions = ()
        verbose_name = _("ensimmäinen salasana")
        verbose_name_plural = _("ensimmäiset salasanat")

    def __str__(self) -> str:
        return str(self.user)
