"""One statement, asked of a ledger: candidates, how like each is, what it is to it, the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
    PredicateMark,
    Reading,
    Relation,
    SentenceMark,
    Span,
    Voice,
)
from sayso.weigh.dossier import Dossier, Matched
from sayso.weigh.judge import AGAINST, ECHO, OPPOSED, RESTATES, echo, judge, remarking
from sayso.weigh.likeness import Question, words_of
from sayso.weigh.polarity import takes_a_stand

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger, Near, Outline

__all__ = ["ask", "echoes"]

MOST = 200
"""Sentences that are nearest by their vectors, and claims that are by their words."""
COMMON = 0.02
"""Share of the claims that may hold a word by which others are looked up."""
TELLS = 0.75
"""Share of the best likeness from which one claim alone makes its article tell the story."""
FIRST, LAST = 4, 8
"""Claims of an article's beginning, and before what only points back: one must tell the story."""
WIDTH = 384
Vectors = NDArray[np.float32]


def ask(ledger: Ledger, marker: MarksArticles, statement: str) -> Dossier:
    """The dossier of a statement in plain English."""
    vector, about, predicates = _understood(marker, statement)
    counts, total = ledger.counted(words_of(statement))
    plain = Question.of(statement, counts=counts, total=total, vector=vector, about=about)
    asked = replace(plain, predicates=predicates)
    near = ledger.near(vector) if vector is not None else None
    found = ledger.candidates(near, rare(counts, total), limit=MOST)
    texts = ledger.texts(found)
    on_it = {article: found[article] for article, text in texts.items() if asked.told_in(text)}
    rows = ledger.numbered(_worth(asked, on_it, texts, near))
    bonds = (
        (row, judge(asked, row, _cosine(near, row.article, _sentence(row)), texts[row.article]))
        for row in rows
    )
    matched = [Matched(row, bond) for row, bond in bonds if bond is not None]
    matched += echoes(ledger, asked, matched)
    return joined(ledger, statement, matched)


def rare(counts: Mapping[str, int], total: int) -> list[str]:
    """The words by which claims are looked up: those that are not everywhere, else the rarest."""
    known = sorted((many, word) for word, many in counts.items() if many)
    return [word for many, word in known if many <= COMMON * total] or [w for _, w in known[:1]]


def _worth(
    asked: Question,
    found: Mapping[str, Sequence[Outline]],
    texts: Mapping[str, str],
    near: Near | None,
) -> Iterator[int]:
    """Numbers of the claims that may be like enough: none is liker than its whole sentence."""
    if near is not None:
        near.learn({article: [one.sentence for one in every] for article, every in found.items()})
    for article, every in found.items():
        for one in every:
            said = texts[article][slice(*one.sentence)]
            like = asked.like(said, said, _cosine(near, article, one.sentence))
            if _may_come_of(asked, one, said, like):
                yield one.number


def _may_come_of(asked: Question, one: Outline, said: str, like: float) -> bool:
    """Whether a claim in a sentence so like what is asked may be anything to it.

    It says so where the sentence has the words; it is against it by its frames, by its figures, or
    by a word that says no, doubts or leaves open.
    """
    if like < ECHO:
        return False
    if (one.framed and asked.about.frames) or (one.counts and asked.about.quantities):
        return True
    if like >= OPPOSED and (asked.no or one.firmness is Firmness.DENIED or takes_a_stand(said)):
        return True
    return like >= RESTATES and asked.core.may_say(said)


def echoes(ledger: Ledger, asked: Question, matched: Sequence[Matched]) -> Iterator[Matched]:
    """What others say of the story in the articles that tell it, without telling it again."""
    known = {each.row.id for each in matched}
    tellings = _tellings(matched)
    order, texts = ledger.outlines(tellings), ledger.texts(tellings)
    numbers = [
        one.number
        for article, every in order.items()
        for one in _remarks(every, texts[article].lower())
        if one.id not in known
    ]
    for row in ledger.numbered(numbers):
        told = tellings[row.article]
        if row.who in {each.row.who for each in told if each.bond.relation not in AGAINST}:
            continue
        close = _follows(row, order[row.article], {each.row.id for each in told})
        bond = echo(asked, row, close=close)
        if bond is not None:
            yield Matched(row, bond)


def _remarks(every: Sequence[Outline], text: str) -> Iterator[Outline]:
    """Reported claims that may speak of the story itself; ``text`` is in lower case."""
    words = [word for word in remarking() if word in text]
    for one in every:
        said = text[slice(*one.sentence)]
        denied = one.firmness is Firmness.DENIED
        if one.voice is Voice.REPORTED and (denied or any(word in said for word in words)):
            yield one


def _tellings(matched: Sequence[Matched]) -> dict[str, list[Matched]]:
    """By article, what tells the story; not of articles that only come near it once."""
    found: dict[str, list[Matched]] = {}
    for each in matched:
        if each.bond.relation is not Relation.OTHER_FIGURE:
            found.setdefault(each.row.article, []).append(each)
    top = max((each.bond.score for each in matched), default=0.0)
    return {
        article: told
        for article, told in found.items()
        if len(told) > 1 or told[0].bond.score >= TELLS * top
    }


def _follows(row: ClaimRow, order: Sequence[Outline], told: set[str]) -> bool:
    """Whether one of the last few claims before a claim tells the story, or the article's first.

    What points back in an article that begins with the story points back at the story.
    """
    before = [one.id for one in order if one.sentence[0] <= row.sentence_at and one.id != row.id]
    return not told.isdisjoint([*before[:FIRST], *before[-LAST:]])


def _understood(
    marker: MarksArticles, statement: str
) -> tuple[Vectors | None, About, tuple[PredicateMark, ...]]:
    """The statement's vector (384,), of unit length, what it is about, and its predicates."""
    whole: Span = (0, len(statement))
    article = Article(id="asked", input_id="asked", text=statement, sentences=(whole,))
    [marks] = marker.mark([article])
    root = Hop("asked", Kind.UNNAMED, Firmness.ASSERTED, named=False)
    claim = Claim("asked", "asked", None, Voice.AUTHOR, (whole,), Firmness.ASSERTED, root)
    reading = ground(article, marks, Reading("asked", claims=(claim,)), gazetteers())
    vectors = _unit(marks.sentences)
    vector = vectors[0] if len(vectors) else None
    return vector, reading.claims[0].about, marks.predicates


def _unit(sentences: Sequence[SentenceMark]) -> Vectors:
    raw = np.frombuffer(b"".join(each.vector for each in sentences), dtype=np.int8)
    return _normal(raw.reshape(-1, WIDTH).astype(np.float32))


def _normal(vectors: Vectors) -> Vectors:
    out: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return out


def _sentence(row: ClaimRow) -> Span:
    return row.sentence_at, row.sentence_at + len(row.sentence)


def _cosine(near: Near | None, article: str, sentence: Span) -> float | None:
    """The best cosine of the sentences that a claim stands in; 0 where its article has none."""
    return None if near is None else near.of(article, sentence) or 0.0
