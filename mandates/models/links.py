"""What came of the last look at the outside pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class LinkCheck(models.Model):
    """What came of the last look at one outside page that the draft links to."""

    url = models.URLField(_("osoite"), max_length=500, unique=True)
    status = models.PositiveIntegerField(_("vastaus"))
    final_url = models.URLField(_("ohjaa osoitteeseen"), max_length=2000, blank=True, default="")
    fault = models.CharField(_("vika"), max_length=100, blank=True, default="")
    rows = models.TextField(_("rivit"))
    checked_at = models.DateTimeField(_("tarkistettu"))

    class Meta:
        ordering = ("url",)
        verbose_name = _("ulkoinen linkki")
        verbose_name_plural = _("ulkoiset linkit")

    def __str__(self) -> str:
        return self.url

    @property
    def works(self) -> bool:
        return 200 <= self.status < 300

    @property
    def outcome(self) -> str:
        return str(self.status) if self.status else gettext("ei vastausta (%(fault)s)") % {"fault": self.fault}
