"""Readouts for the archive's tests: one by hand in which every field is used, small ones by number, and any at all."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
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

TEXT = (
    "Talks on the strait stall\n\n"
    "Foreign Minister Dana Ruiz told reporters on Tuesday that Arvania would reject any toll on the strait. "
    "Port police in Selm seized about 20 boats on Monday, she said.\n\n"
    "Belmark may send patrol ships by June, which Ruiz called unlikely. “We want talks,” the Belmark envoy said."
)


def at(words: str, number: int = 0) -> dict[str, int]:
    """Start and end of words in `TEXT`."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def span(words: str, number: int = 0) -> Span:
    return Span(**at(words, number))


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


FULL = Readout(
    document=Document(
        id=hash_of(TEXT),
        text=TEXT,
        title="Talks on the strait stall",
        publisher="The Harbour Post",
        byline="A. Writer",
        url="https://harbour.example/strait",
        published=date(2024, 5, 8),
        parts=(
            Part(kind="title", **at("Talks on the strait stall")),
            Part(kind="paragraph", start=27, end=TEXT.index("\n\nBelmark")),
            Part(kind="paragraph", start=TEXT.index("Belmark"), end=len(TEXT)),
        ),
        dropped=(Dropped(text="Read more", why="link to other articles"),),
    ),
    actors=(
        Actor(
            id="A1",
            name="Dana Ruiz",
            kind="person",
            role="foreign minister",
            country="ARV",
            sector="GOV",
            code="ARVGOV",
            link=Link(source="wikidata", id="Q900001"),
            mentions=(
                Mention(kind="name", **at("Dana Ruiz")),
                Mention(kind="pronoun", **at("she")),
                Mention(kind="name", **at("Ruiz", 1)),
            ),
            why="title and name",
        ),
        Actor(id="A2", name="Arvania", kind="state", country="ARV", mentions=(Mention(kind="name", **at("Arvania")),)),
        Actor(id="A3", name="port police", kind="organisation", sector="COP", former=True),
        Actor(id="A4", name="Belmark", kind="state", country="BLM", mentions=(Mention(kind="name", **at("Belmark")),)),
        Actor(id="A5", name="the Belmark envoy", kind="office", role="envoy", country="BLM"),
        Actor(id="A6", name="reporters", kind="public"),
    ),
    statements=(
        Statement(
            id="S1",
            speakers=("A1",),
            source=span("Foreign Minister Dana Ruiz"),
            cue=span("told"),
            content=(span("Arvania would reject any toll on the strait"),),
            act="reject",
            addressees=("A6",),
            medium="press briefing",
            when=When(
                text="Tuesday",
                from_=date(2024, 5, 7),
                to=date(2024, 5, 7),
                precision="day",
                **at("Tuesday"),
            ),
            confidence=0.91,
            why="cue “told”",
        ),
        Statement(
            id="S2",
            speakers=("A1",),
            source=span("she"),
            cue=span("said"),
            content=(span("Port police in Selm seized about 20 boats on Monday"),),
            relay=("A6",),
        ),
        Statement(
            id="S3",
            speakers=("A5",),
            cue=span("said", 1),
            content=(span("We want talks"),),
            kind="direct",
            act="demand",
        ),
        Statement(id="S4", cue=span("called"), content=(), parent="S3", polarity="denied"),
    ),
    events=(
        Event(
            id="E1",
            type="COERCE",
            mode="seize",
            cameo="171",
            quad=4,
            goldstein=-7.0,
            contexts=("military", "crime"),
            actors=("A3",),
            recipients=("A4",),
            trigger=span("seized"),
            mentions=(span("seized"),),
            when=When(text="Monday", from_=date(2024, 5, 6), to=date(2024, 5, 6), precision="day", **at("Monday")),
            where=Where(text="Selm", name="Selm", country="ARV", lat=54.5, lon=-3.25, geonameid=7, **at("Selm")),
            according_to=("S2",),
            quantities=(Quantity(unit="boats", value=20, approximate=True, **at("about 20 boats")),),
            confidence=0.8,
            why="row seize",
        ),
        Event(
            id="E2",
            type="MOBILIZE",
            quad=4,
            actors=("A4",),
            recipients=("A2",),
            trigger=span("send patrol ships"),
            when=When(text="by June", to=date(2024, 6, 30), precision="month", relation="by", **at("by June")),
            status="possible",
        ),
        Event(
            id="E3",
            type="REQUEST",
            quad=3,
            cameo="103",
            goldstein=-5.0,
            actors=("A5",),
            recipients=("A2",),
            trigger=span("want"),
            according_to=("S3",),
        ),
    ),
    expectations=(
        Expectation(
            id="X1",
            holder="A1",
            outcome="E2",
            phrase=span("unlikely"),
            probability=Probability(low=0.05, high=0.3),
            horizon=When(text="by June", to=date(2024, 6, 30), relation="by", **at("by June")),
            versus=span("talks"),
        ),
        Expectation(id="X2", outcome=span("patrol ships"), phrase=span("may"), versus="E1", why="may"),
    ),
    positions=(
        Position(id="P1", holder="A1", stance="rejects", issue=span("any toll on the strait"), statement="S1"),
        Position(id="P2", holder="A5", stance="seeks", issue=span("talks"), toward=("A2", "A1"), why="want"),
    ),
    notes=("A note.",),
)


def article(number: int, text: str | None = None, **document: Any) -> Readout:
    """A small readout of its own text: one person of a country says something to a state."""
    text = (
        text or f"Envoy Kim Alder {number} of Norland said on Friday that Sorland should open gate {number} of the dam."
    )
    name = text[6 : text.index(" of ")]
    return Readout(
        document=Document(
            **{
                "id": hash_of(text),
                "text": text,
                "title": f"Gate {number}",
                "publisher": f"Paper {number % 5}",
                "published": date(2024, 1, 1) + timedelta(days=number % 90),
                **document,
            }
        ),
        actors=(
            Actor(
                id="A1",
                name=name,
                kind="person",
                role="envoy",
                country="NOR",
                mentions=(Mention(kind="name", start=6, end=6 + len(name)),),
            ),
            Actor(
                id="A2",
                name="Sorland",
                kind="state",
                country="SOR",
                mentions=(Mention(kind="name", start=text.index("Sorland"), end=text.index("Sorland") + 7),),
            ),
        ),
        statements=(
            Statement(
                id="S1",
                speakers=("A1",),
                cue=Span(start=text.index("said"), end=text.index("said") + 4),
                content=(Span(start=text.index("Sorland"), end=len(text) - 1),),
                act="urge",
                addressees=("A2",),
            ),
        ),
        events=(
            Event(
                id="E1",
                type="REQUEST",
                quad=3,
                goldstein=0.0,
                actors=("A1",),
                recipients=("A2",),
                trigger=Span(start=text.index("said"), end=text.index("said") + 4),
                according_to=("S1",),
            ),
        ),
    )


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
