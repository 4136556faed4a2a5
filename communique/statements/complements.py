"""What is said: the clauses, infinitives, objects and phrases under a verb or noun of saying, by the tree.

"The minister warned them that ..."    the clause, behind the one told
"accused Vale of lying"                the charge
"asked for help"                       the topic
"""

from __future__ import annotations

from communique.language.arguments import auxiliaries, is_negated, is_passive, preposition
from communique.language.parse import Parse, Token
from communique.statements.trimming import Range

UNREAL = frozenset({"may", "might", "could", "can", "should", "must"})  # auxiliaries of what nobody has said yet
FUTURE = frozenset({"will", "would", "shall"})  # so too, unless negated: "would not say"
CONDITIONS = frozenset({"if", "unless", "whether", "until"})
FIRST_PERSON = frozenset({"i", "we"})
GROUP = ("aux", "aux:pass", "cop", "advmod")
CHARGES = ("of", "for")  # "accused X of Y", "blamed X for Y"


def is_real(parse: Parse, t: Token) -> bool:
    """Whether a verb tells what was said, not what may or should be."""
    helpers = auxiliaries(parse, t.i)
    future = any(a in FUTURE for a in helpers) and (is_passive(parse, t.i) or not is_negated(parse, t.i))
    unreal = future or any(a in UNREAL for a in helpers)
    return not unreal and not any(m.lower in CONDITIONS for m in parse.children(t.i, "mark"))


def is_own_act(t: Token, subject: Token | None) -> bool:
    """ "I believe", "we condemn" in a speaker's words: they give his statement its act, and are none themselves."""
    return subject is not None and subject.lower in FIRST_PERSON and t.lower == t.lemma


def finite_clause(parse: Parse, t: Token, subject: Token | None, beside: bool) -> Range | None:
    """The finite clause under the verb, or, if `beside`, the one that the verb stands behind."""
    for c in parse.children(t.i, "ccomp"):
        first, last = parse.subtree(c.i)
        if c.i > t.i:
            first = max(first, t.i + 1)
        if last - first >= 3 and not first <= t.i < last:
            return first, last
    if beside and subject is not None and t.deprel == "parataxis" and t.head < min(t.i, subject.i):
        first = parse.subtree(t.head)[0]
        return (first, parse.subtree(t.i)[0]) if first < t.head else None
    return None


def behind_told(parse: Parse, told: Token) -> Range | None:
    """The "that" clause behind the one told, wherever the tree has hung it."""
    under = next((c for c in parse.children(told.i, "acl") if is_that(parse, c)), None)
    if under is not None:
        return parse.subtree(under.i)
    i = parse.subtree(told.i)[1]
    if i >= len(parse.tokens) or parse.tokens[i].lower != "that" or parse.tokens[i].deprel != "mark":
        return None
    last = parse.subtree(parse.tokens[i].head)[1]
    return (i, last) if i < last else None


def infinitive(parse: Parse, t: Token, *also: str) -> Range | None:
    """The infinitive under a verb, behind it and no comma; `also` in other relations than as its complement."""
    found = next((parse.subtree(c.i) for c in parse.children(t.i, "xcomp", *also) if is_infinitive(parse, c)), None)
    if found is None or parse.tokens[min(t.i + 1, len(parse.tokens) - 1)].text == ",":
        return None
    return max(found[0], t.i + 1) if found[1] > t.i else found[0], found[1]


def with_object(parse: Parse, t: Token, content: Range) -> Range:
    """The infinitive under a verb of thought or wish with the object it is about: "expects | the talks to fail"."""
    things = (c for c in parse.children(t.i, "obj") if t.i < c.i < content[0])
    return min([content[0], *(parse.subtree(c.i)[0] for c in things)]), content[1]


def gerund(parse: Parse, t: Token) -> Range | None:
    """The gerund under a verb: "admitted | taking the money"."""
    found = (c for c in parse.children(t.i, "xcomp") if c.lower.endswith("ing") and c.upos == "VERB" and c.i > t.i)
    return next((parse.subtree(c.i) for c in found), None)


def charge(parse: Parse, t: Token) -> Range | None:
    """What is blamed on or charged to the object, or else the object."""
    for c in parse.children(t.i, "advcl", "obl"):
        if preposition(parse, c.i) in CHARGES or any(m.lower in CHARGES for m in parse.children(c.i, "mark")):
            first, last = parse.subtree(c.i)
            return first + (parse.tokens[first].lower in CHARGES), last
    obj = next(parse.children(t.i, "obj"), None)
    return parse.subtree(obj.i) if obj is not None and obj.upos == "NOUN" else None


def is_that(parse: Parse, t: Token) -> bool:
    return t.deprel != "acl:relcl" and any(m.lower == "that" for m in parse.children(t.i, "mark"))


def verb_group(parse: Parse, i: int) -> Range:
    """Verb or predicate `i` with its auxiliaries, copula and negation."""
    return group_start(parse, i), i + 1


def group_start(parse: Parse, i: int) -> int:
    """The first auxiliary, copula, negation or adverb of the verb group before `i`."""
    first = i
    while first and parse.tokens[first - 1].head == i and parse.tokens[first - 1].deprel in GROUP:
        first -= 1
    return first


def is_infinitive(parse: Parse, t: Token) -> bool:
    return any(m.lower == "to" for m in parse.children(t.i, "mark"))


def behind_case(parse: Parse, t: Token) -> Range:
    """The phrase of `t` without its preposition."""
    first, last = parse.subtree(t.i)
    return first + (parse.tokens[first].deprel == "case" and first < t.i), last
