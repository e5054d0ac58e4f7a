"""What became other from one telling to the next: hedges and sources lost, numbers, places.

Two claims that tell the same are laid side by side, sentence by sentence, word by word (the
longest matching blocks of Ratcliff and Obershelp, as :mod:`difflib` has them).  What matters is
read off the claims themselves: how firm, on whose word, how many, where; the diff shows the words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from sayso.records import (
    Change,
    Drift,
    Drifted,
    Firmness,
    Hop,
    Piece,
    PlaceMention,
    Precision,
    Quantity,
    Span,
)
from sayso.vocab.cues import hedges
from sayso.weigh.figures import other_figure
from sayso.weigh.judge import Row
from sayso.weigh.ways import PRESS, hop_key

__all__ = ["drift"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_SOFT = frozenset({Firmness.HEDGED, Firmness.ALLEGED})
_FINE = (Precision.COUNTRY, Precision.DISTRICT, Precision.TOWN, Precision.EXACT)
"""Precisions from the roughest to the finest."""
NEAR = 0.6
"""Degrees of latitude or longitude within which a finer place may lie in a rougher one."""
WIDE = 8.0
"""The same of what belongs to no one country, a sea or a desert, which is told by its middle."""


def drift(before: Row, after: Row, how: str) -> Drift:
    """How a claim is told again in a later article; both should tell the same.

    ``how``: see :class:`~sayso.records.Drift`.  Its ``changes`` are in a fixed order: hedge,
    attribution or link, numbers, place.  Of sentences that are word for word the same, only the
    loss of an outlet that passed it on is told: what else differs is not in the words.
    """
    diff = tuple(_diff(before, after))
    rules = _RULES if any(piece.how != "equal" for piece in diff) else (_link_lost,)
    found = (rule(before, after, diff) for rule in rules)
    changes = tuple(each for each in found if each is not None)
    return Drift(before.id, after.id, how, changes, diff)


# --- the words ------------------------------------------------------------------------------


def _diff(before: Row, after: Row) -> Iterator[Piece]:
    """The two sentences as stretches of equal, lost and new words."""
    one, other = _tokens(before), _tokens(after)
    words = [[word for word, _ in each] for each in (one, other)]
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        there, here = _stretch(before, one, a, b), _stretch(after, other, c, d)
        if how == "equal":
            yield Piece("equal", there, here)
            continue
        if a < b:
            yield Piece("gone", there, (here[0], here[0]))
        if c < d:
            yield Piece("new", (there[1], there[1]), here)


def _tokens(row: Row) -> list[tuple[str, Span]]:
    """The words of a claim's sentence in lower case, with their places in the article."""
    at = row.sentence_at
    return [
        (found[0].casefold().translate(_PLAIN), (found.start() + at, found.end() + at))
        for found in _WORD.finditer(row.sentence)
    ]


_PLAIN = str.maketrans("’‘“”", "''\"\"")


def _stretch(row: Row, tokens: Sequence[tuple[str, Span]], a: int, b: int) -> Span:
    """The characters of the tokens ``[a, b)``; of none, the place where they would stand."""
    if a < b:
        return tokens[a][1][0], tokens[b - 1][1][1]
    at = tokens[a][1][0] if a < len(tokens) else row.sentence_at + len(row.sentence)
    return at, at


def _lost(diff: Sequence[Piece]) -> tuple[Span, ...]:
    return tuple(piece.before for piece in diff if piece.how == "gone")


def _came(diff: Sequence[Piece]) -> tuple[Span, ...]:
    return tuple(piece.after for piece in diff if piece.how == "new")


def _words(row: Row, span: Span) -> str:
    return row.sentence[span[0] - row.sentence_at : span[1] - row.sentence_at]


# --- what changed ---------------------------------------------------------------------------


def _hedge_lost(before: Row, after: Row, diff: Sequence[Piece]) -> Change | None:
    """What was hedged or alleged stands there firmly."""
    if before.firmness not in _SOFT or after.firmness is not Firmness.ASSERTED:
        return None
    lost = _lost(diff)
    soft = tuple(span for span in lost if _hedges(_words(before, span)))
    where = soft or lost or ((before.sentence_at, before.sentence_at + len(before.sentence)),)
    return Change(
        Drifted.HEDGE_LOST, where, _came(diff) or after.spans, f"{before.firmness}, now asserted"
    )


