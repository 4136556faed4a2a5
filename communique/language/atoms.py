"""Atoms: the smallest pieces of text that a word is made of, with what the model is told of each.

A block of text goes in; atoms (runs of letters, runs of digits, single marks, split-off clitics) come out. The model
then says which neighbouring atoms make one word ("U" "." "S" "."), so that no list of abbreviations is needed.

    >>> [a.text for a in atoms("Don't pay $3.5m, he said.")]
    ['Do', "n't", 'pay', '$', '3', '.', '5', 'm', ',', 'he', 'said', '.']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

_LETTERS = "(?:[^\\W\\d_][\u0300-\u036f]*)"
_ATOM = re.compile(
    rf"""
      {_LETTERS}+?(?=n['’]t\b)          # do|n't
    | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m)\b
    | can(?=not\b) | gon(?=na\b) | wan(?=na\b) | got(?=ta\b)
    | {_LETTERS}+
    | \d+
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
_SENTENCE_END = frozenset(".!?…")
_CLOSERS = frozenset("”»\")'’]")

LOWER, TITLE, UPPER, INITIAL, MIXED, DIGIT, MARK, SPECIAL = range(8)
QUOTED, SPACED, FIRST = 8, 16, 32
N_FEATURES = 64
MOST_KNOWN = 1 << 16


class Atom(NamedTuple):
    """`text[start:end]`; `quoted`: inside double quotation marks, `spaced`: white space before it, `break_`: a new
    sentence is likely to begin here, by a rule of thumb that needs no model."""

    text: str
    start: int
    end: int
    quoted: bool
    spaced: bool
    break_: bool

    @property
    def feature(self) -> int:
        """Index into the model's feature embedding, without the `FIRST` bit."""
        return shape(self.text) + QUOTED * self.quoted + SPACED * self.spaced


@lru_cache(maxsize=1 << 16)
def shape(form: str) -> int:
    """The look of a word: LOWER, TITLE, UPPER, INITIAL (one capital), MIXED, DIGIT or MARK."""
    if form[0].isdigit():
        return DIGIT
    if not form[0].isalpha() and not form[-1].isalpha():
        return MARK
    if form.islower():
        return LOWER
    if len(form) == 1:
        return INITIAL if form.isupper() else LOWER
    if form.isupper():
        return UPPER
    return TITLE if form[0].isupper() and form[1:].islower() else MIXED


def atoms(text: str, start: int = 0, end: int | None = None) -> list[Atom]:
    """Atoms of `text[start:end]`, one block (paragraph or title), with offsets into `text`."""
    forms = ((m.group(), m.start(), m.end()) for m in _ATOM.finditer(text, start, len(text) if end is None else end))
    return mark(forms)


def mark(forms: Iterable[tuple[str, int, int]]) -> list[Atom]:
    """Atoms from `(text, start, end)` of one block: quotation marks and likely sentence breaks are worked out here."""
    out: list[Atom] = []
    quoted = ended = False
    last = -1
    for form, start, end in forms:
        spaced = start > last
        inside = quoted
        if form in OPENING:
            quoted = inside = True
        elif form in CLOSING:
            quoted, inside = False, True
        elif form == STRAIGHT and not (out and not spaced and out[-1].text.isdigit() and not quoted):
            quoted, inside = not quoted, True
        closing = form in _CLOSERS and not (form == STRAIGHT and quoted)
        break_ = not out or (ended and spaced and not closing and not form.islower())
        if form in _SENTENCE_END:
            ended = not (form == "." and out and (len(out[-1].text) == 1 and out[-1].text.isupper()))
        elif not closing:
            ended = False
        out.append(Atom(form, start, end, inside, spaced, break_))
        last = end
    return out


class Pieces(NamedTuple):
    """One window for the model: word pieces with their features, and the first piece of each atom."""

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    firsts: NDArray[np.int64]


class Pieced(NamedTuple):
    """Atoms of one block with the word pieces of each."""

    atoms: list[Atom]
    pieces: list[list[int]]

    @property
    def size(self) -> int:
        """Number of word pieces."""
        return sum(map(len, self.pieces))


def piece(tokenizer: Tokenizer, blocks: list[list[Atom]], known: dict[str, list[int]]) -> list[Pieced]:
    """Word pieces of every atom; an atom that the vocabulary has nothing for becomes `[UNK]`.

    `known` holds the pieces of forms met before, up to some number, and gets those of the new ones.
    """
    forms = {a.text for b in blocks for a in b}
    pieces = {f: p for f in forms if (p := known.get(f))}
    new = list(forms - pieces.keys())
    unknown = _id(tokenizer, "[UNK]")
    encoded = tokenizer.encode_batch([[f] for f in new], is_pretokenized=True, add_special_tokens=False)
    met = {f: e.ids or [unknown] for f, e in zip(new, encoded, strict=True)}
    if len(known) > MOST_KNOWN:
        known.clear()
    known.update(met)
    pieces.update(met)
    return [Pieced(block, [pieces[a.text] for a in block]) for block in blocks]


def window(tokenizer: Tokenizer, blocks: list[Pieced]) -> Pieces:
    """`[CLS] blocks [SEP]` as arrays; the first piece of each block carries the FIRST bit."""
    pieces = [p for b in blocks for p in b.pieces]
    features = [a.feature + FIRST * (k == 0) for b in blocks for k, a in enumerate(b.atoms)]
    lengths = [1, *map(len, pieces), 1]
    ids = [_id(tokenizer, "[CLS]"), *chain.from_iterable(pieces), _id(tokenizer, "[SEP]")]
    return Pieces(np.array(ids), np.repeat([SPECIAL, *features, SPECIAL], lengths), np.cumsum(lengths)[:-2])


def _id(tokenizer: Tokenizer, special: str) -> int:
    found = tokenizer.token_to_id(special)
    if found is None:
        raise ValueError(f"the tokenizer has no {special}: is it the model's own?")
    return int(found)


def pack(blocks: list[Pieced], limit: int) -> list[list[Pieced]]:
    """Neighbouring blocks put together up to `limit` pieces; a longer one is cut, if possible at a likely break."""
    out: list[list[Pieced]] = []
    room = 0
    for block in (part for b in blocks for part in _cut(b, limit)):
        size = block.size
        if not out or size > room:
            out.append([])
            room = limit
        out[-1].append(block)
        room -= size
    return out


def _cut(block: Pieced, limit: int) -> list[Pieced]:
    if block.size <= limit:
        return [block]
    out, first, size, last_break = [], 0, 0, 0
    i = 0
    while i < len(block.atoms):
        if block.atoms[i].break_ and i > first:
            last_break = i
        size += len(block.pieces[i])
        if size > limit and i > first:
            cut = last_break if last_break > first else i
            out.append(Pieced(block.atoms[first:cut], block.pieces[first:cut]))
            first, size, i = cut, 0, cut
            continue
        i += 1
    out.append(Pieced(block.atoms[first:], block.pieces[first:]))
    return out
