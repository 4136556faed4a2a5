"""To whom something was said.

The row of the cue tells where the addressee stands: the object ("urged Putin", "told CNN") or a phrase with a
preposition ("called on Israel", "wrote to the president"). What the model reads as spoken to is joined with that. Where
nobody stands there, it is who had asked (`replies`), or who is asked or offered something in the words themselves
(`bidden`).
"""

from __future__ import annotations

from communique.actors.cast import Cast
from communique.language.arguments import is_passive, objects, obliques, preposition, subjects
from communique.language.parse import Parse
from communique.statements import cues
from communique.statements.bidden import bidden, introduced
from communique.statements.drafts import Draft, within
from communique.statements.media import frame, is_called, medium_of
from communique.statements.relays import outlets
from communique.statements.replies import askers
from communique.statements.speakers import FIRST_PERSON, TALKS

DESCRIBES = frozenset({"det", "compound", "nmod:desc", "amod"})
AT_ONCE = frozenset({"accuse", "blame", "urge", "demand", "ask", "threaten"})  # their content may be the one spoken to
CONTACTS = frozenset({"contact", "email", "e-mail", "text", "phone", "telephone", "cable", "approach", "lobby"})
SENDS = frozenset({"address", "deliver", "file", "give", "hand", "issue", "lodge", "make", "present", "send", "submit"})
SENDS |= {"write"}
UNDER = frozenset({"acl", "acl:relcl", "advcl", "xcomp"})
LETTERS = frozenset({"email", "letter"})
MESSAGES = frozenset({"leaflet", "message"})
HEARERS = frozenset({"outlet", "public"})
WRITTEN = frozenset({"letter", "email", "interview", "phone call", "statement", "speech", "document", "tweet"})


def addressees(
    parse: Parse, cast: Cast, draft: Draft, speakers: tuple[str, ...], around: tuple[str, ...]
) -> tuple[str, ...]:
    """Ids of the actors spoken to, in text order; `around` are the speakers of the statement around this one, who say
    "he asked me".
    """
    found = _tagged(parse, draft)
    found += [i for i in (*_of_cue(parse, draft), *_of_occasion(parse, draft)) if not _inside(parse, draft, i)]
    found.extend(_interviewers(parse, cast, draft))
    ids = [a for i in found for a in _meant(parse, cast, i, around)] + _behind_source(parse, cast, draft)
    ids = [a for a in ids if a not in speakers]
    asked = [i for i in bidden(parse, draft) if parse.tokens[i].lower not in FIRST_PERSON]
    for heads in (askers(parse, cast, draft, speakers), asked, _of_letter(parse, draft)):
        ids = ids or [a for i in heads for a in _meant(parse, cast, i, around) if a not in speakers]
    return tuple(dict.fromkeys(ids))


def _meant(parse: Parse, cast: Cast, i: int, around: tuple[str, ...]) -> list[str]:
    """Ids of the actors at token `i`, or at the noun that it describes; where names stand behind a noun, theirs."""
    if parse.tokens[i].quoted and parse.tokens[i].lower in ("i", "me"):
        return list(around)
    while cast.at(i) is None and parse.tokens[i].deprel in DESCRIBES and parse.tokens[i].head >= 0:
        i = parse.tokens[i].head
    if parse.tokens[i].upos == "NOUN":
        names = [c for t in parse.children(i, "appos") for c in parse.conjuncts(t.i)]
        if names and cast.names(names[0]) and names[0] > i:
            return [a for c in names if (a := cast.at(c)) is not None]
    return list(cast.all_at(i))


def _tagged(parse: Parse, draft: Draft) -> list[int]:
    """Heads of what the model reads as spoken to; who stands behind "by", or behind a noun and "from" ("echoed calls
    from Norland"), speaks himself."""
    heads = [parse.head_of(*r) for r in (draft.tag.addressees if draft.tag else ())]
    return [i for h in heads if not _speaks(parse, h) for i in parse.conjuncts(h)]


def _speaks(parse: Parse, head: int) -> bool:
    word = preposition(parse, head)
    return word == "by" or (word == "from" and parse.tokens[head].deprel == "nmod")


def _of_cue(parse: Parse, draft: Draft) -> list[int]:
    """Heads where the row of the cue has its addressee."""
    if draft.match is None or not draft.match.row.addressee:
        return []
    wanted = draft.match.row.addressee
    found: list[int] = []
    for head in dict.fromkeys((draft.match.first, draft.match.last, draft.head)):
        if "obj" in wanted and parse.tokens[head].upos == "VERB":
            found.extend(objects(parse, head))
        found.extend(o for word, o in obliques(parse, head) if introduced(parse, word, o) in wanted and word != "obj")
    if not found and "obj" in wanted:
        lent = _before_content(parse, draft) or _second_subject(parse, draft.head) or _lent_object(parse, draft.head)
        found.extend(lent)
    return found


