"""What claims are to each other: candidates to compare a claim with, and bonds that were found.

In the caller's transaction, like :mod:`~sayso.ledger.store`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from sayso.ledger import recall, verdicts
from sayso.ledger.queries import number_of
from sayso.ledger.store import now
from sayso.ledger.views import Akin
from sayso.records import ClaimBond, Relation

BY_HAND = "by hand"
"""Why two claims are the same where a person says no more."""
_BONDED = "article IN (SELECT article FROM bonded) AND NOT rejected"


def unbonded(db: sqlite3.Connection) -> list[str]:
    """Ids of the articles whose claims were not compared with those of all others, in order."""
    rows = db.execute(
        "SELECT id FROM articles WHERE number NOT IN (SELECT article FROM bonded) ORDER BY number"
    )
    return [row[0] for row in rows]


def candidates(db: sqlite3.Connection, wanted: Akin, limit: int) -> list[int]:
    """Numbers of claims of compared articles that may be about what another claim is about.

    Of the words and of each pair ``limit`` claims at most, so that the cost does not grow with the
    ledger.
    """
    found = {*recall.holding(db, wanted.sentences), *recall.with_words(db, wanted.words, limit)}
    for pair in wanted.pairs:
        rows = db.execute(
            "SELECT f.claim FROM claim_frames AS f JOIN actors AS x ON x.number = f.acting "
            "JOIN actors AS y ON y.number = f.receiving WHERE x.id = ? AND y.id = ? "
            "ORDER BY f.claim DESC LIMIT ?",
            (*pair, limit),
        )
        found.update(row[0] for row in rows)
    kept = db.execute(
        f"SELECT number FROM claims WHERE number IN (SELECT value FROM json_each(?)) AND {_BONDED}",  # noqa: S608 -- a literal of this file
        (json.dumps(sorted(found)),),
    )
    return sorted(row[0] for row in kept)


def bonded(db: sqlite3.Connection, article: str, found: Iterable[ClaimBond]) -> None:
    """Note that an article's claims were compared, and keep what they are to others."""
    number = number_of(db, "articles", article)
    db.executemany(
        "INSERT OR REPLACE INTO bonds (a, b, relation, score, why) VALUES (?, ?, ?, ?, ?)",
        (
            (number_of(db, "claims", each.a), number_of(db, "claims", each.b), each.relation,
             each.score, each.why)
            for each in found
        ),
    )  # fmt: skip
    db.execute("INSERT OR REPLACE INTO bonded (article, at) VALUES (?, ?)", (number, now()))


_ROWS = (
    "SELECT x.id, y.id, b.relation, b.score, b.why FROM bonds AS b "
    "JOIN claims AS x ON x.number = b.a JOIN claims AS y ON y.number = b.b "
    "WHERE NOT x.rejected AND NOT y.rejected"
)


def found(db: sqlite3.Connection, claims: Sequence[int] | None) -> list[ClaimBond]:
    """The bonds of these claims, or all, the strongest first; what a person decided wins."""
    judged = verdicts.of_claims(db)
    ids = _ids(db, {number for pair in judged for number in pair})
    by_hand = {frozenset(ids[n] for n in pair) for pair in judged if pair <= ids.keys()}
    own = [bond for bond in _own(db, claims) if {bond.a, bond.b} not in by_hand]
    wanted = None if claims is None else set(claims)
    same = []
    for pair, (what, (by, note)) in judged.items():
        if what == verdicts.SAME and pair <= ids.keys() and (wanted is None or pair & wanted):
            a, b = (ids[number] for number in sorted(pair))
            same.append(ClaimBond(a, b, Relation.SAME, 1.0, note or BY_HAND, by))
    return [*same, *own]


def apart_from(db: sqlite3.Connection, claim: str) -> frozenset[str]:
    """Ids of the claims that a person set apart from one."""
    judged = verdicts.of_claims(db)
    ids = _ids(db, {number for pair in judged for number in pair})
    return frozenset(
        ids[number]
        for pair, (what, _) in judged.items()
        if what == verdicts.APART and claim in {ids.get(n) for n in pair}
        for number in pair
        if number in ids and ids[number] != claim
    )


def numbers(db: sqlite3.Connection, claims: Iterable[str]) -> list[int]:
    """Numbers of those of the claims that are there and not rejected, in order."""
    rows = db.execute(
        "SELECT number FROM claims WHERE NOT rejected "
        "AND id IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(sorted(set(claims))),),
    )
    return [row[0] for row in rows]


def _ids(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of claims by their numbers, without those that were rejected."""
    rows = db.execute(
        "SELECT number, id FROM claims WHERE NOT rejected "
        "AND number IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(numbers)),),
    )
    return dict(rows.fetchall())


def _own(db: sqlite3.Connection, claims: Sequence[int] | None) -> list[ClaimBond]:
    """Sayso's own bonds."""
    among, given = "", []
    if claims is not None:
        wanted = json.dumps(list(claims))
        these = "IN (SELECT value FROM json_each(?))"
        among = f" AND (b.a {these} OR b.b {these})"
        given = [wanted, wanted]
    rows = db.execute(f"{_ROWS}{among} ORDER BY b.score DESC, x.id, y.id", given)
    return [ClaimBond(a, b, Relation(what), score, why) for a, b, what, score, why in rows]
