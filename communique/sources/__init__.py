"""Sources: the bytes of one article, as a file or a page, become a `Document`."""

from communique.sources.article import read
from communique.sources.errors import SourceError

__all__ = ["SourceError", "read"]
