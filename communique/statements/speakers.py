"""Who the source of a statement is: the actors that its words stand for.

"Iran's foreign minister said"      the minister, not Iran
"a statement by the ministry said"  the ministry
"I urge ...", inside a quotation    the speaker of the quotation
"""

from __future__ import annotations

from bisect import bisect_left

from communique.actors.cast import ActorMention, Cast
from communique.actors.phrases import is_of_which, uncut
from communique.language.arguments import antecedent, conjoined, is_passive, preposition, subjects, surface_subjects
from communique.language.parse import Parse
from communique.statements.drafts import Draft, within
from communique.statements.joint import all_of, joint
from communique.statements.makers import UNMADE, is_written, makers, roles, spoken_of
from communique.statements.trimming import Range

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
TALKS = frozenset({"speak", "talk"})
QUOTES = frozenset({"quote", "cite"})
SPEAKING_KINDS = frozenset({"person", "office", "public", "organisation", "group", "government", "state"})
HELD = frozenset({"view", "belief", "fear", "hope", "conviction", "assumption", "suspicion", "expectation", "opinion"})
OBJECTS = frozenset({"obj", "iobj"})
OURS = frozenset({"we", "us"})
OFFICIAL = frozenset({"GOV", "MIL"})
APART = frozenset({"nmod:poss", "obj", "iobj", "obl"})
BODIES = frozenset({"government", "state", "organisation", "outlet"})


