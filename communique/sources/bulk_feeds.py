"""Feeds: the entries of RSS and Atom (extra `feeds`), with the text that they carry or the page that they link to."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from communique.sources.bulk_extras import library
from communique.sources.bulk_records import Input, Item, Unreadable
from communique.sources.errors import SourceError

_TAG = re.compile(r"<[^<>]+>")
_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|\s)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)


class Entry(NamedTuple):
    """One entry: its number in the feed, the page, title and text as HTML, the day, and the feed's own title."""

    number: int
    link: str | None
    title: str
    body: str
    published: date | None
    outlet: str | None

    def item(self) -> Item:
        """The entry by the text that it carries."""
        if not self.body.strip():
            reason = "this entry has no text, only a link; give the feed's address, and its pages are fetched"
            given = f"{self.link} {self.title}".encode("utf-8", "replace")
            return Unreadable(name=str(self.number), data=given, kind="no text", reason=reason)
        head = f"<html><head><title>{self.title}</title></head>"
        return Input(
            name=str(self.number),
            data=f"{head}<body><article><h1>{self.title}</h1>{_paragraphs(self.body)}</article></body></html>",
            published=self.published,
            url=self.link,
            publisher=self.outlet,
        )


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as RSS or Atom do."""
    return _FEED.match(data[:4096]) is not None


def entries(data: bytes) -> Iterator[Entry]:
    """The entries, each once; raises `SourceError` where there is no feed."""
    feed = library("feedparser", "feeds").parse(data)
    if not feed.get("version"):
        raise SourceError("broken", "this is no RSS or Atom feed; give one, or HTML with the ending .html")
    seen = set()
    for number, entry in enumerate(feed.entries, 1):
        key = entry.get("id") or entry.get("link") or str(number)
        if key not in seen:  # some feeds repeat themselves
            seen.add(key)
            yield _entry(number, entry, feed.feed.get("title"))


def _entry(number: int, entry: Any, outlet: str | None) -> Entry:
    contents = [c.get("value", "") for c in entry.get("content", ())]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Entry(
        number=number,
        link=entry.get("link"),
        title=html.escape(html.unescape(_TAG.sub("", entry.get("title", ""))), quote=False),
        body=max([*contents, entry.get("summary", "")], key=len),
        published=date(*moment[:3]) if moment else None,
        outlet=outlet,
    )


def _paragraphs(body: str) -> str:
    """HTML as it is, plain text as paragraphs."""
    if "<" in body and ">" in body:
        return body
    return "".join(f"<p>{html.escape(p)}</p>" for p in body.split("\n\n"))
