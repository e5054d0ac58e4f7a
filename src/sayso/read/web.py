"""An HTML page -> the plain text of its article, with links and block quotes as spans.

``trafilatura`` (Barbaresi 2021) tells the article from the page around it; its TEI-like tree is
walked once, here, to make text in which paragraphs are parted by a blank line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sayso.read.jsonld import Declared, declared
from sayso.records import Link, Span

if TYPE_CHECKING:  # lxml and trafilatura are heavy, and needed for HTML only
    from lxml.etree import _Element  # type: ignore[import-untyped]  # lxml ships no types

# Possessive: a name or a tail that is never closed is given up at once, not letter by letter.
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*+)([^<>]*+)>|<!--")
_RAW = {"script", "style", "textarea", "title", "noscript", "template", "xmp"}
# Tags that never hold others, or that a parser closes by itself: they make no depth.
_FLAT = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
_FLAT |= {"source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody"}
_FLAT |= {"tfoot", "colgroup", "option", "optgroup", "rp", "rt"}
_LANG = re.compile(r"<html\b[^<>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BLOCKS = {"head", "p", "item", "quote", "list", "table", "row", "code", "div", "body", "main"}
_BLOCKS |= {"figDesc", "entry", "ab"}
_SKIP = {"graphic", "figure"}


@dataclass(frozen=True, slots=True)
class Extracted:
    """The article of a page: its text, spans into it, and what the page declares."""

    text: str
    links: tuple[Link, ...] = ()
    blocks: tuple[Span, ...] = ()
    title: str | None = None
    author: str | None = None
    published: str | None = None
    site: str | None = None
    language: str | None = None


def depth(html: str, enough: int) -> int:
    """How deeply the tags of a page nest; stops counting beyond ``enough``.  Linear, no parser.

    >>> depth("<div><p>one<p>two<br></div>", 10), depth("<div>" * 10_000, 100)
    (1, 101)
    """
    level = deepest = at = 0
    while (tag := _TAG.search(html, at)) is not None and deepest <= enough:
        at = tag.end()
        if tag[2] is None:
            at = _after(html, "-->", at)
            continue
        name = tag[2].lower()
        if name in _FLAT or tag[3].endswith("/"):
            continue
        if tag[1]:
            level = max(0, level - 1)
        elif name in _RAW:
            at = _after(html, f"</{name}", at)
        else:
            level += 1
            deepest = max(deepest, level)
    return deepest


def _after(html: str, end: str, at: int) -> int:
    """Where the search goes on after raw content; to the end of the page if it is never closed."""
    found = re.compile(re.escape(end), re.IGNORECASE).search(html, at)
    if found is None:
        return len(html)
    return found.end() if end == "-->" else html.find(">", found.end()) + 1 or len(html)


def extract(html: str, url: str | None) -> Extracted | None:
    """The article of a page, or ``None`` where there is none to be found."""
    import trafilatura  # late: half a second of imports

    document = trafilatura.bare_extraction(
        html,
        url=url,
        include_comments=False,
        include_links=True,
        include_tables=True,
        with_metadata=True,
        # No guessing: only dates that the page declares as its own.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return None
    text = _Text(url or "")
    text.walk(document.body)
    return _with_metadata(text, document, declared(html), html)


def _with_metadata(text: _Text, document: object, own: Declared, html: str) -> Extracted | None:
    stored = text.done()
    if not stored:
        return None

    def meta(name: str) -> str | None:
        value = getattr(document, name, None)
        return str(value).strip() or None if value else None

    lang = _LANG.search(html[:20_000])
    return Extracted(
        text=stored,
        links=tuple(text.links),
        blocks=tuple(text.blocks),
        title=_without_site(own.title or meta("title"), own.publisher or meta("sitename")),
        author=own.author or meta("author"),
        published=own.published or meta("date"),
        site=own.publisher or meta("sitename"),
        language=own.language or (lang[1] if lang else None),
    )


def _without_site(title: str | None, site: str | None) -> str | None:
    """``Dam holds | Harbour Post`` -> ``Dam holds``, where the page says what its site is."""
    if title and site and title.endswith(site):
        bare = re.sub(r"\s+[|–—·:-]\s*$", "", title[: -len(site)])
        return bare if bare.strip() and bare != title[: -len(site)] else title
    return title


def _whole(base: str, href: str) -> str:
    """The whole address of a link; one that is none stays as written, the page is fine."""
    try:
        return urljoin(base, href) or href
    except ValueError:  # such as "//[x"
        return href


@dataclass(slots=True)
class _Text:
    """Text under construction: pieces, how long they are, and what is owed before the next."""

    base: str
    links: list[Link] = field(default_factory=list)
    blocks: list[Span] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _owed: str = ""

    def walk(self, root: _Element) -> None:
        """Take in a tree, without recursion: the depth of pages is not ours to choose."""
        stack: list[tuple[_Element, bool, int]] = [(root, False, 0)]
        quoted = 0
        while stack:
            element, leaving, start = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if leaving:
                quoted -= tag == "quote"
                self._leave(element, tag, start, outermost=not quoted)
                self._words(element.tail)
                continue
            self._enter(element, tag)
            quoted += tag == "quote"
            stack.append((element, True, self._length))
            if tag and tag not in _SKIP:
                self._words(element.text)
                stack.extend((child, False, 0) for child in reversed(element))

    def _enter(self, element: _Element, tag: str) -> None:
        if tag in _BLOCKS:
            self._owe("\n\n")
        elif tag == "lb":
            parent = element.getparent()
            in_head = parent is not None and parent.tag == "head"
            self._owe(" " if in_head else "\n")
        elif tag == "cell":
            self._owe(" ")

    def _leave(self, element: _Element, tag: str, start: int, *, outermost: bool) -> None:
        # Only these two are looked back at: for every element it would cost depth times text.
        target = element.get("target", "") if tag == "ref" else ""
        if target or (tag == "quote" and outermost):
            span = self._solid(start)
            if span is not None and target:
                self.links.append(Link(span, _whole(self.base, target)))
            elif span is not None:
                self.blocks.append(span)
        if tag in _BLOCKS:
            self._owe("\n\n")

    def _solid(self, start: int) -> Span | None:
        """What was written since ``start``, without the white space at its head."""
        if self._length <= start:
            return None
        parts, size = [], 0
        for piece in reversed(self._pieces):
            parts.append(piece)
            size += len(piece)
            if size >= self._length - start:
                break
        written = "".join(reversed(parts))[-(self._length - start) :]
        lead = len(written) - len(written.lstrip())
        end = start + len(written.rstrip())
        return (start + lead, end) if start + lead < end else None

    def _owe(self, gap: str) -> None:
        """The strongest gap wins: blank line, newline, space."""
        if len(gap) > len(self._owed) or (gap == "\n" and self._owed == " "):
            self._owed = gap

    def _words(self, text: str | None) -> None:
        if not text:
            return
        plain = _SPACE.sub(" ", text)
        if plain.startswith(" "):
            self._owe(" ")
            plain = plain[1:]
        if not plain:
            return
        trailing = plain.endswith(" ")
        plain = plain.rstrip(" ")
        if self._owed and self._length:
            self._add(self._owed)
        self._owed = " " if trailing else ""
        self._add(plain)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def done(self) -> str:
        """The text."""
        return "".join(self._pieces)
