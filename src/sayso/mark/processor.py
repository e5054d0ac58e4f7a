"""Which arithmetic suits this processor: 8-bit products where it has dot products, else floats.

The weights are 8-bit integers in either case.  A processor that multiplies and adds four of them
in one instruction (VNNI on x86, dot products on ARM) is fastest when what they are multiplied with
is rounded to 8 bits, too.  On others that is slower than plain floats, and less exact.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np

Precision: TypeAlias = Literal["int8", "float32"]
"""What the matrix products are made in."""

_KERNEL = frozenset({"avx512_vnni", "avx_vnni", "asimddp"})
_NUMPY = frozenset({"AVX512_CLX", "AVX512_ICL", "AVX512_SPR", "ASIMDDP"})
"""What the processors that can are known by in the Linux kernel, and in numpy."""


def fastest(info: Path = Path("/proc/cpuinfo")) -> Precision:
    """What this processor is fastest in.

    Linux tells what the processor can do in a file; elsewhere numpy is asked, which knows of
    fewer kinds: where it knows nothing the answer is floats, which are right on every processor.
    """
    try:
        words = set(info.read_text(encoding="utf-8", errors="replace").split())
    except OSError:
        known = np.show_config(mode="dicts")["SIMD Extensions"]
        return "int8" if _NUMPY & {*known["baseline"], *known["found"]} else "float32"
    return "int8" if _KERNEL & words else "float32"
