"""The only file that knows the order: gather, read, mark, trace, ground.

How the order is spread over processes is the business of :mod:`sayso.engines`; where the
outcomes go is the business of :mod:`sayso.show`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Protocol, TypeAlias

from sayso.errors import SaysoError
from sayso.ground import Gazetteers, ground
from sayso.read import ReadLimits, read
from sayso.read.limits import Late, deadline
from sayso.records import (
    Article,
    Marks,
    Page,
    Reading,
    Reason,
    Refused,
    SentenceMark,
    content_id,
)
from sayso.trace import trace

Input: TypeAlias = Page | Refused


class MarksArticles(Protocol):
    """Anything that marks articles: the model, or a fake in a test."""

    @property
    def name(self) -> str:
        """What marked them: kept with every run, and part of every input's key."""

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        """Marks of each article, in the order given."""


@dataclass(frozen=True, slots=True)
class Read:
    """An input that became an article, and what was read in it.

    ``page`` is what was gathered; ``key`` is the input's :func:`input_key`; ``sentences`` are the
    vectors that ``weigh`` compares.
    """

    key: str
    page: Page
    article: Article
    reading: Reading
    sentences: tuple[SentenceMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """An input that did not become an article, and why.

    ``again``: it could not be opened, or the fault was ours: the next run is to try it anew.
    """

    key: str
    refused: Refused
    again: bool = False


Outcome: TypeAlias = Read | Dropped


def input_key(item: Input, model: str) -> str:
    """Key under which a ledger remembers that this very input was read by this very model.

    It covers the input's id, the hash of its bytes, all that the source declares about it, and
    the name of the model; not the time of fetching.  A changed file is read again; a file that
    was copied elsewhere is, too, and is then found to be the same article.

    >>> input_key(Page("a.txt", b"x"), "m") == input_key(Page("a.txt", b"y"), "m")
    False
    """
    if isinstance(item, Refused):
        return content_id(["refused", item.input_id, item.reason, item.detail, item.url, model])
    declared = [item.url, item.title, item.outlet, item.published, item.language]
    how = [str(item.media), item.encoding]
    return content_id(["input", item.input_id, item.sha256, how, declared, model])


def read_batch(
    items: Sequence[Input],
    marker: MarksArticles,
    *,
    limits: ReadLimits = ReadLimits(),
    known: Gazetteers | None = None,
) -> list[Outcome]:
    """Read one batch; the outcomes stand in the order of ``items``.

    ``known``: what claims are grounded with, where it is not what comes with Sayso.

    A fault of Sayso itself in one article (any error that is not a :class:`SaysoError`) refuses
    that article and names the fault; the others go on, and the next run tries it again.
    """
    done: dict[int, Outcome] = {}
    articles: dict[int, tuple[Page, Article]] = {}
    for place, item in enumerate(items):
        result = item if isinstance(item, Refused) else _read_one(item, limits)
        if isinstance(result, Refused):
            # What could not be opened or fetched may well be there the next time.
            again = isinstance(item, Refused) and item.reason is Reason.UNREADABLE
            done[place] = Dropped(input_key(item, marker.name), result, again=again)
        elif isinstance(result, _Fault):
            done[place] = Dropped(input_key(item, marker.name), result.refused, again=True)
        elif isinstance(item, Page):
            articles[place] = (item, result)
    for place, marks in _mark(articles, marker).items():
        known = known or gazetteers()  # loaded before any clock runs
        pair = articles[place]
        done[place] = _finish_one(input_key(pair[0], marker.name), pair, marks, limits, known)
    return [done[place] for place in range(len(items))]


def read_pages(
    items: Iterable[Input],
    marker: MarksArticles,
    *,
    batch: int = 16,
    limits: ReadLimits = ReadLimits(),
    known: Gazetteers | None = None,
) -> Iterator[Outcome]:
    """Read a stream in this process, in its own order, ``batch`` inputs at a time."""
    for some in batches(items, size=batch):
        yield from read_batch(some, marker, limits=limits, known=known)


def batches(
    items: Iterable[Input], *, size: int = 16, max_bytes: int = 1_000_000
) -> Iterator[list[Input]]:
    """Cut a stream into batches of at most ``size`` inputs and about ``max_bytes`` bytes.

    One input larger than ``max_bytes`` makes a batch of its own.

    >>> [len(b) for b in batches([Page(str(n), b"text") for n in range(5)], size=2)]
    [2, 2, 1]
    """
    some: list[Input] = []
    weight = 0
    for item in items:
        heavy = len(item.body) if isinstance(item, Page) else 0
        if some and (len(some) >= size or weight + heavy > max_bytes):
            yield some
            some, weight = [], 0
        some.append(item)
        weight += heavy
    if some:
        yield some


@dataclass(frozen=True, slots=True)
class _Fault:
    """A refusal that is no fault of the input."""

    refused: Refused


def _read_one(page: Page, limits: ReadLimits) -> Article | Refused | _Fault:
    try:
        article = read(page, limits=limits)
        if isinstance(article, Article):
            _encode(article)
        return article
    except UnicodeEncodeError as half:
        detail = f"half a surrogate pair, which is no character: {half.reason}"
        return Refused(page.input_id, Reason.BROKEN_RECORD, detail, page.url)
    except SaysoError:
        raise
    except Exception as fault:  # noqa: BLE001 - one bad article never stops a run; it is named
        return _fault(page, "reading", fault)


def _encode(article: Article) -> None:
    """Fail here, and not in the ledger, where a text or its data is no Unicode."""
    told = (article.url, article.title, article.outlet, article.author, article.published)
    for words in (article.text, article.input_id, *told):
        (words or "").encode()


def _mark(
    articles: dict[int, tuple[Page, Article]], marker: MarksArticles
) -> dict[int, Marks | _Fault]:
    """Marks of each article; where a batch fails, one at a time to find the article at fault."""
    if not articles:
        return {}
    try:
        marks = marker.mark([article for _, article in articles.values()])
    except SaysoError:
        raise
    except Exception as fault:  # noqa: BLE001 - one bad article never stops a run; it is named
        if len(articles) > 1:
            alone = (_mark({place: pair}, marker) for place, pair in articles.items())
            return dict(chain.from_iterable(found.items() for found in alone))
        ((place, (page, _)),) = articles.items()
        return {place: _fault(page, "marking", fault)}
    return dict(zip(articles, marks, strict=True))


def _finish_one(
    key: str,
    pair: tuple[Page, Article],
    marks: Marks | _Fault,
    limits: ReadLimits,
    known: Gazetteers,
) -> Outcome:
    """Trace and ground one article, both under one time limit."""
    if isinstance(marks, _Fault):
        return Dropped(key, marks.refused, again=True)
    page, article = pair
    doing, done = "tracing", "traced"
    try:
        with deadline(limits.timeout_s):
            reading = trace(article, marks)
            doing, done = "grounding", "grounded"
            reading = ground(article, marks, reading, known)
    except Late:
        detail = f"not {done} within {limits.timeout_s:g} s"
        return Dropped(key, Refused(page.input_id, Reason.TOO_SLOW, detail, page.url))
    except Exception as fault:  # noqa: BLE001 - one bad article never stops a run; it is named
        return Dropped(key, _fault(page, doing, fault).refused, again=True)
    return Read(key, page, article, reading, marks.sentences)


@cache
def gazetteers() -> Gazetteers:
    """What is known beforehand of names, loaded when it is first needed, once a process."""
    return Gazetteers.load()


def _fault(page: Page, stage: str, fault: Exception) -> _Fault:
    where = fault.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f" at {where.tb_frame.f_code.co_name}:{where.tb_lineno}" if where else ""
    detail = f"fault of Sayso while {stage} it: {type(fault).__name__}: {fault}{place}"
    return _Fault(Refused(page.input_id, Reason.UNREADABLE, detail[:500], page.url))
