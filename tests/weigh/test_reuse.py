"""What two invented articles are to each other, and which was first."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sayso.records import Direction, Reused
from sayso.weigh import InMemory, Text, reuses, twice
from sayso.weigh.retold import Sentences, retold

WIRE = """\
A landslide buried part of the village of Upper Marn before dawn on Friday, and at least six people
were missing under mud and rock, the provincial rescue service said. Two houses and a chapel were
swept down the slope. Helicopters could not fly because of low cloud, and forty volunteers were
digging with shovels. A road to the neighbouring valley was blocked in three places by fallen trees.
"We heard a roar like a train and then the lights went out in every house," said Della Oskin, who
keeps the village shop and who had been awake since four. The rescue service warned that more rain
would fall by evening and asked people to leave the lower houses until the slope had been examined.
Geologists had measured cracks above the chapel in spring, a member of the council recalled.
"""
OTHER = """\
Farmers in the east of the province have begun the harvest two weeks early because of the drought,
and the cooperative expects to bring in a third less barley than in an ordinary year. Prices at the
grain exchange have risen each day this month. The minister of agriculture promised loans without
interest to anyone who lost more than half a crop, but gave neither a sum nor a day.
"""
OWN = """\
Nobody in the capital can say how the mountain came to move. Engineers there blame the wet spring,
and hikers tell of stones that rolled by night. What is certain is that the old path is gone, that
the bus turns round at the mill, and that schools in three parishes stayed shut until Monday, when
the first class walked in past the soldiers at the bridge to draw pictures of what they had seen.
"""
STANDING = """\
The Marn Courier was founded in the year of the great flood by two printers and a schoolmaster who
wanted the valley to have a voice of its own, and it has been owned by its readers ever since then.
"""
QUOTE = WIRE[WIRE.index('"We heard') : WIRE.index(" said Della")]
RIGHTS = "Copyright 2021 Marn Media. All rights reserved. This may not be published or broadcast."


def text(key: str, body: str, **known: Any) -> Text:
    return Text.of(key, body, **known)


def verdict(a: Text, b: Text, *others: Text) -> tuple[str | None, str]:
    shelf = InMemory()
    for each in (a, b, *others):
        shelf.add(each)
    found = {r.b: r for r in reuses(a, shelf)}
    one = found.get(b.id)
    return (str(one.label), str(one.direction)) if one else (None, "unknown")


def test_the_same_text_is_a_reprint_and_the_credit_may_be_gone() -> None:
    assert verdict(text("a", WIRE), text("b", "By our staff\n" + WIRE))[0] == Reused.REPRINT


def test_house_words_make_no_other_text() -> None:
    swapped = WIRE.replace("rescue service", "rescue corps").replace("volunteers", "helpers")
    assert verdict(text("a", WIRE), text("b", swapped))[0] == Reused.REPRINT


def test_the_opening_of_a_text_is_a_reprint_too() -> None:
    short = " ".join(WIRE.split()[:60])
    assert verdict(text("a", WIRE), text("b", short))[0] == Reused.REPRINT


def test_a_new_lead_and_an_own_end_make_a_rewrite() -> None:
    lines = WIRE.split("\n")
    middle = "Officials would not guess how many had been asleep.\n" * 3
    mixed = "\n".join([OWN[:140], *lines[1:4], middle, *lines[5:8], OWN[140:260]])
    assert verdict(text("a", WIRE), text("b", mixed))[0] == Reused.REWRITE


def test_two_pieces_pasted_apart_are_an_excerpt() -> None:
    said = WIRE.split()
    pieces = " ".join(said[:60]), " ".join(said[-55:])
    host = f"{OWN}\nThe paper wrote:\n{pieces[0]}\n{OTHER}\nIt went on:\n{pieces[1]}\n{OWN[::-1]}"
    assert len(said) > 130
    label, _ = verdict(text("a", WIRE), text("b", host))
    assert label == Reused.EXCERPT
    assert verdict(text("b", host), text("a", WIRE))[0] == Reused.EXCERPT
    edited = host.replace(" the ", " a ").replace(" of ", " from ")
    assert verdict(text("a", WIRE), text("b", edited))[0] != Reused.EXCERPT, "it was rewritten"


def test_pieces_that_make_a_text_are_no_excerpt_of_it() -> None:
    said = WIRE.split()
    cut = " ".join([*said[:60], *said[-55:]])
    assert verdict(text("a", WIRE), text("b", cut))[0] in (Reused.REWRITE, Reused.REPRINT)


def test_a_paragraph_pasted_into_other_text_is_an_excerpt() -> None:
    item = " ".join(WIRE.split()[:70])
    host = f"{OWN}\nThis is what the paper of the valley wrote on that day:\n{item}\n{OTHER}"
    assert verdict(text("a", WIRE), text("b", host)) == (Reused.EXCERPT, Direction.A)


def test_two_who_quote_one_woman_have_a_source_in_common() -> None:
    one, other = f"{OWN}\n{QUOTE}", f"{QUOTE}\n{OTHER}"
    assert verdict(text("a", one), text("b", other)) == (Reused.SAME_SOURCE, Direction.UNKNOWN)


def test_two_sentences_are_no_copy_for_sharing_one_of_them() -> None:
    first, last = "Two houses and a chapel", "Helicopters could not fly because of low cloud."
    shared = f"{first} were swept down the slope. {last}"
    short = f"{shared} The bus to the capital now turns round at the mill until the bridge is safe."
    long = f"{shared} Nobody else was hurt in the province, and the harvest goes on as in any year."
    assert verdict(text("a", short), text("b", long))[0] != Reused.REPRINT
    assert verdict(text("a", short), text("b", short + " It rained."))[0] == Reused.REPRINT


def test_own_words_on_one_event_are_nothing() -> None:
    assert verdict(text("a", WIRE), text("b", OWN))[0] is None


def test_rights_and_share_buttons_are_boilerplate() -> None:
    one, other = f"{WIRE}\n{RIGHTS}", f"{OTHER}\n{RIGHTS}"
    assert verdict(text("a", one), text("b", other))[0] == Reused.BOILERPLATE


def test_what_an_outlet_puts_into_every_article_is_learnt() -> None:
    three = [
        text(key, f"{body}\n{STANDING}", outlet="The Marn Courier")
        for key, body in (("a", WIRE), ("b", OTHER), ("c", OWN))
    ]
    assert verdict(*three)[0] == Reused.BOILERPLATE
    assert verdict(*three[:2])[0] != Reused.BOILERPLATE  # twice may be chance
    strange = replace(three[1], outlet="Another")
    assert verdict(three[0], strange, three[2])[0] != Reused.BOILERPLATE


def test_a_reprint_in_three_issues_of_one_outlet_is_not_standing_text() -> None:
    three = [text(key, WIRE, outlet="The Marn Courier") for key in "abc"]
    assert verdict(*three)[0] == Reused.REPRINT


@pytest.mark.parametrize(
    ("a", "b", "first"),
    [
        ({"wire": "Corvane"}, {}, "a"),
        ({}, {"wire": "Corvane"}, "b"),
        ({"outlet": "Quill"}, {"outlet": "Marn Daily", "cites": frozenset({"quill"})}, "a"),
        ({"cites": frozenset({"marn daily"})}, {}, "b"),
        ({"published": "2021-05-03"}, {"published": "2021-05-02T10:00:00Z"}, "b"),
        ({"published": "2021-05-03"}, {"published": "2021-05-03T23:00:00Z"}, "unknown"),
        ({"wire": "Corvane", "published": "2021-05-03"}, {"published": "2021-05-02"}, "a"),
        ({}, {}, "unknown"),
    ],
)
def test_who_was_first(a: dict[str, Any], b: dict[str, Any], first: str) -> None:
    assert verdict(text("a", WIRE, **a), text("b", WIRE, **b)) == (Reused.REPRINT, first)


def test_every_verdict_has_its_reasons_and_points_into_both_texts() -> None:
    a, b = text("a", WIRE, wire="Corvane"), text("b", OWN + WIRE + OTHER)
    shelf = InMemory()
    shelf.add(a)
    [one] = reuses(b, shelf)
    assert [name for name, _ in one.why] == ["label", "direction"]
    assert one.a == "b" and 0.9 < one.score <= 1
    for (s, e), (t, f) in one.passages:
        assert b.text[s:e].split() == a.text[t:f].split()


def unit(*angles: float) -> Sentences:
    vectors = np.array([[np.cos(x), np.sin(x)] for x in angles], dtype=np.float32)
    return Sentences(tuple((n * 10, n * 10 + 9) for n in range(len(angles))), vectors)


def test_sentences_told_again_are_each_others_nearest_and_in_order() -> None:
    a, b = unit(0.0, 0.7, 1.4, 2.1), unit(0.05, 0.72, 1.38, 2.2)
    assert [x[0][0] for x in retold(a, b)] == [0, 10, 20, 30]
    backwards = unit(2.2, 1.38, 0.72, 0.05)
    assert len(retold(a, backwards)) == 1
    assert retold(a, unit(4.5)) == ()


def test_a_text_retold_without_its_words_is_a_rewrite() -> None:
    shared = " The rescue service warned that more rain would fall by evening and asked people."
    names = " Della Oskin of Upper Marn was there on Friday."
    a = replace(text("a", WIRE), sentences=unit(0.0, 0.7, 1.4, 2.1, 2.8))
    b = text("b", names + OWN + shared, published="2021-05-03")
    b = replace(b, sentences=unit(0.02, 0.71, 1.41, 2.12, 2.79))
    assert verdict(a, b)[0] == Reused.REWRITE
    assert verdict(a, replace(b, sentences=unit(4.0, 4.1, 4.2, 4.3)))[0] != Reused.REWRITE
    later = replace(a, published="2021-05-20")
    assert verdict(later, b)[0] != Reused.REWRITE
    others = replace(b, text=b.text.replace("Oskin", "Venn").replace("Marn", "Wend"))
    assert verdict(a, others)[0] != Reused.REWRITE


def test_words_that_take_sides_came_in_later() -> None:
    took = WIRE.replace("forty volunteers", "forty terrorists")
    assert verdict(text("a", WIRE), text("b", took)) == (Reused.REPRINT, Direction.A)
    assert verdict(text("a", took), text("b", WIRE)) == (Reused.REPRINT, Direction.B)


def test_an_article_that_came_in_twice_is_told_as_its_own_reprint() -> None:
    one = twice("a", WIRE)
    assert (one.label, one.score, one.passages) == (
        Reused.REPRINT,
        1.0,
        (((0, len(WIRE)), (0, len(WIRE))),),
    )


def test_event_after_event_in_the_same_words_is_not_one_text() -> None:
    form = (
        "{n} people were hurt by a fire in a mill at {place} on {day}, the fire brigade of the "
        "province said in its bulletin. A source at the brigade told the Courier that {who} and "
        "two others were taken to the hospital of {place} with burns. Earlier, {m} sheds burnt "
        "down in {other}, causing damage to private property and to a road, it added.\n"
    )
    one = {"n": 4, "place": "Colm", "day": "Monday", "who": "Ivo Prent", "m": 3, "other": "Marn"}
    two = {"n": 9, "place": "Wend", "day": "Sunday", "who": "Tam Rusk", "m": 7, "other": "Orla"}
    a = text("a", form.format(**one), published="2021-05-03")
    assert verdict(a, text("b", form.format(**two), published="2021-09-30"))[0] not in {
        Reused.REPRINT,
        Reused.REWRITE,
    }
    assert verdict(a, text("b", form.format(**one), published="2021-05-03"))[0] == Reused.REPRINT


BACKGROUND = (
    "More than three hundred people have left the valley since the mine was closed in the spring "
    "of the year before last, and half of the houses stand empty. "
)
MENU = " ".join(
    f"{word} of the {other}"
    for word in ("Weather", "Letters", "Births", "Chess", "Tides", "Markets", "Recipes", "Maps")
    for other in ("week", "valley", "river", "harbour")
)


def test_a_short_article_in_a_long_page_is_no_excerpt() -> None:
    """A page's menu may be more than half of a short article: months lie between its uses."""
    page: dict[str, Any] = {"outlet": "The Marn Courier"}
    short = text("short", f"{OTHER[:200]}\n{MENU}", published="2021-02-01", **page)
    longer = [
        text(key, f"{body}\n{body.upper()[::-1]}\n{MENU}", published=day, **page)
        for key, body, day in (
            ("x", WIRE, "2021-04-01"),
            ("y", OWN + OTHER, "2021-06-01"),
            ("z", STANDING + BACKGROUND, "2021-08-01"),
        )
    ]
    assert verdict(longer[2], short, *longer[:2])[0] == Reused.BOILERPLATE
    near = [replace(each, published="2021-02-02") for each in longer]
    assert verdict(near[2], short, *near[:2])[0] != Reused.BOILERPLATE


