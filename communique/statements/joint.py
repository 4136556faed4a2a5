"""Several who speak as one: "the two", "both leaders", "neither country", and a "they" that means two named together.

"Vale met with Holm. Both leaders agreed ..."    Vale and Holm
"Vale and Holm dined. They agreed ..."           Vale and Holm
"""

from __future__ import annotations

from communique.actors.cast import Cast
from communique.actors.tables import offices
from communique.language.arguments import conjoined, obliques, preposition
from communique.language.parse import Parse
from communique.statements.trimming import Range

PAIRS = frozenset({"pair", "duo", "couple", "two", "both", "neither"})
THEY = frozenset({"they", "them"})
THOSE = frozenset({"those", "these", "both", "two", "neither"})
SIDES = frozenset({"side"})
SOURCES = frozenset({"source", "report"})
NATIONS = frozenset({"nation", "country", "state", "government", "capital"})
MEETING = frozenset({"meet", "talk", "speak", "negotiate", "confer"})
BODIES = frozenset({"government", "state", "organisation", "outlet", "person"})
ALONG = frozenset({"with", "along with", "together with"})
MEMBERS = frozenset({"such as", "including"})
BACK = 1  # sentences before that of "they" in which those it means stand together


def all_of(parse: Parse, source: Range, head: int) -> list[int]:
    """The heads in a source of all who speak in it: those joined by "and", the names beside a plural ("the envoys Nora
    Vale and Ivo Holm"), the members told of it ("states such as Norland"), and who is along ("Vale, with Holm, said").
    """
    heads = [h for h in parse.conjuncts(head) if source[0] <= h < source[1]] or [head]
    token = parse.tokens[head]
    several = token.lower.endswith("s") and token.lower.startswith(token.lemma[:-1]) and token.lower != token.lemma
    for t in parse.children(head, "appos", "flat") if several and len(heads) == 1 else ():
        names = [h for h in parse.conjuncts(t.i) if source[0] <= h < source[1]]
        if len(names) > 1:
            return names
    for t in parse.children(head, "nmod"):
        words = preposition(parse, t.i)
        first = next((c.i for c in parse.children(t.i, "case")), t.i)
        along = words in ALONG and parse.tokens[first - 1].text == ","
        if (words in MEMBERS or along) and source[0] <= t.i < source[1]:
            heads.extend(h for h in parse.conjuncts(t.i) if source[0] <= h < source[1])
    return heads


def joint(parse: Parse, cast: Cast, head: int, own: str | None) -> list[str]:
    """Ids of the several actors that the phrase at `head` stands for; empty where it stands for one, or for `own`."""
    token = parse.tokens[head]
    if len(cast.all_at(head)) > 1:
        return list(cast.all_at(head))
    if token.lower in THEY and (own is None or cast.by_id[own].kind in BODIES):
        found = _together(parse, cast, head, own)
        if found:
            return found
    if token.lemma in NATIONS and any(t.lower in THOSE for t in parse.children(head, "det", "nummod")):
        return _last_two(cast, head, ("government", "state"))
    return _pair(parse, cast, head, own)


def _pair(parse: Parse, cast: Cast, head: int, own: str | None) -> list[str]:
    """The two that "the pair", "both leaders", "neither side", "both companies" or a "they" for these stand for."""
    heads = [head]
    if own is not None:
        if any(m.kind == "name" for m in cast.by_id[own].mentions):
            return []
        if parse.tokens[head].upos == "PRON":
            heads = [m.head for m in cast.mentions if m.actor == own and m.head < head]
    first = next((h for h in heads if _is_pair(parse, h)), None)
    return [] if first is None else _last_two(cast, first, *_called(parse.tokens[first].lemma))


def _called(noun: str) -> tuple[tuple[str, ...], str | None]:
    """Kinds of actors of whom two can be called by a noun, and their sector if need be: companies are organisations in
    business, leaders persons; committees may be any."""
    if noun in SIDES:
        return ("government", "state", "group", "organisation"), None
    if noun in SOURCES:
        return ("outlet",), None
    row = offices().get(noun)
    if row is None or row.kind not in ("organisation", "outlet", "group"):
        return ("person",), None
    return (row.kind,) if row.sector else (), row.sector


def _is_pair(parse: Parse, head: int) -> bool:
    """ "The pair", "both leaders", "the two"."""
    return parse.tokens[head].lemma in PAIRS or any(t.lower in PAIRS for t in parse.children(head, "det", "nummod"))


def _last_two(cast: Cast, before: int, kinds: tuple[str, ...], sector: str | None = None) -> list[str]:
    """The two of a kind, and of a sector or of none, named last before a token; nobody if there is only one."""
    names = [cast.by_id[m.actor] for m in cast.mentions if m.head < before and m.kind != "nominal"]
    named = [a.id for a in names if a.kind in kinds and (sector is None or a.sector in (sector, None))]
    two = list(dict.fromkeys(reversed(named)))[:2][::-1]
    return two if len(two) == 2 else []


def _together(parse: Parse, cast: Cast, head: int, own: str | None) -> list[str]:
    """Those who stand together as a subject, or meet, shortly before "they" and after `own` stood alone."""
    last = max((m.head for m in cast.mentions if m.actor == own and m.head < head), default=-1)
    for t in reversed(parse.tokens[:head]):
        if t.sentence < parse.tokens[head].sentence - BACK:
            return []
        if not t.deprel.startswith("nsubj") or t.quoted != parse.tokens[head].quoted:
            continue
        heads = list(conjoined(parse, t.i))
        if t.head >= 0 and parse.tokens[t.head].lemma in MEETING:
            heads += [o for word, o in obliques(parse, t.head) if word == "with"]
        found = [a for h in heads for a in cast.all_at(h) if cast.by_id[a].kind in (*BODIES, "office")]
        if len(set(found)) > 1 and all(cast.at(h) in found for h in heads):
            return list(dict.fromkeys(found)) if own in found or last < heads[0] else []
    return []