def _hedges(words: str) -> bool:
    """Whether a stretch of words holds a word that makes a claim less firm."""
    known = hedges()
    low = words.lower()
    found = set(low.replace("’", "'").split())
    single = {*known.content, *known.near, *known.source}
    return bool(found & single) or any(phrase in low for phrase in known.phrases)


def _attribution_lost(before: Row, after: Row, diff: Sequence[Piece]) -> Change | None:
    """What somebody said is the article's own."""
    if not before.chain or after.chain:
        return None
    outside = tuple(span for span in _lost(diff) if not _inside(span, before.spans))
    return Change(
        Drifted.ATTRIBUTION_LOST,
        outside or before.spans,
        after.spans,
        f"{_names(before.chain)} said so, now the article itself",
    )


def _link_lost(before: Row, after: Row, diff: Sequence[Piece]) -> Change | None:
    """Some of those who passed it on are not told any more, and nobody else came in."""
    if not before.chain or not after.chain:
        return None
    kept = {_link(hop) for hop in after.chain}
    gone = tuple(hop for hop in before.chain if _link(hop) not in kept)
    if not _lost(diff) and not _came(diff):
        gone = tuple(hop for hop in gone if hop.kind in PRESS and hop.named)
    came = kept - {_link(hop) for hop in before.chain}
    if not gone or came:
        return None
    where = tuple(span for span in _lost(diff) if not _inside(span, before.spans))
    return Change(
        Drifted.LINK_LOST, where or before.spans, after.spans, f"not told any more: {_names(gone)}"
    )


def _link(hop: Hop) -> tuple[str, ...]:
    return hop_key(hop.name)


def _names(chain: Sequence[Hop]) -> str:
    return ", ".join(hop.name for hop in chain)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _number_changed(before: Row, after: Row, diff: Sequence[Piece]) -> Change | None:
    """The same thing has another number, and both cannot be meant."""
    del diff

    def same_thing(one: Quantity, other: Quantity) -> bool:
        return True

    found = other_figure(before.about.quantities, after.about.quantities, same_thing)
    if found is None:
        return None
    one, other = found
    why = f"another number of {one.unit}"
    return Change(Drifted.NUMBER_CHANGED, (one.span,), (other.span,), why)


def _place_sharpened(before: Row, after: Row, diff: Sequence[Piece]) -> Change | None:
    """A place that was told roughly is told more finely; a place that was not told is none."""
    del diff
    for rough in before.about.places:
        for fine in after.about.places:
            if _finer(fine, rough) and not any(_same(fine, p) for p in before.about.places):
                why = f"{rough.precision}, now {fine.precision}"
                return Change(Drifted.PLACE_SHARPENED, (rough.span,), (fine.span,), why)
    return None


def _finer(fine: PlaceMention, rough: PlaceMention) -> bool:
    """Whether one place is told more finely than another, and may be in it."""
    if fine.precision is None or rough.precision is None:
        return False
    if _FINE.index(fine.precision) <= _FINE.index(rough.precision):
        return False
    if rough.country is None:
        return _apart(fine, rough) <= (WIDE if rough.precision is Precision.COUNTRY else NEAR)
    if fine.country != rough.country:
        return False
    if rough.precision is Precision.COUNTRY or fine.geonames == rough.geonames:
        return True
    return _apart(fine, rough) <= NEAR


def _apart(a: PlaceMention, b: PlaceMention) -> float:
    """The degrees of latitude or longitude, the more of the two, between two places."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    round_the_other_way = 360 - abs(a.lon - b.lon)
    return max(abs(a.lat - b.lat), min(abs(a.lon - b.lon), round_the_other_way))


def _same(a: PlaceMention, b: PlaceMention) -> bool:
    return a.geonames == b.geonames and a.precision == b.precision


_RULES: Sequence[Callable[[Row, Row, Sequence[Piece]], Change | None]] = (
    _hedge_lost,
    _attribution_lost,
    _link_lost,
    _number_changed,
    _place_sharpened,
)
