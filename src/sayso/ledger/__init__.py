"""The ledger: the only room that speaks SQL.  One SQLite file holds what was read.

Reading order: ``migrations/`` (the tables), :mod:`~sayso.ledger.views` (what is handed out),
:mod:`~sayso.ledger.ledger` (the door), ``store``, ``about`` and ``remove`` (writing), ``hand``
(putting right), ``count`` (what is counted in the same transaction), ``queries``, ``search``,
``lists`` and ``atlas`` (reading), ``paged`` with ``columns`` and ``desk`` (choosing and counting at
once; not imported here, for they need numpy), ``saved`` (choices with a name), ``profile`` (one
source) and ``heads`` (what stands above articles), ``reuse`` (what is one text), ``bonds`` (what
claims are to each other), ``recall`` and ``near`` (what may be about a statement), ``schema`` and
``door`` (versions, opening, errors).
"""

from sayso.ledger.atlas import Atlas, AtlasDate, AtlasLists, AtlasPlace, Unplaced
from sayso.ledger.ledger import FACETS, Ledger, open_ledger
from sayso.ledger.near import Near
from sayso.ledger.schema import sqlite_version
from sayso.ledger.views import (
    GAP,
    ActorRow,
    Added,
    Akin,
    ClaimFilter,
    ClaimRow,
    CorrectionRow,
    Counts,
    FacetRow,
    FrameFilter,
    FrameRow,
    Hit,
    Holders,
    IndexSize,
    Outline,
    PlaceRow,
    RefusedRow,
    ReuseRow,
    RootRow,
    RunRow,
)

__all__ = [
    "FACETS",
    "GAP",
    "ActorRow",
    "Added",
    "Akin",
    "Atlas",
    "AtlasDate",
    "AtlasLists",
    "AtlasPlace",
    "ClaimFilter",
    "ClaimRow",
    "CorrectionRow",
    "Counts",
    "FacetRow",
    "FrameFilter",
    "FrameRow",
    "Hit",
    "Holders",
    "IndexSize",
    "Ledger",
    "Near",
    "Outline",
    "PlaceRow",
    "RefusedRow",
    "ReuseRow",
    "RootRow",
    "RunRow",
    "Unplaced",
    "open_ledger",
    "sqlite_version",
]
