"""The view *search*: a form for every filter, what was found, the same as SQL and as a command."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from starlette.datastructures import QueryParams

from communique.archive.quoting import Quoted
from communique.page.markup import Html, el, join
from communique.show.wording import TOLD
from communique.web import asking, rows
from communique.web.frame import page

LABELS = {
    "q": "words", "actor": "actor", "recipient": "to", "outlet": "outlet", "kind": "kind", "act": "act", "type": "type",
    "status": "status", "stance": "stance", "quad": "class", "issue": "issue", "from": "from", "to": "until",
    "pair": "pair", "copies": "copies", "newest": "newest first",
}  # fmt: skip
EXAMPLES = (
    ("what was said of a ceasefire", "q=ceasefire&kind=statement"),
    ("denials", "act=deny"),
    ("what is feared or possible", "status=possible&status=conditional"),
)


def view(found: Sequence[Quoted], total: int, most: int, sql: str, params: QueryParams, shown: asking.Page) -> str:
    """What was found; `total` goes up to `most`."""
    more = total >= most
    head = f"{total:,} or more items" if more else f"{total:,} item{'' if total == 1 else 's'}"
    body = [
        el("h1", head, class_="found", role="status"),
        rows.items(found) if found else _nothing(params),
        rows.steps(params, "/search", shown, len(found), total, more=more),
    ]
    return _page(params, body, _same(params, sql))


def empty(params: QueryParams) -> str:
    """Before anything is asked."""
    links = [el("li", el("a", words, href=f"/search?{query}")) for words, query in EXAMPLES]
    return _page(params, [el("h1", "Search", class_="found"), el("p", "For example", class_="lead"), el("ul", *links)])


def wrong(params: QueryParams, why: str) -> str:
    """A query that can't be answered, with the reason."""
    return _page(params, [el("h1", "Not understood", class_="found"), el("p", why, class_="lead", role="alert")])


def _page(params: QueryParams, main: list[Html], side: Html = Html()) -> str:  # noqa: B008  a string
    words = params.get("q", "")
    box = el("input", type="search", name="q", id="q", value=words or None, class_="words", aria_label="Words")
    top = el("div", box, el("button", "Search", class_="act"), class_="box")
    filters = el("details", el("summary", "Filters"), el("div", *_filters(params)), class_="filters", open=True)
    chips = list(_chips(params))
    form = el("form", top, filters, action="/search", method="get", class_="search")
    found = el("div", *([el("p", *chips, class_="chips")] if chips else []), *main, class_="results")
    body = el("div", form, found, el("aside", side) if side else "", class_="searching")
    return page(f"{words} · Search" if words else "Search", body, active="Search")


def _filters(params: QueryParams) -> Iterator[Html]:
    kinds = set(params.getlist("kind"))
    boxes = [
        el("label", el("input", type="checkbox", name="kind", value=k, checked=k in kinds), f" {k}s")
        for k in asking.CODES["kind"]
    ]
    yield el("fieldset", el("legend", "Kind"), *boxes)
    for name, label in (("actor", "Who speaks or acts"), ("recipient", "To whom"), ("outlet", "Outlet")):
        values = [v for v in params.getlist(name) if v] or [""]
        yield join([_field(name, label, value, n) for n, value in enumerate(values)])
    yield _field("issue", "Issue", params.get("issue", ""))
    for name, label in (("act", "Act"), ("type", "Type"), ("status", "Status"), ("stance", "Stance")):
        yield _select(name, label, params.getlist(name))
    for name, label in (("from", "From"), ("to", "Until")):
        yield _field(name, label, params.get(name, ""), kind="date")
    for name, label in (("newest", "newest first"), ("copies", "also copies of reports")):
        yield el(
            "label", el("input", type="checkbox", name=name, value="1", checked=bool(params.get(name))), f" {label}"
        )
    yield el("button", "Search", class_="act")


def _field(name: str, label: str, value: str, number: int = 0, kind: str = "text") -> Html:
    key = f"{name}-{number}"
    return join([el("label", label, for_=key), el("input", type=kind, name=name, id=key, value=value or None)])


def _select(name: str, label: str, chosen: Sequence[str]) -> Html:
    """A list; a second choice of one field, which the list can't show, goes along hidden."""
    first, *others = [c for c in chosen if c] or [""]
    options = [
        el(
            "option",
            TOLD.get(code, code.replace("_", " ")) if name == "act" else code,
            value=code,
            selected=code == first,
        )
        for code in asking.CODES[name]
    ]
    hidden = [el("input", type="hidden", name=name, value=value) for value in others]
    key = f"{name}-0"
    return join(
        [
            el("label", label, for_=key),
            el("select", el("option", "any", value=""), *options, name=name, id=key),
            *hidden,
        ]
    )


def _chips(params: QueryParams) -> Iterator[Html]:
    for name, value in params.multi_items():
        if value and name in LABELS and name != "q":
            rest = asking.without(params, name, value)
            shown = "" if name in ("copies", "newest") else f" {value}"
            take = el("a", "×", href=f"/search?{rest}", aria_label=f"without {LABELS[name]}{shown}")
            yield el("span", el("span", LABELS[name], class_="dim"), shown, " ", take, class_="filter")


def _nothing(params: QueryParams) -> Html:
    """What to leave out, where nothing has all that is asked."""
    links = [
        el("li", el("a", f"without {LABELS[name]} {value}", href=f"/search?{asking.without(params, name, value)}"))
        for name, value in params.multi_items()
        if value and name in LABELS
    ]
    hint = join([el("p", "Try it", class_="lead"), el("ul", *links)]) if len(links) > 1 else Html()
    return join([el("p", "Nothing has all of this.", class_="lead"), hint])


def _same(params: QueryParams, sql: str) -> Html:
    """The same search elsewhere: as JSON, as a command, as SQL."""
    return join(
        [
            el("h2", "Take it with you"),
            el("p", el("a", "As JSON", href=f"/api/search?{asking.moved(params, 0)}")),
            el("h2", "On the command line"),
            el("pre", command(params), tabindex="0"),
            el("details", el("summary", "Show as SQL"), el("pre", sql, tabindex="0")),
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
            options += [f"--{name}"] if name in ("copies", "newest") else [f"--{name}", value]
    if len(pair := params.getlist("pair")) == 2:
        options += ["--pair", *pair]
    given = " ".join(params.getlist("q"))
    words = [given] if '"' in given else given.split()
    if any(w.startswith("-") for w in words):
        words.insert(0, "--")
    return shlex.join(["communique", "search", *options, *words])
