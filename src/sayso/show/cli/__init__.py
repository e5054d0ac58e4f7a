"""The command line: ``sayso COMMAND``.

Every command lives in a file of its own and is imported only when it is called, so that
``sayso --help`` is there at once.  Data goes to stdout, talk to stderr.

Exit codes: 0 all read, 1 failed, 2 wrong usage, 3 some inputs were refused, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from sayso.errors import SaysoError

FAILED, USAGE, SOME_REFUSED, STOPPED = 1, 2, 3, 130

COMMANDS = {
    "read": "Read news into a ledger.",
    "show": "Show one article or claim, with who says what.",
    "claims": "List claims, filtered.",
    "find": "Search the words of all claims.",
    "ask": "Ask who says a thing, on whose word, and who disputes it.",
    "dossier": "Show all that is held on one claim: roots, disputes, drift.",
    "roots": "List the roots: on whose word all claims rest.",
    "actors": "List who is named, who speaks, who acts; put it right.",
    "places": "List where the claims say things are.",
    "frames": "List who does what to whom, according to whom.",
    "reprints": "List which articles are one text, and which was first.",
    "fix": "Decide by hand: same, apart, merge, reject; and take it back.",
    "report": "Write one HTML file to keep, send or print.",
    "runs": "List what was read, when, and with which model.",
    "serve": "Show the ledger as pages in a browser.",
    "demo": "Read the example story and show what comes of it.",
    "doctor": "Check that everything Sayso needs is there.",
}
"""Name and short help of each command, in the order of use.  Its file has its name."""


class LateGroup(click.Group):
    """A group that imports a command when it is called, and not for its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"sayso.show.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader of our output that has seen enough ends it in peace."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from sayso import __version__

    click.echo(f"sayso {__version__}")
    ctx.exit()


@click.command(
    cls=LateGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings: sayso.toml in this folder, then SAYSO_* variables, then options. "
    "Exit codes: 0 all read, 1 failed, 2 wrong usage, 3 some inputs refused, 130 stopped.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and leave.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """On whose say-so? Reads news as claims: who says what, on whose word, how firmly."""
    if ctx.invoked_subcommand:
        from sayso.show.cli.settings import settings

        command = cli.get_command(ctx, ctx.invoked_subcommand)
        if command is not None:
            ctx.default_map = {ctx.invoked_subcommand: settings(command)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    try:
        result = cli.main(
            list(arguments) if arguments is not None else None,
            prog_name="sayso",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        return USAGE if isinstance(error, click.UsageError) else FAILED
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    except SaysoError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}")
    return result if isinstance(result, int) else 0


def _fail(message: str) -> int:
    from sayso.show.safe import visible

    click.echo(f"sayso: {visible(message)}", err=True)
    return FAILED
