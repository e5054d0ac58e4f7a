"""Files, folders, globs and stdin -> Pages."""

from __future__ import annotations

import glob
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.gather.limits import Limits
from sayso.gather.records import check_mapping, now, too_large
from sayso.gather.tables import csv_reader, lines_of, of_json, read_csv, read_jsonl
from sayso.records import Media, Page, Reason, Refused

TABLES = {".csv", ".tsv"}
LINES = {".jsonl", ".ndjson"}
HTML = {".html", ".htm", ".xhtml"}
TEXT = {".txt", ".md", ".markdown", ".text"}
KNOWN = TABLES | LINES | HTML | TEXT | {".json"}
_CHEAP = 64_000_000  # bytes: a larger table is not read twice only to count its rows
_SHOWN = 80  # characters of a source that is no name

# First bytes of things that are often called .txt by mistake, and what to do about each.
_MAGIC = (
    (b"%PDF-", "a PDF; turn it into text first (pdftotext)"),
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack or convert it first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database (a ledger is opened with --ledger)"),
)


def paths_of(source: str) -> list[Path]:
    """The files that a path, a folder or a glob stands for, in order of name.

    A folder is searched to the bottom for the suffixes we know; hidden names are left out.
    Raises :class:`InputError` where there is nothing to read.
    """
    try:
        return _found(source)
    except OSError as error:  # a text, say, given for a name: too long to be looked up
        short = source if len(source) <= _SHOWN else f"{source[:_SHOWN]}..."
        why = f" ({error.strerror})" if error.strerror else ""
        raise InputError(f"{short}: there is no such file or folder{why}.") from error


def _found(source: str) -> list[Path]:
    path = Path(source)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if _wanted(p, path))
        if not found:
            raise InputError(f"{source}: no file to read in this folder; {_suffixes()}.")
        return found
    if path.exists():
        return [path]
    if glob.has_magic(source):
        # Path.glob takes no absolute pattern, and a user's pattern may well be one.
        names = glob.glob(source, recursive=True)  # noqa: PTH207  # for the reason above
        hits = [Path(name) for name in sorted(names)]
        files = [p for p in hits if p.is_file()]
        if files:
            return files
        raise InputError(f"{source}: no file matches this pattern.")
    raise InputError(f"{source}: there is no such file or folder.")


def _suffixes() -> str:
    return "Sayso reads " + " ".join(sorted(KNOWN))


