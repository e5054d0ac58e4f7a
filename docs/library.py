"""Write docs/reference/library.md: every public name, with its signature and what it says.

python docs/library.py            write the page
python docs/library.py --check    exit 1 where the page is not what it would be
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "library.md"
HEAD = """# Library

<!-- Made by docs/library.py from the docstrings. Change those, then ./run docs. -->

`import sayso` loads nothing but itself; each name below is loaded when it is first used.
"""


def page() -> str:
    """The whole page: the doors first, then records, words and errors."""
    import sayso

    public = {name: getattr(sayso, name) for name in sayso.__all__ if name != "__version__"}
    chapters: dict[str, list[str]] = {
        "Doors": [n for n, it in public.items() if n in {"claims_in", "open_ledger"}],
        "Ledger and claims": [n for n in ("Ledger", "Claims") if n in public],
        "Records": [n for n, it in public.items() if is_dataclass(it)],
        "Closed sets of words": [n for n, it in public.items() if _is(it, Enum)],
        "Errors": [n for n, it in public.items() if _is(it, Exception)],
    }
    missing = set(public) - {name for names in chapters.values() for name in names}
    if missing:
        raise SystemExit(f"in no chapter of docs/library.py: {', '.join(sorted(missing))}")
    parts = [HEAD]
    for title, names in chapters.items():
        parts.append(f"## {title}\n")
        parts += [_entry(name, public[name]) for name in names]
    return "\n".join(parts)


def _is(thing: Any, kind: type) -> bool:
    return isinstance(thing, type) and issubclass(thing, kind)


def _entry(name: str, thing: Any) -> str:
    """One name: its signature or fields, its docstring, its methods."""
    told = [f"### {name}\n", _quoted(inspect.getdoc(thing) or "")]
    if _is(thing, Enum):
        told.append("Values: " + ", ".join(f"`{each.value}`" for each in thing) + ".\n")
    elif is_dataclass(thing):
        told.append(_fields(thing))
    elif inspect.isfunction(thing):
        told.insert(1, f"```python\ndef {name}{_signature(thing)}: ...\n```\n")
    elif not _is(thing, Exception):
        told += _methods(thing)
    return "\n".join(told)


def _fields(record: Any) -> str:
    rows = ["| field | type | default |", "| --- | --- | --- |"]
    for each in fields(record):
        kind = str(each.type).replace("|", "\\|")
        default = "" if each.default is MISSING else f"`{_plain(each.default)}`"
        rows.append(f"| `{each.name}` | `{kind}` | {default} |")
    return "\n".join(rows) + "\n"


def _plain(value: object) -> str:
    return str(value) if isinstance(value, Enum) else repr(value)


def _methods(thing: type) -> Iterator[str]:
    for name, method in vars(thing).items():
        if inspect.isfunction(method) and not name.startswith("_"):
            yield f"#### {thing.__name__}.{name}\n"
            yield f"```python\ndef {name}{_signature(method)}: ...\n```\n"
            yield _quoted(inspect.getdoc(method) or "")


def _signature(function: Any) -> str:
    signature = inspect.signature(function)
    kept = [each for name, each in signature.parameters.items() if name != "self"]
    # The types of annotations come as strings; an empty string is a default.
    told = str(signature.replace(parameters=kept))
    return re.sub(r"'([^']*)'", lambda found: found[1] or found[0], told)


def _quoted(docstring: str) -> str:
    """A docstring as it stands: its own layout is kept."""
    return f"```text\n{docstring}\n```\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description="Make the page of the library.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    made = page()
    if parser.parse_args(arguments).check:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
