"""A frame on its way, and what a sentence knows of itself while its drafts are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.ground.frames import clause
from sayso.ground.frames.clause import Part, Side
from sayso.ground.frames.parties import Parties
from sayso.ground.frames.subject import subject
from sayso.ground.frames.words import Sentence, Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import Types, events

__all__ = ["Draft", "Work", "agreed", "head_of", "keep", "marked", "name", "touch"]

_SURE = 0.4
"""A role that grammar does not find has this score at least."""
_SURER = 0.67
"""A role counts for more than what grammar finds from this score on."""
_ENDS = frozenset({Tag.STOP, Tag.WHO, Tag.IF, Tag.COMMA, Tag.AND, Tag.VERB})
_LEAD = frozenset({Tag.BEFORE, Tag.COMMA, Tag.ADVERB, Tag.OF, Tag.TIME, Tag.WHO})


@dataclass(slots=True)
class Draft:
    """A frame on its way.

    ``at`` is the word that tells the event and ``verb`` the one that carries tense and negation;
    they differ where a light verb brings a noun.  ``types`` are PLOVER's, likeliest first, of
    ``word``, which is one or two words of the lists.  ``found`` says who found actor and
    recipient: grammar, the model, both, or nobody.  ``folds`` is the "to" of an infinitive that
    tells no event of its own ("refused to meet"); ``told`` is the actor as it stands; ``idle`` is a
    draft whose actor is a thing that cannot do this ("a raid allowed them to advance").
    """

    at: int
    verb: int
    types: Types
    word: str
    actor: Part | None = None
    recipient: Part | None = None
    found: tuple[str, str] = ("", "")
    folds: int = -1
    told: Part | None = None
    idle: bool = False

    def set(self, actor: tuple[Part | None, str], recipient: tuple[Part | None, str]) -> None:
        """Both sides, each with who found it."""
        self.actor, self.recipient = actor[0], recipient[0]
        self.found = actor[1], recipient[1]


@dataclass(slots=True)
class Work:
    """One sentence while its drafts are made; ``used`` are nouns that a verb has taken."""

    s: Sentence
    parties: Parties
    used: set[int] = field(default_factory=set)
    out: list[Draft] = field(default_factory=list)

    def party(self, brought: Iterable[Side], fitting: frozenset[str]) -> Part | None:
        """The first party that one of some prepositions brings."""
        return next((p for by, p in brought if by in fitting and self.parties.has(p)), None)


def head_of(s: Sentence, part: Part) -> int:
    """The head noun of a phrase: the last one before a preposition."""
    at, stops = part[0], clauses().behind
    while at + 1 < part[1] and s.tag(at + 1) is not Tag.BEFORE:
        if s.tag(at) is Tag.NOUN and s.low(at + 1) in stops and s.words[at + 1].name < 0:
            break
        at += 1
    return at


def name(s: Sentence, at: int) -> str:
    """A noun in the singular; with the noun before it where the two are one, or it says nothing."""
    known = events()
    both = known.noun(f"{s.low(at - 1)} {s.low(at)}")
    if both in known.nouns:
        return both
    before = known.noun(s.low(at - 1))
    if before in known.nouns and known.singular(s.low(at)) in known.empty:
        return before
    return s.words[at].noun


def agreed(work: Work, at: int, role: str, part: Part | None) -> tuple[Part | None, str]:
    """The part that grammar found, else the model's, and which of them found it.

    Of who does it the model knows more where it is sure, and somebody: a lost comma misleads it
    less.
    """
    given = marked(work, at, role)
    if part and given:
        if touch(part, given):
            return part, "both"
        return (given, "model") if _surer(work, at, role, part, given) else (part, "grammar")
    return (part, "grammar") if part else (given, "model" if given else "")


def _surer(work: Work, at: int, role: str, part: Part, given: Part) -> bool:
    """Whether the model is to be trusted with who does it, and not grammar.

    Not where its words hold what grammar found, nor with an infinitive, whose subject stands with
    what governs it, nor with what a dash or a colon parts from the sentence.
    """
    s, predicate = work.s, work.s.words[at].predicate
    if role != "ARG0" or predicate is None or s.tag(s.back(at)) is Tag.TO:
        return False
    between = range(given[1], part[0])
    said = any(s.tag(i) is Tag.VERB and s.words[i].verb in events().saying for i in between)
    if said or s.low(given[1]) in clauses().parting:
        return False
    sure = [r.span for r in predicate.roles if r.role == role and r.score >= _SURER]
    wide = [held for span in sure if (held := s.within(span))]
    return any(touch(each, given) for each in wide) and not any(touch(each, part) for each in wide)


def marked(work: Work, at: int, *roles: str) -> Part | None:
    """The noun phrase at the head of what the model gives a word as the first of some roles."""
    predicate = work.s.words[at].predicate
    for role in roles:
        for each in predicate.roles if predicate else ():
            if each.role == role and each.score >= _SURE and (part := work.s.within(each.span)):
                return _core(work.s, part)
    return None


def _core(s: Sentence, part: Part) -> Part | None:
    """The noun phrase that opens a part, with what is joined to it."""
    start, end = part
    while start < end and s.tag(start) in _LEAD:
        start += 1
    found = clause.right(s, start)
    if found is None:
        return None
    many = [each for each in clause.joined(s, found) if each[1] <= end] or [found]
    return start, min(many[-1][1], max(end, start + 1))


def keep(work: Work, draft: Draft) -> None:
    """Put the sides in order, and keep the draft if one is left.

    What both do to each other is shared out among them; a pronoun gives way to whom it means in
    the sentence; no word stands on both sides.
    """
    _between(work, draft)
    _share(work, draft)
    if draft.actor and draft.recipient and touch(draft.actor, draft.recipient):
        draft.recipient = None
    draft.told = draft.actor
    draft.actor = _meant(work, draft.actor)
    if draft.actor:
        draft.recipient = _meant(work, draft.recipient, draft.actor)
    if draft.actor and draft.recipient and touch(draft.actor, draft.recipient):
        draft.recipient = None
    if draft.actor or draft.recipient:
        work.out.append(draft)


def _between(work: Work, draft: Draft) -> None:
    """Both sides of what is mutual, told at its end: "a truce was agreed between X and Y"."""
    s, known = work.s, events()
    if not {*draft.word.split()} & (known.mutual | known.mutual_nouns):
        return
    if (
        draft.actor
        and draft.recipient
        and all(map(work.parties.has, (draft.actor, draft.recipient)))
    ):
        return
    at = min(draft.at, draft.verb) + 1
    own = draft.verb if draft.verb > draft.at else _runs(s, draft.at)
    while at < len(s.words) and (at in (draft.at, own) or s.tag(at) not in _ENDS):
        if s.low(at) in clauses().between and _free(work, draft, at):
            first = clause.right(s, at + 1)
            many = clause.joined(s, first, both=True) if first else []
            if len(many) > 1 and all(map(work.parties.agent, many)):
                draft.set((many[0], "grammar"), ((many[1][0], many[-1][1]), "grammar"))
            return
        at += 1


def _runs(s: Sentence, at: int) -> int:
    """The verb right behind a noun that is its subject: "fighting then *erupted*"; -1 if none."""
    after = at + 1
    while s.tag(after) in (Tag.ADVERB, Tag.BE, Tag.HAVE):
        after += 1
    return after if s.tag(at) is Tag.NOUN and s.tag(after) is Tag.VERB else -1


def _free(work: Work, draft: Draft, at: int) -> bool:
    """Whether a preposition belongs to the event, and not to a thing before it: "the road"."""
    s, before = work.s, at - 1
    if s.tag(before) is not Tag.NOUN or before == draft.at:
        return True
    return work.parties.land((before, at))


def _share(work: Work, draft: Draft) -> None:
    """Of "X and Y clashed", or "X and Y signed a deal on Z", Y is the other side."""
    known, s, words = events(), work.s, {*draft.word.split()}
    mutual = words & (known.mutual if s.tag(draft.at) is Tag.VERB else known.mutual_nouns)
    if not draft.actor or not mutual:
        return
    many = clause.actors(s, draft.actor)
    if draft.recipient is not None:
        hit = "ASSAULT" in draft.types and work.parties.has(draft.recipient)
        if hit or s.low(draft.recipient[0] - 1) in clauses().along:
            return
    if work.parties.share(many) and not {*draft.types} & known.together:
        return
    if len(many) > 1 and all(map(work.parties.has, many)):
        draft.actor, draft.recipient = many[0], (many[1][0], many[-1][1])
        draft.found = draft.found[0], draft.found[0]


def _meant(work: Work, part: Part | None, other: Part | None = None) -> Part | None:
    """Whom a pronoun means in the sentence, if one alone comes in question and is not ``other``."""
    s, known = work.s, clauses()
    low = s.low(part[0]) if part and part[1] - part[0] == 1 else ""
    low = known.objects.get(low, low if other is None else "")
    if part is None or low not in known.third:
        return part
    if other is None and (told := _told_of(work, part, low)):
        return told
    start = max((i + 1 for i in range(part[0]) if s.tag(i) is Tag.STOP), default=0)
    found: list[Part] = []
    for at in range(start, part[0]):
        if s.tag(at) is not Tag.VERB:
            continue
        more = clause.objects(s, at) if other else []
        for each in (subject(s, at), *more):
            if each and each[1] <= part[0] and not any(touch(each, one) for one in found):
                found.append(each)
    fit = [
        each
        for each in found
        if s.tag(each[0]) is not Tag.IT
        and not (other and touch(each, other))
        and work.parties.agent(each)
        and work.parties.fits(low, each)
    ]
    return fit[0] if len(fit) == 1 else part


def _told_of(work: Work, part: Part, low: str) -> Part | None:
    """Of "accused X of crimes in its fight" X, whom that verb tells of."""
    s, known = work.s, events()
    verb = clause.verb_before(s, part[0])
    if verb is None or s.low(part[0]) not in clauses().own:
        return None
    if {*known.verbs.get(s.words[verb].verb, ())[:1]}.isdisjoint(known.telling_of):
        return None
    many = clause.objects(s, verb)
    told = many[0] if len(many) == 1 and many[0][1] <= part[0] else None
    return told if told and work.parties.agent(told) and work.parties.fits(low, told) else None


def touch(one: Part, other: Part) -> bool:
    """Whether two parts share a word."""
    return one[0] < other[1] and other[0] < one[1]
