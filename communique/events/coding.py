"""Events: who did what to whom, coded in PLOVER and CAMEO.

Enter the parse with cast, times, places and statements; leave events in text order. Triggers come from `triggers.csv`,
arguments from the tree, status from the words around; verbal acts (accusing, urging, rejecting ...) that no trigger
catches come from the statements.

`Event.goldstein` is the CAMEO Goldstein figure of the event's code, so that it can be compared with CAMEO data; the
PLOVER score of its type and mode stays in `plover.csv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from communique.actors.cast import Cast
from communique.events import discourse, quantities, settings
from communique.events.drafts import Draft, merge, to_event
from communique.events.matching import Hit, find_triggers
from communique.events.roles import Parties, parties
from communique.events.saying import from_statements
from communique.events.scene import Scene
from communique.events.status import Verdict, status_of
from communique.events.tables import Trigger, cameo, classes, contexts, plover, roles
from communique.language import arguments
from communique.language.parse import Parse, Token
from communique.record import Document, Event, Span, Statement, When

if TYPE_CHECKING:
    from communique.places import PlaceMention
    from communique.times import TimeMention

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "such", "both"})
VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE"})
SPAN = 5
"""A trigger's span reaches to its particle or named object if that is no further than so many tokens."""


def find(
    parse: Parse,
    document: Document,
    cast: Cast,
    times: tuple[TimeMention, ...],
    places: tuple[PlaceMention, ...],
    statements: tuple[Statement, ...],
) -> tuple[Event, ...]:
    """The events of one document, ids E1.. in text order."""
    scene = Scene(parse, document, cast, places, times, statements)
    coded = [(hit, d) for hit in find_triggers(scene) if (d := _draft(scene, hit))]
    drafts = _without_doubles(parse, coded)
    drafts.extend(list(from_statements(scene, drafts)))
    drafts.sort(key=lambda d: d.span.start)
    words = [contexts().get(t.lemma, ()) for t in parse.tokens]
    return tuple(_event(scene, d, n, words) for n, d in enumerate(discourse.fill(scene, merge(scene, drafts)), 1))


def _without_doubles(parse: Parse, coded: list[tuple[Hit, Draft]]) -> list[Draft]:
    """Drafts without those that say again what the verb over them says ("signed a treaty", "voted to approve it")."""
    named = {h.object for h, d in coded if h.whole and not d.weak}
    verbs = {h.i: h for h, _ in coded if parse.tokens[h.i].upos == "VERB"}
    kept = []
    for h, draft in coded:
        token = parse.tokens[h.i]
        over = verbs.get(token.head)
        below = token.upos == "NOUN" or token.deprel == "xcomp"
        again = over is not None and below and over.row.type == h.row.type
        if h.i not in named and not again:
            kept.append(draft)
    return kept


def _draft(scene: Scene, hit: Hit) -> Draft | None:
    parse, row = scene.parse, hit.row
    token = parse.tokens[hit.i]
    around = scene.around(hit.i)
    who = parties(scene, hit, around[0].speakers if around else ())
    who = _as_told(scene, hit, who)
    when = settings.when_of(parse, hit.i, scene.times)
    where = settings.where_of(scene, hit.i)
    counts = quantities.quantities(parse, _counted(scene, hit, who), scene.dated)
    noun = token.upos != "VERB"
    definite = noun and any(
        t.lower in DEFINITE or t.deprel == "nmod:poss" for t in parse.children(hit.i, "det", "nmod")
    )
    weak = not _counts(scene, row, who, signs=bool(counts) or _placed(scene, token))
    if weak and not definite:
        return None
    if "can" in arguments.auxiliaries(parse, hit.i):
        return None  # an ability, not an act
    verdict = status_of(scene, hit.i, around)
    if roles()[row.roles].speaker or _performs(scene, hit, who):
        verdict = Verdict("happened", "said here and now")
    elif noun and verdict.status == "happened" and _is_to_come(scene, when):
        verdict = Verdict("planned", "dated after publication")
    return Draft(
        token=hit.i,
        lemma=token.lemma,
        noun=noun,
        definite=definite,
        weak=weak,
        sentence=token.sentence,
        summary=token.sentence in scene.summary,
        type=row.type,
        mode=row.mode,
        cameo=row.cameo,
        parties=who,
        span=_span(parse, hit),
        status=verdict.status,
        according_to=tuple(s.id for s in around),
        why=_why(row, verdict.why),
        when=when,
        where=where,
        quantities=counts,
    )


