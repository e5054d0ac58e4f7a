"""Write MAP.md: a line for every file, made from the files themselves, and a reading order.

    python docs/map.py            write it
    python docs/map.py --check    print what is missing or too much; exit 1 where anything is

A file says in its first line what it is: a docstring, a comment, a heading.  The few that cannot
are told below.  ``tests/test_map.py`` fails when a file is missing from the map or the map names
one that is not there.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAP = "MAP.md"

#: Folders in the order in which a newcomer should meet them, each with what it is.
FOLDERS = {
    "": "The root",
    "src/sayso": "The package",
    "src/sayso/records": "What passes between rooms",
    "src/sayso/vocab": "Words as data",
    "src/sayso/vocab/actors": "Who acts, as data",
    "src/sayso/gather": "Source -> Page",
    "src/sayso/read": "Page -> Article, or Refused with a reason",
    "src/sayso/mark": "Articles -> Marks: the one model pass",
    "src/sayso/trace": "Article + Marks -> Reading",
    "src/sayso/ground": "Reading -> Reading tied to the world",
    "src/sayso/weigh": "Articles -> what is one text",
    "src/sayso/ground/frames": "Who does what to whom",
    "src/sayso/ledger": "The only SQL",
    "src/sayso/engines": "How the pipeline is spread",
    "src/sayso/show": "What people and machines see",
    "src/sayso/show/web": "The page: a web app over a ledger",
    "web": "The front end: what runs in the browser, built by npm",
    "examples": "The invented story",
    "docs": "The documents",
    "bench": "Measures and floors",
    "gazetteer": "GeoNames, cut down to the gazetteer of the package when it is built",
    "training": "How the model is made; never in the wheel",
    "tests": "Tests, room by room",
    "requirements": "Pinned dependencies",
    ".ci": "What the builder calls",
}

#: Files that cannot say what they are.
TOLD = {
    ".gitattributes": "how git treats line ends and generated files",
    ".gitignore": "what git leaves alone",
    "CHANGELOG.md": "what changed, version by version",
    "CONTRIBUTING.md": "how to work on Sayso",
    "README.md": "what it is, the two commands, what it cannot do",
    "docs/images/demo.svg": "the terminal view, made from a real run by docs/picture.py",
    "docs/images/reader.png": "one article on its page, taken by docs/screens.py",
    "docs/images/reader-dark.png": "the same in the dark",
    "docs/images/dossier.png": "one claim on its page, with who says so and who disputes it",
    "docs/index.md": "the first page of the documents",
    "docs/why.md": "what goes wrong when outlets are counted",
    "docs/guide.md": "the words, the rules, input, the ledger, the library",
    "docs/tutorial.md": "twenty minutes with an invented war; its commands are run by a test",
    "docs/reference/commands.md": "all commands and options, made by docs/commands.py",
    "docs/reference/vocabulary.md": "all word lists, made by docs/vocabulary.py",
    "docs/sayso-1.schema.json": "the machine contract",
    "docs/ask-1.schema.json": "what sayso ask --json prints",
    "docs/reprints-1.schema.json": "what sayso reprints --json prints",
    "docs/design/README.md": "why it is built as it is",
    "LICENSE": "Apache License 2.0",
    "NOTICE": "what the model was made from, and whom to cite",
    "pyproject.toml": "the package, its dependencies, and the settings of lint and tests",
    "run": "all chores, one word each",
    "src/sayso/show/web/static/icon.svg": "the icon in the tab of a browser",
    "src/sayso/py.typed": "tells type checkers that the package is typed",
    "src/sayso/mark/model/tokenizer.json": "the word pieces of the encoder",
    "src/sayso/mark/model/CARD.md": "what the model is, its data, licences, limits",
    "src/sayso/mark/model/model.onnx": "the trained net, int8, see its card",
    "examples/story/01-corvane.txt": "the agency's report, with a dateline",
    "examples/story/02-northquay-times.html": "a newspaper's page: JSON-LD, link, block quotation",
    "examples/story/03-lantern-review.html": "an op-ed that pastes five paragraphs of the agency",
    "examples/story/08-ridgeway-dispatch.txt": "two death tolls, side by side",
    "examples/story/regional.jsonl": "a reprint, a rewrite, a denial and a broadcast",
    "web/package-lock.json": "the packages of the front end, pinned with hashes",
    "web/tsconfig.json": "how TypeScript is checked",
    "training/LOG.md": "what was tried, dated, failures included",
    "bench/floors.json": "the figures that may not fall",
}

#: Folders whose files are told together: cases, generated locks.
TOGETHER = {
    "tests/cases": "cases: text, and what is expected of it",
    "requirements": "lock files with hashes, made by `./run lock`",
    ".ci": "what the builder calls: lint, test, gate",
}

HEAD = """# Map

