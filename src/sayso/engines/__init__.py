"""How :mod:`sayso.pipeline` is spread: in this process, or over several on this machine."""

from sayso.engines.factory import MarkerSpec
from sayso.engines.local import Engine, InProcess, Tally, into_ledger, start

__all__ = ["Engine", "InProcess", "MarkerSpec", "Tally", "into_ledger", "start"]
