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
from communique.statements.trimming import Range

TO_OUTLETS = frozenset({"to", "with", "by", "on", "in", "from", "for", "of"})
OF_OUTLETS = frozenset({"from", "for", "of", "with", "on", "at"})
HANDS_ON = frozenset({"quote", "cite", "report"})
SHOWN = frozenset({"publish", "broadcast", "air", "carry", "post", "print", "release", "show", "run", "televise"})
ASKED = HANDS_ON | {"survey", "poll", "interview"}  # participles: "economists polled by the agency"
REPORTERS = frozenset({"reporter", "correspondent", "journalist", "columnist"})
TELLS_OF = SHOWN | {"report", "describe", "detail"}  # verbs of papers that stand in a journal
CONTRASTS = frozenset({"while", "whereas", "although", "though", "but"})  # words before what others report
APPEARS = TALKS | {"appear"}
UPWARD = frozenset({"acl", "advcl", "xcomp", "ccomp"})
ISSUES = frozenset({"edition", "issue"})  # of a newspaper
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
    through = [a for a in found if cast.by_id[a].kind == "outlet"]
    if not through:
        through = [
            a for i in _employers(parse, draft) for a in outlets(parse, cast, i) if cast.by_id[a].kind == "outlet"
        ]
    return tuple(dict.fromkeys(through))


def outlets(parse: Parse, cast: Cast, i: int) -> Iterator[str]:
    """The actor at token `i`; if he is no outlet, the one whose he is: "a reporter for the Times" -> the Times."""
    actor = cast.at(i)
    if actor is None or cast.by_id[actor].kind != "outlet":
        near = [
            n for t in parse.children(i, "nmod", "compound", "appos") if _whose(parse, t.i) for n in _called(parse, t.i)
        ]
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


def _called(parse: Parse, i: int) -> Iterator[int]:
    """Token `i` and the name behind it: "the newspaper | The Courier"."""
    yield i
    yield from (t.i for t in parse.children(i, "nmod", "appos") if t.upos == "PROPN" and not preposition(parse, t.i))


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
    for verb in (t for t in parse.tokens[slice(*draft.cue)] if t.lemma in TELLS_OF):
        things = (verb.i, *(t.i for t in parse.children(verb.i, "obj")))
        yield from (o for h in things for word, o in obliques(parse, h) if word == "in")
    asked = (t.i for s in sources for t in parse.children(s, "acl") if t.lemma in ASKED)
    yield from (o for verb in asked for word, o in obliques(parse, verb) if word == "by")
    beside = [t.i for t in parse.children(draft.head, "advcl", "parataxis", "acl") if not _contrasts(parse, t.i)]
    for h in (*_upward(parse, draft), *beside):
        if parse.tokens[h].lemma in HANDS_ON:
            below = (h, *(t.i for t in parse.children(h, "advcl")))
            yield from (s for s in subjects(parse, h) if (a := cast.at(s)) and cast.by_id[a].kind == "outlet")
            yield from (o for verb in below for word, o in obliques(parse, verb) if word == "by")


def _employers(parse: Parse, draft: Draft) -> Iterator[int]:
    """The words by which the source is a reporter, who speaks through his outlet: "Courier correspondent Anna Vale"."""
    for source in draft.sources:
        head = parse.head_of(*source)
        words = (parse.tokens[head], *parse.children(head, "nmod:desc", "compound", "appos"))
        yield from (t.i for t in words if t.lemma in REPORTERS)


def _behind(parse: Parse, draft: Draft) -> Iterator[int]:
    """What an "according to" right behind cue and content names, or an "in an article for", also behind the source."""
    i = _next(parse, draft, draft.contents)
    last = parse.sentence_of(draft.cue[0]).last
    if i + 2 < last and parse.tokens[i].lower == "according" and parse.tokens[i + 1].lower == "to":
        above = [a for a in (i + 2, *parse.ancestors(i + 2)) if i + 2 <= a < last]
        yield from (a for a in above if parse.tokens[a].upos in ("PROPN", "NOUN"))
    i = _next(parse, draft, (*draft.contents, *draft.sources))
    if i + 2 < last and parse.tokens[i].lower in ("in", "during") and parse.tokens[i].head > i:
        noun = parse.tokens[i].head
        if parse.tokens[noun].lemma in ISSUES or medium_of(parse, noun) is not None:
            yield noun


def _next(parse: Parse, draft: Draft, ranges: Iterable[Range]) -> int:
    """The first word behind the cue and the ranges in its sentence."""
    i = max(draft.cue[1], *(last for _, last in ranges))
    last = parse.sentence_of(draft.cue[0]).last
    while i < last and parse.tokens[i].upos == "PUNCT":
        i += 1
    return i


def _contrasts(parse: Parse, i: int) -> bool:
    """Whether a clause stands against the one over it: "while others report that ..."."""
    return any(t.lower in CONTRASTS for t in parse.children(i, "mark", "cc"))


def _upward(parse: Parse, draft: Draft) -> Iterable[int]:
    """The cue's verbs and up to two predicates over them ("the agency quoted an official saying")."""
    heads = [i for i in range(*draft.cue) if parse.tokens[i].upos == "VERB"] or [draft.head]
    i = draft.head
    for _ in range(3):
        token = parse.tokens[i]
        if token.head < 0 or token.deprel.split(":")[0] not in (*UPWARD, "obj") or _contrasts(parse, i):
            break
        i = token.head
        heads.append(i)
    return heads
