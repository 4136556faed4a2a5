"""Reviews applied to a reading: a readout and what people decided about it give the readout that stands.

    readout, placed = apply(reading, reviews)

Nothing here touches the database. An item is found by its words, not by its label, so that reviews hold when a later
model reads the same text anew: a correction changes the fields that the person changed, whatever else the new reading
has. `placed` tells the label of each review's item, None where the reading has nothing at these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from communique.archive.errors import ArchiveError
from communique.record import Actor, Event, Expectation, Position, Readout, Record, Span, Statement

ReviewKind = Literal["actor", "statement", "event", "expectation", "position"]
Verdict = Literal["accept", "correct", "reject", "add"]
Item = Actor | Statement | Event | Expectation | Position
Fields = dict[str, Any]


class Review(Record, frozen=True, kw_only=True):
    """What one person decided about one item.

    `before` and `after` are the item's fields as JSON has them, None where there is none; `named` holds the items that
    they name, by label. `fits` is false where a later reading has nothing at these words; `undone` tells when it was.
    """

    id: int
    document: str
    kind: ReviewKind
    label: str
    verdict: Verdict
    who: str
    made: str
    before: Fields | None
    after: Fields | None
    named: dict[str, Fields]
    fits: bool = True
    undone: str | None = None


class _Kind(NamedTuple):
    """Where a readout has the items of a kind, their class, the letter of their labels, and what their fields name."""

    field: str
    type: type[Item]
    letter: str
    names: dict[str, ReviewKind]


KINDS: dict[ReviewKind, _Kind] = {
    "actor": _Kind("actors", Actor, "A", {}),
    "statement": _Kind(
        "statements",
        Statement,
        "S",
        {"speakers": "actor", "addressees": "actor", "relay": "actor", "parent": "statement"},
    ),
    "event": _Kind("events", Event, "E", {"actors": "actor", "recipients": "actor", "according_to": "statement"}),
    "expectation": _Kind("expectations", Expectation, "X", {"holder": "actor", "outcome": "event", "versus": "event"}),
    "position": _Kind("positions", Position, "P", {"holder": "actor", "toward": "actor", "statement": "statement"}),
}
_State = dict[ReviewKind, dict[str, Item]]


class _UnfitError(Exception):
    """A review has no item to hold on to."""


def apply(reading: Readout, reviews: Iterable[Review]) -> tuple[Readout, dict[int, str | None]]:
    """The readout with reviews taken in, in their order, and the label at which each stands now."""
    state: _State = {kind: {i.id: i for i in getattr(reading, k.field)} for kind, k in KINDS.items()}
    removed: dict[str, Item] = {}
    placed: dict[int, str | None] = {}
    for review in reviews:
        try:
            placed[review.id] = _apply(state, review, removed)
        except _UnfitError:
            placed[review.id] = None
    _mend(state, removed)
    fields = {k.field: tuple(state[kind].values()) for kind, k in KINDS.items()}
    return msgspec.structs.replace(reading, **fields), placed


def kind_of(label: str) -> ReviewKind:
    """The kind of item that has such a label; raises `ArchiveError` where none has."""
    for kind, k in KINDS.items():
        if re.fullmatch(rf"{k.letter}\d+", label):
            return kind
    raise ArchiveError(f"{label!r} is no item's label, such as S4 or E2")


def plain(item: Item) -> Fields:
    """An item's fields as JSON has them."""
    fields: Fields = msgspec.to_builtins(item)
    return fields


def made(kind: ReviewKind, fields: Mapping[str, Any]) -> Item:
    """An item from its fields; raises `ArchiveError` where a value is none of the codebook's."""
    known = {f.encode_name for f in msgspec.structs.fields(KINDS[kind].type)}
    if wrong := sorted(set(fields) - known):
        raise ArchiveError(f"{kind} has no field {wrong[0]!r}; it has {', '.join(sorted(known))}")
    try:
        return msgspec.convert(dict(fields), KINDS[kind].type)
    except msgspec.ValidationError as error:
        raise ArchiveError(f"this is no {kind}: {error}") from error


def named(kind: ReviewKind, fields: Mapping[str, Any]) -> Iterator[tuple[ReviewKind, str]]:
    """The labels that an item's fields name, with the kind of each."""
    for field, of in KINDS[kind].names.items():
        value = fields.get(field)
        for label in value if isinstance(value, list | tuple) else [value]:
            if isinstance(label, str):
                yield of, label


def fresh(kind: ReviewKind, labels: Iterable[str]) -> str:
    """A label that no item of this kind has."""
    return f"{KINDS[kind].letter}{1 + max((int(x[1:]) for x in labels if x[1:].isdigit()), default=0)}"


