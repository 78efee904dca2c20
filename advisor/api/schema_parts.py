"""What the API's JSON Schemas (draft 2020-12) are made of: the catalogue's, and the answers'. Pure: no Django, no I/O.

Every object names all its keys, so an answer that has drifted from what is promised does not pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mandates.rules.texts import LANGUAGES

Schema = dict[str, object]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
STRING: Final[Schema] = {"type": "string"}
NULL: Final[Schema] = {"type": "null"}
DAY: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def record(description: str, fields: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """An object that has these keys and no others."""
    return {
        "type": "object",
        "description": description,
        "properties": {**fields, **(optional or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


def ref(name: str, description: str = "") -> Schema:
    """One of the definitions, and what it means here."""
    described: Schema = {"description": description} if description else {}
    return {"$ref": f"#/$defs/{name}", **described}


def listed(items: Schema, description: str = "") -> Schema:
    """A list in which nothing stands twice."""
    described: Schema = {"description": description} if description else {}
    return {"type": "array", "items": items, "uniqueItems": True, **described}


def by_slug(description: str, part: Schema) -> Schema:
    """An object with a part for each of some slugs."""
    keys: Schema = {"propertyNames": ref("slug"), "additionalProperties": part}
    return {"type": "object", "description": description, **keys}


def or_null(part: Schema) -> Schema:
    """The part, or null where there is none."""
    return {"anyOf": [part, NULL]}


def each_language(description: str, part: Schema) -> Schema:
    """An object with the part in each of the site's languages."""
    return record(description, dict.fromkeys(LANGUAGES, part))
