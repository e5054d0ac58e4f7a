"""The house rules that no linter knows, checked over the files that git tracks.

- a Python file has 600 lines at most, a function 60;
- test code (with its cases) is at least as long as the code of the product;
- an exemption from a rule (noqa, type: ignore, pragma) stands beside its reason;
- no tracked file names a package registry, a credential or a folder of somebody's machine;
- runtime dependencies are 12 at most.

``# lines: REASON`` on the first lines of a file exempts a table of data from the length.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpora import ROOT

FILE_LINES = 600
FUNCTION_LINES = 60
DEPENDENCIES = 12

#: An exemption, the rule it waives, and the reason that has to follow.
EXEMPT = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)\b(:\s*[A-Z0-9, ]+|\[[\w, -]+\])?(.*)")

#: What a tracked text may not hold.  The backslashes keep this file from accusing itself.
FORBIDDEN = (
    (re.compile(r"(?i)pypi\.org/simple|files\.pythonhosted\.org|registry\.npmjs\.org"), "registry"),
    (re.compile(r"(?m)^\s*(--)?(extra-)?index-url\b|^\s*registry\s*=\s*\S"), "registry"),
    (re.compile(r'"resolved":\s*"http'), "registry"),
    (re.compile(r"(?i)\b(api|secret)[_-]?key\s*[=:]\s*['\"]\w{8,}"), "credential"),
    (re.compile(r"/(?:home|Users|root)/[a-z]\w*/"), "folder of a machine"),
    (re.compile(r"(?i)co\-authored\-by\b|\bcoding (?:agent|assistant)\b"), "talk about tools"),
)

#: Written by machines, for machines.
GENERATED = ("requirements/",)


def tracked(root: Path) -> list[Path]:
    """The files that git tracks or would track, in order."""
    line = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    done = subprocess.run(line, cwd=root, capture_output=True, text=True, check=True)
    names = sorted(name for name in done.stdout.split("\0") if name)
    return [path for name in names if (path := root / name).is_file()]


def check(root: Path) -> list[str]:
    """Every breach of the house rules under a checkout, as ``file:line: what``."""
    texts = {path.relative_to(root).as_posix(): _text(path) for path in tracked(root)}
    python = {name: text for name, text in texts.items() if name.endswith(".py") and text}
    found: list[str] = []
    for name, text in python.items():
        found += [f"{name}:{line}: {what}" for line, what in sorted(lengths(text))]
        found += [f"{name}:{line}: {what}" for line, what in exemptions(text)]
    for name, text in texts.items():
        found += [f"{name}:{line}: {what}" for line, what in forbidden(text, str(root.parent))]
    return [*found, *proportion(texts), *dependencies(texts.get("pyproject.toml", ""))]


def _text(path: Path) -> str:
    """The text of a file; nothing for one that is no text."""
    raw = path.read_bytes()
    return "" if b"\0" in raw else raw.decode("utf-8", "replace")


def lengths(text: str) -> Iterator[tuple[int, str]]:
    """A file or function that is too long."""
    rows = text.count("\n")
    if rows > FILE_LINES and not re.search(r"(?m)\A(.*\n){0,5}# lines: \S", text):
        yield 1, f"{rows} lines, {FILE_LINES} at most: it holds more than one idea"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            long = _code_lines(node)
            if long > FUNCTION_LINES:
                yield node.lineno, f"{node.name} has {long} lines, {FUNCTION_LINES} at most"


def _code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its ``def``, its docstring left out."""
    total = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def exemptions(text: str) -> Iterator[tuple[int, str]]:
    """An exemption that names no rule or gives no reason."""
    for number, line in enumerate(text.splitlines(), 1):
        match = EXEMPT.search(line)
        if match is None or line.lstrip().startswith(("'", '"', "#:")):
            continue
        kind, rule, rest = match.groups()
        if not rule and kind != "pragma":
            yield number, f"{kind} without the rule it waives"
        elif not re.search(r"[a-z]{3}", rest):
            yield number, f"{kind} without a reason"


def forbidden(text: str, above: str) -> Iterator[tuple[int, str]]:
    """A registry, credential or path of a machine; ``above`` is the folder of this checkout."""
    for pattern, what in FORBIDDEN:
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start()) + 1, f"names a {what}: {match.group().strip()}"
    # Of a checkout in / or in the temporary folder, any path in a document would be accused.
    if above not in {"/", tempfile.gettempdir()}:
        for match in re.finditer(r"(?<![\w.])" + re.escape(above) + r"/\w", text):
            yield text.count("\n", 0, match.start()) + 1, "names a folder of this machine"


def proportion(texts: dict[str, str]) -> Iterator[str]:
    """Less test code than code; a case told in a file of rows is test code."""
    code = sum(_weight(name, text) for name, text in texts.items() if name.startswith("src/"))
    tests = sum(_weight(name, text) for name, text in texts.items() if name.startswith("tests/"))
    if tests < code:
        yield f"tests: {tests} lines of test code for {code} lines of code in src"


def _weight(name: str, text: str) -> int:
    """Lines of code: no blank ones, no comments, no docstrings; none for a file of another kind."""
    if not name.endswith(".py") and not (
        name.startswith("tests/cases/") and name.endswith(".toml")
    ):
        return 0
    told = _docstrings(text) if name.endswith(".py") else set()
    return sum(
        number not in told and bool(line.strip()) and not line.lstrip().startswith("#")
        for number, line in enumerate(text.splitlines(), 1)
    )


def _docstrings(text: str) -> set[int]:
    """The lines of every string that stands alone: docstrings of modules, functions, attributes."""
    return {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def dependencies(pyproject: str) -> Iterator[str]:
    """Too many packages that a user has to install."""
    names: Sequence[str] = tomllib.loads(pyproject).get("project", {}).get("dependencies", ())
    if len(names) > DEPENDENCIES:
        yield f"pyproject.toml: {len(names)} runtime dependencies, {DEPENDENCIES} at most"


def main(argv: list[str]) -> int:
    """``python -m bench house``: print the breaches; 1 where there are any."""
    argparse.ArgumentParser(prog="./run bench house", description=__doc__).parse_args(argv)
    found = check(ROOT)
    for line in found:
        print(line)
    print(json.dumps({"bench": "house", "breaches": len(found)}))
    return 1 if found else 0
