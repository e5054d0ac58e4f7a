"""The dossier of a claim, by the bonds that a ledger keeps; no model is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.engines.asking import echoes
from sayso.engines.joining import joined
from sayso.records import ClaimBond, Relation
from sayso.weigh.dossier import Dossier, Matched
from sayso.weigh.judge import OPEN, Bond
from sayso.weigh.likeness import Question, words_of

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["dossier_of"]

SURE = 0.62
"""Score of a bond through which the bonds of the claim at its other end are taken in."""
MOST = 300
"""Claims of a dossier at most: the likest."""
_SAME = frozenset({Relation.SAME, Relation.RESTATES})


def dossier_of(ledger: Ledger, claim: str) -> Dossier:
    """The dossier of a claim (its id, or the start of it), by the bonds kept in the ledger.

    No model is needed.  The claim itself is in it, as ``same`` with the score 1; bonds of claims
    that are surely the same count for it as well, but for those that a person set apart.

    :raises NotFound: no claim has this id.
    :raises LedgerError: several begin so.
    """
    row = ledger.claim(claim)
    found = bound(ledger, row.id)
    rows = {each.id: each for each in ledger.claims_by_id(found)}
    rows[row.id] = row
    likest = sorted(found.items(), key=lambda pair: (-pair[1].score, pair[0]))[:MOST]
    matched = [Matched(rows[ident], bond) for ident, bond in likest if ident in rows]
    counts, total = ledger.counted(words_of(row.content))
    asked = Question.of(
        row.content, counts=counts, total=total, about=row.about, firmness=row.firmness
    )
    matched += (each for each in echoes(ledger, asked, matched) if each.row.id not in rows)
    return joined(ledger, row.content, matched, keep=row.id)


def bound(ledger: Ledger, claim: str) -> dict[str, Bond]:
    """What other claims are to a claim: by its own bonds, and by those of its likes."""
    out = {claim: Bond(Relation.SAME, 1.0, "the claim itself")}
    first = ledger.bonds_of([claim])
    for bond in first:
        other, judged = _seen_from(claim, bond)
        out.setdefault(other, judged)
    sure = {
        other: judged.score
        for other, judged in out.items()
        if other != claim and judged.relation in _SAME and judged.score >= SURE
    }
    apart = ledger.apart_from(claim)
    for bond in ledger.bonds_of(sure):
        for one in {bond.a, bond.b} & sure.keys():
            other, judged = _seen_from(one, bond)
            if other not in out and other not in apart:
                score = round(sure[one] * judged.score, 4)
                out[other] = Bond(judged.relation, score, f"{judged.why}; through a like claim")
    return out


def _seen_from(claim: str, bond: ClaimBond) -> tuple[str, Bond]:
    """The claim at the other end of a bond, and what it is to this one.

    Seen from who denies, the other is against it: it says what the denial says is not so.  Seen
    from who leaves it open, the other tells what is left open.
    """
    other = bond.b if bond.a == claim else bond.a
    relation = bond.relation
    if relation is Relation.DENIES and bond.a == claim:
        relation = Relation.CONTRADICTS
    elif relation in OPEN and bond.a == claim:
        relation = Relation.RESTATES
    by = f", {bond.by} says so" if bond.by else ""
    return other, Bond(relation, bond.score, f"{bond.why}{by}")
