"""Page -> Article | Refused: decode, find the article, check it, lay it out, credit it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.read.credits import block_credits, credit_lines
from sayso.read.dateline import Head, head
from sayso.read.dates import normalise
from sayso.read.decode import decode
from sayso.read.language import other_than_english
from sayso.read.layout import paragraphs, sentences
from sayso.read.limits import Late, ReadLimits, deadline
from sayso.read.web import Extracted, depth, extract
from sayso.records import Article, Credit, Media, Page, Reason, Refused, Span, Spans, article_id

_FEWEST = 10  # words: what is shorter on a web page is a menu or a notice


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why there is no article; becomes a ``Refused`` at the door."""

    reason: Reason
    detail: str


def read(page: Page, *, limits: ReadLimits = ReadLimits()) -> Article | Refused:  # noqa: B008  # frozen
    """Read one page.  Never raises for what is wrong with a page: that is a ``Refused``.

    The text of a plain page is stored as it is, newlines and BOM apart; the text of an HTML page
    is that of its article, paragraphs parted by blank lines.  What the page's record declares
    (title, outlet, date, language) goes before what the page itself says.

    >>> article = read(Page("n1", b"BEIRUT (Reuters) - The bridge was opened on Monday."))
    >>> [credit.name for credit in article.credits], article.sentences
    (['Reuters'], ((19, 51),))
    """
    try:
        with deadline(limits.timeout_s):
            made = _read(page, limits)
    except Late:
        made = _Refusal(Reason.TOO_SLOW, f"not read within {limits.timeout_s:g} s")
    if isinstance(made, _Refusal):
        return Refused(page.input_id, made.reason, made.detail, page.url)
    return made


def _read(page: Page, limits: ReadLimits) -> Article | _Refusal:
    if not page.body:
        return _Refusal(Reason.EMPTY, "no bytes")
    is_html = page.media is Media.HTML
    source = decode(page.body, page.encoding, html=is_html)
    if source is None:
        return _Refusal(Reason.NOT_TEXT, "the bytes are no text in any encoding we know")
    if not source.strip():
        return _Refusal(Reason.EMPTY, "nothing but white space")
    found = _from_html(source, page, limits) if is_html else Extracted(source)
    if isinstance(found, _Refusal):
        return found
    return _refusal(found, page, limits) or _article(
        found, page, wrapped=False if is_html else None
    )


def _from_html(source: str, page: Page, limits: ReadLimits) -> Extracted | _Refusal:
    if depth(source, limits.max_depth) > limits.max_depth:
        return _Refusal(Reason.TOO_DEEP, f"tags nest more than {limits.max_depth} deep")
    try:
        found = extract(source, page.url)
    except (RecursionError, ValueError) as error:  # lxml: characters that XML cannot hold
        return _Refusal(Reason.UNREADABLE, f"the HTML cannot be read: {error}")
    if found is None or len(found.text.split()) < _FEWEST:
        return _Refusal(Reason.NOT_ARTICLE, "no article found on the page")
    return found


def _refusal(found: Extracted, page: Page, limits: ReadLimits) -> _Refusal | None:
    if len(found.text) > limits.max_chars:
        size = f"{len(found.text):,} characters, the limit is {limits.max_chars:,}"
        return _Refusal(Reason.TOO_LARGE, size)
    # What a page's template says of its language is often wrong, so there the text decides.
    other = other_than_english(found.text, page.language)
    if other is not None:
        detail = f"{other.name} ({other.code}), {other.score:.2f} sure"
        return _Refusal(Reason.NOT_ENGLISH, "declared as " + detail if page.language else detail)
    return None


def _article(found: Extracted, page: Page, *, wrapped: bool | None) -> Article:
    text, title = found.text, page.title or found.title
    paras = paragraphs(text, wrapped=wrapped)
    top = head(text, paras, title)
    body = _without_headline(paras, top)
    if title is None and top.headline is not None:
        title = text[slice(*top.headline)]
    return Article(
        id=article_id(text, page.url),
        input_id=page.input_id,
        text=text,
        url=page.url,
        title=title,
        outlet=page.outlet or found.site,
        author=found.author,
        published=normalise(page.published) or normalise(found.published) or top.published,
        language="en",
        sha256=page.sha256,
        fetched_at=page.fetched_at,
        paragraphs=paras,
        sentences=_sentences(text, paras, top),
        blocks=found.blocks,
        headline=top.headline,
        dateline=top.dateline,
        links=found.links,
        credits=_credits(text, body, top, found.blocks),
    )


def _without_headline(paras: Spans, top: Head) -> Spans:
    """The paragraphs that may hold credits: not one that is the headline and no more."""
    return tuple(para for para in paras if para != top.headline)


def _sentences(text: str, paras: Spans, top: Head) -> Spans:
    """Sentences of all but datelines; the headline is one of its own."""
    cuts = [at for span in top.cut for at in span]
    if top.headline is not None:
        cuts.extend(top.headline)
    return tuple(
        span for span in sentences(text, paras, cuts) if not any(_in(span, cut) for cut in top.cut)
    )


def _in(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _credits(text: str, paras: Spans, top: Head, blocks: Spans) -> tuple[Credit, ...]:
    """All credits in text order; a dateline or a block introduction is not also a credit line."""
    pasted = block_credits(text, paras, blocks)
    taken = {(credit.name, credit.span[0]) for credit in pasted}
    lines = [
        c
        for c in credit_lines(text, paras)
        if (c.name, c.span[0]) not in taken and not any(_in(c.span, cut) for cut in top.cut)
    ]
    found = (*top.credits, *lines, *pasted)
    return tuple(sorted(found, key=lambda credit: (credit.span, credit.name)))
