"""Whether a text says no to what it is about, doubts it, or leaves it open: by its words.

A negation governs what stands behind it, up to the next break (a comma, "but", "which"), or to a
doubt that it takes back: so "the
dam at Colm did not burst" denies a burst dam, and "the dam burst, but not the dyke" does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sayso.records import Firmness
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues
from sayso.vocab.stances import stances

__all__ = [
    "behind",
    "ceased",
    "clause",
    "denying",
    "doubted",
    "gainsaid",
    "governed",
    "leading",
    "negated",
    "otherwise",
    "says_no",
    "sentences",
    "takes_a_stand",
    "unaware",
    "unconfirmed",
    "words",
]

REACH = 9
"""Words behind a negation that it may govern."""
AROUND = 2
"""Words before a negation among which it is told that a thing only will not, or cannot, be."""
BEFORE = 4
"""Words between a negation and the doubt that it takes back ("no reason to doubt")."""
_SENTENCE = re.compile(r"(?<=[.!?…])(?<![^\W_]\.[A-Z]\.)[\"'”’]?\s+")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[,;:()–—…]|--")
_NOT = re.compile(r"n['’]t$")


def sentences(text: str) -> list[str]:
    """A text cut behind full stops, but for those of "U.S.".

    >>> sentences("The U.S. army left. It rained.")
    ['The U.S. army left.', 'It rained.']
    """
    return _SENTENCE.split(text)


def words(text: str) -> list[str]:
    """The words of a text in lower case.

    >>> words("It didn't, he said")
    ['it', "didn't", 'he', 'said']
    """
    return [piece for piece in _pieces(text) if piece[0].isalnum()]


def clause(text: str, at: int) -> str:
    """The stretch of a text between the breaks around an offset; all of it where there is none.

    >>> clause("Wend lies ten miles off, and Colm is two miles away", 35)
    ' Colm is two miles away'
    """
    marks = _borders(text)
    begin = max((end for _, end in marks if end <= at), default=0)
    end = min((start for start, _ in marks if start >= at), default=len(text))
    return text[begin:end]


@lru_cache(maxsize=4096)
def _borders(text: str) -> tuple[tuple[int, int], ...]:
    """Where each break between the clauses of a text starts and ends."""
    return tuple(
        found.span()
        for found in _PIECE.finditer(text)
        if _opens(found[0].lower().replace("’", "'"))
    )


def negated(text: str) -> bool:
    """Whether a text says no to anything.

    >>> negated("It didn't burst"), negated("It burst")
    (True, False)
    """
    return bool(_noes(text))


def says_no(text: str, tells: Callable[[str], bool]) -> bool:
    """Whether a negation in a sentence governs words that ``tells`` knows.

    >>> burst = "burst".__eq__
    >>> says_no("It did not burst", burst), says_no("It burst, but not in Colm", burst)
    (True, False)
    """
    return any(any(map(tells, stretch)) for stretch in governed(text))


def governed(text: str, *, every: bool = False) -> Iterator[list[str]]:
    """The words that each negation of a text governs.

    "Not the first" and "did not say" deny nothing: they are left out, unless ``every`` is asked
    for; "not only" always is, and what is only supposed ("if it does not").

    >>> list(governed("It did not burst, and was not the only one"))
    [['burst']]
    >>> list(governed("They flee if it does not hold"))
    []
    """
    pieces = _pieces(text)
    for _, behind in _governing(pieces, _noes(text)):
        if every or stances().beyond.isdisjoint(behind[:2]):
            yield behind


def gainsaid(text: str, *, will: bool = False) -> Iterator[list[str]]:
    """What a text says is not so: as :func:`governed`, but for what only will not or cannot be.

    ``will``: what will not be as well, against another text that says that it will.

    >>> list(gainsaid("It did not burst, and will not leak; no dyke has yet been built"))
    [['burst']]
    >>> list(gainsaid("It will not leak, and cannot burst", will=True))
    [['leak']]
    """
    pieces, other = _pieces(text), stances().modal | stances().still
    other -= stances().will if will else frozenset()
    for at, behind in _governing(pieces, _noes(text)):
        near = (*pieces[max(0, at - AROUND) : at + 1], *_governed(pieces[at + 1 :]))
        if stances().beyond.isdisjoint(behind[:2]) and other.isdisjoint(near):
            yield behind


def _governing(pieces: Sequence[str], noes: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
    """Where each negation stands and what it governs, but for what is only supposed."""
    for at in noes:
        behind = list(_governed(pieces[at + 1 : at + 1 + REACH]))
        if not _supposed(pieces, at) and stances().merely.isdisjoint(behind[:1]):
            yield at, behind


@lru_cache(maxsize=4096)
def ceased(text: str) -> tuple[tuple[str, ...], ...]:
    """The words that each word of ceasing in a text governs: what is told as over, or is to be.

    >>> ceased("They stopped shelling Colm, and are no longer in Wend")
    (('shelling', 'colm'), ('in', 'wend'))
    >>> ceased("They shell Colm")
    ()
    """
    pieces, out, ceasing = _pieces(text), [], stances().ceasing
    for at, piece in enumerate(pieces):
        begin = at + 1 if piece in ceasing else _lasting(pieces, at)
        if begin:
            behind = pieces[begin : begin + REACH]
            out.append(tuple(each for each in _governed(behind) if each not in stances().lasting))
    return tuple(out)


def _lasting(pieces: Sequence[str], at: int) -> int:
    """Where that begins which a negation tells to be over; 0 where it only says no.

    "No longer" stands before it, and "not ... any longer" around it.
    """
    if not _no(pieces[at]):
        return 0
    behind = list(_governed(pieces[at + 1 : at + 1 + REACH]))
    if behind[:1] and behind[0] in stances().lasting:
        return at + 2
    more = any(pair == ["any", "more"] for pair in map(list, pairwise(behind)))
    return at + 1 if more or not stances().lasting.isdisjoint(behind) else 0


def doubted(text: str) -> str | None:
    """The first word by which a text says of a story that it is not to be relied on.

    >>> doubted("It is a hoax"), doubted("I do not doubt them")
    ('hoax', None)
    """
    pieces, doubt = _pieces(text), stances().doubt
    for at, word in enumerate(pieces):
        if word not in doubt:
            continue
        before = pieces[max(0, at - BEFORE) : at]
        if any(map(_no, before)):
            continue
        if word not in stances().label or not stances().labelling.isdisjoint(before):
            return word
    return None


def behind(text: str, word: str) -> list[str]:
    """The words behind a word, up to the next break: what is doubted, of a word of doubting.

    >>> behind("There are doubts about the truce, he said", "doubts")
    ['about', 'the', 'truce']
    """
    pieces = _pieces(text)
    return list(_governed(pieces[pieces.index(word) + 1 :])) if word in pieces else []


def otherwise(said: Iterable[str]) -> frozenset[str]:
    """Those of some words in lower case by which a text says no, denies, refuses, or doubts.

    >>> sorted(otherwise(words("He denied that it didn't burst")))
    ['denied', "didn't"]
    """
    return frozenset(
        each
        for each in said
        if _no(each) or each in stances().doubt | stances().withholding or denying(each)
    )


def leading(sentence: str, at: int) -> str:
    """The last few words that govern what begins at ``at``, less what the report is called.

    >>> leading("She was not aware of any reports that the dam burst", 33)
    'she was not aware'
    """
    before = list(_pieces(sentence[: max(0, at)])[-REACH:])
    while before and (before[-1] in stances().pointing or before[-1] in stances().between):
        before.pop()
    return " ".join(before[-BEFORE:])


def denying(text: str) -> bool:
    """Whether a text ends with a word of denying, which nothing takes back.

    >>> denying("the army flatly denied"), denying("the army did not deny")
    (True, False)
    """
    *before, last = _pieces(text) or ("",)
    denies = Firmness.DENIED in {cues().verbs.get(cues().lemma(last)), cues().nouns.get(last)}
    return denies and not any(map(_no, before[-BEFORE:]))


def takes_a_stand(text: str) -> bool:
    """Whether a text has any word or phrase by which it may say no, doubt, or leave open.

    >>> takes_a_stand("It never burst"), takes_a_stand("It burst")
    (True, False)
    """
    if _noes(text) or not stances().doubt.isdisjoint(_pieces(text)):
        return True
    return unaware(text) is not None or unconfirmed(text) is not None


@lru_cache(maxsize=4096)
def unaware(text: str) -> str | None:
    """The words by which somebody says that they know nothing of it.

    >>> unaware("he was not aware of any damage")
    'not aware'
    """
    return _phrase(text, stances().unaware)


@lru_cache(maxsize=4096)
def unconfirmed(text: str) -> str | None:
    """The words by which somebody says that it is not settled.

    >>> unconfirmed("the ministry could not confirm it")
    'could not confirm'
    """
    return _phrase(text, stances().unconfirmed)


def _phrase(text: str, phrases: tuple[str, ...]) -> str | None:
    """The first of the phrases that stands in a text, between borders of words."""
    low = text.lower()
    for phrase in phrases:
        at = low.find(phrase)
        if at < 0 or low[at + len(phrase) : at + len(phrase) + 1].isalnum():
            continue
        # "n't aware" is the end of a word and one more.
        if at == 0 or not low[at - 1].isalnum() or phrase[1] in "'’":
            return phrase
    return None


def _supposed(pieces: Sequence[str], at: int) -> bool:
    """Whether what stands at a place is only supposed: behind "if", up to the next break."""
    for piece in reversed(pieces[:at]):
        if piece in stances().supposing:
            return True
        if _breaks(piece):
            return False
    return False


def _governed(pieces: Sequence[str]) -> Iterator[str]:
    for piece in pieces:
        if _breaks(piece) or piece in stances().doubt:
            return
        yield piece


def _breaks(piece: str) -> bool:
    return piece in stances().breaks or not piece[0].isalnum()


def _opens(piece: str) -> bool:
    return _breaks(piece) or piece in clauses().relative


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """The words and marks of a text, in lower case."""
    return tuple([piece.lower().replace("’", "'") for piece in _PIECE.findall(text)])


@lru_cache(maxsize=4096)
def _noes(text: str) -> tuple[int, ...]:
    """Which pieces of a text say no, and do not only tell that it is over."""
    pieces = _pieces(text)
    return tuple([at for at, piece in enumerate(pieces) if _no(piece) and not _lasting(pieces, at)])


@lru_cache(maxsize=4096)
def _no(word: str) -> bool:
    return word in stances().negation or bool(_NOT.search(word))
