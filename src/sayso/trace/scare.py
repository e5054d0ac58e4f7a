"""Quoted words that report nobody's speech: scare quotes, titles, coined terms, nicknames.

Quotation marks do two jobs.  Most short quoted stretches in news are speech worked into the
reporter's sentence; the rest keep a word at arm's length, name somebody, or cite a title.  The
rules here look for a reason to say "not speech" and are silent without one: a stretch inside the
content of an attribution is speech unless its surroundings name it, and outside of one it is
speech as long as a verb of saying stands in the same sentence.  Where nobody says anything, one or
two words are held at arm's length; three or more are far more often an echo of somebody's speech.
The word lists are in ``vocab/quoted.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from sayso.records import Article, Attribution, Kind, Quoted, Scare, Span, Speech
from sayso.trace.spans import Cover, which
from sayso.trace.stretch import WORD, Stretch, stretches
from sayso.vocab import load
from sayso.vocab.kinds import kinds

__all__ = ["scare"]

_LINK = re.compile(r"[,.]?\s*(?:,|and|or|, and|, or|&)?\s*")
_FEW_WORDS = 4
_SIX_WORDS = 6
_ARMS_LENGTH = 2
_DOUBT_NEAR = 45
_FAR = 250  # characters: no verb of saying is looked for farther off in a sentence without end
# "known as the world's ..."
_NAMED_NEAR = re.compile(
    r"(?:known as|nicknamed|dubbed|hailed as)(?: [\w'\u2019]+){0,2}['\u2019]s$"
    r"|\bknown to (?:[\w'\u2019-]+ ){1,4}as$|\bknown only as$"
)
# "refers to him as", "a blog called": a name where it is capitalised, else somebody's word for it
_CALLED_NEAR = re.compile(
    r"\breferr(?:ed|ing) to (?:[\w'\u2019-]+ ){1,4}as$|\b(?:an?|the|its|is|was) (?:[\w-]+ )?called$"
)
# "sherpa," or liaison; "refoulement" (forcible return); "tag" is a legal term
_GLOSSED = re.compile(
    r" or [a-z]| \([a-z][^()\d]{3,60}\)| [-\u2013\u2014]+ ?(?:an?|the|those|people) "
    r"| (?:is|was) (?:an?|the) [^.;]{0,25}\b(?:term|word|name|phrase)\b"
)
_PRONOUN = re.compile(r"\b(?:i|he|she|it|they|we|you|who|to|not)\s+$", re.IGNORECASE)
# "all of them were “martyred”", "classes them as “moderate”": what the speaker says of something.
_PREDICATE = re.compile(r"\b(?:as|is|are|was|were|be|been|being|not)\s+$", re.IGNORECASE)
# a "high-level" source: whoever has the source is not heard to say so.
_OF_A_SOURCE = re.compile(r"\ban?\s+\0 (?:\w+ )?source\b", re.IGNORECASE)
_HASHTAG = re.compile(r"#\w+ [-\u2013\u2014]+$")
_FULL_NAME = re.compile(r" [A-Z][\w'\u2019.-]+ [A-Z]")
_CLAUSE = re.compile(
    r"\b(?:i|you|we|they|he|she|it|that|there|who|what|let)['\u2019](?:s|m|re|ve|d|ll)\b|n['\u2019]t\b"
)
# Where a sentence goes on with a clause of its own.
_CLAUSES = re.compile(
    r";|,? (?:and|but|so|yet|while|whereas|although|though|because) "
    r"(?=(?:i|he|she|it|they|we|you|the|a|an|his|her|its|their|this|that|these|those|there)\b)",
    re.IGNORECASE,
)
_THINGS = frozenset({Kind.DOCUMENT, Kind.SOCIAL, Kind.OUTLET, Kind.AGENCY, Kind.ORGANISATION})

Verdict: TypeAlias = tuple[Quoted, str]
"""What a stretch is, and the rule that told it."""

_SILENT: Verdict = (Quoted.SCARE, "a word or two that nobody in the sentence says")


@dataclass(frozen=True, slots=True)
class _Heard:
    """Where the attributions of the article lie: what is said, what of it is quoted, and by whom.

    ``quoted`` are the contents that are quoted in part at least; ``pairs`` every two words in a
    row that stand outside of short quotations.
    """

    spoken: Cover
    quoted: Cover
    speakers: Cover
    pairs: frozenset[str]


def _heard(text: str, found: tuple[Attribution, ...], marked: Sequence[Stretch]) -> _Heard:
    quoted = (one for one in found if one.speech is not Speech.INDIRECT)
    return _Heard(
        spoken=Cover(span for one in found for span in one.content),
        quoted=Cover(span for one in quoted for span in one.content),
        speakers=Cover(span for one in found for span in one.source),
        pairs=_pairs(text, marked),
    )


def _pairs(text: str, marked: Sequence[Stretch]) -> frozenset[str]:
    """Every two words in a row outside of short quotations, in lower case."""
    if not any(len(each.words) > 1 for each in marked):
        return frozenset()
    inside = Cover(each.outer for each in marked)
    words = [word for word in WORD.finditer(text) if not inside.around(word.start())]
    return frozenset(
        f"{one.group().casefold()} {other.group().rstrip('.').casefold()}"
        for one, other in pairwise(words)
        if text[one.end() : other.start()].isspace()
    )


def scare(article: Article, attributions: tuple[Attribution, ...]) -> tuple[Scare, ...]:
    """Find the quoted stretches of ``article`` that report nobody's speech, in text order.

    ``attributions`` are those found in the same article; their contents count as speech.  The
    spans returned leave the quotation marks out, and closing punctuation with them.  A name or a
    title that was told once is known again wherever it stands in the article.
    """
    vocab = load("quoted")
    found_ones = [each for each in stretches(article.text) if not each.code]
    heard = _heard(article.text, attributions, found_ones)
    decided: dict[Span, Verdict] = {}
    last: tuple[Stretch, Quoted] | None = None
    for stretch in found_ones:
        found = _by_surroundings(stretch, vocab) or _in_a_list(article.text, stretch, last)
        if found is None:
            found = _of_a_speaker(stretch, heard) or _by_words(article, stretch, heard, vocab)
        if found is None:
            continue
        if found == _SILENT and last is not None and _linked(article.text, last[0], stretch):
            # Two in a row, and nobody says either: they are listed, not doubted.
            found = Quoted.TERM, "one of several in a row"
            if decided[last[0].span] == _SILENT:
                decided[last[0].span] = found
        decided[stretch.span] = found
        last = (stretch, found[0])
    known = {s.key: decided[s.span][0] for s in found_ones if _lasting(decided.get(s.span))}
    for stretch in found_ones:
        if stretch.span not in decided and stretch.key in known:
            kind = known[stretch.key]
            decided[stretch.span] = kind, f"told to be a {kind} elsewhere in the article"
    return tuple(Scare(span, *told) for span, told in sorted(decided.items()))


def _lasting(told: Verdict | None) -> bool:
    """Names and titles keep their nature; a word may be scare here and speech there."""
    return told is not None and told[0] in (Quoted.NAME, Quoted.TITLE)


# --- the reasons, strongest first ----------------------------------------------------------------


def _by_surroundings(stretch: Stretch, vocab: Mapping[str, Any]) -> Verdict | None:
    """What the words next to the marks make of the stretch, wherever it stands."""
    before = stretch.before.casefold().rstrip(" ,:(\u201c\u2018\"'")
    after = stretch.after.casefold().lstrip(" ,")
    found = _term(stretch, before, after, vocab) or _work(stretch, before, after, vocab)
    if found is not None:
        return found
    if _ends(before, vocab["term"]["called"]) and len(stretch.words) > 1:
        if stretch.titled and not stretch.headline:
            return Quoted.NAME, "so-called, and capitalised"
        if len(stretch.words) > _ARMS_LENGTH:
            return Quoted.TERM, "so-called, and more than a word or two"
    doubt = _ends(before, vocab["scare"]["before"]) or _doubted(before, vocab)
    if doubt and len(stretch.words) <= _FEW_WORDS:
        return Quoted.SCARE, f"{doubt} before it"
    name = _ends(before, vocab["name"]["before"])
    if not name:
        near = _NAMED_NEAR.search(before) or (stretch.titled and _CALLED_NEAR.search(before))
        name = near.group() if near else ""
    if name and len(stretch.words) <= _SIX_WORDS:
        return Quoted.NAME, f"{name} before it"
    return None


def _term(stretch: Stretch, before: str, after: str, vocab: Mapping[str, Any]) -> Verdict | None:
    """A word spoken of as a word: "the word X", "X" in Arabic, "X," or what it means."""
    if term := _ends(before, vocab["term"]["before"]):
        return Quoted.TERM, f"{term} before it"
    if term := _starts(after, vocab["term"]["after"]):
        return Quoted.TERM, f"{term} behind it"
    if stretch.key in vocab["term"]["words"]:
        return Quoted.TERM, "a term by itself"
    if _HASHTAG.search(before):
        return Quoted.TERM, "what a hashtag means"
    gloss = _glossed(stretch)
    return (Quoted.TERM, f"explained behind it: {gloss}") if gloss else None


def _work(stretch: Stretch, before: str, after: str, vocab: Mapping[str, Any]) -> Verdict | None:
    """The title of a work or a programme, by the noun beside it or whom it belongs to."""
    if stretch.capital and (work := _ends(before, vocab["title"]["before"])):
        return Quoted.TITLE, f"{work} before it"
    if stretch.titled and (work := _starts(after, vocab["title"]["after"])):
        return Quoted.TITLE, f"{work} behind it"
    owned = len(stretch.words) > 1 and before.endswith(tuple(vocab["title"]["owners"]))
    if owned and stretch.titled and not stretch.headline:
        return Quoted.TITLE, "capitalised behind whom it belongs to"
    return None


def _glossed(stretch: Stretch) -> str:
    """The words right behind that say what a term means: "or liaison", "(forcible return)"."""
    found = _GLOSSED.match(stretch.after.lstrip(","))
    # Without a comma "or" only joins another word.
    comma = "," in stretch.closing or stretch.after.startswith(",")
    return found.group().strip() if found and (comma or not found.group().startswith(" or")) else ""


def _doubted(before: str, vocab: Mapping[str, Any]) -> str:
    """The word of doubt shortly before, in the same clause ("supposedly met with the")."""
    clause = re.split(r"[,;:.“”\"]", before)[-1][-_DOUBT_NEAR:]
    words = WORD.findall(clause)
    said = [at for at, word in enumerate(words) if word in vocab["speech"]["verbs"]]
    words = words[said[-1] + 1 :] if said else words  # "reportedly called it" is somebody's
    return next((word for word in vocab["scare"]["doubt"] if word in words), "")


def _part_of_somebody(stretch: Stretch, vocab: Mapping[str, Any], *, spoken: bool) -> bool:
    """The marks stand around what somebody is said to be: a "senior official"."""
    known = kinds()
    last = stretch.words[-1]
    if len(stretch.words) > _SIX_WORDS - 1 or last not in known.roles | known.heads.keys():
        return False
    if known.heads.get(last) in _THINGS or stretch.nested:
        return False
    told = vocab["speech"]["verbs"]
    before = WORD.findall(stretch.before.casefold())
    spoken = spoken or any(word.rstrip(".") in told for word in before)
    ended = any(sign in stretch.closing for sign in ".?!")
    named = (
        len(stretch.words) > 1
        and not ended
        and re.match(r" [A-Z]\w+ [A-Z]", stretch.after) is not None
    )
    return named or (not spoken and stretch.one_of)


def _in_a_list(text: str, stretch: Stretch, last: tuple[Stretch, Quoted] | None) -> Verdict | None:
    """The kind of the stretch before, where nothing but a comma or "and" parts the two."""
    if last is None or stretch.nested or last[1] is Quoted.SCARE:
        return None
    like = stretch.capital or stretch.words[0] == "the" or last[1] is Quoted.TERM
    return (
        (last[1], "goes on with the one before")
        if like and _linked(text, last[0], stretch)
        else None
    )


def _linked(text: str, one: Stretch, other: Stretch) -> bool:
    """Nothing but a comma or "and" parts the two."""
    return _LINK.fullmatch(text[one.outer[1] : other.outer[0]]) is not None


def _of_a_speaker(stretch: Stretch, heard: _Heard) -> Verdict | None:
    """Marks around a part of what names a source are the author's own: nobody says them."""
    if not heard.speakers.holds(stretch.outer) or len(stretch.words) > _FEW_WORDS - 1:
        return None
    noun = re.match(r" ([a-z]\w+)", stretch.after)
    known = kinds()
    heads = known.roles | known.heads.keys()
    head = stretch.words[-1] in heads or (noun is not None and noun[1] in heads)
    if not stretch.titled and not head:
        return None
    return Quoted.NAME if stretch.titled else Quoted.SCARE, "in the words for a source"


