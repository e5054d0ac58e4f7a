"""Whether a claim that is told as against another is: one deed, which the other plainly tells.

To be told wrongly that one source contradicts another is worse than to be told nothing, so who
says no must say it of the deed that the other tells, and the other must tell it without any no or
doubt of its own: whoever says no to a no may say anything.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from functools import cache

from sayso.records import Firmness
from sayso.vocab.kin import kin, root, roots
from sayso.vocab.stances import stances
from sayso.weigh.likeness import terms
from sayso.weigh.polarity import behind, doubted, gainsaid, otherwise, takes_a_stand, words
from sayso.weigh.refusal import refusal, refuses
from sayso.weigh.side import Side

__all__ = ["opposed"]

ONE_SENTENCE = 0.9
"""Share of the words of the shorter of two sentences that both have, if it is one sentence."""
SHARED, LEAST = 0.5, 0.2
"""Share of the matter of two claims that both have, if they tell one deed: the mean, and either."""
DONE = 0.3
"""The same mean, where the other has a word for what is done."""
_FIRM = frozenset({Firmness.ASSERTED, Firmness.ALLEGED, Firmness.DENIED})


def opposed(a: Side, b: Side, *, framed: bool = False) -> bool:
    """Whether one of two claims says no to, denies or doubts what the other tells plainly.

    ``framed``: their frames tell that it is one kind of deed, of the same to the same.
    """
    if _one_sentence(a.row.sentence, b.row.sentence):
        return False
    return any(_against(*pair, framed=framed) for pair in ((a, b), (b, a)))


def _one_sentence(a: str, b: str) -> bool:
    """Whether two sentences are one, copied: what is cut out of each in another way is no quarrel.

    The longer has all words by which the shorter says no.
    """
    small, large = sorted((frozenset(words(a)), frozenset(words(b))), key=len)
    no, noes = otherwise(small), otherwise(large)
    return len(small & large) >= ONE_SENTENCE * len(small) and bool(no) and no <= noes


def _against(no: Side, tells: Side, *, framed: bool) -> bool:
    """Whether the first says no to what the second tells."""
    if tells.denied or not _plain(tells, no):
        return False
    if no.denied:
        return _one_deed(no, tells, framed=framed)
    if no.row.firmness not in _FIRM:
        return False
    near = tells.question.nearest(no.told)[0]
    doubt = doubted(near)
    if doubt is not None and doubt not in stances().doubting:
        return _one_deed(no, tells, framed=framed)
    if not (_there(no, tells) and _there(tells, no)):
        return False
    will = not stances().will.isdisjoint(words(no.question.nearest(tells.told)[0]))
    noes = [*gainsaid(_on(no, near), will=will), *([behind(near, doubt)] if doubt else [])]
    return any(_tells(tells, stretch) for stretch in noes)


def _on(no: Side, near: str) -> str:
    """A sentence of a claim, up to the end of the sentence that it is cut out of."""
    at = no.row.sentence.find(near)
    return near if at < 0 else no.row.sentence[at:]


def _there(one: Side, other: Side) -> bool:
    """Whether an article names every place in which the sentence of another tells a thing."""
    return all(name in other.text for name in _places().findall(one.row.sentence))


@cache
def _places() -> re.Pattern[str]:
    days = "|".join((*calendar.month_name[1:], *calendar.day_name))
    return re.compile(
        rf"(?<![^\W_])(?i:{'|'.join(sorted(kin().lies))})\s+(?:the\s+)?(?!(?:{days})\b)([A-Z][^\W_]+)"
    )


def _plain(tells: Side, no: Side) -> bool:
    """Whether a claim tells without any no or doubt of its own what another says no to."""
    near, content = no.question.nearest(tells.told)[0], tells.row.content
    if takes_a_stand(near) or otherwise(words(near)):
        return False
    return refusal(content) is None and refuses(content) is None


def _one_deed(a: Side, b: Side, *, framed: bool) -> bool:
    """Whether two claims have enough of what they tell in common, besides those it is about."""
    one, other = a.asked.core.in_common(b.told), b.asked.core.in_common(a.told)
    mean = (one + other) / 2
    if framed and max(one, other) >= SHARED:
        return True
    if b.asked.core.done_in(a.told):
        return mean >= DONE
    return mean > SHARED and min(one, other) >= LEAST


def _tells(tells: Side, stretch: Sequence[str]) -> bool:
    """Whether a claim tells what a negation governs: its first word that says something, and most.

    Who has no part in the truce says nothing of a part in a raid.
    """
    light = kin().light
    heavy = [word for word in stretch if terms(word) and root(word) not in light]
    heavy = [word for word in heavy if word not in stances().telling]
    there = roots(tells.told)
    told = [bool(kin().of(root(word)) & there or tells.question.held(word)) for word in heavy]
    return told[:1] == [True] and 2 * sum(told) > len(told)
