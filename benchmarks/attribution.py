"""Attribution: PolNeAR's dev articles from raw text, and the labelled Wikinews dev articles; from the model and whole.

On PolNeAR the model's own attributions are scored, in PolNeAR's style, against one annotator per article, in the ways
that `attribution_scores.py` explains. Beside them stand two annotators against each other, by the same code, on the
train articles that several of them read (the CofeNet paper's test set holds several annotators' copies, too), and what
was published: CofeNet's tables for PolNeAR test, Citron's for another corpus, PARC3 test.

The living peer is textacy, whose direct quotations over spaCy's small English model are read on the same articles.
Recall is over gold attributions whose content is all in quotation marks; precision is of what textacy gives, and of
ours whose content is all in quotation marks. Ours was trained on PolNeAR's train articles, textacy's rules on nothing.

Whole readouts are scored in the ways that `statement_scores.py` explains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from benchmarks import attribution_scores as scores
from benchmarks import peer, statement_scores
from benchmarks.attribution_scores import Compared, Score
from benchmarks.data import Row, annotators, plain_document, polnear
from communique.language import Model
from communique.reading import Failure, Reader
from communique.record import Readout

SET = "PolNeAR dev"
LABELLED = "Wikinews dev"
THRESHOLDS = (0.5, 0.8)
PUBLISHED = {
    ("exact", "source"): ".832 CofeNet, .811 BERT (test)",
    ("exact", "cue"): ".753 CofeNet, .740 BERT (test)",
    ("exact", "content"): ".729 CofeNet, .689 BERT (test)",
    ("begin", "source"): ".871 CofeNet, .862 BERT (test)",
    ("begin", "cue"): ".823 CofeNet, .811 BERT (test)",
    ("begin", "content"): ".796 CofeNet, .787 BERT (test)",
    ("linked exact", "source"): ".820 Citron (PARC3)",
    ("linked exact", "cue"): ".823 Citron (PARC3)",
    ("linked exact", "content"): ".593 Citron (PARC3)",
    ("linked exact", "whole"): ".567 Citron (PARC3)",
    ("linked overlap", "source"): ".853 Citron (PARC3)",
    ("linked overlap", "cue"): ".768 Citron (PARC3)",
    ("linked overlap", "content"): ".833 Citron (PARC3)",
    ("linked overlap", "whole"): ".832 Citron (PARC3)",
}
# The second reading of ten of the articles against the first, from the labels' SOURCE.txt.
READERS = {"speaker": (83, 88), "act": (66, 88), "kind": (83, 88), "addressee": (14, 17), "parent": (5, 10)}


def measure(model: Model) -> list[Row]:
    """All figures."""
    texts, read, confident = [], [], []
    for text, gold in polnear():
        parse = model.reparse(model.parse(plain_document(text)), "polnear")
        one = Compared(parse, gold, scores.found_in(parse))
        right = {j for _, j in scores.matched(one, THRESHOLDS[0])}
        texts.append(text)
        read.append(one)
        confident += [(a.score, j in right) for j, a in enumerate(parse.attributions)]
    humans = []
    for text, several in annotators():
        parse = model.parse(plain_document(text))
        humans += [Compared(parse, a, b) for a, b in combinations(several, 2)]
    readouts = list(Reader(model).read_many(texts))
    return [
        *_by_role(read, humans),
        *_triples(read, humans),
        *_faults(read, humans),
        *_quotations(texts, read, sum(isinstance(r, Failure) for r in readouts)),
        *_reliability(SET, "the model's attributions", confident),
        *_unknown(read, readouts),
        *_labelled(model),
    ]


def _by_role(read: list[Compared], humans: list[Compared]) -> list[Row]:
    """Roles alone, then linked."""
    rows = []
    for title, score in (("", scores.by_role), ("linked ", scores.linked)):
        beside: dict[str, dict[str, Score]] = score(humans)
        rows += [
            Row(SET, f"{role} {title}{kind} F1", f"{s.f1:.3f}", _beside(beside[kind][role], (title + kind, role)))
            for kind, roles in score(read).items()
            for role, s in roles.items()
        ]
    return rows


def _triples(read: list[Compared], humans: list[Compared]) -> list[Row]:
    """Triples at each threshold, then those at the lowest by kind."""
    rows = [
        Row(
            SET,
            f"linked triple F1, contents at {least}",
            f"{scores.triples(read, least).f1:.3f}",
            _beside(scores.triples(humans, least)),
        )
        for least in THRESHOLDS
    ]
    for what, kind in (("content", scores.quoting), ("source", scores.naming)):
        beside = scores.by_kind(humans, kind, THRESHOLDS[0])
        for name, s in scores.by_kind(read, kind, THRESHOLDS[0]).items():
            metric = f"triple at {THRESHOLDS[0]}, {what} {name} ({s.gold} gold): F1; P, R"
            rows.append(Row(SET, metric, _full(s), _beside(beside.get(name, Score()))))
    return rows


def _faults(read: list[Compared], humans: list[Compared]) -> list[Row]:
    ours, theirs = scores.faults(read), scores.faults(humans)
    all_ours, all_theirs = (sum(f.values()) - f["extra"] for f in (ours, theirs))
    return [
        Row(
            SET,
            f"attributions whose first fault is: {what}",
            f"{n / all_ours:.3f}",
            f"{theirs[what] / all_theirs:.3f} two annotators",
        )
        for what, n in ours.items()
    ]


def _quotations(texts: list[str], read: list[Compared], failures: int) -> list[Row]:
    """Direct quotations beside textacy's, on all articles and on those that it reads."""
    answers = peer.quotations(texts) if peer.there("textacy") else []
    kept = [i for i, a in enumerate(answers) if a is not None]
    stops = f"{len(answers) - len(kept)} textacy" if answers else ""
    rows = [Row(SET, "articles on which it stops", str(failures), stops)]
    theirs = [Compared(c.parse, c.gold, a or []) for c, a in zip(read, answers, strict=bool(answers))]
    where = [("all articles", read, theirs)]
    if len(kept) < len(theirs):
        where.append((f"the {len(kept)} that textacy reads", [read[i] for i in kept], [theirs[i] for i in kept]))
    for title, ours, others in where:
        for least in THRESHOLDS:
            s = _direct(ours, least)
            given = scores.triples(others, least)
            beside = _direct(others, least)._replace(right=given.right, found=given.found)
            metric = f"direct quotations at {least}, {title} ({s.gold} gold): F1; P, R"
            rows.append(Row(SET, metric, _full(s), f"{_full(beside)} textacy" if others else ""))
    return rows


