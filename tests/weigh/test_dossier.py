"""A dossier of invented claims: relations, and how many independent roots there are."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from sayso.records import About, Firmness, Hop, Kind, Quantity, Relation, Spans, Voice
from sayso.weigh.dossier import Dossier, Matched, dossier
from sayso.weigh.judge import Bond

SAID = Firmness.ASSERTED


@dataclass(frozen=True)
class Claim:
    """A claim as a ledger hands it out."""

    id: str
    article: str
    chain: tuple[Hop, ...] = ()
    voice: Voice = Voice.REPORTED
    firmness: Firmness = SAID
    content: str = "the dam burst"
    sentence: str = "The dam burst, it said."
    root: str = "x"
    who: str | None = "x"
    input_id: str = "x.txt"
    outlet: str | None = None
    published: str | None = None
    spans: Spans = ((0, 9),)
    about: About = field(default_factory=About)
    cue: str = "said"
    sentence_at: int = 0
    headline: bool = False


def hop(name: str, kind: Kind = Kind.PERSON) -> Hop:
    return Hop(name, kind, SAID, not name.endswith("(unnamed)") and name != "unnamed")


def told(*chains: tuple[str, ...] | None, score: float = 0.7, **texts: str) -> Dossier:
    """One claim an article; names in capitals are outlets, ``None`` is the author's own voice."""
    matched = []
    for n, names in enumerate(chains):
        chain = tuple(
            hop(name.title(), Kind.OUTLET) if name.isupper() else hop(name) for name in names or ()
        )
        voice = Voice.AUTHOR if names is None else Voice.REPORTED
        row = Claim(f"c{n}", f"a{n}", chain, voice, root=chain[-1].name if chain else "the article")
        matched.append(Matched(row, Bond(Relation.SAME, score, "")))
    return dossier("The dam burst.", matched, texts)


def roots(found: Dossier) -> tuple[int, int]:
    return found.low, found.high


def headed(article: str, name: str, *, head: bool) -> Matched:
    row = Claim(f"{article}-{name}", article, (hop(name),), root=name, headline=head)
    return Matched(row, Bond(Relation.SAME, 0.7, ""))


def test_a_headline_is_no_second_root_beside_its_own_article() -> None:
    below = headed("a", "defence ministry", head=False)
    above = headed("a", "ministry", head=True)
    found = dossier("The dam burst.", [above, below], {})
    assert roots(found) == (1, 1)
    assert [root.name for root in found.roots] == ["defence ministry"]
    assert {m.row.id for m in found.claims} == {
        above.row.id,
        below.row.id,
    }  # it is told all the same


def test_a_headline_that_alone_tells_it_counts() -> None:
    above = headed("a", "Orla Venn", head=True)
    other = headed("b", "Ivo Prent", head=False)
    found = dossier("The dam burst.", [above, other], {})
    assert roots(found)[1] == 2
    assert {root.name for root in found.roots} == {"Orla Venn", "Ivo Prent"}


def test_seven_articles_one_source() -> None:
    assert roots(told(*[("Orla Venn",)] * 7)) == (1, 1)
    assert told(*[("Orla Venn",)] * 7).roots[0].texts == 7


def test_articles_that_are_one_text_count_once() -> None:
    two = [("Orla Venn",), ("Orla Venn",)]
    assert told(*two).roots[0].texts == 2
    assert told(*two, a1="a0", a0="a0").roots[0].texts == 1


def test_a_carrier_is_no_root_beside_what_it_carries() -> None:
    found = told(("HARBOUR NEWS", "divers (unnamed)"), ("HARBOUR NEWS",), ("HARBOUR NEWS",))
    assert roots(found) == (1, 1)
    assert [root.texts for root in found.roots] == [3]


def test_real_plurality_is_not_folded() -> None:
    found = told(*[("Orla Venn",)] * 2, *[("Ministry of Works",)] * 3, *[("Tam Rusk",)] * 2)
    assert roots(found) == (3, 3)


def test_a_party_of_one_text_counts_high_where_it_is_close() -> None:
    assert roots(told(("Orla Venn",), ("Orla Venn",), ("Tam Rusk",))) == (1, 2)
    assert roots(told(("Orla Venn",), ("Orla Venn",), ("Tam Rusk",), score=0.5)) == (1, 1)