def speakers(parse: Parse, cast: Cast, draft: Draft, enclosing: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the actors who speak, several for a joint statement; `enclosing` are those of the one around it."""
    found = _quoted_actor(parse, cast, draft) or _lent(parse, cast, draft)
    if found:
        return tuple(dict.fromkeys(found))
    sources = [s for s in draft.sources if not (_is_spoken_of(parse, draft, s) or _is_listener(parse, s))]
    for source in sources:
        found.extend(named(parse, cast, _whole_source(parse, source), enclosing))
    if not found and (not sources or all(_is_vague(parse, s) for s in sources)):
        found.extend(implied(parse, cast, draft, enclosing))
    return tuple(dict.fromkeys(found))


def quoting(parse: Parse, cast: Cast, draft: Draft) -> tuple[str, ...]:
    """Who quotes, for a cue that quotes another whose own words are a statement inside: "the Courier quoted Vale
    saying ..." is one of the Courier with one of Vale in it. Empty for other cues."""
    if parse.tokens[draft.head].lemma not in QUOTES or is_passive(parse, draft.head):
        return ()
    return tuple(dict.fromkeys(a for s in draft.sources for a in named(parse, cast, s, ())))


def _is_spoken_of(parse: Parse, draft: Draft, source: Range) -> bool:
    """Whether a source is what a passive cue is about: "the premier is accused", "stars believed to be old"."""
    if not _is_said_of_subject(parse, draft):
        return False
    head = _titled(parse, parse.head_of(*source))
    if preposition(parse, head) == "as":
        return True
    token = parse.tokens[draft.head]
    bare = is_passive(parse, draft.head) and not any(parse.children(draft.head, "nsubj", "obl"))
    asked = token.deprel == "acl" and token.head == head
    told = draft.match is not None and "obj" in draft.match.row.addressee and token.deprel == "advcl"
    asked = asked or (told and any(t.i == head for t in parse.children(token.head, "nsubj")))
    return (bare and asked) or any(t.i == head for t in parse.children(draft.head, "nsubj:pass"))


def _titled(parse: Parse, head: int) -> int:
    """The name over a title: "Supreme Leader" in "Supreme Leader Vale"."""
    token = parse.tokens[head]
    return token.head if token.deprel in ("nmod:desc", "compound", "flat") and token.head >= 0 else head


def _whole_source(parse: Parse, source: Range) -> Range:
    """A source with the noun that it is cut from, or the noun over a clause that only tells who made or runs it: "the
    site" in "the site, run by Vale, said"."""
    source = uncut(parse, *source)
    head = parse.head_of(*source)
    verb = parse.tokens[parse.tokens[head].head]
    if parse.tokens[head].deprel != "obl:agent" or verb.deprel != "acl" or verb.head < 0:
        return source
    noun = parse.tokens[verb.head]
    return (noun.i, noun.i + 1) if noun.deprel.startswith("nsubj") and not within([source], noun.i) else source


def _is_vague(parse: Parse, source: Range) -> bool:
    """Whether the words of a source name nobody: function words, or a noun of no actor that isn't written either."""
    head = parse.tokens[parse.head_of(*source)]
    if all(t.upos in ("DET", "PUNCT", "ADP") for t in parse.tokens[slice(*source)]):
        return True
    return head.upos not in ("PRON", "PROPN") and head.deprel in ("compound", "nummod", "advmod", "amod", "det")


def _lent(parse: Parse, cast: Cast, draft: Draft) -> list[str]:
    """Speakers of a participle whose source was taken for the nearest: "the press's rumours saying", "X accused Y of
    lying, saying" (X says so)."""
    token = parse.tokens[draft.head]
    if not token.lower.endswith("ing") or token.head < 0 or any(parse.children(draft.head, "nsubj", "aux")):
        return []
    over = parse.tokens[token.head]
    heads = [parse.head_of(*s) for s in draft.sources]
    if token.deprel == "acl" and is_written(over) and over.i not in heads:
        return makers(parse, cast, over.i)
    first = parse.subtree(token.i)[0]
    comma = "," in (parse.tokens[first].text, parse.tokens[max(0, first - 1)].text)
    below = bool(heads) and all(parse.tokens[h].head == over.i and parse.tokens[h].deprel in OBJECTS for h in heads)
    if token.deprel != "advcl" or not comma or not below or over.lemma in QUOTES:
        return []
    return [a for s in subjects(parse, over.i) for a in _at(parse, cast, s, ())]


def _is_listener(parse: Parse, source: Range) -> bool:
    """Whether a source is the one spoken to: "speaking to the Courier"."""
    head = parse.tokens[parse.head_of(*source)]
    talks = head.deprel == "obl" and parse.tokens[head.head].lemma in TALKS
    return talks and preposition(parse, head.i) in ("to", "with")


def implied(parse: Parse, cast: Cast, draft: Draft, enclosing: tuple[str, ...]) -> list[str]:
    """Speakers of a cue with no words beside it for its source: the subject that the tree lends it."""
    heads = [draft.head] if draft.match is None else [draft.head, draft.match.first]
    if _is_sourceless(parse, draft):
        return _in_writing(parse, cast, draft)
    if (over := _resumed(parse, draft)) is not None:
        return [a for s in over for a in named(parse, cast, s, enclosing)]
    for head in heads:
        inside = [s for s in subjects(parse, head) if not within(draft.contents, s)]
        found = [a for s in inside for a in _at(parse, cast, s, enclosing)]
        found = found or [a for s in inside for a in makers(parse, cast, s)]
        found = found or [a for s in inside if parse.tokens[s].lower in RELATIVE for a in _just_before(parse, cast, s)]
        if found:
            return found
    if is_passive(parse, draft.head):
        return []
    if parse.tokens[draft.head].lemma in HELD:
        return _holders(parse, cast, draft.head)
    before = draft.cue[0]
    near = [m for m in _mentions(cast, (max(0, before - 8), before)) if m.last == before]
    return [m.actor for m in near if not is_written(parse.tokens[m.head])][:1]


def _holders(parse: Parse, cast: Cast, head: int) -> list[str]:
    """Whose view a noun is that says why somebody acts: "abstained because of the view that", "left in the belief"."""
    token = parse.tokens[head]
    verb = parse.tokens[token.head]
    if token.deprel.split(":")[0] != "obl" or verb.upos != "VERB" or is_passive(parse, verb.i):
        return []
    return [a for s in subjects(parse, verb.i) for a in _at(parse, cast, s, ())]


def _in_writing(parse: Parse, cast: Cast, draft: Draft) -> list[str]:
    """Makers of what a passive says something is told in: "was mentioned in the ministry's report"."""
    if parse.tokens[draft.head].lemma in QUOTES:
        return []
    inside = [t for t in parse.children(draft.head, "obl") if is_written(t) and preposition(parse, t.i) == "in"]
    return [a for t in inside for a in makers(parse, cast, t.i)]


def _resumed(parse: Parse, draft: Draft) -> tuple[Range, ...] | None:
    """The sources of the attribution that a cue goes on from, where the tree joins it to what was said: "Vale told us
    the road would be built, but said nothing was signed"."""
    token = parse.tokens[draft.head]
    if token.deprel != "conj" or token.head < 0 or any(parse.children(token.i, "nsubj", "aux")):
        return None
    for a in parse.attributions:
        if within(a.contents, token.head) and not within(a.contents, token.i) and a.sources and a.cue[1] <= token.head:
            return a.sources
    return None


def named(parse: Parse, cast: Cast, source: Range, enclosing: tuple[str, ...]) -> list[str]:
    """Actors at the head of the source's words and at the heads coordinated with it."""
    head = parse.head_of(*source)
    token = parse.tokens[head]
    if token.lower in RELATIVE or parse.tokens[source[0]].lower == "who" or is_of_which(parse, head):
        noun = antecedent(parse, source[0] if parse.tokens[source[0]].lower == "who" else head)
        found = [a for h in conjoined(parse, noun) for a in _at(parse, cast, h, enclosing)]
        return found or _just_before(parse, cast, source[0])
    heads = all_of(parse, source, head)
    inside = _mentions(cast, source)
    if any(t.lower == "no" for t in parse.children(head, "det")):
        return []
    if (one := _titled_last(cast, source, heads, inside) or _aged(parse, cast, source)) is not None:
        return [one]
    if len(heads) == 1 and (one := _whole(parse, inside, source, head)) is not None:
        return [_known(parse, cast, one, inside)]
    found = [a for h in heads for a in _at(parse, cast, h, enclosing)]
    if found:
        return found if len(heads) > 1 else [_known(parse, cast, a, inside) for a in found]
    if token.lemma in UNMADE:
        return []
    possessors = {t.i for i in range(*source) for t in parse.children(i, "nmod:poss")}
    named = [m.actor for m in inside if m.head not in possessors] or [m.actor for m in inside]
    return named[:1] or [a for i in sorted(possessors) if (a := cast.at(i)) is not None][:1]


def _titled_last(cast: Cast, source: Range, heads: list[int], inside: list[ActorMention]) -> str | None:
    """The person whose name ends a source that joins several titles: "spokesman and candidate Nora Vale"."""
    last = [m for m in inside if m.last == source[1] and m.kind == "name" and m.head not in heads]
    if len(heads) < 2 or not last or any(cast.names(h) for h in heads):
        return None
    return next((m.actor for m in last if cast.by_id[m.actor].kind == "person"), None)


def _aged(parse: Parse, cast: Cast, source: Range) -> str | None:
    """The person named last before one who is only called by an age: "the 62-year-old"."""
    if not parse.words(*source).lower().replace(" ", "").endswith("year-old"):
        return None
    before = (m for m in reversed(cast.mentions) if m.last <= source[0] and not parse.tokens[m.head].quoted)
    return next((m.actor for m in before if m.kind == "name" and cast.by_id[m.actor].kind == "person"), None)


def _just_before(parse: Parse, cast: Cast, i: int) -> list[str]:
    """The actor whose mention ends before token `i`, also before a comma: whom a "which" means that the tree has left
    without its noun."""
    last = i - (parse.tokens[i - 1].text == ",")
    return [m.actor for m in cast.mentions if m.last == last and m.kind != "pronoun"][:1]


def _whole(parse: Parse, inside: list[ActorMention], source: Range, head: int) -> str | None:
    """The actor whose name is the source as a whole, or ends it: "Senate Leader Vale" is Vale, not the Senate."""
    names = [m for m in inside if m.kind == "name" and m.first <= head < m.last and m.head != head]
    if names:
        return max(names, key=lambda m: m.last - m.first).actor
    bare = all(t.upos in ("NOUN", "PROPN", "ADJ", "DET", "NUM") for t in parse.tokens[slice(*source)])
    last = [m for m in inside if m.last == source[1]] if bare else []
    return max(last, key=lambda m: m.last - m.first).actor if last and len(inside) > 1 else None


def _known(parse: Parse, cast: Cast, actor: str, inside: list[ActorMention]) -> str:
    """The actor, or the person whose name stands inside where the text only describes it: "his lawyer, Nora Vale"."""
    if any(m.kind == "name" for m in cast.by_id[actor].mentions):
        return actor
    for m in inside:
        beside = parse.tokens[m.head].deprel not in APART and not preposition(parse, m.head)
        beside = beside and not _is_whose(parse, m.head)
        kinds = {cast.by_id[m.actor].kind, cast.by_id[actor].kind}
        bodies = kinds == {"organisation"} and m.first > 1 and parse.tokens[m.first - 2].text == ","
        person = cast.by_id[m.actor].kind == "person" and cast.by_id[actor].kind not in BODIES
        if m.kind == "name" and m.actor != actor and beside and (person or bodies):
            return m.actor
    return actor


def _is_whose(parse: Parse, i: int) -> bool:
    """Whether a name only tells whose the common noun after it is: "members of the Vale administration"."""
    token = parse.tokens[i]
    return token.deprel == "compound" and token.head > i and parse.tokens[token.head].text[:1].islower()


def _mentions(cast: Cast, span: Range) -> list[ActorMention]:
    """The mentions, pronouns aside, that lie in a range."""
    low = bisect_left(cast.mentions, span[0], key=lambda m: m.first)
    high = bisect_left(cast.mentions, span[1], key=lambda m: m.first)
    return [m for m in cast.mentions[low:high] if m.last <= span[1] and m.kind != "pronoun"]


def _quoted_actor(parse: Parse, cast: Cast, draft: Draft) -> list[str]:
    """Whom an outlet quotes: "the agency quoted Vale", "the agency quoted an official saying"."""
    token = parse.tokens[draft.head]
    if token.lemma in QUOTES and token.upos == "VERB":
        heads = _whom_quoted(parse, draft.head)
    elif token.lower.endswith("ing") and token.deprel in ("acl", "advcl", "xcomp") and token.head >= 0:
        over = parse.tokens[token.head]
        if over.deprel == "obj" and over.head >= 0 and parse.tokens[over.head].lemma in QUOTES:
            heads = [over.i]
        elif over.lemma in QUOTES and over.upos == "VERB":
            heads = [t.i for t in parse.children(over.i, "nsubj:pass" if is_passive(parse, over.i) else "obj")]
        else:
            return []
    else:
        return []
    return [a for h in heads if (a := cast.at(h)) is not None and cast.by_id[a].kind in SPEAKING_KINDS]


def _whom_quoted(parse: Parse, i: int) -> list[int]:
    """Objects of a verb that quotes, also one that the tree takes for its subject: `"No," the Courier quoted Vale`."""
    if is_passive(parse, i):
        return [t.i for t in parse.children(i, "nsubj:pass")] or list(surface_subjects(parse, i))
    subjects = list(parse.children(i, "nsubj"))
    behind = [t.i for t in subjects[1:] if subjects[0].i < i < t.i]
    return [t.i for t in parse.children(i, "obj", "iobj")] or behind


def _is_said_of_subject(parse: Parse, draft: Draft) -> bool:
    """A passive whose subject is spoken to or of ("is accused"), not one who speaks ("is opposed to")."""
    verbs = [i for i in range(*draft.cue) if parse.tokens[i].upos == "VERB"]
    if len(verbs) != 1 or parse.tokens[draft.head].lemma in (*QUOTES, "report"):
        return False
    if draft.match is None or parse.tokens[draft.contents[0][0]].lower == "to":
        return True
    row = draft.match.row
    return "obj" in row.addressee or (row.act in ("say", "believe", "predict") and row.words[0] != "be")


def _is_sourceless(parse: Parse, draft: Draft) -> bool:
    """A passive without an agent, also reduced ("projected to win", "expected to"); one with its own subject has not
    that of the verb before it."""
    if is_passive(parse, draft.head):
        agents = subjects(parse, draft.head)
        own = any(parse.children(draft.head, "nsubj:pass"))
        return not any(not own or parse.subtree(draft.head)[0] <= i < parse.subtree(draft.head)[1] for i in agents)
    token = parse.tokens[draft.head]
    held = draft.match is not None and draft.match.row.act in ("predict", "believe")
    infinitive = parse.tokens[draft.contents[0][0]].lower == "to"
    return held and infinitive and token.lower.endswith("ed") and not any(parse.children(draft.head, "nsubj", "aux"))


def _at(parse: Parse, cast: Cast, head: int, enclosing: tuple[str, ...]) -> list[str]:
    """The actors that the phrase headed by `head` stands for."""
    token = parse.tokens[head]
    if token.lower in FIRST_PERSON and enclosing:
        return _body_of(cast, enclosing) if token.lower in OURS else list(enclosing)
    own = cast.at(head)
    if own is not None and cast.names(head) and cast.by_id[own].kind == "organisation":
        by = [h for t in parse.children(head, "nmod") if preposition(parse, t.i) == "by" for h in conjoined(parse, t.i)]
        if found := [a for h in by if (a := cast.at(h)) is not None]:
            return found
    if is_written(token) and not cast.names(head):
        found = makers(parse, cast, head)
        if found or token.lemma in UNMADE:
            return found
    noun = spoken_of(parse, head, own is not None) if token.lower in ("it", "they") else None
    if noun is not None and (found := makers(parse, cast, noun)):
        return found
    several = joint(parse, cast, head, own)
    if several:
        return several
    if own is not None:
        return [own if cast.by_id[own].kind == "person" else _person_of(parse, cast, head) or own]
    if roles().get(token.lemma) == "partitive":
        phrases = parse.children(head, "nmod", "obl")
        near = [t.i for t in phrases if preposition(parse, t.i) in ("of", "in", "from", "among")]
    else:
        near = [t.i for t in parse.children(head, "appos", "flat")]
    found = [a for h in (*near, _above_flat(parse, head)) if (a := cast.at(h)) is not None]
    return found[:1]


def _body_of(cast: Cast, enclosing: tuple[str, ...]) -> list[str]:
    """Whom an official's "we" means: the government for which he speaks; for others, the speaker."""
    actor = cast.by_id[enclosing[0]]
    official = len(enclosing) == 1 and actor.kind in ("person", "office") and actor.sector in OFFICIAL
    body = cast.government(actor.country) if official and actor.country else None
    return [body] if body is not None else list(enclosing)


def _person_of(parse: Parse, cast: Cast, head: int) -> str | None:
    """The person whose name stands with a title: "Senator Vale", "the ambassador, Nora Vale"; not one whose campaign,
    cabinet or aide it is ("the Vale campaign")."""
    near = [t.i for t in parse.children(head, "flat", "appos", "compound") if t.i > head or t.deprel != "compound"]
    token = parse.tokens[head]
    if token.deprel in ("flat", "compound", "nmod:desc") and token.head >= 0:
        near.append(token.head)
    found = (a for h in near if (a := cast.at(h)) is not None)
    return next((a for a in found if cast.by_id[a].kind == "person"), None)


def _above_flat(parse: Parse, head: int) -> int:
    token = parse.tokens[head]
    return token.head if token.deprel in ("flat", "appos", "compound", "nmod:desc") and token.head >= 0 else head
