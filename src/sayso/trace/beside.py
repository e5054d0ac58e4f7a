"""Sources put right by what stands right beside the cue: where commas are lost, names run together.

"Activist Ada Moor told", "according to clerks Hill Radio reported", "Hill Radio quoting clerks
said", "he left the board said adding": a model that reads word by word cuts these anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.records import Kind, Span
from sayso.trace.draft import Draft, Ground
from sayso.trace.names import Mention, body
from sayso.trace.phrase import parse
from sayso.trace.spans import bounds, clean, holds, overlap, trim, which
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["beside"]

BLANK = " \t\r\n\u00a0,"
REACH = 80
FEW = 6
NEXT = 4
"""Records on either side of one that may tell its source."""
LAST = re.compile(r"(?<![^\s\"“])(?P<word>[\w’'-]+) $")
OF_IT = re.compile(r"(?P<rest> (?:to|by|in|from|on) [^.,;:“”\"\n]{2,60}?)(?: [a-z]+ly)? ?")
CLAUSES = ("that ", "it ", "they ", "he ", "she ", "its ", "there ")
OF_A_VIEW = re.compile(
    r"(?P<who>\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*))"
    r" (?:is|are|was|were|remains?|remained)(?: (?:always|still|also|long|[a-z]+ly)){0,2}"
    r" of (?:the|a) (?:[a-z]+ )?$"
)
VERBAL = re.compile(r"(?: (?:has|had|have|also|later|earlier|then|[a-z]+ly))* ?")
AND = re.compile(r",? (?P<and>[a-z]+) (?:(?:also|then|later|that) )*$")
AND_NEXT = re.compile(r" and (?:the )?(?P<next>[A-Z][\w’'-]+)(?= )")
BY = re.compile(
    r"(?: [a-z]+ly)? by (?P<who>[^.,;:()“”\"\n]{2,60}?)"
    r"(?=[.,;:()\n]|$| (?:in|on|at|as|that|which|who|to|for|and|after|before)\b)"
)


def beside(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts``, in text order, with the sources that the words beside their cues tell."""
    out = list(drafts)
    for rule in RULES:
        for index in range(len(out)):
            out[index] = rule(ground, index, out)
    return [cut(ground, index, out) for index in range(len(out))]


def around(ground: Ground, index: int, drafts: Sequence[Draft]) -> list[Draft]:
    """The few drafts next to ``drafts[index]`` in its sentence, those before it first."""
    home = which(drafts[index].anchor, ground.sentences)
    before = range(index - 1, max(-1, index - 1 - NEXT), -1)
    after = range(index + 1, min(len(drafts), index + 1 + NEXT))
    near = [drafts[place] for place in (*before, *after)]
    return [one for one in near if one.cue and which(one.anchor, ground.sentences) == home]


def behind(draft: Draft) -> bool:
    """Whether the cue of a draft follows its source."""
    return bool(draft.source and draft.cue) and bounds(draft.source)[1] <= draft.cue[0][0]


def told(draft: Draft, source: Span, rule: str) -> Draft:
    """``draft`` said by what stands at ``source``, which is no part of what is said."""
    content = tuple(
        span
        for start, end in draft.content
        for span in ((start, min(end, source[0])), (max(start, source[1]), end))
        if span[0] < span[1]
    )
    if not content:
        return draft
    return replace(draft, source=(source,), content=content).because("source", rule)


def with_the(ground: Ground, mention: Mention) -> Span:
    """Where a name stands, with its article."""
    start, end = mention.span
    before = ground.text[max(0, start - len("the ")) : start]
    return (start - len(before) if before.lower() == "the " else start, end)


def before_cue(ground: Ground, start: int, cue: int) -> Mention | None:
    """The name behind ``start`` that nothing but small words parts from the cue."""
    named = ground.names.between(start, cue)
    last = named[-1] if named else None
    if last is None or VERBAL.fullmatch(ground.text, last.span[1], cue) is None:
        return None
    return last if last.span[1] < cue else None


