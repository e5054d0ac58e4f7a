"""A sentence as words, each with what it does in its clause: noun, verb, preposition, ...

The model tells which words are predicates; closed lists and the neighbours tell the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sayso.records import EntityMark, PredicateMark, Span
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events
from sayso.vocab.parties import parties

__all__ = ["Sentence", "Tag", "Word", "sentence"]

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:-[^\W\d_]+)*"  # U.S., U.S.-led
    r"|['’]s\b|(?<=s)['’](?=\s|$)|n['’]t\b|['’](?:ll|re|ve|d|m)\b"
    r"|\d[\d.,:/]*\d(?:\w*(?:-\w+)*)|(?:(?!n['’]t\b)\w)+(?:(?:[-.&/](?=\w)|['’](?=[^\W\d_]{3}))(?:(?!n['’]t\b)\w)+)*"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_BIG = re.compile(r"[^\W\d_]*-?(?<![a-zß-öø-ÿ])[A-ZÀ-ÖØ-Þ]")
"""A word with a capital in front, or behind its article: "al-Qaida"."""
WHOLE = "Whole"
"""The type of a name that is known to have an "and" in it."""
_SURE = 0.5
"""An entity is one name, whatever its words are, from this score on."""


class Tag(StrEnum):
    """What a word does in its clause."""

    NOUN = "noun"
    VERB = "verb"
    BE = "be"
    HAVE = "have"
    DO = "do"
    MODAL = "modal"
    TO = "to"
    BEFORE = "preposition"
    DET = "determiner"
    AND = "coordinator"
    WHO = "relative"
    IF = "subordinator"
    IT = "pronoun"
    ADVERB = "adverb"
    TIME = "time"
    OF = "possessive"
    COMMA = "comma"
    STOP = "stop"


AUXILIARY = frozenset({Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL})
_MARKS = (
    (("'",), Tag.OF),
    (("'ll", "'d"), Tag.MODAL),
    (("'re", "'m"), Tag.BE),
    (("'ve",), Tag.HAVE),
    (tuple("$€£%#"), Tag.NOUN),
    (tuple('"“”‘’'), Tag.ADVERB),  # a quotation mark breaks nothing
    (tuple(",()–—-[]"), Tag.COMMA),
)
NOMINAL = frozenset({Tag.NOUN, Tag.DET, Tag.OF})


@dataclass(slots=True)
class Word:
    """One word: where it stands, its lower-case form, its tag, its predicate if it is one."""

    span: Span
    low: str
    tag: Tag
    predicate: PredicateMark | None = None
    name: int = -1
    titled: bool = False
    capital: bool = False
    big: bool = False
    joined: bool = False

    @property
    def verb(self) -> str:
        """Base form, as a verb."""
        return events().verb(self.low)

    @property
    def noun(self) -> str:
        """Singular, as a noun."""
        return events().noun(self.low)


@dataclass(slots=True)
class Sentence:
    """Words of a sentence in text order."""

    span: Span
    words: list[Word]

    def tag(self, at: int) -> Tag:
        """The tag of a word; ``STOP`` outside the sentence."""
        return self.words[at].tag if 0 <= at < len(self.words) else Tag.STOP

    def low(self, at: int) -> str:
        """The lower-case form of a word; empty outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def back(self, at: int) -> int:
        """The word before one, adverbs passed over."""
        at -= 1
        while self.tag(at) is Tag.ADVERB:
            at -= 1
        return at

    def closes(self, at: int) -> bool:
        """Whether a word is a quotation mark that ends a quotation."""
        low = self.low(at)
        if low == '"':
            return sum(w.low == '"' for w in self.words[:at]) % 2 == 1
        return low == "”"

    def chars(self, first: int, end: int) -> Span:
        """Words ``first`` to ``end`` (exclusive) as a span of the text."""
        return self.words[first].span[0], self.words[end - 1].span[1]

    def within(self, span: Span) -> tuple[int, int] | None:
        """The words that a span of the text touches."""
        held = [i for i, w in enumerate(self.words) if w.span[0] < span[1] and span[0] < w.span[1]]
        return (held[0], held[-1] + 1) if held else None


