"""The library's front door: a text or a path in, claims out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.engines import InProcess, MarkerSpec, into_ledger
from sayso.errors import InputError
from sayso.pipeline import Dropped, Input, MarksArticles, Outcome
from sayso.records import Media, Page, Refused
from sayso.show.frames import Claims

_FILE_NAME = re.compile(r"\S+\.(txt|md|html?|csv|jsonl|ndjson|json)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
LONGEST_PATH = 1_000


def claims_in(
    text_or_path: str | Path,
    *,
    marker: MarksArticles | None = None,
    mapping: Mapping[str, str] | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Claims:
    """All claims in a text, a file, a folder, or the page at a web address.

    A ``Path`` is a path.  A string is a web address where it is nothing else, a path where such a
    file is there, and otherwise the text itself.  ``outlet``, ``published`` (ISO 8601) and
    ``url`` say where a text is from; files and pages tell that themselves.  ``mapping`` names the
    columns of a CSV or JSON lines file.  ``marker`` stands in for the model.

    Inputs that are no articles are in ``refused`` of what comes back.

    :raises InputError: no such file, or it cannot be read as a whole.
    :raises FetchError: the page cannot be fetched.
    :raises ModelError: the model cannot be loaded.
    """
    source = _source(text_or_path)
    if source is None:
        told = Page(
            "text",
            str(text_or_path).encode("utf-8", "surrogatepass"),
            Media.TEXT,
            "utf-8",
            url=url,
            outlet=outlet,
            published=published,
        )
        return _read([told], marker or _model())
    from sayso.gather import gather

    return _read(gather(source, mapping=mapping), marker or _model())


class _Noting(InProcess):
    """The engine in this process; keeps what it refused, to be handed back."""

    refused: list[Refused]

    def run(self, items: Iterable[Input]) -> Iterator[Outcome]:
        """Outcomes, in the order of the input."""
        self.refused = []
        for outcome in super().run(items):
            if isinstance(outcome, Dropped):
                self.refused.append(outcome.refused)
            yield outcome


def _read(items: Iterable[Input], marker: MarksArticles) -> Claims:
    """Through a ledger that is gone afterwards: rows are made in one way only."""
    from sayso.ledger import open_ledger

    engine = _Noting(marker)
    with (
        TemporaryDirectory(prefix="sayso-") as folder,
        open_ledger(Path(folder) / "claims.ledger") as ledger,
    ):
        into_ledger(engine, ledger, items, source="claims_in")
        return Claims(ledger.claims(), refused=engine.refused)


def _source(given: str | Path) -> str | None:
    """What to gather from; ``None`` where the string is the text itself."""
    if isinstance(given, Path):
        return str(given)
    if _ADDRESS.fullmatch(given):
        return given
    short = len(given) <= LONGEST_PATH and "\n" not in given and "\0" not in given
    if short and given.strip() and _is_there(given):
        return given
    if short and _FILE_NAME.fullmatch(given):
        raise InputError(f"there is no file {given!r}. Give an existing path, or a text")
    return None


def _is_there(path: str) -> bool:
    """Whether there is such a path; what is longer than a name may be is none."""
    try:
        return Path(path).exists()
    except OSError:
        return False


@cache
def _model() -> MarksArticles:
    """The model that comes with Sayso, loaded once."""
    return MarkerSpec().load()