def named(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A part with the name behind it: "activist | Ada Moor told", "the agency | HNA said"."""
    draft = drafts[index]
    if not behind(draft):
        return draft
    start, end = bounds(draft.source)
    name = before_cue(ground, end, draft.cue[0][0])
    sign = ground.text[end : name.span[0]].lower() if name is not None else ""
    if name is None or sign not in (" ", " the ", ", "):
        return draft
    last = ground.text[start:end].lower().split()[-1]
    part = last in kinds().roles or parse(ground.text, (start, end)).head in kinds().roles
    person = name.kind in (Kind.PERSON, Kind.UNNAMED) and part and sign != " the "
    known = kinds().heads.get(last)
    same = known is not None and name.kind is known and sign != ", "
    if not (person or same):
        return draft
    return told(draft, (start, name.span[1]), "a part and the name behind it")


def described(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A source up to its cue, where it was cut at a participle: "a note sent | to them said"."""
    draft = drafts[index]
    if not behind(draft):
        return draft
    start, end = bounds(draft.source)
    participle = ground.text[start:end].endswith("ed") and " " in ground.text[start:end]
    rest = OF_IT.fullmatch(ground.text, end, draft.cue[0][0]) if participle else None
    if rest is None:
        return draft
    return told(draft, (start, rest.end("rest")), "a description up to the cue")


def given_back(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A name that the content needs, taken from its source: "run by | the Front clerks said"."""
    draft = drafts[index]
    if not behind(draft) or not draft.content:
        return draft
    start, end = draft.source[0]
    left, right = draft.content[-1]
    last = ground.text[left:right].rpartition(" ")[2].lower()
    if last not in clauses().prepositions or ground.text[right:start] != " ":
        return draft
    named = [m for m in ground.names.between(start, end) if with_the(ground, m)[0] <= start]
    both = AND_NEXT.match(ground.text, named[0].span[1], end) if named else None
    if both is not None and body(both["next"]) is not None:
        named = [replace(named[0], span=(named[0].span[0], both.end("next")))]
    if not named or named[0].span[1] + 1 >= end or body(named[0].name) is None:
        return draft
    stop = named[0].span[1]
    if parse(ground.text, (stop + 1, end)).head == "" and not ground.names.between(stop, end):
        return draft
    content = (*draft.content[:-1], (left, stop))
    whole = replace(draft, source=((stop + 1, end), *draft.source[1:]), content=content)
    return whole.because("source", "without the name that what is said needs")


def longest(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """The source as far as another record of the sentence has it: "director | Ada Moor said"."""
    draft = drafts[index]
    if not behind(draft) or len(draft.source) != 1:
        return draft
    start, end = draft.source[0]
    for other in around(ground, index, drafts):
        whole = behind(other) and len(other.source) == 1 and other.source[0][0] == start
        if whole and end < other.source[0][1] <= draft.cue[0][0] and goes_to(ground, end, other):
            return told(draft, other.source[0], "its source as it stands in full")
    return draft


def goes_to(ground: Ground, end: int, other: Draft) -> bool:
    """Whether the source of ``other`` goes on behind ``end`` to a name or a noun of a source."""
    stop = other.source[0][1]
    last = ground.text[end:stop].lower().split()[-1:]
    noun = kinds().roles | kinds().heads.keys()
    return bool(ground.names.between(end, stop)) or not noun.isdisjoint(last)


def parted(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """The second of two sources that run together: "according to clerks | Hill Radio reported"."""
    draft = drafts[index]
    if not draft.source or not draft.cue or len(draft.source) != 1:
        return draft
    start, end = draft.source[0]
    for other in around(ground, index, drafts):
        if not other.source or bounds(other.cue)[1] > start or draft.cue[0][0] < end:
            continue
        first = bounds(other.source)
        if not (first[0] <= start < first[1] < end) or bounds(other.cue)[1] > first[0]:
            continue
        name = before_cue(ground, first[1], draft.cue[0][0])
        if name is not None and with_the(ground, name)[0] == first[1] + 1:
            return told(draft, with_the(ground, name), "the one behind whom it rests on")
    return draft


def cited(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Who is cited, without the speaker behind them: "citing a clerk | it said"."""
    draft = drafts[index]
    if not draft.source or cues().passing.isdisjoint(ground.words(draft.cue)):
        return draft
    start, end = bounds(draft.source)
    for other in around(ground, index, drafts):
        inside = other.source and start < other.source[0][0] and other.cue[0][0] < end
        if inside and holds((start, end), other.source[0]):
            who = trim(ground.text, (start, other.source[0][0]), BLANK)
            whole = replace(draft, source=(who,), content=other.content)
            return whole.because("source", "the one cited, up to who cites")
    return draft


def behind_cue(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Whom a participle cites is behind it, whoever speaks: "Hill Radio quoting | clerks said"."""
    draft = drafts[index]
    words = ground.words(draft.cue)
    if not behind(draft) or words[-1] not in cues().passing or not words[-1].endswith("ing"):
        return draft
    for other in around(ground, index, drafts):
        if other.source and 0 <= other.source[0][0] - bounds(draft.cue)[1] <= 1 and behind(other):
            whole = replace(draft, source=other.source, content=other.content)
            return whole.because("source", "the one cited")
    return draft


def citing(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """The one who cites is the one who says: "Hill Radio quoting clerks said"."""
    draft = drafts[index]
    if not behind(draft) or not cues().passing.isdisjoint(ground.words(draft.cue)):
        return draft
    for other in around(ground, index, drafts):
        words = ground.words(other.cue)
        start, end = bounds(other.cue)
        passing = words[-1] in cues().passing and words[-1].endswith("ing")
        if not passing or not 0 <= draft.source[0][0] - end <= 1:
            continue
        name = before_cue(ground, max(0, start - REACH), start)
        if name is not None and name.kind is not Kind.UNNAMED:
            return told(draft, with_the(ground, name), "the one who cites")
    return draft


def citing_too(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Whom "Hill Radio quoting clerks said" cites: up to the cue, and with what is said."""
    draft = drafts[index]
    if not draft.source or cues().passing.isdisjoint(ground.words(draft.cue)):
        return draft
    start, end = bounds(draft.source)
    for other in around(ground, index, drafts):
        if start < other.cue[0][0] < end and not overlap(other.source, draft.source):
            who = trim(ground.text, (start, other.cue[0][0]), BLANK)
            whole = replace(draft, source=(who,), content=other.content)
            return whole.because("source", "the one cited, up to the cue")
    return draft


def stands_before(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A name right before a verb of saying that nobody was marked for: "it sank Moor said"."""
    draft = drafts[index]
    words = ground.words(draft.cue)
    if draft.source or not words:
        return draft
    cue = draft.cue[0][0]
    name = before_cue(ground, max(0, cue - REACH), cue)
    if words[-1] not in cues().upright and not (name and announces(ground, draft, name)):
        return draft
    if name is None or not cues().be.isdisjoint(words):
        return draft
    last = name.words[-1]
    others = [m for m in ground.names.full.get(last, ()) if m.name != name.name]
    known = body(name.name) or ground.names.longer(last, cue)
    lone = name.kind is Kind.UNNAMED and not (last.isupper() or others or known)
    if lone or last in kinds().calendar:
        return draft
    alone = others and len(name.words) > 1
    start = name.span[1] - len(last) if alone else with_part(ground, name)
    return told(draft, (start, name.span[1]), "the name right before the cue")


def of_a_view(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Who is of a view: "Moor was always of the | view that the mill would burn"."""
    draft = drafts[index]
    if draft.source or not draft.cue:
        return draft
    cue = draft.cue[0][0]
    found = OF_A_VIEW.search(ground.text, max(0, cue - REACH), cue)
    return told(draft, found.span("who"), "who is of that view") if found else draft


def announces(ground: Ground, draft: Draft, name: Mention) -> bool:
    """Whether a body stands before a verb with its clause: "after the Hill Watch announced it"."""
    words = ground.words(draft.cue)
    first = draft.content[0][0]
    behind_it = ground.text[first:].lower() if first >= draft.cue[-1][1] else ""
    clause = behind_it.startswith(CLAUSES)
    known = body(name.name) is not None and name.kind is not Kind.PERSON
    known = known and (clause or behind_it.startswith("to "))
    full = ground.names.longer(name.last, name.span[0])
    person = name.kind is Kind.PERSON or (full is not None and full.kind is Kind.PERSON)
    known = known or (person and clause and cues().lemma(words[-1]) in cues().verbs)
    return known and cues().lemma(words[-1]) in cues().vouching


def with_part(ground: Ground, mention: Mention) -> int:
    """Where a name begins with the parts and nationalities before it: "board director Ada Moor"."""
    start = with_the(ground, mention)[0]
    if start < mention.span[0]:
        return start
    behind_it = ""
    while (found := LAST.search(ground.text, max(0, start - REACH), start)) is not None:
        word = found["word"]
        if not is_part(word, behind_it, mention):
            break
        start, behind_it = found.start("word"), word.lower()
    return start


def is_part(word: str, behind_it: str, mention: Mention) -> bool:
    """Whether a word before a name belongs to it, where ``behind_it`` stands between the two."""
    known = kinds()
    low = word.lower()
    if low in known.roles | known.titles or word in known.adjectives:
        return True
    owner = known.heads.get(low) is Kind.GOVERNMENT and mention.kind is Kind.OUTLET
    return owner or (low in known.heads and behind_it in known.roles)


def goes_on(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Who spoke goes on: "Moor said adding", "said it sank and said", with one subject."""
    draft = drafts[index]
    words = ground.words(draft.cue)
    if not words:
        return draft
    cue = draft.cue[0][0]
    joined = AND.search(ground.text, max(0, cue - REACH), cue)
    linked = joined is not None and joined["and"] in clauses().coordinators
    for other in around(ground, index, drafts)[:1]:
        if not other.source or bounds(other.cue)[1] > cue:
            continue
        between = ground.text[bounds(other.cue)[1] : cue]
        empty = bounds(other.content)[1] <= other.cue[0][0] and len(between.split()) <= FEW
        participle = words[-1] in cues().going_on and empty
        participle = participle or (words == ["saying"] and not draft.source)
        upright = words[-1] in cues().upright or cues().lemma(words[-1]) in cues().vouching
        second = linked and not draft.source and behind(other) and upright
        if (participle or second) and other.source != draft.source and not quoted(ground, between):
            whole = replace(draft, source=other.source)
            return whole.because("source", "who spoke just before goes on")
    return draft


def quoted(ground: Ground, between: str) -> bool:
    """Whether a quotation begins or ends between two cues."""
    return any(sign in between for sign in '“”"')


def by_whom(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Who is told behind a passive: "was refuted as “wrong” by the board"."""
    draft = drafts[index]
    words = ground.words(draft.cue)
    if draft.source or not words or cues().be.isdisjoint(words) or words[-1] in cues().believed:
        return draft
    if cues().lemma(words[-1]) not in cues().verbs:
        return draft
    end = max(bounds(draft.content)[1], draft.cue[-1][1])
    found = BY.match(ground.text, end, end + REACH)
    if found is None:
        return draft
    phrase = parse(ground.text, found.span("who"))
    if not phrase.somebody:
        return draft
    return told(draft, found.span("who"), "by whom it is")


def cut(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A draft without the next thing that its source says: "that it sank | and said that"."""
    draft = drafts[index]
    if not draft.cue or not draft.source:
        return draft
    for other in around(ground, index, drafts):
        if other.source != draft.source:
            continue
        cue = other.cue[0][0]
        if cue <= draft.anchor or not draft.content[-1][0] < cue <= draft.content[-1][1] + FEW:
            continue
        stop = up_to(ground, draft.content[-1][0], other)
        if stop is None:
            continue
        kept = (*draft.content[:-1], (draft.content[-1][0], stop))
        content = clean(ground.text, kept, BLANK)
        if content and stop < draft.content[-1][1]:
            return replace(draft, content=content).because("content", "up to its source's next cue")
    return draft


def up_to(ground: Ground, start: int, other: Draft) -> int | None:
    """Where what is said ends before the next cue of its source: at "and said", at "saying"."""
    cue = other.cue[0][0]
    last = ground.words(other.cue)[-1]
    if last in cues().going_on or last in cues().quoted_as:
        return cue
    joined = AND.search(ground.text, start, cue)
    if last.endswith("ing") or joined is None:
        return None  # "by calling them and threatening to"
    return joined.start() if joined["and"] in clauses().coordinators else None


Rule = Callable[[Ground, int, Sequence[Draft]], Draft]
RULES: tuple[Rule, ...] = (
    described,
    given_back,
    named,
    longest,
    parted,
    cited,
    behind_cue,
    citing,
    citing_too,
    stands_before,
    of_a_view,
    goes_on,
    by_whom,
)
