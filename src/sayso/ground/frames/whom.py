"""Whom an event hits: the object of a verb, what a preposition brings, who is to act."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ground.frames import clause
from sayso.ground.frames.clause import Part, Side
from sayso.ground.frames.draft import Work, head_of, marked, name, touch
from sayso.ground.frames.words import Sentence, Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import Types, events

__all__ = ["infinitive", "on_whom", "owner", "struck", "to_whom"]

Found = tuple[Part | None, str]


def to_whom(work: Work, at: int, word: str) -> Found:
    """Whom the active verb at a word hits, and who found it: grammar, the model, or both."""
    s, known = work.s, events()
    given = marked(work, at, "ARG1", "ARG2")
    at += word in known.phrases
    many = clause.objects(s, at)
    direct = (many[0][0], many[-1][1]) if many else None
    types = known.phrases.get(word) or known.verbs.get(word, ())
    brought = list(clause.prepositions(s, direct[1] if direct else at + 1))
    if direct and word in known.apart:
        direct = _without(s, direct, word.rpartition(" ")[2])
    if direct:
        part = _beyond(work, word, types, direct, brought)
        agree = part is None and given is not None and touch(direct, given)
        return part or direct, "both" if agree else "grammar"
    part = _brought(work, at, word, types, brought)
    beside = {s.low(given[0] - 1), s.low(given[0])} if given else set()
    if types[:1] == ("ASSAULT",) and beside & clauses().beside_whom:
        given = None  # whoever fights with X may fight beside X
    return (part, "grammar") if part else (given, "model" if given else "")


def _without(s: Sentence, part: Part, word: str) -> Part:
    """An object without the word that makes it an event: "found *him* guilty", "set free *him*"."""
    start, end = part
    if end - start > 1 and s.low(end - 1) == word and s.tag(end - 2) is Tag.NOUN:
        end -= 1
    return (start + 1, end) if end - start > 1 and s.low(start) == word else (start, end)


def _beyond(
    work: Work, word: str, types: Types, direct: Part, brought: Sequence[Side]
) -> Part | None:
    """The party behind an object that is none: "gave money to X", "an exchange with X"."""
    s, known, lists = work.s, events(), clauses()
    party = work.parties.has(direct)
    if word in known.mutual and (found := work.party(brought, lists.along)):
        return found
    if word.split(maxsplit=1)[0] in known.giving and not (party and clause.right(s, direct[1])):
        found = work.party(brought, lists.given)
        if found:
            return found
    if word in known.freeing:  # "liberated the town from rebels"
        lost = work.party(brought, lists.by_whom - {"by"})
        if lost:
            return lost
    placed = work.party(brought, lists.in_whom) if word in known.placed else None
    return placed or (None if party else _of_noun(work, direct, types))


def _brought(work: Work, at: int, word: str, types: Types, brought: Sequence[Side]) -> Part | None:
    """Whom a verb without an object hits."""
    known, lists = events(), clauses()
    hard = bool(types) and known.quads[types[0]] == 4 and word not in known.phrases
    fit = [part for p, part in brought if p in (lists.against if hard else lists.to_whom)]
    if types[:1] == ("CONSULT",):  # who meets at a place meets nobody
        fit = [p for p in fit if not (work.parties.land(p) and work.s.low(p[0] - 1) == "at")]
    for part in fit:
        found = part if work.parties.has(part) else _of_noun(work, part, types)
        if found:
            return found
    within = _within(work, at, types) if {*types[:1]} & known.telling else None
    if within or fit:
        return within or fit[0]
    if word in known.placed:
        return next((part for p, part in brought if p in lists.in_whom), None)
    return None


def _of_noun(work: Work, part: Part, types: Types) -> Part | None:
    """The party of an event that is itself the object: "agreed to an exchange with X".

    Whoever condemns an attack on X does nothing to X.
    """
    s, known = work.s, events()
    head = head_of(s, part)
    noun = known.nouns.get(name(s, head), ())
    if types[:1] == ("ASSAULT",):
        return None
    matter = known.singular(s.low(head)) in known.matters
    if not (noun or matter) or s.words[head].name >= 0:
        return None
    brought = list(clause.prepositions(s, head + 1))
    found = work.party(brought, clauses().by_whom)
    judged = bool({*types} & known.judging)
    if found is None and noun and not (judged and known.quads[noun[0]] == 4):
        found = on_whom(work, head, brought)
    return found if found and work.parties.has(found) else None


def infinitive(s: Sentence, at: int) -> int:
    """The "to" of the infinitive right behind a verb; -1 where none is."""
    at += s.tag(at) is not Tag.TO
    while s.tag(at) is Tag.ADVERB:
        at += 1
    return at if s.tag(at) is Tag.TO else -1


def _within(work: Work, at: int, types: Types) -> Part | None:
    """The party in a clause that hangs on a verb: "refused to meet X", "demanded that X go"."""
    s = work.s
    to = infinitive(s, at)
    inner = next((i for i in range(to + 1, len(s.words)) if s.tag(i) is not Tag.ADVERB), to)
    if to >= 0 and s.tag(inner) is Tag.VERB:
        base = s.words[inner].verb
        known = base in events().verbs or f"{base} {s.low(inner + 1)}" in events().phrases
        found, _ = to_whom(work, inner, base) if known else (None, "")
        if found and work.parties.has(found):
            return found
    end = at + 1
    if s.tag(end) in (Tag.BEFORE, Tag.TO) or not {*types[:1]} & events().asking:
        return None
    while end < len(s.words) and s.tag(end) not in (Tag.STOP, Tag.COMMA):
        part = clause.right(s, end) if s.tag(end) in (Tag.NOUN, Tag.DET) else None
        if part and work.parties.has(part):
            return part
        end = part[1] if part else end + 1
    return None


def on_whom(work: Work, head: int, brought: Sequence[Side]) -> Part | None:
    """Whom the event of a noun hits: parties first, then any that a fitting preposition brings."""
    known, lists, base = events(), clauses(), name(work.s, head)
    types = known.nouns.get(base, ())
    hard = bool(types) and known.quads[types[0]] == 4
    fitting = lists.to_whom
    if types and known.quads[types[0]] == 3:
        fitting -= lists.by_whom | ({"to"} if types[0] == "ACCUSE" else set())
    if hard:
        beside = frozenset() if "SANCTION" in types else lists.beside
        fitting -= beside if base in known.mutual_nouns else beside | lists.along
    if {*types[:1]} & {"AID"}:
        fitting -= {"against"}  # weapons used against somebody are no aid
    if {*types} & known.together and base in known.mutual_nouns:
        fitting -= lists.purpose
    first = lists.along if {*types} & known.together else lists.against_first
    fit = [part for p, part in sorted(brought, key=lambda b: b[0] not in first) if p in fitting]
    if work.s.low(head + 1) == "of":
        fit[:0] = [part for p, part in brought[:1] if p == "of"]
    if base in known.mutual_nouns and hard:  # nobody fights control, or the edge of a town
        return next((part for part in fit if work.parties.agent(part)), None)
    rest = fit[0] if fit else None
    return next((part for part in fit if work.parties.has(part)), rest)


def owner(work: Work, head: int) -> Part | None:
    """Who stands before a noun: "Y's attack", "Israeli strikes"."""
    s = work.s
    at = head - 1
    while at >= 0 and s.tag(at) is Tag.NOUN and s.words[at].name < 0 and not work.parties.word(at):
        at -= 1
    if s.tag(at) is Tag.OF:
        return clause.left(s, at)
    if s.low(at) in clauses().own:
        return at, at + 1  # "their attack"
    end = at + 1
    lists = clauses()
    alone = s.words[at].name < 0 and s.tag(at - 1) not in (Tag.NOUN, Tag.OF)
    bare = alone and s.low(at) in lists.adjectives | lists.adjectival
    if s.tag(at) is not Tag.NOUN or bare or s.low(at) in lists.numbers or s.low(at).isdigit():
        return None
    while s.tag(at - 1) is Tag.NOUN or s.tag(at - 1) is Tag.DET:
        at -= 1
    if s.low(end - 1) in lists.adjectival and not any(s.words[i].big for i in range(at, end)):
        return None  # "a treacherous terrorist attack"
    if s.words[end - 1].big:  # of "a precision Orskan strike" Orskan
        plain = (i + 1 for i in range(at, end - 1) if _plain(work, i))
        at = max(plain, default=at)
    return at, end


def _plain(work: Work, at: int) -> bool:
    """Whether a word is a noun outside names and parties."""
    word = work.s.words[at]
    only = word.low in clauses().adjectives | clauses().adjectival or not work.parties.word(at)
    return word.tag is Tag.NOUN and not word.big and only


def struck(work: Work, own: Part) -> bool:
    """Whether it is a place or a thing that stands before a noun: "Paris attacks"."""
    s, last, known = work.s, own[1] - 1, events()
    led = s.low(last).rpartition("-")[2] in clauses().behind  # "an Orsk-led invasion"
    if led or s.tag(own[1]) is Tag.OF or s.low(last) in known.acting | clauses().own:
        return False
    building = known.singular(s.low(last)) in known.buildings
    return building or work.parties.place(last) or not work.parties.word(last)
