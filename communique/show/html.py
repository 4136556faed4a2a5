"""A readout as one self-contained HTML fragment: the text with its marks, and the items beside it.

Tint: content, one colour a speaker. Underline: cue. Frame: trigger (dashed if not yet done, struck if denied).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from communique.record import Readout, Span
from communique.show.wording import GROUPS, Line, Teller

TINTS = 5  # the most quoted speakers have a colour of their own, the others share the next

STYLE = """<style>
.cq{--paper:#fcfbf8;--ink:#1a1c1e;--dim:#656b72;--line:#c8c3b8;--t1:#d3e9fd;--t2:#fde6b8;--t3:#fbc5bd;--t4:#bfd6d7;
--t5:#d6cbf6;--t6:#e9e6e0;background:var(--paper);color:var(--ink);padding:1em;max-width:75em;display:flex;flex-wrap:wrap;
gap:2em;font:14px/1.5 system-ui,sans-serif}
@media(prefers-color-scheme:dark){.cq{--paper:#16181b;--ink:#e9e6df;--dim:#969a9d;--line:#474c51;--t1:#1b325f;
--t2:#433100;--t3:#6b4330;--t4:#41544e;--t5:#524462;--t6:#34373a}}
.cq article{flex:3 1 24em;font:17px/1.65 Charter,Georgia,serif;white-space:pre-line}.cq aside{flex:2 1 18em}
.cq h3{margin:1em 0 .3em;border-top:1px solid var(--line);font-size:14px}
.cq p{margin:.2em 0 .8em}.cq small{color:var(--dim)}
.cq .cue{border-bottom:1.5px solid}.cq .trigger{outline:1.25px solid;outline-offset:1px;border-radius:3px}
.cq .open{outline-style:dashed}.cq .denied{text-decoration:line-through}
</style>"""


def to_html(readout: Readout) -> str:
    """The fragment; every word of the article is escaped."""
    doc = readout.document
    about = " · ".join(x for x in (doc.publisher, doc.byline, str(doc.published or "no date")) if x)
    return (
        f'{STYLE}<div class="cq"><article>{"".join(_text(readout))}</article>'
        f"<aside><small>{escape(about)}</small>{''.join(_items(readout))}</aside></div>"
    )


def _items(readout: Readout) -> Iterator[str]:
    teller = Teller(readout)
    yield from _section("Said", [teller.statement(s) for s in readout.statements])
    for heading, statuses in GROUPS.items():
        yield from _section(heading, [teller.event(e) for e in readout.events if e.status in statuses])
    yield from _section("Expected", [teller.expectation(x) for x in readout.expectations])
    yield from _section("Where they stand", [teller.position(p) for p in readout.positions])
    yield from (f"<p><small>{escape(note)}</small></p>" for note in readout.notes)


def _section(heading: str, lines: list[Line]) -> Iterator[str]:
    if lines:
        yield f"<h3>{heading}</h3>"
    for line in lines:
        yield (
            f'<p title="{escape(line.why)}"><b>{escape(line.headline)}</b><br>{escape(line.evidence)}<br>'
            f"<small>{escape(' · '.join(x for x in (line.id, line.detail) if x))}</small></p>"
        )


def _text(readout: Readout) -> Iterator[str]:
    """The text cut at every edge of a mark; each segment carries all marks over it."""
    text, marks = readout.document.text, list(_marks(readout))
    edges = sorted({0, len(text), *(e for start, end, _, _ in marks for e in (start, end))})
    starting = sorted(marks)
    active: list[tuple[int, int, str, str]] = []
    at = 0
    for start, end in pairwise(edges):
        while at < len(starting) and starting[at][0] <= start:
            active.append(starting[at])
            at += 1
        active = [m for m in active if m[1] > start]
        words = escape(text[start:end])
        if active:
            classes = " ".join(dict.fromkeys(m[2] for m in active if m[2]))
            tint = next((m[3] for m in reversed(active) if m[3]), "")
            style = f' style="background:var(--{tint})"' if tint else ""
            words = f'<span class="{classes}"{style}>{words}</span>'
        yield words


def _marks(readout: Readout) -> Iterator[tuple[int, int, str, str]]:
    """`(start, end, classes, tint)` of each mark."""
    tints = _tints(readout)
    for s in readout.statements:
        tint = tints.get(s.speakers[0], f"t{TINTS + 1}") if s.speakers else f"t{TINTS + 1}"
        yield from ((*_edges(c), "content", tint) for c in s.content)
        yield (*_edges(s.cue), "cue", "")
    for e in readout.events:
        manner = {"happened": "", "ongoing": "", "denied": " denied", "negated": " denied"}.get(e.status, " open")
        yield (*_edges(e.trigger), f"trigger{manner}", "")


def _tints(readout: Readout) -> dict[str, str]:
    """A tint for each of the most quoted speakers, numbered in the order in which they first speak."""
    quoted = Counter(s.speakers[0] for s in readout.statements if s.speakers)
    chosen = {speaker for speaker, _ in quoted.most_common(TINTS)}
    return {speaker: f"t{n}" for n, speaker in enumerate((q for q in quoted if q in chosen), 1)}


def _edges(span: Span) -> tuple[int, int]:
    return span.start, span.end
