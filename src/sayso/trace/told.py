"""What the article itself tells of a name: "the newspaper Vennel", "Vennel, an armed group, said".

A noun beside a name says what it is, whoever is so called: it decides alike for a body of the word
lists and for one that no list has.  Only nouns that fit any body ("group", "alliance") leave the
lists their say, and make a name of which nothing else is known a body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.records import Kind, Span
from sayso.trace.head import TOKEN, head_of
from sayso.trace.names import Mention, body
from sayso.trace.phrase import strip_determiners
from sayso.vocab.cues import cues
from sayso.vocab.kinds import bare, kinds

__all__ = ["initialled", "told_by_article"]

BEFORE = re.compile(r"(?:[\w’'-]+ ){1,6}$")
# ", an armed group that", " is a charity", "(a newspaper)"; where commas are lost, only behind a
# name that opens its sentence or has its article.
BEHIND = re.compile(
    r"(?P<sign>,| \(| –| —|—| (?:is|was|are|were))(?: \d+,)? (?:an?|the) (?P<noun>[^,.;:()“”\"\n]+)"
)
BARE = re.compile(r" (?P<noun>(?:an? )(?:[\w’'-]+ ){0,4}[\w’'-]+)")
OPENS = re.compile(r"(?:^|[.!?]|\n|\b[Tt]he) ?$")
GLOSS = re.compile(r" \((?:the )?(?P<letters>[A-Z]{2,6})\)")
DATED = re.compile(r" ([A-Z]\w+)")
WORDS = re.compile(r"[^\W_][\w’'-]*")
ENDING = re.compile(r"(?:['’]s?|\.)+$")
FEW = 90
"""Characters beside a name in which what is told of it stands."""
MOST = 5
"""Words before a name that may tell of it; letters of a small word that initials pass over."""
BESIDE = 2
"""Words beside a noun that tell whether those it names bear arms."""
ADDRESSED = 4
"""Words before a name among which "told" makes of its noun the one who was spoken to."""
BODIES = frozenset(
    {
        Kind.GOVERNMENT,
        Kind.ARMED_GROUP,
        Kind.ORGANISATION,
        Kind.OUTLET,
        Kind.AGENCY,
        Kind.SOCIAL,
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a noun tells of a name: the noun, its kind, and whether it fits that kind alone."""

    noun: str
    kind: Kind
    sure: bool


def told_by_article(
    text: str, mentions: Sequence[Mention], places: frozenset[str] = frozenset()
) -> tuple[list[Mention], dict[str, str]]:
    """``mentions`` with the kinds that nouns beside them tell, and these nouns by name.

    Of single words that are marked as ``places`` nothing is told.
    """
    mentions = initialled(text, mentions)
    people = {m.last for m in mentions if m.kind is Kind.PERSON and len(m.words) > 1}
    people |= {m.name for m in mentions if m.gender or m.role}
    told: dict[str, Told] = {}
    for mention in mentions:
        if mention.name in people or mention.name in places or is_common(mention):
            continue
        found = behind(text, mention) or before(text, mention)
        known = told.get(mention.name)
        if found is not None and (known is None or (found.sure and not known.sure)):
            told[mention.name] = found
    nouns = {name: one.noun for name, one in told.items()}
    return [as_told(mention, told.get(mention.name)) for mention in mentions], nouns


def is_common(mention: Mention) -> bool:
    """Whether a name is a country's, a people's, or a day's: no noun makes it a body."""
    known = kinds()
    word = mention.name.removesuffix("s")
    return not {mention.name, word}.isdisjoint(known.adjectives | known.countries | known.calendar)


def as_told(mention: Mention, told: Told | None) -> Mention:
    """``mention`` as a body of the kind that is told of it; one of a list stays where it fits."""
    if told is None:
        return mention
    listed = mention.kind in BODIES and body(mention.name) is not None
    kind = mention.kind if listed and not told.sure else told.kind
    return replace(mention, kind=kind, gender="", role="")


