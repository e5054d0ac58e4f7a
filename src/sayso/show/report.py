"""A report: one HTML file that stands by itself, from a part of a ledger.

Nothing in it runs and nothing is fetched: texts, one style sheet, and drawings as SVG.  By default
it quotes the sentences of the claims and no more of an article.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.ledger import AtlasDate, AtlasLists, ClaimFilter, ClaimRow, Ledger, RootRow
from sayso.records import Article, Attribution, Firmness, Reading, Reused, Span, Voice
from sayso.show.byhand import by_hand
from sayso.show.drawing import maps, times, trees
from sayso.show.drawing.areas import spot
from sayso.show.drawing.basemap import basemap
from sayso.show.drawing.svg import Element, svg, text_of
from sayso.show.phrases import bare, chain, count, day, file_name, kind_of
from sayso.weigh.called import called, renamed

LIMIT = 2_000_000
"""Bytes of a report, at most: it is to be sent by mail."""
MOST = 500
"""Claims of a report, at most; fewer where they would not fit into it."""
LISTED = 40
"""Roots, places, dates and pairs of a list."""
HERE = Path(__file__).resolve().parent
SHARED = frozenset(Reused) - {Reused.BOILERPLATE}
el = svg


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is to be about, and what it says of itself.

    ``about`` tells people what was chosen; ``made`` is the day, ``version`` that of Sayso.
    ``full_text``: the whole articles stand in it.
    """

    where: ClaimFilter
    about: str
    version: str
    made: str
    full_text: bool = False


@dataclass(frozen=True, slots=True)
class _Held:
    """What the ledger holds of it."""

    rows: Sequence[ClaimRow]
    in_all: int
    articles: dict[str, tuple[Article, Reading]]
    roots: Sequence[RootRow]
    lists: AtlasLists
    shared: Sequence[tuple[str, str, str]]
    models: Sequence[str]


def report(book: Ledger, asked: Asked, *, most: int = MOST) -> str:
    """The report as HTML, within :data:`LIMIT` bytes.

    Of too many claims the last ones are left out, and how many is told.
    """
    while True:
        made = _page(asked, _held(book, asked, most))
        if len(made.encode()) <= LIMIT or most <= 1:
            return made
        most //= 2


def _held(book: Ledger, asked: Asked, most: int) -> _Held:
    rows: list[ClaimRow] = []
    in_all = 0
    for row in book.claims(asked.where):
        in_all += 1
        if len(rows) < most:
            rows.append(row)
    ids = dict.fromkeys(row.article for row in rows)
    pairs = [
        (
            names[0] or file_name(row.inputs[0]),
            str(row.reuse.label).replace("_", " "),
            names[1] or file_name(row.inputs[1]),
        )
        for row in book.reuses(labels=sorted(SHARED))
        if row.reuse.a in ids and row.reuse.b in ids and (names := row.outlets)
    ]
    return _Held(
        rows,
        in_all,
        {each: _article(book, each) for each in ids},
        book.roots(asked.where, limit=None),
        book.atlas_lists(asked.where, limit=300),
        pairs,
        sorted({run.model for run in book.runs()}),
    )


def _article(book: Ledger, ident: str) -> tuple[Article, Reading]:
    """An article, and its reading after what a person put right."""
    article, reading = book.article(ident)
    return article, book.decided(ident, reading)


# --- the page -------------------------------------------------------------------------------


def _page(asked: Asked, held: _Held) -> str:
    parts: Sequence[Callable[[Asked, _Held], Iterator[Element]]] = (
        _head, _roots, _disputes, _claims, _shared, _where, _when, _texts, _foot
    )  # fmt: skip
    told = [each for part in parts for each in part(asked, held)]
    main = el("main", *_with_contents(told))
    css = (HERE / "report.css", HERE / "web" / "static" / "drawing.css")
    style = "\n".join(path.read_text(encoding="utf-8") for path in css)
    # The text of a style element is no markup: it is ours, and put in after all is escaped.
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="content-security-policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"{text_of(el('title', f'{asked.about} · Sayso'))}\n<style>\n{style}</style>\n</head>\n"
    )
    return f"{head}<body>\n{text_of(main)}\n</body>\n</html>\n"


def _with_contents(told: Sequence[Element]) -> Iterator[Element]:
    """What is told, with a list of its sections before the first."""
    sections = [each for each in told if each.tag == "h2"]
    for section in sections:
        section.set("id", section.text.lower().replace(" ", "-"))
    for each in told:
        if len(sections) > 1 and each is sections[0]:
            links = [el("li", el("a", s.text, href="#" + s.get("id"))) for s in sections]
            yield el("nav", el("ol", *links), aria_label="In this report")
        yield each


