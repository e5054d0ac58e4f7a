"""Claims as a notebook wants them: a sequence that prints, and turns into data frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any, overload

from sayso.errors import SaysoError
from sayso.ledger import ClaimRow
from sayso.records import Refused
from sayso.show.phrases import chain, count, day
from sayso.show.rows import FLAT, flat
from sayso.show.safe import one_line

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

SHOWN = 100
"""Rows that a notebook shows; the rest are counted."""


class Claims(Sequence[ClaimRow]):
    """Claims, in order.  Make one of what a ledger yields: ``Claims(ledger.claims())``.

    ``refused`` holds the inputs that did not become articles, where Sayso read them just now.

    >>> Claims([])
    <0 claims>
    """

    def __init__(self, rows: Iterable[ClaimRow], *, refused: Iterable[Refused] = ()) -> None:
        self._rows = tuple(rows)
        self.refused = tuple(refused)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> ClaimRow: ...

    @overload
    def __getitem__(self, index: slice) -> Claims: ...

    def __getitem__(self, index: int | slice) -> ClaimRow | Claims:
        if isinstance(index, slice):
            return Claims(self._rows[index], refused=self.refused)
        return self._rows[index]

    def __repr__(self) -> str:
        more = f", {count(len(self.refused), 'refused input')}" if self.refused else ""
        return f"<{count(len(self), 'claim')}{more}>"

    def _repr_html_(self) -> str:
        """A table; all text is escaped, for it comes from strangers."""
        head = "".join(
            f"<th style='text-align:left'>{name}</th>"
            for name in ("outlet", "date", "who", "on whose word", "firmness", "claim")
        )
        body = "".join(_html_row(row) for row in self._rows[:SHOWN])
        rest = len(self) - SHOWN
        foot = f"<p>and {count(rest, 'more claim')}</p>" if rest > 0 else ""
        dropped = "".join(
            f"<p>refused: {_safe(each.input_id)}: {each.reason}: {_safe(each.detail)}</p>"
            for each in self.refused
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}{dropped}"

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dictionary a claim."""
        return [flat(row) for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame.

        :raises SaysoError: pandas is not installed.
        """
        made: pandas.DataFrame = _late("pandas").DataFrame(self.to_dicts(), columns=list(FLAT))
        return made

    def to_polars(self) -> polars.DataFrame:
        """A polars frame.

        :raises SaysoError: polars is not installed.
        """
        made: polars.DataFrame = _late("polars").DataFrame(self._columns(), schema=list(FLAT))
        return made

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table.

        :raises SaysoError: pyarrow is not installed.
        """
        made: pyarrow.Table = _late("pyarrow").table(self._columns())
        return made

    def _columns(self) -> dict[str, list[Any]]:
        rows = self.to_dicts()
        return {name: [row[name] for row in rows] for name in FLAT}


def _late(name: str) -> Any:
    """A library of the extra ``frames``, imported only when it is asked for."""
    try:
        return import_module(name)
    except ImportError as why:
        raise SaysoError(
            f"{name} is not installed, so claims cannot become its frames. "
            f"Install it with: pip install 'sayso[frames]' (or: pip install {name})"
        ) from why


def _html_row(row: ClaimRow) -> str:
    cells = (
        row.outlet or "",
        day(row.published),
        row.who or "the author",
        chain(row.chain) if row.chain else row.root,
        str(row.firmness),
        row.content,
    )
    return "<tr>" + "".join(f"<td style='text-align:left'>{_safe(c)}</td>" for c in cells) + "</tr>"


def _safe(text: str) -> str:
    return escape(one_line(text))
