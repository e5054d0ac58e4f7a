"""What comes of comparing claims: bonds between them, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.words import Drifted, Relation

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ClaimBond:
    """What claim ``a`` is to claim ``b``, both by id: a judgement, with its score and reason.

    ``denies``, ``cannot_confirm`` and ``not_aware`` have a direction: ``a`` does so of what ``b``
    tells; the others hold both ways.  ``score`` is 0 to 1.
    ``by`` is the person who decided so, ``None`` where it is Sayso's own guess.
    """

    a: str
    b: str
    relation: Relation
    score: float
    why: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became other in the retelling, with the words it rests on.

    ``before`` are spans of the earlier article, ``after`` of the later; either may be empty where
    the words are only in the other.
    """

    kind: Drifted
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a diff: ``equal`` words, words ``gone``, or ``new`` ones.

    ``before`` is a span of the earlier article, ``after`` of the later; what is gone has an empty
    ``after``, what is new an empty ``before``, each at the place where it would stand.
    """

    how: str
    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class Drift:
    """How one claim is told again: ``before`` and ``after`` are ids of claims.

    ``how`` tells why the later is laid beside the earlier: it is a ``copy`` of it, a ``citation``
    of its outlet, or only ``like`` it and published later.  ``changes`` is empty where nothing that
    matters changed; ``diff`` is the exact words of both, in order.
    """

    before: str
    after: str
    how: str
    changes: tuple[Change, ...]
    diff: tuple[Piece, ...]
