"""What stands beside a cue, or beside the verb over it: when it was said, and what it shares with the one above.

"The minister said on Monday the plan was dead, adding that ..."    both on Monday
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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
            own = msgspec.structs.replace(
                own, when=own.when or outer.when, medium=own.medium or outer.medium, relay=own.relay or outer.relay
            )
        out.append(own)
    return out


def carried(
    parse: Parse, drafts: Sequence[Draft], made: Sequence[Statement], parents: Sequence[int | None]
) -> list[Statement]:
    """The statements; one without a relay has that of the one before by the same speaker in the same paragraph.

    "Vale told the Courier that ... \"It is over,\" she said."    both through the Courier
    """
    out = list(made)
    order = sorted((k for k in range(len(made)) if parents[k] is None), key=lambda k: drafts[k].cue)
    for before, k in pairwise(order):
        a, b = out[before], out[k]
        match = drafts[k].match
        goes_on = match is not None and match.row.open
        one = parse.sentence_of(drafts[before].cue[0]).part == parse.sentence_of(drafts[k].cue[0]).part
        if goes_on and one and a.relay and not b.relay and a.speakers and a.speakers == b.speakers:
            out[k] = msgspec.structs.replace(b, relay=a.relay)
    return out


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
