"""How fast the served page answers: readers at once walk its views while another process adds articles.

    python -m benchmarks.web_load                     20,000 articles, 20 readers, 40 seconds, then 10 at full speed
    python -m benchmarks.web_load 2000 5 10           fewer articles, readers and seconds

The articles are generated, ten statements and five events each, a quarter of them of one party alone: with 20,000
articles that has 50,000 statements. The archive is made once and kept under the folder for temporary files. The server
is `communique serve` in a process of its own, the writer another one, which adds `ADDED` articles a second (reading
takes longer than that). The readers are threads of this process. Each asks for a page, half of the time for the next
rows of the one it has, `PAUSE` seconds after it asked before: 20 readers turn ten pages a second. How many
pages a second there can be is told by a second run in which nobody pauses.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from benchmarks import archive_data
from benchmarks.data import Row
from communique.archive import Archive
from communique.archive.store import Read

ROOT = Path(__file__).parents[1]
SECONDS = 40
FULL = 10  # seconds at full speed
LONGEST = 60  # seconds of both
READERS = 20
ARTICLES = 20_000
ADDED = 16
PAUSE = 2.0
MEDIAN, P99 = 0.3, 1.0  # what is asked of each view, in seconds
VIEWS = ("articles", "article", "actors", "actor", "actor of 50,000", "pair", "search", "search, filtered")
_NEXT = re.compile(r'href="([^"]*)" rel="next"')


class Seen(NamedTuple):
    """What readers may ask for."""

    documents: tuple[str, ...]
    parties: tuple[int, ...]
    busiest: int
    states: tuple[int, ...]


class Load(NamedTuple):
    """Seconds of each answer by view, what failed, how many articles were added, and the server's seconds of a core."""

    times: dict[str, list[float]]
    failed: list[str]
    added: int
    work: float

    @property
    def pages(self) -> int:
        """How many there were."""
        return sum(map(len, self.times.values()))


def measure(articles: int = ARTICLES, readers: int = READERS, seconds: int = SECONDS) -> list[Row]:
    """Rows for the page of results."""
    walked, full = run(articles, readers, min(seconds, LONGEST - FULL), PAUSE), run(articles, readers, FULL, 0.0)
    data = f"{articles:,} articles, {readers} readers"
    rows = [
        Row(f"{data}: {view}", "median, 99th percentile", f"{_ms(statistics.median(t))}, {_ms(high(t))}", "")
        for view in VIEWS
        if (t := walked.times.get(view))
    ]
    more = [
        Row(data, "articles added meanwhile", f"{walked.added:,}", ""),
        Row(data, "work a page", f"{_ms(walked.work / walked.pages)} of a core", ""),
        Row(f"{data}, no pause", "pages a second", f"{full.pages / FULL:.0f}", ""),
    ]
    missed = [v for v, t in walked.times.items() if statistics.median(t) > MEDIAN or high(t) > P99]
    for fault in (*walked.failed[:5], *full.failed[:5], *(f"too slow: {v}" for v in missed)):
        print(fault, file=sys.stderr)
    return [*rows, *more]


def run(articles: int, readers: int, seconds: int, pause: float) -> Load:
    """Serve a copy of the archive, and load it for so many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        shutil.copy(kept(articles), path)
        seen = _seen(path)
        with Archive(path) as archive:
            before = len(archive)
        server = subprocess.Popen(
            [sys.executable, "-m", "communique.cli", "serve", "--archive", str(path), "--port", "0"],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        writer = subprocess.Popen([sys.executable, "-m", "benchmarks.web_load", "write", str(path)], cwd=ROOT)
        try:
            port = _port(server)
            for view in (f"/actor/{seen.busiest}", "/search?q=talks"):  # what is loaded with the first chart
                _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST), view)
            times: dict[str, list[float]] = defaultdict(list)
            failed: list[str] = []
            idle, end = _work(server.pid), time.monotonic() + seconds
            threads = [
                threading.Thread(target=_reader, args=(port, seen, random.Random(n), end, pause, times, failed))
                for n in range(readers)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            work = _work(server.pid) - idle
        finally:
            for process in (writer, server):
                process.terminate()
                process.wait()
        with Archive(path) as archive:
            added = len(archive) - before
    return Load(times, failed, added, work)


def kept(articles: int) -> Path:
    """The archive of so many generated articles, made where it isn't there yet."""
    folder = Path(tempfile.gettempdir()) / "communique-web-load"
    folder.mkdir(exist_ok=True)
    path = folder / f"{articles}.db"
    if not path.exists():
        made = folder / f"{articles}.part"
        made.unlink(missing_ok=True)
        with Archive(made, writable=True) as archive:
            readouts = archive_data.readouts(articles, alone=4)
            while batch := [Read(r.document.id, r.document.id, r, ()) for r in islice(readouts, 512)]:
                archive.write(batch, "generated")
            archive.tune()
        made.rename(path)
    return path


