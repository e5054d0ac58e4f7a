"""Which arithmetic a processor is given, by what Linux tells of it or, elsewhere, numpy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.mark.processor import fastest

SERVER = "processor : 0\nflags : fpu sse2 avx2 avx512f avx512_vnni\n"
LAPTOP = "processor : 0\nflags : fpu sse2 avx2 avx_vnni\n"
OLDER = "processor : 0\nflags : fpu sse2 avx2 avx512f\n"
BOARD = "processor : 0\nFeatures : fp asimd aes crc32 asimddp\n"
OLD_BOARD = "processor : 0\nFeatures : fp asimd aes crc32\n"


@pytest.mark.parametrize(
    ("told", "best"),
    [
        (SERVER, "int8"),
        (LAPTOP, "int8"),
        (OLDER, "float32"),
        (BOARD, "int8"),
        (OLD_BOARD, "float32"),
        ("", "float32"),
    ],
)
def test_dot_products_decide(told: str, best: str, tmp_path: Path) -> None:
    info = tmp_path / "cpuinfo"
    info.write_text(told, encoding="utf-8")
    assert fastest(info) == best


@pytest.mark.parametrize(
    ("found", "best"),
    [(["AVX2", "AVX512_ICL"], "int8"), (["ASIMDHP", "ASIMDDP"], "int8"), (["X86_V3"], "float32")],
)
def test_without_that_file_numpy_is_asked(
    found: list[str], best: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"SIMD Extensions": {"baseline": ["SSE"], "found": found, "not found": []}}
    monkeypatch.setattr(np, "show_config", lambda mode: told)
    assert fastest(tmp_path / "none") == best


def test_numpy_tells_what_is_looked_for() -> None:
    known = np.show_config(mode="dicts")["SIMD Extensions"]
    assert {"baseline", "found"} <= set(known)
