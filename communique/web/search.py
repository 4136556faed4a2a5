"""The view *search*: a form, what was found, how it divides, and the same as files, SQL and a command."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from starlette.datastructures import QueryParams

from communique.archive.facets import Facets
from communique.archive.quoting import Quoted
from communique.page.markup import Html, el, join
from communique.web import asking, dividing, rows
from communique.web.frame import page

LABELS = {
    "q": "words", "actor": "actor", "recipient": "to", "relay": "via", "outlet": "outlet", "kind": "kind", "act": "act",
    "form": "form", "type": "type", "status": "status", "place": "place", "stance": "stance", "quad": "class",
    "issue": "issue", "from": "from", "to": "until", "pair": "pair", "copies": "copies", "newest": "newest first",
}  # fmt: skip
SWITCHES = ("copies", "newest")  # what is there or not
EXAMPLES = (
    ("what was said of a ceasefire", "q=ceasefire&kind=statement"),
    ("denials", "act=deny"),
    ("what is feared or possible", "status=possible&status=conditional"),
)
FILES = {"csv": "CSV", "ndjson": "NDJSON", "parquet": "Parquet"}


class Found(NamedTuple):
    """What a query found: a page of items, their number up to `most`, whether best first, and the SQL.

    `names` has those of parties that the query gives by number.
    """

    items: Sequence[Quoted]
    total: int
    most: int
    by_fit: bool
    facets: Facets
    sql: str
    names: Mapping[str, str]


class Looser(NamedTuple):
    """One filter less, and what is found then."""

    name: str
    value: str
    total: int
    most: int


def view(found: Found, params: QueryParams, shown: asking.Page, looser: Looser | None = None) -> str:
    """What was found; `looser` is the filter to take off where nothing was."""
    more = found.total >= found.most
    if found.items:
        ends = None if found.by_fit else rows.ends(found.items)
        main = [
            rows.items(found.items),
            rows.steps(params, "/search", shown, len(found.items), found.total, more=more, ends=ends),
        ]
    else:
        main = list(_nothing(params, found, looser))
    head = el("h1", el("span", _head(found, params), role="status"), class_="found")
    body = [el("div", head, _order(found, params)), *main]
    return _page(params, body, found.facets, found.names, _same(params, found))


def empty(params: QueryParams, facets: Facets) -> str:
    """Before anything is asked."""
    links = [el("li", el("a", words, href=f"/search?{query}")) for words, query in EXAMPLES]
    body = [el("h1", "Search", class_="found"), el("p", "For example", class_="lead"), el("ul", *links)]
    return _page(params, body, facets)


def wrong(params: QueryParams, why: str) -> str:
    """A query that can't be answered, with the reason."""
    return _page(params, [el("h1", "Not understood", class_="found"), el("p", why, class_="lead", role="alert")])


def filters(params: QueryParams) -> list[tuple[str, str]]:
    """The filters that are on, by name and value; the words are one."""
    return [(k, v) for k, v in params.multi_items() if v.strip() and k in LABELS and k not in SWITCHES]


def _page(
    params: QueryParams,
    main: list[Html],
    facets: Facets | None = None,
    names: Mapping[str, str] | None = None,
    side: Html = Html(),  # noqa: B008  a string
) -> str:
    words = params.get("q", "")
    box = el("input", type="search", name="q", id="q", value=words or None, class_="words", aria_label="Words")
    top = el("div", box, el("button", "Search", class_="act"), class_="box")
    more = el("details", el("summary", "Names, days, issue"), el("div", *_fields(params)), class_="filters")
    form = el("form", top, more, action="/search", method="get", class_="search")
    chips = list(_chips(params, names or {}))
    found = el("div", *([el("p", *chips, class_="chips")] if chips else []), *main, class_="results")
    divided = dividing.lists(facets, params) if facets else ""
    body = el("div", form, found, divided, el("aside", side) if side else "", class_="searching")
    return page(f"{words} · Search" if words else "Search", body, active="Search")


def _head(found: Found, params: QueryParams) -> str:
    kinds = params.getlist("kind")
    what = f"{kinds[0]}s" if len(kinds) == 1 else "items"
    number = f"{found.total:,} or more {what}" if found.total >= found.most else rows.counted(found.total, what)
    return number if kinds else f"{number} among statements and events"  # positions are searched when asked for


def _order(found: Found, params: QueryParams) -> Html:
    """Which comes first, and the other way."""
    if not params.get("q", "").strip() or not found.items:
        return Html()
    if found.by_fit:
        other = el("a", "newest first", href=f"/search?{asking.with_(params, 'newest', '1')}")
        return el("p", "Best match first, or ", other, ".", class_="dim")
    if params.get("newest"):
        other = el("a", "best match first", href=f"/search?{asking.without(params, 'newest')}")
        return el("p", "Newest first, or ", other, ".", class_="dim")
    return el("p", "Newest first: these words are too frequent to tell what fits best.", class_="dim")


