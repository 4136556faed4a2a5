"""To whom something was said, and through which outlet the article has it.

The row of the cue tells where the addressee stands: the object ("urged Putin", "told CNN") or a phrase with a
preposition ("called on Israel", "wrote to the president"). An outlet that is told something is the relay as well.
"""

from __future__ import annotations

from communique.actors.cast import Cast
from communique.language.arguments import objects, obliques, preposition, subjects
from communique.language.parse import Parse
from communique.statements.drafts import Draft
from communique.statements.media import frame

TO_OUTLETS = frozenset({"to", "with", "by", "on", "in", "from", "for"})


def addressees(parse: Parse, cast: Cast, draft: Draft, speakers: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the actors spoken to, in text order."""
    if draft.match is None or not draft.match.row.addressee:
        return ()
    wanted = draft.match.row.addressee
    heads = dict.fromkeys((draft.match.first, draft.match.last, draft.head))
    found: list[int] = []
    for head in heads:
        verb = parse.tokens[head].upos == "VERB"
        if "obj" in wanted and verb:
            found.extend(objects(parse, head))
        found.extend(o for word, o in obliques(parse, head) if word in wanted and word != "obj")
    if not found and "obj" in wanted:
        found.extend(_before_content(parse, draft))
    ids = [a for i in found if not _inside(draft, i) and (a := cast.at(i)) is not None]
    return tuple(dict.fromkeys(a for a in ids if a not in speakers))


def _inside(draft: Draft, i: int) -> bool:
    """Inside the content, but not the content itself ("criticised the two countries" has one phrase as both)."""
    return any(first <= i < last for first, last in draft.contents) and any(
        last - first > 6 for first, last in draft.contents
    )


def _before_content(parse: Parse, draft: Draft) -> list[int]:
    """Subjects of an infinitive that the tree hangs under the cue without naming its object."""
    return [
        s
        for t in parse.children(draft.head, "xcomp", "ccomp")
        for s in subjects(parse, t.i)
        if s >= draft.cue[1] and not any(first <= s < last for first, last in draft.contents)
    ]


def relays(parse: Parse, cast: Cast, draft: Draft, addressed: tuple[str, ...]) -> tuple[str, ...]:
    """Outlets that were told, or that a phrase beside the cue names: "in an interview with CNN"."""
    found = [a for a in addressed if cast.by_id[a].kind == "outlet"]
    for i in frame(parse, draft):
        a = cast.at(i)
        if a is not None and cast.by_id[a].kind == "outlet" and preposition(parse, i) in TO_OUTLETS:
            found.append(a)
    return tuple(dict.fromkeys(found))
