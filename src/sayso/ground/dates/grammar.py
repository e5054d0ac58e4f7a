"""The grammar of time expressions, written over the classes of :mod:`.items`.

Each rule is a regular expression over one character an item, and the reader that makes a date of
what it matched.  At each place the longest match wins, the earlier rule of two that are equal.
No rule holds an open repetition, so a text is read in time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sayso.ground.dates import calendar, lengths, quarters, relative, vague
from sayso.ground.dates.atoms import Atom
from sayso.ground.dates.context import Context, Found
from sayso.records import Article, Marks

Reader = Callable[[Found], Atom | None]

_PRE = "(?:D?(?P<m>[mbl])[-zi]?(?:i(?=D))?)?"
_CLOCK = "(?:(?P<h>H)Z{0,2},?(?:i(?=[WMd])|z)?,?)?"
_PART = "(?:D?(?:m-?)?(?P<P>P)[iz,]?)?"
_MANY = (
    "(?:(?P<n>N)(?:(?P<nx>-?[to]-?|-)(?P<n2>N))?(?P<nh>&Ah)?|A?(?P<c>c)z?|A?(?P<v>V)"
    "|(?P<ha>h)(?P<a2>A)|(?P<a>A))"
)
_LEN = rf"{_MANY}-?(?P<U>U)"

RULES: tuple[tuple[str, Reader], ...] = (
    (r"f?(?P<M>M)(?P<N>[NO])[-tu](?P<N2>[NO])(?:,?(?P<Y>Y))?", calendar.days),
    (r"[wf]?D?(?P<N>[NO])[-t&u]D?(?P<N2>[NO])z?(?P<M>M)(?:,?(?P<Y>Y))?", calendar.days),
    (r"w(?P<M>M)(?P<N>[NO])&(?P<N2>[NO])(?:,?(?P<Y>Y))?", calendar.days),
    (r"(?P<Y>Y)-(?P<N>N)", calendar.years),
    (
        rf"{_CLOCK}{_PART}(?:(?P<W>W),?)?{_PRE}D?(?P<M>M)-?D?(?P<N>[NO])(?:,?(?P<Y>Y))?(?:,?i?H)?",
        calendar.day,
    ),
    (
        rf"{_CLOCK}{_PART}(?:(?P<W>W),?)?{_PRE}(?:D(?=O))?(?P<N>[NO])[z,]?(?P<M>M)(?:,?z?(?P<Y>Y))?",
        calendar.day,
    ),
    (rf"{_PRE}D?(?P<M>M)(?:,?z?(?P<Y>Y)|'?,?z?(?P<p>[LXC])(?P<u>U))", calendar.month),
    (rf"{_PRE}D?(?P<p>[LXC])?(?P<M>M)", calendar.month),
    (r"(?:W,?)?(?P<T>T)", calendar.numeric),
    (rf"{_PRE}D?(?P<S>S)(?:,?z?(?P<Y>Y)|z?(?P<p>[LXC])(?P<u>U))?", calendar.season),
    (rf"{_PRE}[CD]?(?P<p>[LXC])?(?P<S>S)", calendar.season),
    (rf"(?:D?U)?{_PRE}(?:D?(?P<F>F)U?)?(?P<Y>Y)", calendar.year),
    (rf"{_PRE}D?(?:m)?-?(?P<E>E)", calendar.decade),
    (
        rf"{_CLOCK}{_PART}{_PRE}(?:D(?=[LXC]))?C?(?P<p>[LXC])?(?P<W>W)(?:'?-?(?P<P2>P))?(?:,?i?H)?",
        calendar.weekday,
    ),
    (rf"{_PRE}(?P<W>W)'?P?,?z?(?P<p>[LXC])(?P<u>U)", calendar.weekday),
    (rf"{_PRE}D?C?(?P<p>[LXCe])F?(?P<U>U)(?:'?(?:(?P<O>O)-?)?(?P<u2>U))?", relative.near),
    (
        rf"{_PRE}D?[LXC]?(?P<Y>Y)?F?(?P<O>[OL])-?F?(?P<U>[Uh])(?:z?(?:F?(?P<Y2>Y)|(?P<p>[LXC])U))?",
        quarters.ranked,
    ),
    (rf"q?{_LEN}(?P<nh2>&Ah)?(?:os)?(?P<dir>[gbl<>])", lengths.ago),
    (r"(?:D|A(?=U-))?(?P<U>U)-?(?P<dir>[bgl<>])(?:(?P<O>O)?-?(?P<u2>[UG]))?", lengths.ago),
    (r"D(?P<Y>Y)(?P<U>[UG])|D(?P<p>[L])(?P<G>G)", quarters.reported),
    (rf"q?(?:D|e)?q?(?P<p>[LXJ])(?:O)?{_LEN}", lengths.window),
    (r"(?P<p>[J])(?P<U>U)(?:&U)?", lengths.window),
    (r"D?(?P<U>U)(?P<p>X)", lengths.window),
    (rf"q?(?:D|e)?O?{_LEN}", lengths.length),
    (r"(?P<U>U)", lengths.length),
    (r"v(?P<n>N)?(?P<O>O)?(?P<U>U)", lengths.again),
    (r"v(?P<M>M)|v(?P<W>W)P?|v(?P<S>S)|v[PB]|(?P<Q>Q)|B", lengths.again),
    (rf"{_CLOCK}{_PART}{_PRE}(?P<d>d)(?P<P2>P)?", relative.today),
    (r"D?(?P<U>U)(?P<beyond>[<>])(?P<d>d)", relative.today),
    (rf"{_PRE}D?(?P<p>[LCXe])(?P<P>P)", relative.part_of_day),
    (rf"{_PRE}D?(?P<P>P)", relative.part_of_day),
    (r"[pnrJ]", vague.word),
    (rf"{_PRE}DF?(?P<U>U)", relative.loose),
    (r"D?yr|D(?P<L>L)|(?P<C>C)", vague.aside),
    (r"D?(?P<U>U)'?-?(?P<m>m)", relative.year_end),
)


_COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in RULES)
#: Classes that no time expression starts with.
_IDLE = frozenset(".\n,'-i&oxsZt<>")


def atoms(article: Article, marks: Marks) -> list[Atom]:
    """Every time expression of an article in text order, dates or not.

    >>> one = Article("a", "a", "He left late on Monday, two weeks ago.", published="2014-06-11")
    >>> [(one.text[slice(*a.span)], a.edtf) for a in atoms(one, Marks("a"))]
    [('late on Monday', '2014-06-09'), ('two weeks ago', '2014-05-26/2014-06-01')]
    """
    return read(Context(article, marks))


def read(context: Context) -> list[Atom]:
    """Every time expression of the article of a context, which has not been read before."""
    out: list[Atom] = []
    for atom in _scan(context):
        context.keep(atom)
        if quarters.reports(atom, context.base.year if context.base else None):
            context.report = atom.stretch
        out.append(atom)
    return out


def _scan(context: Context) -> Iterator[Atom]:
    classes, at = context.items.classes, 0
    while at < len(classes):
        step = 1
        if classes[at] not in _IDLE:
            for match, reader in _matches(classes, at):
                atom = reader(Found(context, match))
                if atom is not None:
                    yield atom
                    step = match.end() - at
                    break
        at += step


def _matches(classes: str, at: int) -> list[tuple[re.Match[str], Reader]]:
    """The rules that match at a place, the longest first."""
    held = [(m, reader) for p, reader in _COMPILED if (m := p.match(classes, at)) and m.end() > at]
    return sorted(held, key=lambda pair: -pair[0].end())
