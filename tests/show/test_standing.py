"""How it reads where articles stand, and what machines are told."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from sayso.engines.asking import ask
from sayso.engines.standing import Standing, standing
from sayso.ledger import open_ledger
from sayso.show.standing import as_json, tell
from sayso.weigh.stance import Stance, Stood
from tests.engines.test_asking import ASKED, Fake, put

FOUND = (
    Standing("a1", "news/one.txt", Stood(Stance.AGREE, "tells it")),
    Standing("a2", "news/two.txt", Stood(Stance.AGREE, "tells it")),
    Standing("a3", "\x1b[2Jthree.txt", Stood(Stance.DISCUSS, "leaves it to others: said")),
)


def printed(found: tuple[Standing, ...]) -> str:
    out = io.StringIO()
    tell(Console(file=out, width=100, highlight=False, markup=False), found)
    return out.getvalue()


def test_a_line_for_each_stance() -> None:
    lines = printed(FOUND).splitlines()
    assert lines[0] == "Where the articles stand"
    assert lines[1].strip() == "2 for it  one.txt, two.txt"
    assert lines[2].strip().startswith("1 pass it on")
    assert printed(()) == ""


def test_no_name_of_a_stranger_steers_the_terminal() -> None:
    assert "\x1b" not in printed(FOUND)


def test_machines_are_told_why() -> None:
    assert as_json(FOUND)[0] == {
        "article": "a1",
        "input_id": "news/one.txt",
        "stance": "agree",
        "why": "tells it",
    }


def test_every_article_of_a_dossier_stands_somewhere(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.ledger") as book:
        put(book, "one", "the dam at Colm has burst in the night")
        put(book, "two", "the dam at Colm has reportedly burst")
        put(book, "three", "the story of the dam at Colm that has burst is a hoax")
        put(book, "four", "barley rose")
        found = standing(book, ask(book, Fake(), ASKED))
    assert [(each.article, str(each.stood.stance)) for each in found] == [
        ("one", "agree"),
        ("three", "disagree"),
        ("two", "discuss"),
    ]
    assert [each.input_id for each in found] == ["one.txt", "three.txt", "two.txt"]
