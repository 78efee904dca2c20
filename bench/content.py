"""Content of any size for measuring: the shipped content so many times over, and a set of a large agency's shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

Record = dict[str, Any]

FIXTURE: Final = Path(__file__).resolve().parents[1] / "fixtures" / "content.json"

SHARED: Final = (
    "mandates.source",
    "mandates.sector",
    "mandates.instruction",
    "mandates.infosection",
    "mandates.symptom",
    "mandates.cause",
    "mandates.fact",
)
"""What a larger set has no more of."""
REFERENCES: Final = {
    "mandates.service": ("group",),
    "mandates.task": ("service",),
    "mandates.mandate": ("services", "includes"),
    "mandates.lookalike": ("mandate",),
    "mandates.condition": ("task", "mandate", "types", "prerequisites"),
    "mandates.expectedcase": ("types", "tasks", "yes", "no", "request", "confirm", "blocked", "covered"),
}
"""The fields that name rows which each copy has of its own."""


def shipped() -> list[Record]:
    records: list[Record] = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return records


def text(records: Iterable[Record]) -> str:
    return json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"


def times_over(times: int) -> list[Record]:
    """The shipped content so many times: 21 mandates a time, each copy with types, tasks and services of its own."""
    rows = shipped()
    most = {model: max(row["fields"]["number"] for row in rows if row["model"] == model) for model in _models(rows)}
    return [
        row if not copy else _copied(row, copy, most[row["model"]])
        for model in _models(rows)
        for copy in range(times)
        for row in rows
        if row["model"] == model and not (copy and model in SHARED)
    ]


def _models(rows: Iterable[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["model"] for row in rows))


def _copied(row: Record, copy: int, most: int) -> Record:
    fields = dict(row["fields"])
    fields["slug"] = f"{fields['slug']}-{copy}"
    fields["number"] += copy * most
    fields["order"] = fields["order"] // 10 + copy * 999  # a place in a list has six digits
    for name in REFERENCES.get(row["model"], ()):
        fields[name] = _moved(fields[name], copy)
    for name in ("name_fi", "name_sv", "name_en", "title_fi", "title_sv", "title_en"):
        if fields.get(name):
            fields[name] = f"{fields[name]} {copy}"
    return {"model": row["model"], "fields": fields | ({"old_slugs": ""} if "old_slugs" in fields else {})}


def _moved(reference: Any, copy: int) -> Any:
    """A natural key, or a list of them, of the copy's own rows."""
    if reference and isinstance(reference[0], list):
        return [[f"{slug}-{copy}"] for (slug,) in reference]
    return [f"{reference[0]}-{copy}"] if reference else reference


def large(types: int = 400, tasks: int = 300, mandates: int = 400, conditions: int = 11_000) -> list[Record]:
    """The set of figure P12: a large agency's shape, drawn at random but the same each time."""
    random = Random(12)  # noqa: S311 - repeatable
    rows = [row for row in shipped() if row["model"] not in ("mandates.fact", "mandates.expectedcase")]
    counts = {"organisationtype": types, "task": tasks, "mandate": mandates}
    grown = {model: list(_many(_of(rows, model)[0], count)) for model, count in counts.items()}
    services = [[slug] for slug in _slugs(_of(rows, "service"))]
    for place, row in enumerate(grown["task"]):
        row["fields"]["service"] = services[place % len(services)]
    for place, row in enumerate(grown["mandate"]):
        row["fields"] |= {"services": [services[place % len(services)]], "includes": []}
    made = _conditions(random, rows, {model: _slugs(found) for model, found in grown.items()}, conditions)
    replaced = {f"mandates.{model}" for model in (*grown, "condition", "lookalike")}
    kept = [row for row in rows if row["model"] not in replaced]
    return [*kept, *(row for found in grown.values() for row in found), *made]


def _of(rows: Iterable[Record], model: str) -> list[Record]:
    return [row for row in rows if row["model"] == f"mandates.{model}"]


def _slugs(rows: Iterable[Record]) -> list[str]:
    return [row["fields"]["slug"] for row in rows]


def _conditions(random: Random, rows: list[Record], named: dict[str, list[str]], count: int) -> Iterator[Record]:
    """So many pairs of a task and a mandate, each with three types and one prerequisite or two."""
    condition, prerequisites = _of(rows, "condition")[0], _slugs(_of(rows, "prerequisite"))
    tasks, mandates = named["task"], named["mandate"]
    for number, pair in enumerate(random.sample(range(len(tasks) * len(mandates)), count), 1):
        fields = {
            **condition["fields"],
            "slug": f"ehto-{number}",
            "number": number,
            "order": number * 10,
            "task": [tasks[pair % len(tasks)]],
            "mandate": [mandates[pair // len(tasks)]],
            "types": sorted([slug] for slug in random.sample(named["organisationtype"], 3)),
            "prerequisites": sorted([slug] for slug in random.sample(prerequisites, number % 2 + 1)),
        }
        yield {"model": condition["model"], "fields": fields}


def _many(pattern: Record, count: int) -> Iterator[Record]:
    for number in range(1, count + 1):
        fields = {**pattern["fields"], "slug": f"{pattern['model'][9:13]}-{number}", "number": number}
        fields |= {"order": number * 10, "old_slugs": ""}
        for name in ("name_fi", "name_sv", "name_en", "title_fi", "title_sv", "title_en"):
            if fields.get(name):
                fields[name] = f"{fields[name]} {number}"
        yield {"model": pattern["model"], "fields": fields}
