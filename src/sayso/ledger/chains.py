"""Chains of claims: as they were read, and as they stand after what a person decided."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sayso.ledger import verdicts
from sayso.records import Attribution, Claim, Firmness, Hop, Kind, Reading, Who

Chain = tuple[Hop, ...]

# Members by their values: to call the class for each of thousands takes longer than the query.
_FIRM = {each.value: each for each in Firmness}
_KINDS = {each.value: each for each in Kind}


@dataclass(frozen=True, slots=True)
class ByHand:
    """The firmness and the root that a person gave one claim; ``None`` where none was given.

    ``speaks`` is who was read as its speaker, ``ends`` who as its root.
    """

    firmness: Firmness | None = None
    root: Hop | None = None
    speaks: str | None = None
    ends: str | None = None

    def chain(self, read: Chain) -> Chain:
        """How a chain reads then, from the outermost hop to the root.

        A root that has passed it on ends the chain there; any other takes the last one's place.

        >>> wire, man = (Hop(n, Kind.AGENCY, Firmness.ASSERTED) for n in ("Tern Wire", "Ilan Voss"))
        >>> [hop.name for hop in ByHand(root=wire).chain((wire, man))]
        ['Tern Wire']
        """
        firm = self.firmness
        if firm is not None:
            read = tuple(
                replace(hop, firmness=firm) if hop.name == self.speaks else hop for hop in read
            )
        if self.root is None:
            return read
        names = [hop.name.casefold() for hop in read]
        if self.root.name.casefold() in names:
            return read[: names.index(self.root.name.casefold()) + 1]
        last = replace(self.root, firmness=read[-1].firmness) if read else self.root
        return (*read[:-1], last)


def as_read(db: sqlite3.Connection, attributions: Iterable[int]) -> dict[int, Chain]:
    """The chain of each attribution, by its number, as its article tells it."""
    rows = db.execute(
        "SELECT h.attribution, s.name, s.kind, h.firmness, s.named "
        "FROM chain_hops AS h JOIN sources AS s ON s.number = h.source "
        "WHERE h.attribution IN (SELECT value FROM json_each(?)) "
        "ORDER BY h.attribution, h.position",
        (json.dumps(list(attributions)),),
    )
    out: dict[int, list[Hop]] = {}
    for at, name, kind, firm, named in rows:
        out.setdefault(at, []).append(Hop(name, _KINDS[kind], _FIRM[firm], bool(named)))
    return {at: tuple(hops) for at, hops in out.items()}


def of_claims(db: sqlite3.Connection, claims: Iterable[tuple[int, int | None]]) -> dict[int, Chain]:
    """The chain of each claim, by its number, after what a person decided.

    ``claims`` are their numbers, with those of their attributions.
    """
    pairs = list(claims)
    read = as_read(db, [told_by for _, told_by in pairs if told_by is not None])
    merged, hands = verdicts.merges(db), by_hand(db, [number for number, _ in pairs])
    out = {}
    for number, told_by in pairs:
        chain = read.get(told_by, ()) if told_by is not None else ()
        chain = hands[number].chain(chain) if number in hands else chain
        out[number] = tuple(map(merged.hop, chain)) if merged.into else chain
    return out


def by_hand(db: sqlite3.Connection, claims: Iterable[int]) -> dict[int, ByHand]:
    """What a person decided of the firmness and the root of these claims, by their numbers."""
    rows = db.execute(
        "SELECT c.number, c.firmness, c.told_firmness, c.rooted, r.name, r.kind, r.named, "
        "c.root_firmness, s.name, w.name FROM claims AS c "
        "JOIN sources AS r ON r.number = c.root "
        "JOIN sources AS w ON w.number = coalesce(c.told_root, c.root) "
        "LEFT JOIN sources AS s ON s.number = coalesce(c.told_source, c.source) "
        "WHERE (c.told_firmness IS NOT NULL OR c.rooted) "
        "AND c.number IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(claims)),),
    )
    return {
        number: ByHand(
            None if read is None else Firmness(firm),
            Hop(name, Kind(kind), Firmness(root_firm), bool(named)) if rooted else None,
            speaks,
            ends,
        )
        for number, firm, read, rooted, name, kind, named, root_firm, speaks, ends in rows
    }


# --- a whole reading ------------------------------------------------------------------------


def decided(db: sqlite3.Connection, article: int, reading: Reading) -> Reading:
    """A reading after what a person decided: firmness and roots of its claims, merged sources."""
    merged = verdicts.merges(db)
    rows = dict(db.execute("SELECT number, id FROM claims WHERE article = ?", (article,)))
    hands = {rows[number]: hand for number, hand in by_hand(db, rows).items()}
    if not hands and not merged.into:
        return reading
    told = {c.attribution: hands[c.id] for c in reading.claims if c.id in hands}
    said = {
        each.id: _said(each, told.get(each.id, ByHand()), merged) for each in reading.attributions
    }
    claims = (_claim(each, hands.get(each.id), said, merged) for each in reading.claims)
    return replace(reading, attributions=tuple(said.values()), claims=tuple(claims))


def _said(each: Attribution, hand: ByHand, merged: verdicts.Merges) -> Attribution:
    chain = tuple(map(merged.hop, hand.chain(each.chain)))
    who = each.who
    if hand.root is not None and hand.speaks == hand.ends:
        who = _who(who, (hand.root.name, hand.root.kind, hand.root.named))
    return replace(
        each,
        who=_who(who, merged.of(who.name)),
        chain=chain,
        firmness=hand.firmness or each.firmness,
    )


def _who(who: Who, other: verdicts.Source | None) -> Who:
    if other is None or other[0] == who.name:
        return who
    return replace(who, name=other[0], kind=other[1], named=other[2], id=None)


def _claim(
    each: Claim, hand: ByHand | None, said: Mapping[str, Attribution], merged: verdicts.Merges
) -> Claim:
    if each.attribution is not None:
        root = said[each.attribution].root
    else:
        root = merged.hop(hand.root if hand is not None and hand.root else each.root)
    firm = each.firmness if hand is None or hand.firmness is None else hand.firmness
    return replace(each, root=root, firmness=firm)
