"""How near the sentences of a ledger are to one vector: all of them, looked through at once.

The vectors are held as they are stored, signed bytes, 384 a sentence: 38 MB for 100,000 sentences.
Their signs alone, a bit each, are compared first (random hyperplanes, Charikar 2002); the cosine is
that of the bytes, of those that come out best.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
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
        # A row of each number, not of each sentence: so they are read one after another.
        self.signs = np.empty((WIDTH // 64, len(self.vectors)), dtype=np.uint64)
        for start in range(0, len(self.vectors), CHUNK):
            self.signs[:, start : start + CHUNK] = _signs(self.vectors[start : start + CHUNK]).T
        self._spans: dict[int, tuple[array[int], array[int]]] = {}

    def spans(
        self, db: sqlite3.Connection, articles: Iterable[int]
    ) -> dict[int, tuple[array[int], array[int]]]:
        """Where the sentences of articles (by number) start and end; looked up once for each."""
        wanted = set(articles)
        new = wanted - self._spans.keys()
        rows = db.execute(
            "SELECT article, spans FROM vectors WHERE article IN (SELECT value FROM json_each(?))",
            (json.dumps(list(new)),),
        )
        for article, raw in rows:
            starts, ends = zip(*json.loads(raw), strict=True)
            self._spans[article] = array("L", starts), array("L", ends)
        return {article: self._spans[article] for article in wanted if article in self._spans}

    def cosines(self, vector: NDArray[np.float32], at: NDArray[np.int64]) -> NDArray[np.float32]:
        """Of some sentences with a vector (384,) of unit length."""
        import numpy as np

        some = self.vectors[at].astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", some, some))
        # Too few for the threads of a product to be worth their start.
        products = np.einsum("ij,j->i", some, vector)
        return np.asarray(products / np.maximum(lengths, 1e-9), dtype=np.float32)

    def best(self, vector: NDArray[np.float32], most: int) -> NDArray[np.int64]:
        """The sentences that are nearest to a vector, in no order."""
        import numpy as np

        apart = np.zeros(len(self.vectors), dtype=np.uint16)
        for held, own in zip(self.signs, _signs(vector[None, :])[0], strict=True):
            apart += np.bitwise_count(held ^ own)
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
        self._known: dict[tuple[str, Span], float | None] = {}

    def holding(self, most: int) -> set[int]:
        """Numbers of the claims that stand in the ``most`` nearest sentences."""
        import numpy as np

        best = self._every.best(self._vector, most)
        owners = np.searchsorted(self._every.begins, best, side="right") - 1
        ordinals: dict[int, list[int]] = {}
        for owner, at in zip(owners.tolist(), best.tolist(), strict=True):
            article = self._every.articles[owner]
            ordinals.setdefault(article, []).append(at - int(self._every.begins[owner]))
        spans = self._every.spans(self._db, ordinals)
        places = [
            (article, starts[n], ends[n])
            for article, (starts, ends) in spans.items()
            for n in ordinals[article]
        ]
        return {row[0] for row in self._db.execute(_STANDING, (json.dumps(places),))}

    def of(self, article: str, span: Span) -> float | None:
        """The best cosine of the sentences of an article that touch a span; ``None``: it has none.

        ``article`` is its id.
        """
        if (article, span) not in self._known:
            self.learn({article: [span]})
        return self._known[article, span]

    def learn(self, places: Mapping[str, Iterable[Span]]) -> None:
        """Look up how near the sentences are that touch these spans of articles, all at once."""
        import numpy as np

        rows = self._db.execute(
            "SELECT id, number FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(places)),),
        )
        numbers = dict(rows.fetchall())
        held = self._every.spans(self._db, numbers.values())
        begins, ends, where = [], [], []
        for article, spans in places.items():
            number = numbers.get(article, 0)
            first = int(self._every.begins[bisect_left(self._every.articles, number)])
            sentences = held.get(number, ((), ()))
            for span in spans:
                low = bisect_right(sentences[1], span[0])
                high = bisect_left(sentences[0], span[1], low)
                self._known[article, span] = None
                if low < high:
                    begins.append(first + low)
                    ends.append(first + high)
                    where.append((article, span))
        if where:
            best = self._best(np.array(begins), np.array(ends))
            self._known.update(zip(where, best.tolist(), strict=True))

    def _best(self, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float32]:
        """The best cosine of each stretch of sentences; none of them is empty."""
        import numpy as np

        sizes = ends - begins
        starts = np.cumsum(sizes) - sizes
        every = np.repeat(begins - starts, sizes) + np.arange(int(sizes.sum()))
        wanted, back = np.unique(every, return_inverse=True)
        return np.maximum.reduceat(self._every.cosines(self._vector, wanted)[back], starts)
