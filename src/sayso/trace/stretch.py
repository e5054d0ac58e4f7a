"""Short quoted stretches, the words around them, and small questions about both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.records import Span
from sayso.vocab import load

__all__ = ["WORD", "Stretch", "stretches"]

# One alternative for each pair of marks.  An apostrophe closes nothing: a closing single mark has
# no word character behind it, and one inside the stretch has one.
_PAIRS = re.compile(
    r"“(?P<curly>[^“”\n]{1,120})”"
    r'|(?<![\w"])"(?=\S)(?P<straight>[^"\n]{1,120})"(?!\w)'
    r"|(?<![\w'])''(?=[^\s'])(?P<twice>(?:[^'\n]|'(?=\w)){1,120})''(?!\w)"
    r"|``(?=\S)(?P<grave>[^`'\n]{1,120})''"
    r"|\u2018(?P<single>(?:[^\u2018\u2019\n]|\u2019(?=\w)){1,120})\u2019(?!\w)"
    r"|(?<![\w'])'(?=[^\s'])(?P<plain>(?:[^'\n]|'(?=\w)){1,120})'(?!\w)"
    r"|«(?P<angle>[^«»\n]{1,120})»"
)
WORD = re.compile(r"\w[\w'\u2019.+-]*")
# "f(x", "{ var", "; js.id =", and the key of an object, '"name" :'
_CODE = re.compile(r"\w\(\w*[,)]|[{};]\s*\w+(?:\.\w+)?\s*[=(]|\n\s?:\s*[\"\d]")
_MOST_WORDS = 14
_LONGEST_WORD = 30  # longer ones are code left in the text
_NEAR = 60
_STOPS = frozenset(".?!:;\u2026")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quoted stretch: its words without the marks, and what stands around it on its line.

    ``outer`` is its span with the marks, ``closing`` what stands between its last word and the
    closing mark; ``nested`` is true within another pair of marks.
    """

    span: Span
    outer: Span
    words: tuple[str, ...]
    before: str
    after: str
    closing: str
    nested: bool

    @property
    def key(self) -> str:
        """The same words in the same order, whatever their case."""
        return " ".join(self.words).casefold()

    @property
    def capital(self) -> bool:
        """It begins with a capital, or with no letter at all."""
        return not self.words[0][0].islower()

    @property
    def titled(self) -> bool:
        """Every word of weight starts with a capital, and not only because a sentence does."""
        small = load("quoted")["small"]
        weighty = [w for w in self.words if w.casefold() not in small]
        alone = len(self.words) == 1 and self.opens and re.match(r" [a-z]", self.after) is not None
        return bool(weighty) and not any(w[0].islower() for w in weighty) and not alone

    @property
    def opens(self) -> bool:
        """It opens its sentence."""
        before = self.before.rstrip(" \"'\u201c\u2018(")
        return not before or before[-1] in _STOPS

    @property
    def headline(self) -> bool:
        """The words around it on its line are capitalised too, so that capitals mean nothing."""
        around = [w for w in WORD.findall(self.before + " " + self.after) if len(w) > 3]
        return bool(around) and not any(w[0].islower() for w in around)

    @property
    def sentence(self) -> bool:
        """A whole sentence stands between the marks."""
        return len(self.words) > 2 and any(c in self.closing for c in ".?!") and self.capital

    @property
    def alone(self) -> bool:
        """It is all there is on its line."""
        return not self.before.strip() and not self.after.strip(" .,")

    @property
    def code(self) -> bool:
        """It is the value of an attribute: markup or a script left in the text."""
        value = self.before.endswith("=") or self.after.startswith((")", ";", ">"))
        return value or _CODE.search(f"{self.before}\n{self.after}") is not None

    @property
    def one_of(self) -> bool:
        """It is part of a noun phrase that goes on: a "satirical" site."""
        one = re.search(r"\b(?:[Aa]n?|[Oo]ne)\s*$", self.before) is not None
        return one and re.match(r" [a-z]", self.after) is not None


def stretches(text: str) -> list[Stretch]:
    """All quoted stretches short enough to be looked at, inner ones behind the outer one."""
    return sorted(_walk(text, 0, len(text), nested=False), key=lambda s: s.span)


def _walk(text: str, start: int, end: int, *, nested: bool) -> Iterator[Stretch]:
    for match in _PAIRS.finditer(text, start, end):
        kind = str(match.lastgroup)
        inner = match.span(kind)
        words = tuple(WORD.findall(text, *inner))
        if words and len(words) <= _MOST_WORDS and max(map(len, words)) <= _LONGEST_WORD:
            span = _trimmed(text, inner)
            yield Stretch(
                span=span,
                outer=match.span(),
                words=tuple(word.rstrip(".") for word in words),
                before=text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2],
                after=text[match.end() : match.end() + _NEAR].partition("\n")[0],
                closing=text[span[1] : match.end()],
                nested=nested,
            )
        if not nested:
            yield from _walk(text, *inner, nested=True)


def _trimmed(text: str, span: Span) -> Span:
    """``span`` without closing punctuation that belongs to the sentence, not to the words."""
    start, end = span
    while end > start and text[end - 1] in ",.;: ":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return start, end
