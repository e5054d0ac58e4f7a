"""Whom "he" or "she" points back to, and whose relative "his wife" is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Kind, Span
from sayso.trace.again import again
from sayso.trace.kin import kin_of, named_owner
from sayso.trace.names import Mention, gender_of
from sayso.trace.phrase import Phrase, parse
from sayso.trace.scene import BODIES, Resolved, Scene, as_it_stands, last_met, of_mention
from sayso.trace.shown import named_recording
from sayso.trace.spans import inside_any, overlap, which
from sayso.vocab.kinds import kinds

__all__ = ["free", "kin", "person_before", "surname_alone"]

PLACE = re.compile(r"\b(?:in|at|near|from|around|outside|across) $")
IN = 9
OPENED = re.compile(r"[A-Z][a-z]+(?:ing|ed) [^.;:“”\"]*, $")
SHOWN = re.compile(
    r"\b(?:shows?|showed|showing|depicts?|features?) "
    r"(?P<who>(?:an?|one) (?:[\w-]+ ){0,2}(?P<noun>man|woman|boy|girl|fighter|militant|soldier))\b"
)
# Who a sentence is about, if that is somebody described: "The king", "Last week, Prent's mother".
SUBJECT = re.compile(
    r"(?:[A-Z][^,.;:“”\"]{0,40}, )?"
    r"(?P<who>(?:[Tt]he|[Hh]is|[Hh]er|[A-Z][\w’'-]+(?:['’]s|s['’])) (?:[\w’'-]+ ){0,2}?"
    r"(?P<noun>[a-z]+))(?= [a-z])"
)
HE = re.compile(r"(?P<he>He|She)\b")
OWNER = re.compile(r"['’]s? ")
BESIDE = re.compile(r"-| (?P<noun>[a-z]+)")
BACK = 4
OF_HIM = frozenset({"his", "her"})


def kin(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """A relative told by whose they are: "Prent's sister", "his wife"."""
    if gender_of(kinds().synonyms.get(phrase.head, phrase.head)) == "":
        return None
    own = named_owner(scene, phrase, at)
    opening = phrase.core.lower().split()[0]
    sort = kinds().pronouns.get(opening)
    if own is None and opening in OF_HIM and sort is not None:
        found = person_before(scene, at, sort)
        spans = (m for m in scene.names.mentions if found and m.name == found.who.name)
        own = next(spans, None)
    return kin_of(scene, phrase, at, own)


def person_before(
    scene: Scene, at: int, gender: str, around: Resolved | None = None, steps: int = BACK
) -> Resolved | None:
    """The person that "he" or "she" points back to.

    Order: who is named earlier in this sentence, or described as its subject; then the last
    speaker of the same paragraph or the one before; then who is named in the sentences before,
    nearest sentence first, its subject before others, who only owns a thing last.  In the quoted
    words of ``around`` it is somebody else, for of oneself one says "I".  A sentence that is about
    "he" leads on to the one before, for so many ``steps``.
    """
    sentences = scene.ground.sentences
    here = which(at, sentences)
    quoted = around is not None and inside_any(at, (q.span for q in scene.ground.quotes))
    without = around.who.name if around is not None and quoted else ""
    speaker = last_met(scene, at, gender, without)
    for back in range(min(BACK, here) + 1):
        start, end = sentences[here - back]
        seen = on_screen(scene, (start, end), gender) if back == 1 else None
        if seen is not None and not (speaker is not None and speaker.at >= start):
            return seen
        if speaker is not None and start <= speaker.at < end:
            return speaker
        same = HE.match(scene.ground.text, start, end) if back == 1 and steps else None
        if same is not None and kinds().pronouns[same["he"].lower()] == gender:
            return person_before(scene, same.start("he"), gender, steps=steps - 1)  # he goes on
        subject = described(scene, (start, min(end, at)), gender)
        if subject is not None and (subject.who.named or back == 0):
            return subject
        opened = back == 0 and OPENED.match(scene.ground.text, start, at)
        found = () if opened else in_span(scene.names.mentions, (start, min(end, at)))
        for mention in in_order(scene, found, quoted=quoted):
            own = speaker is not None and overlap((mention.span,), scene.saying)
            if not own and may_be(scene, mention, gender, at):
                one = of_mention(scene, mention, at)
                if one.who.name != without:
                    return one
    return speaker


def described(scene: Scene, span: Span, gender: str) -> Resolved | None:
    """Who the sentence is about, where they are described: "The king", "Prent's mother"."""
    told = SUBJECT.match(scene.ground.text, *span)
    if told is None or gender_of(told["noun"]) not in ("", gender):
        return None
    if told["noun"] not in kinds().roles | kinds().family or told["noun"].endswith("s"):
        return None
    at = told.start("who")
    phrase = parse(scene.ground.text, told.span("who"))
    found = kin_of(scene, phrase, at, named_owner(scene, phrase, at))
    found = found or again(scene, phrase, at, None) or as_it_stands(scene, phrase, at)
    return found if found.gender in ("", gender) and not found.plural else None


def in_order(scene: Scene, found: Sequence[Mention], *, quoted: bool) -> list[Mention]:
    """Names in the order in which they may be meant: owners last; not whom others only quote."""
    quotes = [quote.span for quote in scene.ground.quotes]
    plain = [m for m in found if quoted or not inside_any(m.span[0], quotes)]
    return [*free(scene, plain), *owners(scene, plain)]


def free(scene: Scene, found: Sequence[Mention]) -> list[Mention]:
    """The names that stand for themselves: not "the Prent administration", "Prent's house"."""
    text = scene.ground.text
    known = kinds()
    out: list[Mention] = []
    for mention in found:
        beside = BESIDE.match(text, mention.span[1])
        noun = beside["noun"] if beside else ""
        front = beside is not None and (noun is None or known.heads.get(noun) in BODIES)
        if not front and not OWNER.match(text, mention.span[1]):
            out.append(mention)
    return out


def owners(scene: Scene, found: Sequence[Mention]) -> list[Mention]:
    """The names that are told as owners of something: "Prent's house"."""
    return [m for m in found if OWNER.match(scene.ground.text, m.span[1])]


def on_screen(scene: Scene, span: Span, gender: str) -> Resolved | None:
    """Who is shown in the recording that a sentence tells of: "shows a man in grey"."""
    found = SHOWN.search(scene.ground.text, *span)
    if found is None or named_recording(scene.ground.text, span[0], found.start()) is None:
        return None
    if gender_of(found["noun"]) not in ("", gender):
        return None
    return as_it_stands(scene, parse(scene.ground.text, found.span("who")), found.start("who"))


def in_span(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """The mentions that lie in ``span``."""
    return [m for m in mentions if span[0] <= m.span[0] and m.span[1] <= span[1]]


def may_be(scene: Scene, mention: Mention, gender: str, at: int) -> bool:
    """Whether a mention is a person who can be "he" ("m") or "she" ("f")."""
    if mention.kind is Kind.UNNAMED:
        full = scene.names.longer(mention.last, at)
        own = full and (full.gender or scene.genders.get(full.name, ""))
        return full is not None and own in ("", gender)
    known = mention.gender or scene.genders.get(mention.name, "")
    if mention.kind is not Kind.PERSON or known not in ("", gender):
        return False
    before = scene.ground.text[max(0, mention.span[0] - IN) : mention.span[0]]
    if PLACE.search(before) and not mention.role:
        return False  # "in Texas City"
    told = mention.gender or mention.role or surname_alone(scene, mention)
    return bool(told) or mention.name in scene.names.people


def surname_alone(scene: Scene, mention: Mention) -> bool:
    """Whether the surname stands by itself somewhere too, as people's names do in news."""
    alone = (m for m in scene.names.mentions if m.kind is Kind.UNNAMED and len(m.words) == 1)
    return len(mention.words) > 1 and any(m.name == mention.last for m in alone)
