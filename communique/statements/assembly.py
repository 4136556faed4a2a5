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
from communique.language.arguments import is_negated, subjects
from communique.language.parse import Parse
from communique.record import Document, Polarity, Span, Statement, When
from communique.statements import acts, addressees, clauses, cues, folding, media, quotations
from communique.statements.drafts import Draft, Range, tagged
from communique.statements.speakers import FIRST_PERSON, speakers

if TYPE_CHECKING:
    from communique.times import TimeMention

LEAST = 0.35  # score of the tagger from which on an attribution is a statement
HEADS = frozenset({"title", "key_point"})


def find(parse: Parse, document: Document, cast: Cast, times: Sequence[TimeMention]) -> tuple[Statement, ...]:
    """All statements of a document, S1, S2 ... in text order."""
    drafts = list(tagged(parse, LEAST))
    drafts.extend(d for d in clauses.plain(parse, drafts) if speakers(parse, cast, d, ()))
    drafts = folding.without_copies(drafts)
    drafts = quotations.completed(parse, drafts)
    drafts, relayed = _without_relays(parse, cast, drafts)
    drafts, relayed = _without_headlines(parse, document, drafts, relayed)
    parents = folding.enclosing(drafts)
    said = _speakers(parse, cast, drafts, parents)
    known = media.occasions(parse, cast)
    made = [_statement(parse, cast, times, d, said[k], relayed[k], known) for k, d in enumerate(drafts)]
    made = [_with_frame(parse, drafts, made, k) for k in range(len(made))]
    return tuple(_numbered(made, parents, drafts))


def _speakers(parse: Parse, cast: Cast, drafts: list[Draft], parents: list[int | None]) -> list[tuple[str, ...]]:
    """Speakers of each draft, outer statements first, as inner ones may need them."""
    said: list[tuple[str, ...]] = [()] * len(drafts)
    for k in sorted(range(len(drafts)), key=lambda k: -folding.size(drafts[k].contents)):
        parent = parents[k]
        said[k] = speakers(parse, cast, drafts[k], said[parent] if parent is not None else ())
    return said


def _without_relays(parse: Parse, cast: Cast, drafts: list[Draft]) -> tuple[list[Draft], list[tuple[str, ...]]]:
    """Drafts without those that only hand on another's words, and for each the relays that were so found."""
    relayed: dict[int, list[str]] = {}
    dropped = set()
    for j, outer in enumerate(drafts):
        inner = [k for k, d in enumerate(drafts) if k != j and k not in dropped and folding.handed_on(parse, outer, d)]
        if not inner or not (outlets := _outlets(parse, cast, outer)):
            continue
        dropped.add(j)
        for k in inner:
            relayed.setdefault(k, []).extend(outlets)
    for j, outer in enumerate(drafts):
        if j in dropped:
            continue
        outlets = [a for a in speakers(parse, cast, outer, ()) if cast.by_id[a].kind == "outlet"]
        for k, d in enumerate(drafts):
            if outlets and k != j and folding.encloses(outer, d):
                relayed.setdefault(k, []).extend(outlets)
    kept = [k for k in range(len(drafts)) if k not in dropped]
    return [drafts[k] for k in kept], [tuple(dict.fromkeys(relayed.get(k, ()))) for k in kept]


def _outlets(parse: Parse, cast: Cast, d: Draft) -> list[str]:
    """Outlets and reports that a draft has as its source."""
    ids = speakers(parse, cast, d, ())
    return [a for a in ids if cast.by_id[a].kind == "outlet" or _is_report(cast, a)]


def _is_report(cast: Cast, actor: str) -> bool:
    return cast.by_id[actor].name.lower().split()[-1:] in (["reports"], ["report"], ["media"])


def _without_headlines(
    parse: Parse, document: Document, drafts: list[Draft], relayed: list[tuple[str, ...]]
) -> tuple[list[Draft], list[tuple[str, ...]]]:
    """Drafts without those of a title or key point that the body repeats."""
    kinds = [p.kind for p in document.parts]
    heads = [k for k, d in enumerate(drafts) if kinds[parse.sentence_of(d.cue[0]).part] in HEADS]
    if not heads:
        return drafts, relayed
    bodies = [folding.words(parse, d) for k, d in enumerate(drafts) if k not in heads]
    dropped = {k for k in heads if any(folding.repeats(folding.words(parse, drafts[k]), b) for b in bodies)}
    kept = [k for k in range(len(drafts)) if k not in dropped]
    return [drafts[k] for k in kept], [relayed[k] for k in kept]


