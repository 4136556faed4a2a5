"""A question to the archive, and the one place where it becomes SQL.

    sql, parameters = build(Query(actor=("Lavrov",), status=("happened",)), connection)

Three kinds of items answer: statements, events and positions. Values of one field are "or", fields are "and". A field
that only one kind has leaves the others out. The words of names are looked up here: the SQL is whole by itself.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from communique.archive.errors import ArchiveError
from communique.archive.identities import fold
from communique.record import Record

Kind = Literal["statement", "event", "position"]
Names = tuple[str, ...]
_Mode = Literal["rank", "day", "count"]  # what decides the order of the items, or nothing
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_PARTY = re.compile(r"#(\d+)|(Q\d+)")
OUTLETS = (  # how many outlets carried a report; by number, not by the view `outlets`, for which it would have to scan
    "SELECT count(DISTINCT x.publisher) FROM (SELECT id FROM documents WHERE id = {0}"
    " UNION ALL SELECT id FROM documents WHERE copy_of = {0}) m JOIN appearances x ON x.document = m.id"
)


class Query(Record, frozen=True, kw_only=True):
    """What is looked for; everything empty means everything.

    `actor` is who speaks, acts or holds a position, `recipient` who is addressed, acted on or meant by it, `pair` two
    parties in either direction. Names are any form that an article uses, `#12` (a party's number) or `Q123` (its link).
    """

    words: str = ""
    kinds: tuple[Kind, ...] = ()
    actor: Names = ()
    recipient: Names = ()
    pair: tuple[str, str] | None = None
    act: Names = ()
    type: Names = ()
    status: Names = ()
    quad: tuple[int, ...] = ()
    stance: Names = ()
    issue: str = ""
    outlet: Names = ()
    first: date | None = None
    last: date | None = None
    copies: bool = False
    newest: bool = False
    limit: int | None = 20
    offset: int = 0


class Sql(NamedTuple):
    """A piece of SQL with the values of its question marks."""

    text: str
    values: tuple[Any, ...] = ()

    def shown(self) -> str:
        """The same with the values written in, to be run anywhere."""
        pieces = self.text.split("?")
        return pieces[0] + "".join(_literal(v) + p for v, p in zip(self.values, pieces[1:], strict=True))


class _Sides(NamedTuple):
    """Where a kind keeps its items, what it did, its state, and the parties on its two sides."""

    table: str
    what: str
    state: str
    owner: str
    actors: str
    recipients: str


_KINDS: dict[Kind, _Sides] = {
    "statement": _Sides("statements", "i.act", "i.polarity", "statement", "speakers", "addressees"),
    "event": _Sides(
        "events", "i.type || coalesce('/' || i.mode, '')", "i.status", "event", "event_actors", "event_recipients"
    ),
    "position": _Sides("positions", "i.stance", "NULL", "position", "positions", "position_toward"),
}
_ONLY: dict[str, Kind] = {"act": "statement", "type": "event", "status": "event", "quad": "event", "stance": "position"}


def kinds(query: Query) -> tuple[Kind, ...]:
    """The kinds that can answer; raises `ArchiveError` where the fields leave none."""
    found: tuple[Kind, ...] = query.kinds or (
        ("statement", "event", "position") if query.stance else ("statement", "event")
    )
    for field, kind in _ONLY.items():
        if getattr(query, field):
            found = tuple(k for k in found if k == kind)
    if not found:
        asked = [f for f in _ONLY if getattr(query, f)]
        raise ArchiveError(
            f"nothing has all of {', '.join(asked)}: act is of statements, stance of positions, the rest of events"
        )
    return found


def build(query: Query, connection: sqlite3.Connection) -> Sql:
    """The query as SQL that gives the rows of `search.Hit`, best or newest first."""
    mode: _Mode = "rank" if query.words and not query.newest else "day"
    order = "rank, day DESC, id DESC" if mode == "rank" else "day DESC, id DESC"
    bound = -1 if query.limit is None else query.limit + query.offset
    arms = [_arm(query, k, connection, mode) for k in kinds(query)]
    limited = [Sql(f"SELECT * FROM ({a.text}\n    ORDER BY {order} LIMIT ?)", (*a.values, bound)) for a in arms]
    found = _joined("\n  UNION ALL\n  ", limited)
    marked = Sql("substr(d.text, p.start + 1, p.stop - p.start)")
    matched = Sql("")
    if query.words:
        rank = ", rank" if mode == "rank" else ""
        matched = Sql(
            f"matched AS MATERIALIZED (\n  SELECT rowid AS passage{rank} FROM words WHERE words MATCH ?\n), ",
            (match(query.words),),
        )
        marked = Sql(
            "(SELECT highlight(words, 0, '[', ']') FROM words WHERE words MATCH ? AND rowid = f.passage)",
            (match(query.words),),
        )
    return Sql(
        f"WITH {matched.text}found AS MATERIALIZED (\n  {found.text}\n  ORDER BY {order}, kind LIMIT ? OFFSET ?\n)\n"
        "SELECT f.kind, d.hash AS document, f.label, f.day, d.publisher AS outlet,\n"
        f"       ({OUTLETS.format('coalesce(d.copy_of, d.id)')}) AS outlets,\n"
        f"       {_parties('actors')} AS actors,\n"
        f"       {_numbers()} AS parties,\n"
        "       f.what, f.state,\n"
        f"       {_parties('recipients')} AS recipients,\n"
        f"       {marked.text} AS text,\n"
        "       p.start, p.stop, d.title, d.url, f.confidence\n"
        "  FROM found f JOIN documents d ON d.id = f.document JOIN passages p ON p.id = f.passage\n"
        f" ORDER BY {', '.join('f.' + o for o in order.split(', '))}, f.kind",
        (*matched.values, *found.values, -1 if query.limit is None else query.limit, query.offset, *marked.values),
    )


def count(query: Query, connection: sqlite3.Connection, most: int) -> Sql:
    """The number of items that `build` finds without a limit, counted no further than `most`."""
    arms = [_arm(query, k, connection, "count") for k in kinds(query)]
    limited = [Sql(f"SELECT 1 FROM ({a.text} LIMIT ?)", (*a.values, most)) for a in arms]
    items = _joined(" UNION ALL ", limited)
    return Sql(f"SELECT min(count(*), ?) FROM ({items.text})", (most, *items.values))


def match(words: str) -> str:
    """A person's words in the syntax of FTS5: all of them, "phrases", beginnings*, -without, this OR that.

    >>> match('toll "the strait" ship* -navy')
    '"toll" "the strait" "ship"* NOT "navy"'
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _TERM.findall(words):
        if word == "OR" and not minus:
            if wanted:
                wanted.append("OR")
            continue
        bare = (phrase or word).replace('"', "")
        if not any(c.isalnum() for c in bare):
            continue
        term = f'"{bare.rstrip("*")}"' + ("*" if word.endswith("*") else "")
        (unwanted if minus else wanted).append(term)
    while wanted and wanted[-1] == "OR":
        wanted.pop()
    if not wanted:
        raise ArchiveError(f"{words!r} has no word to search for")
    together = " ".join(wanted)
    return (f"({together})" if unwanted and "OR" in wanted else together) + "".join(f" NOT {u}" for u in unwanted)


def _arm(query: Query, kind: Kind, connection: sqlite3.Connection, mode: _Mode) -> Sql:
    """The items of one kind: id, document, label, passage, day, what, state, confidence, rank."""
    sides = _KINDS[kind]
    confidence = "NULL" if kind == "position" else "i.confidence"
    head = (
        f"SELECT '{kind}' AS kind, i.id, i.document, i.label, i.passage, i.day, {sides.what} AS what,"
        f" {sides.state} AS state, {confidence} AS confidence, {'m.rank' if mode == 'rank' else 'NULL'} AS rank"
    )
    source = f"{sides.table} i"
    if query.words and mode == "rank":
        source = f"matched m JOIN {sides.table} i ON i.passage = m.passage"
    elif query.words and mode == "count":
        source = f"words JOIN {sides.table} i ON i.passage = words.rowid"
    tests = list(_tests(query, kind, connection, mode))
    where = _joined("\n      AND ", tests)
    return Sql(f"{head}\n     FROM {source}" + (f"\n    WHERE {where.text}" if tests else ""), where.values)


def _tests(query: Query, kind: Kind, connection: sqlite3.Connection, mode: _Mode) -> Iterable[Sql]:
    sides = _KINDS[kind]
    if query.words and mode == "day":
        yield Sql("i.passage IN (SELECT passage FROM matched)")
    elif query.words and mode == "count":
        yield Sql("words MATCH ?", (match(query.words),))
    if query.actor:
        yield _in("i.id", _items(sides.owner, sides.actors, _resolve(query.actor, connection)))
    if query.recipient:
        yield _in("i.id", _items(sides.owner, sides.recipients, _resolve(query.recipient, connection)))
    if query.pair:
        yield _in("i.id", _between(sides, *(_resolve((name,), connection) for name in query.pair)))
    for field in _ONLY:
        if values := getattr(query, field):
            yield Sql(f"i.{field} IN ({', '.join('?' * len(values))})", tuple(values))
    if query.issue:
        yield _on_issue(kind, match(query.issue))
    if query.outlet:
        yield _in("i.document", _carried_by(query.outlet, query.copies))
    if query.first:
        yield Sql("i.day >= ?", (query.first.isoformat(),))
    if query.last:
        yield Sql("i.day <= ?", (query.last.isoformat(),))
    if not query.copies:
        copies = "SELECT 1 FROM documents c INDEXED BY documents_copies WHERE c.id = i.document"
        yield Sql(f"NOT EXISTS ({copies} AND c.copy_of IS NOT NULL)")


def _resolve(names: Sequence[str], connection: sqlite3.Connection) -> Sql:
    """The parties with exactly such a form of name, or where no party has it, with these words in a form."""
    return _joined(" UNION ", [_one(n, connection) for n in names])


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


def _items(owner: str, table: str, parties: Sql) -> Sql:
    """The items on one side of which one of these parties stands."""
    item, actor = ("id", "holder") if table == "positions" else (owner, "actor")
    return Sql(
        f"SELECT x.{item} FROM identities n JOIN actors a ON a.identity = n.id JOIN {table} x ON x.{actor} = a.id"
        f" WHERE n.party IN ({parties.text})",
        parties.values,
    )


def _between(sides: _Sides, a: Sql, b: Sql) -> Sql:
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
    return _joined(" UNION ", halves)


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
    marks = ", ".join("?" * len(outlets))
    reports = Sql(
        f"SELECT coalesce(o.copy_of, o.id) FROM documents o WHERE o.publisher COLLATE NOCASE IN ({marks})"
        " UNION SELECT coalesce(o.copy_of, o.id) FROM appearances x JOIN documents o ON o.id = x.document"
        f" WHERE x.publisher COLLATE NOCASE IN ({marks})",
        (*outlets, *outlets),
    )
    if not copies:
        return reports
    return Sql(f"{reports.text} UNION SELECT id FROM documents WHERE copy_of IN ({reports.text})", reports.values * 2)


def _parties(side: Literal["actors", "recipients"]) -> str:
    """SQL for the names on one side of `found f`, whatever its kind."""
    cases = []
    for kind, sides in _KINDS.items():
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
    for kind, sides in _KINDS.items():
        item, actor = ("id", "holder") if sides.actors == "positions" else (sides.owner, "actor")
        cases.append(
            f"WHEN '{kind}' THEN (SELECT group_concat('#' || n.party, '; ') FROM {sides.actors} x"
            f" JOIN actors a ON a.id = x.{actor} JOIN identities n ON n.id = a.identity WHERE x.{item} = f.id)"
        )
    return "CASE f.kind " + "\n         ".join(cases) + " END"


def _in(column: str, inner: Sql) -> Sql:
    return Sql(f"{column} IN ({inner.text})", inner.values)


def _joined(between: str, pieces: Sequence[Sql]) -> Sql:
    return Sql(between.join(p.text for p in pieces), tuple(v for p in pieces for v in p.values))


def _literal(value: Any) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