def _as_told(scene: Scene, hit: Hit, who: Parties) -> Parties:
    """The parties of a verbal act, those that the tree leaves out taken from the statement whose cue it is."""
    told = scene.told_by.get(hit.i)
    if told is None or hit.row.type not in VERBAL or roles()[hit.row.roles].equal:
        return who
    actors = who.actors or tuple(a for a in told.speakers if a not in who.recipients)
    recipients = who.recipients or tuple(a for a in told.addressees if a not in actors)
    return msgspec.structs.replace(who, actors=actors, recipients=recipients)


def _is_to_come(scene: Scene, when: When | None) -> bool:
    published = scene.document.published
    return published is not None and when is not None and when.from_ is not None and when.from_ > published


def _performs(scene: Scene, hit: Hit, who: Parties) -> bool:
    """Whether saying it is doing it: "I would like to thank", "we want to condemn"."""
    parse = scene.parse
    token = parse.tokens[hit.i]
    wished = token.deprel == "xcomp" and parse.tokens[token.head].lemma in ("like", "want", "wish")
    spoken = any(parse.tokens[s].lower in ("i", "we") for s in who.subjects)
    return wished and spoken and hit.row.type in ("SUPPORT", "ACCUSE", "REQUEST")


def _counts(scene: Scene, row: Trigger, who: Parties, *, signs: bool) -> bool:
    """Whether what `need` asks for is there."""
    if row.need == "two":
        return bool(who.actors and who.recipients) or (roles()[row.roles].equal and len(who.actors) > 1)
    if row.need == "actor":
        return bool(who.actors)
    if row.need == "leader":
        return any(scene.cast.by_id[a].kind in ("person", "office", "government") for a in who.actors)
    if row.need == "violence":
        return bool(who.actors) or scene.violent
    if row.need == "one":
        return bool(who.actors or who.recipients) or (row.pos == "NOUN" and signs)
    return row.need == "none" or bool(who.actors or who.recipients or signs)


def _placed(scene: Scene, token: Token) -> bool:
    """Whether a time or place stands in the noun's own phrase, or a verb of occurring over it has it as subject."""
    first, last = scene.parse.subtree(token.i)
    heads = [t.head for t in scene.times] + [p.head for p in scene.places]
    if any(first <= h < last for h in heads):
        return True
    return token.deprel in ("nsubj", "nsubj:pass") and scene.parse.tokens[token.head].lemma in classes()["occurring"]


def _counted(scene: Scene, hit: Hit, who: Parties) -> list[int]:
    """Tokens whose numbers count for the act: its parties, its object, what they are partitives of."""
    parse = scene.parse
    heads = [*who.subjects, *who.objects, *arguments.objects(parse, hit.i), hit.i]
    heads.extend(h for word, h in arguments.obliques(parse, hit.i) if word in ("of", "with", "for"))
    heads.extend(h for o in tuple(heads) for word, h in arguments.obliques(parse, o) if word == "of" and o != hit.i)
    return list(dict.fromkeys(heads))


def _span(parse: Parse, hit: Hit) -> Span:
    """The trigger's words: a verb with its particle and the object that its row names, a noun with its light verb."""
    token = parse.tokens[hit.i]
    ends = [hit.i]
    if 0 < hit.object - hit.i <= SPAN:
        ends.append(hit.object)
    ends.extend(t.i for t in parse.children(hit.i, "compound:prt") if abs(t.i - hit.i) <= SPAN)
    light = token.upos == "NOUN" and token.deprel == "obj" and parse.tokens[token.head].lemma in classes()["occurring"]
    if light and 0 < hit.i - token.head <= SPAN:
        ends.append(token.head)
    start, end = parse.chars(min(ends), max(ends) + 1)
    return Span(start=start, end=end)


def _why(row: Trigger, cue: str) -> str:
    code = f"{row.type} {row.mode}" if row.mode else row.type
    return f"{row.lemma} ({row.pos.lower()}) -> {code}, CAMEO {row.cameo}" + (f"; status: {cue}" if cue else "")


def _event(scene: Scene, draft: Draft, number: int, words: list[tuple[str, ...]]) -> Event:
    kind, code = plover()[draft.type], cameo()[draft.cameo]
    sentence = scene.parse.sentences[draft.sentence]
    near = [c for i in range(sentence.first, sentence.last) for c in words[i]]
    return to_event(scene, draft, number, kind.quad, code.goldstein, tuple(dict.fromkeys((*code.contexts, *near))))
