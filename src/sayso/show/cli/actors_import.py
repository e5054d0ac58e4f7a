"""``sayso actors import``: a dictionary of actors by others, as a file of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.show.cli import SOME_REFUSED
from sayso.show.cli.talk import say

SHOWN = 20


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default="actors.toml",
    show_default=True,
    metavar="FILE",
    help="Where to write them.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(file: Path, target: Path, *, force: bool) -> int:
    """Make a file of your own actors from FILE, a CAMEO/Phoenix dictionary or a CSV.

    A dictionary has lines such as "NAME_ [CODE]" and "+SYNONYM_"; a CSV (by its ending) has a
    header with name and kind, and may have id, aliases, code, country, of, wikidata, offices;
    several aliases or offices stand in one cell with a semicolon between ("RHF; Red Hill").
    Read news with them: sayso read IN --actors actors.toml. Lines that cannot be read are listed
    and left out.
    """
    from sayso.vocab.dictionaries import from_cameo, from_csv, to_toml

    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already; name another with --to, or --force")
    lines = _lines(file)
    taken = from_csv(lines) if file.suffix.lower() == ".csv" else from_cameo(lines)
    if taken.actors:
        head = f"Actors taken from {file.name}.  Mend what is wrong; yours win over the lists."
        target.write_text(to_toml(taken.actors, head), encoding="utf-8")
    _told(file, target, len(taken.actors), taken.wrong)
    return SOME_REFUSED if taken.wrong else 0


def _lines(file: Path) -> list[str]:
    from sayso.errors import InputError

    try:
        return file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(f"{file} cannot be read: {why}. Name another file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is no UTF-8 text ({error.reason}). Save it as UTF-8") from error


def _told(file: Path, target: Path, taken: int, wrong: list[str]) -> None:
    from sayso.show.phrases import count
    from sayso.show.safe import one_line

    for line in wrong[:SHOWN]:
        say(one_line(f"{file.name}, {line}"))
    if len(wrong) > SHOWN:
        say(f"... and {len(wrong) - SHOWN:,} lines more.")
    if not taken:
        say(f"No actor could be read; {target} was not written.")
        return
    say(f"{count(taken, 'actor')} in {target}. Read with them: sayso read IN --actors {target}")
