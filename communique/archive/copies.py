"""Near copies: the same report in several papers, with another headline, cut, or corrected.

Each document gets `BANDS` rows of a MinHash over its word triples; documents that share a row are candidates, and two
are copies where at least `SHARED` of the shorter one's triples stand in the longer (containment, Broder 1997) and the
longer is no anthology. MinHash is rensa's: the same estimate as datasketch's, without SciPy behind it, in Rust.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from struct import pack

from rensa import RMinHash  # type: ignore[import-untyped]

BANDS = 32
ROWS = 4  # two texts that share half of their triples meet in some band with probability .87, three quarters: .9999
SHARED = 0.7
LONGER = 8  # a text that is this many times longer is a collection, no copy
SHORTEST = 20  # triples; below, equal texts say little
_WORD = re.compile(r"\w+")


def triples(text: str) -> frozenset[str]:
    """The runs of three words in a text, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def bands(text: str) -> tuple[int, ...]:
    """The rows under which a text is filed, as signed 64-bit numbers; none for a very short text."""
    found = triples(text)
    if len(found) < SHORTEST:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=1)
    sketch.update(list(found))
    digest = sketch.digest()
    rows = (pack(f">{ROWS + 1}I", k, *digest[k * ROWS : (k + 1) * ROWS]) for k in range(BANDS))
    return tuple(int.from_bytes(blake2b(r, digest_size=8).digest(), "big", signed=True) for r in rows)


def are_copies(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two texts, as their triples, are the same report."""
    short, long = sorted((len(a), len(b)))
    return short >= SHORTEST and long < LONGER * short and len(a & b) >= SHARED * short
