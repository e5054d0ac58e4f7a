"""Verbs that tell an event, by themselves or with a noun: "attacked", "carried out an attack"."""

from __future__ import annotations

from sayso.ground.frames import clause
from sayso.ground.frames.clause import Part, Side
from sayso.ground.frames.draft import Draft, Work, agreed, head_of, keep, marked, name, touch
from sayso.ground.frames.subject import subject
from sayso.ground.frames.whom import infinitive, on_whom, owner, struck, to_whom
from sayso.ground.frames.words import AUXILIARY, Sentence, Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import Turn, Types, events
from sayso.vocab.parties import parties

__all__ = ["verb"]

_NEAR = 4
_FAR = 9
"""Words between a verb and the adjective that makes it an event, at most."""


def verb(work: Work, at: int) -> None:
    """The draft of a verb, if it tells an event."""
    s, known = work.s, events()
    base = s.words[at].verb if s.tag(at) is Tag.VERB else "have"
    passive = s.tag(at) is Tag.VERB and clause.passive(s, at)
    phrased = f"{base} {s.low(at + 1)}" in known.phrases
    found = clause.objects(s, at) or (clause.objects(s, at + 1) if phrased else [])
    brought = subject(s, at) if passive else (_whole(s, found) if found else None)
    if brought and s.low(brought[1] - 1) in known.share and s.low(brought[1]) == "in":
        brought = clause.right(s, brought[1] + 1)  # "took part in talks"
    if brought and _with_noun(work, at, base, brought, passive=passive):
        return
    if base in known.saying and _demand(work, at, base):
        return
    if base in known.committing and not found and _committed(work, at):
        return
    if found and not passive and _clausal(work, at, found[-1][1]):
        return
    word, types = _told(work, at, base)
    turned = f"{base} {s.low(head_of(s, brought))}" if passive and brought else ""
    if turned in known.phrases:
        word, types = turned, known.phrases[turned]  # "fire was exchanged"
    if (
        passive
        and base in known.dismissing
        and (s.low(at + 1) not in clauses().against or s.tag(at + 2) is Tag.TIME)
    ):
        types = ("SANCTION",)
    if base in known.wanting and not _wants(work, at):
        return
    if types and s.tag(at) is Tag.VERB and not _governed(work, at):
        _alone(work, Draft(at, at, types, word), passive=passive)


def _whole(s: Sentence, found: list[Part]) -> Part:
    """The object, with what shares its noun: "air and artillery strikes"."""
    (first, end), last = found[0], found[-1]
    alone = end - first == 1 and s.words[first].name < 0 and not s.low(first).endswith("s")
    return (first, last[1]) if len(found) == 2 and alone else found[0]


def _clausal(work: Work, at: int, end: int) -> bool:
    """Whether an object is the subject of what follows: "feared rebels would come"."""
    s = work.s
    told = {*events().verbs.get(s.words[at].verb, ())[:1]} & (events().telling | events().judging)
    inner = not told and any(s.tag(i) in (Tag.IF, Tag.WHO) for i in range(at))
    # "Whether X hit Y is open" tells of Y, "who warned Y would come" does not.
    return not inner and s.tag(end) in AUXILIARY and s.low(end) not in events().demanding


def _committed(work: Work, at: int) -> bool:
    """Whether it is "the crimes that X commits against Y"."""
    s = work.s
    hit = work.party(clause.prepositions(s, at + 1), clauses().against_first)
    who = subject(s, at)
    if hit is None or who is None:
        return False
    keep(work, Draft(at, at, ("ASSAULT",), s.words[at].verb, who, hit, ("grammar", "grammar")))
    return True


def _wants(work: Work, at: int) -> bool:
    """Whether somebody is wanted to do what tells an event."""
    s, found = work.s, clause.objects(work.s, at)
    to = found[-1][1] if found else at
    inner = next((i for i in range(to + 1, len(s.words)) if s.tag(i) is not Tag.ADVERB), to)
    return s.tag(to) is Tag.TO and s.words[inner].verb in events().verbs


def _demand(work: Work, at: int, base: str) -> bool:
    """Whether it is "X said Y must ...", which is a request of X to Y."""
    s = work.s
    start = at + 1
    while s.tag(start) in (Tag.WHO, Tag.TIME, Tag.ADVERB, Tag.BEFORE):
        start += 1
    for must in range(start, len(s.words)):
        if s.tag(must) in (Tag.VERB, Tag.STOP, Tag.BE, Tag.HAVE, Tag.IF):
            return False
        if s.low(must) not in events().demanding:
            continue
        asked, asking = subject(s, must), subject(s, at)
        if asked is None or asking is None or asked[0] < at or not work.parties.has(asked):
            return False
        draft = Draft(at, at, ("REQUEST",), f"{base} {s.low(must)}", asking, asked)
        draft.found = "grammar", "grammar"
        keep(work, draft)
        return True
    return False


