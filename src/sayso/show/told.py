"""How single things that a claim is about read: an actor, a place, a date, a quantity, a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.records import (
    About,
    ActorMention,
    DateMention,
    Frame,
    Modality,
    PlaceMention,
    Precision,
    Quantity,
    Span,
    When,
)

Words = Callable[[Span], str]
"""Gives the article's words at a span."""

UNKNOWN = "?"
"""Stands where nobody can tell."""


HEADS = {
    "actors": "who",
    "places": "where",
    "dates": "when",
    "quantities": "how many",
    "frames": "what",
}
"""What each part of ``about`` answers, in the order of telling."""


def told(about: About, part: str, words: Words) -> Iterator[str]:
    """Each thing of one part of ``about`` (``actors``, ``places``, ...) once, in text order."""
    lines: dict[str, Iterator[str]] = {
        "actors": (actor(each) for each in about.actors),
        "places": (place(each, words) for each in about.places),
        "dates": (date(each, words) for each in about.dates),
        "quantities": (quantity(each, words) for each in about.quantities),
        "frames": (frame(each, about, words) for each in about.frames),
    }
    return iter(dict.fromkeys(lines[part]))


def actor(each: ActorMention) -> str:
    """Name and kind.

    >>> from sayso.records import Kind
    >>> actor(ActorMention((0, 4), "the Ferrymen", Kind.ARMED_GROUP))
    'the Ferrymen (armed group)'
    """
    return f"{each.name} ({each.kind})"


def place(each: PlaceMention, words: Words) -> str:
    """The name, the country, and how finely it is told where that is no town.

    >>> place(PlaceMention((0, 4), "Quay", 7, 1.0, 2.0, Precision.DISTRICT, "GB"), lambda _: "Quay")
    'Quay, GB (district)'
    >>> place(PlaceMention((0, 4)), lambda _: "Quay")
    'Quay (which is not known)'
    """
    if each.name is None:
        return f"{words(each.span)} (which is not known)"
    told = ", ".join(filter(None, (each.name, each.country)))
    if each.precision in (None, Precision.TOWN):
        return told
    return f"{told} ({each.precision})"


def date(each: DateMention, words: Words) -> str:
    """The words and the date they mean; ``said`` where they date the saying.

    >>> date(DateMention((0, 6), "2031-05-05", When.SAID), lambda _: "Monday")
    'Monday = 2031-05-05 (said)'
    """
    said = " (said)" if each.of is When.SAID else ""
    return f"{words(each.span)} = {each.edtf or UNKNOWN}{said}"


def quantity(each: Quantity, words: Words) -> str:
    """The words, and the number with its unit.

    >>> quantity(Quantity((0, 9), 30, None, "person killed", "at least"), lambda _: "over 30 men")
    'over 30 men = 30 or more, person killed'
    >>> quantity(Quantity((0, 9), 2, 4, "km"), lambda _: "two to four km")
    'two to four km = 2 to 4, km'
    """
    low, high = number(each.low), number(each.high)
    if each.low == each.high:
        value = low
    elif each.high is None:
        value = f"{low} or more"
    elif each.low is None:
        value = f"{high} or less"
    else:
        value = f"{low} to {high}"
    return f"{words(each.span)} = " + ", ".join(filter(None, (value, each.unit)))


def number(value: float | None) -> str:
    """A number as people write it.

    >>> number(2300.0), number(0.25), number(None)
    ('2,300', '0.25', '?')
    """
    if value is None:
        return UNKNOWN
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def frame(each: Frame, about: About, words: Words) -> str:
    """Who does what to whom, and how it stands.

    >>> from sayso.records import Kind
    >>> men = ActorMention((0, 4), "the Ferrymen", Kind.ARMED_GROUP)
    >>> what = Frame((5, 9), (0, 4), "ASSAULT", 4, None, True, Modality.PAST, actor_id=men.key)
    >>> frame(what, About(actors=(men,)), lambda span: ["They", "shot"][span[0] > 0])
    'the Ferrymen → ASSAULT (shot) → ?: not'
    """
    what = each.event if each.mode is None else f"{each.event}/{each.mode}"
    parts = (
        doer(each.actor, each.actor_id, about, words),
        f"{what} ({words(each.predicate)})",
        doer(each.recipient, each.recipient_id, about, words),
    )
    told = " → ".join(parts)
    stands = stand(each.negated, each.modality)
    return f"{told}: {stands}" if stands else told


def stand(negated: bool, modality: Modality) -> str:
    """How an event stands; nothing where it is plainly told as past.

    >>> stand(True, Modality.PLANNED), stand(False, Modality.PAST)
    ('not, planned', '')
    """
    return ", ".join(["not"] * negated + [str(modality)] * (modality is not Modality.PAST))


def doer(span: Span | None, key: str | None, about: About, words: Words) -> str:
    """The name of an actor of the claim, else the words, else that nobody is told."""
    for each in about.actors:
        if key is not None and each.key == key:
            return each.name
    return UNKNOWN if span is None else words(span)
