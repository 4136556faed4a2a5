"""Statements that the tree shows plainly, for where the tagger has none.

- a reporting verb with its subject and a clause ("The minister said the road was closed"), also beside the clause;
- a verb of asking, promising or refusing with an infinitive ("refused to sign"), of blame or rejection with its object;
- a saying that is refused ("declined to answer questions", see `refusals`);
- an adjective with a "that" clause ("is confident that it will pass");
- "according to" and "as the minister said" with their clause;
- passives that name no holder ("is expected to", "it is feared that", "thought to be");
- inside the content of another, also wishes ("hopes to join"), "was told that", and mere phrases (see `inner`).

What may or will be said, what one is supposed to do and what a speaker himself believes or condemns are none.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.language.arguments import RELATIVES, is_passive
from communique.language.parse import Parse, Token
from communique.statements import cues, refusals
from communique.statements.complements import (
    behind_case,
    behind_told,
    charge,
    finite_clause,
    group_start,
    infinitive,
    is_infinitive,
    is_own_act,
    is_real,
    verb_group,
    with_object,
)
from communique.statements.drafts import BY_TREE, CLAUSE, Draft, draft
from communique.statements.inner import inside
from communique.statements.makers import is_written
from communique.statements.trimming import EDGE, MARKS, Range

INFINITIVES = frozenset({"ask", "urge", "demand", "promise", "offer", "threaten", "reject", "agree", "claim"})
OBJECTS = frozenset({"accuse", "deny", "demand", "reject", "reiterate", "blame"})
TOLD = frozenset({"say", "ask", "urge", "demand", "warn"})  # acts of passives whose subject is spoken to
WISHES = frozenset({"hope", "want", "wish", "plan", "intend", "expect", "prefer"})
VOICED = frozenset({"warn", "predict", "propose", "offer"})  # so too inside the content of another
VOICES = frozenset({"express", "voice", "stress", "welcome", "praise", "explain", "confirm", "congratulate", "mention"})
FAVOURS = frozenset({"support", "supports", "favour", "favours", "favor", "favors"})  # now a view, in the past a deed
HELD = frozenset({"believe", "predict"})  # acts of passives with no source: "is expected to", "is said to"
SOMEONE = frozenset({"someone", "somebody", "many", "some", "others", "few"})
WITH_CLAUSE = ("reporting verb", "as said", "according to")  # rules that find a clause; a quotation may be no speech
OPEN_ACTS = frozenset({"say", "claim", "believe", "propose"})
RUMOURED = frozenset({"say", "report", "rumour", "rumor"})
DUTY = "suppose"  # "is supposed to" is what one ought to do
LENT = frozenset({"conj", "advcl", "acl", "xcomp"})  # relations in which a verb has the subject of another
PARTICIPLE = ("ed", "ght", "en", "id", "ld")  # how a passive participle ends: "expected", "thought", "said"
SEEMS = frozenset({"seem", "appear"})
GOING_ON = frozenset({"continue", "go", "begin", "start", "refuse", "decline"})


def plain(parse: Parse, drafts: list[Draft]) -> Iterator[Draft]:
    """Drafts for cues that no draft has, beside the drafts or wholly inside the content of one."""
    cued = {i for d in drafts for r in (d.cue, *d.sources) for i in range(*r)}
    held = [c for d in drafts for c in d.contents]
    inner = {i for c in held for i in range(*c)}
    for t in parse.tokens:
        if t.i in cued:
            continue
        found = _at(parse, t, t.i in inner)
        if found is not None and t.quoted:
            found = _without_close(parse, found)
        if found is not None:
            found = _clipped(parse, found, drafts)
        if found is not None and cued.isdisjoint(range(*found.cue)) and _fits(found, held):
            cued.update(range(*found.cue))
            held.extend(found.contents)
            yield found


def _at(parse: Parse, t: Token, inner: bool) -> Draft | None:
    """The draft whose cue has its main word at `t`."""
    if t.lower == "according":
        return _according(parse, t)
    if t.lemma not in cues.table():
        return None
    found = None
    if t.upos == "VERB":
        found = _refused(parse, t) or _verb(parse, t, inner) or _as_said(parse, t)
    elif t.upos == "NOUN":
        found = _silent(parse, t)
    elif t.upos == "ADJ":
        found = _refused(parse, t) or _adjective(parse, t)
    return found or (inside(parse, t) if inner else None)


def _refused(parse: Parse, t: Token) -> Draft | None:
    """A saying that is refused: "declined to answer questions", "did not comment on the plan"."""
    subject = next(parse.children(t.i, "nsubj"), None)
    found = refusals.refused(parse, t) if subject is not None else None
    if found is None or subject is None:
        return None
    return draft(parse, found[0], (parse.subtree(subject.i),), (found[1],), BY_TREE, "refusal")


def _silent(parse: Parse, t: Token) -> Draft | None:
    """ "Had no comment on the delay"."""
    found = refusals.silent(parse, t)
    if found is None:
        return None
    cue, source, content = found
    return draft(parse, cue, (behind_case(parse, source),), (content,), BY_TREE, "no comment")


def _as_said(parse: Parse, t: Token) -> Draft | None:
    """ "As the minister said, ..." with the rest of its clause."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    subject = next(parse.children(t.i, "nsubj"), None)
    introduced = t.deprel == "advcl" and any(m.lower == "as" for m in parse.children(t.i, "mark"))
    if match is None or match.row.deed or subject is None or not introduced or is_passive(parse, t.i):
        return None
    if any(parse.children(t.i, "ccomp", "xcomp", "obj")) or not is_real(parse, t):
        return None
    contents = _beside(parse, parse.subtree(t.i), parse.subtree(t.head))
    if not contents:
        return None
    return draft(parse, verb_group(parse, t.i), (parse.subtree(subject.i),), contents, BY_TREE, "as said")


