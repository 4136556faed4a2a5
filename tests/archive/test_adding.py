"""Many articles: the same rows in whatever way they were added, and nothing lost when processes die."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from communique.archive import Archive, ArchiveError, Counts
from communique.archive.adding import Progress, add, reread
from communique.archive.digest import digests
from communique.archive.pool import Lost, ordered
from communique.sources.bulk_records import Input, Unreadable
from tests.archive import readers
from tests.archive.readouts import article

ROOT = Path(__file__).resolve().parents[2]


def inputs(count: int) -> list[Input | Unreadable]:
    """Articles with some that fail, some that come twice, some near copies."""
    items: list[Input | Unreadable] = []
    for n in range(count):
        text = article(n).document.text
        items.append(Input(name=f"{n}.txt", data=text.encode(), position=n + 1))
        if n % 10 == 3:
            items.append(Input(name=f"again/{n}.txt", data=text.encode(), position=n + 1))
        if n % 10 == 5:
            items.append(Input(name=f"broken/{n}.txt", data=b"no article", position=n + 1))
        if n % 10 == 7:
            items.append(Unreadable(name=f"lines#{n}", data=b"{", kind="wrong JSON", reason="no JSON", position=n + 1))
    return items


def test_the_rows_are_the_same_with_one_process_and_with_three(tmp_path: Path) -> None:
    found = []
    for processes in (1, 3):
        with Archive(tmp_path / f"{processes}.db", writable=True) as archive:
            counts = add(archive, inputs(60), processes=processes, reader=readers.load_slowly, model="m")
            assert counts == Counts(added=60, same=6, failed=12)
            found.append(digests(archive))
    assert found[0] == found[1]


def test_what_is_there_is_not_read_again(tmp_path: Path) -> None:
    shown: list[Progress] = []
    with Archive(tmp_path / "a.db", writable=True) as archive:
        add(archive, inputs(20), size=20, reader=readers.load, model="m", show=shown.append)
        assert (shown[-1].counts, shown[-1].share, shown[-1].left) == (Counts(20, 2, 4), 1.0, 0.0)
        assert shown[-1].read == 20 + 2 + 2  # what comes twice in one run is read twice
        before = digests(archive)
        counts = add(archive, inputs(20), reader=readers.load_nothing_to_read, model="m")
        assert counts == Counts(same=26)
        assert digests(archive) == before
        new_name = Input(name="elsewhere.txt", data=article(4).document.text.encode())
        assert add(archive, [new_name], reader=readers.load_nothing_to_read, model="m") == Counts(same=1)
        assert [r["input"] for r in archive.rows("SELECT input FROM appearances WHERE document = 5 ORDER BY id")] == [
            "4.txt",
            "elsewhere.txt",
        ]


def test_failures_are_tried_again_when_asked(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", writable=True) as archive:
        items = inputs(8)
        assert add(archive, items, reader=readers.load_failing, model="m") == Counts(failed=11, same=0)
        assert add(archive, items, reader=readers.load, model="m") == Counts(same=11)
        assert add(archive, items, reader=readers.load, model="m", retry=True) == Counts(added=8, same=1, failed=2)
        kinds = archive.rows("SELECT kind, count(*) AS n FROM failures GROUP BY kind")
        assert [tuple(r.values()) for r in kinds] == [("no text", 1), ("wrong JSON", 1)]


def test_a_process_that_dies_costs_one_article(tmp_path: Path) -> None:
    items = inputs(20)
    items.insert(4, Input(name="deadly.txt", data=b"this kills the process"))
    with Archive(tmp_path / "a.db", writable=True) as archive:
        assert add(archive, items, processes=2, reader=readers.load_dangerous, model="m") == Counts(20, 2, 5)
        failure = list(archive.rows("SELECT input, kind, reason FROM failures WHERE kind = 'lost'"))
    assert failure == [
        {"input": "deadly.txt", "kind": "lost", "reason": "ended the reading process twice (signal SIGKILL)"}
    ]


def test_a_job_that_takes_too_long_is_given_up() -> None:
    jobs = [readers.Job("1", "1", Input(name="1", data=b"this sleeps")), readers.Job("2", "2", inputs(1)[0])]  # type: ignore[arg-type]
    results = [r for _, r in ordered(jobs, readers.load_dangerous, lambda j: j, processes=1, patience=0.5)]
    assert results[0] == Lost("took longer than 0 s to read")
    assert results[1] == readers.read(jobs[1])


@pytest.mark.parametrize(
    ("load", "message"),
    [
        (readers.load_nothing, "a reading process could not start: RuntimeError: there is no model here"),
        (readers.load_and_die, r"a reading process ended while it started \(exit code 3\)"),
    ],
)
def test_a_reader_that_can_not_start_is_an_error(tmp_path: Path, load: object, message: str) -> None:
    with Archive(tmp_path / "a.db", writable=True) as archive, pytest.raises(ArchiveError, match=message):
        add(archive, inputs(3), reader=load, model="m")  # type: ignore[arg-type]


def test_results_come_in_order_and_nothing_piles_up() -> None:
    taken = 0

    def tasks() -> object:
        nonlocal taken
        for n in range(200):
            taken += 1
            yield n

    done = 0
    for task, result in ordered(tasks(), readers.load_doubling, lambda n: n if n % 3 else None, processes=2):  # type: ignore[call-overload]
        assert result == (2 * task if task % 3 else None)
        assert task == done
        done += 1
        assert taken - done <= 2 * 16
    assert done == 200


def test_a_job_that_others_waited_for_ends_nothing() -> None:
    some = ordered(iter(range(100)), readers.load_doubling, lambda n: n if n % 16 == 0 else None, processes=1)
    assert [task for task, _ in some] == list(range(100))


SCRIPT = """
import sys
from communique.archive import Archive
from communique.archive.adding import add
from tests.archive import readers
from tests.archive.test_adding import inputs

