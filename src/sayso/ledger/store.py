"""Writing: one article, one refusal or one run, each in one transaction of the caller's.

The functions here take an open transaction and give rows their numbers themselves: there is only
ever one writer inside a transaction, so the next free number is known.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import UTC, datetime

from sayso.errors import LedgerError
from sayso.ledger import about, count, remove, verdicts
from sayso.records import (
    Article,
    Attribution,
    Claim,
    Headline,
    Hop,
    Kind,
    Page,
    Reading,
    Refused,
    Span,
    Who,
)

Key = tuple[str, Kind, bool]
"""What makes a source one row: name, kind, named or not."""

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def now() -> str:
    """This moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def compact(value: object) -> str:
    """JSON without spaces; spans become ``[[start,end],...]``."""
    return _COMPACT.encode(value)


def label(text: str) -> str:
    r"""A file name as text: bytes that are no UTF-8 are written as ``\udcXX``.

    >>> label("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


# --- runs and inputs ------------------------------------------------------------------------


def begin_run(db: sqlite3.Connection, source: str, model: str, version: str) -> int:
    """A new run; its number."""
    row = db.execute(
        "INSERT INTO runs (source, model, version, started_at) VALUES (?, ?, ?, ?)",
        (label(source), model, version, now()),
    )
    return int(row.lastrowid or 0)


def end_run(db: sqlite3.Connection, run: int, status: str) -> None:
    """Note how a run ended."""
    if status not in ("done", "stopped", "failed"):
        raise LedgerError(f"a run ends as done, stopped or failed, not as {status!r}")
    done = db.execute(
        "UPDATE runs SET status = ?, ended_at = ? WHERE number = ?", (status, now(), run)
    )
    if not done.rowcount:
        raise LedgerError(f"there is no run {run} in this ledger")


def note_input(
    db: sqlite3.Connection,
    run: int,
    key: str,
    page: Page,
    outcome: str,
    row: tuple[int, int | None],
) -> bool:
    """Remember that this very input was read; ``row`` is (article, page).  Whether it was new.

    Where it had been refused, this takes the refusal's place.
    """
    declared = {
        name: value
        for name in ("url", "title", "outlet", "published", "language")
        if (value := getattr(page, name)) is not None
    }
    article, bytes_at = row
    remove.refusals(db, run, key, label(page.input_id))
    done = db.execute(
        "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
        "SET run = excluded.run, outcome = excluded.outcome, article = excluded.article, "
        "page = excluded.page, media = excluded.media, encoding = excluded.encoding, "
        "declared = excluded.declared, fetched_at = excluded.fetched_at "
        "WHERE inputs.outcome = 'refused'",
        (key, label(page.input_id), run, outcome, article, bytes_at, page.media, page.encoding,
         compact(declared), page.fetched_at),
    )  # fmt: skip
    return bool(done.rowcount)


def seen(db: sqlite3.Connection, key: str) -> bool:
    """Whether this very input was dealt with, and is not to be tried again."""
    row = db.execute(
        "SELECT coalesce(f.again, 0) OR coalesce(a.grounded = 0, 0) FROM inputs AS i "
        "LEFT JOIN refused AS f ON f.input_key = i.input_key "
        "LEFT JOIN articles AS a ON a.number = i.article WHERE i.input_key = ?",
        (key,),
    ).fetchone()
    return row is not None and not row[0]


def refuse(db: sqlite3.Connection, run: int, key: str, refused: Refused, *, again: bool) -> None:
    """Keep a refusal, and count it; the same input twice is one refusal."""
    if seen(db, key):
        return
    name = label(refused.input_id)
    remove.refusals(db, run, key, name)
    db.execute(
        "INSERT INTO inputs (input_key, input_id, run, outcome) VALUES (?, ?, ?, 'refused') "
        "ON CONFLICT DO UPDATE SET run = excluded.run",
        (key, name, run),
    )
    url = None if refused.url is None else label(refused.url)
    db.execute(
        "INSERT INTO refused (input_key, input_id, run, reason, detail, url, again) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, name, run, refused.reason, label(refused.detail), url, again),
    )
    count.change_facets(db, [("refused", refused.reason, 1, 0)])
    db.execute("UPDATE runs SET refused = refused + 1 WHERE number = ?", (run,))


def duplicate(db: sqlite3.Connection, run: int, key: str, page: Page, article: int) -> None:
    """Note an input whose article is already there; its bytes are not kept a second time.

    An input that was a duplicate when another model read it is not counted a second time.
    """
    known = db.execute(
        "SELECT 1 FROM inputs AS i JOIN runs AS past ON past.number = i.run "
        "JOIN runs AS present ON present.number = ? "
        "WHERE i.article = ? AND i.outcome = 'duplicate' AND i.input_id = ? "
        "AND past.model <> present.model",
        (run, article, label(page.input_id)),
    ).fetchone()
    if note_input(db, run, key, page, "duplicate", (article, None)) and known is None:
        db.execute("UPDATE runs SET duplicates = duplicates + 1 WHERE number = ?", (run,))


# --- an article -----------------------------------------------------------------------------


def stored(db: sqlite3.Connection, article: str, run: int) -> tuple[int, bool] | None:
    """Number of an article by its full id, and whether nothing is left to read; if it is there.

    Nothing is left where the model of this run has read it, and its claims are grounded.
    """
    row = db.execute(
        "SELECT a.number, past.model = present.model AND a.grounded FROM articles AS a "
        "JOIN runs AS past ON past.number = a.run "
        "LEFT JOIN runs AS present ON present.number = ? WHERE a.id = ?",
        (run, article),
    ).fetchone()
    if row is None:
        return None
    if row[1] is None:
        raise LedgerError(f"there is no run {run} in this ledger")
    return int(row[0]), bool(row[1])


def add(
    db: sqlite3.Connection,
    run: int,
    key: str,
    made: tuple[Page, Article, Reading],
    *,
    instead: int | None = None,
) -> None:
    """Store an article with all that was read from it.

    ``instead`` is the number of the same article with another model's reading, which goes.
    """
    page, article, reading = made
    if instead is not None:
        remove.reading(db, instead)
        db.execute("UPDATE runs SET replaced = replaced + 1 WHERE number = ?", (run,))
    bytes_at = _page(db, page)
    outlet = _outlet(db, article.outlet)
    number = _article(db, run, article, outlet, instead)
    note_input(db, run, key, page, "article", (number, bytes_at))
    _evidence(db, number, article, reading)
    sources = _sources(db, reading)
    first = _attributions(db, number, reading.attributions, sources)
    claims = _claims(db, number, article, reading, (sources, first, outlet))
    about.add(db, number, article, reading, (claims, first))
    count.claims(db, number, 1)
    db.execute(
        "UPDATE runs SET articles = articles + 1, attributions = attributions + ? WHERE number = ?",
        (len(reading.attributions), run),
    )
    verdicts.hold(db, number)


def _page(db: sqlite3.Connection, page: Page) -> int:
    """Number of the page's bytes, stored once per hash."""
    digest = page.sha256
    row = db.execute("SELECT number FROM pages WHERE sha256 = ?", (digest,)).fetchone()
    if row is not None:
        return int(row[0])
    done = db.execute(
        "INSERT INTO pages (sha256, size, body) VALUES (?, ?, ?)",
        (digest, len(page.body), zlib.compress(page.body)),
    )
    return int(done.lastrowid or 0)