def _apply(state: _State, review: Review, removed: dict[str, Item]) -> str:
    """Take one review in; returns its item's label."""
    items = state[review.kind]
    if review.verdict == "add":
        label = _free(review.label, review.kind, items, removed)
        fields = {**_renamed(state, review, review.after or {}, removed), "id": label}
        items[label] = made(review.kind, fields)
        return label
    item = _find(items, review.kind, review.before or {})
    if item is None:
        raise _UnfitError
    if review.verdict == "reject":
        removed[item.id] = items.pop(item.id)
    elif review.verdict == "correct":
        before, after = review.before or {}, review.after or {}
        changed = {f: v for f, v in after.items() if f != "id" and v != before.get(f)}
        items[item.id] = made(review.kind, {**plain(item), **_renamed(state, review, changed, removed)})
    return item.id


def _free(label: str, kind: ReviewKind, *taken: Mapping[str, Item]) -> str:
    """The label, or where it is taken another one."""
    labels = {x for items in taken for x in items if x.startswith(KINDS[kind].letter)}
    return fresh(kind, labels) if label in labels else label


def _renamed(state: _State, review: Review, fields: Mapping[str, Any], removed: Mapping[str, Item]) -> Fields:
    """Fields whose labels are those of the present reading; an actor that it has not is taken from the review."""
    known: dict[str, str] = {}
    for kind, label in named(review.kind, fields):
        snapshot = review.named.get(label, {})
        item = _find(state[kind], kind, {**snapshot, "id": label})
        if item is None and kind == "actor" and snapshot:
            new = _free(label, kind, state[kind], removed)
            item = state[kind][new] = made(kind, {**snapshot, "id": new})
        if item is None:
            raise _UnfitError
        known[label] = item.id
    out = dict(fields)
    for field in KINDS[review.kind].names:
        value = out.get(field)
        if isinstance(value, list | tuple):
            out[field] = [known[v] for v in value]
        elif isinstance(value, str):
            out[field] = known[value]
    return out


def _find(items: Mapping[str, Item], kind: ReviewKind, fields: Mapping[str, Any]) -> Item | None:
    """The item that stands on the same words as these fields: those of its core must touch; most in common wins."""
    wanted = made(kind, fields)
    same = items.get(wanted.id)
    if same is not None and _words(same) == _words(wanted):
        return same
    best = max(items.values(), key=lambda i: _likeness(i, wanted), default=None)
    return best if best is not None and _likeness(best, wanted)[0] else None


def _likeness(a: Item, b: Item) -> tuple[int, int, int, bool]:
    core, rest = (_overlap(x, y) for x, y in zip(_words(a), _words(b), strict=True))
    if isinstance(a, Actor) and isinstance(b, Actor):
        core += a.name.casefold() == b.name.casefold()
    one, other = plain(a), plain(b)
    return core, rest, sum(v == other.get(f) for f, v in one.items()), a.id == b.id


def _words(item: Item) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans on which an item stands, and further ones."""
    if isinstance(item, Actor):
        return tuple(m for m in item.mentions if m.kind != "pronoun"), ()
    if isinstance(item, Statement):
        return (item.cue,), item.content
    if isinstance(item, Event):
        return (item.trigger,), item.mentions
    if isinstance(item, Expectation):
        return (item.phrase,), (item.outcome,) if isinstance(item.outcome, Span) else ()
    return (item.issue,), ()


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


def _mend(state: _State, removed: Mapping[str, Item]) -> None:
    """Take out what names a removed item; an outcome that was an event is its words then."""
    actors, statements, events = state["actor"], state["statement"], state["event"]

    def outcome(value: str | Span | None) -> str | Span | None:
        gone = removed.get(value) if isinstance(value, str) and value not in events else None
        return gone.trigger if isinstance(gone, Event) else value

    def there(labels: Iterable[str], items: Mapping[str, Item]) -> tuple[str, ...]:
        return tuple(x for x in labels if x in items)

    replace = msgspec.structs.replace
    for s in list(statements.values()):
        assert isinstance(s, Statement)
        parent = s.parent if s.parent in statements else None
        people = {f: there(getattr(s, f), actors) for f in ("speakers", "addressees", "relay")}
        statements[s.id] = replace(s, parent=parent, **people)
    for e in list(events.values()):
        assert isinstance(e, Event)
        sides = {f: there(getattr(e, f), actors) for f in ("actors", "recipients")}
        events[e.id] = replace(e, according_to=there(e.according_to, statements), **sides)
    for x in list(state["expectation"].values()):
        assert isinstance(x, Expectation)
        holder = x.holder if x.holder in actors else None
        state["expectation"][x.id] = replace(x, holder=holder, outcome=outcome(x.outcome), versus=outcome(x.versus))
    for p in list(state["position"].values()):
        assert isinstance(p, Position)
        if p.holder not in actors:
            del state["position"][p.id]
            continue
        said = p.statement if p.statement in statements else None
        state["position"][p.id] = replace(p, toward=there(p.toward, actors), statement=said)
