"""The sentences on which an item rests: what a search shows and looks through.

>>> passage("He left. She said no. They slept.", (), [Span(start=13, end=17)])
(9, 21)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from communique.record import Part, Span

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n+")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Adm|Rev|Hon|St|Jr|Sr|No|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|[A-Z]\.[A-Z])\.$"
)


class Sentences:
    """Where the sentences of a text begin; a part of the text always begins one."""

    def __init__(self, text: str, parts: Sequence[Part]) -> None:
        starts = {0, *(p.start for p in parts)}
        ends = {len(text), *(p.end for p in parts)}
        for gap in _END.finditer(text):
            if "\n" in gap[0] or not _NO_END.search(text, max(0, gap.start() - 8), gap.start()):
                starts.add(gap.end())
                ends.add(gap.start() + len(gap[0].rstrip()))
        self._starts = sorted(starts)
        self._ends = sorted(ends)

    def number(self, offset: int) -> int:
        """The number of the sentence that holds an offset, from 1."""
        return bisect_right(self._starts, offset)

    def around(self, spans: Iterable[Span]) -> tuple[int, int]:
        """The whole sentences from the first to the last of these spans; at least one span must be given."""
        given = list(spans)
        first, last = min(s.start for s in given), max(s.end for s in given)
        start = self._starts[max(0, bisect_right(self._starts, first) - 1)]
        k = bisect_right(self._ends, last - 1)
        return start, max(last, self._ends[k] if k < len(self._ends) else last)


def passage(text: str, parts: Sequence[Part], spans: Iterable[Span]) -> tuple[int, int]:
    """Start and end of the whole sentences around spans."""
    return Sentences(text, parts).around(spans)
