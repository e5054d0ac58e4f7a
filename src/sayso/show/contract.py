"""The machine contract ``sayso/1``: one JSON object an article.

Others build on it: its shape is frozen in ``docs/sayso-1.schema.json``, and what is not listed
there is not in it.  Offsets are code points into ``text``, end exclusive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from sayso.records import (
    About,
    ActorMention,
    Article,
    Attribution,
    Claim,
    Dropped,
    Frame,
    Headline,
    Hop,
    PlaceMention,
    Quantity,
    Reading,
    Refused,
    Span,
    Spans,
    Who,
)
from sayso.show.gaps import of_frame, of_quantity
from sayso.show.safe import UNSAFE

SCHEMA = "sayso/1"


def as_json(
    read: Article | Refused,
    reading: Reading | None = None,
    rejected: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The ``sayso/1`` object of an article and its reading, or of a refused input.

    Claims whose ids are ``rejected`` say so: a person decided that they are none.

    >>> from sayso.records import Reason
    >>> as_json(Refused("a.txt", Reason.EMPTY, "0 bytes"))["refused"]
    {'reason': 'empty', 'detail': '0 bytes'}
    """
    if isinstance(read, Refused):
        why = {"reason": str(read.reason), "detail": read.detail}
        return _object(None, read.input_id, read.url, refused=why)
    if reading is None:
        reading = Reading(read.id)
    return _object(
        read.id,
        read.input_id,
        read.url,
        title=read.title,
        outlet=read.outlet,
        published=read.published,
        language=read.language,
        text=read.text,
        headline=_headline(reading.headline),
        attributions=[_attribution(each) for each in reading.attributions],
        scare=[{"span": _span(each.span), "type": str(each.type)} for each in reading.scare],
        credits=[{"name": c.name, "how": c.how, "span": _span(c.span)} for c in read.credits],
        claims=[
            _claim(each, read.text) | ({"rejected": True} if each.id in rejected else {})
            for each in reading.claims
        ],
        left_out=[_left_out(each, read.text) for each in reading.dropped],
    )


def line(value: object, *, indent: int | None = None) -> str:
    r"""JSON, on one line without ``indent``, that may go to a terminal and into UTF-8.

    What JSON need not escape but what could steer a terminal, break the line, turn its direction,
    or not be held by UTF-8 at all (a lone surrogate), is written as an escape: the same value.

    >>> line({"a": "é"})
    '{"a": "é"}'
    >>> line({"a": "\x9b2J"})
    '{"a": "\\u009b2J"}'
    """
    return UNSAFE.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _object(article: str | None, input_id: str, url: str | None, **known: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "schema": SCHEMA,
        "id": article,
        "input_id": input_id,
        "url": url,
        "title": None,
        "outlet": None,
        "published": None,
        "language": None,
        "text": None,
        "headline": None,
        "refused": None,
        "attributions": [],
        "scare": [],
        "credits": [],
        "claims": [],
        "left_out": [],
    }
    return empty | known


def _headline(head: Headline | None) -> dict[str, Any] | None:
    """What the title tells, where it stands nowhere in the text; spans point into ``title``."""
    if head is None:
        return None
    root = head.root
    return {
        "voice": str(head.voice),
        "source": _spans(head.source),
        "cue": _spans(head.cue),
        "content": _spans(head.content),
        "firmness": str(head.firmness),
        "root": {"name": root.name, "kind": str(root.kind), "named": root.named},
    }


def _attribution(each: Attribution) -> dict[str, Any]:
    root = each.root
    return {
        "id": each.id,
        "source": _spans(each.source),
        "cue": _spans(each.cue),
        "content": _spans(each.content),
        "inside": each.inside,
        "speech": str(each.speech),
        "firmness": str(each.firmness),
        "score": round(each.score, 4),
        "who": _who(each.who),
        "chain": [_hop(hop) for hop in each.chain],
        "root": {"name": root.name, "kind": str(root.kind), "named": root.named},
    }


def _claim(each: Claim, text: str) -> dict[str, Any]:
    told = {
        "id": each.id,
        "attribution": each.attribution,
        "voice": str(each.voice),
        "spans": _spans(each.spans),
        "firmness": str(each.firmness),
    }
    return told | about(each.about, lambda span: text[slice(*span)])


def _left_out(each: Dropped, text: str) -> dict[str, Any]:
    words = text[slice(*each.span)]
    return {"span": _span(each.span), "text": words, "of": each.of, "why": each.reason}


def about(told: About, words: Callable[[Span], str]) -> dict[str, Any]:
    """What a claim is about; ``words`` gives those of the article at a span."""

    def at(span: Span) -> dict[str, Any]:
        return {"span": _span(span), "text": words(span)}

    return {
        "actors": [at(actor.span) | _actor(actor) for actor in told.actors],
        "places": [at(place.span) | _place(place) for place in told.places],
        "dates": [at(d.span) | {"edtf": d.edtf, "of": str(d.of), "why": d.why} for d in told.dates],
        "quantities": [at(quantity.span) | _quantity(quantity) for quantity in told.quantities],
        "frames": [_frame(frame) | {"why": of_frame(frame, words)} for frame in told.frames],
    }


def _actor(actor: ActorMention) -> dict[str, Any]:
    return {
        "id": actor.key,
        "name": actor.name,
        "kind": str(actor.kind),
        "why": actor.why,
    }


def _place(place: PlaceMention) -> dict[str, Any]:
    return {
        "name": place.name,
        "geonames": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "precision": None if place.precision is None else str(place.precision),
        "country": place.country,
        "why": place.why,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "modifier": quantity.modifier,
        "why": of_quantity(quantity),
    }


def _number(value: float | None) -> float | int | None:
    """A whole number without a point.

    >>> _number(30.0), _number(2.5)
    (30, 2.5)
    """
    return int(value) if value is not None and float(value).is_integer() else value


def _frame(frame: Frame) -> dict[str, Any]:
    return {
        "predicate": _span(frame.predicate),
        "actor": _maybe(frame.actor),
        "actor_id": frame.actor_id,
        "event": frame.event,
        "quad": frame.quad,
        "mode": frame.mode,
        "recipient": _maybe(frame.recipient),
        "recipient_id": frame.recipient_id,
        "negated": frame.negated,
        "modality": str(frame.modality),
        "place": _maybe(frame.place),
        "date": _maybe(frame.date),
        "score": round(frame.score, 4),
    }


def _maybe(span: Span | None) -> list[int] | None:
    return None if span is None else _span(span)


def _who(who: Who) -> dict[str, Any]:
    return {"name": who.name, "kind": str(who.kind), "id": who.id}


def _hop(hop: Hop) -> dict[str, Any]:
    return {"name": hop.name, "kind": str(hop.kind), "firmness": str(hop.firmness)}


def _span(span: Span) -> list[int]:
    return [span[0], span[1]]


def _spans(spans: Spans) -> list[list[int]]:
    return [_span(span) for span in spans]
