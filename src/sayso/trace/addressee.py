"""Which outlet the words right behind "told" or "interview with" name, if they name one.

Known outlets are told by the vocabulary.  Others are told by the noun beside them ("the news site
Vennel"), by their form (a call sign, a domain), by an outlet of the article that they are short
for ("the Post"), or, behind "told", by being named nowhere else: people are introduced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.records import Kind
from sayso.trace.draft import Ground
from sayso.trace.names import RUN, Mention, body, mentions_in
from sayso.vocab import load
from sayso.vocab.kinds import kinds

__all__ = ["CARRIERS", "Venue", "outlet", "outlet_at"]

CARRIERS = frozenset({Kind.OUTLET, Kind.AGENCY, Kind.SOCIAL})
MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY})
PRINTED = frozenset({"paper", "newspaper", "tabloid", "magazine"})
GAP = 2
MODIFIERS = 5
LONGEST = 3
FAR = 80
POINTING = frozenset({"its", "his", "her", "their", "our", "my", "your", "this", "that"})
# "KHOU 11 News", "Vennel.com"
FORM = re.compile(
    r"[A-Z]{3,5}(?: \d+)? (?:News|TV|Radio)\b|[KW][A-Z]{2,3}(?:-(?:TV|FM|AM)\b|\b(?!-))"
    r"|[A-Z][\w-]+\.(?:com|net|org|co|tv)\b"
)
BEHIND = (
    r"(?= [A-Z]| (?:that|when|how|what|in|on|after|he|she|it|they|the|there|as)\b|[.,:;“\"]| ?$)"
)
DESCRIBED = tuple(
    re.compile(
        r" ?(?P<article>(?:[Tt]he |an? |another |one )?)"
        rf"(?P<before>(?:[\w’'-]+ ){{{count}}})(?P<noun>[a-z]+|TV)\b"
        rf"{BEHIND}"
    )
    for count in range(4)
)
REPORTER = re.compile(
    r",? (?:an? |the )?(?:[\w-]+ ){0,2}"
    r"(?:journalist|reporter|correspondent|editor|host|anchor|presenter)"
    r" (?:at|for|with|of|from) (?:the )?(?=[A-Z])"
)
SPEAKING = (
    "told",
    "carried",
    "heard",
    "said to",
    "interview",
    "speaking",
    "talking",
    "spoke",
    "talked",
    "quoted by",
    "cited by",
    "as saying by",
)


@dataclass(frozen=True, slots=True)
class Venue:
    """An outlet or channel that somebody spoke to."""

    name: str
    kind: Kind
    rule: str
    named: bool = True


def outlet_at(ground: Ground, start: int, stop: int, how: str) -> Venue | None:
    """An outlet, agency or channel whose name begins right at ``start``."""
    part = ground.text[start:stop]
    lead = part.lstrip(" \u00a0")
    at = start + len(part) - len(lead)
    if lead[:4].lower() == "the ":
        at += len("the ")
    several = of_many(ground.text, at, stop, how)
    if several is not None:
        return several
    run = RUN.match(ground.text, at, stop)
    told = next((m for m in ground.names.between(at, at + 1) if m.kind in MEDIA), None)
    if told is not None and told.name in ground.names.nouns:
        return Venue(told.name, told.kind, f"{how} {told.name}")
    short = shortened(ground, run, how)
    found = outlet(run.group(), how) if run and short is None else short
    if found is not None:
        return found
    for mention in mentions_in(ground.text, at, stop)[:GAP]:
        if after_noun(ground.text, at, mention):
            return Venue(mention.name, Kind.OUTLET, f"{how} {mention.name}")
        if mention.span[0] - at <= GAP or owned(ground.text, at, mention):
            known = outlet(mention.name, how)
            if known is not None:
                return known
    reporter = REPORTER.match(ground.text, run.end(), min(run.end() + FAR, stop)) if run else None
    if reporter is not None:
        return outlet_at(ground, reporter.end(), stop, how)
    return (
        by_form(ground.text, at, stop, how)
        or described(ground, start, stop, how)
        or stranger(ground, run, how)
    )


def of_many(text: str, at: int, stop: int, how: str) -> Venue | None:
    """Outlets that only their noun tells: "Norvian newspapers", "state television channels"."""
    heard = how.startswith(SPEAKING) or how.endswith(" by")
    found = many().match(text, at, stop) if heard else None
    if found is None:
        return None
    before = found["before"].split()
    if not set(load("venues")["joined"]).isdisjoint(before):
        return None
    noun = found["noun"]
    if kinds().heads.get(noun) is Kind.GOVERNMENT:  # "agencies" are of the state as well
        people = all(word[0].isupper() for word in before)
        if not people and before[-1] not in load("venues")["of_press"]:
            return None
    label = " ".join((*before, noun))
    kind = kinds().pairs.get(" ".join((before[-1], noun)), Kind.OUTLET)
    kind = kind if kind in MEDIA else Kind.OUTLET
    return Venue(label, kind, f"{how} {label}, as it stands", named=False)


@cache
def many() -> re.Pattern[str]:
    """Outlets in the plural, with what stands before the noun."""
    nouns = "|".join(load("venues")["many"])
    return re.compile(rf"(?P<before>(?:[\w’'-]+ ){{1,4}}?)(?P<noun>{nouns})\b{BEHIND}")


def shortened(ground: Ground, run: re.Match[str] | None, how: str) -> Venue | None:
    """A short form of an outlet named before, else after: "the Post", "the Free-Beacon"."""
    word = run.group().replace("-", " ") if run else ""
    if not word or (" " in word and "-" not in (run.group() if run else "")):
        return None
    at = run.start() if run else 0
    media = [m for m in ground.names.mentions if m.kind in MEDIA and f" {word} " in f" {m.name} "]
    media = [m for m in media if m.name != word]
    if not media:
        return None
    named = [m for m in media if m.span[1] <= at][-1:] or media[:1]
    return Venue(named[0].name, named[0].kind, f"{how} {word} -> {named[0].name}")


def by_form(text: str, at: int, stop: int, how: str) -> Venue | None:
    """A call sign or a web site: "KHOU 11 News", "Vennel.com"."""
    found = FORM.match(text, at, stop)
    if found is None or found.group() in kinds().countries or body(found.group()) is not None:
        return None
    return Venue(found.group(), Kind.OUTLET, f"{how} {found.group()}")


def described(ground: Ground, start: int, stop: int, how: str) -> Venue | None:
    """An outlet that is described: "the paper", "a television channel", "the site Vennel"."""
    if not how.startswith(SPEAKING):
        return None
    tried = (pattern.match(ground.text, start, stop) for pattern in DESCRIBED)
    found = next((match for match in tried if match and is_outlet(match)), None)
    if found is None:
        return None
    noun, before = found["noun"].lower(), found["before"].split()
    called = RUN.match(ground.text, found.end() + 1, stop)
    day = called is not None and called.group().split()[0] in kinds().calendar
    if called is not None and ground.text[found.end()] == " " and not day:
        named = outlet(called.group(), how)
        return named or Venue(called.group(), Kind.OUTLET, f"{how} the {noun} {called.group()}")
    if found["article"].lower().strip() == "the" and all(word.islower() for word in before):
        return generic(ground, start, noun, how)
    if not found["article"].strip() and (not before or before[0].lower() in POINTING):
        return None  # "on its website" is no outlet of another
    label = " ".join((*before, found["noun"]))
    return Venue(label, Kind.OUTLET, f"{how} {label}, as it stands", named="state" in before)


def is_outlet(found: re.Match[str]) -> bool:
    """Whether the noun is one for an outlet, and for a single one."""
    noun = found["noun"].lower()
    pair = " ".join((*found["before"].split()[-1:], noun))
    kind = kinds().pairs.get(pair) or kinds().heads.get(noun)
    return kind in MEDIA and noun not in kinds().roles and not noun.endswith("s")


def stranger(ground: Ground, run: re.Match[str] | None, how: str) -> Venue | None:
    """Whoever is told and named nowhere else: an outlet, since people are introduced."""
    name = run.group() if run and how == "told" else ""
    words = name.split()
    person = [w for w in words if w.lower() in kinds().titles | kinds().roles or w in kinds().first]
    person += [w for w in words if kinds().heads.get(w.lower()) is Kind.GOVERNMENT]  # "MPs"
    known = kinds().adjectives | kinds().countries | kinds().openers | kinds().calendar
    if not name or len(words) > LONGEST or person or known.issuperset(words):
        return None
    of_place = len(words) > 1 and words[-1] in kinds().countries
    if body(name) is not None or (ground.text.count(words[-1]) > 1 and not of_place):
        return None
    return Venue(name, Kind.OUTLET, f"told {name}, who is named nowhere else")


def owned(text: str, at: int, mention: Mention) -> bool:
    """Whether only an owner or lower-case words of a description stand before the name."""
    words = text[at : mention.span[0]].split()
    return len(words) <= GAP + 1 and all(w.islower() or w.endswith(("'s", "’s")) for w in words)


def after_noun(text: str, at: int, mention: Mention) -> bool:
    """Whether a noun for an outlet stands right before the name ("the news site Hill & Dale")."""
    words = text[at : mention.span[0]].lower().split()
    last = words[-1] if words else ""
    last = words[-2] if last == "the" and len(words) > 1 else last
    return kinds().heads.get(last) in (Kind.OUTLET, Kind.AGENCY) and len(words) <= MODIFIERS


def outlet(name: str, how: str) -> Venue | None:
    """The venue that a name is, by the longest beginning of it that is an outlet's name."""
    words = name.replace("\u00a0", " ").split()
    for length in range(len(words), 0, -1):
        form = " ".join(words[:length])
        known = body(form) or kinds().unsafe.get(form)
        if known is None and form.endswith("s") and form[:-1].isupper():
            known = kinds().names.get(form[:-1])  # "HNAs correspondent", its apostrophe lost
        if known is not None:
            is_venue = known.kind in CARRIERS
            return Venue(known.name, known.kind, f"{how} {known.name}") if is_venue else None
    return None


def generic(ground: Ground, at: int, noun: str, how: str) -> Venue | None:
    """The last outlet named before: "told the paper"."""
    wanted = kinds().group.get(noun, MEDIA) & CARRIERS
    short = kinds().endings.get(noun) is Kind.OUTLET
    for mention in reversed(ground.names.mentions):
        if mention.span[1] > at or mention.kind not in CARRIERS:
            continue
        if noun in PRINTED and on_air(mention):
            continue
        if mention.kind in wanted or (short and noun in mention.words):
            return Venue(mention.name, mention.kind, f"{how} the {noun}")
    return None


def on_air(mention: Mention) -> bool:
    """Whether an outlet is a broadcaster by its name, so that "the paper" is another."""
    return mention.name.isupper() or mention.words[-1] in load("venues")["on_air"]
