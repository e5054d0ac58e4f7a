"""Bad input end to end, through `sayso read`: a clear word, nothing lost, the run goes on.

Each case stands beside a good article, which must be read whatever the other one is.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from tests.conftest import Said, Sayso

GOOD = "Tobin Marrash said that the road to Kelvat was open and that his men held both ends of it."
ENGLISH = "Bram Tolley denied that the bridge had been mined, and nobody in the town had seen it. "
FRENCH = "Le maire a déclaré que le pont était fermé depuis mardi. " * 9
ARABIC = "قال المتحدث إن الطريق إلى المدينة مفتوح منذ صباح يوم الثلاثاء. " * 9


def read(sayso: Sayso, folder: Path, *more: str) -> Said:
    marker = ("--marker", "tests.fakes:pattern", "--processes", "1")
    return sayso("read", folder, *marker, "--ledger", "bad.ledger", *more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article in it."""
    place = tmp_path / "in"
    place.mkdir()
    (place / "good.txt").write_text(GOOD, encoding="utf-8")
    return place


def held() -> dict[str, str]:
    """Texts in the ledger, by the name of their file."""
    with open_ledger("bad.ledger", readonly=True) as book:
        articles = {row.article for row in book.claims()}
        texts = [book.article(each)[0] for each in articles]
    return {Path(article.input_id).name: article.text for article in texts}


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n ", "empty"),
        ("junk.txt", bytes(range(256)) * 40, "not text"),
        ("french.txt", FRENCH.encode(), "not English"),
        ("arabic.txt", ARABIC.encode(), "not English"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_by_name(
    sayso: Sayso, folder: Path, name: str, body: bytes, reason: str
) -> None:
    (folder / name).write_bytes(body)
    done = read(sayso, folder)
    assert done.code == 3
    assert f"{name}: {reason}: " in done.err and "Traceback" not in done.err
    assert held()["good.txt"] == GOOD


def test_ten_thousand_nested_tags_are_refused_or_read_but_harm_nobody(
    sayso: Sayso, folder: Path
) -> None:
    deep = "<div>" * 10_000 + ENGLISH * 5 + "</div>" * 10_000
    (folder / "deep.html").write_text(f"<html><body>{deep}</body></html>", encoding="utf-8")
    done = read(sayso, folder)
    assert done.code == 3 and "too deeply nested" in done.err
    assert "good.txt" in held()


def test_more_bytes_or_characters_than_allowed_are_refused(sayso: Sayso, folder: Path) -> None:
    (folder / "large.txt").write_text(ENGLISH * 50, encoding="utf-8")
    done = read(sayso, folder, "--max-bytes", "1000")
    assert done.code == 3 and "large.txt: too large: " in done.err
    again = read(sayso, folder, "--max-chars", "1000")
    assert again.code == 3 and "too large" in again.err
    assert "good.txt" in held()


def test_a_wrong_encoding_is_read_where_it_can_be_told(sayso: Sayso, folder: Path) -> None:
    text = "Tobin Marrash said that the café in Kelvat was open – “as always” – on Tuesday. " * 3
    (folder / "old.txt").write_bytes(text.encode("cp1252"))
    done = read(sayso, folder)
    assert done.code in {0, 3} and "Traceback" not in done.err
    found = held()
    assert found["good.txt"] == GOOD
    assert done.code == 3 or "café in Kelvat was open – “as always”" in found["old.txt"]


def test_the_same_article_twice_is_kept_once(sayso: Sayso, folder: Path) -> None:
    (folder / "copy.txt").write_text(GOOD, encoding="utf-8")
    done = read(sayso, folder)
    assert done.code == 0
    assert "1 input is an article that the ledger already has: kept once." in done.err
    assert len(held()) == 1


def test_an_article_without_a_date_has_no_date(sayso: Sayso, folder: Path) -> None:
    assert read(sayso, folder).code == 0
    with open_ledger("bad.ledger", readonly=True) as book:
        assert {row.published for row in book.claims()} == {None}


@pytest.mark.parametrize("mark", ["“", '"', "«", "‘"])
def test_a_lone_opening_quotation_mark_swallows_nothing(
    sayso: Sayso, folder: Path, mark: str
) -> None:
    text = f"{mark}The bridge is closed since Monday.\n\n{GOOD}\n\n{ENGLISH * 3}".strip()
    (folder / "lone.txt").write_text(text, encoding="utf-8")
    assert read(sayso, folder).code == 0
    assert held()["lone.txt"] == text
    with open_ledger("bad.ledger", readonly=True) as book:
        said = [
            row for row in book.claims() if row.cue == "said" and row.input_id.endswith("lone.txt")
        ]
        assert [row.speech for row in said] == ["indirect"]


def test_fifty_thousand_words_without_a_paragraph(sayso: Sayso, folder: Path) -> None:
    text = (ENGLISH * 3_000).strip()
    assert len(text.split()) >= 48_000
    (folder / "long.txt").write_text(text, encoding="utf-8")
    done = read(sayso, folder)
    assert done.code == 0, done.err
    assert held()["long.txt"] == text


def test_mixed_scripts_keep_every_character(sayso: Sayso, folder: Path) -> None:
    text = (
        "Tobin Marrash said that the word 🕊 سلام was painted in حلب and in 北京 on Tuesday.\n\n"
        f"{ENGLISH * 4}e\u0301 and \u200fright\u200f to left.".strip()
    )
    (folder / "mixed.txt").write_text(text, encoding="utf-8")
    assert read(sayso, folder).code == 0
    assert held()["mixed.txt"] == text
    with open_ledger("bad.ledger", readonly=True) as book:
        [row] = [
            row for row in book.claims() if row.cue == "said" and row.input_id.endswith("mixed.txt")
        ]
        assert row.content == "the word 🕊 سلام was painted in حلب and in 北京 on Tuesday"
        start, end = row.spans[0]
        assert text[start:end] == row.content


def test_broken_json_on_line_five_thousand(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, 5_001):
            row = {"id": f"n{number}", "text": "" if number < 4_999 else f"{GOOD} It was {number}."}
            file.write((json.dumps(row) if number != 5_000 else '{"id": "n5000", "text') + "\n")
        file.write(json.dumps({"id": "last", "text": f"{GOOD} It was the last."}) + "\n")
    done = read(sayso, path)
    assert done.code == 3
    assert "1 broken record" in done.err
    assert set(held()) == {"n4999", "last"}


def test_half_a_surrogate_pair_is_a_broken_record(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{{"id": "half", "text": "{GOOD} \\ud83d"}}\n', encoding="ascii")
    done = read(sayso, path)
    assert done.code in {0, 3} and "Traceback" not in done.err
    printed = sayso("read", path, "--jsonl", "--marker", "tests.fakes:pattern")
    assert json.loads(printed.out)["schema"] == "sayso/1"


def test_a_csv_without_a_text_column_is_told_what_to_do(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    done = read(sayso, path)
    assert done.code == 1
    assert done.err.startswith("sayso: ") and "numbers.csv" in done.err and "map" in done.err


def test_a_file_that_is_no_ledger_stays_what_it_is(sayso: Sayso, folder: Path) -> None:
    Path("bad.ledger").write_text("my diary", encoding="utf-8")
    done = read(sayso, folder)
    assert done.code == 1 and done.err.startswith("sayso: ")
    assert Path("bad.ledger").read_text(encoding="utf-8") == "my diary"


def test_a_ledger_in_a_folder_that_is_not_there(sayso: Sayso, folder: Path) -> None:
    done = sayso("read", folder, "--ledger", "no/such/a.ledger", "--marker", "tests.fakes:pattern")
    assert done.code == 1
    assert done.err.startswith("sayso: ") and "no/such" in done.err
