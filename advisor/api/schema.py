"""The catalogue's form as a JSON Schema. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from advisor.api.schema_parts import (
    DAY,
    DIALECT,
    NULL,
    STRING,
    Schema,
    by_slug,
    each_language,
    listed,
    or_null,
    record,
    ref,
)
from mandates.rules.rows import CauseKind, GrantPath, Kind, Relation, Section
from mandates.rules.texts import NameState


def schema(address: str) -> Schema:
    """The schema as it is published at this address."""
    return {"$schema": DIALECT, "$id": address, **CATALOGUE, "$defs": DEFINITIONS}


@dataclass(frozen=True, slots=True)
class RowSchema:
    """What is given out of a kind of row: a description, and the schema of each field."""

    description: str
    fields: Mapping[str, Schema]


def _row(description: str, fields: Mapping[str, Schema]) -> RowSchema:
    return RowSchema(description, {"slug": ref("slug"), "number": ref("number"), **fields})


def _named(state: str, name: Schema, source: Schema) -> Schema:
    """One of the forms that a name takes."""
    return {"properties": {"state": {"const": state}, "name": name, "source": source}}


VALUES: Final[Schema] = {
    "slug": {
        "type": "string",
        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
        "description": "What a row is called in addresses. A row of another kind may have the same slug.",
    },
    "number": {
        "type": "integer",
        "minimum": 1,
        "description": "A row's number among its kind: never changed, never given to another row.",
    },
    "date": {
        "type": "string",
        "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
        "description": "A date as exactly as it is known: the day, the month or the year.",
    },
    "text": each_language("One text by language; null where there is none.", {"type": ["string", "null"]}),
    "words": each_language(
        "Several texts by language; an empty list where there are none.", {"type": "array", "items": STRING}
    ),
    "pages": each_language("The row's page on this site, by language.", {"type": "string", "format": "uri"}),
    "grant_path": {
        "enum": [each.value for each in GrantPath],
        "description": "How an organisation gets to grant mandates: by an application, by itself, or either.",
    },
    "name": record(
        "A mandate's name in Suomi.fi in one language.",
        {
            "name": {"type": ["string", "null"], "description": "Letter by letter; null where it is not confirmed."},
            "state": {
                "enum": [each.value for each in NameState],
                "description": "vahvistettu: seen on an official page in this language; vanha: seen once, and the "
                "matter has changed since; nahty: seen only in a copy of the register of 2020; "
                "vahvistamaton: not seen.",
            },
            "source": or_null(ref("slug", "The source in which it was seen.")),
            "dated": or_null(ref("date", "When the state was last judged.")),
        },
    )
    | {
        "oneOf": [
            _named(NameState.CONFIRMED, STRING, STRING),
            _named(NameState.OLD, STRING, STRING),
            _named(NameState.SEEN, STRING, STRING),
            _named(NameState.UNCONFIRMED, NULL, NULL),
        ]
    },
    "former": record(
        "What stored slugs of one kind of row may still name.",
        {
            "renamed": by_slug("Today's slug for each old one.", ref("slug")),
            "retired": by_slug(
                "Rows that are no longer offered, by slug. No condition calls for them.",
                record("A retired row.", {"number": ref("number"), "name": ref("text")}),
            ),
        },
    ),
}

ROWS: Final[Mapping[str, RowSchema]] = {
    "service_group": _row("A heading for services.", {"name": ref("text")}),
    "service": _row(
        "One of Kela's online services.",
        {
            "group": ref("slug", "Its service group."),
            "name": ref("text"),
            "summary": ref("text"),
            "url": ref("text", "The official page about it."),
            "before_use": ref("text", "What it asks for besides the mandate before it is used for the first time."),
            "before_use_source": or_null(ref("slug", "The source of that.")),
            "pages": ref("pages"),
        },
    ),
    "sector": _row("A heading for organisation types.", {"name": ref("text")}),
    "organisation_type": _row(
        "A kind of organisation whose matters somebody looks after.",
        {
            "sector": ref("slug", "Its sector."),
            "name": ref("text"),
            "hint": ref("text"),
            "keywords": ref("words", "Words by which people look for it."),
            "employee": ref("text", "The answer “I am an employee of …”."),
            "grant_path": ref("grant_path"),
            "grant_note": ref("text"),
        },
    ),
    "task": _row(
        "What somebody does in a service.",
        {
            "service": ref("slug", "Its service."),
            "name": ref("text"),
            "hint": ref("text"),
            "keywords": ref("words", "Words by which people look for it."),
        },
    ),
    "prerequisite": _row(
        "What must hold besides the mandate.",
        {
            "name": ref("text"),
            "question": ref("text"),
            "if_no": ref("text"),
            "if_unknown": ref("text"),
            "contact_email": {"type": "string", "description": "Whom to write to when it does not hold; may be empty."},
        },
    ),
    "mandate": _row(
        "A mandate theme in Suomi.fi that a service asks for.",
        {
            "services": listed(ref("slug"), "The services that it opens."),
            "title": ref("text", "Our working title, for a mandate whose name is not confirmed. It is not the name."),
            "category": ref("text", "The heading under which Suomi.fi lists it, where that is known."),
            "allows": ref("words", "What one can do with it, one thing each."),
            "includes": listed(ref("slug"), "Narrower mandates that need not be asked for besides this one."),
            "register_uri": {"type": "string", "description": "Its URI in the mandate register; may be empty."},
            "outdated_note": ref("text", "What may have changed since the source's date."),
            "ask_email": {"type": "string", "description": "Whom to ask about that; may be empty."},
            "source": ref("slug", "The source of its conditions."),
            "checked_on": DAY,
            "review_by": DAY,
            "names": each_language("Its name in Suomi.fi; each language is confirmed by itself.", ref("name")),
            "pages": ref("pages"),
        },
    ),
    "look_alike": _row(
        "Another mandate theme that is easily chosen in place of one of ours.",
        {
            "mandate": ref("slug", "The mandate that it is mistaken for; a retired one stands in former."),
            "name": ref("text", "Its name in Suomi.fi, in the languages in which that is known."),
            "note": ref("text", "Why it is not the one to choose."),
            "source": ref("slug", "The source in which it was seen."),
        },
    ),
    "condition": _row(
        "An organisation of one of these types + doing this task → needs this mandate, if all prerequisites hold.",
        {
            "task": ref("slug"),
            "mandate": ref("slug"),
            "every_type": {"type": "boolean", "description": "True: it concerns every organisation."},
            "types": listed(ref("slug"), "The organisation types that it concerns."),
            "prerequisites": listed(ref("slug")),
            "prerequisite_note": ref("text", "What the prerequisite means here."),
            "other_types_note": ref("text", "What organisations of other types need to know."),
        },
    ),
    "instruction": _row(
        "A step or a piece of advice. It concerns those whose answers match `relation` and `grant_path`; null is all.",
        {
            "section": {
                "enum": [each.value for each in Section],
                "description": "nain-saat: how to get the mandates; ei-onnistu: when a service does not open; "
                "ei-mikaan: when no task fits.",
            },
            "relation": {
                "enum": [*(each.value for each in Relation), None],
                "description": "oma: an employee of that organisation; toinen: of another.",
            },
            "grant_path": or_null(ref("grant_path")),
            "title": ref("text"),
            "body": ref("text", "Paragraphs with an empty line between them."),
            "source": ref("slug"),
            "checked_on": DAY,
            "review_by": DAY,
        },
    ),
    "symptom": _row(
        "What somebody sees who cannot get on in a service.",
        {"name": ref("text"), "hint": ref("text")},
    ),
    "cause": _row(
        "A likely cause of some symptoms, how to tell, and what cures it. The likeliest come first.",
        {
            "symptoms": listed(ref("slug"), "The symptoms that it may cause."),
            "services": listed(ref("slug"), "The services in which it is possible; none is all of them."),
            "kind": {
                "enum": [each.value for each in CauseKind],
                "description": "tyyppi: a mandate of the wrong type; nakoisnimi: a look-alike; edellytys: a "
                "prerequisite; vanhentunut: expired; valtuutusoikeus: the right to grant; sopimus: what the service "
                "asks for before use; muu: another.",
            },
            "name": ref("text"),
            "sign": ref("text", "How to tell."),
            "cure": ref("text", "What to do, in paragraphs with an empty line between them."),
            "message": ref("text", "A ready message to whoever can cure it; null where the cure is a new answer."),
            "source": ref("slug"),
            "checked_on": DAY,
            "review_by": DAY,
        },
    ),
    "source": _row(
        "A public page that facts were read from.",
        {"title": ref("text"), "url": ref("text"), "dated": ref("date", "The page's date, else when it was read.")},
    ),
}
"""The only list of what is public of each kind of row, in the catalogue's order. Nothing else is given out."""

