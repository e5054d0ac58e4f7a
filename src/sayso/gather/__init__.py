"""Source -> Pages: files, folders, globs, CSV, JSON lines, stdin, one web page.

The only room that touches the network.  Reading order: limits, records, tables, files, fetch.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.errors import InputError
from sayso.gather.files import count_path, paths_of, read_path, read_stdin
from sayso.gather.limits import Limits
from sayso.gather.records import check_mapping
from sayso.gather.tables import allow_long_fields
from sayso.records import Page, Reason, Refused

__all__ = ["Limits", "count", "gather"]


def _is_url(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def gather(
    source: str,
    *,
    mapping: Mapping[str, str] | None = None,
    limits: Limits = Limits(),  # frozen: sharing one is safe
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Page | Refused]:
    """Yield what ``source`` holds, one page at a time.

    ``source`` is a path (``.txt .md .html .csv .jsonl .ndjson .json``), a folder (searched to the
    bottom), a glob, ``-`` for stdin, or an http(s) URL.  ``mapping`` names columns or keys
    (``{"text": "body"}``) and goes before discovery by name.  A page's ``input_id`` is the row's
    own id, else ``path#rowN`` (counted from 1, without the header), else the path as given.

    One bad record, or one bad file of several, is a :class:`~sayso.records.Refused`, and reading
    goes on.  What is wrong with the input as a whole raises :class:`~sayso.errors.InputError`, or
    :class:`~sayso.errors.FetchError` for a web page, when the first page is asked for.
    """
    check_mapping(mapping)
    if source == "-":
        yield from read_stdin(stdin if stdin is not None else sys.stdin.buffer, mapping, limits)
    elif _is_url(source):
        from sayso.gather.fetch import fetch  # late: the HTTP client is heavy and rarely needed

        yield fetch(source, limits=limits, allow_private=allow_private)
    else:
        paths = paths_of(source)
        for path in paths:
            try:
                yield from read_path(path, mapping, limits)
            except InputError as error:
                if len(paths) == 1:
                    raise
                where = path.as_posix()
                yield Refused(where, Reason.UNREADABLE, str(error).removeprefix(f"{where}: "))


def count(source: str, *, mapping: Mapping[str, str] | None = None) -> int | None:
    """How many records ``source`` holds, or ``None`` where that is not cheap to know.

    Never raises: what is wrong with the input is told by :func:`gather`.
    """
    del mapping  # kept in the signature: which columns are read does not change how many rows
    if source == "-":
        return None
    if _is_url(source):
        return 1
    allow_long_fields(Limits().max_bytes)
    total = 0
    try:
        for path in paths_of(source):
            number = count_path(path)
            if number is None:
                return None
            total += number
    except (InputError, OSError, csv.Error):
        return None
    return total
