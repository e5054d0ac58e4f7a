"""Heads and credits, case by case: the rows are in ``tests/cases/read``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sayso.read import read
from sayso.records import Article, Page, Span

CASES = Path(__file__).resolve().parent.parent / "cases" / "read"


def rows(name: str) -> list[Any]:
    with (CASES / name).open("rb") as stream:
        return [pytest.param(row, id=row["text"][:40]) for row in tomllib.load(stream)["case"]]


def article(row: dict[str, Any]) -> Article:
    found = read(Page("n1", row["text"].encode(), title=row.get("title"), language="en"))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("row", rows("heads.toml"))
def test_heads(row: dict[str, Any]) -> None:
    found = article(row)

    def at(span: Span | None) -> str | None:
        return None if span is None else found.text[slice(*span)]

    assert at(found.dateline) == row.get("dateline")
    assert at(found.headline) == row.get("headline")
    assert at(found.sentences[0]) == row["first"]
    assert found.published == row.get("published")
    assert found.title == row.get("title", row.get("headline"))


@pytest.mark.parametrize("row", rows("credits.toml"))
def test_credits(row: dict[str, Any]) -> None:
    found = article(row)
    shown = [[c.name, c.how, found.text[slice(*c.span)]] for c in found.credits]
    assert sorted(shown) == sorted(row["credits"])
    covers = found.credits[0].covers if found.credits else None
    assert (None if covers is None else found.text[slice(*covers)]) == row.get("covers")
