"""Drafts put right by what turns of phrase mean: "citing Y", "quoted Y as saying", "who told".

A model that tags words one by one knows these turns less well than it knows "X said": it gives the
reporter's name to the one cited, or a record of its own to the relative clause of a source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Dropped, Firmness, Span, Spans
from sayso.trace.beside import beside
from sayso.trace.draft import Draft, Ground
from sayso.trace.inner import answered, idle, one_clause
from sayso.trace.phrase import parse
from sayso.trace.relay import citing_between, passes_on, relayed
from sayso.trace.runaway import runaway
from sayso.trace.shown import is_shown, named_recording
from sayso.trace.spans import (
    bounds,
    covered,
    holds,
    inside_any,
    overlap,
    size,
    text_of,
    trim,
    which,
)
from sayso.trace.void import known_function, void
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues, hedges, stems
from sayso.vocab.kinds import kinds

__all__ = ["is_saying", "mend"]

BLANK = " \t\r\n\u00a0"
MOST = 110
CLAUSES = ("that ", "he ", "she ", "it ", "they ", "the ", "a ", "an ")
LIKE = 0.6
SAME = 0.9
BESIDE = len(" to ")
ASSERTED = Firmness.ASSERTED
QUOTING = re.compile(
    r"\b(?P<quoting>cites|cited|citing|quotes|quoted|quoting) [^.;:“”\"\n]{2,90}? as $"
)
AS_SAYING = re.compile(r" [^.;:“”\"\n]{2,90}? as (?P<saying>saying)\b")
TO_BE = re.compile(r" to (?:be|have)\b")
WINDOW = 30
THAT = re.compile(r"(?P<who>(?:[\w’'-]+ ){1,6}?)(?=that |who )(?P<said>(?:that|who) )")
BY = re.compile(r" by (?P<who>[^.,;:“”\"\n]{2,60}?) as (?:saying|$)")
PAIR = 2
SUBJECT = re.compile(r"\b(?P<who>he|she|they|who|which)\s+(?:[a-z]+ly |later |also |then )?$", re.I)
CITED = re.compile(r"\s+(?:[^.,;:—–()]|\.(?=\w)|(?<=\b[A-Z])\.)+")
STOP = re.compile(r"\s(?:as saying|as|that|saying|who|which|in|on)\b")


def mend(ground: Ground, drafts: Sequence[Draft]) -> tuple[list[Draft], list[Dropped]]:
    """``drafts`` with the sources of cited words put right; and the cues left out, with why."""
    whole = completed(ground, drafts)
    empty = [says_nothing(ground, draft, whole) for draft in whole]
    kept = [draft for draft, why in zip(whole, empty, strict=True) if why is None]
    found = beside(ground, [mended(ground, index, kept) for index in range(len(kept))])
    found = runaway(ground, found)
    twice = [told_twice(ground, draft, found) for draft in found]
    dropped = [
        Dropped(bounds(draft.cue), why) for draft, why in zip(whole, empty, strict=True) if why
    ]
    dropped += [
        Dropped(bounds(draft.cue), "the same is said by somebody in the same sentence")
        for draft, told in zip(found, twice, strict=True)
        if told
    ]
    return [draft for draft, told in zip(found, twice, strict=True) if not told], dropped


def completed(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the unmarked half of "Hill Radio quoted the ministry as saying"."""
    out: list[Draft] = []
    for draft in drafts:
        out += citing_between(ground, draft, drafts) or (draft,)
    for draft in drafts:
        if not draft.cue or not draft.source or len(draft.cue) > 1:
            continue
        if is_saying(ground, draft):
            match = QUOTING.search(ground.text, draft.source[-1][1], draft.cue[0][0])
            cue = match.span("quoting") if match and match.end() == draft.cue[0][0] else None
        else:
            match = AS_SAYING.match(ground.text, bounds(draft.cue)[1], draft.reach[1] + MOST)
            words = ground.words(draft.cue)
            cited = words[-1] in cues().passing and not cues().be.intersection(words)
            cue = match.span("saying") if match and cited else None
        if cue is None or any(overlap(other.cue, (cue,)) for other in drafts):
            continue
        half = replace(draft, cue=(cue,)).because("record", "the other half of quoted as saying")
        if not is_saying(ground, draft):
            half = replace(half, source=())
        out.append(half)
    return sorted(out, key=lambda draft: (draft.anchor, draft.reach))


