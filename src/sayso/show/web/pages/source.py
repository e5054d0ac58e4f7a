"""Sources: the list of roots, and the profile of one source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from starlette.requests import Request

from sayso.ledger import ClaimFilter, RootRow
from sayso.records import Firmness, Kind
from sayso.show.web.answers import Answer, Trouble
from sayso.show.web.pages.desk import lines_of
from sayso.show.web.site import Site

ROOTS, SHOWN = 200, 12
"""Roots of the list, and claims of a profile."""
ACROSS = 100
"""Width of a bar of firmness."""


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar: where it begins, how wide it is, what it counts."""

    x: float
    width: float
    word: str
    claims: int


def parts(counts: dict[str, int]) -> list[Part]:
    """Counts by firmness as the stretches of a bar."""
    total, at, out = sum(counts.values()), 0.0, []
    for word, claims in counts.items():
        if claims:
            width = ACROSS * claims / total
            out.append(Part(round(at, 2), round(width, 2), word, claims))
            at += width
    return out


def sources(request: Request) -> Answer:
    """On whose word all claims rest, the most claims first."""
    name = request.query_params.get("name", "").strip()[:200]
    kind = _kind(request.query_params.get("kind", ""), optional=True)
    with Site.of(request).books.reading() as book:
        narrow = bool(name or kind)
        rows = book.roots(limit=None if narrow else ROOTS)
    rows = [row for row in rows if name.casefold() in row.name.casefold()]
    rows = [row for row in rows if kind in (None, row.kind)]
    bars = {id(row): parts({each: getattr(row, each) for each in Firmness}) for row in rows}
    context = {
        "rows": [(row, bars[id(row)]) for row in rows[:ROOTS]],
        "count": len(rows),
        "narrow": narrow,
        "kinds": tuple(Kind),
        "firm_words": tuple(Firmness),
        "asked": {"name": name, "kind": kind or ""},
    }
    return Answer("sources.html", context, lambda: {"roots": list(_roots(rows))})


def _roots(rows: list[RootRow]) -> Iterator[dict[str, object]]:
    for row in rows:
        yield asdict(row) | {"kind": str(row.kind)}


def source(request: Request) -> Answer:
    """What one source is cited for, through whom, how firmly, how often it is disputed."""
    name = request.query_params.get("name", "")[:500]
    kind = _kind(request.query_params.get("kind", ""))
    assert kind is not None
    site = Site.of(request)
    with site.books.reading() as book:
        found = book.profile(name, kind)
        where = ClaimFilter(source=f"={name}", kind=kind)
        said = book.desk(where, columns=site.columns, limit=SHOWN, values=0)
        if not said.rows:
            where = ClaimFilter(root=f"={name}", root_kind=kind)
            said = book.desk(where, columns=site.columns, limit=SHOWN, values=0)
        lines = list(lines_of(book, said))
    context = {
        "found": found,
        "bar": parts({each.label: each.claims for each in found.firmness}),
        "lines": lines,
        "total": said.total,
        "chosen": {"source": f"={name}", "kind": kind}
        if where.source
        else {"root": f"={name}", "root kind": kind},
    }
    return Answer("source.html", context, lambda: asdict(found) | {"kind": str(found.kind)})


def _kind(raw: str, *, optional: bool = False) -> Kind | None:
    if not raw and optional:
        return None
    try:
        return Kind(raw)
    except ValueError:
        raise Trouble(400, "No such kind", f"A source is one of {', '.join(Kind)}.") from None
