"""An archive of the bundled examples, read by the real model once, and pages over it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx2")

from starlette.testclient import TestClient

from communique.archive import Archive, adding
from communique.sources.bulk import Bulk
from communique.web import make

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "examples.db"
    with Archive(path, writable=True) as archive:
        bulk = Bulk([str(EXAMPLES)])
        adding.add(archive, bulk, size=bulk.size, processes=1)
    return path


@pytest.fixture(scope="session")
def client(examples: Path) -> TestClient:
    return TestClient(make(examples), base_url=BASE)


@pytest.fixture
def fresh(examples: Path, tmp_path: Path) -> Path:
    """A copy that a test may write to."""
    path = tmp_path / "fresh.db"
    with Archive(examples) as archive, sqlite3.connect(path) as copy:
        archive.connection.backup(copy)
    copy.close()
    return path
