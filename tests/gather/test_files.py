"""Files, folders, globs and stdin become pages; what is no article is refused, and says why."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.gather import Limits, count, gather
from sayso.records import Media, Page, Reason, Refused


def one(source: object, **options: object) -> Page | Refused:
    found = list(gather(str(source), **options))  # type: ignore[arg-type]  # tests pass by name
    assert len(found) == 1
    return found[0]


def page(source: object, **options: object) -> Page:
    found = one(source, **options)
    assert isinstance(found, Page), found
    return found


def refused(source: object, **options: object) -> Refused:
    found = one(source, **options)
    assert isinstance(found, Refused), found
    return found


def put(folder: Path, name: str, body: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("a.txt", Media.TEXT),
        ("a.md", Media.TEXT),
        ("a.html", Media.HTML),
        ("a.HTM", Media.HTML),
        ("a", Media.TEXT),
        ("a.story", Media.TEXT),
    ],
)
def test_a_file_is_one_page_with_its_bytes_as_they_are(
    tmp_path: Path, name: str, media: Media
) -> None:
    body = b"\xef\xbb\xbfThe dam held.\r\nNobody was hurt.\n"
    path = put(tmp_path, name, body)
    found = page(path)
    assert (found.input_id, found.body, found.media) == (path.as_posix(), body, media)
    assert found.encoding is None
    assert found.fetched_at is not None
    assert found.fetched_at.endswith("+00:00")


def test_the_input_id_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "news/a.txt", "The dam held.")
    monkeypatch.chdir(tmp_path)
    assert page("news/a.txt").input_id == "news/a.txt"
    assert page("news").input_id == "news/a.txt"
    assert page("n*/*.txt").input_id == "news/a.txt"


def test_a_folder_is_searched_to_the_bottom_in_order_without_hidden_and_foreign_files(
    tmp_path: Path,
) -> None:
    for name in ("b.txt", "a.txt", "sub/deep/c.md", ".hidden.txt", ".git/d.txt", "e.png", "f.py"):
        put(tmp_path, name, "The dam held.")
    names = [Path(p.input_id).name for p in gather(str(tmp_path)) if isinstance(p, Page)]
    assert names == ["a.txt", "b.txt", "c.md"]
    assert count(str(tmp_path)) == 3


def test_a_glob_may_cross_folders(tmp_path: Path) -> None:
    for name in ("x/1.txt", "x/y/2.txt", "x/3.html"):
        put(tmp_path, name, "The dam held.")
    names = [Path(p.input_id).name for p in gather(f"{tmp_path}/**/*.txt")]
    assert names == ["1.txt", "2.txt"]


@pytest.mark.parametrize("name", ["nothing.txt", "no/such/folder", "*.none"])
def test_what_is_not_there_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"no such file|no file matches"):
        list(gather(str(tmp_path / name)))
    assert count(str(tmp_path / name)) is None


@pytest.mark.parametrize("folder", ["", "news/"])
def test_a_text_given_for_a_name_is_an_input_error_and_is_not_told_whole(folder: str) -> None:
    text = folder + "The minister said that the dam held. " * 200
    with pytest.raises(InputError, match=r"^.{80}\.\.\.: there is no such file") as caught:
        list(gather(text))
    assert len(str(caught.value)) < 200
    assert count(text) is None


def test_a_folder_without_news_says_what_can_be_read(tmp_path: Path) -> None:
    put(tmp_path, "a.png", b"x")
    with pytest.raises(InputError, match=r"no file to read.*\.csv.*\.txt"):
        list(gather(str(tmp_path)))


@pytest.mark.parametrize("body", [b"", b"  \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json"])
def test_an_empty_file_is_refused(tmp_path: Path, body: bytes, name: str) -> None:
    found = refused(put(tmp_path, name, body))
    assert found.reason is Reason.EMPTY
    assert name in found.detail


def test_a_large_file_is_refused_by_its_size_without_being_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)  # sparse: takes no room on the disk
    path.chmod(0)  # whoever opens it fails, unless they are root
    found = refused(path)
    path.chmod(0o600)
    assert found.reason is Reason.TOO_LARGE
    assert "200.0 MB" in found.detail
    assert "20.0 MB" in found.detail


def test_the_limit_is_inclusive(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "x" * 100)
    assert isinstance(one(path, limits=Limits(max_bytes=100)), Page)
    assert isinstance(one(path, limits=Limits(max_bytes=99)), Refused)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"%PDF-1.7\n...", "pdftotext"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08rest", "unpack"),
        (b"\x89PNG\r\n\x1a\nrest", "picture"),
        (b"SQLite format 3\x00rest", "--ledger"),
    ],
)
def test_a_file_that_only_claims_to_be_text_is_told_by_its_first_bytes(
    tmp_path: Path, body: bytes, word: str
) -> None:
    found = refused(put(tmp_path, "a.txt", body))
    assert found.reason is Reason.NOT_TEXT
    assert word in found.detail


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "x").chmod(0)
    put(tmp_path, "b.txt", "The dam held.")
    first, second = gather(str(tmp_path))
    assert isinstance(first, Refused)
    assert first.reason is Reason.UNREADABLE
    assert isinstance(second, Page)


def test_a_file_that_vanishes_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "The dam held.")
    gone = put(tmp_path, "b.txt", "The dam held.")
    put(tmp_path, "c.txt", "The dam held.")
    pages = gather(str(tmp_path))
    next(pages)
    gone.unlink()
    second, third = pages
    assert isinstance(second, Refused)
    assert second.reason is Reason.UNREADABLE
    assert isinstance(third, Page)


# --- .json --------------------------------------------------------------------------------


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_file_may_hold_an_array_or_one_object(tmp_path: Path, indent: int | None) -> None:
    item = {"id": "n1", "text": "The dam held."}
    array = put(tmp_path, "array.json", json.dumps([item, {**item, "id": "n2"}], indent=indent))
    assert [p.input_id for p in gather(str(array))] == ["n1", "n2"]
    single = put(tmp_path, "one.json", json.dumps(item, indent=indent))
    assert page(single).input_id == "n1"


def test_a_json_file_may_hold_lines(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", '{"text": "One."}\nbroken\n{"text": "Three."}\n')
    first, second, third = gather(str(path))
    assert isinstance(first, Page)
    assert isinstance(second, Refused)
    assert isinstance(third, Page)
    assert third.input_id == f"{path.as_posix()}#row3"


@pytest.mark.parametrize(
    "body",
    [
        '[\n  {"text": "One."},\n  {"text": "Two."\n  {"text": "Three."}\n]\n',
        '{\n  "text": "One."\n  "id": 1\n}\n',
        "[" * 100_000,
        "\n\nno JSON at all\nnor here\n",
    ],
)
def test_a_broken_json_file_is_refused_once_and_not_line_by_line(tmp_path: Path, body: str) -> None:
    found = refused(put(tmp_path, "a.json", body))
    assert found.reason is Reason.BROKEN_RECORD
    assert "a.json is not JSON" in found.detail


def test_a_json_array_that_is_too_large_is_refused_once_and_lines_are_read(tmp_path: Path) -> None:
    items = [{"id": f"n{n}", "text": "The dam held."} for n in range(100)]
    found = refused(put(tmp_path, "a.json", json.dumps(items, indent=2)), limits=Limits(500))
    assert found.reason is Reason.TOO_LARGE
    lines = put(tmp_path, "b.json", "\n" + "\n".join(map(json.dumps, items)))
    assert sum(isinstance(p, Page) for p in gather(str(lines), limits=Limits(500))) == 100


# --- stdin --------------------------------------------------------------------------------


def test_stdin_may_be_a_text() -> None:
    found = page("-", stdin=io.BytesIO(b"The dam held.\nNobody was hurt.\n"))
    assert (found.input_id, found.media) == ("-", Media.TEXT)
    assert found.body == b"The dam held.\nNobody was hurt.\n"


def test_stdin_may_be_html() -> None:
    assert page("-", stdin=io.BytesIO(b"\n<!DOCTYPE html><p>x")).media is Media.HTML


def test_stdin_may_be_json_lines_and_is_read_as_a_stream() -> None:
    class Endless(io.RawIOBase):
        """A pipe that never closes."""

        def __init__(self) -> None:
            self.given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # see typeshed
            line = b'{"text": "The dam held."}\n' * 200
            size = min(len(buffer), len(line)) // 26 * 26
            buffer[:size] = line[:size]
            self.given += size
            return size

    pipe = Endless()
    pages = gather("-", stdin=io.BufferedReader(pipe))  # type: ignore[type-var]  # duck
    assert [p.input_id for p, _ in zip(pages, range(500), strict=False)][-1] == "-#row500"
    assert pipe.given < 200_000


def test_stdin_may_be_csv_where_a_mapping_says_so() -> None:
    found = page("-", stdin=io.BytesIO(b"nr,words\n7,The dam held.\n"), mapping={"text": "words"})
    assert found.body == b"The dam held."


def test_a_text_on_stdin_that_begins_with_a_brace_is_a_text() -> None:
    assert page("-", stdin=io.BytesIO(b"{sic} said the mayor.\n")).body.startswith(b"{sic}")


def test_stdin_has_a_limit_too() -> None:
    found = refused("-", stdin=io.BytesIO(b"x\n" * 600), limits=Limits(max_bytes=1_000))
    assert found.reason is Reason.TOO_LARGE


def test_nothing_is_read_before_the_first_page_is_asked_for(tmp_path: Path) -> None:
    gather(str(tmp_path / "nothing"))
    assert count("-") is None
    assert count("https://news.example/a") == 1
