"""The limits that reading keeps to, and the clock that holds one of them."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much one article may cost.

    ``max_chars`` bounds its text in characters, ``max_depth`` how deeply the tags of its HTML may
    nest (the parser beneath gives up at 256), ``timeout_s`` the time spent on it, and again on
    tracing it.
    """

    max_chars: int = 2_000_000
    max_depth: int = 250
    timeout_s: float = 20.0


class Late(BaseException):
    """The time for one article is up.

    Derives from ``BaseException`` so that no ``except Exception`` of a library eats it; whoever
    sets a :func:`deadline` catches it.
    """


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise :class:`Late` in the block when ``seconds`` have passed.

    In the main thread of a process (the command line, and each worker of the local engine) a
    timer of the system interrupts even a library that loops.  In another thread, or on Windows,
    nothing can; there the work before is bounded by size and depth, and lateness is found when
    the block ends.  A timer that the caller has set is put back with the time it has left.
    """
    started = time.monotonic()
    timed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not timed:
        yield
        if time.monotonic() - started > seconds:
            raise Late
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise Late

    # The caller's timer stops first, so that it never rings our bell.
    left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
    before = signal.signal(signal.SIGALRM, ring)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            yield
        finally:  # it may ring right here, after the block; what follows must happen nonetheless
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
        if left:
            rest = max(left - (time.monotonic() - started), 0.001)
            signal.setitimer(signal.ITIMER_REAL, rest, interval)
