"""What a row was before a save and what it became: the texts behind an entry of the history."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.db import models


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
