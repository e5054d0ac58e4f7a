"""Quoted words that report nobody's speech: scare quotes, titles, coined terms, nicknames.

Quotation marks do two jobs.  Most short quoted stretches in news are speech worked into the
reporter's sentence; the rest keep a word at arm's length, name somebody, or cite a title.  The
rules here look for a reason to say "not speech" and are silent without one: a stretch inside the
content of an attribution is speech unless its surroundings name it, and outside of one it is
speech as long as a verb of saying stands in the same sentence.  The word lists are in
``vocab/quoted.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sayso.records import Article, Attribution, Kind, Quoted, Scare, Span
from sayso.trace.spans import Cover, which
from sayso.vocab import load
from sayso.vocab.kinds import kinds

__all__ = ["scare"]

# One alternative for each pair of marks.  An apostrophe closes nothing: a closing single mark has
# no word character behind it, and one inside the stretch has one.
_PAIRS = re.compile(
    r"“(?P<curly>[^“”\n]{1,120})”"
    r'|(?<![\w"])"(?=\S)(?P<straight>[^"\n]{1,120})"(?!\w)'
    r"|\u2018(?P<single>(?:[^\u2018\u2019\n]|\u2019(?=\w)){1,120})\u2019(?!\w)"
    r"|(?<![\w'])'(?=\S)(?P<plain>(?:[^'\n]|'(?=\w)){1,120})'(?!\w)"
    r"|«(?P<angle>[^«»\n]{1,120})»"
)
_WORD = re.compile(r"\w[\w'\u2019.+-]*")
_LINK = re.compile(r"[,.]?\s*(?:,|and|or|, and|, or|&)?\s*")
_MOST_WORDS = 14
_FEW_WORDS = 4
_SIX_WORDS = 6
_DOUBT_NEAR = 45
# "known as the world's ..."
_NAMED_NEAR = re.compile(
    r"(?:known as|nicknamed|dubbed|hailed as)(?: [\w'\u2019]+){0,2}['\u2019]s$"
)
_THINGS = frozenset({Kind.DOCUMENT, Kind.SOCIAL, Kind.OUTLET, Kind.AGENCY, Kind.ORGANISATION})
_LONGEST_WORD = 30  # longer ones are code left in the text
_NEAR = 60

Verdict: TypeAlias = tuple[Quoted, str]
"""What a stretch is, and the rule that told it."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A quoted stretch: its words without the marks, and what stands around it."""

    span: Span
    outer: Span
    words: tuple[str, ...]
    before: str
    after: str
    nested: bool

    @property
    def key(self) -> str:
        """The same words in the same order, whatever their case."""
        return " ".join(self.words).casefold()


def scare(article: Article, attributions: tuple[Attribution, ...]) -> tuple[Scare, ...]:
    """Find the quoted stretches of ``article`` that report nobody's speech, in text order.

    ``attributions`` are those found in the same article; their contents count as speech.  The
    spans returned leave the quotation marks out, and closing punctuation with them.  A name or a
    title that was told once is known again wherever it stands in the article.
    """
    vocab = load("quoted")
    stretches = _stretches(article.text)
    spoken = Cover(span for found in attributions for span in found.content)
    speakers = Cover(span for found in attributions for span in found.source)
    decided: dict[Span, Verdict] = {}
    last: tuple[_Stretch, Quoted] | None = None
    for stretch in stretches:
        found = _by_surroundings(stretch, vocab) or _in_a_list(article.text, stretch, last)
        if found is None:
            found = _of_a_speaker(stretch, speakers) or _by_words(article, stretch, spoken, vocab)
        if found is not None:
            decided[stretch.span] = found
            last = (stretch, found[0])
    known = {s.key: decided[s.span][0] for s in stretches if _lasting(decided.get(s.span))}
    for stretch in stretches:
        if stretch.span not in decided and stretch.key in known:
            kind = known[stretch.key]
            decided[stretch.span] = kind, f"told to be a {kind} elsewhere in the article"
    return tuple(Scare(span, *told) for span, told in sorted(decided.items()))


def _lasting(told: Verdict | None) -> bool:
    """Names and titles keep their nature; a word may be scare here and speech there."""
    return told is not None and told[0] in (Quoted.NAME, Quoted.TITLE)


def _stretches(text: str) -> list[_Stretch]:
    """All quoted stretches short enough to be looked at, inner ones behind the outer one."""
    return sorted(_walk(text, 0, len(text), nested=False), key=lambda s: s.span)


