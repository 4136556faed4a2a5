"""Feeds: the entries of an RSS or Atom file (extra `feeds`), as far as they carry their text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from communique.sources.bulk_extras import library
from communique.sources.bulk_records import Input, Item, Unreadable
from communique.sources.errors import SourceError

_TAG = re.compile(r"<[^<>]+>")


def entries(data: bytes) -> Iterator[Item]:
    """One item for each entry, each once; raises `SourceError` where there is no feed."""
    feed = library("feedparser", "feeds").parse(data)
    if not feed.get("version"):
        raise SourceError("broken", "this is no RSS or Atom feed; give one, or HTML with the ending .html")
    outlet = feed.feed.get("title")
    seen = set()
    for number, entry in enumerate(feed.entries, 1):
        key = entry.get("id") or entry.get("link") or str(number)
        if key in seen:  # a feed that repeats itself
            continue
        seen.add(key)
        yield _item(str(number), entry, outlet)


def _item(number: str, entry: Any, outlet: str | None) -> Item:
    link = entry.get("link")
    contents = [c.get("value", "") for c in entry.get("content", ())]
    body = max([*contents, entry.get("summary", "")], key=len)
    title = html.escape(html.unescape(_TAG.sub("", entry.get("title", ""))), quote=False)
    if not body.strip():
        reason = "this entry has no text, only a link; fetch the page itself"
        return Unreadable(name=number, data=repr(sorted(entry)).encode(), kind="no text", reason=reason)
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    head = f"<html><head><title>{title}</title></head>"
    return Input(
        name=number,
        data=f"{head}<body><article><h1>{title}</h1>{_paragraphs(body)}</article></body></html>",
        published=date(*moment[:3]) if moment else None,
        url=link,
        publisher=outlet,
    )


def _paragraphs(body: str) -> str:
    """HTML as it is, plain text as paragraphs."""
    if "<" in body and ">" in body:
        return body
    return "".join(f"<p>{html.escape(p)}</p>" for p in body.split("\n\n"))
