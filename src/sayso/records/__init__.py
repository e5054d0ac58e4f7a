"""The frozen records that pass between rooms, the ids they carry, and nothing else.

Offsets are code points into the stored text, end exclusive.  Ids are content-addressed
(see :func:`content_id`): the same on every machine, and stable when a model changes its mind
about another claim.  Read from top to bottom: this is the order in which they come to be.

    Page -> Article | Refused -> Marks -> Reading (attributions, claims, scare quotes)
    and, grounded, each claim is tied to actors, places, dates, quantities and frames
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from sayso.records.weighed import Change, ClaimBond, Drift, Piece
from sayso.records.words import (
    Direction,
    Drifted,
    Firmness,
    Kind,
    Media,
    Modality,
    Precision,
    Quoted,
    Reason,
    Relation,
    Reused,
    Speech,
    Voice,
    When,
)

__all__ = [
    "NO_FRAME",
    "About",
    "ActorMention",
    "Article",
    "Attribution",
    "Change",
    "Claim",
    "ClaimBond",
    "Credit",
    "CueMark",
    "DateMention",
    "Direction",
    "Drift",
    "Drifted",
    "Dropped",
    "EntityMark",
    "EventMark",
    "Firmness",
    "Frame",
    "Hop",
    "Json",
    "Kind",
    "Link",
    "Marks",
    "Media",
    "Modality",
    "Page",
    "Piece",
    "PlaceMention",
    "Precision",
    "PredicateMark",
    "Quantity",
    "Quoted",
    "Reading",
    "Reason",
    "Refused",
    "Relation",
    "Reuse",
    "Reused",
    "RoleMark",
    "Scare",
    "SentenceMark",
    "Span",
    "Spans",
    "Speech",
    "Voice",
    "When",
    "Who",
    "article_id",
    "attribution_id",
    "claim_id",
    "content_id",
]

Span: TypeAlias = tuple[int, int]
Spans: TypeAlias = tuple[Span, ...]
Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


# --- gather ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One thing to read, as it came: raw bytes, and what the source says about them.

    ``input_id`` is the input's own id, row or path.  ``body`` is UTF-8 where ``encoding`` is
    ``"utf-8"``; ``None`` means unknown, to be detected.  ``fetched_at`` is ISO 8601 in UTC.
    ``sha256`` is the hash of ``body`` in hex.
    """

    input_id: str
    body: bytes
    media: Media = Media.TEXT
    encoding: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    fetched_at: str | None = None

    @property
    def sha256(self) -> str:
        """Hash of the raw bytes, in hex."""
        return hashlib.sha256(self.body).hexdigest()


# --- read -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that did not become an article, and why.  Kept in the ledger and counted."""

    input_id: str
    reason: Reason
    detail: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in the text: where it stands and where it leads."""

    span: Span
    href: str


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet or agency that the article, or the part at ``covers``, is taken from.

    ``how``: ``dateline``, ``byline``, ``credit line``, ``block``.  ``span`` is the evidence;
    ``covers`` is ``None`` where the whole article is meant.
    """

    name: str
    how: str
    span: Span
    covers: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published.  ``text`` never changes once stored.

    ``published`` is an ISO 8601 date or date-time, or ``None`` where the source gives none that
    can be read.  ``paragraphs``, ``sentences`` and ``blocks`` (block quotes) are spans in order;
    every sentence lies inside one paragraph.  ``headline`` is the span of the headline where it
    stands in the text itself.
    """

    id: str
    input_id: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str = "en"
    sha256: str = ""
    fetched_at: str | None = None
    paragraphs: Spans = ()
    sentences: Spans = ()
    blocks: Spans = ()
    headline: Span | None = None
    dateline: Span | None = None
    links: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()


# --- mark -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CueMark:
    """One cue that the model sees, with the source and content that belong to it.

    ``inner`` is true where the model reads the cue as standing inside another's content.
    ``score`` is the calibrated probability in 0..1 that the record is right.  ``firmness`` and
    ``kind`` are what the model takes the attribution and its source for, each with a probability;
    ``None`` where it was not asked.
    """

    cue: Span
    source: Spans
    content: Spans
    inner: bool
    score: float
    firmness: tuple[Firmness, float] | None = None
    kind: tuple[Kind, float] | None = None


@dataclass(frozen=True, slots=True)
class EntityMark:
    """A named entity; ``type`` is one of the nine of Stanford's Worldwide newswire corpus."""

    span: Span
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class RoleMark:
    """An argument of a predicate; ``role`` is a PropBank label (``ARG0``, ``ARGM-NEG``, ...)."""

    span: Span
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class PredicateMark:
    """A word that tells of an event or a state, with its arguments in text order.

    ``factuality`` goes from -3 (did not happen) over 0 (open) to 3 (happened), as in UDS-IH2
    (Rudinger, White and Van Durme 2018).
    """

    span: Span
    factuality: float
    score: float
    roles: tuple[RoleMark, ...] = ()


