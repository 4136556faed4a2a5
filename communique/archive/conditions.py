"""Where an item must lie to answer a query: each field of the query as a piece of SQL over the items `i` of one kind.

conditions(Query(actor=("#12",)), "statement", connection) -> [Sql("i.id IN (SELECT …)", (12,))]

The words of names are looked up here: the SQL is whole by itself. A party or words that few items have give a list of
these; where many have them, each item is looked at instead, so that the first rows come without going through all.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from communique.archive.identities import fold
from communique.archive.query import Kind, Names, Query, match

MANY = 5_000
RANKED = 20_000  # passages: where more have the words, how well they fit no longer decides the order
_PARTY = re.compile(r"#(\d+)|(Q\d+)")


class Sql(NamedTuple):
    """A piece of SQL with the values of its question marks."""

    text: str
    values: tuple[Any, ...] = ()

    def shown(self) -> str:
        """The same with the values written in, to be run anywhere."""
        pieces = self.text.split("?")
        return pieces[0] + "".join(_literal(v) + p for v, p in zip(self.values, pieces[1:], strict=True))


class Sides(NamedTuple):
    """Where a kind keeps its items, what it did, its state, and the parties on its two sides."""

    table: str
    what: str
    state: str
    owner: str
    actors: str
    recipients: str


KINDS: dict[Kind, Sides] = {
    "statement": Sides("statements", "i.act", "i.polarity", "statement", "speakers", "addressees"),
    "event": Sides(
        "events", "i.type || coalesce('/' || i.mode, '')", "i.status", "event", "event_actors", "event_recipients"
    ),
    "position": Sides("positions", "i.stance", "NULL", "position", "positions", "position_toward"),
}
_CODES = {
    "act": "act", "form": "kind", "type": "type", "status": "status", "quad": "quad", "stance": "stance",
}  # fmt: skip


def conditions(query: Query, kind: Kind, connection: sqlite3.Connection) -> list[Sql]:
    """What an item `i` of this kind must fulfil, but for the words."""
    return list(_conditions(query, kind, connection))


def having(words: str, connection: sqlite3.Connection) -> Sql:
    """That the passage of an item `i` has these words; where not too many passages have them, as a list."""
    asked = match(words)
    if frequent(asked, connection):
        return Sql("EXISTS (SELECT 1 FROM words WHERE words MATCH ? AND rowid = i.passage)", (asked,))
    return Sql("i.passage IN (SELECT rowid FROM words WHERE words MATCH ?)", (asked,))


def _conditions(query: Query, kind: Kind, connection: sqlite3.Connection) -> Iterator[Sql]:
    sides = KINDS[kind]
    named = ((query.actor, sides.actors), (query.recipient, sides.recipients), (query.relay, "relays"))
    yield from _beside(sides.owner, [(_resolve(n, connection), table) for n, table in named if n], connection)
    if query.pair:
        yield inside("i.id", _between(sides, *(_resolve((name,), connection) for name in query.pair)))
    for field, column in _CODES.items():
        if values := getattr(query, field):
            yield Sql(f"i.{column} IN ({_marks(values)})", tuple(values))
    if query.place:
        yield Sql(f"i.location IN (SELECT id FROM places WHERE name IN ({_marks(query.place)}))", query.place)
    if query.issue:
        yield _on_issue(kind, match(query.issue))
    if query.outlet:
        yield inside("i.document", _carried_by(query.outlet, query.copies))
    if query.first:
        yield Sql("i.day >= ?", (query.first.isoformat(),))
    if query.last:
        yield Sql("i.day <= ?", (query.last.isoformat(),))
    if not query.copies:
        copies = "SELECT 1 FROM documents c INDEXED BY documents_copies WHERE c.id = i.document"
        yield Sql(f"NOT EXISTS ({copies} AND c.copy_of IS NOT NULL)")


def frequent(asked: str, connection: sqlite3.Connection, most: int | None = None) -> bool:
    """Whether more than `most` passages (`RANKED`) have these words, given in the syntax of FTS5."""
    having = Sql("SELECT 1 FROM words WHERE words MATCH ?", (asked,))
    return _exceeds(having, RANKED if most is None else most, connection)


def _resolve(names: Sequence[str], connection: sqlite3.Connection) -> Sql:
    """The parties with exactly such a form of name, or where no party has it, with these words in a form."""
    return joined(" UNION ", [_one(n, connection) for n in names])


def _one(name: str, connection: sqlite3.Connection) -> Sql:
    given = _PARTY.fullmatch(name.strip())
    if given and given[1]:
        return Sql("SELECT id FROM parties WHERE id = ?", (int(given[1]),))
    if given:
        return Sql("SELECT id FROM parties WHERE link_id = ?", (given[2],))
    start = "SELECT n.party FROM names f JOIN identities n ON n.id = f.identity WHERE "
    folded = fold(name)
    if connection.execute("SELECT 1 FROM names WHERE name = ?", (folded,)).fetchone():
        return Sql(start + "f.name = ?", (folded,))
    phrase = '"' + folded.replace('"', " ") + '"'
    return Sql(start + "f.id IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)", (phrase,))


def _beside(owner: str, asked: Sequence[tuple[Sql, str]], connection: sqlite3.Connection) -> list[Sql]:
    """That one of these parties stands on the side of the item that the table holds, for each of them."""
    lists = [_of(owner, table, parties) for parties, table in asked]
    many = [_exceeds(found, MANY, connection) for found in lists]
    if sum(many) > 1:  # what both have may be little, so that looking at each item would go on for long
        many = [False] * len(many)
    return [
        _with(owner, table, parties) if each else inside("i.id", found)
        for (parties, table), found, each in zip(asked, lists, many, strict=True)
    ]


def _of(owner: str, table: str, parties: Sql) -> Sql:
    """The items on whose side one of these parties stands."""
    item, actor = ("id", "holder") if table == "positions" else (owner, "actor")
    return Sql(
        f"SELECT x.{item} FROM identities n CROSS JOIN actors a ON a.identity = n.id"
        f" CROSS JOIN {table} x ON x.{actor} = a.id WHERE n.party IN ({parties.text})",
        parties.values,
    )


def _with(owner: str, table: str, parties: Sql) -> Sql:
    """That one of these parties stands on the side of an item `i`."""
    item, actor = ("id", "holder") if table == "positions" else (owner, "actor")
    return Sql(
        f"EXISTS (SELECT 1 FROM {table} x CROSS JOIN actors a ON a.id = x.{actor} CROSS JOIN identities n"
        f" ON n.id = a.identity WHERE x.{item} = i.id AND n.party IN ({parties.text}))",
        parties.values,
    )


def _exceeds(found: Sql, most: int, connection: sqlite3.Connection) -> bool:
    """Whether a query has more rows than that; it is run no further."""
    counted = connection.execute(f"SELECT count(*) FROM ({found.text} LIMIT ?)", (*found.values, most + 1)).fetchone()
    return int(counted[0]) > most


def _between(sides: Sides, a: Sql, b: Sql) -> Sql:
    """The items in which one of two parties acts on the other, or both act together: found through their articles."""
    pairs = [(a, b, sides.recipients), (b, a, sides.recipients)]
    if sides.actors != "positions":
        pairs.append((a, b, sides.actors))
    item, actor = ("id", "holder") if sides.actors == "positions" else (sides.owner, "actor")
    members = "SELECT id FROM identities WHERE party IN ({})"
    halves = [
        Sql(
            f"SELECT x.{item} FROM actors p CROSS JOIN actors q CROSS JOIN {sides.actors} x CROSS JOIN {beside} y"
            f" WHERE p.identity IN ({members.format(one.text)}) AND q.identity IN ({members.format(other.text)})"
            f" AND q.document = p.document AND x.{actor} = p.id AND y.{sides.owner} = x.{item} AND y.actor = q.id",
            (*one.values, *other.values),
        )
        for one, other, beside in pairs
    ]
    return joined(" UNION ", halves)


def _on_issue(kind: Kind, asked: str) -> Sql:
    """On an issue are the positions with these words, the statements that show them, the events these assert."""
    positions = "SELECT rowid FROM issue_words WHERE issue_words MATCH ?"
    statements = f"SELECT statement FROM positions WHERE id IN ({positions})"
    texts = {
        "position": f"i.id IN ({positions})",
        "statement": f"i.id IN ({statements})",
        "event": f"i.id IN (SELECT event FROM according_to WHERE statement IN ({statements}))",
    }
    return Sql(texts[kind], (asked,))


def _carried_by(outlets: Names, copies: bool) -> Sql:
    """The reports that one of these outlets carried, itself or as a copy; with `copies` all copies of them too."""
    marks = _marks(outlets)
    reports = Sql(
        f"SELECT coalesce(o.copy_of, o.id) FROM documents o WHERE o.publisher COLLATE NOCASE IN ({marks})"
        " UNION SELECT coalesce(o.copy_of, o.id) FROM appearances x JOIN documents o ON o.id = x.document"
        f" WHERE x.publisher COLLATE NOCASE IN ({marks})",
        (*outlets, *outlets),
    )
    if not copies:
        return reports
    return Sql(f"{reports.text} UNION SELECT id FROM documents WHERE copy_of IN ({reports.text})", reports.values * 2)


def inside(column: str, inner: Sql) -> Sql:
    """That a column's value is among those of a query."""
    return Sql(f"{column} IN ({inner.text})", inner.values)


def joined(between: str, pieces: Iterable[Sql]) -> Sql:
    """Pieces one after the other."""
    given = list(pieces)
    return Sql(between.join(p.text for p in given), tuple(v for p in given for v in p.values))


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _literal(value: Any) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