def sentence(
    text: str, span: Span, predicates: Sequence[PredicateMark], names: Sequence[EntityMark]
) -> Sentence:
    """The words of one sentence, tagged; ``predicates`` and ``names`` are those that lie in it."""
    words = [
        Word(
            (span[0] + m.start(), span[0] + m.end()), m.group().lower().replace("’", "'"), Tag.NOUN
        )
        for m in _WORD.finditer(text[span[0] : span[1]])
    ]
    _glue(words, names)
    starts = {p.span[0]: p for p in predicates}
    for word in words:
        found = next((starts[at] for at in range(*word.span) if at in starts), None)
        word.predicate = found if word.name < 0 or found is None else None
    shouted = text[span[0] : span[1]].isupper()
    for word in words:
        word.capital = not shouted and text[slice(*word.span)].isupper()
        word.big = not shouted and bool(_BIG.match(text[slice(*word.span)]))
    for before, word in pairwise(words):
        word.titled = text[word.span[0]].isupper() and text[before.span[0]].isupper()
    made = Sentence(span, words)
    _tag(text, made)
    return made


def _tag(text: str, made: Sentence) -> None:
    """First what lists and times tell, then which of the rest are verbs."""
    words = made.words
    for at in range(len(words)):
        words[at].tag = _closed(made, at)
    for at in range(len(words)):
        if words[at].low in clauses().deictic and made.tag(at + 1) is Tag.BEFORE:
            words[at].tag = Tag.ADVERB  # "late on Monday"
        if words[at].low.isdigit() and _dated(made, at):
            words[at].tag = Tag.TIME
    for at in range(len(words) - 2, -1, -1):
        if words[at + 1].tag is Tag.TIME and _timed(words[at]):
            words[at].tag = Tag.TIME
    for at in range(len(words)):
        if words[at].low == "to":
            words[at].tag = _to(made, at)
        elif words[at].tag is Tag.NOUN and _is_verb(text, made, at):
            words[at].tag = Tag.VERB


def _glue(words: list[Word], names: Sequence[EntityMark]) -> None:
    """Words of one name are told by its number; dates are no names."""
    for number, name in enumerate(names):
        if name.type == "Date" or name.score < _SURE:
            continue
        for word in words:
            if name.span[0] <= word.span[0] and word.span[1] <= name.span[1]:
                word.name = number
                word.joined = name.type == WHOLE


def _closed(made: Sentence, at: int) -> Tag:
    """The tag that a list gives a word, else ``NOUN``."""
    word, lists = made.words[at], clauses()
    low = word.low
    if _about(made, at):
        return Tag.DET
    both = {f"{low} {made.low(at + 1)}", f"{made.low(at - 1)} {low}"}
    if both & lists.both_adverbs:
        return Tag.ADVERB
    if not low[0].isalnum():
        return _mark(made, at)
    if low == "her" and made.low(at + 1) in lists.prepositions | lists.coordinators | {".", ","}:
        return Tag.IT  # "threatened her over it"
    ends = low in lists.weekdays and made.low(at - 1) and made.words[at - 1].name == word.name
    small = low in lists.determiners | lists.coordinators and not _inside(made, at)
    named = word.name >= 0 and not ends and not small
    if named or (word.capital and low in lists.capitals):
        return Tag.NOUN
    day = low.removeprefix("mid-") in lists.calendar and (
        low not in ("may", "march") or made.low(at + 1).isdigit()
    )
    if day or low.removesuffix("s") in lists.weekdays:
        return Tag.TIME
    for words, tag in (
        (lists.be, Tag.BE),
        (lists.have, Tag.HAVE),
        (lists.do, Tag.DO),
        (lists.modals, Tag.MODAL),
        (lists.coordinators, Tag.AND),
        (lists.relative, Tag.WHO),
        (lists.determiners, Tag.DET),
        (lists.pronouns, Tag.IT),
        (lists.prepositions | {"to"}, Tag.BEFORE),
        (lists.subordinate, Tag.IF),
        (lists.adverbs | lists.negation, Tag.ADVERB),
        (lists.spells, Tag.TIME),
    ):
        if low in words:
            return tag
    manner = low.endswith("ly") and low not in lists.not_adverbs
    return Tag.ADVERB if manner and word.verb not in events().verbs else Tag.NOUN


def _inside(made: Sentence, at: int) -> bool:
    """Whether an "and", with the "the" behind it, is part of one body's name."""
    words, here = made.words, made.words[at]
    if not here.joined or at + 1 == len(words) or words[at + 1].name != here.name:
        return False
    return here.low == "and" or made.low(at - 1) == "and"


def _timed(word: Word) -> bool:
    """Whether a word before one of time belongs to it: "two weeks", "late Monday"."""
    lists = clauses()
    if word.tag is Tag.DET or word.name >= 0:
        return False
    return word.low in lists.numbers | lists.deictic or word.low.isdigit()


def _about(made: Sentence, at: int) -> bool:
    """Whether a word only limits the number behind it: "at least 12", "more than two dozen"."""
    low, lists = made.low(at), clauses()
    pair, before = f"{low} {made.low(at + 1)}", f"{made.low(at - 1)} {low}"
    if pair in lists.about or before in lists.about:
        return True
    after = made.low(at + 1)
    return low in lists.nearly and (after[:1].isdigit() or after in lists.numbers)


