"""How what a search found divides, as lists of links: each value with its number puts its filter on or off.

Five values of a field are shown, the others unfold.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import QueryParams

from communique.archive.facets import Facets, Value
from communique.page.markup import Html, el, unseen
from communique.page.telling import QUADS
from communique.show.wording import TOLD
from communique.web import asking, rows

HEADS = {
    "kind": "Kind", "actor": "Who speaks or acts", "recipient": "To whom", "act": "Act", "form": "Form",
    "type": "Type of event", "status": "Status", "quad": "Class", "stance": "Stance", "outlet": "Outlet",
    "relay": "Via whom", "place": "Place",
}  # fmt: skip
SHOWN = 5


def named(field: str, value: str) -> str:
    """A value as people say it."""
    if field == "act":
        return TOLD.get(value, value)
    if field == "kind":
        return f"{value}s"
    if field == "quad" and value.isdigit():
        return QUADS.get(int(value), value)
    return value


def lists(facets: Facets, params: QueryParams) -> Html:
    """A list for each field."""
    inside = [_list(field, facets.fields[field], params) for field in HEADS if facets.fields.get(field)]
    if not inside:
        return Html()
    note = (
        "" if facets.all else el("p", "More than can be counted at once: numbers are of the newest.", class_="dim note")
    )
    return el("nav", note, *inside, class_="facets", aria_label="What was found, by field")


def _list(field: str, values: Sequence[Value], params: QueryParams) -> Html:
    most = max(v.items for v in values)
    lines = [_line(field, v, params, most) for v in sorted(values, key=lambda v: not _on(field, v, params))]
    pieces = [el("h2", HEADS[field]), el("ul", *lines[:SHOWN])]
    if rest := lines[SHOWN:]:
        pieces.append(el("details", el("summary", f"{len(rest)} more"), el("ul", *rest)))
    return el("section", *pieces)


def _line(field: str, value: Value, params: QueryParams, most: int) -> Html:
    name = named(field, value.name)
    if off := _on(field, value, params):
        link = el(
            "a", "✓ ", unseen("without "), name, href=f"/search?{asking.without(params, field, off)}", class_="on"
        )
    else:
        link = el("a", name, href=f"/search?{asking.with_(params, field, value.value)}")
    return el("li", link, el("span", f"{value.items:,}", class_="number-of"), rows.share(value.items, most))


def _on(field: str, value: Value, params: QueryParams) -> str:
    """How the address asks for the value, by number or by name; "" where it doesn't."""
    return next((v for v in params.getlist(field) if v in (value.value, value.name)), "")
