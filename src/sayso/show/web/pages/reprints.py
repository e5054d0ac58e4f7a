"""Reprints: the groups of articles that are one text, and one group laid side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.requests import Request

from sayso.engines.joining import drifts_between
from sayso.ledger.heads import Head
from sayso.records import Direction, Reuse, Reused
from sayso.show.phrases import file_name
from sayso.show.web.answers import Answer
from sayso.show.web.choice import whole
from sayso.show.web.pages.dossier import Retold, retold
from sayso.show.web.site import Site
from sayso.weigh.groups import ONE_TEXT, first_of

if TYPE_CHECKING:
    from sayso.ledger import Ledger, ReuseRow

GROUPS, COPIES, PASSAGES, LONG = 30, 24, 6, 1600
"""Groups of a page; copies, passages of a copy, and characters of a passage that are shown."""
LABELS = {
    Reused.REPRINT: "reprint of",
    Reused.REWRITE: "rewrite of",
    Reused.EXCERPT: "with an excerpt of",
    Reused.SAME_SOURCE: "with the same source as",
}
_TOKEN = re.compile(r"\w+(?:['’]\w+)*\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that are one text, the earliest first; ``first`` is the earliest copy held."""

    heads: tuple[Head, ...]
    first: str | None

    @property
    def against_days(self) -> bool:
        """Whether the texts tell another article to be first than the days they bear.

        A page that was taken anew bears a later day than its copies (one that credits it, say).
        """
        days = [head.published[:10] for head in self.heads if head.published]
        return bool(self.first and self.heads[0].published and days[0] > min(days))


@dataclass(frozen=True, slots=True)
class Aligned:
    """A passage as it stands in both articles, in pieces: ``equal``, ``gone`` or ``new`` words."""

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    at: tuple[int, int]

    @property
    def changed(self) -> bool:
        """Whether any word is another one."""
        return any(how != "equal" for how, _ in (*self.before, *self.after))


@dataclass(frozen=True, slots=True)
class Copy:
    """An article beside the one that it shares its text with; ``inside``: both are of the group."""

    head: Head
    of: Head
    row: ReuseRow
    passages: tuple[Aligned, ...]
    more: int
    drifts: tuple[Retold, ...]
    inside: bool

    @property
    def changed(self) -> bool:
        """Whether any word of the passages that are shown is another one."""
        return any(each.changed for each in self.passages)


