"""Invented articles and readings for the tests of the ledger, importable in child processes."""

from __future__ import annotations

import sqlite3  # noqa: TID251 -- tests look at the file from outside, as any other program would
from dataclasses import replace
from pathlib import Path

from sayso.records import (
    About,
    ActorMention,
    Article,
    Attribution,
    Claim,
    Credit,
    DateMention,
    Dropped,
    Firmness,
    Frame,
    Hop,
    Kind,
    Modality,
    Page,
    PlaceMention,
    Precision,
    Quantity,
    Quoted,
    Reading,
    Scare,
    Span,
    Speech,
    Voice,
    When,
    Who,
    article_id,
    attribution_id,
    claim_id,
)

SPEAKER = Hop("Ilan Voss", Kind.PERSON, Firmness.HEDGED)
WIRE = Hop("Tern Wire", Kind.AGENCY, Firmness.ASSERTED)
WITNESS = Hop("a ferry passenger", Kind.WITNESS, Firmness.ALLEGED, named=False)


def spot(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return (start, start + len(words))


def story(
    n: int = 0, *, outlet: str | None = "The Quay Post", published: str | None = "2031-05-04"
) -> tuple[Page, Article, Reading]:
    """One article of three sentences, an attribution inside another, and three claims."""
    text = (
        f"Ferry {n} was possibly overloaded, Ilan Voss told Tern Wire. "
        "A ferry passenger alleged that the pilots' union knew, he said.\n"
        "The harbour stayed “open” on Monday."
    )
    url = f"https://quay.example/{n}"
    page = Page(
        input_id=f"row {n}",
        body=text.encode(),
        encoding="utf-8",
        url=url,
        title=f"Ferry {n}",
        outlet=outlet,
        published=published,
        fetched_at="2031-05-05T06:07:08Z",
    )
    border = text.index("\n")
    second = text.index("A ferry")
    article = Article(
        id=article_id(text, url),
        input_id=page.input_id,
        text=text,
        url=url,
        title=page.title,
        outlet=outlet,
        published=published,
        sha256=page.sha256,
        fetched_at=page.fetched_at,
        paragraphs=((0, border), (border + 1, len(text))),
        sentences=((0, second - 1), (second, border), (border + 1, len(text))),
        credits=(Credit("Tern Wire", "credit line", spot(text, "Tern Wire")),),
    )
    return page, article, reading_of(article)


def reading_of(article: Article) -> Reading:
    """The reading that belongs to the text of :func:`story`."""
    text = article.text
    start = text.index("A ferry passenger")
    outer = _attribution(
        article,
        (
            spot(text, "Ilan Voss"),
            spot(text, "told"),
            (text.index("Ferry"), text.index(", Ilan")),
        ),
        (WIRE, SPEAKER),
    )
    inner = _attribution(
        article,
        (
            (start, start + len("A ferry passenger")),
            spot(text, "alleged"),
            spot(text, "the pilots' union knew"),
        ),
        (WIRE, SPEAKER, WITNESS),
        inside=outer.id,
    )
    said = [
        Claim(
            id=claim_id(article.id, a.source, a.cue, a.content),
            article=article.id,
            attribution=a.id,
            voice=Voice.REPORTED,
            spans=a.content,
            firmness=a.firmness,
            root=a.root,
        )
        for a in (outer, inner)
    ]
    own = (article.sentences[2],)
    author = Claim(
        id=claim_id(article.id, (), (), own),
        article=article.id,
        attribution=None,
        voice=Voice.AUTHOR,
        spans=own,
        firmness=Firmness.ASSERTED,
        root=Hop(article.outlet or "unknown outlet", Kind.OUTLET, Firmness.ASSERTED),
        why=(("voice", "told, and nobody says it: left"), ("firmness", "no hedge in it")),
    )
    scare = (Scare(spot(text, "“open”"), Quoted.SCARE, "a few words that nobody says"),)
    dropped = (Dropped(spot(text, "alleged"), "twin of a likelier record (0.31)"),)
    # The inner one comes first: `inside` then points at a row that is written later.
    return Reading(article.id, (inner, outer), (*said, author), scare, dropped)


def grounded(article: Article, reading: Reading, *, harbour: str = "quay") -> Reading:
    """The same reading, tied to the world.

    The author's claim gets a listed harbour (its id is given), an actor of this ledger alone, a
    place, a place that cannot be told, both kinds of dates, a quantity and a frame with all parts.
    """
    text = article.text
    listed = ActorMention(spot(text, "The harbour"), "Quay Harbour", Kind.ORGANISATION, harbour)
    union = ActorMention(spot(text, "the pilots' union"), "the union", Kind.ORGANISATION)
    monday = DateMention(spot(text, "Monday"), "2031-04-28", When.HAPPENED, "the Monday before")
    quay = PlaceMention(
        spot(text, "harbour"), "Quay", 77, 51.5, -0.25, Precision.TOWN, "GB", "the only one"
    )
    frame = Frame(
        predicate=spot(text, "stayed"),
        actor=listed.span,
        event="CONSULT",
        quad=1,
        recipient=union.span,
        negated=True,
        modality=Modality.PLANNED,
        place=quay.span,
        date=monday.span,
        mode="visit",
        actor_id=listed.key,
        recipient_id=union.key,
        score=0.5,
    )
    own = About(
        actors=(union, listed),
        places=(quay, PlaceMention(spot(text, "stayed"), why="two of that name")),
        dates=(monday, DateMention(spot(text, "open"), None, When.SAID, "tells no day")),
        quantities=(Quantity(spot(text, "on"), 2, None, "ferry", "at least"),),
        frames=(frame, Frame(frame.predicate, None, "AID", 2, None, False, Modality.PAST)),
    )
    abouts = (About(), About(actors=(union,)), own)
    claims = tuple(replace(c, about=a) for c, a in zip(reading.claims, abouts, strict=True))
    voss = ActorMention(spot(text, "Ilan Voss"), "Ilan Voss", Kind.PERSON, why="the whole name")
    sources = tuple(
        replace(a, actor=voss) if a.who.name == "Ilan Voss" else a for a in reading.attributions
    )
    return replace(reading, claims=claims, attributions=sources)


def _attribution(
    article: Article,
    roles: tuple[Span, Span, Span],
    chain: tuple[Hop, ...],
    *,
    inside: str | None = None,
) -> Attribution:
    source, cue, content = ((role,) for role in roles)
    root = chain[-1]
    return Attribution(
        id=attribution_id(article.id, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        inside=inside,
        speech=Speech.INDIRECT,
        firmness=root.firmness,
        score=0.875,
        who=Who(root.name, root.kind, root.named, source[0]),
        chain=chain,
        why=(("firmness", "hedge: possibly"),),
    )


def rows(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Ask the file itself, past the ledger."""
    db = sqlite3.connect(path)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


def script(path: Path, sql: str) -> None:
    """Change the file itself, past the ledger."""
    db = sqlite3.connect(path)
    try:
        db.executescript(sql)
    finally:
        db.close()


def assert_whole(path: Path) -> int:
    """The file is sound, nothing stands in it by half, and its counts are true; its articles."""
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    script(path, "INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")
    totals = rows(path, "SELECT sum(articles), sum(attributions), sum(claims) FROM runs")
    counted = rows(
        path,
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM attributions), "
        "(SELECT count(*) FROM claims WHERE NOT rejected)",
    )
    assert [tuple(n or 0 for n in row) for row in totals] == counted
    kept = rows(path, "SELECT root, articles, claims FROM root_counts ORDER BY root")
    assert kept == rows(
        path,
        "SELECT root, count(DISTINCT article), count(*) FROM claims WHERE NOT rejected "
        "GROUP BY root ORDER BY root",
    )
    kept = rows(
        path, "SELECT value, articles, claims FROM facet_counts WHERE facet = 'firmness' ORDER BY 1"
    )
    assert kept == rows(
        path,
        "SELECT firmness, count(DISTINCT article), count(*) FROM claims WHERE NOT rejected "
        "GROUP BY 1 ORDER BY 1",
    )
    kept = rows(path, "SELECT number, articles FROM outlets ORDER BY 1")
    assert kept == rows(
        path,
        "SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY 1",
    )
    assert_counted(path)
    return int(str(counted[0][0]))


def assert_counted(path: Path) -> None:
    """What is counted of actors, places, events and countries is what is there."""
    kept = rows(
        path, "SELECT number, articles, claims, said, acted, received FROM actors ORDER BY 1"
    )
    assert kept == rows(
        path,
        "SELECT a.number, (SELECT count(*) FROM (SELECT c.article FROM claims AS c "
        "JOIN claim_actors AS t ON t.claim = c.number AND NOT c.rejected "
        "WHERE t.who = a.number UNION "
        "SELECT c.article FROM claims AS c JOIN claim_frames AS t ON t.claim = c.number "
        "WHERE a.number IN (t.acting, t.receiving) AND NOT c.rejected UNION "
        "SELECT c.article FROM attributions AS c JOIN source_actors AS t "
        "ON t.attribution = c.number WHERE t.who = a.number)), "
        "(SELECT count(DISTINCT claim) FROM claim_actors AS t "
        "JOIN claims AS c ON c.number = t.claim WHERE who = a.number AND NOT rejected), "
        "(SELECT count(*) FROM source_actors WHERE who = a.number), "
        "(SELECT count(*) FROM claim_frames AS t JOIN claims AS c ON c.number = t.claim "
        "WHERE acting = a.number AND NOT rejected), "
        "(SELECT count(*) FROM claim_frames AS t JOIN claims AS c ON c.number = t.claim "
        "WHERE receiving = a.number AND NOT rejected) "
        "FROM actors AS a ORDER BY 1",
    )
    kept = rows(path, "SELECT number, articles, claims FROM places ORDER BY 1")
    assert kept == rows(
        path,
        "SELECT p.number, count(DISTINCT c.article), count(DISTINCT c.number) FROM places AS p "
        "LEFT JOIN claim_places AS t ON t.place = p.number "
        "LEFT JOIN claims AS c ON c.number = t.claim AND NOT c.rejected GROUP BY 1 ORDER BY 1",
    )
    kept = rows(
        path,
        "SELECT facet, value, articles, claims FROM facet_counts "
        "WHERE facet IN ('country', 'event') ORDER BY 1, 2",
    )
    assert kept == rows(
        path,
        "SELECT 'country', p.country, count(DISTINCT c.article), count(DISTINCT c.number) "
        "FROM claims AS c JOIN claim_places AS t ON t.claim = c.number "
        "JOIN places AS p ON p.number = t.place WHERE p.country IS NOT NULL AND NOT c.rejected "
        "GROUP BY 2 UNION ALL "
        "SELECT 'event', t.event, count(DISTINCT c.article), count(DISTINCT c.number) "
        "FROM claims AS c JOIN claim_frames AS t ON t.claim = c.number WHERE NOT c.rejected "
        "GROUP BY 2 ORDER BY 1, 2",
    )
