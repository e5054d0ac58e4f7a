"""On whose word a claim rests, followed on through other articles.

An article that took its text from another inherits that one's root; an article that names an
outlet as its source ("Reuters reported") rests on whom that outlet's own article rests on, if it is
among those at hand.  Nothing is overwritten: a claim keeps the chain that its article tells, and
beside it stands the way on, each step with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from sayso.records import Hop, Kind
from sayso.vocab.book import actor_book, key_of
from sayso.weigh.called import called, renamed
from sayso.weigh.judge import Row

__all__ = ["PRESS", "Copied", "End", "Step", "Way", "cites", "hop_key", "ways"]

PRESS = frozenset({Kind.OUTLET, Kind.AGENCY})
"""Who passes news on by trade."""
DEEPEST = 8
"""Steps that are followed from one claim."""


class End(StrEnum):
    """How a way ends: at somebody with a name, at nobody one could look up, or where it began.

    ``ARTICLE``: an article says it in its own voice, and names nobody.
    """

    NAMED = "named"
    DEAD_END = "dead end"
    CIRCULAR = "circular"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Copied:
    """The claim ``original`` of an earlier article, whose words a claim took over; ``why`` so."""

    original: str
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a claim to another: ``how`` is ``copy``, ``citation`` or ``credit``.

    ``claim`` and ``article`` are where it leads; both are ``None`` for a credit.
    """

    how: str
    claim: str | None
    article: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Way:
    """The chain of a claim, followed on; its last hop is the root that counts.

    Who is called by several names has one of them in all ways (:mod:`sayso.weigh.called`).

    ``steps`` is empty where the article tells all that is known: ``chain`` is then its own.
    """

    chain: tuple[Hop, ...]
    steps: tuple[Step, ...]
    end: End

    @property
    def root(self) -> Hop | None:
        """The last hop; ``None`` where an article says it in its own voice."""
        return self.chain[-1] if self.chain else None


@lru_cache(maxsize=8192)
def hop_key(name: str) -> tuple[str, ...]:
    """One key for all names of a known actor; else the words of the name.

    >>> hop_key("AFP") == hop_key("Agence France-Presse")
    True
    """
    known = actor_book().named(name)
    return (known[0].id,) if len(known) == 1 else key_of(name)


def ways(
    rows: Sequence[Row],
    *,
    copied: Mapping[str, Copied],
    credited: Mapping[str, Hop],
    outlets: Mapping[str, str],
    near: Callable[[Row, Row], float],
) -> dict[str, Way]:
    """The way of each claim, by its id; only claims among ``rows`` are followed to.

    ``copied`` names what a claim was copied from; ``credited`` whom a whole article credits, by
    the article's id; ``outlets`` who published each article, as far as is known; ``near`` how like
    two claims are, 0 where they do not say the same.
    """
    return _Follower(rows, (copied, credited, outlets), near).every()


def cites(rows: Sequence[Row], outlets: Mapping[str, str]) -> frozenset[frozenset[tuple[str, ...]]]:
    """Pairs of outlets, by key, each of which has it from the other."""
    heard = {
        (hop_key(outlets[row.article]), hop_key(hop.name))
        for row in rows
        if row.article in outlets
        for hop in row.chain
        if hop.kind in PRESS and hop.named
    }
    both = (pair for pair in heard if pair[0] != pair[1] and pair[::-1] in heard)
    return frozenset(frozenset(pair) for pair in both)


