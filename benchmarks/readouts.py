"""Whole readouts: every Wikinews article is read without a failure, and the hand-labelled ones are scored.

The scorers stand beside the data (`$COMMUNIQUE_DATA/../tools`) and call the installed command once per article.

    python -m benchmarks.readouts 10     prints so many articles' readouts, drawn by a seed, to be read against the text
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile

from benchmarks.data import Row, command, folder, wikinews
from communique.language import Model, load
from communique.reading import Article, Failure, Reader

SEED = 9
TALKS = "2022-02-14"
_LINE = re.compile(r"^(\w[\w ]*?)\s+found .*?F1 ([\d.]+)", re.MULTILINE)


def measure(model: Model) -> list[Row]:
    """Failures, the talks case and the labelled articles."""
    articles = [Article(data=text, published=published) for text, published in wikinews()]
    failures = sum(isinstance(r, Failure) for r in Reader(model).read_many(articles))
    rows = [Row(f"Wikinews, {len(articles)} articles", "failures", str(failures))]
    read = [command(), "read", "--json", "--published"]
    talks = folder().parent / "cases/talks"
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([*read, TALKS, str(talks / "article.txt")], check=True, stdout=out)
        rows += _rows("the talks case", _tool("score_case.py", str(talks), out.name))
    printed = _tool("score_set.py", "wikinews:dev", *read, "{published}", "{article}")
    return [*rows, *_rows("Wikinews dev", printed)]


def _tool(name: str, *arguments: str) -> str:
    tool = folder().parent / "tools" / name
    return subprocess.run([sys.executable, str(tool), *arguments], check=True, capture_output=True, text=True).stdout


def _rows(data: str, printed: str) -> list[Row]:
    rows = [Row(data, f"{table} F1", value) for table, value in _LINE.findall(printed)]
    mean = re.search(r"mean F1 ([\d.]+)", printed)
    return [*rows, Row(data, "mean F1", mean[1])] if mean else rows


def sample(n: int) -> None:
    """Print the readouts of `n` articles drawn by `SEED`."""
    reader = Reader(load())
    for text, published in random.Random(SEED).sample(wikinews(), n):
        print(reader.read(text, published=published), end="\n\n" + "=" * 100 + "\n\n")


if __name__ == "__main__":
    sample(int(sys.argv[1]))