def _walk(text: str, start: int, end: int, *, nested: bool) -> Iterator[_Stretch]:
    for match in _PAIRS.finditer(text, start, end):
        kind = str(match.lastgroup)
        inner = match.span(kind)
        words = tuple(_WORD.findall(text, *inner))
        if words and len(words) <= _MOST_WORDS and max(map(len, words)) <= _LONGEST_WORD:
            yield _Stretch(
                _trimmed(text, inner),
                match.span(),
                tuple(word.rstrip(".") for word in words),
                text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2],
                text[match.end() : match.end() + _NEAR].partition("\n")[0],
                nested,
            )
        if not nested:
            yield from _walk(text, *inner, nested=True)


def _trimmed(text: str, span: Span) -> Span:
    """``span`` without closing punctuation that belongs to the sentence, not to the words."""
    start, end = span
    while end > start and text[end - 1] in ",.;: ":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return start, end


# --- the reasons, strongest first ----------------------------------------------------------------


def _by_surroundings(stretch: _Stretch, vocab: Mapping[str, Any]) -> Verdict | None:
    """What the words next to the marks make of the stretch, wherever it stands."""
    before = stretch.before.casefold().rstrip(" ,:(\u201c\u2018\"'")
    after = stretch.after.casefold().lstrip(" ,")
    owners = tuple(vocab["title"]["owners"])
    if term := _ends(before, vocab["term"]["before"]):
        return Quoted.TERM, f"{term} before it"
    if term := _starts(after, vocab["term"]["after"]):
        return Quoted.TERM, f"{term} behind it"
    if _capital(stretch) and (work := _ends(before, vocab["title"]["before"])):
        return Quoted.TITLE, f"{work} before it"
    if _titled(stretch) and (work := _starts(after, vocab["title"]["after"])):
        return Quoted.TITLE, f"{work} behind it"
    owned = len(stretch.words) > 1 and before.endswith(owners)
    if owned and _titled(stretch) and not _headline(stretch):
        return Quoted.TITLE, "capitalised behind whom it belongs to"
    if len(stretch.words) <= _FEW_WORDS:
        doubt = _ends(before, vocab["scare"]["before"]) or _doubted(before, vocab)
        if doubt:
            return Quoted.SCARE, f"{doubt} before it"
    name = _ends(before, vocab["name"]["before"])
    if not name and (near := _NAMED_NEAR.search(before)):
        name = near.group()
    if name and len(stretch.words) <= _SIX_WORDS:
        return Quoted.NAME, f"{name} before it"
    return None


def _doubted(before: str, vocab: Mapping[str, Any]) -> str:
    """The word of doubt shortly before, in the same clause ("supposedly met with the")."""
    clause = re.split(r"[,;:.“”\"]", before)[-1][-_DOUBT_NEAR:]
    words = _WORD.findall(clause)
    return next((word for word in vocab["scare"]["doubt"] if word in words), "")


def _part_of_somebody(stretch: _Stretch, *, spoken: bool) -> bool:
    """The marks stand around what somebody is said to be: a "senior official"."""
    known = kinds()
    last = stretch.words[-1]
    if len(stretch.words) > _SIX_WORDS - 1 or last not in known.roles | known.heads.keys():
        return False
    if known.heads.get(last) in _THINGS or stretch.nested:
        return False
    named = len(stretch.words) > 1 and re.match(r" [A-Z]\w+ [A-Z]", stretch.after) is not None
    return named or (not spoken and _one_of(stretch))


def _one_of(stretch: _Stretch) -> bool:
    """The stretch is part of a noun phrase that goes on: a "satirical" site."""
    one = re.search(r"\b(?:an?|one)\s*$", stretch.before) is not None
    return one and re.match(r" [a-z]", stretch.after) is not None


def _in_a_list(
    text: str, stretch: _Stretch, last: tuple[_Stretch, Quoted] | None
) -> Verdict | None:
    """The kind of the stretch before, where nothing but a comma or "and" parts the two."""
    if last is None or stretch.nested or last[1] is Quoted.SCARE:
        return None
    between = text[last[0].outer[1] : stretch.outer[0]]
    like = _capital(stretch) or stretch.words[0] == "the"
    return (last[1], "goes on with the one before") if _LINK.fullmatch(between) and like else None