def _place(article: str) -> str:
    """Where the whole of an article stands in the report."""
    return f"#article-{article[:12]}"


def _called(each: Article | ClaimRow) -> str:
    """What an article is headed by."""
    return each.title or each.outlet or file_name(each.input_id)


def _head(asked: Asked, held: _Held) -> Iterator[Element]:
    named = sum(root.named for root in held.roots)
    yield el("h1", asked.about)
    yield el("p", "Who says what, on whose word, how firmly. Never what is true.", class_="soft")
    numbers = (
        ("lead", named, "root by name" if named == 1 else "roots by name"),
        ("", len(held.roots) - named, "without a name"),
        ("", held.in_all, "claim" if held.in_all == 1 else "claims"),
        ("", len(held.articles), f"article{'s' * (len(held.articles) != 1)} quoted here"),
    )
    yield el(
        "div",
        *(el("p", el("b", f"{n:,}"), el("span", what), class_=css) for css, n, what in numbers),
        class_="big",
    )


def _roots(asked: Asked, held: _Held) -> Iterator[Element]:
    said = [row for row in held.rows if row.voice is Voice.REPORTED]
    if not said:
        return
    yield el("h2", "On whose word")
    names = called(hop for row in said for hop in row.chain)
    ways = [trees.Way(_way(row, names), row.root_named) for row in said]
    if (drawn := trees.drawn(ways)) is not None:
        yield el("figure", drawn)
    head = ("root", "what it is", "claims", "articles", "how firmly")
    rows = [
        (bare(r.name), kind_of(r.kind, r.named), f"{r.claims:,}", f"{r.articles:,}", _firmly(r))
        for r in held.roots[:LISTED]
    ]
    yield _table(head, rows, numbers=(2, 3))
    yield from _more(len(held.roots) - LISTED, "root")


def _way(row: ClaimRow, called_so: Mapping[str, str]) -> tuple[str, ...]:
    """From the root over those who passed it on to the outlet, nobody twice in a row.

    Everybody has one name in it, as in the tree of a dossier.
    """
    names = [bare(hop.name) for hop in reversed(renamed(row.chain, called_so))]
    names.append(row.outlet or file_name(row.input_id))
    return tuple(name for i, name in enumerate(names) if i == 0 or name != names[i - 1])


def _firmly(root: RootRow) -> str:
    counts = {word: getattr(root, str(word)) for word in Firmness}
    return ", ".join(f"{word} {n}" for word, n in counts.items() if n)


def _disputes(asked: Asked, held: _Held) -> Iterator[Element]:
    denied = [row for row in held.rows if row.firmness is Firmness.DENIED]
    if denied:
        yield el("h2", "Who denies something")
        yield el("ol", *(_claim(row, held) for row in denied), class_="claims")


def _claims(asked: Asked, held: _Held) -> Iterator[Element]:
    yield el("h2", "Claim by claim")
    told: dict[str, list[ClaimRow]] = {}
    for row in held.rows:
        told.setdefault(row.article, []).append(row)
    for rows in told.values():
        first = rows[0]
        yield el("h3", _called(first), dir="auto")
        where = f"{first.outlet or file_name(first.input_id)}, {day(first.published)}"
        whole = (" · ", el("a", "the whole article", href=_place(first.article)))
        yield el("p", where, *(whole if asked.full_text else ()), class_="soft")
        yield el("ol", *(_claim(row, held) for row in rows), class_="claims")
    yield from _more(held.in_all - len(held.rows), "claim")


def _claim(row: ClaimRow, held: _Held) -> Element:
    article, reading = held.articles[row.article]
    who = chain(row.chain) if row.chain else "the article itself"
    return el(
        "li",
        el("p", *_marked(row, article, reading), class_="said", dir="auto"),
        el(
            "p",
            el("span", str(row.firmness), class_=f"firm f-{row.firmness}"),
            " · ",
            el("b", who),
            f" · {row.id[:8]}",
            *(f" · {told}" for told in by_hand(row)),
            class_="told",
        ),
    )


