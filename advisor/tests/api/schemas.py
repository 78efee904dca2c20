"""What a JSON value breaks of a JSON Schema."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it comes without types


def faults(schema: Any, value: Any) -> list[str]:
    """Each fault with its place; none when the value is as the schema says. The schema itself must be right."""
    found = _validator(json.dumps(schema)).iter_errors(value)
    return [f"{fault.json_path}: {fault.message}" for fault in found]


@lru_cache
def _validator(written: str) -> Any:
    """By what the schema says: to look it through took longer than most values."""
    schema = json.loads(written)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