def _told(work: Work, at: int, base: str) -> tuple[str, Types]:
    """What a verb tells: with the word behind it, with one behind its object, or alone."""
    s, known = work.s, events()
    pair = f"{base} {s.low(at + 1)}"
    if pair in known.idle:
        return pair, ()
    if pair in known.phrases:
        needed = known.needs.get(pair, frozenset())
        near = {s.low(i) for i in range(at + 2, at + 2 + _NEAR)}
        return pair, () if needed and not needed & near else known.phrases[pair]
    for after in range(at + 1, min(at + _FAR, len(s.words))):
        if s.tag(after) in (Tag.VERB, Tag.STOP, Tag.COMMA):
            break
        far = f"{base} {s.low(after)}"
        if far in known.apart:
            work.used.add(after)
            return far, known.apart[far]
    types = known.verbs.get(base, ())
    if base in known.phoning and _phoned(work, at):
        return base, ("CONSULT",)
    wish = base in known.planning and base not in known.pledging and infinitive(s, at) >= 0
    if wish or (base in known.denying and s.tag(at + 1) is Tag.VERB):
        return base, ()
    return base, types


def _phoned(work: Work, at: int) -> bool:
    """Whether somebody is called, and nothing behind them says what: "called Ost on Friday"."""
    s, found = work.s, clause.objects(work.s, at)
    if len(found) != 1 or not work.parties.agent(found[0]):
        return False
    after = found[0][1]
    if s.tag(after) is Tag.BEFORE:
        return s.tag(after + 1) is Tag.TIME
    return s.tag(after) in (Tag.TO, Tag.TIME, Tag.STOP)


def _violent(work: Work, part: Part) -> bool:
    """Whether a part names an attack or the like."""
    return "ASSAULT" in events().nouns.get(name(work.s, head_of(work.s, part)), ())


def _governed(work: Work, at: int) -> bool:
    """Whether a verb is only what another refuses, agrees, threatens or asks to do."""
    back = work.s.back(at)
    return work.s.tag(back) is Tag.TO and any(d.folds == back for d in work.out)


def _alone(work: Work, draft: Draft, *, passive: bool) -> None:
    """A verb that tells its event by itself."""
    s, at = work.s, draft.at
    found = clause.objects(s, at)
    if draft.word in events().apart and found:  # "held hostage by X" has no object
        passive = passive or s.chars(*found[0]) == s.chars(found[-1][1] - 1, found[-1][1])
    if draft.types[0] in events().telling and draft.word not in events().handing:
        draft.folds = infinitive(s, at)
    if passive:
        by = next((part for p, part in clause.prepositions(s, at + 1) if p == "by"), None)
        if by and parties().holds(parties().traffic, s.low(head_of(s, by))):
            return  # "hit by a truck"
        patient = agreed(work, at, "ARG1", _patient(work, at))
        draft.set(agreed(work, at, "ARG0", by), patient)
        if draft.recipient is None or s.tag(s.back(at)) is Tag.IF:
            return
    else:
        known = events()
        if draft.word in (known.showing if found else known.needy):
            return
        draft.set(agreed(work, at, "ARG0", _who(work, at)), to_whom(work, at, draft.word))
    keep(work, draft)


def _patient(work: Work, at: int) -> Part | None:
    """Whom a passive hits: of "in a film released in May" the film, and nobody farther off."""
    near = clause.left(work.s, at)
    if near and work.s.low(near[0] - 1) in clauses().in_whom and not work.parties.land(near):
        return near
    return subject(work.s, at)


def _who(work: Work, at: int) -> Part | None:
    """Who does it: of "issued a letter urging Orsk" whoever issued it, since no letter can."""
    s, found = work.s, subject(work.s, at)
    if found is None or not s.low(at).endswith("ing"):
        return found
    if found[1] != at:
        led = any(s.tag(i) is Tag.BEFORE for i in range(found[1], at))
        if led or not work.parties.land(found):
            return _sayer(work, at, found)
        before = clause.verb_before(s, at)
        whose = subject(s, before) if before is not None else None
        return whose if whose and work.parties.agent(whose) else found
    near = clause.left(s, at) or found
    by = s.low(near[0] - 1) if s.tag(near[0] - 1) is Tag.BEFORE else ""
    brought = by and by not in events().particles  # "seeks news on reports urging Orsk"
    brought = brought and (work.parties.land(near) or not work.parties.agent(near))
    idle = not work.parties.agent(found) and not _violent(work, found)
    if work.parties.land(found) if brought else idle:
        before = clause.verb_before(s, at)
        whose = subject(s, before) if before is not None else None
        if whose and work.parties.agent(whose):
            return _sayer(work, at, whose)
    return found


