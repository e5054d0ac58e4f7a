"""Settings of the command line: ``sayso.toml`` in the current folder.

``ledger``, before the first table, holds for every command; a table holds for the command it is
named after.  An option's key is its long name, with ``_`` for ``-``.  Variables
(``SAYSO_*``) and options on the command line win over the file::

    ledger = "syria.ledger"

    [read]
    processes = 2
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from sayso.show.cli import COMMANDS

FILE = Path("sayso.toml")


def settings(command: click.Command, path: Path = FILE) -> dict[str, Any]:
    """What the file sets for this command.  No file, no settings.

    :raises click.UsageError: the file cannot be read, or names what there is not.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        raise click.UsageError(f"{path} cannot be read: {why}. Mend it, or move it away") from why
    tables = {key: value for key, value in found.items() if isinstance(value, dict)}
    general = {key: value for key, value in found.items() if key not in tables}
    if wrong := sorted(set(tables) - set(COMMANDS)):
        raise click.UsageError(
            f"{path}: [{wrong[0]}] is no command; there are {', '.join(COMMANDS)}"
        )
    options = {p.name: p for p in command.params if isinstance(p, click.Option) and p.name}
    own = tables.get(command.name or "", {})
    if wrong := sorted(set(own) - set(options)):
        known = ", ".join(sorted(options))
        raise click.UsageError(
            f"{path}: {wrong[0]!r} in [{command.name}] is no option; there are {known}"
        )
    if wrong := sorted(set(general) - {"ledger"}):
        raise click.UsageError(
            f"{path}: {wrong[0]!r} stands before the first table, where only 'ledger' may; "
            "put it under the command it is meant for, for example [read]"
        )
    held = {key: value for key, value in general.items() if key in options}
    if isinstance(command, click.Group):
        # What holds for every command holds for those of a group as well.
        held |= {name: settings_of(each, general) for name, each in command.commands.items()}
    return held | own


def settings_of(command: click.Command, general: dict[str, Any]) -> dict[str, Any]:
    """Those of the settings for every command that this one has an option for."""
    return {p.name: general[p.name] for p in command.params if p.name in general}
