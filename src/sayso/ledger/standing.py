"""What claims stand among: those that say the same or dispute it, as far as counting roots needs.

Light rows: no text is read, so that fifty claims of a page take some milliseconds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger import bonds, chains
from sayso.records import About, Firmness, Hop, Relation, Reused, Spans, Voice

AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class LightRow:
    """A claim as far as its root and its article go; its words are left in the ledger."""

    id: str
    article: str
    input_id: str
    outlet: str | None
    published: str | None
    voice: Voice
    firmness: Firmness
    root: str
    who: str | None
    chain: tuple[Hop, ...]
    cue: str = ""
    content: str = ""
    sentence: str = ""
    sentence_at: int = 0
    spans: Spans = ()
    about: About = About()
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One claim, the claims that are bound to it, and the articles that hold its very words.

    ``texts`` gives each article that shares its text with another one of these the first of them.
    """

    row: LightRow
    bound: tuple[tuple[Relation, float, LightRow], ...]
    copies: frozenset[str]
    texts: Mapping[str, str]


def standings(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Standing]:
    """What each of these claims stands among, by its number."""
    bound = _bound(db, numbers)
    every = {*numbers, *(other for some in bound.values() for other, _, _ in some)}
    rows = _light(db, sorted(every))
    copies = _copies(db, numbers)
    texts = _texts(db, {row.article for row in rows.values()})
    return {
        number: Standing(
            rows[number],
            tuple((relation, score, rows[other]) for other, relation, score in bound[number]),
            copies[number],
            texts,
        )
        for number in numbers
    }


def _bound(
    db: sqlite3.Connection, numbers: Sequence[int]
) -> dict[int, list[tuple[int, Relation, float]]]:
    """The claims that are bound to each, how, and how strongly; what a person decided wins."""
    bonds_of = bonds.found(db, numbers)
    number_of = _numbers(db, {end for bond in bonds_of for end in (bond.a, bond.b)})
    found: dict[int, list[tuple[int, Relation, float]]] = {number: [] for number in numbers}
    for bond in bonds_of:
        a, b = number_of[bond.a], number_of[bond.b]
        for mine, other in ((a, b), (b, a)):
            if mine in found:
                found[mine].append((other, bond.relation, bond.score))
    return found


def _numbers(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    rows = db.execute(
        f"SELECT id, number FROM claims WHERE id {AMONG}",  # noqa: S608 -- a literal above
        (json.dumps(sorted(ids)),),
    )
    return dict(rows.fetchall())


def _light(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, LightRow]:
    rows = db.execute(
        "SELECT c.number, c.id, a.id, a.input_id, o.name, c.published, c.voice, c.firmness, "  # noqa: S608 -- a literal above
        "r.name, s.name, coalesce(c.sentence_start >= json_extract(a.headline, '$[0]') "
        "AND c.sentence_end <= json_extract(a.headline, '$[1]'), 0), "
        "c.attribution FROM claims AS c JOIN articles AS a ON a.number = c.article "
        "JOIN sources AS r ON r.number = c.root LEFT JOIN sources AS s ON s.number = c.source "
        f"LEFT JOIN outlets AS o ON o.number = c.outlet WHERE c.number {AMONG}",
        (json.dumps(list(numbers)),),
    ).fetchall()
    chain = chains.of_claims(db, [(row[0], row[-1]) for row in rows])
    return {
        number: LightRow(
            id=ident,
            article=article,
            input_id=input_id,
            outlet=outlet,
            published=published,
            voice=Voice(voice),
            firmness=Firmness(firmness),
            root=root,
            who=who,
            chain=chain[number],
            headline=bool(head),
        )
        for (number, ident, article, input_id, outlet, published, voice, firmness, root, who, head,
             _) in rows
    }  # fmt: skip


# --- the same words in several articles -----------------------------------------------------


def _copies(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
    """Ids of the other articles in which the words of each claim stand, for the greater part."""
    shared: dict[int, set[str]] = {number: set() for number in numbers}
    for mine, other in (("a", "b"), ("b", "a")):
        rows = db.execute(
            "SELECT c.number, c.spans, r.passages, x.id FROM claims AS c "  # noqa: S608 -- literals of this function
            f"JOIN reuses AS r ON r.{mine} = c.article AND r.label <> 'boilerplate' "
            f"JOIN articles AS x ON x.number = r.{other} WHERE c.number {AMONG}",
            (json.dumps(list(numbers)),),
        )
        for number, spans, passages, article in rows:
            if _covered(json.loads(spans), json.loads(passages), mine == "b"):
                shared[number].add(article)
    return {number: frozenset(articles) for number, articles in shared.items()}


def _covered(spans: list[list[int]], passages: list[list[list[int]]], side: bool) -> bool:
    """Whether the greater part of a claim lies in passages of this side of a pair."""
    whole = sum(end - start for start, end in spans)
    inside = sum(
        max(0, min(end, pair[side][1]) - max(start, pair[side][0]))
        for start, end in spans
        for pair in passages
    )
    return 2 * inside > whole


def _texts(db: sqlite3.Connection, articles: Iterable[str]) -> dict[str, str]:
    """Of those of the articles that are one text, the least id for each."""
    wanted = json.dumps(sorted(articles))
    rows = db.execute(
        "SELECT x.id, y.id FROM reuses AS r JOIN articles AS x ON x.number = r.a "  # noqa: S608 -- a literal above
        f"JOIN articles AS y ON y.number = r.b WHERE x.id {AMONG} AND y.id {AMONG} "
        "AND r.label IN (?, ?)",
        (wanted, wanted, Reused.REPRINT, Reused.REWRITE),
    )
    first: dict[str, str] = {}

    def head(article: str) -> str:
        while first.get(article, article) != article:
            article = first[article]
        return article

    for a, b in rows.fetchall():
        one, other = sorted((head(a), head(b)))
        first[one], first[other] = one, one
    return {article: head(article) for article in first}