def _outlet(db: sqlite3.Connection, name: str | None) -> int | None:
    """Number of the outlet, with this article counted."""
    if name is None:
        return None
    row = db.execute(
        "INSERT INTO outlets (name, articles) VALUES (?, 1) ON CONFLICT (name) "
        "DO UPDATE SET articles = articles + 1 RETURNING number",
        (name,),
    ).fetchall()
    return int(row[0][0])


_COLUMNS = (
    *("id", "title", "outlet", "author", "published", "url", "language", "input_id", "run"),
    *("sha256", "fetched_at", "text", "paragraphs", "sentences", "blocks", "headline"),
    *("dateline", "links"),
)
_NEW = f"INSERT INTO articles ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 -- the names above
_INSTEAD = f"UPDATE articles SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE number = ?"  # noqa: S608 -- the names above


def _article(
    db: sqlite3.Connection, run: int, article: Article, outlet: int | None, instead: int | None
) -> int:
    a = article
    values = (
        a.id, a.title, outlet, a.author, a.published, a.url, a.language, label(a.input_id), run,
        a.sha256, a.fetched_at, a.text, compact(a.paragraphs), compact(a.sentences),
        compact(a.blocks), _maybe(a.headline), _maybe(a.dateline),
        compact([[*link.span, link.href] for link in a.links]),
    )  # fmt: skip
    if instead is None:
        return int(db.execute(_NEW, values).lastrowid or 0)
    db.execute(_INSTEAD, (*values, instead))
    return instead


def _maybe(span: Span | None) -> str | None:
    return None if span is None else compact(span)


def _evidence(db: sqlite3.Connection, number: int, article: Article, reading: Reading) -> None:
    """Credits, scare quotes, cues that made no record, and what the title tells."""
    db.executemany(
        "INSERT INTO credits VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, i, c.name, c.how, *c.span, *(c.covers or (None, None)))
            for i, c in enumerate(article.credits)
        ],
    )
    db.executemany(
        "INSERT INTO scare_quotes VALUES (?, ?, ?, ?, ?, ?)",
        [(number, i, *s.span, s.type, s.why) for i, s in enumerate(reading.scare)],
    )
    db.executemany(
        "INSERT INTO dropped_cues VALUES (?, ?, ?, ?, ?)",
        [(number, i, *d.span, d.why) for i, d in enumerate(reading.dropped)],
    )
    db.execute(
        "UPDATE articles SET titled = ? WHERE number = ?", (_titled(reading.headline), number)
    )


