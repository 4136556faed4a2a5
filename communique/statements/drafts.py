"""Statements in the making: attributions as the model tags them or a rule finds them, trimmed to our conventions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from communique.language.arguments import RELATIVES, word_class
from communique.language.parse import Attribution, Parse
from communique.statements import cues, trimming
from communique.statements.trimming import Range

SAID_BEHIND = frozenset({"that", "about", "over", "of", "for", "to", "on", "against", "whether", "at"})
LEAST = 0.4  # score of the tagger from which on an attribution is a statement
LEAST_UNKNOWN = 0.8  # if the cue is in no table
LEAST_INSIDE = 0.2  # if it stands inside the content of another, where the tagger, which learned from sets that have
# the outermost alone, is sparing
BY_TREE = 0.4  # score of what the tree alone shows
CLAUSE = frozenset({"that", "to", "whether", "if", "how", "why", "what"})  # words that open what is said
HANDED_ON = frozenset({"quote", "cite", "report"})
UNDERGONE = frozenset({"say", "predict", "agree"})  # acts of cues whose passive tells of a deed: "was named"
NEVER = 2.0


class Draft(msgspec.Struct, frozen=True):
    """A statement in the making: ranges of tokens, the head of the cue, the row of the table that fits it, and what
    the model tagged there, None where a rule found it."""

    cue: Range
    head: int
    match: cues.Match | None
    sources: tuple[Range, ...]
    contents: tuple[Range, ...]
    score: float
    why: str
    tag: Attribution | None = None


def draft(
    parse: Parse, cue: Range, sources: tuple[Range, ...], contents: tuple[Range, ...], score: float, why: str
) -> Draft | None:
    """A trimmed draft; None if no cue or content is left."""
    cue = trimming.cue(parse, cue)
    particle = cue[1] < len(parse.tokens) and parse.tokens[cue[1]].deprel == "compound:prt"
    if particle and cue[0] <= parse.tokens[cue[1]].head < cue[1]:
        cue = (cue[0], cue[1] + 1)
    noun = _noun_of(parse, cue, contents)
    if noun is not None:
        contents = tuple((max(c[0], noun + 1), c[1]) if c[0] <= noun < c[1] else c for c in contents)
        cue = (cue[0], noun + 1)
    match = cues.match(parse, *cue) if cue[0] < cue[1] else None
    if len(contents) > 1:
        contents = tuple(c for c in contents if not _is_stray(parse, sources, c)) or contents
    contents = trimming.contents(parse, cue, contents, match.row.addressee if match else ())
    if not contents or all(t.upos == "DET" for t in parse.tokens[slice(*cue)]):
        return None
    head = parse.head_of(*cue)
    return Draft(cue, head, match, trimming.sources(parse, cue, head, sources), contents, score, why)


def _is_stray(parse: Parse, sources: tuple[Range, ...], content: Range) -> bool:
    """Whether a piece beside others is none: a bare relative, or what stands in a relative clause of the source, which
    has its own verb ("according to the Courier, which cited Vale as saying | that ...").
    """
    if content[1] - content[0] == 1 and parse.tokens[content[0]].lower in RELATIVES | {"what"}:
        return True
    over = (parse.tokens[i] for i in parse.ancestors(parse.head_of(*content)))
    return any(t.deprel == "acl:relcl" and within(sources, t.head) for t in over)


def _noun_of(parse: Parse, cue: Range, contents: tuple[Range, ...]) -> int | None:
    """The noun of speech with which a content begins right behind a light verb: "expressed grave concerns that ..."."""
    if cue[0] >= cue[1] or parse.tokens[parse.head_of(*cue)].lemma not in word_class("light"):
        return None
    for first, last in contents:
        for i in range(first, min(first + 4, last - 2)) if first == cue[1] else ():
            t = parse.tokens[i]
            if t.upos == "NOUN":
                row = any(r.pos == "NOUN" and len(r.words) == 1 for r in cues.table().get(t.lemma, ()))
                return i if row and parse.tokens[i + 1].lower in SAID_BEHIND else None
    return None


def tagged(parse: Parse) -> Iterator[Draft]:
    """The model's attributions that have a content and score enough for their cue, those inside others last."""
    made = ((a, draft(parse, a.cue, a.sources, a.contents, a.score, "tagged")) for a in parse.attributions)
    told = [msgspec.structs.replace(d, tag=a) for a, d in made if d is not None and not _says_nothing(parse, d)]
    sure = [d for d in told if d.score >= _least(parse, d)]
    yield from sure
    for d in told:
        if LEAST_INSIDE <= d.score < LEAST and d.match is not None and any(_is_inside(d, o) for o in sure):
            yield d


def _is_inside(d: Draft, outer: Draft) -> bool:
    """Whether the cue and all content of a draft stand inside the content of another."""
    return all(within(outer.contents, i) for r in (d.cue, *d.contents) for i in (r[0], r[1] - 1))


def _says_nothing(parse: Parse, d: Draft) -> bool:
    """Whether the content says nothing itself: only the one quoted ("X as saying ..."), the one to whom something was
    done, or a mere topic ("criticism of the ban").
    """
    for t in parse.children(d.head, "advcl") if parse.tokens[d.head].lemma in HANDED_ON else ():
        if any(m.lower == "as" for m in parse.children(t.i, "mark")) and any(parse.children(t.i, "ccomp")):
            return True
    words = [t for c in d.contents for t in parse.tokens[slice(*c)]]
    told = any(t.quoted or t.upos in ("VERB", "AUX") for t in words)
    undergone = not d.sources and d.match is not None and d.match.row.act in UNDERGONE and not d.match.row.open
    head = parse.tokens[d.head]
    noun = head.upos == "NOUN" or head.lower == "according"
    name = all(t.upos in ("PROPN", "DET", "PUNCT") for t in words) and d.match is not None and d.match.row.open
    return not told and (undergone or noun or name or _quotes(d))


def _quotes(d: Draft) -> bool:
    """Whether the cue is "quoted" or "cited"; what the one quoted said is another attribution."""
    return d.match is not None and d.match.row.words[0] in ("quote", "cite")


def _least(parse: Parse, d: Draft) -> float:
    """The score that a draft needs: more if its cue is in no table; that and a deed need a clause or a quotation."""
    quoted = any(parse.tokens[i].quoted for c in d.contents for i in range(*c))
    clause = parse.tokens[d.contents[0][0]].lower in CLAUSE
    if d.match is None:
        return LEAST_UNKNOWN if clause or (quoted and d.sources) else NEVER
    return NEVER if d.match.row.deed and not clause and not quoted else LEAST


def within(ranges: Iterable[Range], i: int) -> bool:
    """Whether token `i` is in one of the ranges."""
    return any(first <= i < last for first, last in ranges)
