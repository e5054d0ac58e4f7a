"""Elements of SVG; every text in them is escaped, and what XML cannot hold is made visible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sayso.show.safe import one_line, visible

_NUMBER = re.compile(r"\.0$")

Element = Any
"""An element of lxml, which ships no types."""


def svg(tag: str, *inside: Element | str | None, **attributes: object) -> Element:
    """An element with what stands inside; ``class_`` and ``text_anchor`` are written as in SVG.

    >>> text_of(svg("text", "a < b", class_="name", x=1.0, rx=None))
    '<text class="name" x="1">a &lt; b</text>'
    """
    from lxml import etree  # type: ignore[import-untyped]  # heavy, and it ships no types

    made = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), _written(value))
    last = None
    for each in inside:
        if isinstance(each, str):
            told = visible(each.replace("\n", " "))
            if last is None:
                made.text = (made.text or "") + told
            else:
                last.tail = (last.tail or "") + told
        elif each is not None:
            made.append(each)
            last = each
    return made


def text_of(element: Element) -> str:
    """The element as it stands in a page of HTML."""
    from lxml import etree

    written: str = etree.tostring(element, encoding="unicode")
    return written


def _written(value: object) -> str:
    if isinstance(value, float):
        return _NUMBER.sub("", f"{value:.1f}")
    return one_line(str(value))


def path(*lines: Sequence[tuple[float, float]], closed: bool = False) -> str:
    """The ``d`` of a path along points.

    >>> path([(0.0, 0.0), (3.0, 4.56)], closed=True)
    'M0 0L3 4.6Z'
    """
    end = "Z" if closed else ""
    return "".join(
        "M" + "L".join(f"{_written(float(x))} {_written(float(y))}" for x, y in line) + end
        for line in lines
        if line
    )
