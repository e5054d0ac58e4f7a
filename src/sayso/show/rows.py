"""A claim as plain data: nested for JSON, flat for CSV and data frames."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sayso.ledger import ClaimRow
from sayso.records import Hop
from sayso.show.phrases import ARROW

FLAT = (*(each.name for each in fields(ClaimRow)), "chain_firmness")
"""Columns of :func:`flat`, in order."""


def nested(row: ClaimRow) -> dict[str, Any]:
    """The row for JSON: spans as ``[start, end]``, hops as objects."""
    found = {each.name: _plain(getattr(row, each.name)) for each in fields(row)}
    found["spans"] = [list(span) for span in row.spans]
    found["chain"] = [_hop(hop) for hop in row.chain]
    return found


def flat(row: ClaimRow) -> dict[str, str | int | float | bool | None]:
    """The row with one plain value a column.

    ``spans`` reads ``12-40 55-60``; ``chain`` holds the names joined by arrows, outermost first,
    and ``chain_firmness`` the firmness of each hop in the same order.
    """
    found = {each.name: _plain(getattr(row, each.name)) for each in fields(row)}
    found["spans"] = " ".join(f"{start}-{end}" for start, end in row.spans)
    found["chain"] = ARROW.join(hop.name for hop in row.chain)
    found["chain_firmness"] = ARROW.join(str(hop.firmness) for hop in row.chain)
    return found


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
