"""Memory of a process and all its children, sampled from outside while it runs.

Linux only: ``/proc/PID/smaps_rollup`` gives both figures of one process in one read.  *Rss* counts
a page that several processes share (the model file, libraries) in each of them, so its sum is
what ``top`` adds up to and an upper bound; *Pss* divides such a page among them, so its sum is
what the machine really holds.  Targets are held against the first.  A peak shorter than the
interval can be missed.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

PROC = Path("/proc")


def tree(pid: int) -> list[int]:
    """A process and all its living descendants."""
    children: dict[int, list[int]] = {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            # The name in brackets may hold blanks: the parent is the second field after it.
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended between the listing and the look
        children.setdefault(parent, []).append(int(path.parent.name))
    found, queue = [], [pid]
    while queue:
        each = queue.pop()
        found.append(each)
        queue += children.get(each, [])
    return found


def rollup(pid: int) -> tuple[int, int]:
    """Rss and Pss of one process in KiB; zeros where it is gone."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0, 0
    rows = {line.partition(":")[0]: line.split()[1] for line in lines if line.endswith(" kB")}
    return int(rows.get("Rss", 0)), int(rows.get("Pss", 0))


@dataclass
class Sampler:
    """Watches a process tree until the ``with`` block ends.

    ``peak_rss_mb`` and ``peak_pss_mb`` are the highest sums over the tree seen at one moment;
    ``processes`` is the most that lived at once.
    """

    pid: int
    interval: float = 0.1
    peak_rss_mb: float = 0.0
    peak_pss_mb: float = 0.0
    processes: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> None:
        """Take one sample now."""
        sums = [rollup(pid) for pid in tree(self.pid)]
        alive = [each for each in sums if each[0]]
        self.peak_rss_mb = max(self.peak_rss_mb, sum(rss for rss, _ in alive) / 1024)
        self.peak_pss_mb = max(self.peak_pss_mb, sum(pss for _, pss in alive) / 1024)
        self.processes = max(self.processes, len(alive))

    def _watch(self) -> None:
        while not self._stop.wait(self.interval):
            self.look()


def high_water_mb() -> float:
    """The most memory this process has held since the last :func:`reset_high_water`, in MB."""
    for line in (PROC / "self" / "status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def reset_high_water() -> None:
    """Forget the high-water mark: it starts anew from what is held now."""
    (PROC / "self" / "clear_refs").write_text("5")
