"""CSV and JSON lines: columns by name, one bad record never stops the rest."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.gather import Limits, count, gather
from sayso.records import Media, Page, Reason, Refused

Put = Callable[[str, bytes | str], str]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def write(name: str, body: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
        return path.as_posix()

    return write


def pages(source: str, **options: object) -> list[Page]:
    found = list(gather(source, **options))  # type: ignore[arg-type]  # tests pass by name
    assert all(isinstance(p, Page) for p in found), found
    return [p for p in found if isinstance(p, Page)]


def table(header: list[str], *rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([header, *rows])
    return out.getvalue()


def test_every_field_is_found_by_its_usual_name(put: Put) -> None:
    header = ["id", "title", "text", "outlet", "date", "url", "lang", "place"]
    row = [
        "n1",
        "Dam holds",
        "The dam held.",
        "Harbour Post",
        "4/5/2017",
        "https://h.example",
        "en",
    ]
    (found,) = pages(put("a.csv", table(header, [*row, "Kelvat"])))
    assert (found.input_id, found.title, found.body) == ("n1", "Dam holds", b"The dam held.")
    assert (found.outlet, found.published, found.url) == (
        "Harbour Post",
        "4/5/2017",
        "https://h.example",
    )
    assert (found.language, found.encoding, found.media) == ("en", "utf-8", Media.TEXT)


@pytest.mark.parametrize(
    "name", ["text", "content", "article_content", "body", "article", "Article Content", " BODY "]
)
def test_the_text_goes_by_many_names(put: Put, name: str) -> None:
    (found,) = pages(put("a.csv", table(["nr", name], ["1", "The dam held."])))
    assert found.body == b"The dam held."


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("title", ["title", "headline"]),
        ("url", ["url", "link"]),
        ("outlet", ["outlet", "publisher", "source", "site"]),
        ("published", ["date", "published", "published_at", "pubdate"]),
    ],
)
def test_and_so_does_the_rest(put: Put, field: str, names: list[str]) -> None:
    for name in names:
        (by_csv,) = pages(put("a.csv", table(["text", name], ["The dam held.", "x"])))
        (by_json,) = pages(put("a.jsonl", json.dumps({"text": "The dam held.", name: "x"})))
        assert getattr(by_csv, field) == getattr(by_json, field) == "x"


def test_a_mapping_goes_before_the_names(put: Put) -> None:
    body = table(["text", "story_en", "nr"], ["short", "The dam held.", "7"])
    (found,) = pages(put("a.csv", body), mapping={"text": "story_en", "id": "nr"})
    assert (found.body, found.input_id) == (b"The dam held.", "7")
    line = json.dumps({"text": "short", "story_en": "The dam held.", "nr": 7})
    (found,) = pages(put("a.jsonl", line), mapping={"text": "story_en", "id": "nr"})
    assert (found.body, found.input_id) == (b"The dam held.", "7")


def test_a_mapping_to_nowhere_is_an_error_that_names_the_columns(put: Put) -> None:
    with pytest.raises(InputError, match=r"no column 'storry'.*text, nr.*--map text=storry"):
        pages(put("a.csv", table(["text", "nr"], ["x", "1"])), mapping={"text": "storry"})


def test_a_mapping_of_an_unknown_field_is_an_error(put: Put) -> None:
    for name in ("a.csv", "a.jsonl", "a.json"):
        with pytest.raises(InputError, match=r"--map txt=.*no such field.*text"):
            pages(put(name, '{"text":"x"}\n'), mapping={"txt": "text"})


def test_a_csv_without_a_text_column_is_an_error_that_shows_the_way_out(put: Put) -> None:
    with pytest.raises(InputError, match=r"it has: nr, place.*--map text=COLUMN"):
        pages(put("a.csv", table(["nr", "place"], ["1", "Kelvat"])))


def test_of_a_multitude_of_columns_a_few_are_told(put: Put) -> None:
    names = [f"{'very ' * 100}long"] + [f"c{n}" for n in range(100_000)]
    (found,) = gather(put("a.jsonl", json.dumps(dict.fromkeys(names, "x"))))
    assert isinstance(found, Refused)
    assert "c18 and 99,981 others. Name the key" in found.detail
    assert len(found.detail) < 400
    source = put("a.csv", table(names, names))
    for mapping in (None, {"text": "storry"}):
        with pytest.raises(InputError, match="99,981 others") as caught:
            pages(source, mapping=mapping)
        assert len(str(caught.value)) < 700


def test_a_row_without_an_id_is_named_by_its_place(put: Put) -> None:
    source = put("a.csv", table(["id", "text"], ["", "One."], ["n2", "Two."], [" ", "Three."]))
    assert [p.input_id for p in pages(source)] == [f"{source}#row1", "n2", f"{source}#row3"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(put: Put, delimiter: str) -> None:
    body = table(["id", "text", "date"], ["1", "One, two; three.", "x"], delimiter=delimiter)
    (found,) = pages(put("a.csv", body))
    assert found.body == b"One, two; three."


def test_quoted_fields_keep_their_newlines_and_quotes(put: Put) -> None:
    text = 'He said "no".\r\n\r\nShe left.\nEnd'
    (found,) = pages(put("a.csv", table(["text"], [text])))
    assert found.body.decode() == text


def test_a_field_far_longer_than_the_limit_of_csv_is_read(put: Put) -> None:
    text = "The dam held. " * 50_000  # 700 kB; the csv module stops at 131 kB
    csv.field_size_limit(131_072)
    (found,) = pages(put("a.csv", table(["text"], [text])))
    assert len(found.body) == len(text)


def test_a_limit_somebody_else_has_raised_is_not_lowered(put: Put) -> None:
    before = csv.field_size_limit(2_000_000_000)
    try:
        pages(put("a.csv", table(["text"], ["x"])))
        assert csv.field_size_limit() == 2_000_000_000
    finally:
        csv.field_size_limit(before)


def test_a_row_with_too_few_or_too_many_fields_is_refused_and_reading_goes_on(put: Put) -> None:
    source = put("a.csv", "id,title,text\n1,a,One.\n2,b\n3,c,Three, and more\n4,d,Four.\n")
    found = list(gather(source))
    assert [type(p) for p in found] == [Page, Refused, Refused, Page]
    assert isinstance(found[1], Refused)
    assert found[1].reason is Reason.BROKEN_RECORD
    assert found[1].detail == f"{source}#row2 has 2 fields, the header names 3"


def test_a_row_that_lacks_only_what_we_do_not_need_is_read(put: Put) -> None:
    (found,) = pages(put("a.csv", "id,text,place\n1,One.\n"))
    assert found.body == b"One."


def test_rows_without_text_and_rows_too_large_are_refused_one_by_one(put: Put) -> None:
    source = put("a.csv", table(["id", "text"], ["1", " "], ["2", "x" * 101], ["3", "x" * 100]))
    found = list(gather(source, limits=Limits(max_bytes=100)))
    reasons = [p.reason if isinstance(p, Refused) else None for p in found]
    assert reasons == [Reason.EMPTY, Reason.TOO_LARGE, None]
    assert [p.input_id for p in found] == ["1", "2", "3"]


def test_a_quote_that_is_never_closed_loses_its_row_and_no_more_than_the_limit(put: Put) -> None:
    csv.field_size_limit(131_072)
    good = "".join(f"{n},The dam held.\n" for n in range(2_000))
    source = put("a.csv", 'id,text\na,Before.\nb,"never closed\n' + good)
    found = list(gather(source, limits=Limits(max_bytes=1_000)))
    assert isinstance(found[0], Page)
    assert any(isinstance(p, Refused) for p in found)


def test_bytes_that_are_not_utf8_go_on_as_they_were(put: Put) -> None:
    body = "id,title,text\n1,Café,The café “held”.\n".encode("cp1252")
    (found,) = pages(put("a.csv", body))
    assert (found.body, found.encoding) == ("The café “held”.".encode("cp1252"), None)
    assert found.title == "Café"


def test_a_bom_is_no_part_of_the_first_name(put: Put) -> None:
    (found,) = pages(put("a.csv", "\ufeffid,text\n7,One.\n"))
    assert found.input_id == "7"


def test_html_is_taken_where_there_is_no_text(put: Put) -> None:
    source = put("a.csv", table(["text", "html"], ["", "<p>One.</p>"], ["Two.", "<p>Two.</p>"]))
    first, second = pages(source)
    assert (first.media, first.body) == (Media.HTML, b"<p>One.</p>")
    assert (second.media, second.body) == (Media.TEXT, b"Two.")


# --- JSON lines ---------------------------------------------------------------------------


def test_a_broken_line_5000_is_refused_by_its_number_and_reading_goes_on(put: Put) -> None:
    lines = [json.dumps({"id": f"n{n}", "text": "The dam held."}) for n in range(1, 6_001)]
    lines[4_999] = lines[4_999][:-3]
    source = put("a.jsonl", "\n".join(lines))
    found = list(gather(source))
    assert len(found) == 6_000
    broken = found[4_999]
    assert isinstance(broken, Refused)
    assert broken.reason is Reason.BROKEN_RECORD
    assert "line 5000" in broken.detail
    assert sum(isinstance(p, Page) for p in found) == 5_999


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[1, 2]", "no object: list"),
        ('"text"', "no object: str"),
        ('{"nr": 1}', "it has: nr"),
        ("{}", "nothing"),
        ("[" * 100_000, "line 1"),
        ('{"text": "x"', "not JSON"),
    ],
)
def test_a_line_that_is_no_article_says_why(put: Put, line: str, word: str) -> None:
    (found,) = list(gather(put("a.jsonl", line)))
    assert isinstance(found, Refused)
    assert found.reason is Reason.BROKEN_RECORD
    assert word in found.detail


def test_numbers_things_and_lists_become_strings(put: Put) -> None:
    record = {
        "id": 17,
        "text": "The dam held.",
        "publisher": {"@type": "Organization", "name": "Harbour Post"},
        "link": ["https://h.example/a"],
        "date": None,
    }
    (found,) = pages(put("a.jsonl", json.dumps(record)))
    assert (found.input_id, found.outlet, found.url) == (
        "17",
        "Harbour Post",
        "https://h.example/a",
    )
    assert found.published is None


def test_text_passes_unchanged_with_emoji_and_marks_and_lone_surrogates_replaced(put: Put) -> None:
    text = "e\u0301 🎉 العربية 漢字\r\n\tend "
    (found,) = pages(put("a.jsonl", json.dumps({"text": text})))
    assert found.body.decode() == text
    (found,) = pages(put("b.jsonl", '{"text": "a\\ud83d b"}'))
    assert found.body.decode() == "a\ufffd b"


def test_blank_lines_are_skipped_and_rows_keep_their_line_number(put: Put) -> None:
    source = put("a.ndjson", '\n{"text": "One."}\n\r\n{"text": "Two."}')
    assert [p.input_id for p in pages(source)] == [f"{source}#row2", f"{source}#row4"]
    assert count(source) == 2


def test_a_line_beyond_the_limit_is_skipped_without_being_held(put: Put) -> None:
    long = json.dumps({"text": "x" * 3_000_000})
    source = put("a.jsonl", f'{{"text": "One."}}\n{long}\n{{"text": "Three."}}\n')
    del long
    tracemalloc.start()
    found = list(gather(source, limits=Limits(max_bytes=10_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(p) for p in found] == [Page, Refused, Page]
    assert isinstance(found[1], Refused)
    assert found[1].reason is Reason.TOO_LARGE
    assert peak < 500_000


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_memory_does_not_grow_with_the_number_of_rows(put: Put, suffix: str) -> None:
    text = "The dam held. " * 100
    rows = [[str(n), text] for n in range(1_000)]
    lines = "\n".join(json.dumps({"id": n, "text": t}) for n, t in rows)
    source = put(f"a.{suffix}", table(["id", "text"], *rows) if suffix == "csv" else lines)
    del rows, lines
    tracemalloc.start()
    number = sum(1 for _ in gather(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 1_000
    assert peak < 500_000  # the file is three times as large
    assert count(source) == 1_000


def test_a_csv_line_beyond_all_bounds_is_one_broken_record_and_never_held(put: Put) -> None:
    small = Limits(max_bytes=1_000)
    endless = "n2,head," + "word " * 2_000_000
    source = put("long.csv", f"id,title,text\nn1,a,One.\n{endless}\nn3,b,Three.\nn4,c,Four.\n")
    tracemalloc.start()
    found = list(gather(source, limits=small))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [each.input_id for each in found] == ["n1", f"{source}#row2", "n3", "n4"]
    assert isinstance(found[1], Refused)
    assert found[1].reason is Reason.BROKEN_RECORD
    assert "more than 1.0 MB" in found[1].detail
    assert peak < 7_000_000


def test_a_first_line_beyond_all_bounds_is_told(put: Put) -> None:
    source = put("head.csv", "text" + "x" * 2_000_000 + "\nOne.\n")
    with pytest.raises(InputError, match="first row cannot be read"):
        list(gather(source, limits=Limits(max_bytes=1_000)))


@pytest.mark.parametrize("name", ["empty.csv", "empty.tsv", "empty.jsonl", "empty.json"])
def test_an_empty_table_is_refused_as_an_empty_text_is(put: Put, name: str) -> None:
    [found] = list(gather(put(name, b"")))
    assert isinstance(found, Refused)
    assert (found.reason, found.detail.endswith(f"{name} is empty")) == (Reason.EMPTY, True)


def test_a_table_without_text_among_others_is_refused_and_the_others_are_read(
    put: Put, tmp_path: Path
) -> None:
    put("a.csv", "id,text\nn1,One.\n")
    bad = put("b.csv", "x,y\n1,2\n")
    put("c.jsonl", '{"id": "n3", "text": "Three."}\n')
    for source in (tmp_path.as_posix(), f"{tmp_path.as_posix()}/*"):
        found = list(gather(source))
        assert [each.input_id for each in found] == ["n1", bad, "n3"]
        assert isinstance(found[1], Refused)
        assert "--map text=COLUMN" in found[1].detail
    with pytest.raises(InputError, match="no such field"):  # that is wrong of every file
        list(gather(tmp_path.as_posix(), mapping={"txet": "y"}))
