"""Knowledge as data: one TOML file per kind, and the one loader that reads them.

Word lists and patterns live in the ``.toml`` files beside this one, so that a journalist can
read and correct them without reading code.  :func:`load` is the only door.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["load"]


@cache
def load(name: str) -> Mapping[str, Any]:
    """Read ``vocab/<name>.toml`` once and keep it.  Treat what comes back as read-only.

    ``name`` carries no suffix; a list in a folder has that before it ("actors/states").  A name
    that is not there is a bug of the caller and raises :class:`FileNotFoundError`; a file that is
    not TOML raises :class:`tomllib.TOMLDecodeError`.

    >>> sorted(load("outlets"))
    ['source']
    """
    path = resources.files(__name__).joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
