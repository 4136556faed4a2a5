"""Small worlds for the room's tests: a hand-written parse with a cast of named words."""

from __future__ import annotations

from communique.actors.cast import ActorMention, Cast
from communique.events.scene import Scene
from communique.language.parse import Parse
from communique.record import Actor, ActorKind, Span, Statement
from tests.trees import document, tree

COUNTRIES = {"Norway": "NOR", "Kenya": "KEN", "Peru": "PER", "Oslo": "NOR"}


def world(text: str, kinds: dict[str, ActorKind], parts: tuple[str, ...] = ()) -> Scene:
    """The scene of `text` (in the notation of `tests.trees`) in which each word of `kinds` is an actor named so."""
    parse = tree(text)
    actors = tuple(Actor(id=w, name=w, kind=k, country=COUNTRIES.get(w)) for w, k in kinds.items())
    mentions = tuple(ActorMention(t.text, t.i, t.i + 1, t.i, "name") for t in parse.tokens if t.text in kinds)
    return Scene(parse, document(parse, parts), Cast(actors, mentions))


def at(parse: Parse, word: str) -> int:
    """The first token of the form `word`."""
    return next(t.i for t in parse.tokens if t.text == word)


def statement(parse: Parse, number: int, cue: str, content: tuple[int, int], **fields: object) -> Statement:
    """A statement with the word `cue` as cue and tokens `[first, last)` as content."""
    start, end = parse.chars(*content)
    token = parse.tokens[at(parse, cue)]
    return Statement(
        id=f"S{number}",
        cue=Span(start=token.start, end=token.end),
        content=(Span(start=start, end=end),),
        **fields,  # type: ignore[arg-type]
    )
