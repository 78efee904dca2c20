"""Bodies of format 1, brought to today's form as they are read.

They have no symptoms and causes, which is today's form without those rows (docs/adr/0032), and name an organisation
type's sector by a word: sectors were three and stood in the code (docs/adr/0036).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

TYPE: Final = "mandates.organisationtype"
SECTORS: Final[list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("format_1_sectors.json").read_text(encoding="utf-8")
)
"""The three as rows, in the order in which they were shown."""


def brought_up(records: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The records as today's form has them: sectors are rows, and types name them by their keys."""
    words = {record["fields"]["sector"] for record in records if record["model"] == TYPE}
    before = [record for record in records if record["model"] != TYPE]
    types = [record for record in records if record["model"] == TYPE]
    return [*before, *(row for row in SECTORS if row["fields"]["slug"] in words), *map(_naming, types)]


def _naming(record: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**record, "fields": {**record["fields"], "sector": [record["fields"]["sector"]]}}