def _dated(made: Sentence, at: int) -> bool:
    """Whether a number is a day or a year."""
    beside = Tag.TIME in (made.tag(at - 1), made.tag(at + 1))
    year = len(made.low(at)) == len("2014") and made.low(at)[:2] in ("19", "20")
    return beside or (year and made.tag(at + 1) is not Tag.NOUN)


def _mark(made: Sentence, at: int) -> Tag:
    """A punctuation mark, or the short form of a word."""
    low = made.words[at].low
    if low == "'s":
        return Tag.BE if made.low(at - 1) in clauses().pronouns else Tag.OF
    if low == "." and made.low(at - 1) in clauses().calendar and made.low(at + 1).isdigit():
        return Tag.TIME  # "on Jan. 1"
    if low == "." and made.low(at - 1) in clauses().shortened and at + 1 < len(made.words):
        return Tag.NOUN  # "Maj. Gen. Ost"
    for marks, tag in _MARKS:
        if low in marks:
            return tag
    return Tag.STOP


def _to(made: Sentence, at: int) -> Tag:
    """Before a verb it opens an infinitive."""
    after = at + 1
    while made.tag(after) is Tag.ADVERB:
        after += 1
    if made.tag(after) in (Tag.BE, Tag.HAVE, Tag.DO):
        return Tag.TO
    if after >= len(made.words) or made.tag(after) is not Tag.NOUN:
        return Tag.BEFORE
    word = made.words[after]
    base = word.verb == word.low or word.low in events().verbs
    return Tag.TO if word.predicate is not None and base else Tag.BEFORE


def _is_verb(text: str, made: Sentence, at: int) -> bool:
    """Whether a word that no list knows is a verb here."""
    word = made.words[at]
    back = made.back(at)
    before = made.tag(back)
    if word.name >= 0 or (word.predicate is None and not _listed(word, before)):
        return False
    helped = before is Tag.VERB and made.words[back].verb in events().making
    if helped and word.verb == word.low and word.predicate is not None:
        return True
    if before in (Tag.MODAL, Tag.TO, Tag.DO) or (before is Tag.IT and made.low(back) != "one"):
        return True
    if before in (Tag.DET, Tag.OF):
        return False
    low = word.low
    if low.endswith("ing"):
        return _ing(made, at, back)
    if low in events().irregular or low.endswith("ed"):
        return _past(made, at, back)
    if before in (Tag.HAVE, Tag.BE, Tag.BEFORE):
        return False
    return _present(text, made, at, back)


def _listed(word: Word, before: Tag) -> bool:
    """Whether a word is a past form behind "has" or "was", or of a verb of events."""
    if before in (Tag.HAVE, Tag.BE):
        return word.low.endswith("ed") or word.low in events().irregular
    return word.low.endswith("ed") and word.verb in events().verbs


def _ing(made: Sentence, at: int, back: int) -> bool:
    after, before = made.tag(at + 1), made.tag(back)
    going = before is Tag.BEFORE and after is Tag.NOUN and made.words[at].verb in events().going
    if before is Tag.BE or made.low(at + 1) == "of" or going:
        return before is Tag.BE and made.low(made.back(back)) not in clauses().empty
    if after is Tag.AND and made.low(at + 2).endswith("ing"):
        return made.tag(at + 3) in (Tag.DET, Tag.NOUN, Tag.IT)  # "killing and wounding ten"
    if (
        before is after is Tag.NOUN
        and back == at - 1
        and (_people(made.low(back)) or _joins(made.words[at]))
    ):
        return True  # "the coalition fighting X"
    named = made.words[at].noun in events().nouns and not _counted(made, at + 1)
    if named and before is Tag.STOP and _runs(made, at + 1):
        return False  # "Fighting erupted between"
    if named and after not in (Tag.DET, Tag.NOUN, Tag.IT):
        return False
    return not (before is Tag.NOUN and after is Tag.NOUN and back == at - 1 and named)


def _runs(made: Sentence, at: int) -> bool:
    """Whether a past form stands at a word, and nothing that it could be said of behind it."""
    low = made.low(at)
    past = low.endswith("ed") or low in events().irregular
    return past and made.tag(at + 1) in (Tag.BEFORE, Tag.ADVERB, Tag.TIME, Tag.STOP)


def _joins(word: Word) -> bool:
    """Whether the model finds who does it right before a word, and to whom right behind."""
    roles = word.predicate.roles if word.predicate else ()
    ends = {r.span[1] for r in roles if r.role == "ARG0" and r.score >= _SURE}
    starts = {r.span[0] for r in roles if r.role == "ARG1" and r.score >= _SURE}
    return word.span[0] - 1 in ends and word.span[1] + 1 in starts


