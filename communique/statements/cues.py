"""The table of attributing words: which act a cue does, and where it names whom it speaks to.

`cues.csv` has one row for each word or phrase, in lemmas: `cue,pos,act,addressee,polarity,rests`. `pos` is the UPOS
of the first word (empty for any), `addressee` lists where the addressee stands: `obj` for the object, or a preposition;
`rests` is `content` for cues that leave the act to what is said, `deed` for words that more often tell of a deed.

    match(parse, first, last) -> the row for "has made demands", with the tokens that it rests on
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast, get_args

import msgspec

from communique.language.parse import Parse
from communique.record import Act, Polarity

TABLE = Path(__file__).with_name("cues.csv")
BEYOND = 4  # tokens after the cue that a phrase may take in ("called" + "on", "made a demand")
SKIPPED = frozenset({"DET", "ADV", "ADJ", "PART", "PRON"})  # words that may stand inside a phrase


class Row(msgspec.Struct, frozen=True):
    """One row of the table; `words` are the lemmas of the phrase."""

    words: tuple[str, ...]
    pos: str
    act: Act
    addressee: tuple[str, ...]
    polarity: Polarity
    open: bool
    deed: bool


class Match(msgspec.Struct, frozen=True):
    """A row and the tokens of its first and last word in the text."""

    row: Row
    first: int
    last: int


@cache
def table() -> dict[str, tuple[Row, ...]]:
    """All rows by their first word, longest phrase first. Raises `ValueError` on an unknown act or a repeated row."""
    rows: dict[str, list[Row]] = {}
    seen = set()
    with TABLE.open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            words = tuple(r["cue"].split())
            if (words, r["pos"]) in seen or not words:
                raise ValueError(f"cues.csv: {r['cue']!r} {r['pos']} is there twice")
            if r["act"] not in get_args(Act):
                raise ValueError(f"cues.csv: {r['cue']!r} has the unknown act {r['act']!r}")
            seen.add((words, r["pos"]))
            polarity: Polarity = "denied" if r["polarity"] == "denied" else "affirmed"
            act = cast(Act, r["act"])
            addressee = tuple(r["addressee"].split())
            row = Row(words, r["pos"], act, addressee, polarity, r["rests"] == "content", r["rests"] == "deed")
            rows.setdefault(words[0], []).append(row)
    return {word: tuple(sorted(group, key=lambda r: -len(r.words))) for word, group in rows.items()}


def match(parse: Parse, first: int, last: int) -> Match | None:
    """The row that says most about the cue `[first, last)`: one with an act beyond `say`, then the last and longest."""
    found = list(matches(parse, first, last))
    return max(found, key=lambda m: (m.row.act != "say", m.last, len(m.row.words)), default=None)


def matches(parse: Parse, first: int, last: int) -> Iterator[Match]:
    """The longest row that begins at each token of `[first, last)`."""
    rows = table()
    for i in range(first, last):
        for row in rows.get(parse.tokens[i].lemma, ()):
            if row.pos and row.pos != parse.tokens[i].upos:
                continue
            end = _end(parse, row, i, last)
            if end is not None:
                yield Match(row, i, end)
                break


def _end(parse: Parse, row: Row, i: int, last: int) -> int | None:
    """The token of the last word of `row` that begins at `i`, or None if it isn't there."""
    limit = min(len(parse.tokens), last + BEYOND)
    for word in row.words[1:]:
        i += 1
        while i < limit and parse.tokens[i].lemma != word and parse.tokens[i].upos in SKIPPED:
            i += 1
        if i >= limit or parse.tokens[i].lemma != word:
            return None
    return i
