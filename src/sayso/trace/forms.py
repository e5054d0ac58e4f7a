"""The same source under two forms in one article: "the embassy", "the Castrellan embassy".

A body's short form is led to the one longer form that it is a part of ("the Harbour Observatory",
"the Harbour Observatory for Boats"), a ministry, an army or a state's media to the one that is told
with its country.  Where two longer forms fit, nobody can say which: all stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.records import Kind, Who
from sayso.trace.scene import BODIES, Resolved
from sayso.vocab.kinds import kinds

__all__ = ["one_form"]

GOES_ON = frozenset({"of", "for"})
"""Words by which a name goes on behind its short form."""
CALLED = BODIES - {Kind.SOCIAL, Kind.DOCUMENT}
STEM = 4
"""Letters that a state's name and its adjective share: "Norvia", "Norvian"."""
NAME = 2
"""Words of a name at least that is a short form by itself."""


def one_form(done: Sequence[Resolved]) -> list[Resolved]:
    """``done`` with short forms led to the longer ones that stand in the same article."""
    names = {one.who.name: one for one in done if one.who.named and one.who.kind in BODIES}
    led = {name: first.who for name, first in firsts(names).items()}
    for name, short in names.items():
        longer = [one for one in names.values() if is_longer(one, short)]
        longest = [one for one in longer if not any(is_longer(two, one) for two in longer)]
        if len(longest) == 1:
            led[name] = longest[0].who
    return [as_led(one, led.get(one.who.name)) for one in done]


def firsts(names: Mapping[str, Resolved]) -> dict[str, Resolved]:
    """Of the names that only differ in capitals or in how they tell the state, what each is led to.

    "Norvias Water Ministry", "the Norvian water ministry": the one that is put best, or the first.
    """
    alike: dict[tuple[Kind, tuple[str, ...]], list[Resolved]] = {}
    for one in (one for one in names.values() if one.who.kind in CALLED):
        alike.setdefault((one.who.kind, plain(one.who.name)), []).append(one)
    out: dict[str, Resolved] = {}
    for several in alike.values():
        best = max(several, key=lambda one: properly(one.who.name))
        out |= {one.who.name: best for one in several if one is not best}
    return out


def properly(name: str) -> tuple[bool, int]:
    """How well a name is put: its state by the adjective, its words with capitals."""
    words = name.split()
    return words[0] in kinds().adjectives, sum(word[0].isupper() for word in words)


def plain(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, a state before others by the stem of its name."""
    first, *rest = name.replace("’", "'").split()
    owner = first.removesuffix("'").removesuffix("s").removesuffix("'")
    stem = first
    if rest and (first in kinds().adjectives or owner in kinds().countries):
        stem = (first if first in kinds().adjectives else owner)[:STEM]
    return (stem.lower(), *(word.lower() for word in rest))


def as_led(one: Resolved, who: Who | None) -> Resolved:
    """``one`` under its longer form, where it has one."""
    if who is None or one.who.kind not in BODIES:
        return one
    return replace(one, who=who, rule=f"{one.rule}; the same as {who.name}")


def is_longer(one: Resolved, short: Resolved) -> bool:
    """Whether ``one`` is ``short`` with more words, and so the same body."""
    if one.who.kind is not short.who.kind or one.who.name == short.who.name:
        return False
    ours, theirs = short.who.name.split(), one.who.name.split()
    if len(theirs) <= len(ours):
        return False
    if short.who.span is None or one.who.span is None:
        return described(short, one) and fits(ours, theirs)
    listed = short.who.name in kinds().names and one.who.name in kinds().names
    behind = theirs[: len(ours)] == ours and theirs[len(ours)] in GOES_ON
    return not listed and len(ours) >= NAME and (behind or fits(ours, theirs))


def described(short: Resolved, one: Resolved) -> bool:
    """Whether both are told by one noun, of which there is one to a country."""
    known = kinds()
    same = bool(short.head) and short.head == one.head and short.who.kind is not Kind.SOCIAL
    return same and short.head in known.single


def fits(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether ``theirs`` ends in ``ours``, and only a country or a word of no weight is before."""
    if [word.lower() for word in theirs[-len(ours) :]] != [word.lower() for word in ours]:
        return False
    return all(is_light(word) for word in theirs[: -len(ours)])


def is_light(word: str) -> bool:
    """Whether a word before a body's name only tells whose it is, or how it is seen."""
    known = kinds()
    owner = word.replace("’", "'").removesuffix("s").removesuffix("'")
    land = {word, owner} & (known.adjectives | known.countries)
    return bool(land) or word.lower() in known.light or word.endswith(("-based", "-run"))
