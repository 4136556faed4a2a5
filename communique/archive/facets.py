"""How the items that a query finds divide: for each field the values they have, with the number of items of each.

facets(archive, Query(words="talks")).fields["act"] -> (Value(value="propose", name="propose", items=38), ...)

A field's numbers are under the other filters: what is asked of the field itself is left out for it, so that each number
is that of a search with this value alone. Where more than `most` items are found, the newest of them are counted.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec.structs import replace

from communique.archive.conditions import KINDS, Sql, frequent, having, joined
from communique.archive.query import Kind, Query, kinds, match
from communique.archive.search import MOST
from communique.archive.selecting import arm
from communique.archive.store import Archive
from communique.record import Record

VALUES = 60  # of a field
OFTEN = 10_000  # passages with the words
LISTED = 200_000  # where more have them, they are not listed


class Value(Record, frozen=True, kw_only=True):
    """A value as a query takes it ("#12" for a party), its name for people, and how many items have it."""

    value: str
    name: str
    items: int


class Facets(NamedTuple):
    """Values by field, the most frequent first; `all` is false where only the newest were counted."""

    fields: dict[str, tuple[Value, ...]]
    all: bool


_NUMBER = "SELECT '' AS field, '' AS value, '' AS name, count(*) AS items FROM every"
_KIND = "SELECT kind AS value, kind AS name, id FROM every"
_CODE = (
    "SELECT CAST(i.{column} AS TEXT) AS value, i.{column} AS name, f.id FROM found f JOIN {table} i ON i.id = f.id"
    " WHERE f.kind = '{kind}'"
)
_PARTY = (
    "SELECT '#' || p.id AS value, p.name, f.kind || f.id AS id FROM found f CROSS JOIN {table} x ON x.{owner} = f.id"
    " CROSS JOIN actors a ON a.id = x.{actor} CROSS JOIN identities n ON n.id = a.identity"
    " CROSS JOIN parties p ON p.id = n.party WHERE f.kind = '{kind}'"
)
_PLACE = (
    "SELECT l.name AS value, l.name, f.id FROM found f JOIN events i ON i.id = f.id JOIN places l ON l.id = i.location"
    " WHERE f.kind = 'event'"
)
_CARRIED = (  # by whom each report found was carried, itself or as a copy
    "reports AS MATERIALIZED (SELECT DISTINCT coalesce(d.copy_of, d.id) AS report FROM found f"
    " JOIN documents d ON d.id = f.document),\n"
    "texts AS MATERIALIZED (SELECT report, report AS id FROM reports"
    " UNION ALL SELECT r.report, m.id FROM reports r CROSS JOIN documents m ON m.copy_of = r.report),\n"
    "carried AS MATERIALIZED (SELECT t.report, d.publisher FROM texts t JOIN documents d ON d.id = t.id"
    " UNION SELECT t.report, x.publisher FROM texts t JOIN appearances x ON x.document = t.id)"
)
_OUTLET = (
    "SELECT c.publisher COLLATE NOCASE AS value, c.publisher AS name, f.kind || f.id AS id FROM found f"
    " JOIN documents d ON d.id = f.document JOIN carried c ON c.report = coalesce(d.copy_of, d.id)"
    " WHERE c.publisher IS NOT NULL"
)


def _party(kind: Kind, table: str) -> str:
    owner, actor = ("id", "holder") if table == "positions" else (KINDS[kind].owner, "actor")
    return _PARTY.format(table=table, owner=owner, actor=actor, kind=kind)


_VALUES: dict[str, tuple[str, ...]] = {  # value, name and item of each item that has one, by field
    "kind": (_KIND,),
    "actor": tuple(_party(kind, sides.actors) for kind, sides in KINDS.items()),
    "recipient": tuple(_party(kind, sides.recipients) for kind, sides in KINDS.items()),
    "act": (_CODE.format(column="act", table="statements", kind="statement"),),
    "form": (_CODE.format(column="kind", table="statements", kind="statement"),),
    "type": (_CODE.format(column="type", table="events", kind="event"),),
    "status": (_CODE.format(column="status", table="events", kind="event"),),
    "quad": (_CODE.format(column="quad", table="events", kind="event"),),
    "stance": (_CODE.format(column="stance", table="positions", kind="position"),),
    "outlet": (_OUTLET,),
    "relay": (_party("statement", "relays"),),
    "place": (_PLACE,),
}
FIELDS = tuple(_VALUES)


def facets(archive: Archive, query: Query, *, most: int = MOST) -> Facets:
    """The values of every field; raises `ArchiveError` where the query has no answer."""
    asked = [f for f in FIELDS if f != "kind" and getattr(query, f)]
    counted, whole = _count(archive, query, [f for f in FIELDS if f not in asked], most)
    for field in asked:
        empty: Any = ()
        counted |= _count(archive, replace(query, **{field: empty}), [field], most)[0]
    return Facets({f: counted[f] for f in FIELDS if counted.get(f)}, whole)


def _count(archive: Archive, query: Query, fields: list[str], most: int) -> tuple[dict[str, tuple[Value, ...]], bool]:
    """The values of some fields, and whether all items that the query finds were counted."""
    asked = kinds(query)
    looked = kinds(replace(query, kinds=tuple(KINDS))) if "kind" in fields else asked
    newest = "ORDER BY day DESC, id DESC LIMIT ?"
    matched, further = _matched(archive, query)
    arms = [arm(query, k, archive.connection, order="look", further=further) for k in looked]
    found = joined(" UNION ALL ", (Sql(f"SELECT * FROM ({a.text} {newest})", (*a.values, most)) for a in arms))
    with_ = [
        *([matched.text] if matched else []),
        f"every AS MATERIALIZED (SELECT kind, id, document FROM ({found.text}) {newest})",
        f"found AS (SELECT * FROM every WHERE kind IN ({', '.join(repr(k) for k in asked)}))",
        *([_CARRIED] if "outlet" in fields else []),
    ]
    counts = [
        f"SELECT '{field}' AS field, value, name, count(DISTINCT id) AS items"
        f" FROM ({' UNION ALL '.join(_VALUES[field])}) GROUP BY value"
        for field in fields
    ]
    rows = archive.rows(
        f"WITH {', '.join(with_)}\n" + "\nUNION ALL ".join([_NUMBER, *counts]),
        (*(matched.values if matched else ()), *found.values, most),
    )
    whole, by_field = True, dict[str, list[Value]]()
    for row in rows:
        field, items = row["field"], row["items"]
        if field:
            value, name = (row["name"] if field == "outlet" else row["value"]), str(row["name"])
            by_field.setdefault(field, []).append(Value(value=value, name=name, items=items))
        else:
            whole = items < most
    return {f: tuple(sorted(v, key=lambda x: (-x.items, x.name))[:VALUES]) for f, v in by_field.items()}, whole


def _matched(archive: Archive, query: Query) -> tuple[Sql | None, Sql | None]:
    """The passages with the words as a table, looked up once, and that an item's is one of them."""
    if not query.words:
        return None, None
    asked = match(query.words)
    if frequent(asked, archive.connection, LISTED):
        return None, having(query.words, archive.connection)
    table = Sql("matched AS MATERIALIZED (SELECT rowid AS passage FROM words WHERE words MATCH ?)", (asked,))
    # With "+", items are looked at from the newest on, not each that has the words.
    often = "+" if frequent(asked, archive.connection, OFTEN) else ""
    return table, Sql(f"{often}i.passage IN (SELECT passage FROM matched)")
