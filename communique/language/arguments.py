"""Who does what to whom in a dependency tree: deep subjects, objects and obliques of a predicate, from UD relations.

Enters a `Parse` and the index of a predicate (a verb, a copular predicate or an event noun); leave indexes of head
tokens in text order, with coordination expanded and relative pronouns replaced by their antecedents. Nothing is looked
up but the tree and a few closed classes of words (`arguments.csv`).

    "Putin was urged by Lavrov to continue talks."
    subjects(parse, urged) == (Lavrov,)   objects(parse, urged) == (Putin,)   subjects(parse, continue) == (Putin,)
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from communique.language.parse import Parse, Token

RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
NOUNS = frozenset({"NOUN", "PROPN"})
NEGATORS = frozenset(
    {"not", "n't", "n’t", "never", "neither", "nor", "no", "none", "nobody", "nothing", "hardly", "without"}
)
CONTRACTED = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "sha": "shall", "'d": "would", "’d": "would"}


@cache
def word_class(name: str) -> frozenset[str]:
    """Lemmas of one class of `arguments.csv`: subject_control, light, undergoing, of_agent, from_agent."""
    lines = Path(__file__).with_name("arguments.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return frozenset(row["lemma"] for row in rows if row["class"] == name)


def subjects(parse: Parse, i: int) -> tuple[int, ...]:
    """Heads of the deep agents of predicate `i`: whoever visits or attacks, also in passives, participles, nouns.

    A passive with no agent has none. An event noun's agent is its possessor, its "by" phrase, a nationality or name
    before it, or the subject of the light verb over it.
    """
    if _is_event_noun(parse, i):
        return _noun_agents(parse, i)
    if is_passive(parse, i):
        return _agents(parse, i)
    return surface_subjects(parse, i)


def objects(parse: Parse, i: int) -> tuple[int, ...]:
    """Heads of the deep objects of predicate `i`: whom or what the act meets.

    Direct and indirect objects, the subject of a passive, the antecedent of a relative clause without object; for event
    nouns the "of" (unless it names the agent), "against", "on", "with", "to" and "into" phrases.
    """
    if _is_event_noun(parse, i):
        return _noun_objects(parse, i)
    found = [o for t in parse.children(i, "obj", "iobj") if t.deprel != "obl" for o in _resolved(parse, t, i)]
    if is_passive(parse, i):
        found.extend(surface_subjects(parse, i))
    elif not found and parse.tokens[i].deprel == "acl:relcl" and _has_gap(parse, i):
        found.extend(conjoined(parse, parse.tokens[i].head))
    elif not found and parse.tokens[i].deprel == "conj" and not _has_complement(parse, i):
        head = parse.tokens[i].head
        later = [t for t in parse.children(head, "obj") if t.i > i]
        found.extend(o for t in later for o in _resolved(parse, t, head))
    return _ordered(found)


def obliques(parse: Parse, i: int) -> tuple[tuple[str, int], ...]:
    """`(preposition, head)` of the oblique phrases of predicate `i`, in text order; `""` where there is no preposition.

    Prepositions of several words come as one ("according to", "because of"). Coordinated phrases share theirs.
    """
    found: list[tuple[str, int]] = []
    for t in parse.children(i, "obl", "nmod"):
        if t.deprel == "nmod:poss":
            continue
        word = preposition(parse, t.i) or _particle(parse, i, t.i)
        for c in parse.conjuncts(t.i) if t.deprel != "conj" else [t.i]:
            own = preposition(parse, c)
            found.extend((own or word, o) for o in _resolved(parse, parse.tokens[c], i, expand=False))
    return tuple(sorted(set(found), key=lambda pair: pair[1]))


def _particle(parse: Parse, i: int, phrase: int) -> str:
    """The particle of `i` before a phrase without preposition: then its preposition ("call on | the rebels")."""
    if parse.tokens[phrase].deprel != "obl":
        return ""
    return next((t.lower for t in parse.children(i, "compound") if t.deprel == "compound:prt" and t.i < phrase), "")


def is_passive(parse: Parse, i: int) -> bool:
    """True if `i` is a passive verb: an auxiliary or subject says so, or it is a bare participle after its noun."""
    token = parse.tokens[i]
    if token.upos != "VERB":
        return False
    if any(t.deprel in ("aux:pass", "nsubj:pass") for t in parse.children(i)):
        return True
    if any(t.deprel == "nsubj" or t.deprel == "csubj" for t in parse.children(i)):
        return False
    if token.deprel in ("acl", "advcl", "amod"):
        return _is_participle(token) and not any(t.deprel in ("obj", "aux", "cop") for t in parse.children(i))
    if token.deprel == "conj" and parse.tokens[token.head].upos == "VERB":
        free = any(t.deprel in ("obj", "ccomp", "aux", "xcomp") for t in parse.children(i))
        return not free and _is_participle(token) and is_passive(parse, token.head)
    return False


def is_negated(parse: Parse, i: int) -> bool:
    """True if `i` itself is negated: "not", "never", "without", "no" on it or its subject; not by a verb above."""
    for t in parse.children(i, "advmod", "det", "mark", "case", "aux", "cc:preconj"):
        if t.lower in NEGATORS:
            return True
    for t in parse.children(i, "nsubj"):
        if t.lower in NEGATORS or t.lower == "no-one" or any(d.lower == "no" for d in parse.children(t.i, "det")):
            return True
    return False


def auxiliaries(parse: Parse, i: int) -> tuple[str, ...]:
    """Auxiliaries of predicate `i` in text order, contractions written out; a coordinated verb shares its first's."""
    own = tuple(CONTRACTED.get(t.lower, t.lower) for t in parse.children(i, "aux"))
    token = parse.tokens[i]
    if own or token.deprel != "conj" or any(parse.children(i, "nsubj")):
        return own
    return auxiliaries(parse, token.head) if parse.tokens[token.head].upos == token.upos else ()


