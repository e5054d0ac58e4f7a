"""Several processes on one machine: the parent gathers and writes, the workers read.

Every worker is spawned, loads its own marker, and talks over a pipe of its own, so that a worker
killed at any moment can hold no lock that another waits for.  At most :data:`AHEAD` batches are
under way at each worker and a few more wait for their turn, so memory does not grow with the
input.  Outcomes come in the order of the input, whichever worker is faster.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from sayso.engines.factory import MarkerSpec
from sayso.engines.worker import AHEAD, work
from sayso.errors import SaysoError
from sayso.pipeline import Input, Outcome, batches
from sayso.read import ReadLimits


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    under_way: dict[int, list[Input]] = field(default_factory=dict)


class Pool:
    """Reads streams with ``processes`` workers.  Use it in a ``with`` block.

    :raises SaysoError: a worker cannot load its marker, or died.
    """

    def __init__(
        self,
        spec: MarkerSpec,
        *,
        processes: int,
        batch: int = 16,
        limits: ReadLimits = ReadLimits(),
    ) -> None:
        self._batch = batch
        self._window = (AHEAD + 1) * processes
        self._name: str | None = None
        self._workers: list[_Worker] = []
        try:
            for _ in range(processes):
                self._workers.append(_start(spec, limits))
        except BaseException:
            self.close()  # those that did start would wait for ever
            raise

    @property
    def name(self) -> str:
        """Name of the marker, as the first worker that is ready tells it."""
        while self._name is None:
            self._hear({})
        return self._name

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, whatever they are at; what they have not handed over is dropped."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers = []

    def run(self, items: Iterable[Input]) -> Iterator[Outcome]:
        """Outcomes of a stream, in its order."""
        waiting = enumerate(batches(items, size=self._batch))
        done: dict[int, list[Outcome]] = {}
        due, sent, more = 0, 0, True
        while True:
            while more and sent - due < self._window and (free := self._free()):
                more = _hand_over(free, waiting)
                sent += more
            if due in done:
                yield from done.pop(due)
                due += 1
            elif due == sent and not more:
                return
            else:
                try:
                    self._hear(done)
                except SaysoError:
                    self._finish(done)
                    for number in sorted(done):  # what was finished is not lost
                        yield from done[number]
                    raise

    def _free(self) -> _Worker | None:
        idlest = min(self._workers, key=lambda worker: len(worker.under_way))
        return idlest if len(idlest.under_way) < AHEAD else None

    def _finish(self, done: dict[int, list[Outcome]]) -> None:
        """Let those that live finish what they are at, after one has died."""
        while live := [w for w in self._workers if w.under_way and w.process.is_alive()]:
            with suppress(SaysoError):  # the first death is the one that is told
                self._hear(done, live)

    def _hear(self, done: dict[int, list[Outcome]], workers: list[_Worker] | None = None) -> None:
        """Wait until something happens at one of the workers, and take all that did."""
        handles: dict[Any, _Worker] = {}
        for worker in self._workers if workers is None else workers:
            handles[worker.pipe] = worker
            handles[worker.process.sentinel] = worker
        heard = {id(handles[one]): handles[one] for one in wait(list(handles))}
        dead = [worker for worker in heard.values() if not self._take(worker, done)]
        if dead:
            raise _death(dead[0])

    def _take(self, worker: _Worker, done: dict[int, list[Outcome]]) -> bool:
        """Take every message that lies in the worker's pipe; false where the worker is dead."""
        try:
            while worker.pipe.poll():
                message = worker.pipe.recv()
                if message[0] == "failed":
                    raise message[1]
                if message[0] == "ready":
                    self._name = message[1]
                    continue
                _, number, outcomes = message
                del worker.under_way[number]
                done[number] = outcomes
        except (EOFError, OSError):  # a message cut off in its middle is a plain OSError
            return False
        return worker.process.is_alive()


def _start(spec: MarkerSpec, limits: ReadLimits) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=True)
    process = context.Process(target=work, args=(theirs, spec, limits), daemon=True)
    try:
        with _quiet_interrupt():
            process.start()
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return _Worker(process, ours)


class _quiet_interrupt:  # noqa: N801 - reads as a verb where it is used
    """Ctrl-C reaches every process of a terminal; workers are born deaf to it.

    Only the parent answers it.  (A disposition of "ignore" is inherited; a handler is not.)
    """

    def __enter__(self) -> None:
        self._main = threading.current_thread() is threading.main_thread()
        if self._main:
            self._before = signal.signal(signal.SIGINT, signal.SIG_IGN)

    def __exit__(self, *_: object) -> None:
        if self._main:
            signal.signal(signal.SIGINT, self._before)


def _hand_over(worker: _Worker, waiting: Iterator[tuple[int, list[Input]]]) -> bool:
    """Give the worker the next batch; false where there is none."""
    following = next(waiting, None)
    if following is None:
        return False
    number, batch = following
    worker.under_way[number] = batch
    with suppress(BrokenPipeError, ConnectionResetError):  # it is dead: hearing tells that
        worker.pipe.send((number, batch))
    return True


def _death(worker: _Worker) -> SaysoError:
    worker.process.join(1)
    code = worker.process.exitcode
    if code == -signal.SIGTERM:
        time.sleep(0.5)  # whoever ends all processes of a run ends this one, too: a stop, no fault
    how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    batch = next(iter(worker.under_way.values()), None)
    where = ""
    if batch:
        where = f" while it read {batch[0].input_id!r} to {batch[-1].input_id!r}"
    return SaysoError(
        f"a worker process died ({how}){where}. Often memory ran out: try fewer --processes. "
        "All that was written before is kept, and the same command goes on from there"
    )
