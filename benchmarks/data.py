"""The data sets that the benchmarks read, below `$COMMUNIQUE_DATA`, none of which is shipped with the code.

ud/{ewt,gum}-dev.conllu.gz         universaldependencies.org, UD_English-EWT (CC BY-SA 4.0) and UD_English-GUM (CC BY,
                                   some genres NC): en_{ewt,gum}-ud-dev.conllu, gzipped
names/conll2003-dev.tsv.gz         CoNLL-2003 English, Reuters (research use): number, word, BIO label; as in
                                   github.com/Babelscape/wikineural, data/conll/en/val.tsv
names/uner-ewt-dev.iob2.gz         github.com/UniversalNER/UNER_English-EWT (CC BY-SA 4.0)
polnear/{dev,train}.tar.gz         github.com/networkdynamics/PolNeAR, data/{dev,train}/{text,attributions} (no licence
                                   stated); of train only the articles that several annotators read
wikinews/                          articles of en.wikinews.org (CC BY 2.5) in articles.jsonl, our own labels of some in
                                   labels/, the labelled ones for training and for development in parts.json
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from communique.language.parse import Parse
from communique.record import Document, Part
from tests.trees import from_conllu

Span = tuple[int, int]
_BLOCK = re.compile(r"[^\n]*\S[^\n]*")


class Row(NamedTuple):
    """One line of the results: what was measured on what, our figure, and a peer's or a floor's, if there is one."""

    data: str
    metric: str
    ours: str
    peer: str = ""


class Attributed(NamedTuple):
    """One attribution, an annotator's or a reader's: character spans of each role, in text order."""

    cue: list[Span]
    source: list[Span]
    content: list[Span]


def folder() -> Path:
    """Where the data sets lie."""
    where = os.environ.get("COMMUNIQUE_DATA")
    if not where:
        raise SystemExit(
            "set COMMUNIQUE_DATA to the folder with the data sets; benchmarks/data.py says where to get them"
        )
    return Path(where)


def command() -> str:
    """The installed `communique` beside this interpreter."""
    path = Path(sys.executable).with_name("communique")
    if not path.exists():
        raise SystemExit(f"no {path}: install the package into this environment first (pip install -e .)")
    return str(path)


def treebank(name: str) -> list[Parse]:
    """The documents of `ewt` or `gum`, dev part."""
    return from_conllu(folder() / f"ud/{name}-dev.conllu.gz")


def named_sentences(file: str) -> Iterator[list[list[tuple[str, str]]]]:
    """Documents of sentences of (word, BIO label)."""
    document: list[list[tuple[str, str]]] = []
    sentence: list[tuple[str, str]] = []
    with gzip.open(folder() / "names" / file, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 2 and cells[1] != "-DOCSTART-":
                sentence.append((cells[1], cells[2]))
                continue
            if sentence:
                document.append(sentence)
                sentence = []
            if document and (line.startswith("# newdoc") or len(cells) > 2):
                yield document
                document = []
    if document:
        yield document


def polnear() -> Iterator[tuple[str, list[Attributed]]]:
    """(text, attributions that have a cue) of the dev articles; of several annotators the alphabetically first."""
    for text, marks in _marked("dev"):
        yield text, _brat(text, marks[0])


def annotators() -> Iterator[tuple[str, list[list[Attributed]]]]:
    """(text, attributions of each annotator) of the train articles that several of them read."""
    for text, marks in _marked("train"):
        if len(marks) > 1:
            yield text, [_brat(text, m) for m in marks]


def plain_document(text: str) -> Document:
    """A document of which nothing is dropped, so that gold offsets hold: each line with words in it is a paragraph."""
    parts = tuple(Part(start=m.start(), end=m.end(), kind="paragraph") for m in _BLOCK.finditer(text))
    return Document(id="benchmark", text=text, parts=parts)


def joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans in text order, without white space at their edges; those with only white space between them become one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if start >= end:
            continue
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def wikinews() -> list[tuple[str, date | None]]:
    """(text, day of publication) of all articles."""
    with (folder() / "wikinews/articles.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(r["text"], date.fromisoformat(r["published"]) if r.get("published") else None) for r in rows]


def _marked(part: str) -> Iterator[tuple[str, list[str]]]:
    """(text, each annotator's marks in brat's format) of PolNeAR's articles, both in the order of their names."""
    with tarfile.open(folder() / f"polnear/{part}.tar.gz") as tar:
        read = {m.name: _read(tar, m) for m in tar.getmembers() if m.isfile()}
    marks: dict[str, list[str]] = {}
    for name in sorted(n for n in read if n.endswith(".ann")):
        marks.setdefault(name.rsplit("_", 1)[0].replace("/attributions/", "/text/") + ".txt", []).append(name)
    for name in sorted(marks):
        if name in read:
            yield read[name], [read[m] for m in marks[name]]


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = tar.extractfile(member)
    assert file is not None
    return file.read().decode("utf-8")


def _brat(text: str, annotations: str) -> list[Attributed]:
    spans: dict[str, list[Span]] = {}
    events = []
    for record in re.split(r"\n(?=[TE]\d+\t)", annotations.strip()):
        key, value = record.split("\t")[:2]
        if key.startswith("T"):
            pieces = (p.split() for p in value.split(" ", 1)[1].split(";"))
            spans[key] = joined(text, [(int(a), int(b)) for a, b in pieces])
        else:
            events.append(value)
    out = []
    for event in events:
        roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, key in re.findall(r"(Source|Cue|Content)\d*:(T\d+)", event):
            roles[role] = joined(text, roles[role] + spans[key])
        if roles["Cue"]:
            out.append(Attributed(roles["Cue"], roles["Source"], roles["Content"]))
    return out
