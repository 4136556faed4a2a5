"""Triggers: the tokens of a parse that `triggers.csv` calls an act, each with the row that fits it best.

Names are passed over ("Iraq War"), nouns that only qualify another ("attack helicopter"), and participles used as
adjectives ("the banned group").
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.events.scene import Scene
from communique.events.tables import Condition, Trigger, classes, triggers
from communique.language import arguments
from communique.language.parse import Parse, Token

BODILY = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "THREATEN", "PROTEST"})
PARTICLES = ("compound", "advmod", "advcl")


class Hit(msgspec.Struct, frozen=True):
    """A trigger found: its token, its row, the token of the object that a condition asks for (or -1), and whether the
    row names that object word for word ("held talks"), so that the noun is no act beside the verb's."""

    i: int
    row: Trigger
    object: int = -1
    whole: bool = False


def find_triggers(scene: Scene) -> Iterator[Hit]:
    """Every token with a row that fits, in text order."""
    table, sport = triggers(), classes()["sport"]
    parse = scene.parse
    for sentence in parse.sentences:
        tokens = parse.tokens[sentence.first : sentence.last]
        if sum(t.lemma in sport for t in tokens) >= 2:
            continue
        for token in tokens:
            group = table.get((token.lemma, token.upos))
            if group and _may_trigger(scene, token):
                hit = next((h for row in group if (h := _fit(scene, token, row))), None)
                if hit and not (hit.row.type in BODILY and _is_figurative(parse, token)):
                    yield hit


def _is_figurative(parse: Parse, token: Token) -> bool:
    """Whether a verb's object can't be seized, hit or withdrawn ("seize the opportunity")."""
    figures = classes()["figurative"]
    return token.upos == "VERB" and any(t.lemma in figures for t in parse.children(token.i, "obj", "nsubj:pass"))


def _may_trigger(scene: Scene, token: Token) -> bool:
    if token.i in scene.name_at and token.upos != "VERB":
        return False
    if token.upos == "NOUN":
        return token.deprel not in ("compound", "flat", "fixed", "amod", "obl:npmod")
    if token.upos == "VERB":
        return token.deprel not in ("amod", "compound", "case", "mark")
    return True


def _fit(scene: Scene, token: Token, row: Trigger) -> Hit | None:
    named, whole = -1, False
    for condition in row.when:
        found = next((f for kind in condition.kinds if (f := _holds(scene, token, condition, kind)) is not None), None)
        if found is None:
            return None
        if found >= 0 and condition.kinds == ("obj",):
            named = found
            whole = any(not v.startswith("%") for v in condition.values)
    return Hit(token.i, row, named, whole)


def _holds(scene: Scene, token: Token, condition: Condition, kind: str) -> int | None:
    """The token that makes the condition hold, -1 where it holds by absence or form, None where it doesn't."""
    parse, i = scene.parse, token.i
    if kind == "noobj":
        return None if arguments.objects(parse, i) else -1
    if kind == "obj":
        return _any(scene, arguments.objects(parse, i), condition)
    if kind == "subj":
        return _any(scene, arguments.subjects(parse, i), condition)
    if kind == "nosubj":
        return -1 if _any(scene, arguments.subjects(parse, i), condition) is None else None
    if kind in ("prep", "noprep"):
        heads = [h for word, h in scene.phrases(i) if word in condition.words]
        heads.extend(t.i for t in parse.children(i, "advcl") if _marked(parse, t.i, condition.words))
        found = _any(scene, heads, condition)
        return found if kind == "prep" else (-1 if found is None else None)
    if kind == "prt":
        return next((t.i for t in parse.children(i, *PARTICLES) if t.lower in condition.words), None)
    if kind in ("xcomp", "noxcomp", "ccomp"):
        found = _any(scene, _complements(parse, i, kind.removeprefix("no")), condition)
        return found if kind != "noxcomp" else (-1 if found is None else None)
    if kind == "passive":
        return -1 if arguments.is_passive(parse, i) or scene.is_bare_passive(i) else None
    if kind == "active":
        return None if arguments.is_passive(parse, i) else -1
    if kind == "cop":
        return -1 if any(parse.children(i, "cop")) else None
    if kind == "plural":
        return -1 if token.lower != token.lemma else None
    if kind in ("aux", "noaux"):
        has = bool(condition.values.intersection(arguments.auxiliaries(parse, i)))
        return -1 if has == (kind == "aux") else None
    heads = list(arguments.objects(parse, i)) if kind == "mod-obj" else [i]
    marks = [m.i for h in heads for m in parse.children(h, "amod", "compound", "nmod") if _matches(scene, m, condition)]
    if kind == "nomod":
        return None if marks else -1
    return marks[0] if marks else None


def _marked(parse: Parse, i: int, words: frozenset[str]) -> bool:
    return any(m.lower in words for m in parse.children(i, "mark"))


def _any(scene: Scene, heads: tuple[int, ...] | list[int], condition: Condition) -> int | None:
    for h in heads:
        if not condition.values or _matches(scene, scene.parse.tokens[h], condition):
            return h
        if scene.parse.tokens[h].lemma in classes()["partitive"]:
            inner = [o for word, o in arguments.obliques(scene.parse, h) if word == "of"]
            if any(_matches(scene, scene.parse.tokens[o], condition) for o in inner):
                return h
    return None


def _matches(scene: Scene, token: Token, condition: Condition) -> bool:
    if token.lemma in condition.values or token.lower in condition.values:
        return True
    titles = scene.parse.children(token.i, "appos") if token.upos == "PROPN" else ()
    if any(t.lemma in condition.values for t in titles):
        return True
    return any(v.startswith("%") and scene.is_property(token, v) for v in condition.values)


def _complements(parse: Parse, i: int, kind: str) -> list[int]:
    found = [t.i for t in parse.children(i, kind)]
    if kind == "xcomp":
        infinitives = (t for t in parse.children(i, "advcl", "acl", "ccomp") if t.deprel != "acl:relcl")
        found.extend(t.i for t in infinitives if any(m.lower == "to" for m in parse.children(t.i, "mark")))
    return found
