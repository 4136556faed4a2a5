"""Any readout at all, for property tests."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from communique import record
from communique.record import (
    Actor,
    Document,
    Dropped,
    Event,
    Expectation,
    Link,
    Mention,
    Part,
    Position,
    Probability,
    Quantity,
    Readout,
    Span,
    Statement,
    When,
    Where,
)
from tests.archive.readouts import hash_of

_words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
_maybe = st.none() | _words
_number = st.floats(allow_nan=False, allow_infinity=False)
_days = st.none() | st.dates()


@st.composite
def readouts(draw: st.DrawFn) -> Readout:
    """Any readout that keeps the contract: references lead somewhere, spans are in the text."""
    text = draw(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=80))

    def ends() -> dict[str, int]:
        a, b = draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))
        return {"start": min(a, b), "end": max(a, b)}

    def any_span() -> Span:
        return Span(**ends())

    def spans() -> tuple[Span, ...]:
        return tuple(any_span() for _ in range(draw(st.integers(0, 2))))

    def one(kind: Any) -> Any:
        return draw(st.sampled_from(get_args(kind)))

    def some(labels: list[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(labels), max_size=3))) if labels else ()

    def perhaps(labels: list[str]) -> str | None:
        return draw(st.none() | st.sampled_from(labels)) if labels else None

    def when() -> When | None:
        if draw(st.booleans()):
            return None
        return When(
            text=draw(_words),
            from_=draw(_days),
            to=draw(_days),
            precision=one(record.Precision),
            relation=one(record.Relation),
            **ends(),
        )

    def where() -> Where | None:
        if draw(st.booleans()):
            return None
        return Where(
            text=draw(_words),
            name=draw(_words),
            country=draw(_maybe),
            lat=draw(st.none() | _number),
            lon=draw(st.none() | _number),
            geonameid=draw(st.none() | st.integers(-(2**63), 2**63 - 1)),
            **ends(),
        )

    def outcome() -> str | Span:
        label = perhaps(events)
        return label if label is not None else any_span()

    actors, statements, events = (
        [f"{letter}{k}" for k in range(draw(st.integers(0, 3)))] for letter in ("A", "S", "E")
    )
    number = st.integers(0, 2)
    return Readout(
        document=Document(
            id=hash_of(text),
            text=text,
            title=draw(_maybe),
            publisher=draw(_maybe),
            byline=draw(_maybe),
            url=draw(_maybe),
            published=draw(_days),
            language=draw(_words),
            parts=tuple(Part(kind=one(record.PartKind), **ends()) for _ in range(draw(number))),
            dropped=tuple(Dropped(text=draw(_words), why=draw(_words)) for _ in range(draw(number))),
        ),
        actors=tuple(
            Actor(
                id=a,
                name=draw(_words),
                kind=one(record.ActorKind),
                role=draw(_maybe),
                former=draw(st.booleans()),
                country=draw(_maybe),
                sector=draw(_maybe),
                code=draw(_maybe),
                link=draw(st.none() | st.builds(Link, source=_words, id=_words)),
                mentions=tuple(Mention(kind=one(record.MentionKind), **ends()) for _ in range(draw(number))),
                why=draw(_words),
            )
            for a in actors
        ),
        statements=tuple(
            Statement(
                id=s,
                speakers=some(actors),
                source=draw(st.none() | st.just(any_span())),
                cue=any_span(),
                content=spans(),
                kind=one(record.StatementKind),
                act=one(record.Act),
                addressees=some(actors),
                relay=some(actors),
                medium=draw(st.none() | st.sampled_from(get_args(record.Medium))),
                when=when(),
                polarity=one(record.Polarity),
                parent=perhaps(statements),
                confidence=draw(_number),
                why=draw(_words),
            )
            for s in statements
        ),
        events=tuple(
            Event(
                id=e,
                type=one(record.EventType),
                mode=draw(_maybe),
                cameo=draw(_maybe),
                quad=draw(st.integers(1, 4)),
                goldstein=draw(st.none() | _number),
                contexts=tuple(draw(st.lists(_words, max_size=2))),
                actors=some(actors),
                recipients=some(actors),
                trigger=any_span(),
                mentions=spans(),
                when=when(),
                where=where(),
                status=one(record.Status),
                according_to=some(statements),
                quantities=tuple(
                    Quantity(
                        unit=draw(_words),
                        value=draw(st.none() | _number),
                        low=draw(st.none() | _number),
                        high=draw(st.none() | _number),
                        approximate=draw(st.booleans()),
                        **ends(),
                    )
                    for _ in range(draw(number))
                ),
                confidence=draw(_number),
                why=draw(_words),
            )
            for e in events
        ),
        expectations=tuple(
            Expectation(
                id=f"X{k}",
                holder=perhaps(actors),
                outcome=outcome(),
                phrase=any_span(),
                probability=draw(st.none() | st.builds(Probability, low=_number, high=_number)),
                horizon=when(),
                versus=draw(st.none() | st.just(outcome())),
                why=draw(_words),
            )
            for k in range(draw(number))
        ),
        positions=tuple(
            Position(
                id=f"P{k}",
                holder=draw(st.sampled_from(actors)),
                stance=one(record.Stance),
                issue=any_span(),
                toward=some(actors),
                statement=perhaps(statements),
                why=draw(_words),
            )
            for k in range(draw(number) if actors else 0)
        ),
        notes=tuple(draw(st.lists(_words, max_size=2))),
    )
