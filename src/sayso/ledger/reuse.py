"""What is one text: fingerprints to find candidates by, and what articles share.

In the caller's transaction, like :mod:`~sayso.ledger.store`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.ledger import verdicts
from sayso.ledger.queries import number_of
from sayso.ledger.store import compact
from sayso.ledger.views import Holders, IndexSize, ReuseRow
from sayso.records import Direction, Reuse, Reused, SentenceMark

WIDTH = 384
"""Bytes of a sentence's vector."""


def keep_vectors(db: sqlite3.Connection, article: str, sentences: Sequence[SentenceMark]) -> None:
    """Store the vectors of an article's sentences, in place of those it had."""
    spans = compact([each.span for each in sentences])
    db.execute(
        "INSERT OR REPLACE INTO vectors (article, spans, bytes) "
        "SELECT number, ?, ? FROM articles WHERE id = ?",
        (spans, b"".join(each.vector for each in sentences), article),
    )


def vectors(db: sqlite3.Connection, article: str) -> tuple[SentenceMark, ...]:
    """The sentences of an article with their vectors; none where it was read without them."""
    row = db.execute(
        "SELECT v.spans, v.bytes FROM vectors AS v JOIN articles AS a ON a.number = v.article "
        "WHERE a.id = ?",
        (article,),
    ).fetchone()
    if row is None:
        return ()
    spans, raw = json.loads(row[0]), row[1]
    cut = (raw[at : at + WIDTH] for at in range(0, len(raw), WIDTH))
    return tuple(
        SentenceMark((start, end), vector) for (start, end), vector in zip(spans, cut, strict=True)
    )


def wait(db: sqlite3.Connection, article: str) -> None:
    """Note that a new article is still to be compared."""
    db.execute("INSERT INTO waiting SELECT number FROM articles WHERE id = ?", (article,))


def uncompared(db: sqlite3.Connection) -> list[str]:
    """Ids of the articles that were not compared with those before them, in order."""
    rows = db.execute(
        "SELECT a.id FROM waiting AS w JOIN articles AS a ON a.number = w.article "
        "ORDER BY w.article"
    )
    return [row[0] for row in rows]


def holders(db: sqlite3.Connection, numbers: Iterable[int], most: int) -> Holders:
    """The articles that hold any of these fingerprints, and how many of them each holds.

    A fingerprint that more than ``most`` articles hold is common and passed over; where more than
    half of them are, the first ``most`` articles of each count as well.
    """
    held = {
        number: db.execute(
            "SELECT article FROM fingerprints WHERE number = ? LIMIT ?", (number, most + 1)
        ).fetchall()
        for number in numbers
    }
    common = frozenset(number for number, rows in held.items() if len(rows) > most)
    printed = 2 * len(common) > len(held)
    found: Counter[int] = Counter()
    for number, rows in held.items():
        if printed or number not in common:
            for (article,) in rows:
                found[article] += 1
    ids = (
        (db.execute("SELECT id FROM articles WHERE number = ?", (each,)).fetchone()[0], count)
        for each, count in found.items()
    )
    return Holders(dict(ids), common)


def kept_among(db: sqlite3.Connection, articles: Iterable[str]) -> list[Reuse]:
    """What articles share with each other beyond boilerplate, as Sayso judged it."""
    chosen = json.dumps(sorted(articles))
    rows = db.execute(_KEPT, (Reused.BOILERPLATE, chosen, chosen))
    return [_row(row).reuse for row in rows]


def compared(
    db: sqlite3.Connection, article: str, numbers: Iterable[int], found: Sequence[Reuse]
) -> None:
    """Note that an article was compared, what it shares, and its fingerprints for those to come.

    ``found`` may hold pairs of others as well, which are judged anew: the last verdict stands.
    """
    number = number_of(db, "articles", article)
    db.executemany(
        "INSERT OR IGNORE INTO fingerprints (number, article) VALUES (?, ?)",
        ((each, number) for each in numbers),
    )
    db.executemany(
        "INSERT OR REPLACE INTO reuses (a, b, label, direction, score, passages, why) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(number_of(db, "articles", key) for key in (each.a, each.b)),
                *(each.label, each.direction, each.score),
                *(compact(each.passages), compact(each.why)),
            )
            for each in found
        ),
    )  # fmt: skip
    db.execute("DELETE FROM waiting WHERE article = ?", (number,))


def index(db: sqlite3.Connection) -> IndexSize:
    """How many fingerprints of articles there are, and what they take up in the file."""
    rows = db.execute("SELECT count(*) FROM fingerprints").fetchone()[0]
    pages = db.execute(
        "SELECT sum(pgsize) FROM dbstat WHERE name = 'fingerprints' AND aggregate = TRUE"
    ).fetchone()[0]
    return IndexSize(int(rows), int(pages))


_ROWS = """
SELECT x.id, y.id, r.label, r.direction, r.score, r.passages, r.why,
       x.input_id, y.input_id, x.title, y.title, p.name, q.name, x.published, y.published
  FROM reuses AS r
  JOIN articles AS x ON x.number = r.a
  JOIN articles AS y ON y.number = r.b
  LEFT JOIN outlets AS p ON p.number = x.outlet
  LEFT JOIN outlets AS q ON q.number = y.outlet
"""

