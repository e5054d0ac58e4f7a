"""Tables of actors, places, frames and corrections.  They fit eighty columns, and pipes."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from sayso.ledger import ActorRow, CorrectionRow, FrameRow, PlaceRow
from sayso.records import Voice
from sayso.show.cards import firm
from sayso.show.listing import SHORT
from sayso.show.phrases import NO_ROOT, NOBODY, bare
from sayso.show.safe import one_line
from sayso.show.tables import table
from sayso.show.told import UNKNOWN, stand


def actors_table(rows: Iterable[ActorRow]) -> Table:
    """One actor a row, in bold whom the lists know; others have the start of their id behind them.

    That start is what tells apart two who are called the same.
    """
    made = table()
    made.add_column("actor", ratio=1)
    made.add_column("kind", no_wrap=True)
    for head in ("articles", "claims", "source", "actor", "recipient"):
        made.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        name = Text(one_line(row.name), style="bold" if row.listed else "")
        if not row.listed:
            name.append(f" {row.id[:SHORT]}", style="dim")
        counts = (row.articles, row.claims, row.said, row.acted, row.received)
        made.add_row(name, str(row.kind), *(f"{n:,}" if n else "" for n in counts))
    return made


def places_table(rows: Iterable[PlaceRow]) -> Table:
    """One place a row, as finely as it is told."""
    made = table()
    made.add_column("place", ratio=1)
    for head in ("in", "told as"):
        made.add_column(head, no_wrap=True)
    for head in ("GeoNames", "lat", "lon", "articles", "claims"):
        made.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        made.add_row(
            Text(one_line(row.name or UNKNOWN), style="bold"),
            one_line(row.country or ""),
            "" if row.precision is None else str(row.precision),
            "" if row.geonames is None else str(row.geonames),
            *("" if value is None else f"{value:.2f}" for value in (row.lat, row.lon)),
            f"{row.articles:,}",
            f"{row.claims:,}",
        )
    return made


def frames_table(rows: Iterable[FrameRow]) -> Table:
    """One frame a row: who, what, to whom; according to whom, where and when."""
    made = table()
    made.add_column("claim", width=SHORT, no_wrap=True)
    for head, ratio in (("who", 3), ("does", 3), ("to whom", 3), ("according to", 4)):
        made.add_column(head, ratio=ratio, overflow="fold")
    made.add_column("where, when", ratio=3, overflow="fold")
    for row in rows:
        made.add_row(
            Text(one_line(row.claim)[:SHORT], style="dim"),
            _doer(row.actor, row.actor_words),
            _deed(row),
            _doer(row.recipient, row.recipient_words),
            _according(row),
            Text(one_line("; ".join(filter(None, (_where(row), row.date))))),
        )
    return made


def _doer(name: str | None, words: str | None) -> Text:
    """The name in bold; where nobody knows whom the words mean, the words."""
    if name is not None:
        return Text(one_line(name), style="bold")
    return Text(one_line(words or UNKNOWN))


def _deed(row: FrameRow) -> Text:
    told = Text(one_line(row.event if row.mode is None else f"{row.event}/{row.mode}"))
    told.append(f" {one_line(row.predicate)}", style="dim")
    if stands := stand(row.negated, row.modality):
        told.append(f" ({stands})", style="italic")
    return told


def _according(row: FrameRow) -> Text:
    """On whose word it is told, and how firmly."""
    if row.voice is Voice.AUTHOR:
        said = Text(f"{one_line(row.root)}, in its own voice ")
    else:
        name = bare(one_line(row.root))
        said = Text(name + ("" if row.root_named or name == NOBODY else NO_ROOT) + " ")
    return said.append_text(firm(row.firmness))


def _where(row: FrameRow) -> str:
    return ", ".join(filter(None, (row.place, row.country)))


_DECIDED = {
    "same": "is the same as",
    "apart": "has nothing to do with",
    "merge": "stands for",
    "reject": "is no claim",
    "firmness": "is put forward as",
    "root": "rests on the word of",
    "name": "is called",
    "same as": "is",
}


TOLD = 60
"""Characters of a claim that a correction shows."""


def _corrected(row: CorrectionRow) -> str:
    """A correction in words; a claim is told by the start of its words."""
    name = row.name if len(row.name) <= TOLD else row.name[: TOLD - 1] + "…"
    what = name if row.kind == "source" else f"{name} ({row.target[:SHORT]})"
    if row.words is not None:
        return f"{what}: “{row.words}” is {row.new[:SHORT]}"
    other = row.new[:SHORT] if row.field in ("same", "apart") else row.new
    return f"{what} {_DECIDED[row.field]} {other}".rstrip()


def corrections_table(rows: Iterable[CorrectionRow]) -> Table:
    """One correction a row, the oldest first."""
    made = table()
    made.add_column("no.", justify="right", no_wrap=True)
    made.add_column("correction", ratio=3)
    made.add_column("by, when", ratio=2)
    made.add_column("note", ratio=2)
    for row in rows:
        told = _corrected(row)
        when = f"{row.by}, {row.at[:16].replace('T', ' ')}"
        undone = "" if row.undone is None else f"; undone {row.undone[:16].replace('T', ' ')}"
        made.add_row(str(row.number), one_line(told), one_line(when + undone), one_line(row.note))
    return made
