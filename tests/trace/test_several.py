"""Several who say one thing, in texts whose blanks were lost or doubled."""

from __future__ import annotations

import pytest

from sayso.records import Kind, Who
from sayso.trace.scene import Resolved
from sayso.trace.several import parted, several


def resolved(span: tuple[int, int]) -> Resolved:
    return Resolved(Who(str(span), Kind.PERSON, span=span), "", at=span[0])


@pytest.mark.parametrize("text", ["Ada Moor and   and Ivo Prent", "Ada Moor and  and Ivo Prent"])
def test_a_part_of_blanks_is_nobody(text: str) -> None:
    span = (0, len(text))
    assert len(parted(text, span)) == 3
    one = several(text, span, resolved)
    assert one is None or one.joint


def test_two_by_name_are_one_source() -> None:
    text = "Ada Moor and Ivo Prent"
    one = several(text, (0, len(text)), resolved)
    assert one is not None and one.joint
    assert one.who.name == "(0, 8) and (13, 22)"