def told_twice(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether nobody says what somebody says in the same sentence: one saying, told twice."""
    known = cues()
    words = ground.words(draft.cue)
    if beside_another(ground, draft, drafts):
        return True
    plain = all(known.verbs.get(known.lemma(word), ASSERTED) is ASSERTED for word in words)
    noun = known.adverbs.keys() & set(words) or known.nouns.keys() & set(words)
    if draft.source or not draft.cue or not plain or noun:
        return False
    home = which(draft.anchor, ground.sentences)
    starts = [0 if home < 0 else ground.sentences[home][0], len(ground.text) + 1]
    if home + 1 < len(ground.sentences):
        starts[1] = ground.sentences[home + 1][0]
    near = drafts[slice(*(bisect_left(drafts, at, key=anchored) for at in starts))]
    return any(
        other is not draft
        and other.source
        and same_words(draft, other)
        and which(other.anchor, ground.sentences) == home
        for other in near
    )


def beside_another(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a cue only leads to the next: "allegedly shows", "went on to say"."""
    if not draft.cue:
        return False
    end = draft.cue[-1][1]
    words = ground.words(draft.cue)
    adverb = words and cues().adverbs.keys() >= set(words)
    near = (bisect_left(drafts, at, key=anchored) for at in (end + 1, end + BESIDE + 1))
    empty = known_function(words) or cues().adverbs.keys() >= set(words)
    passing = bool(words) and words[-1] in cues().passing
    twins = [one for one in drafts if one is not draft and one.source == draft.source]
    twins = [one for one in twins if not (passing and is_saying(ground, one))]
    led = bool(words) and bool(draft.source) and (empty or passing)
    if led and any(same_words(draft, one) for one in twins):
        return True
    for other in drafts[slice(*near)]:
        gap = ground.text[end : other.anchor] if other.cue else ""
        same = is_shown(ground, other) if not draft.source else overlap(draft.source, other.source)
        if adverb and gap == " " and other.source and same:
            return True  # "Tavo Rell, a clerk, reportedly said": the adverb is no second saying
        if gap == " " and empty and other.source and other.source == draft.source:
            return True
        if gap == " to " and other.source == draft.source and same_words(draft, other):
            return True
    return False


def anchored(draft: Draft) -> int:
    """Where a draft is anchored: drafts are in that order."""
    return draft.anchor


def same_words(one: Draft, other: Draft) -> bool:
    """Whether two drafts have one content."""
    shared = overlap(one.content, other.content)
    return shared >= SAME * max(size(one.content), size(other.content))


def mended(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """One draft with the source that its turn of phrase tells."""
    draft = drafts[index]
    nobody = by_nobody(ground, draft)
    if nobody is not None:
        return replace(draft, source=()).because("source", f"nobody: {nobody}")
    seen = recording_between(ground, draft)
    if seen is not None:
        return replace(draft, source=(seen,)).because("source", "what is seen, not who has it")
    clause = relayed(ground, draft, drafts)
    if clause is not None:
        return clause
    passer = passed_on_by(ground, index, drafts)
    if passer is not None:
        return replace(draft, source=passer).because("source", "quoted by somebody")
    if is_saying(ground, draft):
        span, rule = quoted_before(ground, index, drafts), "the one quoted as saying"
    elif (cited := cited_within(ground, draft)) is not None:
        return cited
    elif is_citing(ground, draft):
        span, rule = cited_after(ground, draft), "the one cited"
    elif not draft.source:
        span, rule = before_cue(ground, draft), "the word before the cue"
    else:
        return draft
    return draft if span is None else with_source(draft, span, rule)


def by_nobody(ground: Ground, draft: Draft) -> str | None:
    """What the marked source is, where it is not who speaks."""
    if is_believed(ground, draft):
        return "said of what stands before"
    if is_seeming(ground, draft):
        return "what only seems so"
    if is_adjective(ground, draft):
        return "a word that only tells what is thought of somebody"
    if is_stirred(ground, draft):
        return "what stirs a fear, and does not have it"
    if is_blamed(ground, draft):
        return "who is blamed, not who blames"
    return "who is told, not who tells" if is_told(ground, draft) else None


def is_believed(ground: Ground, draft: Draft) -> bool:
    """Whether the cue is a participle that nobody speaks: "a veteran said to be ill"."""
    if not draft.cue or not draft.source or bounds(draft.source)[1] + 1 != draft.cue[0][0]:
        return False
    cue = text_of(ground.text, draft.cue).lower()
    return cue in cues().believed and TO_BE.match(ground.text, draft.cue[-1][1]) is not None


def is_adjective(ground: Ground, draft: Draft) -> bool:
    """Whether a cue stands before a noun as an adjective: "they are | suspected | raiders"."""
    words = ground.words(draft.cue)
    if not draft.source or len(words) != 1 or words[0] not in hedges().suspected:
        return False
    start, end = draft.content[0]
    return start == draft.cue[0][1] + 1 and not ground.text[start:end].lower().startswith(CLAUSES)


def is_stirred(ground: Ground, draft: Draft) -> bool:
    """Whether something only stirs what a noun tells: "the news will spark | fears that"."""
    words = ground.words(draft.cue)
    if not draft.source or not words or words[0] not in cues().nouns:
        return False
    between = ground.words(((bounds(draft.source)[1], draft.cue[0][0]),))
    return any(base in cues().stirring for word in between for base in stems(word))


def is_seeming(ground: Ground, draft: Draft) -> bool:
    """Whether somebody only seems to do a thing, which they do not say: "he appeared to run"."""
    words = ground.words(draft.cue)
    seems = bool(words) and cues().lemma(words[-1]) in cues().seeming
    return seems and bool(draft.source) and ground.text[draft.cue[-1][1] :].startswith(" to ")


def is_blamed(ground: Ground, draft: Draft) -> bool:
    """Whether the marked source is who others blame: "a firm blamed for it", "criticism of it"."""
    words = ground.words(draft.cue)
    if not draft.source or len(words) != 1:
        return False
    (start, end), (left, right) = draft.cue[0], bounds(draft.source)
    if words[0] in cues().against:
        return ground.text[end:left].strip() == "of"
    if ground.words(draft.source)[0] in kinds().pronouns:
        return False  # "powers which they blamed for it"
    next_word = ground.text[end : end + WINDOW].split()[:1]
    return (
        words[0] in cues().blamed
        and right + 1 == start
        and not cues().blaming.isdisjoint(next_word)
    )


def is_told(ground: Ground, draft: Draft) -> bool:
    """Whether the marked source is the one spoken to: "we were told", "she had been told"."""
    words = ground.words(draft.cue)
    if not words or words[-1] != "told" or not draft.source or len(draft.cue) > 1:
        return False
    start = draft.cue[0][0]
    words = [*ground.text[max(0, start - WINDOW) : start].lower().split(), *words[:-1]][-PAIR:]
    adverb = words[-1:] and (words[-1].endswith("ly") or words[-1] in clauses().adverbs)
    passive = not cues().be.isdisjoint(words[:1] if adverb else words[-1:])
    return passive and start - WINDOW <= bounds(draft.source)[1] <= start


def recording_between(ground: Ground, draft: Draft) -> Span | None:
    """The recording behind the marked source, which is what shows: "they released a video showing".

    A source that is itself a recording stays.
    """
    if not draft.cue or not draft.source or not is_shown(ground, draft):
        return None
    start, end = bounds(draft.source)[1], draft.cue[0][0]
    if end - start > MOST or named_recording(ground.text, *bounds(draft.source)) is not None:
        return None
    return named_recording(ground.text, start, end)


def before_cue(ground: Ground, draft: Draft) -> Span | None:
    """A pronoun right before a cue in the active voice: "who said", "they later said"."""
    if not draft.cue:
        return None
    start, end = draft.cue[0]
    words = ground.text[start:end].lower().split()
    found = SUBJECT.search(ground.text, max(0, start - WINDOW), start)
    active = words[0] not in cues().be and any(cues().lemma(word) in cues().verbs for word in words)
    return found.span("who") if found is not None and active else None


def with_source(draft: Draft, source: Span, rule: str) -> Draft:
    """``draft`` said by what stands at ``source``."""
    if draft.source and overlap(draft.source, (source,)):
        return draft
    return replace(draft, source=(source,)).because("source", rule)


def says_nothing(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """Why a draft is no record: a double, the author's own words, or nothing said."""
    if told_of(draft, drafts):
        return "the relative clause of another record's source"
    if by_author(ground, draft, drafts):
        return "the author's own words"
    if one_clause(ground, draft, drafts):
        return "an adverb in a clause that another cue gives to somebody"
    if answered(ground, draft, drafts):
        return "the answer to a claim is not what is claimed"
    return passes_on(ground, draft, drafts) or idle(ground, draft) or void(ground, draft)


def by_author(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the source is "we" or "I" in the author's own text: nobody else's words."""
    if len(draft.source) != 1 or text_of(ground.text, draft.source).lower() not in cues().own:
        return False
    at = draft.source[0][0]
    quoted = inside_any(at, (quote.span for quote in ground.quotes))
    quoted = quoted or inside_any(at, ground.article.blocks)
    return not quoted and not any(inside_any(at, one.content) for one in drafts)


def told_of(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a draft without a source is only the relative clause of another's source."""
    if draft.source or not draft.cue:
        return False
    at = draft.cue[0][0]
    return any(
        covered(draft.cue, other.source) == 1.0 and alike(draft, other)
        for other in drafts
        if other.source and other.source[0][0] <= at < other.source[-1][1] and other is not draft
    )


def alike(one: Draft, other: Draft) -> bool:
    """Whether two drafts have much the same content."""
    shared = overlap(one.content, other.content)
    return shared >= LIKE * min(size(one.content), size(other.content))


def is_saying(ground: Ground, draft: Draft) -> bool:
    """Whether the cue is the second half of "quoted Y as saying"."""
    return text_of(ground.text, draft.cue).lower() in cues().quoted_as


def is_citing(ground: Ground, draft: Draft) -> bool:
    """Whether the cue is a participle that names whose words are passed on ("citing")."""
    cue = text_of(ground.text, draft.cue).lower()
    if cue not in cues().passing:
        return False
    start = draft.cue[0][0]
    which = ground.text[max(0, start - WINDOW) : start].lower().split()[-1:]
    behind = bool(draft.content) and bounds(draft.content)[1] <= draft.cue[0][0]
    return cue.endswith("ing") or (behind and not cues().who.isdisjoint(which))


def passed_on_by(ground: Ground, index: int, drafts: Sequence[Draft]) -> Spans | None:
    """Whose a half of "the mayor is quoted by Hill Radio as saying" is, or of "X quoted Y as".

    The saying is the mayor's, the quoting the radio's.
    """
    draft = drafts[index]
    if is_saying(ground, draft):
        for other in drafts[max(0, index - 1) : index]:
            between = BY.match(ground.text, bounds(other.cue)[1], draft.anchor)
            return (
                other.source if between and quoting(ground, other) and alike(draft, other) else None
            )
    if not quoting(ground, draft):
        return None
    start, end = bounds(draft.cue)
    by = BY.match(ground.text, end, end + MOST)
    if by is not None and not cues().be.isdisjoint(ground.text[start:end].lower().split()):
        return (by.span("who"),)
    late = draft.source and draft.source[0][0] >= end and AS_SAYING.match(ground.text, end)
    if late and cues().be.isdisjoint(ground.text[start:end].lower().split()):
        named = ground.names.between(max(0, start - WINDOW), start)
        if named and ground.text[named[-1].span[1] : start] == " ":
            return (named[-1].span,)
    return None


def quoting(ground: Ground, draft: Draft) -> bool:
    """Whether a cue passes on another's words ("quoted", "is quoted")."""
    words = ground.words(draft.cue)
    return bool(draft.cue) and words[-1] in cues().passing


def quoted_before(ground: Ground, index: int, drafts: Sequence[Draft]) -> Span | None:
    """The words between "quoted" and "as saying", where the two have one content."""
    draft = drafts[index]
    home = which(draft.anchor, ground.sentences)
    for other in reversed(drafts[:index]):
        if not other.cue or which(other.anchor, ground.sentences) != home:
            continue
        words = ground.words(other.cue)
        start, end = bounds(other.cue)[1], draft.anchor
        if not cues().passing.intersection(words) or end - start > MOST or not alike(draft, other):
            continue
        left, right = trim(ground.text, (start, end), BLANK + ",")
        if ground.text[left:right] == "as":  # "the keeper was quoted as saying"
            return bounds(other.source) if other.source else None
        if ground.text[left:right].endswith(" as"):
            right -= len(" as")
        return (left, right) if left < right else None
    return None


def cited_within(ground: Ground, draft: Draft) -> Draft | None:
    """The draft of "citing a clerk that it sank", where the clerk was taken for what is said."""
    if not is_citing(ground, draft) or not draft.content:
        return None
    start, end = draft.content[0]
    found = THAT.match(ground.text, start, end)
    if found is None or not 0 <= start - bounds(draft.cue)[1] <= 1:
        return None
    begin = found.end("said") if found["said"] == "who " else found.start("said")
    content = ((begin, end), *draft.content[1:])
    who = trim(ground.text, found.span("who"), BLANK)
    told = parse(ground.text, who)
    if not told.somebody:
        return None  # "citing the weight of a land that ..." cites nobody
    whole = replace(draft, source=(who,), content=content)
    return whole.because("source", "the one cited")


def cited_after(ground: Ground, draft: Draft) -> Span | None:
    """The words right after "citing", up to the next comma, "that" or "as saying"."""
    if draft.source and draft.source[0][0] >= bounds(draft.cue)[1]:
        return None
    start = bounds(draft.cue)[1]
    sentence = ground.sentences[max(0, which(start, ground.sentences))]
    found = CITED.match(ground.text, start, min(sentence[1], start + MOST))
    if found is None:
        return None
    words = STOP.split(found.group(), maxsplit=1)[0]
    span = trim(ground.text, (start, start + len(words)), BLANK)
    inside = any(holds(part, span) for part in draft.content)
    return span if span[0] < span[1] and not inside else None
