"""The reading model at run time: a document in, its parse out; numpy, onnxruntime and tokenizers only.

The text is cut into windows of whole paragraphs. Each window goes through the network by itself, so that a result never
depends on what else is read, and windows go in parallel. Everything discrete (words, sentences, trees, names,
attributions) is decoded here from the network's scores.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.language import arborescence, bio, hinge
from communique.language.atoms import Atom, Pieced, atoms, mark, pack, piece, window
from communique.language.lemmas import lemma
from communique.language.parse import LEAST_ACT, Attribution, Name, Nominal, Parse, Sentence, Token
from communique.record import Act, Document, Part

FOLDER = Path(__file__).parent / "model"
LONGEST_SENTENCE = 250
CUES_AT_ONCE = 16
_BY_ATOM = ("boundaries", "upos", "relation_dependent", "relation_head", "mentions", "names")
WORDS_AT_ONCE = 512
_PHRASE = ("det", "amod", "nmod", "nummod", "compound", "flat", "fixed", "acl", "goeswith")

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
Outputs = dict[str, Floats]
Range = tuple[int, int]


def load(folder: Path = FOLDER, *, threads: int | None = None) -> Model:
    """The committed model; `threads` windows are read at once (default: one a core)."""
    return Model(folder, threads or os.cpu_count() or 1)


class Model:
    """Sessions and parameters; safe to share between threads."""

    def __init__(self, folder: Path, threads: int) -> None:
        self.labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.threads = threads
        self._pieces: dict[str, list[int]] = {}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._reader, self._labeller, self._linker = (
            onnxruntime.InferenceSession(str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
            for name in ("reader", "labeller", "linker")
        )
        self._outputs = [o.name for o in self._reader.get_outputs()]

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads)

    def parse(self, document: Document) -> Parse:
        """Read one document of any length."""
        parts = document.parts or (Part(start=0, end=len(document.text), kind="paragraph"),)
        blocks = [(k, b) for k, p in enumerate(parts) if (b := atoms(document.text, p.start, p.end))]
        return self._read(document.text, blocks, None)

    def reparse(self, given: Parse, style: str = "codebook") -> Parse:
        """Read a text whose words and sentences are given, as a treebank's are: all other layers are the model's."""
        blocks: list[tuple[int, list[Atom]]] = []
        words: list[int] = []
        for part, sentences in groupby(given.sentences, lambda s: s.part):
            forms = []
            for t in (t for s in sentences for t in given.tokens[s.first : s.last]):
                inner = atoms(given.text, t.start, t.end)
                words += [t.i] * len(inner)
                forms += [(a.text, a.start, a.end) for a in inner]
            blocks.append((part, mark(forms)))
        return self._read(given.text, blocks, (np.array(words), given), style)

    def windows(self, blocks: list[list[Atom]]) -> list[list[Pieced]]:
        """What the network is shown at once: neighbouring blocks up to the model's limit of word pieces."""
        return pack(piece(self.tokenizer, blocks, self._pieces), self.labels["limit"]) if blocks else []

    def _read(
        self, text: str, blocks: list[tuple[int, list[Atom]]], given: tuple[Ints, Parse] | None, style: str = "codebook"
    ) -> Parse:
        windows = self.windows([b for _, b in blocks])
        styled = np.array([self.labels["styles"][style]])
        run = self._pool.map if self.threads > 1 and len(windows) > 1 else map
        read = list(run(lambda w: self._window(w, styled), windows))
        flat = [a for _, b in blocks for a in b]
        if not flat:
            return Parse(text, (), ())
        scores = {k: np.concatenate([o[k] for o, _ in read]) for k in _BY_ATOM}
        first_of_block = np.cumsum([0, *(len(b) for _, b in blocks[:-1])])
        if given:
            word_of, sentence_firsts = given[0], [s.first for s in given[1].sentences]
        else:
            word_of, sentence_firsts = _boundaries(flat, first_of_block, scores["boundaries"])
        part_of_block = [k for k, _ in blocks]
        block_of_atom = np.repeat(np.arange(len(blocks)), [len(b) for _, b in blocks])
        firsts = np.flatnonzero(np.diff(word_of, prepend=-1))
        shift = np.cumsum([0, *(sum(len(b.atoms) for b in w) for w in windows[:-1])])
        bounds = [*sentence_firsts, len(firsts)]
        heads = _heads([o["arcs"] for o, _ in read], shift, firsts, bounds)
        tokens = self._tokens(text, flat, firsts, sentence_firsts, heads, scores)
        sentences = tuple(
            Sentence(n, a, b, tokens[a].start, tokens[b - 1].end, part_of_block[block_of_atom[firsts[a]]])
            for n, (a, b) in enumerate(pairwise(bounds))
        )
        bare = Parse(text, tokens, sentences)
        links = [_shifted(a, int(at)) for (_, found), at in zip(read, shift, strict=True) for a in found]
        return Parse(
            text, tokens, sentences,
            names=tuple(self._names(scores["names"], word_of, block_of_atom)),
            nominals=tuple(self._nominals(scores["mentions"][firsts], bare)),
            attributions=tuple(_in_words(a, word_of) for a in links),
        )  # fmt: skip

    def _window(self, blocks: list[Pieced], style: Ints) -> tuple[Outputs, list[Attribution]]:
        shown = window(self.tokenizer, blocks)
        feed = {"ids": shown.ids[None], "features": shown.features[None], "firsts": shown.firsts[None], "style": style}
        out: Outputs = dict(zip(self._outputs, self._reader.run(None, feed), strict=True))
        breaks = np.cumsum([a.break_ for b in blocks for a in b.atoms])
        return out, self._attributions(out, breaks)

    def _attributions(self, out: Outputs, breaks: Ints) -> list[Attribution]:
        """Attributions of one window, as ranges of its atoms."""
        tagged = bio.decode(out["cue"])
        cues = [(a, b) for a, b, _ in bio.spans(tagged)]
        sure = bio.scores(out["cue"], tagged)
        found = []
        n = len(breaks)
        for k in range(0, len(cues), CUES_AT_ONCE):
            some = [np.arange(a, b) for a, b in cues[k : k + CUES_AT_ONCE]]
            feed = {
                "words": out["words"],
                "cues": np.stack([out["hinges"][c].mean(0) for c in some]),
                "distances": np.stack([hinge.distances(c, n) for c in some]),
                "offsets": np.stack([hinge.offsets(c, breaks) for c in some]),
            }
            spans, sense = self._linker.run(None, feed)
            for j, (ranges, score) in enumerate(_roles(spans)):
                score *= sure[k + j]
                source, content, addressee, relay = ranges
                found.append(
                    Attribution(cues[k + j], source, content, round(score, 4), addressee, relay, *self._sense(sense[j]))
                )
        return found

    def _sense(self, logits: Floats) -> tuple[dict[Act, float], float]:
        """The probability of each act that has any to speak of, and that of denial."""
        acts = np.exp(logits[:-1] - logits[:-1].max())
        shares = (acts / acts.sum()).tolist()
        named = zip(self.labels["acts"], shares, strict=True)
        return {act: round(p, 4) for act, p in named if p >= LEAST_ACT}, _probability(logits[-1])

    def _tokens(
        self, text: str, flat: list[Atom], firsts: Ints, sentence_firsts: list[int], heads: Ints, scores: Outputs
    ) -> tuple[Token, ...]:
        """The words with their tags, lemmas and relations; `firsts` is the first atom of each word."""
        deprels = self._relations(heads, scores["relation_dependent"][firsts], scores["relation_head"][firsts])
        upos = [self.labels["upos"][k] for k in scores["upos"][firsts].argmax(1)]
        sentence = np.zeros(len(firsts), np.int64)
        sentence[sentence_firsts[1:]] = 1
        last_atoms = [*(firsts[1:] - 1).tolist(), len(flat) - 1]
        tokens = []
        for i, (first, last, head, n) in enumerate(
            zip(firsts.tolist(), last_atoms, heads.tolist(), sentence.cumsum().tolist(), strict=True)
        ):
            start, end = flat[first].start, flat[last].end
            form = text[start:end]
            lower, tag = form.lower(), upos[i]
            deprel = "root" if head < 0 else deprels[i]
            tokens.append(
                Token(i, start, end, form, lower, lemma(lower, tag), tag, head, deprel, n, flat[first].quoted)
            )
        return tuple(tokens)

    def _relations(self, heads: Ints, dependents: Floats, as_heads: Floats) -> list[str]:
        """The relation of each word to its head (an index into the text's words, -1 for the root)."""
        names = self.labels["deprels"]
        out: list[str] = []
        for k in range(0, len(heads), WORDS_AT_ONCE):
            some = slice(k, k + WORDS_AT_ONCE)
            feed = {"dependents": dependents[some], "heads": as_heads, "index": heads[some] + 1}
            out += [names[j] for j in self._labeller.run(None, feed)[0]]
        return out

    def _names(self, logits: Floats, word_of: Ints, block_of_atom: Ints) -> list[Name]:
        found: list[Name] = []
        types = [n[2:] for n in self.labels["names"][1::2]]
        labels = bio.decode(logits, np.flatnonzero(np.diff(block_of_atom, prepend=-1)))
        for (a, b, kind), score in zip(bio.spans(labels), bio.scores(logits, labels), strict=True):
            name = Name(int(word_of[a]), int(word_of[b - 1]) + 1, types[kind], round(score, 4))
            if not found or found[-1].last <= name.first:
                found.append(name)
        return found

    def _nominals(self, logits: Floats, parse: Parse) -> list[Nominal]:
        best = logits.argmax(1)
        heads = np.flatnonzero(best)
        chosen = logits[heads]
        top = chosen.max(1)
        sure = 1 / np.exp(chosen - top[:, None]).sum(1)
        return [
            Nominal(int(h), *_phrase(parse, int(h)), self.labels["entities"][best[h]], round(float(p), 4))
            for h, p in zip(heads, sure, strict=True)
        ]


