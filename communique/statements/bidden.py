"""Those who are spoken to though they stand only inside what is said.

"demanded that Norland withdraw"                  who is to do it
"a ceasefire between Norland and the rebels"      called for: those between whom
"offered to let Norland send observers"           who gets what is offered
"warned of a war if Norland does not withdraw"    on whom it depends
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.language.arguments import auxiliaries, conjoined, is_negated, is_passive, objects, obliques, subjects
from communique.language.parse import Parse, Token
from communique.statements import cues
from communique.statements.complements import is_infinitive
from communique.statements.drafts import Draft

ASKING = frozenset({"demand", "urge"})
WARNING = frozenset({"warn", "threaten"})
DECIDES = frozenset({"decide", "decree", "determine", "resolve"})  # cues that order where what is decided is a duty
PRESSING = frozenset({"must", "shall"})
DUTY = PRESSING | {"should", "ought"}
OWED = frozenset({"apology", "resignation", "withdrawal", "explanation", "cooperation", "compliance", "surrender"})
JOINT = frozenset({"agreement", "armistice", "ceasefire", "cease-fire", "compromise", "cooperation", "co-operation"})
JOINT |= {"deal", "dialogue", "meeting", "negotiation", "peace", "reconciliation", "settlement", "summit", "talk"}
JOINT |= {"treaty", "truce"}  # what is asked of the two between whom it is to be
FOUGHT = frozenset({"clash", "conflict", "dispute", "fighting", "hostility", "violence", "war"})
TURNS = frozenset({"cessation", "continuation", "end", "halt", "restart", "resumption", "return", "start", "stop"})
MET = frozenset({"accept", "comply", "consider", "defy", "dismiss", "face", "follow", "heed", "ignore", "meet", "obey"})
MET |= {"receive", "refuse", "reject", "resist"}  # what is done with a demand by him to whom it was made
PERMITS = frozenset({"allow", "enable", "invite", "let", "permit"})
GIVES = frozenset({"extend", "give", "grant", "hand", "lend", "pay", "provide", "sell", "supply"})
CONDITIONS = frozenset({"if", "unless"})


def bidden(parse: Parse, draft: Draft) -> list[int]:
    """Heads of those who are asked, offered or warned of what is said, in text order of each way to say so."""
    main = parse.head_of(*draft.contents[0])
    act = draft.match.row.act if draft.match else "say"
    if act in ASKING:
        found = _doers(parse, draft, main) or _from(parse, main) or _whose(parse, main) or _between(parse, main)
        return found or _confronted(parse, draft, main)
    if act == "ask":
        found = _from(parse, main) or _confronted(parse, draft, main)
    elif act == "offer":
        found = _given(parse, main)
    elif act in WARNING:
        found = (
            _doers(parse, draft, main)
            if is_infinitive(parse, parse.tokens[main])
            else _on_condition(parse, draft, main)
        )
    elif parse.tokens[draft.head].lemma in DECIDES:
        found = _agents(parse, main) if set(auxiliaries(parse, main)) & PRESSING else []
    else:
        found = []
    return found or [i for h in _sentences(parse, draft) for i in _in_own_words(parse, h)]


def _doers(parse: Parse, draft: Draft, main: int) -> list[int]:
    """Who is to do what is demanded, also before an infinitive that the tree hangs under the cue: "called for X to"."""
    clauses = (main, *(c.i for c in parse.children(main, "conj") if any(parse.children(c.i, "nsubj"))))
    found = [i for h in clauses if _is_to_be_done(parse, h) for i in _agents(parse, h)]
    before = [t for t in parse.children(draft.head, "nsubj") if t.i > draft.head and _is_for(parse, t.i)]
    if not is_passive(parse, draft.head) and any(parse.children(draft.head, "xcomp")):  # "required X to pay"
        before += [t for t in parse.children(draft.head, "obj") if t.i > draft.head]
    return [*found, *(s for t in before for s in conjoined(parse, t.i))]


def _agents(parse: Parse, main: int) -> list[int]:
    """The subject of an active predicate, who stands behind "by" at a passive one."""
    if is_passive(parse, main):
        return list(subjects(parse, main))
    return [s for t in parse.children(main, "nsubj") for s in conjoined(parse, t.i)]


def _is_to_be_done(parse: Parse, main: int) -> bool:
    """Whether a clause tells what is to be done, not what is: an infinitive, a subjunctive, a duty."""
    token = parse.tokens[main]
    helpers = set(auxiliaries(parse, main))
    if helpers & DUTY or is_infinitive(parse, token):
        return True
    bare = "be" in helpers or any(t.lower == "be" for t in parse.children(main, "cop"))
    return bare or (token.upos == "VERB" and not helpers and token.lower == token.lemma)


def _is_for(parse: Parse, i: int) -> bool:
    """Whether a noun stands in "for X to do", which the tree may hang under the verb before it."""
    return parse.tokens[max(0, parse.subtree(i)[0] - 1)].lower == "for"


def _from(parse: Parse, main: int) -> list[int]:
    """Those from whom or by whom a thing is asked: "requested a report from the ministry"."""
    if parse.tokens[main].upos != "NOUN":
        return []
    return [o for word, o in obliques(parse, main) if word in ("from", "by")]


def _whose(parse: Parse, main: int) -> list[int]:
    """Those whose deed is asked for: "demanded the minister's resignation"."""
    if parse.tokens[main].lemma not in OWED:
        return []
    return [t.i for t in parse.children(main, "nmod:poss") if t.deprel == "nmod:poss"]


def _between(parse: Parse, main: int) -> list[int]:
    """Those between whom what is asked for is to be: "talks between X and Y", "an end to the war between X and Y"."""
    token = parse.tokens[main]
    if token.lemma in TURNS:
        turned = (o for word, o in obliques(parse, main) if word in ("of", "to"))
        return [i for o in turned for i in _parties(parse, parse.tokens[o], JOINT | FOUGHT)]
    return list(_parties(parse, token, JOINT))


def _parties(parse: Parse, t: Token, nouns: frozenset[str]) -> Iterable[int]:
    return (o for word, o in obliques(parse, t.i) if word in ("between", "among")) if t.lemma in nouns else ()


def _confronted(parse: Parse, draft: Draft, main: int) -> list[int]:
    """Who has to do with a demand "to resign" that is a noun: the subject of "rejected", "faced" over it."""
    noun = parse.tokens[draft.match.first] if draft.match else parse.tokens[draft.head]
    infinitive = is_infinitive(parse, parse.tokens[main]) and not any(parse.children(main, "nsubj"))
    if noun.upos != "NOUN" or not infinitive or noun.head < 0 or parse.tokens[noun.head].lemma not in MET:
        return []
    return list(subjects(parse, noun.head))


def _given(parse: Parse, main: int) -> list[int]:
    """Who gets what is offered: "to give X access", "to allow X to enter", "help to X"."""
    token = parse.tokens[main]
    to = [o for word, o in obliques(parse, main) if word == "to"]
    if token.upos == "NOUN":
        return to
    with_it = token.lemma in GIVES and any(word == "with" for word, _ in obliques(parse, main))
    wanted = ("iobj", "obj") if token.lemma in PERMITS or with_it else ("iobj",)
    found = [o for t in parse.children(main, *wanted) for o in conjoined(parse, t.i)]
    return found or (to if token.lemma in GIVES else [])


def _on_condition(parse: Parse, draft: Draft, main: int) -> list[int]:
    """Whose doing would bring about what is warned of: the subjects of "if" and "unless" clauses behind the cue."""
    clauses = [t for h in dict.fromkeys((draft.head, main)) for t in parse.children(h, "advcl") if t.i >= draft.cue[1]]
    return [s for t in clauses if _is_condition(parse, t.i) for s in _agents(parse, t.i)]


def _is_condition(parse: Parse, i: int) -> bool:
    """Whether a clause opens with "if", "unless", or "should" ("war should Norland join")."""
    inverted = parse.tokens[parse.subtree(i)[0]].lower == "should"
    return inverted or any(m.lower in CONDITIONS for m in parse.children(i, "mark"))


def _sentences(parse: Parse, draft: Draft) -> list[int]:
    """Heads of the sentences that are said."""
    return [
        parse.head_of(max(first, s.first), min(last, s.last))
        for first, last in draft.contents
        for s in parse.sentences[parse.tokens[first].sentence : parse.tokens[last - 1].sentence + 1]
    ]


def _in_own_words(parse: Parse, main: int) -> list[int]:
    """Whom the speaker asks in a quotation, not whom he asked before: "I call on the rebels to lay down their arms"."""
    if not parse.tokens[main].quoted or not any(t.lower in ("i", "we") for t in parse.children(main, "nsubj")):
        return []
    row = next((m.row for m in cues.matches(parse, main, main + 1)), None)
    now = parse.tokens[main].lower == parse.tokens[main].lemma or parse.tokens[main].lower.endswith("ing")
    if row is None or row.act not in (*ASKING, *WARNING, "ask", "offer") or is_negated(parse, main) or not now:
        return []
    found = list(objects(parse, main)) if "obj" in row.addressee else []
    return [*found, *(o for word, o in obliques(parse, main) if introduced(parse, word, o) in row.addressee)]


def introduced(parse: Parse, word: str, o: int) -> str:
    """The preposition of a phrase; where the tree has none, the word before it ("appealed to | the court not to")."""
    return word or parse.tokens[max(0, parse.subtree(o)[0] - 1)].lower
