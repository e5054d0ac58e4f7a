"""Articles that share text, in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from sayso.ledger import ReuseRow
from sayso.records import Direction, Reused
from sayso.show.phrases import count
from sayso.show.safe import one_line

TOLD = 5
"""Groups that are named."""
WORDS = {
    Reused.REPRINT: "is reprinted by",
    Reused.REWRITE: "is rewritten by",
    Reused.EXCERPT: "is excerpted by",
    Reused.SAME_SOURCE: "has a source in common with",
    Reused.BOILERPLATE: "shares standing text with",
}


def reuse_table(rows: Sequence[ReuseRow]) -> Table:
    """One pair a row, the earlier article first where it is known."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("article", ratio=1)
    table.add_column("", no_wrap=True)
    table.add_column("article", ratio=1)
    table.add_column("shared", justify="right", no_wrap=True)
    for row in rows:
        known = row.reuse.direction is not Direction.UNKNOWN
        first = 1 if row.reuse.direction is Direction.B else 0
        words = WORDS[row.reuse.label]
        if not known and row.reuse.label in (Reused.REPRINT, Reused.REWRITE, Reused.EXCERPT):
            words = {Reused.EXCERPT: "shares a passage with"}.get(
                row.reuse.label, "is one text with"
            )
        table.add_row(
            _article(row, first), words, _article(row, 1 - first), f"{row.reuse.score:.0%}"
        )
    return table


def _article(row: ReuseRow, side: int) -> Text:
    """Outlet, day and title; the input's id where there is no title."""
    title = one_line(row.titles[side] or PurePath(row.inputs[side]).name)
    outlet, day = row.outlets[side], (row.published[side] or "")[:10]
    about = ", ".join(one_line(each) for each in (outlet, day) if each)
    return Text.assemble(title, (f"  {about}", "dim") if about else "")


def groups_json(
    rows: Sequence[ReuseRow],
    names: Mapping[str, Sequence[str]],
    apart: Collection[frozenset[str]] = (),
) -> Iterator[dict[str, Any]]:
    """The groups of articles that are one text, by the ids of their inputs, the largest first.

    ``first`` is the earliest copy held, where one is; ``pairs`` counts those that made the group
    what it is, by label.
    """
    from sayso.weigh.groups import ONE_TEXT, first_of, groups

    pairs = [row.reuse for row in rows]
    for group in groups(pairs, apart=apart):
        first, inside = first_of(group, pairs), frozenset(group)
        made = Counter(str(p.label) for p in pairs if p.label in ONE_TEXT and {p.a, p.b} <= inside)
        yield {
            "articles": [name for key in group for name in names[key]],
            "first": names[first][0] if first else None,
            "pairs": dict(sorted(made.items())),
        }


def groups_told(
    rows: Sequence[ReuseRow], apart: Collection[frozenset[str]] = (), most: int | None = TOLD
) -> Iterator[str]:
    """How many articles are how many texts, and the largest groups."""
    from sayso.weigh.groups import first_of, groups

    pairs = [row.reuse for row in rows]
    labels = Counter(one.label for one in pairs)
    yield ", ".join(
        f"{labels[each]:,} {str(each).replace('_', ' ')}" for each in Reused if labels[each]
    )
    found = groups(pairs, apart=apart)
    if found:
        articles = sum(len(group) for group in found)
        yield f"{count(articles, 'article')} are {count(len(found), 'text')}."
    names = {
        key: row.outlets[side] or PurePath(row.inputs[side]).name
        for row in rows
        for side, key in enumerate((row.reuse.a, row.reuse.b))
    }
    for group in found[:most]:
        first = first_of(group, pairs)
        told = f"; the earliest copy held is of {one_line(names[first])}" if first else ""
        yield (
            f"  {count(len(group), 'article')}, one text: "
            + ", ".join(sorted({one_line(names[key]) for key in group}))
            + told
        )
