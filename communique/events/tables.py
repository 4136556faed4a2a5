"""The tables of the room: triggers, PLOVER, CAMEO, status cues, contexts and quantities, loaded once and checked.

A row of `triggers.csv` says that a lemma of a part of speech is an act of a type, under the conditions in `when` (all
of them must hold; the row with most conditions wins):

    obj obj:a|b  noobj     the deep object is there, has one of these lemmas; there is none
    subj:a|b nosubj:a|b    the agent has (hasn't) one of these lemmas
    prep:on|at:a|b  noprep:on   an oblique phrase with this preposition (and lemma) is (isn't) there
    prt:out  xcomp ccomp xcomp:a|b  passive active plural cop  aux:will  noaux:will
    mod:a|b nomod:a|b      the noun itself has (hasn't) such a modifier; mod-obj:a|b the verb's object has

Kinds joined by `|` are alternatives ("obj|xcomp"). A value is a lemma, `@class` of `classes.csv`, or a property:
`%actor` (in the cast), `%person`, `%leader` (person, office, government), `%official`, `%state`, `%place`, `%several`,
`%any`.

`need` says what must be there for the event to count: `one` participant of the cast, the `actor`, a `leader` as actor,
`two` (actor and recipient), `none` (the words alone are enough), `sign` (a participant, a time, a place or a number),
`violence` (an actor, or an article that speaks of violence more than of accidents).
`roles` names a row of `roles.csv`, which says where the recipient stands.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast, get_args

import msgspec

from communique.record import EventType, Status

ROOM = Path(__file__).parent
NEEDS = frozenset({"one", "actor", "leader", "two", "none", "sign", "violence"})
KINDS = frozenset(
    {"obj", "noobj", "subj", "nosubj", "prep", "noprep", "prt", "xcomp", "noxcomp", "ccomp"}
    | {"passive", "active", "plural", "aux", "noaux", "mod", "nomod", "mod-obj", "cop"}
)
SCOPES = frozenset({"self", "content", "object", "subject", "of", "mod", "prevented"})
PROPERTIES = frozenset({"%actor", "%person", "%leader", "%official", "%state", "%place", "%several", "%any"})


class TableError(ValueError):
    """A row of a table that can't be right: names the file, the row and the fault."""


class Condition(msgspec.Struct, frozen=True):
    """One atom of `when`: its alternative kinds, its prepositions if any, and the values of which one must hold."""

    kinds: tuple[str, ...]
    words: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


class Trigger(msgspec.Struct, frozen=True):
    """One row of `triggers.csv`."""

    lemma: str
    pos: str
    when: tuple[Condition, ...]
    type: EventType
    mode: str | None
    cameo: str
    need: str
    roles: str


class Role(msgspec.Struct, frozen=True):
    """One row of `roles.csv`: recipient slots; whether all parties are equal, places governments, speakers actors."""

    sources: tuple[str, ...]
    equal: bool
    place: bool
    speaker: bool


class Plover(msgspec.Struct, frozen=True):
    """A PLOVER type with its quad class, scores (by mode, `""` for the type alone) and recipient slots."""

    quad: int
    scores: dict[str, float]
    recipient: tuple[str, ...]


class Cameo(msgspec.Struct, frozen=True):
    """A CAMEO code with its Goldstein score and the PLOVER contexts that go with it."""

    goldstein: float
    contexts: tuple[str, ...]


