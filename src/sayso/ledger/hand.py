"""Actors put right by hand: renamed, merged, split; rows apart from what the model says, undoable.

A correction names actors by their ids, which are the same in every reading, so it holds for
readings that come later as well.  ``who`` beside each mention is whom it stands for after all
corrections; what the reading resolved it to stays beside it, in ``actor``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sayso.errors import LedgerError, NotFound
from sayso.ledger import count, verdicts
from sayso.ledger.views import CorrectionRow
from sayso.records import Kind, actor_id
from sayso.vocab.clauses import clauses

NAME, SAME, SPLIT = "name", "same as", "split"
"""Fields of an actor that a person may correct."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The corrections of actors that hold today.

    ``same``: whom an actor is merged into; ``split``: whom an actor's mentions with these words
    (as :func:`alike` gives them) stand for; ``called``: names given by hand.  All by id.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[tuple[str, str], str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def who(self, actor: str, words: str, within: Iterable[str] = ()) -> str:
        """Id of whom a mention stands for, which the reading resolved to ``actor``.

        ``within`` are the actor's mentions inside these words: a side of a frame holds more than
        the name ("the Harbour guards" the mention "Harbour").
        """
        if not self.same and not self.split:
            return actor
        seen: set[str] = set()
        while actor not in seen:
            seen.add(actor)
            apart = (self.split.get((actor, alike(each))) for each in (words, *within))
            further = next(filter(None, apart), None) or self.same.get(actor)
            if further is None:
                break
            actor = further
        return actor


def alike(words: str) -> str:
    """What two mentions share that read the same to a person, so that a split holds for both.

    Capitals, line breaks and the article before a name make no other mention.

    >>> alike("The  Harbour Guard") == alike("harbour guard")
    True
    """
    first, *rest = words.casefold().split() or [""]
    return " ".join(rest if rest and first in clauses().articles else [first, *rest])


def rules(db: sqlite3.Connection) -> Rules:
    """The corrections that are not undone; of several for one field the latest holds."""
    same: dict[str, str] = {}
    split: dict[tuple[str, str], str] = {}
    called: dict[str, str] = {}
    rows = db.execute(
        "SELECT target_id, field, new FROM corrections WHERE target_kind = 'actor' "
        "AND undone_at IS NULL ORDER BY number"
    )
    for actor, what, raw in rows:
        new = json.loads(raw)
        if what == NAME:
            called[actor] = new
        elif what == SAME:
            same[actor] = new
        elif what == SPLIT:
            split[actor, alike(new["words"])] = new["actor"]
    return Rules(same, split, called)


# --- correcting -----------------------------------------------------------------------------


def rename(db: sqlite3.Connection, actor: int, name: str, told: tuple[str, str]) -> int:
    """Call an actor by another name; the number of the correction.  ``told``: by whom, and why."""
    ident, old, _ = _actor(db, actor)
    if not name.strip():
        raise LedgerError("an empty name names nobody: give the actor a name")
    return _correct(db, ident, (NAME, old, name.strip()), told)


def merge(db: sqlite3.Connection, actor: int, into: int, told: tuple[str, str]) -> int:
    """Take an actor for another one."""
    (ident, name, _), (whole, other, _) = _actor(db, actor), _actor(db, into)
    if rules(db).who(whole, "") == ident:
        raise LedgerError(f"{other} ({whole}) is {name} ({ident}) already: name two actors")
    return _correct(db, ident, (SAME, None, whole), told)


def split(
    db: sqlite3.Connection, actor: int, part: tuple[str, Kind | None], told: tuple[str, str]
) -> int:
    """Make an actor of its own of those mentions of an actor that read so.

    ``part`` is how they read, and what the new actor is (as the old one where ``None``).
    """
    ident, name, own = _actor(db, actor)
    words, kind = " ".join(part[0].split()), part[1] or Kind(own)
    if not words:
        raise LedgerError("no words are given: name the words that mean somebody else")
    other = actor_id(words, kind)
    if other == ident:
        raise LedgerError(f"{words!r} is what {name} ({ident}) itself is called: rename it instead")
    number(db, (other, words, kind, False))
    return _correct(db, ident, (SPLIT, None, {"words": words, "actor": other}), told)


def undo(db: sqlite3.Connection, correction: int, at: str) -> None:
    """Take a correction back; it stays in the list, with the time at which it was undone."""
    row = db.execute(
        "SELECT target_kind, undone_at FROM corrections WHERE number = ?", (correction,)
    ).fetchone()
    if row is None:
        raise NotFound(f"there is no correction {correction} in this ledger")
    if row[1] is not None:
        raise LedgerError(f"correction {correction} was undone already, at {row[1]}")
    if row[0] != "actor":
        verdicts.undo(db, correction, at)
        return
    before = rules(db)
    db.execute("UPDATE corrections SET undone_at = ? WHERE number = ?", (at, correction))
    _settle(db, before)


def corrections(db: sqlite3.Connection) -> Iterator[CorrectionRow]:
    """All corrections, undone ones included, the oldest first."""
    rows = db.execute(
        "SELECT c.number, c.target_kind, c.target_id, coalesce(a.name, t.title, t.input_id), "
        'c.field, c.old, c.new, c."by", c.at, c.note, c.undone_at FROM corrections AS c '
        "LEFT JOIN actors AS a ON c.target_kind = 'actor' AND a.id = c.target_id "
        "LEFT JOIN articles AS t ON c.target_kind = 'article' AND t.id = c.target_id "
        "WHERE c.target_kind IN ('actor', 'claim', 'article', 'source') ORDER BY c.number"
    )
    for at, kind, ident, called, what, old, raw, by, when, note, undone in rows:
        before, new = json.loads(old or "null"), json.loads(raw or "null")
        name, words = called or ident, None
        if kind == "claim":
            name = before["words"] if isinstance(before, dict) else ident
            new = _of_claim(new)
        elif kind == "source":
            new = new[0]
        elif what == SPLIT:
            words, new = new["words"], new["actor"]
        yield CorrectionRow(at, ident, name, what, new, words, by, when, note, undone, kind)


def _of_claim(new: object) -> str:
    """What was decided of a claim: the id of another, how firmly it is put, or a root's name."""
    if isinstance(new, dict):
        return str(new["id"])
    return str(new[0] if isinstance(new, list) else new or "")


def _actor(db: sqlite3.Connection, actor: int) -> tuple[str, str, str]:
    """Id, name and kind."""
    row: tuple[str, str, str] = db.execute(
        "SELECT id, coalesce(called, name), kind FROM actors WHERE number = ?", (actor,)
    ).fetchone()
    return row


def _correct(
    db: sqlite3.Connection,
    ident: str,
    change: tuple[str, str | None, object],
    told: tuple[str, str],
) -> int:
    """Keep one correction, and let it hold for what is stored; its number."""
    before = rules(db)
    what, old, new = change
    done = db.execute(
        'INSERT INTO corrections (target_kind, target_id, field, old, new, "by", at, note) '
        "VALUES ('actor', ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), ?)",
        (ident, what, json.dumps(old), json.dumps(new, ensure_ascii=False), *told),
    )
    _settle(db, before)
    return int(done.lastrowid or 0)


# --- what a correction changes --------------------------------------------------------------


def number(db: sqlite3.Connection, actor: tuple[str, str, Kind, bool]) -> int:
    """Number of an actor by (id, name, kind, listed); added where it is new."""
    row = db.execute("SELECT number FROM actors WHERE id = ?", actor[:1]).fetchone()
    if row is not None:
        return int(row[0])
    done = db.execute("INSERT INTO actors (id, name, kind, listed) VALUES (?, ?, ?, ?)", actor)
    return int(done.lastrowid or 0)


_SIDES = (
    ("claim_actors", "actor", "who", "t.start", 't."end"'),
    ("source_actors", "actor", "who", "t.start", 't."end"'),
    *(
        ("claim_frames", of, by, f"json_extract(t.{of}_span, '$[0]')",
         f"json_extract(t.{of}_span, '$[1]')")
        for of, by in (("actor", "acting"), ("recipient", "receiving"))
    ),
)  # fmt: skip
"""Where actors stand: table, the reading's actor, whom it stands for, and its words."""

_TEXT = {
    "claim_actors": "JOIN claims AS c ON c.number = t.claim",
    "claim_frames": "JOIN claims AS c ON c.number = t.claim",
    "source_actors": "JOIN attributions AS c ON c.number = t.attribution",
}
_KEY = {
    "claim_actors": ("claim", "position"),
    "claim_frames": ("claim", "position"),
    "source_actors": ("attribution", "attribution"),
}
_NAMED = (
    '(SELECT json_group_array(substr(a.text, m.start + 1, m."end" - m.start)) '
    "FROM claim_actors AS m WHERE m.claim = t.claim AND m.actor = t.{of} "
    'AND m.start >= {start} AND m."end" <= {end})'
)
"""The mentions of an actor inside the words of a frame's side."""


def _settle(db: sqlite3.Connection, before: Rules) -> None:
    """Let the corrections of today hold, where those of ``before`` did."""
    after = rules(db)
    for ident in before.called.keys() | after.called.keys():
        name = after.called.get(ident)
        db.execute("UPDATE actors SET called = ? WHERE id = ?", (name, ident))
    named = {*before.same, *after.same, *(i for i, _ in (*before.split, *after.split))}
    changed: set[int] = set()
    for ident in _changed(named, before, after):
        row = db.execute("SELECT number FROM actors WHERE id = ?", (ident,)).fetchone()
        if row is not None:
            for side in _SIDES:
                changed |= _restand(db, int(row[0]), ident, side, after)
    count.recount(db, changed)


def _changed(named: Iterable[str], before: Rules, after: Rules) -> list[str]:
    """Those of the actors whose mentions may stand for others than before."""
    words = {w for _, w in (*before.split, *after.split)} | {""}
    return sorted(
        ident for ident in named if any(before.who(ident, w) != after.who(ident, w) for w in words)
    )


def _restand(
    db: sqlite3.Connection, actor: int, ident: str, side: tuple[str, ...], after: Rules
) -> set[int]:
    """Work out anew whom an actor's mentions in one table stand for; all who lose or gain some."""
    table, of, by, start, end = side
    first, second = _KEY[table]
    named = _NAMED.format(of=of, start=start, end=end) if table == "claim_frames" else "'[]'"
    rows = db.execute(
        f"SELECT t.{first}, t.{second}, t.{by}, substr(a.text, {start} + 1, {end} - {start}), "  # noqa: S608 -- names of this file
        f"{named} FROM {table} AS t {_TEXT[table]} JOIN articles AS a ON a.number = c.article "
        f"WHERE t.{of} = ?",
        (actor,),
    ).fetchall()
    numbers: dict[str, int] = {}
    changed: set[int] = set()
    for one, two, was, words, within in rows:
        who = after.who(ident, words or "", json.loads(within))
        if who not in numbers:
            found = db.execute("SELECT number FROM actors WHERE id = ?", (who,)).fetchone()
            numbers[who] = int(found[0])
        if numbers[who] != was:
            db.execute(
                f"UPDATE {table} SET {by} = ? WHERE {first} = ? AND {second} = ?",  # noqa: S608 -- names of this file
                (numbers[who], one, two),
            )
            changed |= {was, numbers[who]}
    return changed
