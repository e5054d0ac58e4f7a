"""Verdicts by hand over claims, articles and sources: same, apart, merge, reject, firmness, root.

Rows apart from what the model says.  They survive another reading and win over it for ever, until
they are undone.  A claim is named by its id, its article and where it stands: where another model
cuts it otherwise, the claim that stands there is meant.  A source is named by its name.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.errors import LedgerError, NotFound
from sayso.ledger import count
from sayso.records import Firmness, Hop, Kind

SAME, APART, MERGE, REJECT = "same", "apart", "merge", "reject"
FIRMNESS, ROOT = "firmness", "root"
"""What a person may decide."""
LEAST = 0.5
"""Share of two stretches that must be one, for the claims there to be one."""

Told = tuple[str, str]
"""By whom it was decided, and why."""
Pairs = Mapping[frozenset[int], tuple[str, Told]]
"""For pairs of claims or of articles, by number: same or apart, by whom and why."""
Source = tuple[str, Kind, bool]
"""A source by name, kind, and whether that is a name."""


@dataclass(frozen=True, slots=True)
class Merges:
    """Which sources stand for others: by name in lower case, (name, kind, named)."""

    into: Mapping[str, Source] = field(default_factory=dict)

    def of(self, name: str) -> Source | None:
        """Whom a name stands for; ``None`` where for itself."""
        found, seen = None, set[str]()
        while (further := self.into.get(name.casefold())) and name.casefold() not in seen:
            seen.add(name.casefold())
            found, name = further, further[0]
        return found

    def hop(self, hop: Hop) -> Hop:
        """A link of a chain, as whom it stands for."""
        other = self.of(hop.name) if self.into else None
        return hop if other is None else Hop(other[0], other[1], hop.firmness, other[2])


def _rows(db: sqlite3.Connection, kind: str) -> list[tuple[str, str, object, object, str, str]]:
    """Target, field, old, new, by whom and why, of what is not undone, the oldest first."""
    rows = db.execute(
        'SELECT target_id, field, old, new, "by", note FROM corrections '
        "WHERE target_kind = ? AND undone_at IS NULL ORDER BY number",
        (kind,),
    )
    return [(t, what, json.loads(old or "null"), json.loads(new or "null"), by, note)
            for t, what, old, new, by, note in rows]  # fmt: skip


# --- what holds today -----------------------------------------------------------------------


def merges(db: sqlite3.Connection) -> Merges:
    """Which sources stand for others; of several for one name the latest holds."""
    into = {}
    for name, what, _, new, *_ in _rows(db, "source"):
        if what == MERGE and isinstance(new, list):
            into[name.casefold()] = (str(new[0]), Kind(new[1]), bool(new[2]))
    return Merges(into)


def of_claims(db: sqlite3.Connection) -> Pairs:
    """Pairs of claims that a person judged; of several for one pair the latest holds."""
    found: dict[frozenset[int], tuple[str, Told]] = {}
    for ident, what, old, new, *told in _rows(db, "claim"):
        if what not in (SAME, APART) or not isinstance(new, dict):
            continue
        pair = (_claim(db, ident, old), _claim(db, str(new["id"]), new))
        if None not in pair and pair[0] != pair[1]:
            found[frozenset(n for n in pair if n is not None)] = what, (told[0], told[1])
    return found


def of_articles(db: sqlite3.Connection) -> Pairs:
    """Pairs of articles that a person judged."""
    found: dict[frozenset[int], tuple[str, Told]] = {}
    for ident, what, _, new, *told in _rows(db, "article"):
        rows = db.execute("SELECT number FROM articles WHERE id IN (?, ?)", (ident, new)).fetchall()
        if what in (SAME, APART) and len(rows) == 2:
            found[frozenset(row[0] for row in rows)] = what, (told[0], told[1])
    return found


def _claim(db: sqlite3.Connection, ident: str, where: object) -> int | None:
    """Number of the claim that a verdict names, or of the one that now stands in its place."""
    row = db.execute("SELECT number FROM claims WHERE id = ?", (ident,)).fetchone()
    if row is not None:
        return int(row[0])
    if not isinstance(where, dict):
        return None
    rows = db.execute(
        "SELECT c.number, c.spans FROM claims AS c JOIN articles AS a ON a.number = c.article "
        "WHERE a.id = ?",
        (where["article"],),
    )
    stood = _characters(where["spans"])
    best, most = None, LEAST
    for number, spans in rows:
        stands = _characters(json.loads(spans))
        share = len(stood & stands) / max(1, len(stood | stands))
        if share >= most:
            best, most = int(number), share
    return best


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def rejected(db: sqlite3.Connection) -> frozenset[str]:
    """Ids of the claims that are rejected today."""
    return frozenset(row[0] for row in db.execute("SELECT id FROM claims WHERE rejected"))


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a person decided of claims, by their numbers, and of names of sources."""

    rejected: frozenset[int]
    firmness: Mapping[int, Firmness]
    roots: Mapping[int, Source]
    named: Merges


