"""On whose word, as a tree; and what is to be known of the ways to the roots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from sayso.records import Hop, Kind
from sayso.weigh.judge import Row
from sayso.weigh.ways import End, Way, cites, hop_key

__all__ = ["Branch", "Flag", "Flagged", "flags", "tree"]

SEVERAL = 2
"""Outlets that rest on one root alone, from which it is told."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Somebody in the tree: the roots first, who passed it on below, articles at the ends.

    ``claims`` are ids of the claims of this very article, where this is one; ``articles`` counts
    the articles in the branch.  ``counted`` tells of a root how it counts: ``low``, ``high`` or
    ``no``, or ``with`` the root that is called ``beside`` and is taken for the same; of anybody
    further down, and of what an article says itself beside others, it is empty.
    """

    name: str
    kind: Kind
    named: bool
    claims: tuple[str, ...]
    articles: int
    branches: tuple[Branch, ...]
    counted: str = ""
    beside: str = ""


class Counted(Protocol):
    """A root as far as the tree tells how it counts; see :class:`sayso.weigh.dossier.Root`."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def counted(self) -> str:
        """``low``, ``high`` or ``no``."""

    @property
    def claims(self) -> Sequence[str]:
        """The claims that rest on it, by id."""


class Flagged(StrEnum):
    """What is worth knowing of the ways to the roots.

    ``DEAD_END``: nobody one could look up stands at the end.  ``CIRCULAR``: outlets have it from
    one another.  ``SOLE_ROOT``: several outlets rest on one root alone.
    """

    DEAD_END = "dead end"
    CIRCULAR = "circular"
    SOLE_ROOT = "sole root"


@dataclass(frozen=True, slots=True)
class Flag:
    """``names`` are those concerned: the dead ends; the outlets of a circle; a sole root's outlets.

    ``root`` is the sole root's name, else ``None``; ``claims`` are the claims, by id.
    """

    kind: Flagged
    names: tuple[str, ...]
    root: str | None
    claims: tuple[str, ...]


# --- the tree -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Node:
    hop: Hop
    claims: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    below: dict[tuple[str, ...], _Node] = field(default_factory=dict)


def tree(
    rows: Sequence[Row],
    found: Mapping[str, Way],
    outlets: Mapping[str, str],
    roots: Sequence[Counted] = (),
) -> tuple[Branch, ...]:
    """The roots, those of most articles first, each with who passed it on and the articles.

    ``outlets`` is who published each article, as far as is known; else the input's name stands.
    ``roots`` are those that are counted: what is counted apart stands apart, whatever it is called.
    """
    of = {claim: n for n, root in enumerate(roots) for claim in root.claims}
    tops: dict[int | None, dict[tuple[str, ...], _Node]] = {}
    for row in rows:
        level = tops.setdefault(of.get(row.id), {})
        way = found[row.id]
        end = Hop(outlets.get(row.article, row.input_id), Kind.OUTLET, row.firmness)
        hops = [*reversed(way.chain)]
        if not hops or hop_key(hops[-1].name) != hop_key(end.name):
            hops.append(end)
        node = None
        for hop in hops:
            node = level.setdefault((str(hop.named), *hop_key(hop.name)), _Node(hop))
            node.articles.add(row.article)
            level = node.below
        assert node is not None
        node.claims.append(row.id)
    made = [
        branch
        for n, top in tops.items()
        for branch in _as_counted(_branches(top.values()), None if n is None else roots[n])
    ]
    return tuple(sorted(made, key=_order))


def _as_counted(branches: Sequence[Branch], root: Counted | None) -> Iterable[Branch]:
    """The branches of one root: the first tells how it counts, the others that they are with it."""
    if root is None:
        return branches
    first, *others = branches
    return (
        replace(first, counted=root.counted),
        *(replace(each, counted="with", beside=first.name) for each in others),
    )


def _order(branch: Branch) -> tuple[int, bool, str]:
    return -branch.articles, not branch.named, branch.name


def _branches(nodes: Iterable[_Node]) -> tuple[Branch, ...]:
    made = [
        Branch(
            node.hop.name,
            node.hop.kind,
            node.hop.named,
            tuple(node.claims),
            len(node.articles),
            _branches(node.below.values()),
        )
        for node in nodes
    ]
    return tuple(sorted(made, key=_order))


# --- flags ----------------------------------------------------------------------------------


def flags(
    rows: Sequence[Row], found: Mapping[str, Way], outlets: Mapping[str, str]
) -> tuple[Flag, ...]:
    """What is worth knowing of the ways of these claims: dead ends, circles, sole roots."""
    return (
        *_dead_ends(rows, found),
        *_circles(rows, outlets),
        *_sole_roots(rows, found, outlets),
    )


def _dead_ends(rows: Sequence[Row], found: Mapping[str, Way]) -> Iterable[Flag]:
    ended = [row for row in rows if found[row.id].end is End.DEAD_END]
    if ended:
        names = dict.fromkeys(found[row.id].chain[-1].name for row in ended)
        yield Flag(Flagged.DEAD_END, tuple(names), None, tuple(row.id for row in ended))


def _circles(rows: Sequence[Row], outlets: Mapping[str, str]) -> Iterable[Flag]:
    """Outlets each of which has it from the other."""
    for pair in sorted(cites(rows, outlets), key=sorted):
        held = [
            row
            for row in rows
            if row.article in outlets
            and (own := hop_key(outlets[row.article])) in pair
            and any(hop_key(hop.name) in pair - {own} for hop in row.chain)
        ]
        names = dict.fromkeys(outlets[row.article] for row in held)
        yield Flag(Flagged.CIRCULAR, tuple(names), None, tuple(row.id for row in held))


def _sole_roots(
    rows: Sequence[Row], found: Mapping[str, Way], outlets: Mapping[str, str]
) -> Iterable[Flag]:
    """Roots on which alone several outlets rest."""
    of: dict[str, set[tuple[str, ...]]] = {}
    by_root: dict[tuple[str, ...], tuple[Hop, dict[str, list[str]]]] = {}
    for row in rows:
        outlet, root = outlets.get(row.article, row.input_id), found[row.id].root
        key = hop_key(root.name) if root else ("",)
        of.setdefault(outlet, set()).add(key)
        if root is not None:
            _, held = by_root.setdefault(key, (root, {}))
            held.setdefault(outlet, []).append(row.id)
    for root, held in by_root.values():
        alone = {name: ids for name, ids in held.items() if len(of[name]) == 1}
        if len(alone) >= SEVERAL:
            claims = tuple(ident for ids in alone.values() for ident in ids)
            yield Flag(Flagged.SOLE_ROOT, tuple(alone), root.name, claims)
