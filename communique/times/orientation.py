"""Whether the clause round a word looks back or ahead, and which word before a time says how the clause lies to it.

orientation(parse, i)   "will meet on Monday" -> "future";  "met on Monday" -> "past";  "Monday's attack" -> "unknown"
relation(parse, first)  "since late 2021" -> ("since", 1);  "ahead of Sunday's vote" -> ("ahead", 1)
"""

from __future__ import annotations

from typing import Literal

from communique.language.parse import Parse, Token
from communique.times.vocabulary import Orientation, vocabulary

Direction = Literal["past", "future", "unknown"]

_HEDGES = frozenset(("the", "about", "around", "roughly", "approximately", "at", "least", "as", "early", "late", "only",
                     "just", "nearly", "almost", "some", "his", "its", "their", "her"))  # fmt: skip
_REACH = 3


def relation(parse: Parse, first: int) -> tuple[str, int]:
    """Kind and index of the preposition before token `first`, by the table of relations; `("", -1)` without one."""
    table = vocabulary().relations
    tokens = parse.tokens
    start = parse.sentence_of(first).first
    for i in range(first - 1, max(start, first - _REACH) - 1, -1):
        lower = tokens[i].lower
        for length in (3, 2, 1):
            if i - length + 1 >= start:
                kind = table.get(" ".join(t.lower for t in tokens[i - length + 1 : i + 1]) if length > 1 else lower)
                if kind:
                    return kind, i
        if lower not in _HEDGES:
            break
    return "", -1


def orientation(parse: Parse, i: int) -> Direction:
    """What the clause of token `i` says: it climbs from the time to the verb that it dates.

    Where the tree leads out of the stretch between two commas although a verb stands in it, that verb is taken instead.
    """
    lists = vocabulary().orientation
    first, verb = _stretch(parse, i)
    nominal = False
    for above in parse.ancestors(i):
        token = parse.tokens[above]
        if verb is not None and not first <= above <= max(i, verb.i):
            return _dated(parse, verb, i, lists)
        if token.lemma in lists.planned and _is_planned(parse, token, lists):
            return "future"
        if token.upos in ("VERB", "AUX") or any(True for _ in parse.children(above, "cop")):
            if not nominal:
                return _dated(parse, token, i, lists)
            direction = _predicate(parse, token, lists, 0)
            fixed = direction == "past" or parse.tokens[_below(parse, i, above)].lemma in lists.fixed
            return direction if fixed else "unknown"
        nominal = True
    return "unknown"


def _stretch(parse: Parse, i: int) -> tuple[int, Token | None]:
    """The first token of the stretch without punctuation that leads up to token `i`, and the last verb in it."""
    start, verb = parse.sentence_of(i).first, None
    for k in range(i - 1, start - 1, -1):
        token = parse.tokens[k]
        if token.upos == "PUNCT":
            return k + 1, verb
        if verb is None and token.upos == "VERB":
            verb = token
    return start, verb


def _dated(parse: Parse, verb: Token, i: int, lists: Orientation) -> Direction:
    """The direction of a verb that a time hangs on; what is arranged "for Monday" is to come."""
    if verb.lemma in lists.appointed and any(c.lower == "for" for c in parse.children(i, "case")):
        return "future"
    if verb.lemma in lists.planned and _is_planned(parse, verb, lists):
        return "future"
    return _predicate(parse, verb, lists, 0)


def perfect(parse: Parse, i: int) -> bool:
    """Whether the verb above token `i` is in the present perfect ("has been held for two years")."""
    for above in parse.ancestors(i):
        if parse.tokens[above].upos in ("VERB", "AUX", "ADJ"):
            return any(c.lower in ("has", "have", "'ve", "’ve") for c in parse.children(above, "aux"))
    return False


def _below(parse: Parse, i: int, above: int) -> int:
    """The ancestor of `i` that hangs on `above`."""
    while parse.tokens[i].head != above:
        i = parse.tokens[i].head
    return i


def _is_planned(parse: Parse, token: Token, lists: Orientation) -> bool:
    """Whether a word of planning says so of what it stands with ("due", "scheduled talks", "is set to")."""
    if token.upos == "ADJ" or token.deprel.split(":")[0] in ("acl", "amod"):
        return True
    helpers = {c.lower for c in parse.children(token.i, "aux")}
    if "had" in helpers:
        return False
    return bool(helpers & lists.present) or (bool(helpers) and any(True for _ in parse.children(token.i, "xcomp")))


def _predicate(parse: Parse, verb: Token, lists: Orientation, depth: int) -> Direction:
    """The direction of one predicate by its auxiliaries, its form, and for infinitives by what governs it."""
    helpers = [c.lower for c in parse.children(verb.i, "aux", "cop")]
    if any(h in lists.future for h in helpers):
        return "past" if "have" in helpers else "future"
    going = verb.lemma == "go" and verb.lower == "going"
    if any(h in lists.perfect for h in helpers) and not going:
        return "past"
    governor = parse.tokens[verb.head] if verb.head >= 0 else None
    infinitive = any(c.lower == "to" for c in parse.children(verb.i, "mark"))
    if infinitive and any(h in lists.present for h in helpers):
        return "future"
    if governor is not None and depth < 4:
        if infinitive:
            if any(c.lower == "had" for c in parse.children(governor.i, "aux")):
                return "past"
            if verb.deprel.startswith("advcl") or governor.lemma in lists.implicative:
                return "future" if governor.lower == "going" else _predicate(parse, governor, lists, depth + 1)
            return "future"
        if verb.deprel == "conj" and not helpers and verb.lower == verb.lemma:
            return _predicate(parse, governor, lists, depth + 1)
    if any(h in lists.present for h in helpers):
        if verb.upos != "VERB" or verb.lower.endswith("ing"):
            return "future"
        return "unknown"
    if verb.upos == "AUX":
        return "future" if verb.lower in lists.present else "past"
    if verb.lemma in lists.futurate and (_present(verb) or (verb.lower.endswith("ing") and verb.deprel == "acl")):
        return "future"
    return "past"


def _present(verb: Token) -> bool:
    """Whether a bare verb stands in the present tense, as far as its form tells."""
    return verb.lower == verb.lemma or (verb.lower.endswith("s") and verb.lower != verb.lemma)
