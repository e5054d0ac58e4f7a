"""Whether the two sides of a draft can be what the event needs; where not, the reason.

A frame that is shown is to be right: what cannot act is no actor, what cannot be hit is no
recipient, and an event that is left without the side that it needs is no frame.
"""

from __future__ import annotations

from sayso.ground.frames import clause
from sayso.ground.frames.clause import Part
from sayso.ground.frames.draft import Draft, Work, head_of, name
from sayso.ground.frames.parties import Parties
from sayso.ground.frames.whom import owner, struck
from sayso.ground.frames.words import Sentence, Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events
from sayso.vocab.parties import parties

__all__ = ["NO_ACTOR", "NO_RECIPIENT", "ONE_SIDE", "amiss", "doer", "elsewhere", "own", "refused"]

NO_ACTOR = "who does it cannot act"
NO_RECIPIENT = "to whom it is done is nobody"
ONE_SIDE = "the other side is not told"

_ASIDE = frozenset({"ARGM-LOC", "ARGM-TMP"})
_SURE = 0.4
"""A role counts from this score on."""


def doer(work: Work, part: Part, *, violent: bool = False) -> Part | None:
    """Who acts where a subject is named: the party, or whose strike, shell or plan it is.

    "Orskan shelling killed", "a strike by Orsk killed": Orsk; nobody where only a thing is told.
    """
    held = work.parties
    if held.agent(part):
        return part
    s, head = work.s, held.first(part)
    if s.words[head].name >= 0 or s.tag(head) is not Tag.NOUN:
        return None
    base, known = name(s, head), events()
    thing = base in known.nouns or parties().holds(parties().arms, s.low(head))
    if not violent or not thing or base in known.mutual_nouns:
        return None
    for by in range(head + 1, part[1]):
        other = clause.right(s, by + 1) if s.low(by) == "by" else None
        if other and held.agent(other):
            return other
    own = owner(work, head)
    return own if own and held.agent(own) and not struck(work, own) else None


def own(s: Sentence, part: Part) -> bool:
    """Whether a part is what somebody has: "withdrew *its troops* from Orsk"."""
    return s.low(part[0]) in clauses().own


def elsewhere(work: Work, draft: Draft) -> Part | None:
    """The party or place behind a recipient that is neither: "aid for farms in Orsk"."""
    s, part = work.s, draft.recipient
    fitting = _bringing(work, draft, part) if part else frozenset()
    if part is None or not fitting:
        return None
    for p, other in clause.prepositions(s, head_of(s, part) + 1):
        if p in fitting and not work.parties.counts(other) and _lands(work, draft, p, other):
            return other
    return None


def _bringing(work: Work, draft: Draft, part: Part) -> frozenset[str]:
    """The prepositions behind a recipient that may bring another; none where it is told itself."""
    known, lists, types = events(), clauses(), {*draft.types[:1]}
    if work.s.tag(draft.at) is not Tag.VERB:
        return frozenset()
    if work.parties.vague(part):
        return lists.in_whom
    matter = _matter(work.parties, work.s, part)
    if not types & known.landing or (matter and types & known.judging):
        return frozenset()  # who denounces an attack on X denounces not X
    if draft.word in known.personal:
        return lists.along
    if "AGREE" in types and matter:
        return lists.in_whom
    if "CONSULT" in types:  # who attends the funeral of X meets nobody
        met = "CONSULT" in known.nouns.get(name(work.s, head_of(work.s, part)), ())
        return lists.along | ({"of"} if met else frozenset())
    return lists.in_whom | lists.given | {"of"}


def _lands(work: Work, draft: Draft, by: str, other: Part) -> bool:
    """Whether an event may land on what a preposition brings."""
    held = work.parties
    if "MOBILIZE" in draft.types and held.staying(other):
        return True
    return held.agent(other) or held.land(other) or (by == "of" and held.owned(other))


def amiss(s: Sentence, draft: Draft, part: Part) -> bool:
    """Whether the model gives the words of an actor to where or when it was done."""
    predicate = s.words[draft.at].predicate
    for role in predicate.roles if predicate else ():
        held = s.within(role.span) if role.role in _ASIDE and role.score >= _SURE else None
        if held and held[0] <= part[0] and part[1] <= held[1]:
            return True
    return False


def refused(held: Parties, s: Sentence, draft: Draft, event: str) -> str:
    """Why a draft is no frame; empty where it is one."""
    if draft.actor and not held.agent(draft.actor):
        return NO_ACTOR
    if draft.recipient is None:
        return "" if draft.actor and _alone(s, draft, event) else ONE_SIDE
    if draft.actor is None and (event not in events().suffering or draft.word in events().closing):
        return ONE_SIDE
    return "" if _hit(held, s, draft, event, draft.recipient) else NO_RECIPIENT