def _beside(parse: Parse, phrase: Range, clause: Range) -> tuple[Range, ...]:
    """What is left of a clause round a phrase, without words that only link; nothing if it is a mere word or two."""
    pieces = []
    for first, last in ((clause[0], phrase[0]), (phrase[1], clause[1])):
        if any(t.upos not in ("SCONJ", "CCONJ", "PUNCT") for t in parse.tokens[first:last]):
            pieces.append((first, last))
    return tuple(pieces) if sum(last - first for first, last in pieces) >= 3 else ()


def _clipped(parse: Parse, d: Draft, drafts: list[Draft]) -> Draft:
    """The draft without a participle clause at the end of its content that is a draft of its own (", adding")."""
    first, last = d.contents[-1]
    for other in drafts:
        begin = other.cue[0]
        if (
            first + 2 < begin < last
            and parse.tokens[begin - 1].text == ","
            and parse.tokens[begin].lower.endswith("ing")
        ):
            last = begin - 1
    return msgspec.structs.replace(d, contents=(*d.contents[:-1], (first, last)))


def _without_close(parse: Parse, d: Draft) -> Draft:
    """The draft, in a quotation, without the mark that ends the whole quotation."""
    first, last = d.contents[-1]
    marks = [t.text in MARKS for t in parse.tokens[first:last]]
    if sum(marks) != 1 or not marks[-1] or len(marks) < 2:
        return d
    last -= 1 + (parse.tokens[last - 2].text in EDGE)
    return msgspec.structs.replace(d, contents=(*d.contents[:-1], (first, last)))


def _fits(d: Draft, held: list[Range]) -> bool:
    """Whether cue and content lie wholly outside or wholly inside every content that there is."""
    own = (d.cue, *d.contents)
    for first, last in held:
        inside = [first <= r[0] and r[1] <= last for r in own]
        apart = [r[1] <= first or last <= r[0] for r in own]
        if not all(inside) and not all(apart):
            return False
    return True


def is_open(parse: Parse, d: Draft) -> bool:
    """What may stand without a speaker that is known: a passive that names none ("is expected to"), a refusal, and what
    a noun or someone ("a person close to the talks", "intelligence") says, claims, believes or suggests in a clause;
    what is written may also show or find, and is no less open before a participle ("a letter saying").
    """
    if not d.sources:
        return is_passive(parse, d.head) or (d.cue[0] > 0 and is_written(parse.tokens[d.cue[0] - 1]))
    if d.why == "refusal":
        return True
    source = parse.tokens[parse.head_of(*d.sources[0])]
    named = d.why in WITH_CLAUSE and (source.upos in ("NOUN", "PROPN") or source.lower in SOMEONE)
    clause = any(t.upos in ("VERB", "AUX") for c in d.contents for t in parse.tokens[slice(*c)])
    if not named or not clause or d.match is None or d.match.row.deed:
        return False
    return is_written(source) or (d.match.row.open and d.match.row.act in OPEN_ACTS)