def _decided(db: sqlite3.Connection) -> _Decided:
    """What holds today; of several verdicts on one thing the latest."""
    rejected: set[int] = set()
    firmness: dict[int, Firmness] = {}
    roots: dict[int, Source] = {}
    for ident, what, old, new, *_ in _rows(db, "claim"):
        claim = None if what in (SAME, APART) else _claim(db, ident, old)
        if claim is None:
            continue
        if what == REJECT:
            rejected.add(claim)
        elif what == FIRMNESS:
            firmness[claim] = Firmness(str(new))
        elif what == ROOT and isinstance(new, list):
            roots[claim] = (str(new[0]), Kind(new[1]), bool(new[2]))
    return _Decided(frozenset(rejected), firmness, roots, merges(db))


# --- deciding -------------------------------------------------------------------------------


def _keep(
    db: sqlite3.Connection, kind: str, target: str, change: tuple[str, object, object], told: Told
) -> int:
    what, old, new = change
    done = db.execute(
        'INSERT INTO corrections (target_kind, target_id, field, old, new, "by", at, note) '
        "VALUES (?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), ?)",
        (kind, target, what, json.dumps(old), json.dumps(new, ensure_ascii=False), *told),
    )
    return int(done.lastrowid or 0)


def _place(db: sqlite3.Connection, claim: int) -> dict[str, object]:
    """How a verdict names a claim: by its id, and by where it stands."""
    ident, article, spans, text = db.execute(
        "SELECT c.id, a.id, c.spans, a.text FROM claims AS c "
        "JOIN articles AS a ON a.number = c.article WHERE c.number = ?",
        (claim,),
    ).fetchone()
    parts = json.loads(spans)
    words = " … ".join(text[start:end] for start, end in parts)
    return {"id": ident, "article": article, "spans": parts, "words": words}


def pair_claims(db: sqlite3.Connection, pair: tuple[int, int], what: str, told: Told) -> int:
    """Two claims say the same, or are apart; the number of the verdict."""
    if pair[0] == pair[1]:
        raise LedgerError("both ids are of one claim: name two")
    one, other = _place(db, pair[0]), _place(db, pair[1])
    return _keep(db, "claim", str(one["id"]), (what, one, other), told)


def pair_articles(db: sqlite3.Connection, pair: tuple[int, int], what: str, told: Told) -> int:
    """Two articles are one text, or are not; the number of the verdict."""
    if pair[0] == pair[1]:
        raise LedgerError("both ids are of one article: name two")
    ids = [
        db.execute("SELECT id FROM articles WHERE number = ?", (number,)).fetchone()[0]
        for number in pair
    ]
    return _keep(db, "article", ids[0], (what, None, ids[1]), told)


def reject(db: sqlite3.Connection, claim: int, told: Told) -> int:
    """It is no claim; the number of the verdict."""
    place = _place(db, claim)
    if db.execute("SELECT rejected FROM claims WHERE number = ?", (claim,)).fetchone()[0]:
        raise LedgerError(f"claim {place['id']} is rejected already")
    number = _keep(db, "claim", str(place["id"]), (REJECT, place, None), told)
    settle(db, _articles(db, "claim", number))
    return number


def firmness(db: sqlite3.Connection, claim: int, word: Firmness, told: Told) -> int:
    """A claim is put forward so firmly, whatever a model reads; the number of the verdict."""
    number = _keep(db, "claim", *_of(db, claim, FIRMNESS, str(word)), told)
    settle(db, _articles(db, "claim", number))
    return number


