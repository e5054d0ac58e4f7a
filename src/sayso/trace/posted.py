"""Whose a post is: "a post on the account of X", "a message from X", "the council's Telegram feed".

What stands on an account is the word of whom it belongs to; the post, or the network where one is
named, is only how it came.  On a person's page others write as well: whose word it is stays open.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.records import Kind, Span
from sayso.trace.addressee import Venue
from sayso.trace.phrase import Phrase, parse
from sayso.vocab import load

__all__ = ["owner_of_post", "post_itself"]

LONGEST = 160
CHANNEL = len("Telegram channels")
CUT = re.compile(r" (?:one of|who|which|that) ")


def owner_of_post(text: str, span: Span) -> Span | None:
    """Where the words stand for whom a post belongs to; ``None`` where the source is no such post.

    ``span`` is where the source stands.
    """
    if span[1] - span[0] > LONGEST or noun().search(text, *span) is None:
        return None
    for pattern, page in forms():
        found = pattern.match(text, *span)
        if found is None:
            continue
        cut = CUT.search(text, *found.span("owner"))  # "the Hill Front one of the factions"
        span = found.start("owner"), cut.start() if cut else found.end("owner")
        owner = parse(text, span)
        if is_owner(owner) and not (page and is_one(owner)) and not on_air(found):
            return span
    return None


def post_itself(text: str, span: Span) -> Venue | None:
    """The post as the way it came, for a source that :func:`owner_of_post` answers for."""
    if owner_of_post(text, span) is None:
        return None
    found = noun().search(text, *span)
    return Venue(found["noun"].lower(), Kind.SOCIAL, "posted there", named=False) if found else None


def on_air(found: re.Match[str]) -> bool:
    """Whether it is a channel on the air: no network is named, and no post."""
    whose = f"{found.string[found.start() : found.start('owner')]} {found.group()[-CHANNEL:]}"
    words = whose.lower().split()
    raw = load("venues")
    told = {*raw["posts"], *map(str.lower, raw["networks"])}
    return not {"channel", "channels"}.isdisjoint(words) and told.isdisjoint(words)


def is_owner(owner: Phrase) -> bool:
    """Whether somebody has an account: not a pronoun, not a network."""
    return owner.somebody and not owner.pronoun and owner.kind is not Kind.SOCIAL


def is_one(owner: Phrase) -> bool:
    """Whether it is a person, on whose page others write."""
    return owner.kind in (Kind.PERSON, Kind.UNNAMED, Kind.WITNESS, None)


@cache
def noun() -> re.Pattern[str]:
    """The noun for the post, else for the account."""
    raw = load("venues")
    words = "|".join((*raw["posts"], *raw["accounts"], *raw["pages"]))
    return re.compile(rf"\b(?P<noun>{words})\b", re.I)


@cache
def forms() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Wordings for a post and its owner, each with whether it stands on a page."""
    raw = load("venues")
    posts, accounts, pages, owned = (
        "|".join(raw[key]) for key in ("posts", "accounts", "pages", "owned")
    )
    some = r"(?:(?:an?|the|this|another|one) )?(?:[\w’'-]+ ){0,2}?"
    post = rf"{some}(?:{posts}) (?:\w+ed |made |sent |put up |written )?"
    on = r"(?:on|to|from|by|via|through|in) "
    wordings: list[tuple[str, bool]] = []
    for places, page in ((accounts, False), (pages, True)):
        place = rf"(?:(?:an?|the) )?(?:[\w-]+ ){{0,3}}?(?:{places}) (?:{owned}) (?P<owner>.+)"
        whose = rf"(?P<owner>.+)['’]s? (?:[\w-]+ ){{0,3}}?(?:{places})"
        wordings += [(f"(?:{post}{on})?{each}", page) for each in (place, whose)]
    sent = posts.replace("|statement|statements", "")
    wordings.append(
        (rf"{some}(?:{sent}) (?:posted |sent |written )?(?:by|from) (?P<owner>.+)", False)
    )
    return tuple((re.compile(rf"{each}$", re.I), page) for each, page in wordings)
