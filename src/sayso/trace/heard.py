"""Where each source was heard, over the whole article: a speaker stays where they spoke.

"She told the BBC ... she said" is one telling; so is what the lead says before the telling is told
of, what an unnamed source says after an outlet brought it in, and what follows a sentence that
only says who spoke to whom ("Prent gave an interview to Sky News").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Kind
from sayso.trace.addressee import MEDIA, Venue, outlet, outlet_at
from sayso.trace.draft import Draft, Ground
from sayso.trace.names import body
from sayso.trace.scene import Resolved
from sayso.trace.spans import bounds, inside_any, text_of, which
from sayso.trace.venue import WINDOW, carried, elsewhere, heard_by, may_speak, places
from sayso.vocab import load
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["venues_of"]

STICKY = 14
STICKY_FILM = 4
MANY = 4
RECENT = 2


def venues_of(
    ground: Ground,
    drafts: Sequence[Draft],
    outer: Sequence[int | None],
    who: Sequence[Resolved],
) -> list[Venue | None]:
    """The outlet or channel each source spoke to, where the text tells; one entry per draft.

    A speaker stays there until heard elsewhere: "she told the BBC ... she said".
    """
    heard_there = [
        heard_by(ground, one, found, () if around is None else drafts[around].content)
        for one, found, around in zip(drafts, who, outer, strict=True)
    ]
    own = own_outlets(ground, heard_there, who)
    out: list[Venue | None] = []
    stays: dict[str, tuple[int, Venue]] = {}
    alone = told_alone(ground, drafts)
    for index, first in enumerate(heard_there):
        found = who[index].who
        while alone and alone[0][0] < drafts[index].anchor:
            _, name, there = alone.pop(0)
            if there.name not in own:
                stays[name] = (index - 1, there)
        venue = None if first is None or first.name in own else first
        if venue is None and outer[index] is None and is_host(ground, drafts[index], who[index]):
            venue = on_show(ground, drafts[index], out[-RECENT:])
        if may_speak(who[index]) and outer[index] is None:
            last = stays.get(found.name)
            near = last is not None and index - last[0] <= reach(last[1])
            if venue is None and last is not None and near and not elsewhere(ground, drafts[index]):
                venue = replace(last[1], rule=f"still speaking to {last[1].name}")
            if venue is not None:
                stays[found.name] = (index, venue)
        out.append(venue)
    apart = [elsewhere(ground, draft) for draft in drafts]
    return told_of_before(ground, drafts, passed_on(out, outer, who), who, outer, apart)


def passed_on(
    heard: Sequence[Venue | None], outer: Sequence[int | None], who: Sequence[Resolved]
) -> list[Venue | None]:
    """A source without a name, first met in an outlet's words, is that outlet's further on."""
    through: dict[str, tuple[int, Venue]] = {}
    met: set[str] = set()
    out = list(heard)
    for index, (around, found) in enumerate(zip(outer, who, strict=True)):
        name = found.who.name
        if not may_speak(found) or found.who.named:
            continue
        if around is None and heard[index] is not None:
            through.pop(name, None)
        elif around is None and name in through and index - through[name][0] <= STICKY:
            out[index] = through[name][1]
        elif around is not None and name not in met and who[around].who.kind in MEDIA:
            by = who[around].who
            venue = Venue(by.name, by.kind, f"first heard through {by.name}", by.named)
            through[name] = (index, venue)
        met.add(name)
    return out


def told_of_before(
    ground: Ground,
    drafts: Sequence[Draft],
    out: Sequence[Venue | None],
    who: Sequence[Resolved],
    outer: Sequence[int | None],
    apart: Sequence[bool],
) -> list[Venue | None]:
    """The lead tells what somebody said, and a later sentence whom they told: one telling.

    Only for a named speaker who is heard at one outlet in the whole article.
    """
    known: dict[str, Venue | None] = {}
    for venue, found, draft in zip(out, who, drafts, strict=True):
        single = found.who.named or (found.head and not found.plural)
        if venue is None or not may_speak(found) or not single:
            continue
        for name in (found.who.name, *spoken_for(ground, draft)):
            last = known.setdefault(name, venue)
            if last is not None and last.name != venue.name:
                known[name] = None
    filled = list(out)
    for index, found in enumerate(who):
        later = known.get(found.who.name)
        if apart[index] or out[index] is not None or later is None or outer[index] is not None:
            continue
        one = later.kind in MEDIA and later.named  # "news sites" may be others each time
        if one and not later.rule.startswith("heard"):
            filled[index] = replace(later, rule=f"told {later.name}, as told further on")
    return filled


def is_host(ground: Ground, draft: Draft, found: Resolved) -> bool:
    """Whether a source is who asks the questions on a show, by its words or where it asks."""
    if found.who.kind is not Kind.PERSON or not draft.source:
        return False
    hosts = load("venues")["hosts"]
    if not set(hosts).isdisjoint(text_of(ground.text, draft.source).lower().split()):
        return True
    asked = "ask" in map(cues().lemma, ground.words(draft.cue))
    named = (m for m in ground.names.mentions if m.name == found.who.name)
    return asked and any(m.role in hosts for m in named)


def on_show(ground: Ground, draft: Draft, before: Sequence[Venue | None]) -> Venue | None:
    """The outlet whose show it is: that of whoever spoke just before, else the last one named."""
    near = [venue for venue in before if venue is not None and venue.kind in MEDIA]
    if near:
        return replace(near[-1], rule=f"asking on {near[-1].name}")
    here = which(draft.anchor, ground.sentences)
    floor = ground.sentences[max(0, here - RECENT)][0]
    named = [m for m in ground.names.between(floor, draft.anchor) if m.kind in MEDIA]
    return outlet(named[-1].name, "asking on") if named else None


def spoken_for(ground: Ground, draft: Draft) -> list[str]:
    """The bodies that a spokesperson is told to speak for, in the words of the source."""
    start, end = bounds(draft.source)
    told = ground.text[start:end].lower().split()
    if kinds().speaker.isdisjoint(told):
        return []
    return [m.name for m in ground.names.between(start, end) if m.kind is not Kind.PERSON]


def own_outlets(
    ground: Ground, heard_there: Sequence[Venue | None], who: Sequence[Resolved]
) -> set[str]:
    """Outlets that the article itself belongs to, so that they are no link of its chains.

    Its declared outlet, its dateline and credit lines; and an outlet that many different people
    told, for a reporter names their own paper each time.
    """
    own = {
        credit.name
        for credit in ground.article.credits
        if credit.covers is None and not helped(ground.text[slice(*credit.span)])
    }
    known = body(ground.article.outlet or "")
    own |= {known.name} if known else set()
    tellers: dict[str, set[str]] = {}
    for venue, found in zip(heard_there, who, strict=True):
        if venue is not None and venue.rule.startswith("told"):
            tellers.setdefault(venue.name, set()).add(found.who.name)
    return own | {name for name, people in tellers.items() if len(people) >= MANY}


def helped(line: str) -> bool:
    """Whether a credit line names one who only helped: "AP contributed", "Sources: AFP"."""
    low = line.lower()
    return any(word in low for word in load("venues")["helping"])


def reach(venue: Venue) -> int:
    """For how many records a speaker stays at a venue."""
    return STICKY_FILM if venue.kind is Kind.SOCIAL else STICKY


def told_alone(ground: Ground, drafts: Sequence[Draft]) -> list[tuple[int, str, Venue]]:
    """Sentences without a record that say who spoke to which outlet: place, speaker, outlet."""
    taken = {which(draft.anchor, ground.sentences) for draft in drafts}
    found: list[tuple[int, str, Venue]] = []
    for pattern, how in ((places()[0], ""), (carried(), "carried by")):
        for match in ground.matches(pattern, 0, len(ground.text)):
            home = which(match.start(), ground.sentences)
            if home in taken or home < 0:
                continue
            speaker = first_person(ground, ground.sentences[home][0], match.start())
            stop = min(ground.sentences[home][1], match.end() + WINDOW)
            there = outlet_at(ground, match.end(), stop, how or match.group().strip())
            if speaker and there is not None:
                found.append((match.start(), speaker, there))
    return sorted(found, key=lambda one: one[0])


def first_person(ground: Ground, start: int, end: int) -> str:
    """The full name of the first person named from ``start`` to ``end``; "" for none."""
    if inside_any(start, (quote.span for quote in ground.quotes)):
        return ""
    for mention in ground.names.between(start, end):
        full = ground.names.longer(mention.last, start)
        if mention.kind is Kind.PERSON and len(mention.words) > 1:
            return mention.name
        if mention.kind in (Kind.PERSON, Kind.UNNAMED) and full is not None:
            return full.name
    return ""
