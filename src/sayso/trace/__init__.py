"""Article + marks -> who says what, on whose word, how firmly.  Pure; odd marks never raise.

ground  the layout, and what of the text is furniture of its page
join    marks -> drafts: edges, near-duplicates, contents that ran on
headed  "Ministry: ten killed": what a sign or a verb in the headline gives to a source
stand   quotations without a cue: whoever spoke last goes on
nest    which record stands inside which
who     sources resolved inside the article, and their kind
firm    how firmly each is put forward
venue   where each was heard
chain   from the outermost intermediary to the root
scare   quoted words that are nobody's speech
voice   what the author says in their own voice
titled  what a title tells that stands outside the text
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import (
    Article,
    Attribution,
    Claim,
    Marks,
    Reading,
    Voice,
    attribution_id,
    claim_id,
)
from sayso.trace.chain import chains
from sayso.trace.draft import Draft, Ground, ground
from sayso.trace.firm import firmness_of
from sayso.trace.forms import one_form
from sayso.trace.headline import headed
from sayso.trace.join import join
from sayso.trace.later import named_later
from sayso.trace.nest import nest, nested_by
from sayso.trace.scare import scare
from sayso.trace.speech import quoted_share
from sayso.trace.standing import stand
from sayso.trace.titled import titled
from sayso.trace.voice import author_claims
from sayso.trace.who import resolve

__all__ = ["trace"]


def trace(article: Article, marks: Marks) -> Reading:
    """Read the attributions of one article off its marks.

    Marks that are odd (out of the text, empty, twice) are mended or dropped, never an error.
    """
    laid = ground(article, marks.entities)
    joined, dropped = join(laid, marks)
    drafts = stand(laid, headed(laid, joined))
    found = attributions(laid, drafts)
    claims = tuple(reported(article.id, one) for one in found)
    own = author_claims(article, found, marks.predicates, laid.furniture)
    quoted, head = scare(article, found), titled(laid, found)
    return Reading(article.id, found, (*claims, *own), quoted, tuple(dropped), head)


def attributions(laid: Ground, drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    """Resolve drafts into attributions, in text order."""
    outer = nest(laid, drafts)
    who = one_form(named_later(laid, drafts, resolve(laid, drafts, outer)))
    quoted = [quoted_share(laid, draft.content) for draft in drafts]
    speech = [speech for speech, _ in quoted]
    cues = tuple(sorted(span for draft in drafts for span in draft.cue))
    firm = [firmness_of(laid, one, how, cues) for one, how in zip(drafts, speech, strict=True)]
    links = chains(laid, drafts, outer, who, [value for value, _ in firm])
    ids = [
        attribution_id(laid.article.id, draft.source, draft.cue, draft.content) for draft in drafts
    ]
    out: list[Attribution] = []
    for index, draft in enumerate(drafts):
        around = outer[index]
        hops, notes = links[index]
        why = [*draft.why, ("who", who[index].rule), ("firmness", firm[index][1])]
        why.append(("speech", quoted[index][1]))
        if around is not None:
            why.append(("inside", nested_by(draft, drafts[around], who[around].who.name)))
        out.append(
            Attribution(
                id=ids[index],
                source=draft.source,
                cue=draft.cue,
                content=draft.content,
                inside=None if around is None else ids[around],
                speech=speech[index],
                firmness=firm[index][0],
                score=draft.score,
                who=who[index].who,
                chain=hops,
                why=(*why, *notes),
            )
        )
    return tuple(out)


def reported(article: str, one: Attribution) -> Claim:
    """The claim of an attribution."""
    return Claim(
        id=claim_id(article, one.source, one.cue, one.content),
        article=article,
        attribution=one.id,
        voice=Voice.REPORTED,
        spans=one.content,
        firmness=one.firmness,
        root=one.root,
    )
