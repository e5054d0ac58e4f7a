"""What one pass for actors looks at: words, known names, who acts and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import (
    ActorMention,
    Article,
    Attribution,
    EntityMark,
    Kind,
    Marks,
    Reading,
    Span,
)
from sayso.vocab.book import ActorBook, Hit, Token, role_words, tokens
from sayso.vocab.kinds import kinds

__all__ = ["Acting", "Draft", "Scene", "overlap", "person_span", "survey", "trimmed"]

POSSESSIVE = re.compile(r"['’]s\b|['’](?!\w)|s\b(?!['’])")
JOINED = re.compile(r"[-‑–](\w+)")
PREFIX = re.compile(r"anti|pro|non", re.IGNORECASE)
AGAINST = re.compile(r"(?:anti|pro|ex|non|post|pre|former)[-‑]$", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w'’]*")
# Marks, articles and lower-case endings at the edges of a marked name.
EDGE = re.compile(r"^(?:[Tt]he\s+|[\"“‘'(]+)+|(?:['’]s?|[\"”’'.,;:)–—-]+|\s+(?:[a-z]{1,4}))+$")
SAYING = "speaks"
# Longer spans are whole sentences: who acts in them is told by spans inside.
WIDEST = 400


@dataclass(frozen=True, slots=True)
class Acting:
    """A span that takes part in what a predicate tells: its role, and the predicate's word."""

    span: Span
    role: str
    verb: str
    led: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention on its way; where two overlap the lower ``rank`` stays, then the longer."""

    mention: ActorMention
    rank: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.mention.span


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as the rules see it.

    ``parts`` are, for each hit by its place in ``hits``, the acting spans that hold it; ``day`` is
    the day of publication (ISO 8601), or "".
    """

    article: Article
    book: ActorBook
    words: Sequence[Token]
    hits: Sequence[Hit]
    parts: Mapping[int, Sequence[Acting]]
    acting: Sequence[Acting]
    entities: Sequence[EntityMark]
    attributions: Sequence[Attribution]
    sources: frozenset[Span]
    day: str

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.article.text

    def possessive(self, end: int) -> int:
        """Where a possessive ending at ``end`` ends; ``end`` where there is none.

        News without apostrophes writes "Syrias army".
        """
        found = POSSESSIVE.match(self.text, end)
        return found.end() if found is not None else end

    def linked(self, span: Span) -> bool:
        """Whether a name only qualifies another word: "Iranian-backed", "ISIS-held", "anti-X"."""
        name, hyphen, last = self.text[slice(*span)].rpartition("-")
        if hyphen and name and last.lower() in role_words()["linked"]:
            return True  # marked whole: "British-based"
        if PREFIX.fullmatch(self.text, *span):
            return True
        tail = JOINED.match(self.text, span[1])
        if tail is not None and tail[1].lower() in role_words()["linked"]:
            return True
        return AGAINST.search(self.text, max(0, span[0] - 8), span[0]) is not None

    def entity(self, span: Span, *types: str) -> EntityMark | None:
        """The first named entity of one of the types that overlaps a span."""
        at = bisect_left(self.entities, span[0], key=lambda mark: mark.span[1])
        for mark in self.entities[at:]:
            if mark.span[0] >= span[1]:
                break
            if overlap(mark.span, span) and (not types or mark.type in types):
                return mark
        return None

    def known(self, span: Span) -> bool:
        """Whether a span is a known name and no more, a lost apostrophe granted ("Syrias")."""
        at = bisect_left(self.hits, span[0], key=lambda hit: hit.span[0])
        hit = self.hits[at] if at < len(self.hits) else None
        return hit is not None and span in (hit.span, (hit.span[0], hit.span[1] + 1))

    def sentence(self, at: int) -> int:
        """Number of the sentence that holds a place."""
        place = bisect_left(self.article.sentences, (at + 1, 0)) - 1
        return max(0, place)

    def word_before(self, start: int) -> str:
        """The word that stands right before a place, with its capitals; "" where none does."""
        head = self.text[max(0, start - 30) : start]
        found = re.search(r"([^\W_][\w'’.]*)[ \u00a0]$", head)
        return found[1] if found is not None else ""

    def word_after(self, end: int) -> str:
        """The word that stands right behind a place, with its capitals; "" where none does."""
        found = re.compile(r"[ \u00a0]([^\W_][\w'’-]*)").match(self.text, end)
        return found[1] if found is not None else ""


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def survey(article: Article, marks: Marks, reading: Reading, book: ActorBook) -> Scene:
    """Lay out an article; marks out of its text are left aside."""
    text = article.text
    words = tokens(text)
    hits = tuple(book.scan(text, words))
    acting = sorted(takes_part(marks, reading, text), key=lambda one: one.span)
    size = len(text)
    entities = sorted(
        (mark for mark in marks.entities if 0 <= mark.span[0] < mark.span[1] <= size),
        key=lambda mark: mark.span,
    )
    return Scene(
        article,
        book,
        words,
        hits,
        inside(hits, acting),
        acting,
        tuple(entities),
        reading.attributions,
        frozenset(trimmed(text, one.span) for one in acting if one.role == SAYING),
        (article.published or "")[:10],
    )


