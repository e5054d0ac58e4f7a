"""The OpenAPI document: every JSON address is in it, and it is what it says it is."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.routing import Route
from starlette.testclient import TestClient

from sayso.show.web.app import routes
from sayso.show.web.choice import NAMES
from sayso.show.web.openapi import ADDRESSES, PLACED, SAID, document


@pytest.fixture(scope="module")
def paths() -> dict[str, Any]:
    found: dict[str, Any] = document()["paths"]
    return found


def test_every_json_address_of_the_app_is_told_and_no_other(paths: dict[str, Any]) -> None:
    served = {
        route.path
        for route in routes()
        if isinstance(route, Route) and route.path.endswith(".json")
    } - {"/openapi.json"}
    assert set(paths) == served


def test_the_document_is_served_as_it_is_made(web: TestClient) -> None:
    assert web.get("/openapi.json").json() == document()


def test_each_operation_has_a_name_of_its_own(paths: dict[str, Any]) -> None:
    names = [each["get"]["operationId"] for each in paths.values()]
    assert len(set(names)) == len(names)


def test_what_stands_in_a_path_is_told(paths: dict[str, Any]) -> None:
    for path, each in paths.items():
        placed = {p["name"] for p in each["get"]["parameters"] if p["in"] == "path"}
        assert placed == {name for name in PLACED if "{" + name + "}" in path}
        assert all(p["required"] for p in each["get"]["parameters"] if p["in"] == "path")


def test_the_desk_takes_every_filter(paths: dict[str, Any]) -> None:
    told = {each["name"] for each in paths["/claims.json"]["get"]["parameters"]}
    assert told == {*NAMES, "page"}
    assert all(SAID[name] for name in told)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda each: each.path)
def test_answers_are_of_the_shape_that_is_told(web: TestClient, address: Any) -> None:
    claim = web.get("/claims.json").json()["claims"][0]
    ident = (
        claim["article"] if "/a/" in address.path or "/reprints/" in address.path else claim["id"]
    )
    path = address.path.replace("{id}", ident).replace("{number}", "1")
    query = {
        "/source.json": {"name": claim["root"], "kind": claim["root_kind"]},
        "/map/claims.json": {"at": "1"},
        "/pair.json": {"a": claim["id"]},
    }.get(path, {})
    answer = web.get(path, params=query)
    told = document()["paths"][address.path]["get"]["responses"]
    schema = told["200" if answer.status_code == 200 else "default"]["content"]
    schema = schema["application/json"]["schema"] | {"components": document()["components"]}
    if answer.status_code != 200:
        schema = document()["components"]["schemas"]["Error"]
    Draft202012Validator(schema).validate(answer.json())
    assert answer.status_code == 200 or "{number}" in address.path


def test_closed_words_are_listed(paths: dict[str, Any]) -> None:
    by_name = {p["name"]: p["schema"] for p in paths["/claims.json"]["get"]["parameters"]}
    assert by_name["firmness"]["enum"] == ["asserted", "hedged", "alleged", "denied", "other"]
    assert "government" in by_name["root kind"]["enum"]
    assert by_name["page"] == {"type": "integer", "minimum": 1}
