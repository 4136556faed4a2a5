"""All items that a query finds, as CSV, JSON lines or Parquet, sent while they are looked up.

GET /api/export?format=ndjson&q=talks&kind=statement

The rows are those of one moment, newest first. A piece of them is in memory at a time; a reader that leaves ends it.
"""

from __future__ import annotations

import asyncio
import csv
import io
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import asdict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from communique.archive import frames, quoting
from communique.archive.query import Query
from communique.archive.quoting import Quoted
from communique.archive.search import Hit
from communique.record import Span
from communique.web import asking
from communique.web.state import opened

PIECE = 200  # rows
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
COLUMNS = (*Hit.__struct_fields__, "words")
_KINDS = {"outlets": "INTEGER", "start": "INTEGER", "stop": "INTEGER", "confidence": "REAL"}


class Item(Hit, frozen=True, kw_only=True):
    """An item with its passage (`text`, without marks), its own `words`, and ranges of the passage.

    `own` are the item's own words in it, `found` those that were searched for.
    """

    words: str
    own: tuple[Span, ...]
    found: tuple[Span, ...]


def item(quoted: Quoted) -> Item:
    """An item found, as it is sent."""
    told = {**asdict(quoted.hit), "text": quoted.text}
    return Item(**told, words=quoted.words, own=quoted.own, found=quoted.found)


async def export(request: Request) -> Response:
    """All items that answer the query, newest first, as a file of one format."""
    form = request.query_params.get("format", "")
    if form not in TYPES:
        raise HTTPException(400, f"format is none of {', '.join(TYPES)}: {form[:40]}")
    query = asking.query(request.query_params)
    # An archive belongs to the thread that opened it.
    thread = ThreadPoolExecutor(1, thread_name_prefix="export")
    pieces = _FORMS[form](_rows(request, query))

    async def answer() -> AsyncIterator[bytes]:
        try:
            piece: bytes | None = first
            while piece is not None:
                yield piece
                piece = await loop.run_in_executor(thread, next, pieces, None)
        finally:
            thread.submit(_end, pieces)
            thread.shutdown(wait=False)

    loop = asyncio.get_running_loop()
    try:
        first = await loop.run_in_executor(thread, next, pieces, None)
    except BaseException:
        thread.shutdown(wait=False)
        raise
    named = {"Content-Disposition": f'attachment; filename="communique.{form}"'}
    return StreamingResponse(answer(), media_type=TYPES[form], headers=named)


def _end(pieces: Iterator[bytes]) -> None:
    close: Callable[[], None] = getattr(pieces, "close")  # noqa: B009  generators have it
    close()


def _rows(request: Request, query: Query) -> Iterator[list[Item]]:
    """The items, `PIECE` at a time."""
    with opened(request) as archive:
        found = (item(q) for q in quoting.every(archive, query))
        while rows := list(islice(found, PIECE)):
            yield rows


def _ndjson(rows: Iterator[list[Item]]) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    for piece in rows:
        yield encoder.encode_lines(piece)


def _csv(rows: Iterator[list[Item]]) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for piece in rows:
        writer.writerows([getattr(row, c) for c in COLUMNS] for row in piece)
        yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    """What was written, which is then taken out."""
    written = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return written


def _parquet(rows: Iterator[list[Item]]) -> Iterator[bytes]:
    """The file is made on the disk, then sent."""
    frames.library()
    encoder = msgspec.json.Encoder()
    with tempfile.TemporaryDirectory() as folder:
        lines, out = Path(folder) / "rows.ndjson", Path(folder) / "rows.parquet"
        with lines.open("wb") as file:
            for piece in rows:
                file.write(encoder.encode_lines([{c: getattr(row, c) for c in COLUMNS} for row in piece]))
        frames.parquet_of_lines(lines, out, {c: _KINDS.get(c, "TEXT") for c in COLUMNS})
        with out.open("rb") as file:
            while part := file.read(1 << 16):
                yield part


_FORMS = {"ndjson": _ndjson, "csv": _csv, "parquet": _parquet}
