"""The limits that gathering keeps to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much to take in at most.

    ``max_bytes`` bounds one article: a file, a row, a line or a page.  ``timeout_s`` bounds the
    whole fetching of a page, the look-up of names and redirects included; ``max_redirects`` the
    hops it may take.
    """

    max_bytes: int = 20_000_000
    timeout_s: float = 20.0
    max_redirects: int = 5
