"""A claim as one side of a comparison with another: what it tells, and what it says no to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sayso.vocab.kin import roots
from sayso.weigh.judge import Row, denies, told_as_false, told_by
from sayso.weigh.likeness import Question
from sayso.weigh.polarity import governed

__all__ = ["Side"]


@dataclass(frozen=True)
class Side:
    """A claim as one side of a comparison.

    ``question`` is its content, its words weighed; ``text`` is the whole text of its article.
    """

    row: Row
    question: Question
    text: str

    @property
    def denied(self) -> bool:
        """Whether its source denies it, or says that it is untrue."""
        return denies(self.row)

    @cached_property
    def told_false(self) -> bool:
        """Whether it is told in order to be denied: then it is nobody's word."""
        return told_as_false(self.row)

    @property
    def told(self) -> str:
        """What it tells, without the words by which it says that this is not so."""
        return told_by(self.row)

    @cached_property
    def asked(self) -> Question:
        """It as a statement that others are asked for."""
        return replace(
            self.question, about=self.row.about, no=False, stands=(self.text, self.row.spans)
        )

    @cached_property
    def refused(self) -> Question:
        """The same, where it says no to what the other tells."""
        return replace(self.asked, no=True)

    @cached_property
    def noes(self) -> list[frozenset[str]]:
        """The roots of the words that each of its negations governs."""
        every = governed(self.told, every=True)
        return [roots(" ".join(stretch)) for stretch in every]

    def says_no(self, other: Side) -> bool:
        """Whether its sentence that is nearest to another claim says no to what that tells.

        What the other says no to as well is told by both, and what it tells elsewhere is told.
        """
        near = other.question.nearest(self.told)[0]
        said = (
            other.asked.core.negated(stretch, self.told)
            and not any(_much(roots(" ".join(stretch)), each) for each in other.noes)
            and not other.asked.core.told_again(stretch, self.told)
            for stretch in governed(near)
            if other.question.held(" ".join(stretch))
        )
        return any(said) != self.denied

    def ends(self, other: Side) -> bool:
        """Whether it tells as over what another claim tells."""
        return other.asked.over_in(self.told)

    @cached_property
    def day(self) -> date | None:
        """The day of publication, where it is known."""
        try:
            return date.fromisoformat((self.row.published or "")[:10])
        except ValueError:
            return None

    @cached_property
    def names(self) -> frozenset[str]:
        """Whom and what it is about, by name: actors, places, and words written as names."""
        about = self.row.about
        places = (str(p.geonames) for p in about.places if p.geonames)
        return self.question.names | {a.key for a in about.actors} | set(places)


def _much(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two stretches have half of the words of the shorter in common."""
    return 2 * len(some & others) >= min(len(some), len(others))
