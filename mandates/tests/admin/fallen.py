"""Editors who have left, for tests."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import User

FALLEN: Final = ("is_active", "is_staff", "groups")


def fallen(user: User, how: str) -> None:
    """Somebody who can no longer come in, or may no longer do what they did."""
    if how == "groups":
        user.groups.clear()
    else:
        User.objects.filter(pk=user.pk).update(**{how: False})
