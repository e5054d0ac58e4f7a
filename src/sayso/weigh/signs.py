"""What a text shows of where it comes from: datelines, staff, its own agency, others, hearsay."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.vocab.copies import agencies, outlets, sign

__all__ = ["Signs", "signs"]

HEAD = 300
"""Characters of the head of a text."""
TAIL = 600
"""Characters of its end."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What one text shows; the words that show it, or ``None``.

    ``taken``: that it is a copy.  ``wire``: the agency or outlet of a dateline.  ``staff``: who
    wrote and edited it.
    ``own``: an agency that speaks of itself.  ``other``: another outlet that had it.  ``hearsay``:
    that somebody had it.
    """

    taken: str | None
    wire: str | None
    staff: str | None
    own: str | None
    other: str | None
    hearsay: str | None


def signs(text: str) -> Signs:
    """Look for all of them.

    >>> found = signs("By Ada Voss LEM, Oct 9 (Reuters) - Lem is shut, it was reported.")
    >>> found.wire, found.hearsay
    ('Reuters', 'it was reported')
    """
    tail, text = text[-TAIL:], " ".join(text.split())
    return Signs(
        taken=_found("taken", text[:HEAD]) or _found("taken", text[-TAIL:]),
        wire=_wire(text),
        staff=_found("staff", tail),  # names stand in one line
        own=_found("own", text),
        other=_found("others", text),
        hearsay=_found("hearsay", text),
    )


def _wire(text: str) -> str | None:
    named = (found["name"] for found in sign("head").finditer(text, 0, HEAD))
    return next((name for name in named if name.lower() in agencies() | outlets()), None)


def _found(kind: str, text: str) -> str | None:
    found = sign(kind).search(text)
    return found[0] if found else None
