"""The ledger: the only room that speaks SQL.  One SQLite file holds what was read.

Reading order: ``migrations/0001.sql`` (the tables), :mod:`~sayso.ledger.views` (what is handed
out), :mod:`~sayso.ledger.ledger` (the door), ``store`` (writing), ``queries`` and ``search``
(reading), ``schema`` and ``door`` (versions, opening, errors).
"""

from sayso.ledger.ledger import Ledger, open_ledger
from sayso.ledger.views import (
    GAP,
    ClaimFilter,
    ClaimRow,
    Counts,
    FacetRow,
    Hit,
    RootRow,
    RunRow,
)

__all__ = [
    "GAP",
    "ClaimFilter",
    "ClaimRow",
    "Counts",
    "FacetRow",
    "Hit",
    "Ledger",
    "RootRow",
    "RunRow",
    "open_ledger",
]
