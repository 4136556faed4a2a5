"""Verbal acts that the statements make: accusing, urging, rejecting, threatening, where no trigger says so already.

A statement's act decides by `acts.csv`; a statement of fact that lays something harmful at another's door ("said that
Kenya had violated the truce") accuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.events.drafts import Draft
from communique.events.roles import Parties
from communique.events.scene import OFFICIAL, Scene
from communique.events.status import status_of
from communique.events.tables import Trigger, acts, classes
from communique.language import arguments
from communique.record import Statement

REPORTING = frozenset({"say", "claim", "believe", "reiterate"})
UNREAL = frozenset({"will", "would", "could", "may", "might", "can", "should", "must"})
REFUSALS = frozenset({"reject", "deny"})  # acts that take up the "not" of their cue: "did not want to join"
NEEDS_RECIPIENT = frozenset({"REQUEST"})


def from_statements(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts of the verbal acts of the scene's statements; `drafts` are those that triggers made."""
    caught = {d.token for d in drafts}
    accusing = {d.token: d.parties.actors for d in drafts if d.type == "ACCUSE"}
    for s in scene.statements:
        first, last = scene.parse.tokens_in(s.cue.start, s.cue.end)
        if s.polarity == "denied" or first == last or caught.intersection(range(first, last)) or not s.speakers:
            continue
        row = acts().get(s.act)
        accused = any(accusing.get(i) == s.speakers for i in _tokens(scene, s))
        if row and not (row.type == "ACCUSE" and accused):
            head = scene.parse.head_of(first, last)
            objects = scene.parties(arguments.objects(scene.parse, head))
            recipients = s.addressees or objects or _aimed_at(scene, s, strict=row.type == "REQUEST")
            if recipients or row.type not in NEEDS_RECIPIENT:
                yield _draft(scene, s, row, head, recipients)
        elif s.act in REPORTING and not accused:
            blamed = _blamed(scene, s)
            if blamed:
                yield _draft(scene, s, acts()["accuse"], scene.parse.head_of(first, last), blamed)


def _draft(scene: Scene, statement: Statement, row: Trigger, head: int, recipients: Sequence[str]) -> Draft:
    token = scene.parse.tokens[head]
    around = tuple(o for o in scene.around(head) if o.id != statement.id)
    status = status_of(scene, head, around).status
    return Draft(
        token=head,
        lemma=token.lemma,
        noun=token.upos != "VERB",
        definite=False,
        weak=False,
        sentence=token.sentence,
        summary=token.sentence in scene.summary,
        type=row.type,
        mode=row.mode,
        cameo=row.cameo,
        parties=Parties(statement.speakers, tuple(r for r in recipients if r not in statement.speakers), (), ()),
        span=statement.cue,
        status="happened" if status == "negated" and statement.act in REFUSALS else status,
        according_to=tuple(o.id for o in around),
        why=f"statement {statement.id} is of act {statement.act} -> {row.type}, CAMEO {row.cameo}",
        when=statement.when,
    )


def _tokens(scene: Scene, statement: Statement) -> list[int]:
    return [i for p in statement.content for i in range(*scene.parse.tokens_in(p.start, p.end))]


def _aimed_at(scene: Scene, statement: Statement, *, strict: bool) -> tuple[str, ...]:
    """Whom a statement without addressee is aimed at: the subject of its content, else the first other actor in it.

    With `strict` only the subject counts.
    """
    for piece in statement.content:
        first, last = scene.parse.tokens_in(piece.start, piece.end)
        if first == last:
            continue
        found = _subjects(scene, scene.parse.head_of(first, last), first, last)
        others = tuple(a for a in found if a not in statement.speakers)
        if others or strict:
            return others
        within = tuple(a for a in scene.cast.within(first, last) if a not in statement.speakers)
        if within:
            return within[:1]
    return ()


def _subjects(scene: Scene, i: int, first: int, last: int) -> tuple[str, ...]:
    """Actors behind the subjects of predicate `i` that stand in `[first, last)`."""
    inner = [h for h in arguments.subjects(scene.parse, i) if first <= h < last]
    return scene.parties(inner, place=True) or tuple(a for h in inner for a in scene.owners(h, place=True))


def _blamed(scene: Scene, statement: Statement) -> tuple[str, ...]:
    """Who does something harmful in a statement of somebody else."""
    by_id = scene.cast.by_id
    if not any(by_id[a].kind in OFFICIAL or by_id[a].kind == "group" for a in statement.speakers):
        return ()
    countries = {by_id[a].country for a in statement.speakers} - {None}
    parse = scene.parse
    for piece in statement.content:
        first, last = parse.tokens_in(piece.start, piece.end)
        for token in parse.tokens[first:last]:
            harmful = token.upos == "VERB" and token.lemma in classes()["harmful"]
            bad = (
                token.upos in ("ADJ", "NOUN")
                and token.lemma in classes()["negative"]
                and any(parse.children(token.i, "cop"))
            )
            if not (harmful or bad) or arguments.is_negated(parse, token.i):
                continue
            if UNREAL.intersection(arguments.auxiliaries(parse, token.i)):
                continue
            found = _subjects(scene, token.i, first, last)
            others = tuple(a for a in found if a not in statement.speakers and by_id[a].country not in countries)
            if others:
                return others
    return ()
