"""Which claims may say the same as one: what is bound to it, and what is like it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.engines import InProcess, MarkerSpec, into_ledger
from sayso.engines.alike import MOST, alike
from sayso.engines.dossiers import bound
from sayso.errors import NotFound
from sayso.gather import gather
from sayso.ledger import ClaimRow, Ledger, open_ledger
from sayso.records import Relation
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story, read by the model; nobody writes to it."""
    path = tmp_path_factory.mktemp("alike") / "story.ledger"
    with open_ledger(path) as book:
        into_ledger(
            InProcess(MarkerSpec().load()),
            book,
            gather(str(ROOT / "examples" / "story")),
            source="s",
        )
    return path


@pytest.fixture
def book(read: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "own.ledger"
    path.write_bytes(read.read_bytes())
    with open_ledger(path) as made:
        yield made


def strikes(book: Ledger) -> ClaimRow:
    """A claim that is bound to several others."""
    return max(book.claims(), key=lambda row: (len(book.bonds_of([row.id])), row.id))


def test_what_is_bound_comes_first_and_then_what_is_like(book: Ledger) -> None:
    one = strikes(book)
    found = alike(book, one.id)
    tied = [each for each in found if each.relation is not None]
    like = [each for each in found if each.relation is None]
    assert tied and found == [*tied, *like] and len(found) <= MOST
    for some in (tied, like):
        scores = [each.score for each in some]
        assert scores == sorted(scores, reverse=True)
    known = bound(book, one.id)
    assert all(known[each.row.id].relation is each.relation for each in tied)
    assert not [each for each in like if each.row.id in known]


def test_no_claim_is_like_itself_or_its_own_sentence_and_none_comes_twice(book: Ledger) -> None:
    for one in list(book.claims())[::7]:
        found = [each.row for each in alike(book, one.id)]
        ids = [row.id for row in found]
        assert one.id not in ids and len(set(ids)) == len(ids)
        like = [each.row for each in alike(book, one.id) if each.relation is None]
        assert not [r for r in like if (r.article, r.sentence_at) == (one.article, one.sentence_at)]


def test_what_a_person_says_is_heeded_and_taken_back(book: Ledger) -> None:
    one = strikes(book)
    before = alike(book, one.id)
    other = before[0].row
    number = book.apart(one.id, other.id, by="a reader")
    assert other.id not in {each.row.id for each in alike(book, one.id)}
    book.undo(number)
    last = before[-1].row
    book.same(one.id, last.id, by="a reader")
    told = {each.row.id: each for each in alike(book, one.id)}[last.id]
    assert told.relation is Relation.SAME and "a reader" in told.why


def test_a_claim_that_is_rejected_is_like_nothing(book: Ledger) -> None:
    one = strikes(book)
    like = [each for each in alike(book, one.id) if each.relation is None]
    book.reject(like[0].row.id, by="a reader")
    assert like[0].row.id not in {each.row.id for each in alike(book, one.id)}


def test_fewer_may_be_asked_for_and_an_id_may_be_short(book: Ledger) -> None:
    one = strikes(book)
    assert alike(book, one.id[:10], most=2) == alike(book, one.id)[:2]
    with pytest.raises(NotFound):
        alike(book, "zzzzzz")
