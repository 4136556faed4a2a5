"""To whom something was said.

The row of the cue tells where the addressee stands: the object ("urged Putin", "told CNN") or a phrase with a
preposition ("called on Israel", "wrote to the president"). What the model reads as spoken to is joined with that.
"""

from __future__ import annotations

from communique.actors.cast import Cast
from communique.language.arguments import conjoined, is_negated, is_passive, objects, obliques, preposition, subjects
from communique.language.parse import Parse
from communique.statements import cues
from communique.statements.drafts import Draft, within
from communique.statements.media import frame, is_called, medium_of
from communique.statements.speakers import FIRST_PERSON, TALKS

DESCRIBES = frozenset({"det", "compound", "nmod:desc", "amod"})
ASKING = frozenset({"demand", "urge"})
OWED = frozenset({"apology", "resignation", "withdrawal", "explanation", "cooperation", "compliance", "surrender"})
AT_ONCE = frozenset({"accuse", "blame", "urge", "demand", "ask", "threaten"})  # their content may be the one spoken to
CONTACTS = frozenset({"contact", "email", "e-mail", "text", "phone", "telephone", "cable", "approach", "lobby"})
WRITTEN = frozenset({"letter", "email", "interview", "phone call", "statement", "speech", "document", "tweet"})


def addressees(parse: Parse, cast: Cast, draft: Draft, speakers: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the actors spoken to, in text order."""
    found = _tagged(parse, draft)
    found += [i for i in (*_of_cue(parse, draft), *_of_occasion(parse, draft)) if not _inside(parse, draft, i)]
    found.extend(_interviewers(parse, cast, draft))
    ids = [a for i in found for a in _meant(parse, cast, i)]
    if not ids:
        asked = (i for i in _asked(parse, draft) if parse.tokens[i].lower not in FIRST_PERSON)
        ids = [a for i in asked for a in _meant(parse, cast, i)]
    return tuple(dict.fromkeys(a for a in ids if a not in speakers))


def _meant(parse: Parse, cast: Cast, i: int) -> list[str]:
    """Ids of the actors at token `i`, or at the noun that it describes; where names stand behind a noun, theirs."""
    while cast.at(i) is None and parse.tokens[i].deprel in DESCRIBES and parse.tokens[i].head >= 0:
        i = parse.tokens[i].head
    if parse.tokens[i].upos == "NOUN":
        names = [c for t in parse.children(i, "appos") for c in parse.conjuncts(t.i)]
        if names and cast.names(names[0]) and names[0] > i:
            return [a for c in names if (a := cast.at(c)) is not None]
    actor = cast.at(i)
    return [] if actor is None else [actor]


def _tagged(parse: Parse, draft: Draft) -> list[int]:
    """Heads of what the model reads as spoken to."""
    return [i for r in (draft.tag.addressees if draft.tag else ()) for i in parse.conjuncts(parse.head_of(*r))]


def _of_cue(parse: Parse, draft: Draft) -> list[int]:
    """Heads where the row of the cue has its addressee."""
    if draft.match is None or not draft.match.row.addressee:
        return []
    wanted = draft.match.row.addressee
    found: list[int] = []
    for head in dict.fromkeys((draft.match.first, draft.match.last, draft.head)):
        if "obj" in wanted and parse.tokens[head].upos == "VERB":
            found.extend(objects(parse, head))
        found.extend(o for word, o in obliques(parse, head) if _introduced(parse, word, o) in wanted and word != "obj")
    if not found and "obj" in wanted:
        found.extend(_before_content(parse, draft) or _second_subject(parse, draft.head))
    return found


def _second_subject(parse: Parse, head: int) -> list[int]:
    """A noun right behind the verb that the tree takes for another subject: "the minister told Reuters, ..."."""
    here = [t.i for t in parse.children(head, "nsubj")]
    return [i for i in here if head < i and parse.subtree(i)[0] == head + 1] if here and here[0] < head else []


def _of_occasion(parse: Parse, draft: Draft) -> list[int]:
    """Heads after the phrase that names the occasion: "in a letter to X", "called X to say"."""
    found: list[int] = []
    above = parse.tokens[draft.head].head if parse.tokens[draft.head].deprel in ("acl", "advcl", "xcomp") else -1
    around = [above] if above >= 0 else []
    for i in (*frame(parse, draft), *around):
        if medium_of(parse, i) in WRITTEN:
            found.extend(o for word, o in obliques(parse, i) if word in ("to", "with"))
    if is_called(parse, draft.head) or (above >= 0 and parse.tokens[above].lemma in CONTACTS):
        found.extend(objects(parse, above))
    talks = list(parse.children(draft.head, "advcl"))
    for source in draft.sources:
        talks.extend(parse.children(parse.head_of(*source), "acl"))
    for t in talks:
        if t.lemma in TALKS and not within(draft.contents, t.i):
            found.extend(o for word, o in obliques(parse, t.i) if word in ("to", "with"))
    return found


def _interviewers(parse: Parse, cast: Cast, draft: Draft) -> list[int]:
    """The outlet in a phrase beside the cue with which an interview was held, however the tree hangs it."""
    near = list(frame(parse, draft))
    if not any(medium_of(parse, i) == "interview" for i in near):
        return []
    outlets = [i for i in near if (a := cast.at(i)) is not None and cast.by_id[a].kind == "outlet"]
    return [i for i in outlets if preposition(parse, i) in ("with", "to", "by")]


def _introduced(parse: Parse, word: str, o: int) -> str:
    """The preposition of a phrase; where the tree has none, the word before it ("appealed to | the court not to")."""
    return word or parse.tokens[max(0, parse.subtree(o)[0] - 1)].lower


def _asked(parse: Parse, draft: Draft) -> list[int]:
    """Heads of those who are to do what is demanded: "demanded that Norland withdraw", "I call on the rebels to"."""
    main = parse.head_of(*draft.contents[0])
    first = parse.tokens[main]
    if draft.match is not None and draft.match.row.act in ASKING:
        to_do = first.upos == "VERB" and not is_passive(parse, main)
        doers = list(parse.children(main, "nsubj")) if to_do else []
        doers += [t for t in parse.children(draft.head, "nsubj") if t.i > draft.head and _is_for(parse, t.i)]
        found = [s for t in doers for s in conjoined(parse, t.i)]
        return found or _from(parse, main) or _whose(parse, main)
    if draft.match is not None and draft.match.row.act == "ask" and (found := _from(parse, main)):
        return found
    if not first.quoted or not any(t.lower in ("i", "we") for t in parse.children(main, "nsubj")):
        return []
    row = next((m.row for m in cues.matches(parse, main, main + 1)), None)
    if row is None or row.act not in (*ASKING, "ask") or is_negated(parse, main):
        return []
    found = list(objects(parse, main)) if "obj" in row.addressee else []
    return [*found, *(o for word, o in obliques(parse, main) if _introduced(parse, word, o) in row.addressee)]


def _is_for(parse: Parse, i: int) -> bool:
    """Whether a noun stands in "for X to do", which the tree may hang under the verb before it."""
    return parse.tokens[max(0, parse.subtree(i)[0] - 1)].lower == "for"


def _from(parse: Parse, main: int) -> list[int]:
    """Those from whom a thing is asked: "requested a report from the ministry"."""
    return [o for word, o in obliques(parse, main) if word == "from"] if parse.tokens[main].upos == "NOUN" else []


def _whose(parse: Parse, main: int) -> list[int]:
    """Those whose deed is asked for: "demanded the minister's resignation"."""
    if parse.tokens[main].lemma not in OWED:
        return []
    return [t.i for t in parse.children(main, "nmod:poss") if t.deprel == "nmod:poss"]


def _inside(parse: Parse, draft: Draft, i: int) -> bool:
    """Inside a content with another head ("criticised both states" has one phrase as content and addressee)."""
    for first, last in draft.contents:
        if first <= i < last:
            head = parse.head_of(first, last)
            at_once = draft.match is not None and draft.match.row.act in AT_ONCE
            if parse.tokens[i].deprel == "iobj":
                return False
            return not at_once or (i != head and i not in parse.conjuncts(head))
    return False


def _before_content(parse: Parse, draft: Draft) -> list[int]:
    """Subjects of an infinitive that the tree hangs under the cue without naming its object."""
    return [
        s
        for t in parse.children(draft.head, "xcomp", "ccomp")
        for s in subjects(parse, t.i)
        if s >= draft.cue[1] and not any(first <= s < last for first, last in draft.contents)
    ]
