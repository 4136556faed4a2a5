"""What stands beside a cue, or beside the verb over it: when it was said, and what it shares with the one above.

"The minister said on Monday the plan was dead, adding that ..."    both on Monday
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from communique.actors.cast import Cast
from communique.language.arguments import subjects
from communique.language.parse import Parse
from communique.record import Statement, When
from communique.statements.drafts import Draft, within
from communique.statements.trimming import Range

if TYPE_CHECKING:
    from communique.times import TimeMention

SOMEONE = frozenset({"someone", "somebody"})
THIRD_PERSON = frozenset({"he", "she", "they"})
LENDING = frozenset({"advcl", "conj", "xcomp", "acl", "acl:relcl", "obj"})


def when(parse: Parse, cast: Cast, times: Sequence[TimeMention], d: Draft, said: tuple[str, ...]) -> When | None:
    """The time that the cue's own clause gives, outside the content, or that of a clause of the speaker over it."""
    sentence = parse.sentence_of(d.head)
    near = [t for t in times if sentence.first <= t.head < sentence.last and not within(d.contents, t.head)]
    if not near:
        return None
    above = [g for g in governors(parse, d.head) if any(cast.at(s) in said for s in subjects(parse, g))]
    for verb in (d.head, *above):
        for t in near:
            if _hangs(parse, t.head, d.cue if verb == d.head else (verb, verb + 1), verb):
                return t.when
    return None


def shared(parse: Parse, drafts: Sequence[Draft], made: Sequence[Statement]) -> list[Statement]:
    """The statements; one whose verb hangs under that of another of the same speaker has its time, medium and relay."""
    by_head = {d.head: j for j, d in enumerate(drafts)}
    out = []
    for d, own in zip(drafts, made, strict=True):
        over = (by_head[g] for g in governors(parse, d.head) if g in by_head)
        j = next((j for j in over if made[j].speakers == own.speakers and not within(drafts[j].contents, d.head)), None)
        if j is not None:
            outer = made[j]
            relay = outer.relay if set(own.relay) <= set(outer.relay) else own.relay
            own = msgspec.structs.replace(
                own, when=own.when or outer.when, medium=own.medium or outer.medium, relay=relay
            )
        out.append(own)
    return out


def carried(
    parse: Parse, cast: Cast, drafts: Sequence[Draft], made: Sequence[Statement], parents: Sequence[int | None]
) -> list[Statement]:
    """The statements; one without a relay has that of the one before by the same speaker in the same paragraph, or
    in the next if only a pronoun names him, or if he has no name at all, also where others speak between.

    "Vale told the Courier that ... \"It is over,\" she said."    both through the Courier
    """
    out = list(made)
    order = sorted(range(len(made)), key=lambda k: drafts[k].cue)
    last: dict[tuple[str, ...], int] = {}  # by speakers
    before: tuple[str, ...] = ()
    for k in order:
        said, match = out[k].speakers, drafts[k].match
        nameless = _is_nameless(parse, cast, said)
        if not out[k].relay and match is not None and match.row.open and said in last:
            goes_on = parents[k] is None and before == said
            if (nameless or goes_on) and _is_near(parse, drafts[last[said]], drafts[k], nameless):
                out[k] = msgspec.structs.replace(out[k], relay=out[last[said]].relay)
        if said and (out[k].relay or (parents[k] is None and not nameless)):
            last[said] = k
        before = said if parents[k] is None else before
    return out


def _is_near(parse: Parse, before: Draft, d: Draft, nameless: bool) -> bool:
    """Whether a statement stands in the paragraph of another, or in the next under a pronoun or a nameless source."""
    apart = parse.sentence_of(d.cue[0]).part - parse.sentence_of(before.cue[0]).part
    pronoun = any(parse.tokens[parse.head_of(*s)].lower in THIRD_PERSON for s in d.sources)
    return apart == 0 or (apart == 1 and (pronoun or nameless))


def _is_nameless(parse: Parse, cast: Cast, said: tuple[str, ...]) -> bool:
    """Whether a single person speaks whom the text never names: "a source", "the official", "someone close to him"."""
    if len(said) != 1:
        return False
    own = [m for m in cast.mentions if m.actor == said[0]]
    single = cast.by_id[said[0]].kind in ("person", "office")
    single = single or any(parse.tokens[m.head].lower in SOMEONE for m in own)
    return single and all(m.kind != "name" for m in own)


def governors(parse: Parse, i: int) -> list[int]:
    """The predicates over `i` that lend it what stands beside them."""
    found: list[int] = []
    while parse.tokens[i].deprel in LENDING and len(found) < 3:
        i = parse.tokens[i].head
        found.append(i)
    return found


def _hangs(parse: Parse, i: int, cue: Range, verb: int) -> bool:
    """Whether token `i` depends on the verb or another word of its cue with no other verb between."""
    for a in parse.ancestors(i):
        if a == verb or cue[0] <= a < cue[1]:
            return True
        if parse.tokens[a].upos in ("VERB", "AUX"):
            return False
    return False