def _of_a_speaker(stretch: _Stretch, speakers: Cover) -> Verdict | None:
    """Marks around words that name a source are the author's own: nobody says them."""
    if not speakers.holds(stretch.outer):
        return None
    if len(stretch.words) > _FEW_WORDS - 1:
        return None
    return Quoted.NAME if _titled(stretch) else Quoted.SCARE, "in the words for a source"


def _by_words(
    article: Article, stretch: _Stretch, spoken: Cover, vocab: Mapping[str, Any]
) -> Verdict | None:
    """What the quoted words themselves say, where nobody is heard to say them."""
    if _alone(stretch):
        return None  # a line of its own is a heading, and a heading quotes
    if stretch.key in vocab["scare"]["words"]:
        return Quoted.SCARE, "a word often held at arm's length"
    if stretch.nested and spoken.holds(stretch.outer):
        return None
    touched = spoken.touches(stretch.outer)
    if _part_of_somebody(stretch, spoken=touched):
        return Quoted.SCARE, "what somebody is said to be"
    if _named(article.text, stretch, vocab, spoken=touched):
        return Quoted.NAME, "capitalised, used like a name"
    if touched or _is_sentence(article.text, stretch) or _saying(article, stretch, vocab):
        return None
    return _silent(stretch)


def _silent(stretch: _Stretch) -> Verdict | None:
    """What a stretch is in a sentence in which nobody says anything."""
    if _titled(stretch):
        return None if _headline(stretch) else (Quoted.NAME, "capitalised, nobody says it")
    if len(stretch.words) > _FEW_WORDS:
        return None
    return Quoted.SCARE, "a few words that nobody in the sentence says"


def _named(text: str, stretch: _Stretch, vocab: Mapping[str, Any], *, spoken: bool) -> bool:
    """A capitalised stretch that is used like a name, in a line that is not all capitalised."""
    if not _titled(stretch) or _headline(stretch):
        return False
    if _starts(stretch.after.casefold().lstrip(), vocab["name"]["kinds"]):
        return True
    return not spoken and len(stretch.words) > 1 and not _is_sentence(text, stretch)


# --- small questions about a stretch -------------------------------------------------------------


def _ends(before: str, phrases: list[str]) -> str:
    """The phrase that ``before`` ends in, or nothing."""
    found = (p for p in phrases if before.endswith(p) and not before[: -len(p)][-1:].isalnum())
    return next(found, "")


def _starts(after: str, phrases: list[str]) -> str:
    """The phrase that ``after`` begins with, or nothing."""
    found = (p for p in phrases if after.startswith(p) and not after[len(p) :][:1].isalpha())
    return next(found, "")


def _capital(stretch: _Stretch) -> bool:
    return not stretch.words[0][0].islower()


def _titled(stretch: _Stretch) -> bool:
    """Every word of weight starts with a capital."""
    weighty = [w for w in stretch.words if w.casefold() not in load("quoted")["title"]["small"]]
    return bool(weighty) and not any(w[0].islower() for w in weighty)


def _headline(stretch: _Stretch) -> bool:
    """The words around it on its line are capitalised too, so that capitals mean nothing."""
    around = [w for w in _WORD.findall(stretch.before + " " + stretch.after) if len(w) > 3]
    return bool(around) and not any(w[0].islower() for w in around)


def _is_sentence(text: str, stretch: _Stretch) -> bool:
    """A whole sentence between the marks is somebody's speech, found or not."""
    closing = text[stretch.span[1] : stretch.outer[1]]
    return len(stretch.words) > 2 and any(c in closing for c in ".?!") and _capital(stretch)


def _alone(stretch: _Stretch) -> bool:
    """The stretch is all there is on its line."""
    return not stretch.before.strip() and not stretch.after.strip(" .,")


def _saying(article: Article, stretch: _Stretch, vocab: Mapping[str, Any]) -> bool:
    """A verb of saying stands in the sentence, outside the marks."""
    start, end = stretch.outer
    around = (start - len(stretch.before), end + len(stretch.after))
    place = which(start, article.sentences)
    if place >= 0 and start < article.sentences[place][1]:
        around = article.sentences[place]
    words = article.text[around[0] : start]
    if len(stretch.words) > 1 or not _one_of(stretch):  # a "great" day, he said: spoken before
        words += " " + article.text[end : max(end, around[1])]
    verbs = vocab["speech"]["verbs"]
    return any(w in verbs for w in _WORD.findall(words.casefold()))
