"""The OpenAPI document: every JSON address is in it, and it is what it says it is."""

from __future__ import annotations

from collections.abc import Iterator
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


def _parts(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in the document, each with the key that it stands under."""
    yield name, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _parts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner, name)


def test_every_shape_is_json_schema_and_whatever_is_pointed_at_is_there() -> None:
    """OpenAPI 3.1 has JSON Schema 2020-12 for its shapes."""
    whole = document()
    shapes = [value for name, value in _parts(whole) if name == "schema"]
    shapes += whole["components"]["schemas"].values()
    assert len(shapes) > 40
    for shape in shapes:
        Draft202012Validator.check_schema(shape)
    pointers = [value for name, value in _parts(whole) if name == "$ref"]
    assert pointers
    for pointer in pointers:
        at: Any = whole
        for step in pointer.removeprefix("#/").split("/"):
            at = at[step]
        assert isinstance(at, dict)


def test_every_operation_has_what_the_standard_asks_for() -> None:
    """Fields that OpenAPI 3.1 requires, and no others than it knows (section 4.8)."""
    whole = document()
    assert whole["openapi"].startswith("3.1.") and {"title", "version"} <= set(whole["info"])
    known = {"name", "in", "required", "description", "schema"}
    for path, item in whole["paths"].items():
        assert path.startswith("/") and set(item) == {"get"}
        told = item["get"]
        assert set(told) == {"summary", "operationId", "parameters", "responses"}
        assert all(set(each) <= known for each in told["parameters"])
        names = [(each["in"], each["name"]) for each in told["parameters"]]
        assert len(set(names)) == len(names) and {where for where, _ in names} <= {"path", "query"}
        for code, answer in told["responses"].items():
            assert code in ("200", "default") and answer["description"]


def test_closed_words_are_listed(paths: dict[str, Any]) -> None:
    by_name = {p["name"]: p["schema"] for p in paths["/claims.json"]["get"]["parameters"]}
    assert by_name["firmness"]["enum"] == ["asserted", "hedged", "alleged", "denied", "other"]
    assert "government" in by_name["root kind"]["enum"]
    assert by_name["page"] == {"type": "integer", "minimum": 1}
