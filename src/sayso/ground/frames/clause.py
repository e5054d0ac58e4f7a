"""Who stands where in a clause: subject, object, agent of a passive, what prepositions bring.

A grammar by hand over tagged words: it finds what the model's roles leave out, above all the
subject that stands far off.  A part is a pair of word numbers, end exclusive.
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
    "subject",
]

Part = tuple[int, int]
Side = tuple[str, Part]
"""A preposition and the noun phrase behind it."""

_DEEP = 6
"""A subject is not sought through more verbs than these."""
_SKIPPED = AUXILIARY | {Tag.ADVERB}


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
        at += 1
    first = at
    while s.tag(at) in (Tag.NOUN, Tag.OF) or (
        at > first and s.tag(at) is Tag.DET and s.tag(at - 1) is Tag.OF
    ):
        at += 1
    if at == first:
        return None
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
    before = _verb_before(s, back)
    if s.tag(back) is Tag.AND and before is not None:
        close = not any(s.tag(i) in (Tag.NOUN, Tag.DET) for i in range(before + 1, back))
        if close:
            return passive(s, before)
    if s.tag(back) is Tag.HAVE:
        return False
    bare = s.words[at].verb in events().suffered and s.tag(back) in (Tag.NOUN, Tag.COMMA)
    return s.low(at + 1) == "by" or (bare and not objects(s, at))


def subject(s: Sentence, at: int, deep: int = 0) -> Part | None:
    """The subject of the verb at a word, over auxiliaries, infinitives and relative clauses."""
    if deep > _DEEP or at < 0:
        return None
    back = _over_time(s, at - 1)
    tag = s.tag(back)
    if tag is Tag.NOUN and back == at - 1 and s.low(at + 1) == "by":
        return left(s, at)  # "the town held by rebels"
    if tag is Tag.TO:
        return _governed(s, back, deep)
    if tag in (Tag.NOUN, Tag.IT):
        return _phrase(s, back + 1)
    if tag is Tag.WHO:
        return _antecedent(s, back)
    if tag is Tag.COMMA:
        return _behind_comma(s, back, at, deep)
    if tag is Tag.BEFORE:
        return _gerund(s, back, deep)
    before = _verb_before(s, back) if tag in (Tag.AND, Tag.IF) else None
    if tag is Tag.VERB and s.low(at).endswith("ing"):
        before = back
    return subject(s, before, deep + 1) if before is not None else None


def _antecedent(s: Sentence, who: int) -> Part | None:
    """What a relative points back at."""
    before = who - 1 - (s.tag(who - 1) is Tag.COMMA)
    if s.tag(s.back(before)) is Tag.BE:  # "it is not clear who"
        return None
    found = left(s, before + 1)
    return _over_prepositions(s, found) if found else None


def _over_time(s: Sentence, back: int) -> int:
    """The word left of ``back`` that is no auxiliary, adverb or date ("on Monday", "last week")."""
    while back >= 0:
        if s.tag(back) in _SKIPPED:
            back -= 1
        elif s.tag(back) is Tag.TIME:
            back = _date(s, back)
        else:
            break
    return back


def _date(s: Sentence, at: int) -> int:
    """The word left of the date that ends at a word."""
    while s.tag(at) is Tag.TIME or s.low(at).isdigit():
        at -= 1
    while s.low(at) in clauses().deictic:
        at -= 1
    return at - 1 if s.tag(at) is Tag.BEFORE else at


def _governed(s: Sentence, to: int, deep: int) -> Part | None:
    """Who is to do what stands behind "to": the object of "ask", the subject of "plan"."""
    verb = _verb_before(s, to)
    state = next((i for i in range(to - 1, -1, -1) if s.tag(i) is Tag.BE), None)
    if state is not None and (verb is None or state > verb):
        return subject(s, state, deep + 1)
    if verb is None:
        return _phrase(s, to)
    if s.words[verb].verb in events().handing:
        if passive(s, verb):
            return subject(s, verb, deep + 1)
        found = objects(s, verb)
        if found and found[0][1] <= to:
            return found[0]
        for _, part in prepositions(s, verb + 1, to):
            return part
    return subject(s, verb, deep + 1)


def _phrase(s: Sentence, end: int) -> Part | None:
    """The noun phrase left of a verb, widened by "and" and over what prepositions bring."""
    found = left(s, end)
    found = _over_prepositions(s, found) if found else None
    if found is None:
        return None
    first = found[0]
    if s.tag(first - 1) is Tag.VERB and _modifies(s, first - 1):
        return subject(s, first - 1, _DEEP)
    while s.tag(first - 1) is Tag.AND and s.low(first - 1) in ("and", "or", "&"):
        before = first - 1 - (s.tag(first - 2) is Tag.COMMA)
        more = left(s, before)
        verb = more[0] - 1 if more else -1
        if more is None or (s.tag(verb) is Tag.VERB and s.words[verb].verb not in events().saying):
            if more and _modifies(s, verb):
                return subject(s, verb, _DEEP)
            break
        first = more[0]
        while (
            s.tag(first - 1) is Tag.COMMA
            and (more := left(s, first - 1))
            and (not more[0] or s.tag(more[0] - 1) is Tag.COMMA)
        ):
            first = more[0]
    return first, found[1]


def _modifies(s: Sentence, verb: int) -> bool:
    """Whether a verb only tells more of a noun before it: "forces backing X", "who hold X"."""
    back = verb - 1
    while s.tag(back) in _SKIPPED:
        back -= 1
    return s.tag(back) is Tag.WHO or (s.low(verb).endswith("ing") and s.tag(verb - 1) is Tag.NOUN)


def _over_prepositions(s: Sentence, found: Part) -> Part | None:
    """From "Syria", "the head of the army in Syria"; none where a preposition opens the clause."""
    first = found[0]
    for _ in range(4):
        if s.tag(first - 1) is not Tag.BEFORE:
            return first, found[1]
        if s.low(first - 1) in clauses().opening:
            return first, found[1]
        before = _over_time(s, first - 2) if s.tag(first - 2) is Tag.TIME else first - 2
        more = left(s, before + 1)
        if more is None and _participle(s, before):
            more = subject(s, before, _DEEP)
        if more is None:
            return _split(s, found)
        first = more[0]
    return first, found[1]


def _participle(s: Sentence, at: int) -> bool:
    """Whether a verb only tells more of the noun right before it: "men belonging to X"."""
    close = s.tag(at) is Tag.VERB and s.tag(at - 1) in NOMINAL
    return close and (s.low(at).endswith("ing") or s.low(at + 1) == "by")


def _split(s: Sentence, found: Part) -> Part | None:
    """What stands behind a name that a preposition took: "In Aleppo rebels"."""
    first, end = found
    name = s.words[first].name
    at = first
    while at < end and name >= 0 and s.words[at].name == name:
        at += 1
    return (at, end) if first < at < end and s.tag(at) is Tag.NOUN else None


def _behind_comma(s: Sentence, comma: int, verb: int, deep: int) -> Part | None:
    """Over an apposition ("X, the head of Y, said"), or the subject of the verb before."""
    if comma == verb - 1 and s.words[verb].verb in events().suffered and passive(s, verb):
        return left(s, comma)  # "a man, arrested in May"
    if not s.low(verb).endswith("ing"):
        opened = comma - 1
        while opened >= 0 and s.tag(opened) not in (Tag.COMMA, Tag.STOP):
            opened -= 1
        if s.tag(opened) is Tag.COMMA and opened > 0:
            end = _over_time(s, opened - 1) + 1
            found = left(s, end)
            if found and s.tag(found[0] - 1) is not Tag.VERB:
                return _phrase(s, end)
    before = _verb_before(s, comma)
    return subject(s, before, deep + 1) if before is not None else left(s, comma)


def _gerund(s: Sentence, preposition: int, deep: int) -> Part | None:
    """In "accused X of bombing" X; else ("by bombing") the subject of the verb before."""
    before = _verb_before(s, preposition)
    state = next((i for i in range(preposition - 1, -1, -1) if s.tag(i) is Tag.BE), -1)
    if state > (-1 if before is None else before):  # "were guilty of bombing"
        return subject(s, state, deep + 1)
    if before is None:
        return None
    found = objects(s, before)
    if s.low(preposition) in clauses().doing and found and not passive(s, before):
        return found[0]
    return subject(s, before, deep + 1)


def _verb_before(s: Sentence, at: int) -> int | None:
    """The verb left of a word, not beyond the end of a sentence."""
    for back in range(at - 1, -1, -1):
        owns = s.tag(back) is Tag.HAVE and s.tag(back + 1) in (Tag.DET, Tag.NOUN)
        if s.tag(back) is Tag.VERB or owns:
            return back
    return None


def objects(s: Sentence, at: int) -> list[Part]:
    """The noun phrases right behind a verb: one, those joined to it, or two ("gave X the Y")."""
    light = s.words[at].verb in events().light | events().reverse
    at += 1
    while s.tag(at) is Tag.ADVERB or (s.tag(at) is Tag.TIME and s.tag(at - 1) is not Tag.BEFORE):
        at += 1
    if light and s.low(at) in events().particles and s.tag(at + 1) in (Tag.DET, Tag.NOUN):
        at += 1
    found = right(s, at)
    return joined(s, found) if found else []


def prepositions(s: Sentence, start: int, end: int | None = None) -> Iterator[Side]:
    """What prepositions bring behind a verb or noun, as (preposition, noun phrase), in its clause.

    The clause ends where a verb has a subject of its own, and at a relative or a full stop.
    """
    at = start
    end = len(s.words) if end is None else end
    past = s.low(at).endswith("ed") or s.low(at) in events().irregular
    if s.tag(at) is Tag.VERB and past and s.low(at + 1) in clauses().against_first:
        at += 1  # "sanctions imposed on X"
    while at < end:
        tag = s.tag(at)
        if tag in (Tag.STOP, Tag.WHO, Tag.IF, Tag.VERB) or (tag in AUXILIARY):
            return
        if tag is Tag.AND and (after := right(s, at + 1)) and _opens(s, after[1]):
            return
        if s.low(at) in clauses().opening:
            return
        if tag is Tag.BEFORE and (found := right(s, at + 1)):
            many = joined(s, found, both=s.low(at) in clauses().between)
            yield s.low(at), (many[0][0], many[-1][1])
            at = many[-1][1]
            continue
        at += 1


def actors(s: Sentence, part: Part) -> list[Part]:
    """The noun phrases that "and" and commas join in a part; the part alone where none do."""
    found = right(s, part[0])
    if found is None or found[1] > part[1]:
        return [part]
    many = [each for each in joined(s, found, part[1]) if each[1] <= part[1]]
    return many if many[-1][1] == part[1] else [part]
