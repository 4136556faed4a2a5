"""An invented article that tries to be markup wherever it can: title, text, names, outlet, address."""

from __future__ import annotations

from datetime import date

from communique.record import Actor, Document, Event, Link, Mention, Part, Position, Readout, Span, Statement

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
TITLE = f"Envoy {SCRIPT} speaks"
BODY = f"Norland{IMAGE} urged Sorland{SCRIPT} on Monday to end the tolls & <b>talk</b>."
TEXT = f"{TITLE}\n\n{BODY}"


def at(words: str) -> Span:
    start = TEXT.index(words, len(TITLE))
    return Span(start=start, end=start + len(words))


def _actor(label: str, name: str, link: str) -> Actor:
    span = at(name)
    mention = Mention(kind="name", start=span.start, end=span.end)
    return Actor(id=label, name=name, kind="state", role=SCRIPT, country=IMAGE, code=SCRIPT,
                 link=Link(source="x", id=link), mentions=(mention,))  # fmt: skip


READOUT = Readout(
    document=Document(
        id="hostile",
        text=TEXT,
        title=TITLE,
        publisher=f"The Courier {SCRIPT}",
        byline=IMAGE,
        url="javascript:alert(3)",
        published=date(2024, 5, 8),
        parts=(
            Part(kind="title", start=0, end=len(TITLE)),
            Part(kind="paragraph", start=len(TITLE) + 2, end=len(TEXT)),
        ),
    ),
    actors=(
        _actor("A1", f"Norland{IMAGE}", "javascript:alert(4)"),
        _actor("A2", f"Sorland{SCRIPT}", 'Q1" onclick="alert(5)'),
    ),
    statements=(
        Statement(id="S1", speakers=("A1",), cue=at("urged"), content=(at("to end the tolls & <b>talk</b>"),),
                  act="urge", addressees=("A2",)),
    ),
    events=(
        Event(id="E1", type="REQUEST", quad=3, actors=("A1",), recipients=("A2",), trigger=at("urged")),
        Event(id="E2", type="COERCE", quad=4, actors=("A1",), recipients=("A2",), trigger=at("end"), status="possible"),
    ),
    positions=(
        Position(id="P1", holder="A1", stance="demands", issue=at("end the tolls & <b>talk</b>"), toward=("A2",)),
    ),
)  # fmt: skip
