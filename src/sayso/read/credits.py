"""Credits: who an article, or a part of it, was taken from.

The patterns are in ``vocab/credits.toml``; this file only applies them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.read.names import Named, Trust, last_sentence, listed
from sayso.records import Credit, Span, Spans
from sayso.vocab import load
from sayso.vocab.outlets import of_domain

_HEAD, _TAIL = 4, 6  # paragraphs
_INTRO = 300  # characters: an introduction is no longer
_WHOLE = 200  # characters: a paragraph that is nothing but a credit is no longer
_MOST_QUOTED = 50  # paragraphs: a longer run of pasted quotation is not followed to its end
_LONGEST = 700  # characters: a credit is looked for at both ends of a paragraph, no farther
_NAMES = r"(?P<names>(?:[Tt]he |THE )?\(?[\w“\"‘'][^\n;:\[\]]{0,120}(?<=[\w.)’'!]))"
_NAME = r"(?P<names>[\w“\"‘'][^\n;:,\[\]]{0,60}(?<=[\w.)’'!]))"
_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One line of ``vocab/credits.toml``, compiled."""

    regex: re.Pattern[str]
    trust: Trust
    where: str
    how: str
    whole: bool
    needs: tuple[str, ...]


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{names}", _NAMES))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            _compile(row["pattern"]),
            row["trust"],
            row["where"],
            row.get("how", "credit line"),
            row.get("whole", False),
            tuple(row.get("needs", ())),
        )
        for row in load("credits")["line"]
    )


def credit_lines(text: str, paras: Spans) -> list[Credit]:
    r"""Credits from bylines and credit lines, in text order, each name once a place.

    >>> text = "It rained.\n\nHarbour Post contributed to this report."
    >>> [(c.name, text[slice(*c.span)]) for c in credit_lines(text, ((0, 10), (12, 52)))]
    [('Harbour Post', 'Harbour Post contributed to this report.')]
    """
    found: dict[tuple[str, int], Credit] = {}
    for number, para in enumerate(paras):
        where = {"any"}
        if number < _HEAD:
            where.add("head")
        if number >= len(paras) - _TAIL:
            where.add("tail")
        for credit in _in_paragraph(text, para, where):
            found.setdefault((credit.name, para[0]), credit)
    return sorted(found.values(), key=lambda credit: credit.span)


def _windows(para: Span) -> Iterator[Span]:
    """Both ends of a paragraph, or all of a short one."""
    start, end = para
    if end - start <= 2 * _LONGEST:
        yield para
    else:
        yield start, start + _LONGEST
        yield end - _LONGEST, end


def _in_paragraph(text: str, para: Span, where: set[str]) -> Iterator[Credit]:
    for start, end in _windows(para):
        line = text[start:end]
        entire, low = (start, end) == para, line.lower()
        for pattern in _patterns():
            if pattern.where not in where or (
                pattern.whole and not (entire and len(line) < _WHOLE)
            ):
                continue
            if not pattern.needs or any(word in low for word in pattern.needs):
                yield from _by_pattern(line, start, pattern)
        if "@" in line:
            yield from _by_mail(line, start)


def _by_pattern(line: str, offset: int, pattern: _Pattern) -> Iterator[Credit]:
    found = pattern.regex.fullmatch(line) if pattern.whole else pattern.regex.search(line)
    if not found:
        return
    begin, (start, end) = found.start(), found.span("names")
    if begin == start:  # names that lead reach back as far as they can; their sentence is meant
        begin = start = last_sentence(line, start, end)
    names = listed(line, start, end, pattern.trust, all_known=_only_known(pattern, found))
    if not names:
        return
    span = offset + begin, offset + _end(found, names, line)
    for name in names:
        yield Credit(name.name, pattern.how, span)


def _only_known(pattern: _Pattern, found: re.Match[str]) -> bool:
    """Where the names have hardly any words about them, nothing else may stand among them."""
    return pattern.trust == "known" and len(found[0]) - len(found["names"]) < 12


def _end(found: re.Match[str], names: list[Named], line: str) -> int:
    """Where the evidence ends: after the last name, where the pattern leaves the end open."""
    if found.end("names") < found.end():
        return found.end()
    last = max(name.span[1] for name in names)
    return last + 1 if line[last : last + 1] in {".", ")"} else last


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(load("credits")["contact"])