def _by_words(
    article: Article, stretch: Stretch, heard: _Heard, vocab: Mapping[str, Any]
) -> Verdict | None:
    """What the quoted words themselves say, where nobody is heard to say them."""
    if stretch.alone:
        return None  # a line of its own is a heading, and a heading quotes
    touched = heard.spoken.touches(stretch.outer)
    if stretch.key in vocab["scare"]["words"] and not _PREDICATE.search(stretch.before):
        return Quoted.SCARE, "a word often held at arm's length"
    if stretch.nested and heard.spoken.holds(stretch.outer):
        return None
    if len(stretch.words) <= _ARMS_LENGTH and _OF_A_SOURCE.search(
        stretch.before + "\0" + stretch.after
    ):
        return Quoted.SCARE, "what a source is said to be"
    if _part_of_somebody(stretch, vocab, spoken=touched):
        return Quoted.SCARE, "what somebody is said to be"
    if _named(article.text, stretch, vocab, spoken=touched):
        return Quoted.NAME, "capitalised, used like a name"
    asked = "?" in stretch.closing or "!" in stretch.closing
    if touched or asked or stretch.sentence or _saying(article, stretch, vocab):
        return None
    return None if _echo(article, stretch, heard) else _silent(stretch, heard, vocab)


def _echo(article: Article, stretch: Stretch, heard: _Heard) -> bool:
    """The sentence before, in the same paragraph, is somebody's: the words may be theirs as well.

    Where it quotes, they are; where it only tells, one word by itself is still the author's.
    """
    sentence = which(stretch.outer[0], article.sentences)
    home = which(stretch.outer[0], article.paragraphs)
    if sentence < 1 or home < 0 or article.sentences[sentence - 1][0] < article.paragraphs[home][0]:
        return False
    before = article.sentences[sentence - 1]
    return heard.quoted.touches(before) or (len(stretch.words) > 1 and heard.spoken.touches(before))


