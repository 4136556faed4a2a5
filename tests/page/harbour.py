"""An invented article with every kind of item, signs outside the BMP, and markup where a hostile page would put it."""

from datetime import date

from communique.record import (
    Actor,
    Document,
    Dropped,
    Event,
    Expectation,
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

TITLE = "Strike <script>alert(1)</script> over at Port Alder 🛳️"
POINT = "Minister urged dockers to return."
FIRST = "🛳️ Café talks: Minister Ana Roux urged the dockers on Monday to return to work “at once & for all”."
SECOND = (
    "The dockers said Roux had claimed that Norland could send 400 soldiers, "
    "but she denied having planned a raid, and a deal is likely by June."
)
THIRD = "Norland’s troops entered Port Alder. <img src=x onerror=alert(2)> Norland seeks the island."
TEXT = "\n\n".join((TITLE, POINT, FIRST, SECOND, THIRD))
SCRIPT = "<script>alert(3)</script>"


def at(words: str, after: str = "") -> Span:
    """The span of these words, looked for after others."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start=start, end=start + len(words))


def part(kind: str, words: str) -> Part:
    span = at(words)
    return Part(kind=kind, start=span.start, end=span.end)  # type: ignore[arg-type]


def mention(words: str, after: str = "", kind: str = "name") -> Mention:
    span = at(words, after)
    return Mention(kind=kind, start=span.start, end=span.end)  # type: ignore[arg-type]


MONDAY = When(
    start=at("Monday").start,
    end=at("Monday").end,
    text="Monday",
    from_=date(2021, 5, 3),
    to=date(2021, 5, 3),
    precision="day",
)
ROUX = (mention("Ana Roux"), mention("Roux", "dockers said"), mention("she", "soldiers", "pronoun"))

READOUT = Readout(
    document=Document(
        id="d",
        text=TEXT,
        title=TITLE,
        publisher=f"The Courier {SCRIPT}",
        byline=SCRIPT,
        url="javascript:alert(4)",
        published=date(2021, 5, 4),
        parts=(part("title", TITLE), part("key_point", POINT), part("paragraph", FIRST), part("paragraph", SECOND)),
        dropped=(Dropped(text=SCRIPT, why="share line"),),
    ),
    actors=(
        Actor(id="A1", name="Ana Roux", kind="person", role="minister", mentions=ROUX),
        Actor(id="A2", name="the dockers", kind="group", mentions=(mention("the dockers"),)),
        Actor(id="A3", name="Norland", kind="state", mentions=(mention("Norland’s"),)),
        Actor(id="A4", name=f"Courier {SCRIPT}", kind="outlet"),
    ),
    statements=(
        Statement(
            id="S1",
            speakers=("A1",),
            source=at("Minister Ana Roux"),
            cue=at("urged", "Ana"),
            content=(at("the dockers", "Ana"), at("to return to work “at once & for all”")),
            act="urge",
            kind="mixed",
            addressees=("A2",),
            when=MONDAY,
            confidence=0.9,
            why="cue <urge>",
        ),
        Statement(
            id="S2",
            speakers=("A2",),
            cue=at("said"),
            content=(at("Roux had claimed that Norland could send 400 soldiers"),),
            relay=("A4",),
            medium="radio",
        ),
        Statement(
            id="S3",
            speakers=("A1",),
            cue=at("had claimed"),
            content=(at("that Norland could send 400 soldiers"),),
            act="claim",
            parent="S2",
            confidence=0.4,
        ),
    ),
    events=(
        Event(
            id="E1",
            type="REQUEST",
            quad=3,
            actors=("A1",),
            recipients=("A2",),
            trigger=at("urged", "Ana"),
            mentions=(at("urged"), at("return", "urged")),
            when=MONDAY,
        ),
        Event(
            id="E2",
            type="MOBILIZE",
            mode="troops",
            quad=4,
            goldstein=-7.6,
            cameo="154",
            actors=("A3",),
            trigger=at("could send 400 soldiers"),
            quantities=(Quantity(start=at("400").start, end=at("400").end, unit="soldiers", value=400),),
            status="possible",
            according_to=("S3", "S2"),
            why="send -> MOBILIZE",
        ),
        Event(id="E3", type="ASSAULT", quad=4, trigger=at("raid"), status="denied", according_to=("S1",)),
        Event(
            id="E4",
            type="MOBILIZE",
            quad=4,
            actors=("A3",),
            recipients=("A2",),
            trigger=at("entered Port Alder"),
            where=Where(start=at("Alder", "entered").start, end=at("Alder", "entered").end,
                        text="Alder", name="Port Alder"),
        ),
    ),
    expectations=(
        Expectation(
            id="X1", holder="A1", outcome="E2", phrase=at("could"), probability=Probability(low=0.25, high=0.5)
        ),
        Expectation(id="X2", outcome=at("a deal"), phrase=at("likely")),
    ),
    positions=(
        Position(id="P1", holder="A1", stance="seeks", issue=at("return to work"), toward=("A2",), statement="S1"),
        Position(id="P2", holder="A3", stance="seeks", issue=at("the island")),
    ),
    notes=(f"A note {SCRIPT}",),
)  # fmt: skip
