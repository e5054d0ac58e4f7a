"""What a person put right in one claim, in words and for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.ledger import ClaimRow
from sayso.records import Reading
from sayso.show.phrases import bare
from sayso.show.safe import one_line

__all__ = ["by_hand", "changed", "for_machines"]


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


def changed(read: Reading, decided: Reading) -> dict[str, tuple[str, ...]]:
    """What of each claim of a reading is other than it was read, by its id.

    ``decided`` is the same reading after corrections by hand; only claims that changed are in it.
    """
    said = {each.id: each for each in read.attributions}
    out: dict[str, tuple[str, ...]] = {}
    for was, now in zip(read.claims, decided.claims, strict=True):
        told = []
        if was.firmness is not now.firmness:
            told.append(f"{now.firmness} by hand, read as {was.firmness}")
        root = said[was.attribution].root if was.attribution is not None else was.root
        if root.name != now.root.name:
            told.append(_root(root.name))
        if told:
            out[was.id] = tuple(told)
    return out
