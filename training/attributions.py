"""Attribution corpora as labelled texts: PolNeAR (brat standoff) and the labelled Wikinews articles.

PolNeAR states no licence and its texts belong to their publishers: for training and measuring only. Read from
`$COMMUNIQUE_DATA/polnear` and `$COMMUNIQUE_DATA/wikinews`.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.language.atoms import Atom, atoms
from training.windows import Link, Text

Spans = list[tuple[int, int]]
POLNEAR, CODEBOOK = 0, 1
_BLOCK = re.compile(r"[^\n]*\S[^\n]*")
_RECORD = re.compile(r"\n(?=[TE]\d+\t)")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True)
class Attributed:
    """One gold attribution: character spans of each role."""

    cue: Spans
    source: Spans
    content: Spans


def polnear(path: Path) -> Iterator[tuple[str, str, list[Attributed]]]:
    """(name, text, attributions) of every article; of several annotators the first in the alphabet."""
    with tarfile.open(path) as tar:
        files = {m.name: m for m in tar.getmembers() if m.isfile()}
        marks: dict[str, str] = {}
        for name in sorted(n for n in files if n.endswith(".ann")):
            marks.setdefault(name.rsplit("_", 1)[0].replace("/attributions/", "/text/") + ".txt", name)
        for name in sorted(n for n in files if n.endswith(".txt")):
            text = _text(tar, files[name])
            if name in marks:
                yield Path(name).stem, text, list(_brat(_text(tar, files[marks[name]])))


def _text(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = tar.extractfile(member)
    assert file is not None
    return file.read().decode("utf-8")


def _brat(ann: str) -> Iterator[Attributed]:
    spans: dict[str, Spans] = {}
    events = []
    for record in _RECORD.split(ann.strip()):
        cols = record.split("\t")
        if cols[0].startswith("T"):
            where = cols[1].split(" ", 1)[1]
            spans[cols[0]] = [(int(a), int(b)) for a, b in (p.split() for p in where.split(";"))]
        elif cols[0].startswith("E"):
            events.append(cols[1])
    for event in events:
        roles: dict[str, Spans] = {"Source": [], "Cue": [], "Content": []}
        for role, key in _ROLE.findall(event):
            roles[role] += spans[key]
        if roles["Cue"]:
            yield Attributed(*(sorted(roles[r]) for r in ("Cue", "Source", "Content")))


def wikinews(folder: Path, part: str, labels_to_offsets: type) -> Iterator[tuple[str, str, list[Attributed]]]:
    """(id, text, attributions) of the labelled articles; `labels_to_offsets` is `Labels` of the labelling tool."""
    ids = set(json.loads((folder / "parts.json").read_text())[part])
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] not in ids:
                continue
            gold = json.loads((folder / f"labels/{row['id']}.json").read_text(encoding="utf-8"))
            found = labels_to_offsets(row["text"], gold).run()
            yield str(row["id"]), row["text"], [_from_label(s) for s in found["statements"] if s["cue"]]


def _from_label(s: dict[str, Any]) -> Attributed:
    source = [(s["source"][0], s["source"][1])] if s["source"] else []
    return Attributed([(s["cue"][0], s["cue"][1])], source, sorted((a, b) for a, b in filter(None, s["content"])))


def labelled(text: str, found: list[Attributed], style: int) -> Text:
    """The text's atoms with label `cue` (O, B, I) and the links of its attributions."""
    blocks = [atoms(text, m.start(), m.end()) for m in _BLOCK.finditer(text)]
    flat = [a for b in blocks for a in b]
    cues = [0] * len(flat)
    links = []
    for a in found:
        cue, source, content = (_covered(flat, spans) for spans in (a.cue, a.source, a.content))
        if not cue:
            continue
        links.append(Link(cue, source, content))
        if not any(cues[i] for i in cue):
            for k, i in enumerate(cue):
                cues[i] = 1 if k == 0 or i != cue[k - 1] + 1 else 2
    return Text(blocks, {"cue": cues}, links, style)


def _covered(flat: list[Atom], spans: Spans) -> tuple[int, ...]:
    return tuple(i for i, a in enumerate(flat) if any(a.start < e and s < a.end for s, e in spans))
