"""What a person put right in one claim, in words and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from sayso.ledger import ClaimRow
from sayso.records import Reading
from sayso.show.phrases import bare
from sayso.show.safe import one_line

__all__ = ["by_hand", "changed", "for_machines"]


REJECTED = "rejected by hand: it is no claim"


def by_hand(row: object) -> tuple[str, ...]:
    """What a person put right of a claim, each with what was read; nothing of any other row."""
    return tuple(_told(row)) if isinstance(row, ClaimRow) else ()


def _told(row: ClaimRow) -> Iterator[str]:
    if row.read_firmness is not None:
        yield f"{row.firmness} by hand, read as {row.read_firmness}"
    if row.read_root is not None:
        yield _root(row.read_root)


def _root(read: str) -> str:
    return f"root by hand, read as {one_line(bare(read))}"


def for_machines(row: object) -> dict[str, Any]:
    """The same as plain values, only where a person put something right."""
    if not isinstance(row, ClaimRow):
        return {}
    read = {"read_firmness": row.read_firmness, "read_root": row.read_root}
    return {name: str(value) for name, value in read.items() if value is not None}


def changed(
    read: Reading, decided: Reading, merged: Mapping[str, str] = MappingProxyType({})
) -> dict[str, tuple[str, ...]]:
    """What of each claim of a reading is other than it was read, by its id.

    ``decided`` is the same reading after corrections by hand; only claims that changed are in it.
    ``merged`` are the names that a person took for others, in lower case: those are told as another
    name, not as another root.
    """
    said = {each.id: each for each in read.attributions}
    after = {each.id: each for each in decided.attributions}
    out: dict[str, tuple[str, ...]] = {}
    for was, now in zip(read.claims, decided.claims, strict=True):
        told = []
        if was.firmness is not now.firmness:
            told.append(f"{now.firmness} by hand, read as {was.firmness}")
        root = said[was.attribution].root if was.attribution is not None else was.root
        pairs = [(root.name, now.root.name)]
        if was.attribution is not None:
            pairs.append((said[was.attribution].who.name, after[was.attribution].who.name))
        renamed = [old for old, new in pairs if old != new and merged.get(old.casefold()) == new]
        if pairs[0][0] != pairs[0][1] and pairs[0][0] not in renamed:
            told.append(_root(root.name))
        told += [f"name by hand, read as {one_line(bare(name))}" for name in dict.fromkeys(renamed)]
        if told:
            out[was.id] = tuple(told)
    return out
