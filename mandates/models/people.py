"""What somebody who works here may still do, asked where they are not the one who is here now."""

from __future__ import annotations

from typing import Any


def may_still(user: Any, permission: str) -> bool:
    """Whether they may come in and may still do this."""
    return bool(user.is_active and user.is_staff and user.has_perm(permission))
