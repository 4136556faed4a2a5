"""Attribution corpora as labelled texts: PolNeAR (brat standoff) and the labelled Wikinews articles.

PolNeAR states no licence and its texts belong to their publishers: for training and measuring only. Read from
`$COMMUNIQUE_DATA/polnear` and `$COMMUNIQUE_DATA/wikinews`; our own labels of the same texts and of some of the
treebanks', as offsets and codes, from `training/readings` (see its README).
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from communique.language.atoms import Atom, atoms
from training.labels import ACTS
from training.treebanks import running as treebank_texts
from training.windows import Layers, Link, Text

Spans = list[tuple[int, int]]
POLNEAR, CODEBOOK = 0, 1
READINGS = Path(__file__).parent / "readings"
SECOND = 0.3  # weight of an act that a careful colleague could choose instead
NEAR = 250  # characters between a cue and the words that name the one spoken to
_BLOCK = re.compile(r"[^\n]*\S[^\n]*")
_RECORD = re.compile(r"\n(?=[TE]\d+\t)")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True)
class Read:
    """What we labelled of an attribution beside its spans; those spoken to and outlets between as character spans."""

    acts: dict[str, float]
    denied: bool
    addressee: Spans | None
    relay: Spans | None


@dataclass(frozen=True)
class Attributed:
    """One gold attribution: character spans of each role, and what we labelled beside them."""

    cue: Spans
    source: Spans
    content: Spans
    read: Read | None = None


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


def polnear_read(part: str) -> dict[str, dict[tuple[int, int], Read]]:
    """Our labels of PolNeAR's attributions: by article, those of `part` by the first span of their cue.

    Of two readings of an article the acts are weighed together, all else is the first one's.
    """
    found: dict[str, dict[tuple[int, int], Read]] = {}
    for row in _rows("polnear"):
        if row["part"] != part:
            continue
        article = found.setdefault(row["article"], {})
        for a in row["attributions"]:
            acts = {a["act"]: 1 - SECOND, a["second"]: SECOND} if a.get("second") else {a["act"]: 1.0}
            key = (a["cue"][0], a["cue"][1])
            if key in article:
                first = article[key]
                both = {k: (first.acts.get(k, 0) + acts.get(k, 0)) / 2 for k in first.acts | acts}
                article[key] = Read(both, first.denied, first.addressee, first.relay)
            else:
                sides = ([(s, e) for s, e in a.get(role, [])] for role in ("to", "relay"))
                article[key] = Read(acts, bool(a.get("denied")), *sides)
    return found


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (READINGS / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def with_readings(
    articles: Iterator[tuple[str, str, list[Attributed]]], read: dict[str, dict[tuple[int, int], Read]]
) -> Iterator[tuple[str, str, list[Attributed]]]:
    """The articles with what we labelled of their attributions."""
    for name, text, found in articles:
        known = read.get(name, {})
        yield name, text, [replace(a, read=known.get(a.cue[0])) for a in found]


def wikinews(folder: Path, part: str, labels_to_offsets: type) -> Iterator[tuple[str, str, list[Attributed]]]:
    """(id, text, attributions) of the labelled articles, those that came with the data and those in `readings`;
    `labels_to_offsets` is `Labels` of the labelling tool."""
    ids = set(json.loads((folder / "parts.json").read_text()).get(part, []))
    ours = {row["article"]: row for row in _rows("wikinews") if row["part"] == part and row["reader"] == 1}
    for row in _articles(folder):
        if row["id"] in ids:
            gold = json.loads((folder / f"labels/{row['id']}.json").read_text(encoding="utf-8"))
            found = labels_to_offsets(row["text"], gold).run()
        elif row["id"] in ours:
            found = ours[row["id"]]
        else:
            continue
        yield str(row["id"]), row["text"], _labelled(found)


def treebanks(folder: Path, part: str) -> Iterator[tuple[str, str, list[Attributed]]]:
    """(name, text, attributions) of the stretches of EWT's and GUM's train documents that we labelled whole."""
    rows = [row for row in _rows("treebanks") if row["part"] == part and row["reader"] == 1]
    for name in sorted({row["treebank"] for row in rows}):
        running = dict(treebank_texts(folder / f"{name}-train.conllu.gz"))
        for row in rows:
            if row["treebank"] == name:
                text = running[row["document"]][slice(*row["chars"])]
                yield f"{row['document']} {row['chars'][0]}", text, _labelled(row)


def _labelled(found: dict[str, Any]) -> list[Attributed]:
    """The statements of a text that was labelled whole."""
    mentions = {n: a["mentions"] for a in found["actors"] for n in (a["name"], *a.get("alias", []))}
    return [_from_label(s, mentions) for s in found["statements"] if s["cue"]]


def plain(folder: Path) -> Iterator[str]:
    """Texts of the Wikinews articles that nobody labelled: news to parse."""
    labelled = {row["article"] for row in _rows("wikinews")}
    for row in _articles(folder):
        if not row["labels"] and row["id"] not in labelled:
            yield row["text"]


def _articles(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _from_label(s: dict[str, Any], mentions: dict[str, list[list[int]]]) -> Attributed:
    cue = (s["cue"][0], s["cue"][1])
    source = [(s["source"][0], s["source"][1])] if s["source"] else []
    content = sorted((a, b) for a, b in filter(None, s["content"]))
    sides = (_near(s.get(role), mentions, cue, content) for role in ("addressee", "relay"))
    return Attributed([cue], source, content, Read({s["act"]: 1.0}, s.get("polarity") == "denied", *sides))


def _near(
    names: str | list[str] | None, mentions: dict[str, list[list[int]]], cue: tuple[int, int], content: Spans
) -> Spans | None:
    """The mention of each actor that is nearest to the cue and outside the content; None if one has none so near."""
    found = []
    for name in [names] if isinstance(names, str) else names or []:
        free = [m for m in mentions.get(name, []) if not any(a <= m[0] < b for a, b in content)]
        near = min(free, key=lambda m: max(m[0] - cue[1], cue[0] - m[1]), default=None)
        if near is None or max(near[0] - cue[1], cue[0] - near[1]) > NEAR:
            return None
        found.append((near[0], near[1]))
    return found


def labelled(text: str, found: list[Attributed], style: int) -> Text:
    """The text's atoms with label `cue` (O, B, I) and the links of its attributions."""
    bare = blocks(text)
    flat = [a for b in bare.blocks for a in b]
    cues = [0] * len(flat)
    links = []
    for a in found:
        cue, source, content = (_covered(flat, spans) for spans in (a.cue, a.source, a.content))
        if not cue:
            continue
        links.append(Link(cue, source, content, _layers(flat, a.read) if a.read else None))
        if not any(cues[i] for i in cue):
            for k, i in enumerate(cue):
                cues[i] = 1 if k == 0 or i != cue[k - 1] + 1 else 2
    return Text(bare.blocks, {"cue": cues}, links, style)


def blocks(text: str) -> Text:
    """A text's atoms, paragraph by paragraph, without labels."""
    return Text([atoms(text, m.start(), m.end()) for m in _BLOCK.finditer(text)])


def _layers(flat: list[Atom], read: Read) -> Layers:
    sides = (None if spans is None else _covered(flat, spans) for spans in (read.addressee, read.relay))
    return Layers(tuple((ACTS.index(a), w) for a, w in read.acts.items()), read.denied, *sides)


def _covered(flat: list[Atom], spans: Spans) -> tuple[int, ...]:
    return tuple(i for i, a in enumerate(flat) if any(a.start < e and s < a.end for s, e in spans))
