"""Reading: rows back into records."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.errors import LedgerError, NotFound
from sayso.ledger import about, chains
from sayso.ledger.views import (
    GAP,
    ClaimRow,
    Counts,
    FacetRow,
    RefusedRow,
    RootRow,
    RunRow,
)
from sayso.records import (
    About,
    Article,
    Attribution,
    Claim,
    Credit,
    Dropped,
    Firmness,
    Headline,
    Hop,
    Kind,
    Link,
    Media,
    Page,
    Quoted,
    Reading,
    Reason,
    Scare,
    Span,
    Spans,
    Speech,
    Voice,
    Who,
)

CHUNK = 500
"""Claims read at a time: an export never holds the file open nor the ledger in memory."""


_decoded = json.JSONDecoder().raw_decode

# Members by their values: to call the class for each of thousands takes longer than the query.
_VOICES = {each.value: each for each in Voice}
_FIRM = {each.value: each for each in Firmness}
_KINDS: dict[str | None, Kind | None] = {each.value: each for each in Kind} | {None: None}
_SPEECH: dict[str | None, Speech | None] = {each.value: each for each in Speech} | {None: None}


def spans(raw: str) -> Spans:
    """Stored JSON back to spans."""
    return tuple([(s, e) for s, e in _decoded(raw)[0]])


def span(raw: str | None) -> Span | None:
    """Stored JSON back to one span, or none."""
    if raw is None:
        return None
    start, end = json.loads(raw)
    return (start, end)


def number_of(db: sqlite3.Connection, table: str, start: str) -> int:
    """Number of the one article or claim whose id is ``start``, or begins with it."""
    if table not in ("articles", "claims"):
        raise ValueError(table)
    thing = table[:-1]
    try:
        start.encode()
    except UnicodeEncodeError:
        start = ""
    if not start:
        raise NotFound(f"an empty id names no {thing}: copy one from a list")
    rows = db.execute(
        f"SELECT number, id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",  # noqa: S608 -- one of two literals
        (start, start + chr(0x10FFFF)),
    ).fetchall()
    if not rows:
        raise NotFound(f"no {thing} has an id that begins with {start!r}")
    if len(rows) > 1 and rows[0][1] != start:
        raise LedgerError(
            f"{start!r} begins the id of several {table} ({rows[0][1]}, {rows[1][1]}, ...): "
            "give more letters of it"
        )
    return int(rows[0][0])


def either(db: sqlite3.Connection, start: str) -> tuple[str, int]:
    """Table and number of the article or claim whose id is ``start``, or begins with it."""
    try:
        return "articles", number_of(db, "articles", start)
    except NotFound:
        if not start:
            raise
    try:
        return "claims", number_of(db, "claims", start)
    except NotFound:
        raise NotFound(f"no article or claim has an id that begins with {start!r}") from None


# --- an article -----------------------------------------------------------------------------


def article(db: sqlite3.Connection, number: int) -> Article:
    """The article as it was stored."""
    (ident, title, outlet, author, published, url, language, input_id, sha256, fetched_at, text,
     paragraphs, sentences, blocks, headline, dateline, links) = db.execute(
        "SELECT a.id, a.title, o.name, a.author, a.published, a.url, a.language, a.input_id, "
        "a.sha256, a.fetched_at, a.text, a.paragraphs, a.sentences, a.blocks, a.headline, "
        "a.dateline, a.links FROM articles AS a LEFT JOIN outlets AS o ON o.number = a.outlet "
        "WHERE a.number = ?",
        (number,),
    ).fetchone()  # fmt: skip
    return Article(
        id=ident,
        input_id=input_id,
        text=text,
        url=url,
        title=title,
        outlet=outlet,
        author=author,
        published=published,
        language=language,
        sha256=sha256,
        fetched_at=fetched_at,
        paragraphs=spans(paragraphs),
        sentences=spans(sentences),
        blocks=spans(blocks),
        headline=span(headline),
        dateline=span(dateline),
        links=tuple(Link((s, e), href) for s, e, href in json.loads(links)),
        credits=_credits(db, number),
    )


def _credits(db: sqlite3.Connection, number: int) -> tuple[Credit, ...]:
    rows = db.execute(
        'SELECT name, how, start, "end", covers_start, covers_end FROM credits '
        "WHERE article = ? ORDER BY position",
        (number,),
    )
    return tuple(
        Credit(name, how, (start, end), None if covers is None else (covers, covers_end))
        for name, how, start, end, covers, covers_end in rows
    )


def credits_of(db: sqlite3.Connection, articles: Iterable[str]) -> dict[str, tuple[Credit, ...]]:
    """The credits of articles, by id, of those that have any."""
    rows = db.execute(
        "SELECT DISTINCT a.id, a.number FROM articles AS a JOIN credits AS c "
        "ON c.article = a.number WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.number",
        (json.dumps(sorted(articles)),),
    ).fetchall()
    return {ident: _credits(db, number) for ident, number in rows}


def reading(db: sqlite3.Connection, number: int, article_id: str) -> Reading:
    """What trace made of the article, as it was stored."""
    scare = db.execute(
        'SELECT start, "end", type, why FROM scare_quotes WHERE article = ? ORDER BY position',
        (number,),
    )
    dropped = db.execute(
        'SELECT start, "end", why FROM dropped_cues WHERE article = ? ORDER BY position', (number,)
    )
    return Reading(
        article=article_id,
        attributions=tuple(_attributions(db, number)),
        claims=tuple(_claims(db, number, article_id)),
        scare=tuple(Scare((start, end), Quoted(type_), why) for start, end, type_, why in scare),
        dropped=tuple(Dropped((start, end), why) for start, end, why in dropped),
        headline=_titled(db, number),
    )


def _titled(db: sqlite3.Connection, number: int) -> Headline | None:
    """What the title tells that stands nowhere in the text."""
    (raw,) = db.execute("SELECT titled FROM articles WHERE number = ?", (number,)).fetchone()
    if raw is None:
        return None
    voice, *parts, firm, name, kind, named, why = json.loads(raw)
    source, cue, content = (tuple((s, e) for s, e in part) for part in parts)
    return Headline(
        Voice(voice),
        source,
        cue,
        content,
        Firmness(firm),
        Hop(name, Kind(kind), Firmness(firm), named),
        tuple((what, rule) for what, rule in why),
    )


def _attributions(db: sqlite3.Connection, number: int) -> Iterator[Attribution]:
    rows = db.execute(
        "SELECT t.number, t.id, t.source_spans, t.cue_spans, t.content_spans, i.id, t.speech, "
        "t.firmness, t.score, s.name, s.kind, s.named, t.who_span, t.who_id, t.why "
        "FROM attributions AS t JOIN sources AS s ON s.number = t.source "
        "LEFT JOIN attributions AS i ON i.number = t.inside "
        "WHERE t.article = ? ORDER BY t.number",
        (number,),
    ).fetchall()
    chain = chains.as_read(db, [row[0] for row in rows])
    actors = about.of_sources(db, [row[0] for row in rows])
    for (at, ident, source, cue, content, inside, speech, firm, score, name, kind, named, who_span,
         who_id, why) in rows:  # fmt: skip
        actor = actors.get(at)
        yield Attribution(
            id=ident,
            source=spans(source),
            cue=spans(cue),
            content=spans(content),
            inside=inside,
            speech=Speech(speech),
            firmness=Firmness(firm),
            score=score,
            who=Who(
                name, Kind(kind), bool(named), span(who_span), who_id if actor is None else actor.id
            ),
            chain=chain.get(at, ()),
            why=reasons(why),
            actor=actor,
        )


def _claims(db: sqlite3.Connection, number: int, article_id: str) -> Iterator[Claim]:
    rows = db.execute(
        "SELECT c.number, c.id, t.id, c.voice, c.spans, coalesce(c.told_firmness, c.firmness), "
        "r.name, r.kind, "
        "c.root_firmness, r.named, c.why FROM claims AS c "
        "JOIN sources AS r ON r.number = coalesce(c.told_root, c.root) "
        "LEFT JOIN attributions AS t ON t.number = c.attribution "
        "WHERE c.article = ? ORDER BY c.number",
        (number,),
    ).fetchall()
    abouts = about.of_claims(db, [row[0] for row in rows])
    for at, ident, told_by, voice, raw, firm, name, kind, root_firm, named, why in rows:
        yield Claim(
            id=ident,
            article=article_id,
            attribution=told_by,
            voice=Voice(voice),
            spans=spans(raw),
            firmness=Firmness(firm),
            root=Hop(name, Kind(kind), Firmness(root_firm), bool(named)),
            about=abouts.get(at, About()),
            why=reasons(why),
        )


def reasons(raw: str) -> tuple[tuple[str, str], ...]:
    """What was decided, and by which rule or score, as it was stored."""
    return tuple((what, rule) for what, rule in json.loads(raw))


def page(db: sqlite3.Connection, number: int) -> Page:
    """The raw bytes that the article was read from, and what the source said about them."""
    row = db.execute(
        "SELECT i.input_id, p.body, i.media, i.encoding, i.declared, i.fetched_at "
        "FROM inputs AS i JOIN pages AS p ON p.number = i.page "
        # Of several models' readings the latest run's stands.
        "WHERE i.article = ? AND i.outcome = 'article' ORDER BY i.run DESC LIMIT 1",
        (number,),
    ).fetchone()
    if row is None:
        raise NotFound(f"the bytes of article number {number} are not in this ledger")
    input_id, body, media, encoding, declared, fetched_at = row
    said: dict[str, str] = json.loads(declared)
    return Page(
        input_id=input_id,
        body=zlib.decompress(body),
        media=Media(media),
        encoding=encoding,
        fetched_at=fetched_at,
        **said,
    )


# --- claims ---------------------------------------------------------------------------------

_ROW = (
    "SELECT c.number, c.id, a.number, a.id, t.number, t.id, a.input_id, o.name, a.published, "
    "a.title, a.url, c.voice, c.firmness, t.speech, t.source_spans, s.name, s.kind, t.cue_spans, "
    "c.spans, c.sentence_start, c.sentence_end, r.name, r.kind, r.named, i.id, t.score, "
    "c.told_firmness, CASE WHEN c.rooted THEN coalesce(w.name, r.name) END, a.headline "
    "FROM claims AS c JOIN articles AS a ON a.number = c.article "
    "JOIN sources AS r ON r.number = c.root "
    "LEFT JOIN outlets AS o ON o.number = c.outlet "
    "LEFT JOIN attributions AS t ON t.number = c.attribution "
    "LEFT JOIN attributions AS i ON i.number = t.inside "
    "LEFT JOIN sources AS s ON s.number = c.source "
    "LEFT JOIN sources AS w ON w.number = c.told_root "
    "WHERE c.number IN (SELECT value FROM json_each(?)) ORDER BY c.number"
)


def rows(db: sqlite3.Connection, numbers: Iterable[int]) -> list[ClaimRow]:
    """The claims with these numbers, in the order of the ledger."""
    found = db.execute(_ROW, (json.dumps(list(numbers)),)).fetchall()
    texts = _texts(db, {row[2] for row in found})
    chain = chains.of_claims(db, [(row[0], row[4]) for row in found])
    abouts = about.of_claims(db, [row[0] for row in found])
    return [_row(row, texts[row[2]], chain[row[0]], abouts.get(row[0], About())) for row in found]


def _texts(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    found = db.execute(
        "SELECT number, text FROM articles WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return dict(found.fetchall())


def words_at(text: str, raw: str | None) -> str:
    """The words under stored spans; parts that lie apart are joined by a gap."""
    return "" if raw is None else GAP.join(text[s:e] for s, e in spans(raw))


def _row(row: tuple[Any, ...], text: str, chain: tuple[Hop, ...], told: About) -> ClaimRow:
    (_, ident, _, article_id, _, told_by, input_id, outlet, published, title, url, voice, firm,
     speech, source, who, kind, cue, content, start, end, root, root_kind, root_named, inside,
     score, read_firmness, read_root, head) = row  # fmt: skip
    where, head = spans(content), span(head)
    return ClaimRow(
        id=ident,
        article=article_id,
        attribution=told_by,
        input_id=input_id,
        outlet=outlet,
        published=published,
        title=title,
        url=url,
        voice=_VOICES[voice],
        firmness=_FIRM[firm],
        speech=_SPEECH[speech],
        source=words_at(text, source),
        who=who,
        kind=_KINDS[kind],
        cue=words_at(text, cue),
        content=GAP.join([text[s:e] for s, e in where]),
        sentence=text[start:end],
        sentence_at=start,
        spans=where,
        root=root,
        root_kind=Kind(root_kind),
        root_named=bool(root_named),
        chain=chain,
        inside=inside,
        score=score,
        about=told,
        text=text,
        read_firmness=None if read_firmness is None else _FIRM[read_firmness],
        read_root=read_root,
        headline=bool(where and head and head[0] <= where[0][0] and where[-1][1] <= head[1]),
    )


# --- counts ---------------------------------------------------------------------------------


def runs(db: sqlite3.Connection) -> list[RunRow]:
    """All runs, oldest first."""
    found = db.execute(
        "SELECT number, source, model, version, started_at, ended_at, status, articles, "
        "attributions, claims, duplicates, refused, replaced FROM runs ORDER BY number"
    )
    return [RunRow(*row) for row in found]


def refused(db: sqlite3.Connection, run: int | None, limit: int) -> list[RefusedRow]:
    """Refused inputs in the order in which they came."""
    found = db.execute(
        "SELECT run, source, input_id, reason, detail, url, again FROM refused_view "
        "WHERE ?1 IS NULL OR run = ?1 ORDER BY rowid LIMIT ?2",
        (run, limit),
    )
    return [
        RefusedRow(at, source, name, Reason(reason), detail, url, bool(again))
        for at, source, name, reason, detail, url, again in found
    ]


def all_roots(db: sqlite3.Connection, limit: int) -> list[RootRow]:
    """Roots from the kept counts, the most claims first; all of them where ``limit`` is -1."""
    found = db.execute(
        "SELECT s.name, s.kind, s.named, n.articles, n.claims, n.asserted, n.hedged, n.alleged, "
        "n.denied, n.other FROM root_counts AS n JOIN sources AS s ON s.number = n.root "
        "ORDER BY n.claims DESC, s.name, s.kind, s.named DESC LIMIT ?",
        (limit,),
    )
    return [root_row(row) for row in found]


def root_row(row: tuple[Any, ...]) -> RootRow:
    """A row of name, kind, named and seven counts as a record."""
    name, kind, named, *numbers = row
    return RootRow(name, Kind(kind), bool(named), *numbers)


def counts(db: sqlite3.Connection) -> Counts:
    """What the ledger holds, from the kept counts."""
    articles, attributions, claims, duplicates = db.execute(
        "SELECT coalesce(sum(articles), 0), coalesce(sum(attributions), 0), "
        "coalesce(sum(claims), 0), coalesce(sum(duplicates), 0) FROM runs"
    ).fetchone()
    refused = {Reason(row.value): row.articles for row in facet(db, "refused")}
    return Counts(articles, attributions, claims, duplicates, refused)


def facet(db: sqlite3.Connection, name: str) -> list[FacetRow]:
    """Values of a facet, the most claims first."""
    if name == "outlet":
        found = db.execute(
            "SELECT name, articles, claims FROM outlets ORDER BY claims DESC, articles DESC, name"
        )
    else:
        found = db.execute(
            "SELECT value, articles, claims FROM facet_counts WHERE facet = ? "
            "ORDER BY claims DESC, articles DESC, value",
            (name,),
        )
    return [FacetRow(*row) for row in found]