def _wanted(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and path.suffix.lower() in KNOWN and path.is_file()


def read_path(
    path: Path, mapping: Mapping[str, str] | None, limits: Limits
) -> Iterator[Page | Refused]:
    """The pages of one file, by its suffix; a suffix we do not know is taken as text."""
    suffix = path.suffix.lower()
    where = path.as_posix()
    try:
        if suffix in TABLES | LINES and not path.stat().st_size:
            yield Refused(where, Reason.EMPTY, f"{where} is empty")
        elif suffix in TABLES | LINES:
            with path.open("rb") as stream:
                reader = read_csv if suffix in TABLES else read_jsonl
                yield from reader(stream, where, mapping, limits)
        elif suffix == ".json":
            yield from _read_json(path, where, mapping, limits)
        else:
            yield _read_whole(path, where, limits)
    except OSError as error:
        yield Refused(where, Reason.UNREADABLE, f"{where}: {error.strerror or error}")


def _read_whole(path: Path, where: str, limits: Limits) -> Page | Refused:
    """A file that is one article.  Its size is looked at before it is opened."""
    size = path.stat().st_size
    if size > limits.max_bytes:
        return Refused(where, Reason.TOO_LARGE, too_large(size, limits.max_bytes))
    media = Media.HTML if path.suffix.lower() in HTML else Media.TEXT
    with path.open("rb") as stream:
        return of_bytes(stream.read(limits.max_bytes + 1), where, media, limits)


def of_bytes(body: bytes, where: str, media: Media, limits: Limits) -> Page | Refused:
    """Some bytes that are one article, or the reason why they are none."""
    if len(body) > limits.max_bytes:
        return Refused(where, Reason.TOO_LARGE, too_large(None, limits.max_bytes))
    if not body.strip(b"\xef\xbb\xbf \t\r\n"):
        return Refused(where, Reason.EMPTY, f"{where} is empty")
    for magic, what in _MAGIC:
        if body.startswith(magic):
            return Refused(where, Reason.NOT_TEXT, f"{where} is {what}")
    return Page(input_id=where, body=body, media=media, fetched_at=now())


def _read_json(
    path: Path, where: str, mapping: Mapping[str, str] | None, limits: Limits
) -> Iterator[Page | Refused]:
    """A ``.json`` file: one object, one array of objects, or JSON lines under another name."""
    if path.stat().st_size <= limits.max_bytes:
        raw = path.read_bytes()
        if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
            yield Refused(where, Reason.EMPTY, f"{where} is empty")
            return
        try:
            value = json.loads(raw.decode("utf-8-sig", "surrogateescape"))
        except (ValueError, RecursionError) as error:
            why = f"{where} is not JSON: {error}"
        else:
            items = value if isinstance(value, list) else [value]
            for number, item in enumerate(items, 1):
                place = f"{where}#row{number}"
                yield of_json(item, f"item {number}", place, check_mapping(mapping), limits)
            return
        reason = Reason.BROKEN_RECORD
    else:
        why = f"{too_large(path.stat().st_size, limits.max_bytes)}; JSON lines may be longer"
        reason = Reason.TOO_LARGE
    with path.open("rb") as stream:
        lines = _begins_with_object(stream, 6 * limits.max_bytes)
        stream.seek(0)
        if lines:
            yield from read_jsonl(stream, where, mapping, limits)
        else:
            yield Refused(where, reason, why)


def _begins_with_object(stream: BinaryIO, limit: int) -> bool:
    """Whether the first line that is not blank is a JSON object by itself."""
    for line in lines_of(stream, limit):
        if line is None or line.strip(b"\xef\xbb\xbf \t\r\n"):
            return line is not None and _is_object(line)
    return False


def read_stdin(
    stream: BinaryIO, mapping: Mapping[str, str] | None, limits: Limits
) -> Iterator[Page | Refused]:
    """What comes on stdin: JSON lines, CSV (where a mapping is given), one HTML page or a text.

    Told apart by the first line; JSON lines are read as a stream.
    """
    first = stream.readline(6 * limits.max_bytes + 1)
    if _is_object(first):
        rest: BinaryIO = io.BufferedReader(_Joined(first, stream))
        yield from read_jsonl(rest, "-", mapping, limits)
    elif mapping:
        yield from read_csv(io.BufferedReader(_Joined(first, stream)), "-", mapping, limits)
    else:
        body = first + stream.read(max(0, limits.max_bytes + 1 - len(first)))
        start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
        is_html = start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body"))
        yield of_bytes(body, "-", Media.HTML if is_html else Media.TEXT, limits)


def _is_object(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig", "surrogateescape")), dict)
    except (ValueError, RecursionError):
        return False


class _Joined(io.RawIOBase):
    """Bytes already taken from a stream, then the rest of that stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed: Buffer
        """Fill ``buffer``; the count of bytes, 0 at the end."""
        data: bytes | memoryview = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        if not len(data):
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def count_path(path: Path) -> int | None:
    """How many records a file holds, where that is cheap to know."""
    suffix = path.suffix.lower()
    if suffix not in TABLES | LINES | {".json"}:
        return 1
    if suffix == ".json" or path.stat().st_size > _CHEAP:
        return None
    with path.open("rb") as stream:
        if suffix in LINES:
            return sum(1 for line in stream if line.strip())
        return sum(1 for row in itertools.islice(csv_reader(stream), 1, None) if any(row))
