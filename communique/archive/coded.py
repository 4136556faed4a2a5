"""Events as other data sets count them: done or not, one row for a pair, with all that their columns ask for.

for event in coded(archive):
    event.rule      # None where it happened; else what POLECAT's rule makes of it
"""

from __future__ import annotations

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.archive.passages import Sentences
from communique.archive.query import OUTLETS
from communique.archive.readback import readout
from communique.archive.store import Archive
from communique.record import Actor, Document, Event, Statement, Where

DONE = frozenset({"happened", "ongoing"})


class Party(NamedTuple):
    """An actor of one article, with the name under which the archive knows it."""

    actor: Actor
    name: str


class Coded(NamedTuple):
    """One event of the archive. `type` and `cameo` are those under which it counts, None where it doesn't."""

    number: int
    story: int
    document: Document
    event: Event
    day: str | None
    type: str | None
    cameo: str | None
    rule: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    sentence: int
    lead: bool
    outlets: int
    articles: int
    added: str

    @property
    def where(self) -> Where | None:
        """The place."""
        return self.event.where

    def pairs(self) -> list[tuple[Party | None, Party | None]]:
        """Each actor with each recipient; None where there is none of a side."""
        return [(a, r) for a in self.actors or (None,) for r in self.recipients or (None,) if a is None or a is not r]


class Rule(NamedTuple):
    """One row of `rules.csv`."""

    statuses: frozenset[str]
    acts: frozenset[str]
    type: str
    becomes: str
    cameo: str
    rule: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules for acts that were not done."""
    return tuple(
        Rule(
            frozenset(r["status"].split("|")),
            frozenset(r["act"].split("|")),
            r["type"],
            r["becomes"],
            r["cameo"],
            r["rule"],
        )
        for r in table("rules.csv")
    )


def table(name: str) -> list[dict[str, str]]:
    """Rows of a table of this room, comment lines left out."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def coded(archive: Archive) -> Iterator[Coded]:
    """The events of all reports, in the order in which they were added; near copies of a report count with it."""
    connection = archive.connection
    found = connection.execute("SELECT id, added FROM documents WHERE copy_of IS NULL ORDER BY id").fetchall()
    for story, added in found:
        yield from _of_document(connection, story, added)


def _of_document(connection: sqlite3.Connection, story: int, added: str) -> Iterator[Coded]:
    numbers = connection.execute(
        "SELECT label, id, day FROM events WHERE document = ? ORDER BY id", (story,)
    ).fetchall()
    if not numbers:
        return
    read = readout(connection, story)
    d = read.document
    names = dict(
        connection.execute(
            "SELECT a.label, p.name FROM actors a JOIN identities i ON i.id = a.identity"
            "  JOIN parties p ON p.id = i.party WHERE a.document = ?",
            (story,),
        )
    )
    cast = {a.id: Party(a, names[a.id]) for a in read.actors}
    said = {s.id: s for s in read.statements}
    sentences = Sentences(d.text, d.parts)
    lead = next((p for p in d.parts if p.kind == "paragraph"), None)
    articles = "SELECT count(*) FROM documents WHERE copy_of = ?1"
    outlets, copies = connection.execute(f"SELECT ({OUTLETS.format('?1')}), ({articles})", (story,)).fetchone()
    events = {e.id: e for e in read.events}
    done: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for e in read.events:
        if e.status in DONE:
            done[e.type].append((sentences.number(e.trigger.start), e.id))
    for label, number, day in numbers:
        e = events[label]
        sentence = sentences.number(e.trigger.start)
        type_, cameo, rule = _verdict(e, [said[s] for s in e.according_to], done, sentence)
        yield Coded(
            number=number,
            story=story,
            document=d,
            event=e,
            day=day,
            type=type_,
            cameo=cameo,
            rule=rule,
            actors=tuple(cast[a] for a in e.actors),
            recipients=tuple(cast[a] for a in e.recipients),
            sentence=sentence,
            lead=lead is not None and lead.start <= e.trigger.start < lead.end,
            outlets=outlets,
            articles=copies + 1,
            added=added,
        )


def _verdict(
    event: Event, statements: list[Statement], done: dict[str, list[tuple[int, str]]], sentence: int
) -> tuple[str | None, str | None, str | None]:
    """Type and CAMEO code under which an event counts, and the rule that says so (None for what was done)."""
    if event.status in DONE:
        return event.type, event.cameo, None
    acts = {"*", *(s.act for s in statements)}
    for r in rules():
        if event.status in r.statuses and event.type == r.type and acts & r.acts:
            for where, other in done[r.becomes]:
                if where == sentence:
                    return None, None, f"{event.status}: left out, for {other} says already that it is {r.becomes}"
            return r.becomes, r.cameo, f"{event.status}: {r.rule}"
    return None, None, f"{event.status}: left out"


@cache
def scores() -> dict[tuple[str, str], float]:
    """PLOVER's score of a type and mode."""
    from communique.events import tables

    return {(t, mode): score for t, p in tables.plover().items() for mode, score in p.scores.items()}


@cache
def cameo_names() -> dict[str, tuple[str, float]]:
    """Name and Goldstein score of a CAMEO code."""
    from communique.events import tables

    return {r["code"]: (r["name"], float(r["goldstein"])) for r in tables.rows("cameo.csv")}


@cache
def quads() -> dict[str, int]:
    """The quad class of a PLOVER type."""
    from communique.events import tables

    return {t: p.quad for t, p in tables.plover().items()}


@cache
def country_names() -> dict[str, str]:
    """English short names of countries by ISO alpha-3 code."""
    from communique.places.tables import tables

    return {code: c.names[0] for code, c in tables().by_alpha3.items()}


@cache
def fips() -> dict[str, str]:
    """FIPS 10-4 codes of countries by ISO alpha-3 code."""
    return {r["alpha3"]: r["fips"] for r in table("fips.csv")}
