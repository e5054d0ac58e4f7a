"""How an event was done, where its word or the words beside it make PLOVER's mode plain."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ground.frames import clause
from sayso.ground.frames.clause import Part
from sayso.ground.frames.draft import Draft, head_of, name
from sayso.ground.frames.whom import infinitive
from sayso.ground.frames.words import Sentence, Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events, singulars
from sayso.vocab.modes import modes

__all__ = ["mode"]

_FILLED = frozenset({"AID", "MOBILIZE"})
"""Events that what is given or moved tells more of: "sent food to Orsk"."""


def mode(s: Sentence, draft: Draft, event: str) -> str | None:
    """The mode that the word of an event tells, else what it was done with, or what it is about.

    "A drone strike", "attacked with rockets", "snipers killed": with what, by which weapon or by
    whom that is armed with nothing else.  "Threatened to attack", "asked for a truce": what is
    threatened or asked for.  To whom it was done tells nothing.
    """
    known = modes()
    told = known.word(draft.word, event)
    if told is None and event in known.tools:
        told = _tool(s, draft, event)
    if told is None and (event in known.about or event in known.acts):
        told = _matter(s, draft, event)
    return told


def _tool(s: Sentence, draft: Draft, event: str) -> str | None:
    """The mode by what was used."""
    tools = modes().tools[event]
    for at in _beside(s, draft, event):
        pair = f"{s.low(at)}-{s.low(at + 1)}"
        forms = (pair, *singulars(pair), *singulars(s.low(at)))
        found = next((tools[form] for form in forms if form in tools), None)
        if found:
            return found
    return None


def _beside(s: Sentence, draft: Draft, event: str) -> list[int]:
    """The words that may tell with what: before a noun, in the actor, behind "with" and "in"."""
    out: list[int] = []
    before = draft.at - 1
    while s.tag(draft.at) is Tag.NOUN and s.tag(before) is Tag.NOUN:
        out.append(before)
        before -= 1
    if event in _FILLED and s.tag(draft.verb) is Tag.VERB:
        parts = clause.objects(s, draft.verb)
        more = clause.right(s, parts[-1][1]) if parts else None  # "gave Orsk food"
        for part in [*parts, *([more] if more else [])]:
            out += range(*part) if part != draft.recipient else ()
    out += range(*draft.told) if draft.told else ()
    for by, part in clause.prepositions(s, draft.verb + 1):
        if by in clauses().means and part != draft.recipient:
            out += range(*part)
    return out


def _matter(s: Sentence, draft: Draft, event: str) -> str | None:
    """The mode by what is threatened, asked for or refused."""
    about, acts, known = modes().about.get(event, {}), modes().acts.get(event, {}), events()
    for word, types in _told(s, draft):
        forms = (word, word.rpartition(" ")[2], *singulars(word))
        found = next((about[form] for form in forms if form in about), None)
        if found:
            return found
        if types and (types[0] in acts or known.quads[types[0]] == known.quads[event]):
            return acts.get(types[0])
    return None


def _told(s: Sentence, draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The events behind the word of a draft, nearest first: an infinitive, an object, "for ..."."""
    known = events()
    parts: list[Part] = clause.objects(s, draft.verb) if s.tag(draft.verb) is Tag.VERB else []
    asked = draft.recipient  # "called on Orsk to go"
    ends = [draft.at, *(p[1] for p in [*parts[-1:], *([asked] if asked else [])])]
    to = max(infinitive(s, end) for end in ends)
    inner = next((i for i in range(to + 1, len(s.words)) if s.tag(i) is not Tag.ADVERB), to)
    if to >= 0 and s.tag(inner) is Tag.VERB:
        base = s.words[inner].verb
        pair = f"{base} {s.low(inner + 1)}"
        yield base, known.phrases.get(pair) or known.verbs.get(base, ())
        return
    start = max(draft.at, draft.verb) + 1
    parts = [*parts, *(part for _, part in clause.prepositions(s, start))]
    for part in parts:
        head = head_of(s, part)
        if part != draft.recipient and head != draft.at and s.words[head].name < 0:
            word = name(s, head)
            yield word, known.nouns.get(word, ())
