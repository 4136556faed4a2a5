"""What bulk sources give: one `Input` for each article, one `Unreadable` for each that can't even be taken out."""

from __future__ import annotations

from datetime import date

from communique.record import Record


class Input(Record, frozen=True, kw_only=True):
    """One article as found, not read yet.

    `name` is its path, its path and line, or its address. What the source says of it goes before what the article says
    of itself. `position` tells how many bytes of all sources were used up with it.
    """

    name: str
    data: bytes | str
    published: date | None = None
    url: str | None = None
    publisher: str | None = None
    position: int = 0


class Unreadable(Record, frozen=True, kw_only=True):
    """Something that should hold an article and doesn't: `kind` is a word, `reason` a sentence with advice."""

    name: str
    data: bytes
    kind: str
    reason: str
    position: int = 0


Item = Input | Unreadable


class Columns(Record, frozen=True, kw_only=True):
    """Names of columns in JSON lines, CSV and Parquet; of several the first that a file has is taken."""

    text: tuple[str, ...] = ("text", "content", "body", "article", "html", "maintext")
    title: tuple[str, ...] = ("title", "headline")
    published: tuple[str, ...] = ("published", "date", "published_at", "publish_date", "date_publish", "pubdate")
    url: tuple[str, ...] = ("url", "link", "source_url")
    publisher: tuple[str, ...] = ("publisher", "outlet", "source", "source_domain", "site")