def _second_subject(parse: Parse, head: int) -> list[int]:
    """A noun right behind the verb that the tree takes for another subject: "the minister told Reuters, ..."."""
    here = [t.i for t in parse.children(head, "nsubj")]
    return [i for i in here if head < i and parse.subtree(i)[0] == head + 1] if here and here[0] < head else []


def _lent_object(parse: Parse, i: int) -> list[int]:
    """Whom a participle without object speaks to, where it follows on a passive: "X was called and asked to come"."""
    token = parse.tokens[i]
    if token.deprel != "conj" or not is_passive(parse, token.head) or any(parse.children(i, "nsubj", "aux", "obj")):
        return []
    return list(objects(parse, token.head)) if token.lower.endswith(("ed", "ld")) else []


def _behind_source(parse: Parse, cast: Cast, draft: Draft) -> list[str]:
    """Ids of the outlet told, or the public, that the tree hangs under a source behind its cue: "said a diplomat to the
    Courier".
    """
    if draft.match is None or "to" not in draft.match.row.addressee:
        return []
    heads = [parse.head_of(*s) for s in draft.sources if s[0] >= draft.cue[1]]
    to = [o for h in heads for word, o in obliques(parse, h) if word == "to"]
    return [a for o in to for a in outlets(parse, cast, o) if cast.by_id[a].kind in HEARERS]


def _of_occasion(parse: Parse, draft: Draft) -> list[int]:
    """Heads after the phrase that names the occasion: "in a letter to X", "called X to say"."""
    found: list[int] = []
    above = parse.tokens[draft.head].head if parse.tokens[draft.head].deprel in UNDER else -1
    sources = [parse.head_of(*s) for s in draft.sources]
    near = [o for i in sources for word, o in obliques(parse, i) if word == "in"]
    near += [above] if above >= 0 else []
    for i in (*frame(parse, draft), *near):
        if medium_of(parse, i) in WRITTEN:
            found.extend(o for word, o in obliques(parse, i) if word in ("to", "with"))
    sent = [above] if above >= 0 else []
    sent += [t.i for i in sent if parse.tokens[i].lemma in SENDS for t in parse.children(i, "obj")]
    for i in (*sent, *sources):
        if parse.tokens[i].upos == "NOUN" and (medium_of(parse, i) or any(cues.matches(parse, i, i + 1))):
            found.extend(_recipients(parse, i))
    if is_called(parse, draft.head) or (above >= 0 and parse.tokens[above].lemma in CONTACTS):
        found.extend(objects(parse, above))
    talks = list(parse.children(draft.head, "advcl"))
    for source in draft.sources:
        talks.extend(parse.children(parse.head_of(*source), "acl"))
    for t in talks:
        if t.lemma in TALKS and not within(draft.contents, t.i):
            found.extend(o for word, o in obliques(parse, t.i) if word in ("to", "with"))
    return found


def _recipients(parse: Parse, i: int) -> list[int]:
    """Those to whom a letter or speech goes: behind "to", or beside it at a verb of sending."""
    found = [o for word, o in obliques(parse, i) if word == "to"]
    token = parse.tokens[i]
    if token.deprel == "obj" and parse.tokens[token.head].lemma in SENDS:
        found.extend(t.i for t in parse.children(token.head, "iobj", "obj") if t.i < i)
        found.extend(o for word, o in obliques(parse, token.head) if word == "to")
    return found


def _of_letter(parse: Parse, draft: Draft) -> list[int]:
    """Who got the letter or message that is the source, or the subject of the cue, where it was sent before: "wrote to
    Vale ... The letter said".
    """
    heads = (*(parse.head_of(*s) for s in draft.sources), *(t.i for t in parse.children(draft.head, "nsubj")))
    for letter in (parse.tokens[i] for i in heads):
        sent = letter.lemma in MESSAGES or medium_of(parse, letter.i) in LETTERS
        if sent and any(parse.children(letter.i, "det", "nummod")):
            before = (t for t in reversed(parse.tokens[: letter.i]) if t.lemma in (letter.lemma, "write"))
            return next((found for t in before if (found := _recipients(parse, t.i))), [])
    return []


def _interviewers(parse: Parse, cast: Cast, draft: Draft) -> list[int]:
    """The outlet in a phrase beside the cue with which an interview was held, however the tree hangs it."""
    near = list(frame(parse, draft))
    if not any(medium_of(parse, i) == "interview" for i in near):
        return []
    outlets = [i for i in near if (a := cast.at(i)) is not None and cast.by_id[a].kind == "outlet"]
    return [i for i in outlets if preposition(parse, i) in ("with", "to", "by")]


def _inside(parse: Parse, draft: Draft, i: int) -> bool:
    """Inside a content with another head ("criticised both states" has one phrase as content and addressee)."""
    for first, last in draft.contents:
        if first <= i < last:
            head = parse.head_of(first, last)
            at_once = (draft.match is not None and draft.match.row.act in AT_ONCE) or preposition(parse, i) == "at"
            token = parse.tokens[i]
            later = any(t.i > i for t in parse.children(token.head, "obj") if token.deprel == "obj")
            if token.deprel == "iobj" or later:  # "offered Vale a seat" has two objects
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
