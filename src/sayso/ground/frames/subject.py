"""Who the subject of a verb is, however far off: over asides, infinitives and relative clauses."""

from __future__ import annotations

from sayso.ground.frames.clause import (
    Part,
    left,
    objects,
    passive,
    prepositions,
    right,
    verb_before,
)
from sayso.ground.frames.words import AUXILIARY, NOMINAL, Sentence, Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import Types, events, singulars

__all__ = ["subject"]

_DEEP = 6
"""A subject is not sought through more verbs than these."""
_CLOSE = 4
"""Whose verb stands fewer words before a noun may own it: "stepped up its efforts"."""
_SKIPPED = AUXILIARY | {Tag.ADVERB}


def subject(s: Sentence, at: int, deep: int = 0) -> Part | None:
    """The subject of the verb at a word, over auxiliaries, infinitives and relative clauses."""
    if deep > _DEEP or at < 0:
        return None
    back = _over_time(s, at - 1)
    tag = s.tag(back)
    if tag is Tag.TO:
        return None if _aside(s, back) else _governed(s, back, deep)
    if tag in (Tag.NOUN, Tag.IT):
        return _near(s, back, at, deep)
    if tag is Tag.WHO:
        return _antecedent(s, back)
    if tag is Tag.COMMA:
        return _behind_comma(s, back, at, deep)
    if tag is Tag.BEFORE:  # of "the jets he travelled with were hit" it is not he
        going = any(s.low(i).endswith("ing") for i in range(back + 1, at + 1))
        return _gerund(s, back, deep) if going else None
    before = _peer(s, at, back) if tag in (Tag.AND, Tag.IF) else None
    if tag is Tag.VERB and (found := _said_to(s, back)):
        return found
    linked = tag is Tag.VERB and s.words[back].verb in events().linking
    if tag is Tag.VERB and (linked or s.low(at).endswith("ing")):
        before = back
    return subject(s, before, deep + 1) if before is not None else None


def _said_to(s: Sentence, verb: int) -> Part | None:
    """Of "men who Ost says have left" the men."""
    told = left(s, verb) if s.words[verb].verb in events().saying else None
    if told and s.tag(told[0] - 1) is Tag.WHO:
        return _antecedent(s, told[0] - 1)
    return None


def _peer(s: Sentence, at: int, back: int) -> int | None:
    """The verb that "and" joins to another: with the like auxiliary, else the nearest."""
    nearest = verb_before(s, back)
    if s.tag(s.back(at)) is not Tag.BE or not s.low(at).endswith("ing"):
        return nearest
    peer = nearest
    while peer is not None:
        if s.tag(s.back(peer)) is Tag.BE and s.low(peer).endswith("ing"):
            return peer
        peer = verb_before(s, peer)
    return nearest


def _near(s: Sentence, back: int, at: int, deep: int) -> Part | None:
    """The noun phrase that ends at ``back``, left of the verb at a word, if it is its subject."""
    if s.tag(back) is Tag.NOUN and back == at - 1 and s.low(at + 1) == "by":
        return _held(s, at)
    found = _phrase(s, back + 1)
    close = left(s, back + 1)
    if close and s.low(at).endswith("ing") and s.tag(close[0] - 1) is Tag.BEFORE and back == at - 1:
        found = _over_prepositions(s, close, clauses().staying)
    if found is None and back == at - 1 and passive(s, at):
        return left(s, at)  # "in a film released in May"
    verb = found[0] - 1 if found else -1
    to = s.back(verb) if s.tag(verb) is Tag.VERB and not s.low(at).endswith("ing") else -1
    if s.tag(to) is Tag.TO and s.tag(to - 1) is Tag.NOUN:
        return _phrase(s, to)  # "a push to take the town killed ten"
    main = _outcome(s, at, left(s, back + 1))
    if main is None and found and _row(s, verb, at):
        main = verb
    return found if main is None else subject(s, main, deep + 1)


def _held(s: Sentence, at: int) -> Part | None:
    """Of "the town held by rebels" the town, of "sailors in Orsk held by rebels" the sailors."""
    found = left(s, at)
    if found is None or s.low(found[0] - 1) != "in" or s.words[found[1] - 1].name < 0:
        return found
    more = left(s, found[0] - 1)
    return (more[0], found[1]) if more and s.words[at].verb in events().personal else found