class Cue(msgspec.Struct, frozen=True):
    """One row of `status.csv`: a word that makes acts in its scope something else than done."""

    status: Status
    scope: frozenset[str]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a table of the room, comment lines left out."""
    with (ROOM / name).open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(line for line in f if not line.startswith("#"))


@cache
def plover() -> dict[str, Plover]:
    """The sixteen types."""
    found: dict[str, Plover] = {}
    for r in rows("plover.csv"):
        if not r["mode"]:
            found[r["type"]] = Plover(int(r["quad"]), {"": float(r["score"])}, tuple(r["recipient"].split()))
        else:
            found[r["type"]].scores[r["mode"]] = float(r["score"])
    return found


@cache
def cameo() -> dict[str, Cameo]:
    """CAMEO codes of three and four digits."""
    return {r["code"]: Cameo(float(r["goldstein"]), tuple(r["contexts"].split())) for r in rows("cameo.csv")}


@cache
def classes() -> dict[str, frozenset[str]]:
    """Classes of lemmas, without the `@`."""
    return {r["class"]: frozenset(r["lemmas"].split()) for r in rows("classes.csv")}


@cache
def roles() -> dict[str, Role]:
    """Where recipients stand."""
    return {
        r["role"]: Role(tuple(r["sources"].split()), bool(r["equal"]), bool(r["place"]), bool(r["speaker"]))
        for r in rows("roles.csv")
    }


@cache
def triggers() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Triggers by lemma and part of speech, those with most conditions first; raises `TableError`."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    for r in rows("triggers.csv"):
        when = tuple(_condition(atom, r) for atom in r["when"].split())
        row = _checked(r, lemma=r["lemma"], pos=r["pos"], when=when, role=r["roles"])
        found.setdefault((row.lemma, row.pos), []).append(row)
    return {key: tuple(sorted(group, key=_rank)) for key, group in found.items()}


def _rank(row: Trigger) -> tuple[int, bool]:
    """Rows with most conditions first, among equals those for passives."""
    return -len(row.when), not any("passive" in c.kinds for c in row.when)


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """Status cues by lemma and kind: verb, control, noun, adj, adv, aux, mark."""
    found: dict[tuple[str, str], Cue] = {}
    for r in rows("status.csv"):
        if r["status"] not in get_args(Status) or not SCOPES.issuperset(r["scope"].split()):
            raise TableError(f"status.csv: {r}: no such status or scope")
        found[r["lemma"], r["kind"]] = Cue(cast(Status, r["status"]), frozenset(r["scope"].split()))
    return found


@cache
def acts() -> dict[str, Trigger]:
    """Acts of statements that are events, as triggers."""
    return {r["act"]: _checked(r, lemma=r["act"], pos="ACT", when=(), role="std") for r in rows("acts.csv")}


@cache
def contexts() -> dict[str, tuple[str, ...]]:
    """PLOVER contexts by lemma."""
    found: dict[str, tuple[str, ...]] = {}
    for r in rows("contexts.csv"):
        for word in r["lemmas"].split():
            found[word] = (*found.get(word, ()), r["context"])
    return found


def _condition(atom: str, row: dict[str, str]) -> Condition:
    kind, *rest = atom.split(":")
    kinds = tuple(kind.split("|"))
    if not set(kinds) <= KINDS:
        raise TableError(f"triggers.csv: {row}: no such condition: {atom}")
    words: frozenset[str] = frozenset()
    if kind in ("prep", "noprep", "prt"):
        words = frozenset(rest[0].replace("+", " ").split("|"))
        rest = rest[1:]
    return Condition(kinds, words, _values(rest[0], row) if rest else frozenset())


def _values(text: str, row: dict[str, str]) -> frozenset[str]:
    found: set[str] = set()
    for value in text.split("|"):
        if value.startswith("@"):
            if value[1:] not in classes():
                raise TableError(f"triggers.csv: {row}: no such class: {value}")
            found |= classes()[value[1:]]
        elif value.startswith("%") and value not in PROPERTIES:
            raise TableError(f"triggers.csv: {row}: no such property: {value}")
        else:
            found.add(value)
    return frozenset(found)


def _checked(r: dict[str, str], *, lemma: str, pos: str, when: tuple[Condition, ...], role: str) -> Trigger:
    """The trigger of a row; raises `TableError` where type, mode, code, need or role are unknown."""
    kind = plover().get(r["type"])
    if kind is None or r["mode"] not in kind.scores:
        raise TableError(f"{r}: no such type or mode")
    if r["cameo"] not in cameo():
        raise TableError(f"{r}: no such CAMEO code")
    if r["need"] not in NEEDS or role not in roles():
        raise TableError(f"{r}: no such need or role")
    return Trigger(
        lemma=lemma,
        pos=pos,
        when=when,
        type=cast(EventType, r["type"]),
        mode=r["mode"] or None,
        cameo=r["cameo"],
        need=r["need"],
        roles=role,
    )