def root(db: sqlite3.Connection, claim: int, name: str, kind: Kind | None, told: Told) -> int:
    """A claim rests on the word of ``name`` in the end; the number of the verdict.

    Of which ``kind`` that is, the ledger tells where it knows somebody of this name.
    """
    name = name.strip()
    if not name:
        raise LedgerError("an empty name names nobody: say on whose word the claim rests")
    try:
        known = source(db, name)
    except NotFound:
        if kind is None:
            raise LedgerError(
                f"nobody in this ledger is called {name!r}: say what it is ({', '.join(Kind)}), too"
            ) from None
        known = (name, kind, 1)
    new = [known[0], kind or known[1], known[2]]
    number = _keep(db, "claim", *_of(db, claim, ROOT, new), told)
    settle(db, _articles(db, "claim", number))
    return number


def _of(
    db: sqlite3.Connection, claim: int, what: str, new: object
) -> tuple[str, tuple[str, object, object]]:
    """The claim that a verdict is about, and what it changes."""
    place = _place(db, claim)
    return str(place["id"]), (what, place, new)


def merge(db: sqlite3.Connection, name: str, into: str, told: Told) -> int:
    """Two names of one source or root; the number of the verdict.

    All that is called ``name``, whatever the case, stands for the source ``into``; of several that
    are called so the one that most claims rest on.
    """
    one, other = source(db, name), source(db, into)
    if one[0].casefold() == other[0].casefold():
        raise LedgerError(f"both names are {one[0]!r}: name two")
    back = merges(db).of(other[0])
    if back is not None and back[0].casefold() == one[0].casefold():
        raise LedgerError(f"{other[0]} stands for {one[0]} already: name two sources")
    number = _keep(db, "source", one[0], (MERGE, None, [*other]), told)
    settle(db, _articles(db, "source", number))
    return number


def source(db: sqlite3.Connection, name: str) -> tuple[str, str, int]:
    """The source of this name (whatever the case) that most claims rest on."""
    words = name.casefold().strip()
    rows = db.execute(
        "SELECT s.name, s.kind, s.named FROM sources AS s "
        "LEFT JOIN root_counts AS n ON n.root = s.number "
        "ORDER BY coalesce(n.claims, 0) DESC, s.number"
    )
    found = next((row for row in rows if row[0].casefold() == words), None)
    if found is None:
        raise NotFound(f"no source is called {name!r}: `sayso roots` lists them")
    return found[0], found[1], found[2]


def undo(db: sqlite3.Connection, correction: int, at: str) -> None:
    """Take a verdict back; what it changed is as it would be without it."""
    kind = db.execute(
        "SELECT target_kind FROM corrections WHERE number = ?", (correction,)
    ).fetchone()[0]
    touched = _articles(db, kind, correction)
    db.execute("UPDATE corrections SET undone_at = ? WHERE number = ?", (at, correction))
    settle(db, touched)


# --- what a verdict changes -----------------------------------------------------------------


def _articles(db: sqlite3.Connection, kind: str, correction: int) -> list[int]:
    """Numbers of the articles whose claims a verdict is about."""
    target, what, old = db.execute(
        "SELECT target_id, field, old FROM corrections WHERE number = ?", (correction,)
    ).fetchone()
    if kind == "claim" and what not in (SAME, APART):
        claim = _claim(db, target, json.loads(old))
        rows = db.execute("SELECT article FROM claims WHERE number = ?", (claim,))
    elif kind == "source":
        sources = [
            number
            for number, name in db.execute("SELECT number, name FROM sources")
            if name.casefold() == target.casefold()
        ]
        rows = db.execute(
            "SELECT DISTINCT article FROM claims WHERE coalesce(told_root, root) IN "
            "(SELECT value FROM json_each(?1)) OR coalesce(told_source, source) IN "
            "(SELECT value FROM json_each(?1))",
            (json.dumps(sources),),
        )
    else:
        return []
    return [row[0] for row in rows]


