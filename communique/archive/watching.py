"""Whether an archive has changed, at next to no cost.

watch = Watch(Path("communique.db"))
before = watch.version()  # another number as soon as any process has written
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from urllib.parse import quote

from communique.archive.errors import ArchiveError


class Watch:
    """Looks at one archive; may be shared between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def version(self) -> int:
        """A number that grows with what is written; what is read after asking is of this version or a later one.

        Raises `ArchiveError` where the file can't be read.
        """
        with self._lock:
            try:
                if self._connection is None:
                    address = f"file:{quote(str(self._path.absolute()))}?mode=ro"
                    self._connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            except sqlite3.Error as error:
                raise ArchiveError(f"{self._path}: can't be read: {error}") from error
