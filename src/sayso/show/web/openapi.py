"""The OpenAPI document (3.1) of the JSON that every page is served as, too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso import __version__
from sayso.ledger.desk import BY
from sayso.records import Firmness, Kind, Voice
from sayso.show.contract import line
from sayso.show.web.answers import JSON
from sayso.show.web.choice import CLOSED, NAMES


@dataclass(frozen=True, slots=True)
class Told:
    """One address: what it gives, which parameters it takes, and where its shape is told."""

    path: str
    summary: str
    query: tuple[str, ...] = ()
    schema: str = "object"


PLACED = {"id": "The id of an article or a claim, or the start of one.",
          "number": "The number of a job of this server."}  # fmt: skip
SAID = {
    "page": "The page of the list, from 1.",
    "q": "A statement in plain English.",
    "a": "The id of a claim, or the start of one.",
    "b": "The id of the claim that is laid beside it; without it, the likeliest are.",
    "all": "More claims, where there are many.",
    "name": "The name of a source; for the list, words in it.",
    "mark": "A stretch of the article, START-END in code points.",
    "at": "A place, by the number that the map gives it.",
    "from": "The first day.",
    "to": "The last day.",
    "towns": "The page of the towns, from 1.",
    "regions": "The page of the regions and countries, from 1.",
    "dates": "The page of the dates, from 1.",
    **{name: f"Only claims with this {name}." for name in NAMES},
}
COUNTED = ("page", "towns", "regions", "dates")
WORDS = {**{name: list(words) for name, words in CLOSED.items()}}

ADDRESSES = (
    Told("/claims.json", f"Claims, filtered; counted by {', '.join(BY)}.", (*NAMES, "page")),
    Told("/a/{id}.json", "One article with all that was read in it.", (), "sayso/1"),
    Told("/c/{id}.json", "The dossier of a claim.", (), "sayso-ask/1"),
    Told("/ask.json", "The dossier of a statement.", ("q",), "sayso-ask/1"),
    Told("/pair.json", "One claim beside another, or beside its likeliest.", ("a", "b")),
    Told("/reprints.json", "Articles that are one text, group by group.", ("page",)),
    Told("/reprints/{id}.json", "The articles that share text with one."),
    Told("/sources.json", "On whose word all claims rest.", ("name", "kind")),
    Told("/source.json", "The profile of one source.", ("name", "kind")),
    Told("/runs.json", "What was read into the ledger."),
    Told("/run/{number}.json", "How far something is that was handed in."),
    Told("/corrections.json", "What was put right by hand."),
    Told(
        "/map.json",
        "Where and when the claims say things are: towns, regions, dates, and a place's claims.",
        (*NAMES, "at", "from", "to", "towns", "regions", "dates"),
    ),
    Told("/map/claims.json", "The claims of a place and a time.", (*NAMES, "at", "from", "to")),
    Told(
        "/map/atlas.json",
        "The columns that the map is drawn from; claims are told by their steps.",
        (*NAMES, "from", "to"),
    ),
    Told("/map/areas.json", "The areas that are hatched.", (*NAMES, "from", "to")),
)

_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "message"],
            "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
        }
    },
}


def document(addresses: Iterable[Told] = ADDRESSES) -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sayso",
            "version": __version__,
            "summary": "On whose say-so: who says what, on whose word, how firmly.",
        },
        "paths": {each.path: {"get": _operation(each)} for each in addresses},
        "components": {
            "schemas": {
                "Error": _ERROR,
                "firmness": {"enum": list(Firmness)},
                "kind": {"enum": list(Kind)},
                "voice": {"enum": list(Voice)},
            }
        },
    }


def _operation(each: Told) -> dict[str, Any]:
    placed = [name for name in PLACED if "{" + name + "}" in each.path]
    shape: dict[str, Any] = {"type": "object"}
    if each.schema != "object":
        shape["properties"] = {"schema": {"const": each.schema}}
    return {
        "summary": each.summary,
        "operationId": "".join(c if c.isalnum() else "_" for c in each.path).strip("_"),
        "parameters": [
            *({"name": name, "in": "path", "required": True, "description": PLACED[name],
               "schema": {"type": "string"}} for name in placed),
            *({"name": name, "in": "query", "description": SAID[name],
               "schema": _schema(name)} for name in each.query),
        ],
        "responses": {
            "200": {"description": each.summary, "content": {JSON: {"schema": shape}}},
            "default": {
                "description": "What is wrong.",
                "content": {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}},
            },
        },
    }  # fmt: skip


def _schema(name: str) -> dict[str, Any]:
    if name in WORDS:
        return {"type": "string", "enum": WORDS[name]}
    return {"type": "integer", "minimum": 1} if name in COUNTED else {"type": "string"}


def openapi(_: Request) -> Response:
    """The document, as it is served."""
    return Response(line(document(), indent=2) + "\n", media_type=JSON)