def _roles(logits: Floats) -> list[tuple[list[tuple[Range, ...]], float]]:
    """The ranges of each role for each cue, and how sure those of source and content are; `logits` `(cues, atoms, 3 x
    roles)`."""
    cues, n, width = logits.shape
    roles = width // 3
    rows = logits.reshape(cues, n, roles, 3).transpose(0, 2, 1, 3).reshape(-1, 3)
    labels = bio.decode(rows, range(0, len(rows), n))
    ranges: list[list[Range]] = [[] for _ in range(cues * roles)]
    sure: list[list[float]] = [[] for _ in ranges]
    for (first, last, _), score in zip(bio.spans(labels), bio.scores(rows, labels), strict=True):
        row, at = divmod(first, n)
        ranges[row].append((at, at + last - first))
        sure[row].append(score)
    means = [sum(s) / len(s) if s else 1.0 for s in sure]
    return [([tuple(r) for r in ranges[k : k + roles]], means[k] * means[k + 1]) for k in range(0, len(ranges), roles)]


def _boundaries(flat: list[Atom], first_of_block: Ints, logits: Floats) -> tuple[Ints, list[int]]:
    """The word of each atom, and the first word of each sentence."""
    join = (logits[:, 0] > 0) & ~np.array([a.spaced for a in flat])
    join[first_of_block] = False
    word_of: Ints = np.cumsum(~join) - 1
    starts = (logits[:, 1] > 0) & ~join
    starts[first_of_block] = True
    firsts: list[int] = []
    for w in word_of[starts].tolist():
        while firsts and w - firsts[-1] > LONGEST_SENTENCE:
            firsts.append(firsts[-1] + LONGEST_SENTENCE)
        firsts.append(w)
    while word_of[-1] + 1 - firsts[-1] > LONGEST_SENTENCE:
        firsts.append(firsts[-1] + LONGEST_SENTENCE)
    return word_of, firsts


