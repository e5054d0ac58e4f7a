"""Which outlet stands behind a host name: a typed view of the domains in `outlets.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sayso.vocab import load

__all__ = ["domain_names", "of_domain"]


@cache
def domain_names() -> Mapping[str, str]:
    """Registered domain -> name of the outlet."""
    sources = load("outlets")["source"]
    return {domain: source["name"] for source in sources for domain in source["domains"]}


def of_domain(host: str) -> str | None:
    """The outlet behind a host name, subdomains included.

    >>> of_domain("www.reuters.com"), of_domain("uk.reuters.com"), of_domain("example.org")
    ('Reuters', 'Reuters', None)
    """
    parts = host.lower().split(".")
    known = domain_names()
    return next((known[d] for i in range(len(parts)) if (d := ".".join(parts[i:])) in known), None)
