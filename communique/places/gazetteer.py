"""Towns and regions of the world by name, from a table made of GeoNames (`scripts/build_gazetteer.py`).

The table is sorted text; a name is found by bisecting it, so that loading costs no more than unpacking.
"""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).with_name("gazetteer.tsv.gz")
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e", "þ": "th", "ð": "d",
     "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "–": "-"}
)  # fmt: skip


class Entry(msgspec.Struct, frozen=True):
    """One place: `size` is ten times the logarithm of its population, 0 for a region (`is_region`)."""

    country: str
    region: str
    lat: float
    lon: float
    geonameid: int
    size: int
    is_region: bool
    by_other_name: bool = False


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The key of a name: lower case, without accents, with plain apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=4096)
def entries(key: str) -> tuple[Entry, ...]:
    """All places with the folded name `key`, also as one of their other names."""
    lines = _lines(key)
    found = [_entry(cells) for cells in lines if not cells[1].startswith("=")]
    for _, reference, number in (cells for cells in lines if cells[1].startswith("=")):
        named = (_entry(cells) for cells in _lines(reference[1:]) if len(cells) > 3 and cells[5] == number)
        found += [msgspec.structs.replace(e, by_other_name=True) for e in named]
    return tuple(found)


def _entry(cells: list[str]) -> Entry:
    _, country, region, lat, lon, number, size = cells
    return Entry(country, region.rstrip("*"), float(lat), float(lon), int(number), int(size), region.endswith("*"))


def _lines(key: str) -> list[list[str]]:
    """The cells of the lines that begin with `key`, by bisection over the bytes."""
    data, prefix = _data(), key.encode() + b"\t"
    low, high = 0, len(data)
    while low < high:
        middle = data.rfind(b"\n", 0, (low + high) // 2) + 1
        end = data.find(b"\n", middle)
        end = len(data) if end < 0 else end
        if data[middle:end] < prefix:
            low = end + 1
        else:
            high = middle
    lines = []
    while data.startswith(prefix, low):
        end = data.find(b"\n", low)
        end = len(data) if end < 0 else end
        lines.append(data[low:end].decode().split("\t"))
        low = end + 1
    return lines


@cache
def _data() -> bytes:
    return gzip.decompress(_FILE.read_bytes())