class _Follower:
    def __init__(
        self,
        rows: Sequence[Row],
        known: tuple[Mapping[str, Copied], Mapping[str, Hop], Mapping[str, str]],
        near: Callable[[Row, Row], float],
    ) -> None:
        self._rows = {row.id: row for row in rows}
        self._copied, self._credited, self._outlets = known
        self._near = near
        self._of_outlet: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            if row.article in self._outlets:
                self._of_outlet.setdefault(hop_key(self._outlets[row.article]), []).append(row)

    def every(self) -> dict[str, Way]:
        names = called(hop for row in self._rows.values() for hop in row.chain)
        found = {ident: self._way(row, (ident,)) for ident, row in self._rows.items()}
        return {
            ident: replace(way, chain=_once(renamed(way.chain, names)))
            for ident, way in found.items()
        }

    def _way(self, row: Row, seen: tuple[str, ...]) -> Way:
        """The way of a claim; ``seen`` are the claims that led here, itself the last."""
        own = self._own(row)
        if len(seen) > DEEPEST:
            return own
        return self._by_copy(row, own, seen) or self._by_citation(row, own, seen) or own

    def _own(self, row: Row) -> Way:
        """What its article alone tells."""
        chain: tuple[Hop, ...] = row.chain
        steps: tuple[Step, ...] = ()
        hop = self._credited.get(row.article)
        if not chain and hop is not None and not self._is(row, hop):
            chain = (hop,)
            steps = (Step("credit", None, None, f"the article credits {hop.name}"),)
        return Way(chain, steps, _end(chain))

    def _by_copy(self, row: Row, own: Way, seen: tuple[str, ...]) -> Way | None:
        """The way of what it was copied from, where that leads further than its own."""
        copy = self._copied.get(row.id)
        first = self._rows.get(copy.original) if copy else None
        if copy is None or first is None or first.id in seen:
            return None
        way = self._way(first, (*seen, first.id))
        if own.end is End.NAMED or _further(way.end) <= _further(own.end):
            return None
        carrier = self._outlet(first)
        passed = (carrier,) if carrier and not self._is(row, carrier) else ()
        step = Step("copy", first.id, first.article, copy.why)
        return Way(_once((*passed, *way.chain)), (step, *way.steps), way.end)

    def _by_citation(self, row: Row, own: Way, seen: tuple[str, ...]) -> Way | None:
        """The way of what the outlet that it cites has published itself."""
        last = own.chain[-1] if own.chain else None
        if last is None or not last.named or last.kind not in PRESS:
            return None
        told = self._told_by(row, last)
        if told is None:
            return None
        step = Step("citation", told.id, told.article, f"{last.name} itself is among the articles")
        if told.id in seen or any(self._is(row, hop) for hop in told.chain):
            return Way(own.chain, (*own.steps, step), End.CIRCULAR)
        way = self._way(told, (*seen, told.id))
        chain = _once((*own.chain, *way.chain))
        end = End.NAMED if way.end is End.ARTICLE else way.end
        return Way(chain, (*own.steps, step, *way.steps), end)

    def _told_by(self, row: Row, hop: Hop) -> Row | None:
        """The likest claim of an outlet's own articles, none that came out on a later day.

        One that is itself taken from others comes last, so that the outlet's own report is found.
        """
        held = self._of_outlet.get(hop_key(hop.name), ())
        mine = (row.published or "")[:10]
        found = [
            (self._near(row, other), other)
            for other in held
            if other.article != row.article
            and not (mine and other.published and other.published[:10] > mine)
        ]
        found = [pair for pair in found if pair[0] > 0]
        if not found:
            return None
        return min(found, key=lambda pair: (-pair[0], not pair[1].chain, pair[1].id))[1]

    def _outlet(self, row: Row) -> Hop | None:
        """The outlet of an article as a link of a chain."""
        name = self._outlets.get(row.article)
        return None if name is None else Hop(name, Kind.OUTLET, row.firmness)

    def _is(self, row: Row, hop: Hop) -> bool:
        """Whether a link is the outlet of a claim's own article."""
        name = self._outlets.get(row.article)
        return name is not None and hop_key(name) == hop_key(hop.name)


def _end(chain: Sequence[Hop]) -> End:
    if not chain:
        return End.ARTICLE
    return End.NAMED if chain[-1].named else End.DEAD_END


def _further(end: End) -> int:
    """How far a way leads: to a name, to somebody without one, to nobody at all."""
    return (End.ARTICLE, End.CIRCULAR, End.DEAD_END, End.NAMED).index(end)


def _once(chain: Collection[Hop]) -> tuple[Hop, ...]:
    """A chain without links that stand twice behind one another."""
    out: list[Hop] = []
    for hop in chain:
        if not out or hop_key(out[-1].name) != hop_key(hop.name):
            out.append(hop)
    return tuple(out)
