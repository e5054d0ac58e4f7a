"""Places: gold read from both formats, and the figures of an invented run."""

from pathlib import Path

import pytest

from bench.places import counted, floors, gazetteer, is_close, rows
from sayso.records import Article, EntityMark, Marks

LGL = """<articles>
<article docid="7"><url>http://paper.example/a</url><text>Fog hid Ruston, La. and Main St.</text>
<toponyms>
<toponym><start>8</start><end>14</end><phrase>Ruston</phrase>
<gaztag geonameid="4339348"><lat>32.5</lat><lon>-92.6</lon></gaztag></toponym>
<toponym><start>16</start><end>19</end><phrase>La.</phrase>
<gaztag geonameid="4331987"><lat>31.0</lat><lon>-92.0</lon></gaztag></toponym>
<toponym><start>24</start><end>31</end><phrase>Main St</phrase></toponym>
</toponyms></article></articles>"""

GEOVIRUS = """<articles><article><source>http://wiki.example/b</source><text>Snow in Tbilisi.</text>
<locations><location><name>Tbilisi</name><start>9</start><end>16</end><lat>41.7</lat>
<lon>44.8</lon></location></locations></article></articles>"""


def gold(folder: Path, text: str) -> Path:
    path = folder / "gold.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_lgl_is_read(tmp_path: Path) -> None:
    [row] = rows(gold(tmp_path, LGL))
    assert (row["id"], row["url"]) == ("7", "http://paper.example/a")
    words = [row["text"][slice(*each["span"])] for each in row["toponyms"]]
    assert words == ["Ruston", "La.", "Main St"]
    assert [each["geonames"] for each in row["toponyms"]] == [4339348, 4331987, None]
    assert row["toponyms"][0]["at"] == (32.5, -92.6)
    assert row["toponyms"][2]["at"] is None


def test_geovirus_is_read_and_counts_from_one(tmp_path: Path) -> None:
    [row] = rows(gold(tmp_path, GEOVIRUS))
    [toponym] = row["toponyms"]
    assert row["id"] == "0" and row["url"] == "http://wiki.example/b"
    assert row["text"][slice(*toponym["span"])] == "Tbilisi"
    assert (toponym["geonames"], toponym["at"]) == (None, (41.7, 44.8))


def test_what_is_no_xml_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no XML"):
        rows(gold(tmp_path, '{"id": 1}\n'))


def test_finding_and_resolving_are_counted_apart(tmp_path: Path) -> None:
    """Ruston is not marked: missed, but resolved where gold says it stands."""
    [row] = rows(gold(tmp_path, LGL))
    article = Article("7", "7", row["text"])
    marks = Marks("7", entities=(EntityMark((0, 3), "Location", 0.9),))
    scores = counted([row], [article], [marks], gazetteer())
    # Found: "Fog", which gold has not; nothing of the three that it has.
    assert (scores["detection_f1"], scores["precision"], scores["recall"]) == (0.0, 0.0, 0.0)
    assert (scores["toponyms"], scores["tied"], scores["held"]) == (3, 2, 2)
    assert (scores["acc161"], scores["geonames_id"]) == (1.0, 1.0)


def test_left_open_and_far_off_are_wrong() -> None:
    paris = next(each for each in gazetteer().named("Paris") if each.country == "FR")
    near = {"geonames": None, "at": (48.9, 2.4)}
    assert is_close(near, paris) and not is_close(near, None)
    assert not is_close({"geonames": None, "at": (33.7, -95.6)}, paris)
    assert is_close({"geonames": paris.geonames, "at": (0.0, 0.0)}, paris)


def test_floors_are_percentages_of_what_is_asked_for() -> None:
    scores = {"detection_f1": 0.7512, "acc161": 0.8, "geonames_id": 0.72, "precision": 0.5}
    assert floors(scores) == {"detection_f1": 75.12, "acc161": 80.0, "geonames_id": 72.0}
