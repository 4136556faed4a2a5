"""Drafts of events: what is known of an act before mentions of the same act are merged."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.events.roles import Parties
from communique.events.scene import Scene
from communique.record import Event, EventType, Quantity, Span, Status, When, Where

MATERIAL = frozenset({"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
"""Types of which a repeated verb with the same parties is the same act; words can be said twice."""


class Draft(msgspec.Struct, frozen=True):
    """One mention of an act, coded by itself. `token` is the trigger's, `noun` says that it is a nominal mention.

    A `weak` draft ("the invasion", with nobody named beside it) is a mention of another act or nothing.
    """

    token: int
    lemma: str
    noun: bool
    definite: bool
    weak: bool
    sentence: int
    summary: bool
    type: EventType
    mode: str | None
    cameo: str
    parties: Parties
    span: Span
    status: Status
    according_to: tuple[str, ...]
    why: str
    when: When | None = None
    where: Where | None = None
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Span, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def tokens(self) -> tuple[int, ...]:
        """Trigger tokens of all mentions."""
        return (self.token, *self.others)


def merge(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """One draft an act, in text order.

    A headline's or key point's mention goes into the body's act of the same type that it fits; a noun that comes later
    ("the invasion") into the last act that it fits; a repeated verb into the act with the same parties. What fits: same
    type, no conflicting mode, parties that overlap or are silent, a status that doesn't contradict.
    """
    kept: list[Draft] = []
    for draft in (d for d in drafts if not d.summary):
        k = next((k for k in reversed(range(len(kept))) if _same(scene, kept[k], draft)), None)
        if k is not None:
            kept[k] = _joined(kept[k], draft)
        elif not draft.weak:
            kept.append(draft)
    for draft in (d for d in drafts if d.summary):
        k = next((k for k in range(len(kept)) if _headline(scene, kept[k], draft)), None)
        if k is not None:
            kept[k] = _joined(kept[k], draft)
        elif not draft.weak:
            kept.append(draft)
    return sorted(kept, key=lambda d: d.span.start)


def _same(scene: Scene, earlier: Draft, later: Draft) -> bool:
    if earlier.type != later.type:
        return False
    if _is_effect(scene, earlier, later):
        return True
    if not _modes_agree(earlier, later):
        return False
    if later.noun and earlier.sentence != later.sentence:
        return (
            later.definite
            and later.status in (earlier.status, "happened")
            and _agree(scene, earlier, later, strict=False)
        )
    if later.lemma == earlier.lemma and not later.noun and not earlier.noun:
        repeated = earlier.type in MATERIAL and earlier.status == later.status and not _apart(earlier, later)
        return repeated and _agree(scene, earlier, later, strict=True)
    return False


def _is_effect(scene: Scene, act: Draft, effect: Draft) -> bool:
    """Whether `effect` tells what `act` did: "exploded, killing two", "the attack (that) killed two"."""
    token = scene.parse.tokens[effect.token]
    if effect.noun or act.type not in MATERIAL:
        return False
    below = token.head in act.tokens and token.deprel in ("advcl", "acl", "acl:relcl")
    return below or bool(set(act.tokens) & set(effect.parties.subjects))


def _apart(a: Draft, b: Draft) -> bool:
    """Whether two acts are told of different days."""
    return a.when is not None and b.when is not None and a.when.from_ != b.when.from_


def _headline(scene: Scene, body: Draft, short: Draft) -> bool:
    return body.type == short.type and _modes_agree(body, short) and _agree(scene, body, short, strict=False)


def _modes_agree(a: Draft, b: Draft) -> bool:
    """Whether two modes can be one act's; a visit is not just any consultation, an attack may be a bombing."""
    return a.mode == b.mode or (a.type != "CONSULT" and (a.mode is None or b.mode is None))


def _agree(scene: Scene, a: Draft, b: Draft, *, strict: bool) -> bool:
    pairs = ((a.parties.actors, b.parties.actors), (a.parties.recipients, b.parties.recipients))
    if strict:
        return all(set(x) == set(y) for x, y in pairs) and bool(a.parties.actors)
    return all(not x or not y or _overlap(scene, x, y) for x, y in pairs)


def _overlap(scene: Scene, a: Sequence[str], b: Sequence[str]) -> bool:
    if set(a) & set(b):
        return True
    countries = {scene.cast.by_id[x].country for x in a} & {scene.cast.by_id[x].country for x in b}
    return bool(countries - {None})


def _joined(act: Draft, mention: Draft) -> Draft:
    """`act` with what another mention of it adds."""
    parties = act.parties
    if not parties.actors or not parties.recipients:
        parties = msgspec.structs.replace(
            parties,
            actors=parties.actors or tuple(a for a in mention.parties.actors if a not in parties.recipients),
            recipients=parties.recipients or tuple(a for a in mention.parties.recipients if a not in parties.actors),
        )
    asserted = not mention.according_to and mention.status == act.status
    return msgspec.structs.replace(
        act,
        parties=parties,
        mode=act.mode or mention.mode,
        when=act.when or mention.when,
        where=act.where or mention.where,
        quantities=_counts(act, mention),
        mentions=(*act.mentions, mention.span, *mention.mentions),
        others=(*act.others, *mention.tokens),
        according_to=() if asserted else act.according_to,
    )


def _counts(act: Draft, mention: Draft) -> tuple[Quantity, ...]:
    """The counts of both if told in one sentence ("two bombs exploded, killing nine"), else those of the first."""
    if act.quantities and act.sentence != mention.sentence:
        return act.quantities
    own = {q.start for q in act.quantities}
    return (*act.quantities, *(q for q in mention.quantities if q.start not in own))


def to_event(scene: Scene, draft: Draft, number: int, quad: int, goldstein: float, contexts: tuple[str, ...]) -> Event:
    """The record of a merged draft."""
    actors, recipients = draft.parties.actors, draft.parties.recipients
    parties = (bool(actors) + bool(recipients)) / 2
    return Event(
        id=f"E{number}",
        type=draft.type,
        mode=draft.mode,
        cameo=draft.cameo,
        quad=quad,
        goldstein=goldstein,
        contexts=contexts,
        actors=actors,
        recipients=recipients,
        trigger=draft.span,
        mentions=tuple(sorted(set(draft.mentions), key=lambda s: s.start)),
        when=draft.when,
        where=draft.where,
        status=draft.status,
        according_to=draft.according_to,
        quantities=draft.quantities,
        confidence=round(0.5 + 0.3 * parties + (0.0 if draft.noun else 0.15), 2),
        why=draft.why,
    )
