"""The ledger: the only room that speaks SQL.  One SQLite file holds what was read.

Reading order: ``migrations/`` (the tables), :mod:`~sayso.ledger.views` (what is handed out),
:mod:`~sayso.ledger.ledger` (the door), ``store`` and ``remove`` (writing), ``queries`` and
``search`` (reading), ``schema`` and ``door`` (versions, opening, errors).
"""

from sayso.ledger.ledger import Ledger, open_ledger
from sayso.ledger.schema import sqlite_version
from sayso.ledger.views import (
    GAP,
    Added,
    ClaimFilter,
    ClaimRow,
    Counts,
    FacetRow,
    Hit,
    RefusedRow,
    RootRow,
    RunRow,
)

__all__ = [
    "GAP",
    "Added",
    "ClaimFilter",
    "ClaimRow",
    "Counts",
    "FacetRow",
    "Hit",
    "Ledger",
    "RefusedRow",
    "RootRow",
    "RunRow",
    "open_ledger",
    "sqlite_version",
]
