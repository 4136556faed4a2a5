"""Discourse: parties of an act that its own sentence leaves out, from the acts told before it.

    object    "condemned the attacks": whoever made the attacks that another event tells
    words     "condemned the remarks": whoever spoke last
    again     "could invade Peru ... plans to invade": whom the same word met before
    reply     "Kenya rejected it", "did not retaliate": whoever had done, said or asked something to the one who replies
    court     "was convicted": the court that the article speaks of most; "was charged": the prosecutor

Only an empty slot is filled, and only by actors whom the article names for a neighbouring act. `why` says so.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.events.drafts import Draft
from communique.events.scene import Scene
from communique.events.tables import classes

OBJECT = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
REPLIED = frozenset({"REQUEST", "ACCUSE", "THREATEN", "ASSAULT", "COERCE", "SANCTION", "AGREE"})
REPLIES = frozenset({"REJECT", "CONCEDE"})
RETALIATING = frozenset({"retaliate", "return", "retaliation", "reprisal", "object", "objection", "retort", "fire"})
REACH = 6
"""A reply answers one of so many acts before it."""
COURTS = frozenset({"court", "courts", "tribunal", "jury", "judge", "judges"})
PROSECUTORS = frozenset({"prosecutor", "prosecutors", "attorney"})


def fill(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in the same order, with parties filled in from other acts."""
    owner = {t: k for k, d in enumerate(drafts) for t in d.tokens}
    filled: list[Draft] = []
    for k, draft in enumerate(drafts):
        made = draft
        if not draft.parties.recipients and draft.type in OBJECT:
            told = next((drafts[owner[o]] for o in draft.parties.objects if owner.get(o, k) != k), None)
            made = _with_recipients(made, told.parties.actors if told else (), "of the act that is meant")
        if not made.parties.recipients and draft.type in OBJECT:
            made = _with_recipients(made, _said_before(scene, draft), "who said so last")
        if not made.parties.recipients:
            made = _with_recipients(made, _again(scene, filled, draft), "as before")
        if not made.parties.recipients and _is_reply(draft):
            made = _with_recipients(made, _answered(scene, filled[-REACH:], draft), "replies to")
        if not made.parties.actors and draft.mode in ("convict", "allege"):
            made = _with_actor(scene, made, COURTS if draft.mode == "convict" else PROSECUTORS)
        filled.append(made)
    return filled


def _said_before(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """Speakers of the last statement before the act, where its object is words ("condemned the remarks")."""
    parse = scene.parse
    words = (parse.tokens[o] for o in draft.parties.objects)
    if not any(t.lemma in classes()["saying"] and _is_definite(scene, t.i) for t in words):
        return ()
    start = parse.tokens[draft.token].start
    mine = _selves(scene, draft.parties.actors)
    earlier = (s for s in reversed(scene.statements) if s.cue.end <= start)
    return next((s.speakers for s in earlier if s.speakers and not mine & _selves(scene, s.speakers)), ())


def _again(scene: Scene, earlier: Sequence[Draft], draft: Draft) -> tuple[str, ...]:
    """Recipients of the last act that the same word tells of the same actor."""
    mine = _selves(scene, draft.parties.actors)
    same = (d for d in reversed(earlier) if d.lemma == draft.lemma and d.type == draft.type)
    return next((d.parties.recipients for d in same if mine & _selves(scene, d.parties.actors)), ())


def _is_definite(scene: Scene, i: int) -> bool:
    return any(t.lower in ("the", "these", "those", "this", "that", "such") for t in scene.parse.children(i, "det"))


def _is_reply(draft: Draft) -> bool:
    return draft.type in REPLIES or draft.lemma in RETALIATING


def _answered(scene: Scene, earlier: Sequence[Draft], draft: Draft) -> tuple[str, ...]:
    """Actors of the last act toward the one who replies; the same state counts as the same."""
    mine = _selves(scene, draft.parties.actors)
    for act in reversed(earlier):
        if act.type in REPLIED and mine & _selves(scene, act.parties.recipients):
            return act.parties.actors
    return ()


def _selves(scene: Scene, actors: Sequence[str]) -> set[str]:
    countries = {scene.cast.by_id[a].country for a in actors}
    return set(actors) | {c for c in countries if c}


def _with_recipients(draft: Draft, found: Sequence[str], reason: str) -> Draft:
    others = tuple(a for a in found if a not in draft.parties.actors)
    if not others:
        return draft
    parties = msgspec.structs.replace(draft.parties, recipients=others)
    return msgspec.structs.replace(draft, parties=parties, why=f"{draft.why}; recipient: {reason}")


def _with_actor(scene: Scene, draft: Draft, names: frozenset[str]) -> Draft:
    ranked = sorted(
        ((len(a.mentions), a.id) for a in scene.cast.actors if names.intersection(a.name.lower().split())), reverse=True
    )
    tied = len(ranked) > 1 and ranked[0][0] == ranked[1][0]
    if not ranked or tied or ranked[0][1] in draft.parties.recipients:
        return draft
    parties = msgspec.structs.replace(draft.parties, actors=(ranked[0][1],))
    return msgspec.structs.replace(draft, parties=parties, why=f"{draft.why}; actor: the article's own")
