"""Statements that the tree shows plainly, for where the tagger has none.

- a reporting verb with its subject and a clause ("The minister said the road was closed"), also beside the clause;
- a verb of asking, promising or refusing with an infinitive ("refused to sign"), of blame or rejection with its object;
- a saying that is refused ("declined to answer questions", see `refusals`);
- an adjective with a "that" clause ("is confident that it will pass");
- "according to" and "as the minister said" with their clause;
- passives that name no holder ("is expected to", "it is feared that", "thought to be");
- inside the content of another, also wishes ("hopes to join"), beliefs by noun ("his belief that"), "was told that".

What may or will be said, what one is supposed to do and what a speaker himself believes or condemns are none.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.language.arguments import RELATIVES, auxiliaries, is_negated, is_passive, preposition
from communique.language.parse import Parse, Token
from communique.statements import cues, refusals
from communique.statements.drafts import CLAUSE, Draft, draft
from communique.statements.trimming import Range

CONFIDENCE = 0.4
INFINITIVES = frozenset({"ask", "urge", "demand", "promise", "offer", "threaten", "reject", "agree", "claim"})
OBJECTS = frozenset({"accuse", "deny", "demand", "reject", "reiterate", "blame"})
TOLD = frozenset({"say", "ask", "urge", "demand", "warn"})  # acts of passives whose subject is spoken to
WISHES = frozenset({"hope", "want", "wish", "plan", "intend", "expect", "prefer"})
VOICES = frozenset({"express", "voice", "stress", "welcome", "praise", "explain", "confirm", "congratulate", "mention"})
UNREAL = frozenset({"may", "might", "could", "can", "should", "must"})  # auxiliaries of what nobody has said yet
FUTURE = frozenset({"will", "would", "shall"})  # so too, unless negated: "would not say"
CONDITIONS = frozenset({"if", "unless", "whether", "until"})
HELD = frozenset({"believe", "predict"})  # acts of passives with no source: "is expected to", "is said to"
FIRST_PERSON = frozenset({"i", "we"})
SOMEONE = frozenset({"someone", "somebody", "many", "some", "others", "few"})
WITH_CLAUSE = ("reporting verb", "as said", "according to")  # rules that find a clause; a quotation may be no speech
OPEN_ACTS = frozenset({"say", "claim", "believe", "propose"})
RUMOURED = frozenset({"say", "report"})
DUTY = "suppose"  # "is supposed to" is what one ought to do
LENT = frozenset({"conj", "advcl", "acl", "xcomp"})  # relations in which a verb has the subject of another
PARTICIPLE = ("ed", "ght", "en", "id", "ld")  # how a passive participle ends: "expected", "thought", "said"
GOING_ON = frozenset({"continue", "go", "begin", "start", "refuse", "decline"})
CHARGES = ("of", "for")  # "accused X of Y", "blamed X for Y"


def plain(parse: Parse, drafts: list[Draft]) -> Iterator[Draft]:
    """Drafts for cues that no draft has, beside the drafts or wholly inside the content of one."""
    cued = {i for d in drafts for r in (d.cue, *d.sources) for i in range(*r)}
    held = [c for d in drafts for c in d.contents]
    inner = {i for c in held for i in range(*c)}
    for t in parse.tokens:
        if t.i in cued:
            continue
        found = _at(parse, t, t.i in inner)
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
    if t.upos == "VERB":
        return _refused(parse, t) or _verb(parse, t, inner) or _as_said(parse, t)
    if t.upos == "NOUN":
        return _silent(parse, t) or (_held(parse, t) if inner else None)
    if t.upos == "ADJ":
        return _refused(parse, t) or _adjective(parse, t)
    return None


def _refused(parse: Parse, t: Token) -> Draft | None:
    """A saying that is refused: "declined to answer questions", "did not comment on the plan"."""
    subject = next(parse.children(t.i, "nsubj"), None)
    found = refusals.refused(parse, t) if subject is not None else None
    if found is None or subject is None:
        return None
    return draft(parse, found[0], (parse.subtree(subject.i),), (found[1],), CONFIDENCE, "refusal")


def _silent(parse: Parse, t: Token) -> Draft | None:
    """ "Had no comment on the delay"."""
    found = refusals.silent(parse, t)
    if found is None:
        return None
    cue, source, content = found
    return draft(parse, cue, (_behind_case(parse, source),), (content,), CONFIDENCE, "no comment")


def _behind_case(parse: Parse, t: Token) -> Range:
    """The phrase of `t` without its preposition."""
    first, last = parse.subtree(t.i)
    return first + (parse.tokens[first].deprel == "case" and first < t.i), last


def _as_said(parse: Parse, t: Token) -> Draft | None:
    """ "As the minister said, ..." with the rest of its clause."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    subject = next(parse.children(t.i, "nsubj"), None)
    introduced = t.deprel == "advcl" and any(m.lower == "as" for m in parse.children(t.i, "mark"))
    if match is None or not match.row.open or subject is None or not introduced or is_passive(parse, t.i):
        return None
    if any(parse.children(t.i, "ccomp", "xcomp", "obj")) or not _is_real(parse, t):
        return None
    content = _beside(parse.subtree(t.i), parse.subtree(t.head))
    if content is None:
        return None
    return draft(parse, verb_group(parse, t.i), (parse.subtree(subject.i),), (content,), CONFIDENCE, "as said")


