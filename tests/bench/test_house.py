"""The house rules: each is broken once, and must say so."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.house import check, dependencies, exemptions, forbidden, lengths, proportion

Repo = Callable[[dict[str, str]], Path]

FINE = '''"""A room."""


def one() -> int:
    """Return one."""
    return 1
'''


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Makes a checkout with these files, tracked by git."""

    def make(files: dict[str, str]) -> Path:
        root = tmp_path / "above" / "checkout"
        root.mkdir(parents=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        subprocess.run(["git", "init", "-q"], cwd=root, check=True)
        subprocess.run(["git", "add", "."], cwd=root, check=True)
        return root

    return make


def function(lines: int, docstring: str = "") -> str:
    body = "".join(f"    x{number} = {number}\n" for number in range(lines - 1))
    return f"def long():\n{docstring}{body}"


def test_a_clean_checkout_has_no_breach(repo: Repo) -> None:
    assert check(repo({"src/a.py": FINE, "tests/test_a.py": FINE})) == []


def test_files_that_git_ignores_are_not_looked_at(repo: Repo) -> None:
    root = repo({"src/a.py": FINE, "tests/test_a.py": FINE, ".gitignore": "made/\n"})
    (root / "made").mkdir()
    (root / "made" / "a.py").write_text(function(100))
    assert check(root) == []


def test_a_file_that_is_not_yet_tracked_is_looked_at(repo: Repo) -> None:
    root = repo({"src/a.py": FINE, "tests/test_a.py": FINE})
    (root / "tests" / "new.py").write_text(function(100))
    assert len(check(root)) == 1


def test_a_binary_file_is_no_text(repo: Repo) -> None:
    root = repo({"src/a.py": FINE, "tests/test_a.py": FINE})
    (root / "model.onnx").write_bytes(b"\0/home/" + b"someone/x")
    assert check(root) == []


@pytest.mark.parametrize(("lines", "breaches"), [(60, 0), (61, 1)])
def test_a_function_has_sixty_lines(lines: int, breaches: int) -> None:
    assert len(list(lengths(function(lines)))) == breaches


def test_a_docstring_is_not_counted() -> None:
    text = '    """Long.\n' + "\n" * 30 + '    """\n'
    assert not list(lengths(function(60, text)))


def test_a_breach_names_the_line_and_the_function() -> None:
    [(line, what)] = lengths("\n\n" + function(80))
    assert line == 3
    assert "long has 80 lines" in what


@pytest.mark.parametrize(("lines", "breaches"), [(600, 0), (601, 1)])
def test_a_file_has_six_hundred_lines(lines: int, breaches: int) -> None:
    assert len(list(lengths("x = 1\n" * lines))) == breaches


def test_a_table_of_data_may_be_longer_with_its_reason() -> None:
    rows = "x = 1\n" * 700
    assert not list(lengths("# lines: a table, one row a country\n" + rows))
    assert list(lengths("# lines:\n" + rows))


# The exemptions are put together here, so that this file holds none itself.
NOQA, IGNORE, PRAGMA = "# no" + "qa", "# type: " + "ignore", "# prag" + "ma"


@pytest.mark.parametrize(
    ("line", "breach"),
    [
        (f"x = 1  {NOQA}: S310 - the scheme is checked above", None),
        (f"x = 1  {IGNORE}[attr-defined]  # set by the C part", None),
        (f"x = 1  {PRAGMA}: no cover - Windows only", None),
        (f"x = 1  {NOQA}: S310", "without a reason"),
        (f"x = 1  {NOQA}: S310, E501", "without a reason"),
        (f"x = 1  {NOQA}", "without the rule"),
        (f"x = 1  {IGNORE}", "without the rule"),
        (f"x = 1  {IGNORE}[attr-defined]", "without a reason"),
        ("x = 1  # a plain comment", None),
    ],
)
def test_an_exemption_has_a_rule_and_a_reason(line: str, breach: str | None) -> None:
    found = [what for _, what in exemptions(line)]
    assert (breach is None and not found) or (len(found) == 1 and (breach or "") in found[0])


@pytest.mark.parametrize(
    "line",
    [
        "--index-" + "url https://example.org/simple",
        "--extra-index-" + "url=https://example.org",
        "registry" + " = https://example.org",
        "https://py" + "pi.org/simple/click",
        '"resolved": ' + '"https://example.org/a.tgz"',
        "api_key" + ' = "abcdefgh1234"',
        "see /ho" + "me/someone/notes",
        "Co-authored" + "-by: X <x@example.org>",
    ],
)
def test_hosts_keys_and_folders_are_not_named(line: str) -> None:
    assert len(list(forbidden(f"first\n{line}\n", "/nowhere/at/all"))) == 1


def test_the_folder_of_this_checkout_is_not_named() -> None:
    [(line, what)] = forbidden("a\nb /srv/desk/other/file\n", "/srv/desk")
    assert (line, what) == (2, "names a folder of this machine")


@pytest.mark.parametrize("text", ["a/srv/desk/x", "./srv/desk/x", "/srv/desktop", "../shared/x"])
def test_a_path_that_only_looks_alike_is_let_be(text: str) -> None:
    assert not list(forbidden(text, "/srv/desk"))


def test_an_ordinary_text_is_let_be() -> None:
    text = "The index of prices, read at https://example.org/news; the home page; a key figure."
    assert not list(forbidden(text, "/srv/desk"))


def test_less_test_code_than_code_is_a_breach() -> None:
    assert list(proportion({"src/a.py": "x = 1\ny = 2\n", "tests/test_a.py": "x = 1\n"}))


@pytest.mark.parametrize("padding", ["\n\n\n", "# said\n# at length\n", '"""Told\nat length."""\n'])
def test_only_code_counts_as_test_code(padding: str) -> None:
    short = f"{padding}x = 1\n"
    assert list(proportion({"src/a.py": "x = 1\ny = 2\n", "tests/test_a.py": short}))


def test_cases_as_rows_are_test_code() -> None:
    rows = '[[case]]\ntext = "The mayor said so."\n'
    code = {"src/a.py": "x = 1\ny = 2\n", "tests/test_a.py": ""}
    assert list(proportion({**code, "tests/other.toml": rows}))
    assert not list(proportion({**code, "tests/cases/trace/a.toml": rows}))


@pytest.mark.parametrize(("count", "breaches"), [(12, 0), (13, 1)])
def test_a_user_installs_twelve_packages_at_most(count: int, breaches: int) -> None:
    names = [f"package{number}" for number in range(count)]
    assert len(list(dependencies(f"[project]\ndependencies = {names}\n"))) == breaches
