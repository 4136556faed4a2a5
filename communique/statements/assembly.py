"""Statements from attributions: who said what to whom, through what, and how.

Enter a `Parse` with its tagged attributions, the document, the cast and the times; leave statements in text order.

    "Lavrov said talks were not over, the Times reported."
    -> S1: speakers (Lavrov,), cue "said", content "talks were not over", relay (Times,)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from communique.actors.cast import Cast
from communique.language.parse import Parse
from communique.record import Document, Polarity, Span, Statement
from communique.statements import (
    acts,
    addressees,
    clauses,
    folding,
    frames,
    media,
    pairing,
    quotations,
    refusals,
    relays,
)
from communique.statements.drafts import Draft, tagged
from communique.statements.frames import THIRD_PERSON
from communique.statements.speakers import FIRST_PERSON, quoting, speakers
from communique.statements.trimming import Range

if TYPE_CHECKING:
    from communique.times import TimeMention

HEADS = frozenset({"title", "key_point"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
OWN_BODIES = frozenset({"country", "nation", "government", "party", "administration", "ministry", "company", "team"})
DENIED = 0.5  # probability by the model that a cue denies from which on it does
REPORTS = frozenset({"report", "media", "press"})


def find(parse: Parse, document: Document, cast: Cast, times: Sequence[TimeMention]) -> tuple[Statement, ...]:
    """All statements of a document, S1, S2 ... in text order."""
    drafts = list(tagged(parse))
    drafts = [d for d in drafts if not _is_own_saying(parse, d, drafts)]
    drafts.extend(d for d in pairing.paired(parse, drafts) if _is_spoken(parse, cast, d, drafts))
    plain = [d for d in clauses.plain(parse, drafts) if _is_spoken(parse, cast, d, drafts)]
    plain = [d for d in plain if not (_is_own_saying(parse, d, drafts) or _is_own_wish(parse, cast, d, drafts))]
    drafts.extend(plain)
    drafts = folding.with_joined(parse, folding.settled(parse, folding.without_copies(drafts)))
    drafts = quotations.completed(parse, drafts)
    drafts, relayed = _without_relays(parse, cast, drafts)
    drafts, relayed = _without_headlines(parse, document, drafts, relayed)
    parents = folding.enclosing(parse, drafts)
    said = _speakers(parse, cast, drafts, parents)
    known = media.occasions(parse, cast)
    around = [said[p] if p is not None else () for p in parents]
    made = [_statement(parse, cast, times, d, said[k], around[k], relayed[k], known) for k, d in enumerate(drafts)]
    made = frames.carried(parse, cast, drafts, frames.shared(parse, drafts, made), parents)
    return tuple(_numbered(made, parents, drafts))


def _is_spoken(parse: Parse, cast: Cast, d: Draft, drafts: list[Draft]) -> bool:
    """Whether a draft that rests on a rule has a speaker, is a passive that names none, is ours in a quotation, or is
    said by a "they" whom nobody knows inside another ("They told us so," the driver said)."""
    if d.sources and d.match is not None:
        token = parse.tokens[parse.head_of(*d.sources[0])]
        past = d.match.row.act == "say" and parse.tokens[d.head].lower != parse.tokens[d.head].lemma
        if token.quoted and token.lower in FIRST_PERSON and (past or d.match.row.act not in ("say", "believe")):
            return True
        if token.lower in THIRD_PERSON and d.match.row.open and any(folding.encloses(o, d) for o in drafts):
            return True
    return bool(speakers(parse, cast, d, ())) or clauses.is_open(parse, d)


def _is_own_saying(parse: Parse, d: Draft, drafts: list[Draft]) -> bool:
    """Whether a draft only says that whoever is quoted says so: "What we are saying is that ...", she said."""
    head = parse.tokens[d.head]
    now = head.lower == head.lemma or head.lower.endswith("ing")  # "we told them" is another occasion
    if d.match is None or d.match.row.act not in ("say", "believe") or not now:
        return False
    ours = [parse.tokens[parse.head_of(*s)] for s in d.sources]
    first = bool(ours) and all(t.quoted and t.lower in FIRST_PERSON for t in ours)
    return first and any(folding.encloses(o, d) for o in drafts)


def _is_own_wish(parse: Parse, cast: Cast, d: Draft, drafts: list[Draft]) -> bool:
    """Whether a draft is a wish of whoever speaks of it: "the minister said he hoped to win" is one statement."""
    if parse.tokens[d.head].lemma not in clauses.WISHES:
        return False
    own = set(speakers(parse, cast, d, ()))
    return bool(own) and any(folding.encloses(o, d) and own <= set(speakers(parse, cast, o, ())) for o in drafts)


def _speakers(parse: Parse, cast: Cast, drafts: list[Draft], parents: list[int | None]) -> list[tuple[str, ...]]:
    """Speakers of each draft, outer statements first, as inner ones may need them."""
    said: list[tuple[str, ...]] = [()] * len(drafts)
    for k in sorted(range(len(drafts)), key=lambda k: -folding.size(drafts[k].contents)):
        parent = parents[k]
        said[k] = speakers(parse, cast, drafts[k], said[parent] if parent is not None else ())
    for k in {p for p in parents if p is not None}:
        said[k] = quoting(parse, cast, drafts[k]) or said[k]
    return said


def _without_relays(parse: Parse, cast: Cast, drafts: list[Draft]) -> tuple[list[Draft], list[tuple[str, ...]]]:
    """Drafts without those that only hand on another's words, and for each the relays that were so found."""
    relayed: dict[int, list[str]] = {}
    dropped = set()
    for (j, outer), near in zip(enumerate(drafts), folding.neighbours(drafts), strict=True):
        through, hands_on = _through(parse, cast, outer)
        inner = [k for k in sorted(near) if k not in dropped and drafts[k].sources] if hands_on else []
        inner = [k for k in inner if not folding.rests_on(parse, drafts[k], outer)]
        held = [k for k in inner if folding.handed_on(parse, outer, drafts[k])]
        outlets = [a for a in through if cast.by_id[a].kind == "outlet"]
        if held:
            dropped.add(j)
        elif outlets:
            held = [k for k in inner if folding.encloses(outer, drafts[k])]
        for k in held:
            relayed.setdefault(k, []).extend(through)
    kept = [k for k in range(len(drafts)) if k not in dropped]
    return [drafts[k] for k in kept], [tuple(dict.fromkeys(relayed.get(k, ()))) for k in kept]