def write(path: str) -> None:
    """Add generated articles, `ADDED` in a second, until it is stopped."""
    readouts = archive_data.readouts(10**9, seed=2, alone=4)
    with Archive(path, writable=True) as archive:
        while True:
            started = time.monotonic()
            archive.add(islice(readouts, ADDED), model="generated")
            time.sleep(max(0.0, 1 - (time.monotonic() - started)))


def high(times: list[float]) -> float:
    """The 99th percentile."""
    return sorted(times)[max(0, -(-99 * len(times) // 100) - 1)]


def _seen(path: Path) -> Seen:
    with Archive(path) as archive:
        documents = tuple(r["hash"] for r in archive.rows("SELECT hash FROM documents ORDER BY id DESC LIMIT 3000"))
        often = tuple(
            r["party"]
            for r in archive.rows(
                "SELECT i.party FROM identities i JOIN actors a ON a.identity = i.id JOIN parties p ON p.id = i.party"
                " WHERE p.kind = 'person' GROUP BY 1 ORDER BY count(*) DESC"
            )
        )
        states = tuple(r["id"] for r in archive.rows("SELECT id FROM parties WHERE kind = 'state'"))
    return Seen(documents, often[1:], often[0], states)


def _reader(
    port: int,
    seen: Seen,
    chance: random.Random,
    end: float,
    pause: float,
    times: dict[str, list[float]],
    failed: list[str],
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    walk = _walk(seen, chance)
    view, address = next(walk)
    time.sleep(chance.random() * pause)
    while time.monotonic() < end:
        started = time.monotonic()
        status, body = _ask(connection, address)
        times[view].append(time.monotonic() - started)
        if status != 200:
            failed.append(f"{status} {address}")
        further = _NEXT.search(body)
        if further and chance.random() < 0.5:
            address = unescape(further[1])
        else:
            view, address = next(walk)
        time.sleep(max(0.0, pause - (time.monotonic() - started)))
    connection.close()


def _ask(connection: http.client.HTTPConnection, address: str) -> tuple[int, str]:
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def _walk(seen: Seen, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Addresses with the view that they are of; the pages after them come from their links."""
    words = archive_data.WORDS[:40] + tuple(archive_data.ISSUES)
    codes = ("act=deny", "act=urge&act=demand", "kind=event&status=possible", "type=SANCTION", "kind=position")
    while True:
        view = chance.choice(VIEWS)
        party, word = chance.choice(seen.parties), quote(chance.choice(words))
        yield (
            view,
            {
                "articles": "/",
                "article": f"/article/{chance.choice(seen.documents)}",
                "actors": chance.choice(("/actor", f"/actor?name={chance.choice(archive_data.LAST)}")),
                "actor": f"/actor/{party}",
                "actor of 50,000": f"/actor/{seen.busiest}",
                "pair": "/pair/{}/{}".format(*chance.sample(seen.states, 2)),
                "search": f"/search?q={word}",
                "search, filtered": "/search?"
                + chance.choice((f"q={word}&{chance.choice(codes)}", f"actor=%23{party}", chance.choice(codes))),
            }[view],
        )


def _port(server: subprocess.Popen[str]) -> int:
    assert server.stdout
    line = server.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
    assert found, line
    return int(found[1])


def _work(process: int) -> float:
    """Seconds for which a process has used a core."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(sys.argv[2])
    else:
        for row in measure(*map(int, sys.argv[1:])):
            print(f"{row.data}: {row.metric}: {row.ours}")