<!-- Made by docs/map.py from the first line of every file. After adding a file: ./run docs. -->

The file list is the flow: `gather` finds pages, `read` makes articles of them, `mark` runs the
model, `trace` works out who says what on whose word, `ground` who, where, when and how many it is
about, `ledger` keeps it, `show` shows it.

**To read the code in an hour**, take these in order:

1. `examples/README.md`: the story that everything is explained on.
2. `src/sayso/records/__init__.py`: the records between rooms. Whoever knows them knows the product.
3. `src/sayso/pipeline.py`: the only file that knows the order of the stages.
4. `src/sayso/trace/__init__.py`, and from there the rules, a file each.
5. `src/sayso/ledger/views.py`: what is kept and handed out.
6. `src/sayso/show/cli/__init__.py`, then one command: `claims.py`.
7. `tests/cases/`: what the rules are held to.

A room imports only what stands below it: `show > engines > pipeline > gather | read | mark | trace
| ground | weigh | ledger > vocab > records > errors`. The lint step holds that.
"""

_COMMENT = re.compile(r"^\s*(?:#+|--|<!--|//|/\*|\{#|;)\s*(?P<said>[^!\s].*?)\s*(?:-->|\*/|#\})?$")
_NAMED = re.compile(r"^- `([^`]+)`", re.MULTILINE)


def files(root: Path = ROOT) -> list[str]:
    """The files of the project: those that git tracks, or would."""
    line = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    done = subprocess.run(line, cwd=root, capture_output=True, text=True, check=True)
    names = sorted({name for name in done.stdout.split("\0") if name} | {MAP})
    return [name for name in names if name == MAP or (root / name).is_file()]


def entries(names: Sequence[str], root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """What the map names, each with its line; folders that are told together come once."""
    seen: set[str] = set()
    for name in names:
        together = next((f for f in TOGETHER if name.startswith(f + "/")), None)
        if together == "tests/cases":
            together = "/".join(name.split("/")[:3])
        if together is None:
            yield name, told(name, root)
        elif together not in seen:
            seen.add(together)
            yield together + "/", TOGETHER.get(together, TOGETHER["tests/cases"])


def told(name: str, root: Path) -> str:
    """What a file says it is, in one line without a full stop; empty where it says nothing."""
    if name in TOLD:
        return TOLD[name]
    if name == MAP:
        return "this page"
    text = (root / name).read_text(encoding="utf-8", errors="replace")
    if name.endswith(".py"):
        said = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    elif name.endswith(".json"):
        said = str(json.loads(text).get("title", ""))
    else:
        said = next((m["said"] for line in text.splitlines() if (m := _COMMENT.match(line))), "")
    if not text.strip() and name.endswith("__init__.py"):
        return "makes a package of the folder"
    return re.split(r"[.?!]\s", said)[0].rstrip(".").replace("``", "`")


def page(names: Sequence[str], root: Path = ROOT) -> str:
    """The whole map."""
    lines = [HEAD]
    chapters: dict[str, list[str]] = {folder: [] for folder in FOLDERS}
    for name, said in entries(names, root):
        chapters[home(name)].append(f"- `{name}`: {said}" if said else f"- `{name}`")
    for folder, title in FOLDERS.items():
        if chapters[folder]:
            where = f" (`{folder}/`)" if folder else ""
            lines += [f"## {title}{where}", "", *chapters[folder], ""]
    return "\n".join(lines)


def home(name: str) -> str:
    """The chapter that a file belongs to: the longest of the folders that hold it."""
    return max((f for f in FOLDERS if not f or name.startswith(f + "/")), key=len)


def gaps(written: str, names: Sequence[str], root: Path = ROOT) -> list[str]:
    """Files that the map leaves out, and names in it that are no files."""
    listed = set(_NAMED.findall(written))
    lines = dict(entries(names, root))
    there = set(lines)
    missing = [f"{name}: not in {MAP}; run ./run docs" for name in sorted(there - listed)]
    missing += [
        f"{name}: its first line does not say what it is" for name in lines if not lines[name]
    ]
    return missing + [f"{name}: in {MAP} and not there" for name in sorted(listed - there)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the map, or check it."""
    parser = argparse.ArgumentParser(description="Make MAP.md.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail on gaps")
    names = files()
    if not parser.parse_args(arguments).check:
        (ROOT / MAP).write_text(page(names), encoding="utf-8")
        return 0
    found = gaps((ROOT / MAP).read_text(encoding="utf-8"), names)
    sys.stdout.writelines(f"{line}\n" for line in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