def _silent(stretch: Stretch, heard: _Heard, vocab: Mapping[str, Any]) -> Verdict | None:
    """What a stretch is in a sentence in which nobody says anything."""
    if stretch.titled and not stretch.headline:
        return Quoted.NAME, "capitalised, nobody says it"
    if stretch.titled and (len(stretch.words) > 1 or ":" in stretch.before + stretch.after):
        return None
    told_of = _PRONOUN.search(stretch.before) is None  # "as she “endorses” Ada Moor" is a verb
    if stretch.words[0][0].isdigit() or _heard_in(stretch, vocab):
        return None  # a count and a verdict are somebody's: "50 rebels", "strongly condemned"
    plain = told_of and not stretch.closing[:-1] and not stretch.headline
    if plain and _FULL_NAME.match(stretch.after):
        return Quoted.NAME, "before a full name"
    if len(stretch.words) > _ARMS_LENGTH or _CLAUSE.search(stretch.key):
        return None
    if stretch.key in heard.pairs:  # what is used without marks as well is not doubted
        return Quoted.TERM, "used without marks elsewhere in the article"
    return _SILENT


def _of_a_source(stretch: Stretch) -> bool:
    """A word or two between "a" and "source": a "high-level" source."""
    around = f"{stretch.before}\0{stretch.after}"
    return len(stretch.words) <= _ARMS_LENGTH and _OF_A_SOURCE.search(around) is not None


