"""The view *add*: a text, a file or an address becomes a reading, which is shown and kept if wanted."""

from __future__ import annotations

from collections.abc import Mapping

from communique.page.markup import Html, el, join
from communique.sources.article import LIMIT
from communique.web.frame import page

FIELDS = ("address", "text", "published", "publisher", "url")


def form(values: Mapping[str, str], why: str = "") -> str:
    """The form; `why` says what was wrong with what was given."""
    details = join(
        [
            _field("published", "Published", values, kind="date"),
            _field("publisher", "Outlet", values),
            _field("url", "Where it is from", values, placeholder="https://"),
        ]
    )
    body = join(
        [
            el("h1", "Add an article"),
            el("p", why, class_="lead wrong", role="alert") if why else Html(),
            el(
                "form",
                el("h2", "An address"),
                _field("address", "Fetch the page", values, placeholder="https://"),
                el("h2", "or a file"),
                el("label", "Text or HTML", for_="file"),
                el("input", type="file", name="file", id="file", accept=".txt,.text,.html,.htm,.xhtml,text/*"),
                el("h2", "or a text"),
                el("label", "The article, with its headline", for_="text"),
                el("textarea", "\n" + values.get("text", ""), name="text", id="text", rows=12),
                el("h2", "What is known of it"),
                el("div", details, class_="known"),
                el("p", "What the page itself tells may be left empty.", class_="dim"),
                el("button", "Read it", class_="act"),
                action="/add",
                method="post",
                enctype="multipart/form-data",
                class_="add",
            ),
            el(
                "p",
                f"Up to {LIMIT:,} bytes. It is read here, on this machine, and kept only if you say so. Addresses of "
                "private networks are not fetched, nor what robots.txt forbids.",
                class_="dim note",
            ),
        ]
    )
    return page("Add", body, active="Add")


def offer(document: str) -> Html:
    """What stands above a reading that is not kept yet."""
    keep = el(
        "form", el("button", "Keep it in the archive", class_="act"), action=f"/draft/{document}/keep", method="post"
    )
    forget = el("form", el("button", "Forget it", class_="act"), action=f"/draft/{document}/forget", method="post")
    return el("div", el("p", "Read, not kept yet.", role="status"), keep, forget, class_="offer")


def _field(
    name: str, label: str, values: Mapping[str, str], kind: str = "text", placeholder: str | None = None
) -> Html:
    value = values.get(name) or None
    box = el("input", type=kind, name=name, id=name, value=value, placeholder=placeholder)
    return el("div", el("label", label, for_=name), box, class_="field")
