"""What a worker process does: load a marker, then read batch after batch until told to stop.

Messages to a worker: ``(number, batch)``, then ``None``.  Messages from it: ``("ready", name)``
once, then ``("done", number, outcomes)`` for each batch, or ``("failed", error)`` before it ends.
A thread keeps taking batches off the pipe, so that the parent never waits to hand one over.
"""

from __future__ import annotations

import queue
import threading
import traceback
from multiprocessing.connection import Connection
from typing import Any

from sayso.engines.factory import MarkerSpec
from sayso.errors import SaysoError

AHEAD = 2
"""Batches that a worker may hold: the one it reads, and the next."""


def work(pipe: Connection, spec: MarkerSpec, limits: Any) -> None:
    """Body of a worker process.  It ends when told to, and when the parent is gone."""
    try:
        _work(pipe, spec, limits)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is gone: nobody is left to tell
    except SaysoError as error:
        pipe.send(("failed", error))
    except Exception:  # noqa: BLE001 - crosses to the parent, which raises it there
        pipe.send(("failed", RuntimeError(f"a worker failed:\n{traceback.format_exc()}")))


def _work(pipe: Connection, spec: MarkerSpec, limits: Any) -> None:
    from sayso.pipeline import read_batch

    marker, known = spec.load(), spec.gazetteers()
    pipe.send(("ready", marker.name))
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(pipe, waiting), daemon=True).start()
    while (message := waiting.get()) is not None:
        number, batch = message
        pipe.send(("done", number, read_batch(batch, marker, limits=limits, known=known)))


def _take(pipe: Connection, waiting: queue.SimpleQueue[Any]) -> None:
    """Move messages from the pipe to the queue; the parent bounds how many are under way."""
    message: Any = ()
    while message is not None:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            message = None  # the parent is gone
        waiting.put(message)
