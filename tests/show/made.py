"""Rows as the ledger hands them out, made for tests of what is shown."""

from __future__ import annotations

from dataclasses import replace

from sayso.ledger import ClaimRow, Hit, RootRow, RunRow
from sayso.records import Firmness, Hop, Kind, Speech, Voice

MARRASH = Hop("Tobin Marrash", Kind.PERSON, Firmness.ASSERTED)
TIMES = Hop("Northquay Times", Kind.OUTLET, Firmness.ASSERTED)
REPORTS = Hop("reports (unnamed)", Kind.UNNAMED, Firmness.HEDGED, named=False)
NOT_SAID = Hop("unnamed", Kind.UNNAMED, Firmness.HEDGED, named=False)

_CLAIM = ClaimRow(
    id="w6j5aa5pxlaoo4hy",
    article="kcokkstu7dz7dzvh",
    attribution="nwec5lytpx4zhkjx",
    input_id="news/regional.jsonl:3",
    outlet="Quillfen",
    published="2024-06-06",
    title="The road",
    url=None,
    voice=Voice.REPORTED,
    firmness=Firmness.ASSERTED,
    speech=Speech.INDIRECT,
    source="Tobin Marrash",
    who="Tobin Marrash",
    kind=Kind.PERSON,
    cue="said",
    content="the road to Kelvat was open",
    sentence="Tobin Marrash said the road to Kelvat was open.",
    sentence_at=0,
    spans=((19, 46),),
    root="Tobin Marrash",
    root_kind=Kind.PERSON,
    root_named=True,
    chain=(MARRASH,),
    inside=None,
    score=0.9,
)


def claim(*chain: Hop, **changes: object) -> ClaimRow:
    """A claim of Tobin Marrash's, or on the word of this chain; other fields by name."""
    if chain:
        root = chain[-1]
        changes |= {"chain": chain, "root": root.name, "root_named": root.named}
    return replace(_CLAIM, **changes)  # type: ignore[arg-type]  # names are those of the fields


def own(content: str, **changes: object) -> ClaimRow:
    """A claim in the author's own voice."""
    nobody = {"source": "", "cue": "", "who": None, "kind": None, "score": None, "speech": None}
    said = claim(voice=Voice.AUTHOR, attribution=None, content=content, **nobody, **changes)
    return replace(said, chain=(), root=said.outlet or "the article", root_kind=Kind.OUTLET)


def hit(row: ClaimRow, snippet: str, *words: str) -> Hit:
    """A hit in this snippet, with these words as the matches."""
    spans = tuple((snippet.index(word), snippet.index(word) + len(word)) for word in words)
    return Hit(row, snippet, spans, row.sentence_at, -1.0)


def root(name: str, articles: int, *, kind: Kind = Kind.PERSON, **counts: int) -> RootRow:
    """A root in so many articles, with so many claims of each firmness."""
    named = not name.endswith("(unnamed)") and name != "unnamed"
    words = dict.fromkeys(("asserted", "hedged", "alleged", "denied", "other"), 0) | counts
    return RootRow(name, kind, named, articles, sum(words.values()), **words)


def run(number: int, source: str, status: str = "done") -> RunRow:
    """A run over this source."""
    return RunRow(
        id=number,
        source=source,
        model="fake-1",
        version="0.1.0",
        started=f"2026-11-2{number}T08:15:30Z",
        ended=None,
        status=status,
        articles=1200,
        attributions=30_000,
        claims=36_000,
        duplicates=2,
        refused=7,
    )
