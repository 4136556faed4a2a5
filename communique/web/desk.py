"""The desk: reads what is given to the page, and holds each reading until it is kept or forgotten.

One text is read at a time, so that a page with many visitors does not starve the machine. Readings wait in memory, the
last `HELD` of them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from communique.archive import work
from communique.archive.adding import digest_of
from communique.archive.store import Archive, Entry, Failed, Read
from communique.archive.work import Job
from communique.sources.bulk_records import Input

HELD = 32


class Desk:
    """Reads for one archive; may be shared between threads. `load` gives the reader, at the first text."""

    def __init__(
        self,
        archive: Path,
        *,
        load: Callable[[], Callable[[Job], Entry]] = work.load,
        model: Callable[[], str] = work.model_name,
    ) -> None:
        self._archive = archive
        self._load = load
        self._model = model
        self._read: Callable[[Job], Entry] | None = None
        self._reading, self._holding = threading.Lock(), threading.Lock()
        self._held: OrderedDict[str, Read] = OrderedDict()

    def read(self, given: Input) -> Read | Failed:
        """The reading of a text, or why there is none."""
        with self._reading:
            if self._read is None:
                self._read = self._load()
            entry = self._read(Job(given.name, digest_of(given), given))
        assert isinstance(entry, Read | Failed)
        return entry

    def hold(self, entry: Read) -> str:
        """Hold a reading for later; returns its document's id."""
        number = entry.readout.document.id
        with self._holding:
            self._held[number] = entry
            self._held.move_to_end(number)
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return number

    def held(self, document: str) -> Read | None:
        """A reading that is held."""
        with self._holding:
            return self._held.get(document)

    def keep(self, entry: Read) -> bool:
        """Put a reading into the archive; whether it is new there. Raises `ArchiveError`."""
        with Archive(self._archive, writable=True) as archive:
            counts = archive.write([entry], self._model())
        self.forget(entry.readout.document.id)
        return counts.added == 1

    def forget(self, document: str) -> None:
        """Hold a reading no longer."""
        with self._holding:
            self._held.pop(document, None)
