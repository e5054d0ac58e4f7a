"""Requests as rows: what is asked, and what comes back."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.conftest import ROOT

ROWS: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "web" / "requests.toml").read_text(encoding="utf-8")
)["request"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_what_is_asked_gets_this(web: TestClient, row: dict[str, Any]) -> None:
    headers = {"accept": "text/html,*/*;q=0.8"} | row.get("headers", {})
    answer = web.request(row.get("method", "GET"), row["path"], headers=headers)
    assert answer.status_code == row["status"]
    for words in row.get("holds", ()):
        assert words in answer.text
    for words in row.get("lacks", ()):
        assert words not in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


def test_names_of_the_rows_are_their_own() -> None:
    names = [row["name"] for row in ROWS]
    assert len(names) == len(set(names)) > 40