def _alone(s: Sentence, draft: Draft, event: str) -> bool:
    """Whether an actor alone tells something: "rebels fought", "Orsk's bombing"."""
    known = events()
    if s.tag(draft.at) is Tag.NOUN:
        return event in known.lone_nouns
    return event == "PROTEST" or draft.word in known.lone_verbs


def _hit(held: Parties, s: Sentence, draft: Draft, event: str, part: Part) -> bool:
    """Whether an event can be done to this."""
    if _empty(held, s, draft, event, part):
        return False
    if held.agent(part) or held.counts(part):
        return True
    known, by_verb = events(), s.tag(draft.at) is Tag.VERB
    if by_verb and draft.word in known.bodily:
        return False
    personal = draft.word in known.personal and _direct(s, part)
    if not personal and _owned(held, s, event, part):
        return True
    if held.land(part):
        return not (event in known.personal_types and by_verb and _direct(s, part))
    if event == "PROTEST" or event in known.judging:
        return _judged(held, s, draft, event, part)
    return _thing(held, s, draft, event, part)


def _empty(held: Parties, s: Sentence, draft: Draft, event: str, part: Part) -> bool:
    """Whether a recipient says nothing, or is not of the kind that the word needs."""
    known, head, lists = events(), held.head(part), clauses()
    low = s.low(head)
    if part[1] - part[0] == 1:
        it = s.tag(head) is Tag.IT and event in known.soft and low in lists.objects
        apart = draft.word in known.apart and low == draft.word.rpartition(" ")[2]
        if it or apart or low in lists.reflexive | lists.own:
            return True  # "taken prisoner" takes no prisoner
    if draft.word in known.kept and not any(w.low == "from" for w in s.words[part[1] :]):
        return True
    if event == "AID" and draft.word in known.giving and not _helps(held, s, draft):
        return True
    vehicle = parties().holds(parties().vehicles, low)
    return vehicle and draft.word in known.bodily | known.personal


def _helps(held: Parties, s: Sentence, draft: Draft) -> bool:
    """Whether what is given helps: goods, money, people; not "gave him the name"."""
    if s.tag(draft.at) is not Tag.VERB or not (found := clause.objects(s, draft.at)):
        return True
    theme = clause.right(s, found[-1][1]) or found[0]
    kinds = {*events().nouns.get(s.words[held.first(theme)].noun, ())}
    if held.agent(theme) or kinds & {"AID", "SUPPORT", "COOPERATE"}:
        return True
    lists = parties()
    lows = [s.low(i) for i in range(*theme)]
    return any(low in clauses().money or lists.holds(lists.goods, low) for low in lows)


def _owned(held: Parties, s: Sentence, event: str, part: Part) -> bool:
    """Whether a thing of a party stands for the party: "Orsk's websites"."""
    known, lists, head = events(), parties(), held.head(part)
    if event not in known.owned or not held.owned(part) or name(s, head) in known.nouns:
        return False
    low = s.low(head)
    return not lists.holds(lists.nobody, low) or lists.holds(lists.targets, low)


def _judged(held: Parties, s: Sentence, draft: Draft, event: str, part: Part) -> bool:
    """Whether a part can be judged, or protested against."""
    if held.owned(part):
        return True
    if event != "PROTEST":
        return _matter(held, s, part)
    direct = s.tag(draft.at) is Tag.VERB and s.tag(part[0]) is Tag.DET and _direct(s, part)
    return direct or s.low(part[0] - 1) in clauses().against


def _thing(held: Parties, s: Sentence, draft: Draft, event: str, part: Part) -> bool:
    """Whether an event can be done to a thing that is nobody's: a bus, a border, a town."""
    known, lists, head = events(), parties(), held.head(part)
    if event == "AGREE" and s.low(head + 1) == "of":
        return known.singular(s.low(head)) in known.matters
    if s.tag(draft.at) is Tag.VERB and draft.word in known.personal and _direct(s, part):
        return False
    fitting = {
        "ASSAULT": lists.targets,
        "COERCE": lists.taken,
        "YIELD": lists.left,
        "MOBILIZE": lists.stationed,
    }
    return lists.holds(fitting.get(event, frozenset()), s.low(head))


def _direct(s: Sentence, part: Part) -> bool:
    """Whether no preposition brings a part."""
    return s.tag(part[0] - 1) is not Tag.BEFORE


def _matter(held: Parties, s: Sentence, part: Part) -> bool:
    """Whether a part is what can be judged: an event, a plan, a report."""
    head, known = held.head(part), events()
    return name(s, head) in known.nouns or known.singular(s.low(head)) in known.matters
