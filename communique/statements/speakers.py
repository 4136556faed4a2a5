"""Who the source of a statement is: the actors that its words stand for.

"Iran's foreign minister said"      the minister, not Iran
"a statement by the ministry said"  the ministry
"I urge ...", inside a quotation    the speaker of the quotation
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from communique.actors.cast import Cast
from communique.language.arguments import antecedent, conjoined, is_passive, preposition, subjects
from communique.language.parse import Parse
from communique.statements.drafts import Draft
from communique.statements.trimming import Range

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
UNMADE = frozenset({"report", "poll", "rumour", "rumor", "survey"})  # without a maker they have no speaker
PAIRS = frozenset({"pair", "duo", "couple", "two", "both"})
TABLE = Path(__file__).with_name("heads.csv")


@cache
def roles() -> dict[str, str]:
    """Heads of sources that are not the speaker: `written` ones speak for their maker."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {r["word"]: r["role"] for r in csv.DictReader(file)}


def speakers(parse: Parse, cast: Cast, draft: Draft, enclosing: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the actors who speak, several for a joint statement; `enclosing` are those of the one around it."""
    found: list[str] = []
    for source in draft.sources:
        found.extend(named(parse, cast, source, enclosing))
    if not draft.sources:
        found.extend(implied(parse, cast, draft, enclosing))
    return tuple(dict.fromkeys(found))


def implied(parse: Parse, cast: Cast, draft: Draft, enclosing: tuple[str, ...]) -> list[str]:
    """Speakers of a cue with no words beside it for its source: the subject that the tree lends it."""
    heads = [draft.head] if draft.match is None else [draft.head, draft.match.first]
    if is_passive(parse, draft.head) and not subjects(parse, draft.head):
        return []
    for head in heads:
        inside = [s for s in subjects(parse, head) if not any(c[0] <= s < c[1] for c in draft.contents)]
        found = [a for s in inside for a in _at(parse, cast, s, enclosing)]
        found = found or [a for s in inside for m in _makers(parse, s) if (a := cast.at(m)) is not None]
        if found:
            return found
    return []


def named(parse: Parse, cast: Cast, source: Range, enclosing: tuple[str, ...]) -> list[str]:
    """Actors at the head of the source's words and at the heads coordinated with it."""
    head = source_head(parse, source)
    token = parse.tokens[head]
    if token.lower in RELATIVE:
        noun = antecedent(parse, head)
        return [a for h in conjoined(parse, noun) for a in _at(parse, cast, h, enclosing)]
    heads = [h for h in parse.conjuncts(head) if source[0] <= h < source[1]] or [head]
    found = [a for h in heads for a in _at(parse, cast, h, enclosing)]
    if found:
        return found
    if _is_pair(parse, head):
        return _last_two(cast, source[0])
    if parse.tokens[head].lemma in UNMADE:
        return []
    skipped = {t.i for i in range(*source) for t in parse.children(i, "nmod:poss")}
    inside = [m.actor for m in cast.mentions if source[0] <= m.head < source[1] and m.head not in skipped]
    return inside[:1] or list(cast.within(*source)[:1])


def source_head(parse: Parse, source: Range) -> int:
    """The head token of a source; where the tree breaks it up, the head of its first noun phrase."""
    return parse.head_of(*source)


def _at(parse: Parse, cast: Cast, head: int, enclosing: tuple[str, ...]) -> list[str]:
    """The actors that the phrase headed by `head` stands for."""
    token = parse.tokens[head]
    if token.lower in FIRST_PERSON and enclosing:
        return list(enclosing)
    if roles().get(token.lemma) == "written":
        made = _makers(parse, head)
        found = [a for h in made if (a := cast.at(h)) is not None]
        if found or token.lemma in UNMADE:
            return found
    own = cast.at(head)
    if own is not None:
        return [own if cast.by_id[own].kind == "person" else _person_of(parse, cast, head) or own]
    if roles().get(token.lemma) == "partitive":
        near = [
            t.i for t in parse.children(head, "nmod", "obl") if preposition(parse, t.i) in ("of", "in", "from", "among")
        ]
    else:
        near = [t.i for t in parse.children(head, "appos", "flat")]
    found = [a for h in (*near, _above_flat(parse, head)) if (a := cast.at(h)) is not None]
    return found[:1]


def _person_of(parse: Parse, cast: Cast, head: int) -> str | None:
    """The person whose name stands with a title: "Senator Vale", "the ambassador, Nora Vale"."""
    near = [t.i for t in parse.children(head, "flat", "appos", "compound")]
    token = parse.tokens[head]
    if token.deprel in ("flat", "compound") and token.head >= 0:
        near.append(token.head)
    found = (a for h in near if (a := cast.at(h)) is not None)
    return next((a for a in found if cast.by_id[a].kind == "person"), None)


def _is_pair(parse: Parse, head: int) -> bool:
    """ "The pair", "both leaders", "the two"."""
    return parse.tokens[head].lemma in PAIRS or any(t.lower in PAIRS for t in parse.children(head, "det", "nummod"))


def _last_two(cast: Cast, before: int) -> list[str]:
    """The two persons named last before a token."""
    people = [m.actor for m in cast.mentions if m.head < before and cast.by_id[m.actor].kind == "person"]
    return list(dict.fromkeys(reversed(people)))[:2][::-1]


def _above_flat(parse: Parse, head: int) -> int:
    token = parse.tokens[head]
    return token.head if token.deprel in ("flat", "appos", "compound") and token.head >= 0 else head


def _makers(parse: Parse, head: int) -> list[int]:
    """Heads of those who made what `head` names, there or where it was named before: "a letter by X", "X's report"."""
    for i in (head, *(t.i for t in reversed(parse.tokens[:head]) if t.lemma == parse.tokens[head].lemma)):
        found = _made_by(parse, i)
        if found:
            return found
    return []


def _made_by(parse: Parse, head: int) -> list[int]:
    found = [t.i for t in parse.children(head, "nmod:poss")]
    for t in parse.children(head, "nmod"):
        if preposition(parse, t.i) in ("by", "from", "of"):
            found.extend(conjoined(parse, t.i))
    for t in parse.children(head, "acl"):
        found.extend(s for s in subjects(parse, t.i) if s != head)
    return found
