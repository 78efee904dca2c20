"""English, without the American order: 11/12/2026 could be either day."""

from __future__ import annotations

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H.i"
DATE_INPUT_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
DATETIME_INPUT_FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H.%M", "%d.%m.%Y %H:%M")
