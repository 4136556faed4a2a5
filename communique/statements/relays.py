"""Through which outlets or persons the article has a statement, in the order in which it was handed on.

"told CNN", "in an interview with the Times", "as quoted by the agency", "speaking on Radio One", "according to the
Courier" right behind the words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.actors.cast import Cast
from communique.language.arguments import objects, obliques, preposition, subjects
from communique.language.parse import Parse
from communique.statements.drafts import Draft, within
from communique.statements.media import frame, medium_of
from communique.statements.speakers import TALKS

TO_OUTLETS = frozenset({"to", "with", "by", "on", "in", "from", "for", "of"})
OF_OUTLETS = frozenset({"from", "for", "of", "with", "on", "at"})
HANDS_ON = frozenset({"quote", "cite", "report"})
APPEARS = TALKS | {"appear"}
SHOWN = frozenset({"publish", "broadcast", "air", "carry", "post", "print", "release", "show", "run", "televise"})
UPWARD = frozenset({"acl", "advcl", "xcomp", "ccomp"})
AGAINST = frozenset({"accuse", "blame", "demand", "urge", "threaten"})  # acts that an outlet meets
GENERIC = frozenset({"report", "press", "reporter", "reporters"})  # nouns that name no outlet


def relays(parse: Parse, cast: Cast, draft: Draft, addressed: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of those who hand the statement on; of `addressed`, who are spoken to, outlets are."""
    found = [] if _is_against(draft) else list(addressed)
    tagged = [i for r in (draft.tag.relays if draft.tag else ()) for i in parse.conjuncts(parse.head_of(*r))]
    heads = [*tagged, *_beside(parse, cast, draft), *_behind(parse, draft)]
    found.extend(a for i in heads for a in outlets(parse, cast, i))
    if draft.tag and len(draft.tag.sources) > 1:  # "the agency quoted an official as saying"
        found.extend(a for r in draft.tag.sources if (a := cast.at(parse.head_of(*r))) is not None)
    return tuple(dict.fromkeys(a for a in found if cast.by_id[a].kind == "outlet"))


def outlets(parse: Parse, cast: Cast, i: int) -> Iterator[str]:
    """The actor at token `i`; if he is no outlet, the one whose he is: "a reporter for the Times" -> the Times."""
    actor = cast.at(i)
    if actor is None or cast.by_id[actor].kind != "outlet":
        near = [t.i for t in parse.children(i, "nmod", "compound", "appos") if _whose(parse, t.i)]
        of = [a for k in near if (a := cast.at(k)) is not None and cast.by_id[a].kind == "outlet"]
        if of:
            yield from of
            return
    if actor is not None:
        yield actor


def _is_against(draft: Draft) -> bool:
    """Whether an outlet that is spoken to is not told something but accused, or asked to do something."""
    return draft.match is not None and draft.match.row.act in AGAINST


def _whose(parse: Parse, i: int) -> bool:
    return parse.tokens[i].deprel in ("nmod:poss", "compound", "appos") or preposition(parse, i) in OF_OUTLETS


def is_generic(cast: Cast, a: str) -> bool:
    """Whether an actor is just "the press", or a report, which is a document; "reports" are those of outlets."""
    actor = cast.by_id[a]
    named = any(m.kind == "name" for m in actor.mentions)
    return not named and bool(GENERIC & set(actor.name.lower().split()))


def _beside(parse: Parse, cast: Cast, draft: Draft) -> Iterator[int]:
    """Heads of phrases beside the cue and the predicates over it that name an outlet."""
    for i in frame(parse, draft):
        if (word := preposition(parse, i)) in TO_OUTLETS and not (_is_against(draft) and word in ("on", "to")):
            yield i
        if medium_of(parse, i) is not None:
            yield from (t.i for t in parse.children(i, "compound", "nmod:poss"))
            shown = [t.i for t in parse.children(i, "acl") if t.lemma in SHOWN]
            yield from (o for verb in shown for _, o in obliques(parse, verb))
    if any(t.lemma == "tell" for t in parse.tokens[slice(*draft.cue)]):
        yield from objects(parse, draft.head)
    sources = [parse.head_of(*s) for s in draft.sources]
    for t in (t for h in (draft.head, *sources) for t in parse.children(h, "advcl", "acl", "conj")):
        if t.lemma in APPEARS and not within(draft.contents, t.i):
            yield from (o for word, o in obliques(parse, t.i) if word in TO_OUTLETS)
    beside = [t.i for t in parse.children(draft.head, "advcl", "parataxis", "acl")]
    for h in (*_upward(parse, draft), *beside):
        if parse.tokens[h].lemma in HANDS_ON:
            below = (h, *(t.i for t in parse.children(h, "advcl")))
            yield from (s for s in subjects(parse, h) if (a := cast.at(s)) and cast.by_id[a].kind == "outlet")
            yield from (o for verb in below for word, o in obliques(parse, verb) if word == "by")


def _behind(parse: Parse, draft: Draft) -> Iterator[int]:
    """What an "according to" right behind cue and content names."""
    sentence = parse.sentence_of(draft.cue[0])
    i = max(draft.cue[1], *(last for _, last in draft.contents))
    while i < sentence.last and parse.tokens[i].upos == "PUNCT":
        i += 1
    if i + 2 < sentence.last and parse.tokens[i].lower == "according" and parse.tokens[i + 1].lower == "to":
        above = [a for a in (i + 2, *parse.ancestors(i + 2)) if i + 2 <= a < sentence.last]
        yield from (a for a in above if parse.tokens[a].upos in ("PROPN", "NOUN"))


def _upward(parse: Parse, draft: Draft) -> Iterable[int]:
    """The cue's verbs and up to two predicates over them ("the agency quoted an official saying")."""
    heads = [i for i in range(*draft.cue) if parse.tokens[i].upos == "VERB"] or [draft.head]
    i = draft.head
    for _ in range(3):
        token = parse.tokens[i]
        if token.head < 0 or token.deprel.split(":")[0] not in (*UPWARD, "obj"):
            break
        i = token.head
        heads.append(i)
    return heads
