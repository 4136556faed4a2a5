"""Readouts about two invented states: an article for each act, in which one does something to the other."""

from __future__ import annotations

from datetime import date

from communique.record import Actor, Document, Event, EventType, Mention, Readout, Span, Statement, Status, When
from tests.archive.readouts import hash_of

SCORES = {1: 2.5, 2: 7.0, 3: -2.0, 4: -9.0}
TYPES: dict[int, EventType] = {1: "CONSULT", 2: "AID", 3: "ACCUSE", 4: "ASSAULT"}


def act(
    number: int,
    day: date,
    quad: int,
    *,
    status: Status = "happened",
    by: str = "Norland",
    published: date | None = None,
    said: str = "say",
) -> Readout:
    """One event of a class on a day, in an article of its own, published then or on another day."""
    other = "Sorland" if by == "Norland" else "Norland"
    text = f"{by} acted towards {other} in matter {number} of the strait, its envoy Kim Alder said."
    at = text.index("in matter")
    where = {name: text.index(name) for name in ("Norland", "Sorland", "Kim Alder")}
    return Readout(
        document=Document(id=hash_of(text), text=text, title=f"Matter {number}", published=published or day),
        actors=(
            *(
                Actor(
                    id=f"A{n}", name=name, kind="government", country=code, sector="GOV", code=f"{code}GOV",
                    mentions=(Mention(kind="metonym", start=where[name], end=where[name] + 7),),
                )
                for n, (name, code) in enumerate((("Norland", "NOR"), ("Sorland", "SOR")), 1)
            ),
            Actor(
                id="A3", name="Kim Alder", kind="person", role="envoy", country="NOR",
                mentions=(Mention(kind="name", start=where["Kim Alder"], end=where["Kim Alder"] + 9),),
            ),
        ),
        statements=(
            Statement(
                id="S1", speakers=("A3",), cue=Span(start=text.index("said"), end=text.index("said") + 4),
                content=(Span(start=0, end=text.index(",")),), act=said,  # type: ignore[arg-type]
            ),
        ),
        events=(
            Event(
                id="E1", type=TYPES[quad], quad=quad, goldstein=SCORES[quad], status=status,
                actors=("A1" if by == "Norland" else "A2",), recipients=("A2" if by == "Norland" else "A1",),
                trigger=Span(start=text.index("acted"), end=text.index("acted") + 5),
                when=When(text="in matter", from_=day, to=day, precision="day", start=at, end=at + 9),
            ),
        ),
    )  # fmt: skip


MONDAY = date(2024, 2, 5)
ACTS = (
    act(1, MONDAY, 1),
    act(2, MONDAY, 1, by="Sorland"),
    act(3, MONDAY, 3),
    act(4, date(2024, 2, 6), 4, by="Sorland", said="accuse"),
    act(5, date(2024, 2, 6), 4, by="Sorland", said="deny"),
    act(6, date(2024, 2, 6), 4, status="possible"),
    act(7, date(2024, 2, 6), 4, status="conditional"),
    act(8, date(2024, 2, 6), 4, status="planned"),
    act(9, date(2024, 2, 6), 2, status="denied"),
    act(10, date(2024, 2, 14), 2, status="ongoing"),
    act(11, date(1931, 5, 1), 4, published=date(2024, 2, 14)),
)
