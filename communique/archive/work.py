"""What a reading process does: an input, or a document that is kept already, becomes an entry of the archive."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from communique.archive.store import Entry, Failed, Read
from communique.record import Document
from communique.sources.bulk_records import Input


class Job(NamedTuple):
    """An input to be read, or a document to be read again."""

    input: str
    digest: str
    given: Input | Document


def load() -> Callable[[Job], Entry]:
    """Load the model on one thread; the function that is returned never raises."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from communique import language, sources
    from communique.archive.copies import bands
    from communique.reading import read_document

    model = language.load(threads=1)

    def read(job: Job) -> Entry:
        try:
            document = job.given if isinstance(job.given, Document) else _document(job.given)
            return Read(job.input, job.digest, read_document(document, model), bands(document.text))
        except sources.SourceError as error:
            return Failed(job.input, job.digest, error.kind, str(error))
        except Exception as error:  # noqa: BLE001  one article must not end a stream of millions
            return Failed(job.input, job.digest, "fault", f"fault in communique: {type(error).__name__}: {error}")

    return read


@cache
def model_name() -> str:
    """The program's version and the digest of the model that it ships."""
    from communique import __version__
    from communique.language.model import FOLDER

    digest = hashlib.sha256()
    for path in sorted(p for p in FOLDER.rglob("*") if p.is_file()):
        digest.update(path.name.encode() + b"\0")
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return f"communique {__version__} {digest.hexdigest()[:12]}"


def _document(given: Input) -> Document:
    from communique import sources

    document = sources.read(given.data, published=given.published, url=given.url)
    return msgspec.structs.replace(document, publisher=given.publisher) if given.publisher else document
