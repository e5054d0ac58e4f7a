"""The frozen records that the ledger hands out: what is shown, listed and exported.

Each row leads back to the words it rests on: spans are code points into the stored article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from sayso.errors import LedgerError
from sayso.records import (
    About,
    Firmness,
    Hop,
    Kind,
    Modality,
    Precision,
    Reason,
    Reuse,
    Span,
    Spans,
    Speech,
    Voice,
)

GAP = " … "
"""Stands between the parts where a value's words lie apart in the text."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?)?)?")


class Added(Enum):
    """What came of handing an article to the ledger; see :meth:`Ledger.add`."""

    NEW = "new"
    REPLACED = "replaced"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are meant; every field narrows, ``None`` does not.

    ``source``, ``root`` and ``outlet`` hold where the name contains these words, whatever the
    case; ``=Quay Post`` means the whole name.  ``kind`` is the kind of the source, ``root_kind``
    that of the root.  ``since`` and ``until`` are ISO 8601 dates, months or years, both included;
    a claim without a date is then left out.  ``words`` are searched in the claim's sentence, as
    :meth:`Ledger.find` does.
    ``article`` is an id or the start of one.

    What a claim is about: ``actor`` holds where the name of an actor in it contains these words, or
    where this is its id; ``place`` so, or by GeoNames id; ``country`` is two letters of ISO 3166;
    ``event`` is a PLOVER event type; ``during`` is a date, month or year in which what it tells
    happened, as far as it says so.
    """

    source: str | None = None
    root: str | None = None
    kind: Kind | None = None
    root_kind: Kind | None = None
    firmness: Firmness | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None
    voice: Voice | None = None
    article: str | None = None
    actor: str | None = None
    place: str | None = None
    country: str | None = None
    event: str | None = None
    during: str | None = None

    def __post_init__(self) -> None:
        """Refuse dates that would silently match nothing."""
        for name, value in (("since", self.since), ("until", self.until), ("during", self.during)):
            if value is not None and not _DATE.fullmatch(value):
                raise LedgerError(
                    f"{name}={value!r} is not a date: write it as 2024, 2024-03 or 2024-03-09"
                )


@dataclass(frozen=True, slots=True)
class Akin:
    """What to look for claims by that may be about the same as a given one.

    ``sentences`` are places in articles, by id and span; ``words`` should be rare ones; ``pairs``
    are (actor, recipient) of frames, both by id.
    """

    sentences: tuple[tuple[str, Span], ...] = ()
    words: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with the words it rests on.

    ``source``, ``cue``, ``content`` and ``sentence`` are the article's own words (parts that lie
    apart are joined by :data:`GAP`); ``who`` and ``kind`` are what the source was resolved to.
    In the author's own voice there is no source: ``source`` and ``cue`` are empty, ``who``,
    ``kind`` and ``score`` are ``None`` and the chain is empty.  ``inside`` is the id of the
    attribution whose content holds this one.  ``sentence_at`` is where ``sentence`` starts.
    ``about`` is what the claim is about, corrections by hand included.  ``read_firmness`` and
    ``read_root`` are what was read where a person put another firmness or root in its place, else
    ``None``.  ``text`` is the whole text of the article, of which all words are cut;
    ``headline`` is whether the claim stands in the headline there.
    """

    id: str
    article: str
    attribution: str | None
    input_id: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    voice: Voice
    firmness: Firmness
    speech: Speech | None
    source: str
    who: str | None
    kind: Kind | None
    cue: str
    content: str
    sentence: str
    sentence_at: int
    spans: Spans
    root: str
    root_kind: Kind
    root_named: bool
    chain: tuple[Hop, ...]
    inside: str | None
    score: float | None
    about: About = About()
    read_firmness: Firmness | None = None
    read_root: str | None = None
    headline: bool = False
    text: str = field(default="", repr=False, compare=False)

    @property
    def surface(self) -> Mapping[Span, str]:
        """The article's own words for each span in ``about``, in order."""
        parts = (self.about.actors, self.about.places, self.about.dates, self.about.quantities)
        spans = {mention.span for part in parts for mention in part}
        for frame in self.about.frames:
            spans |= {frame.predicate, *filter(None, (frame.actor, frame.recipient))}
            spans |= set(filter(None, (frame.place, frame.date)))
        return {(start, end): self.text[start:end] for start, end in sorted(spans)}


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a claim stands and how firmly it is put: enough to see whether it is worth a look.

    ``framed``, ``counts``: whether it tells who does what to whom, and whether it tells a number.
    """

    number: int
    id: str
    voice: Voice
    firmness: Firmness
    sentence: Span
    framed: bool = True
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that a search found.

    ``snippet`` is the claim's sentence, or the part around the first match where that is long; it
    starts at ``at`` in the article's text.  ``spans`` are the matches as offsets into ``snippet``.
    ``rank`` is bm25 as SQLite gives it: the lower, the better.
    """

    claim: ClaimRow
    snippet: str
    spans: Spans
    at: int
    rank: float


