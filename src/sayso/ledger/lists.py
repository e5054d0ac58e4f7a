"""Lists of actors, places and frames: what the claims are about, over the whole ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from sayso.errors import LedgerError, NotFound
from sayso.ledger import search
from sayso.ledger.queries import CHUNK
from sayso.ledger.views import ActorRow, FacetRow, FrameFilter, FrameRow, PlaceRow
from sayso.records import Firmness, Kind, Modality, Precision, Voice

# --- actors ---------------------------------------------------------------------------------


def actors(
    db: sqlite3.Connection, name: str | None, kind: Kind | None, limit: int
) -> list[ActorRow]:
    """Actors, those of most articles first; all of them where ``limit`` is -1.

    ``name``: only those whose name contains these words, or whose id this is.
    """
    among = None if name is None else search.actors(db, name)
    rows = db.execute(
        "SELECT id, coalesce(called, name), kind, listed, articles, claims, said, acted, received "
        "FROM actors WHERE articles > 0 AND (?1 IS NULL OR kind = ?1) "
        "AND (?2 IS NULL OR number IN (SELECT value FROM json_each(?2))) "
        "ORDER BY articles DESC, claims DESC, said DESC, 2, id LIMIT ?3",
        (kind, among, limit),
    )
    return [
        ActorRow(ident, called, Kind(what), bool(listed), *numbers)
        for ident, called, what, listed, *numbers in rows
    ]


def actor(db: sqlite3.Connection, wanted: str) -> int:
    """Number of the one actor with this id, a start of it, or this name (whatever the case)."""
    exact = db.execute("SELECT number FROM actors WHERE id = ?", (wanted,)).fetchone()
    if exact is not None:
        return int(exact[0])
    words = wanted.casefold().strip()
    rows = db.execute("SELECT number, id, coalesce(called, name), articles FROM actors").fetchall()
    found = [row for row in rows if row[2].casefold() == words]
    # A name that stands for nobody any more gives way to one that does.
    found = [row for row in found if row[3]] or found
    if not found and words:
        found = [row for row in rows if row[1].startswith(wanted)]
    if not found:
        raise NotFound(f"no actor has the id or name {wanted!r}: `sayso actors` lists them")
    if len(found) > 1:
        told = ", ".join(f"{name} ({ident})" for _, ident, name, _ in found[:3])
        raise LedgerError(f"{wanted!r} means several actors ({told}): give an id")
    return int(found[0][0])


# --- places ---------------------------------------------------------------------------------


def places(
    db: sqlite3.Connection, name: str | None, country: str | None, limit: int
) -> list[PlaceRow]:
    """Places, those of most articles first; all of them where ``limit`` is -1."""
    among = None if name is None else search.places(db, name)
    rows = db.execute(
        "SELECT name, country, geonames, lat, lon, precision, articles, claims FROM places "
        "WHERE articles > 0 AND (?1 IS NULL OR country = ?1) "
        "AND (?2 IS NULL OR number IN (SELECT value FROM json_each(?2))) "
        "ORDER BY articles DESC, claims DESC, name, precision, number LIMIT ?3",
        (None if country is None else country.upper(), among, limit),
    )
    return [
        PlaceRow(label, land, ident, lat, lon, _precision(fine), *numbers)
        for label, land, ident, lat, lon, fine, *numbers in rows
    ]


def unplaced(db: sqlite3.Connection) -> int:
    """Mentions of which nobody can tell what place is meant."""
    row = db.execute("SELECT count(*) FROM claim_places WHERE place IS NULL").fetchone()
    return int(row[0])


def _precision(raw: str | None) -> Precision | None:
    return None if raw is None else Precision(raw)


def facet(db: sqlite3.Connection, name: str) -> list[FacetRow]:
    """Counts by actor or by place, from the kept counts."""
    if name == "actor":
        return [FacetRow(row.name, row.articles, row.claims) for row in actors(db, None, None, -1)]
    rows = places(db, None, None, -1)
    return [FacetRow(row.name or "", row.articles, row.claims) for row in rows if row.name]


# --- frames ---------------------------------------------------------------------------------

_COLUMNS = (
    "v.claim_id, v.article, v.outlet, v.published, v.actor, x.id, v.actor_words, v.event, v.quad, "
    "v.mode, v.predicate, v.recipient, y.id, v.recipient_words, v.negated, v.modality, v.place, "
    "v.geonames, v.lat, v.lon, v.precision, v.country, v.date, v.source, v.root, r.named, "
    "v.firmness, v.voice, v.sentence, v.score"
)


def frames(db: sqlite3.Connection, wanted: FrameFilter, limit: int | None) -> Iterator[FrameRow]:
    """Frames in the order of the ledger, some hundreds read at a time."""
    condition, values = _where(db, wanted)
    last, left = (0, -1), limit
    while left is None or left > 0:
        rows = db.execute(
            f"SELECT {_COLUMNS}, f.claim, f.position FROM claim_frames AS f "  # noqa: S608 -- conditions are literals of these files
            "JOIN claims AS c ON c.number = f.claim JOIN sources AS r ON r.number = c.root "
            "JOIN frames_view AS v ON v.claim = f.claim AND v.position = f.position "
            "LEFT JOIN actors AS x ON x.number = f.acting "
            "LEFT JOIN actors AS y ON y.number = f.receiving "
            f"WHERE {condition} AND (f.claim, f.position) > (?, ?) "
            "ORDER BY f.claim, f.position LIMIT ?",
            (*values, *last, CHUNK if left is None else min(CHUNK, left)),
        ).fetchall()
        if not rows:
            return
        yield from map(_frame, rows)
        last = rows[-1][-2:]
        left = None if left is None else left - len(rows)


def _where(db: sqlite3.Connection, wanted: FrameFilter) -> tuple[str, list[Any]]:
    condition, values = search.where(db, wanted.claims)
    more: list[tuple[str, Any]] = [
        ("f.event = ?", None if wanted.event is None else wanted.event.upper()),
        ("f.mode = ?", wanted.mode),
        ("f.quad = ?", wanted.quad),
        ("f.negated = ?", wanted.negated),
    ]
    for by, name in (("acting", wanted.actor), ("receiving", wanted.recipient)):
        if name is not None:
            more.append((f"f.{by} IN {search.AMONG}", search.actors(db, name)))
    given = [(sql, value) for sql, value in more if value is not None]
    return (
        " AND ".join([condition, *(sql for sql, _ in given)]),
        [*values, *(value for _, value in given)],
    )


def _frame(row: tuple[Any, ...]) -> FrameRow:
    (claim, article, outlet, published, actor, actor_id, actor_words, event, quad, mode, predicate,
     recipient, recipient_id, recipient_words, negated, modality, place, geonames, lat, lon, fine,
     country, date, source, root, root_named, firmness, voice, sentence, score,
     *_) = row  # fmt: skip
    return FrameRow(
        claim=claim,
        article=article,
        outlet=outlet,
        published=published,
        actor=actor,
        actor_id=actor_id,
        actor_words=actor_words,
        event=event,
        quad=quad,
        mode=mode,
        predicate=predicate,
        recipient=recipient,
        recipient_id=recipient_id,
        recipient_words=recipient_words,
        negated=bool(negated),
        modality=Modality(modality),
        place=place,
        geonames=geonames,
        lat=lat,
        lon=lon,
        precision=_precision(fine),
        country=country,
        date=date,
        source=source,
        root=root,
        root_named=bool(root_named),
        firmness=Firmness(firmness),
        voice=Voice(voice),
        sentence=sentence,
        score=score,
    )