def reprints(request: Request) -> Answer:
    """All groups, the largest first."""
    site = Site.of(request)
    with site.books.reading() as book:
        pairs, found = site.families(book)
        number = whole(request.query_params, "page", 1, max(1, -(-len(found) // GROUPS)))
        some = found[(number - 1) * GROUPS : number * GROUPS]
        heads = book.heads({article for group in some for article in group})
    families = [_family(group, heads, pairs) for group in some]
    context = {
        "families": families,
        "count": len(found),
        "articles": sum(map(len, found)),
        "number": number,
        "pages": max(1, -(-len(found) // GROUPS)),
    }
    return Answer("reprints.html", context, lambda: {"groups": [_plain(f) for f in families]})


def _family(group: Sequence[str], heads: Mapping[str, Head], pairs: Sequence[Reuse]) -> Family:
    first = first_of(group, pairs)
    ordered = sorted(
        (heads[article] for article in group),
        key=lambda head: (head.id != first, head.published or "9999", head.input_id),
    )
    return Family(tuple(ordered), first)


def _plain(family: Family) -> dict[str, Any]:
    return {
        "earliest": family.first,
        "articles": [
            {"id": h.id, "input_id": h.input_id, "title": h.title, "outlet": h.outlet,
             "published": h.published}
            for h in family.heads
        ],
    }  # fmt: skip


def group(request: Request) -> Answer:
    """The articles that share their text with one, the earliest first, each beside the first."""
    site = Site.of(request)
    with site.books.reading() as book:
        article, _ = book.article(request.path_params["id"].removesuffix(".json"))
        pairs, found = site.families(book)
        inside = next((g for g in found if article.id in g), (article.id,))
        heads = book.heads({article.id, *inside})
        family = _family(inside, heads, pairs)
        copies = list(_copies(book, family, article.id))
    context = {
        "family": family,
        "copies": copies,
        "here": article.id,
        "labels": LABELS,
        "name_of": name_of,
    }
    return Answer("reprint.html", context, lambda: _plain(family) | {"pairs": _pairs(copies)})


def _pairs(copies: Sequence[Copy]) -> list[dict[str, Any]]:
    return [
        {
            "a": copy.row.reuse.a,
            "b": copy.row.reuse.b,
            "label": str(copy.row.reuse.label),
            "direction": str(copy.row.reuse.direction),
            "score": copy.row.reuse.score,
            "passages": [[list(x), list(y)] for x, y in copy.row.reuse.passages],
            "why": [list(reason) for reason in copy.row.reuse.why],
            "changes": [
                {
                    "before": d.before.id,
                    "after": d.after.id,
                    "changes": [list(c) for c in d.changes],
                }
                for d in copy.drifts
            ],
        }
        for copy in copies
    ]


def _copies(book: Ledger, family: Family, here: str) -> Iterator[Copy]:
    """Each article of a family beside its first; then what shares only passages with this one."""
    base = family.heads[0].id
    seen: set[frozenset[str]] = set()
    rows = [*book.reuses(base), *(book.reuses(here) if here != base else ())]
    heads = book.heads({end for row in rows for end in (row.reuse.a, row.reuse.b)})
    inside = {head.id for head in family.heads}
    rows.sort(key=lambda row: _place(row, base, inside, heads))
    texts: dict[str, str] = {}
    for row in rows:
        pair = frozenset((row.reuse.a, row.reuse.b))
        if row.reuse.label is Reused.BOILERPLATE or pair in seen or len(seen) >= COPIES:
            continue
        seen.add(pair)
        texts |= book.texts(pair - texts.keys())
        made = _copy(book, row, heads, texts, base if base in pair else here)
        yield replace(made, inside=pair <= inside)


def _place(
    row: ReuseRow, base: str, inside: set[str], heads: Mapping[str, Head]
) -> tuple[bool, bool, str, float]:
    """Where a copy stands: the group first, beside its first text, the earliest copy first."""
    ends = {row.reuse.a, row.reuse.b}
    later = heads[_later(row.reuse, base)]
    return not ends <= inside, base not in ends, later.published or "9999", -row.reuse.score


def _copy(
    book: Ledger, row: ReuseRow, heads: Mapping[str, Head], texts: dict[str, str], base: str
) -> Copy:
    one = row.reuse
    turned = _later(one, base) == one.a
    before, after = (one.b, one.a) if turned else (one.a, one.b)
    passages = [(y, x) if turned else (x, y) for x, y in one.passages]
    aligned = [
        Aligned(*beside(texts[before][slice(*x)], texts[after][slice(*y)]), y)
        for x, y in passages[:PASSAGES]
    ]
    return Copy(
        heads[after],
        heads[before],
        row,
        tuple(aligned),
        len(passages) - len(aligned),
        tuple(_drifts(book, one, heads)),
        inside=False,
    )


def _later(one: Reuse, base: str) -> str:
    """The article that took the text; where that is not known, the one that is not ``base``."""
    if one.direction is Direction.A:
        return one.b
    if one.direction is Direction.B:
        return one.a
    return one.b if one.a == base else one.a


def _drifts(book: Ledger, one: Reuse, heads: Mapping[str, Head]) -> Iterator[Retold]:
    """What was lost or changed on the way, claim by claim."""
    if one.label not in ONE_TEXT and one.label is not Reused.EXCERPT:
        return
    found = [drift for drift in drifts_between(book, one) if drift.changes]
    ids = {end for drift in found for end in (drift.before, drift.after)}
    rows = {row.id: row for row in book.claims_by_id(ids)}
    for drift in found:
        before, after = rows[drift.before], rows[drift.after]
        names = tuple(name_of(heads[row.article]) for row in (before, after))
        yield retold(drift, before, after, (names[0], names[1]))


def name_of(head: Head) -> str:
    """How an article is called in a list: its outlet, else its title, else its file."""
    return head.outlet or head.title or file_name(head.input_id)


Pieces: TypeAlias = tuple[tuple[str, str], ...]


def beside(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both passages in their own words: what is ``gone`` from one, what is ``new`` in the other.

    >>> beside("It may have flown", "it has flown")[1]
    (('equal', 'it '), ('new', 'has '), ('equal', 'flown'))
    """
    one, other = [], []
    for how, was, now in _stretches(before, after):
        one.append(("equal" if how else "gone", was))
        other.append(("equal" if how else "new", now))
    return tuple(each for each in one if each[1]), tuple(each for each in other if each[1])


def diff(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Two passages word by word, as stretches that are equal, gone or new.

    >>> list(diff("it may have flown", "it has flown"))
    [('equal', 'it '), ('gone', 'may have '), ('new', 'has '), ('equal', 'flown')]
    """
    for how, was, now in _stretches(before, after):
        if how:
            yield "equal", now
            continue
        if was:
            yield "gone", was
        if now:
            yield "new", now


def _stretches(before: str, after: str) -> Iterator[tuple[bool, str, str]]:
    """Stretches of two passages side by side, and whether their words are the same."""
    cut = len(before) > LONG or len(after) > LONG
    one, other = (_TOKEN.findall(text[:LONG]) for text in (before, after))
    folded = [["".join(t.casefold().split()) for t in some] for some in (one, other)]
    matcher = SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        yield how == "equal", "".join(one[a:b]), "".join(other[c:d])
    if cut:
        yield True, " …", " …"
