"""Write docs/reference/vocabulary.md from the word lists in src/sayso/vocab and its folders.

    python docs/vocabulary.py            write the page
    python docs/vocabulary.py --check    exit 1 where the page is not what it would be

The comments of a list are its documentation: the block at the top of a file opens its chapter, and
the comment right above a key or a table explains it.  ``tests/test_docs_vocabulary.py`` fails when
the page is stale.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LISTS = ROOT / "src" / "sayso" / "vocab"
PAGE = ROOT / "docs" / "reference" / "vocabulary.md"
HEAD = """# Vocabulary

<!-- Made by docs/vocabulary.py from src/sayso/vocab/*.toml. Change the lists, then ./run docs. -->

Everything that Sayso knows about words stands in lists, apart from the code. This page shows them
all. To correct one, edit its file in `src/sayso/vocab/`.
"""

_LINE = re.compile(r"(?:\[+(?P<table>[^\]]+)\]+|\"?(?P<key>[^\"=\]]+?)\"?\s*=)")


def page(folder: Path = LISTS) -> str:
    """The whole page, one chapter a file, in the order of their names."""
    chapters = [chapter(path) for path in sorted(folder.rglob("*.toml"))]
    return "\n".join([HEAD, *chapters])


def chapter(path: Path) -> str:
    """The chapter of one file of lists."""
    source = path.read_text(encoding="utf-8")
    comments = dict(explained(source))
    lines = [f"## {name_of(path)}", ""]
    if "" in comments:
        lines += [comments[""], ""]
    lines += section(tomllib.loads(source), (), comments)
    return "\n".join(lines)


def name_of(path: Path) -> str:
    """The name by which a list is loaded: its folder with it where it has one of its own."""
    inside = path.is_relative_to(LISTS)
    return (path.relative_to(LISTS) if inside else Path(path.name)).with_suffix("").as_posix()


def explained(source: str) -> Iterator[tuple[str, str]]:
    r"""Each table and key with the comment right above it; ``""`` is the head of the file.

    >>> dict(explained("# Marks.\n\n[name]\n# Before it.\nbefore = []\n"))
    {'': 'Marks.', 'name.before': 'Before it.'}
    """
    table, block, first = "", list[str](), True
    inside = False  # of a text or list that runs over several lines
    for line in source.splitlines():
        if inside:
            inside = not line.strip().endswith(('"""', "]"))
            continue
        found = _LINE.match(line)
        if line.startswith("#"):
            block.append(line.lstrip("# ").rstrip() if len(line) > 2 else "")
        elif found is None:
            if first and block:
                yield "", paragraphs(block)
            block, first = [], first and not block
        else:
            table = found["table"] or table
            name = found["table"] or ".".join(filter(None, [table, found["key"]]))
            if block:
                yield ("" if first and not found["table"] else name), paragraphs(block)
            block, first = [], False
            inside = found["key"] is not None and opens(line)


def opens(line: str) -> bool:
    """The value that begins on this line ends on a later one."""
    value = line.partition("=")[2].strip()
    return value in ('"""', "[") or (value.startswith('"""') and not value.endswith('"""'))


def paragraphs(block: Sequence[str]) -> str:
    """Comment lines as Markdown; lines with aligned columns keep their line breaks."""
    kept = [line + "  " if re.search(r"(?<![.:;])  ", line) else line for line in block]
    return "\n".join(kept).strip()


def section(
    table: Mapping[str, Any], path: tuple[str, ...], comments: Mapping[str, str]
) -> Iterator[str]:
    """Lines of one table: its plain values first, then the tables in it."""
    inner = {k: v for k, v in table.items() if isinstance(v, Mapping)}
    if len(table) > 3 and all(is_class(value) for value in table.values()):
        yield from classes(table)
        return
    for key, value in table.items():
        if key in inner:
            continue
        note = comments.get(".".join((*path, key)), "")
        if note:
            yield from (note, "")
        yield from values(key, value)
    for key, value in inner.items():
        name = ".".join((*path, key))
        yield from (f"### {name}", "")
        if name in comments:
            yield from (comments[name], "")
        yield from section(value, (*path, key), comments)


def is_class(value: Any) -> bool:
    """A single word that many keys of a table share, such as a gender or a firmness."""
    return isinstance(value, str) and " " not in value and "\n" not in value


def classes(table: Mapping[str, str]) -> Iterator[str]:
    """Lines of a table from words to classes, turned round: each class with its words."""
    for name in dict.fromkeys(table.values()):
        yield from values(name or "none", [key for key, value in table.items() if value == name])


def values(key: str, value: Any) -> Iterator[str]:
    """Lines of one value: words in a row, records as a table."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        columns = list(dict.fromkeys(name for record in value for name in record))
        yield f"**{key}** ({len(value)})"
        yield ""
        yield "| " + " | ".join(columns) + " |"
        yield "|" + " --- |" * len(columns)
        for record in value:
            yield "| " + " | ".join(cell(record.get(name, "")) for name in columns) + " |"
    else:
        words = value.split() if isinstance(value, str) else value
        plain = ", ".join(map(cell, words)) if isinstance(words, list) else cell(words)
        count = f" ({len(words)})" if isinstance(words, list) and len(words) > 1 else ""
        yield f"**{key}**{count}: {plain}"
    yield ""


def cell(value: Any) -> str:
    """A value as it may stand in a Markdown table: words as code, lists joined."""
    if isinstance(value, list):
        return ", ".join(map(cell, value))
    if value == "":
        return ""
    return "`" + str(value).replace("|", "\\|").replace("\n", " ").replace("`", "'") + "`"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description="Make the vocabulary page.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    made = page()
    if parser.parse_args(arguments).check:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
