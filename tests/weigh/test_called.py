"""One name for one party: short names of bodies, and what is no short name of anybody."""

from __future__ import annotations

import pytest

from sayso.records import Firmness, Hop, Kind, Relation
from sayso.weigh.called import called, renamed, shortened
from sayso.weigh.dossier import Dossier, Matched, dossier
from sayso.weigh.judge import Bond
from tests.weigh.test_dossier import Claim

SAID = Firmness.ASSERTED


def body(name: str, kind: Kind = Kind.GOVERNMENT) -> Hop:
    return Hop(name, kind, SAID, not name.endswith("(unnamed)"))


@pytest.mark.parametrize(
    ("short", "long", "want"),
    [
        ("embassy", "Castrellan embassy", True),
        ("the embassy", "Castrellan embassy in Orvena", True),
        ("Castrellan embassy", "Castrellan embassy in Orvena", True),
        ("harbour watch", "Colm Harbour Watch", True),
        ("Castrellan embassy in Orvena", "Castrellan embassy", False),
        ("embassy", "embassy guard", False),
        ("embassy in Tessarin", "embassy in Orvena", False),
        ("embassy", "embassy", False),
        ("Syrian army", "Free Syrian Army", False),
    ],
)
def test_a_short_name_is_the_end_of_a_longer_one(short: str, long: str, want: bool) -> None:
    assert shortened(short, long) is want


def test_the_one_longer_name_that_fits_stands_for_the_short_one() -> None:
    names = ["embassy", "Castrellan embassy", "Castrellan embassy in Orvena"]
    whole = names[-1]
    assert called(map(body, names)) == dict.fromkeys(names[:-1], whole)
    assert renamed((body("embassy"), body("Voss")), {"embassy": whole})[0].name == whole


def test_where_two_longer_names_fit_nobody_is_meant() -> None:
    assert called(map(body, ["embassy", "Castrellan embassy", "Tessarin embassy"])) == {}


def test_who_is_of_another_kind_or_has_no_name_is_somebody_else() -> None:
    assert called([body("watch"), body("Colm watch", Kind.ORGANISATION)]) == {}
    assert called([body("watch (unnamed)"), body("Colm watch")]) == {}
    assert called([body("Post", Kind.OUTLET), body("Quay Post", Kind.OUTLET)]) == {}


@pytest.mark.parametrize(
    ("names", "want"),
    [
        (["Hassan Rouhani", "President Rowhani"], {"President Rowhani": "Hassan Rouhani"}),
        (["Rouhani", "President Rowhani"], {"President Rowhani": "Rouhani"}),
        (["Ivo Prent", "Velt’s Minister Prent"], {}),
        (["Ivo Prent", "Minister Prent", "Mr Prent"],
         {"Minister Prent": "Ivo Prent", "Mr Prent": "Ivo Prent"}),
        (["Ivo Prent", "Iranian President Prent"], {"Iranian President Prent": "Ivo Prent"}),
        (["Ivo Prent", "Mara Prent", "Minister Prent"], {}),
        (["Ivo Karim", "Minister Karimi"], {}),
        (["Ivo Petrov", "Petrova"], {}),
        (["President", "Ada Voss"], {}),
        (["President Ada Voss", "Ada Voss", "Ada Voss"], {"President Ada Voss": "Ada Voss"}),
    ],
)  # fmt: skip
def test_a_surname_is_that_of_the_one_who_has_it(names: list[str], want: dict[str, str]) -> None:
    hops = [body(name, Kind.PERSON) for name in names]
    assert called(hops) == called(reversed(hops)) == want


def made(*chains: tuple[Hop, ...]) -> Dossier:
    rows = [Claim(f"c{n}", f"a{n}", chain) for n, chain in enumerate(chains)]
    return dossier("x", [Matched(row, Bond(Relation.SAME, 0.7, "")) for row in rows], {})


def test_another_spelling_of_a_president_is_no_second_root() -> None:
    names = ["Hassan Rouhani", "President Rowhani", "Iranian President Hassan Rowhani"]
    found = made(*((body(name, Kind.PERSON),) for name in names))
    assert (found.low, found.high, [root.names for root in found.roots]) == (1, 1, [tuple(names)])


def test_tree_list_and_count_agree_on_one_party_of_three_names() -> None:
    names = ["Harbour Watch", "Colm Harbour Watch", "Colm Harbour Watch of the Coast"]
    found = made(*((body(name, Kind.ORGANISATION),) for name in names))
    assert (found.low, found.high) == (1, 1)
    assert [root.name for root in found.roots] == [names[-1]] == [b.name for b in found.tree]
    assert set(found.roots[0].names) == set(names)


@pytest.mark.parametrize(
    "names",
    [
        ["Voss", "Voss", "Prent"],
        ["reports (unnamed)", "reports (unnamed)"],
        ["reports (unnamed)", "sources (unnamed)", "Voss"],
        ["Voss", "Prent", "Tolley", "Rusk"],
        ["unnamed"],
    ],
)
def test_as_many_roots_count_as_the_numbers_say(names: list[str]) -> None:
    found = made(*((body(name, Kind.PERSON),) for name in names))
    assert sum(root.counted == "low" for root in found.roots) == found.low >= 1
    assert sum(root.counted != "no" for root in found.roots) == found.high
    assert sum(branch.counted in ("low", "high") for branch in found.tree) == found.high
    assert all(root.why for root in found.roots if root.counted != "low")
    assert {claim for root in found.roots for claim in root.claims} == {
        f"c{n}" for n in range(len(names))
    }
