"""Which state of the draft the rows are in."""

from __future__ import annotations

from django.db import models


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
