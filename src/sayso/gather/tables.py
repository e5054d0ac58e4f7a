"""CSV and JSON lines, read as streams: one row in memory at a time."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.errors import InputError
from sayso.gather.limits import Limits
from sayso.gather.records import (
    Raw,
    as_text,
    check_mapping,
    columns,
    listed,
    need_text,
    now,
    page,
    too_large,
)
from sayso.records import Page, Reason, Refused
from sayso.vocab import load

_LONG_MAX = 2**31 - 1  # csv keeps its limit in a C long, 32 bits on some systems
_BESIDE = 1_000_000  # bytes that a row may have beside its text
_DELIMITERS = ",;\t|"


def allow_long_fields(size: int) -> None:
    """Raise the field limit of ``csv`` to ``size`` characters.

    The limit belongs to the whole process; it is only ever raised, so nobody else's reader breaks.
    """
    wanted = min(size, _LONG_MAX)
    if csv.field_size_limit() < wanted:
        csv.field_size_limit(wanted)


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def csv_reader(stream: BinaryIO, longest: int = _LONG_MAX) -> Iterator[list[str]]:
    """Rows of a CSV file, header first; the delimiter is the one the header has most of.

    A line of more than ``longest`` bytes is a ``csv.Error``; the rows after it can be read.

    Bytes that are not UTF-8 come as lone surrogates and are sorted out row by row.
    """
    lines = _Lines(stream, longest)
    first = next(lines, "")
    lines.again = first
    return csv.reader(lines, delimiter=_delimiter(first))


class _Lines:
    """The lines of a CSV file.  One that is too long is an error, and is never held whole.

    Not a generator: one that has raised has ended, and the rows after the bad one are wanted.
    """

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        self._lines = lines_of(stream, longest)
        self._longest = longest
        self._mark = codecs.BOM_UTF8
        self.again: str | None = None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.again is not None:
            line, self.again = self.again, None
            return line
        raw = next(self._lines)
        if raw is None:
            raise csv.Error(f"a line of {too_large(None, self._longest)}")
        raw, self._mark = raw.removeprefix(self._mark), b""
        return raw.decode("utf-8", "surrogateescape")


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """The rows; one that ``csv`` cannot read comes as its error, and reading goes on."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error


def read_csv(
    stream: BinaryIO, where: str, mapping: Mapping[str, str] | None, limits: Limits
) -> Iterator[Page | Refused]:
    """The rows of a CSV file as pages; its first row names the columns.

    Raises :class:`InputError` where no column holds the text.
    """
    allow_long_fields(limits.max_bytes)
    # Quotation marks inside a field are written twice; the rest is for the other columns.
    try:
        reader = csv_reader(stream, 2 * limits.max_bytes + _BESIDE)
        header = next(reader, [])
    except csv.Error as error:
        raise InputError(f"{where}: its first row cannot be read as CSV ({error}).") from error
    found = columns(header, mapping, where)
    need_text(found, header, where)
    at = {field: header.index(name) for field, name in found.items()}
    for number, row in enumerate(_rows(reader), 1):
        place = f"{where}#row{number}"
        if isinstance(row, csv.Error):
            yield Refused(place, Reason.BROKEN_RECORD, f"{place}: {row}")
        elif any(row):
            yield _row(row, at, len(header), place, limits)


def _row(
    row: list[str], at: Mapping[str, int], width: int, place: str, limits: Limits
) -> Page | Refused:
    if len(row) != width and (any(row[width:]) or len(row) <= max(at.values())):
        detail = f"{place} has {len(row)} fields, the header names {width}"
        return Refused(place, Reason.BROKEN_RECORD, detail)
    fields = {field: row[i] for field, i in at.items()}
    return page(Raw(place, fields, now()), max_bytes=limits.max_bytes)


def lines_of(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream; ``None`` for one longer than ``limit``, which is never held whole."""
    while line := stream.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            while (more := stream.readline(limit)) and not more.endswith(b"\n"):
                pass
            yield None
        else:
            yield line


def read_jsonl(
    stream: BinaryIO, where: str, mapping: Mapping[str, str] | None, limits: Limits
) -> Iterator[Page | Refused]:
    """The lines of a JSON-lines file as pages.

    A line that is no JSON object is a ``Refused`` that names the line; reading goes on.
    """
    keys = check_mapping(mapping)
    # A line is JSON, which spells characters out (\\u0041): six bytes for one, at worst.
    for number, line in enumerate(lines_of(stream, 6 * limits.max_bytes), 1):
        place = f"{where}#row{number}"
        if line is None:
            detail = f"line {number}: {too_large(None, 6 * limits.max_bytes)}"
            yield Refused(place, Reason.TOO_LARGE, detail)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _line(line, number, place, keys, limits)


def _line(
    line: bytes, number: int, place: str, mapping: Mapping[str, str], limits: Limits
) -> Page | Refused:
    try:
        record = json.loads(line.decode("utf-8-sig", "surrogateescape"))
    except (ValueError, RecursionError) as error:
        return Refused(place, Reason.BROKEN_RECORD, f"line {number} is not JSON: {error}")
    return of_json(record, f"line {number}", place, mapping, limits)


def of_json(
    record: object, what: str, place: str, mapping: Mapping[str, str], limits: Limits
) -> Page | Refused:
    """One JSON value as a page; ``what`` is how to call it in a message."""
    if not isinstance(record, dict):
        detail = f"{what} is JSON but no object: {type(record).__name__}"
        return Refused(place, Reason.BROKEN_RECORD, detail)
    found = _keys(record, mapping)
    if "text" not in found and "html" not in found:
        detail = f"{what} has no text; it has: {listed(record)}. Name the key with --map text=KEY"
        return Refused(place, Reason.BROKEN_RECORD, detail)
    fields = {field: as_text(record[name]) for field, name in found.items()}
    return page(Raw(place, fields, now()), max_bytes=limits.max_bytes)


def _keys(record: Mapping[str, object], mapping: Mapping[str, str]) -> dict[str, str]:
    """Which key holds which field; as :func:`columns`, but a line may lack a mapped key."""
    aliases = load("columns")
    plain: dict[str, str] = {}
    for key in record:
        plain.setdefault(key.casefold().replace("-", "_"), key)
    found: dict[str, str] = {}
    for field, names in aliases.items():
        if field in mapping:
            if mapping[field] in record:
                found[field] = mapping[field]
            continue
        for name in names:
            if name in plain:
                found[field] = plain[name]
                break
    return found
