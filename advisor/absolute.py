"""Where a path of this service is for others: from the settings, never from the request."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

ADMIN: Final = "/admin/"


def absolute(path: str) -> str:
    """The whole address. What a preview leads to stands under /admin/, which may have a host of its own."""
    return f"{_admin_url() if path.startswith(ADMIN) else settings.PUBLIC_URL}{path}"


def _admin_url() -> str:
    if not settings.ADMIN_HOST:
        return str(settings.PUBLIC_URL)
    public = urlsplit(settings.PUBLIC_URL)
    port = f":{public.port}" if public.port else ""
    return f"{public.scheme}://{settings.ADMIN_HOST}{port}"
