"""A reader's view of one article: its text with the roles marked, and a card for every claim.

Roles are told by the style of their underline and by a word, never by colour alone: on a terminal
sources are underlined twice, content once, cues are bold with a raised number behind them that
leads to the card.  Without styles (a pipe, a dumb terminal) each role is bracketed with its number
and its word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.records import Article, Attribution, Claim, Quoted, Reading, Span, Spans, Voice
from sayso.show.cards import author_card, card
from sayso.show.phrases import count, day, file_name
from sayso.show.safe import one_line, visible

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow

BESIDE = 100
"""From this width on, cards stand beside the text; below it, under each paragraph."""
WIDEST = 118
CARD = 42
STYLES = {"source": "underline2 cyan", "cue": "bold", "content": "underline", "scare": "italic"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of a role, and the number of the card it belongs to."""

    start: int
    end: int
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Note:
    """One card: where in the text it is called from, and what it shows."""

    at: int
    number: int
    of: Attribution | Claim


def article_view(
    article: Article, reading: Reading, *, width: int, styled: bool, why: bool = False
) -> RenderableType:
    """The whole view, for a console of ``width`` columns.

    ``styled`` says whether underlines can be seen; ``why`` adds the reasons to each card.
    """
    width = min(width, WIDEST)
    notes = _notes(reading)
    wide = width < BESIDE
    view = _View(article, _marks(reading, notes), tuple(notes), styled, why, wide)
    body = view.under() if wide else view.beside(width)
    line = Text("─" * width, style="dim")
    return Group(_head(article), line, _legend(styled), Text(), *body, line, _foot(reading, notes))


def claim_view(
    claim: ClaimRow,
    article: Article,
    reading: Reading,
    *,
    styled: bool,
    why: bool = False,
) -> RenderableType:
    """One claim: its card, and the paragraph it stands in with its roles marked."""
    notes = [n for n in _notes(reading) if n.of.id in (claim.id, claim.attribution)]
    view = _View(article, _marks(reading, notes, scare=False), tuple(notes), styled, why)
    near = [
        span
        for span in _paragraphs(article)
        if any(span[0] < end and start < span[1] for start, end in claim.spans)
        or any(span[0] < note.at <= span[1] for note in notes)
    ]
    parts: list[RenderableType] = [_head(article), Text(f"claim {claim.id}", style="dim"), Text()]
    for span in near:
        parts += [view.marked(span), Text()]
    return Group(*parts, *(view.card(note) for note in notes))


def _head(article: Article) -> RenderableType:
    title = one_line(article.title or "") or file_name(article.input_id)
    where = [one_line(article.outlet or "") or "outlet unknown", day(article.published)]
    if article.author:
        where.append(f"by {one_line(article.author)}")
    lines: list[RenderableType] = [
        Text(title, style="bold"),
        Text(" · ".join(where), style="dim"),
    ]
    if article.url:
        lines.append(Text(one_line(article.url), style="dim", overflow="ellipsis", no_wrap=True))
    names = dict.fromkeys(f"{one_line(c.name)} ({one_line(c.how)})" for c in article.credits)
    if names:
        lines.append(Text("credits " + ", ".join(names), style="dim"))
    lines.append(Text(f"article {article.id}", style="dim"))
    return Group(*lines)


def _legend(styled: bool) -> Text:
    if not styled:
        return Text("{n source: who} {n cue: says} {n content: what}, n the number of the card")
    legend = Text(style="dim")
    for role, told in (("source", " who   "), ("cue", "¹ says   "), ("content", " what")):
        legend.append(role, style=STYLES[role])
        legend.append(told)
    return legend


def _notes(reading: Reading) -> list[Note]:
    """One for each attribution and each claim in the author's voice, in the order of the text."""
    called: list[tuple[int, Attribution | Claim]] = [
        (_end(each.cue or each.source or each.content), each) for each in reading.attributions
    ]
    called += [
        (_end(claim.spans), claim) for claim in reading.claims if claim.voice is Voice.AUTHOR
    ]
    called.sort(key=lambda pair: (pair[0], pair[1].id))
    return [Note(at, number, of) for number, (at, of) in enumerate(called, start=1)]


def _end(spans: Spans) -> int:
    """End of the first of the spans: where the number stands."""
    return min((end for _, end in spans), default=0)