def _row(s: Sentence, verb: int, at: int) -> bool:
    """Whether two verbs of violence follow one another, a comma lost: "shot two men killed one"."""
    hard = events().bodily | events().suffered
    both = (s.words[i].verb in hard and s.tag(i) is Tag.VERB for i in (verb, at))
    past = not s.low(at).endswith("ing") and not passive(s, verb) and not passive(s, at)
    return verb >= 0 and past and all(both) and bool(objects(s, at))


def _outcome(s: Sentence, at: int, found: Part | None) -> int | None:
    """The verb whose outcome an -ing form of violence tells: "fired on the town killing ten"."""
    known = events()
    if not s.low(at).endswith("ing") or s.words[at].verb not in known.bodily | known.ruinous:
        return None
    if any(s.tag(i) is Tag.BE for i in range(_over_time(s, at - 1) + 1, at)):
        return None
    main = verb_before(s, at)
    while main is not None and (s.low(main).endswith("ing") or s.tag(s.back(main)) is Tag.TO):
        main = verb_before(s, main)
    if main is not None and s.tag(s.back(main)) is Tag.WHO:
        outer = verb_before(s, main)  # "clashed with a band that held X, killing ten"
        hard = outer is not None and "ASSAULT" in _types(s, outer)
        main = outer if hard else main
    start = found[0] if found else at
    if main is None or main >= start or s.words[main].verb in known.saying:
        return None
    judged = {*_types(s, main)[:1]} & known.judging
    return None if judged else main


def _antecedent(s: Sentence, who: int) -> Part | None:
    """What a relative points back at."""
    before = who - 1 - (s.tag(who - 1) is Tag.COMMA)
    if s.tag(s.back(before)) is Tag.BE:  # "it is not clear who"
        return None
    found = left(s, before + 1)
    return _over_prepositions(s, found, clauses().staying) if found else None


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
    verb = verb_before(s, to)
    if (bidder := _bidder(s, to, -1 if verb is None else verb)) is not None:
        return bidder
    if (owner := _decider(s, to)) is not None:
        return owner
    state = next((i for i in range(to - 1, -1, -1) if s.tag(i) is Tag.BE), None)
    if state is not None and (verb is None or state > verb):
        return subject(s, state, deep + 1)
    if verb is None:
        return _phrase(s, to)
    base = s.words[verb].verb
    phoned = base in events().phoning and s.tag(verb + 1) in (Tag.NOUN, Tag.DET)
    if base in events().handing and not phoned:
        if passive(s, verb):
            return subject(s, verb, deep + 1)
        found = objects(s, verb)
        if found and found[0][1] <= to:
            return found[0]
        for _, part in prepositions(s, verb + 1, to):
            return part if base not in events().light else subject(s, verb, deep + 1)
    return subject(s, verb, deep + 1)


def _decider(s: Sentence, to: int) -> Part | None:
    """Of "its decision to leave" its, of "Orsk's plan to leave" Orsk; of no demand or the like."""
    found, known = left(s, to), events()
    wished = known.feared.union(known.decided).isdisjoint(singulars(s.low(to - 1)))
    if found is None or wished or "REQUEST" in known.nouns.get(s.words[to - 1].noun, ()):
        return None
    if s.low(found[0]) in clauses().own:
        verb = (
            verb_before(s, found[0])
            if s.tag(found[0] - 1) is Tag.VERB or s.low(found[0] - 1) in known.particles
            else None
        )
        near = verb is not None and verb > found[0] - _CLOSE
        who = subject(s, verb) if verb is not None and near else None
        return who or (found[0], found[0] + 1)
    of = next((at for at in range(*found) if s.tag(at) is Tag.OF), None)
    return left(s, of) if of is not None else None


def _aside(s: Sentence, to: int) -> bool:
    """Whether it is undertaken by nobody told: "said that any operation to take Lisk"."""
    found = left(s, to)
    if found is None or events().undertaken.isdisjoint(singulars(s.low(to - 1))):
        return False
    lead = found[0] - 1
    if s.low(found[0]) in clauses().own or any(s.tag(i) is Tag.OF for i in range(*found)):
        return False  # "that Orsk's attempt to take Lisk"
    return s.tag(lead) is Tag.WHO or s.low(lead) in clauses().aside


