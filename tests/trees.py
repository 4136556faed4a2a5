"""Parses written by hand, for tests, and parses from CoNLL-U files.

One token a line, `form upos head deprel [lemma]`; `head` counts from 1 inside its sentence, 0 is the root; a blank line
ends a sentence; a line `#par` starts a new part (a title, key point, paragraph or caption). Indentation is free:

    from tests.trees import document, tree

    parse = tree('''
        Nora     PROPN 2 nsubj
        said     VERB  0 root
        it       PRON  5 nsubj
        was      AUX   5 cop
        over     ADJ   2 ccomp
        .        PUNCT 2 punct
        #par
        She      PRON  2 nsubj
        left     VERB  0 root
        .        PUNCT 2 punct
    ''', names=[("Nora", "PER")], nominals=[("She", "person")], attributions=[("said", "Nora", "it was over")])
    assert parse.text == "Nora said it was over.\\n\\nShe left."

Text: forms are joined with single spaces, but none before `, . ; : ? ! ) ] % ”`, an apostrophe or n't, 's, 're ...,
none after `( [ “ $`, and straight double quotation marks open and close in turn. `_form` (and `form_`) glues a token to
the one before (after) it: `_-`, `week_`. A sentence follows after one space, a part after an empty line. `text=` gives
the text instead (forms must then follow one another in it).

Annotations name words as they are written in the text, or give ranges of tokens `(first, last)`. A phrase means every
occurrence in `names` and `nominals` (an entry that overlaps an earlier one is left out, so the longer goes first), the
first in `attributions`; `"said#2"` is the second occurrence alone, in all three.

    names         (phrase, type) or (phrase, type, score); CoNLL-2003's types PER ORG LOC MISC
    nominals      (head word, type) or (head word, type, score); of a phrase the syntactic head is taken
    attributions  (cue, sources, contents) or (cue, sources, contents, score); sources and contents are None, one phrase
                  or a list of them

`quoted` is true between double quotation marks (not of the marks), which never reach over the end of a part.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from communique.language.lemmas import lemma
from communique.language.parse import Attribution, Name, Nominal, Parse, Sentence, Token
from communique.record import Document, Part

Phrase = str | tuple[int, int]

_NO_SPACE_BEFORE = re.compile(r"[,.;:?!)\]%”]+|\.\.\.|['’](s|re|ve|ll|d|m)?|n['’]t", re.IGNORECASE)
_NO_SPACE_AFTER = ("(", "[", "“", "$", "€", "£")


class _Row(NamedTuple):
    """One token before it has a place in the text."""

    form: str
    upos: str
    head: int
    deprel: str
    lemma: str | None
    glued: bool = False


class _Block(NamedTuple):
    """One sentence, and whether it starts a new part."""

    rows: list[_Row]
    new_part: bool
    text: str | None = None
    gap: str = " "


def tree(
    conllu_like: str,
    *,
    text: str | None = None,
    names: Iterable[Sequence[Any]] = (),
    nominals: Iterable[Sequence[Any]] = (),
    attributions: Iterable[Sequence[Any]] = (),
) -> Parse:
    """The parse that the notation above describes."""
    blocks = _read_notation(conllu_like)
    parse = _build(blocks, _join(blocks) if text is None else text)
    return Parse(
        text=parse.text,
        tokens=parse.tokens,
        sentences=parse.sentences,
        names=_names(parse, names),
        nominals=_nominals(parse, nominals),
        attributions=tuple(_attribution(parse, *a) for a in attributions),
    )


def document(parse: Parse, kinds: Sequence[str] = (), **fields: Any) -> Document:
    """A document around `parse`: a `Part` for each part, of kind `kinds[part]`, paragraph where that runs out."""
    parts = []
    for i in range(max((s.part for s in parse.sentences), default=-1) + 1):
        inside = [s for s in parse.sentences if s.part == i]
        kind: Any = kinds[i] if i < len(kinds) else "paragraph"
        parts.append(Part(start=inside[0].start, end=inside[-1].end, kind=kind))
    return Document(**{"id": "test", "text": parse.text, "parts": tuple(parts), **fields})


def from_conllu(source: str | Path, *, documents: int | None = None) -> list[Parse]:
    """One parse per document (`# newdoc`) of a CoNLL-U file (also .gz) or of its content; `# newpar` starts a part.

    `documents` stops after so many. Where the words of a multiword token don't spell it, all of them get its offsets.
    """
    content = str(source)
    if "\n" not in content:
        path = Path(content)
        content = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
    groups: list[list[_Block]] = []
    for chunk in content.strip().split("\n\n"):
        comments = [line for line in chunk.splitlines() if line.startswith("#")]
        newdoc = any(c.startswith("# newdoc") for c in comments)
        if newdoc or not groups:
            if documents is not None and len(groups) == documents:
                break
            groups.append([])
        newpar = newdoc or any(c.startswith("# newpar") for c in comments)
        groups[-1].append(_read_conllu_sentence(chunk, comments, newpar))
    return [_build(blocks, _join(blocks)) for blocks in groups]


def _read_notation(notation: str) -> list[_Block]:
    blocks: list[_Block] = []
    rows: list[_Row] = []
    new_part = glue = False
    for line in [*notation.splitlines(), ""]:
        columns = line.split()
        if not columns or columns == ["#par"]:
            if rows:
                blocks.append(_Block(rows, new_part or not blocks))
                rows, new_part = [], False
            new_part = new_part or bool(columns)
            continue
        if not 4 <= len(columns) <= 5 or not columns[2].isdigit():
            raise ValueError(f"expected `form upos head deprel [lemma]`, got {line.strip()!r}")
        form, upos, head, deprel = columns[:4]
        glued, glue = glue or (form != "_" and form.startswith("_")), form != "_" and form.endswith("_")
        form = form if form == "_" else form.strip("_")
        rows.append(_Row(form, upos, int(head), deprel, columns[4] if len(columns) == 5 else None, glued))
    return blocks


def _read_conllu_sentence(chunk: str, comments: list[str], newpar: bool) -> _Block:
    rows: list[_Row] = []
    spelled, last_of_range, range_start, no_gap = "", 0, 0, False
    surface = ""
    for line in chunk.splitlines():
        if line.startswith("#"):
            continue
        number, form, lemma_, upos, _, _, head, deprel, _, misc = line.split("\t")
        if "-" in number:
            range_start, last_of_range = (int(n) for n in number.split("-"))
            surface = form
        if not number.isdigit():
            no_gap = no_gap if "." in number else "SpaceAfter=No" in misc
            continue
        i = int(number)
        rows.append(_Row(form, upos, int(head), deprel, lemma_ if lemma_ != "_" else form))
        if i <= last_of_range:
            spelled = form if i == range_start else spelled + form
            if i == last_of_range and spelled != surface:
                for j in range(range_start - 1, i):
                    rows[j] = rows[j]._replace(form=surface, glued=j >= range_start)
        else:
            no_gap = "SpaceAfter=No" in misc
    text = next(c.split("=", 1)[1].strip() for c in comments if c.startswith("# text ="))
    return _Block(rows, newpar, text, "" if no_gap else " ")


def _join(blocks: list[_Block]) -> str:
    out: list[str] = []
    for i, block in enumerate(blocks):
        if i:
            out.append("\n\n" if block.new_part else blocks[i - 1].gap)
        out.append(_spaced(block.rows) if block.text is None else block.text)
    return "".join(out)


def _spaced(rows: list[_Row]) -> str:
    out, open_quote, glue = "", False, True
    for row in rows:
        closing = row.form == '"' and open_quote
        if not (glue or row.glued or closing or _NO_SPACE_BEFORE.fullmatch(row.form)):
            out += " "
        out += row.form
        open_quote ^= row.form == '"'
        glue = row.form in _NO_SPACE_AFTER or (row.form == '"' and open_quote)
    return out


def _build(blocks: list[_Block], text: str) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    at, part, inside = 0, -1, False
    for block in blocks:
        first = len(tokens)
        if block.new_part:
            part, inside = part + 1, False
        for row in block.rows:
            same = block.text is not None and row.glued
            start = tokens[-1].start if same else text.find(row.form, at)
            if start < 0 or text[at:start].strip():
                raise ValueError(f"{row.form!r} does not follow {text[max(0, at - 20) : at]!r} in the text")
            at = start + len(row.form)
            mark = row.form in ('"', "“", "”", "``", "''")
            inside = inside and not mark
            tokens.append(
                Token(
                    i=len(tokens),
                    start=start,
                    end=at,
                    text=row.form,
                    lower=row.form.lower(),
                    lemma=row.lemma or lemma(row.form.lower(), row.upos),
                    upos=row.upos,
                    head=first + row.head - 1 if row.head else -1,
                    deprel=row.deprel,
                    sentence=len(sentences),
                    quoted=inside,
                )
            )
            if mark:
                inside = row.form in ("“", "``") or (row.form == '"' and not _closes(tokens, sentences, part, first))
        if sum(not r.head for r in block.rows) != 1 or any(r.head > len(block.rows) for r in block.rows):
            raise ValueError(f"not one root, or a head outside the sentence: {' '.join(r.form for r in block.rows)}")
        start, end = tokens[first].start, tokens[-1].end
        sentences.append(Sentence(len(sentences), first, len(tokens), start, end, part))
    return Parse(text=text, tokens=tuple(tokens), sentences=tuple(sentences))


def _closes(tokens: list[Token], sentences: list[Sentence], part: int, first: int) -> bool:
    """Whether the straight mark that was added last is an even one in its part."""
    begin = next((s.first for s in sentences if s.part == part), first)
    return sum(t.text == '"' for t in tokens[begin:]) % 2 == 0


def _occurrences(parse: Parse, phrase: Phrase) -> list[tuple[int, int]]:
    if not isinstance(phrase, str):
        return [phrase]
    words, _, number = phrase.partition("#")
    starts = {t.start: t.i for t in parse.tokens}
    ends = {t.end: t.i + 1 for t in parse.tokens}
    found = [m.start() for m in re.finditer(f"(?={re.escape(words)})", parse.text)]
    ranges = [(starts[s], ends[s + len(words)]) for s in found if s in starts and s + len(words) in ends]
    if len(ranges) < int(number or 1):
        raise ValueError(f"{phrase!r} is not a run of tokens of the text")
    return [ranges[int(number) - 1]] if number else ranges


def _spread(
    parse: Parse, entries: Iterable[Sequence[Any]], place: Callable[[int, int], tuple[int, int]]
) -> list[tuple[int, int, str, float]]:
    """`(first, last, type, score)` of every occurrence that no earlier entry overlaps, in text order."""
    out: list[tuple[int, int, str, float]] = []
    for phrase, kind, *score in entries:
        for span in _occurrences(parse, phrase):
            first, last = place(*span)
            if all(last <= begin or end <= first for begin, end, _, _ in out):
                out.append((first, last, kind, score[0] if score else 1.0))
    return sorted(out)


def _names(parse: Parse, entries: Iterable[Sequence[Any]]) -> tuple[Name, ...]:
    return tuple(Name(*e) for e in _spread(parse, entries, lambda first, last: (first, last)))


def _nominals(parse: Parse, entries: Iterable[Sequence[Any]]) -> tuple[Nominal, ...]:
    def head(first: int, last: int) -> tuple[int, int]:
        i = parse.head_of(first, last)
        return i, i + 1

    return tuple(Nominal(i, *parse.subtree(i), kind, score) for i, _, kind, score in _spread(parse, entries, head))


def _attribution(
    parse: Parse,
    cue: Phrase,
    sources: Phrase | list[Phrase] | None,
    contents: Phrase | list[Phrase] | None,
    score: float = 1.0,
) -> Attribution:
    def ranges(phrases: Phrase | list[Phrase] | None) -> tuple[tuple[int, int], ...]:
        listed = [] if phrases is None else phrases if isinstance(phrases, list) else [phrases]
        return tuple(_occurrences(parse, p)[0] for p in listed)

    return Attribution(_occurrences(parse, cue)[0], ranges(sources), ranges(contents), score)
