"""Typed view of ``furniture.toml`` and ``loaded.toml``: what tells copies of a text apart."""

from __future__ import annotations

import re
from functools import cache

from sayso.vocab import load

__all__ = ["furniture", "loaded"]


@cache
def furniture() -> re.Pattern[str]:
    """One pattern for all of it, to be searched in a passage.

    >>> bool(furniture().search("Copyright 2014. All rights reserved."))
    True
    >>> furniture().search("The bridge is closed.")
    """
    parts = [part for row in load("furniture")["furniture"] for part in row["patterns"]]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


@cache
def loaded() -> frozenset[str]:
    """Words by which a newsroom takes sides, in lower case.

    >>> "daesh" in loaded()
    True
    """
    return frozenset(load("loaded")["loaded"]["words"])
