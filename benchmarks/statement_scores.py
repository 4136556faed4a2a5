"""Statements of whole readouts: speakers left unknown, layers beside who said what, and confidence.

Unknown speakers are counted on PolNeAR dev: gold attributions with a source whose content a statement has (an F1 of at
least 0.5 of its letters, one to one), and for which that statement names no speaker.

Layers and confidence are measured on the Wikinews dev articles, matched as `tools/score_case.py` beside the data
matches. A layer is counted where the labels have it and the content is found; how often it is given where the labels
have none is counted beside. A statement is right if content and speaker match a labelled one; the few that that tool
counts neither way, in headlines or left open by the labels, are left out.
"""

from __future__ import annotations

import copy
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.attribution_scores import Compared, agreement, naming, paired
from benchmarks.data import Span, folder
from communique.language import Model
from communique.reading import Reader
from communique.record import Document, Readout, encode

FOUND = 0.5
GIVEN = {"addressee": "addressees", "relay": "relay", "medium": "medium", "when": "when", "parent": "parent"}


def unknown(one: Compared, readout: Readout) -> list[tuple[str, bool]]:
    """For each gold attribution with a source that a statement has by content: its kind of source, and whether the
    statement leaves the speaker unknown."""
    origin = origins(readout.document, one.parse.text)
    sourced = [a for a in one.gold if a.source]
    want = [_letters(one.parse.text, a.content) for a in sourced]
    have = [
        frozenset(origin[i] for span in s.content for i in range(span.start, span.end) if i in origin)
        for s in readout.statements
    ]
    pairs = paired(want, have, lambda w, h: fit if (fit := agreement(w, h)) >= FOUND else 0.0)
    return [(naming(one.parse, sourced[i]), not readout.statements[j].speakers) for i, j in pairs]


def origins(document: Document, raw: str) -> dict[int, int]:
    """Where each letter of a document stands in the text that it was read from; lines may have been dropped."""
    letters = [i for i, c in enumerate(raw) if not c.isspace()]
    squeezed = "".join(raw[i] for i in letters)
    out: dict[int, int] = {}
    at = 0
    for part in document.parts:
        inside = [i for i in range(part.start, part.end) if not document.text[i].isspace()]
        found = squeezed.find("".join(document.text[i] for i in inside), at)
        if found >= 0:
            at = found + len(inside)
            out.update(zip(inside, letters[found:at], strict=True))
    return out


def cases(model: Model) -> Iterator[Any]:
    """The Wikinews dev articles, read, as the scorer's cases."""
    reader = Reader(model)
    with tempfile.TemporaryDirectory() as tmp:
        for path in sorted(p.parent for p in tool("score_set").lay_out("dev", Path(tmp)).glob("*/article.txt")):
            published = json.loads((path / "labels.json").read_text("utf-8")).get("published")
            day = date.fromisoformat(published) if published else None
            readout = reader.read((path / "article.txt").read_bytes(), published=day)
            yield tool("score_case").Case(path, json.loads(encode(readout)))


def layers(case: Any) -> Counter[tuple[str, str]]:
    """By layer: `right` of `labelled` statements that are found, and `given` of `bare` ones that have no such label."""
    table = tool("score_case").score_statements(case)
    counts: Counter[tuple[str, str]] = Counter()
    for layer, (right, n) in table.fields.items():
        counts[layer, "right"] += right
        counts[layer, "labelled"] += n
    for gold in case.gold.get("statements", []):
        fit = partial(tool("score_case").content_score, case, case.pieces(gold))
        have = max(case.out["statements"], key=fit, default=None)
        if have is not None and fit(have) >= FOUND:
            given = {layer: bool(have.get(field)) for layer, field in GIVEN.items()}
            given["polarity"] = have.get("polarity") == "denied"
            for layer, is_given in given.items():
                if not gold.get(layer):
                    counts[layer, "given"] += is_given
                    counts[layer, "bare"] += 1
    return counts


def judged(case: Any) -> Iterator[tuple[float, bool]]:
    """(confidence, whether content and speaker are right) of each statement that counts."""
    labelled = [piece for gold in case.gold.get("statements", []) for piece in case.pieces(gold)]
    for s in case.out["statements"]:
        alone = copy.copy(case)
        alone.out = {**case.out, "statements": [s]}
        table = tool("score_case").score_statements(alone)
        spans: list[Span] = [(c["start"], c["end"]) for c in s.get("content", [])]
        near = any(a < d and c < b for a, b in spans for c, d in labelled)
        headline = all(case.in_summary(*span) for span in spans)
        if table.found or table.extra or (near and not headline):
            yield s["confidence"], bool(table.found)


@cache
def tool(name: str) -> Any:
    """A module of the scorers that stand beside the data."""
    where = str(folder().parent / "tools")
    if where not in sys.path:
        sys.path.append(where)
    return import_module(name)


def _letters(text: str, spans: list[Span]) -> frozenset[int]:
    return frozenset(i for span in spans for i in range(*span) if not text[i].isspace())
