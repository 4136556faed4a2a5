"""A page becomes units and what its metadata says.

trafilatura finds the article's body and reads the metadata; added to that are the captions (which it leaves out),
JSON-LD's publisher and date, and the date in the address.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from communique.record import Dropped
from communique.sources import litter
from communique.sources.dates import date_in_url, find_date
from communique.sources.errors import SourceError
from communique.sources.text import Unit, UnitKind

_ARTICLE = re.compile(
    r"(?:News|Reportage|Analysis|Background|Opinion|Satirical|Report|Blog|Live)?\w*(?:Article|Posting)\Z"
)
_SPACE = re.compile(r"\s+")
_SAME = re.compile(r"\W+")
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "button", "td", "dt", "dd")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate",
    "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "og:article:published_time",
)  # fmt: skip


class Page(NamedTuple):
    """A page's text (units joined by empty lines), its units, and its metadata."""

    text: str
    units: list[Unit]
    title: str | None
    publisher: str | None
    byline: str | None
    published: datetime.date | None
    url: str | None
    outside: tuple[Dropped, ...]  # the page's other blocks, which trafilatura left out


def read_page(source: str, url: str | None) -> Page:
    """Raises `SourceError` where the page has no article."""
    import trafilatura  # takes a third of a second to import: only where a page is read

    tree = trafilatura.load_html(source)
    if tree is None:
        raise SourceError("broken", "this looks like HTML but can't be parsed; is it whole?")
    found = trafilatura.bare_extraction(
        source, url=url, include_comments=False, with_metadata=True, include_formatting=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    if found is None or isinstance(found, dict) or found.body is None:
        raise SourceError(
            "no text",
            "this HTML page has no article text; a page that loads its text by script must be saved from the browser",
        )
    linked = _json_ld(tree)
    title = _text(linked.get("headline")) or _text(found.title)
    address = url or _text(found.url)
    blocks = _with_captions(list(_blocks(found.body)), tree)
    if title:
        blocks = [("title", title), *(b for b in blocks if not (b[0] == "line" and _key(b[1]) == _key(title)))]
    text, units = _join(blocks)
    return Page(
        text=text,
        units=units,
        title=title,
        publisher=_name(linked.get("publisher")) or _site(tree) or None,
        byline=_name(linked.get("author")) or _byline(_text(found.author)),
        published=_published(linked, tree, address),
        url=address,
        outside=tuple(_outside(tree, blocks)),
    )


def _blocks(body: Any) -> Iterator[tuple[UnitKind, str]]:
    """The blocks of trafilatura's tree: the innermost elements that hold text."""
    for element in body.iter("p", "head", "item", "quote", "cell", "ab", "code", "lb"):
        if element.tag == "lb":
            text = element.tail or ""
        elif any(child.tag in ("p", "list", "item", "quote") for child in element.iterdescendants()):
            text = element.text or ""
        else:
            text = "".join(_until_break(element))
        text = _SPACE.sub(" ", text).strip(" \n\t\r")
        if text:
            yield ("item" if element.tag == "item" else "line"), text


def _until_break(element: Any) -> Iterator[str]:
    """The text of an element up to its first line break; what is behind a break is a block of its own."""
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            return
        yield from child.itertext()
        yield child.tail or ""


def _with_captions(blocks: list[tuple[UnitKind, str]], tree: Any) -> list[tuple[UnitKind, str]]:
    """Puts each figure's caption behind the block that precedes it on the page."""
    if next(tree.iter("figcaption"), None) is None:
        return blocks
    where = {_key(text): i for i, (_, text) in enumerate(blocks)}
    after: dict[int, list[tuple[UnitKind, str]]] = {}
    at = None
    for element in tree.iter(*_BLOCKS):
        text = _SPACE.sub(" ", element.text_content()).strip()
        if element.tag == "figcaption":
            if text and at is not None:
                after.setdefault(at, []).append(("caption", text))
        else:
            at = where.get(_key(text), at)
    captions = {_key(text) for found in after.values() for _, text in found}
    out: list[tuple[UnitKind, str]] = []
    for i, block in enumerate(blocks):
        if _key(block[1]) not in captions:
            out.append(block)
        out += after.get(i, [])
    return out


def _outside(tree: Any, blocks: list[tuple[UnitKind, str]]) -> Iterator[Dropped]:
    """The page's blocks that are in none of `blocks`, each once."""
    kept = "\n".join(_key(text) for _, text in blocks)
    seen = set()
    for element in tree.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is None:
            text = _SPACE.sub(" ", element.text_content()).strip()
            key = _key(text)
            if key and key not in seen and key not in kept:
                seen.add(key)
                known = litter.match(text, "tail") or litter.match(text, "top")
                yield Dropped(text=text, why=known.why if known and known.why else "outside the article")


def _join(blocks: list[tuple[UnitKind, str]]) -> tuple[str, list[Unit]]:
    units, at = [], 0
    for kind, text in blocks:
        units.append(Unit(at, at + len(text), kind))
        at += len(text) + 2
    return "\n\n".join(text for _, text in blocks), units


def _json_ld(tree: Any) -> dict[str, Any]:
    """The first article among the page's JSON-LD objects, or an empty one."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() != "application/ld+json":
            continue
        try:
            stack = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop()
            if isinstance(value, list):
                stack += reversed(value)
            elif isinstance(value, dict):
                kinds = value.get("@type")
                if any(
                    isinstance(k, str) and _ARTICLE.match(k) for k in (kinds if isinstance(kinds, list) else [kinds])
                ):
                    return value
                stack += [v for k, v in value.items() if k in ("@graph", "mainEntity", "mainEntityOfPage")]
    return {}


def _published(linked: dict[str, Any], tree: Any, url: str | None) -> datetime.date | None:
    """JSON-LD's date, else the metadata's, else a marked time element's, else the address's."""
    day = find_date(_text(linked.get("datePublished")) or "")
    if day:
        return day
    stated = {
        (m.get("property") or m.get("name") or m.get("itemprop") or "").lower(): m.get("content")
        for m in tree.iter("meta")
    }
    for name in _DATES:
        day = find_date(stated.get(name) or "")
        if day:
            return day
    for time in tree.iter("time"):
        if time.get("pubdate") is not None or time.get("itemprop") == "datePublished":
            day = find_date(time.get("datetime") or time.text_content())
            if day:
                return day
    return date_in_url(url) if url else None


def _site(tree: Any) -> str | None:
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:site_name", "application-name"):
            return _text(meta.get("content"))
    return None


def _name(value: Any) -> str | None:
    """The name in a JSON-LD value: text, an object with a name, or several of them."""
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        names = [n for n in map(_name, value[:20]) if n]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or None
    return _text(value)


def _byline(author: str | None) -> str | None:
    """trafilatura's authors ("A; B; C") as JSON-LD's are written here."""
    return _name(author.split("; ")) if author else None


def _text(value: Any) -> str | None:
    return _SPACE.sub(" ", value).strip() or None if isinstance(value, str) else None


def _key(text: str) -> str:
    return _SAME.sub("", text).lower()
