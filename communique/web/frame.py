"""The frame around every view: head, the row of views with the search box, style sheets and scripts.

page("Search", body, active="Search") -> '<!DOCTYPE html>…'
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import NamedTuple

from communique.page.markup import Html, el, join, unseen

VIEWS = {"Articles": "/", "Actors": "/actor", "Pairs": "/pair", "Search": "/search", "Add": "/add"}
FRAMED = ("views.css", "chart.css")


class Asset(NamedTuple):
    """A file of the page, with the type and the digest by which browsers keep it."""

    body: bytes
    type: str
    digest: str


_HOMES = {
    "base.css": "communique.page",
    "article.css": "communique.page",
    "article.js": "communique.page",
    "address.js": "communique.page",
    "words.js": "communique.page",
    "chart.css": "communique.charts",
    "correcting.js": "communique.web",
    "reviews.css": "communique.web",
    "reviews.js": "communique.web",
    "site.css": "communique.web",
    "site.js": "communique.web",
    "views.css": "communique.web",
}


def page(
    title: str,
    body: Html,
    *,
    active: str = "",
    words: str = "",
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    framed: bool = True,
) -> str:
    """A whole page. `words` stand in the search box; not `framed` is a body with header, main and styles of its own."""
    links = [_stylesheet(name) for name in ("base.css", "site.css", *(FRAMED if framed else styles))]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", f"{title} · communique"),
        *links,
        *(el("script", src=address(name), defer=True) for name in (*scripts, "site.js")),
    )
    own = (_header(), el("main", body, class_="view", id="view")) if framed else (body,)
    inside = el("body", _nav(active, words), *own, class_="framed" if framed else "reading")
    return f"<!DOCTYPE html>\n{el('html', head, inside, lang='en')}\n"


def trouble(status: int, why: str) -> str:
    """The page that says why something was not done."""
    titles = {
        400: "Not understood",
        401: "No entry",
        403: "Refused",
        404: "Not found",
        413: "Too large",
        421: "Refused",
    }
    title = titles.get(status, "Not done")
    return page(title, join([el("h1", title), el("p", why, class_="lead", role="alert")]))


def entrance() -> str:
    """The page that asks for the token."""
    field = el("input", type="password", name="token", id="token", autocomplete="current-password", required=True)
    form = el(
        "form",
        el("label", "Token", for_="token"),
        field,
        el("button", "Enter", class_="act"),
        method="get",
        class_="ask",
    )
    note = el("p", "The program printed it when it started; the person who runs it has it.", class_="lead")
    return page("No entry", join([el("h1", "A token is needed"), note, form]))


@cache
def asset(name: str) -> Asset | None:
    """A style sheet or script by its name; None where there is none."""
    home = _HOMES.get(name)
    if home is None:
        return None
    body = files(home).joinpath(name).read_bytes()
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    return Asset(body, f"{kind}; charset=utf-8", sha256(body).hexdigest()[:16])


def address(name: str) -> str:
    """Where a style sheet or script is, with its digest, so that a new version is fetched at once."""
    found = asset(name)
    return f"/static/{name}?{found.digest}" if found else f"/static/{name}"


def _stylesheet(name: str) -> Html:
    return Html(f'<link rel="stylesheet" href="{escape(address(name))}">')


def _header() -> Html:
    circle = el("circle", cx=8, cy=8, r=6.5, class_="round")
    half = el("svg", circle, el("path", d="M8 1.5a6.5 6.5 0 0 1 0 13z"), viewBox="0 0 16 16", aria_hidden="true")
    return el(
        "header",
        el("a", "Skip to the view", class_="skip", href="#view"),
        el("span", "communique", class_="brand"),
        el("button", half, unseen("Light or dark"), type="button", id="theme", class_="scripted"),
    )


def _nav(active: str, words: str) -> Html:
    links = [
        el("a", name, href=where, aria_current="page" if name == active else None) for name, where in VIEWS.items()
    ]
    box = el("input", type="search", name="q", value=words or None, placeholder="Search what was said and done")
    label = el("label", unseen("Words to search for"), box)
    # The search view has a box of its own.
    form = el("form", label, action="/search", method="get", role="search") if active != "Search" else ""
    return el("nav", el("div", *links, class_="views"), form, class_="site", aria_label="Views")
