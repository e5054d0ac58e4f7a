"""``sayso doctor``: is everything there that Sayso needs?  One plain verdict a line."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from sayso.errors import SaysoError
from sayso.show.cli import FAILED
from sayso.show.cli.options import ledger_option

PYTHON = (3, 11)
LITTLE_MEMORY = 1.0
"""GiB below which two processes may not fit."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line: what was looked at, whether it is well, and what was found.

    ``well`` is ``None`` where it is worth knowing but no failure.
    """

    what: str
    well: bool | None
    found: str

    def __str__(self) -> str:
        word = {True: "ok", False: "FAILS", None: "note"}[self.well]
        return f"{word:<6}{self.what:<20}{self.found}"


@click.command("doctor")
@ledger_option
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    envvar="SAYSO_MODEL",
    help="Folder of the model.  [default: the one that comes with Sayso]",
)
def command(ledger: Path, model: Path | None) -> int:
    """Check Python, packages, the model, the gazetteer, SQLite, the ledger and the machine.

    One line each: ok, note or FAILS. The exit code is 1 where something fails.
    """
    failed = False
    for verdict in _verdicts(ledger, model):
        click.echo(str(verdict))
        failed |= verdict.well is False
    return FAILED if failed else 0


def _verdicts(ledger: Path, model: Path | None) -> Iterator[Verdict]:
    from sayso import __version__

    yield Verdict("sayso", True, __version__)
    yield python(sys.version_info[:2])
    yield from declared()
    yield the_model(model)
    yield the_gazetteer()
    yield sqlite()
    yield place(ledger)
    yield machine()


def python(found: tuple[int, ...]) -> Verdict:
    """The version of Python."""
    need = ".".join(map(str, PYTHON))
    well = found >= PYTHON
    told = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return Verdict("python", well, told if well else f"{told}: {need} or newer is needed")


def declared(look: Callable[[str], list[str] | None] = requires) -> Iterator[Verdict]:
    """Every package that Sayso declares."""
    try:
        required = look("sayso") or []
    except PackageNotFoundError:
        told = "what is needed is not known: Sayso itself is not installed; pip install ."
        yield Verdict("packages", None, told)
        return
    for name, needed in packages(required):
        yield package(name, needed=needed)


def packages(required: Iterable[str]) -> list[tuple[str, bool]]:
    """Names of the packages that Sayso declares, and whether it cannot do without.

    What stands under an extra is only for data frames.

    >>> packages(["numpy>=2.0", "pandas>=2.2; extra == 'frames'"])
    [('numpy', True), ('pandas', False)]
    """
    return [
        (re.split(r"[^\w.-]", each, maxsplit=1)[0], "extra ==" not in each) for each in required
    ]


def package(name: str, *, needed: bool, look: Callable[[str], str] = version) -> Verdict:
    """Whether a package is installed, and which version."""
    try:
        return Verdict(name, True, look(name))
    except PackageNotFoundError:
        if needed:
            return Verdict(name, False, f"is not installed: pip install {name}")
        return Verdict(name, None, "is not installed; only data frames need it: sayso[frames]")


def the_model(path: Path | None) -> Verdict:
    """Whether the model loads, its name and the hash of its file."""
    from sayso.engines import MarkerSpec

    try:
        name = MarkerSpec(path=path).load().name
        from sayso.mark import fingerprint

        digest = fingerprint(None if path is None else path / "model.onnx")
    except Exception as error:  # noqa: BLE001 - whatever is wrong, telling it is this command's work
        told = str(error) if isinstance(error, SaysoError) else f"{type(error).__name__}: {error}"
        return Verdict("model", False, told)
    return Verdict("model", True, f"{name}, file sha256 {digest}")


def the_gazetteer(path: Path | None = None) -> Verdict:
    """Whether the gazetteer opens, how much it holds, and where it comes from."""
    from sayso.ground.gazetteer import Gazetteer, about

    try:
        places = len(Gazetteer.load(path))
        told = about(path)
    except SaysoError as error:
        return Verdict("gazetteer", False, str(error))
    made = ", ".join(f"{name} {number}" for name, number in told["packages"].items())
    return Verdict("gazetteer", True, f"{places:,} places; {told['source']}; made from {made}")


def sqlite() -> Verdict:
    """Whether this Python's SQLite can keep a ledger and search it: make one, and ask it."""
    from sayso.ledger import open_ledger, sqlite_version

    try:
        with (
            TemporaryDirectory(prefix="sayso-doctor-") as folder,
            open_ledger(Path(folder) / "probe.ledger") as probe,
        ):
            probe.find("word")
    except (SaysoError, OSError) as error:
        return Verdict("sqlite", False, f"{sqlite_version()} cannot keep a ledger: {error}")
    told = f"{sqlite_version()} keeps a ledger (strict tables) and searches it (FTS5)"
    return Verdict("sqlite", True, told)


def place(ledger: Path) -> Verdict:
    """Whether the ledger can be read, and it or its folder written."""
    from sayso.ledger import open_ledger

    folder = ledger.resolve().parent
    if not folder.is_dir():
        return Verdict("ledger", False, f"{ledger}: the folder {folder} is not there: make it")
    held = ""
    if ledger.exists():
        try:
            with open_ledger(ledger, readonly=True) as book:
                held = f"holds {book.counts().articles:,} articles, "
        except SaysoError as error:
            return Verdict("ledger", False, str(error))
    target = ledger if ledger.exists() else folder
    if not os.access(target, os.W_OK) or not os.access(folder, os.W_OK):
        return Verdict("ledger", False, f"{target} cannot be written: choose another --ledger")
    told = f"{held}can be written" if held else "is not there yet; its folder can be written"
    return Verdict("ledger", True, f"{ledger} {told}")


def machine() -> Verdict:
    """Cores, and memory where the system tells."""
    from sayso.engines.local import cores

    told = f"{cores()} to use"
    memory = _memory()
    if memory is None:
        return Verdict("cores", True, told)
    told += f", {memory:.1f} GiB of memory"
    if memory < LITTLE_MEMORY:
        return Verdict("cores", None, f"{told}: read with --processes 1")
    return Verdict("cores", True, told)


def _memory() -> float | None:
    """Memory of the machine in GiB; ``None`` where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (AttributeError, ValueError, OSError):
        return None
