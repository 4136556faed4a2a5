"""Plain text becomes units: the stretches that stand as a block of their own, a line or a hard-wrapped paragraph.

>>> units("Talks stall\n\nEnvoys left on Tuesday.")
[Unit(start=0, end=11, kind='line'), Unit(start=13, end=36, kind='line')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

UnitKind = Literal["line", "item", "title", "caption"]

_BULLET = re.compile(r"[•‣▪●◦·■∙⁃◆►▸➤]\s*")
_DASH = re.compile(r"[-*–]\s+")
_NARROW, _WIDE = 50, 110  # hard-wrapped text is between these widths
_LONGEST_WORD = 20  # longer ones are addresses
_SLACK = 8  # how far short of the width a full line may fall


class Unit(NamedTuple):
    """A block of the source without the white space around it; an item has lost its bullet."""

    start: int
    end: int
    kind: UnitKind


class _Line(NamedTuple):
    start: int
    end: int
    block: int  # lines of one block have no empty line between them


def units(text: str) -> list[Unit]:
    """The blocks of a plain text in their order, separate and never empty.

    Empty lines separate blocks. Inside a block, a line goes on in the next one where the text is hard-wrapped (the
    next word would not have fitted) or where the next line starts in lower case without the line having ended.
    """
    lines = list(_lines(text))
    width = _width(lines)
    found: list[Unit] = []
    item_next = False
    for i, line in enumerate(lines):
        start = line.start
        bullet = _BULLET.match(text, start, line.end) or _dash(text, lines, i)
        if bullet:
            start = bullet.end()
            if start == line.end:
                item_next = True  # the bullet stands alone on its line, its text on the next
                continue
        elif i and found and lines[i - 1].block == line.block and not item_next:
            before = lines[i - 1]
            if before.end == found[-1].end and _goes_on(text, before, line, width):
                found[-1] = found[-1]._replace(end=line.end)
                continue
        found.append(Unit(start, line.end, "item" if bullet or item_next else "line"))
        item_next = False
    return found


def _lines(text: str) -> Iterator[_Line]:
    block = at = 0
    for raw in text.split("\n"):
        kept = raw.strip()
        if kept:
            start = at + raw.index(kept)
            yield _Line(start, start + len(kept), block)
        else:
            block += 1
        at += len(raw) + 1


def _width(lines: list[_Line]) -> int:
    """The width that a text is wrapped at, 0 where it isn't: nine of ten lines are no longer."""
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    return width if _NARROW <= width <= _WIDE else 0


def _dash(text: str, lines: list[_Line], i: int) -> re.Match[str] | None:
    """A dash or an asterisk is a bullet where the line before or behind has the same one."""
    line = lines[i]
    found = _DASH.match(text, line.start, line.end)
    if not found:
        return None
    near = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    same = any(text.startswith(found[0][0], n.start) and _DASH.match(text, n.start, n.end) for n in near)
    return found if same else None


def _goes_on(text: str, line: _Line, following: _Line, width: int) -> bool:
    last, first = text[line.end - 1], text[following.start]
    if first.islower() and last not in '.!?:;"”':
        return True
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return width > 0 and line.end - line.start + 1 + min(len(word), _LONGEST_WORD) > width - _SLACK
