"""``sayso fix``: a person decides, sees what was decided, and takes it back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from sayso.ledger import open_ledger
from sayso.show.world import corrections_table
from tests.conftest import Sayso
from tests.ledger.made import grounded, story


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "news.ledger"
    with open_ledger(path) as book:
        for n in (0, 1):
            page, article, reading = story(n)
            run = book.begin_run("made", "model", "0")
            book.add(run, str(n), page, article, grounded(article, reading))
    return path


def claims(sayso: Sayso, ledger: Path) -> list[str]:
    said = sayso("claims", "--ledger", ledger, "--jsonl")
    return [json.loads(line)["id"] for line in said.out.splitlines()]


def test_a_claim_is_rejected_and_brought_back(ledger: Path, sayso: Sayso) -> None:
    first, *others = claims(sayso, ledger)
    said = sayso(
        "fix", "reject", first[:8], "--by", "me", "--note", "a caption", "--ledger", ledger
    )
    assert said.err == (
        f"Kept as correction 1. To take it back: sayso fix undo 1 --ledger {ledger}\n"
    )
    assert claims(sayso, ledger) == others
    assert sayso("fix", "undo", "1", "--ledger", ledger).err == "Correction 1 is undone.\n"
    assert claims(sayso, ledger) == [first, *others]


def test_two_names_of_one_root_are_merged(ledger: Path, sayso: Sayso) -> None:
    sayso("fix", "merge", "a ferry passenger", "Ilan Voss", "--ledger", ledger)
    said = json.loads(sayso("roots", "--ledger", ledger, "--json").out)
    assert [(row["name"], row["claims"]) for row in said] == [("Ilan Voss", 4)]
    actors = sayso("actors", "corrections", "--ledger", ledger)
    assert actors.err == "Nothing was put right by hand.\n"


def test_articles_are_one_text_or_are_not(ledger: Path, sayso: Sayso) -> None:
    a, b = (story(n)[1].id for n in (0, 1))
    sayso("fix", "same", a, b, "--by", "me", "--ledger", ledger)
    [pair] = json.loads(sayso("reprints", "--ledger", ledger, "--json").out)
    assert (pair["label"], pair["score"], pair["why"][0]) == (
        "reprint",
        1.0,
        ["label", "me says so"],
    )
    assert "2 articles are 1 text." in sayso("reprints", "--ledger", ledger).err
    sayso("fix", "apart", a, b, "--by", "me", "--ledger", ledger)
    assert json.loads(sayso("reprints", "--ledger", ledger, "--json").out) == []


def test_what_was_decided_is_listed(ledger: Path, sayso: Sayso) -> None:
    assert sayso("fix", "list", "--ledger", ledger).err == "Nothing was decided by hand.\n"
    first, second, *_ = claims(sayso, ledger)
    sayso("fix", "same", first, second, "--by", "me", "--note", "one post", "--ledger", ledger)
    sayso("fix", "reject", second, "--by", "me", "--ledger", ledger)
    sayso("fix", "merge", "a ferry passenger", "Ilan Voss", "--by", "me", "--ledger", ledger)
    sayso("actors", "rename", "the union", "Pilots", "--by", "me", "--ledger", ledger)
    assert "Pilots" in sayso("fix", "list", "--ledger", ledger).out
    with open_ledger(ledger) as book:
        out = io.StringIO()
        wide = Console(file=out, width=240)
        wide.print(corrections_table(book.corrections()))
    shown = out.getvalue()
    for words in ("is the same as", "is no claim", "a ferry passenger stands for", "is called"):
        assert words in shown
    rows = json.loads(sayso("fix", "list", "--ledger", ledger, "--json").out)
    assert [(row["kind"], row["field"]) for row in rows] == [
        ("claim", "same"), ("claim", "reject"), ("source", "merge"), ("actor", "name"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("reject", "zzzz"), "no claim has an id that begins with 'zzzz'"),
        (("same", "zzzz", "yyyy"), "no article or claim has an id that begins with 'zzzz'"),
        (("merge", "nobody", "Ilan Voss"), "no source is called 'nobody'"),
        (("undo", "7"), "there is no correction 7"),
    ],
)
def test_what_is_not_there_is_said_plainly(
    ledger: Path, sayso: Sayso, line: tuple[str, ...], told: str
) -> None:
    said = sayso("fix", *line, "--ledger", ledger)
    assert said.code == 1 and told in said.err