def surface_subjects(parse: Parse, i: int) -> tuple[int, ...]:
    """Heads of the grammatical subjects of `i`, its own or the one that the tree lends it.

    A coordinated verb shares its first's; an infinitive or participle takes its controller (object before subject);
    a participle after a noun takes that noun.
    """
    seen: set[int] = set()
    while i not in seen:
        seen.add(i)
        own = [o for t in parse.children(i, "nsubj") for o in _resolved(parse, t, i)]
        if own:
            return _ordered(own)
        token = parse.tokens[i]
        head = token.head
        if head < 0:
            return ()
        if token.deprel in ("acl", "acl:relcl", "amod"):
            if token.deprel == "amod" or not _is_infinitive(parse, i):
                return _ordered(conjoined(parse, head))
            lent = _noun_agents(parse, head)
            return lent if parse.tokens[head].upos == "NOUN" else lent or _ordered(conjoined(parse, head))
        if token.deprel == "xcomp" and parse.tokens[head].lemma not in word_class("subject_control"):
            controllers = [o for t in parse.children(head, "obj", "iobj") for o in _resolved(parse, t, head)]
            if controllers and parse.tokens[i].upos in ("VERB", "AUX", "NOUN", "ADJ"):
                return _ordered(controllers)
        if token.deprel not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
            return ()
        if token.deprel == "parataxis" or (token.deprel == "ccomp" and _is_finite(parse, i)):
            return ()
        i = head
    return ()


def conjoined(parse: Parse, i: int) -> tuple[int, ...]:
    """`i` with the nouns and pronouns coordinated under it."""
    return (i, *(c.i for c in parse.children(i, "conj") if c.upos in NOUNS or c.upos in ("PRON", "NUM", "ADJ")))


def preposition(parse: Parse, i: int) -> str:
    """The preposition of phrase head `i`, of several words if need be ("out of"); `""` if it has none."""
    words: list[str] = []
    for t in parse.children(i, "case"):
        words.append(t.lower)
        words.extend(f.lower for f in parse.children(t.i, "fixed"))
    return " ".join(w for w in words if w not in ("'s", "’s", "'", "’"))


def antecedent(parse: Parse, i: int) -> int:
    """The noun over the relative clause that encloses token `i`; `i` itself if there is none."""
    for a in (i, *parse.ancestors(i)):
        if parse.tokens[a].deprel == "acl:relcl":
            return parse.tokens[a].head
    return i


def _resolved(parse: Parse, token: Token, predicate: int, *, expand: bool = True) -> tuple[int, ...]:
    """The heads that `token` stands for: its coordination, or the antecedent of a relative pronoun."""
    if token.lower in RELATIVES and token.upos in ("PRON", "DET", "SCONJ"):
        noun = antecedent(parse, predicate)
        if noun != predicate:
            return conjoined(parse, noun)
    return conjoined(parse, token.i) if expand else (token.i,)


