"""Pictures that the server draws as SVG: the tree of roots, and a timeline; plain numbers, no text.

A layout says where things stand; the templates draw them.  Widths are those of the view box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.records import Firmness, Kind
from sayso.show.joined import counts
from sayso.show.phrases import bare, day, file_name, kind_of
from sayso.show.safe import one_line
from sayso.weigh.judge import Row
from sayso.weigh.tree import Branch

LINE, STEP, LEFT = 40, 22, 9
"""Height of a node, width of a step inwards, and where the dots of the roots stand."""
WIDE, LETTER, BOLD, SMALL = 380, 7.1, 8.3, 6.1
"""Width of the tree, and of a letter: of a name, of that of a root, of what is told of it."""
MOST = 60
"""Nodes that are drawn; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the tree: its dot at ``x, y``; ``line`` is the path from who stands above it.

    ``dot`` has the words ``counted`` (a root that counts) and ``open`` (nobody one could look up).
    """

    x: int
    y: int
    label: str
    told: str
    title: str
    href: str
    dot: str
    line: str
    firmness: Firmness | None


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes from top to bottom, and what could not be drawn."""

    nodes: tuple[Node, ...]
    width: int
    height: int
    left: int


def tree_of(branches: Sequence[Branch], rows: Mapping[str, Row], href: HrefOf) -> Tree:
    """The tree as a list that steps inwards."""
    nodes = [node for branch in branches for node in _walk(branch, rows, href, 0)]
    placed = []
    above: dict[int, int] = {}
    for number, (depth, node) in enumerate(nodes[:MOST]):
        y = number * LINE + LINE // 2
        x = LEFT + depth * STEP
        line = f"M{x - STEP} {above[depth - 1] + 7}V{y}H{x - 7}" if depth else ""
        above[depth] = y
        placed.append(_placed(node, x, y, line))
    return Tree(tuple(placed), WIDE, max(LINE, len(placed) * LINE), max(0, len(nodes) - MOST))


@dataclass(frozen=True, slots=True)
class HrefOf:
    """Where the nodes lead: a source to its profile, an article to where its claim stands."""

    source: str = "/source"

    def of(self, branch: Branch, row: Row | None) -> str:
        """The address of a node."""
        from sayso.show.web.filters import source_url

        if row is not None:
            return f"/a/{row.article}#{row.spans[0][0]}-{row.spans[-1][1]}"
        return source_url(branch.name, branch.kind)


def _walk(
    branch: Branch, rows: Mapping[str, Row], href: HrefOf, depth: int
) -> Iterator[tuple[int, Node]]:
    row = rows.get(branch.claims[0]) if branch.claims else None
    name = bare(one_line(branch.name))
    if row is not None:
        label = file_name(name)
        told = f"{day(row.published)}, {row.firmness}"
    else:
        label, told = name, kind_of(Kind(branch.kind), branch.named)
        if branch.articles > 1:
            told += f", {branch.articles:,} articles"
        told += counts(branch) if branch.beside else ""
    words = (
        "counted" if branch.counted in ("low", "high") else "",
        "open" if row is None and not branch.named else "",
    )
    dot = " ".join(filter(None, words))
    firmness = row.firmness if row is not None else None
    yield depth, Node(0, 0, label, told, f"{name}, {told}", href.of(branch, row), dot, "", firmness)
    for each in branch.branches:
        yield from _walk(each, rows, href, depth + 1)


def _placed(node: Node, x: int, y: int, line: str) -> Node:
    room = WIDE - x - 14
    return Node(
        x=x,
        y=y,
        label=shortened(node.label, int(room / (LETTER if line else BOLD))),
        told=shortened(node.told, int(room / SMALL)),
        title=node.title,
        href=node.href,
        dot=node.dot,
        line=line,
        firmness=node.firmness,
    )


def shortened(text: str, letters: int) -> str:
    """The text in so many letters at most.

    >>> shortened("Corvane News Agency", 10)
    'Corvane N…'
    """
    return text if len(text) <= letters else text[: max(1, letters - 1)] + "…"


# --- the timeline -------------------------------------------------------------------------------

ACROSS, EDGE, LANE = 900, 16, 13
"""Width of the timeline, its margins, and the height of a lane."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One claim on the timeline."""

    x: float
    y: float
    firmness: Firmness
    against: bool
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims by the day of publication; ``ticks`` are places with the day that stands there."""

    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as far as a timeline needs it."""

    row: Row
    outlet: str
    against: bool


def timeline_of(told: Iterable[Told]) -> Timeline | None:
    """The claims that have a day, in lanes where several fall together; none without two days."""
    dated = [(when, each) for each in told if (when := _day(each.row.published)) is not None]
    if len({when for when, _ in dated}) < 2:
        return None
    dated.sort(key=lambda pair: (pair[0], pair[1].row.id))
    first, last = dated[0][0], dated[-1][0]
    across = (ACROSS - 2 * EDGE) / max(1, (last - first).days)
    lanes: list[float] = []
    dots = []
    for when, each in dated:
        x = EDGE + (when - first).days * across
        # The lowest lane in which it touches none before it.
        lane = next((n for n, last_x in enumerate(lanes) if x - last_x >= LANE), len(lanes))
        lanes[lane:] = [x, *lanes[lane + 1 :]]
        href = f"/a/{each.row.article}#{each.row.spans[0][0]}-{each.row.spans[-1][1]}"
        title = f"{day(each.row.published)}, {each.outlet}: {each.row.firmness}"
        dots.append(Dot(round(x, 1), lane * LANE, each.row.firmness, each.against, title, href))
    deep = len(lanes) * LANE
    level = tuple(
        Dot(d.x, deep - d.y - LANE / 2 + 4, d.firmness, d.against, d.title, d.href) for d in dots
    )
    ticks = tuple(
        (round(EDGE + (when - first).days * across, 1), day(when.isoformat()))
        for when in _ticks(first, last)
    )
    return Timeline(level, ticks, ACROSS, deep + 30)


def _ticks(first: date, last: date) -> list[date]:
    """The ends, and what lies between them where there is room."""
    days = (last - first).days
    count = min(4, days)
    return [date.fromordinal(first.toordinal() + days * n // count) for n in range(count + 1)]


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
