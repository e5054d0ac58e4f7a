"""What stands where in a clause: noun phrases, objects, passives, what prepositions bring.

A grammar by hand over tagged words: it finds what the model's roles leave out.  A part is a pair
of word numbers, end exclusive.  Subjects, which may stand far off, are found in ``subject``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ground.frames.words import AUXILIARY, NOMINAL, Sentence, Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events

__all__ = [
    "Part",
    "Side",
    "actors",
    "joined",
    "left",
    "objects",
    "passive",
    "prepositions",
    "right",
    "verb_before",
]

Part = tuple[int, int]
Side = tuple[str, Part]
"""A preposition and the noun phrase behind it."""


def left(s: Sentence, end: int) -> Part | None:
    """The noun phrase that ends right before word ``end``, with what "of" adds to it."""
    if s.tag(end - 1) is Tag.IT:
        return end - 1, end
    at = end - 1
    if s.tag(at) is not Tag.NOUN:
        return None
    while (
        at > 0
        and s.tag(at - 1) in NOMINAL
        and not (s.tag(at) is Tag.DET and s.tag(at - 1) is not Tag.DET)
    ):
        at -= 1
    if s.low(at - 1) == "of" and (more := left(s, at - 1)) and s.tag(more[0]) is not Tag.IT:
        at = more[0]
    return at, end


def right(s: Sentence, start: int) -> Part | None:
    """The noun phrase that begins at word ``start``, with what "of" adds to it."""
    at = start
    if s.tag(at) is Tag.IT:
        return at, at + 1
    while s.tag(at) is Tag.DET:
        if at > start and s.low(at) in clauses().articles and s.low(at - 1) not in clauses().whole:
            return start, at  # "injuring many the watch said"
        at += 1
    first = at
    while s.tag(at) in (Tag.NOUN, Tag.OF) or (
        at > first and s.tag(at) is Tag.DET and s.tag(at - 1) is Tag.OF
    ):
        at += 1
    if at == first:
        more = right(s, at + 1) if first > start and s.low(at) == "of" else None
        return (start, more[1]) if more else None  # "some of the rebels"
    if s.low(at) == "of" and (more := right(s, at + 1)):
        at = more[1]
    return start, at


def joined(s: Sentence, part: Part, end: int | None = None, *, both: bool = False) -> list[Part]:
    """A noun phrase with those that "and" and commas join to it on its right.

    Where a verb follows, the last one is its subject, unless the whole is known to reach ``end``
    or "between" asks for ``both``.
    """
    out, at = [part], part[1]
    while True:
        then = at
        if s.tag(then) is Tag.COMMA:
            then += 1
        if s.tag(then) is Tag.AND and s.low(then) in ("and", "or", "&"):
            then += 1
        more = right(s, then) if then > at else None
        if (
            more is None
            or s.tag(more[0]) is Tag.IT
            or (more[1] != end and not both and _opens(s, more[1]))
        ):
            break
        if s.tag(then - 1) is Tag.COMMA and not _list(s, more[1]):
            break
        if more[1] - more[0] == 1 and s.tag(more[1]) is Tag.DET and not s.words[more[0]].big:
            break  # "and end the war"
        out.append(more)
        at = more[1]
    return out


def _opens(s: Sentence, at: int) -> bool:
    """Whether what stands at a word makes a new clause of the noun phrase before it."""
    while s.tag(at) is Tag.ADVERB:
        at += 1
    return s.tag(at) in (Tag.VERB, *AUXILIARY) and not s.low(at).endswith("ing")


def _list(s: Sentence, at: int) -> bool:
    """Whether a list goes on, or ends, here: "A, B and C"."""
    return s.tag(at) is Tag.AND or (s.tag(at) is Tag.COMMA and s.tag(at + 1) is Tag.AND)


def passive(s: Sentence, at: int) -> bool:
    """Whether the verb is a passive: "was bombed", "bombed by"."""
    low = s.low(at)
    if low.endswith("ing") or not (low.endswith("ed") or low in events().irregular):
        return False
    back = s.back(at)
    if s.tag(back) is Tag.BE or s.low(back) in ("get", "got", "gets"):
        return True
    if s.tag(back) is Tag.VERB and s.words[back].verb in events().linking:
        return passive(s, back)  # "were left wounded"
    before = verb_before(s, back)
    if s.tag(back) is Tag.AND and before is not None:
        close = not any(s.tag(i) in (Tag.NOUN, Tag.DET) for i in range(before + 1, back))
        bare = s.tag(at + 1) is Tag.BEFORE or not objects(s, at)
        if close or (s.tag(before + 1) is Tag.BEFORE and bare):
            return passive(s, before)
    if s.tag(back) is Tag.HAVE:
        return False
    if s.tag(back) is Tag.IF and back == at - 1:
        return not objects(s, at)  # "when asked"
    if f"{s.words[at].verb} {s.low(at + 1)}" in events().phrases:
        return s.low(at + 2) == "by"
    bare = s.words[at].verb in events().suffered and s.tag(back) in (Tag.NOUN, Tag.COMMA)
    return s.low(at + 1) == "by" or (bare and not _has_object(s, at))


def _has_object(s: Sentence, at: int) -> bool:
    """Whether an object stands behind a verb; not that of a headline: "Six killed 22 injured"."""
    found = objects(s, at)
    if not found:
        return False
    (first, _), end = found[0], found[-1][1]
    counted = s.low(first).isdigit() or s.low(first) in clauses().numbers
    more = s.tag(end) is Tag.VERB and s.words[end].verb in events().suffered
    return not (counted and more and not objects(s, end))


def verb_before(s: Sentence, at: int) -> int | None:
    """The verb left of a word, not beyond the end of a sentence."""
    for back in range(at - 1, -1, -1):
        owns = s.tag(back) is Tag.HAVE and s.tag(back + 1) in (Tag.DET, Tag.NOUN)
        if s.tag(back) is Tag.VERB or owns:
            return back
    return None


def objects(s: Sentence, at: int) -> list[Part]:
    """The noun phrases right behind a verb: one, those joined to it, or two ("gave X the Y")."""
    light = s.words[at].verb in events().light | events().reverse
    start, at = at, at + 1
    peer = s.tag(at + 1) is Tag.VERB and s.low(start)[-2:] == s.low(at + 1)[-2:]
    if peer and s.low(at) in ("and", "or"):
        return objects(s, at + 1)  # "killing and wounding ten"
    while _skips(s, at):
        at += 1
    if s.low(at - 1) in clauses().partly and s.words[start].verb in events().suffered:
        return []
    if light and s.low(at) in events().particles and s.tag(at + 1) in (Tag.DET, Tag.NOUN):
        at += 1
    if any(s.closes(i) for i in range(start + 1, at)):
        return []
    found = right(s, at)
    many = joined(s, found) if found else []
    if len(many) == 1 and many[0][1] - many[0][0] == 1 and _source(s, many[0][1]):
        return []  # "tens of others injured SANA reported"
    return [*many[:-1], _unsaid(s, many[-1])] if many else []


def _source(s: Sentence, at: int) -> bool:
    """Whether the verb of saying at a word ends its sentence, or only a date stands behind it."""
    ends = (Tag.STOP, Tag.TIME, Tag.BEFORE, Tag.COMMA)
    said = s.tag(at) is Tag.VERB and s.words[at].verb in events().saying | events().reporting
    return said and s.tag(at + 1) in ends and s.tag(at + 2) in (*ends, Tag.DET, Tag.NOUN)


def _skips(s: Sentence, at: int) -> bool:
    """Whether a word between a verb and its object is passed over: an adverb, "this week"."""
    if s.tag(at) is Tag.DET:
        return s.tag(at + 1) is Tag.TIME
    return s.tag(at) is Tag.ADVERB or (s.tag(at) is Tag.TIME and s.tag(at - 1) is not Tag.BEFORE)


def _unsaid(s: Sentence, part: Part) -> Part:
    """A phrase without the source that a lost comma joins to it: "hurt seven Mayor Ost said"."""
    first, end = part
    if s.tag(end) is not Tag.VERB or s.words[end].verb not in events().saying:
        return part
    at = end
    while at > first and s.words[at - 1].big and s.tag(at - 1) is Tag.NOUN:
        at -= 1
    if at == end and s.tag(end - 2) is Tag.NOUN:
        at = end - 1  # "the town residents said"
    while at > first and s.tag(at - 1) is Tag.DET and at - 1 > first:
        at -= 1
    return (first, at) if first < at < end and s.low(at - 1) != "of" else part


def prepositions(s: Sentence, start: int, end: int | None = None) -> Iterator[Side]:
    """What prepositions bring behind a verb or noun, as (preposition, noun phrase), in its clause.

    The clause ends where a verb has a subject of its own, and at a relative or a full stop.
    """
    at = start
    end = len(s.words) if end is None else end
    past = s.low(at).endswith("ed") or s.low(at) in events().irregular
    if s.tag(at) is Tag.VERB and past and s.tag(at + 1) is Tag.BEFORE:
        at += 1  # "sanctions imposed on X"
    while at < end:
        tag = s.tag(at)
        if tag in (Tag.STOP, Tag.WHO, Tag.IF, Tag.VERB) or (tag in AUXILIARY):
            return
        if tag is Tag.AND and (after := right(s, at + 1)) and _opens(s, after[1]):
            return
        if at == start and s.low(at) in ("and", "or") and s.tag(at + 1) is Tag.BEFORE:
            return  # of "a truce and for aid for X" only the aid is for X
        such = s.low(at - 1) == "such"
        if (s.low(at) in clauses().opening and not such) or (tag is Tag.COMMA and _new(s, at + 1)):
            return
        if s.low(at) == "to" and s.low(at - 1) in clauses().paired:
            at += 1
            continue
        if tag is Tag.BEFORE and (found := right(s, at + 1)):
            many = joined(s, found, both=s.low(at) in clauses().between)
            if s.low(at - 1) == "not":  # "with us, not with X"
                at = many[-1][1]
                continue
            yield s.low(at), (many[0][0], _unsaid(s, many[-1])[1])
            at = many[-1][1]
            continue
        at += 1


def _new(s: Sentence, at: int) -> bool:
    """Whether something begins behind a comma that the words before it do not reach."""
    while s.tag(at) is Tag.ADVERB:
        at += 1
    found = right(s, at)
    return found is not None and (s.tag(at) is not Tag.NOUN or _opens(s, found[1]))


def actors(s: Sentence, part: Part) -> list[Part]:
    """The noun phrases that "and" and commas join in a part; the part alone where none do."""
    found = right(s, part[0])
    if found is None or found[1] > part[1]:
        return [part]
    many = [each for each in joined(s, found, part[1]) if each[1] <= part[1]]
    return many if many[-1][1] == part[1] else [part]
