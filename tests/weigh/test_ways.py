"""On whose word, followed on through other articles: copies, citations, credits, circles, trees."""

from __future__ import annotations

import pytest

from sayso.records import Direction, Firmness, Hop, Kind, Relation, Reuse, Reused
from sayso.weigh.copies import copies, place
from sayso.weigh.dossier import Dossier, Matched, dossier, side_by_side
from sayso.weigh.judge import Bond
from sayso.weigh.tree import Branch, Flagged
from sayso.weigh.ways import Copied, End, Way, ways
from tests.weigh.test_dossier import Claim, hop

WIRE = Hop("Corvane", Kind.AGENCY, Firmness.ASSERTED)
RADIO = Hop("Harbour Radio", Kind.OUTLET, Firmness.ASSERTED)
EMBASSY = Hop("Castrellan Embassy", Kind.GOVERNMENT, Firmness.ASSERTED)


def claim(outlet: str, *chain: Hop, day: str | None = None, n: int = 0) -> Claim:
    """A claim of an outlet's article; its id is the outlet's name."""
    return Claim(
        outlet + (f" {n}" if n else ""),
        f"article of {outlet}",
        chain,
        outlet=outlet,
        published=day,
    )


def followed(
    *rows: Claim, copied: dict[str, str] | None = None, credited: dict[str, Hop] | None = None
) -> dict[str, Way]:
    return ways(
        rows,
        copied={a: Copied(b, "reprinted") for a, b in (copied or {}).items()},
        credited={f"article of {name}": hop for name, hop in (credited or {}).items()},
        outlets={row.article: row.outlet for row in rows if row.outlet},
        near=lambda a, b: 0.8,
    )


def told(way: Way) -> tuple[list[str], str, list[str]]:
    return [h.name for h in way.chain], str(way.end), [step.how for step in way.steps]


def test_without_other_articles_the_way_is_the_chain() -> None:
    found = followed(claim("A", WIRE, EMBASSY), claim("B"), claim("C", hop("reports (unnamed)")))
    assert told(found["A"]) == (["Corvane", "Castrellan Embassy"], "named", [])
    assert told(found["B"]) == ([], "article", [])
    assert told(found["C"]) == (["reports (unnamed)"], "dead end", [])
    assert found["B"].root is None and found["A"].root == EMBASSY


def test_a_reprint_whose_credit_is_gone_inherits_the_root_of_its_original() -> None:
    found = followed(claim("Quill"), claim("Lantern", EMBASSY), copied={"Quill": "Lantern"})
    assert told(found["Quill"]) == (["Lantern", "Castrellan Embassy"], "named", ["copy"])
    [step] = found["Quill"].steps
    assert (step.claim, step.article, step.why) == ("Lantern", "article of Lantern", "reprinted")


def test_copies_of_copies_are_followed_to_the_first() -> None:
    rows = [claim("A"), claim("B"), claim("C", WIRE, EMBASSY)]
    found = followed(*rows, copied={"A": "B", "B": "C"})
    assert told(found["A"])[0] == ["B", "C", "Corvane", "Castrellan Embassy"]
    assert told(found["A"])[2] == ["copy", "copy"]


def test_a_named_root_of_ones_own_is_not_given_up() -> None:
    own = hop("Tobin Marrash")
    found = followed(claim("A", own), claim("B", EMBASSY), copied={"A": "B"})
    assert told(found["A"]) == (["Tobin Marrash"], "named", [])


def test_what_an_agency_reported_rests_on_what_its_own_article_rests_on() -> None:
    found = followed(claim("Quill", WIRE), claim("Corvane", EMBASSY))
    assert told(found["Quill"]) == (["Corvane", "Castrellan Embassy"], "named", ["citation"])
    silent = followed(claim("Quill", WIRE), claim("Corvane"))
    assert told(silent["Quill"]) == (["Corvane"], "named", ["citation"])
    dead = followed(claim("Quill", WIRE), claim("Corvane", hop("reports (unnamed)")))
    assert told(dead["Quill"])[1] == "dead end"


def test_an_article_of_a_later_day_is_not_what_was_cited() -> None:
    later = claim("Corvane", EMBASSY, day="2024-06-05T08:00:00Z")
    assert told(followed(claim("Quill", WIRE, day="2024-06-04"), later)["Quill"])[2] == []
    assert told(followed(claim("Quill", WIRE, day="2024-06-05"), later)["Quill"])[2] == ["citation"]