def hold(db: sqlite3.Connection, article: int) -> None:
    """Let the verdicts of today hold for an article that was just read."""
    row = db.execute(
        "SELECT 1 FROM corrections WHERE target_kind IN ('claim', 'source') "
        "AND undone_at IS NULL LIMIT 1"
    ).fetchone()
    if row is not None:
        settle(db, [article])


def settle(db: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Let the verdicts of today hold for the claims of these articles, in all counts as well.

    Where the firmness of a claim changes, its article is to be compared with the others anew.
    """
    decided = _decided(db)
    for article in articles:
        changes = list(_changes(db, article, decided))
        if not changes:
            continue
        count.claims(db, article, -1)
        count.take(db, article)
        was = _firm(db, article)
        db.executemany(
            "UPDATE claims SET rejected = ?, firmness = ?, told_firmness = ?, rooted = ?, "
            "source = ?, told_source = ?, root = ?, told_root = ? WHERE number = ?",
            changes,
        )
        if _firm(db, article) != was:
            unbond(db, article)
        count.claims(db, article, 1)
        count.add(db, article)


def _firm(db: sqlite3.Connection, article: int) -> list[tuple[int, str]]:
    return db.execute(
        "SELECT number, firmness FROM claims WHERE article = ?", (article,)
    ).fetchall()


def unbond(db: sqlite3.Connection, article: int) -> None:
    """Take out the bonds of an article's claims; the article is to be compared anew."""
    for side in ("a", "b"):
        db.execute(
            f"DELETE FROM bonds WHERE {side} IN (SELECT number FROM claims WHERE article = ?)",  # noqa: S608 -- one of two literals
            (article,),
        )
    db.execute("DELETE FROM bonded WHERE article = ?", (article,))


def _changes(
    db: sqlite3.Connection, article: int, decided: _Decided
) -> Iterable[tuple[object, ...]]:
    """What is to be written for those claims of an article that are not as they should be."""
    rows = db.execute(
        "SELECT c.number, coalesce(c.told_firmness, c.firmness), s.name, r.name, "
        "coalesce(c.told_source, c.source), coalesce(c.told_root, c.root), "
        "c.rejected, c.firmness, c.told_firmness, c.rooted, c.source, c.told_source, c.root, "
        "c.told_root FROM claims AS c "
        "LEFT JOIN sources AS s ON s.number = coalesce(c.told_source, c.source) "
        "JOIN sources AS r ON r.number = coalesce(c.told_root, c.root) WHERE c.article = ?",
        (article,),
    ).fetchall()
    for number, firm, speaker, rooted, source_at, root_at, *held in rows:
        by_hand = decided.firmness.get(number)
        at_root = decided.roots.get(number)
        due = (
            int(number in decided.rejected),
            *((firm, None) if by_hand is None else (str(by_hand), firm)),
            int(at_root is not None),
            *_stands(db, decided.named, speaker, source_at),
            *_stands(db, decided.named, rooted, root_at),
        )
        if at_root is not None:
            given = _rooted(db, decided.named, at_root, root_at)
            # Who speaks on nobody else's word is put right with the root.
            due = (*due[:4], *(given if source_at == root_at else due[4:6]), *given)
        if due != tuple(held):
            yield *due, number


def _stands(
    db: sqlite3.Connection, named: Merges, name: str | None, told: int | None
) -> tuple[int | None, int | None]:
    """Number of whom a source stands for, and of itself where that is another."""
    other = named.of(name) if name is not None and named.into else None
    if other is None:
        return told, None
    row = db.execute(
        "SELECT number FROM sources WHERE name = ? AND kind = ? AND named = ?", other
    ).fetchone()
    if row is None or row[0] == told:
        return told, None
    return int(row[0]), told


def _rooted(
    db: sqlite3.Connection, named: Merges, given: Source, told: int
) -> tuple[int, int | None]:
    """Number of the root that a person gave, and of what was read where that is another."""
    key = named.of(given[0]) or given
    db.execute("INSERT OR IGNORE INTO sources (name, kind, named) VALUES (?, ?, ?)", key)
    [number] = db.execute(
        "SELECT number FROM sources WHERE name = ? AND kind = ? AND named = ?", key
    ).fetchone()
    return int(number), told if number != told else None
