"""A source's profile: what it is cited for, through whom, how firmly, how often denied."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from sayso.errors import NotFound
from sayso.records import Firmness, Kind

TOP = 12
"""Values of a list at most."""
AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Share:
    """A value, how many of the claims have it, and what it is chosen by where it can be."""

    label: str
    claims: int
    key: str | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a ledger holds of one source, by name and kind.

    ``said`` counts claims of which it is the speaker, ``rests`` those that rest on its word in the
    end, in ``articles``.  ``alone`` counts the articles in which nobody else is a root of what
    others say.  ``disputed`` counts its claims that another claim denies or contradicts.
    """

    name: str
    kind: Kind
    named: bool
    said: int
    rests: int
    articles: int
    alone: int
    disputed: int
    firmness: tuple[Share, ...]
    through: tuple[Share, ...]
    outlets: tuple[Share, ...]
    actors: tuple[Share, ...]
    events: tuple[Share, ...]


def profile(db: sqlite3.Connection, name: str, kind: Kind) -> Profile:
    """The profile.  ``NotFound`` where nobody of this name and kind speaks or is a root."""
    rows = db.execute(
        "SELECT number, named FROM sources WHERE name = ? AND kind = ?", (name, kind)
    ).fetchall()
    if not rows:
        raise NotFound(f"nobody called {name!r} ({kind}) is a source in this ledger")
    who = json.dumps([number for number, _ in rows])
    of = f"FROM claims AS c WHERE NOT c.rejected AND (c.source {AMONG} OR c.root {AMONG})"
    said, rests, articles = db.execute(
        f"SELECT coalesce(sum(c.source {AMONG}), 0), coalesce(sum(c.root {AMONG}), 0), "
        f"count(DISTINCT c.article) {of}",
        (who, who, who, who),
    ).fetchone()
    return Profile(
        name=name,
        kind=kind,
        named=any(named for _, named in rows),
        said=said,
        rests=rests,
        articles=articles,
        alone=_alone(db, who),
        disputed=_disputed(db, who),
        firmness=_firmness(db, of, who),
        through=_through(db, who),
        outlets=_top(
            db,
            f"SELECT o.name, '=' || o.name, count(*) {of.replace('WHERE', _OUTLETS + ' WHERE')}",
            who,
        ),
        actors=_top(
            db,
            "SELECT coalesce(x.called, x.name), x.id, count(DISTINCT c.number) "
            f"{of.replace('WHERE', _ACTORS + ' WHERE')}",
            who,
        ),
        events=_top(
            db,
            "SELECT f.event, f.event, count(DISTINCT c.number) "
            f"{of.replace('WHERE', _EVENTS + ' WHERE')}",
            who,
        ),
    )


_OUTLETS = "JOIN outlets AS o ON o.number = c.outlet"
_ACTORS = "JOIN claim_actors AS t ON t.claim = c.number JOIN actors AS x ON x.number = t.who"
_EVENTS = "JOIN claim_frames AS f ON f.claim = c.number"


def _top(db: sqlite3.Connection, sql: str, who: str) -> tuple[Share, ...]:
    rows = db.execute(f"{sql} GROUP BY 2 ORDER BY 3 DESC, 1 LIMIT {TOP}", (who, who))
    return tuple(Share(label, claims, key) for label, key, claims in rows)


def _firmness(db: sqlite3.Connection, of: str, who: str) -> tuple[Share, ...]:
    counted = dict(
        db.execute(f"SELECT c.firmness, count(*) {of} GROUP BY 1", (who, who)).fetchall()
    )
    return tuple(Share(each, counted.get(each, 0), each) for each in Firmness)


def _through(db: sqlite3.Connection, who: str) -> tuple[Share, ...]:
    """Who passes on what rests on its word."""
    rows = db.execute(
        "SELECT s.name, s.kind, count(DISTINCT c.number) FROM claims AS c "  # noqa: S608 -- literals of this file
        "JOIN chain_hops AS h ON h.attribution = c.attribution "
        "JOIN sources AS s ON s.number = h.source "
        f"WHERE NOT c.rejected AND c.root {AMONG} AND NOT h.source {AMONG} "
        "AND h.source IS NOT c.told_root "
        f"GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT {TOP}",
        (who, who),
    )
    return tuple(Share(name, claims, None, Kind(kind)) for name, kind, claims in rows)


def _alone(db: sqlite3.Connection, who: str) -> int:
    row = db.execute(
        "SELECT count(*) FROM (SELECT c.article FROM claims AS c "  # noqa: S608 -- literals of this file
        f"WHERE c.article IN (SELECT article FROM claims WHERE root {AMONG} AND NOT rejected "
        "AND voice = 'reported') AND c.voice = 'reported' AND NOT c.rejected "
        f"GROUP BY c.article HAVING sum(NOT c.root {AMONG}) = 0)",
        (who, who),
    ).fetchone()
    return int(row[0])


def _disputed(db: sqlite3.Connection, who: str) -> int:
    row = db.execute(
        "SELECT count(DISTINCT number) FROM ("  # noqa: S608 -- literals of this file
        "SELECT c.number FROM claims AS c JOIN bonds AS b ON b.b = c.number "
        f"WHERE (c.source {AMONG} OR c.root {AMONG}) AND NOT c.rejected "
        "AND b.relation IN ('denies', 'contradicts') UNION "
        "SELECT c.number FROM claims AS c JOIN bonds AS b ON b.a = c.number "
        f"WHERE (c.source {AMONG} OR c.root {AMONG}) AND NOT c.rejected "
        "AND b.relation = 'contradicts')",
        (who, who, who, who),
    ).fetchone()
    return int(row[0])