def test_what_says_something_else_is_not_what_was_cited() -> None:
    rows = [claim("Quill", WIRE), claim("Corvane", EMBASSY)]
    outlets = {row.article: row.outlet or "" for row in rows}
    found = ways(rows, copied={}, credited={}, outlets=outlets, near=lambda a, b: 0.0)
    assert told(found["Quill"]) == (["Corvane"], "named", [])


def test_a_credit_is_a_link_where_the_article_names_nobody() -> None:
    rows = [claim("Quill"), claim("Corvane", EMBASSY)]
    found = followed(*rows, credited={"Quill": WIRE, "Corvane": WIRE})
    assert told(found["Quill"]) == (["Corvane", "Castrellan Embassy"], "named",
                                    ["credit", "citation"])  # fmt: skip
    assert told(found["Corvane"])[2] == []  # its own dateline


def test_outlets_that_have_it_from_one_another_are_a_circle() -> None:
    rows = [claim("Corvane", RADIO), claim("Harbour Radio", WIRE)]
    found = followed(*rows)
    assert [told(found[row.id])[1] for row in rows] == ["circular", "circular"]
    three = [claim("A", hop_of("B")), claim("B", hop_of("C")), claim("C", hop_of("A"))]
    assert {str(way.end) for way in followed(*three).values()} == {"circular"}


def hop_of(outlet: str) -> Hop:
    return Hop(outlet, Kind.OUTLET, Firmness.ASSERTED)


# --- copies ---------------------------------------------------------------------------------

SAID = "the dam at Colm burst on Sunday"


def placed(name: str, at: int, content: str = SAID) -> Claim:
    return Claim(f"c{name}", name, content=content, sentence=content, sentence_at=at,
                 spans=((at, at + len(content)),))  # fmt: skip


def reuse(label: Reused, direction: Direction) -> Reuse:
    return Reuse("late", "early", label, direction, 0.8, (((0, 200), (1000, 1200)),))


@pytest.mark.parametrize("label", [Reused.REPRINT, Reused.REWRITE, Reused.EXCERPT])
def test_a_claim_is_copied_from_the_one_in_its_place(label: Reused) -> None:
    rows = [placed("late", 50), placed("early", 1060), placed("early", 5, "barley rose by a third")]
    [(ident, copied)] = copies(rows, [reuse(label, Direction.B)]).items()
    assert (ident, copied.original) == ("clate", "cearly")
    assert "80% of the shorter text" in copied.why
    [(ident, _)] = copies(rows, [reuse(label, Direction.A)]).items()
    assert ident == "cearly"


@pytest.mark.parametrize(
    ("label", "direction", "at", "content"),
    [
        (Reused.REPRINT, Direction.UNKNOWN, 1060, SAID),
        (Reused.SAME_SOURCE, Direction.B, 1060, SAID),
        (Reused.BOILERPLATE, Direction.B, 1060, SAID),
        (Reused.REPRINT, Direction.B, 400, SAID),
        (Reused.REPRINT, Direction.B, 1060, "barley rose by a third in Wend"),
    ],
)
def test_what_was_not_taken_over_is_no_copy(
    label: Reused, direction: Direction, at: int, content: str
) -> None:
    rows = [placed("late", 50), placed("early", at, content)]
    assert copies(rows, [reuse(label, direction)]) == {}


def test_places_keep_to_the_passage() -> None:
    assert place((0, 10), (50, 60), (0, 10)) is None
    assert place((55, 70), (50, 60), (0, 10)) == (0, 10)
    assert place((5, 6), (5, 5), (0, 9)) is None


# --- the dossier over them ------------------------------------------------------------------


def joined(*rows: Claim, copied: dict[str, str] | None = None) -> Dossier:
    matched = [Matched(row, Bond(Relation.SAME, 0.7, "")) for row in rows]
    found = followed(*rows, copied=copied)
    return dossier("The dam burst.", matched, {}, followed=found)


def shape(branches: tuple[Branch, ...]) -> list[object]:
    return [[b.name, b.articles, *shape(b.branches), *b.claims] for b in branches]


def test_ten_reprints_make_one_root() -> None:
    first = claim("Corvane", EMBASSY)
    copies_ = [claim(f"Paper {n}") for n in range(10)]
    found = joined(first, *copies_, copied={row.id: "Corvane" for row in copies_})
    assert (found.low, found.high) == (1, 1)
    assert [root.name for root in found.roots] == ["Castrellan Embassy"]
    assert found.roots[0].texts == 11


