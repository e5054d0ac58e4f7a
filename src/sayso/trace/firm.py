"""How firmly a source puts a thing forward: by the cue, what stands beside it, and the content.

Each rule answers or passes on; the first answer holds.  The order is the guide's: a phrase over
the words in it, refusal and negation over the verb, the verb over what is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.records import Firmness, Spans, Speech
from sayso.trace.draft import Draft, Ground
from sayso.trace.spans import bounds, text_of, which
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues, hedges, stems
from sayso.vocab.kinds import kinds

__all__ = ["firmness_of"]

WORD = re.compile(r"[\w’'-]+")
NEAR = 14
MAIN = 9
LEAD = 120
REACH = 12
FEW = 5
CUT = len("’ll")
MAY = re.compile(r"(?<=[\w,]) May\b")
"""The month: within a sentence the modal is written small."""
MARKS = "\"“”‘’' "

Answer = tuple[Firmness, str]


def firmness_of(ground: Ground, draft: Draft, speech: Speech, cues_found: Spans) -> Answer:
    """Firmness of one record, and the rule that gave it.

    ``cues_found`` are the cues of all records: a hedge that is another's cue counts there only.
    """
    words = WORD.findall(text_of(ground.text, draft.cue).lower())
    for rule in CUE_RULES:
        answer = rule(ground, draft, words)
        if answer is not None and answer[0] is not Firmness.ASSERTED:
            return answer
        if answer is not None:
            break
    said = own_words(ground, draft, cues_found)
    found = from_content(ground, draft, said, words, speech)
    return found or answer or (Firmness.ASSERTED, "default")


def phrase(ground: Ground, draft: Draft, words: list[str]) -> Answer | None:
    """A whole cue that is listed, or a listed phrase of several words in it."""
    cue = " ".join(words)
    table = cues().phrases
    if cue in table:
        if "said" in words and draft.source:
            return None
        return table[cue], f"cue phrase: {cue}"
    for key, value in table.items():
        if " " in key and f" {key} " in f" {cue} " and not draft.source:
            return value, f"cue phrase: {key}"
    return None


def refusal(ground: Ground, draft: Draft, words: list[str]) -> Answer | None:
    """Cues such as "did not confirm", "refused to confirm", "did not deny"."""
    known = cues()
    start = draft.cue[0][0] if draft.cue else 0
    before = WORD.findall(ground.text[max(0, start - NEAR) : start].lower())[-1:] if start else []
    nobody = WORD.findall(text_of(ground.text, draft.source).lower())[:1]
    negated = any(is_negation(word) for word in (*before, *words, *nobody))
    unwilling = any(base in known.unwilling for word in words[:-1] for base in stems(word))
    if not negated and not unwilling:
        return None
    for word in reversed(words):
        base = known.lemma(word)
        if base in known.negated:
            return known.negated[base], f"negated cue: {base}"
    return None


def of_belief(ground: Ground, draft: Draft, words: list[str]) -> Answer | None:
    """A participle that nobody speaks: "a veteran said to be ill"."""
    said = ground.text[draft.content[-1][0] : draft.content[-1][0] + NEAR].lower()
    if draft.source or len(words) != 1 or words[0] not in cues().believed:
        return None
    listed = cues().verbs.get(cues().lemma(words[0]))
    firm = Firmness.ALLEGED if listed is Firmness.ALLEGED else Firmness.HEDGED
    return (firm, f"nobody says it: {words[0]} to") if said.startswith("to ") else None


def is_negation(word: str) -> bool:
    """Whether a word denies ("not", "couldn't")."""
    return word in cues().negation or word.endswith(("n't", "n’t"))


def bare_report(ground: Ground, draft: Draft, words: list[str]) -> Answer | None:
    """Talk that nobody is named for: "reports that", "the reported raid"."""
    if draft.source or not words:
        return None
    base = cues().lemma(words[-1])
    if base == "report" and len(words) == 1:
        return Firmness.HEDGED, "report without a reporter"
    if words[-1] in cues().nouns and base not in cues().verbs:
        return cues().nouns[words[-1]], f"cue noun: {words[-1]}"
    return None


def beside(ground: Ground, draft: Draft, words: list[str]) -> Answer | None:
    """An adverb that is the cue, in the cue, or next to it."""
    if not draft.cue:
        return None
    start, end = bounds(draft.cue)
    for word in words:
        if word in cues().adverbs:
            return cues().adverbs[word], f"adverb: {word}"
    home = which(start, ground.sentences)
    first, last = ground.sentences[home] if home >= 0 else (0, len(ground.text))
    left = WORD.findall(ground.text[max(0, first, start - NEAR) : start].lower())[-1:]
    right = WORD.findall(ground.text[end : min(end + NEAR, max(end, last))].lower())[:1]
    for word in left + right:
        if word in hedges().near:
            return hedges().near[word], f"adverb beside the cue: {word}"
    return None


def talk(ground: Ground, draft: Draft, words: list[str]) -> Answer | None:
    """A source that is itself only talk ("rumours", "unconfirmed reports")."""
    for word in WORD.findall(text_of(ground.text, draft.source).lower()):
        if word in hedges().source:
            return hedges().source[word], f"source: {word}"
    alone = text_of(ground.text, draft.source).lower()
    if draft.cue and not words and alone in cues().nouns:  # "Reports: ten killed"
        return cues().nouns[alone], f"nobody is named for it: {alone}"
    return None


def verb(ground: Ground, draft: Draft, words: list[str]) -> Answer | None:
    """The first word of the cue that is a listed verb, else a listed noun."""
    known = cues()
    if len(words) == 1 and words[0] in known.nouns and known.nouns[words[0]] is Firmness.OTHER:
        return known.nouns[words[0]], f"cue noun: {words[0]}"
    for word in words:
        base = known.lemma(word)
        if word not in known.auxiliary and base in known.verbs:
            return known.verbs[base], f"cue verb: {base}"
    for word in words:
        if word in known.nouns:
            return known.nouns[word], f"cue noun: {word}"
    return None


CUE_RULES: tuple[Callable[[Ground, Draft, list[str]], Answer | None], ...] = (
    phrase,
    of_belief,
    refusal,
    beside,
    talk,
    bare_report,
    verb,
)


def own_words(ground: Ground, draft: Draft, cues_found: Spans) -> str:
    """What is said, in lower case, up to the first cue of another record within it."""
    start, end = draft.content[0]
    first = which(start - 1, cues_found) + 1
    for cue in cues_found[first : first + 2]:
        if start <= cue[0] < end and cue not in draft.cue:
            end = max(start, cue[0] - REACH)
            break
    return MAY.sub(" ", ground.text[start:end].strip(MARKS)[:LEAD]).lower()


def told_to(ground: Ground, draft: Draft) -> bool:
    """Whether a part of what is said begins with "to": "told her to sit down"."""
    for start, end in draft.content:
        first, *rest = WORD.findall(ground.text[start : min(end, start + LEAD)].lower())[:2] or [""]
        if first == "to" or (first in kinds().pronouns and rest == ["to"]):
            return True
    return False


def question(ground: Ground, draft: Draft) -> Answer | None:
    """Quoted words that are one question."""
    said = text_of(ground.text, draft.content).strip(MARKS)
    one = said.endswith("?") and not any(sign in said[:-1] for sign in ".!?")
    return (Firmness.OTHER, "content is a question") if one else None


def from_content(
    ground: Ground, draft: Draft, said: str, words: list[str], speech: Speech
) -> Answer | None:
    """What is said makes an asserting cue less firm, or a request."""
    for part in hedges().phrases:
        if part in said:
            return Firmness.HEDGED, f"content: {part}"
    found = untrue(said) or conditional(draft, said)
    if found is not None:
        return found
    if speech is Speech.DIRECT or (words == [] and draft.cue):
        return asking(said) or question(ground, draft)
    if told_to(ground, draft) and cues().addressed.intersection(words):
        return Firmness.OTHER, "told to do"
    weakened = less_firm(WORD.findall(said)) if speech is Speech.INDIRECT else None
    return weakened or of_noun(said, words)


def conditional(draft: Draft, said: str) -> Answer | None:
    """What is said to come only under a condition: "if they cross the river, we will strike".

    "If the film is real, it is horrible" says something of today all the same.
    """
    first = next(iter(WORD.findall(said[:REACH])), "")
    opens = first in hedges().conditions
    main = said.partition(",")[2] if opens else said
    words = WORD.findall(main.partition(".")[0])
    near = words[: MAIN if opens else FEW]
    ahead = any(w in hedges().coming or w[-CUT:] in hedges().coming for w in near)
    whole = bounds(draft.content)[1] - bounds(draft.content)[0] <= LEAD
    if not ahead or not (opens or whole):
        return None
    pairs = zip(["", *words], words, strict=False)
    later = (w for before, w in pairs if w in hedges().conditions and before not in hedges().as_if)
    told = first if opens else next(later, None)
    return (Firmness.OTHER, f"a condition: {told}") if told else None


def less_firm(words: list[str]) -> Answer | None:
    """What the words of indirect speech leave open, in the main clause."""
    coloured = left_to_others(words)
    if coloured is not None:
        return hedges().reported[coloured], f"content: {coloured}"
    for word in words[:MAIN]:
        if word in hedges().content:
            return Firmness.HEDGED, f"content: {word}"
    if is_suspected(words[:MAIN]):
        return Firmness.HEDGED, "content: suspected"
    return None


def left_to_others(words: list[str]) -> str | None:
    """The adverb by which the main clause is left to others: "the boat is allegedly his"."""
    for before, verb, word in zip(["", *words], words, words[1:], strict=False):
        main = verb in cues().auxiliary and before not in clauses().relative
        if main and word in hedges().reported:
            return word
    return None


def untrue(said: str) -> Answer | None:
    """A report or claim called untrue: it is denied."""
    told = next((word for word in WORD.findall(said)[:MAIN] if word in hedges().talk), None)
    behind = said.partition(told)[2] if told else ""
    if not any(part in behind for part in hedges().untrue):
        return None
    return Firmness.DENIED, "content: called untrue"


def is_suspected(words: list[str]) -> bool:
    """Whether somebody "is suspected" or "suspected of", which a "suspected fighter" is not."""
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if word == "suspected" and (before in cues().be or after in hedges().suspected):
            return True
    return False


def of_noun(said: str, words: list[str]) -> Answer | None:
    """A cue that is no verb of saying, with a noun for what is said: "made the allegations"."""
    told = WORD.findall(said)
    if any(cues().lemma(word) in cues().verbs for word in words) or not 0 < len(told) <= FEW:
        return None
    return next(((cues().nouns[w], f"content: {w}") for w in told if w in cues().nouns), None)


def asking(said: str) -> Answer | None:
    """Quoted words that open with a request."""
    for part in hedges().asking:
        if said.startswith(part):
            return Firmness.OTHER, f"content opens with: {part.strip()}"
    return None