def takes_part(marks: Marks, reading: Reading, text: str) -> Iterator[Acting]:
    """The sources of attributions, and the numbered arguments of predicates."""
    size = len(text)
    for one in reading.attributions:
        for span in one.source:
            if 0 <= span[0] < span[1] <= size:
                yield Acting(span, SAYING, "say")
    for mark in marks.predicates:
        verb = text[slice(*mark.span)].lower()
        led = any(role.role == "ARG0" for role in mark.roles)
        for role in mark.roles:
            if role.role in ("ARG0", "ARG1", "ARG2") and 0 <= role.span[0] < role.span[1] <= size:
                yield Acting(role.span, role.role, verb, led)


def inside(hits: Sequence[Hit], acting: Sequence[Acting]) -> dict[int, list[Acting]]:
    """For each hit the acting spans that hold it."""
    out: dict[int, list[Acting]] = {}
    for one in acting:
        if one.span[1] - one.span[0] > WIDEST:
            continue
        at = bisect_left(hits, one.span[0], key=lambda hit: hit.span[0])
        while at < len(hits) and hits[at].span[1] <= one.span[1]:
            out.setdefault(at, []).append(one)
            at += 1
    return out


def is_title(word: str) -> bool:
    """Whether a word is a title or a person's part ("President", "spokesman")."""
    low = word.lower().strip(".'’")
    known = kinds()
    return low in known.titles or low in known.roles or f"{low}." in known.titles


def local_kind(text: str, fallback: Kind) -> Kind:
    """Kind of a body that nobody lists, by its last word, its first word or its head noun."""
    words = WORD.findall(text)
    if not words:
        return fallback
    known = kinds()
    pair = known.pairs.get(" ".join(words[-2:]).lower())
    told = pair or known.endings.get(words[-1]) or known.beginnings.get(words[0])
    return told or known.heads.get(words[-1].lower()) or fallback


def trimmed(text: str, span: Span) -> Span:
    """A span without "the", quotation marks and possessive endings."""
    start, end = span
    while found := EDGE.search(text[start:end]):
        if found.start() == 0:
            start += found.end()
        else:
            end = start + found.start()
    return start, end


def person_span(text: str, span: Span) -> Span:
    """The span of a person's name without titles."""
    start, end = trimmed(text, span)
    while start < end:
        word = text[start:end].split(maxsplit=1)
        born = word[0].rpartition("-")[2].lower() in role_words()["linked"]  # "Kuwaiti-born"
        if len(word) == 1 or not (is_title(word[0]) or born):
            break
        start = end - len(word[1])
    return start, end