def _people(low: str) -> bool:
    """Whether a noun is one for people or bodies."""
    return events().person(low) or parties().holds(parties().people, low)


def _past(made: Sentence, at: int, back: int) -> bool:
    after, before = made.tag(at + 1), made.tag(back)
    if before in (Tag.HAVE, Tag.BE):
        return made.tag(made.back(back)) is not Tag.DO  # "they do have suspected ties"
    word = made.words[at]
    if word.low in clauses().attributive and after is Tag.NOUN:
        return False
    if word.low in clauses().participles:
        return after in (Tag.DET, Tag.IT) or made.low(at + 1) == "by"
    if after is Tag.NOUN and before is Tag.AND and made.low(back - 1) in clauses().states:
        return False  # "dead and wounded men"
    if before is Tag.BEFORE and made.low(at + 1) in events().particles:
        return made.tag(at + 2) is not Tag.NOUN  # "dozens of burned out cars"
    counted = _counted(made, back) and not _counted(made, at + 1)
    plain = made.low(back) in clauses().adjectives and word.verb not in events().saying
    if before is after is Tag.NOUN and (counted or plain):
        return False
    opens = before in (Tag.STOP, Tag.BEFORE, Tag.VERB) or (
        before is Tag.AND and made.tag(back - 1) is Tag.STOP
    )
    return not (opens and after is Tag.NOUN)


def _counted(made: Sentence, at: int) -> bool:
    """Whether a word is a number."""
    return made.low(at) in clauses().numbers or made.low(at).isdigit()


def _present(text: str, made: Sentence, at: int, back: int) -> bool:
    """A base form or one in -s: attacks, strike, talks."""
    word, after, before = made.words[at], made.tag(at + 1), made.tag(back)
    known = events()
    if before is Tag.VERB and made.low(back).endswith("ed") and made.tag(back - 1) is Tag.DET:
        return False  # "their failed attacks"
    if after in (Tag.BE, Tag.HAVE) and word.verb not in known.saying:
        return False  # "the rebel attack was"
    as_verb = f"{word.verb} {made.low(at + 1)}" in known.phrases or any(
        word.verb in each
        for each in (
            known.verbs,
            known.light,
            known.reverse,
            known.planning,
            known.saying,
            known.plain,
        )
    )
    as_noun = word.noun in known.nouns or known.person(word.low) or not as_verb
    agent = (
        any(r.role in ("ARG0", "ARG1") and r.span[1] <= word.span[0] for r in word.predicate.roles)
        if word.predicate
        else False
    )
    patient = _follows(text, word)
    behind = made.low(at + 1)
    told = behind in known.irregular or (
        behind.endswith("ed") and known.verb(behind) in known.bases
    )
    if (told and word.verb not in known.linking) or (before in (Tag.STOP, Tag.COMMA) and not agent):
        return False
    peer = made.tag(back) is Tag.AND and as_verb and word.low.endswith("s")
    if peer and any(w.tag is Tag.VERB and w.low.endswith("s") for w in made.words[:back]):
        return after in (Tag.DET, Tag.BEFORE)  # "deplores the raid and calls on X"
    agrees = word.low.endswith("s") or made.low(back).endswith("s") or before is not Tag.NOUN
    if as_verb and not as_noun:
        return agrees and before in (Tag.NOUN, Tag.IT, Tag.WHO, Tag.AND, Tag.TIME, Tag.COMMA)
    if after in (Tag.DET, Tag.NOUN, Tag.IT) and before in (Tag.NOUN, Tag.WHO, Tag.AND, Tag.TIME):
        plural = word.low.endswith("s") != made.low(back).endswith("s")
        if after is Tag.DET and made.tag(at + 2) is Tag.TIME:  # "strikes this year"
            return False
        sure = after is not Tag.NOUN or made.words[at + 1].name >= 0
        return (agent and patient) or (plural and (agent or patient or sure))
    return before is Tag.WHO or (
        agent and after not in (Tag.BEFORE, Tag.STOP, Tag.COMMA) and as_verb
    )


def _follows(text: str, word: Word) -> bool:
    """Whether what it is done to stands right behind, with no preposition between."""
    if word.predicate is None:
        return False
    for role in word.predicate.roles:
        if role.role in ("ARG1", "ARG2") and 0 < role.span[0] - word.span[1] <= 2:
            first = text[role.span[0] : role.span[1]].split(maxsplit=1)
            return bool(first) and first[0].lower() not in clauses().prepositions
    return False
