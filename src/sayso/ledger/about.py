"""What claims are about: rows out of records, and records out of rows.

Like :mod:`~sayso.ledger.store`, in the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sayso.errors import LedgerError
from sayso.ledger import count, hand
from sayso.records import (
    About,
    ActorMention,
    Article,
    DateMention,
    Frame,
    Kind,
    Modality,
    PlaceMention,
    Precision,
    Quantity,
    Reading,
    Span,
    When,
)
from sayso.records.days import bounds

_decoded = json.JSONDecoder().raw_decode
_AMONG = "IN (SELECT value FROM json_each(?))"
BY_HAND = "by hand"
"""Why a mention stands for somebody else than the reading says."""


# --- storing --------------------------------------------------------------------------------


Told = Sequence[tuple[int, About]]
"""What each claim is about, with the claim's number."""


class _Actors:
    """Numbers of the actors of one reading, and of whom they stand for."""

    def __init__(
        self, db: sqlite3.Connection, article: Article, mentions: Iterable[ActorMention]
    ) -> None:
        self._db = db
        self._text = article.text
        self._rules = hand.rules(db)
        named = {actor.key: actor for actor in mentions}
        self._numbers: dict[str, int] = dict(
            db.execute(f"SELECT id, number FROM actors WHERE id {_AMONG}", (json.dumps([*named]),))  # noqa: S608 -- names of this file
        )
        for key, actor in named.items():
            if key not in self._numbers:
                known = (key, actor.name, actor.kind, actor.id is not None)
                self._numbers[key] = hand.number(db, known)

    def pair(
        self, key: str | None, span: Span | None, named: Iterable[ActorMention] = ()
    ) -> tuple[int | None, int | None]:
        """Number of whom the reading resolves the words at a span to, and of whom they stand for.

        ``named`` are the mentions of the claim, some of which may stand inside the span.  Raises
        ``LedgerError`` where no mention of the reading brings that actor in.
        """
        if key is None:
            return None, None
        if key not in self._numbers:
            raise LedgerError(f"a frame points at an actor {key} that its claim does not name")
        start, end = span or (0, 0)
        inside = (m for m in named if m.key == key and start <= m.span[0] and m.span[1] <= end)
        within = [self._text[slice(*mention.span)] for mention in inside]
        who = self._rules.who(key, self._text[start:end], within)
        if who not in self._numbers:
            row = self._db.execute("SELECT number FROM actors WHERE id = ?", (who,)).fetchone()
            self._numbers[who] = int(row[0])
        return self._numbers[key], self._numbers[who]


def add(
    db: sqlite3.Connection,
    number: int,
    article: Article,
    reading: Reading,
    numbers: tuple[Sequence[int], Mapping[str, int]],
) -> None:
    """Store what the claims of an article are about, and count it.

    ``numbers`` are those of the claims, in their order, and of the attributions by their ids.
    """
    at, attributions = numbers
    told = [(row, c.about) for row, c in zip(at, reading.claims, strict=True)]
    sources = [(attributions[t.id], t.actor) for t in reading.attributions if t.actor is not None]
    mentions = chain((a for _, about in told for a in about.actors), (a for _, a in sources))
    actors = _Actors(db, article, mentions)
    _add_actors(db, told, sources, actors)
    _add_mentions(db, told)
    _add_frames(db, told, actors)
    db.execute("UPDATE articles SET grounded = 1 WHERE number = ?", (number,))
    count.add(db, number)


def _add_actors(
    db: sqlite3.Connection,
    told: Told,
    sources: Iterable[tuple[int, ActorMention]],
    actors: _Actors,
) -> None:
    db.executemany(
        "INSERT INTO claim_actors VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (row, i, *actors.pair(a.key, a.span), *a.span, a.why)
            for row, about in told
            for i, a in enumerate(about.actors)
        ],
    )
    db.executemany(
        "INSERT INTO source_actors VALUES (?, ?, ?, ?, ?, ?)",
        [(row, *actors.pair(a.key, a.span), *a.span, a.why) for row, a in sources],
    )


