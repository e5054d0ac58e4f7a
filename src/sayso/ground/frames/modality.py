"""Whether an event is told as past, going on, planned or only thought, and whether it is denied."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.ground.frames.clause import passive, verb_before
from sayso.ground.frames.draft import Draft
from sayso.ground.frames.words import AUXILIARY, NOMINAL, Sentence, Tag
from sayso.records import Modality
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events, singulars

__all__ = ["Standing", "standing"]

_FAR = 6
"""Words back to a condition, at most."""


@dataclass(frozen=True, slots=True)
class Standing:
    """``willed`` is true where somebody says that they will do it, or will not."""

    negated: bool
    modality: Modality
    willed: bool = False


def standing(s: Sentence, draft: Draft) -> Standing:
    """Negation and modality of a draft, from the verb that carries them."""
    if s.tag(draft.verb) is Tag.NOUN:
        return _noun(s, draft.verb)
    found = _verb(s, draft.verb)
    denied = found.negated or _nobody(s, draft) or _no_object(s, draft)
    return Standing(denied, found.modality, found.willed)


def _noun(s: Sentence, at: int) -> Standing:
    """A noun that stands alone tells of what was, unless a word before it says otherwise."""
    known = events()
    before: list[str] = []
    back = at - 1
    while s.tag(back) in NOMINAL and len(before) < _FAR:
        before.append(s.low(back))
        back -= 1
    negated = "no" in before or s.low(back) == "without"
    if s.low(back) == "and":
        back = _peer(s, back)
    if known.coming & set(before):
        return Standing(negated, Modality.PLANNED)
    if known.possible & set(before):
        return Standing(negated, Modality.HYPOTHETICAL)
    verb = back if s.tag(back) is Tag.VERB else back - 1
    close = s.tag(verb) is Tag.VERB and s.tag(back) in (Tag.VERB, Tag.BEFORE)
    modality = _asked(s, verb, back) if close else _for(s, back)
    base = s.words[verb].verb if modality is Modality.PAST and s.tag(verb) is Tag.VERB else ""
    if base and base not in known.showing and (_brings(base) or _ahead(s, verb)):
        governed = _verb(s, verb)
        negated = negated or (governed.negated and _brings(base))
        modality = modality if governed.modality is Modality.ONGOING else governed.modality
    return Standing(negated, modality)


def _peer(s: Sentence, joint: int) -> int:
    """The word before the noun that "and" joins to another, if that is a preposition."""
    back = joint - 1
    while s.tag(back) in NOMINAL:
        back -= 1
    return back if back < joint - 1 and s.tag(back) is Tag.BEFORE else joint


def _for(s: Sentence, back: int) -> Modality:
    """Of a noun behind another and a preposition: "a deal for the release of X" has released none.

    So what is wished, planned, feared or asked for: "a plan for an attack", "a threat of war",
    "demanded money for the release of X", "called for a truce and for aid".
    """
    known = events()
    behind = s.tag(back) is Tag.BEFORE and s.tag(back - 1) is Tag.NOUN
    noun = s.words[back - 1].noun if behind else ""
    if noun and not known.feared.isdisjoint(singulars(s.low(back - 1))):
        return Modality.HYPOTHETICAL
    if s.low(back) not in clauses().purpose:
        return Modality.PAST
    if noun in known.nouns and not {*known.nouns[noun][:1]} & known.answering:
        return Modality.HYPOTHETICAL
    verb = verb_before(s, back)
    base = "" if verb is None else s.words[verb].verb
    asks = "REQUEST" in known.verbs.get(base, ()) or f"{base} for" in known.phrases
    return Modality.HYPOTHETICAL if asks else Modality.PAST


def _ahead(s: Sentence, verb: int) -> bool:
    """Whether "will" or the like stands before a verb."""
    lows = {s.low(i) for i in _helpers(s, verb)[0]}
    return bool(lows & (clauses().planned | clauses().supposed))


def _brings(verb: str) -> bool:
    """Whether the event that is a verb's object comes about by it: "order a strike"."""
    known = events()
    return any(verb in each for each in (known.light, known.reverse, known.handing, known.bringing))


def _asked(s: Sentence, verb: int, by: int) -> Modality:
    """What a verb makes of the event that is its object, or that stands behind word ``by``.

    It may be called for, planned, or just told of.
    """
    base = s.words[verb].verb
    asks = "REQUEST" in events().phrases.get(f"{base} {s.low(by)}", ())
    if asks or base in clauses().hypothetical:
        return Modality.HYPOTHETICAL
    return Modality.PLANNED if base in events().planning else Modality.PAST