def _by_mail(line: str, offset: int) -> Iterator[Credit]:
    """``To contact the reporter: ... at name@example.net``."""
    if not _contact().search(line):
        return
    for mail in _MAIL.finditer(line):
        name = of_domain(mail[1])
        if name is not None:
            yield Credit(name, "credit line", (offset + mail.start(), offset + mail.end()))
            return


# --- introductions of pasted text ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Intro:
    """One line of the ``block`` table, compiled."""

    regex: re.Pattern[str]
    trust: Trust
    covers: bool


@cache
def _intros() -> tuple[_Intro, ...]:
    return tuple(
        _Intro(
            re.compile(row["pattern"].replace("{names}", _NAME)),
            row["trust"],
            row.get("covers", True),
        )
        for row in load("credits")["block"]["intro"]
    )


@cache
def _again() -> re.Pattern[str]:
    return re.compile(load("credits")["block"]["again"])


def block_credits(text: str, paras: Spans, blocks: Spans) -> list[Credit]:
    """Introductions such as "Here is more from Reuters:", with the span of what is pasted.

    ``covers`` is the block quote that follows; else the quoted paragraphs that follow; else the
    paragraphs up to where the writer plausibly speaks again, which is a guess on the short side.
    """
    found: list[Credit] = []
    for number, (start, end) in enumerate(paras[:-1]):
        if text[end - 1] != ":":
            continue
        at = max(text.rfind(mark, start, end) for mark in (". ", "! ", "? ", ".” ", "\n"))
        at = start if at < 0 else at + 1
        at += len(text[at:end]) - len(text[at:end].lstrip())
        name, pasted = _introduced(text[at : end - 1])
        if name is not None:
            covers = _covers(text, paras, number + 1, blocks) if pasted else None
            found.append(Credit(name.name, "block", (at, end), covers))
    return found


def _introduced(line: str) -> tuple[Named | None, bool]:
    """Who is introduced, and whether text follows (rather than a video)."""
    if len(line) <= _INTRO:
        for intro in _intros():
            match = intro.regex.search(line)
            names = listed(line, *match.span("names"), intro.trust) if match else []
            if match and names and _is_subject(names[0], match):
                return names[0], intro.covers
    return None, False


def _is_subject(name: Named, match: re.Match[str]) -> bool:
    """Whether the name is what stands there, and not only somewhere in it.

    ``the Harbour Post's Ada Lund`` is; ``a board that shared the Harbour Post story`` is not.
    """
    start, end = match.span("names")
    rest = match.string[name.span[1] : end]
    return name.span[0] - start <= len("the ") and (
        not rest.strip() or rest.startswith(("'s ", "’s ", "' ", "’ ", ".com"))
    )


def _covers(text: str, paras: Spans, at: int, blocks: Spans) -> Span | None:
    """What an introduction covers of the paragraphs from number ``at`` on."""
    start = paras[at][0]
    block = _block(start, blocks)
    if block is not None:
        return block
    after = paras[at : at + _MOST_QUOTED]
    number = _quoted(text, after) or _plain(text, after, blocks)
    return (start, after[number - 1][1]) if number else None


def _quoted(text: str, after: Spans) -> int:
    """How many paragraphs are nothing but quotation.

    Each opens with a mark, and what closes it, if anything does, ends the paragraph.  None are,
    where wire copy merely begins with a quotation.
    """
    marks = {"“": "”", '"': '"'}
    opening = text[after[0][0]]
    if opening not in marks:
        return 0
    for number, (start, end) in enumerate(after):
        inner = text[start + 1 : end]
        closed = inner.find(marks[opening])
        ends = not inner[closed + 1 :].strip(" .,") if closed >= 0 else True
        if text[start] != opening or not ends:
            return number
    return len(after)


def _plain(text: str, after: Spans, blocks: Spans) -> int:
    """How many paragraphs without marks are plausibly pasted."""
    longest = int(load("credits")["block"]["longest"])
    for number, (start, end) in enumerate(after[:longest]):
        bare = re.sub(r"“[^”]*”?|\"[^\"]*\"?", "", text[start:end])
        if _again().search(bare) or text[end - 1] == ":" or _block(start, blocks):
            return number
        if number and _is_credit(text, (start, end)):
            return number
    return min(longest, len(after))


def _block(at: int, blocks: Spans) -> Span | None:
    """The block quote that holds ``at``; they come in text order, none within another."""
    number = bisect_right(blocks, at, key=lambda block: block[0])
    return blocks[number - 1] if number and at < blocks[number - 1][1] else None


def _is_credit(text: str, para: Span) -> bool:
    return any(True for _ in _in_paragraph(text, para, {"any", "tail"}))
