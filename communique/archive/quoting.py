"""The words of items found: the sentence as the article has it, in it the item's own words and those searched for.

quoted(archive, hit).own -> (Span(start=4, end=31),), into quoted(archive, hit).text
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from communique.archive.query import Query
from communique.archive.search import Hit, hits
from communique.archive.store import Archive
from communique.record import Record, Span


class Quoted(Record, frozen=True, kw_only=True):
    """A hit with its passage unmarked (`text`); `own` and `found` are ranges of `text`.

    `words` are the item's own words, its pieces joined by "…": of a statement what was said, else by which cue; of an
    event its trigger, of a position its issue. They may reach beyond the passage.
    """

    hit: Hit
    text: str
    words: str
    own: tuple[Span, ...]
    found: tuple[Span, ...]


_SPANS = {
    "statement": (
        "SELECT c.start, c.stop FROM statements i JOIN contents c ON c.statement = i.id"
        " WHERE i.document = ?1 AND i.label = ?2 ORDER BY c.place"
    ),
    "event": "SELECT trigger_start AS start, trigger_stop AS stop FROM events WHERE document = ?1 AND label = ?2",
    "position": "SELECT issue_start AS start, issue_stop AS stop FROM positions WHERE document = ?1 AND label = ?2",
}
_CUE = "SELECT cue_start AS start, cue_stop AS stop FROM statements WHERE document = ?1 AND label = ?2"
_TEXT = "SELECT id, substr(text, ?2 + 1, ?3 - ?2) AS text FROM documents WHERE hash = ?1"


def quoted(archive: Archive, hit: Hit) -> Quoted:
    """The words of one hit of this archive."""
    (document,) = archive.rows(_TEXT, (hit.document, hit.start, hit.stop))
    asked = (document["id"], hit.label)
    spans = list(archive.rows(_SPANS[hit.kind], asked))
    if not spans and hit.kind == "statement":
        spans = list(archive.rows(_CUE, asked))
    pieces = [next(archive.rows(_TEXT, (hit.document, s["start"], s["stop"])))["text"] for s in spans]
    inside = (Span(start=max(s["start"], hit.start), end=min(s["stop"], hit.stop)) for s in spans)
    return Quoted(
        hit=hit,
        text=document["text"],
        words=" … ".join(" ".join(p.split()) for p in pieces),
        own=tuple(Span(start=s.start - hit.start, end=s.end - hit.start) for s in inside if s.start < s.end),
        found=found(hit.text, document["text"]),
    )


def every(archive: Archive, query: Query, *, page: int = 500) -> Iterator[Quoted]:
    """All items that answer, newest first, with their words; looked up `page` at a time, so that memory is bounded."""
    asked = replace(query, newest=True, limit=page, offset=0, after="", before="")
    while page_of := [quoted(archive, hit) for hit in hits(archive, asked)]:
        yield from page_of
        if len(page_of) < page:
            return
        last = page_of[-1].hit
        asked = replace(asked, after=f"{last.document}/{last.label}")


def found(marked: str, plain: str) -> tuple[Span, ...]:
    """Where `marked` has [brackets] that `plain` does not have, as ranges of `plain`; none where the two don't fit.

    >>> found("a [toll] on [sic] ships", "a toll on [sic] ships")
    (Span(start=2, end=6),)
    """
    spans, opened, at = [], -1, 0
    for sign in marked:
        if sign == "]" and opened >= 0:
            spans.append(Span(start=opened, end=at))
            opened = -1
        elif at < len(plain) and sign == plain[at]:
            at += 1
        elif sign == "[" and opened < 0:
            opened = at
        else:
            return ()
    return tuple(spans) if at == len(plain) else ()
