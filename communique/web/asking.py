"""What an address asks for: a page of rows, days, a query, each checked.

/search?q=talks&actor=%233&kind=event&status=happened&from=2024-01-01&offset=20
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, get_args
from urllib.parse import urlencode

from msgspec.structs import replace
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from communique import record
from communique.archive.query import Kind, Query

SIZE = 20  # rows of a page
MOST = 200
DEEPEST = 1_000_000  # row of a list
REACH = 10_000  # row of a search by its number; those after it are reached from the row before
CODES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "act": get_args(record.Act),
    "form": get_args(record.StatementKind),
    "type": get_args(record.EventType),
    "status": get_args(record.Status),
    "stance": get_args(record.Stance),
}
QUADS = (1, 2, 3, 4)
NAMES = ("actor", "recipient", "relay", "outlet", "place")
PLACED = ("offset", "after", "before")  # what says which rows
LONGEST = 1_000  # characters of a value


class Page(NamedTuple):
    """Which rows: `limit` of them after `offset`. Items may be given as those that come after or before another one.

    The offset then only tells how many rows are before these.
    """

    offset: int
    limit: int
    after: str = ""
    before: str = ""

    def of(self, query: Query) -> Query:
        """The query for these rows; raises 400 where they are too many to count through."""
        if self.after or self.before:
            return replace(query, limit=self.limit, offset=0, after=self.after, before=self.before)
        if self.offset > REACH:
            raise HTTPException(400, f"offset alone reaches {REACH} rows; use the links from page to page")
        return replace(query, limit=self.limit, offset=self.offset)


def page(params: QueryParams) -> Page:
    """The rows asked for by `offset`, `limit`, `after` and `before`; raises 400."""
    after, before = (params.get(k, "")[:LONGEST] for k in ("after", "before"))
    return Page(_number(params, "offset", 0, DEEPEST), max(1, _number(params, "limit", SIZE, MOST)), after, before)


def days(params: QueryParams) -> tuple[date | None, date | None]:
    """The first and last day, by `from` and `to`; raises 400."""
    return day(params, "from"), day(params, "to")


def day(params: QueryParams, name: str) -> date | None:
    """One day; raises 400 where it is none."""
    given = params.get(name, "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise HTTPException(400, f"{name} is no day such as 2024-02-14: {given[:40]}") from error


def query(params: QueryParams) -> Query:
    """The query of an address of the search view; raises 400 where a value can't be."""
    first, last = days(params)
    pair = params.getlist("pair")
    if pair and len(pair) != 2:
        raise HTTPException(400, "pair needs two parties")
    fields: dict[str, Any] = {("kinds" if name == "kind" else name): _codes(params, name) for name in CODES}
    fields |= {name: tuple(v for v in _list(params, name) if v.strip()) for name in NAMES}
    asked = Query(
        words=_text(params, "q"),
        pair=(pair[0], pair[1]) if pair else None,
        quad=tuple(_quad(v) for v in _list(params, "quad") if v),
        issue=_text(params, "issue"),
        first=first,
        last=last,
        copies=bool(params.get("copies")),
        newest=bool(params.get("newest")),
        **fields,
    )
    return page(params).of(asked)


def without(params: QueryParams, name: str, value: str | None = None) -> str:
    """The address's query without one value, or all values of a name, from the first row on."""
    return urlencode([(k, v) for k, v in _kept(params) if k != name or (value is not None and v != value)])


def with_(params: QueryParams, name: str, value: str) -> str:
    """The address's query with one value more, from the first row on."""
    return urlencode([*_kept(params), (name, value)])


def moved(params: QueryParams, offset: int, *, after: str = "", before: str = "") -> str:
    """The address's query for other rows."""
    placed = {"offset": str(offset) if offset else "", "after": after, "before": before}
    return urlencode([*_kept(params), *((k, v) for k, v in placed.items() if v)])


def _kept(params: QueryParams) -> list[tuple[str, str]]:
    return [(k, v) for k, v in params.multi_items() if v and k not in PLACED]


def _list(params: QueryParams, name: str) -> Iterable[str]:
    values = params.getlist(name)
    if any(len(v) > LONGEST for v in values) or len(values) > 50:
        raise HTTPException(400, f"{name} is too long")
    return values


def _text(params: QueryParams, name: str) -> str:
    return " ".join(_list(params, name)).strip()


def _codes(params: QueryParams, name: str) -> tuple[Any, ...]:
    values = tuple(v for v in _list(params, name) if v)
    for value in values:
        if value not in CODES[name]:
            raise HTTPException(400, f"{name} is none of {', '.join(CODES[name])}: {value[:40]}")
    return values


def _quad(value: str) -> int:
    if value not in map(str, QUADS):
        raise HTTPException(400, f"quad is none of 1, 2, 3, 4: {value[:40]}")
    return int(value)


def _number(params: QueryParams, name: str, usual: int, most: int) -> int:
    given = params.get(name, "")
    if not given:
        return usual
    if not (given.isascii() and given.isdigit()) or int(given[:12]) > most:
        raise HTTPException(400, f"{name} is no number from 0 to {most}: {given[:40]}")
    return int(given)
