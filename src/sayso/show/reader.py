"""A reader's view of one article: its text with the roles marked, and a card for every claim.

Roles are told by the style of their underline and by a word, never by colour alone: on a terminal
sources are underlined twice, content once, cues are bold with a raised number behind them that
leads to the card.  Without styles (a pipe, a dumb terminal) each role is bracketed with its number
and its word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.records import About, Article, Attribution, Claim, Quoted, Reading, Span, Spans, Voice
from sayso.show.byhand import REJECTED, by_hand
from sayso.show.cards import author_card, card, evidence, headline_lines, overlaps, world
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


@dataclass(frozen=True, slots=True)
class More:
    """What cards tell besides: whom, where, when, how many and what a claim tells of (``about``).

    Those whose claims are ``rejected`` (by id) say so.
    """

    about: bool = False
    rejected: frozenset[str] = frozenset()


def article_view(
    article: Article,
    reading: Reading,
    *,
    width: int,
    styled: bool,
    why: bool = False,
    more: More = More(),
) -> RenderableType:
    """The whole view, for a console of ``width`` columns.

    ``styled`` says whether underlines can be seen; ``why`` adds the reasons to each card, ``more``
    what else they tell.
    """
    width = min(width, WIDEST)
    notes = _notes(reading)
    wide = width < BESIDE
    told = _abouts(reading) if more.about else {}
    look = _Look(styled, why, wide, told, _gone(reading, more.rejected))
    view = _view(article, _marks(reading, notes), notes, look)
    body = view.under() if wide else view.beside(width)
    line = Text("─" * width, style="dim")
    shown = [
        _head(article),
        *headline_lines(reading.headline, why=why),
        line,
        _legend(styled),
        Text(),
        *body,
    ]
    reasons = evidence(reading, article.text, (0, len(article.text))) if why else []
    if reasons:
        shown += [Text("quoted words and cues that make no record", style="dim"), *reasons, Text()]
    return Group(*shown, line, _foot(reading, notes))


def claim_view(
    claim: ClaimRow,
    article: Article,
    reading: Reading,
    *,
    styled: bool,
    why: bool = False,
    rejected: bool = False,
) -> RenderableType:
    """One claim: its card, and the paragraph it stands in with its roles marked."""
    notes = [n for n in _notes(reading) if n.of.id in (claim.id, claim.attribution)]
    view = _view(
        article,
        _marks(reading, notes, scare=False),
        notes,
        _Look(styled, why, told=_abouts(reading)),
    )
    near = [
        span
        for span in view.spans
        if any(overlaps(span, part) for part in claim.spans)
        or any(span[0] < note.at <= span[1] for note in notes)
    ]
    parts: list[RenderableType] = [
        _head(article),
        Text(f"claim {one_line(claim.id)}", style="dim"),
        Text(),
    ]
    for span in near:
        parts += [view.marked(span), Text()]
    parts += [view.card(note) for note in notes]
    said = (REJECTED,) if rejected else ()
    parts += [Text(f"    {line}", style="italic") for line in (*said, *by_hand(claim))]
    if why:
        for start, end in near:
            parts += evidence(reading, article.text, (start, end))
    return Group(*parts)


def _gone(reading: Reading, rejected: frozenset[str]) -> frozenset[str]:
    """Ids of the records all of whose claims are rejected, and of rejected claims."""
    held = {claim.attribution for claim in reading.claims if claim.id not in rejected}
    told = {claim.attribution for claim in reading.claims if claim.id in rejected}
    return rejected | frozenset(each for each in told - held if each is not None)


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
    lines.append(Text(f"article {one_line(article.id)}", style="dim"))
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


def _abouts(reading: Reading) -> dict[str, About]:
    """What each claim is about, by its id and by that of its attribution."""
    by_claim = {claim.id: claim.about for claim in reading.claims}
    return by_claim | {c.attribution: c.about for c in reading.claims if c.attribution is not None}


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


def paragraphs(article: Article) -> Iterator[Span]:
    """Every stretch of the text once, cut at the borders of paragraphs."""
    at = 0
    for start, end in article.paragraphs:
        if end > at:
            yield (at if article.text[at:start].strip() else start, end)
            at = end
    if article.text[at:].strip():
        yield at, len(article.text)


@dataclass(frozen=True, slots=True)
class _Look:
    """How things are shown."""

    styled: bool
    why: bool
    wide: bool = True
    told: Mapping[str, About] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _View:
    """What is to be shown, and how; renders one part at a time.

    Paragraphs, marks and notes are many in a long article, so each paragraph's marks are sorted
    out once, and its notes are cut out of ``notes``, which are in the order of the text.
    """

    article: Article
    notes: Sequence[Note]
    look: _Look
    spans: Sequence[Span]
    marks: Mapping[Span, Sequence[Mark]]
    numbers: Mapping[str, int]

    def beside(self, width: int) -> Iterator[RenderableType]:
        """Paragraphs with their cards in the margin."""
        grid = Table.grid(padding=(0, 3, 0, 0))
        grid.add_column(width=width - CARD - 3)
        grid.add_column(width=CARD)
        for span in self.spans:
            grid.add_row(self.marked(span), Group(*map(self.card, self._here(span))))
            grid.add_row()
        yield grid

    def under(self) -> Iterator[RenderableType]:
        """Paragraphs with their cards below, set in."""
        for span in self.spans:
            yield self.marked(span)
            for note in self._here(span):
                yield Padding(self.card(note), (0, 0, 0, 4))
            yield Text()

    def card(self, note: Note) -> RenderableType:
        """The card of a note, and what its claim tells of."""
        about = self.look.told.get(note.of.id, About())
        parts = [self._card(note)]
        if note.of.id in self.look.gone:
            parts.append(Text(f"    {REJECTED}", style="italic"))
        if about != About():
            parts.append(world(about, self.article.text, why=self.look.why))
        return Group(*parts)

    def _card(self, note: Note) -> RenderableType:
        if isinstance(note.of, Claim):
            return author_card(note.number, note.of, why=self.look.why)
        inside = self.numbers.get(note.of.inside or "")
        wide, why = self.look.wide, self.look.why
        return card(note.number, note.of, self.article, inside=inside, wide=wide, why=why)

    def marked(self, span: Span) -> Text:
        """One paragraph with its roles marked and the numbers of its cards raised."""
        start, end = span
        waiting = deque(self.marks.get(span, ()))
        raised = self._raised(span)
        borders = {max(start, m.start) for m in waiting} | {min(end, m.end) for m in waiting}
        over: list[Mark] = []
        line = Text()
        for left, right in pairwise(sorted({start, end, *borders, *raised})):
            opened = []
            while waiting and waiting[0].start <= left:
                opened.append(waiting.popleft())
            over = [mark for mark in over if mark.end > left] + opened
            self._stretch(line, visible(self.article.text[left:right]), over, opened)
            closed = [mark for mark in over if right in (mark.end, end)]
            if not self.look.styled:
                line.append("}" * len(closed))
            elif any(mark.role == "scare" and mark.end == right for mark in closed):
                line.append(" (scare quotes)", style="dim")
            line.append(raised.get(right, ""), style="bold")
        line.rstrip()
        return line

    def _stretch(self, line: Text, words: str, over: list[Mark], opened: list[Mark]) -> None:
        """Add words that lie under the same marks all along; ``opened`` begin with them."""
        words = words.replace("\n", " ")
        if self.look.styled:
            line.append(words, style=" ".join(STYLES[mark.role] for mark in over))
        else:
            line.append("".join(map(_opened, opened)) + words)

    def _here(self, span: Span) -> Sequence[Note]:
        first, last = (bisect_right(self.notes, at, key=lambda note: note.at) for at in span)
        return self.notes[first:last]

    def _raised(self, span: Span) -> dict[int, str]:
        """The raised numbers of a paragraph, by where they stand."""
        found: dict[int, str] = {}
        for note in self._here(span):
            before = found[note.at] + "˒" if note.at in found else ""
            found[note.at] = before + str(note.number).translate(_RAISED)
        return found


def _view(article: Article, marks: Iterable[Mark], notes: Sequence[Note], look: _Look) -> _View:
    spans = list(paragraphs(article))
    numbers = {note.of.id: note.number for note in notes}
    return _View(article, notes, look, spans, _by_paragraph(spans, marks), numbers)


def _by_paragraph(spans: Sequence[Span], marks: Iterable[Mark]) -> dict[Span, list[Mark]]:
    """The marks that touch each paragraph, in their order; a mark may run over several."""
    found: dict[Span, list[Mark]] = defaultdict(list)
    for mark in marks:
        first = bisect_right(spans, mark.start, key=lambda span: span[1])
        last = bisect_left(spans, mark.end, key=lambda span: span[0])
        for span in spans[first:last]:
            found[span].append(mark)
    return found


def _opened(mark: Mark) -> str:
    return "{scare quotes: " if mark.role == "scare" else f"{{{mark.number} {mark.role}: "


def _foot(reading: Reading, notes: Sequence[Note]) -> Text:
    roots = {(a.root.name, a.root.named) for a in reading.attributions}
    dead = sum(not named for _, named in roots)
    own = sum(isinstance(note.of, Claim) for note in notes)
    named = f"{count(len(roots), 'root')} by name" + (f" ({dead} without a name)" if dead else "")
    own_voice = f"{own:,} in its own voice"
    told = (count(len(reading.attributions), "attribution"), named, own_voice)
    return Text(" · ".join(told), style="dim")