def _add_mentions(db: sqlite3.Connection, told: Told) -> None:
    """Places, dates and quantities."""
    places = {
        known: _place(db, known)
        for known in dict.fromkeys(_known(p) for _, about in told for p in about.places)
    }
    db.executemany(
        "INSERT INTO claim_places VALUES (?, ?, ?, ?, ?, ?)",
        [
            (row, i, places[_known(p)], *p.span, p.why)
            for row, about in told
            for i, p in enumerate(about.places)
        ],
    )
    db.executemany(
        "INSERT INTO claim_dates VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row, i, *d.span, d.edtf, *bounds(d.edtf), d.of, d.why)
            for row, about in told
            for i, d in enumerate(about.dates)
        ],
    )
    db.executemany(
        "INSERT INTO claim_quantities VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row, i, *q.span, q.low, q.high, q.unit, q.modifier)
            for row, about in told
            for i, q in enumerate(about.quantities)
        ],
    )


Known = tuple[int | None, str | None, float | None, float | None, str | None, str | None]
"""What makes a place one row."""


def _known(place: PlaceMention) -> Known:
    p = place
    return (p.geonames, p.name, p.lat, p.lon, p.country, p.precision)


def _place(db: sqlite3.Connection, known: Known) -> int | None:
    """Number of the place that is meant, added where it is new; ``None`` where none is."""
    if all(each is None for each in known):
        return None
    row = db.execute(
        "SELECT number FROM places WHERE geonames IS ? AND name IS ? AND lat IS ? AND lon IS ? "
        "AND country IS ? AND precision IS ?",
        known,
    ).fetchone()
    if row is not None:
        return int(row[0])
    done = db.execute(
        "INSERT INTO places (geonames, name, lat, lon, country, precision) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        known,
    )
    return int(done.lastrowid or 0)


def _add_frames(db: sqlite3.Connection, told: Told, actors: _Actors) -> None:
    db.executemany(
        f"INSERT INTO claim_frames VALUES ({', '.join('?' * 20)})",  # noqa: S608 -- question marks
        [
            (row, i, *f.predicate, f.event, f.quad, f.mode, f.negated, f.modality, f.score,
             _raw(f.actor), *actors.pair(f.actor_id, f.actor, about.actors),
             _raw(f.recipient), *actors.pair(f.recipient_id, f.recipient, about.actors),
             _raw(f.place), _position(about.places, f.place),
             _raw(f.date), _position(about.dates, f.date))
            for row, about in told
            for i, f in enumerate(about.frames)
        ],
    )  # fmt: skip


def _position(mentions: Sequence[PlaceMention | DateMention], span: Span | None) -> int | None:
    """Which of the mentions stands at the span."""
    return next((i for i, each in enumerate(mentions) if each.span == span), None)


def _raw(span: Span | None) -> str | None:
    return None if span is None else f"[{span[0]},{span[1]}]"


def remove(db: sqlite3.Connection, article: int) -> None:
    """Take out what the claims of an article are about; the actors and places stay, uncounted."""
    count.take(db, article)
    for table in ("actors", "places", "dates", "quantities", "frames"):
        db.execute(
            f"DELETE FROM claim_{table} WHERE claim IN (SELECT number FROM claims "  # noqa: S608 -- names of this file
            "WHERE article = ?)",
            (article,),
        )
    db.execute(
        "DELETE FROM source_actors WHERE attribution IN "
        "(SELECT number FROM attributions WHERE article = ?)",
        (article,),
    )


# --- reading --------------------------------------------------------------------------------

# Members by their values: to call the class for each of thousands takes longer than the query.
_KINDS = {each.value: each for each in Kind}
_MODALITY = {each.value: each for each in Modality}
_WHEN = {each.value: each for each in When}
_FINE: dict[str | None, Precision | None] = {each.value: each for each in Precision} | {None: None}


def of_claims(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, About]:
    """What each claim is about, by its number; actors as whom they stand for today."""
    among = json.dumps(list(numbers))
    found: dict[int, dict[str, list[Any]]] = {}
    for part, rows in (
        ("actors", _actors(db, among)),
        ("places", _places(db, among)),
        ("dates", _dates(db, among)),
        ("quantities", _quantities(db, among)),
        ("frames", _frames(db, among)),
    ):
        for claim, record in rows:
            found.setdefault(claim, {}).setdefault(part, []).append(record)
    return {
        claim: About(**{part: tuple(records) for part, records in told.items()})
        for claim, told in found.items()
    }


_WHO = (
    "coalesce(a.called, a.name), a.kind, "
    # An actor with another name by hand can be told by its id alone.
    "CASE WHEN a.listed OR a.called IS NOT NULL THEN a.id END"
)


