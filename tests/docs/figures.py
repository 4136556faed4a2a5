"""The tables of figures in docs/, filled from `benchmarks/results.json` so that they can't differ from it.

A table stands between `<!-- figures -->` and `<!-- end of figures -->`; `ROWS` says which figures it has.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

RESULTS = Path(__file__).resolve().parent.parent.parent / "benchmarks/results.json"
TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.S)


class Row(NamedTuple):
    """A line of the table: what it says, and the benchmark, data and beginning of the metric that it is taken from."""

    what: str
    benchmark: str
    data: str
    metric: str


ROWS = (
    Row("Who said what, whole: source, cue and content of one attribution together", "attribution", "PolNeAR dev",
        "linked triple F1, contents at 0.8"),
    Row("The words that name the source, exactly", "attribution", "PolNeAR dev", "source exact F1"),
    Row("The words that attribute (“said”), exactly", "attribution", "PolNeAR dev", "cue exact F1"),
    Row("The words that are attributed, exactly", "attribution", "PolNeAR dev", "content exact F1"),
    Row("Statements that an article's labels have: right speaker", "attribution", "Wikinews dev",
        "speaker right"),
    Row("… right act", "attribution", "Wikinews dev", "act right"),
    Row("Actors of an article", "readouts", "Wikinews dev", "actors F1"),
    Row("Statements of an article", "readouts", "Wikinews dev", "statements F1"),
    Row("Events of an article", "readouts", "Wikinews dev", "events F1"),
    Row("Expectations of an article", "readouts", "Wikinews dev", "expectations F1"),
    Row("Positions of an article", "readouts", "Wikinews dev", "positions F1"),
    Row("Names", "names", "CoNLL-2003 dev", "entities F1"),
    Row("Trees", "parse", "UD EWT dev, gold words", "LAS"),
)  # fmt: skip


def filled(page: str) -> str:
    """The page with its tables made anew; the same page where it has none."""
    return TABLE.sub(lambda m: m[1] + table() + m[2], page)


def table() -> str:
    """The rows as Markdown; raises `LookupError` for a figure that the results don't have."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    lines = ["| what | measured on, how | communique | beside it | measured |", "|---|---|---:|---|---|"]
    for row in ROWS:
        measured = results[row.benchmark]
        found = [r for r in measured["rows"] if r[0] == row.data and r[1].startswith(row.metric)]
        if len(found) != 1:
            raise LookupError(f"{row.benchmark} has {len(found)} figures for {row.data}, {row.metric}")
        data, metric, value, peer = found[0]
        lines.append(f"| {row.what} | {data}, {metric} | {value} | {peer} | {measured['date']}, `{row.benchmark}` |")
    return "\n".join(lines) + "\n"
