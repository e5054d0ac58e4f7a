"""Which place a name means: containment, closeness, votes, and what is left open."""

import numpy as np
import pytest

from sayso.ground.gazetteer import Gazetteer, Order, Place
from sayso.ground.settle import (
    candidates,
    closeness,
    contains,
    distance,
    great_circle,
    prior,
    settle,
)
from sayso.ground.toponyms import Toponym

GAZETTEER = Gazetteer.load()


def place(name: str, country: str, order: Order) -> Place:
    """The largest place of a name in a country, of one order."""
    return next(
        each for each in GAZETTEER.named(name) if (each.country, each.order) == (country, order)
    )


def names(*words: str) -> list[Toponym]:
    """Names as if they stood one behind another in a text."""
    found, start = [], 0
    for word in words:
        found.append(Toponym((start, start + len(word)), word))
        start += len(word) + 1
    return found


def settled(*words: str, hints: tuple[Place, ...] = ()) -> list[tuple[str, str]]:
    return [
        (each.place.name, each.place.country) if each.place else ("", "")
        for each in settle(names(*words), GAZETTEER, hints)
    ]


FRANCE = place("France", "FR", Order.COUNTRY)
PARIS = place("Paris", "FR", Order.TOWN)
LOUISIANA = place("Louisiana", "US", Order.REGION)
RAPIDES = place("Rapides Parish", "US", Order.COUNTY)
PINEVILLE = next(each for each in GAZETTEER.named("Pineville") if contains(RAPIDES, each))


@pytest.mark.parametrize(
    ("outer", "inner", "lies"),
    [
        (FRANCE, PARIS, True),
        (FRANCE, PINEVILLE, False),
        (LOUISIANA, PINEVILLE, True),
        (LOUISIANA, RAPIDES, True),
        (RAPIDES, PINEVILLE, True),
        (RAPIDES, LOUISIANA, False),
        (LOUISIANA, LOUISIANA, False),
        (PINEVILLE, RAPIDES, False),
    ],
)
def test_what_lies_in_what(outer: Place, inner: Place, *, lies: bool) -> None:
    assert contains(outer, inner) is lies


def test_the_closer_the_more_one_speaks_for_the_other() -> None:
    near = closeness([PINEVILLE, RAPIDES, LOUISIANA, FRANCE])[0]
    assert near[1] > near[2] > near[3] == 0.0
    assert np.allclose(closeness([PINEVILLE, PARIS]), closeness([PINEVILLE, PARIS]).T)


def test_distances_are_those_of_the_globe() -> None:
    quarter = float(great_circle(*np.radians([[0.0], [0.0], [90.0], [0.0]]))[0])
    assert quarter == pytest.approx(10_007.5, abs=1.0)
    assert distance(PARIS, PARIS) == 0.0
    assert 330 < distance(PARIS, place("London", "GB", Order.TOWN)) < 360


def test_a_country_is_likelier_than_its_capital_and_a_capital_than_a_town_of_its_size() -> None:
    assert prior(FRANCE) > prior(PARIS) > prior(place("Houston", "US", Order.TOWN))


def test_neighbours_settle_a_name() -> None:
    assert settled("Paris") == [("Paris", "FR")]
    assert settled("Tbilisi", "Gori", "Georgia")[2] == ("Georgia", "GE")
    assert settled("Atlanta", "Macon", "Georgia")[2] == ("Georgia", "US")
    assert settled("Rapides Parish", "Pineville", "Alexandria")[2] == ("Alexandria", "US")


def test_a_hint_settles_what_is_level() -> None:
    zealand = place("New Zealand", "NZ", Order.COUNTRY)
    assert settled("Hamilton", hints=(zealand,)) == [("Hamilton", "NZ")]


def test_what_is_level_and_has_no_vote_is_left_open_with_both_names() -> None:
    [choice] = settle(names("Newcastle"), GAZETTEER)
    assert choice.place is None
    assert "AU" in choice.why and "ZA" in choice.why


def test_the_order_of_names_decides_nothing() -> None:
    words = ("Cairo", "Alexandria", "Egypt", "Paris", "Lagos")
    assert settled(*words) == settled(*reversed(words))[::-1]


def test_nothing_to_settle_is_settled() -> None:
    assert settle([], GAZETTEER) == []
    assert settled("Qqxvale") == [("", "")]


def test_a_short_form_means_its_state_and_nothing_else() -> None:
    [found] = candidates(Toponym((0, 3), "La."), GAZETTEER)
    assert (found.name, found.order) == ("Louisiana", Order.REGION)
    assert {each.name for each in candidates(Toponym((0, 4), "U.K."), GAZETTEER)} == {
        "United Kingdom"
    }
