"""Text of many lines, with the line breaks of the content document."""

from __future__ import annotations

from typing import Any

from django import forms


class ParagraphField(forms.CharField):
    """Browsers count a line break as one sign and send two, CR and LF: what just fits would be too long."""

    def to_python(self, value: Any) -> str:
        return in_lines(super().to_python(value) or "")


def in_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
