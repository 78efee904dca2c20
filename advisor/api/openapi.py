"""The public JSON addresses as an OpenAPI 3.1 document. What it says of them is tested in tests/test_openapi.py.

An example of an operation is one whole request: the examples of the same name in its parameters and in its answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from advisor.api.schema import CATALOGUE, DEFINITIONS, DIALECT, Schema, listed, record, ref
from advisor.conversation.codes import ALPHABET
from advisor.conversation.questionnaire import (
    HELD,
    MAX_VERSION_DIGITS,
    NO,
    QUESTIONS,
    RELATION,
    TASKS,
    TYPES,
    VERSION,
    YES,
)
from advisor.search.search import LONGEST_TEXT
from advisor.search.views import LIMIT, QUERY
from mandates.languages import PREFIXED
from mandates.rules.ruleset import LANGUAGE_TABLE, NONE_OF_THESE, Relation

Examples = Mapping[str, object]
API_VERSION: Final = "1.0"

DESCRIPTION: Final = """\
Which Suomi.fi mandates does somebody need in Kela's online services for partners? The catalogue is the whole
publication, `/tulos.json` the answer to one set of answers, `/haku.json` a search in own words.

- Everything is public: no key, no cookie, any origin. GET and HEAD; other methods are answered with 405.
- Slugs and keys are stable. Old slugs are understood for ever. New keys may be added without notice.
- Every 200 has an ETag, and a request with If-None-Match is answered with 304 while nothing has changed.
- Errors are pages in HTML: read the status.
- The slugs that parameters take are in the catalogue; what they mean is told there in each language.
"""


def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(document(settings.PUBLIC_URL), json_dumps_params={"ensure_ascii": False})


def document(server: str) -> Schema:
    """The whole document for the service at this address."""
    text = json.dumps(DOCUMENT | {"servers": [{"url": server}]})
    whole: Schema = json.loads(text.replace("#/$defs/", "#/components/schemas/"))
    return whole


def _component(kind: str, name: str) -> Schema:
    return {"$ref": f"#/components/{kind}/{name}"}


def _examples(values: Examples) -> Schema:
    return {name: {"value": value} for name, value in values.items()}


def _operation(
    name: str, summary: str, answer: str, parameters: Sequence[Schema] = (), examples: Examples | None = None
) -> Schema:
    content: Schema = {"schema": ref(answer)}
    if examples:
        content["examples"] = _examples(examples)
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [*parameters, _component("parameters", "IfNoneMatch")],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {header: _component("headers", header) for header in HEADERS},
                "content": {MEDIA.get(answer, "application/json"): content},
            },
            "304": _component("responses", "NotModified"),
            "400": _component("responses", "BadRequest"),
            "503": _component("responses", "Unavailable"),
        },
    }


def _page(description: str) -> Schema:
    return {"description": description, "content": {"text/html": {"schema": {"type": "string"}}}}


MEDIA: Final = {"schema": "application/schema+json"}
HEADERS: Final[Schema] = {
    "ETag": {
        "description": "The digest of the answer; the same on every host. It differs between content encodings.",
        "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}(-br|-gzip)?"$'},
    },
    "Cache-Control": {
        "description": "How long the answer may be kept without asking again.",
        "schema": {"const": "public, max-age=60"},
    },
    "Access-Control-Allow-Origin": {
        "description": "Pages of any site may read the answer.",
        "schema": {"const": "*"},
    },
}
RESPONSES: Final[Schema] = {
    "NotModified": {
        "description": "What the ETag stands for has not changed. No body.",
        "headers": {header: _component("headers", header) for header in HEADERS},
    },
    "BadRequest": _page("More than 1,000 parameters, or a host name that this service does not answer for."),
    "Unavailable": _page("There is no publication to answer from yet. Try again later."),
}
IF_NONE_MATCH: Final[Schema] = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of an answer that you have kept.",
    "schema": {"type": "string"},
}

REQUESTS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "needed": {
        TYPES: ["hyvinvointialue"],
        TASKS: ["ajanvaraus", "rintamalisa"],
        RELATION: ["oma"],
        YES: ["ytunnus-rekisterissa"],
        HELD: ["kelmu-rintamalisa"],
    },
    "covered": {
        TYPES: ["sosiaaliturvalaitos"],
        TASKS: ["eessi-katselu", "rina-kasittely"],
        RELATION: ["toinen"],
    },
    "blocked": {
        TYPES: ["kunta"],
        TASKS: ["tyomarkkinatuen-lasku"],
        RELATION: ["oma"],
        NO: ["kelmu-sopimus"],
    },
    "unsure": {
        TYPES: ["hyvinvointialue"],
        TASKS: ["typ-asiat"],
        RELATION: ["oma"],
        YES: ["lakiperuste"],
    },
    "more": {
        TYPES: ["sosiaaliturvalaitos"],
        TASKS: ["eessi-katselu"],
        RELATION: ["oma"],
        HELD: ["eessi-kasittely", "eessi-tilastot"],
    },
    "unfinished": {TYPES: ["kunta"]},
}
NOTHING: Final[Schema] = {
    "publication": 1,
    "sha256": "0" * 64,
    "request": [],
    "confirm": [],
    "blocked": [],
    "held": [],
    "covered": {},
    "unsure": [],
    "excess": [],
    "broader": {},
    "dropped": [],
    "dropped_why": {},
}
RESULTS: Final[Examples] = {
    "needed": NOTHING | {"confirm": ["ajanvaraus"], "held": ["kelmu-rintamalisa"], "code": "A5SZ-BP6-XM4"},
    "covered": NOTHING
    | {"request": ["eessi-kasittely"], "covered": {"eessi-katselu": "eessi-kasittely"}, "code": "FD4G-BV7K"},
    "blocked": NOTHING | {"blocked": ["kelmu-tyomarkkinatuki"], "code": "97HV-MVKQ"},
    "unsure": NOTHING | {"request": ["kelmu-typ"], "unsure": ["kelmu-typ"], "code": "95AU-ANKY"},
    "more": NOTHING
    | {
        "held": ["eessi-katselu"],
        "excess": ["eessi-tilastot"],
        "broader": {"eessi-kasittely": ["eessi-katselu"]},
        "code": "3M3W-6JUF-R5KW-YWC",
    },
    "unfinished": NOTHING | {"next": "tehtavat"},
}


def _answers(name: str, description: str, values: Schema) -> Schema:
    """A parameter that may be repeated: a set of answers."""
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "array", "items": values},
        "style": "form",
        "explode": True,
        "examples": _examples({example: sent[name] for example, sent in REQUESTS.items() if name in sent}),
    }


ANSWERS: Final[Sequence[Schema]] = (
    _answers(TYPES, "Organisation types: whose matters somebody looks after.", ref("slug")),
    _answers(
        TASKS,
        f"Tasks. `{NONE_OF_THESE}` is the answer “I do none of these”; beside tasks it is dropped.",
        ref("slug"),
    ),
    _answers(
        RELATION,
        "An employee of that organisation (`oma`), of another one (`toinen`), or both. The mandates are the same; "
        "their type is not, so it stands in the code.",
        {"enum": [relation.value for relation in Relation]},
    ),
    _answers(YES, "Prerequisites that hold.", ref("slug")),
    _answers(NO, f"Prerequisites that do not hold. One that `{YES}` names too does not hold.", ref("slug")),
    _answers(HELD, "Mandates that somebody holds already.", ref("slug")),
    {
        "name": VERSION,
        "in": "query",
        "description": "The publication that a link was made with. It changes nothing here.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 10**MAX_VERSION_DIGITS - 1},
    },
)
RESULT: Final = record(
    "Mandates by what to do about them; each mandate that the answers call for stands in one place.",
    {
        "publication": {"type": "integer", "minimum": 1, "description": "The publication that this was answered from."},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Its digest."},
        "request": listed(ref("slug"), "To be asked for."),
        "confirm": listed(ref("slug"), "To be asked for once the prerequisites that were not answered hold."),
        "blocked": listed(ref("slug"), "Not to be asked for: a prerequisite does not hold."),
        "held": listed(ref("slug"), "Held already, or included in one that is held."),
        "covered": {
            "type": "object",
            "description": "Included in a broader mandate that is asked for: that mandate for each.",
            "propertyNames": ref("slug"),
            "additionalProperties": ref("slug"),
        },
        "unsure": listed(
            ref("slug"), "Asked for, but what is told of them may be out of date: outdated_note says why."
        ),
        "excess": listed(ref("slug"), "Held, but nothing in the answers calls for them: to be given up."),
        "broader": {
            "type": "object",
            "description": "Held, and broader than needed: the narrower mandates that would do, for each.",
            "propertyNames": ref("slug"),
            "additionalProperties": {**listed(ref("slug"), "The needed ones that it serves."), "minItems": 1},
        },
        "dropped": listed(
            {"type": "string"},
            "Keys and values that were not understood, and tasks that by the source belong to other types.",
        ),
        "dropped_why": {
            "type": "object",
            "description": "Of each dropped slug that the content knows: why (under /sv and /en in that language). "
            "Of a task it says who has it by the source, and whom to ask.",
            "propertyNames": ref("slug"),
            "additionalProperties": {"type": "string"},
        },
    },
    optional={
        "code": {
            "type": "string",
            "pattern": f"^[{ALPHABET}]+(-[{ALPHABET}]+)*$",
            "description": "The short code of these answers, for reading aloud: /koodi/<code>/ leads to the result.",
        },
        "next": {
            "enum": [question.step.value for question in QUESTIONS if question.is_for_rules],
            "description": "The question that has not been answered yet. There is no code then.",
        },
    },
) | {"oneOf": [{"required": ["code"]}, {"required": ["next"]}]}


def _words(examples: Examples) -> Schema:
    return {
        "name": QUERY,
        "in": "query",
        "description": f"Words or a sentence; the first {LONGEST_TEXT} characters count. Inflected forms and typos are "
        "understood.",
        "schema": {"type": "string"},
        "examples": _examples(examples),
    }


OTHERS: Final = [language for language in LANGUAGE_TABLE if language.code in PREFIXED]
LANGUAGE: Final[Schema] = {
    "name": "language",
    "in": "path",
    "required": True,
    "description": f"{' or '.join(language.english for language in OTHERS)}.",
    "schema": {"enum": PREFIXED},
    "examples": _examples({language.english.lower(): language.code for language in OTHERS}),
}
SEARCHES: Final = {
    "found": "varaan aikoja asiakkaille",
    "organisation": "yliopisto",
    "advice": "en pääse kirjautumaan",
    "nothing": "sää huomenna",
}
ABROAD: Final = {"swedish": "boka tid för kunder", "english": "book appointments for customers"}
NO_HITS: Final[Schema] = {"tehtavat": [], "valtuudet": [], "organisaatiot": [], "ohjeet": []}
FOUND: Final[Examples] = {
    "found": NO_HITS | {"tehtavat": ["ajanvaraus"], "valtuudet": ["ajanvaraus"]},
    "organisation": NO_HITS | {"tehtavat": ["ajanvaraus"], "organisaatiot": ["muu-kumppani"]},
    "advice": NO_HITS | {"ohjeet": ["en-paase-kirjautumaan"]},
    "nothing": NO_HITS,
}
SEARCH_RESULT: Final = record(
    "What was found; empty lists when nothing was. What only looks like the words is never found.",
    {
        "tehtavat": {**listed(ref("slug"), "Tasks, best first."), "maxItems": LIMIT},
        "valtuudet": listed(
            ref("slug"),
            f"Mandates, best first, at most {LIMIT}; all of them, in display order, when all mandates are asked for.",
        ),
        "organisaatiot": {**listed(ref("slug"), "Organisation types, best first."), "maxItems": LIMIT},
        "ohjeet": {**listed(ref("slug"), "Advice: instructions of the catalogue, best first."), "maxItems": LIMIT},
    },
)

DOCUMENT: Final[Schema] = {
    "openapi": "3.1.0",
    "jsonSchemaDialect": DIALECT,
    "info": {
        "title": "Mandate advisor",
        "version": API_VERSION,
        "description": DESCRIPTION,
        "license": {"name": "MIT", "identifier": "MIT"},
    },
    "security": [],
    "paths": {
        "/luettelo.json": {"get": _operation("catalogue", "The whole publication.", "catalogue")},
        "/luettelo.schema.json": {"get": _operation("schema", "The catalogue's JSON Schema.", "schema")},
        "/tulos.json": {"get": _operation("result", "The mandates that answers call for.", "result", ANSWERS, RESULTS)},
        "/haku.json": {
            "get": _operation(
                "search", "Tasks, mandates, organisations and advice by own words.", "search", [_words(SEARCHES)], FOUND
            )
        },
        "/{language}/haku.json": {
            "get": _operation("search_in", "The same in Swedish or English.", "search", [LANGUAGE, _words(ABROAD)]),
        },
    },
    "components": {
        "schemas": {
            **DEFINITIONS,
            "catalogue": CATALOGUE,
            "schema": {"type": "object", "description": "A JSON Schema, draft 2020-12."},
            "result": RESULT,
            "search": SEARCH_RESULT,
        },
        "parameters": {"IfNoneMatch": IF_NONE_MATCH},
        "headers": HEADERS,
        "responses": RESPONSES,
    },
}
