"""What took long is found out once for all who ask, for one version of the archive; changes are seen."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.archive import Archive, ArchiveError
from communique.archive.watching import Watch
from communique.web import make
from communique.web.memory import COSTLY, ENTRIES, Memory
from tests.archive.readouts import article
from tests.web.conftest import BASE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive(tmp_path / "a.db", writable=True) as archive:
        archive.add([article(1)], model="m")
    return tmp_path / "a.db"


def test_a_version_grows_with_what_is_written(path: Path, tmp_path: Path) -> None:
    watch = Watch(path)
    first = watch.version()
    assert watch.version() == first
    with Archive(path, writable=True) as archive:
        assert watch.version() == first
        archive.add([article(2)], model="m")
        second = watch.version()
        archive.add([article(3)], model="m")
    assert first < second < watch.version()
    with pytest.raises(ArchiveError, match="can't be read"):
        Watch(tmp_path / "none.db").version()


def test_it_is_found_once_for_a_version(path: Path) -> None:
    memory, found = Memory(path), iter("abcd")
    assert [memory.recall("key", v, lambda: next(found)) for v in (1, 1, 2, 1, 3)] == ["a", "a", "b", "b", "c"]
    memory.forget()
    assert memory.recall("key", 3, lambda: next(found)) == "d"


def test_what_took_long_stays_for_a_while(path: Path) -> None:
    memory = Memory(path)

    def find() -> float:
        end = time.thread_time() + COSTLY
        while time.thread_time() < end:
            pass
        return time.monotonic()

    first = memory.recall("key", 1, find)
    assert memory.recall("key", 2, find) == first
    memory.forget()
    assert memory.recall("key", 2, find) > first


def test_one_finds_out_for_all_that_ask(path: Path) -> None:
    memory, calls, values = Memory(path), list[int](), list[str]()

    def find() -> str:
        calls.append(1)
        time.sleep(0.2)
        return "x"

    threads = [threading.Thread(target=lambda: values.append(memory.recall("k", 1, find))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (values, calls) == (["x"] * 5, [1])


def test_what_fails_is_tried_again_and_what_was_changed_meanwhile_is_not_kept(path: Path) -> None:
    memory = Memory(path)

    def fail() -> str:
        raise ArchiveError("no")

    with pytest.raises(ArchiveError):
        memory.recall("key", 1, fail)

    def find() -> str:
        memory.forget()  # as when a visitor's change comes between
        return "old"

    assert memory.recall("key", 1, find) == "old"
    assert memory.recall("key", 1, lambda: "new") == "new"


def test_it_does_not_grow(path: Path) -> None:
    memory = Memory(path)
    for n in range(ENTRIES + 1):
        memory.recall(n, 1, lambda n=n: n)  # type: ignore[misc]
    assert memory.recall(1, 1, lambda: -1) == 1
    assert memory.recall(0, 1, lambda: -1) == -1


def test_every_page_has_what_was_just_written(path: Path) -> None:
    client = TestClient(make(path), base_url=BASE)
    for n in range(2, 5):
        assert client.get("/api/article").json()["total"] == n - 1
        assert client.get("/api/facets").json()["fields"]["kind"][0]["items"] == n - 1
        with Archive(path, writable=True) as archive:
            archive.add([article(n)], model="m")
