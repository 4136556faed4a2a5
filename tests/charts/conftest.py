"""An archive of the acts of two invented states."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from tests.charts.strait import ACTS


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("charts") / "strait.db"
    with Archive(path, writable=True) as archive:
        archive.add(ACTS, model="m")
    return path


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive(path) as archive:
        yield archive