def _bidder(s: Sentence, to: int, verb: int) -> Part | None:
    """Of "an attempt by rebels to take Lisk", or "by you, Ost, to leave", the rebels, and you."""
    for at in range(to - 1, verb + 1, -1):
        wished = s.low(at) == "by" and not events().feared.isdisjoint(singulars(s.low(at - 1)))
        found = right(s, at + 1) if wished else None
        if found:
            return found if found[1] == to or s.tag(found[1]) is Tag.COMMA else None
    return None


def _phrase(s: Sentence, end: int) -> Part | None:
    """The noun phrase left of a verb, widened by "and" and over what prepositions bring."""
    found = left(s, end)
    found = _over_prepositions(s, found) if found else None
    if found is None or s.tag(found[0]) is Tag.IT:
        return found
    first = found[0]
    if s.tag(first - 1) in AUXILIARY and s.tag(s.back(first - 1)) is Tag.WHO:
        return _antecedent(s, s.back(first - 1))  # "men who have ties to X"
    if s.tag(first - 1) is Tag.VERB and _modifies(s, first - 1):
        return subject(s, first - 1, _DEEP)
    while s.tag(first - 1) is Tag.AND and s.low(first - 1) in ("and", "or", "&"):
        before = first - 1 - (s.tag(first - 2) is Tag.COMMA)
        more = left(s, before)
        if more and before < first - 1 and s.tag(more[0] - 1) is not Tag.COMMA:
            break  # a clause ends here: "they want it, and officials agree"
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
    if first < found[0] and s.tag(first - 1) is Tag.BEFORE:
        return _row_brought(s, found, first)
    return first, found[1]


def _row_brought(s: Sentence, found: Part, first: int) -> Part:
    """A phrase with those before it that "and" joins, where a preposition brings the first.

    It stands alone in "fled Orsk during the raids and nine people were killed".
    """
    if _brought(s, first):
        return found
    return _over_prepositions(s, (first, found[1])) or (first, found[1])


def _brought(s: Sentence, first: int) -> bool:
    """Whether a preposition brings a phrase to a clause that is told before it."""
    verb = verb_before(s, first) if s.tag(first - 1) is Tag.BEFORE else None
    if verb is None or s.words[verb].verb in events().saying:
        return False
    if s.tag(s.back(verb)) not in (Tag.BE, Tag.HAVE) and s.tag(verb - 1) not in AUXILIARY:
        return False  # "men armed with guns and clubs"
    return not any(
        s.tag(at) in (Tag.WHO, Tag.IF, Tag.COMMA, Tag.STOP, Tag.AND) for at in range(verb, first)
    )


def _modifies(s: Sentence, verb: int) -> bool:
    """Whether a verb only tells more of a noun before it: "forces backing X", "who hold X"."""
    if s.low(verb).endswith("ing") and s.words[verb].verb in events().saying:
        return False  # "a monitor saying nine people were killed"
    back = verb - 1
    while s.tag(back) in _SKIPPED:
        back -= 1
    return s.tag(back) is Tag.WHO or (s.low(verb).endswith("ing") and s.tag(verb - 1) is Tag.NOUN)


def _over_prepositions(s: Sentence, found: Part, only: frozenset[str] | None = None) -> Part | None:
    """From "Syria", "the head of the army in Syria"; none where a preposition opens the clause."""
    first = found[0]
    for _ in range(4):
        if s.tag(first - 1) is not Tag.BEFORE:
            return first, found[1]
        more_of = s.low(first - 2) in clauses().behind  # "forces loyal to X"
        stays = only and s.low(first - 1) not in only and not more_of
        if s.low(first - 1) in clauses().opening or stays:
            return first, found[1]
        before = _over_time(s, first - 2) if s.tag(first - 2) is Tag.TIME else first - 2
        more = left(s, before + 1)
        if more is None and _participle(s, before):
            more = subject(s, before, _DEEP)
        if more is None and s.tag(before) is Tag.VERB:
            more = _described(s, before)
        if more is None:
            return (first, found[1]) if only else _split(s, found)
        first = more[0]
    return first, found[1]


def _described(s: Sentence, verb: int) -> Part | None:
    """Of a verb in a relative clause whom that tells more of: "men who were held in X"."""
    back = verb - 1
    while s.tag(back) in _SKIPPED:
        back -= 1
    return _antecedent(s, back) if s.tag(back) is Tag.WHO else None


