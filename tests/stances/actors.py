"""A cast by head words, for the tests of this room."""

from communique.actors.cast import ActorMention, Cast
from communique.language.parse import Parse
from communique.record import Actor, Span, Statement


def cast(parse: Parse, **heads: str) -> Cast:
    """`cast(parse, mayor="A1", she="A1")`: every token with such a lower-case form is a mention of that actor."""
    ids = tuple(dict.fromkeys(heads.values()))
    mentions = [ActorMention(heads[t.lower], t.i, t.i + 1, t.i, "nominal") for t in parse.tokens if t.lower in heads]
    return Cast(tuple(Actor(id=i, name=i, kind="person") for i in ids), tuple(mentions))


def span(parse: Parse, words: str) -> Span:
    """The first place where these words stand."""
    start = parse.text.index(words)
    return Span(start=start, end=start + len(words))


def said(parse: Parse, speaker: str, cue: str, content: str, act: str = "say", number: int = 1) -> Statement:
    """A statement by its words."""
    return Statement(
        id=f"S{number}",
        speakers=(speaker,),
        cue=span(parse, cue),
        content=(span(parse, content),),
        act=act,  # type: ignore[arg-type]
    )
