"""Which claims may say the same as one: those bound to it, then those that are like it by sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.engines.asking import rare
from sayso.engines.dossiers import bound
from sayso.records import Relation
from sayso.weigh.likeness import words_of
from sayso.weigh.retold import Sentences

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger

__all__ = ["Alike", "alike"]

NEAR = 60
"""Sentences, and claims by any rare word, that are looked at."""
LIKE = 0.3
"""Cosine of two sentences below which nobody would take their claims for one."""
MOST = 12


@dataclass(frozen=True, slots=True)
class Alike:
    """A claim beside another: what it is taken to be to it, ``None`` where nothing was judged.

    ``score`` is that of the bond, or the cosine of their sentences, 0 to 1.
    """

    row: ClaimRow
    relation: Relation | None
    score: float
    why: str


def alike(ledger: Ledger, claim: str, *, most: int = MOST) -> list[Alike]:
    """The likeliest claims to say the same as one (its id, or the start of it), the likest first.

    What is bound to it comes before what is only like it.  What stands in its own sentence is left
    out, and so is what a person set apart from it.

    :raises NotFound: no claim has this id.
    :raises LedgerError: several begin so.
    """
    one = ledger.claim(claim)
    told = bound(ledger, one.id)
    rows = {row.id: row for row in ledger.claims_by_id(told)}
    tied = [
        Alike(rows[ident], bond.relation, bond.score, bond.why)
        for ident, bond in told.items()
        if ident in rows and ident != one.id
    ]
    left = {one.id, *rows, *ledger.apart_from(one.id)}
    like = [
        each
        for each in _like(ledger, one)
        if each.row.id not in left and not _same_sentence(one, each.row)
    ]
    return [*sorted(tied, key=_order), *sorted(like, key=_order)][:most]


def _like(ledger: Ledger, one: ClaimRow) -> Iterator[Alike]:
    """Claims whose sentences are near to that of one, or hold its rare words."""
    known = Sentences.of(ledger.sentences(one.article))
    start, end = one.sentence_at, one.sentence_at + len(one.sentence)
    own = [n for n, span in enumerate(known.spans) if span[0] < end and start < span[1]]
    if not own:
        return
    near = ledger.near(known.vectors[own[0]])
    counts, total = ledger.counted(words_of(one.content))
    found = ledger.candidates(near, rare(counts, total), limit=NEAR)
    places = {article: [each.sentence for each in every] for article, every in found.items()}
    near.learn(places)
    numbers = [
        each.number
        for article, every in found.items()
        for each in every
        if (near.of(article, each.sentence) or 0.0) >= LIKE
    ]
    for row in ledger.numbered(numbers):
        span = (row.sentence_at, row.sentence_at + len(row.sentence))
        yield Alike(row, None, near.of(row.article, span) or 0.0, "")


def _order(each: Alike) -> tuple[float, str]:
    return -each.score, each.row.id


def _same_sentence(one: ClaimRow, other: ClaimRow) -> bool:
    return (one.article, one.sentence_at) == (other.article, other.sentence_at)
