"""The card of one claim: who says it, through whom it came, and how firmly each put it."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.records import Article, Attribution, Claim, Firmness, Hop
from sayso.show.phrases import words_at
from sayso.show.safe import one_line

COLOURS = {
    Firmness.ASSERTED: "green",
    Firmness.HEDGED: "yellow",
    Firmness.ALLEGED: "magenta",
    Firmness.DENIED: "red",
    Firmness.OTHER: "cyan",
}
"""Only beside the word itself, which says the same."""

DEAD_END = "dead end: no named root"


def firm(firmness: Firmness) -> Text:
    """The word, in its colour."""
    return Text(str(firmness), style=COLOURS[firmness])


def number_words(parts: list[str]) -> str:
    """Parts of a line, with a calm dot between them."""
    return " · ".join(parts)


def card(
    number: int,
    each: Attribution,
    article: Article,
    *,
    inside: int | None = None,
    why: bool = False,
) -> RenderableType:
    """Card of an attribution.

    ``inside`` is the number of the card whose content holds this one; ``why`` adds the rule or
    the score behind each decision.
    """
    grid = _grid()
    who = Text(one_line(each.who.name), style="bold")
    who.append(f" · {each.who.kind}", style="not bold dim")
    grid.add_row(Text(str(number), style="bold"), who)
    said = firm(each.firmness)
    said.append(f" · {each.speech} speech", style="dim")
    if inside is not None:
        said.append(f" · inside {inside}", style="dim")
    grid.add_row("", said)
    surface = one_line(words_at(article.text, each.source))
    if surface and surface.casefold() != one_line(each.who.name).casefold():
        grid.add_row("", Text(f"in the text: {surface}", style="dim"))
    for line in chain_lines(each.chain):
        grid.add_row("", line)
    if why:
        grid.add_row("", Text(f"score {each.score:.2f}", style="dim"))
        for rule, reason in each.why:
            grid.add_row("", Text(f"{one_line(rule)}: {one_line(reason)}", style="dim"))
    return grid


def author_card(number: int, claim: Claim) -> RenderableType:
    """Card of a claim in the author's own voice."""
    grid = _grid()
    said = Text("author’s voice", style="italic")
    said.append(" · ", style="not italic dim")
    said.append_text(firm(claim.firmness))
    grid.add_row(Text(str(number), style="bold"), said)
    return grid


def chain_lines(chain: tuple[Hop, ...]) -> list[Text]:
    """The chain, a hop a line, with the firmness of each; one hop alone is the source itself."""
    lines: list[Text] = []
    if len(chain) > 1:
        for place, hop in enumerate(chain):
            line = Text("via " if place == 0 else "  ← ", style="dim")
            line.append(one_line(hop.name), style="not dim")
            line.append(f" · {hop.kind} · ", style="dim")
            line.append_text(firm(hop.firmness))
            lines.append(line)
    if chain and not chain[-1].named:
        lines.append(Text(f"  ⊣ {DEAD_END}" if len(chain) > 1 else DEAD_END, style="bold"))
    return lines


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=3, justify="right", no_wrap=True)
    grid.add_column()
    return grid
