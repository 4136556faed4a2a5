"""The way of one article from its bytes to a `Document`: size, kind, encoding, page or plain text, litter, language.

>>> read("Talks stall\n\nGENEVA, March 3, 2026 (AFP) - Envoys left the table on Tuesday.").publisher
'Agence France-Presse'
"""

from __future__ import annotations

import datetime
import hashlib

from communique.record import Document, Dropped
from communique.sources.clean import clean
from communique.sources.dates import date_in_url
from communique.sources.detect import decode, is_page, refuse_binary, unpack
from communique.sources.english import other_language
from communique.sources.errors import SourceError
from communique.sources.html import read_page
from communique.sources.text import units

LIMIT = 5_000_000


def read(
    data: str | bytes, *, published: datetime.date | str | None = None, url: str | None = None, limit: int = LIMIT
) -> Document:
    """Reads one article from plain text or HTML, as text or as bytes (gzip is unpacked).

    `published`, a date or ISO text ("2026-03-10"), and `url` go before what the input says of itself. `limit` is the
    largest size in bytes (of text: in characters). Line ends become "\\n" and unpaired surrogates U+FFFD; nothing else
    inside a part is changed.
    Raises `SourceError`.
    """
    day = _day(published)
    text, note = _as_text(data, limit)
    if not text.strip():
        raise SourceError("empty", "the input is empty; give an article's text or HTML")
    page = read_page(text, url) if is_page(text) else None
    found = clean(page.text, page.units) if page else clean(text, units(text))
    if not any(c.isalpha() for c in found.text):
        raise SourceError("no text", "nothing readable is left of the input; give the article's own text")
    other = other_language(found.text)
    if other:
        raise SourceError(
            "not English", f"this seems to be in {other}; only English articles can be read, so translate it first"
        )
    address = page.url if page else url
    return Document(
        id=hashlib.sha256(found.text.encode()).hexdigest()[:16],
        text=found.text,
        title=found.title,
        publisher=found.publisher or (page.publisher if page else None) or found.house,
        byline=(page.byline if page else None) or found.byline,
        url=address,
        published=day or (page.published if page else None) or found.published or date_in_url(address or ""),
        parts=found.parts,
        dropped=(
            *found.dropped,
            *(page.outside if page else ()),
            *([Dropped(text="\ufffd", why=note)] if note else []),
        ),
    )


def _day(given: datetime.date | str | None) -> datetime.date | None:
    if isinstance(given, str):
        try:
            given = datetime.datetime.fromisoformat(given)
        except ValueError:
            raise SourceError("broken", f"{given!r} is no publication date; give it as 2026-03-10") from None
    return given.date() if isinstance(given, datetime.datetime) else given


def _as_text(data: str | bytes, limit: int) -> tuple[str, str | None]:
    note = None
    if isinstance(data, bytes):
        data = unpack(data, limit)
        _check_size(len(data), limit, "bytes")
        refuse_binary(data)
        data, note = decode(data)
    else:
        _check_size(len(data), limit, "characters")
    text = data.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise SourceError("binary", "this holds zero characters, so it is no text; give plain text or HTML")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), note


def _check_size(size: int, limit: int, unit: str) -> None:
    if size > limit:
        raise SourceError(
            "too large", f"the input has more than {limit:,} {unit}; give one article, or set a higher limit"
        )
