"""All claims bound to one statement: who says so, on whose word, who disputes it, how many roots.

Independent roots are counted low and high.  Articles that are one text count once.  An outlet that
only carries another's word is no root.  Low: each named party that more than one text rests on, and
all that has no name as one.  High: named parties of a single text too where it is close to the
statement, and each carrier of unnamed sources by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.records import About, Firmness, Hop, Kind, Quantity, Relation, Spans, Voice
from sayso.vocab.book import actor_book, key_of

__all__ = ["Bond", "Dossier", "Matched", "Relation", "Root", "Row", "dossier", "relation"]

SAME, RESTATES = 0.62, 0.48
"""Likeness from which a claim is the statement, and from which it tells it in other words."""
OPPOSED = 0.42
"""Likeness from which a claim that says no is about the statement."""
STRONG = 0.6
"""Likeness of a claim whose root counts (high) though one text alone rests on it."""
ROOTS = 2
"""Texts that rest on a root that counts in any case."""

_MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY, Kind.SOCIAL, Kind.DOCUMENT})


AGAINST = frozenset({Relation.DENIES, Relation.CONTRADICTS})
"""Relations of claims that do not carry the statement."""


class Row(Protocol):
    """A claim as far as a dossier needs it; see :class:`sayso.ledger.ClaimRow`."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def article(self) -> str:
        """Id of its article."""

    @property
    def content(self) -> str:
        """What is claimed, in the article's words."""

    @property
    def sentence(self) -> str:
        """The sentence around it."""

    @property
    def voice(self) -> Voice:
        """Reported, or the author's own."""

    @property
    def firmness(self) -> Firmness:
        """How firmly it is put."""

    @property
    def chain(self) -> tuple[Hop, ...]:
        """Who passed it on; empty in the author's own voice."""

    @property
    def root(self) -> str:
        """Name of the root."""

    @property
    def who(self) -> str | None:
        """Who says it; ``None`` in the author's own voice."""

    @property
    def input_id(self) -> str:
        """The id that its input gave the article."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def published(self) -> str | None:
        """When, ISO 8601."""

    @property
    def spans(self) -> Spans:
        """Where what is claimed stands in the article."""

    @property
    def about(self) -> About:
        """What it is about."""


@dataclass(frozen=True, slots=True)
class Bond:
    """What a claim was judged to be to the statement, from what likeness, and why."""

    relation: Relation
    score: float
    why: str


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
    gives another figure is in both.  ``figures`` are the quantities that the claims tell.
    """

    statement: str
    low: int
    high: int
    roots: tuple[Root, ...]
    claims: tuple[Matched, ...]
    disputes: tuple[Matched, ...]
    figures: tuple[tuple[Row, Quantity], ...]


def relation(
    row: Row, like: float, *, asked_no: bool, says_no: bool, asked: Sequence[Quantity] = ()
) -> Bond | None:
    """What a claim is to a statement; ``None`` where it is about something else.

    ``asked_no`` and ``says_no``: whether the statement, and the claim, say no.  ``asked`` are the
    statement's quantities.
    """
    if row.firmness is Firmness.DENIED and like >= OPPOSED:
        return Bond(Relation.DENIES, like, "its source denies it")
    if asked_no != says_no and like >= OPPOSED:
        told = "it says no" if says_no else "the statement says no, and it does not"
        return Bond(Relation.CONTRADICTS, like, told)
    if like < RESTATES:
        return None
    other = _other_figure(row.about.quantities, asked)
    if other:
        return Bond(Relation.OTHER_FIGURE, like, other)
    if like >= SAME:
        return Bond(Relation.SAME, like, "nearly the same words and sense")
    return Bond(Relation.RESTATES, like, "much the same in other words")


def _other_figure(told: Sequence[Quantity], asked: Sequence[Quantity]) -> str | None:
    for one in asked:
        same = [each for each in told if each.unit is not None and each.unit == one.unit]
        if same and not any((each.low, each.high) == (one.low, one.high) for each in same):
            return f"another number of {one.unit}"
    return None


def dossier(statement: str, matched: Iterable[Matched], texts: Mapping[str, str]) -> Dossier:
    """Put matched claims together; ``texts`` names the text of each article that shares one."""
    every = sorted(matched, key=lambda m: (-m.bond.score, m.row.id))
    beside = [m for m in every if m.bond.relation not in AGAINST]
    against = [m for m in every if m.bond.relation in {*AGAINST, Relation.OTHER_FIGURE}]
    roots, low, high = _count(beside, texts)
    figures = tuple((m.row, q) for m in beside for q in m.row.about.quantities)
    return Dossier(statement, low, high, roots, tuple(beside), tuple(against), figures)


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
