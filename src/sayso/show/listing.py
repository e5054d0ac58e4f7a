"""Claims in the terminal, article by article: on whose word, how firmly, and what.

The articles keep the order they come in.  Within one, neighbours on the same word stand under one
heading, so that a name is read once and the claims have the width of the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from sayso.ledger import ClaimRow, Hit
from sayso.records import Voice
from sayso.show.cards import firm
from sayso.show.phrases import NO_ROOT, NOBODY, chain, count, day, file_name
from sayso.show.safe import one_line

SHORT = 8
"""Characters of an id that are shown; any unambiguous start of an id is understood."""
NARROWEST = 16
"""Columns that a claim gets, however narrow the terminal."""


def on_whose_word(row: ClaimRow) -> str:
    """The chain of a claim; where nobody is named, the outlet, or the agency of a pasted block."""
    if row.voice is Voice.AUTHOR:
        return f"{row.root}, in its own voice"
    return chain(row.chain) if row.chain else NOBODY


Credited = Callable[[ClaimRow], Sequence[str]]
"""Whom the article of a claim credits as a whole."""


def nobody(_: ClaimRow) -> Sequence[str]:
    """No credits are looked up."""
    return ()


def where(row: ClaimRow, *, titled: bool = False, credited: Credited = nobody) -> str:
    """Where and when the article of a claim stood, and its id.

    Where no outlet is known its title or its file must do, and whom it credits; ``titled`` says
    that the title has been told already.
    """
    if row.outlet:
        known = row.outlet
    else:
        names = ", ".join(dict.fromkeys(credited(row)))
        credit = f"credit: {names}" if names else ""
        if titled:
            known = file_name(row.input_id) if row.title else "" if credit else "outlet unknown"
        else:
            known = row.title or file_name(row.input_id)
        known = ", ".join(filter(None, (known, credit)))
    return f"{one_line(known)} · {day(row.published)} · article {one_line(row.article)[:SHORT]}"


def listed(rows: Iterable[ClaimRow], width: int, *, credited: Credited = nobody) -> Iterator[Text]:
    """Lines for the terminal: each article's head, and its claims with the start of their ids."""
    for _, told in groupby(rows, key=lambda row: row.article):
        article = list(told)
        yield from head(article[0], width, credited=credited)
        yield from body(article, width)
        yield Text()


def body(
    rows: Iterable[ClaimRow], width: int, *, ids: bool = True, lines: int | None = None
) -> Iterator[Text]:
    """The claims of one article.

    ``ids`` puts the start of its id before each claim; ``lines`` cuts a claim after so many.
    """
    for word, claims in groupby(rows, key=on_whose_word):
        yield from wrapped(_heading(word), width, indent=2)
        for row in claims:
            yield from _beside(row, Text(one_line(row.content)), width, ids, lines)


def _heading(word: str) -> Text:
    """The names in bold; that there is no named root at the end of them is no name."""
    told = Text(one_line(word))
    names = told.plain.removesuffix(NO_ROOT)
    told.stylize("bold", 0, len(names))
    return told


def head(row: ClaimRow, width: int, *, credited: Credited = nobody) -> Iterator[Text]:
    """Title of the article of a claim, or its file, and where it stood."""
    title = one_line(row.title or "") or file_name(row.input_id)
    yield from wrapped(Text(title, style="bold underline"), width)
    yield Text(where(row, titled=True, credited=credited), style="dim")


def found(hits: Iterable[Hit], width: int, *, credited: Credited = nobody) -> Iterator[Text]:
    """Each sentence once, the matches underlined, with the claims that are made in it."""
    for _, same in groupby(hits, key=lambda hit: (hit.claim.article, hit.at, hit.snippet)):
        together = list(same)
        first = together[0]
        snippet = Text(one_line(first.snippet))
        if len(snippet.plain) == len(first.snippet):
            for start, end in first.spans:
                snippet.stylize("bold underline", start, end)
        yield from wrapped(snippet, width)
        yield from wrapped(Text(where(first.claim, credited=credited), style="dim"), width)
        for hit in together:
            row = hit.claim
            said = Text.assemble(_heading(on_whose_word(row)), ": ", one_line(row.content))
            yield from _beside(row, said, width, True, 2)
        yield Text()


def summary(articles: int, claims: int, more: bool) -> str:
    """What a list holds, in a line.

    >>> summary(2, 9, False), summary(1, 50, True)
    ('9 claims in 2 articles.', 'The first 50 claims are shown. For all: --limit 0')
    """
    if more:
        return f"The first {count(claims, 'claim')} are shown. For all: --limit 0"
    return f"{count(claims, 'claim')} in {count(articles, 'article')}."


def _beside(row: ClaimRow, said: Text, width: int, ids: bool, lines: int | None) -> Iterator[Text]:
    """Id and firmness, and beside them the words."""
    before = Text("    ")
    if ids:
        before.append(one_line(row.id)[:SHORT], style="dim").append("  ")
    before.append_text(firm(row.firmness)).append(" " * (SHORT + 2 - len(row.firmness)))
    rest = wrapped(said, width, indent=len(before), lines=lines)
    for number, line in enumerate(rest):
        yield line if number else Text.assemble(before, line[len(before) :])


def wrapped(text: Text, width: int, *, indent: int = 0, lines: int | None = None) -> list[Text]:
    """The text in lines of at most ``width``, set in; cut with an ellipsis after ``lines``.

    >>> [line.plain for line in wrapped(Text("one two three"), 40, indent=2)]
    ['  one two three']
    """
    room = max(NARROWEST, width - indent)
    made = list(text.wrap(Console(width=room), room))
    if lines is not None and len(made) > lines:
        last = made[lines - 1]
        last.rstrip()
        if len(last) > room - 2:
            last = last[: max(last.plain.rfind(" "), room // 2)]
        made = [*made[: lines - 1], last.append(" …")]
    for line in made:
        line.rstrip()
    return [Text(" " * indent).append_text(line) for line in made]