_STRANGERS = (
    "SELECT x.id, y.id, 'reprint', 'unknown', 0.0, '[]', '[]', x.input_id, y.input_id, x.title, "
    "y.title, p.name, q.name, x.published, y.published FROM articles AS x "
    "JOIN articles AS y ON y.number = ?2 LEFT JOIN outlets AS p ON p.number = x.outlet "
    "LEFT JOIN outlets AS q ON q.number = y.outlet WHERE x.number = ?1"
)
"""Two articles that share nothing as far as Sayso sees, as a row of the above."""


_KEPT = f"""{_ROWS}
 WHERE r.label <> ? AND x.id IN (SELECT value FROM json_each(?))
   AND y.id IN (SELECT value FROM json_each(?))
 ORDER BY r.a, r.b
"""  # noqa: S608 -- made of constants


def among(db: sqlite3.Connection, articles: Iterable[str]) -> list[ReuseRow]:
    """What any two of these articles share; what a person decided wins."""
    found = db.execute(
        "SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(articles))),),
    )
    inside = frozenset(row[0] for row in found)
    these = "IN (SELECT value FROM json_each(?1))"
    rows = db.execute(
        f"{_ROWS} WHERE r.a {these} AND r.b {these} ORDER BY r.score DESC, r.a, r.b",
        (json.dumps(sorted(inside)),),
    )
    return _judged(db, [_row(row) for row in rows], tuple(Reused), lambda pair: pair <= inside)


def reuses(db: sqlite3.Connection, article: str | None, labels: Sequence[Reused]) -> list[ReuseRow]:
    """What articles share, of these labels; of all pairs, or of one article's.

    What a person decided wins: two articles that are one text are a reprint, and those that are
    apart share nothing.
    """
    marks = ", ".join("?" * len(labels))
    where, given = f"WHERE r.label IN ({marks})", [str(label) for label in labels]
    one = None if article is None else number_of(db, "articles", article)
    if one is not None:
        where, given = f"{where} AND (r.a = ? OR r.b = ?)", [*given, str(one), str(one)]
    rows = db.execute(f"{_ROWS} {where} ORDER BY r.score DESC, r.a, r.b", given)
    found = [_row(row) for row in rows]
    return _judged(db, found, labels, lambda pair: one is None or one in pair)


def _judged(
    db: sqlite3.Connection,
    found: list[ReuseRow],
    labels: Sequence[Reused],
    meant: Callable[[frozenset[int]], bool],
) -> list[ReuseRow]:
    """The pairs that were found, after what a person decided; ``meant`` tells which pairs are."""
    judged = verdicts.of_articles(db)
    if not judged:
        return found
    by_hand = [row for pair, row in _by_hand(db, judged, labels) if meant(pair)]
    pairs = {frozenset(_ids(db, pair).values()) for pair in judged}
    own = [row for row in found if frozenset((row.reuse.a, row.reuse.b)) not in pairs]
    return [*by_hand, *own]


def _by_hand(
    db: sqlite3.Connection, judged: verdicts.Pairs, labels: Sequence[Reused]
) -> Iterator[tuple[frozenset[int], ReuseRow]]:
    """The pairs that a person says are one text; passages and direction are Sayso's, if any."""
    for pair, (what, (by, note)) in judged.items():
        if what != verdicts.SAME or Reused.REPRINT not in labels:
            continue
        low, high = sorted(pair)
        row = db.execute(
            f"{_ROWS} WHERE (r.a, r.b) IN (VALUES (?1, ?2), (?2, ?1))", (low, high)
        ).fetchone()
        row = row or db.execute(_STRANGERS, (high, low)).fetchone()
        known = _row(row)
        told = ("label", f"{by} says so" + (f": {note}" if note else ""))
        why = (told, *(each for each in known.reuse.why if each[0] != "label"))
        one = replace(known.reuse, label=Reused.REPRINT, score=1.0, why=why, by=by)
        yield pair, replace(known, reuse=one)


def apart(db: sqlite3.Connection) -> frozenset[frozenset[str]]:
    """Pairs of articles, by id, that a person says are not one text."""
    judged = verdicts.of_articles(db)
    return frozenset(
        frozenset(_ids(db, pair).values())
        for pair, (what, _) in judged.items()
        if what == verdicts.APART
    )


def _ids(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    rows = db.execute(
        "SELECT number, id FROM articles WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(numbers)),),
    )
    return dict(rows.fetchall())


def _row(row: Sequence[object]) -> ReuseRow:
    a, b, label, direction, score, passages, why, *told = row
    pairs = json.loads(str(passages))
    both = tuple(((p[0][0], p[0][1]), (p[1][0], p[1][1])) for p in pairs)
    reasons = tuple((name, said) for name, said in json.loads(str(why)))
    found = Reuse(
        a=str(a),
        b=str(b),
        label=Reused(str(label)),
        direction=Direction(str(direction)),
        score=float(str(score)),
        passages=both,
        why=reasons,
    )
    texts = [None if each is None else str(each) for each in told]
    return ReuseRow(
        reuse=found,
        inputs=(texts[0] or "", texts[1] or ""),
        titles=(texts[2], texts[3]),
        outlets=(texts[4], texts[5]),
        published=(texts[6], texts[7]),
    )


def inputs(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The input ids that each article came in under, its own first."""
    out: dict[str, list[str]] = {}
    rows = db.execute(
        "SELECT a.id, a.input_id, i.input_id FROM articles AS a "
        "JOIN inputs AS i ON i.article = a.number ORDER BY a.number, i.input_id"
    )
    for article, own, name in rows:
        names = out.setdefault(article, [own])
        if name not in names:
            names.append(name)
    return out