MODELS: Final[Mapping[str, str]] = {name.replace("_", ""): name for name in ROWS}
"""The kinds in the catalogue by their models: `organisationtype` is `organisation_type`."""
FORMER: Final[Mapping[Kind, str]] = {kind: f"{MODELS[kind]}s" for kind in Kind}
"""The keys under which old slugs and retired rows stand."""

DEFINITIONS: Final[Schema] = VALUES | {name: record(row.description, row.fields) for name, row in ROWS.items()}

CATALOGUE: Final[Schema] = {
    "title": "Catalogue of mandates",
    **record(
        "One publication of the mandate advisor: who needs which Suomi.fi mandate in Kela's services for partners.",
        {
            "schema": {"type": "string", "format": "uri", "description": "The address of this schema."},
            "publication": {"type": "integer", "minimum": 1, "description": "It grows with every publication."},
            "sha256": {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
                "description": "The publication's digest; /tulos.json gives the same.",
            },
            "published_at": {"type": "string", "format": "date-time"},
            "licence": record(
                "The terms of use.",
                {
                    "spdx": {"type": "string", "description": "The licence's identifier in SPDX's list."},
                    "text": {"type": "string", "format": "uri", "description": "The licence's text."},
                    "copyright": STRING,
                    "note": ref("text", "Where the facts come from, and whose service this is not."),
                },
            ),
            **{f"{kind}s": listed(ref(kind)) for kind in ROWS},
            "former": record(
                "Old slugs and retired rows, by kind of row.",
                dict.fromkeys(FORMER.values(), ref("former")),
            ),
        },
    ),
}
