"""Bonds over a ledger: the claims of each new article are compared with those before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.engines.nearest import Nearest, Place, Vectors
from sayso.records import ClaimBond, Reused, Span
from sayso.weigh.bonds import judged
from sayso.weigh.copies import place
from sayso.weigh.likeness import Question, words_of
from sayso.weigh.retold import Sentences
from sayso.weigh.side import Side

if TYPE_CHECKING:
    from sayso.ledger import Akin, ClaimRow, Ledger

__all__ = ["bond_new", "rejudged"]

NEAREST, LIKE = 6, 0.5
"""Sentences of other articles that a sentence is compared with at most, and their least cosine."""
UNLIKE = 0.4
"""Cosine below which two claims are not looked at any further."""
RARE, KNOWN = 5, 200
"""Words that candidates are found by, and claims that may hold such a word at most."""
LIMIT = 8
"""Claims that are found by words, and by each pair of parties."""
COPIES = 8
"""Articles that share passages, in which a claim's place is looked up."""
SIDES = 4096
"""Claims that are kept ready to be compared."""
MOST = 24
"""Bonds that a claim is given at most: the strongest."""

_COPIED = (Reused.REPRINT, Reused.REWRITE, Reused.EXCERPT, Reused.SAME_SOURCE)
Shared = tuple[Span, Place]
"""A passage of an article, and where it stands in another."""


def bond_new(
    ledger: Ledger,
    *,
    heard: Callable[[int], None] = lambda left: None,
    but: frozenset[str] = frozenset(),
) -> int:
    """Compare the claims of every article that is new to the ledger; how many articles there were.

    ``but``: ids of articles that are left for another time.

    Call it after :func:`~sayso.engines.weighing.compare_new`: what stands in a passage that two
    articles share is a candidate.  One transaction an article: stopped or killed, the next call
    goes on where this one was.  ``heard`` is told how many are left.
    """
    unbonded = ledger.unbonded()
    new = [article for article in unbonded if article not in but]
    shelf = _Shelf(ledger, leave=frozenset(unbonded)) if new else None
    for done, article in enumerate(new, 1):
        assert shelf is not None
        ledger.bonded(article, _bonds(ledger, article, shelf))
        shelf.add(article)
        heard(len(new) - done)
    return len(new)


@contextmanager
def rejudged(ledger: Ledger) -> Iterator[None]:
    """Around a correction by hand: what it unbinds is compared with the others again, at once."""
    before = frozenset(ledger.unbonded())
    yield
    bond_new(ledger, but=before)


def _bonds(ledger: Ledger, article: str, shelf: _Shelf) -> list[ClaimBond]:
    """What the claims of an article are to those of the articles compared before."""
    from sayso.ledger import ClaimFilter

    rows = list(ledger.claims(ClaimFilter(article=article)))
    mine = shelf.sentences(article)
    near = shelf.near.of(mine.vectors, most=NEAREST, like=LIKE)
    shared = list(_shared(ledger, article))
    wanted = []
    for row in rows:
        places = [place for n in _at(mine.spans, _sentence(row)) for place in near[n]]
        wanted.append(_wanted(row, (*places, *_copied(row, shared)), shelf))
    found = ledger.akin(wanted, limit=LIMIT)
    texts = ledger.texts({article, *(other.article for some in found for other in some)})
    out: list[ClaimBond] = []
    for row, others in zip(rows, found, strict=True):
        one = shelf.side(row, texts[article])
        verdicts = []
        for each in others:
            cosine = shelf.cosine(row, each)
            if cosine is None or cosine >= UNLIKE:
                verdicts.append(judged(one, shelf.side(each, texts[each.article]), cosine))
        out += sorted((v for v in verdicts if v is not None), key=lambda v: -v.score)[:MOST]
    return out


