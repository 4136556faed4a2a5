"""Settings: when and where an act took place, by the times and places that hang on its clause.

A time or place belongs to the nearest act above it in the tree. From its head one climbs up to the first verb; from
the trigger one climbs to the verb whose clause it shares (a light verb, the verb over an infinitive); the shortest way
wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from communique.events.scene import Scene
from communique.events.tables import classes
from communique.language import arguments
from communique.language.parse import Parse
from communique.record import When, Where

if TYPE_CHECKING:
    from communique.places import PlaceMention
    from communique.times import TimeMention

LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "on",
        "to",
        "around",
        "across",
        "inside",
        "along",
        "over",
        "into",
        "of",
        "from",
        "off",
    }
)
ELSEWHERE = frozenset({"person", "group", "organisation", "outlet", "public"})
"""Kinds of actors whose name, where the gazetteer has it too, is no place."""
Anchor = TypeVar("Anchor", "TimeMention", "PlaceMention")


def when_of(parse: Parse, i: int, times: Iterable[TimeMention]) -> When | None:
    """The time of the act triggered by token `i`."""
    found = _nearest(parse, i, times)
    return found.when if found else None


def where_of(scene: Scene, i: int) -> Where | None:
    """The place of the act triggered by token `i`: one in a locative phrase, or the object of a visit or annexation."""
    parse = scene.parse
    objects = set(arguments.objects(parse, i))
    spots = [
        p
        for p in scene.places
        if (p.head in objects or _is_locative(scene, p.head)) and scene.kind(p.head) not in ELSEWHERE
    ]
    found = _nearest(parse, i, spots)
    return found.where if found else None


def _is_locative(scene: Scene, head: int) -> bool:
    """Whether a place stands in a phrase that locates; "in the capital, Lima" does, "workers from Lima" does not."""
    parse = scene.parse
    token = parse.tokens[head]
    while token.deprel in ("flat", "appos", "conj", "compound") and token.head >= 0 and not _cased(parse, token.i):
        token = parse.tokens[token.head]
    word = arguments.preposition(parse, token.i)
    belongs = word in ("of", "from") and token.deprel == "nmod" and scene.kind(token.head) is not None
    return word in LOCATIVE and not belongs


def _cased(parse: Parse, i: int) -> bool:
    return bool(arguments.preposition(parse, i))


def _nearest(parse: Parse, i: int, anchors: Iterable[Anchor]) -> Anchor | None:
    sentence = parse.tokens[i].sentence
    ways = {t: d for d, t in enumerate(_up_from_trigger(parse, i))}
    best: tuple[int, int, Anchor] | None = None
    for anchor in anchors:
        if parse.tokens[anchor.head].sentence != sentence:
            continue
        for d, a in enumerate(_up_from_anchor(parse, anchor.head)):
            if a in ways:
                way = (d + 2 * ways[a], abs(anchor.head - i), anchor)
                if best is None or way[:2] < best[:2]:
                    best = way
                break
    return best[2] if best else None


def _up_from_anchor(parse: Parse, head: int) -> list[int]:
    """The tokens over an anchor up to the first verb or copular predicate, and the noun of "(talks) held in"."""
    path: list[int] = []
    for a in parse.ancestors(head):
        path.append(a)
        token = parse.tokens[a]
        held = token.deprel in ("acl", "acl:relcl") and token.lemma in classes()["occurring"]
        if (token.upos == "VERB" and not held) or any(parse.children(a, "cop", "nsubj")):
            break
    return path


def _up_from_trigger(parse: Parse, i: int) -> list[int]:
    """The trigger and the verbs whose time and place are its own."""
    path = [i]
    while True:
        token = parse.tokens[path[-1]]
        shares = token.deprel in ("obj", "nsubj:pass", "nsubj", "conj", "xcomp", "obl", "compound")
        infinitive = token.deprel == "advcl" and not any(parse.children(token.i, "nsubj"))
        if token.head < 0 or not (shares or infinitive or token.upos == "NOUN") or token.deprel == "acl:relcl":
            return path
        path.append(token.head)
