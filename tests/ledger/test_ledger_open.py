"""Opening: versions, what is no ledger, and places where none can be."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing.queues import Queue
from pathlib import Path

import pytest

import sayso.ledger
from sayso.errors import LedgerError, LedgerTooNew, LedgerTooOld
from sayso.ledger import Added, Ledger, open_ledger, schema
from tests.ledger.made import assert_whole, rows, script, story

SPAWN = multiprocessing.get_context("spawn")
NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quay.ledger"


def filled(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(ledger.begin_run("made", "none", "0"), "k0", *story())


def test_the_public_names() -> None:
    assert set(sayso.ledger.__all__) == {
        "ActorRow", "Added", "Akin", "Atlas", "AtlasDate", "AtlasLists", "AtlasPlace",
        "ClaimFilter", "ClaimRow", "CorrectionRow", "Counts", "FACETS", "FacetRow",
        "FrameFilter", "FrameRow", "GAP", "Hit", "Holders", "IndexSize", "Ledger", "Near",
        "Outline", "PlaceRow", "RefusedRow", "ReuseRow", "RootRow", "RunRow", "Unplaced",
        "open_ledger", "sqlite_version",
    }  # fmt: skip
    assert all(hasattr(sayso.ledger, name) for name in sayso.ledger.__all__)


def test_a_new_ledger_is_marked_as_ours(path: Path) -> None:
    open_ledger(str(path)).close()
    assert rows(path, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(schema.newest(),)]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    loose = rows(
        path,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND NOT strict AND name NOT LIKE 'sqlite_%'",
    )
    assert loose == []


def test_closing_leaves_one_file(path: Path) -> None:
    filled(path)
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()
    with pytest.raises(LedgerError, match="empty"):
        open_ledger(path, readonly=True)
    filled(path)
    assert assert_whole(path) == 1


def test_a_newer_ledger_says_what_to_do_and_is_left_alone(path: Path) -> None:
    filled(path)
    script(path, f"PRAGMA user_version = {schema.newest() + 1}")
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(LedgerTooNew, match="upgrade Sayso"):
            open_ledger(path, readonly=readonly)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"x", b"Ferry sinks\n" * 100, b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_what_is_no_ledger_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for readonly in (False, True):
        with pytest.raises(LedgerError, match=str(path)):
            open_ledger(path, readonly=readonly)
    assert path.read_bytes() == content


@pytest.mark.parametrize("sql", ["CREATE TABLE t (a)", "PRAGMA user_version = 3"])
def test_a_database_of_another_program_is_left_alone(path: Path, sql: str) -> None:
    script(path, sql)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger of Sayso"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder: name a file"):
        open_ledger(tmp_path)
    with pytest.raises(LedgerError, match="does not exist: make it"):
        open_ledger(tmp_path / "no" / "quay.ledger")


def test_reading_a_ledger_that_is_not_there_makes_none(path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        open_ledger(path, readonly=True)
    assert not path.exists()


def test_readonly_reads_and_does_not_write(path: Path) -> None:
    filled(path)
    with open_ledger(path, readonly=True) as ledger:
        assert ledger.counts().articles == 1
        assert ledger.find("ferry")
        with pytest.raises(LedgerError, match="read-only"):
            ledger.begin_run("made", "none", "0")


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.counts()


@pytest.mark.parametrize("name", ["a?b=c#d.ledger", "naïve 船.ledger", "%41.ledger"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    filled(tmp_path / name)
    assert (tmp_path / name).is_file()
    with open_ledger(tmp_path / name, readonly=True) as ledger:
        assert ledger.counts().articles == 1


# --- versions -------------------------------------------------------------------------------


def test_a_migration_brings_an_old_ledger_forward(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    steps = [
        *schema.migrations(),
        "CREATE TABLE later (a TEXT) STRICT;\nINSERT INTO later VALUES ('x');",
    ]
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    with pytest.raises(
        LedgerTooOld, match=f"older schema {schema.newest() - 1}: open it for writing once"
    ):
        open_ledger(path, readonly=True)
    with open_ledger(path) as ledger:
        assert ledger.counts().articles == 1
    assert rows(path, "SELECT a FROM later") == [("x",)]
    assert rows(path, "PRAGMA user_version") == [(len(steps),)]
    open_ledger(path).close()
    assert rows(path, "SELECT count(*) FROM later") == [(1,)]


def test_a_ledger_of_schema_one_goes_on(path: Path) -> None:
    marks = f"PRAGMA application_id = {schema.APPLICATION_ID}; PRAGMA user_version = 1;"
    run = "INSERT INTO runs (source, model, version, started_at) VALUES ('made', 'old', '0', 'x');"
    refused = (
        "INSERT INTO inputs (input_key, input_id, run, outcome) VALUES ('k', 'a', 1, 'refused');"
        "INSERT INTO refused VALUES (1, 'k', 'a', 1, 'empty', 'why', NULL);"
        "INSERT INTO facet_counts VALUES ('refused', 'empty', 1, 0);"
        "UPDATE runs SET refused = 1;"
    )
    script(path, f"{schema.migrations()[0]}\n{marks}\n{run}\n{refused}")
    with open_ledger(path) as ledger:
        assert [(row.input_id, row.again) for row in ledger.refused()] == [("a", False)]
        assert ledger.seen("k")
        assert ledger.add(1, "k0", *story()) is Added.NEW
        newer = ledger.begin_run("made", "new", "1")
        assert ledger.add(newer, "k1", *story()) is Added.REPLACED
        assert [run.replaced for run in ledger.runs()] == [0, 1]
    assert assert_whole(path) == 1
    assert rows(path, "PRAGMA user_version") == [(schema.newest(),)]


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    steps = [
        *schema.migrations(),
        "CREATE TABLE later (a TEXT) STRICT;\nINSERT INTO nowhere DEFAULT VALUES;",
    ]
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    with pytest.raises(LedgerError, match="nowhere"):
        open_ledger(path)
    assert rows(path, "SELECT name FROM sqlite_master WHERE name = 'later'") == []
    assert rows(path, "PRAGMA user_version") == [(schema.newest() - 1,)]
    assert assert_whole(path) == 1


def test_corrections_have_their_place(path: Path) -> None:
    filled(path)
    script(
        path,
        'INSERT INTO corrections (target_kind, target_id, field, old, new, "by", at) '
        "VALUES ('claim', 'abc', 'firmness', '\"hedged\"', '\"denied\"', 'I. Voss', '2031-05-06')",
    )
    assert rows(path, "SELECT note, undone_at FROM corrections") == [("", None)]
    with pytest.raises(Exception, match="CHECK"):
        script(path, "INSERT INTO corrections VALUES (9, 'mood', '', '', '', '', '', '', '', '')")


def test_the_view_is_readable_by_any_program(path: Path) -> None:
    filled(path)
    found = rows(
        path,
        "SELECT source, cue, content, root, chain, voice FROM claims_view WHERE rowid IN "
        "(SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'union')",
    )
    assert found == [
        (
            "a ferry passenger",
            "alleged",
            "the pilots' union knew",
            "a ferry passenger",
            "Tern Wire < Ilan Voss < a ferry passenger",
            "reported",
        )
    ]


# --- places where nothing can be written ----------------------------------------------------


def as_nobody(task: Callable[[Path], str], path: Path, answers: Queue[str]) -> None:
    """Run a task as a user without rights (root may write anywhere)."""
    schema.migrations()  # what this imports may lie where that user cannot read
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    answers.put(task(path))


def told(task: Callable[[Path], str], path: Path) -> str:
    """What a child process without rights answers."""
    answers: Queue[str] = SPAWN.Queue()
    child = SPAWN.Process(target=as_nobody, args=(task, path, answers))
    child.start()
    answer: str = answers.get(timeout=60)
    child.join()
    return answer


def try_to_write(path: Path) -> str:
    try:
        filled(path)
    except LedgerError as error:
        return str(error)
    return "written"


def try_to_read(path: Path) -> str:
    try:
        with open_ledger(path, readonly=True) as ledger:
            return f"{ledger.counts().articles} read, {len(ledger.find('ferry'))} found"
    except LedgerError as error:
        return str(error)


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A folder with a ledger that everybody may read and nobody may write."""
    if sys.platform == "win32":
        pytest.skip("rights work otherwise there")
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.geteuid() and parent.name.startswith(("pytest-", "test_")):
            parent.chmod(0o755)
    folder = tmp_path / "shut"
    folder.mkdir()
    filled(folder / "quay.ledger")
    (folder / "quay.ledger").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def test_a_readonly_folder_says_so_and_can_be_read(shut: Path) -> None:
    assert told(try_to_write, shut / "quay.ledger").endswith(
        "quay.ledger is read-only: a ledger cannot be written there"
    )
    assert told(try_to_write, shut / "new.ledger").endswith(
        "shut is read-only: a ledger cannot be written there"
    )
    assert told(try_to_read, shut / "quay.ledger") == "1 read, 2 found"
    assert [item.name for item in shut.iterdir()] == ["quay.ledger"]


