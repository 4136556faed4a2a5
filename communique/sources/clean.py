"""Units become the article: litter is left out and listed, every block gets its kind, lines that name things are read.

What is kept is never rewritten: each part is a stretch of the source, and between two parts that were neighbours there
the white space stays as it was. So a text without litter keeps its offsets.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from communique.record import Dropped, Part, PartKind
from communique.sources import litter
from communique.sources.datelines import find_dateline, house
from communique.sources.dates import find_date
from communique.sources.text import Unit

_TITLE_LONGEST = 300
_FULL_STOP = re.compile(r"[.:;,…][\"”’')\]]*\Z")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}\Z")
_SITE = re.compile(r"\s+[|]\s+([^|]{2,40})\Z")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’')\]]*\Z")
_STATEMENT_END = re.compile(r"[.!…][\"”’')\]]*\Z")
_HEADLINE_LONGEST = 200
_SHORTEST_POINT = 4  # words
_LONGEST_LABEL = 2
_SHORTEST_HEADLINE = 5


class Clean(NamedTuple):
    """The clean text, its parts in order, what was dropped, and what its own lines say about it."""

    text: str
    parts: tuple[Part, ...]
    dropped: tuple[Dropped, ...]
    title: str | None
    publisher: str | None  # as a pointer to the original names it
    house: str | None  # as the title, the dateline or a copyright line name it
    byline: str | None
    published: datetime.date | None


class _Block(NamedTuple):
    start: int
    end: int
    kind: PartKind


class _Reader:
    """One walk over the units of a source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[_Block] = []
        self.dropped: list[Dropped] = []
        self.names: dict[str, str] = {}  # publisher, site, dateline, owner, byline: the first of each
        self.dates: dict[str, datetime.date] = {}  # published, dateline, updated
        self.title: str | None = None  # case-folded
        self.in_body = False  # the first paragraph that ends as a sentence has come
        self.skipping: str | None = None  # why the coming units are dropped
        self.listing = False  # the coming lines of this block are key points

    def drop(self, start: int, end: int, why: str) -> None:
        self.dropped.append(Dropped(text=self.source[start:end], why=why))

    def keep(self, start: int, end: int, kind: PartKind) -> None:
        self.blocks.append(_Block(start, end, kind))


def clean(source: str, units: Iterable[Unit]) -> Clean:
    """Reads the units of `source` in order."""
    reader = _Reader(source)
    ordered = list(units)
    for i, unit in enumerate(ordered):
        _take(reader, unit, ordered[i - 1].end if i else 0, more=i + 1 < len(ordered))
    return _assemble(reader)


def _take(reader: _Reader, unit: Unit, before: int, *, more: bool) -> None:
    start, end, kind = unit
    line = reader.source[start:end]
    found = litter.match(line, "tail" if reader.in_body else "top")
    if reader.skipping and not (found and found.why):
        if reader.skipping == _END or _headline(line, unit):
            reader.drop(start, end, reader.skipping)
            return
        reader.skipping = None
    if found and found.does == "credit":
        reader.drop(start + found.start, end, found.why)
        end = start + len(line[: found.start].rstrip())
        if end > start:
            reader.keep(start, end, "caption")
        return
    if found and found.does != "caption":
        _drop(reader, unit, found)
        return
    if reader.listing and "\n\n" in _gap(reader.source, before, start) and kind != "item":
        reader.listing = False
    _keep(reader, Unit(start, end, "caption" if found else kind), more=more)


_END = "behind the end of the article"


def _drop(reader: _Reader, unit: Unit, found: litter.Match) -> None:
    line = reader.source[unit.start : unit.end]
    reader.drop(unit.start, unit.end, found.why)
    if found.does in ("publisher", "owner", "byline") and found.name:
        reader.names.setdefault(found.does, found.name.strip())
    if found.does in ("published", "updated", "byline"):
        day = find_date(line)
        if day:
            reader.dates.setdefault("updated" if found.does == "updated" else "published", day)
    if found.does == "key_points":
        reader.listing = not reader.in_body
    elif found.does == "links":
        reader.skipping = found.why
    elif found.does == "end":
        reader.skipping = _END


