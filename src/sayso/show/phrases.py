"""How single values read: chains, dates, counts.  Nothing here knows of a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.records import Hop, Spans

ARROW = " ← "


def chain(hops: Sequence[Hop]) -> str:
    """The chain from the outermost intermediary inwards; a dead end is said to be one.

    >>> from sayso.records import Firmness, Kind
    >>> said = Firmness.ASSERTED
    >>> chain([Hop("Reuters", Kind.AGENCY, said), Hop("reports", Kind.UNNAMED, said, False)])
    'Reuters ← reports (no named root)'
    """
    names = ARROW.join(bare(hop.name) for hop in hops)
    return f"{names} (no named root)" if hops and not hops[-1].named else names


def bare(name: str) -> str:
    """A source's name without the word that marks it as unnamed, where that is said anyway.

    >>> bare("army source (unnamed)")
    'army source'
    """
    return name.removesuffix(" (unnamed)")


def day(published: str | None) -> str:
    """A date as people write it, or ``no date``; what is no date is given as it stands.

    >>> day("2013-05-09T10:00:00Z"), day("2013-05"), day(None)
    ('9 May 2013', '2013-05', 'no date')
    """
    if published is None:
        return "no date"
    try:
        when = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{when.day} {when:%B %Y}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "article"), count(2040, "article"), count(0, "reply", "replies")
    ('1 article', '2,040 articles', '0 replies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def words_at(text: str, spans: Spans) -> str:
    """The words of spans, with an ellipsis where they lie apart.

    >>> words_at("He said it and left", ((0, 2), (8, 10)))
    'He … it'
    """
    return " … ".join(text[start:end] for start, end in spans)


def duration(seconds: float) -> str:
    """A time that people can take in.

    >>> duration(0.42), duration(75), duration(7300)
    ('0.4 s', '1 min 15 s', '2 h 1 min')
    """
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
