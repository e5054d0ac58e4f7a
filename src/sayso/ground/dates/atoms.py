"""What the grammar finds: one time expression, as it stands and as it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.ground.dates.stretch import Stretch
from sayso.records import Span


class Sort(StrEnum):
    """What a time expression is; only the first two are dates.

    ``DATE``: a stretch of the calendar.  ``WINDOW``: a length that is counted from a date ("the
    past two months").  ``LENGTH``: a length and nothing else ("for three days").  ``AGAIN``: a set
    ("every Friday").  ``LOOSE``: "the day", "the week", which tell a date at most to whoever knows
    which.  ``PAST``, ``NOW``, ``FUTURE``: "recently", "now", "soon".
    """

    DATE = "date"
    WINDOW = "window"
    LENGTH = "length"
    AGAIN = "again"
    LOOSE = "loose"
    PAST = "past"
    NOW = "now"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Atom:
    """One time expression.

    ``stretch`` is the stretch of the calendar that is meant, ``edtf`` how it is written; both are
    ``None`` where the words do not tell, and ``why`` says so.  ``part`` is the part of the day
    (MO, MI, AF, EV, NI or ``HH:MM``), ``period`` a length as ISO 8601 writes it (``P2M``; ``PXD``
    where the number is not told).
    """

    span: Span
    sort: Sort
    edtf: str | None
    why: str
    stretch: Stretch | None = None
    part: str = ""
    period: str | None = None
