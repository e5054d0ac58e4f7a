"""How near the sentences of a ledger are to one vector: all of them, looked through at once.

The vectors are held as they are stored, signed bytes, 384 a sentence: 38 MB for 100,000 sentences.
Their signs alone, a bit each, are compared first (random hyperplanes, Charikar 2002); the cosine is
that of the bytes, of those that come out best.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sayso.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 384
COARSE = 8
"""How many times as many sentences as are wanted are taken by their signs."""
_STANDING = (
    "WITH places AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS article, "
    "json_extract(value, '$[1]') AS low, json_extract(value, '$[2]') AS high FROM json_each(?)) "
    "SELECT DISTINCT c.number FROM places AS p JOIN claims AS c ON c.article = p.article "
    "AND c.sentence_start < p.high AND c.sentence_end > p.low WHERE NOT c.rejected"
)
CHUNK = 4096
"""Sentences whose signs are taken at a time."""


class Sentences:
    """The vectors of all sentences of a ledger, as they were when this was made."""

    def __init__(self, db: sqlite3.Connection) -> None:
        import numpy as np

        self.articles: list[int] = []
        raw = bytearray()
        begins = [0]
        for article, vectors in db.execute("SELECT article, bytes FROM vectors ORDER BY article"):
            self.articles.append(article)
            raw += vectors
            begins.append(len(raw) // WIDTH)
        self.begins = np.array(begins)
        self.vectors = np.frombuffer(raw, dtype=np.int8).reshape(-1, WIDTH)
        self.signs = np.empty((len(self.vectors), WIDTH // 64), dtype=np.uint64)
        for start in range(0, len(self.vectors), CHUNK):
            self.signs[start : start + CHUNK] = _signs(self.vectors[start : start + CHUNK])

    def cosines(self, vector: NDArray[np.float32], at: NDArray[np.int64]) -> NDArray[np.float32]:
        """Of some sentences with a vector (384,) of unit length."""
        import numpy as np

        some = self.vectors[at].astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", some, some))
        return np.asarray((some @ vector) / np.maximum(lengths, 1e-9), dtype=np.float32)

    def best(self, vector: NDArray[np.float32], most: int) -> NDArray[np.int64]:
        """The sentences that are nearest to a vector, in no order."""
        import numpy as np

        apart = np.bitwise_count(self.signs ^ _signs(vector[None, :])).sum(axis=1, dtype=np.uint16)
        some = _least(apart, most * COARSE)
        return np.asarray(some[_least(-self.cosines(vector, some), most)])


def _signs(vectors: NDArray[Any]) -> NDArray[np.uint64]:
    """Of each vector, whether each of its numbers is above nought: 384 bits as six numbers."""
    import numpy as np

    return np.packbits(vectors > 0, axis=1).view(np.uint64)


def _least(values: NDArray[Any], most: int) -> NDArray[np.int64]:
    import numpy as np

    if most >= len(values):
        return np.arange(len(values))
    return np.argpartition(values, most - 1)[:most]


class Near:
    """What one vector is near to."""

    def __init__(
        self, db: sqlite3.Connection, every: Sentences, vector: NDArray[np.float32]
    ) -> None:
        self._db = db
        self._every = every
        self._vector = vector
        self._known: dict[str, tuple[Sequence[Span], Sequence[float]]] = {}

    def holding(self, most: int) -> set[int]:
        """Numbers of the claims that stand in the ``most`` nearest sentences."""
        import numpy as np

        best = self._every.best(self._vector, most)
        owners = np.searchsorted(self._every.begins, best, side="right") - 1
        ordinals: dict[int, list[int]] = {}
        for owner, at in zip(owners.tolist(), best.tolist(), strict=True):
            article = self._every.articles[owner]
            ordinals.setdefault(article, []).append(at - int(self._every.begins[owner]))
        rows = self._db.execute(
            "SELECT article, spans FROM vectors WHERE article IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ordinals)),),
        ).fetchall()
        spans = ((article, json.loads(raw)) for article, raw in rows)
        places = [(article, *told[n]) for article, told in spans for n in ordinals[article]]
        return {row[0] for row in self._db.execute(_STANDING, (json.dumps(places),))}

    def of(self, article: str, span: Span) -> float | None:
        """The best cosine of the sentences of an article that touch a span; ``None``: it has none.

        ``article`` is its id.
        """
        if article not in self._known:
            self.learn([article])
        told = zip(*self._known[article], strict=True)
        return max(
            (c for (start, end), c in told if start < span[1] and span[0] < end), default=None
        )

    def learn(self, articles: Iterable[str]) -> None:
        """Look up where the sentences of articles stand, and how near they are, all at once."""
        import numpy as np

        new = [article for article in articles if article not in self._known]
        self._known.update((article, ((), ())) for article in new)
        rows = self._db.execute(
            "SELECT a.id, a.number, v.spans FROM articles AS a JOIN vectors AS v "
            "ON v.article = a.number WHERE a.id IN (SELECT value FROM json_each(?))",
            (json.dumps(new),),
        )
        held = [
            (article, json.loads(spans), bisect_left(self._every.articles, number))
            for article, number, spans in rows
        ]
        ranges = [range(*self._every.begins[at : at + 2].tolist()) for _, _, at in held]
        wanted = np.fromiter(chain.from_iterable(ranges), dtype=np.int64)
        cosines = iter(self._every.cosines(self._vector, wanted).tolist())
        for (article, spans, _), each in zip(held, ranges, strict=True):
            self._known[article] = spans, list(islice(cosines, len(each)))
