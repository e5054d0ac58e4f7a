"""Claims on one thing joined across the articles of a ledger: ways to the roots, drift, dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.records import ClaimBond, Credit, Drift, Firmness, Hop, Kind, Relation, Reuse
from sayso.vocab.book import actor_book
from sayso.weigh.copies import copies
from sayso.weigh.dossier import Dossier, Matched, dossier
from sayso.weigh.drift import drift
from sayso.weigh.groups import groups
from sayso.weigh.judge import Row
from sayso.weigh.nested import once
from sayso.weigh.ways import Copied, Way, ways

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger

__all__ = ["drifts_between", "joined"]

LIKE = 0.62
"""Score from which a later claim is laid beside an earlier one that it is only like."""
LONGER = 2.5
"""How much longer the sentence of one may be than the other's."""
_BESIDE = frozenset({Relation.SAME, Relation.RESTATES, Relation.OTHER_FIGURE, Relation.SUPPORTS})


def joined(
    ledger: Ledger, statement: str, matched: Sequence[Matched], *, keep: str | None = None
) -> Dossier:
    """Put matched claims together: articles that are one text, ways to the roots, drift.

    ``keep``: the claim that is asked for, by id; it stays, whatever stands for it.
    """
    matched = once(matched, keep=keep)
    rows = [each.row for each in matched]
    articles = {row.article for row in rows}
    reuses = [row.reuse for row in ledger.reuses_among(articles)]
    texts = {
        article: group[0]
        for group in groups(reuses, apart=ledger.apart_texts())
        for article in group
    }
    copied = copies(rows, reuses)
    credited = {
        article: hop
        for article, named in ledger.credits(articles).items()
        if (hop := _credited(named)) is not None
    }
    outlets = {row.article: row.outlet for row in rows if row.outlet}
    outlets = {article: hop.name for article, hop in credited.items()} | outlets
    followed = ways(rows, copied=copied, credited=credited, outlets=outlets, near=_near(matched))
    bonds = ledger.bonds_of(row.id for row in rows)
    drifts = tuple(_drifts(rows, copied, followed, _like(rows, bonds)))
    return dossier(statement, matched, texts, followed=followed, drifts=drifts, outlets=outlets)


def drifts_between(ledger: Ledger, reuse: Reuse) -> tuple[Drift, ...]:
    """How the claims of one article are told again in another that took its text.

    In the order of the later article; empty where it is not known which was first.
    """
    from sayso.ledger import ClaimFilter

    rows: list[ClaimRow] = []
    for article in (reuse.a, reuse.b):
        rows += ledger.claims(ClaimFilter(article=article))
    return tuple(_drifts(rows, copies(rows, [reuse]), {}, {}))


# --- joined ---------------------------------------------------------------------------------


def _near(matched: Sequence[Matched]) -> Callable[[Row, Row], float]:
    """How like two claims are of which both say what is asked; 0 for others."""
    score = {m.row.id: m.bond.score for m in matched if m.bond.relation in _BESIDE}

    def near(one: Row, other: Row) -> float:
        return min(score.get(one.id, 0.0), score.get(other.id, 0.0))

    return near


def _credited(named: Sequence[Credit]) -> Hop | None:
    """Whom a whole article credits, as a link of a chain; none where it credits several."""
    names = {credit.name for credit in named if credit.covers is None}
    if len(names) != 1:
        return None
    [name] = names
    known = actor_book().named(name)
    agency = any(each.kind is Kind.AGENCY for each in known)
    return Hop(name, Kind.AGENCY if agency else Kind.OUTLET, Firmness.ASSERTED)


def _like(rows: Iterable[Row], bonds: Iterable[ClaimBond]) -> dict[str, str]:
    """For each claim the likest one of an earlier day, by id."""
    by_id = {row.id: row for row in rows}
    out: dict[str, str] = {}
    for bond in bonds:  # the strongest come first
        if bond.score < LIKE or bond.relation not in _BESIDE or {bond.a, bond.b} - by_id.keys():
            continue
        sizes = sorted(len(by_id[each].sentence) for each in (bond.a, bond.b))
        if sizes[1] > LONGER * sizes[0]:
            continue
        a, b = ((by_id[each].published or "")[:10] for each in (bond.a, bond.b))
        if a and b and a != b:
            later, first = (bond.a, bond.b) if a > b else (bond.b, bond.a)
            out.setdefault(later, first)
    return out


def _drifts(
    rows: Iterable[Row],
    copied: Mapping[str, Copied],
    followed: Mapping[str, Way],
    like: Mapping[str, str],
) -> Iterator[Drift]:
    """Drift to each claim from what it was copied from, what it cites, or what it is like."""
    by_id = {row.id: row for row in rows}
    for row in by_id.values():
        first = {like[row.id]: "like"} if row.id in like else {}
        way = followed.get(row.id)
        if way is not None:
            first = {s.claim: s.how for s in way.steps[:1] if s.claim is not None} or first
        if row.id in copied:
            first = {copied[row.id].original: "copy"}
        for before, how in first.items():
            yield drift(by_id[before], row, how)