def _heads(arcs: list[Floats], shift: Ints, firsts: Ints, bounds: list[int]) -> Ints:
    """The head of each word, -1 for roots, by the best tree of each sentence; `arcs` are the windows' (atoms, 1 +
    atoms) scores, `shift` the first atom of each window. Words of one sentence in two windows can't be linked."""
    heads = np.empty(len(firsts), np.int64)
    window_of = np.searchsorted(shift, firsts, side="right") - 1
    for first, last in pairwise(bounds):
        n = last - first
        scores = np.full((n + 1, n + 1), -1e4, np.float32)
        for w in range(window_of[first], window_of[last - 1] + 1):
            a, b = np.searchsorted(window_of[first:last], (w, w + 1)).tolist()
            at = firsts[first + a : first + b] - shift[w]
            rows = arcs[w][at]
            scores[0, a + 1 : b + 1] = rows[:, 0]
            scores[a + 1 : b + 1, a + 1 : b + 1] = rows[:, at + 1].T
        found = arborescence.decode(scores)
        heads[first:last] = np.where(found == 0, -1, found - 1 + first)
    return heads


def _phrase(parse: Parse, head: int) -> Range:
    """The noun phrase of a head: its subtree without the preposition, coordination and clause around it."""
    first, last = head, head + 1
    for c in parse.children(head, *_PHRASE):
        a, b = parse.subtree(c.i)
        first, last = min(first, a), max(last, b)
    return first, last


def _probability(logit: float) -> float:
    return round(float(1 / (1 + np.exp(-logit))), 4)


def _shifted(found: Attribution, by: int) -> Attribution:
    def move(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((a + by, b + by) for a, b in ranges)

    return _moved(found, move)


def _moved(found: Attribution, move: Callable[[tuple[Range, ...]], tuple[Range, ...]]) -> Attribution:
    """The attribution with `move` applied to the ranges of each role."""
    return msgspec.structs.replace(
        found,
        cue=move((found.cue,))[0],
        sources=move(found.sources),
        contents=move(found.contents),
        addressees=move(found.addressees),
        relays=move(found.relays),
    )


def _in_words(found: Attribution, word_of: Ints) -> Attribution:
    """Ranges of atoms made ranges of words; pieces that touch become one."""

    def words(r: Range) -> Range:
        return int(word_of[r[0]]), int(word_of[r[1] - 1]) + 1

    def joined(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        out: list[Range] = []
        for first, last in map(words, ranges):
            if out and first <= out[-1][1]:
                out[-1] = (out[-1][0], max(last, out[-1][1]))
            else:
                out.append((first, last))
        return tuple(out)

    return _moved(found, joined)
