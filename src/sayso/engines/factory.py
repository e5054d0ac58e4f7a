"""Where a marker comes from: a name that every process can load for itself.

Kept apart, and light, because worker processes import it first.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sayso.errors import ModelError

if TYPE_CHECKING:
    from sayso.pipeline import MarksArticles


@dataclass(frozen=True, slots=True)
class MarkerSpec:
    """How to make a marker: ``factory`` is ``"module:callable"``, called with the rest.

    ``path`` is the model file (``None``: the one that comes with Sayso); ``threads`` is the
    number of threads that one marker may use.
    """

    factory: str = "sayso.mark:Marker.load"
    path: Path | None = None
    threads: int = 1

    def load(self) -> MarksArticles:
        """Make the marker, in this process.

        :raises ModelError: the factory is not there, or its model cannot be loaded.
        """
        module, _, name = self.factory.partition(":")
        try:
            made: object = import_module(module)
            for part in name.split("."):
                made = getattr(made, part)
        except (ImportError, AttributeError) as why:
            raise ModelError(
                f"no marker can be made with {self.factory!r}: {why}. "
                "Reinstall Sayso, or name a factory as module:callable"
            ) from why
        if not callable(made):
            raise ModelError(f"no marker can be made with {self.factory!r}: it is not callable")
        return cast("MarksArticles", made(self.path, threads=self.threads))
