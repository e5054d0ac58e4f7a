"""How single values read: chains, dates, counts.  Nothing here knows of a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.records import Hop, Kind, Spans
from sayso.show.safe import one_line

ARROW = " ← "


NOBODY = "nobody named"
"""Reads better than a source called "unnamed"."""
NO_ROOT = " (no named root)"
_NO_NAME = ("", "unnamed")


def chain(hops: Sequence[Hop]) -> str:
    """The chain from the outermost intermediary inwards; a dead end is said to be one.

    >>> from sayso.records import Firmness, Kind
    >>> said = Firmness.ASSERTED
    >>> chain([Hop("Reuters", Kind.AGENCY, said), Hop("reports", Kind.UNNAMED, said, False)])
    'Reuters ← reports (no named root)'
    >>> chain([Hop("unnamed", Kind.UNNAMED, said, False)])
    'nobody named'
    """
    names = ARROW.join(bare(hop.name) for hop in hops)
    dead = hops and not hops[-1].named and bare(hops[-1].name) != NOBODY
    return names + NO_ROOT if dead else names


def bare(name: str) -> str:
    """A source's name without the word that marks it as unnamed, where that is said anyway.

    >>> bare("army source (unnamed)"), bare("unnamed")
    ('army source', 'nobody named')
    """
    told = name.removesuffix("(unnamed)").strip()
    return NOBODY if told in _NO_NAME else told


def kind_of(kind: Kind, named: bool) -> str:
    """What a source is, and whether it has a name that one could look up.

    >>> kind_of(Kind.GOVERNMENT, True), kind_of(Kind.GOVERNMENT, False)
    ('government', 'government, no name')
    >>> kind_of(Kind.UNNAMED, False), kind_of(Kind.SOCIAL, True)
    ('no name', 'social media')
    """
    if kind is Kind.UNNAMED:
        return "no name"
    word = "social media" if kind is Kind.SOCIAL else str(kind)
    return word if named else f"{word}, no name"


def file_name(input_id: str) -> str:
    """The last part of a path, or the input's own id as it stands.

    >>> file_name("news/march/a.txt"), file_name("train6")
    ('a.txt', 'train6')
    """
    return one_line(input_id).rstrip("/").rpartition("/")[2]


def crop(text: str, width: int) -> str:
    """The end of a text that is too long, for paths end with what tells them apart.

    >>> crop("/a/long/way/to/news.jsonl", 12), crop("news.jsonl", 12)
    ('…/news.jsonl', 'news.jsonl')
    """
    return text if len(text) <= width else "…" + text[len(text) - width + 1 :]


def day(published: str | None, *, short: bool = False) -> str:
    """A date as people write it, or ``no date``; what is no date is given as it stands, made safe.

    >>> day("2013-05-09T10:00:00Z"), day("2013-05"), day(None)
    ('9 May 2013', '2013-05', 'no date')
    >>> day("2013-12-09", short=True)
    '9 Dec 2013'
    """
    if published is None:
        return "no date"
    try:
        when = date.fromisoformat(published[:10])
    except ValueError:
        return one_line(published)
    return f"{when.day} {when:%b %Y}" if short else f"{when.day} {when:%B %Y}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "article"), count(2040, "article"), count(0, "reply", "replies")
    ('1 article', '2,040 articles', '0 replies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counted(unit: str) -> str:
    """What is counted, as the head of a list of figures.

    >>> counted("person killed"), counted("USD")
    ('people killed', 'USD')
    """
    return "people" + unit.removeprefix("person") if unit.split()[:1] == ["person"] else unit


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
