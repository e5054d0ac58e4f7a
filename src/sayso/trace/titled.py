"""What a title tells that the source declares and that stands nowhere in the text.

The model does not see it: it is read by the rules for headlines alone.  Whoever it names is looked
for among those the article knows, so that "Ministry" is the defence ministry that speaks below.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Attribution, Firmness, Headline, Hop, Kind, Span, Voice, Who
from sayso.trace.draft import Draft, Ground
from sayso.trace.firm import firmness_of
from sayso.trace.headline import of_headline, without_site
from sayso.trace.names import Names
from sayso.trace.phrase import Phrase, parse
from sayso.trace.quotes import quotes_in
from sayso.trace.scene import Scene, as_it_stands
from sayso.trace.spans import bounds
from sayso.trace.speech import quoted_share
from sayso.trace.voice import headline_voice, teller

__all__ = ["titled"]

LONGEST = 300
QUESTION = Firmness.OTHER, "content is a question"


def titled(ground: Ground, found: Sequence[Attribution]) -> Headline | None:
    """The claim of the article's title, where that stands outside its text and tells one.

    ``found`` are the attributions of the text.
    """
    title = ground.article.title or ""
    if ground.article.headline is not None or not title.strip() or len(title) > LONGEST:
        return None
    whole = ((0, len(title)),)
    laid = Ground(ground.article, title, whole, whole, quotes_in(title, whole), ground.names)
    draft = of_headline(title, whole[0], ground.names)
    return in_own_voice(laid) if draft is None else by_somebody(laid, draft, found)


def in_own_voice(laid: Ground) -> Headline | None:
    """The headline as the outlet's own word, where it tells an event."""
    span = without_site(laid.text, (0, len(laid.text)))
    told = headline_voice(laid.text, span, {})
    if told is None:
        return None
    why, (firmness, rule) = told
    root, by = teller(laid.article, None, firmness)
    because = (("voice", why), ("firmness", rule), ("root", by))
    return Headline(Voice.AUTHOR, (), (), (span,), firmness, root, because)


def by_somebody(laid: Ground, draft: Draft, found: Sequence[Attribution]) -> Headline:
    """The headline as the word of whoever it names."""
    speech, _ = quoted_share(laid, draft.content)
    firm = firmness_of(laid, draft, speech, draft.cue)
    if firm[0] is Firmness.ASSERTED and laid.text.rstrip(" '\"\u201d\u2019").endswith("?"):
        firm = QUESTION
    who, rule = resolved(laid, bounds(draft.source), found)
    because = (*draft.why, ("who", rule), ("firmness", firm[1]))
    root = Hop(who.name, who.kind, firm[0], who.named)
    return Headline(Voice.REPORTED, draft.source, draft.cue, draft.content, firm[0], root, because)


def resolved(laid: Ground, span: Span, found: Sequence[Attribution]) -> tuple[Who, str]:
    """Who the source of a headline is, and the rule: by name, by surname, or as the text has it."""
    phrase = parse(laid.text, span)
    if phrase.handle:
        return Who(phrase.handle, Kind.SOCIAL), "an account"
    named = by_name(phrase, laid.names)
    if named is not None:
        return named, f"named: {named.name}"
    met = {one.who.name: one.who for one in found if is_called(one.who, phrase.head)}
    if len(met) == 1:
        (who,) = met.values()
        return who, f"the {phrase.head} of the text -> {who.name}"
    alone = as_it_stands(Scene(laid, laid.names), phrase, 0)
    return alone.who, alone.rule


def by_name(phrase: Phrase, names: Names) -> Who | None:
    """A body or a person by the fullest name that the article has for them."""
    if phrase.name is not None and phrase.name.kind not in (Kind.PERSON, Kind.UNNAMED):
        return Who(names.fullest(phrase.name.name), phrase.name.kind)
    if phrase.head and phrase.name is None and " " in phrase.core:
        return None
    word = phrase.name.last if phrase.name is not None else phrase.core.rpartition(" ")[2]
    full = names.longer(word, 0) if word[:1].isupper() else None
    if full is not None and full.kind is Kind.PERSON:
        return Who(full.name, full.kind, span=full.span)
    if phrase.name is None or phrase.name.kind is not Kind.PERSON or len(phrase.name.words) == 1:
        return None
    return Who(phrase.name.name, Kind.PERSON)


def is_called(who: Who, head: str) -> bool:
    """Whether a source of the text is one by the noun of the headline: "ministry"."""
    words = who.name.removesuffix(" (unnamed)").lower().split()
    return bool(head) and words[-1:] == [head]
