"""Through what something was said: the medium, read off the cue, the source and the phrases of the same clause.

`media.csv` has one row for each word: `word,pos,medium`; "press briefing" is a noun with the word before it. `pos` is
the word's UPOS, TOLD for those whom one tells in a speech ("told a crowd"), or NAME for a station that one is "on".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from communique.actors.cast import Cast
from communique.language.arguments import objects, obliques, preposition, subjects
from communique.language.parse import Parse
from communique.record import Medium
from communique.statements.clauses import WISHES
from communique.statements.drafts import Draft, within

TABLE = Path(__file__).with_name("media.csv")
THROUGH = frozenset({"in", "at", "on", "during", "by", "via", "through", "over", "with", "after", "from", ""})
MEETINGS = frozenset(
    {"meeting", "report", "document", "phone call"}
)  # media that only a phrase with these prepositions gives
NARROW = frozenset({"in", "at", "during", "by", "on"})
LASTING = frozenset({"press briefing", "speech", "interview", "statement", "letter", "televised meeting", "email"})
CALLS = frozenset({"call", "phone", "telephone"})
DOUBTFUL = frozenset(
    {"call", "note", "order", "mail", "address", "declaration", "toast", "release"}
)  # as a cue, another thing


@cache
def table() -> dict[tuple[str, str], Medium]:
    """Medium by word and part of speech. Raises `ValueError` on an unknown medium or a repeated row."""
    rows: dict[tuple[str, str], Medium] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            key = (r["word"], r["pos"])
            if key in rows or r["medium"] not in get_args(Medium):
                raise ValueError(f"media.csv: {r['word']!r} is there twice or has the unknown medium {r['medium']!r}")
            rows[key] = r["medium"]  # type: ignore[assignment]
    return rows


class Occasion(msgspec.Struct, frozen=True):
    """A noun that names a medium, with the actors whose it is: "Vale held a press conference", "Vale's letter"."""

    i: int
    part: int
    medium: Medium
    actors: tuple[str, ...]


def occasions(parse: Parse, cast: Cast) -> list[Occasion]:
    """The occasions of a text on which more than one thing may have been said, in text order."""
    found = []
    for t in parse.tokens:
        alone = t.lemma in DOUBTFUL and not any(parse.children(t.i, "compound"))
        named = medium_of(parse, t.i) if t.upos == "NOUN" and not alone else None
        if named is None or named not in LASTING:
            continue
        verb = next((a for a in parse.ancestors(t.i) if parse.tokens[a].upos == "VERB"), None)
        heads = [c.i for c in parse.children(t.i, "nmod:poss") if c.deprel == "nmod:poss"]
        heads.extend(() if verb is None else subjects(parse, verb))
        actors = tuple(dict.fromkeys(a for h in heads if (a := cast.at(h)) is not None))
        if actors:
            found.append(Occasion(t.i, parse.sentence_of(t.i).part, named, actors))
    return found


def medium(
    parse: Parse, cast: Cast, draft: Draft, said: tuple[str, ...], told: tuple[str, ...], known: list[Occasion]
) -> Medium | None:
    """The medium, or None where the text doesn't tell; `said` speak to `told`, `known` are the text's occasions."""
    own = _own_medium(parse, draft) or _before_whom(parse, draft) or _on_air(parse, cast, draft)
    if own is not None:
        return own
    part = parse.sentence_of(draft.cue[0]).part
    before = [o for o in known if o.part == part and o.i < draft.cue[0] and set(o.actors) & set(said)]
    thought = (draft.match and draft.match.row.act == "believe") or parse.tokens[draft.head].lemma in WISHES
    if before and not thought:
        return before[-1].medium
    if any(parse.tokens[i].lemma == "tell" for i in range(*draft.cue)) and any(
        cast.by_id[a].kind == "outlet" for a in told
    ):
        return "interview"
    return None


def _before_whom(parse: Parse, draft: Draft) -> Medium | None:
    """What those who are told tell: "told a crowd of miners" is a speech, "told a news conference" a briefing, "wrote
    to the minister" a letter.
    """
    verbs = {t.lemma for t in parse.tokens[slice(*draft.cue)]}
    if "tell" in verbs:
        for i in (i for i in objects(parse, draft.head) if not within(draft.contents, i)):
            found = medium_of(parse, i)
            found = found if found == "press briefing" else table().get((parse.tokens[i].lemma, "TOLD"))
            if found:
                return found
    if "write" in verbs and any(
        word == "to" and not within(draft.contents, o) for word, o in obliques(parse, draft.head)
    ):
        return "letter"
    return None


def _own_medium(parse: Parse, draft: Draft) -> Medium | None:
    """The medium by the cue, the phrases beside it, what it hangs under, and the source."""
    for i in range(*draft.cue):
        t = parse.tokens[i]
        found = table().get((t.lemma, "VERB")) if t.upos == "VERB" else medium_of(parse, i)
        if found and not (t.upos != "VERB" and (found in MEETINGS or t.lemma in DOUBTFUL)):
            return found
    for i in frame(parse, draft):
        if draft.cue[0] <= i < draft.cue[1]:
            continue
        found = medium_of(parse, i)
        where = preposition(parse, i)
        if found and where in THROUGH and (found not in MEETINGS or where in NARROW):
            return found
    head = parse.tokens[draft.head]
    if head.deprel in ("acl", "advcl", "xcomp") and head.head >= 0:
        doubtful = parse.tokens[head.head].lemma in DOUBTFUL
        if head.deprel == "acl" and not doubtful and (found := medium_of(parse, head.head)):
            return found
        if is_called(parse, draft.head) and any(parse.children(head.head, "obj")):
            return "phone call"
    for source in draft.sources:
        found = medium_of(parse, parse.head_of(*source))
        hearsay = parse.tokens[parse.head_of(*source)].lower == "reports"
        if found and not hearsay and found not in ("meeting", "phone call", "television", "radio"):
            return found
    return None


def is_called(parse: Parse, i: int) -> bool:
    """Whether predicate `i` is what somebody phones to say: "called the minister to say", not "called it off"."""
    above = parse.tokens[i].head
    to = any(t.lower == "to" for t in parse.children(i, "mark"))
    return above >= 0 and to and parse.tokens[above].lemma in CALLS and not any(parse.children(above, "xcomp", "ccomp"))


def _on_air(parse: Parse, cast: Cast, draft: Draft) -> Medium | None:
    """Television or radio, where a phrase beside the cue is "on" a broadcaster: "said on Channel 4"."""
    heads = list(frame(parse, draft))
    sources = [parse.head_of(*s) for s in draft.sources]
    for t in (t for h in (draft.head, *sources) for t in parse.children(h, "advcl", "acl")):
        if not within(draft.contents, t.i):
            heads.extend(o for _, o in obliques(parse, t.i))
    for i in heads:
        actor = cast.at(i)
        if preposition(parse, i) == "on" and actor is not None:
            who = cast.by_id[actor]
            forms = (who.name, *(parse.text[m.start : m.end] for m in who.mentions))
            named = (table().get((form.lower(), "NAME")) for form in forms)
            found = next((m for m in named if m), None)
            if found:
                return found
    return None


def frame(parse: Parse, draft: Draft) -> Iterator[int]:
    """Heads of the phrases around the cue in its own clause, outside content and source: "in a speech on Monday"."""
    outside = (*draft.contents, *draft.sources)
    yield from _phrases(parse, [draft.head], outside)


def _phrases(parse: Parse, heads: Iterable[int], outside: tuple[tuple[int, int], ...]) -> Iterator[int]:
    for head in heads:
        for t in parse.children(head, "obl", "nmod", "advcl", "obj"):
            if t.deprel == "nmod:poss" or any(first <= t.i < last for first, last in outside):
                continue
            if t.upos in ("NOUN", "PROPN"):
                yield t.i
                yield from _phrases(parse, [t.i], outside)


def medium_of(parse: Parse, i: int) -> Medium | None:
    """The medium that noun `i` names, with the word before it if that makes a row; "the Morning Post" names none."""
    t = parse.tokens[i]
    if t.upos not in ("NOUN", "PROPN"):
        return None
    if t.upos == "PROPN" and any(n.type == "PER" and n.first <= i < n.last for n in parse.names):  # Bill, a person
        return None
    if t.upos == "PROPN" and any(d.upos == "PROPN" for d in parse.children(i, "compound")):
        found = table().get((t.lower, "NOUN"))
        return found if found in ("radio", "television") else None
    rows = table()
    for d in parse.children(i, "compound", "amod"):
        found = rows.get((f"{d.lower} {t.lemma}", "NOUN"))
        if found:
            return found
    return (
        rows.get((t.lemma, t.upos))
        or rows.get((t.lower, "NOUN"))
        or (rows.get((t.lower, "PROPN")) if t.upos == "PROPN" else None)
    )
