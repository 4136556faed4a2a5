"""The archive: readouts of many articles in one SQLite file, kept, searched, exported."""

from communique.archive.errors import ArchiveError
from communique.archive.query import Query
from communique.archive.search import Hit, hits
from communique.archive.store import Archive, Counts

__all__ = ["Archive", "ArchiveError", "Counts", "Hit", "Query", "hits"]
