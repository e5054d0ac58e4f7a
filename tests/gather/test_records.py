"""A JSON value becomes a string, however it is nested."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.gather.records import as_text


def nested(value: Any, times: int) -> Any:
    """``[{"name": [{"name": value}]}]``, as deep as is asked for."""
    for _ in range(times):
        value = [{"name": value}, "not this"]
    return value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Harbour Post", "Harbour Post"),
        ("", ""),
        (7, "7"),
        (1.5, "1.5"),
        (True, ""),
        (None, ""),
        ([], ""),
        ({}, ""),
        ([[]], ""),
        ({"id": 3}, ""),
        (["Quillfen", "Harbour Post"], "Quillfen"),
        ({"name": "Quillfen"}, "Quillfen"),
        ([{"name": ["Quillfen"]}], "Quillfen"),
        ([None, "Quillfen"], ""),
        ({"name": False}, ""),
    ],
)
def test_as_text(value: Any, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize("times", [1, 400, 20_000])
def test_nesting_has_no_bound(times: int) -> None:
    assert as_text(nested("Quillfen", times)) == "Quillfen"
    assert as_text(nested(None, times)) == ""
