"""One statement, asked of a ledger: candidates, how like each is, what it is to it, the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.engines.joining import joined
from sayso.ground import ground
from sayso.pipeline import MarksArticles, gazetteers
from sayso.records import (
    About,
    Article,
    Claim,
    Firmness,
    Hop,
    Kind,
    Reading,
    Relation,
    SentenceMark,
    Span,
    Voice,
)
from sayso.weigh.dossier import Dossier, Matched
from sayso.weigh.judge import AGAINST, echo, judge
from sayso.weigh.likeness import Question, words_of

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger

__all__ = ["ask", "echoes"]

MOST = 300
"""Sentences that are nearest by their vectors, and claims that are by their words."""
CLOSE = 600
"""Characters between a telling of the story and what only points back at it."""
WIDTH = 384
Vectors = NDArray[np.float32]


def ask(ledger: Ledger, marker: MarksArticles, statement: str) -> Dossier:
    """The dossier of a statement in plain English."""
    vector, about = _understood(marker, statement)
    near = _nearest(ledger, vector) if vector is not None else {}
    words = words_of(statement)
    counts, total = ledger.counted(words)
    asked = Question.of(statement, counts=counts, total=total, vector=vector, about=about)
    rows = ledger.recalled(near, words, limit=MOST)
    told = ledger.texts({row.article for row in rows})
    on_it = {article for article, text in told.items() if asked.told_in(text)}
    matched: list[Matched] = []
    for row in rows:
        if row.article not in on_it:
            continue
        cosine = _cosine(row, near)
        bond = judge(asked, row, cosine)
        if bond is not None:
            matched.append(Matched(row, bond))
    matched += echoes(ledger, asked, matched)
    return joined(ledger, statement, matched)


def echoes(ledger: Ledger, asked: Question, matched: Sequence[Matched]) -> Iterator[Matched]:
    """What others say of the story in the articles that tell it, without telling it again."""
    from sayso.ledger import ClaimFilter

    known = {each.row.id for each in matched}
    tellings: dict[str, list[Matched]] = {}
    for each in matched:
        if each.bond.relation is not Relation.OTHER_FIGURE:
            tellings.setdefault(each.row.article, []).append(each)
    for article, told in tellings.items():
        ends = [each.row.spans[-1][1] for each in told]
        tellers = {each.row.who for each in told if each.bond.relation not in AGAINST}
        for row in ledger.claims(ClaimFilter(article=article, voice=Voice.REPORTED)):
            if row.id in known or row.who in tellers:
                continue
            close = any(0 <= row.spans[0][0] - end <= CLOSE for end in ends)
            bond = echo(asked, row, close=close)
            if bond is not None:
                yield Matched(row, bond)


def _understood(marker: MarksArticles, statement: str) -> tuple[Vectors | None, About]:
    """The statement's vector (384,), of unit length, and what it is about."""
    whole: Span = (0, len(statement))
    article = Article(id="asked", input_id="asked", text=statement, sentences=(whole,))
    [marks] = marker.mark([article])
    root = Hop("asked", Kind.UNNAMED, Firmness.ASSERTED, named=False)
    claim = Claim("asked", "asked", None, Voice.AUTHOR, (whole,), Firmness.ASSERTED, root)
    reading = ground(article, marks, Reading("asked", claims=(claim,)), gazetteers())
    vectors = _unit(marks.sentences)
    return (vectors[0] if len(vectors) else None), reading.claims[0].about


def _unit(sentences: Sequence[SentenceMark]) -> Vectors:
    raw = np.frombuffer(b"".join(each.vector for each in sentences), dtype=np.int8)
    return _normal(raw.reshape(-1, WIDTH).astype(np.float32))


def _normal(vectors: Vectors) -> Vectors:
    out: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return out


def _nearest(ledger: Ledger, vector: Vectors) -> dict[tuple[str, Span], float]:
    """The sentences of the ledger that are nearest to a vector, with their cosines."""
    places: list[tuple[str, Span]] = []
    parts: list[bytes] = []
    for article, spans, raw in ledger.vectors():
        places += [(article, span) for span in spans]
        parts.append(raw)
    if not places:
        return {}
    every = np.frombuffer(b"".join(parts), dtype=np.int8).reshape(-1, WIDTH).astype(np.float32)
    cosines = every @ vector / np.maximum(np.linalg.norm(every, axis=1), 1e-9)
    best = np.argsort(-cosines, kind="stable")[:MOST]
    return {places[at]: float(cosines[at]) for at in best}


def _cosine(row: ClaimRow, near: Mapping[tuple[str, Span], float]) -> float | None:
    """The best cosine of the sentences that a claim stands in; 0 where none is near."""
    if not near:
        return None
    start, end = row.sentence_at, row.sentence_at + len(row.sentence)
    found = [
        cosine
        for (article, span), cosine in near.items()
        if article == row.article and span[0] < end and start < span[1]
    ]
    return max(found, default=0.0)
