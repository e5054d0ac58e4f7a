"""The card of one claim: who says it, through whom it came, and how firmly each put it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.records import (
    About,
    Article,
    Attribution,
    Claim,
    Firmness,
    Frame,
    Headline,
    Hop,
    Quantity,
    Quoted,
    Reading,
    Span,
    Voice,
)
from sayso.show.gaps import of_frame, of_quantity
from sayso.show.phrases import NOBODY, bare, kind_of, words_at
from sayso.show.safe import one_line
from sayso.show.told import HEADS, told
from sayso.vocab.reasons import plainly

COLOURS = {
    Firmness.ASSERTED: "green",
    Firmness.HEDGED: "yellow",
    Firmness.ALLEGED: "magenta",
    Firmness.DENIED: "red",
    Firmness.OTHER: "blue",
}
"""Only beside the word itself, which says the same."""

_QUOTED = {
    Quoted.SCARE: "scare quotes",
    Quoted.TITLE: "a title",
    Quoted.TERM: "a term",
    Quoted.NAME: "a name",
}

DEAD_END = "⊣ dead end"
"""Ends a chain whose root has no name that one could look up."""


def firm(firmness: Firmness) -> Text:
    """The word, in its colour."""
    return Text(str(firmness), style=COLOURS[firmness])


def card(
    number: int,
    each: Attribution,
    article: Article,
    *,
    inside: int | None = None,
    wide: bool = False,
    why: bool = False,
) -> RenderableType:
    """Card of an attribution.

    ``inside`` is the number of the card whose content holds this one; ``wide`` puts who and how
    firmly on one line; ``why`` adds the rule or the score behind each decision.
    """
    grid = _grid()
    name = bare(one_line(each.who.name))
    told = "" if name == NOBODY else f" · {kind_of(each.who.kind, each.who.named)}"
    who = Text.assemble((name, "bold"), (told, "dim"))
    nest = f" · inside {inside}" if inside is not None else ""
    said = Text.assemble(firm(each.firmness), (f" · {each.speech} speech{nest}", "dim"))
    if not each.root.named and each.root.name == each.who.name:
        who.append(f" {DEAD_END}", style="bold")
    lines = [Text.assemble(who, (" · ", "dim"), said)] if wide else [who, said]
    for place, line in enumerate(lines):
        grid.add_row(Text.assemble(("" if place else str(number), "bold")), line)
    surface = one_line(words_at(article.text, each.source))
    if surface and name.casefold() not in surface.casefold():
        grid.add_row("", Text.assemble((f"in the text: {surface}", "dim")))
    for line in chain_lines(each.who.name, each.chain):
        grid.add_row("", line)
    if why:
        _reasons(grid, each.why)
    return grid


def author_card(number: int, claim: Claim, *, why: bool = False) -> RenderableType:
    """Card of a claim in the author's own voice; ``why`` adds the rule behind each decision."""
    grid = _grid()
    said = Text.assemble(("the article itself", "italic"), (" · ", "dim"), firm(claim.firmness))
    grid.add_row(Text.assemble((str(number), "bold")), said)
    if why:
        _reasons(grid, claim.why)
    return grid


def _reasons(grid: Table, why: Iterable[tuple[str, str]]) -> None:
    for what, rule in why:
        grid.add_row("", Text(_reason(what, rule), style="dim"))


def _reason(what: str, rule: str) -> str:
    """What was decided, and why: in plain English, then by the rule or score."""
    plain = plainly(what, rule)
    return f"{one_line(what)}: {one_line(f'{plain} [{rule}]' if plain else rule)}"


def headline_lines(head: Headline | None, *, why: bool = False) -> list[Text]:
    """What a title tells that stands nowhere in the text: on whose word, how firmly."""
    if head is None:
        return []
    root = head.root
    who = ("the article itself", "italic")
    if head.voice is Voice.REPORTED:
        who = (bare(one_line(root.name)), "bold")
    kind = f" · {kind_of(root.kind, root.named)}" if head.voice is Voice.REPORTED else ""
    lines = [Text.assemble(("title: ", "dim"), who, (f"{kind} · ", "dim"), firm(head.firmness))]
    told = head.why if why else ()
    return lines + [Text(f"  {_reason(what, rule)}", style="dim") for what, rule in told]


def world(about: About, text: str, *, why: bool = False) -> RenderableType:
    """What a claim is about, a line for each part that there is something to say of.

    ``why`` adds the rule behind each of them, beside the article's own words.
    """
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=3)
    grid.add_column(width=max(map(len, HEADS.values())), no_wrap=True)
    grid.add_column()
    for part, head in HEADS.items():
        lines = [one_line(each) for each in told(about, part, lambda span: text[slice(*span)])]
        if lines:
            parted = "\n" if part == "frames" else "; "
            grid.add_row("", Text(head, style="dim"), Text(parted.join(lines)))
        for each in getattr(about, part) if why else ():
            if reason := getattr(each, "why", ""):
                grid.add_row("", "", _because(text, each.span, str(reason), ""))
            if open_ := _open(each, text):
                grid.add_row("", "", open_)
    return grid


def _open(each: object, text: str) -> Text | None:
    """What nobody can tell of a frame or a quantity, and why."""
    if isinstance(each, Frame):
        gaps, span = of_frame(each, lambda at: text[slice(*at)]), each.predicate
        gaps = {part: why for part, why in gaps.items() if gaps.get(part[:-3]) != why}
    elif isinstance(each, Quantity):
        gaps, span = of_quantity(each), each.span
    else:
        return None
    told = "; ".join(f"{part.removesuffix('_id')}: {why}" for part, why in gaps.items())
    return _because(text, span, told, "") if told else None


def evidence(reading: Reading, text: str, near: Span) -> list[Text]:
    """Why quoted words within ``near`` are nobody's speech, and what makes no record or frame."""
    inside = [each for each in reading.scare if overlaps(each.span, near)]
    lines = [
        _because(text, each.span, f"quoted, {_QUOTED[each.type]}", each.why) for each in inside
    ]
    left = [each for each in reading.dropped if overlaps(each.span, near)]
    return lines + [_because(text, each.span, f"no {each.of}", each.reason) for each in left]


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _because(text: str, span: Span, what: str, why: str) -> Text:
    words = one_line(" ".join(text[slice(*span)].split()))
    told = f": {one_line(why)}" if why else ""
    return Text.assemble(f"“{words}” ", (f"{what}{told}", "dim"))


def chain_lines(who: str, chain: tuple[Hop, ...]) -> list[Text]:
    """On whose word ``who`` says it, where that is another's, and through whom it came.

    Those through whom it came stand nearest to the root first, each with its firmness.
    """
    root = chain[-1]
    lines = [] if root.name == who else [_hop("on the word of ", root)]
    if lines and not root.named:
        lines[0].append(f" {DEAD_END}", style="bold")
    return lines + [_hop("via ", hop) for hop in reversed(chain[:-1]) if hop.name != who]


def _hop(how: str, hop: Hop) -> Text:
    name = bare(one_line(hop.name))
    kind = "" if name == NOBODY else f" · {kind_of(hop.kind, hop.named)}"
    return Text.assemble((how, "dim"), name, (f"{kind} · ", "dim"), firm(hop.firmness))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=3, justify="right", no_wrap=True)
    grid.add_column()
    return grid
