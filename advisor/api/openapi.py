"""The public JSON addresses as an OpenAPI 3.1 document. What it says of them is tested in tests/api/test_openapi.py.

An example of an operation is one whole request: the examples of the same name in its parameters and in its answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from advisor.api.answers import REASON, RESULT, SEARCH_RESULT, TEAM_RESULT
from advisor.api.examples import ABROAD, FOUND, REQUESTS, RESULTS, SEARCHES, TEAM_RESULTS, TEAMS, Examples
from advisor.api.schema import CATALOGUE, DEFINITIONS
from advisor.api.schema_parts import DIALECT, Schema, ref
from advisor.conversation.keys import HELD, NO, RELATION, ROLE, TASKS, TYPES, VERSION, WANTED, WHY, YES
from advisor.conversation.questionnaire import MAX_VERSION_DIGITS
from advisor.search.search import LONGEST_TEXT
from advisor.search.views import QUERY
from advisor.team.roles import MOST
from mandates.languages import PREFIXED
from mandates.rules.rows import NONE_OF_THESE, Relation
from mandates.rules.texts import LANGUAGE_TABLE

API_VERSION: Final = "1.0"

DESCRIPTION: Final = """\
Which Suomi.fi mandates does somebody need in Kela's online services for partners? The catalogue is the whole
publication, `/tulos.json` the answer to one set of answers, `/tiimi.json` the answers of a team's roles together,
`/haku.json` a search in own words.

- Everything is public: no key, no cookie, any origin. GET and HEAD; other methods are answered with 405.
- Slugs and keys are stable. Old slugs are understood for ever. New keys may be added without notice.
- Every 200 has an ETag, and a request with If-None-Match is answered with 304 while nothing has changed.
- Errors are pages in HTML: read the status.
- The slugs that parameters take are in the catalogue; what they mean is told there in each language.
"""


ERRORS: Final = {"400": "BadRequest", "503": "Unavailable"}
ERRORS_OF_A_LANGUAGE: Final = {"400": "BadRequest", "404": "NotFound", "503": "Unavailable"}


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
    name: str,
    summary: str,
    answer: str,
    parameters: Sequence[Schema] = (),
    examples: Examples | None = None,
    errors: Mapping[str, str] = ERRORS,
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
            **{status: _component("responses", error) for status, error in errors.items()},
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
    "NotFound": _page("No such language; Finnish has no prefix."),
    "Unavailable": _page("There is no publication to answer from yet. Try again later."),
}
IF_NONE_MATCH: Final[Schema] = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of an answer that you have kept.",
    "schema": {"type": "string"},
}


def _understood(*values: str) -> Schema:
    """Any text: what is not understood is not refused, but told. The values, where there are few."""
    told = "What is not understood is not obeyed: it is in `dropped`."
    return {"type": "string", "description": told} | ({"examples": list(values)} if values else {})


def _answers(name: str, description: str, *values: str) -> Schema:
    """A parameter that may be repeated: a set of answers, or a wish."""
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "array", "items": _understood(*values)},
        "style": "form",
        "explode": True,
        "examples": _examples({example: sent[name] for example, sent in REQUESTS.items() if name in sent}),
    }


ANSWERS: Final[Sequence[Schema]] = (
    _answers(TYPES, "Organisation types: whose matters somebody looks after."),
    _answers(
        TASKS,
        f"Tasks. `{NONE_OF_THESE}` is the answer “I do none of these”; beside tasks it is dropped.",
    ),
    _answers(
        RELATION,
        "An employee of that organisation (`oma`), of another one (`toinen`), or both. The mandates are the same; "
        "their type is not, so it stands in the code.",
        *(relation.value for relation in Relation),
    ),
    _answers(YES, "Prerequisites that hold."),
    _answers(NO, f"Prerequisites that do not hold. One that `{YES}` names too does not hold."),
    _answers(HELD, "Mandates that somebody holds already."),
    _answers(WHY, f"`{WANTED}` adds `why`: the condition that decided for each mandate.", WANTED),
    {
        "name": VERSION,
        "in": "query",
        "description": "The publication that a link was made with. It changes nothing here, except that a number "
        f"beyond {MAX_VERSION_DIGITS} digits, or two of them, are in `dropped`.",
        "schema": _understood(),
    },
)


ROLES: Final[Schema] = {
    "name": ROLE,
    "in": "query",
    "description": f"The codes of the roles' answers, as `/tulos.json` gives them. The first {MOST} count.",
    "schema": {"type": "array", "items": {"type": "string"}},
    "style": "form",
    "explode": True,
    "examples": _examples({example: sent[ROLE] for example, sent in TEAMS.items()}),
}


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
        "/tiimi.json": {"get": _operation("team", "What the roles of a team need.", "team", [ROLES], TEAM_RESULTS)},
        "/haku.json": {
            "get": _operation(
                "search", "Tasks, mandates, organisations and advice by own words.", "search", [_words(SEARCHES)], FOUND
            )
        },
        "/{language}/haku.json": {
            "get": _operation(
                "search_in",
                "The same in Swedish or English.",
                "search",
                [LANGUAGE, _words(ABROAD)],
                errors=ERRORS_OF_A_LANGUAGE,
            ),
        },
    },
    "components": {
        "schemas": {
            **DEFINITIONS,
            "catalogue": CATALOGUE,
            "schema": {"type": "object", "description": "A JSON Schema, draft 2020-12."},
            "reason": REASON,
            "result": RESULT,
            "team": TEAM_RESULT,
            "search": SEARCH_RESULT,
        },
        "parameters": {"IfNoneMatch": IF_NONE_MATCH},
        "headers": HEADERS,
        "responses": RESPONSES,
    },
}
