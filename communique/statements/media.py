"""Through what something was said: the medium, read off the cue, the source and the phrases of the same clause.

`media.csv` has one row for each word: `word,pos,medium`; "press briefing" is a noun with the word before it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from communique.language.arguments import preposition
from communique.language.parse import Parse
from communique.record import Medium
from communique.statements.drafts import Draft

TABLE = Path(__file__).with_name("media.csv")
THROUGH = frozenset({"in", "at", "on", "during", "by", "via", "through", "over", "with", "after", "from", ""})
MEETINGS = frozenset({"meeting", "report", "document"})  # media that only a phrase with these prepositions gives
NARROW = frozenset({"in", "at", "during"})


@cache
def table() -> dict[tuple[str, str], Medium]:
    """Medium by word and part of speech. Raises `ValueError` on an unknown medium or a repeated row."""
    rows: dict[tuple[str, str], Medium] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            key = (r["word"], r["pos"])
            if key in rows or r["medium"] not in get_args(Medium):
                raise ValueError(f"media.csv: {r['word']!r} is there twice or has the unknown medium {r['medium']!r}")
            rows[key] = r["medium"]  # type: ignore[assignment]
    return rows


def medium(parse: Parse, draft: Draft) -> Medium | None:
    """The medium, or None where the text doesn't tell."""
    for i in range(*draft.cue):
        t = parse.tokens[i]
        found = table().get((t.lemma, "VERB")) if t.upos == "VERB" else _of_noun(parse, i)
        if found and not (t.upos != "VERB" and found in MEETINGS):
            return found
    for i in frame(parse, draft):
        found = _of_noun(parse, i)
        where = preposition(parse, i)
        if found and where in THROUGH and (found not in MEETINGS or where in NARROW):
            return found
    for source in draft.sources:
        found = _of_noun(parse, parse.head_of(*source))
        if found and found not in ("meeting", "phone call"):
            return found
    return None


def frame(parse: Parse, draft: Draft) -> Iterator[int]:
    """Heads of the phrases around the cue in its own clause, outside content and source: "in a speech on Monday"."""
    outside = (*draft.contents, *draft.sources)
    yield from _phrases(parse, [draft.head], outside)


def _phrases(parse: Parse, heads: Iterable[int], outside: tuple[tuple[int, int], ...]) -> Iterator[int]:
    for head in heads:
        for t in parse.children(head, "obl", "nmod", "advcl", "obj"):
            if t.deprel == "nmod:poss" or any(first <= t.i < last for first, last in outside):
                continue
            if t.upos in ("NOUN", "PROPN"):
                yield t.i
                yield from _phrases(parse, [t.i], outside)


def _of_noun(parse: Parse, i: int) -> Medium | None:
    t = parse.tokens[i]
    if t.upos not in ("NOUN", "PROPN"):
        return None
    rows = table()
    for d in parse.children(i, "compound", "amod"):
        found = rows.get((f"{d.lower} {t.lemma}", "NOUN"))
        if found:
            return found
    return (
        rows.get((t.lemma, t.upos))
        or rows.get((t.lower, "NOUN"))
        or (rows.get((t.lower, "PROPN")) if t.upos == "PROPN" else None)
    )