def _marks(reading: Reading, notes: Sequence[Note], *, scare: bool = True) -> tuple[Mark, ...]:
    found = [
        Mark(start, end, role, note.number)
        for note in notes
        if isinstance(note.of, Attribution)
        for role in ("source", "cue", "content")
        for start, end in getattr(note.of, role)
    ]
    if scare:
        found += [Mark(*s.span, "scare", 0) for s in reading.scare if s.type is Quoted.SCARE]
    # Outer before inner, so that brackets close in the order they were opened.
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))


def _paragraphs(article: Article) -> Iterator[Span]:
    """Every stretch of the text once, cut at the borders of paragraphs."""
    at = 0
    for start, end in article.paragraphs:
        if end > at:
            yield (at if article.text[at:start].strip() else start, end)
            at = end
    if article.text[at:].strip():
        yield at, len(article.text)


@dataclass(frozen=True, slots=True)
class _View:
    """What is to be shown, and how; renders one part at a time."""

    article: Article
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]
    styled: bool
    why: bool
    wide: bool = True

    def beside(self, width: int) -> Iterator[RenderableType]:
        """Paragraphs with their cards in the margin."""
        grid = Table.grid(padding=(0, 3, 0, 0))
        grid.add_column(width=width - CARD - 3)
        grid.add_column(width=CARD)
        for span in _paragraphs(self.article):
            grid.add_row(self.marked(span), Group(*map(self.card, self._here(span))))
            grid.add_row()
        yield grid

    def under(self) -> Iterator[RenderableType]:
        """Paragraphs with their cards below, set in."""
        for span in _paragraphs(self.article):
            yield self.marked(span)
            for note in self._here(span):
                yield Padding(self.card(note), (0, 0, 0, 4))
            yield Text()

    def card(self, note: Note) -> RenderableType:
        """The card of a note."""
        if isinstance(note.of, Claim):
            return author_card(note.number, note.of)
        numbers = {other.of.id: other.number for other in self.notes}
        inside = numbers.get(note.of.inside or "")
        return card(note.number, note.of, self.article, inside=inside, wide=self.wide, why=self.why)

    def marked(self, span: Span) -> Text:
        """One paragraph with its roles marked and the numbers of its cards raised."""
        start, end = span
        near = [mark for mark in self.marks if mark.start < end and mark.end > start]
        raised = self._raised(span)
        borders = {max(start, m.start) for m in near} | {min(end, m.end) for m in near}
        cuts = sorted({start, end, *borders, *raised})
        line = Text()
        for left, right in pairwise(cuts):
            words = visible(self.article.text[left:right]).replace("\n", " ")
            over = [m for m in near if m.start <= left and right <= m.end]
            if self.styled:
                line.append(words, style=" ".join(STYLES[mark.role] for mark in over))
                if any(m.role == "scare" and m.end == right for m in over):
                    line.append(" (scare quotes)", style="dim")
            else:
                opened = "".join(_opened(m) for m in near if max(m.start, start) == left)
                line.append(opened + words + "}" * sum(min(m.end, end) == right for m in over))
            line.append(raised.get(right, ""), style="bold")
        line.rstrip()
        return line

    def _here(self, span: Span) -> Iterator[Note]:
        start, end = span
        return (note for note in self.notes if start < note.at <= end)

    def _raised(self, span: Span) -> dict[int, str]:
        """The raised numbers of a paragraph, by where they stand."""
        found: dict[int, str] = {}
        for note in self._here(span):
            before = found[note.at] + "˒" if note.at in found else ""
            found[note.at] = before + str(note.number).translate(_RAISED)
        return found


def _opened(mark: Mark) -> str:
    return "{scare quotes: " if mark.role == "scare" else f"{{{mark.number} {mark.role}: "


def _foot(reading: Reading, notes: Sequence[Note]) -> Text:
    roots = {(a.root.name, a.root.named) for a in reading.attributions}
    dead = sum(not named for _, named in roots)
    own = sum(isinstance(note.of, Claim) for note in notes)
    named = f"{count(len(roots), 'root')} by name" + (f" ({dead} without a name)" if dead else "")
    own_voice = f"{own:,} in the author’s voice"
    told = (count(len(reading.attributions), "attribution"), named, own_voice)
    return Text(" · ".join(told), style="dim")