def fill_until_full(path: Path) -> str:
    """Write under a limit on the size of a file, as on a full disk."""
    import resource  # there is none on Windows

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    done = 0
    ledger = open_ledger(path)
    run = ledger.begin_run("made", "none", "0")
    try:
        for n in range(5_000):
            ledger.add(run, f"k{n}", *story(n))
            done += 1
    except LedgerError as error:
        return f"{done} {error}"
    return "no limit was met"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_a_full_disk_keeps_what_was_committed(path: Path) -> None:
    path.parent.chmod(0o777)
    answers: Queue[str] = SPAWN.Queue()
    child = SPAWN.Process(target=full_child, args=(path, answers))
    child.start()
    done, _, message = str(answers.get(timeout=60)).partition(" ")
    child.join()
    assert "what was committed is kept" in message
    assert "full" in message
    assert int(done) > 5
    assert assert_whole(path) == int(done)
    with open_ledger(path) as ledger:
        run = ledger.begin_run("made", "none", "0")
        assert ledger.add(run, "again", *story(int(done) - 1)) is Added.KNOWN
        assert ledger.add(run, f"k{done}", *story(int(done))) is Added.NEW


def full_child(path: Path, answers: Queue[str]) -> None:
    answers.put(fill_until_full(path))


def test_a_full_database_rolls_back_and_goes_on(path: Path) -> None:
    with open_ledger(path) as ledger:
        run = ledger.begin_run("made", "none", "0")
        assert ledger.add(run, "k0", *story(0)) is Added.NEW
        limit(ledger, 1)
        with pytest.raises(LedgerError, match="the disk is full: free some space"):
            add_many(ledger, run)
        held = ledger.counts().articles
        limit(ledger, 1 << 30)
        assert ledger.add(run, "later", *story(500)) is Added.NEW
        ledger.end_run(run, "done")
    assert assert_whole(path) == held + 1


def add_many(ledger: Ledger, run: int) -> None:
    for n in range(1, 200):
        ledger.add(run, f"k{n}", *story(n))


def limit(ledger: Ledger, pages: int) -> None:
    """Let the file grow to so many pages at most (never under what it has)."""
    ledger._db.execute(f"PRAGMA max_page_count = {pages}")