def _verb(s: Sentence, at: int, deep: int = 0) -> Standing:
    """From the auxiliaries before a verb, and from what governs it."""
    helpers, back = _helpers(s, at)
    lists, lows = clauses(), {s.low(i) for i in helpers}
    negated = bool(lows & lists.negation) or _marked(s, at) or s.low(back) == "without"
    if s.tag(back) is Tag.TO and deep < _FAR:
        found = _governed(s, back, negated, deep)
        done = bool(lows & lists.have) and found.modality is not Modality.HYPOTHETICAL
        return Standing(found.negated, Modality.PAST) if done else found
    shared = s.words[at].verb == s.low(at) or passive(s, at)
    if s.tag(back) is Tag.AND and not helpers and deep < _FAR and shared:
        before = next((i for i in range(back - 1, -1, -1) if s.tag(i) is Tag.VERB), None)
        if before is not None:
            return _verb(s, before, deep + 1)
    denied = s.tag(back) is Tag.VERB and s.words[back].verb in events().denying
    negated = negated or (denied and s.low(at).endswith("ing"))
    if lows & lists.planned:
        return Standing(negated, Modality.PLANNED, willed=True)
    if s.tag(back) is Tag.BEFORE and not events().feared.isdisjoint(singulars(s.low(back - 1))):
        return Standing(negated, Modality.HYPOTHETICAL)  # "fears of being arrested"
    asked = _wished(s, helpers, back) if helpers else _asked_for(s, at, back)
    if asked is not Modality.PAST:
        return Standing(negated, asked)
    if lows & lists.supposed:
        willed = "would" in lows and not _condition(s, at) and _reported(s, at)
        modality = Modality.PLANNED if willed else Modality.HYPOTHETICAL
        return Standing(negated, modality, willed)
    if _condition(s, back):
        return Standing(negated, Modality.HYPOTHETICAL)
    return Standing(negated, _tense(s, at, helpers))


def _wished(s: Sentence, helpers: list[int], back: int) -> Modality:
    """Of "asked that they be allowed": nobody has been allowed yet."""
    bare = s.low(helpers[-1]) == "be" and s.tag(back) in NOMINAL
    return Modality.HYPOTHETICAL if bare else Modality.PAST


def _asked_for(s: Sentence, at: int, back: int) -> Modality:
    """Of "called for stopping" and "could endorse punishing", where ``back`` is the word before."""
    going = s.tag(back) is Tag.VERB and s.low(at).endswith("ing")
    if going and _keeps(s, back):
        return _verb(s, back).modality
    if going and s.words[back].verb in events().weighing:
        return Modality.HYPOTHETICAL  # "was considering carrying out strikes"
    if going and _ahead(s, back):
        return _verb(s, back, _FAR).modality
    if s.tag(back) is Tag.BEFORE and s.tag(back - 1) is Tag.VERB:
        return _asked(s, back - 1, back)
    return Modality.PAST


def _keeps(s: Sentence, verb: int) -> bool:
    """Whether it is "to keep" or the like: "pledged to keep fighting"."""
    return s.words[verb].verb in events().managing and s.tag(s.back(verb)) is Tag.TO


def _helpers(s: Sentence, at: int) -> tuple[list[int], int]:
    """The auxiliaries and adverbs right before a verb, and the word before them."""
    out, back = [], at - 1
    while s.tag(back) in AUXILIARY or s.tag(back) is Tag.ADVERB:
        out.append(back)
        back -= 1
    return out, back


def _marked(s: Sentence, at: int) -> bool:
    """Whether the model marks a negation of the verb, close before it."""
    predicate = s.words[at].predicate
    for role in predicate.roles if predicate else ():
        if role.role == "ARGM-NEG" and (part := s.within(role.span)):
            return at - _FAR < part[0] < at
    return False


