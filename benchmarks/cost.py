"""What an article costs: by step, beside the bare encoder and spaCy; memory over a long stream; a cold start; sizes.

All on the PolNeAR dev articles, read as plain text, on the processors that this process may use: put `taskset -c 0`
before the command to measure one core. Times are the best of `ROUNDS`, ours, the encoder's and the peer's by turns. The
bare encoder is the network alone on ready-made windows, with the heads' last layers, some 3 % of its work.

    python -m benchmarks.cost 10000      streams so many articles and prints the peak of memory (what `memory` runs)
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import communique
from benchmarks import peer
from benchmarks.data import Row, command, plain_document, polnear, wikinews
from communique import actors, events, language, places, reading, sources, stances, statements, times
from communique.language import Model
from communique.language.atoms import atoms, window

ROUNDS = 2
STREAM = 10_000
ROOT = Path(__file__).parents[1]
SET = "PolNeAR dev, 84 articles"
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("sources", sources, "read"),
    ("language", Model, "parse"),
    ("attribution decoder", Model, "_attributions"),
    ("times", times, "find"),
    ("places", places, "find"),
    ("actors", actors, "find"),
    ("actors", actors, "keep"),
    ("statements", statements, "find"),
    ("events", events, "find"),
    ("stances", stances, "expectations"),
    ("stances", stances, "positions"),
)


def speed(model: Model) -> list[Row]:
    """Articles and word pieces per second: the whole way, the bare encoder on the same windows, spaCy."""
    texts = [text for text, _ in polnear()]
    shown = [_shown(model, text) for text in texts]
    pieces = sum(feed["ids"].size for feeds in shown for feed in feeds)
    reader = reading.Reader(model)
    network = partial(model._reader.run, None)
    whole, encoder, spacy = [], [], []
    with ThreadPoolExecutor(model.threads) as pool:
        for _ in range(ROUNDS):
            whole.append(_seconds(lambda: list(reader.read_many(texts))))
            encoder.append(_seconds(lambda: [list(pool.map(network, feeds)) for feeds in shown]))
            if peer.there():
                spacy.append(peer.speed(texts, 1)["seconds"])
    data = f"{SET}, {len(os.sched_getaffinity(0))} cores"
    ours, bare = min(whole), min(encoder)
    return [
        Row(data, "articles/s", f"{len(texts) / ours:.1f}", f"{len(texts) / min(spacy):.1f} spaCy" if spacy else ""),
        Row(data, "pieces/s", f"{pieces / ours:,.0f}", f"{pieces / bare:,.0f} bare encoder"),
        Row(data, "share of the bare encoder's speed", f"{bare / ours:.2f}"),
    ]


def steps(_: Model) -> list[Row]:
    """Milliseconds of each room for a mean article, on one thread; what the statements cost is a sum of two."""
    texts = [text for text, _ in polnear()]
    reader = reading.Reader(language.load(threads=1))
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        with _clocks() as spent:
            whole = _seconds(lambda: [reader.read(t) for t in texts])
        spent["language"] -= spent["attribution decoder"]
        spent["whole way"] = whole
        best = {name: min(s, best.get(name, s)) for name, s in spent.items()}
    words = statistics.mean(len(t.split()) for t in texts)
    data = f"{SET} of {words:.0f} words, 1 thread"
    share = (best["attribution decoder"] + best["statements"]) / best["whole way"]
    return [
        *(Row(data, f"ms an article: {name}", f"{1000 * s / len(texts):.1f}") for name, s in best.items()),
        Row(data, "statements with their decoder, share of the whole way", f"{share:.2f}"),
    ]


def memory(_: Model) -> list[Row]:
    """Peak resident memory of a process that reads a stream, early and at its end."""
    rows = []
    for n in (100, STREAM):
        run = [sys.executable, "-m", "benchmarks.cost", str(n)]
        peak = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout
        data = f"PolNeAR dev and Wikinews articles repeated, {n:,} documents"
        rows.append(Row(data, "peak memory, MB", peak.strip()))
    return rows


def cold_start(_: Model) -> list[Row]:
    """Median seconds of a whole `communique read`, and of importing the libraries that it stands on."""
    imports = [sys.executable, "-c", "import onnxruntime, numpy, tokenizers"]
    whole = [command(), "read", str(ROOT / "examples/border-talks.txt")]
    floor, ours = _median(imports), _median(whole)
    return [
        Row("examples/border-talks.txt", "cold start, s", f"{ours:.2f}", f"{floor:.2f} imports alone"),
        Row("examples/border-talks.txt", "cold start less 0.7 s, by imports alone", f"{(ours - 0.7) / floor:.2f}"),
    ]


def size(_: Model) -> list[Row]:
    """Megabytes of the committed model and of the wheel."""
    model = sum(f.stat().st_size for f in (ROOT / "communique/language/model").rglob("*") if f.is_file())
    with tempfile.TemporaryDirectory() as made:
        build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", made, str(ROOT)]
        subprocess.run(build, check=True, capture_output=True)
        wheel = sum(f.stat().st_size for f in Path(made).glob("*.whl"))
    return [Row("communique/language/model", "MB", f"{model / 1e6:.1f}"), Row("the wheel", "MB", f"{wheel / 1e6:.1f}")]


def _shown(model: Model, text: str) -> list[dict[str, Any]]:
    """What the network is fed for one article, window by window."""
    windows = model.windows([atoms(text, p.start, p.end) for p in plain_document(text).parts])
    style = np.zeros(1, dtype=np.int64)
    made = (window(model.tokenizer, w) for w in windows)
    return [{"ids": w.ids[None], "features": w.features[None], "firsts": w.firsts[None], "style": style} for w in made]


@contextmanager
def _clocks() -> Iterator[dict[str, float]]:
    """Seconds spent in each step, summed while the context lasts."""
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            out = function(*args, **kwargs)
            spent[name] += time.perf_counter() - start
            return out

        return run

    with ExitStack() as stack:
        for name, room, attribute in STEPS:
            stack.enter_context(patch.object(room, attribute, timed(name, getattr(room, attribute))))
        yield spent


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _median(line: list[str], runs: int = 9) -> float:
    def run() -> object:
        return subprocess.run(line, check=True, capture_output=True)

    run()
    return statistics.median(_seconds(run) for _ in range(runs))


def _stream(n: int) -> float:
    """Peak megabytes after reading `n` articles, long ones and short ones by turns."""
    texts = [text for text, _ in (*polnear(), *wikinews())]
    for _ in communique.load().read_many(islice(cycle(texts), n)):
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(f"{_stream(int(sys.argv[1])):.0f}")