def _direct(read: list[Compared], least: float) -> Score:
    return scores.by_kind(read, scores.quoting, least).get("direct", Score())


def _reliability(data: str, what: str, judged: Iterable[tuple[float, bool]]) -> list[Row]:
    bins = scores.reliability(judged)
    rows = [
        Row(
            data,
            f"{what} of confidence {b.low} to {b.high} (n {b.n}, mean {b.confidence:.2f}): right",
            f"{b.right:.2f}",
        )
        for b in bins
    ]
    return [*rows, Row(data, f"{what}: calibration error", f"{scores.calibration_error(bins):.3f}")]


def _unknown(read: list[Compared], readouts: list[Readout | Failure]) -> list[Row]:
    """Speakers left unknown, in all and by kind of source."""
    left: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for one, readout in zip(read, readouts, strict=True):
        found = [] if isinstance(readout, Failure) else statement_scores.unknown(one, readout)
        for kind, is_unknown in found:
            for name in ("any", kind):
                left[name] += is_unknown
                of[name] += 1
    sourced = sum(bool(a.source) for c in read for a in c.gold)
    rows = [Row(SET, f"attributions with a source that a statement has ({sourced} gold)", f"{of['any'] / sourced:.3f}")]
    peers = {"any": "26 % CoreNLP, on a user's news (its issue 905)"}
    return rows + [
        Row(
            SET,
            f"of these, speaker unknown, source {name} (n {of[name]})",
            f"{left[name] / of[name]:.3f}",
            peers.get(name, ""),
        )
        for name in sorted(of)
    ]


def _labelled(model: Model) -> list[Row]:
    """Layers and confidence of statements on the labelled articles."""
    counts: Counter[tuple[str, str]] = Counter()
    confident: list[tuple[float, bool]] = []
    for case in statement_scores.cases(model):
        counts.update(statement_scores.layers(case))
        confident += statement_scores.judged(case)
    rows = []
    for layer in dict.fromkeys(layer for layer, _ in counts):
        if n := counts[layer, "labelled"]:
            right, of = READERS.get(layer, (0, 0))
            rows.append(
                Row(
                    LABELLED,
                    f"{layer} right, of {n} labelled and found",
                    f"{counts[layer, 'right'] / n:.2f}",
                    f"{right / of:.2f} two readers (of {of})" if of else "",
                )
            )
        if n := counts[layer, "bare"]:
            rows.append(Row(LABELLED, f"{layer} given, of {n} found without one", f"{counts[layer, 'given'] / n:.2f}"))
    return [*rows, *_reliability(LABELLED, "statements", confident)]


def _full(s: Score) -> str:
    return f"{s.f1:.3f}; {s.precision:.3f}, {s.recall:.3f}"


def _beside(humans: Score, published: tuple[str, str] = ("", "")) -> str:
    others = [f"{humans.f1:.3f} two annotators" if humans.gold else "", PUBLISHED.get(published, "")]
    return "; ".join(o for o in others if o)
