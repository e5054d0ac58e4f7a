"""Words with a closed set of values: firmness, kinds, speech, precision and the like."""

from __future__ import annotations

from enum import StrEnum


class Firmness(StrEnum):
    """How a source puts a thing forward; ``OTHER`` is asked, ordered, threatened, predicted."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    ALLEGED = "alleged"
    DENIED = "denied"
    OTHER = "other"


class Kind(StrEnum):
    """What a source is."""

    PERSON = "person"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    AGENCY = "agency"
    DOCUMENT = "document"
    SOCIAL = "social"
    WITNESS = "witness"
    UNNAMED = "unnamed"


class Speech(StrEnum):
    """Whether the content is quoted, told, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Voice(StrEnum):
    """Who speaks in a claim: somebody the article names, or the article itself."""

    REPORTED = "reported"
    AUTHOR = "author"


class Quoted(StrEnum):
    """What a quoted stretch is when it reports nobody's speech."""

    SCARE = "scare"
    TITLE = "title"
    TERM = "term"
    NAME = "name"


class Precision(StrEnum):
    """How finely the text tells a place; it is never drawn finer.

    ``EXACT``: a point (a building, a crossing, a base).  ``TOWN``: within a populated place.
    ``DISTRICT``: within a region, or some way off a place ("north of X").  ``COUNTRY``: no finer.
    """

    EXACT = "exact"
    TOWN = "town"
    DISTRICT = "district"
    COUNTRY = "country"


class When(StrEnum):
    """What a date dates: the saying, or what is told to have happened."""

    SAID = "said"
    HAPPENED = "happened"


class Modality(StrEnum):
    """How an event stands in a claim: told as past, as going on, as planned, or as only thought."""

    PAST = "past"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Reused(StrEnum):
    """What an aligned passage makes of two articles.

    ``REPRINT``: one is the other, whole or cut.  ``REWRITE``: one text, edited or retold.
    ``EXCERPT``: a piece of one stands in the other.  ``SAME_SOURCE``: own writing on the same
    quoted words.  ``BOILERPLATE``: only what stands around every article.
    """

    REPRINT = "reprint"
    REWRITE = "rewrite"
    EXCERPT = "excerpt"
    SAME_SOURCE = "same_source"
    BOILERPLATE = "boilerplate"


class Direction(StrEnum):
    """Which of two articles the text was taken from."""

    A = "a"
    B = "b"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """What a claim is to a statement, or to another claim.

    ``SAME``: nearly the same words and sense.  ``RESTATES``: the same in other words.
    ``SUPPORTS``: it tells of the same deed.  ``DENIES``: its source says it is not so.
    ``CONTRADICTS``: both cannot be so.  ``OTHER_FIGURE``: the same thing with another number.
    ``CANNOT_CONFIRM`` and ``NOT_AWARE`` are no denials: it is not settled, or not known to them.
    """

    SAME = "same"
    RESTATES = "restates"
    SUPPORTS = "supports"
    DENIES = "denies"
    CONTRADICTS = "contradicts"
    OTHER_FIGURE = "other_figure"
    CANNOT_CONFIRM = "cannot_confirm"
    NOT_AWARE = "not_aware"


class Drifted(StrEnum):
    """What became other from one telling to the next.

    ``HEDGE_LOST``: what was hedged or alleged is told firmly.  ``ATTRIBUTION_LOST``: what somebody
    said is told as the article's own.  ``LINK_LOST``: who passed it on, or where it came from, is
    not told any more.  ``NUMBER_CHANGED``: the same thing has another number.
    ``PLACE_SHARPENED``: the place is told more finely than before.
    """

    HEDGE_LOST = "hedge lost"
    ATTRIBUTION_LOST = "attribution lost"
    LINK_LOST = "link lost"
    NUMBER_CHANGED = "number changed"
    PLACE_SHARPENED = "place sharpened"


class Reason(StrEnum):
    """Why an input did not become an article."""

    EMPTY = "empty"
    NOT_TEXT = "not text"
    NOT_ARTICLE = "not an article"
    NOT_ENGLISH = "not English"
    TOO_LARGE = "too large"
    TOO_DEEP = "too deeply nested"
    TOO_SLOW = "too slow"
    BROKEN_RECORD = "broken record"
    UNREADABLE = "unreadable"


class Media(StrEnum):
    """What the bytes of a page are, as declared by the gatherer."""

    TEXT = "text/plain"
    HTML = "text/html"