def _agents(parse: Parse, i: int) -> tuple[int, ...]:
    found = [
        o
        for t in parse.children(i, "obl")
        if t.deprel == "obl:agent" or preposition(parse, t.i) == "by"
        for o in _resolved(parse, t, i)
    ]
    token = parse.tokens[i]
    if not found and token.deprel == "conj" and is_passive(parse, token.head):
        return _agents(parse, token.head)
    if not found:
        later = [c for c in parse.children(i, "conj") if c.upos == "VERB" and is_passive(parse, c.i)]
        found = [
            o
            for c in later
            for t in parse.children(c.i, "obl")
            if preposition(parse, t.i) == "by"
            for o in conjoined(parse, t.i)
        ]
    return _ordered(found)


def _is_event_noun(parse: Parse, i: int) -> bool:
    """A noun that isn't the predicate of a copula."""
    return parse.tokens[i].upos in NOUNS and not any(parse.children(i, "cop"))


def _noun_agents(parse: Parse, i: int) -> tuple[int, ...]:
    found = [o for t in parse.children(i, "nmod:poss") if t.deprel == "nmod:poss" for o in _resolved(parse, t, i)]
    phrases = list(_phrases(parse, i))
    own = ("by", "between", "among", *(("from",) if parse.tokens[i].lemma in word_class("from_agent") else ()))
    found.extend(o for word, o in phrases if word in own)
    if not found and parse.tokens[i].lemma in word_class("of_agent"):
        found.extend(o for word, o in phrases if word == "of")
    if not found:
        found.extend(
            o
            for t in parse.children(i, "acl")
            if t.upos == "VERB" and is_passive(parse, t.i)
            for o in _agents(parse, t.i)
        )
    if not found:
        found.extend(
            t.i
            for t in parse.children(i, "amod", "compound")
            if t.upos == "PROPN" or (t.upos == "ADJ" and t.text[:1].isupper())
        )
    return _ordered(found) or _lent(parse, i, "light")


def _lent(parse: Parse, i: int, verbs: str) -> tuple[int, ...]:
    """Agents of the verb over event noun `i`, if it is of the class `verbs`."""
    token = parse.tokens[i]
    if token.deprel == "conj" and parse.tokens[token.head].upos == "NOUN":
        token = parse.tokens[token.head]
    if token.head < 0:
        return ()
    verb = parse.tokens[token.head]
    if verb.upos == "VERB" and verb.lemma in word_class(verbs) and token.deprel in ("obj", "nsubj:pass"):
        return subjects(parse, verb.i)
    return ()


def _noun_objects(parse: Parse, i: int) -> tuple[int, ...]:
    phrases = list(_phrases(parse, i))
    found = [
        o
        for word, o in phrases
        if word in ("against", "on", "upon", "with", "to", "toward", "towards", "into", "at", "for")
    ]
    if parse.tokens[i].lemma not in word_class("of_agent"):
        found.extend(o for word, o in phrases if word == "of")
    return _ordered(found) or _lent(parse, i, "undergoing")


def _phrases(parse: Parse, i: int) -> Iterable[tuple[str, int]]:
    """`(preposition, head)` of the phrases of a noun, coordination expanded."""
    for t in parse.children(i, "nmod", "obl"):
        if t.deprel == "nmod:poss":
            continue
        word = preposition(parse, t.i)
        for o in _resolved(parse, t, i):
            yield word, o


def _has_gap(parse: Parse, i: int) -> bool:
    """True if relative clause `i` has a subject of its own and no relative word with another function."""
    subject = next(parse.children(i, "nsubj"), None)
    if subject is None or subject.lower in RELATIVES or is_passive(parse, i):
        return False
    return not any(
        t.lower in RELATIVES or t.lower in ("where", "when", "why", "how") for t in parse.children(i, "obl", "advmod")
    )


def _has_complement(parse: Parse, i: int) -> bool:
    return any(parse.children(i, "ccomp", "xcomp", "obl", "nsubj"))


def _is_participle(token: Token) -> bool:
    """A past participle by its form (UPOS doesn't tell): no "-ing", not the lemma, unless alike ("hit")."""
    if token.lower.endswith("ing"):
        return False
    return token.lower != token.lemma or token.lower.endswith(("t", "ut", "ad", "ed"))


def _is_infinitive(parse: Parse, i: int) -> bool:
    return any(t.lower == "to" for t in parse.children(i, "mark"))


def _is_finite(parse: Parse, i: int) -> bool:
    return not _is_infinitive(parse, i) and not parse.tokens[i].lower.endswith("ing")


def _ordered(found: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(found)))
