"""All claims bound to one statement: who says so, on whose word, who disputes it, how many roots.

Independent roots are counted low and high.  Articles that are one text count once.  An outlet that
only carries another's word is no root.  Low: each named party that more than one text rests on; all
that has no name may be one of them, and is one where there is none.  High: named parties of a
single text too where it is close to the statement, and each carrier of unnamed sources by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.records import Drift, Hop, Kind, Quantity, Relation
from sayso.weigh.called import called
from sayso.weigh.judge import AGAINST, OPEN, Bond, Row
from sayso.weigh.tree import Branch, Flag, flags, tree
from sayso.weigh.ways import Way, cites, hop_key, ways
from sayso.weigh.when import Stretch, by_days

__all__ = ["Dossier", "Matched", "Root", "dossier", "side_by_side"]

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

    ``texts`` counts articles that are one text once.  ``counted``: ``low``, ``high`` or ``no``; as
    many roots are ``low`` as the lower number says, and as many ``low`` or ``high`` as the higher
    one; ``why`` tells of any other than ``low`` why.  ``claims`` are those that rest on it, by id.
    """

    name: str
    kind: Kind
    named: bool
    names: tuple[str, ...]
    articles: tuple[str, ...]
    texts: int
    counted: str
    why: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a ledger holds on one statement; ``low`` and ``high`` count independent roots.

    ``claims`` are for or beside the statement, ``disputes`` against it, both the likest first; who
    gives another figure is in both.  ``unsettled`` are claims of those who neither say so nor
    dispute it: they cannot confirm it, or know nothing of it.  ``figures`` are the quantities that
    the claims tell.

    ``ways`` has for each claim, by id, the way to its root, followed on through other articles.
    ``tree`` are the roots of ``claims`` with who passed it on; ``flags`` what is worth knowing of
    them.  ``order`` are the ids of all claims, first to last by publication; ``earliest`` is the
    id of the article that is the earliest copy held, ``None`` where that cannot be told.
    ``drifts`` tell how the wording changed from a claim to one that was taken from it, or is like
    it and came later.  ``outlets`` is who published each article, as far as is known.  ``days``
    are those of which the claims tell, for and against: several stretches may be several events.
    """

    statement: str
    low: int
    high: int
    roots: tuple[Root, ...]
    claims: tuple[Matched, ...]
    disputes: tuple[Matched, ...]
    figures: tuple[tuple[Row, Quantity], ...]
    unsettled: tuple[Matched, ...] = ()
    ways: Mapping[str, Way] = field(default_factory=dict)
    tree: tuple[Branch, ...] = ()
    flags: tuple[Flag, ...] = ()
    order: tuple[str, ...] = ()
    earliest: str | None = None
    drifts: tuple[Drift, ...] = ()
    outlets: Mapping[str, str] = field(default_factory=dict)
    days: tuple[Stretch, ...] = ()


def dossier(
    statement: str,
    matched: Iterable[Matched],
    texts: Mapping[str, str],
    *,
    followed: Mapping[str, Way] | None = None,
    drifts: Sequence[Drift] = (),
    outlets: Mapping[str, str] | None = None,
) -> Dossier:
    """Put matched claims together; ``texts`` names the text of each article that shares one.

    ``followed`` are the ways of the claims, followed on through other articles; without it each is
    taken as its own article tells it.  ``outlets`` is who published each article, where that is
    not what the rows say.
    """
    every = sorted(matched, key=lambda m: (-m.bond.score, m.row.id))
    beside = [m for m in every if m.bond.relation not in {*AGAINST, *OPEN}]
    against = [m for m in every if m.bond.relation in {*AGAINST, Relation.OTHER_FIGURE}]
    unsettled = tuple(m for m in every if m.bond.relation in OPEN)
    told = {m.row.id: m.row for m in every}
    if outlets is None:
        outlets = {row.article: row.outlet for row in told.values() if row.outlet}
    followed = alone(told.values(), outlets) if followed is None else followed
    roots = _count(beside, texts, followed, outlets)
    order = sorted(told.values(), key=lambda row: (row.published or "9999", row.input_id, row.id))
    rows = [m.row for m in beside]
    return Dossier(
        statement=statement,
        low=sum(root.counted == "low" for root in roots),
        high=sum(root.counted != "no" for root in roots),
        roots=roots,
        claims=tuple(beside),
        disputes=tuple(against),
        figures=tuple((m.row, q) for m in beside for q in m.row.about.quantities),
        unsettled=unsettled,
        ways=followed,
        tree=tree(rows, followed, outlets, roots),
        flags=flags(rows, followed, outlets),
        order=tuple(row.id for row in order),
        earliest=_earliest(rows),
        drifts=tuple(drifts),
        outlets=outlets,
        days=by_days(list(told.values())),
    )


def side_by_side(
    figures: Iterable[tuple[Row, Quantity]],
) -> list[tuple[str, list[tuple[Row, Quantity]]]]:
    """Figures by what they count, the lowest first; what the most claims count comes first."""
    by_unit: dict[str, list[tuple[Row, Quantity]]] = {}
    for row, quantity in figures:
        if quantity.unit is not None:
            by_unit.setdefault(quantity.unit, []).append((row, quantity))
    for told in by_unit.values():
        told.sort(key=lambda pair: (_lowest(pair[1]), pair[0].published or "", pair[0].id))
    return sorted(by_unit.items(), key=lambda pair: (-len({r.id for r, _ in pair[1]}), pair[0]))


def _lowest(quantity: Quantity) -> float:
    known = [value for value in (quantity.low, quantity.high) if value is not None]
    return min(known, default=0.0)


def alone(rows: Iterable[Row], outlets: Mapping[str, str]) -> dict[str, Way]:
    """The way of each claim, by id, as its own article tells it."""
    return ways(list(rows), copied={}, credited={}, outlets=outlets, near=lambda *_: 0.0)


def _earliest(rows: Sequence[Row]) -> str | None:
    """The article that was published before all others, where that can be told.

    Of several of one day it cannot, but where the hour of each is known.
    """
    when = {row.article: row.published or "" for row in rows}
    day = min((time[:10] for time in when.values()), default="")
    first = {article: time for article, time in when.items() if time[:10] == day}
    if len(first) > 1 and all(len(time) > len(day) for time in first.values()):
        hour = min(first.values())
        first = {article: time for article, time in first.items() if time == hour}
    return next(iter(first)) if day and len(first) == 1 else None


# --- roots ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """What is taken for one root while it is collected."""

    party: bool
    hops: list[Hop]
    articles: dict[str, None]
    best: float = 0.0
    claims: list[str] = field(default_factory=list)


def _count(
    matched: Sequence[Matched],
    texts: Mapping[str, str],
    followed: Mapping[str, Way],
    outlets: Mapping[str, str],
) -> tuple[Root, ...]:
    """The roots, most texts first, each with whether it counts low, high, or not."""
    told = _told(matched, followed)
    chains = {m.row.id: followed[m.row.id].chain for m in told}
    carriers = {hop_key(hop.name) for chain in chains.values() for hop in chain[:-1]}
    # Outlets that have it from one another are no roots beside each other.
    carriers |= {key for pair in cites([m.row for m in told], outlets) for key in pair}
    names = called(hop for m in told for hop in m.row.chain)
    groups: dict[tuple[str, ...], _Group] = {}
    for m in told:
        chain = chains[m.row.id]
        key, party = _root_key(chain, carriers)
        group = groups.setdefault(key, _Group(party, [], {}))
        group.hops.append(chain[-1] if chain else _article(m.row))
        if m.row.chain and chain[-1].name == names.get(m.row.chain[-1].name):
            group.hops.append(m.row.chain[-1])  # another name of theirs
        group.articles[m.row.article] = None
        group.best = max(group.best, m.bond.score)
        group.claims.append(m.row.id)
    ordered = sorted(
        ((key, group, _texts(group, texts)) for key, group in _apart(_joined(groups)).items()),
        key=lambda each: (-each[2], each[1].hops[0].name),
    )
    return tuple(_counted(ordered))


def _texts(group: _Group, texts: Mapping[str, str]) -> int:
    return len({texts.get(article, article) for article in group.articles})


ALONE = "in the high number alone: one text names it"
FAR = "not counted: one text names it, in words far from what was asked"
PASSED = "in the high number alone: it may be another’s word, passed on"
UNKNOWN = "in the high number alone: whose word it is nobody knows"
OTHERS = "not counted: it may be the word of one of the others"


TOGETHER = "in the high number alone: one of them is counted already"
BOTH, MORE = "both", "one more"
_AND = re.compile(" and ", re.IGNORECASE)


def _counted(ordered: Sequence[tuple[tuple[str, ...], _Group, int]]) -> Iterable[Root]:
    """The roots with how each counts, so that as many count as the two numbers say."""
    every = [_first(key, group, count) for key, group, count in ordered]
    rest = [
        n
        for n, (key, group, _) in enumerate(ordered)
        if not group.party and key[0] not in {BOTH, MORE}
    ]
    if not any(how == "low" for how, _ in every) and every:
        # There is one at least: the first that counts at all, else one that may be another's.
        high = (n for n, (how, _) in enumerate(every) if how == "high")
        every[next(high, rest[0] if rest else 0)] = ("low", "")
    if rest and not any(every[n][0] != "no" for n in rest):
        every[rest[0]] = ("high", PASSED if ordered[rest[0]][1].hops[0].named else UNKNOWN)
    for (_, group, count), (how, why) in zip(ordered, every, strict=True):
        first = group.hops[0]
        names = tuple(dict.fromkeys(hop.name for hop in group.hops))
        yield Root(first.name, first.kind, first.named, names, tuple(group.articles), count, how,
                   why, tuple(group.claims))  # fmt: skip


def _first(key: tuple[str, ...], group: _Group, count: int) -> tuple[str, str]:
    """How one root counts by itself, and why."""
    if group.party:
        if count >= ROOTS:
            return "low", ""
        return ("high", ALONE) if group.best >= STRONG else ("no", FAR)
    if key[0] == MORE:
        return "high", TOGETHER
    if key[0] != "via" or count < ROOTS:
        return "no", OTHERS
    return "high", PASSED if group.hops[0].named else UNKNOWN


def _told(matched: Sequence[Matched], followed: Mapping[str, Way]) -> list[Matched]:
    """What others say; only where nobody else says it anywhere, what articles say themselves.

    An article that says it in its own voice may have lost its source: it is no root beside others.
    A headline tells again what its article tells: it counts where it stands alone.
    """
    below = {m.row.article for m in matched if not m.row.headline and followed[m.row.id].chain}
    told = [m for m in matched if not (m.row.headline and m.row.article in below)]
    reported = [m for m in told if followed[m.row.id].chain]
    return reported or told


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
            out[same].claims += group.claims
        if key[0] == "via":
            seen.update((name, same) for name in described)
    return out


def _apart(groups: Mapping[tuple[str, ...], _Group]) -> dict[tuple[str, ...], _Group]:
    """Two that are named in one breath ("Ada and Ben") are no root beside both of them.

    Where one of them is named alone, the other may be one more: in the high number.
    """
    alone = {key[1:] for key in groups}
    out: dict[tuple[str, ...], _Group] = {}
    for key, group in groups.items():
        both = [hop_key(name) for name in _AND.split(group.hops[0].name)]
        if len(both) > 1 and not alone.isdisjoint(both):
            every = alone.issuperset(both)
            out[BOTH if every else MORE, *key] = replace(group, party=False)
        else:
            out[key] = group
    return out


def _article(row: Row) -> Hop:
    return Hop(row.root, Kind.OUTLET, row.firmness)


def _root_key(chain: Sequence[Hop], carriers: set[tuple[str, ...]]) -> tuple[tuple[str, ...], bool]:
    """What makes a claim's root one with others', and whether it is a named party."""
    if not chain:
        return ("article",), False
    root = chain[-1]
    key, named = hop_key(root.name), root.named and not _collective(root)
    if named and root.kind not in _MEDIA and key not in carriers:
        return ("party", *key), True
    if named:
        return ("via", *key), False
    passed = [hop for hop in chain[:-1] if hop.named and not _collective(hop)]
    return ("via", *hop_key(passed[0].name)) if passed else ("unnamed",), False


def _collective(hop: Hop) -> bool:
    """A name that describes many ("Iraqi media", "social media sites"): its last word is small."""
    return hop.name.rpartition(" ")[2][:1].islower()
