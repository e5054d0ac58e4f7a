"""A claim as plain data: nested for JSON, flat for CSV and data frames."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sayso.ledger import ClaimRow
from sayso.records import About, Hop
from sayso.show.contract import about
from sayso.show.phrases import ARROW
from sayso.show.told import told

_PARTS = tuple(each.name for each in fields(About))
_PLAIN = tuple(
    each.name for each in fields(ClaimRow) if each.name not in ("about", "text", "headline")
)
FLAT = (*_PLAIN, "chain_firmness", *_PARTS)
"""Columns of :func:`flat`, in order."""


def nested(row: ClaimRow) -> dict[str, Any]:
    """The row for JSON: spans as ``[start, end]``, hops as objects.

    What it is about is as in the contract ``sayso/1``.
    """
    found = {name: _plain(getattr(row, name)) for name in _PLAIN}
    found["spans"] = [list(span) for span in row.spans]
    found["chain"] = [_hop(hop) for hop in row.chain]
    return found | about(row.about, row.surface.__getitem__)


def flat(row: ClaimRow) -> dict[str, str | int | float | bool | None]:
    """The row with one plain value a column.

    ``spans`` reads ``12-40 55-60``; ``chain`` holds the names joined by arrows, outermost first,
    and ``chain_firmness`` the firmness of each hop in the same order.  What the claim is about
    reads as :mod:`~sayso.show.told` tells it, one after the other, parted by ``; ``.
    """
    found = {name: _plain(getattr(row, name)) for name in _PLAIN}
    found["spans"] = " ".join(f"{start}-{end}" for start, end in row.spans)
    found["chain"] = ARROW.join(hop.name for hop in row.chain)
    found["chain_firmness"] = ARROW.join(str(hop.firmness) for hop in row.chain)
    words = row.surface.__getitem__
    return found | {part: "; ".join(told(row.about, part, words)) for part in _PARTS}


def _plain(value: Any) -> Any:
    """An enumerated word as a plain string; the rest as it is."""
    return str(value) if isinstance(value, str) else value


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "name": hop.name,
        "kind": str(hop.kind),
        "firmness": str(hop.firmness),
        "named": hop.named,
    }
