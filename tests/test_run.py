"""The set-up of ./run on machines that lack something; each test lays out its own PATH."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.corpora import ROOT

TOOLS = ("cat", "cksum", "dirname", "rm", "sed", "sh")

#: Stands where `python3` is looked for: the real one, that says what a test wants it to say.
PYTHON = """#!/bin/sh
case "$*" in
    *ensurepip*) exit {ensurepip} ;;
    *"sys.exit(sys.version_info"*) exit {old} ;;
    *"sys.version_info[:2]"*) echo 3.11; exit 0 ;;
    "-m venv "*) echo "made" >&2; exit 7 ;;
esac
exec {real} "$@"
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the script and its locks, and nothing else."""
    root = tmp_path / "checkout"
    (root / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "run", root)
    shutil.copy(ROOT / "pyproject.toml", root)
    for lock in ("run", "dev"):
        (root / "requirements" / f"{lock}.txt").write_text(f"# {lock}\n")
    (root / "training").mkdir()
    (root / "training" / "requirements.txt").write_text("# torch\n")
    return root


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder of commands: those the script may count on, and `id` of an ordinary user."""
    folder = tmp_path / "commands"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    put(folder, "id", "#!/bin/sh\necho 1000\n")
    return folder


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


def python(folder: Path, name: str = "python3", *, ensurepip: int = 0, old: int = 0) -> None:
    put(folder, name, PYTHON.format(ensurepip=ensurepip, old=old, real=sys.executable))


@pytest.fixture
def run(checkout: Path, path: Path) -> Run:
    def call(*args: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["/bin/sh", str(checkout / "run"), *args],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": str(path)},
        )

    return call


def installed(checkout: Path, path: Path, lock: str, *, venv: str = ".venv") -> None:
    """Pretend that a lock was installed: an environment whose Python says how it is called."""
    commands = checkout / venv / "bin"
    commands.mkdir(parents=True)
    put(commands, "python", '#!/bin/sh\necho "python $*"\n')
    put(commands, "sayso", '#!/bin/sh\necho "sayso $*"\n')
    stamp = subprocess.run(
        f"cat requirements/{lock}.txt pyproject.toml | cksum",
        shell=True,
        cwd=checkout,
        env=os.environ | {"PATH": str(path)},
        capture_output=True,
        text=True,
        check=True,
    )
    (checkout / venv / f".installed-{lock}").write_text(stamp.stdout)


def test_without_python_it_says_what_to_install(run: Run) -> None:
    done = run("demo")
    assert done.returncode == 1
    assert "needs Python 3.11 or later" in done.stderr
    assert "apt-get install python3" in done.stderr


def test_a_python_too_old_is_passed_over(run: Run, path: Path) -> None:
    python(path, "python3", old=1)
    assert "needs Python 3.11" in run("demo").stderr


def test_a_newer_python_beside_an_old_one_is_found(run: Run, path: Path) -> None:
    python(path, "python3", old=1)
    python(path, "python3.12")
    done = run("demo")
    assert done.returncode == 7
    assert "made" in done.stderr


def test_without_ensurepip_it_names_the_package(run: Run, path: Path) -> None:
    python(path, ensurepip=1)
    done = run("test")
    assert done.returncode == 1
    assert "sudo apt-get install python3.11-venv" in done.stderr


def test_an_ordinary_user_is_never_given_to_apt(run: Run, path: Path) -> None:
    python(path, ensurepip=1)
    put(path, "apt-get", "#!/bin/sh\necho called >&2\n")
    assert "called" not in run("test").stderr


def test_root_on_debian_gets_the_package(run: Run, path: Path) -> None:
    python(path, ensurepip=1)
    put(path, "id", "#!/bin/sh\necho 0\n")
    put(path, "apt-get", '#!/bin/sh\necho "apt-get $*" >&2\n')
    done = run("test")
    assert "apt-get install -y -qq python3.11-venv" in done.stderr
    assert "made" in done.stderr


def test_what_is_installed_is_used_at_once(run: Run, checkout: Path, path: Path) -> None:
    installed(checkout, path, "run")
    done = run("demo", "--plain")
    assert (done.returncode, done.stdout) == (0, "sayso demo --plain\n")


def test_arguments_reach_the_tests(run: Run, checkout: Path, path: Path) -> None:
    installed(checkout, path, "dev")
    assert run("test", "-k", "two words").stdout == "python -m pytest -k two words\n"


def test_what_makes_the_gazetteer_changed_sayso_is_installed_anew(
    run: Run, checkout: Path, path: Path
) -> None:
    installed(checkout, path, "run")
    (checkout / "hatch_build.py").write_text("# other")
    assert "installing requirements/run.txt" in run("demo").stderr


def test_a_changed_lock_is_installed_anew(run: Run, checkout: Path, path: Path) -> None:
    installed(checkout, path, "run")
    (checkout / "requirements" / "run.txt").write_text("# another\n")
    lines = run("demo").stdout.splitlines()
    assert "--require-hashes -r requirements/run.txt" in lines[-3]
    assert "--no-index --no-deps --no-build-isolation -e ." in lines[-2]
    assert lines[-1] == "sayso demo"
    assert run("demo").stdout.splitlines() == ["sayso demo"]


def test_the_lock_of_the_tests_covers_a_run(run: Run, checkout: Path, path: Path) -> None:
    installed(checkout, path, "dev")
    (checkout / "requirements" / "dev.txt").write_text("# another\n")
    assert "requirements/dev.txt" in run("test").stdout
    assert run("demo").stdout.splitlines() == ["sayso demo"]


def test_training_has_an_environment_of_its_own(run: Run, checkout: Path, path: Path) -> None:
    installed(checkout, path, "dev")
    installed(checkout, path, "run", venv=".venv-train")
    put(checkout / ".venv-train" / "bin", "python", '#!/bin/sh\necho "$0 $*"\n')
    pip, training = run("train", "--work", "two words").stdout.splitlines()
    own = ".venv-train/bin/python -m"
    assert pip == f"{own} pip install -qq --disable-pip-version-check -r training/requirements.txt"
    assert training == f"{own} training.recipe --work two words"


def test_it_runs_from_any_folder(checkout: Path, path: Path, tmp_path: Path) -> None:
    installed(checkout, path, "run")
    done = subprocess.run(
        ["/bin/sh", str(checkout / "run"), "demo"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PATH": str(path)},
    )
    assert done.stdout == "sayso demo\n"


def test_lint_runs_every_check_and_names_those_that_failed(
    run: Run, checkout: Path, path: Path
) -> None:
    installed(checkout, path, "dev")
    commands = checkout / ".venv" / "bin"
    put(commands, "ruff", '#!/bin/sh\necho "ruff $*"\n[ "$1" != check ]\n')
    put(commands, "lint-imports", "#!/bin/sh\nexit 1\n")
    done = run("lint")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "run: lint found something: rules layers"
    assert "python -m bench house" in done.stdout
