"""What a JSON value breaks of a JSON Schema."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it comes without types


def faults(schema: Any, value: Any) -> list[str]:
    """Each fault with its place; none when the value is as the schema says. The schema itself must be right."""
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).iter_errors(value)
    return [f"{fault.json_path}: {fault.message}" for fault in found]
