"""A chart as a part of a page: the picture, the sentence that sums it up, and the table of the same numbers.

The picture takes its colours from the page (`chart.css`). It is hidden from screen readers, which have the sentence and
the table; its days lead where the table's do, so the keyboard passes it by.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files

from communique.charts.frame import DAY
from communique.charts.table import Row, Table
from communique.page.markup import Html, el, join, text

_LINK = re.compile(rf'<a xlink:href="{DAY}(\d{{4}}-\d\d-\d\d)"[^>]*>')
STYLES = {"base.css": "communique.page", "chart.css": "communique.charts"}


def figure(picture: str, told: str, table: Table, link: Callable[[date], str] | None = None) -> Html:
    """The parts together; `picture` is a drawing for the page, `link` gives the address of a day or a week's first."""
    shown = picture.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    if link:
        shown = _LINK.sub(lambda m: f'<a href="{text(link(date.fromisoformat(m[1])))}" tabindex="-1">', shown)
    head = el("thead", el("tr", *(el("th", h, scope="col") for h in table.heads)))
    rows = [_row(row, link) for row in reversed(table.rows)]
    below = el("table", head, el("tbody", *rows))
    scroll = {"class_": "scroll", "tabindex": "0", "role": "region"}
    return el(
        "figure",
        el("div", Html(shown), aria_label="Chart", **scroll),
        el("figcaption", told),
        el("details", el("summary", "Show as table"), el("div", below, aria_label="The chart's numbers", **scroll))
        if rows
        else Html(),
        class_="chart",
    )


def document(title: str, picture: str, told: str, table: Table) -> str:
    """The figure as a page of its own that loads nothing, light or dark as the reader's system is."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content="default-src 'none'; style-src 'unsafe-inline'"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", f"{title} · communique"),
        el("style", join(Html(_style(name)) for name in STYLES)),
    )
    body = el("body", el("main", el("h1", title), figure(picture, told, table), class_="alone"))
    return f"<!DOCTYPE html>\n{el('html', head, body, lang='en')}\n"


def _row(row: Row, link: Callable[[date], str] | None) -> Html:
    time = el("a", row.time, href=link(row.first)) if link else row.time
    return el("tr", el("th", time, scope="row"), *(el("td", c, class_="number-of") for c in row.cells))


@cache
def _style(name: str) -> str:
    return files(STYLES[name]).joinpath(name).read_text(encoding="utf-8")
