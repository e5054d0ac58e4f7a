"""Options that several commands share."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.records import Firmness, Kind, Voice
from sayso.show.cli.known import Country, EventType
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_LEDGER = "news.ledger"


def ledger_option(command: F) -> F:
    """``--ledger``, then ``SAYSO_LEDGER``, then ``sayso.toml``, then ``news.ledger`` here."""
    return click.option(
        "--ledger",
        envvar="SAYSO_LEDGER",
        default=DEFAULT_LEDGER,
        show_default=True,
        show_envvar=True,
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The ledger to use.",
    )(command)


def decided(command: F) -> F:
    """``--by`` and ``--note``: who decides so, and why; and ``--ledger``."""
    for option in (
        click.option("--note", default="", help="Why; kept with it."),
        click.option("--by", default=_user, help="Who decides so.  [default: your user name]"),
        ledger_option,
    ):
        command = option(command)
    return command


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a machine may know its users by number alone
        return "unknown"


def format_options(*names: str) -> Callable[[F], F]:
    """``--json`` and its like: at most one of them is given; the argument is ``form``."""
    told = {
        "json": "Print one JSON document.",
        "jsonl": "Print one JSON object a line.",
        "csv": "Print CSV with a header.",
        "geojson": "Print one GeoJSON document.",
    }

    def add(command: F) -> F:
        for name in reversed(names):
            command = click.option(
                f"--{name}", "form", flag_value=name, help=told[name], default=None
            )(command)
        return command

    return add


def limit_option(shown: int) -> Callable[[F], F]:
    """``--limit``; so many are ``shown`` on the screen without it."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        help=f"List at most N; 0 for all.  [default: {shown} on the screen, else all]",
    )


def most(limit: int | None, form: str | None, shown: int) -> int | None:
    """How many to list: as asked for, or so many on the screen; ``None`` for all.

    >>> most(7, None, 50), most(0, None, 50), most(None, None, 50), most(None, "csv", 50)
    (7, None, 50, None)
    """
    if limit is not None:
        return limit or None
    return None if form else shown


@contextmanager
def opened(ledger: Path, *, writing: bool = False) -> Iterator[Ledger]:
    """The ledger, to look things up in or put right; a clear way out where there is none yet."""
    from sayso.errors import LedgerError, LedgerTooOld
    from sayso.ledger import open_ledger

    if not ledger.exists():
        raise LedgerError(
            f"there is no ledger at {ledger}. Make one with: sayso read FILE --ledger {ledger}, "
            "or name another with --ledger"
        )
    try:
        book = open_ledger(ledger, readonly=not writing)
    except LedgerTooOld:
        open_ledger(ledger).close()
        say(f"{ledger} was made by an older Sayso and has been brought up to date")
        book = open_ledger(ledger, readonly=True)
    with book:
        yield book


def credited(book: Ledger) -> Callable[[ClaimRow], list[str]]:
    """Looks up whom the whole article of a claim credits."""

    def look(row: ClaimRow) -> list[str]:
        article, _ = book.article(row.article)
        return [credit.name for credit in article.credits if credit.covers is None]

    return look


def filter_options(*without: str) -> Callable[[F], F]:
    """Which claims are meant; the arguments are the fields of ``ClaimFilter``.

    ``without``: those that the command gives another meaning.
    """

    def add(command: F) -> F:
        for option in reversed(_filters(without)):
            command = option(command)
        return command

    return add


def _filters(without: Sequence[str]) -> list[Callable[[F], F]]:
    by_world: dict[str, Callable[[F], F]] = {
        "actor": click.option("--actor", metavar="NAME", help="Names this actor; a name or an id."),
        "place": click.option(
            "--place", metavar="NAME", help="Names this place; or a GeoNames id."
        ),
        "country": click.option("--country", type=Country(), help="A place in it; or ISO 3166."),
        "event": click.option(
            "--event", type=EventType(), help="Tells of it; a PLOVER event type."
        ),
        "during": click.option("--during", metavar="DATE", help="Of what happened in 2013-05, ..."),
    }
    return [
        click.option("--source", metavar="NAME", help="Who says it."),
        click.option("--root", metavar="NAME", help="On whose word it rests in the end."),
        click.option("--outlet", metavar="NAME", help="Who published it."),
        click.option("--firmness", type=Words(Firmness), help="How firmly it is put."),
        click.option("--kind", type=Words(Kind), help="What the source is."),
        click.option("--root-kind", type=Words(Kind), help="What the root is."),
        click.option("--voice", type=Words(Voice), help="Somebody's word, or the author's own."),
        click.option("--since", metavar="DATE", help="Published on or after 2024, 2024-03, ..."),
        click.option("--until", metavar="DATE", help="Published on or before DATE."),
        click.option("--words", metavar="WORDS", help="All of these words in the sentence."),
        click.option("--article", metavar="ID", help="In this article (the start of its id)."),
        *(option for name, option in by_world.items() if name not in without),
    ]


class Words(click.Choice[str]):
    """One word of a closed set; the value is the member of the set."""

    def __init__(self, values: type[StrEnum]) -> None:
        super().__init__([each.value for each in values], case_sensitive=False)
        self._values = values

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The member that the word names."""
        return self._values(super().convert(value, param, ctx))