def _statement(
    parse: Parse,
    cast: Cast,
    times: Sequence[TimeMention],
    d: Draft,
    said: tuple[str, ...],
    relayed: tuple[str, ...],
    known: list[media.Occasion],
) -> Statement:
    same = frozenset(
        m.head for m in cast.mentions if m.actor in said and any(c[0] <= m.head < c[1] for c in d.contents)
    ) | frozenset(
        i for c in d.contents for i in range(*c) if parse.tokens[i].quoted and parse.tokens[i].lower in FIRST_PERSON
    )
    act, why = acts.act(parse, d, same)
    addressed = addressees.addressees(parse, cast, d, said)
    relays = dict.fromkeys((*relayed, *addressees.relays(parse, cast, d, addressed)))
    return Statement(
        id="",
        speakers=said,
        source=_span(parse, d.sources[0]) if d.sources else None,
        cue=_span(parse, d.cue),
        content=tuple(_span(parse, c) for c in d.contents),
        kind=quotations.kind(parse, d.contents),
        act=act,
        addressees=addressed,
        relay=tuple(a for a in relays if a not in said),
        medium=media.medium(parse, cast, d, said, known),
        when=_when(parse, cast, times, d, said),
        polarity=_polarity(parse, d),
        confidence=round(d.score, 3),
        why=f"{d.why} {d.score:.2f}; {why}",
    )


def _with_frame(parse: Parse, drafts: list[Draft], made: list[Statement], k: int) -> Statement:
    """A statement whose verb hangs under another one's of the same speaker has its time, medium and relay too.

    "The minister said on Monday the plan was dead, adding that ..."
    """
    above = {d.head: j for j, d in enumerate(drafts) if j != k and made[j].speakers == made[k].speakers}
    for a in _governors(parse, drafts[k].head):
        if a in above and not any(c[0] <= drafts[k].head < c[1] for c in drafts[above[a]].contents):
            outer, own = made[above[a]], made[k]
            return msgspec.structs.replace(
                own, when=own.when or outer.when, medium=own.medium or outer.medium, relay=own.relay or outer.relay
            )
    return made[k]


def _governors(parse: Parse, i: int) -> list[int]:
    """The predicates over `i` that lend it what stands beside them."""
    found: list[int] = []
    while parse.tokens[i].deprel in ("advcl", "conj", "xcomp", "acl", "acl:relcl", "obj") and len(found) < 3:
        i = parse.tokens[i].head
        found.append(i)
    return found


def _span(parse: Parse, r: Range) -> Span:
    start, end = parse.chars(*r)
    return Span(start=start, end=end)


def _polarity(parse: Parse, d: Draft) -> Polarity:
    if any(m.row.polarity == "denied" for m in cues.matches(parse, *d.cue)) or is_negated(parse, d.head):
        return "denied"
    return "affirmed"


def _when(parse: Parse, cast: Cast, times: Sequence[TimeMention], d: Draft, said: tuple[str, ...]) -> When | None:
    """The time that the cue's own clause gives, outside the content, or that of a clause of the speaker over it."""
    sentence = parse.tokens[d.head].sentence
    near = [t for t in times if parse.tokens[t.head].sentence == sentence and not _within(d.contents, t.head)]
    if not near:
        return None
    above = [g for g in _governors(parse, d.head) if any(cast.at(s) in said for s in subjects(parse, g))]
    for verb in (d.head, *above):
        for t in near:
            if _hangs(parse, t.head, d.cue if verb == d.head else (verb, verb + 1), verb):
                return t.when
    return None


def _hangs(parse: Parse, i: int, cue: Range, verb: int) -> bool:
    """Whether token `i` depends on the verb or another word of its cue with no other verb between."""
    for a in parse.ancestors(i):
        if a == verb or cue[0] <= a < cue[1]:
            return True
        if parse.tokens[a].upos in ("VERB", "AUX"):
            return False
    return False


def _within(ranges: Sequence[Range], i: int) -> bool:
    return any(first <= i < last for first, last in ranges)


def _numbered(made: list[Statement], parents: list[int | None], drafts: list[Draft]) -> list[Statement]:
    """Statements in text order, with their ids and the ids of those around them."""
    first = [min(d.cue[0], *(r[0] for r in (*d.contents, *d.sources))) for d in drafts]
    order = sorted(range(len(made)), key=lambda k: (first[k], drafts[k].cue[0]))
    ids = {k: f"S{n}" for n, k in enumerate(order, 1)}
    return [
        msgspec.structs.replace(made[k], id=ids[k], parent=ids[p] if (p := parents[k]) is not None else None)
        for k in order
    ]
