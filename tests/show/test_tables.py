"""Tables of roots and runs, and cards: they fit the terminal, and count what they say."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console, RenderableType

from sayso.records import Article, Attribution, Firmness, Hop, Kind, Speech, Who
from sayso.show.cards import card, chain_lines
from sayso.show.tables import by_reach, roots_table, roots_told, runs_table
from tests.show.made import MARRASH, NOT_SAID, REPORTS, TIMES, root, run

TEXT = "He said the road was open."


def printed(view: RenderableType, width: int = 80) -> list[str]:
    """The lines of a view, without styles and blanks at their ends."""
    out = StringIO()
    Console(file=out, width=width, highlight=False, markup=False, emoji=False).print(view)
    return [line.rstrip() for line in out.getvalue().splitlines()]


# --- roots --------------------------------------------------------------------------------------


def test_roots_with_the_widest_reach_come_first() -> None:
    rows = [
        root("Hale Quennock", 1, asserted=9),
        root("reports (unnamed)", 5, hedged=5, kind=Kind.UNNAMED),
        root("Tobin Marrash", 5, asserted=6),
        root("Adan Verrick", 5, asserted=5),
    ]
    names = [row.name for row in by_reach(rows)]
    assert names == ["Tobin Marrash", "Adan Verrick", "reports (unnamed)", "Hale Quennock"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Tobin Marrash"], "1 named root"),
        (["Tobin Marrash", "Hale Quennock"], "2 named roots"),
        (["Tobin Marrash", "reports (unnamed)", "unnamed"], "1 named root and 2 without a name"),
        (["unnamed"], "0 named roots and 1 without a name"),
    ],
)
def test_roots_without_a_name_are_counted_apart(names: list[str], told: str) -> None:
    assert roots_told([root(name, 1, asserted=1) for name in names]) == told


def test_a_root_tells_its_name_its_kind_and_how_firmly_its_claims_are_put() -> None:
    shown = printed(roots_table([root("Tobin Marrash", 1200, asserted=7, denied=1)]))
    [line] = [line for line in shown if "Tobin" in line]
    assert line.split("  ")[0].strip() == "Tobin Marrash"
    assert "person" in line and "1,200" in line and "7 asserted, 1 denied" in line


def test_firmness_is_counted_from_the_most_frequent_down() -> None:
    [line] = [
        line for line in printed(roots_table([root("A", 1, hedged=9, asserted=2)])) if "9" in line
    ]
    assert line.index("9 hedged") < line.index("2 asserted")
    assert "alleged" not in line


def test_a_root_without_a_name_says_so_once() -> None:
    shown = printed(
        roots_table(
            [
                root("army source (unnamed)", 2, asserted=1, kind=Kind.GOVERNMENT),
                root("unnamed", 1, hedged=1, kind=Kind.UNNAMED),
            ]
        )
    )
    [army] = [line for line in shown if "army" in line]
    [nobody] = [line for line in shown if "nobody named" in line]
    assert "army source (no name)" in army and "government" in army
    assert "no name)" not in nobody and "unnamed" not in "".join(shown)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_roots_fit_the_terminal(width: int) -> None:
    name = "Committee for the Observation of the Upper Vale and of Both Its Banks"
    rows = [root(name, 9, asserted=30, hedged=20, alleged=10, denied=5, other=2)]
    shown = printed(roots_table(rows), width)
    assert max(map(len, shown)) <= width
    assert all(word in " ".join(shown) for word in ("Committee", "Banks", "2 other"))


# --- runs ---------------------------------------------------------------------------------------


def test_the_latest_run_comes_first_and_counts_have_their_commas() -> None:
    shown = printed(runs_table([run(1, "a.csv"), run(2, "b.csv", "stopped")]))
    lines = [line for line in shown if ".csv" in line]
    assert [line.split()[0] for line in lines] == ["2", "1"]
    assert "2026-11-22 08:15" in lines[0] and "stopped" in lines[0] and "36,000" in lines[0]


def test_a_ledger_made_elsewhere_cannot_steer_the_terminal() -> None:
    odd = replace(run(1, "a\x1b[2J"), status="do\x1b[2Jne", started="\x1b[2J2026-11-21T08:15")
    assert "\x1b" not in "".join(printed(runs_table([odd], 120), 120))


def test_of_a_long_source_the_end_is_shown() -> None:
    source = "archive/of/the/desk/corpora/2026/november/conflict/articles-of-the-week.jsonl"
    [narrow] = [x for x in printed(runs_table([run(1, source)], 80)) if ".jsonl" in x]
    assert narrow.endswith("week.jsonl") and "…" in narrow and len(narrow) <= 80
    [wide] = [x for x in printed(runs_table([run(1, source)], 160), 160) if ".jsonl" in x]
    assert wide.endswith(source)


# --- cards --------------------------------------------------------------------------------------


def said(*chain: Hop, text: tuple[int, int] = (0, 2)) -> Attribution:
    """An attribution on the word of this chain."""
    last = chain[-1]
    return Attribution(
        id="a",
        source=(text,),
        cue=((3, 7),),
        content=((8, 25),),
        inside=None,
        speech=Speech.INDIRECT,
        firmness=last.firmness,
        score=0.9,
        who=Who(last.name, last.kind, last.named),
        chain=chain,
        why=(("who", "pronoun he -> Tobin Marrash"),),
    )


def lines_of(each: Attribution, *, inside: int | None = None, wide: bool = True) -> list[str]:
    return printed(card(3, each, Article("x", "x", TEXT), inside=inside, wide=wide))


def test_a_card_is_one_line_where_there_is_room_and_two_where_not() -> None:
    assert lines_of(said(MARRASH))[0] == "  3 Tobin Marrash · person · asserted · indirect speech"
    narrow = lines_of(said(MARRASH), wide=False)
    assert narrow[:2] == ["  3 Tobin Marrash · person", "    asserted · indirect speech"]


def test_a_card_gives_the_words_of_the_text_where_they_are_others() -> None:
    assert lines_of(said(MARRASH))[1] == "    in the text: He"
    himself = Hop("he", Kind.PERSON, Firmness.ASSERTED)
    assert len(lines_of(said(himself))) == 1


def test_a_single_source_without_a_name_is_a_dead_end_on_its_own_line() -> None:
    assert (
        lines_of(said(REPORTS))[0] == "  3 reports · no name ⊣ dead end · hedged · indirect speech"
    )
    assert lines_of(said(NOT_SAID))[0].startswith("  3 nobody named ⊣ dead end · hedged")


def test_what_stands_inside_another_says_in_which() -> None:
    assert "· inside 2" in lines_of(said(MARRASH), inside=2)[0]


EMBASSY = Hop("embassy", Kind.GOVERNMENT, Firmness.DENIED)


@pytest.mark.parametrize(
    ("who", "chain", "told"),
    [
        ("Tobin Marrash", (MARRASH,), []),
        ("reports (unnamed)", (REPORTS,), []),
        ("Tobin Marrash", (NOT_SAID, MARRASH), ["via nobody named · hedged"]),
        (
            "reports (unnamed)",
            (TIMES, EMBASSY, REPORTS),
            ["via embassy · government · denied", "via Northquay Times · outlet · asserted"],
        ),
        ("embassy", (EMBASSY, MARRASH), ["on the word of Tobin Marrash · person · asserted"]),
        (
            "embassy",
            (TIMES, EMBASSY, REPORTS),
            [
                "on the word of reports · no name · hedged ⊣ dead end",
                "via Northquay Times · outlet · asserted",
            ],
        ),
    ],
)
def test_a_chain_is_told_from_the_root_outwards(
    who: str, chain: tuple[Hop, ...], told: list[str]
) -> None:
    assert [line.plain for line in chain_lines(who, chain)] == told


def test_the_card_of_a_chain_bears_its_root_and_the_dead_end() -> None:
    shown = lines_of(said(TIMES, REPORTS), inside=2)
    assert shown[0] == "  3 reports · no name ⊣ dead end · hedged · indirect speech · inside 2"
    assert "    via Northquay Times · outlet · asserted" in shown
    assert "dead end" not in "".join(lines_of(said(TIMES, MARRASH)))


def test_reasons_are_given_only_when_asked_for() -> None:
    article = Article("x", "x", TEXT)
    asked = printed(card(3, said(MARRASH), article, why=True))
    assert "    who: “he” points back to Tobin Marrash. [pronoun he -> Tobin Marrash]" in asked
    assert not [line for line in printed(card(3, said(MARRASH), article)) if "pronoun" in line]
