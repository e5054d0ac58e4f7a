"""Bad input end to end, through `sayso read`: a clear word, nothing lost, the run goes on.

Each case stands beside a good article, which must be read whatever the other one is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import open_ledger
from tests.conftest import Said, Sayso
from tests.ledger.made import script

resource = pytest.importorskip("resource", reason="no limits to set on this system")

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


def reading(folder: Path, ledger: str = "bad.ledger") -> list[str]:
    """The command that reads a folder into a ledger beside it, in a process of its own."""
    read = [sys.executable, "-m", "sayso", "read", str(folder), "--processes", "1"]
    return [*read, "--marker", "tests.fakes:pattern", "--ledger", str(folder.parent / ledger)]


def run(
    command: list[str], environment: dict[str, str], **options: Any
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment, text=True, capture_output=True, check=False, **options
    )


def limit_files(size: int) -> None:
    """In the child, before it begins: no file grows beyond this, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def held(ledger: str | Path = "bad.ledger") -> dict[str, str]:
    """Texts in the ledger, by the name of their file."""
    with open_ledger(ledger, readonly=True) as book:
        articles = {row.article for row in book.claims()}
        texts = [book.article(each)[0] for each in articles]
    return {Path(article.input_id).name: article.text for article in texts}


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("empty.csv", b"", "empty"),
        ("empty.jsonl", b"", "empty"),
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
    listed = sayso("runs", "--refused", "--ledger", "bad.ledger")
    assert f"1 input was refused: 1 {reason}." in listed.err
    [row] = json.loads(sayso("runs", "--refused", "--json", "--ledger", "bad.ledger").out)
    assert (Path(row["input_id"]).name, row["reason"], row["run"]) == (name, reason, 1)
    again = read(sayso, folder)
    assert again.code == 0 and "2 inputs were dealt with by an earlier run." in again.err
    if name.endswith(".txt"):  # once the file is put right it is refused no more
        (folder / name).write_text(ENGLISH * 2, encoding="utf-8")
        assert read(sayso, folder).code == 0
        assert sayso("runs", "--refused", "--ledger", "bad.ledger").err == "No input was refused.\n"


AND_MEMORY = """
import sys
from bench.memory import high_water_mb
from sayso.show.cli import run
code = run(sys.argv[1:])
print(high_water_mb())
sys.exit(code)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells no peak of memory")
@pytest.mark.parametrize("name", ["huge.txt", "huge.html", "huge.csv", "huge.jsonl", "huge.json"])
def test_two_hundred_megabytes_are_refused_and_never_held(
    folder: Path, environment: dict[str, str], name: str
) -> None:
    with (folder / name).open("wb") as file:
        file.write(b"id,text\n" if name.endswith(".csv") else b"")
        file.truncate(200_000_000)  # a hole: it takes no room on the disk
    read = reading(folder)[3:]
    done = run([sys.executable, "-c", AND_MEMORY, *read, "--max-bytes", "5000000"], environment)
    assert done.returncode == 3, done.stderr
    assert name in done.stderr and "1 input was refused: 1 " in done.stderr
    assert "Traceback" not in done.stderr
    assert "MB, the limit is" in done.stderr
    assert float(done.stdout) < 250, f"{done.stdout} MB were held at once"
    assert held(folder.parent / "bad.ledger")["good.txt"] == GOOD


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
    text = (ENGLISH * 3_200).strip()
    assert len(text.split()) > 50_000
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


def test_one_bad_input_of_several_is_refused_and_the_others_are_read(
    sayso: Sayso, folder: Path, tmp_path: Path
) -> None:
    (folder / "numbers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = read(sayso, folder)
    assert done.code == 3
    assert "numbers.csv: unreadable: " in done.err and "--map text=COLUMN" in done.err
    assert held()["good.txt"] == GOOD
    other = tmp_path / "other.txt"
    other.write_text(ENGLISH, encoding="utf-8")
    named = read(sayso, folder / "numbers.csv", "nowhere.txt", "http://localhost:1/", str(other))
    assert named.code == 3
    assert "3 inputs were refused: 3 unreadable." in named.err
    assert (
        "nowhere.txt: unreadable: there is no such file" in named.err
        and "--allow-private" in named.err
    )
    assert set(held()) == {"good.txt", "other.txt"}
    alone = read(sayso, Path("nowhere.txt"))
    assert alone.code == 1 and alone.err.startswith("sayso: nowhere.txt: there is no such file")


def test_a_ledger_made_by_a_newer_version_is_left_alone(sayso: Sayso, folder: Path) -> None:
    assert read(sayso, folder).code == 0
    script(Path("bad.ledger"), "PRAGMA user_version = 99")
    before = Path("bad.ledger").read_bytes()
    (folder / "more.txt").write_text(ENGLISH, encoding="utf-8")
    for done in (read(sayso, folder), sayso("claims", "--ledger", "bad.ledger")):
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("sayso: ") and "newer Sayso" in done.err
        assert "upgrade Sayso, or write to another ledger" in done.err
    assert Path("bad.ledger").read_bytes() == before


AS_NOBODY = """
import os, sys
from sayso.show.cli import run
mark = ["--marker", "tests.fakes:pattern", "--processes", "1"]
folder, shut = sys.argv[1:]
# Once with all rights: what is imported may lie where that user cannot read.
assert run(["read", folder, *mark, "--ledger", shut + "/../open.ledger"]) == 0
run(["claims", "--ledger", shut + "/../open.ledger", "--json"])
print("--- from here", file=sys.stderr, flush=True)
if os.geteuid() == 0:
    os.setuid(65534)
