"""What claims are to each other: candidates to compare a claim with, and bonds that were found.

In the caller's transaction, like :mod:`~sayso.ledger.store`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from sayso.ledger import recall
from sayso.ledger.queries import number_of
from sayso.ledger.store import now
from sayso.ledger.views import Akin
from sayso.records import ClaimBond, Relation

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
    """Sayso's own bonds of these claims, or all, the strongest first."""
    among, given = "", []
    if claims is not None:
        wanted = json.dumps(list(claims))
        these = "IN (SELECT value FROM json_each(?))"
        among = f" AND (b.a {these} OR b.b {these})"
        given = [wanted, wanted]
    rows = db.execute(f"{_ROWS}{among} ORDER BY b.score DESC, x.id, y.id", given)
    return [ClaimBond(a, b, Relation(what), score, why) for a, b, what, score, why in rows]
