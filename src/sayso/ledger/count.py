"""Counts of roots, actors, places and more, kept in the transaction of what they count.

``add`` and ``take`` ask the rows of one article, after they are stored and before they go;
``recount`` asks all rows of a few actors, after a correction by hand.  A rejected claim counts
nowhere.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from sayso.records import Firmness

_OF_ACTORS = (
    ("claims", "SELECT t.who, count(DISTINCT t.claim) FROM claims AS c "
     "JOIN claim_actors AS t ON t.claim = c.number WHERE c.article = ? AND NOT c.rejected "
     "GROUP BY 1"),
    ("said", "SELECT t.who, count(*) FROM attributions AS c "
     "JOIN source_actors AS t ON t.attribution = c.number WHERE c.article = ? GROUP BY 1"),
    ("acted", "SELECT t.acting, count(*) FROM claims AS c JOIN claim_frames AS t "
     "ON t.claim = c.number WHERE c.article = ? AND NOT c.rejected AND t.acting IS NOT NULL "
     "GROUP BY 1"),
    ("received", "SELECT t.receiving, count(*) FROM claims AS c JOIN claim_frames AS t "
     "ON t.claim = c.number WHERE c.article = ? AND NOT c.rejected "
     "AND t.receiving IS NOT NULL GROUP BY 1"),
)  # fmt: skip

_OF_PLACES = (
    "SELECT t.place, count(DISTINCT t.claim) FROM claims AS c "
    "JOIN claim_places AS t ON t.claim = c.number "
    "WHERE c.article = ? AND NOT c.rejected AND t.place IS NOT NULL GROUP BY 1"
)

_OF_FACETS = (
    "SELECT 'event', t.event, count(DISTINCT t.claim) FROM claims AS c "
    "JOIN claim_frames AS t ON t.claim = c.number WHERE c.article = ?1 AND NOT c.rejected "
    "GROUP BY 2 UNION ALL "
    "SELECT 'country', p.country, count(DISTINCT t.claim) FROM claims AS c "
    "JOIN claim_places AS t ON t.claim = c.number JOIN places AS p ON p.number = t.place "
    "WHERE c.article = ?1 AND NOT c.rejected AND p.country IS NOT NULL GROUP BY 2"
)


def add(db: sqlite3.Connection, article: int) -> None:
    """Count what the claims of an article are about."""
    _count(db, article, 1)


def take(db: sqlite3.Connection, article: int) -> None:
    """Take it off the counts again."""
    _count(db, article, -1)


def _count(db: sqlite3.Connection, article: int, sign: int) -> None:
    found: dict[int, Counter[str]] = {}
    for what, sql in _OF_ACTORS:
        for who, number in db.execute(sql, (article,)):
            found.setdefault(who, Counter(articles=1))[what] = number
    db.executemany(
        "UPDATE actors SET articles = articles + ?1, claims = claims + ?1 * ?2, "
        "said = said + ?1 * ?3, acted = acted + ?1 * ?4, received = received + ?1 * ?5 "
        "WHERE number = ?6",
        [(sign, *(by[what] for what, _ in _OF_ACTORS), who) for who, by in found.items()],
    )
    places = db.execute(_OF_PLACES, (article,)).fetchall()
    db.executemany(
        "UPDATE places SET articles = articles + ?1, claims = claims + ?1 * ?2 WHERE number = ?3",
        [(sign, number, place) for place, number in places],
    )
    facets = db.execute(_OF_FACETS, (article,)).fetchall()
    change_facets(db, ((facet, value, sign, sign * number) for facet, value, number in facets))


def change_facets(db: sqlite3.Connection, rows: Iterable[tuple[str, str, int, int]]) -> None:
    """Add (facet, value, articles, claims) to the counts; what comes to no article goes."""
    for facet, value, articles, claims in rows:
        db.execute(
            "INSERT INTO facet_counts VALUES (?, ?, ?, ?) ON CONFLICT (facet, value) DO UPDATE "
            "SET articles = articles + excluded.articles, claims = claims + excluded.claims",
            (facet, value, articles, claims),
        )
        if articles < 0:
            db.execute(
                "DELETE FROM facet_counts WHERE facet = ? AND value = ? AND articles = 0",
                (facet, value),
            )


_KEPT = "JOIN claims AS k ON k.number = t.claim AND NOT k.rejected"


def recount(db: sqlite3.Connection, actors: Iterable[int]) -> None:
    """Count some actors anew, over all that is stored."""
    for actor in sorted(actors):
        db.execute(
            "UPDATE actors SET "  # noqa: S608 -- a literal of this file
            "claims = (SELECT count(DISTINCT t.claim) FROM claim_actors AS t "
            f"{_KEPT} WHERE t.who = ?1), "
            "said = (SELECT count(*) FROM source_actors WHERE who = ?1), "
            f"acted = (SELECT count(*) FROM claim_frames AS t {_KEPT} WHERE t.acting = ?1), "
            f"received = (SELECT count(*) FROM claim_frames AS t {_KEPT} WHERE t.receiving = ?1), "
            "articles = (SELECT count(*) FROM ("
            f"SELECT k.article FROM claim_actors AS t {_KEPT} WHERE t.who = ?1 UNION "
            "SELECT c.article FROM source_actors AS t "
            "JOIN attributions AS c ON c.number = t.attribution WHERE t.who = ?1 UNION "
            f"SELECT k.article FROM claim_frames AS t {_KEPT} "
            "WHERE t.acting = ?1 OR t.receiving = ?1)) "
            "WHERE number = ?1",
            (actor,),
        )


def claims(db: sqlite3.Connection, article: int, sign: int) -> None:
    """Add an article's claims to the counts of roots, facets, outlet and run, or take them off.

    ``sign`` is 1 or -1.
    """
    found = db.execute(
        "SELECT c.root, c.firmness, c.voice, r.kind, s.kind FROM claims AS c "
        "JOIN sources AS r ON r.number = c.root LEFT JOIN sources AS s ON s.number = c.source "
        "WHERE c.article = ? AND NOT c.rejected",
        (article,),
    ).fetchall()
    _roots(db, Counter((root, firmness) for root, firmness, *_ in found), sign)
    values: Counter[tuple[str, str]] = Counter()
    for _, firmness, voice, root_kind, source_kind in found:
        values["firmness", firmness] += 1
        values["voice", voice] += 1
        values["root kind", root_kind] += 1
        if source_kind is not None:
            values["source kind", source_kind] += 1
    change_facets(db, ((*value, sign, sign * n) for value, n in sorted(values.items())))
    many = sign * len(found)
    for table, which in (("outlets", "outlet"), ("runs", "run")):
        db.execute(
            f"UPDATE {table} SET claims = claims + ? WHERE number = "  # noqa: S608 -- one of two literals
            f"(SELECT {which} FROM articles WHERE number = ?)",
            (many, article),
        )


def _roots(db: sqlite3.Connection, by_root: Counter[tuple[int, str]], sign: int) -> None:
    for root in {root for root, _ in by_root}:
        by = [by_root[root, firmness] for firmness in Firmness]
        db.execute(
            "INSERT INTO root_counts VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (root) DO UPDATE "
            "SET articles = articles + excluded.articles, claims = claims + excluded.claims, "
            "asserted = asserted + excluded.asserted, hedged = hedged + excluded.hedged, "
            "alleged = alleged + excluded.alleged, denied = denied + excluded.denied, "
            "other = other + excluded.other",
            (root, sign, *(sign * n for n in (sum(by), *by))),
        )
        db.execute("DELETE FROM root_counts WHERE root = ? AND articles = 0", (root,))