def _sayer(work: Work, at: int, found: Part) -> Part:
    """Of "Ost said jets had hit Lisk blaming Tarn" Ost: whoever says the one says the other."""
    s, known = work.s, events()
    verbal = {*known.verbs.get(s.words[at].verb, ())[:1]} & (known.telling | {"ACCUSE"})
    if not verbal or s.tag(s.back(at)) in (Tag.BE, Tag.AND, Tag.BEFORE):
        return found
    said = clause.verb_before(s, found[0])
    if said is None or s.words[said].verb not in known.saying or s.low(said).endswith("ing"):
        return found
    who = subject(s, said)
    return who if who and work.parties.agent(who) else found


# --- a verb and its noun --------------------------------------------------------------------


def _with_noun(work: Work, at: int, base: str, brought: Part, *, passive: bool) -> bool:
    """Whether the object names the event: "carried out an attack", "lifted the ban"."""
    s, known = work.s, events()
    head = head_of(s, brought)
    if s.tag(head) is not Tag.NOUN or s.words[head].name >= 0:
        return False
    noun = name(s, head)
    types = known.nouns.get(noun, ())
    shown = base in known.showing and bool(types) and known.quads[types[0]] in (2, 4)
    if shown or (base in known.taking and "AID" in types):
        return False
    turn = _turn(base, noun, types)
    if turn:
        draft = Draft(at, at, (turn.event,), f"{base} {noun}")
    elif types and (base in known.light or base in known.reverse):
        draft = Draft(head, at, types, noun)
    else:
        return False
    work.used.add(head)
    of = s.low(head + 1) == "of" and base in known.owning
    if turn is None and (of or base in known.reverse):
        _reversed(work, draft, head)
    else:
        _sides(work, draft, head, None if passive else brought)
    keep(work, draft)
    return True


def _turn(base: str, noun: str, types: Types) -> Turn | None:
    """The row of ``turned`` that a verb and its noun fit."""
    words = {noun.removesuffix("s"), *noun.split()}
    fits = (t for t in events().turned if base in t.verbs)
    return next((t for t in fits if words & t.words or t.types & {*types}), None)


def _brought(work: Work, draft: Draft, head: int) -> list[Side]:
    """What prepositions bring behind the noun, and behind a verb that stands after it."""
    after = clause.prepositions(work.s, draft.verb + 1) if draft.verb > head else ()
    return [*clause.prepositions(work.s, head + 1), *after]


def _reversed(work: Work, draft: Draft, head: int) -> None:
    """In "faced criticism from Y" the subject is the one to whom it is done."""
    fitting = clauses().by_whom | {"of"}
    by = next((p for w, p in _brought(work, draft, head) if w in fitting), None)
    actor, hit = by or owner(work, head), subject(work.s, draft.verb)
    draft.set((actor, "grammar" if actor else ""), (hit, "grammar" if hit else ""))


def _sides(work: Work, draft: Draft, head: int, whole: Part | None) -> None:
    """Actor and recipient of an event that a verb and its noun tell together.

    ``whole`` is the noun phrase, if it is the object of the verb and not the subject of a passive.
    """
    s, at = work.s, draft.verb
    brought = _brought(work, draft, head)
    if whole is None:
        turned = draft.at == at  # "a truce brokered by X was broken": not by X
        told = clause.prepositions(s, at + 1) if turned else brought
        by = next((part for p, part in told if p == "by"), None)
        actor = agreed(work, at, "ARG0", by)
    else:
        actor = agreed(work, at, "ARG0", subject(s, at))
    draft.set(actor, _hit(work, draft, head, brought, whole))


def _hit(
    work: Work, draft: Draft, head: int, brought: list[Side], whole: Part | None
) -> tuple[Part | None, str]:
    """Whom the event of a verb and its noun hits."""
    on, own = on_whom(work, head, brought), owner(work, head)
    if own and draft.types[0] == "ASSAULT" and not struck(work, own):
        own = None
    if draft.types == ("REJECT",):  # whose offer or request it was
        by = next((p for w, p in brought if w in clauses().by_whom), None)
        part = own or by or on or whole
        return part, "grammar" if part else ""
    given = marked(work, head, "ARG1", "ARG2") if not (on or own) else None
    if given and not (whole and touch(given, whole)):
        return given, "model"
    held = work.parties
    where = (p for w, p in brought if w in clauses().in_whom and (held.land(p) or held.agent(p)))
    place = next((p for p in where if name(work.s, head_of(work.s, p)) not in events().nouns), None)
    has = work.s.tag(draft.verb) is Tag.HAVE or work.s.words[draft.verb].verb == "have"
    part = on or own or place or (_apart(work.s, whole, head) if whole and not has else None)
    if part is whole and draft.types[0] == "ASSAULT":
        part = None  # a strike is nobody
    return part, "grammar" if part else ""


def _apart(s: Sentence, part: Part, head: int) -> Part | None:
    """A phrase, if there is more before its head than a determiner."""
    start = part[0]
    while start < head and (s.tag(start) is Tag.DET or s.low(start) in clauses().adjectives):
        start += 1
    return part if start < head else None
