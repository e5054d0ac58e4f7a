"""How far a claim reaches: on how many independent roots it rests, and in how many articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.records import Relation
from sayso.weigh.dossier import Dossier, Matched, dossier
from sayso.weigh.judge import AGAINST, Bond

if TYPE_CHECKING:
    from sayso.ledger.standing import Standing


@dataclass(frozen=True, slots=True)
class Reach:
    """Independent roots, low and high; articles that carry the claim; claims that dispute it."""

    low: int
    high: int
    articles: int
    disputes: int

    @property
    def roots(self) -> str:
        """The number of roots as it is shown.

        >>> Reach(2, 2, 7, 0).roots, Reach(1, 3, 7, 0).roots
        ('2', '1–3')
        """
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


def reach_of(standing: Standing) -> Reach:
    """The reach of one claim, counted as its dossier counts it."""
    own = Matched(standing.row, Bond(Relation.SAME, 1.0, "the claim itself"))
    others = [Matched(row, Bond(what, score, "")) for what, score, row in standing.bound]
    found: Dossier = dossier("", [own, *others], standing.texts)
    carrying = {each.row.article for each in found.claims} | standing.copies
    against = sum(each.bond.relation in AGAINST for each in found.disputes)
    return Reach(found.low, found.high, len(carrying | {standing.row.article}), against)
