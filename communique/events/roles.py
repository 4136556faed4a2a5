"""Roles: who acts and who is acted on, as ids of the cast, by the slots that `roles.csv` and `plover.csv` name."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.events.matching import Hit
from communique.events.scene import MADE_BY, Scene
from communique.events.tables import plover, roles
from communique.language import arguments

OWNED = frozenset(
    {
        "MOBILIZE",
        "ACCUSE",
        "REJECT",
        "SUPPORT",
        "REQUEST",
        "THREATEN",
        "COERCE",
        "SANCTION",
        "PROTEST",
        "ASSAULT",
        "CONCEDE",
    }
)
"""Types in which an act against somebody's thing is toward that somebody ("criticised the government's plan")."""


ATTENDED = frozenset({"CONSULT", "MOBILIZE", "COOPERATE"})
"""Types whose nouns are attended by the subject of the verb that they stand beside ("said at the meeting")."""


VOICED = frozenset({"SUPPORT", "REJECT", "PROTEST"})
"""Types whose nouns say what the subject of the verb over them means by it ("marched in support of the bill")."""


class Parties(msgspec.Struct, frozen=True):
    """Actors and recipients of one event, and the tokens that express them."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    subjects: tuple[int, ...]
    objects: tuple[int, ...]


def parties(scene: Scene, hit: Hit, speakers: tuple[str, ...]) -> Parties:
    """Who does the act of `hit` to whom.

    `speakers` are those of the innermost statement around it, who act where the row's role is `speaker`. Nobody is in
    both lists: a recipient who also acts is only an actor. With `equal` roles ("met with") all are actors.
    """
    role = roles()[hit.row.roles]
    subjects = tuple(s for s in arguments.subjects(scene.parse, hit.i) if not _is_target(scene, s))
    if scene.is_bare_passive(hit.i) and any("passive" in c.kinds for c in hit.row.when):
        return Parties((), scene.parties(subjects), (), subjects)
    actors = scene.parties(subjects) or _behind(scene, hit, subjects)
    if role.speaker:
        aimed = actors if "subj" in role.sources else scene.parties(_heads(scene, hit, role.sources), place=True)
        return Parties(speakers, tuple(a for a in aimed if a not in speakers), (), subjects)
    place = role.place or hit.row.type == "ASSAULT"
    sources = tuple(
        s for source in role.sources for s in (plover()[hit.row.type].recipient if source == "type" else (source,))
    )
    objects: tuple[int, ...] = ()
    recipients: tuple[str, ...] = ()
    for heads in _slots(scene, hit, sources):
        others = tuple(h for h in heads if h not in subjects)
        found = scene.parties(others, place=place)
        if not found and hit.row.type in OWNED:
            found = tuple(dict.fromkeys(a for h in others for a in scene.owners(h, place=place)))
        found = tuple(a for a in found if a not in actors)
        if others and not objects:
            objects = others
        if found:
            objects, recipients = others, found
            break
    if role.equal:
        return Parties((*actors, *recipients), (), subjects, objects)
    return Parties(actors, recipients, subjects, objects)


def _is_target(scene: Scene, head: int) -> bool:
    """Whether the tree calls somebody an agent who stands after "at" or "against"."""
    agent = scene.parse.tokens[head].deprel == "obl:agent"
    return agent and arguments.preposition(scene.parse, head) in ("at", "against", "on", "to", "in")


def _behind(scene: Scene, hit: Hit, subjects: tuple[int, ...]) -> tuple[str, ...]:
    """Actors where the subject is none or no actor itself: the owner of it ("the minister's letter urged"), whoever
    sends it ("sent a letter urging"), and for meetings and manoeuvres whoever does something at them."""
    parse = scene.parse
    for subject in subjects:
        token = parse.tokens[subject]
        found = scene.owners(subject, words=MADE_BY)
        if not found and token.deprel == "obj" and token.upos == "NOUN":
            found = scene.parties(arguments.subjects(parse, token.head))
        if found:
            return found
    token = parse.tokens[hit.i]
    if not subjects and token.upos == "NOUN" and token.deprel == "obl" and hit.row.type in ATTENDED:
        return scene.parties(arguments.surface_subjects(parse, token.head))
    if not subjects and token.deprel in ("obl", "advcl") and hit.row.type in VOICED and _after(scene, hit.i, "in"):
        return scene.parties(arguments.surface_subjects(parse, token.head))
    return ()


def _after(scene: Scene, i: int, word: str) -> bool:
    return arguments.preposition(scene.parse, i) == word


def _heads(scene: Scene, hit: Hit, sources: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(h for slot in _slots(scene, hit, sources) for h in slot)


def _slots(scene: Scene, hit: Hit, sources: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    """Heads in each slot, in the order of `sources`; phrases of a verb's object noun count as the verb's."""
    parse = scene.parse
    objects = arguments.objects(parse, hit.i)
    indirect = tuple(t.i for t in parse.children(hit.i, "iobj"))
    phrases = scene.phrases(hit.i)
    if not objects:
        complements = list(parse.children(hit.i, "xcomp"))
        named = tuple(s.i for t in complements for s in parse.children(t.i, "nsubj"))
        objects = named or tuple(o for t in complements for o in arguments.objects(parse, t.i))
        phrases.extend(p for o in objects for p in arguments.obliques(parse, o))
    if hit.row.type == "REQUEST":
        phrases.extend(p for _, h in tuple(phrases) for p in arguments.obliques(parse, h))
    for source in dict.fromkeys(sources):
        if source == "obj":
            direct = tuple(o for o in objects if o not in indirect)
            verb = parse.tokens[hit.i].upos == "VERB"
            yield ((indirect if "iobj" not in sources else ()) or direct) if verb else ()
        elif source == "iobj":
            yield indirect
        else:
            yield tuple(c for word, h in phrases if word == source or word.startswith(f"{source} ") for c in (h,))
