"""The article view: a readout as the inside of a page. Other programs that serve it put their own frame around it."""

from __future__ import annotations

from communique.page.beside import Beside
from communique.page.cards import deal
from communique.page.margin import margin
from communique.page.marks import tints
from communique.page.markup import Html, el, unseen
from communique.page.rail import rail
from communique.page.summary import stands, strip, tallies
from communique.page.telling import Telling
from communique.page.text import Column
from communique.record import Readout

KEYS = (
    (("j", "k"), "next, previous"),
    (("Enter",), "reasons"),
    (("Esc",), "close"),
    (("c",), "copy link"),
    (("?",), "all keys"),
)


def article(readout: Readout, beside: Beside | None = None) -> Html:
    """Header, rail, text, margin and foot bar of one readout, with what is put beside it."""
    beside = beside or Beside(deal(readout))
    cards = [c for c in beside.cards if c.records]
    telling, colours = Telling(readout, cards), tints(readout.statements)
    column = Column(readout, cards, telling)
    document = readout.document
    day = f"{document.published.day} {document.published:%b %Y}" if document.published else "no date"
    main = el(
        "main",
        el("p", " · ".join(x for x in (document.publisher, day) if x), class_="origin"),
        column.title(),
        strip(readout, telling),
        column.lead(),
        stands(readout.positions, telling),
        column.body(),
        el(
            "aside",
            unseen("Items"),
            beside.first,
            margin(readout, beside, colours, telling),
            class_="margin",
            aria_label="Items",
        ),
        id="article",
    )
    side, foot = rail(readout, colours, telling, beside), _foot(len(cards), beside)
    return el("div", _head(readout), main, side, foot, class_="page")


def _head(readout: Readout) -> Html:
    return el(
        "header",
        el("a", "Skip to the text", class_="skip", href="#article"),
        el("span", "communique", class_="brand"),
        el("span", readout.document.title or "", class_="running", aria_hidden="true"),
        tallies(readout),
        el("button", _half(), unseen("Light or dark"), type="button", id="theme", class_="scripted"),
    )


def _half() -> Html:
    circle = el("circle", cx=8, cy=8, r=6.5, class_="round")
    return el("svg", circle, el("path", d="M8 1.5a6.5 6.5 0 0 1 0 13z"), viewBox="0 0 16 16", aria_hidden="true")


def _foot(n: int, beside: Beside) -> Html:
    every_key = (*KEYS[:-1], *beside.keys, KEYS[-1])
    few = (KEYS[0], *beside.keys) if beside.keys else KEYS[:-1]
    shown = [el("span", *(el("kbd", k) for k in keys), " ", what) for keys, what in few]
    every = el("button", el("kbd", "?"), " all keys", type="button", id="keys")
    place = el("span", f"{n} item{'' if n == 1 else 's'}", id="place", role="status")
    rows = [el("tr", el("th", *(el("kbd", k) for k in keys), scope="row"), el("td", what)) for keys, what in every_key]
    dialog = el(
        "dialog",
        el("h2", "Keys", id="keys-title"),
        el("table", el("tbody", *rows)),
        el("label", el("input", type="checkbox", id="keys-on", checked=True), " keys are on"),
        el("form", el("button", "Close"), method="dialog"),
        id="keys-shown",
        aria_labelledby="keys-title",
    )
    return el("footer", place, el("span", *shown, every, class_="keys scripted"), dialog)