def _beside(phrase: Range, clause: Range) -> Range | None:
    """What is left of a clause without the phrase that opens or ends it, if it is no mere word or two."""
    content = (phrase[1], clause[1]) if phrase[0] == clause[0] else (clause[0], phrase[0])
    return content if content[1] - content[0] >= 3 else None


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
    a noun or someone ("a person close to the talks", "intelligence") says, claims, believes or suggests in a clause.
    """
    if not d.sources:
        return is_passive(parse, d.head)
    if d.why == "refusal":
        return True
    source = parse.tokens[parse.head_of(*d.sources[0])]
    named = d.why in WITH_CLAUSE and (source.upos in ("NOUN", "PROPN") or source.lower in SOMEONE)
    clause = any(t.upos in ("VERB", "AUX") for c in d.contents for t in parse.tokens[slice(*c)])
    return named and clause and d.match is not None and d.match.row.open and d.match.row.act in OPEN_ACTS


def _is_real(parse: Parse, t: Token) -> bool:
    """Whether a verb tells what was said, not what may or should be."""
    helpers = auxiliaries(parse, t.i)
    future = any(a in FUTURE for a in helpers) and (is_passive(parse, t.i) or not is_negated(parse, t.i))
    unreal = future or any(a in UNREAL for a in helpers)
    return not unreal and not any(m.lower in CONDITIONS for m in parse.children(t.i, "mark"))


def _verb(parse: Parse, t: Token, inner: bool) -> Draft | None:
    """A verb with its own or a lent subject, and what it says; more of them where it is `inner` to a content."""
    match = next(cues.matches(parse, t.i, t.i + 1), None)
    if match is None or not _is_real(parse, t):
        return None
    subject = next(parse.children(t.i, "nsubj"), None)
    sources: tuple[Range, ...] = ()
    if is_passive(parse, t.i):
        content = _passive(parse, t, match.row, subject, inner)
        sources = tuple(_behind_case(parse, a) for a in parse.children(t.i, "obl") if a.deprel == "obl:agent")
    elif subject is None and t.deprel not in LENT:
        return None
    else:
        content = None if inner and _is_own_act(t, subject) else _active(parse, t, match.row, subject, inner)
        sources = () if subject is None else (parse.subtree(subject.i),)
    first = _start(parse, t)
    last = match.last - (parse.tokens[match.last].deprel == "mark")
    if content is None or first is None or first <= content[0] <= last or content[0] <= t.i < content[1]:
        return None
    return draft(parse, (first, last + 1), sources, (content,), CONFIDENCE, "reporting verb")


def _passive(parse: Parse, t: Token, row: cues.Row, subject: Token | None, inner: bool) -> Range | None:
    """What is held with no holder named ("is expected to", "it is feared that", "thought to be") or told to someone."""
    held = (row.act in HELD or (row.act == "say" and row.open)) and t.lemma != DUTY and not row.deed
    told = inner and row.act in TOLD and "obj" in row.addressee
    content = None
    bare = t.deprel in ("acl", "advcl") and t.lower.endswith(PARTICIPLE) and (row.act in HELD or t.lemma in RUMOURED)
    if (held or told) and (subject is not None or bare):
        content = _infinitive(parse, t, *(["advcl"] if told else []))
    if content is None and (told or (held and subject is not None and subject.lower == "it")):
        content = _clause(parse, t, subject, beside=False)
    return content


def _active(parse: Parse, t: Token, row: cues.Row, subject: Token | None, inner: bool) -> Range | None:
    """What a verb says: a clause; with a subject of its own also an infinitive, a charge or an object."""
    content = _clause(parse, t, subject, row.open)
    if content is not None and row.deed and parse.tokens[content[0]].lower not in CLAUSE:
        return None
    if content is not None or (subject is None and t.deprel != "conj"):
        return content
    told = next(parse.children(t.i, "obj", "iobj"), None) if row.act in TOLD and "obj" in row.addressee else None
    if told is not None and subject is not None and (clause := _behind_told(parse, told)) is not None:
        return clause
    wish = inner and t.lemma in WISHES and subject is not None and subject.lower not in RELATIVES
    if wish or (row.act in INFINITIVES and not row.deed):
        content = _infinitive(parse, t)
    voiced = row.act in OBJECTS or (inner and (row.act == "warn" or t.lemma in VOICES))
    if content is None and (wish or (voiced and not row.deed)):
        content = _charge(parse, t)
    return content


def _is_own_act(t: Token, subject: Token | None) -> bool:
    """ "I believe", "we condemn" in a speaker's words: they give his statement its act, and are none themselves."""
    return subject is not None and subject.lower in FIRST_PERSON and t.lower == t.lemma