@dataclass(frozen=True, slots=True)
class ReuseRow:
    """What two articles share, and what is known of each; the first of every pair is ``a``'s."""

    reuse: Reuse
    inputs: tuple[str, str]
    titles: tuple[str | None, str | None]
    outlets: tuple[str | None, str | None]
    published: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Holders:
    """How many of some fingerprints each article holds, and which of them too many articles do."""

    found: Mapping[str, int]
    common: frozenset[int]


@dataclass(frozen=True, slots=True)
class IndexSize:
    """How many fingerprints of articles the index holds, and the bytes of its pages."""

    prints: int
    bytes: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run of ``read`` and what stands of it.

    ``articles`` are those whose reading is this run's; ``replaced`` of them took the place of
    another model's.  What a later run replaces, or reads after all, is taken off these counts.
    ``status`` is ``running``, ``done``, ``stopped`` or ``failed``.  A run that was killed stays
    ``running``, with ``ended`` ``None``.  Times are ISO 8601 in UTC.
    """

    id: int
    source: str
    model: str
    version: str
    started: str
    ended: str | None
    status: str
    articles: int
    attributions: int
    claims: int
    duplicates: int
    refused: int
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One input that did not become an article: in which run, over which source, and why.

    ``again``: the fault was not the input's, and the next run tries it anew.
    """

    run: int
    source: str
    input_id: str
    reason: Reason
    detail: str
    url: str | None
    again: bool


@dataclass(frozen=True, slots=True)
class RootRow:
    """One root: in how many articles, for how many claims, and how firmly."""

    name: str
    kind: Kind
    named: bool
    articles: int
    claims: int
    asserted: int
    hedged: int
    alleged: int
    denied: int
    other: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor, and how often the articles speak of them.

    ``id`` is that of the word lists where ``listed``, else the hash of name and kind.  ``articles``
    name or cite them; ``claims`` name them; ``said`` counts the attributions of which they are the
    source, ``acted`` and ``received`` the frames in which they do something or something is done to
    them.  All after corrections by hand.
    """

    id: str
    name: str
    kind: Kind
    listed: bool
    articles: int
    claims: int
    said: int
    acted: int
    received: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place as finely as texts tell it, and in how many articles and claims they do.

    ``geonames`` is the GeoNames id, ``lat`` and ``lon`` are degrees (WGS 84) of the place that is
    named: where ``precision`` is ``district`` or ``country`` what is told lies somewhere in it or
    off it, and is not to be drawn as a point.  ``country`` is two letters of ISO 3166.
    """

    name: str | None
    country: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: Precision | None
    articles: int
    claims: int


@dataclass(frozen=True, slots=True)
class FrameFilter:
    """Which frames are meant; every field narrows, ``None`` does not.

    ``actor`` and ``recipient`` hold where the name contains these words, or where this is the id.
    ``event`` is a PLOVER event type, ``mode`` one of its modes, ``quad`` a quad class.  ``claims``
    says in which claims.
    """

    actor: str | None = None
    recipient: str | None = None
    event: str | None = None
    quad: int | None = None
    negated: bool | None = None
    claims: ClaimFilter = ClaimFilter()
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class FrameRow:
    """Who does what to whom, according to whom.

    ``actor`` and ``recipient`` are whom the words ``actor_words`` and ``recipient_words`` stand for
    (``None`` where nobody knows, or nobody is named); their ids are the ledger's.  ``event``,
    ``quad``, ``mode`` are PLOVER's.  ``source`` is who says it (``None``: the article itself) and
    ``root`` on whose word.  ``lat`` and ``lon`` are of the place named, as finely as ``precision``.
    ``date`` is EDTF.
    """

    claim: str
    article: str
    outlet: str | None
    published: str | None
    actor: str | None
    actor_id: str | None
    actor_words: str | None
    event: str
    quad: int
    mode: str | None
    predicate: str
    recipient: str | None
    recipient_id: str | None
    recipient_words: str | None
    negated: bool
    modality: Modality
    place: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: Precision | None
    country: str | None
    date: str | None
    source: str | None
    root: str
    root_named: bool
    firmness: Firmness
    voice: Voice
    sentence: str
    score: float


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """Something put right by hand: what is meant, and what a person decided of it.

    ``kind`` is what ``target`` is: an ``actor``, ``claim`` or ``article`` by id, or a ``source`` by
    name; ``name`` is what it is called, of a claim its words.  ``field`` of an actor is ``name``
    (``new`` is what it is called), ``same as`` (``new`` is the id of the actor it was merged into)
    or ``split`` (its mentions that read ``words`` stand for the actor ``new``); of two claims or
    articles ``same`` or ``apart`` (``new`` is the id of the other); of a source ``merge`` (``new``
    is the name it goes by); of a claim ``reject`` (it is none), ``firmness`` or ``root`` (``new``
    is how firmly it is put, or the name of its root).  ``undone`` is when it was taken back; times
    are ISO 8601 in UTC.
    """

    number: int
    target: str
    name: str
    field: str
    new: str
    words: str | None
    by: str
    at: str
    note: str
    undone: str | None
    kind: str = "actor"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value of a facet, and in how many articles and claims it occurs."""

    value: str
    articles: int
    claims: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the ledger holds.  ``refused`` gives the number of inputs per reason."""

    articles: int
    attributions: int
    claims: int
    duplicates: int
    refused: Mapping[Reason, int] = field(default_factory=dict)
