"""One statement, asked of a ledger: candidates, how like each is, what it is to it, the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.ground import ground
from sayso.pipeline import MarksArticles, gazetteers
from sayso.records import (
    Article,
    Claim,
    Firmness,
    Hop,
    Kind,
    Quantity,
    Reading,
    Reused,
    SentenceMark,
    Span,
    Voice,
)
from sayso.weigh.dossier import Bond, Dossier, Matched, Relation, dossier, relation
from sayso.weigh.groups import ONE_TEXT, groups
from sayso.weigh.likeness import Question, doubted, negated, terms, words_of

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger

__all__ = ["ask"]

MOST = 300
"""Sentences that are nearest by their vectors, and claims that are by their words."""
BACK = 2
"""Terms of a denied content that only points back ("it", "the accusation")."""
DOUBTED = 0.3
"""Likeness of a claim that casts doubt on the story without saying it again."""
TOUCHED = 0.05
"""Share of the statement's words in the sentence of a claim that casts doubt on it."""
WIDTH = 384
Vectors = NDArray[np.float32]


def ask(ledger: Ledger, marker: MarksArticles, statement: str) -> Dossier:
    """The dossier of a statement in plain English."""
    vector, quantities = _understood(marker, statement)
    near = _nearest(ledger, vector) if vector is not None else {}
    words = words_of(statement)
    counts, total = ledger.counted(words)
    question = Question.of(statement, counts=counts, total=total, vector=vector)
    rows = ledger.recalled(near, words, limit=MOST)
    asked_no = negated(statement)
    matched = []
    told = ledger.texts({row.article for row in rows})
    about = {article for article, text in told.items() if question.about(text)}
    for row in rows:
        if row.article not in about:
            continue
        like = question.like(row.content, row.sentence, _cosine(row, near))
        says_no = negated(question.nearest(row.content))
        bond = relation(row, like, asked_no=asked_no, says_no=says_no, asked=quantities)
        if bond is not None:
            matched.append(Matched(row, bond))
    matched += _doubts(ledger, question, matched)
    return dossier(statement, matched, _texts(ledger))


def _doubts(ledger: Ledger, question: Question, matched: Sequence[Matched]) -> Iterator[Matched]:
    """What others say against the story in the articles that tell it, without saying it again."""
    from sayso.ledger import ClaimFilter

    known = {each.row.id for each in matched}
    for article in dict.fromkeys(each.row.article for each in matched):
        for row in ledger.claims(ClaimFilter(article=article, voice=Voice.REPORTED)):
            bond = _against(row, question) if row.id not in known else None
            if bond is not None:
                yield Matched(row, bond)


def _against(row: ClaimRow, question: Question) -> Bond | None:
    """Whether a claim of an article that tells the story is against it, by its words alone."""
    if row.firmness is Firmness.DENIED and len(terms(row.content)) <= BACK:
        return Bond(Relation.DENIES, DOUBTED, "denies what the article tells")
    word = doubted(row.content)
    if word is not None and question.words(row.sentence) >= TOUCHED:
        return Bond(Relation.CONTRADICTS, DOUBTED, f"casts doubt: {word}")
    return None


def _understood(
    marker: MarksArticles, statement: str
) -> tuple[Vectors | None, tuple[Quantity, ...]]:
    """The statement's vector (384,), of unit length, and its quantities."""
    whole: Span = (0, len(statement))
    article = Article(id="asked", input_id="asked", text=statement, sentences=(whole,))
    [marks] = marker.mark([article])
    root = Hop("asked", Kind.UNNAMED, Firmness.ASSERTED, named=False)
    claim = Claim("asked", "asked", None, Voice.AUTHOR, (whole,), Firmness.ASSERTED, root)
    reading = ground(article, marks, Reading("asked", claims=(claim,)), gazetteers())
    vectors = _unit(marks.sentences)
    return (vectors[0] if len(vectors) else None), reading.claims[0].about.quantities


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


def _texts(ledger: Ledger) -> dict[str, str]:
    """The text of every article that shares its text with others: the first of its group."""
    pairs = [row.reuse for row in ledger.reuses(labels=sorted(ONE_TEXT, key=Reused))]
    return {article: group[0] for group in groups(pairs) for article in group}