def _governed(s: Sentence, to: int, negated: bool, deep: int) -> Standing:
    """An infinitive: planned, wished, refused, or done ("was forced to leave")."""
    verb = next((i for i in range(to - 1, -1, -1) if s.tag(i) in (Tag.VERB, Tag.BE)), None)
    handed = verb is not None and s.words[verb].verb in events().handing
    if s.tag(to - 1) is Tag.NOUN and not handed:
        return _state(s, to - 1, negated)
    if verb is None or s.tag(verb) is Tag.BE:
        return Standing(negated, Modality.PLANNED) if verb is None else _state(s, verb, negated)
    base, known = s.words[verb].verb, events()
    outer = _verb(s, verb, deep + 1)
    if any(s.low(i) in clauses().turning for i in range(verb, to)):
        outer = replace(outer, negated=False)  # "did not ask for X but for Y to help"
    if base in known.managing or s.low(to - 1) in known.managing or _told(s, verb):
        return Standing(negated or outer.negated, outer.modality)
    if base in known.refusing:
        return Standing(not outer.negated and not negated, outer.modality, willed=True)
    if base in clauses().hypothetical:
        return Standing(negated or outer.negated, Modality.HYPOTHETICAL)
    if base in known.planning:
        willed = base not in known.handing and not passive(s, verb)
        return Standing(negated or outer.negated, Modality.PLANNED, willed=willed)
    if base in known.handing:
        return Standing(
            negated or outer.negated,
            outer.modality if base in known.making else Modality.HYPOTHETICAL,
        )
    return Standing(
        negated or outer.negated, outer.modality if base in known.light else Modality.PLANNED
    )


def _told(s: Sentence, verb: int) -> bool:
    """Whether it is "were said to be killed"."""
    said = (events().saying | events().reporting) - clauses().hypothetical
    return s.words[verb].verb in said and passive(s, verb)


def _phrase(s: Sentence, end: int) -> range:
    """The words of a noun phrase that ends before a word, and of one that it hangs on by "of"."""
    at = end - 1
    while (
        s.tag(at) in NOMINAL or s.tag(at) in (Tag.DET, Tag.TIME) or s.low(at) in clauses().staying
    ):
        at -= 1
    return range(at + 1, end)


def _state(s: Sentence, at: int, negated: bool) -> Standing:
    """An infinitive behind no verb: "is to attack", "a plan to attack", "ready to attack"."""
    helpers, _ = _helpers(s, at)
    to = next((i for i in range(at + 1, len(s.words)) if s.tag(i) is Tag.TO), at)
    ranked = any(s.low(i) in clauses().ranked for i in _phrase(s, to))
    if ranked or s.low(to - 1) in events().managing:
        return Standing(negated, Modality.PAST)  # "were able to take", "the last to be freed"
    no = any(s.low(i) in clauses().negation for i in [at + 1, *helpers]) or s.low(at - 1) == "no"
    return Standing(negated or no, Modality.PLANNED)


def _condition(s: Sentence, back: int) -> bool:
    """Whether "if" or the like opens the clause of a word."""
    for at in range(back, max(-1, back - _FAR), -1):
        if s.tag(at) is Tag.IF:
            return s.low(at) in clauses().conditions
        if s.tag(at) in (Tag.VERB, Tag.STOP, Tag.COMMA):
            return False
    return False


def _reported(s: Sentence, at: int) -> bool:
    """Whether a verb of saying stands before: "said it would release" is a promise."""
    return any(s.tag(i) is Tag.VERB and s.words[i].verb in events().promising for i in range(at))


def _tense(s: Sentence, at: int, helpers: list[int]) -> Modality:
    low = s.low(at)
    if low.endswith("ing"):
        now = any(s.low(i) in clauses().now for i in helpers)
        return Modality.ONGOING if now else Modality.PAST
    if any(s.low(i) == "being" for i in helpers) and any(
        s.low(i) in clauses().now for i in helpers
    ):
        return Modality.ONGOING
    if low.endswith("ed") or low in events().irregular:
        return Modality.PAST
    if any(s.tag(i) in AUXILIARY for i in helpers):
        return Modality.PAST
    return Modality.ONGOING


def _nobody(s: Sentence, draft: Draft) -> bool:
    """Whether nobody did it: "no troops attacked", "neither side fired"."""
    none = clauses().negation
    if draft.actor is None and draft.recipient and s.low(draft.recipient[0]) in none:
        return True
    if draft.actor is None:
        return False
    return s.low(draft.actor[0]) in none or s.low(draft.actor[0] - 1) == "nor"


def _no_object(s: Sentence, draft: Draft) -> bool:
    """Whether nothing was done: "carried out no attack"."""
    return draft.at > draft.verb and any(s.low(i) == "no" for i in range(draft.verb + 1, draft.at))
