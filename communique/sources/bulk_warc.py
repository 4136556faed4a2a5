"""Web archives: the HTML pages of a WARC file, such as those of CC-NEWS (extra `warc`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from communique.sources.bulk_extras import library
from communique.sources.bulk_gzip import unpacked
from communique.sources.bulk_records import Input, Item, Unreadable
from communique.sources.errors import SourceError


def pages(file: BinaryIO, limit: int) -> Iterator[Item]:
    """One item for each answer that is a page, named by its address.

    Raises `SourceError` where there is no WARC, `EOFError` where it breaks off.
    """
    warc = library("fastwarc.warc", "warc")
    found = last = 0
    try:
        for record in warc.ArchiveIterator(file, record_types=warc.WarcRecordType.response, parse_http=True):
            found, last = found + 1, record.stream_pos
            address = record.headers.get("WARC-Target-URI") or f"record-{found}"
            http = record.http_headers
            kind = (http.get("Content-Type") or "").lower() if http else ""
            if http and http.status_code == 200 and ("html" in kind or "text/plain" in kind):
                size = record.content_length
                data = record.reader.read(limit + 1)
                if len(data) < min(size, limit):
                    raise EOFError(f"{address} has {len(data):,} of {size:,} bytes")
                yield _item(address, data, limit)
    except OSError as error:
        raise SourceError("broken", f"this is no WARC file ({error}); is it whole?") from error
    file.seek(last)
    rest = unpacked(file)
    while rest.read(1 << 20):  # raises where the last record is cut, which the iterator passes over
        pass
    if not found:
        raise SourceError("broken", "no web page is in this file; is it a WARC with responses?")


def _item(address: str, data: bytes, limit: int) -> Item:
    if len(data) > limit:
        reason = f"the page has more than {limit:,} bytes"
        return Unreadable(name=address, data=data[:1000], kind="too large", reason=reason)
    return Input(name=address, data=data, url=address)
