"""To whom something was said, and through which outlet the article has it.

The row of the cue tells where the addressee stands: the object ("urged Putin", "told CNN") or a phrase with a
preposition ("called on Israel", "wrote to the president"). An outlet that is told something is the relay as well.
"""

from __future__ import annotations

from communique.actors.cast import Cast
from communique.language.arguments import conjoined, is_negated, is_passive, objects, obliques, preposition, subjects
from communique.language.parse import Parse
from communique.statements import cues
from communique.statements.drafts import Draft, within
from communique.statements.media import frame, medium_of
from communique.statements.speakers import FIRST_PERSON, TALKS

TO_OUTLETS = frozenset({"to", "with", "by", "on", "in", "from", "for"})
HANDS_ON = frozenset({"quote", "cite", "report"})
CALLS = frozenset({"call", "phone", "telephone"})
ASKING = frozenset({"demand", "urge"})
UPWARD = frozenset({"acl", "advcl", "xcomp", "ccomp"})


def addressees(parse: Parse, cast: Cast, draft: Draft, speakers: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the actors spoken to, in text order."""
    found = _tagged(parse, draft)
    found += [i for i in (*_of_cue(parse, draft), *_of_occasion(parse, draft)) if not _inside(parse, draft, i)]
    found.extend(_interviewers(parse, cast, draft))
    asked = found or [i for i in _asked(parse, draft) if parse.tokens[i].lower not in FIRST_PERSON]
    ids = [a for i in asked if (a := cast.at(i)) is not None]
    return tuple(dict.fromkeys(a for a in ids if a not in speakers))


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
        if medium_of(parse, i) in ("letter", "email", "interview", "phone call"):
            found.extend(o for word, o in obliques(parse, i) if word in ("to", "with"))
    if above >= 0 and parse.tokens[above].lemma in CALLS:
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
        return [s for t in parse.children(main, "nsubj") for s in conjoined(parse, t.i)] if to_do else []
    if not first.quoted or not any(t.lower in ("i", "we") for t in parse.children(main, "nsubj")):
        return []
    row = next((m.row for m in cues.matches(parse, main, main + 1)), None)
    if row is None or row.act not in (*ASKING, "ask") or is_negated(parse, main):
        return []
    found = list(objects(parse, main)) if "obj" in row.addressee else []
    return [*found, *(o for word, o in obliques(parse, main) if _introduced(parse, word, o) in row.addressee)]


def _inside(parse: Parse, draft: Draft, i: int) -> bool:
    """Inside a content with another head ("criticised both states" has one phrase as content and addressee)."""
    for first, last in draft.contents:
        if first <= i < last:
            head = parse.head_of(first, last)
            return i != head and i not in parse.conjuncts(head)
    return False


def _before_content(parse: Parse, draft: Draft) -> list[int]:
    """Subjects of an infinitive that the tree hangs under the cue without naming its object."""
    return [
        s
        for t in parse.children(draft.head, "xcomp", "ccomp")
        for s in subjects(parse, t.i)
        if s >= draft.cue[1] and not any(first <= s < last for first, last in draft.contents)
    ]


def relays(parse: Parse, cast: Cast, draft: Draft, addressed: tuple[str, ...]) -> tuple[str, ...]:
    """Outlets that were told, that quote, or that a phrase beside the cue names ("in an interview with CNN")."""
    found = list(addressed)
    for r in draft.tag.relays if draft.tag else ():
        found.extend(a for i in parse.conjuncts(parse.head_of(*r)) if (a := cast.at(i)) is not None)
    near = [i for i in frame(parse, draft) if preposition(parse, i) in TO_OUTLETS]
    found.extend(a for i in near if (a := cast.at(i)) is not None)
    beside = [t.i for t in parse.children(draft.head, "advcl", "parataxis", "acl")]
    for h in (*_upward(parse, draft), *beside):
        if parse.tokens[h].lemma in HANDS_ON:
            below = (h, *(t.i for t in parse.children(h, "advcl")))
            by = [o for verb in below for word, o in obliques(parse, verb) if word == "by"]
            found.extend(a for s in (*subjects(parse, h), *by) if (a := cast.at(s)) is not None)
    return tuple(dict.fromkeys(a for a in found if cast.by_id[a].kind == "outlet"))


def _upward(parse: Parse, draft: Draft) -> list[int]:
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
