"""Names of places in marked stretches: where they start and end, and what they are called."""

import pytest

from sayso.ground.gazetteer import Gazetteer, Order
from sayso.ground.toponyms import named_at, paired, short_at, toponyms
from sayso.records import Article, EntityMark, Marks

GAZETTEER = Gazetteer.load()


def marked(text: str, *words: str, kind: str = "Location") -> Marks:
    spans = [(text.index(each), text.index(each) + len(each)) for each in words]
    return Marks("a", entities=tuple(EntityMark(span, kind, 0.9) for span in spans))


def names(text: str, marks: Marks) -> list[str]:
    return [
        text[slice(*each.span)] for each in toponyms(Article("a", "a", text), marks, GAZETTEER, ())
    ]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("in the Netherlands", "the Netherlands", "Netherlands"),
        ("near Baghdad's gates", "Baghdad's", "Baghdad"),
        ("in the U.S. and", "U.S", "U.S."),
        ("in northern Iraq", "northern Iraq", "Iraq"),
        ("in North Carolina", "North Carolina", "North Carolina"),
        ("in East Java province", "East Java province", "East Java"),
        ("in Rapides Parish on", "Rapides", "Rapides Parish"),
        ("in the province of Alberta", "province of Alberta", "Alberta"),
        ("the Rice Lake area", "Rice Lake area", "Rice Lake"),
        ("the Hospital is shut", "Hospital", None),
        ("a County Jail stands", "County Jail", None),
        ("the Russian spring", "Russian", None),
        ("the northern side", "northern", None),
        ("in the Middle East", "Middle East", "Middle East"),
    ],
)
def test_the_name_in_a_marked_stretch(text: str, words: str, name: str | None) -> None:
    start = text.index(words)
    found = named_at(text, (start, start + len(words)), GAZETTEER)
    assert (found and text[slice(*found.span)]) == name


@pytest.mark.parametrize(
    ("text", "words", "orders"),
    [
        ("in Homs province now", "Homs", {Order.REGION, Order.COUNTY}),
        ("the city of Homs now", "Homs", {Order.TOWN}),
        ("in Homs now", "Homs", set()),
        ("in Quebec City now", "Quebec", set()),
        ("in Washington state now", "Washington", {Order.REGION, Order.COUNTY}),
    ],
)
def test_what_the_words_beside_it_call_it(text: str, words: str, orders: set[Order]) -> None:
    start = text.index(words)
    found = named_at(text, (start, start + len(words)), GAZETTEER)
    assert found is not None and found.orders == orders


def test_a_stretch_of_several_names_is_cut() -> None:
    text = "Between Ames, Iowa and Lagos (Nigeria) nothing moved."
    marks = marked(text, "Ames, Iowa and Lagos (Nigeria)")
    assert names(text, marks) == ["Ames", "Iowa", "Lagos", "Nigeria"]


def test_a_name_with_and_in_it_is_one() -> None:
    text = "Rain fell on Bosnia and Herzegovina all day."
    assert names(text, marked(text, "Bosnia and Herzegovina")) == ["Bosnia and Herzegovina"]


@pytest.mark.parametrize(
    ("text", "body", "found"),
    [
        ("The Wichita Falls Police Department", "Wichita Falls Police Department", "Wichita Falls"),
        ("The U.S. Senate rose", "U.S. Senate", "U.S."),
        ("The Chicago Tribune wrote", "Chicago Tribune", None),
        ("The Qxvale Police Department", "Qxvale Police Department", None),
        ("A Ministry of Water", "Ministry of Water", None),
    ],
)
def test_the_place_that_a_body_is_of(text: str, body: str, found: str | None) -> None:
    assert names(text, marked(text, body, kind="Organization")) == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They drove to Tunisia by night.", ["Tunisia"]),
        ("They met in Chicago at noon.", ["Chicago"]),
        ("A Chicago man won.", ["Chicago"]),
        ("Rep. Ann Orr, D-Chicago, agreed.", ["Chicago"]),
        ("Chicago won at home.", []),
        ("They met in August and in Hope.", []),
        ("It was in the Times.", []),
    ],
)
def test_names_that_the_model_missed(text: str, found: list[str]) -> None:
    assert names(text, Marks("a")) == found


def test_the_larger_place_behind_a_comma_is_paired_though_nobody_marked_it() -> None:
    text = "A fire in Ruston, La., and one in Tyler (Texas) went out."
    article = Article("a", "a", text)
    found = toponyms(article, marked(text, "Ruston", "Tyler", "Texas"), GAZETTEER, ())
    pairs = {text[slice(*each.span)]: text[slice(*each.within)] for each in found if each.within}
    assert pairs == {"Ruston": "La.", "Tyler": "Texas"}
    assert len(list(paired(text, found))) == len(found) == 4


def test_a_short_form_stands_alone_or_not_at_all() -> None:
    assert short_at("W.Va. is", 0) == (0, 5)
    assert short_at("LAST", 0) is None
    assert short_at("LA is", 0) == (0, 2)


def test_what_is_taken_is_left_alone() -> None:
    text = "Aleppo Media Centre in Aleppo"
    marks = marked(text, "in Aleppo")
    found = toponyms(Article("a", "a", text), marks, GAZETTEER, ((20, 29),))
    assert found == ()