def test_all_that_has_no_name_is_one_low_and_by_carrier_high() -> None:
    one = ("HARBOUR NEWS", "a diver (unnamed)")
    other = ("COAST RADIO", "a pilot (unnamed)")
    found = told(one, one, other, other, ("unnamed",), ("unnamed",))
    assert roots(found) == (1, 2)


def test_one_description_through_two_carriers_is_one() -> None:
    one = ("HARBOUR NEWS", "a diver (unnamed)")
    other = ("COAST RADIO", "a diver (unnamed)")
    assert roots(told(one, one, other, other)) == (1, 1)


@pytest.mark.parametrize(
    ("both", "alone"),
    [
        ("Orla Venn and Tam Rusk", "Orla Venn"),
        ("Orla Venn and Tam Rusk", "Tam Rusk"),
        ("Ministry of Works and Orla Venn", "Ministry of Works"),
    ],
)
def test_two_in_one_breath_are_at_most_one_root_beside_one_of_them(both: str, alone: str) -> None:
    found = told(*[(both,)] * 3, *[(alone,)] * 2)
    assert roots(found) == (1, 2)
    assert [(root.name, root.counted) for root in found.roots] == [(both, "high"), (alone, "low")]
    assert found.roots[0].claims and "counted already" in found.roots[0].why


def test_two_in_one_breath_are_no_root_beside_both_of_them() -> None:
    found = told(*[("Orla Venn and Tam Rusk",)] * 3, *[("Orla Venn",)] * 2, *[("Tam Rusk",)] * 2)
    assert roots(found) == (2, 2)
    assert found.roots[0].counted == "no" and found.roots[0].claims, "they are shown all the same"


def test_two_in_one_breath_are_one_root_where_neither_is_named_alone() -> None:
    assert roots(told(*[("Orla Venn and Tam Rusk",)] * 2)) == (1, 1)
    assert roots(told(*[("Orla Venn and Tam Rusk",)] * 2, *[("Ada Quill",)] * 2)) == (2, 2)


def test_an_and_inside_a_name_joins_nobody() -> None:
    name = "Centre for Dykes and Weirs"
    assert roots(told(*[(name,)] * 2, *[("Orla Venn",)] * 2)) == (2, 2)


def test_outlets_named_in_one_breath_are_one_more_at_most() -> None:
    found = told(*[("HARBOUR NEWS AND COAST RADIO",)] * 2, *[("COAST RADIO",)] * 2)
    assert roots(found) == (1, 2)


def test_a_name_for_many_is_no_party() -> None:
    # Whose word that is nobody knows: it may be hers.
    assert roots(told(("Orla Venn",), ("Orla Venn",), ("Local media",), ("Local media",))) == (1, 2)
    assert roots(told(("Local media",), ("Local media",))) == (1, 1)


def test_what_articles_say_themselves_counts_where_nobody_else_says_it() -> None:
    assert roots(told(None, None)) == (1, 1)
    assert roots(told(None, None, ("Orla Venn",), ("Orla Venn",))) == (1, 1)


def test_nothing_is_no_root() -> None:
    assert roots(told()) == (0, 0)


def test_another_figure_is_told_on_both_sides() -> None:
    dead = Quantity((0, 1), 12, 12, "person killed")
    row = Claim("c", "a", about=About(quantities=(dead,)))
    both = dossier("x", [Matched(row, Bond(Relation.OTHER_FIGURE, 0.7, ""))], {})
    assert both.claims == both.disputes and both.figures == ((row, dead),)


@pytest.mark.parametrize("relation", [Relation.CANNOT_CONFIRM, Relation.NOT_AWARE])
def test_who_leaves_it_open_is_neither_for_nor_against(relation: Relation) -> None:
    row = Matched(Claim("c", "a"), Bond(relation, 0.7, ""))
    found = dossier("x", [row], {})
    assert (found.claims, found.disputes, found.unsettled) == ((), (), (row,))
    assert roots(found) == (0, 0)


def test_a_denial_is_no_support() -> None:
    denial = Matched(Claim("c", "a"), Bond(Relation.DENIES, 0.9, ""))
    found = dossier("x", [denial], {})
    assert (found.claims, found.disputes, roots(found)) == ((), (denial,), (0, 0))
