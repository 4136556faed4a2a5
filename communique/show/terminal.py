"""A readout as plain text for a terminal, a pipe or a log.

SAID
S1   Ana Roux urged the council
     "to open the harbour at once"
     via The Courier · 3 May 2021
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from textwrap import wrap

from communique.record import Readout
from communique.show.wording import GROUPS, Line, Teller

WIDEST, NARROWEST = 100, 24
BOLD, DIM, MARK, OFF = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
OPEN, CLOSE = "\ue000", "\ue001"  # stand for MARK and OFF while lines are broken


def to_text(
    readout: Readout, *, width: int | None = None, colour: bool = False, explain: bool = False, verbose: bool = False
) -> str:
    """The readout in lines of at most `width` columns (the terminal's, up to 100, if None).

    `explain` adds why each item is there, `verbose` the actors and what was left out of the page.
    """
    columns = max(NARROWEST, min(width or shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST))
    text = "\n".join(_lines(readout, columns, explain, verbose)).strip("\n")
    for sign, code in ((OPEN, MARK), (CLOSE, OFF)):
        text = text.replace(sign, code if colour else "")
    return text if colour else _plain(text)


def _lines(readout: Readout, width: int, explain: bool, verbose: bool) -> Iterator[str]:
    doc, teller = readout.document, Teller(readout)
    yield from _styled(BOLD, wrap(doc.title or "[no title]", width))
    date = f"{doc.published.day} {doc.published:%B %Y}" if doc.published else "no date"
    yield from _styled(DIM, wrap(" · ".join(x for x in (doc.publisher, doc.byline, date, doc.url) if x), width))
    sections: list[tuple[str, list[Line]]] = [("Said", [teller.statement(s) for s in readout.statements])]
    for heading, statuses in GROUPS.items():
        sections.append((heading, [teller.event(e) for e in readout.events if e.status in statuses]))
    sections.append(("Expected", [teller.expectation(x) for x in readout.expectations]))
    sections.append(("Where they stand", [teller.position(p) for p in readout.positions]))
    if verbose:
        sections.append(("Actors", [teller.actor(a) for a in readout.actors]))
    gutter = max((len(line.id) for _, lines in sections for line in lines), default=2) + 2
    for heading, lines in sections:
        if lines:
            yield from ("", f"{BOLD}{heading.upper()}{OFF}")
            for line in lines:
                yield from _item(line, width, gutter, explain)
    for note in readout.notes:
        yield ""
        yield from _styled(DIM, wrap(f"Note: {note}", width))
    if verbose and doc.dropped:
        yield from ("", f"{BOLD}LEFT OUT{OFF}")
        for d in doc.dropped:
            yield from _styled(DIM, wrap(f"{d.why}: {' '.join(d.text.split())}", width, subsequent_indent="  "))


def _item(line: Line, width: int, gutter: int, explain: bool) -> Iterator[str]:
    indent = " " * gutter
    head = wrap(line.headline, width - gutter) or [""]
    yield f"{DIM}{line.id:<{gutter}}{OFF}{BOLD}{head[0]}{OFF}"
    yield from _styled(BOLD, head[1:], indent)
    evidence = line.evidence
    for start, end in reversed(line.marks):
        evidence = f"{evidence[:start]}{OPEN}{evidence[start:end]}{CLOSE}{evidence[end:]}"
    yield from _continued(wrap(evidence, width - gutter), indent)
    yield from _styled(DIM, wrap(line.detail, width - gutter), indent)
    if explain and line.why:
        yield from _styled(DIM, wrap(f"why: {line.why}", width - gutter, subsequent_indent="     "), indent)


def _styled(code: str, lines: Iterable[str], indent: str = "") -> Iterator[str]:
    return (f"{indent}{code}{line}{OFF}" for line in lines)


def _continued(lines: list[str], indent: str) -> Iterator[str]:
    """Lines with marks closed at each line's end and opened again on the next."""
    inside = False
    for line in lines:
        shown = f"{OPEN}{line}" if inside else line
        inside = shown.count(OPEN) > shown.count(CLOSE)
        yield indent + (f"{shown}{CLOSE}" if inside else shown)


def _plain(text: str) -> str:
    for code in (BOLD, DIM, OFF):
        text = text.replace(code, "")
    return text