if __name__ == "__main__":
    with Archive(sys.argv[1], writable=True) as archive:
        add(archive, inputs(150), processes=2, reader=readers.load_slowly, model="m")
"""


def start(script: Path, archive: Path) -> subprocess.Popen[bytes]:
    script.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "1"}
    return subprocess.Popen(
        [sys.executable, str(script), str(archive)], cwd=ROOT, env=environment, start_new_session=True
    )


def test_killed_and_started_again_gives_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "whole.db", writable=True) as archive:
        add(archive, inputs(150), processes=2, reader=readers.load, model="m")
        expected = digests(archive)
    chance = random.Random(11)
    path = tmp_path / "killed.db"
    kills = 0
    for _ in range(4):
        process = start(tmp_path / "run.py", path)
        time.sleep(0.5 + chance.random())
        kills += process.poll() is None
        os.killpg(process.pid, signal.SIGKILL) if process.poll() is None else None
        process.wait()
        if path.exists():
            with Archive(path, writable=True) as archive:
                assert archive.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert start(tmp_path / "run.py", path).wait() == 0
    with Archive(path) as archive:
        assert digests(archive) == expected
    assert kills >= 1


def test_another_process_reads_whole_documents_all_the_while(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive(path, writable=True).close()
    process = start(tmp_path / "run.py", path)
    seen, rounds = set(), 0
    try:
        while process.poll() is None:
            with Archive(path) as reader:
                for readout in reader.readouts():
                    assert len(readout.statements) == len(readout.events) == 1
                    assert len(readout.actors) == 2
                seen.add(len(reader))
            rounds += 1
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert rounds > 2
    assert len(seen) > 1


def test_rereading_renews_what_another_model_read(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", writable=True) as archive:
        add(archive, inputs(12), reader=readers.load, model="old")
        add(archive, [Input(name="12", data=article(12).document.text)], reader=readers.load, model="new")
        assert reread(archive, processes=2, reader=readers.load_changed, model="new") == Counts(added=12)
        acts = [s.act for r in archive.readouts() for s in r.statements]
        assert acts == ["demand"] * 12 + ["urge"]
        assert reread(archive, reader=readers.load_changed, model="new") == Counts()
        assert reread(archive, reader=readers.load_failing, model="newer") == Counts(failed=13)
        assert [s.act for r in archive.readouts() for s in r.statements] == acts
        assert reread(archive, reader=readers.load, model="new", every=True) == Counts(added=13)
        document = msgspec.structs.replace(
            article(3).document, published=archive.readout(article(3).document.id).document.published
        )
        assert archive.readout(article(3).document.id) == msgspec.structs.replace(article(3), document=document)
