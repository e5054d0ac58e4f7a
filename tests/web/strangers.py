"""A ledger in which everything that a stranger may choose is what a stranger would choose."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sayso.ledger import open_ledger
from sayso.records import (
    Article,
    Attribution,
    Claim,
    ClaimBond,
    Direction,
    Firmness,
    Hop,
    Kind,
    Page,
    Quoted,
    Reading,
    Relation,
    Reuse,
    Reused,
    Scare,
    Speech,
    Voice,
    Who,
    content_id,
)
from tests.conftest import ROOT

ROWS: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "web" / "hostile.toml").read_text(encoding="utf-8")
)["hostile"]


def article(n: int, words: str) -> tuple[Article, Reading]:
    """An article in which everything that a stranger may choose is these words."""
    text = f"{words} said {words} was so.\n{words}"
    ident = content_id(["hostile", words, n])
    cue = (len(words) + 1, len(words) + 5)
    content = (cue[1] + 1, len(text) - len(words) - 2)
    hop = Hop(words, Kind.UNNAMED, Firmness.ALLEGED, named=False)
    said = Attribution(
        id=f"{ident[:12]}-s{n}",
        source=((0, len(words)),),
        cue=(cue,),
        content=(content,),
        inside=None,
        speech=Speech.DIRECT,
        firmness=Firmness.ASSERTED,
        score=0.5,
        who=Who(words, Kind.PERSON),
        chain=(hop, Hop(words, Kind.PERSON, Firmness.ASSERTED)),
        why=((words, words),),
    )
    claim = Claim(
        id=f"{ident[:12]}-c{n}",
        article=ident,
        attribution=said.id,
        voice=Voice.REPORTED,
        spans=(content,),
        firmness=Firmness.ASSERTED,
        root=said.chain[-1],
    )
    made = Article(
        id=ident,
        input_id=words,
        text=text,
        url=words,
        title=words,
        outlet=words,
        author=words,
        published="2031-05-04",
        paragraphs=((0, len(text) - len(words) - 1), (len(text) - len(words), len(text))),
        sentences=((0, len(text) - len(words) - 1),),
    )
    scare = Scare((0, len(words)), Quoted.SCARE, words)
    return made, Reading(ident, (said,), (claim,), (scare,))


def fill(path: Path) -> Path:
    """Two articles of each row, that are one text, and whose claims are bound to one another."""
    with open_ledger(path) as book:
        for row in ROWS:
            words = row["words"]
            run = book.begin_run(words, words, words)
            both = [article(n, words) for n in (1, 2)]
            for n, (made, reading) in enumerate(both):
                page = Page(words, f"{n}{words}".encode())
                added = book.add(run, f"{words}{n}", page, made, reading)
                assert added.value == "new"
            whole = (0, len(both[0][0].text))
            pair = Reuse(
                both[1][0].id,
                both[0][0].id,
                Reused.REPRINT,
                Direction.B,
                1.0,
                ((whole, whole),),
                ((words, words),),
            )
            book.compared(pair.a, [], [pair])
            one, other = (reading.claims[0].id for _, reading in both)
            book.bonded(pair.a, [ClaimBond(other, one, Relation.SAME, 0.9, words)])
            book.save_view(words.strip()[:40] or "x", "words=said")
            book.end_run(run, "done")
    return path
