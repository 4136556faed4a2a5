"""The scorers of statements, on a readout written by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks import statement_scores
from benchmarks.attribution_scores import Compared
from benchmarks.data import Attributed
from communique.record import Actor, Document, Mention, Part, Readout, Span, Statement, encode
from tests.trees import tree

needs_data = pytest.mark.skipif("COMMUNIQUE_DATA" not in os.environ, reason="the scorers stand beside the data")

TALKS = """
    Talks   NOUN  2 nsubj
    failed  VERB  4 ccomp
    ,       PUNCT 4 punct
    said    VERB  0 root
    she     PRON  4 nsubj
    .       PUNCT 4 punct
    #par
    Advertisement NOUN 0 root
    #par
    Norland NOUN  2 nsubj
    said    VERB  0 root
    they    PRON  4 nsubj
    held    VERB  2 ccomp
    .       PUNCT 2 punct
"""
RAW = tree(TALKS).text
CLEAN = "Talks failed, said she.\n\nNorland said they held."


def span(text: str, words: str) -> Span:
    return Span(start=text.index(words), end=text.index(words) + len(words))


def readout(*statements: Statement, actors: Sequence[Actor] = ()) -> Readout:
    parts = tuple(Part(kind="paragraph", start=s, end=e) for s, e in ((0, 23), (25, 48)))
    return Readout(document=Document(id="test", text=CLEAN, parts=parts), statements=statements, actors=tuple(actors))


def statement(name: str, cue: str, content: str, **fields: Any) -> Statement:
    return Statement(id=name, cue=span(CLEAN, cue), content=(span(CLEAN, content),), **fields)


def test_letters_are_followed_past_a_dropped_line() -> None:
    origin = statement_scores.origins(readout().document, RAW)
    assert "".join(RAW[origin[i]] for i in sorted(origin)) == "".join(CLEAN.split())
    assert all(RAW[origin[i]] == CLEAN[i] for i in origin)


def test_unknown_speakers() -> None:
    def at(*words: str) -> list[tuple[int, int]]:
        return [(s.start, s.end) for w in words for s in [span(RAW, w)]]

    gold = [
        Attributed(at("said she")[:1], at("she"), at("Talks failed")),
        Attributed(at("said they"), at("Norland"), at("they held")),
        Attributed(at("held"), [], at("they held")),
        Attributed(at("said she"), at("she"), at("Advertisement")),
    ]
    read = readout(statement("S1", "said", "Talks failed"), statement("S2", "said", "they held", speakers=("A1",)))
    found = statement_scores.unknown(Compared(tree(TALKS), gold, []), read)
    assert sorted(found) == [("name or noun", False), ("pronoun", True)]


@needs_data
def test_layers_and_confidence(tmp_path: Path) -> None:
    labels = {
        "actors": [{"name": "Norland", "kind": "state"}, {"name": "Marta Vey", "kind": "person"}],
        "statements": [
            {"id": "S1", "speaker": "Marta Vey", "cue": "said", "content": ["Talks failed"], "act": "claim"},
            {
                "id": "S2",
                "speaker": "Norland",
                "cue": "said",
                "content": ["they held"],
                "act": "say",
                "medium": "radio",
            },
        ],
    }
    (tmp_path / "labels.json").write_text(json.dumps(labels), "utf-8")
    norland = Actor(id="A1", name="Norland", kind="state", mentions=(Mention(start=25, end=32, kind="name"),))
    read = readout(
        statement("S1", "said", "Talks failed", speakers=("A1",), medium="speech", confidence=0.7),
        statement("S2", "Norland said", "they held", speakers=("A1",), medium="radio", confidence=0.9),
        statement("S3", "said", "they held", confidence=0.4),
        actors=[norland],
    )
    case = statement_scores.tool("score_case").Case(tmp_path, json.loads(encode(read)))
    counts = statement_scores.layers(case)
    assert (counts["speaker", "right"], counts["speaker", "labelled"]) == (1, 2)
    assert (counts["act", "right"], counts["act", "labelled"]) == (1, 2)
    assert (counts["medium", "right"], counts["medium", "labelled"]) == (1, 1)
    assert (counts["medium", "given"], counts["medium", "bare"]) == (1, 1)
    assert (counts["relay", "given"], counts["relay", "bare"]) == (0, 2)
    assert list(statement_scores.judged(case)) == [(0.7, False), (0.9, True), (0.4, False)]
