"""Tags and trees on the UD dev sets, with gold words and from raw text.

Raw text is scored as in the CoNLL 2018 shared task: words of both sides are aligned by their characters, and a score is
the F1 of words (sentences) on which both sides agree. Relations are compared with their subtypes ("nsubj:pass"), which
the shared task left out, and punctuation counts everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from benchmarks import peer
from benchmarks.data import Row, treebank
from communique.language import Model
from communique.language.parse import Parse, Token
from tests.trees import document

SETS = {"ewt": "UD EWT dev", "gum": "UD GUM dev"}


def measure(model: Model) -> list[Row]:
    """All figures of both treebanks."""
    rows = []
    for name, title in SETS.items():
        gold = treebank(name)
        peers = {"UPOS": f"{100 * peer_tags(gold):.2f}"} if peer.there() else {}
        scores = with_gold_words(gold, model)
        rows += [Row(f"{title}, gold words", m, f"{v:.2f}", peers.get(m, "")) for m, v in scores.items()]
        found = ((g, model.parse(document(g))) for g in gold)
        rows += [Row(f"{title}, raw text", f"{metric} F1", f"{v:.2f}") for metric, v in from_raw_text(found).items()]
    return rows


def with_gold_words(gold: Iterable[Parse], model: Model) -> dict[str, float]:
    """UPOS, UAS and LAS in percent of all words."""
    hits: Counter[str] = Counter()
    total = 0
    for parse in gold:
        for g, f in zip(parse.tokens, model.reparse(parse).tokens, strict=True):
            same = g.head == f.head
            hits.update(UPOS=g.upos == f.upos, UAS=same, LAS=same and g.deprel == f.deprel)
            total += 1
    return {metric: 100 * n / total for metric, n in hits.items()}


def from_raw_text(pairs: Iterable[tuple[Parse, Parse]]) -> dict[str, float]:
    """F1 in percent of words, sentences, UPOS, UAS and LAS over (gold, found) of the same texts."""
    hits: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for gold, found in pairs:
        if gold.text != found.text:
            raise ValueError(f"the parse is of another text: {found.text[:60]!r}")
        want, have = _words(gold), _words(found)
        sizes.update(words=len(want) + len(have), sentences=len(gold.sentences) + len(found.sentences))
        hits["sentences"] += len(
            {(s.start, s.end) for s in gold.sentences} & {(s.start, s.end) for s in found.sentences}
        )
        for place in want.keys() & have.keys():
            g, f = want[place], have[place]
            same = _head(gold, g) == _head(found, f)
            hits.update(words=1, UPOS=g.upos == f.upos, UAS=same, LAS=same and g.deprel == f.deprel)
    return {
        m: 200 * hits[m] / sizes["sentences" if m == "sentences" else "words"]
        for m in ("words", "sentences", "UPOS", "UAS", "LAS")
    }


def peer_tags(gold: Iterable[Parse]) -> float:
    """The peer's share of right UPOS tags on gold words; its relations are of another scheme."""
    sentences = [p.tokens[s.first : s.last] for p in gold for s in p.sentences]
    found = peer.tags([[t.text for t in s] for s in sentences])["upos"]
    right = [t.upos == tag for s, tags in zip(sentences, found, strict=True) for t, tag in zip(s, tags, strict=True)]
    return sum(right) / len(right)


def _words(parse: Parse) -> dict[tuple[int, int], Token]:
    return {(t.start, t.end): t for t in parse.tokens}


def _head(parse: Parse, token: Token) -> tuple[int, int] | None:
    return None if token.head < 0 else (parse.tokens[token.head].start, parse.tokens[token.head].end)