@pytest.mark.parametrize(
    ("outlets", "days", "label"),
    [
        (("Quill", "Marn Daily"), ("2021-05-01", "2021-05-03"), Reused.SAME_SOURCE),
        (("Quill", "Marn Daily"), ("2021-05-01", "2021-09-03"), None),
        (("Quill", "Quill"), ("2021-05-01", "2021-09-03"), Reused.BOILERPLATE),
        ((None, None), (None, None), Reused.SAME_SOURCE),
    ],
)
def test_background_told_again_after_months_is_no_common_source(
    outlets: tuple[str | None, str | None], days: tuple[str | None, str | None], label: str | None
) -> None:
    bodies = (
        f"{WIRE}\n{BACKGROUND}\n{OTHER}",
        f"{OWN}\n{BACKGROUND}\n{STANDING}{OWN[::-1]}",
    )
    one, other = (
        text(key, body, outlet=outlet, published=day)
        for key, body, outlet, day in zip("ab", bodies, outlets, days, strict=True)
    )
    assert verdict(one, other)[0] == label


def test_a_long_run_of_words_is_no_formula_whatever_names_stand_around_it() -> None:
    names = " ".join(f"then Ilan{n} Voss{n} met Tam{n} Reed{n} at Lem{n}." for n in range(30))
    others = " ".join(f"then Oda{n} Marn{n} saw Eli{n} Colm{n} at Orla{n}." for n in range(20))
    shared = " ".join(WIRE.lower().split()[:90])
    one, other = text("a", f"{shared} {names}"), text("b", f"{shared} {others}")
    assert verdict(one, other)[0] in (Reused.REWRITE, Reused.EXCERPT)


def test_of_more_candidates_than_can_be_compared_the_likest_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [" ".join(f"line{n}word{k}" for k in range(20)) for n in range(12)]
    shelf = InMemory()
    for n, line in enumerate(lines):
        shelf.add(text(f"one-{n}", f"{line}\n{OWN}{n}"))
    shelf.add(text("two", "\n".join([*lines[:2], OTHER])))
    shelf.add(text("whole", "\n".join(lines)))
    new = text("new", "\n".join([*lines, STANDING]))
    assert len(reuses(new, shelf)) == 14
    monkeypatch.setattr("sayso.weigh.MOST", 2)
    assert {one.b for one in reuses(new, shelf)} == {"two", "whole"}
