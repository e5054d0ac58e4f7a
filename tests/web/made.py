"""Ledgers and clients for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from sayso.engines import InProcess, MarkerSpec, into_ledger
from sayso.gather import gather
from sayso.ledger import Ledger, open_ledger
from sayso.records import (
    Article,
    Attribution,
    Claim,
    Firmness,
    Hop,
    Kind,
    Page,
    Reading,
    Speech,
    Voice,
    Who,
    article_id,
    attribution_id,
    claim_id,
)
from sayso.show.web.app import create_app
from tests.conftest import ROOT

HERE = "http://localhost"
STORY = ROOT / "examples" / "story"


def fill(path: Path, source: Path) -> Path:
    """A ledger at ``path`` of what the model reads in some files."""
    spec = MarkerSpec()
    with open_ledger(path) as book:
        into_ledger(InProcess(spec.load()), book, gather(str(source)), source="the story")
    return path


@contextmanager
def client(ledger: Path, **settings: object) -> Iterator[TestClient]:
    """A client of the app over a ledger, that follows no redirect by itself."""
    app = create_app(ledger, **settings)  # type: ignore[arg-type]  # a test names what it sets
    with TestClient(app, base_url=HERE, follow_redirects=False) as made:
        yield made


HEBREW = ("דובר הנמל", "אמר", "שהמעבורת האחרונה נשארה ברציף עד הבוקר (כך נמסר)")
"""Who says what, written from right to left."""


def add_said(book: Ledger, who: str, cue: str, content: str) -> str:
    """Add an article of one sentence, ``who`` ``cue`` ``content``, as it might be read; its id."""
    text = f"{who} {cue} {content}."
    ident = article_id(text, None)
    source = ((0, len(who)),)
    said = ((len(who) + 1, len(who) + 1 + len(cue)),)
    what = ((len(who) + len(cue) + 2, len(text) - 1),)
    hop = Hop(who, Kind.PERSON, Firmness.ASSERTED)
    made = Attribution(
        id=attribution_id(ident, source, said, what),
        source=source,
        cue=said,
        content=what,
        inside=None,
        speech=Speech.INDIRECT,
        firmness=hop.firmness,
        score=0.9,
        who=Who(who, Kind.PERSON),
        chain=(hop,),
        why=(),
    )
    key = claim_id(ident, source, said, what)
    claim = Claim(key, ident, made.id, Voice.REPORTED, what, hop.firmness, hop)
    whole = ((0, len(text)),)
    article = Article(
        ident, content, text, title=content, outlet=who, paragraphs=whole, sentences=whole
    )
    page = Page(content, text.encode(), encoding="utf-8")
    run = book.begin_run("said", "none", "0")
    book.add(run, content, page, article, Reading(ident, (made,), (claim,)))
    book.end_run(run, "done")
    return ident