def _heard_in(stretch: Stretch, vocab: Mapping[str, Any]) -> bool:
    """Two words or more, and a verb of saying is one of them."""
    verbs = vocab["speech"]["verbs"]
    return len(stretch.words) > 1 and any(word.casefold() in verbs for word in stretch.words)


def _named(text: str, stretch: Stretch, vocab: Mapping[str, Any], *, spoken: bool) -> bool:
    """A capitalised stretch that is used like a name, in a line that is not all capitalised."""
    if not stretch.titled or stretch.headline:
        return False
    if _starts(stretch.after.casefold().lstrip(), vocab["name"]["kinds"]):
        return True
    if len(stretch.words) < _ARMS_LENGTH or stretch.sentence:
        return False
    # "said the “White Oars” had come": in the middle of what is told, and followed by more.
    return not spoken or re.match(r" [a-z]", stretch.after) is not None


# --- small questions ---------------------------------------------------------------------------


def _ends(before: str, phrases: list[str]) -> str:
    """The phrase that ``before`` ends in, or nothing."""
    found = (p for p in phrases if before.endswith(p) and not before[: -len(p)][-1:].isalnum())
    return next(found, "")


def _starts(after: str, phrases: list[str]) -> str:
    """The phrase that ``after`` begins with, or nothing."""
    found = (p for p in phrases if after.startswith(p) and not after[len(p) :][:1].isalpha())
    return next(found, "")


def _saying(article: Article, stretch: Stretch, vocab: Mapping[str, Any]) -> bool:
    """A verb of saying stands in the same clauses of the sentence, outside the marks."""
    start, end = stretch.outer
    around = (start - len(stretch.before), end + len(stretch.after))
    place = which(start, article.sentences)
    if place >= 0 and start < article.sentences[place][1]:
        left, right = article.sentences[place]
        around = (max(left, start - _FAR), min(right, end + _FAR))
    words = _CLAUSES.split(article.text[around[0] : start])[-1]
    if len(stretch.words) > 1 or not stretch.one_of:  # a "great" day, he said: spoken before
        words += " " + _CLAUSES.split(article.text[end : max(end, around[1])])[0]
    verbs = vocab["speech"]["verbs"]
    return any(w.rstrip(".") in verbs for w in WORD.findall(words.casefold()))