def _participle(s: Sentence, at: int) -> bool:
    """Whether a verb only tells more of the noun right before it: "men belonging to X"."""
    close = s.tag(at) is Tag.VERB and s.tag(at - 1) in NOMINAL
    past = s.low(at) in clauses().behind and s.tag(at + 1) is Tag.BEFORE  # "men trained in Orsk"
    return close and (s.low(at).endswith("ing") or s.low(at + 1) == "by" or past)


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
    bare = s.words[verb].verb in events().suffered or s.low(verb + 1) == "by"
    if comma == verb - 1 and bare and passive(s, verb):
        return left(s, comma)  # "a man, arrested in May"
    if not s.low(verb).endswith("ing") and (found := _before_aside(s, comma)):
        return found
    before = verb_before(s, comma)
    if before is None or any(s.tag(i) is Tag.STOP for i in range(before, comma)):
        return left(s, comma)
    return subject(s, before, deep + 1)


def _before_aside(s: Sentence, comma: int) -> Part | None:
    """What stands before the aside that ends at a comma, however many commas the aside has.

    "Ost, a reporter for the Herald, the Post, and the Review, will go": Ost.  A dash or a bracket
    is closed by its like.
    """
    found: Part | None = None
    closed = comma
    for opened in range(comma - 1, 0, -1):
        if s.tag(opened) is Tag.STOP:
            break
        if s.tag(opened) is not Tag.COMMA or not _pair(s, opened, comma):
            continue
        if found is not None and opened >= found[0]:
            continue
        if found is not None and _clause(s, opened, closed):
            break
        more = _named(s, opened)
        if more is not None:
            found, closed = more, opened
        elif found is None and _clause(s, opened, comma) and not _says(s, comma):
            break
    return found


def _pair(s: Sentence, opened: int, closing: int) -> bool:
    """Whether two marks can open and close one aside."""
    marks = clauses().closing
    return s.low(opened) in marks.get(s.low(closing), frozenset({","}))


def _named(s: Sentence, comma: int) -> Part | None:
    """The subject that a comma follows; none where a verb or a preposition stands before it."""
    end = _over_time(s, comma - 1) + 1
    found = left(s, end)
    if found is None:
        return None
    verb = found[0] - 1
    if s.tag(verb) is Tag.VERB and s.words[verb].verb not in events().saying:
        return None
    return _phrase(s, end)


def _clause(s: Sentence, start: int, end: int) -> bool:
    """Whether a verb between two commas has its subject there: "rebels left"; not "who left"."""
    for at in range(start + 1, end):
        if s.tag(at) is Tag.WHO:
            return False
        if s.tag(at) is not Tag.VERB or s.low(at).endswith("ing"):
            continue
        back = at - 1
        while s.tag(back) in _SKIPPED:
            back -= 1
        bare = back == at - 1 and s.tag(at + 1) in (Tag.BEFORE, Tag.TO)
        if back > start and s.tag(back) in (Tag.NOUN, Tag.IT) and not bare:
            return True
    return False


def _says(s: Sentence, comma: int) -> bool:
    """Whether "police said" or the like ends before a comma."""
    return s.tag(comma - 1) is Tag.VERB and s.words[comma - 1].verb in events().saying


def _types(s: Sentence, verb: int) -> Types:
    return events().verbs.get(s.words[verb].verb, ())


def _gerund(s: Sentence, preposition: int, deep: int) -> Part | None:
    """In "accused X of bombing" X; else ("by bombing") the subject of the verb before."""
    before = verb_before(s, preposition)
    state = next((i for i in range(preposition - 1, -1, -1) if s.tag(i) is Tag.BE), -1)
    if state > (-1 if before is None else before):  # "were guilty of bombing"
        return subject(s, state, deep + 1)
    if before is None or s.low(preposition) in clauses().likened:
        return None
    found = objects(s, before)
    if found and not events().feared.isdisjoint(singulars(s.low(preposition - 1))):
        return subject(s, before, deep + 1)  # "has a strategy for defeating X"
    far = s.tag(preposition - 1) is Tag.NOUN and not {*_types(s, before)} & {"ACCUSE"}
    if s.low(preposition) == "of" and far:
        return None  # "the idea of bombing"
    if s.low(preposition) in clauses().doing and found and not passive(s, before):
        return found[0]
    return subject(s, before, deep + 1)
