"""Status: whether an act was done, is planned, possible, demanded, denied, by the words around its trigger.

Cues of `status.csv` are collected while walking up the tree from the trigger: its own auxiliaries and adverbs, the verb
that has it as infinitive, clause or object, the noun that it is the content of, the mark of its clause; then the
statements whose content encloses it. The walk stops at a relative clause or at an object that the verb above
presupposes ("criticised the invasion" leaves the invasion done).

Precedence: denied, then negated; then the innermost of demanded, possible and conditional; then planned, ongoing;
`happened` is what is left. A plan may be possible, a possibility is never a plan, and a negated plan inside somebody's
statement is a denial ("claims that it does not plan to invade").
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.events.scene import Scene
from communique.events.tables import Cue, classes, cues
from communique.language import arguments
from communique.language.parse import Parse, Token
from communique.record import Statement, Status

FIRM: tuple[Status, ...] = ("denied", "negated")
SOFT: tuple[Status, ...] = ("demanded", "possible", "conditional")
REST: tuple[Status, ...] = ("planned", "ongoing")


class Verdict(msgspec.Struct, frozen=True):
    """A status with the words that made it."""

    status: Status
    why: str = ""


def status_of(scene: Scene, i: int, enclosing: tuple[Statement, ...]) -> Verdict:
    """The status of the act triggered by token `i`, inside the contents of `enclosing` (innermost first)."""
    found: list[tuple[Status, str]] = list(_cues(scene.parse, i, bool(enclosing)))
    words = [w for _, w in found]
    statuses: list[Status] = [s for s, _ in found]
    for statement in enclosing:
        if statement.polarity == "denied" or statement.act == "deny":
            statuses.append("denied")
            words.append("inside a denial")
    reported = bool(enclosing)
    chosen = _decide(statuses, reported, _has_if(scene.parse, i))
    if chosen == "happened" and i < len(scene.parse.tokens) and _headline_plan(scene, i):
        return Verdict("planned", "infinitive in a headline")
    return Verdict(chosen, ", ".join(dict.fromkeys(words)))


def _decide(statuses: list[Status], reported: bool, conditional: bool) -> Status:
    if "denied" in statuses:
        return "denied"
    if "negated" in statuses:
        return "negated"
    soft = next((s for s in statuses if s in SOFT), None)
    if soft == "conditional" and reported and not conditional:
        return "planned"
    if soft:
        return soft
    if conditional and "planned" in statuses:
        return "conditional"
    return next((s for s in REST if s in statuses), "happened")


def _cues(parse: Parse, i: int, reported: bool) -> Iterator[tuple[Status, str]]:
    """Cues on the way up from token `i`, innermost first; `reported` if it stands inside a statement."""
    table = cues()
    yield from _own(parse, i)
    below, token = parse.tokens[i], parse.tokens[i]
    while token.head >= 0:
        below, token = token, parse.tokens[token.head]
        relation = below.deprel
        if relation == "conj" and token.upos == below.upos:
            if token.upos == "VERB" and not any(parse.children(below.i, "nsubj")):
                shared = [s for s in _own(parse, token.i) if s[0] not in ("ongoing", "negated")]
                yield from shared if not any(parse.children(below.i, "aux")) else ()
            below = token
            continue
        scope = _scope(parse, below, token)
        if scope is None:
            return
        if scope == "of" and token.lemma in classes()["partitive"]:
            continue
        yield from _beside(parse, below, token)
        kind = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(token.upos, "")
        cue = (_controls(parse, below, token, scope) and table.get((token.lemma, "control"))) or table.get(
            (token.lemma, kind)
        )
        if cue and _reaches(parse, cue, scope, below, token):
            yield cue.status, token.text
            if cue.status == "planned" and reported and arguments.is_negated(parse, token.i):
                yield "denied", f"not {token.text}"
            if cue.status in ("planned", "ongoing", "demanded"):
                yield from (s for s in _own(parse, token.i) if s[0] != "ongoing")
            elif arguments.is_negated(parse, token.i) and cue.status in ("possible", "happened"):
                yield "negated", f"not {token.text}"
        elif scope in ("content", "subject", "object") and _carries(parse, below, token, scope):
            yield from _own(parse, token.i)
        elif below.deprel in ("acl", "advcl") and any(m.lower == "to" for m in parse.children(below.i, "mark")):
            yield "planned", f"{token.text} to"
        elif scope in ("subject", "object", "of"):
            return
        if scope in ("subject", "object") and not (cue or _carries(parse, below, token, scope)):
            return


def _beside(parse: Parse, below: Token, token: Token) -> Iterator[tuple[Status, str]]:
    """The noun that a phrase belongs to, where the tree hangs it on the verb: "repeated their demands | for a ban"."""
    if token.upos != "VERB" or not below.deprel.startswith("obl"):
        return
    if arguments.preposition(parse, below.i) not in ("for", "of", "to"):
        return
    for noun in parse.children(token.i, "obj"):
        cue = cues().get((noun.lemma, "noun"))
        if cue and "of" in cue.scope and noun.i < below.i:
            yield cue.status, noun.text


def _own(parse: Parse, i: int) -> Iterator[tuple[Status, str]]:
    """Cues on the clause of `i` itself."""
    table = cues()
    token = parse.tokens[i]
    if arguments.is_negated(parse, i):
        yield "negated", "not"
    for word in arguments.auxiliaries(parse, i):
        cue = table.get((word, "aux"))
        if cue:
            yield cue.status, word
    if token.upos == "NOUN" and any(t.lower == "any" for t in parse.children(i, "det")):
        yield "possible", "any"
    if token.deprel == "csubj" and token.lower.endswith("ing"):
        yield "possible", token.text
    for t in parse.children(i, "advmod", "amod", "mark", "compound"):
        kind = {"advmod": "adv", "amod": "adj", "mark": "mark", "compound": "adj"}[t.deprel.split(":")[0]]
        cue = table.get((t.lemma, kind)) or table.get((t.lower, kind))
        if cue:
            yield cue.status, t.text
    if token.upos == "VERB" and _progressive(parse, i):
        yield "ongoing", token.text


def _progressive(parse: Parse, i: int) -> bool:
    """Whether a form of "be" makes `i` progressive, or "being" a passive."""
    forms = set(arguments.auxiliaries(parse, i))
    present = bool(forms & {"is", "are", "am", "'s", "'re", "’s", "’re", "been"})
    return present and (parse.tokens[i].lower.endswith("ing") or "being" in forms)


def _scope(parse: Parse, below: Token, token: Token) -> str | None:
    """How `token` holds `below`: content, object, subject, of; None where what is above says nothing of it."""
    relation = below.deprel
    base = relation.split(":")[0]
    if relation == "acl:relcl" or base in ("parataxis", "appos", "root", "dislocated", "vocative", "list"):
        return None
    if base in ("xcomp", "ccomp", "csubj"):
        return "content"
    if base in ("acl", "advcl"):
        held = any(m.lower in ("to", "that") for m in parse.children(below.i, "mark"))
        return "content" if held else ("prevented" if base == "advcl" and _from(parse, below) else None)
    if base in ("obj", "iobj") or relation == "nsubj:pass":
        return "object"
    if base == "nsubj":
        return "subject"
    if base == "nmod":
        return "of" if arguments.preposition(parse, below.i) in ("of", "for", "to", "about", "over", "on") else None
    if base == "obl":
        word = arguments.preposition(parse, below.i)
        return "object" if word in ("for", "to", "on", "about", "against", "of", "with") else None
    return None


def _controls(parse: Parse, below: Token, token: Token, scope: str) -> bool:
    """Whether a verb has an object that is to do what its infinitive says ("wants them to leave")."""
    infinitive = scope == "content" and below.deprel != "ccomp"
    return infinitive and token.upos == "VERB" and any(parse.children(token.i, "obj", "iobj"))


def _from(parse: Parse, below: Token) -> bool:
    return any(m.lower == "from" for m in parse.children(below.i, "mark", "case"))


def _reaches(parse: Parse, cue: Cue, scope: str, below: Token, token: Token) -> bool:
    if below.deprel.startswith("obl") and arguments.preposition(parse, below.i) == "with":
        return token.lemma == "threaten"
    if token.lemma == "call" and token.upos == "VERB" and not _calls_for(parse, token.i):
        return False
    if (
        scope == "object"
        and token.upos == "VERB"
        and below.deprel.startswith("obl")
        and token.lemma not in ("call", "plan")
    ):
        return "object" in cue.scope and token.lemma in (
            "prepare",
            "ask",
            "appeal",
            "push",
            "press",
            "hope",
            "warn",
            "threaten",
            "opt",
        )
    return scope in cue.scope


def _calls_for(parse: Parse, i: int) -> bool:
    """Whether a call is one on somebody or for something, not on the telephone or by a name."""
    words = {word for word, _ in arguments.obliques(parse, i)} | {
        t.lower for t in parse.children(i, "compound", "advmod")
    }
    return not words.isdisjoint(("on", "for", "upon"))


def _carries(parse: Parse, below: Token, token: Token, scope: str) -> bool:
    """Whether the modality of `token` is that of what it holds, though `token` itself is no cue."""
    if scope == "content":
        return below.deprel == "xcomp"
    if scope == "subject" and any(parse.children(token.i, "cop")):
        return not any(d.lower in ("the", "this", "that") for d in parse.children(below.i, "det"))
    if token.upos != "VERB":
        return False
    return token.lemma in classes()["occurring"] or (below.upos == "NOUN" and not _is_known(parse, below))


def _is_known(parse: Parse, noun: Token) -> bool:
    """Whether a noun is presented as known or counted: "the attacks", "his visit", "two raids"."""
    return any(
        t.deprel in ("det", "nmod:poss", "nummod") and t.lower not in ("a", "an", "any", "another", "some", "further")
        for t in parse.children(noun.i)
    )


def _has_if(parse: Parse, i: int) -> bool:
    """Whether the clause of `i` has a condition: an "if" or "unless" clause beside it."""
    clause = i
    for a in (i, *parse.ancestors(i)):
        clause = a
        for t in parse.children(clause, "advcl"):
            if t.i != i and any(m.lower in ("if", "unless") for m in parse.children(t.i, "mark")):
                return True
        if parse.tokens[clause].deprel in ("root", "ccomp", "acl:relcl", "parataxis"):
            break
    return False


def _headline_plan(scene: Scene, i: int) -> bool:
    """A headline's bare infinitive ("Leaders to meet in Rome")."""
    token = scene.parse.tokens[i]
    return (
        token.sentence in scene.summary
        and token.upos == "VERB"
        and token.deprel in ("root", "acl", "conj")
        and any(m.lower == "to" for m in scene.parse.children(i, "mark", "aux"))
    )