def _keep(reader: _Reader, unit: Unit, *, more: bool) -> None:
    start, end, kind = unit
    line = reader.source[start:end]
    if kind == "caption":
        reader.keep(start, end, "caption")
    elif kind == "title" or (kind == "line" and more and _is_title(line) and _first_or_below_label(reader, line)):
        site = _SITE.search(line)
        if site:
            reader.drop(start + site.start(), end, "the site's name behind the title")
            reader.names.setdefault("site", site[1].strip())
            end = start + site.start()
        reader.keep(start, end, "title")
        reader.title = reader.source[start:end].casefold()
    elif agency := house(line):
        reader.drop(start, end, "an agency's name")
        reader.names.setdefault("dateline", agency)
    elif not reader.in_body and line.casefold() == reader.title:
        reader.drop(start, end, "the title once more")
    elif not reader.in_body and kind == "item" and _is_menu(line):
        reader.drop(start, end, "a menu's entry")
    elif not reader.in_body and (kind == "item" or reader.listing):
        reader.keep(start, end, "key_point")
    else:
        dateline = None if reader.in_body else find_dateline(line)
        if dateline:
            reader.keep(start, start + dateline.end, "paragraph")
            start += dateline.end + len(line[dateline.end :]) - len(line[dateline.end :].lstrip())
            if dateline.publisher:
                reader.names.setdefault("dateline", dateline.publisher)
            if dateline.published:
                reader.dates.setdefault("dateline", dateline.published)
        reader.keep(start, end, "paragraph")
        reader.in_body = reader.in_body or bool(_SENTENCE_END.search(line))


def _first_or_below_label(reader: _Reader, line: str) -> bool:
    """Does the title's place stand open? A word or two above a whole headline are a section's or a site's name."""
    if not reader.blocks:
        return True
    label, *others = reader.blocks
    words = reader.source[label.start : label.end].split()
    if others or label.kind != "title" or len(words) > _LONGEST_LABEL or len(line.split()) < _SHORTEST_HEADLINE:
        return False
    reader.blocks.clear()
    reader.drop(label.start, label.end, "a label above the title")
    return True


def _is_menu(line: str) -> bool:
    return len(line.split()) < _SHORTEST_POINT and not _SENTENCE_END.search(line)


def _is_title(line: str) -> bool:
    return len(line) <= _TITLE_LONGEST and (not _FULL_STOP.search(line) or bool(_ABBREVIATION.search(line)))


def _headline(line: str, unit: Unit) -> bool:
    """Could this line be a link's text: short, and no sentence of the article?"""
    return unit.kind != "title" and len(line) <= _HEADLINE_LONGEST and not _STATEMENT_END.search(line)


def _gap(source: str, before: int, start: int) -> str:
    return re.sub(r"[^\S\n]+", "", source[before:start])


def _assemble(reader: _Reader) -> Clean:
    """Joins the blocks; key points and a title without an article behind them are paragraphs after all."""
    blocks = reader.blocks
    if not any(block.kind == "paragraph" for block in blocks):
        blocks = [b._replace(kind="paragraph") if b.kind != "caption" else b for b in blocks]
    pieces: list[str] = []
    parts: list[Part] = []
    at = 0
    for i, block in enumerate(blocks):
        if i:
            gap = reader.source[blocks[i - 1].end : block.start]
            gap = "\n\n" if gap.strip() else gap
            pieces.append(gap)
            at += len(gap)
        piece = reader.source[block.start : block.end]
        pieces.append(piece)
        parts.append(Part(start=at, end=at + len(piece), kind=block.kind))
        at += len(piece)
    text = "".join(pieces)
    title = next((" ".join(text[p.start : p.end].split()) for p in parts if p.kind == "title"), None)
    dates = (reader.dates.get(k) for k in ("published", "dateline", "updated"))
    return Clean(
        text=text,
        parts=tuple(parts),
        dropped=tuple(reader.dropped),
        title=title,
        publisher=reader.names.get("publisher"),
        house=next((reader.names[k] for k in ("site", "dateline", "owner") if k in reader.names), None),
        byline=reader.names.get("byline"),
        published=next((d for d in dates if d), None),
    )
