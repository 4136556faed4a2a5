"""Noun phrases: their extent, number, definiteness, and the country that their modifiers give.

"Ukraine's ambassador to the UK"  ->  country UKR, office "ambassador", definite
"thousands of protesters"         ->  what it is about: protesters
"""

from __future__ import annotations

from communique.actors.spots import Scene
from communique.actors.tables import Office, office_of, offices, words
from communique.language.parse import Parse, Token

_LEFT = {
    "det", "amod", "compound", "nummod", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "advmod", "obl",
}  # fmt: skip
_RIGHT = {
    "flat", "nmod", "nmod:unmarked", "nmod:desc", "compound", "amod", "fixed", "goeswith", "nummod", "acl",
}  # fmt: skip
_LONGEST = 14


def noun_phrase(parse: Parse, head: int) -> tuple[int, int]:
    """Tokens of the phrase around `head`, without its preposition, appositions, relative clauses, conjuncts."""
    first, last = head, head + 1
    children = list(parse.children(head))
    for child in reversed([c for c in children if c.i < head]):
        left, right = parse.subtree(child.i)
        left = max([left, *(i + 1 for i in range(left, right) if _breaks(parse.tokens[i]))])
        if child.deprel not in _LEFT or right != first or left >= right:
            if right == first and child.deprel == "punct" and child.text in ("-", "–", '"', "“"):
                first = left
                continue
            break
        first = left
    for child in (c for c in children if c.i > head):
        left, right = parse.subtree(child.i)
        if child.deprel == "case" or (child.deprel == "punct" and child.text in ("-", "–")):
            continue
        wide = right - left > 4 if child.deprel == "acl" else right - first > _LONGEST
        broken = child.deprel != "acl" and any(parse.tokens[i].text in (":", ";", "—") for i in range(left, right))
        if child.deprel not in _RIGHT or left != last or wide or broken:
            break
        last = right
    return first, last


def _breaks(token: Token) -> bool:
    """Whether no noun phrase reaches back over this word: a finite verb, a conjunction of clauses, a full stop."""
    if token.upos in ("VERB", "AUX"):
        return token.deprel not in ("amod", "acl")
    return token.upos == "SCONJ" or (token.upos == "PUNCT" and token.text in (",", ";", ":", ".", "?", "!", "—"))


def is_plural(token: Token) -> bool:
    """Whether a noun is plural, by its form."""
    return token.lower in words("plural") or (token.lemma != token.lower and token.lower.endswith(("s", "men")))


def is_definite(parse: Parse, head: int) -> bool:
    """Whether "the" or a like word, or a possessor, stands before it."""
    return any(
        c.deprel == "nmod:poss" or (c.deprel == "det" and c.lower in words("definite"))
        for c in parse.children(head, "det", "nmod")
    )


def is_headline(parse: Parse, i: int) -> bool:
    """Whether a token's sentence is the first of the text and has no full stop: there, nouns go without "the"."""
    sentence = parse.sentence_of(i)
    return sentence.part == 0 and parse.tokens[sentence.last - 1].text not in (".", "?", "!", "…")


def meant(parse: Parse, head: int) -> int:
    """The noun that a phrase is about: for "thousands of protesters" the protesters, else the head itself."""
    token = parse.tokens[head]
    if token.lemma in words("light") or token.lower in words("light"):
        for child in parse.children(head, "nmod"):
            of = child.i > head and any(c.lower == "of" for c in parse.children(child.i, "case"))
            if of and (token.lemma != "member" or is_plural(child)):
                return child.i
    return head


def is_of_which(parse: Parse, head: int) -> bool:
    """Whether a word only counts those of a relative clause: "both of which", "most of whom"."""
    return any(t.lower in ("which", "whom") and t.i > head for t in parse.children(head, "nmod"))


def tells(parse: Parse, head: int) -> bool:
    """Whether a noun is the subject of a verb that tells a clause, also where the model reads no statement."""
    token = parse.tokens[head]
    verb = parse.tokens[token.head]
    return token.deprel == "nsubj" and verb.lemma in words("telling") and any(parse.children(verb.i, "ccomp"))


def uncut(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """The words of a source, with the noun shortly behind them that they describe ("one | phone message")."""
    head = parse.tokens[parse.head_of(first, last)]
    behind = head.deprel in _LEFT and last <= head.head < last + 2 and parse.tokens[head.head].upos == "NOUN"
    return (first, head.head + 1) if behind else (first, last)


def noun_of(token: Token) -> str:
    """The word by which a noun is looked up: its lemma, or as written where that is in the table (PM)."""
    return token.lower if token.lower in offices() else token.lemma.lower().strip("-")


def words_before(parse: Parse, head: int) -> tuple[str, ...]:
    """Up to two words that stand directly before the head and belong to it, lower case, and the head's lemma."""
    found = [noun_of(parse.tokens[head])]
    i, first = head - 1, parse.sentence_of(head).first
    while i >= first and len(found) < 3:
        token = parse.tokens[i]
        if token.upos not in ("ADJ", "NOUN", "PROPN") and token.text not in ("-", "–"):
            break
        if token.text not in ("-", "–"):
            found.insert(0, token.lower.strip("-"))
        i -= 1
    return tuple(found)


def office_at(parse: Parse, head: int) -> Office | None:
    """The office or role that a noun names, with the words before it and "of ..." after it."""
    token = parse.tokens[head]
    table = offices()
    if head + 2 < len(parse.tokens) and parse.tokens[head + 1].lower == "of":
        after = parse.tokens[head + 2]
        found = table.get(f"{token.lemma} of {after.lower}") or table.get(f"{token.lemma} of {after.lemma}")
        if found:
            return found
    before = words_before(parse, head)
    return office_of(before) or office_of((*before[:-1], token.lower))


def modifiers(scene: Scene, head: int) -> frozenset[str]:
    """Adjectives and nouns before the head that say which one it is; countries' are left out."""
    parse = scene.parse
    found = (c for c in parse.children(head, "amod", "compound") if c.i not in scene.country_at)
    return frozenset(c.lemma.lower() for c in found)


def is_igo(scene: Scene, i: int) -> bool:
    """Whether a token names an organisation of states: whose officials and troops are of no one country."""
    spot = scene.spot_at.get(i)
    organisation = spot.form.organisation if spot and spot.form else None
    return bool(organisation and organisation.sector == "IGO")


def country_of(scene: Scene, head: int, depth: int = 2) -> str | None:
    """The country of whoever a noun phrase names, by adjective, possessor, "of" or "from"; the nearest first."""
    parse = scene.parse
    children = list(parse.children(head))
    for child in reversed([c for c in children if c.i < head]):
        if child.deprel in ("amod", "compound", "nmod:poss", "nmod:desc", "nmod", "flat"):
            if child.i in scene.country_at:
                return scene.country_at[child.i]
            if depth and (found := country_of(scene, child.i, depth - 1)):
                return found
    for child in (c for c in children if c.i > head):
        if child.deprel in ("nmod", "flat", "compound") and (
            child.deprel != "nmod" or any(c.lower in words("from") for c in parse.children(child.i, "case"))
        ):
            if child.i in scene.country_at:
                return scene.country_at[child.i]
            if depth and (found := country_of(scene, child.i, depth - 1)):
                return found
    return None
