"""What is kept of the draft beside its rows: its state, what each row was before a save, and its outside links."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class DraftState(models.Model):
    """A number for what the draft holds, in the only row of its table: what is known of it holds for that number.

    The database itself gives another one, drawn at random, with every change of a row or of a set of keys, whoever
    makes it and however (the triggers of a migration). One that a rollback took back, or a backup brings back, still
    means what it meant.
    """

    number = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def now(cls) -> int | None:
        """The number; None when the table has lost its row, and nothing can be said."""
        return cls.objects.values_list("number", flat=True).first()


class RowChange(models.Model):
    """The row before and after, as the document has it; nothing before one that was added, after one that was deleted.

    Of the workshop only: no document has it.
    """

    entry = models.OneToOneField(LogEntry, models.CASCADE, related_name="row_change")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.entry)


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