def _marked(row: ClaimRow, article: Article, reading: Reading) -> Iterator[Element | str]:
    """The sentence, with who in bold, the cue in italics and what underlined."""
    source = next((a for a in reading.attributions if a.id == row.attribution), None)
    spans = list(_roles(row, source))
    start, end = row.sentence_at, row.sentence_at + len(row.sentence)
    borders = sorted({start, end, *(b for span, _ in spans for b in span if start < b < end)})
    for left, right in itertools.pairwise(borders):
        css = " ".join(what for (a, b), what in spans if a <= left and right <= b)
        words = article.text[left:right]
        yield el("span", words, class_=css) if css else words


def _roles(row: ClaimRow, source: Attribution | None) -> Iterator[tuple[Span, str]]:
    if source is not None:
        yield from ((span, "src") for span in source.source)
        yield from ((span, "cue") for span in source.cue)
    yield from ((span, f"con f-{row.firmness}") for span in row.spans)


def _shared(asked: Asked, held: _Held) -> Iterator[Element]:
    if held.shared:
        yield el("h2", "What is one text")
        yield _table(("one", "what they are to each other", "the other"), held.shared[:LISTED])
        yield from _more(len(held.shared) - LISTED, "pair")


def _where(asked: Asked, held: _Held) -> Iterator[Element]:
    places = held.lists.places
    if not places:
        return
    yield el("h2", "Where")
    yield el("figure", maps.drawn([spot(each) for each in places], basemap()), class_="framed")
    bare_grid = "" if basemap() else " The outlines of countries are not at hand here."
    told = "A point is told as finely as a town; what is hatched lies somewhere in it." + bare_grid
    yield el("p", told, class_="soft")
    rows = [
        (each.name or "?", each.country or "", str(each.precision), f"{each.claims:,}")
        for each in places[:LISTED]
    ]
    yield _table(("place", "in", "told as", "claims"), rows, numbers=(3,))
    yield from _more(held.lists.places_in_all - LISTED, "place")


def _when(asked: Asked, held: _Held) -> Iterator[Element]:
    dates = held.lists.dates
    drawn = times.drawn([_date(each) for each in dates])
    if drawn is None:
        return
    yield el("h2", "When")
    yield el("figure", drawn)
    yield el("p", "Solid: when it happened. Hollow: when it was said.", class_="soft")
    ordered = sorted(dates[:LISTED], key=lambda d: (d.first or "", d.last or "", d.edtf))
    rows = [(each.edtf, str(each.of), f"{each.claims:,}") for each in ordered]
    yield _table(("date (EDTF)", "which", "claims"), rows, numbers=(2,))
    yield from _more(held.lists.dates_in_all - LISTED, "date")


def _date(each: AtlasDate) -> times.Told:
    return times.Told(each.first, each.last, each.of, each.claims, each.edtf)


def _texts(asked: Asked, held: _Held) -> Iterator[Element]:
    if not asked.full_text:
        return
    yield el("h2", "The articles")
    articles = [article for article, _ in held.articles.values()]
    links = (el("a", _called(each), href=_place(each.id), dir="auto") for each in articles)
    yield el("ol", *(el("li", link) for link in links), class_="list")
    for article in articles:
        yield el("h3", _called(article), id=_place(article.id)[1:], dir="auto")
        yield el("p", f"{article.outlet or ''} {day(article.published)}", class_="soft")
        paragraphs = article.paragraphs or ((0, len(article.text)),)
        lines = (article.text[start:end] for start, end in paragraphs)
        yield el("div", *(el("p", line, dir="auto") for line in lines), class_="text")


def _foot(asked: Asked, held: _Held) -> Iterator[Element]:
    models = ", ".join(held.models) or "none"
    quoted = "the whole articles" if asked.full_text else "the sentences of the claims alone"
    yield el(
        "footer",
        el("p", f"Made by Sayso {asked.version} on {asked.made}; read by the model {models}."),
        el("p", f"It quotes {quoted}. What a machine read may be wrong: look at the article."),
        el("p", "Places: GeoNames, CC BY 4.0. Countries and borders: Natural Earth."),
    )


# --- parts ----------------------------------------------------------------------------------


def _table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()
) -> Element:
    def cells(tag: str, row: Sequence[str]) -> Iterator[Element]:
        for i, each in enumerate(row):
            yield el(tag, each, class_="num" if i in numbers else None)

    return el(
        "table",
        el("thead", el("tr", *cells("th", head))),
        el("tbody", *(el("tr", *cells("td", row)) for row in rows)),
    )


def _more(many: int, what: str) -> Iterator[Element]:
    if many > 0:
        yield el("p", f"and {count(many, f'more {what}')} in the ledger", class_="soft")
