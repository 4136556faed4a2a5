"""Two local actors give the rows of one machine; skipped where Ray is not installed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive, ArchiveError, Counts
from communique.archive.adding import add
from communique.archive.digest import digests
from communique.sources.bulk import Bulk

ray = pytest.importorskip("ray")
pl = pytest.importorskip("polars")
EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    import communique.ray

    ray.init(
        num_cpus=2, include_dashboard=False, object_store_memory=200 << 20, logging_level="error", log_to_driver=False
    )
    yield communique.ray
    ray.shutdown()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The bundled examples as files, as Parquet and as a web archive, with some that can't be read."""
    folder = tmp_path_factory.mktemp("sources")
    texts = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]
    pl.DataFrame(
        {"text": [*texts, ""], "url": [f"https://harbour.example/{k}" for k in range(len(texts) + 1)]}
    ).write_parquet(folder / "news.parquet")
    page = (EXAMPLES / "grain-corridor.html").read_bytes()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/grain\r\n"
        "WARC-Date: 2026-03-10T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(head.encode() + answer + b"\r\n\r\n"))
    (folder / "broken.jsonl").write_text('{"text": \n' + json.dumps({"text": texts[0]}) + "\n", encoding="utf-8")
    return [str(EXAMPLES), str(folder)]


def test_the_rows_are_those_of_one_machine(cluster: Any, sources: list[str], tmp_path: Path) -> None:
    assert cluster.read(sources, tmp_path / "rows") == Counts(added=7, failed=2)
    with Archive(tmp_path / "one.db", writable=True) as one, Archive(tmp_path / "many.db", writable=True) as many:
        add(one, Bulk(sources), processes=1)
        cluster.keep(many, tmp_path / "rows")
        assert digests(one) == digests(many)
        assert len(one) > 0
    rows = pl.read_parquet(tmp_path / "rows/*.parquet").sort("source", "place")
    assert rows["failure"].drop_nulls().to_list() == ["wrong JSON", "no text"]
    assert json.loads(rows["readout"][1])["document"]["title"].startswith("Armenia and Azerbaijan agree")


def test_a_folder_in_use_is_left_alone(cluster: Any, sources: list[str], tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(ArchiveError, match="new or empty"):
        cluster.read(sources, tmp_path)


def test_a_folder_without_rows(cluster: Any, tmp_path: Path) -> None:
    with (
        Archive(tmp_path / "a.db", writable=True) as archive,
        pytest.raises(ArchiveError, match="no Parquet files"),
    ):
        cluster.keep(archive, tmp_path)
