"""Where articles stand on a statement, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from sayso.engines.standing import Standing
from sayso.show.phrases import file_name
from sayso.show.safe import one_line

WORDS = {
    "agree": "for it",
    "disagree": "against it",
    "discuss": "pass it on",
    "unrelated": "on something else",
}


def as_json(found: Sequence[Standing]) -> list[dict[str, Any]]:
    """A list of objects, as ``docs/ask-1.schema.json`` has them."""
    return [
        {
            "article": each.article,
            "input_id": each.input_id,
            "stance": str(each.stood.stance),
            "why": each.stood.why,
        }
        for each in found
    ]


def tell(out: Console, found: Sequence[Standing]) -> None:
    """A line for each stance: how many articles, and which."""
    if not found:
        return
    out.print(Text("Where the articles stand", style="dim"))
    for stance, some in groupby(found, key=lambda each: str(each.stood.stance)):
        names = [one_line(file_name(each.input_id)) for each in some]
        told = Text.assemble(f"  {len(names)} {WORDS[stance]}", (f"  {', '.join(names)}", "dim"))
        out.print(told)
    out.print()