code = run(["read", folder, *mark, "--ledger", shut + "/new.ledger"])
code = 10 * code + run(["read", folder, *mark, "--ledger", shut + "/old.ledger"])
sys.exit(10 * code + run(["runs", "--ledger", shut + "/old.ledger", "--json"]))
"""


def test_a_readonly_folder_is_told_and_its_ledger_can_still_be_looked_at(
    sayso: Sayso, folder: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.geteuid() and parent.name.startswith(("pytest-", "test_")):
            parent.chmod(0o755)
    shut = tmp_path / "shut"
    shut.mkdir()
    marker = ("--marker", "tests.fakes:pattern", "--processes", "1")
    assert sayso("read", folder, *marker, "--ledger", shut / "old.ledger").code == 0
    (shut / "old.ledger").chmod(0o444)
    shut.chmod(0o555)
    done = run([sys.executable, "-c", AS_NOBODY, str(folder), str(shut)], environment)
    shut.chmod(0o755)
    told = done.stderr.partition("--- from here\n")[2]
    assert done.returncode == 110, done.stderr
    assert f"sayso: {shut} is read-only: a ledger cannot be written there" in told
    assert f"sayso: {shut / 'old.ledger'} is read-only: a ledger cannot" in told
    assert "Traceback" not in told
    assert [item.name for item in shut.iterdir()] == ["old.ledger"]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_full_disk_is_told_and_the_same_command_goes_on(
    tmp_path: Path, environment: dict[str, str], processes: str
) -> None:
    path = tmp_path / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(200):
            text = f"{GOOD} It was {number}.\n\n{ENGLISH * 8}"
            file.write(json.dumps({"id": f"n{number}", "text": text}) + "\n")
    command = [*reading(path), "--processes", processes]
    full = run(command, environment, preexec_fn=lambda: limit_files(3_000_000))
    assert full.returncode == 1, full.stderr
    assert full.stderr.count("sayso: ") == 1 and "Traceback" not in full.stderr
    assert "bad.ledger: the disk" in full.stderr and "full" in full.stderr
    assert "what was committed is kept" in full.stderr
    ledger = tmp_path / "bad.ledger"
    with open_ledger(ledger, readonly=True) as book:
        kept = book.counts().articles
    assert 10 < kept < 200
    done = run(command, environment)
    assert done.returncode == 0, done.stderr
    assert f"{kept} inputs were dealt with by an earlier run." in done.stderr
    with open_ledger(ledger, readonly=True) as book:
        assert (book.counts().articles, book.counts().duplicates) == (200, 0)
        assert [one.status for one in book.runs()][1:] == ["done"]


def test_a_file_that_is_no_ledger_stays_what_it_is(sayso: Sayso, folder: Path) -> None:
    Path("bad.ledger").write_text("my diary", encoding="utf-8")
    done = read(sayso, folder)
    assert done.code == 1 and done.err.startswith("sayso: ")
    assert Path("bad.ledger").read_text(encoding="utf-8") == "my diary"


def test_a_ledger_in_a_folder_that_is_not_there(sayso: Sayso, folder: Path) -> None:
    done = sayso("read", folder, "--ledger", "no/such/a.ledger", "--marker", "tests.fakes:pattern")
    assert done.code == 1
    assert done.err.startswith("sayso: ") and "no/such" in done.err


def odd(folder: Path) -> None:
    """Texts that have little in common with an article, or with each other."""
    texts = {
        "lone.txt": f"“The bridge is closed since Monday.\n\n{GOOD}\n\n{ENGLISH * 2}",
        "marks.txt": GOOD + "\n" + "“" * 300 + ENGLISH + '"' * 301,
        "mixed.txt": f"{GOOD} The word 🕊 سلام was painted in حلب and 北京. {ENGLISH}\u200fe\u0301",
        "word.txt": f"{GOOD} {'x' * 20_000} {ENGLISH}",
        "dots.txt": f"{GOOD}{'. . .' * 300}",
        "gaps.txt": f"{GOOD}{' ' * 20_000}{ENGLISH}{chr(10) * 5_000}{ENGLISH}",
        "narrow.txt": f"{chr(0x200B) * 500}{GOOD}{ENGLISH}",
        "control.txt": f"{GOOD}\x0b\x0c {ENGLISH * 2}",
        "unbroken.txt": (ENGLISH * 20).replace(". ", " "),
        "short.txt": "He said.",
        "dateless.csv": f'id,text,date\n1,"{GOOD}",never\n2,"{ENGLISH}",\n',
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "wide.txt").write_bytes(f"{GOOD} {ENGLISH}".encode("utf-16"))
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 40)


def test_the_real_model_bears_all_of_it(sayso: Sayso, folder: Path) -> None:
    odd(folder)
    done = sayso("read", folder, "--processes", "1", "--ledger", "real.ledger")
    assert done.code == 3, done.err
    assert "1 input was refused: 1 not text." in done.err, done.err
    with open_ledger("real.ledger", readonly=True) as book:
        held = book.counts()
        assert (held.articles, held.duplicates) == (len(list(folder.iterdir())) - 1, 1)
        rows = list(book.claims())
        texts = {row.article: book.article(row.article)[0].text for row in rows}
        for row in rows:
            assert all(0 <= start < end <= len(texts[row.article]) for start, end in row.spans)
        assert "Tobin Marrash" in {row.who for row in rows if texts[row.article] == GOOD}
        assert len({row.article for row in rows if row.cue == "said"}) >= 8
