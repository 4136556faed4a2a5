"""The description of the API in OpenAPI 3.1, made from the table of its operations.

description([Operation("GET", "/api/pair", pairs, "Pairs with most events lately.", Pairs)], "1.0") -> {"openapi": …}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from communique.record import Record
from communique.web import asking

_DAY = {"type": "string", "format": "date"}
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
PARAMETERS: dict[str, tuple[dict[str, Any], str]] = {  # of the part after "?": schema, description
    "q": (_TEXT, 'Words: all of them in any form, "a phrase", begin*, -without, this OR that.'),
    "actor": (_TEXTS, "Who speaks, acts or holds the position: a name, #12 (a party's number) or Q123 (its link)."),
    "recipient": (_TEXTS, "Who is addressed, acted on or meant."),
    "relay": (_TEXTS, "Through whom the article has a statement."),
    "pair": ({**_TEXTS, "minItems": 2, "maxItems": 2}, "Two parties, in either direction."),
    "outlet": (_TEXTS, "Who published it, or a copy of it."),
    "place": (_TEXTS, "Where an event was, by the place's full name."),
    **{
        name: ({"type": "array", "items": {"type": "string", "enum": list(codes)}}, f"Codes of {name}; any of them.")
        for name, codes in asking.CODES.items()
    },
    "quad": ({"type": "array", "items": {"type": "integer", "enum": list(asking.QUADS)}}, "Quad classes of events."),
    "issue": (_TEXT, "Words of the issue on which a position is held."),
    "from": (_DAY, "First day."),
    "to": (_DAY, "Last day."),
    "copies": ({"type": "string", "enum": ["1"]}, "Also what stands in near copies of a report."),
    "newest": ({"type": "string", "enum": ["1"]}, "Newest first, where words would sort by fit."),
    "name": (_TEXT, "A part of a name."),
    "format": ({"type": "string", "enum": ["csv", "ndjson", "parquet"]}, "The form of the rows."),
    "limit": ({"type": "integer", "minimum": 0, "maximum": asking.MOST, "default": asking.SIZE}, "Rows of a page."),
    "offset": ({"type": "integer", "minimum": 0, "default": 0}, "Rows before the page."),
    "after": (_TEXT, "The item before the page, as ID/S4; `next` has it."),
    "published": (_DAY, "The day on which the article was published."),
    "publisher": (_TEXT, "The outlet."),
    "url": (_TEXT, "Where the article is from."),
}
PATHS = {
    "document": "An article's id.",
    "party": "A party's number or link.",
    "a": "A party's number or link.",
    "b": "Another's.",
    "number": "A review's number.",
}
ALWAYS = frozenset({"format"})  # parameters that can't be left out
_PLACE = re.compile(r"{(\w+)}")


class Trouble(Record, frozen=True, kw_only=True):
    """Why something was not done."""

    error: str


class Operation(NamedTuple):
    """What can be asked for at one address: `answer` is the record that comes back, or media types by name.

    `takes` is the type of a JSON body; with `article`, an article as the body is another way to give it.
    """

    method: str
    path: str
    endpoint: Callable[..., Any]
    summary: str
    answer: Any
    parameters: tuple[str, ...] = ()
    takes: Any = None
    article: bool = False
    status: tuple[int, ...] = (200,)
    wrong: tuple[int, ...] = ()


def description(operations: Sequence[Operation], version: str) -> dict[str, Any]:
    """The whole description."""
    types = [o.answer for o in operations if not isinstance(o.answer, tuple)]
    types += [o.takes for o in operations if o.takes]
    schemas, components = msgspec.json.schema_components([*types, Trouble], ref_template="#/components/schemas/{name}")
    by_type = dict(zip(map(repr, [*types, Trouble]), schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, by_type)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "communique",
            "version": version,
            "summary": "An archive of news: who said and did what to whom.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _operation(o: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    trouble = {"application/json": {"schema": schemas[repr(Trouble)]}}
    if isinstance(o.answer, tuple):
        content: dict[str, Any] = {kind: {} for kind in o.answer}
    else:
        content = {"application/json": {"schema": schemas[repr(o.answer)]}}
    told: dict[str, Any] = {
        "operationId": f"{o.method.lower()}{o.path.removeprefix('/api').translate(_NAME)}",
        "summary": o.summary,
        "responses": {
            **{str(s): {"description": "Done.", "content": content} for s in o.status},
            **{str(s): {"description": _WRONG[s], "content": trouble} for s in (400, 401, *o.wrong)},
        },
    }
    given = [_in_path(name) for name in _PLACE.findall(o.path)] + [_in_query(name) for name in o.parameters]
    if given:
        told["parameters"] = given
    if o.takes:
        bodies: dict[str, Any] = {"application/json": {"schema": schemas[repr(o.takes)]}}
        if o.article:
            bodies |= {"text/plain": {}, "text/html": {}}
        told["requestBody"] = {"required": True, "content": bodies}
    return told


_NAME = str.maketrans({"/": "_", "{": "", "}": "", ".": "_"})
_WRONG = {
    400: "Not understood.",
    401: "The token is missing or wrong.",
    404: "Not here.",
    409: "It has changed meanwhile.",
    413: "Too large.",
    422: "It can't be read.",
    503: "The archive can't be written now.",
}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": PATHS[name], "schema": {"type": "string"}}


def _in_query(name: str) -> dict[str, Any]:
    schema, told = PARAMETERS[name]
    return {"name": name, "in": "query", "required": name in ALWAYS, "description": told, "schema": schema}
