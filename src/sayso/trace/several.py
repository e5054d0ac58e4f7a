"""Several who say one thing: "Ivo Prent and Ada Moor", "the Hill Watch and residents"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sayso.records import Span, Who
from sayso.trace.names import body, normal
from sayso.trace.phrase import Phrase, core_of, parse
from sayso.trace.scene import ME, Resolved
from sayso.vocab.kinds import kinds

__all__ = ["several"]

LINK = re.compile(r",? (?P<and>and|as well as) (?:both )?|, (?=(?:the )?[A-Z])")
BOTH = re.compile(r"both ", re.I)
MOST = 200
"""Characters of a source in which several may be told."""


def several(text: str, span: Span, resolve: Callable[[Span], Resolved]) -> Resolved | None:
    """The several that the source at ``span`` tells, as one source; ``None`` where it tells one.

    Each is ``resolve``d by itself, and one at least goes by a name: "Norvian and Vellan media" and
    "a clerk and father of two" are described in one.
    """
    parts = parted(text, span)
    while len(parts) > 1 and not all_stand(text, parts):
        parts = [*parts[:-2], (parts[-2][0], span[1])]  # "the Post and Ynet, the best and largest"
    if len(parts) == 1:
        return None
    found = [resolve(part) for part in parts]
    named = [one.who for one in found if one.who.named]
    if not named or len({one.who.name for one in found}) < len(found):
        return None
    names = [one.who.name.removesuffix(ME).strip() for one in found]
    who = Who(f"{', '.join(names[:-1])} and {names[-1]}", named[0].kind, span=span)
    return Resolved(who, "several, each by itself", at=span[0], plural=True, joint=True)


def all_stand(text: str, parts: Sequence[Span]) -> bool:
    """Whether each of the parts names or describes somebody."""
    last = parts[-1]
    return all(stands(text, part, parse(text, part), last=part == last) for part in parts)


def parted(text: str, span: Span) -> list[Span]:
    """The parts of a source, at "and" and at commas before names; one for a single body's name."""
    lead = BOTH.match(text, *span)
    start, end = lead.end() if lead else span[0], span[1]
    cuts = list(LINK.finditer(text, start, end)) if end - start <= MOST else []
    while cuts and not cuts[-1]["and"]:
        cuts.pop()  # behind the last "and" a comma only tells more of the last one
    core = core_of(text[start:end])
    if not cuts or (cuts[0].start() < start + len(core) and body(core) is not None):
        return [span]
    edges = [start, *(edge for cut in cuts for edge in cut.span()), end]
    return [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2)]


def stands(text: str, part: Span, phrase: Phrase, *, last: bool) -> bool:
    """Whether a part names or describes somebody by itself; more may be told of the last alone."""
    words = text[slice(*part)]
    if not words or not (last or words == phrase.core):
        return False
    opens = words.lower().split(maxsplit=1)[0] in kinds().determiners
    if phrase.name is not None:
        rest = text[phrase.name.span[1] : part[0] + len(phrase.core)]
        ends = not normal(rest) or (last and rest.split()[0] in kinds().within)
        return ends and (words[0].isupper() or opens or "." in phrase.core)
    if phrase.pronoun or phrase.lone == phrase.label != "":
        return True
    many = phrase.head.endswith("s") or phrase.head in kinds().many
    return bool(phrase.head) and words[0].islower() and (many or opens)
