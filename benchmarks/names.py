"""Named entities with gold words: an entity counts if its words and its type are right (F1 over all, as in CoNLL-2003).

CoNLL-2003 is what the name head was trained for; Universal NER on EWT (web text: PER, ORG, LOC) shows it out of its
domain, and is scored without the type MISC, which it doesn't have. The peer was trained on OntoNotes; its types are
mapped (`peer_spacy.py`), which on CoNLL's conventions costs it points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks import peer
from benchmarks.data import Row, named_sentences
from communique.language import Model, Parse
from tests.trees import tree

SETS = (("CoNLL-2003 dev", "conll2003-dev.tsv.gz", ()), ("UNER EWT dev", "uner-ewt-dev.iob2.gz", ("MISC",)))


def measure(model: Model) -> list[Row]:
    """F1 in percent of both sets, ours and spaCy's."""
    rows = []
    for title, file, without in SETS:
        documents = list(named_sentences(file))
        gold = [[label for _, label in s] for d in documents for s in d]
        words = [[[word for word, _ in s] for s in d] for d in documents]
        found = [[labels for d in words for labels in bio(model.reparse(as_parse(d)))]]
        if peer.there():
            found.append(peer.tags([s for d in words for s in d])["names"])
        rows.append(Row(title, "entities F1", *(f"{100 * f1(gold, labels, without):.2f}" for labels in found)))
    return rows


def as_parse(sentences: list[list[str]]) -> Parse:
    """Words as a parse to be read again, each sentence a paragraph; its tree means nothing."""
    rows = ("\n".join(f"{w.strip('_') or '_'} X {min(i, 1)} dep" for i, w in enumerate(s)) for s in sentences)
    return tree("\n#par\n".join(rows))


def bio(parse: Parse) -> list[list[str]]:
    """BIO labels of each sentence's tokens."""
    labels = ["O"] * len(parse.tokens)
    for name in parse.names:
        labels[name.first : name.last] = [f"B-{name.type}"] + [f"I-{name.type}"] * (name.last - name.first - 1)
    return [labels[s.first : s.last] for s in parse.sentences]


def entities(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """`(first, last, type)` of a sentence's BIO labels; an I- that continues nothing begins an entity."""
    out: set[tuple[int, int, str]] = set()
    first = 0
    for i, label in enumerate([*labels, "O"]):
        before = labels[i - 1] if i else "O"
        if before != "O" and label != f"I-{before[2:]}":
            out.add((first, i, before[2:]))
        if label != "O" and (label[0] == "B" or before[2:] != label[2:]):
            first = i
    return out


def f1(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]], without: Iterable[str] = ()) -> float:
    """Micro F1 of exact entities over sentences of labels."""
    hits = total = 0
    for g, f in zip(gold, found, strict=True):
        want, have = ({e for e in entities(labels) if e[2] not in without} for labels in (g, f))
        hits += len(want & have)
        total += len(want) + len(have)
    return 2 * hits / total if total else 0.0