@dataclass(frozen=True, slots=True)
class EventMark:
    """What a source does to a target: a PLOVER event type (Halterman et al. 2023).

    ``quad`` is its quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
    4 material conflict.
    """

    source: Span
    target: Span
    event: str
    quad: int
    score: float


@dataclass(frozen=True, slots=True)
class SentenceMark:
    """A sentence and its embedding: 384 signed bytes, to be compared by their cosine."""

    span: Span
    vector: bytes


@dataclass(frozen=True, slots=True)
class Marks:
    """What the one model pass says about one article, each part in text order.

    ``events`` are those of the pairs that were asked for, in the order of asking; by default of
    each predicate's agent (ARG0) and patient (ARG1, else ARG2).  ``factuality`` answers for the
    spans that were asked for.
    """

    article: str
    cues: tuple[CueMark, ...] = ()
    entities: tuple[EntityMark, ...] = ()
    predicates: tuple[PredicateMark, ...] = ()
    events: tuple[EventMark, ...] = ()
    sentences: tuple[SentenceMark, ...] = ()
    factuality: tuple[float, ...] = ()


# --- trace ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Who:
    """A source, resolved inside the article.

    ``name`` is the fullest form in the article, or a short description for the unnamed; ``span``
    is where that form stands (``None`` where it was composed).  ``named`` is false for sources
    nobody could look up.
    """

    name: str
    kind: Kind
    named: bool = True
    span: Span | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain: who passed it on, and how firmly."""

    name: str
    kind: Kind
    firmness: Firmness
    named: bool = True


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody other than the author says, shows, believes, asks or denies something.

    ``inside`` is the id of the attribution whose content holds this one.  ``chain`` runs from the
    outermost intermediary inwards, the article's own outlet left out; its last hop is the root.
    ``why`` gives the rule or score behind each decision.  ``actor`` is whom the source is among
    all actors; it is ``None`` until the attribution is grounded, and where nobody can be told.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    inside: str | None
    speech: Speech
    firmness: Firmness
    score: float
    who: Who
    chain: tuple[Hop, ...]
    why: tuple[tuple[str, str], ...] = ()
    actor: ActorMention | None = None

    @property
    def root(self) -> Hop:
        """The last hop."""
        return self.chain[-1]


# --- ground ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor, where a claim names one, and whom the words were resolved to.

    ``id`` is that of the word lists or of a user's own (``None``: known to this ledger alone, by
    ``name`` and ``kind``); ``why`` is the rule.
    """

    span: Span
    name: str
    kind: Kind
    id: str | None = None
    why: str = ""

    @property
    def key(self) -> str:
        """Tells one actor from another: the ``id``, else the :func:`actor_id`."""
        return self.id or actor_id(self.name, self.kind)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, where a claim names one.

    ``geonames`` is its GeoNames id, ``lat`` and ``lon`` are degrees (WGS 84) of its centre; all
    three, with ``name`` and ``precision``, are ``None`` where it cannot be told which place is
    meant, and ``why`` says what spoke for it or why it was left open.
    """

    span: Span
    name: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    country: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as an EDTF interval (ISO 8601-2), with the words it came from.

    ``edtf`` is ``None`` where the words do not tell, and ``why`` says so; ``of`` tells whether the
    saying or what is told is dated.
    """

    span: Span
    edtf: str | None
    of: When
    why: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: from ``low`` to ``high`` (``None``: open on that side).

    ``unit`` is what is counted or measured, in the singular ("person killed", "USD", "km");
    ``modifier`` is how the text limits it ("at least", "some", "dozens").
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None = None
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Who does what to whom, as one claim tells it.  Spans point into the article's text.

    ``event`` is a PLOVER event type, ``quad`` its quad class (1 verbal cooperation, 2 material
    cooperation, 3 verbal conflict, 4 material conflict), ``mode`` PLOVER's mode where it is plain.
    ``actor`` and ``recipient`` are where they stand, ``actor_id`` and ``recipient_id`` the ``key``
    of the :class:`ActorMention` that resolves them; ``place`` and ``date`` are spans of the mention
    that tells where and when.
    """

    predicate: Span
    actor: Span | None
    event: str
    quad: int
    recipient: Span | None
    negated: bool
    modality: Modality
    place: Span | None = None
    date: Span | None = None
    mode: str | None = None
    actor_id: str | None = None
    recipient_id: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class About:
    """What a claim is about, each part in text order."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    frames: tuple[Frame, ...] = ()