def _verb(parse: Parse, t: Token, inner: bool) -> Draft | None:
    """A verb with its own or a lent subject, and what it says; more of them where it is `inner` to a content."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    if match is None or not is_real(parse, t):
        return None
    over = parse.tokens[t.head]
    seems = inner and t.deprel == "xcomp" and over.lemma in SEEMS
    subject = next(parse.children(over.i if seems else t.i, "nsubj"), None)
    sources: tuple[Range, ...] = ()
    if is_passive(parse, t.i):
        subject = subject or next(parse.children(t.i, "expl"), None)
        content = _passive(parse, t, match.row, subject, inner)
        sources = tuple(behind_case(parse, a) for a in parse.children(t.i, "obl") if a.deprel == "obl:agent")
    elif subject is None and t.deprel not in LENT:
        return None
    else:
        content = None if inner and is_own_act(t, subject) else _active(parse, t, match.row, subject, inner)
        sources = () if subject is None else (parse.subtree(subject.i),)
    first = _start(parse, t)
    last = match.last - (parse.tokens[match.last].deprel == "mark")
    if content is None or first is None or first <= content[0] <= last or content[0] <= t.i < content[1]:
        return None
    return draft(parse, (first, last + 1), sources, (content,), BY_TREE, "reporting verb")


def _passive(parse: Parse, t: Token, row: cues.Row, subject: Token | None, inner: bool) -> Range | None:
    """What is held with no holder named ("is expected to", "it is feared that", "thought to be") or told to someone."""
    held = (row.act in HELD or (row.act == "say" and row.open)) and t.lemma != DUTY and not row.deed
    told = inner and row.act in TOLD and "obj" in row.addressee
    content = None
    bare = t.deprel in ("acl", "advcl") and t.lower.endswith(PARTICIPLE) and (row.act in HELD or t.lemma in RUMOURED)
    if (held or told) and (subject is not None or bare):
        content = infinitive(parse, t, *(["advcl"] if told else []))
    if content is None and (told or (held and subject is not None and subject.lower == "it")):
        content = finite_clause(parse, t, subject, beside=False)
    return content


def _active(parse: Parse, t: Token, row: cues.Row, subject: Token | None, inner: bool) -> Range | None:
    """What a verb says: a clause; with a subject of its own also an infinitive, a charge or an object."""
    content = finite_clause(parse, t, subject, row.open)
    if content is not None and row.deed and parse.tokens[content[0]].lower not in CLAUSE:
        return None
    if content is not None or (subject is None and t.deprel != "conj"):
        return content
    told = next(parse.children(t.i, "obj", "iobj"), None) if row.act in TOLD and "obj" in row.addressee else None
    if told is not None and subject is not None and (clause := behind_told(parse, told)) is not None:
        return clause
    wish = inner and t.lemma in WISHES and subject is not None and subject.lower not in RELATIVES
    if wish or (row.act in INFINITIVES and not row.deed):
        content = infinitive(parse, t)
    if content is not None and t.lemma in WISHES:
        content = with_object(parse, t, content)
    voiced = row.act in OBJECTS or (inner and (row.act in VOICED or t.lemma in VOICES))
    if content is None and (wish or (inner and _favours(parse, t)) or (voiced and not row.deed)):
        content = charge(parse, t)
    return content


def _favours(parse: Parse, t: Token) -> bool:
    """Whether a verb tells that one is for a thing, not that one helps a person or body."""
    if t.lower not in FAVOURS:
        return False
    people = {n.head for n in parse.nominals if n.type in ("person", "organization")}
    return not any(o.i in people for o in parse.children(t.i, "obj"))


def _start(parse: Parse, t: Token) -> int | None:
    """Where the cue of a verb begins; None for an infinitive, unless under a verb of going on ("continues to say")."""
    bare = t.deprel == "xcomp" and t.lower == t.lemma  # "helped him say"
    if not bare and not is_infinitive(parse, t):
        return group_start(parse, t.i)
    over = parse.tokens[t.head]
    return group_start(parse, over.i) if t.deprel == "xcomp" and over.lemma in GOING_ON | SEEMS else None


def _adjective(parse: Parse, t: Token) -> Draft | None:
    """A predicate with a "that" clause: "remained firm that the demand is dead"."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    over = t.head if t.deprel == "xcomp" else t.i
    subject = next(parse.children(over, "nsubj"), None)
    said = next((c for c in parse.children(t.i, "ccomp") if parse.tokens[parse.subtree(c.i)[0]].lower == "that"), None)
    if match is None or subject is None or said is None or subject.i > t.i:
        return None
    first = parse.subtree(subject.i)[1]
    while first < t.i and parse.tokens[first].upos not in ("AUX", "VERB", "ADJ"):
        first += 1
    return draft(parse, (first, t.i + 1), (parse.subtree(subject.i),), (parse.subtree(said.i),), BY_TREE, "adjective")


def _according(parse: Parse, t: Token) -> Draft | None:
    """ "According to X" with the rest of its clause."""
    noun = t.head
    if noun <= t.i or parse.tokens[noun].head < 0:
        return None
    clause = parse.subtree(parse.tokens[noun].head)
    phrase = parse.subtree(noun)
    contents = _beside(parse, phrase, clause)
    source = (t.i + 2, phrase[1])
    if not contents or source[0] >= source[1]:
        return None
    return draft(parse, (t.i, t.i + 2), (source,), contents, BY_TREE, "according to")
