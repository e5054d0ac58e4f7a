"""All claims bound to one statement: who says so, on whose word, who disputes it, how many roots.

Independent roots are counted low and high.  Articles that are one text count once.  An outlet that
only carries another's word is no root.  Low: each named party that more than one text rests on, and
all that has no name as one.  High: named parties of a single text too where it is close to the
statement, and each carrier of unnamed sources by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Hop, Kind, Quantity, Relation, Voice
from sayso.vocab.book import actor_book, key_of
from sayso.weigh.judge import AGAINST, OPEN, Bond, Row

__all__ = ["Dossier", "Matched", "Root", "dossier"]

STRONG = 0.6
"""Likeness of a claim whose root counts (high) though one text alone rests on it."""
ROOTS = 2
"""Texts that rest on a root that counts in any case."""

_MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY, Kind.SOCIAL, Kind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Matched:
    """A claim and its bond."""

    row: Row
    bond: Bond


@dataclass(frozen=True, slots=True)
class Root:
    """One root with the names it goes by, and what rests on it.

    ``texts`` counts articles that are one text once.  ``counted``: ``low``, ``high`` or ``no``.
    """

    name: str
    kind: Kind
    named: bool
    names: tuple[str, ...]
    articles: tuple[str, ...]
    texts: int
    counted: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a ledger holds on one statement; ``low`` and ``high`` count independent roots.

    ``claims`` are for or beside the statement, ``disputes`` against it, both the likest first; who
    gives another figure is in both.  ``unsettled`` are claims of those who neither say so nor
    dispute it: they cannot confirm it, or know nothing of it.  ``figures`` are the quantities that
    the claims tell.
    """

    statement: str
    low: int
    high: int
    roots: tuple[Root, ...]
    claims: tuple[Matched, ...]
    disputes: tuple[Matched, ...]
    figures: tuple[tuple[Row, Quantity], ...]
    unsettled: tuple[Matched, ...] = ()


def dossier(statement: str, matched: Iterable[Matched], texts: Mapping[str, str]) -> Dossier:
    """Put matched claims together; ``texts`` names the text of each article that shares one."""
    every = sorted(matched, key=lambda m: (-m.bond.score, m.row.id))
    beside = [m for m in every if m.bond.relation not in {*AGAINST, *OPEN}]
    against = [m for m in every if m.bond.relation in {*AGAINST, Relation.OTHER_FIGURE}]
    unsettled = tuple(m for m in every if m.bond.relation in OPEN)
    roots, low, high = _count(beside, texts)
    figures = tuple((m.row, q) for m in beside for q in m.row.about.quantities)
    return Dossier(statement, low, high, roots, tuple(beside), tuple(against), figures, unsettled)


# --- roots ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """What is taken for one root while it is collected."""

    party: bool
    hops: list[Hop]
    articles: dict[str, None]
    best: float = 0.0


def _count(
    matched: Sequence[Matched], texts: Mapping[str, str]
) -> tuple[tuple[Root, ...], int, int]:
    """The roots, most texts first, with how many count low and high."""
    told = _told(matched)
    carriers = {_key(hop) for m in told for hop in m.row.chain[:-1]}
    groups: dict[tuple[str, ...], _Group] = {}
    for m in told:
        key, party = _root_key(m.row, carriers)
        group = groups.setdefault(key, _Group(party, [], {}))
        group.hops.append(m.row.chain[-1] if m.row.chain else _article(m.row))
        group.articles[m.row.article] = None
        group.best = max(group.best, m.bond.score)
    groups = _joined(groups)
    roots = [(key, _root(group, texts)) for key, group in groups.items()]
    if not roots:
        return (), 0, 0
    parties = [root for key, root in roots if groups[key].party]
    others = [root for key, root in roots if key[0] == "via" and root.texts >= ROOTS]
    rest = len(parties) < len(roots)
    low = max(1, sum(root.counted == "low" for root in parties) + rest)
    high = sum(root.counted != "no" for root in parties) + max(len(others), int(rest))
    ordered = sorted((root for _, root in roots), key=lambda r: (-r.texts, r.name))
    return tuple(ordered), low, max(low, high)


def _told(matched: Sequence[Matched]) -> list[Matched]:
    """What others say; only where nobody else says it anywhere, what articles say themselves.

    An article that says it in its own voice may have lost its source: it is no root beside others.
    """
    reported = [m for m in matched if m.row.voice is Voice.REPORTED]
    return reported or list(matched)


def _joined(groups: Mapping[tuple[str, ...], _Group]) -> dict[tuple[str, ...], _Group]:
    """Carriers of one and the same description are one: whose source it is cannot be told."""
    out: dict[tuple[str, ...], _Group] = {}
    seen: dict[str, tuple[str, ...]] = {}
    for key, group in groups.items():
        described = [hop.name for hop in group.hops if not hop.named and hop.name != "unnamed"]
        same = next((seen[name] for name in described if name in seen), None)
        if key[0] != "via" or same is None:
            out[key] = group
            same = key
        else:
            out[same].hops += group.hops
            out[same].articles |= group.articles
            out[same].best = max(out[same].best, group.best)
        if key[0] == "via":
            seen.update((name, same) for name in described)
    return out


def _article(row: Row) -> Hop:
    return Hop(row.root, Kind.OUTLET, row.firmness)


def _root_key(row: Row, carriers: set[tuple[str, ...]]) -> tuple[tuple[str, ...], bool]:
    """What makes a claim's root one with others', and whether it is a named party."""
    if not row.chain:
        return ("article",), False
    root = row.chain[-1]
    key, named = _key(root), root.named and not _collective(root)
    if named and root.kind not in _MEDIA and key not in carriers:
        return ("party", *key), True
    if named:
        return ("via", *key), False
    passed = [hop for hop in row.chain[:-1] if hop.named and not _collective(hop)]
    return ("via", *_key(passed[0])) if passed else ("unnamed",), False


def _collective(hop: Hop) -> bool:
    """A name that describes many ("Iraqi media", "social media sites"): its last word is small."""
    return hop.name.rpartition(" ")[2][:1].islower()


def _key(hop: Hop) -> tuple[str, ...]:
    """One key for all names of a known actor; else the words of the name."""
    known = actor_book().named(hop.name)
    return (known[0].id,) if len(known) == 1 else key_of(hop.name)


def _root(group: _Group, texts: Mapping[str, str]) -> Root:
    names = tuple(dict.fromkeys(hop.name for hop in group.hops))
    count = len({texts.get(article, article) for article in group.articles})
    counted = "low" if count >= ROOTS else "high" if group.best >= STRONG else "no"
    first = group.hops[0]
    return Root(first.name, first.kind, first.named, names, tuple(group.articles), count, counted)