def _wanted(row: ClaimRow, places: Sequence[Place], shelf: _Shelf) -> Akin:
    from sayso.ledger import Akin

    frames = row.about.frames
    pairs = ((f.actor_id, f.recipient_id) for f in frames if f.actor_id and f.recipient_id)
    return Akin(tuple(dict.fromkeys(places)), shelf.rare(row.content), tuple(dict.fromkeys(pairs)))


def _at(spans: Sequence[Span], where: Span) -> list[int]:
    """Which of the sentences a span touches."""
    return [n for n, span in enumerate(spans) if span[0] < where[1] and where[0] < span[1]]


def _sentence(row: ClaimRow) -> Span:
    return row.sentence_at, row.sentence_at + len(row.sentence)


def _shared(ledger: Ledger, article: str) -> Iterator[Shared]:
    """The passages that an article shares, each with the article and the place where it stands.

    Of the articles that share the most with it, so that a text that is everywhere costs no more.
    """
    for row in ledger.reuses(article, labels=_COPIED)[:COPIES]:
        mine = 0 if row.reuse.a == article else 1
        other = (row.reuse.b, row.reuse.a)[mine]
        for pair in row.reuse.passages:
            yield pair[mine], (other, pair[1 - mine])


def _copied(row: ClaimRow, shared: Sequence[Shared]) -> Iterator[Place]:
    """Where a claim's sentence stands in other copies of its passages."""
    span = _sentence(row)
    for mine, (article, there) in shared:
        where = place(span, mine, there)
        if where is not None:
            yield article, where


class _Shelf:
    """What is asked of the ledger again and again: vectors, counts of words, and what they make."""

    def __init__(self, ledger: Ledger, *, leave: frozenset[str]) -> None:
        self._ledger = ledger
        self._held: dict[str, int] = {}
        self._total = ledger.counted(())[1]
        self._sides: dict[str, Side] = {}
        self._vectors = lru_cache(maxsize=8192)(self._vectors_at)
        self.sentences = lru_cache(maxsize=512)(self._sentences)
        self.near = Nearest()
        for article, spans, raw in ledger.vectors():
            if article not in leave:
                self.near.add(article, spans, raw)

    def add(self, article: str) -> None:
        """Put an article among those that later ones are compared with."""
        marks = self._ledger.sentences(article)
        raw = b"".join(each.vector for each in marks)
        self.near.add(article, [each.span for each in marks], raw)

    def side(self, row: ClaimRow, text: str) -> Side:
        """A claim as one side of a comparison; what is made of it is kept for the next ones."""
        if row.id not in self._sides:
            if len(self._sides) >= SIDES:
                self._sides.clear()
            self._sides[row.id] = Side(row, self._question(row.content), text)
        return self._sides[row.id]

    def cosine(self, one: ClaimRow, other: ClaimRow) -> float | None:
        """The best cosine of the sentences of two claims; ``None`` where they have no vectors."""
        pair = [self._vectors(row.article, *_sentence(row)) for row in (one, other)]
        if not (len(pair[0]) and len(pair[1])):
            return None
        return float((pair[0] @ pair[1].T).max())

    def rare(self, text: str) -> tuple[str, ...]:
        """The rarest words of a text, of those that others hold at all and not too many do."""
        found = self._counts(text)
        known = [(many, word) for word, many in found.items() if 1 < many <= KNOWN]
        return tuple(word for _, word in sorted(known)[:RARE])

    def _vectors_at(self, article: str, start: int, end: int) -> Vectors:
        known = self.sentences(article)
        return known.vectors[_at(known.spans, (start, end))]

    def _sentences(self, article: str) -> Sentences:
        return Sentences.of(self._ledger.sentences(article))

    def _question(self, text: str) -> Question:
        return Question.of(text, counts=self._counts(text), total=self._total)

    def _counts(self, text: str) -> Mapping[str, int]:
        words = words_of(text)
        new = [word for word in words if word not in self._held]
        if new:
            self._held.update(self._ledger.counted(new)[0])
        return {word: self._held.get(word, 0) for word in words}
