"""Write docs/reference/commands.md: the help of every command, as the program gives it.

python docs/commands.py            write the page
python docs/commands.py --check    exit 1 where the page is not what it would be
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "commands.md"
WIDTH = 96
HEAD = """# Commands

<!-- Made by docs/commands.py from the help texts. Change those, then ./run docs. -->
"""


def page() -> str:
    """The whole page: the program first, then its commands in the order of use."""
    from sayso.show.cli import COMMANDS, cli

    chapters = [HEAD, help_of(cli, "sayso")]
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        chapters += [f"## {name}\n", help_of(command, f"sayso {name}")]
        for part, each in getattr(command, "commands", {}).items():
            chapters += [f"### {name} {part}\n", help_of(each, f"sayso {name} {part}")]
    return "\n".join(chapters)


def help_of(command: click.Command, called: str) -> str:
    """What ``--help`` prints, the same at any width of the terminal."""
    context = click.Context(
        command,
        info_name=called,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    return f"```text\n{command.get_help(context)}\n```\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description="Make the page of commands.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    made = page()
    if parser.parse_args(arguments).check:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