def behind(text: str, mention: Mention) -> Told | None:
    """What stands behind a name: "X, an armed group", "X is a charity"."""
    end = mention.span[1]
    found = BEHIND.match(text, end, end + FEW)
    opens = OPENS.search(text, max(0, mention.span[0] - 12), mention.span[0]) is not None
    if found is None and opens:
        found = BARE.match(text, end, end + FEW)
    told = noun_of(found["noun"]) if found is not None else None
    if found is None or told is None or opens:
        return told
    rest = found["noun"][found["noun"].lower().rfind(told.noun) + len(told.noun) :].split()[:1]
    return told if not rest or rest[0] in kinds().after else None  # ", a monitor said"


def before(text: str, mention: Mention) -> Told | None:
    """What stands before a name: "the newspaper X", "Islamist group X"."""
    found = BEFORE.search(text, max(0, mention.span[0] - FEW), mention.span[0])
    dated = DATED.match(text, mention.span[1])
    if found is None or (dated and dated[1] in kinds().calendar):
        return None  # "ten killed, says monitor AFP Friday"
    words = found.group().split()
    if not cues().addressed.isdisjoint(words[-ADDRESSED:]):
        return None  # "told the newspaper Ivo Prent had left"
    if is_office(text[: mention.span[0]]):
        return None  # "secretary of the harvest committee Ada Moor" is no committee
    return noun_of(" ".join(words[-MOST:]), last=True)


def is_office(before: str) -> bool:
    """Whether the words before a name tell an office in a body: "secretary of the committee"."""
    words = [word.lower() for word in WORDS.findall(before[-FEW:].rpartition(". ")[2])]
    of = next((n for n in range(len(words) - 1, 0, -1) if words[n] == "of"), 0)
    return (
        of > 0
        and len(words) - of <= MOST + BESIDE
        and words[of - 1] in kinds().roles | kinds().titles
    )


def noun_of(phrase: str, *, last: bool = False) -> Told | None:
    """The noun of a body that a phrase is about; with ``last`` it must be its last word."""
    tokens = TOKEN.findall(strip_determiners(phrase))
    head, _ = head_of(tokens)
    if not head or head not in kinds().bodied or (last and tokens[-1].lower() != head):
        return None
    low = [ENDING.sub("", token.lower()) for token in tokens]
    place = len(low) - 1 - low[::-1].index(head)
    kind = kinds().pairs.get(" ".join(low[max(0, place - 1) : place + 1]))
    if kind in BODIES:
        return Told(head, kind, sure=True)
    general = head in kinds().general
    of = place + 1 if low[place + 1 : place + 2] == ["of"] else len(low)
    beside = low[max(0, place - BESIDE) : place] + low[of : of + BESIDE + 1]
    watches = place > 0 and low[place - 1].endswith("ing")  # "a jihadist monitoring group"
    armed = general and not watches and not kinds().armed.isdisjoint(beside)
    kind = Kind.ARMED_GROUP if armed else kinds().bodied[head]
    return Told(head, kind, sure=armed or not general)


def initialled(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions`` with the names that the letters behind them spell: "Aid for Boats (AB)"."""
    out = list(mentions)
    for gloss in GLOSS.finditer(text):
        span = spelled(text, gloss.start(), gloss["letters"])
        if span is None or any(m.span == span for m in out):
            continue
        inside = [m for m in out if m.span[0] < span[1] and span[0] < m.span[1]]
        if not inside:
            continue
        name = text[slice(*span)]
        known = body(gloss["letters"]) or body(name)
        kind = known.kind if known else Kind.ORGANISATION
        out = [m for m in out if m not in inside]
        out.append(Mention(span, known.name if known else bare(name), kind))
    return sorted(out, key=lambda mention: mention.span)


def spelled(text: str, end: int, letters: str) -> Span | None:
    """Where the words begin whose capitals are ``letters``, up to ``end``; ``None`` where none."""
    left = list(letters)
    start = end
    for word in reversed(list(WORDS.finditer(text, max(0, end - FEW), end))):
        if text[word.end() : start].strip(" "):
            return None
        first = word.group()[0]
        if left and first == left[-1]:
            left.pop()
            start = word.start()
            if not left:
                return start, end
        elif first.isupper() or len(word.group()) > MOST:
            return None
        else:
            start = word.start()
    return None
