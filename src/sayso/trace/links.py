"""Links as evidence of who passed a thing on: "officials <a>told reporters</a> that ...".

A link to another outlet stands for "as this outlet has it" where it lies on the cue, on most of
what is said, on a report without a maker ("<a>reports</a> say"), or in the sentence of a record
that nobody says ("reportedly").  A link on a name leads to whom it names, far more often than to
who passed their words on, so it tells nothing; nor does one back to the article's own outlet.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from sayso.records import Credit, Kind, Link, Span
from sayso.trace.addressee import MEDIA, Venue
from sayso.trace.draft import Draft, Ground
from sayso.trace.names import body
from sayso.trace.scene import Resolved
from sayso.trace.spans import covered, overlap, which
from sayso.vocab.outlets import of_domain

__all__ = ["linked", "taken_from"]

MOST = 0.6
QUOTES = ("“", '"', "«")
REPORTS = frozenset({"report", "reports", "account", "accounts", "rumours", "rumors"})


def linked(
    ground: Ground,
    drafts: Sequence[Draft],
    outer: Sequence[int | None],
    who: Sequence[Resolved],
    venues: Sequence[Venue | None],
) -> list[Venue | None]:
    """``venues``, and where a source was heard nowhere, the outlet that a link leads to."""
    out = list(venues)
    there = [(link, name) for link in ground.article.links if (name := other_outlet(ground, link))]
    if not there:
        return out
    for index, draft in enumerate(drafts):
        if out[index] is not None or outer[index] is not None or who[index].who.kind in MEDIA:
            continue
        home = sentence_of(ground, draft)
        near = ((link, name) for link, name in there if overlap((link.span,), (home,)))
        found = next(
            ((name, how) for link, name in near if (how := lies_on(draft, who[index], link))), None
        )
        if found is not None:
            out[index] = venue(*found)
    return out


def other_outlet(ground: Ground, link: Link) -> str | None:
    """The known outlet that the link leads to, if it is not the article's own."""
    name = of_domain(host(link.href))
    own = {ground.article.outlet, of_domain(host(ground.article.url or ""))}
    own |= {credit.name for credit in ground.article.credits if credit.covers is None}
    return None if name in own else name


def host(address: str) -> str:
    """The host name of an address; nothing where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def lies_on(draft: Draft, found: Resolved, link: Link) -> str:
    """What of the record the link lies on, if that tells who passed it on."""
    if overlap(draft.cue, (link.span,)):
        return "the cue"
    if covered(draft.content, (link.span,)) >= MOST:
        return "what is said"
    if found.head in REPORTS and overlap(draft.source, (link.span,)):
        return "a report without a maker"
    if not draft.source:
        return "the sentence, which names nobody"
    return ""


def taken_from(ground: Ground, credit: Credit) -> str:
    """The rule by which a block is somebody's: its end is told by marks, or a guess."""
    rule = f"block taken from {credit.name}"
    if credit.covers is None or credit.covers in ground.article.blocks:
        return rule
    quoted = ground.text[credit.covers[0] : credit.covers[0] + 1] in QUOTES
    return rule if quoted else f"{rule}; where it ends is a guess"


def sentence_of(ground: Ground, draft: Draft) -> Span:
    """The sentence that the cue, or else the content, begins in."""
    number = max(0, which(draft.anchor, ground.sentences))
    return ground.sentences[number]


def venue(name: str, how: str) -> Venue:
    """The outlet as a link of the chain."""
    known = body(name)
    kind = known.kind if known is not None and known.kind in MEDIA else Kind.OUTLET
    return Venue(name, kind, f"link to {name} on {how}")
