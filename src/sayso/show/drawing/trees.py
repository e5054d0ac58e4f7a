"""On whose word: from each root over those who passed it on to the outlets, as trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.show.drawing.svg import Element, svg
from sayso.show.phrases import count

ROW = 26
WIDE = 230
"""Pixels from one column to the next."""
LONGEST = 30
"""Letters of a name that are drawn; the whole of it stands in its title."""
ROOTS, BRANCHES = 16, 8


@dataclass(frozen=True, slots=True)
class Way:
    """How one claim came into print: the root first, the outlet last; has the root a name."""

    names: tuple[str, ...]
    named: bool = True


@dataclass(slots=True)
class _Node:
    name: str
    named: bool = True
    claims: int = 0
    below: dict[str, _Node] = field(default_factory=dict)


def drawn(ways: Iterable[Way]) -> Element | None:
    """The trees as an ``svg`` element, the most told roots first; ``None`` where there is none.

    Of many roots, and of many branches of one, those of fewest claims are counted and not drawn.
    """
    top = _grown(ways)
    if not top.below:
        return None
    roots, more = _most(top, ROOTS)
    lines: list[Element] = []
    row = 0
    deepest = 1
    for root in roots:
        made = sorted(_placed(root, 0, row), key=lambda each: (each.row, each.column))
        lines += [part for each in made for part in each.parts]
        deepest = max(deepest, *(each.column for each in made))
        row = max(each.last for each in made) + 1
    if more:
        lines.append(_text(f"and {count(more, 'more root')}", 0, row, soft=True))
        row += 1
    return svg(
        "svg",
        svg("title", "On whose word, through whom, and where it was printed"),
        *lines,
        class_="drawn tree",
        viewBox=f"0 0 {(deepest + 1) * WIDE} {row * ROW + 6}",
        role="img",
    )


def _grown(ways: Iterable[Way]) -> _Node:
    top = _Node("")
    for way in ways:
        node = top
        for depth, name in enumerate(way.names):
            node = node.below.setdefault(name, _Node(name, way.named or depth > 0))
            node.claims += 1
    return top


def _most(node: _Node, most: int) -> tuple[Sequence[_Node], int]:
    """Those below a node that are drawn, and how many are not."""
    ordered = sorted(node.below.values(), key=lambda each: (-each.claims, each.name))
    return ordered[:most], max(0, len(ordered) - most)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A node as it is drawn; ``last`` is the last row that it and all below it take."""

    row: int
    column: int
    last: int
    parts: Sequence[Element]


def _placed(node: _Node, column: int, row: int) -> Iterator[_Placed]:
    """A node and all below it."""
    below, more = _most(node, BRANCHES)
    parts = [_named(node, column, row)]
    at = row
    for each in below:
        parts.append(_line(column, row, at))
        last = at
        for inner in _placed(each, column + 1, at):
            yield inner
            last = max(last, inner.last)
        at = last + 1
    if more:
        parts.append(_text(f"and {more} more", column + 1, at, soft=True))
        at += 1
    yield _Placed(row, column, max(row, at - 1), parts)


def _named(node: _Node, column: int, row: int) -> Element:
    x, y = column * WIDE + 6, row * ROW + 14
    dot = svg("circle", class_="dot" if node.named else "dot open", cx=x, cy=y - 4, r=4)
    told = f"{node.name}: {count(node.claims, 'claim')}"
    return svg("g", svg("title", told), dot, _text(node.name, column, row, root=column == 0))


def _text(name: str, column: int, row: int, *, root: bool = False, soft: bool = False) -> Element:
    most = LONGEST - 5 if root else LONGEST  # bold letters are wider
    short = name if len(name) <= most else name[: most - 1] + "…"
    css = "root" if root else "soft" if soft else None
    return svg("text", short, class_=css, x=column * WIDE + 16, y=row * ROW + 14)


def _line(column: int, row: int, to: int) -> Element:
    """From behind a name to the one below it, as a bend."""
    x, y = column * WIDE + 8, row * ROW + 18
    end = (column + 1) * WIDE
    level = to * ROW + 10
    if to == row:
        return svg("path", class_="line", d=f"M{end - 14} {level}H{end}")
    return svg("path", class_="line", d=f"M{x} {y}V{level - 6}Q{x} {level} {x + 6} {level}H{end}")