# --- the claim ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement in one article: content, or a sentence in the author's own voice.

    ``about`` is empty until the claim is grounded.  ``why`` gives the rule behind each decision on
    a claim in the author's own voice; of a reported one its attribution tells.
    """

    id: str
    article: str
    attribution: str | None
    voice: Voice
    spans: Spans
    firmness: Firmness
    root: Hop
    about: About = About()
    why: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scare:
    """A quoted stretch that reports nobody's speech; ``why`` is the rule that told it."""

    span: Span
    type: Quoted
    why: str = ""


NO_FRAME = "no frame: "
"""Before the reason of an event that makes no frame."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A cue that the model marked and that makes no record, or an event that makes no frame.

    ``why`` is the rule; of an event it begins with "no frame: ".
    """

    span: Span
    why: str

    @property
    def of(self) -> str:
        """What it does not make: ``record`` or ``frame``."""
        return "frame" if self.why.startswith(NO_FRAME) else "record"

    @property
    def reason(self) -> str:
        """The rule alone.

        >>> Dropped((0, 6), "no frame: the other side is not told").reason
        'the other side is not told'
        """
        return self.why.removeprefix(NO_FRAME)


@dataclass(frozen=True, slots=True)
class Headline:
    """What a title outside the text tells: spans point into the title; the author has no source."""

    voice: Voice
    source: Spans
    cue: Spans
    content: Spans
    firmness: Firmness
    root: Hop
    why: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that trace makes of one article."""

    article: str
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    scare: tuple[Scare, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    headline: Headline | None = None


# --- weigh ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reuse:
    """A text that stands in two articles: a guess, with its reasons.

    ``a`` and ``b`` are ids of articles.  Each of ``passages`` is a span of ``a`` with its span of
    ``b``; ``score`` is the share of the shorter text that is shared, 0 to 1; ``why`` gives the
    rules behind label and direction.  ``by`` is the person who decided so, ``None`` for a guess.
    """

    a: str
    b: str
    label: Reused
    direction: Direction
    score: float
    passages: tuple[tuple[Span, Span], ...]
    why: tuple[tuple[str, str], ...] = ()
    by: str | None = None


# --- ids ------------------------------------------------------------------------------------


def content_id(parts: Json) -> str:
    """Base32 of the first 80 bits of SHA-256 over the canonical JSON of ``parts``.

    Sixteen lower-case characters; two of a million differ with a chance of all but 4 in 10^13.
    Give a list, never joined strings: ``["ab", "c"]`` and ``["a", "bc"]`` must differ.

    >>> content_id(["a", "bc"]) == content_id(["ab", "c"])
    False
    >>> len(content_id([]))
    16
    """
    raw = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).digest()[:10]
    return base64.b32encode(digest).decode("ascii").lower()


def article_id(text: str, url: str | None) -> str:
    """Id of an article: its stored text and its URL."""
    return content_id(["article", text, url])


@lru_cache(maxsize=4096)
def actor_id(name: str, kind: Kind) -> str:
    """Id of an actor whom no list knows: their name and what they are."""
    return content_id(["actor", name, kind])


def attribution_id(article: str, source: Spans, cue: Spans, content: Spans) -> str:
    """Id of an attribution: its article and its role spans."""
    return content_id(["attribution", article, source, cue, content])


def claim_id(article: str, source: Spans, cue: Spans, content: Spans) -> str:
    """Id of a claim: its article and its role spans (only ``content`` in the author's voice)."""
    return content_id(["claim", article, source, cue, content])
