"""What one person asks another to look at: a colleague the draft's changes, an expert its preview."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

VERSION_LENGTH: Final = 64


class ReviewDecision(models.TextChoices):
    OPEN = "", _("odottaa")
    APPROVED = "hyvaksytty", _("hyväksytty")
    RETURNED = "palautettu", _("palautettu")
    WITHDRAWN = "peruttu", _("peruttu")


class ReviewRequest(models.Model):
    """An editor asks a colleague to read exactly what would be published: `version` is its digest, `query` the choice
    of rows as an address says it. `older` is a publication that would be published again, None for the draft.

    A request is decided once, by the colleague; whoever asked can withdraw it.
    """

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pyytäjä"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("tarkistaja")
    )
    comment = models.TextField(_("viesti"), max_length=2000, blank=True, default="")
    asked_at = models.DateTimeField(_("pyydetty"), auto_now_add=True)
    version = models.CharField(max_length=VERSION_LENGTH, db_index=True)
    query = models.TextField()
    older = models.ForeignKey("mandates.Publication", models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(
        _("päätös"), max_length=20, choices=ReviewDecision, default=ReviewDecision.OPEN, blank=True
    )
    answer = models.TextField(_("vastaus"), max_length=2000, blank=True, default="")
    decided_at = models.DateTimeField(_("päätetty"), null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        default_permissions = ()
        verbose_name = _("tarkistuspyyntö")
        verbose_name_plural = _("tarkistuspyynnöt")
        constraints = (
            models.UniqueConstraint(
                fields=("asked_by", "reviewer", "version"), condition=Q(decision=""), name="review_asked_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked_by} → {self.reviewer}"

    @property
    def is_open(self) -> bool:
        return self.decision == ReviewDecision.OPEN

    def decide(self, decision: ReviewDecision, answer: str, at: datetime) -> bool:
        """Decide it, unless somebody has: of two who do so at once, one does."""
        still_open = ReviewRequest.objects.filter(pk=self.pk, decision=ReviewDecision.OPEN)
        return bool(still_open.update(decision=decision, answer=answer, decided_at=at))


class ReviewComment(models.Model):
    """What the colleague says of one row."""

    review = models.ForeignKey(ReviewRequest, models.CASCADE, related_name="comments")
    row = models.CharField(max_length=100)
    called = models.CharField(max_length=300)
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        verbose_name = _("rivin kommentti")
        verbose_name_plural = _("rivien kommentit")
        constraints = (models.UniqueConstraint(fields=("review", "row"), name="review_comment_once"),)

    def __str__(self) -> str:
        return self.called


class PreviewLink(models.Model):
    """An address that shows the draft's preview to whoever has it, until a time or until it is taken back."""

    name = models.CharField(_("kenelle"), max_length=100, help_text=_("Esimerkiksi asiantuntijan organisaatio."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("tekijä"))
    made_at = models.DateTimeField(_("tehty"), auto_now_add=True)
    expires_at = models.DateTimeField(_("voimassa"))
    revoked_at = models.DateTimeField(_("peruttu"), null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        default_permissions = ()
        verbose_name = _("esikatselulinkki")
        verbose_name_plural = _("esikatselulinkit")

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at
