"""Spellings of names from another script: what is one name, and what is not."""

import pytest

from sayso.ground.gazetteer import Gazetteer, Order
from sayso.ground.spelling import bones, likeness, plain

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Deir az-Zour", "Deir ez-Zor"),
        ("Kfar Zeita", "Kafr Zaytā"),
        ("Hassakeh", "Al Ḩasakah"),
        ("Tabaqa", "Al-Tabqa"),
        ("Khan Sheikoun", "Khān Shaykhūn"),
        ("Ma'arat al-Nu'man", "Ma‘arrat an Nu‘mān"),
    ],
)
def test_a_town_is_known_by_the_sound_of_its_name(name: str, found: str) -> None:
    assert found in {each.name for each in GAZETTEER.alike(name, "SY") if each.order == Order.TOWN}


@pytest.mark.parametrize("name", ["Jobar", "Midan", "Nairab", "Aa", "Al", "", "Qusour", "Smith"])
def test_what_is_only_somewhat_alike_is_another_name(name: str) -> None:
    assert GAZETTEER.alike(name, "SY") == ()


def test_another_country_and_none_know_nothing_of_it() -> None:
    assert GAZETTEER.alike("Deir Ezzor", "FR") == GAZETTEER.alike("Deir Ezzor", "ZZ") == ()


def test_articles_do_not_count_unless_there_is_nothing_else() -> None:
    assert plain("al bab") == plain("bab") == "bab"
    assert plain("al") == "al"
    assert bones("") == plain("") == ""


def test_likeness_is_the_same_both_ways_and_whole_for_one_name() -> None:
    for one, other in (("raqqa", "ar raqqah"), ("hama", "homs"), ("atareb", "al atarib")):
        assert likeness(one, other) == likeness(other, one)
        assert likeness(one, one) == 100.0