def _titled(head: Headline | None) -> str | None:
    """A headline as it is stored."""
    if head is None:
        return None
    root = (head.root.name, head.root.kind, head.root.named)
    return compact(
        [head.voice, head.source, head.cue, head.content, head.firmness, *root, head.why]
    )


def key_of(source: Who | Hop) -> Key:
    """What tells one source from another."""
    return (source.name, source.kind, source.named)


def _sources(db: sqlite3.Connection, reading: Reading) -> dict[Key, int]:
    """Number of everybody named in the reading; the new ones are added."""
    keys = {key_of(claim.root) for claim in reading.claims}
    for attribution in reading.attributions:
        keys.add(key_of(attribution.who))
        keys.update(key_of(hop) for hop in attribution.chain)
    numbers = {}
    for key in sorted(keys):
        row = db.execute(
            "SELECT number FROM sources WHERE name = ? AND kind = ? AND named = ?", key
        ).fetchone()
        if row is None:
            done = db.execute("INSERT INTO sources (name, kind, named) VALUES (?, ?, ?)", key)
            numbers[key] = int(done.lastrowid or 0)
        else:
            numbers[key] = int(row[0])
    return numbers


def _attributions(
    db: sqlite3.Connection, number: int, records: tuple[Attribution, ...], sources: dict[Key, int]
) -> dict[str, int]:
    """Store the attributions and their chains; the number of each id."""
    start = _next(db, "SELECT max(number) FROM attributions")
    numbers = {record.id: start + i for i, record in enumerate(records)}
    db.executemany(
        "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (start + i, t.id, number, sources[key_of(t.who)], t.speech, t.firmness, t.score,
             _known(numbers, t.inside), compact(t.source), compact(t.cue), compact(t.content),
             _maybe(t.who.span), t.who.id, compact(t.why))
            for i, t in enumerate(records)
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO chain_hops VALUES (?, ?, ?, ?)",
        [
            (start + i, position, sources[key_of(hop)], hop.firmness)
            for i, record in enumerate(records)
            for position, hop in enumerate(record.chain)
        ],
    )
    return numbers


def _next(db: sqlite3.Connection, last: str) -> int:
    row = db.execute(last).fetchone()
    return int(row[0] or 0) + 1


def _known(numbers: Mapping[str, int], record: str | None) -> int | None:
    if record is None:
        return None
    if record not in numbers:
        raise LedgerError(f"the reading points at an attribution {record} that it does not hold")
    return numbers[record]


def _claims(
    db: sqlite3.Connection,
    number: int,
    article: Article,
    reading: Reading,
    context: tuple[dict[Key, int], dict[str, int], int | None],
) -> list[int]:
    """Store the claims and make their sentences searchable; their numbers."""
    sources, attributions, outlet = context
    speaker = {t.id: sources[key_of(t.who)] for t in reading.attributions}
    start = _next(db, "SELECT max(number) FROM claims")
    rows = []
    for i, c in enumerate(reading.claims):
        told_by = _known(attributions, c.attribution)
        rows.append(
            (start + i, c.id, number, told_by, c.voice, c.firmness,
             None if c.attribution is None else speaker[c.attribution], sources[key_of(c.root)],
             c.root.firmness, outlet, article.published, compact(c.spans),
             *sentence_of(article, c), compact(c.why))
        )  # fmt: skip
    db.executemany(
        "INSERT INTO claims (number, id, article, attribution, voice, firmness, source, root, "
        "root_firmness, outlet, published, spans, sentence_start, sentence_end, why) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    db.executemany(
        "INSERT INTO claims_fts (rowid, sentence) VALUES (?, ?)",
        [(row[0], article.text[row[-3] : row[-2]]) for row in rows],
    )
    return [row[0] for row in rows]


def sentence_of(article: Article, claim: Claim) -> Span:
    """From the start of the first sentence that the claim touches to the end of the last."""
    if not claim.spans:
        return (0, 0)
    start = min(s for s, _ in claim.spans)
    end = max(e for _, e in claim.spans)
    sentences = article.sentences
    first = bisect_right(sentences, start, key=lambda s: s[0]) - 1
    last = bisect_left(sentences, end, key=lambda s: s[1])
    if first >= 0 and sentences[first][1] > start:
        start = sentences[first][0]
    if last < len(sentences) and sentences[last][0] < end:
        end = sentences[last][1]
    return (start, end)