def _fields(params: QueryParams) -> Iterator[Html]:
    labels = {
        "actor": "Who speaks or acts", "recipient": "To whom", "relay": "Via whom", "outlet": "Outlet",
        "place": "Place",
    }  # fmt: skip
    for name, label in labels.items():
        values = [v for v in params.getlist(name) if v] or [""]
        yield join([_field(name, label, value, n) for n, value in enumerate(values)])
    yield _field("issue", "Issue", params.get("issue", ""))
    for name, label in (("from", "From"), ("to", "Until")):
        yield _field(name, label, params.get(name, ""), kind="date")
    for name, label in (("newest", "newest first"), ("copies", "also copies of reports")):
        yield el(
            "label", el("input", type="checkbox", name=name, value="1", checked=bool(params.get(name))), f" {label}"
        )
    for name, value in params.multi_items():
        if value and (name in asking.CODES or name in ("quad", "pair")):
            yield el("input", type="hidden", name=name, value=value)
    yield el("button", "Search", class_="act")


def _field(name: str, label: str, value: str, number: int = 0, kind: str = "text") -> Html:
    key = f"{name}-{number}"
    return join([el("label", label, for_=key), el("input", type=kind, name=name, id=key, value=value or None)])


def _chips(params: QueryParams, names: Mapping[str, str]) -> Iterator[Html]:
    """What is on, each to be taken off."""
    for name, value in params.multi_items():
        if value and name in LABELS and name != "q":
            shown = "" if name in SWITCHES else f" {_told(name, value, names)}"
            off = f"/search?{asking.without(params, name, None if name == 'pair' else value)}"
            take = el("a", "×", href=off, aria_label=f"without {LABELS[name]}{shown}")
            yield el("span", el("span", LABELS[name], class_="dim"), shown, " ", take, class_="filter")
    if sum(1 for _ in filters(params)) > 1:
        yield el("a", "Clear all", href="/search", class_="clear")


def _told(name: str, value: str, names: Mapping[str, str]) -> str:
    """A value as people say it."""
    return names.get(value, value) if value.startswith("#") else dividing.named(name, value)


def _nothing(params: QueryParams, found: Found, looser: Looser | None) -> Iterator[Html]:
    """What to leave out, where nothing has all that is asked."""
    yield el("p", "Nothing has all of this.", class_="lead")
    if looser is None:
        if len(filters(params)) > 1:
            yield el("p", "No one of the filters is in the way alone.", class_="lead")
        return
    what = f"{LABELS[looser.name]} {_told(looser.name, looser.value, found.names)}"
    n = f"{looser.total:,} or more items" if looser.total >= looser.most else rows.counted(looser.total, "items")
    off = asking.without(params, looser.name, None if looser.name == "pair" else looser.value)
    yield el("p", el("a", f"Without {what}", href=f"/search?{off}"), f": {n}.", class_="lead")


def _same(params: QueryParams, found: Found) -> Html:
    """The same search elsewhere: as files, as a command, as SQL."""
    query = asking.moved(params, 0)
    files = [
        el("a", label, href=f"/api/export?format={kind}&{query}", download=f"communique.{kind}", class_="act")
        for kind, label in FILES.items()
        if kind != "parquet" or find_spec("polars")
    ]
    number = f"{found.total:,} or more rows" if found.total >= found.most else rows.counted(found.total, "rows")
    return join(
        [
            el("h2", "Export"),
            el("p", f"{number}, with ids and offsets", class_="dim"),
            el("p", *files, el("a", "JSON, in pages", href=f"/api/search?{query}"), class_="files"),
            el("h2", "On the command line"),
            el("pre", command(params), tabindex="0"),
            el("details", el("summary", "Show as SQL"), el("pre", found.sql, tabindex="0")),
        ]
    )


def command(params: QueryParams) -> str:
    """The command that finds the same.

    >>> command(QueryParams("q=toll&actor=Dana+Ruiz&newest=1"))
    "communique search --actor 'Dana Ruiz' --newest toll"
    """
    options: list[str] = []
    for name, value in params.multi_items():
        if value and name in LABELS and name not in ("q", "pair"):
            options += [f"--{name}"] if name in SWITCHES else [f"--{name}", value]
    if len(pair := params.getlist("pair")) == 2:
        options += ["--pair", *pair]
    given = " ".join(params.getlist("q"))
    words = [given] if '"' in given else given.split()
    if any(w.startswith("-") for w in words):
        words.insert(0, "--")
    return shlex.join(["communique", "search", *options, *words])