def _clause(parse: Parse, t: Token, subject: Token | None, beside: bool) -> Range | None:
    """The finite clause under the verb, or, if `beside`, the one that the verb stands behind."""
    for c in parse.children(t.i, "ccomp"):
        first, last = parse.subtree(c.i)
        if c.i > t.i:
            first = max(first, t.i + 1)
        if last - first >= 3 and not first <= t.i < last:
            return first, last
    if beside and subject is not None and t.deprel == "parataxis" and t.head < min(t.i, subject.i):
        first = parse.subtree(t.head)[0]
        return (first, parse.subtree(t.i)[0]) if first < t.head else None
    return None


def _behind_told(parse: Parse, told: Token) -> Range | None:
    """The "that" clause behind the one told, wherever the tree has hung it."""
    under = next((c for c in parse.children(told.i, "acl") if _is_that(parse, c)), None)
    if under is not None:
        return parse.subtree(under.i)
    i = parse.subtree(told.i)[1]
    if i >= len(parse.tokens) or parse.tokens[i].lower != "that" or parse.tokens[i].deprel != "mark":
        return None
    last = parse.subtree(parse.tokens[i].head)[1]
    return (i, last) if i < last else None


def _infinitive(parse: Parse, t: Token, *also: str) -> Range | None:
    """The infinitive under a verb, behind it and no comma; `also` in other relations than as its complement."""
    found = next((parse.subtree(c.i) for c in parse.children(t.i, "xcomp", *also) if _is_infinitive(parse, c)), None)
    if found is None or parse.tokens[min(t.i + 1, len(parse.tokens) - 1)].text == ",":
        return None
    return max(found[0], t.i + 1) if found[1] > t.i else found[0], found[1]


def _charge(parse: Parse, t: Token) -> Range | None:
    """What is blamed on or charged to the object, or else the object."""
    for c in parse.children(t.i, "advcl", "obl"):
        if preposition(parse, c.i) in CHARGES or any(m.lower in CHARGES for m in parse.children(c.i, "mark")):
            first, last = parse.subtree(c.i)
            return first + (parse.tokens[first].lower in CHARGES), last
    obj = next(parse.children(t.i, "obj"), None)
    return parse.subtree(obj.i) if obj is not None and obj.upos == "NOUN" else None


def _held(parse: Parse, t: Token) -> Draft | None:
    """A noun of belief or speech with its holder and a "that" clause: "the president's belief that ..."."""
    holder = next((c for c in parse.children(t.i, "nmod:poss") if c.deprel == "nmod:poss"), None)
    clauses = parse.children(t.i, "acl", "ccomp")
    said = next((c for c in clauses if _is_that(parse, c)), None)
    if holder is None or said is None:
        return None
    source = parse.subtree(holder.i)
    if any(c.lower in ("'s", "'", "’s", "’") for c in parse.children(holder.i, "case")):
        source = (source[0], max(source[1] - 1, source[0] + 1))
    return draft(parse, (t.i, t.i + 1), (source,), (parse.subtree(said.i),), CONFIDENCE, "noun with its clause")


def _is_that(parse: Parse, t: Token) -> bool:
    return t.deprel != "acl:relcl" and any(m.lower == "that" for m in parse.children(t.i, "mark"))


def _start(parse: Parse, t: Token) -> int | None:
    """Where the cue of a verb begins; None for an infinitive, unless under a verb of going on ("continues to say")."""
    bare = t.deprel == "xcomp" and t.lower == t.lemma  # "helped him say"
    if not bare and not _is_infinitive(parse, t):
        return _group_start(parse, t.i)
    over = parse.tokens[t.head]
    return _group_start(parse, over.i) if t.deprel == "xcomp" and over.lemma in GOING_ON else None


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
    return draft(
        parse, (first, t.i + 1), (parse.subtree(subject.i),), (parse.subtree(said.i),), CONFIDENCE, "adjective"
    )


def verb_group(parse: Parse, i: int) -> Range:
    """Verb `i` with its auxiliaries and negation."""
    return _group_start(parse, i), i + 1


def _group_start(parse: Parse, i: int) -> int:
    """The first auxiliary, negation or adverb of the verb group before verb `i`."""
    first = i
    while (
        first and parse.tokens[first - 1].head == i and parse.tokens[first - 1].deprel in ("aux", "aux:pass", "advmod")
    ):
        first -= 1
    return first


def _is_infinitive(parse: Parse, t: Token) -> bool:
    return any(m.lower == "to" for m in parse.children(t.i, "mark"))


def _according(parse: Parse, t: Token) -> Draft | None:
    """ "According to X" with the rest of its clause."""
    noun = t.head
    if noun <= t.i or parse.tokens[noun].head < 0:
        return None
    clause = parse.subtree(parse.tokens[noun].head)
    phrase = parse.subtree(noun)
    content = _beside(phrase, clause)
    source = (t.i + 2, phrase[1])
    if content is None or source[0] >= source[1]:
        return None
    return draft(parse, (t.i, t.i + 2), (source,), (content,), CONFIDENCE, "according to")
