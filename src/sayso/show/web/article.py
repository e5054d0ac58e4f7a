"""An article as the reader shows it: paragraphs with the claims marked, and cards beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.records import (
    About,
    Article,
    Attribution,
    Claim,
    Firmness,
    Headline,
    Hop,
    Link,
    Quoted,
    Reading,
    Scare,
    Span,
    Spans,
    Voice,
)
from sayso.show.phrases import words_at
from sayso.show.reader import paragraphs
from sayso.show.told import HEADS, told
from sayso.show.web.filters import external
from sayso.show.web.marks import Mark, Piece, claim_marks, pieces


@dataclass(frozen=True, slots=True)
class Card:
    """One claim in the margin: who says it, on whose word, how firmly, why that was read so.

    ``said`` is ``None`` for a claim in the author's own voice.  ``inside`` is the number of the
    card whose content holds this one, where it stands elsewhere; ``nested`` are those inside it.
    ``rejected``: a person says that it is no claim.  ``by_hand`` tells what a person put right.
    """

    number: int
    said: Attribution | None
    claim: Claim | None
    firmness: Firmness
    surface: str
    via: tuple[Hop, ...]
    root: Hop | None
    facts: tuple[tuple[str, str], ...]
    why: tuple[tuple[str, str], ...]
    at: Span
    inside: int | None = None
    nested: tuple[Card, ...] = ()
    rejected: bool = False
    by_hand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided of an article's claims, by their ids: rejected, or put right, how."""

    rejected: frozenset[str] = frozenset()
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage of this article that stands in an earlier one."""

    span: Span
    article: str
    name: str
    published: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``kind`` is ``headline``, ``block`` (a block quotation) or empty.

    ``at`` are the characters of the article that its pieces are made of, and ``seen`` is the
    earlier article in which most of it stands.
    """

    at: Span
    text: str
    pieces: list[Piece]
    cards: list[Card]
    kind: str
    seen: Seen | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole article; ``title`` is what its title tells, where it stands outside the text."""

    article: Article
    paragraphs: list[Paragraph]
    roots: tuple[Hop, ...]
    own: int
    reported: int
    title: Headline | None = None

    @property
    def heading(self) -> Paragraph | None:
        """The paragraph that the title above the article stands for: its words, without a card."""
        title = self.article.title
        return next((p for p in self.paragraphs if p.text == title and not p.cards), None)

    @property
    def stanzas(self) -> list[list[Paragraph]]:
        """Paragraphs that stand in one row beside their cards, all but the heading.

        A row begins with a paragraph that has cards and goes on with those that have none, so that
        cards find room beside them.
        """
        rows: list[list[Paragraph]] = []
        heading = self.heading
        for each in self.paragraphs:
            if each is heading:
                continue
            if each.cards or not rows:
                rows.append([])
            rows[-1].append(each)
        return rows


def view_of(
    article: Article,
    reading: Reading,
    *,
    seen: Sequence[Seen] = (),
    marked: Span | None = None,
    by_hand: Decisions = Decisions(),
) -> View:
    """The article with its claims; ``seen`` are passages of earlier articles.

    ``marked`` is a stretch that an address points at.  Claims that a person rejected keep their
    cards, and their words are not marked.
    """
    notes = list(_notes(reading, by_hand))
    spans = list(paragraphs(article))
    starts = [start for start, _ in spans]
    numbers = {key: note.number for note in notes for key in note.keys}
    places = {note.number: max(0, bisect_right(starts, note.at) - 1) for note in notes}
    cards = _cards(article, notes, numbers, places)
    marks = _by_paragraph(spans, _marks(article, reading, notes, marked))
    made: list[Paragraph] = []
    for place, span in enumerate(spans):
        here = [card for card in cards if places[card.number] == place]
        refs = [(note.at, note.number) for note in notes if places[note.number] == place]
        made.append(
            Paragraph(
                span,
                article.text[slice(*span)].strip(),
                pieces(article.text, span, marks.get(place, ()), refs),
                here,
                _kind(article, span),
                _first_seen(seen, span),
                tuple(_scares(article, reading, span)),
            )
        )
    roots = dict.fromkeys(a.root.name for a in reading.attributions)
    named = {a.root.name: a.root for a in reading.attributions}
    own = sum(claim.voice is Voice.AUTHOR for claim in reading.claims)
    told = tuple(named[name] for name in roots)
    return View(article, made, told, own, len(reading.attributions), reading.headline)


@dataclass(frozen=True, slots=True)
class _Note:
    """What a card is made of, before it is one."""

    number: int
    at: int
    said: Attribution | None
    claim: Claim | None
    keys: tuple[str, ...] = field(default=())
    rejected: bool = False
    by_hand: tuple[str, ...] = ()


def _notes(reading: Reading, by_hand: Decisions) -> Iterator[_Note]:
    """One for each attribution and each claim of the author's own, in the order of the text."""
    by_attribution = {c.attribution: c for c in reading.claims if c.attribution is not None}
    found: list[tuple[int, Attribution | None, Claim | None]] = [
        (_end(each.cue or each.source or each.content), each, by_attribution.get(each.id))
        for each in reading.attributions
    ]
    found += [
        (_end(claim.spans), None, claim) for claim in reading.claims if claim.voice is Voice.AUTHOR
    ]
    found.sort(key=lambda note: note[0])
    for number, (at, said, claim) in enumerate(found, 1):
        keys = tuple(each.id for each in (said, claim) if each is not None)
        ident = "" if claim is None else claim.id
        changes = by_hand.changed.get(ident, ())
        yield _Note(number, at, said, claim, keys, ident in by_hand.rejected, changes)