def test_a_citation_is_no_root_beside_whom_it_cites() -> None:
    rows = [claim("Quill", WIRE), claim("Lantern", WIRE), claim("Corvane", EMBASSY)]
    found = joined(*rows)
    assert (found.low, found.high) == (1, 1)
    assert shape(found.tree) == [
        ["Castrellan Embassy", 3,
         ["Corvane", 3, ["Lantern", 1, "Lantern"], ["Quill", 1, "Quill"], "Corvane"]]
    ]  # fmt: skip
    [flag] = found.flags
    assert (flag.kind, flag.root) == (Flagged.SOLE_ROOT, "Castrellan Embassy")
    assert set(flag.names) == {"Quill", "Lantern", "Corvane"}


def test_a_circle_is_one_root_at_most_and_flagged() -> None:
    rows = [claim("Corvane", RADIO), claim("Harbour Radio", WIRE), claim("Quill", WIRE)]
    found = joined(*rows)
    assert (found.low, found.high) == (1, 1)
    circles = [flag for flag in found.flags if flag.kind is Flagged.CIRCULAR]
    assert [set(flag.names) for flag in circles] == [{"Corvane", "Harbour Radio"}]


def test_outlets_with_officials_of_their_own_are_not_folded() -> None:
    rows = [claim(f"Paper {n}", hop(f"Minister {n % 2}")) for n in range(4)]
    found = joined(*rows)
    assert (found.low, found.high) == (2, 2)
    assert [branch.name for branch in found.tree] == ["Minister 0", "Minister 1"]


def test_dead_ends_are_named() -> None:
    found = joined(claim("A", hop("reports (unnamed)")), claim("B", EMBASSY))
    [flag] = found.flags
    assert (flag.kind, flag.names, flag.claims) == (
        Flagged.DEAD_END,
        ("reports (unnamed)",),
        ("A",),
    )


def test_in_ones_own_voice_the_article_is_the_root_of_the_tree() -> None:
    assert shape(joined(claim("A"), claim("A", n=1)).tree) == [["A", 1, "A", "A 1"]]


@pytest.mark.parametrize(
    ("days", "want"),
    [
        (["2024-06-04", "2024-06-05"], "A"),
        (["2024-06-05", "2024-06-04"], "B"),
        (["2024-06-04", "2024-06-04"], None),
        (["2024-06-04", "2024-06-04T06:30:00Z"], None),
        (["2024-06-04T09:30:00Z", "2024-06-04T06:30:00Z"], "B"),
        (["2024-06-04", None], None),
        ([None, None], None),
    ],
)
def test_the_earliest_copy_held_is_told_where_it_can_be(
    days: list[str | None], want: str | None
) -> None:
    rows = [claim(name, EMBASSY, day=day) for name, day in zip("AB", days, strict=True)]
    found = joined(*rows)
    assert found.earliest == (want and f"article of {want}")


def test_claims_stand_first_to_last_and_those_without_a_day_at_the_end() -> None:
    rows = [claim("C", EMBASSY), claim("B", EMBASSY, day="2024-06-05"),
            claim("A", EMBASSY, day="2024-06-04T10:00:00Z")]  # fmt: skip
    assert joined(*rows).order == ("A", "B", "C")


def test_figures_of_one_thing_stand_side_by_side() -> None:
    from sayso.records import About, Quantity

    def counting(name: str, *told: tuple[str | None, float]) -> tuple[Claim, list[Quantity]]:
        quantities = tuple(Quantity((0, 1), n, n, unit) for unit, n in told)
        return Claim(name, name, about=About(quantities=quantities)), list(quantities)

    made = [counting("a", ("dead", 31), ("truck", 2)), counting("b", ("dead", 14), (None, 9))]
    figures = [(row, q) for row, every in made for q in every]
    found = side_by_side(figures)
    assert [(unit, [(row.id, q.low) for row, q in told]) for unit, told in found] == [
        ("dead", [("b", 14), ("a", 31)]),
        ("truck", [("a", 2)]),
    ]


def test_every_end_is_met() -> None:
    rows = [claim("A", EMBASSY), claim("B", hop("x (unnamed)")), claim("C"),
            claim("Corvane", RADIO), claim("Harbour Radio", WIRE)]  # fmt: skip
    assert {way.end for way in followed(*rows).values()} == set(End)
