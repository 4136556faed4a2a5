"""Many articles at once: folders, patterns, tables, web archives, feeds and addresses become a stream of inputs.

    for item in Bulk(["articles/", "news.jsonl.gz", "crawl.warc.gz"]):
        ...

Items come in a fixed order (files by path, entries by place in their file), one is held at a time, and a broken file
costs nothing but its own entries. How a file is taken follows from its name; one that is named itself is always taken.
"""

from __future__ import annotations

import glob
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from communique.sources import bulk_feeds, bulk_tables, bulk_warc
from communique.sources.article import LIMIT
from communique.sources.bulk_gzip import unpacked
from communique.sources.bulk_records import Columns, Input, Item, Unreadable
from communique.sources.bulk_web import Web
from communique.sources.errors import SourceError

PAGES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
CSV = {".csv": ",", ".tsv": "\t"}
FEEDS = frozenset({".rss", ".atom", ".xml"})
_KNOWN = PAGES | JSON_LINES | CSV.keys() | FEEDS | {".parquet", ".warc"}


class Bulk:
    """The items of all `sources`, in their order.

    A source is a path, a folder, a pattern such as `news/*.html`, the address of a page or feed, or `-` for `lines`
    with paths and addresses (standard input). `sources` has them, and the files of folders and patterns, in order;
    `size` is the number of bytes of all, None where it can't be known beforehand. Raises `SourceError` where a source
    that was named is not there.
    """

    def __init__(
        self,
        sources: Sequence[str],
        *,
        columns: Columns | None = None,
        limit: int = LIMIT,
        lines: Iterable[str] | None = None,
        web: Web | None = None,
    ) -> None:
        self.columns = columns or Columns()
        self.limit = limit
        self.web = web or Web(limit=limit)
        self._lines = lines
        self.sources = [p for s in sources for p in ([s] if s == "-" or _is_address(s) else _paths(s))]
        sizes = [p.stat().st_size if isinstance(p, Path) else None for p in self.sources]
        self.size = None if None in sizes else sum(s for s in sizes if s)

    def __iter__(self) -> Iterator[Item]:
        used = 0
        for source in self._all():
            if isinstance(source, str):
                yield from self.web.items(source)
                continue
            try:
                with source.open("rb") as file:
                    yield from self._items(source, file, used)
                used += source.stat().st_size
            except OSError as error:
                reason = f"can't be opened: {error.strerror or error}; is it there, and may it be read?"
                yield Unreadable(name=str(source), data=b"", kind="no file", reason=reason, position=used)

    def _all(self) -> Iterator[Path | str]:
        for source in self.sources:
            if source == "-":
                lines = (line.strip() for line in (sys.stdin if self._lines is None else self._lines))
                yield from (line if _is_address(line) else Path(line) for line in lines if line)
            else:
                yield source

    def _items(self, path: Path, file: BinaryIO, used: int) -> Iterator[Item]:
        """The articles of one file, which begins `used` bytes into all of them."""
        kind = _suffix(path)
        if kind in CSV:
            found = bulk_tables.csv_rows(unpacked(file), CSV[kind], self.columns)
        elif kind in JSON_LINES:
            found = bulk_tables.json_lines(unpacked(file), self.columns, self.limit)
        elif kind == ".parquet":
            found = bulk_tables.parquet(path, self.columns)
        elif kind == ".warc":
            found = bulk_warc.pages(file, self.limit)
        elif kind in FEEDS:
            found = (e.item() for e in bulk_feeds.entries(unpacked(file).read()))
        else:
            data = file.read(self.limit + 1)
            yield Input(name=str(path), data=data, position=used + file.tell())
            return
        for item in _whole(found, path):
            name = item.name if item.name == str(path) or "://" in item.name else f"{path}#{item.name}"
            yield msgspec.structs.replace(item, name=name, position=used + file.tell())


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _paths(source: str) -> list[Path]:
    """The files of one source, in the order of their paths."""
    path = Path(source)
    if path.is_dir():
        found = (p for p in path.rglob("*") if p.is_file() and _suffix(p) in _KNOWN and not _hidden(p, path))
        return sorted(found)
    if path.exists():
        return [path]
    matched = [Path(p) for p in glob.glob(source, recursive=True)] if glob.has_magic(source) else []  # noqa: PTH207  absolute patterns too
    if not matched:
        raise SourceError("empty", f"{source}: there is no such file or folder; check the path")
    return sorted(p for p in matched if p.is_file())


def _suffix(path: Path) -> str:
    """The ending that tells the kind, without .gz."""
    name = path.name.lower().removesuffix(".gz")
    return os.path.splitext(name)[1]  # noqa: PTH122  the name, not the path


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _whole(items: Iterator[Item], path: Path) -> Iterator[Item]:
    """The entries of one file; where it breaks off, one `Unreadable` says so."""
    try:
        yield from items
    except (EOFError, zlib.error) as error:
        reason = f"breaks off ({error}); what stands before was taken. Is the file whole?"
        yield Unreadable(name=str(path), data=b"", kind="broken", reason=reason)
    except SourceError as error:
        yield Unreadable(name=str(path), data=b"", kind=error.kind, reason=str(error))
