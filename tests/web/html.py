"""Looking at a page as a browser would: its elements, its words, its links, its forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "rect", "circle", "path", "line"}


@dataclass
class Element:
    """One element with what is in it."""

    tag: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def css(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def all(self, tag: str | None = None, css: str | None = None) -> Iterator[Element]:
        """The elements in it of this tag or class, in order."""
        for part in self.parts:
            if isinstance(part, Element):
                if (tag is None or part.tag == tag) and (css is None or css in part.css):
                    yield part
                yield from part.all(tag, css)

    def first(self, tag: str | None = None, css: str | None = None) -> Element:
        """The first of them."""
        return next(self.all(tag, css))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].parts.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].parts.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag == tag:
            self.open.pop()
        elif tag not in VOID:
            self.wrong.append(f"</{tag}> inside <{self.open[-1].tag}>")

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def parse(text: str) -> Element:
    """A page; one whose tags are not closed in order fails."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.wrong == [], reader.wrong[:5]
    assert len(reader.open) == 1, [each.tag for each in reader.open]
    return reader.root


def fields(form: Element) -> dict[str, str]:
    """What a browser would send with a form that nobody has touched, its buttons left out."""
    found = {
        each.attributes["name"]: each.attributes.get("value", "")
        for each in form.all("input")
        if each.attributes.get("type") not in ("checkbox", "radio", "file", "submit")
        and "name" in each.attributes
    }
    for each in form.all("select"):
        options = list(each.all("option"))
        chosen = next((o for o in options if "selected" in o.attributes), options[0])
        found[each.attributes["name"]] = chosen.attributes.get("value", chosen.text)
    return found
