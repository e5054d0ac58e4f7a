"""``sayso read``: gather, read, mark, trace; into a ledger, or as JSON lines."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.show.cli import SOME_REFUSED, STOPPED
from sayso.show.cli.options import ledger_option
from sayso.show.cli.talk import progress, refusals, say, summary

if TYPE_CHECKING:
    from sayso.engines import Engine
    from sayso.pipeline import Input


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asks to be read, how, and within which limits."""

    sources: tuple[str, ...]
    mapping: dict[str, str]
    limit: int | None
    processes: int | None
    threads: int
    model: Path | None
    marker: str | None
    actors: Path | None
    allow_private: bool
    max_bytes: int
    max_chars: int
    max_depth: int
    timeout: float
    quiet: bool


def _mapping(_: click.Context, __: click.Parameter, pairs: str | None) -> dict[str, str]:
    """``text=body,title=head`` as a mapping."""
    found: dict[str, str] = {}
    for pair in (pairs or "").split(","):
        field, equals, column = pair.partition("=")
        if pair.strip() and not (equals and field.strip() and column.strip()):
            raise click.BadParameter(f"{pair!r} is not of the form field=column, as in text=body")
        if pair.strip():
            found[field.strip()] = column.strip()
    return found


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="IN...")
@ledger_option
@click.option("--jsonl", is_flag=True, help="Write no ledger; print one object an article.")
@click.option(
    "--map",
    "mapping",
    callback=_mapping,
    metavar="FIELD=COLUMN,...",
    help="Which columns or keys hold text, html, id, title, url, outlet, date, language.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Read only the first N inputs.")
@click.option(
    "--processes",
    type=click.IntRange(1, 256),
    envvar="SAYSO_PROCESSES",
    show_envvar=True,
    help="How many read at once.  [default: one a core; one for a small input]",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    envvar="SAYSO_THREADS",
    show_envvar=True,
    help="Threads of the model in each process.",
)
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    envvar="SAYSO_MODEL",
    show_envvar=True,
    help="Folder of the model.  [default: the one that comes with Sayso]",
)
@click.option(
    "--actors",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="SAYSO_ACTORS",
    show_envvar=True,
    metavar="FILE",
    help="Your own actors, which win over the lists.  Make one with: sayso actors import",
)
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses, too.")
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=20_000_000,
    show_default=True,
    help="Refuse an article with more bytes.",
)
@click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    default=2_000_000,
    show_default=True,
    help="Refuse an article whose text has more characters.",
)
@click.option(
    "--max-depth",
    type=click.IntRange(min=1),
    default=250,
    show_default=True,
    help="Refuse HTML with tags nested deeper.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=20.0,
    show_default=True,
    help="Seconds one article may take to fetch, and again to read.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and what was refused.")
@click.option("--marker", hidden=True, help="Another marker, as module:callable.")
def command(sources: tuple[str, ...], ledger: Path, *, jsonl: bool, **options: Any) -> int:
    """Read news into a ledger.

    IN is a file (.txt, .md, .html, .csv, .jsonl), a folder, a pattern, a web address, or - for
    stdin. Columns are found by name; --map overrides. A run that was stopped goes on with the
    same command; what was read is not read again.
    """
    from sayso.engines import MarkerSpec, start
    from sayso.read import ReadLimits

    wanted = Wanted(sources=sources, **options)
    spec = MarkerSpec(path=wanted.model, threads=wanted.threads, actors=wanted.actors)
    if wanted.marker:
        spec = replace(spec, factory=wanted.marker)
    limits = ReadLimits(
        max_chars=wanted.max_chars, max_depth=wanted.max_depth, timeout_s=wanted.timeout
    )
    with _ended_like_ctrl_c():
        engine, items = start(_gather(wanted), spec, processes=wanted.processes, limits=limits)
        with engine as ready:
            return _print(ready, items, wanted) if jsonl else _write(ready, items, wanted, ledger)


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """Whoever ends the process politely (SIGTERM) gets what Ctrl-C gets: a clean stop."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set how signals are taken
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: let the stop be clean
    raise KeyboardInterrupt


def _gather(wanted: Wanted) -> Iterator[Input]:
    return islice(chain.from_iterable(_one(each, wanted) for each in wanted.sources), wanted.limit)


def _one(source: str, wanted: Wanted) -> Iterator[Input]:
    """What one source holds.  One bad source of several is refused, and the others are read."""
    from sayso.errors import InputError
    from sayso.gather import Limits, gather
    from sayso.records import Reason, Refused

    try:
        yield from gather(
            source,
            mapping=wanted.mapping or None,
            limits=Limits(max_bytes=wanted.max_bytes, timeout_s=wanted.timeout),
            allow_private=wanted.allow_private,
            stdin=sys.stdin.buffer if source == "-" else None,
        )
    except InputError as error:
        if len(wanted.sources) == 1:
            raise
        yield Refused(source, Reason.UNREADABLE, str(error).removeprefix(f"{source}: "))


def _total(wanted: Wanted) -> int | None:
    """How many inputs there are, where that is cheap to know; counted for a bar alone."""
    if wanted.quiet:
        return None
    from sayso.gather import count

    counts = [count(each, mapping=wanted.mapping or None) for each in wanted.sources]
    known = [number for number in counts if number is not None]
    if len(known) < len(counts):
        return None
    return min(sum(known), wanted.limit or sum(known))


def _print(engine: Engine, items: Iterator[Input], wanted: Wanted) -> int:
    """One ``sayso/1`` object an input, in the order of the input."""
    from sayso.engines import Tally
    from sayso.pipeline import Dropped
    from sayso.show.contract import as_json, line

    tally = Tally()
    quiet = wanted.quiet or sys.stdout.isatty()  # a bar would stand among the lines
    total = None if quiet else _total(wanted)
    with progress(total, quiet=quiet) as heard:
        for outcome in engine.run(items):
            if isinstance(outcome, Dropped):
                tally.drop(outcome.refused)
                click.echo(line(as_json(outcome.refused)))
            else:
                tally.take(outcome)
                click.echo(line(as_json(outcome.article, outcome.reading)))
            heard(tally)
    refusals(tally)
    return SOME_REFUSED if tally.refused else 0


def _write(engine: Engine, items: Iterator[Input], wanted: Wanted, ledger: Path) -> int:
    from sayso.engines import Tally, into_ledger
    from sayso.ledger import open_ledger

    tally = Tally()
    began = time.monotonic()
    total = _total(wanted)
    try:
        with open_ledger(ledger) as book, progress(total, quiet=wanted.quiet) as heard:
            into_ledger(
                engine, book, items, source=" ".join(wanted.sources), tally=tally, heard=heard
            )
    except KeyboardInterrupt:
        of = f" of {total:,}" if total else ""
        say(f"Stopped after {tally.inputs:,}{of} inputs. What was read is kept in {ledger};")
        say("the same command goes on from there.")
        return STOPPED
    if wanted.quiet:
        refusals(tally)
    else:
        summary(tally, time.monotonic() - began)
        say(f"It is in {ledger}. Look at it with: sayso claims --ledger {ledger}")
    return SOME_REFUSED if tally.refused else 0