def _actor(span: Span, who: tuple[str, str, str | None], why: str, moved: bool) -> ActorMention:
    name, kind, ident = who
    return ActorMention(span, name, _KINDS[kind], ident, BY_HAND if moved else why)


def _actors(db: sqlite3.Connection, among: str) -> Iterator[tuple[int, object]]:
    rows = db.execute(
        f'SELECT t.claim, t.start, t."end", {_WHO}, t.why, t.actor <> t.who '  # noqa: S608 -- names of this file
        "FROM claim_actors AS t JOIN actors AS a ON a.number = t.who "
        f"WHERE t.claim {_AMONG} ORDER BY t.claim, t.position",
        (among,),
    )
    for claim, start, end, name, kind, ident, why, moved in rows:
        yield claim, _actor((start, end), (name, kind, ident), why, moved)


def of_sources(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, ActorMention]:
    """The actor that the source of each attribution is, by its number."""
    rows = db.execute(
        f'SELECT t.attribution, t.start, t."end", {_WHO}, t.why, t.actor <> t.who '  # noqa: S608 -- names of this file
        "FROM source_actors AS t JOIN actors AS a ON a.number = t.who "
        f"WHERE t.attribution {_AMONG}",
        (json.dumps(list(numbers)),),
    )
    return {
        at: _actor((start, end), (name, kind, ident), why, moved)
        for at, start, end, name, kind, ident, why, moved in rows
    }


def _places(db: sqlite3.Connection, among: str) -> Iterator[tuple[int, object]]:
    rows = db.execute(
        'SELECT t.claim, t.start, t."end", p.name, p.geonames, p.lat, p.lon, p.precision, '  # noqa: S608 -- names of this file
        "p.country, t.why FROM claim_places AS t LEFT JOIN places AS p ON p.number = t.place "
        f"WHERE t.claim {_AMONG} ORDER BY t.claim, t.position",
        (among,),
    )
    for claim, start, end, name, geonames, lat, lon, fine, country, why in rows:
        precision = _FINE[fine]
        place = PlaceMention((start, end), name, geonames, lat, lon, precision, country, why)
        yield claim, place


def _dates(db: sqlite3.Connection, among: str) -> Iterator[tuple[int, object]]:
    rows = db.execute(
        'SELECT claim, start, "end", edtf, "of", why FROM claim_dates '  # noqa: S608 -- names of this file
        f"WHERE claim {_AMONG} ORDER BY claim, position",
        (among,),
    )
    for claim, start, end, edtf, of, why in rows:
        yield claim, DateMention((start, end), edtf, _WHEN[of], why)


def _quantities(db: sqlite3.Connection, among: str) -> Iterator[tuple[int, object]]:
    rows = db.execute(
        'SELECT claim, start, "end", low, high, unit, modifier FROM claim_quantities '  # noqa: S608 -- names of this file
        f"WHERE claim {_AMONG} ORDER BY claim, position",
        (among,),
    )
    for claim, start, end, *told in rows:
        yield claim, Quantity((start, end), *told)


def _frames(db: sqlite3.Connection, among: str) -> Iterator[tuple[int, object]]:
    rows = db.execute(
        'SELECT f.claim, f.start, f."end", f.event, f.quad, f.mode, f.negated, f.modality, '  # noqa: S608 -- names of this file
        "f.score, f.actor_span, x.id, f.recipient_span, y.id, f.place_span, f.date_span "
        "FROM claim_frames AS f LEFT JOIN actors AS x ON x.number = f.acting "
        "LEFT JOIN actors AS y ON y.number = f.receiving "
        f"WHERE f.claim {_AMONG} ORDER BY f.claim, f.position",
        (among,),
    )
    for (claim, start, end, event, quad, mode, negated, modality, score, actor, acting, recipient,
         receiving, place, date) in rows:  # fmt: skip
        yield (
            claim,
            Frame(
                predicate=(start, end),
                actor=_span(actor),
                event=event,
                quad=quad,
                recipient=_span(recipient),
                negated=bool(negated),
                modality=_MODALITY[modality],
                place=_span(place),
                date=_span(date),
                mode=mode,
                actor_id=acting,
                recipient_id=receiving,
                score=score,
            ),
        )


def _span(raw: str | None) -> Span | None:
    if raw is None:
        return None
    start, end = _decoded(raw)[0]
    return (start, end)
