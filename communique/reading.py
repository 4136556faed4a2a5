"""The whole way of one article: bytes -> `Document` -> `Parse` -> `Readout`, each room called once.

reader = communique.load()
readout = reader.read(Path("article.html").read_bytes())
for result in reader.read_many(texts):
    if isinstance(result, Failure): print(result.index, result.reason)
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from communique import actors, events, language, places, sources, stances, statements, times
from communique.record import Document, Readout, Record

if TYPE_CHECKING:
    from communique.language import Model, Parse

TURN = 0.001  # seconds
LONG = 100_000  # characters; an article has about 4,000


class Article(Record, frozen=True, kw_only=True):
    """One input of `Reader.read_many`, for when more is known than its text or bytes."""

    data: str | bytes
    published: date | str | None = None
    url: str | None = None


class Failure(Record, frozen=True, kw_only=True):
    """An input that could not be read: its place in the stream, counted from 0, and why."""

    index: int
    reason: str


def read_document(document: Document, model: Model) -> Readout:
    """The readout of a document. The result depends on the document alone, not on what was read before."""
    return understand(document, model.parse(document))


def understand(document: Document, parse: Parse) -> Readout:
    """The readout of a document whose parse is there: every room after `language`, called once."""
    dates = times.find(parse, document.published)
    spots = places.find(parse)
    cast = actors.find(parse, document, spots)
    said = statements.find(parse, document, cast, dates)
    done = events.find(parse, document, cast, dates, spots, said)
    forecasts = stances.expectations(parse, document, cast, dates, said, done)
    wanted = stances.positions(parse, document, cast, said, done)
    used = {
        *(a for s in said for a in (*s.speakers, *s.addressees, *s.relay)),
        *(a for e in done for a in (*e.actors, *e.recipients)),
        *(x.holder for x in forecasts if x.holder),
        *(a for p in wanted for a in (p.holder, *p.toward)),
    }
    return Readout(
        document=document,
        actors=actors.keep(cast, used),
        statements=said,
        events=done,
        expectations=forecasts,
        positions=wanted,
        notes=tuple(notes(document, bool(said or done))),
    )


def notes(document: Document, found: bool) -> Iterator[str]:
    """What could not be known about this document, one sentence each."""
    if document.published is None:
        yield "No publication date was found: days named relative to it, such as Monday, are not resolved."
    if document.publisher is None:
        yield "The publisher is not named."
    if len(document.text) > LONG:
        yield f"The text has {len(document.text):,} characters, more than an article: names are taken as one cast."
    if not found:
        yield "Nothing attributed or done was found in this text."


class Reader:
    """Holds the loaded model; reads any number of articles, one at a time."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def read(self, data: str | bytes, *, published: date | str | None = None, url: str | None = None) -> Readout:
        """Read one article: text, or the bytes of a text or HTML file.

        `published`, a date or ISO text, overrides the date that the source gives; `url` may name publisher and date.
        Raises `SourceError` where there is no English text to read.
        """
        return read_document(sources.read(data, published=published, url=url), self._model)

    def read_many(self, articles: Iterable[str | bytes | Article]) -> Iterator[Readout | Failure]:
        """Read a stream, in order; an unreadable article comes back as a `Failure`.

        A few articles ahead go through the network, on other cores, while one is being understood; no more are held.
        """
        ahead: deque[Future[tuple[Document, Parse]]] = deque()
        with ThreadPoolExecutor(self._model.threads) as pool, _quick_turns():
            numbers = count()
            for item in articles:
                ahead.append(pool.submit(self._parse, item if isinstance(item, Article) else Article(data=item)))
                if len(ahead) > 2 * self._model.threads:
                    yield _result(next(numbers), ahead.popleft())
            while ahead:
                yield _result(next(numbers), ahead.popleft())

    def _parse(self, article: Article) -> tuple[Document, Parse]:
        document = sources.read(article.data, published=article.published, url=article.url)
        return document, self._model.parse(document)


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Let threads take turns every millisecond: a network that is done else waits five for the one that understands."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, TURN))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _result(index: int, parsed: Future[tuple[Document, Parse]]) -> Readout | Failure:
    try:
        return understand(*parsed.result())
    except sources.SourceError as error:
        return Failure(index=index, reason=str(error))
    except Exception as error:  # noqa: BLE001  one article must not end a stream of millions
        return Failure(index=index, reason=f"fault in communique: {type(error).__name__}: {error}")


def load() -> Reader:
    """Load the reading model that ships with the package, once for any number of articles."""
    return Reader(language.load())


def read(data: str | bytes, *, published: date | str | None = None, url: str | None = None) -> Readout:
    """Read one article with a freshly loaded model; see `Reader.read`. For several, `load` once."""
    return load().read(data, published=published, url=url)
