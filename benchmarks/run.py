"""Run one benchmark, or `all`, print its table and put it into `RESULTS.md`.

    COMMUNIQUE_DATA=... COMMUNIQUE_PEER=peer/bin/python python -m benchmarks.run names

Figures are kept in `results.json`, so that a run of one benchmark leaves the others' tables as they are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import attribution, cost, names, parse_scores, readouts, web_load
from benchmarks.data import Row
from communique.language import Model, load

HERE = Path(__file__).parent
BENCHMARKS: dict[str, tuple[str, Callable[[Model], list[Row]]]] = {
    "parse": ("Tags and trees", parse_scores.measure),
    "names": ("Names", names.measure),
    "attribution": ("Attribution", attribution.measure),
    "readouts": ("Whole readouts", readouts.measure),
    "speed": ("Speed", cost.speed),
    "steps": ("Where the time goes", cost.steps),
    "cold": ("Cold start", cost.cold_start),
    "memory": ("Memory", cost.memory),
    "size": ("Size", cost.size),
    "web": ("The served page under load", lambda _: web_load.measure()),
}
INTRO = """# Results

Written by `python -m benchmarks.run`; the module of each benchmark says how it counts, `data.py` where the data comes
from. Dev sets only, test sets stay closed. The peer is spaCy's small English pipeline unless another is named.
"""


def main(wanted: list[str]) -> None:
    """Run the benchmarks named, keep their rows, write the page."""
    chosen = list(BENCHMARKS) if wanted == ["all"] else wanted
    if not chosen or not set(chosen) <= set(BENCHMARKS):
        raise SystemExit(f"usage: python -m benchmarks.run all|{'|'.join(BENCHMARKS)} ...")
    kept_in = HERE / "results.json"
    model = load()
    kept: dict[str, Any] = {}
    for name in chosen:
        rows = BENCHMARKS[name][1](model)
        kept = json.loads(kept_in.read_text("utf-8")) if kept_in.exists() else {}
        kept[name] = {"date": date.today().isoformat(), "rows": [list(r) for r in rows]}
        print(_section(name, kept[name]["date"], rows))
        kept_in.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    sections = [_section(n, kept[n]["date"], [Row(*r) for r in kept[n]["rows"]]) for n in BENCHMARKS if n in kept]
    (HERE / "RESULTS.md").write_text("\n".join([INTRO, *sections]), "utf-8")


def _section(name: str, day: str, rows: list[Row]) -> str:
    head = f"## {BENCHMARKS[name][0]}\n\n{day}, `python -m benchmarks.run {name}`\n\n"
    table = [("data", "metric", "communique", "peer"), ("---", "---", "---:", "---:"), *rows]
    return head + "".join(f"| {' | '.join(cells)} |\n" for cells in table)


if __name__ == "__main__":
    main(sys.argv[1:])