def _through(parse: Parse, cast: Cast, d: Draft) -> tuple[list[str], bool]:
    """The actors of a draft's source that may hand on another's words, and whether the source is one that does."""
    heads = [parse.head_of(*s) for s in d.sources]
    named = [a for h in heads for i in parse.conjuncts(h) if (a := cast.at(i)) is not None]
    outlets = [a for a in named if cast.by_id[a].kind == "outlet"]
    if outlets:
        return outlets, True
    behind = parse.tokens[d.cue[0]].lower == "according" and d.cue[0] > d.contents[0][0]
    return (named if behind else []), behind or any(parse.tokens[h].lemma in REPORTS for h in heads)


def _without_headlines(
    parse: Parse, document: Document, drafts: list[Draft], relayed: list[tuple[str, ...]]
) -> tuple[list[Draft], list[tuple[str, ...]]]:
    """Drafts without those of a title or key point that the body repeats, as a statement or in its own voice."""
    kinds = [p.kind for p in document.parts]
    heads = [k for k, d in enumerate(drafts) if kinds[parse.sentence_of(d.cue[0]).part] in HEADS]
    if not heads:
        return drafts, relayed
    bodies = [folding.words(parse, d) for k, d in enumerate(drafts) if k not in heads]
    bodies += [folding.lemmas(parse.tokens[s.first : s.last]) for s in parse.sentences if kinds[s.part] not in HEADS]
    dropped = {k for k in heads if any(folding.repeats(folding.words(parse, drafts[k]), b) for b in bodies)}
    kept = [k for k in range(len(drafts)) if k not in dropped]
    return [drafts[k] for k in kept], [relayed[k] for k in kept]


def _statement(
    parse: Parse,
    cast: Cast,
    times: Sequence[TimeMention],
    d: Draft,
    said: tuple[str, ...],
    around: tuple[str, ...],
    relayed: tuple[str, ...],
    known: list[media.Occasion],
) -> Statement:
    act, why = acts.act(parse, d, _selves(parse, cast, d, said))
    addressed = addressees.addressees(parse, cast, d, said, around)
    through = dict.fromkeys((*relayed, *relays.relays(parse, cast, d, addressed)))
    return Statement(
        id="",
        speakers=said,
        source=_span(parse, d.sources[0]) if d.sources else None,
        cue=_span(parse, d.cue),
        content=tuple(_span(parse, c) for c in d.contents),
        kind=quotations.kind(parse, d.contents),
        act=act,
        addressees=addressed,
        relay=tuple(a for a in through if a not in said and not relays.is_generic(cast, a)),
        medium=media.medium(parse, cast, d, said, addressed, known),
        when=frames.when(parse, cast, times, d, said),
        polarity=_polarity(parse, d),
        confidence=round(d.score, 3),
        why=f"{d.why} {d.score:.2f}; {why}",
    )


def _selves(parse: Parse, cast: Cast, d: Draft, said: tuple[str, ...]) -> frozenset[int]:
    """The tokens of the content that stand for the speaker, or for the state or government that he speaks for."""
    own = set(said)
    for country in {cast.by_id[a].country for a in said} - {None}:
        own.update(a.id for a in cast.actors if a.country == country and a.kind in ("state", "government"))
    found = set()
    for t in (parse.tokens[i] for c in d.contents for i in range(*c)):
        actor = cast.at(t.i)
        if actor not in own and t.lemma in OWN_BODIES:
            whose = [c for c in parse.children(t.i, "nmod:poss") if c.lower in POSSESSIVE]
            actor = next((a for c in whose if (a := cast.at(c.i) or said[0]) in own), actor) if said else actor
        if actor in own or t.lower in (FIRST_PERSON if t.quoted else THIRD_PERSON if actor is None else ()):
            found.add(t.i)
    return frozenset(found)


def _span(parse: Parse, r: Range) -> Span:
    start, end = parse.chars(*r)
    return Span(start=start, end=end)


def _polarity(parse: Parse, d: Draft) -> Polarity:
    sure = d.tag is not None and d.tag.denied >= DENIED
    return "denied" if sure else refusals.polarity(parse, d)


def _numbered(made: list[Statement], parents: list[int | None], drafts: list[Draft]) -> list[Statement]:
    """Statements in text order, with their ids and the ids of those around them."""
    first = [min(d.cue[0], *(r[0] for r in (*d.contents, *d.sources))) for d in drafts]
    order = sorted(range(len(made)), key=lambda k: (first[k], drafts[k].cue[0]))
    ids = {k: f"S{n}" for n, k in enumerate(order, 1)}
    return [
        msgspec.structs.replace(made[k], id=ids[k], parent=ids[p] if (p := parents[k]) is not None else None)
        for k in order
    ]
