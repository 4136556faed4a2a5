"""A query as SQL: the rows of items found, newest or best first, a page at a time; and their number.

    sql, parameters = build(Query(actor=("Lavrov",), status=("happened",)), connection)

The order is the day, newest first, then the number of the item; with words that not too many passages have, how well
they fit comes before. By the day, a page is found from the item before it, by the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Literal, NamedTuple

from communique.archive.conditions import KINDS, Sql, conditions, frequent, having, joined
from communique.archive.errors import ArchiveError
from communique.archive.query import OUTLETS, Kind, Query, kinds, match

Order = Literal["fit", "day", "look"] | None
_KIND_OF: dict[str, Kind] = {"S": "statement", "E": "event", "P": "position"}  # by the first letter of a label


class _Edge(NamedTuple):
    """Where a page begins, or with `back` ends: beside this item."""

    day: str | None
    id: int
    kind: Kind
    back: bool


def by_fit(query: Query, connection: sqlite3.Connection) -> bool:
    """Whether the items come best first."""
    if not query.words or query.newest or query.after or query.before:
        return False
    return not frequent(match(query.words), connection)


def build(query: Query, connection: sqlite3.Connection) -> Sql:
    """The query as SQL that gives the rows of `search.Hit`, best or newest first."""
    edge = _edge(query, connection)
    ranked = by_fit(query, connection)
    order = "rank, day DESC, id DESC, kind" if ranked else "day DESC, id DESC, kind"
    inner = "day, id, kind DESC" if edge and edge.back else order
    bound = -1 if query.limit is None else query.limit + query.offset
    limited = [
        Sql(f"SELECT * FROM ({a.text}\n    ORDER BY {inner.rpartition(', ')[0]} LIMIT ?)", (*a.values, bound))
        for k in kinds(query)
        for a in _arms(query, k, connection, edge, "fit" if ranked else "day")
    ]
    found = joined("\n  UNION ALL\n  ", limited)
    matched = Sql("")
    marked = Sql("substr(d.text, p.start + 1, p.stop - p.start)")
    if query.words:
        marked = Sql(
            "(SELECT highlight(words, 0, '[', ']') FROM words WHERE words MATCH ? AND rowid = f.passage)",
            (match(query.words),),
        )
    if ranked:
        matched = Sql(
            "matched AS MATERIALIZED (\n  SELECT rowid AS passage, rank FROM words WHERE words MATCH ?\n), ",
            (match(query.words),),
        )
    return Sql(
        f"WITH {matched.text}found AS MATERIALIZED (\n  {found.text}\n  ORDER BY {inner} LIMIT ? OFFSET ?\n)\n"
        "SELECT f.kind, d.hash AS document, f.label, f.day, d.publisher AS outlet,\n"
        f"       ({OUTLETS.format('coalesce(d.copy_of, d.id)')}) AS outlets,\n"
        f"       {_parties('actors')} AS actors,\n"
        f"       {_numbers()} AS parties,\n"
        "       f.what, f.state,\n"
        f"       {_parties('recipients')} AS recipients,\n"
        f"       {marked.text} AS text,\n"
        "       p.start, p.stop, d.title, d.url, f.confidence\n"
        "  FROM found f JOIN documents d ON d.id = f.document JOIN passages p ON p.id = f.passage\n"
        f" ORDER BY {', '.join('f.' + o for o in order.split(', '))}",
        (*matched.values, *found.values, -1 if query.limit is None else query.limit, query.offset, *marked.values),
    )


def count(query: Query, connection: sqlite3.Connection, most: int) -> Sql:
    """The number of items that `build` finds without a limit, counted no further than `most`."""
    arms = [arm(query, k, connection, order=None) for k in kinds(query)]
    items = joined(" UNION ALL ", (Sql(f"SELECT 1 FROM ({a.text} LIMIT ?)", (*a.values, most)) for a in arms))
    return Sql(f"SELECT min(count(*), ?) FROM ({items.text})", (most, *items.values))


def arm(
    query: Query, kind: Kind, connection: sqlite3.Connection, *, order: Order = "day", further: Sql | None = None
) -> Sql:
    """The items of one kind: id, document, label, passage, day, what, state, confidence, rank.

    By "fit" they come from the passages `matched`; to "look" at them, `further` must say that they have the words.
    Without an order they come from any passages that have the words, unless the items to be looked at are few.
    """
    ranked = order == "fit"
    sides = KINDS[kind]
    confidence = "NULL" if kind == "position" else "i.confidence"
    head = (
        f"SELECT '{kind}' AS kind, i.id, i.document, i.label, i.passage, i.day, {sides.what} AS what,"
        f" {sides.state} AS state, {confidence} AS confidence, {'m.rank' if ranked else 'NULL'} AS rank"
    )
    source = f"{sides.table} i"
    tests = [further] if further else []
    if ranked:
        source = f"matched m JOIN {source} ON i.passage = m.passage"
    others = conditions(query, kind, connection)
    if query.words and order is None and not any(o.text.startswith("i.id IN") for o in others):
        source = f"words JOIN {source} ON i.passage = words.rowid"
        tests.append(Sql("words MATCH ?", (match(query.words),)))
    elif query.words and order in ("day", None):
        tests.append(having(query.words, connection))
    tests += others
    where = joined("\n      AND ", tests)
    return Sql(f"{head}\n     FROM {source}" + (f"\n    WHERE {where.text}" if tests else ""), where.values)


def _arms(query: Query, kind: Kind, connection: sqlite3.Connection, edge: _Edge | None, order: Order) -> Iterator[Sql]:
    """The items of one kind beyond an edge; those without a day, which come last, are looked for by themselves."""
    if edge is None:
        yield arm(query, kind, connection, order=order)
        return
    # Of one day and number, kinds follow one another by name.
    behind = kind < edge.kind if edge.back else kind > edge.kind
    sign = (">" if edge.back else "<") + ("=" if behind else "")
    if edge.day is None:
        parts = [
            Sql(f"i.day IS NULL AND i.id {sign} ?", (edge.id,)),
            *([Sql("i.day IS NOT NULL")] if edge.back else []),
        ]
    else:
        parts = [
            Sql(f"(i.day, i.id) {sign} (?, ?)", (edge.day, edge.id)),
            *([] if edge.back else [Sql("i.day IS NULL")]),
        ]
    yield from (arm(query, kind, connection, further=part) for part in parts)


def _edge(query: Query, connection: sqlite3.Connection) -> _Edge | None:
    """The item beside which the page lies; raises `ArchiveError` where it is not there any more."""
    address = query.after or query.before
    if not address:
        return None
    document, _, label = address.partition("/")
    kind = _KIND_OF.get(label[:1])
    row = (
        kind
        and connection.execute(
            f"SELECT i.day, i.id FROM {KINDS[kind].table} i JOIN documents d ON d.id = i.document"
            " WHERE d.hash = ? AND i.label = ?",
            (document, label),
        ).fetchone()
    )
    if not kind or not row:
        raise ArchiveError(f"the item {address[:60]} beside these rows is not there any more; start from the first row")
    return _Edge(row[0], row[1], kind, back=not query.after)


def _parties(side: Literal["actors", "recipients"]) -> str:
    """SQL for the names on one side of `found f`, whatever its kind."""
    cases = []
    for kind, sides in KINDS.items():
        table = getattr(sides, side)
        if table == "positions":
            names = "(SELECT a.name FROM positions x JOIN actors a ON a.id = x.holder WHERE x.id = f.id)"
        else:
            names = (
                "(SELECT group_concat(name, '; ') FROM (SELECT a.name"
                f" FROM {table} x JOIN actors a ON a.id = x.actor WHERE x.{sides.owner} = f.id ORDER BY x.place))"
            )
        cases.append(f"WHEN '{kind}' THEN {names}")
    return "CASE f.kind " + "\n         ".join(cases) + " END"


def _numbers() -> str:
    """SQL for the numbers of the parties that act."""
    cases = []
    for kind, sides in KINDS.items():
        item, actor = ("id", "holder") if sides.actors == "positions" else (sides.owner, "actor")
        cases.append(
            f"WHEN '{kind}' THEN (SELECT group_concat('#' || n.party, '; ') FROM {sides.actors} x"
            f" JOIN actors a ON a.id = x.{actor} JOIN identities n ON n.id = a.identity WHERE x.{item} = f.id)"
        )
    return "CASE f.kind " + "\n         ".join(cases) + " END"
