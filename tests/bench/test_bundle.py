"""The bench of the bundle: what counts, what does not, and that it holds its limit."""

import json
import random
from pathlib import Path

import pytest

from bench import bundle
from bench.bundle import BUILT, LIMIT, measure
from bench.product import Failed


def noise(size: int) -> bytes:
    """Bytes that cannot be packed."""
    return random.Random(7).randbytes(size)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "sayso.js").write_bytes(noise(20_000))
    (tmp_path / "map.js").write_bytes(noise(300_000))
    (tmp_path / "basemap.json").write_bytes(noise(900_000))
    (tmp_path / "made-from.txt").write_bytes(noise(900_000))
    return tmp_path


def test_the_basemap_is_told_and_does_not_count(built: Path) -> None:
    found = measure(built)
    assert found["page_kb"] == pytest.approx(20, abs=0.2)
    assert found["map_kb"] == pytest.approx(300, abs=0.5)
    assert found["bundle_kb"] == pytest.approx(320, abs=0.6)
    assert found["basemap_kb"] == pytest.approx(900, abs=1)


def test_a_bundle_that_is_too_large_fails(built: Path) -> None:
    (built / "more.js").write_bytes(noise(200_000))
    with pytest.raises(Failed, match="450 at most"):
        measure(built)


def test_a_front_end_that_was_not_built_says_how(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"\./run web"):
        measure(tmp_path)


@pytest.mark.skipif(not (BUILT / "sayso.js").is_file(), reason="the front end is not built here")
def test_the_bundle_keeps_its_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert bundle.main([]) == 0
    row = json.loads(capsys.readouterr().out)
    assert 0 < row["page_kb"] < 40
    assert row["bundle_kb"] <= LIMIT
