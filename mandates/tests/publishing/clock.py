"""A clock that tests turn: Django's own, which publications ask."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone


class Clock:
    """Stands still until it is turned."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def after(self, **time: float) -> datetime:
        return self.now + timedelta(**time)

    def pass_(self, **time: float) -> None:
        self.now = self.after(**time)