def _end(spans: Spans) -> int:
    """End of the first of the spans: from there the card is called."""
    return min((end for _, end in spans), default=0)


def _overlaps(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _first_seen(seen: Iterable[Seen], span: Span) -> Seen | None:
    """The passage that covers half of a paragraph or more."""
    for each in seen:
        if _mostly(span, each.span):
            return each
    return None


def _mostly(one: Span, other: Span) -> bool:
    """Whether half of a stretch or more lies in another."""
    return 2 * (min(one[1], other[1]) - max(one[0], other[0])) >= one[1] - one[0]


def _kind(article: Article, span: Span) -> str:
    if article.headline is not None and _mostly(span, article.headline):
        return "headline"
    return "block" if any(_overlaps(block, span) for block in article.blocks) else ""


# --- cards --------------------------------------------------------------------------------------


def _cards(
    article: Article,
    notes: Sequence[_Note],
    numbers: Mapping[str, int],
    places: Mapping[int, int],
) -> list[Card]:
    """The cards, each with those inside it that stand in the same paragraph."""
    under: dict[int, list[_Note]] = {}
    tops: list[_Note] = []
    for note in notes:
        parent = numbers.get((note.said.inside or "") if note.said else "")
        if parent is not None and places[parent] == places[note.number]:
            under.setdefault(parent, []).append(note)
        else:
            tops.append(note)
    return [_card(article, note, numbers, under) for note in tops]


def _card(
    article: Article,
    note: _Note,
    numbers: Mapping[str, int],
    under: Mapping[int, list[_Note]],
    nested: bool = False,
) -> Card:
    said, claim = note.said, note.claim
    spans = claim.spans if claim is not None else said.content if said is not None else ()
    about = claim.about if claim is not None else About()
    surface = "" if said is None else words_at(article.text, said.source)
    chain = () if said is None else said.chain
    inside = numbers.get(said.inside or "") if said is not None and not nested else None
    inner = under.get(note.number, ())
    root = chain[-1] if chain and said is not None and chain[-1].name != said.who.name else None
    firmness = said.firmness if said is not None else _firm(claim)
    return Card(
        number=note.number,
        said=said,
        claim=claim,
        firmness=firmness,
        surface=""
        if said is not None and said.who.name.casefold() in surface.casefold()
        else surface,
        via=tuple(h for h in reversed(chain[:-1]) if said is not None and h.name != said.who.name),
        root=root if said is not None else _not_its_own(article, note),
        facts=tuple(_facts(about, article.text)),
        why=said.why if said is not None else claim.why if claim is not None else (),
        at=(spans[0][0], spans[-1][1]) if spans else (note.at, note.at),
        inside=inside,
        nested=tuple(_card(article, each, numbers, under, True) for each in inner),
        rejected=note.rejected,
        by_hand=note.by_hand,
    )


def _not_its_own(article: Article, note: _Note) -> Hop | None:
    """On whose word an article says a thing itself, where that is not its own outlet's."""
    root = None if note.claim is None else note.claim.root
    if root is None or root.name == article.outlet:
        return None
    return root if article.outlet or note.by_hand else None


def _firm(claim: Claim | None) -> Firmness:
    return Firmness.ASSERTED if claim is None else claim.firmness


def _facts(about: About, text: str) -> Iterator[tuple[str, str]]:
    """What a claim is about: whom, where, when, how many, what; a line for each."""
    for part, head in HEADS.items():
        lines = list(told(about, part, lambda span: text[slice(*span)]))
        if lines:
            yield head, "; ".join(lines)


# --- marks --------------------------------------------------------------------------------------


def _marks(
    article: Article, reading: Reading, notes: Iterable[_Note], marked: Span | None
) -> Iterator[Mark]:
    for note in notes:
        anchor = None
        spans = note.claim.spans if note.claim is not None else ()
        if spans:
            anchor = f"{spans[0][0]}-{spans[-1][1]}"
            yield Mark(*spans[0], "", note.number, anchor)
        if note.said is not None and not note.rejected:
            said = note.said
            yield from claim_marks(said.source, said.cue, said.content, said.firmness, note.number)
    for scare in reading.scare:
        if scare.type is Quoted.SCARE:
            yield Mark(*scare.span, "scare")
    yield from _links(article.links)
    if marked is not None:
        yield Mark(*marked, "hit", anchor=f"{marked[0]}-{marked[1]}")


def _links(links: Iterable[Link]) -> Iterator[Mark]:
    """The links that lead to the web; a link of any other kind is plain text."""
    for link in links:
        href = external(link.href)
        if href is not None:
            yield Mark(*link.span, "", href=href)


def _by_paragraph(spans: Sequence[Span], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks that touch each paragraph; the anchor of one over several is in the first."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        first = bisect_right(spans, mark.start, key=lambda span: span[1])
        last = bisect_left(spans, mark.end, key=lambda span: span[0])
        for place in range(first, last):
            here = mark if place == first else replace(mark, anchor=None)
            found.setdefault(place, []).append(here)
    return found


_QUOTED = {
    Quoted.SCARE: "held at arm’s length, not speech",
    Quoted.TITLE: "a title, not speech",
    Quoted.TERM: "a word as a word, not speech",
    Quoted.NAME: "a name, not speech",
}


def _scares(article: Article, reading: Reading, span: Span) -> Iterator[str]:
    """What quoted words of a paragraph are, that report nobody's speech."""

    def told_of(scare: Scare) -> str:
        words = article.text[slice(*scare.span)].strip("“”\"'‘’ ")
        return f"“{words}”: {_QUOTED[scare.type]}"

    yield from (told_of(each) for each in reading.scare if _overlaps(each.span, span))
