"""What the bytes are: refuses what is no text, unpacks gzip, finds the encoding, tells a page from plain text.

>>> decode("Kyiv’s envoy".encode("cp1252"))
('Kyiv’s envoy', None)
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from io import BytesIO

from communique.sources.errors import SourceError
from communique.sources.tables import rows

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<(?:meta[^>]{0,200}?\bcharset|\?xml[^>]{0,100}?\bencoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype html|html|head|body|main|article)\b", re.I | re.S
)
_TAG = re.compile(r"</?(?:html|head|body|main|article|section|div|p|h1|h2|meta|title|script|br|ul|li|a)\b[^<>]*>", re.I)


def unpack(data: bytes, limit: int) -> bytes:
    """The bytes inside a gzip file (up to one above `limit`), else the bytes; `SourceError` if damaged."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            return file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError("broken", f"a gzip file that can't be unpacked ({error}); is it whole?") from error


def refuse_binary(data: bytes) -> None:
    """Raises `SourceError` where the bytes start as a file that is no text."""
    head = data[:16].hex()
    for magic, name, advice in rows("formats", ("magic", "name", "advice")):
        if head.startswith(magic):
            raise SourceError("binary", f"this is {name}, not text or HTML; {advice}")


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and a note where bytes had to be replaced.

    In this order: byte order mark, UTF-16 by its zero bytes, UTF-8 where it is valid, the page's declared encoding,
    UTF-8 with a few damaged bytes, Windows-1252 (what old English pages are in), the guess of charset-normalizer.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _replace(data[len(bom) :], name)
    if b"\x00" in data:
        wide = _wide(data)
        if wide is None:
            raise SourceError("binary", "this holds zero bytes, so it is no text; give plain text or HTML")
        return _replace(data, wide)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), None
        except (LookupError, UnicodeError):
            pass
    lenient = data.decode("utf-8", "replace")
    high = sum(byte > 0x7F for byte in data)
    if sum(c > "\x7f" and c != "\ufffd" for c in lenient) > lenient.count("\ufffd"):
        return _replace(data, "utf-8")
    if high <= len(data) // 10:
        return _replace(data, "cp1252")
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    guess = from_bytes(data).best()
    return (str(guess), None) if guess else _replace(data, "cp1252")


def is_page(text: str) -> bool:
    """Is this HTML? It opens as a page, or starts with a tag and has more of them."""
    head = text[:4096]
    if _OPENING.match(head):
        return True
    return head.lstrip().startswith("<") and sum(1 for _ in _TAG.finditer(head)) >= 2


def _replace(data: bytes, encoding: str) -> tuple[str, str | None]:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    note = f"{bad} places are no valid {encoding} and were replaced by U+FFFD" if bad else None
    return text, note


def _wide(data: bytes) -> str | None:
    """UTF-16's byte order by where the zero bytes stand: nearly all in one of the two columns."""
    sample = data[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
