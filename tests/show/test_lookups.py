"""Commands that look into a ledger: what they say of ids, limits and articles without an outlet."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sayso.ledger import schema
from tests.conftest import Said, Sayso


def filled(sayso: Sayso, *rows: dict[str, str]) -> Said:
    """A ledger of these articles, in the folder of the command line."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    Path("news.jsonl").write_text(lines, encoding="utf-8")
    done = sayso("read", "news.jsonl", "-q", "--marker", "tests.fakes:pattern", "--processes", "1")
    assert done.code == 0, done.err
    return done


def row(number: int, text: str) -> dict[str, str]:
    return {"id": f"n{number}", "outlet": "Quillfen", "title": f"Day {number}", "text": text}


ROAD = "Tobin Marrash said that the road to Kelvat was open on day {}."
TALK = (
    "Bram Tolley said that the bridge held. Bram Tolley said that the mill stood empty. "
    "Bram Tolley said that the ferry had sunk. Bram Tolley said that nobody was hurt."
)


@pytest.mark.parametrize("start", ["zzz", "0", "it's", "%", " "])
def test_show_says_that_neither_an_article_nor_a_claim_has_the_id(sayso: Sayso, start: str) -> None:
    filled(sayso, row(1, ROAD.format(1)))
    done = sayso("show", start)
    assert (done.code, done.out) == (1, "")
    assert f"no article or claim has an id that begins with {start!r}" in done.err
    assert "an empty id" in sayso("show", "").err


def test_a_limit_of_roots_keeps_those_that_most_articles_rest_on(sayso: Sayso) -> None:
    filled(sayso, row(1, ROAD.format(1)), row(2, ROAD.format(2)), row(3, TALK))
    roots = [
        json.loads(line) for line in sayso("roots", "--jsonl", "--limit", "1").out.splitlines()
    ]
    assert [(root["name"], root["articles"], root["claims"]) for root in roots] == [
        ("Tobin Marrash", 2, 2)
    ]
    every = sayso("roots", "--limit", "0")
    assert "2 named roots" in every.err and "Bram Tolley" in every.out
    assert "The first 1 of 2" in sayso("roots", "--limit", "1").err


def test_an_article_without_an_outlet_is_known_by_whom_it_credits(sayso: Sayso) -> None:
    text = "KELVAT (Reuters) - Tobin Marrash said that the road was open.\n\nNobody has crossed it."
    Path("a.txt").write_text(text, encoding="utf-8")
    done = sayso("read", "a.txt", "-q", "--marker", "tests.fakes:pattern", "--processes", "1")
    assert done.code == 0
    for words in (["claims"], ["find", "road"]):
        assert "credit: Reuters · no date" in sayso(*words).out


def test_a_ledger_of_an_older_version_is_brought_up_to_date_by_looking_at_it(
    sayso: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(sayso, row(1, ROAD.format(1)))
    steps = [*schema.migrations(), "CREATE TABLE later (a TEXT) STRICT;"]
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    first, second = sayso("roots"), sayso("roots")
    assert (first.code, second.code) == (0, 0)
    assert "Tobin Marrash" in first.out
    assert "has been brought up to date" in first.err
    assert "has been brought up to date" not in second.err


def test_an_older_ledger_that_cannot_be_written_says_so(
    sayso: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(sayso, row(1, ROAD.format(1)))
    steps = [*schema.migrations(), "CREATE TABLE later (a TEXT) STRICT;"]
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)
    done = sayso("roots")
    assert (done.code, done.out) == (1, "")
    assert "is read-only: a ledger cannot be written there" in done.err
