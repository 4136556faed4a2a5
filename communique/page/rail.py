"""The rail beside the text: where the article comes from, the key to its marks, and what to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from communique.page.beside import Beside
from communique.page.margin import NOTHING
from communique.page.markup import Html, el, join
from communique.page.telling import Telling
from communique.page.text import legend
from communique.record import Document, Readout

KEY = (
    ("tints", "mark", "tint t1", "words", "what was said"),
    ("cues", "span", "cue s1", "said", "by which cue"),
    ("done", "span", "frame solid", "visited", "happened"),
    ("undone", "span", "frame dashed", "will go", "planned, possible"),
    ("denied", "span", "frame struck", "invade", "denied, negated"),
)  # what the switch is called, then the mark and what it means


def rail(readout: Readout, colours: Mapping[str, int], telling: Telling, beside: Beside) -> Html:
    """All of it; the switches work by the style sheet alone, save for the order."""
    return el(
        "aside",
        el("div", *source(readout), class_="source"),
        _group(
            "Marks", [_switch(f"show-{i}", el(tag, words, class_=c), what) for i, tag, c, words, what in KEY], "key"
        ),
        _group("Speakers", _speakers(readout, colours, telling), "speakers"),
        _group("Show", _kinds(readout, beside), "kinds"),
        _group("Order", _orders(beside.unsure), "orders"),
        beside.rail,
        class_="rail",
        aria_label="Source and marks",
    )


def source(readout: Readout) -> Iterator[Html]:
    """Publisher, day, length, byline, address; the notes of the reading and what was left out."""
    document = readout.document
    yield el("p", document.publisher or "Publisher not named", class_="publisher")
    day = f"{document.published:%a} {document.published.day} {document.published:%b %Y}" if document.published else ""
    yield el("p", day or "No date", class_="date")
    words = f"{len(document.text.split()):,} words"
    yield el("p", join([words, document.byline or "no byline"], ", "), class_="dim")
    if document.url:
        yield el("p", _address(document), class_="dim")
    yield from (el("p", note, class_="dim note-of-reading") for note in readout.notes if note != NOTHING)
    if document.dropped:
        n = len(document.dropped)
        left_out = [el("li", el("span", d.why, class_="dim"), " ", " ".join(d.text.split())) for d in document.dropped]
        yield el("details", el("summary", f"{n} fragment{'s' if n > 1 else ''} left out"), el("ul", *left_out))


def _address(document: Document) -> Html:
    """A link to where the article is from; only web addresses lead anywhere."""
    try:
        parts = urlsplit(document.url or "")
    except ValueError:
        return el("span", document.url or "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return el("span", document.url or "")
    return el("a", parts.hostname, href=document.url, rel="noreferrer noopener", title=document.url)


def _group(heading: str, lines: list[Html], class_: str) -> Html:
    return el("fieldset", el("legend", heading), *lines, class_=f"group {class_}") if lines else Html()


def _switch(name: str, *inside: str, class_: str | None = None, on: bool = True) -> Html:
    box = el("input", type="checkbox", id=name, checked=on)
    return el("label", box, *inside, class_=class_)


def _speakers(readout: Readout, colours: Mapping[str, int], telling: Telling) -> list[Html]:
    found = []
    for tint, name, actor, n in legend(readout, colours, telling):
        title = next((a.name for a in readout.actors if a.id == actor), None)
        label = el("span", name, class_="name", title=title)
        found.append(_switch(f"show-t{tint}", label, el("span", str(n), class_="side"), class_=f"t{tint} s{tint}"))
    return found


def _kinds(readout: Readout, beside: Beside) -> list[Html]:
    counted = {
        "Statements": readout.statements,
        "Events": readout.events,
        "Expectations": readout.expectations,
        "Positions": readout.positions,
    }
    return [
        _switch(
            f"show-{kind.lower()}",
            el("span", kind, class_="name"),
            el("span", str(len(items)), class_="side"),
            on=beside.shows(kind.lower()),
        )
        for kind, items in counted.items()
        if items
    ]


def _orders(unsure: bool) -> list[Html]:
    choices = (("order-text", "as in the text"), ("order-sure", "least sure first"))
    return [
        el("label", el("input", type="radio", name="order", id=i, checked=(i == "order-sure") == unsure), words)
        for i, words in choices
    ]
