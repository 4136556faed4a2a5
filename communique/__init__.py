"""communique reads political news: who said and did what to whom, when, where, according to whom.

import communique
readout = communique.read("The minister urged the rebels on Monday to lay down their arms.")
print(readout)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.reading import Article, Failure, Reader, load, read
    from communique.record import Readout, decode, encode, json_schema
    from communique.sources import SourceError

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Failure",
    "Reader",
    "Readout",
    "SourceError",
    "decode",
    "encode",
    "json_schema",
    "load",
    "read",
]
_HOMES = {
    "communique.reading": ("Article", "Failure", "Reader", "load", "read"),
    "communique.record": ("Readout", "decode", "encode", "json_schema"),
    "communique.sources": ("SourceError",),
}


def __getattr__(name: str) -> object:
    """Public names are imported at their first use, so that `import communique` stays light."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'communique' has no attribute {name!r}")
