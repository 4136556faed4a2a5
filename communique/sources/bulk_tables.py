"""Tables of articles: JSON lines, CSV and Parquet, one article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import msgspec

from communique.sources.bulk_extras import library
from communique.sources.bulk_records import Columns, Input, Item, Unreadable
from communique.sources.dates import find_date
from communique.sources.errors import SourceError

_BATCH = 256


def json_lines(file: IO[bytes], columns: Columns, limit: int) -> Iterator[Item]:
    """One article a line; a line that is no object is `Unreadable`, names count lines from 1."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while len(file.readline(limit)) == limit:
                pass
            yield _bad(number, line[:1000], "too large", f"this line has more than {limit:,} bytes; one article a line")
            continue
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield _bad(number, line, "wrong JSON", f"this line is no JSON ({error}); one object a line")
            continue
        if isinstance(row, dict):
            yield _item(number, row, columns, line)
        else:
            yield _bad(number, line, "wrong JSON", "this line is JSON but no object; one {...} a line")


def csv_rows(file: IO[bytes], delimiter: str, columns: Columns) -> Iterator[Item]:
    """One article a row under a header; names count rows from 1, without the header."""
    csv.field_size_limit(2**31 - 1)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    rows = csv.DictReader((line.replace("\0", "\ufffd") for line in text), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise SourceError("broken", f"this is no CSV ({error}); is the delimiter right?") from error
        if row is None:
            return
        known = {k: v for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
        yield _item(number, known, columns, repr(sorted(known.items())).encode("utf-8", "surrogateescape"))


def parquet(path: Path, columns: Columns) -> Iterator[Item]:
    """One article a row (extra `frames`), read in pieces; names count rows from 1."""
    pl = library("polars", "frames")
    wanted = {n for field in columns.__struct_fields__ for n in getattr(columns, field)}
    try:
        frame = pl.scan_parquet(path)
        names = [n for n in frame.collect_schema().names() if n.lower() in wanted]
        number = 0
        while rows := frame.select(names).slice(number, _BATCH).collect().to_dicts():
            for row in rows:
                number += 1
                yield _item(number, row, columns, repr(sorted(row.items())).encode())
    except pl.exceptions.PolarsError as error:
        raise SourceError("broken", f"this is no Parquet file ({error}); is it whole?") from error


def _item(number: int, row: Mapping[str, Any], columns: Columns, raw: bytes) -> Item:
    """One row as an input."""
    lower = {k.lower(): v for k, v in row.items() if v is not None}
    text = _first(lower, columns.text)
    if not isinstance(text, str) or not text.strip():
        wanted = ", ".join(columns.text)
        return _bad(number, raw, "no text", f"none of the columns {wanted} has text here; name the column that has")
    title, url, publisher = (_first(lower, names) for names in (columns.title, columns.url, columns.publisher))
    given = _first(lower, columns.published)
    published = _day(given)
    if given and not published:
        return _bad(number, raw, "wrong date", f"no day can be read from {given!r}; write YYYY-MM-DD")
    if isinstance(title, str) and title.strip() and not text.lstrip().startswith(("<", title.strip())):
        text = f"{title.strip()}\n\n{text}"
    data: str | bytes = text
    if any("\udc80" <= c <= "\udcff" for c in text):  # bytes that are not UTF-8: let the reader find the encoding
        data = text.encode("utf-8", "surrogateescape")
    return Input(
        name=str(number),
        data=data,
        published=published,
        url=url if isinstance(url, str) and url else None,
        publisher=publisher if isinstance(publisher, str) and publisher else None,
    )


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[n.lower()] for n in names if n.lower() in row), None)


def _day(given: Any) -> date | None:
    """A day from a date, or from text in any of the usual forms."""
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    text = str(given).strip() if given else ""
    if len(text) == 8 and text.isdigit():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return find_date(text.replace("/", "-") if text[:4].isdigit() else text)


def _bad(number: int, raw: bytes, kind: str, reason: str) -> Unreadable:
    return Unreadable(name=str(number), data=raw, kind=kind, reason=reason)
