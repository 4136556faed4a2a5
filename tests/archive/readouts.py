"""Readouts for the archive's tests: one by hand in which every field is used, and small ones by number."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

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
