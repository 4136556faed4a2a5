"""Casts for the tests of this room, set by hand."""

from __future__ import annotations

from communique.actors.cast import ActorMention, Cast
from communique.language.parse import Parse
from communique.record import Actor, ActorKind, Statement


def cast(parse: Parse, *actors: tuple[str, ActorKind, list[str]]) -> Cast:
    """A cast of `(id, kind, heads)`; a head is a word of the text, `"he#2"` its second occurrence."""
    made, mentions = [], []
    for id_, kind, heads in actors:
        made.append(Actor(id=id_, name=heads[0], kind=kind))
        for head in heads:
            word, _, number = head.partition("#")
            i = [t.i for t in parse.tokens if t.text == word][int(number or 1) - 1]
            mentions.append(ActorMention(id_, *parse.subtree(i), i, "name"))
    return Cast(tuple(made), tuple(sorted(mentions, key=lambda m: m.head)))


def texts(parse: Parse, statement: Statement) -> tuple[str | None, str, list[str]]:
    """The words of source, cue and content."""
    source = statement.source
    return (
        parse.text[source.start : source.end] if source else None,
        parse.text[statement.cue.start : statement.cue.end],
        [parse.text[c.start : c.end] for c in statement.content],
    )
