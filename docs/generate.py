"""Write the generated pages of docs/ anew: ``./run docs``.

The pictures need the model, those of the pages a browser, too, and take some seconds; ``--fast``
leaves them as they are.  The map comes last, for it names what the others made.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
FAST = ("vocabulary.py", "commands.py", "library.py", "figures.py", "map.py")
ALL = (*FAST[:-1], "picture.py", "screens.py", FAST[-1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the generators, one after the other; stop at the first that fails."""
    parser = argparse.ArgumentParser(prog="./run docs", description="Write generated pages anew.")
    parser.add_argument("--fast", action="store_true", help="all but the pictures")
    for script in FAST if parser.parse_args(arguments).fast else ALL:
        done = subprocess.run([sys.executable, HERE / script], check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
