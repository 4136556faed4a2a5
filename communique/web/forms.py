"""The form that corrects the items of a card or adds one: every field prefilled, the machine's value beside it.

Inputs are named `S4.act`; those of a new item `new.act`. What a person sent comes back with the reason where it can't
be taken. Works as a plain form; the page's script adds that words can be marked in the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from communique.archive.reviewing import Fields, Item, ReviewKind, kind_of, plain
from communique.events.tables import plover
from communique.page.markup import Html, el, join, unseen
from communique.page.telling import QUADS, Telling
from communique.record import Readout
from communique.web.fields import CODES, FIELDS, QUANTITY, WHERE, Field, Given, written

NEW = "new"
LINE = 44  # characters that a line of the form holds
USUAL = {"act": "say", "polarity": "affirmed", "kind": "indirect", "status": "happened"}
KEPT = "Kept as your layer over the reading. The machine's value stays beside it, and exports carry both."


class Form(NamedTuple):
    """What a form is made of: the readout it is about, the machine's items by label, and what was sent, if it was."""

    readout: Readout
    telling: Telling
    machine: Mapping[str, Item]
    sent: Mapping[str, Sequence[str]] | None = None

    def correct(self, items: Sequence[Item]) -> Html:
        """The fields of several items."""
        alone = len(items) == 1
        return join(self._record(kind_of(i.id), i.id, i, alone=alone) for i in items)

    def new(self, kind: ReviewKind, words: str, at: str) -> Html:
        """The fields of a new item that rests on these words."""
        first = {"statement": "content", "event": "trigger", "expectation": "phrase", "position": "issue"}[kind]
        start, _, end = at.partition("-")
        span = {"start": int(start), "end": int(end)} if at else None
        value: Any = [span] if first == "content" and span else span
        return self._record(kind, NEW, None, fields={first: value} if span else {}, words={first: words})

    def _record(
        self,
        kind: ReviewKind,
        label: str,
        item: Item | None,
        *,
        alone: bool = True,
        fields: Fields | None = None,
        words: Mapping[str, str] | None = None,
    ) -> Html:
        values = plain(item) if item else fields or {}
        machine = self.machine.get(label)
        rows: dict[bool, list[Html]] = {False: [], True: []}
        for field in FIELDS[kind]:
            written_now = written(field, values, self.readout.document.text)
            if self.sent is not None:
                written_now = {n: tuple(self.sent.get(f"{label}.{n}", ())) for n in written_now}
            elif words and field.name in words and not values:
                written_now[field.name] = (words[field.name],)
            elif item is None and field.name in USUAL:
                written_now[field.name] = (USUAL[field.name],)
            rows[field.more].append(self._row(field, label, written_now, plain(machine) if machine else None))
        more = el("details", el("summary", "more fields"), *rows[True], class_="further") if rows[True] else Html()
        name = kind if item is None else f"{kind} {label}"
        return el(
            "fieldset",
            el("legend", name if not alone or item is None else kind, class_="unseen" if item is None else "of"),
            *rows[False],
            more,
            Html() if alone else self._reject(kind, label),
            class_="record",
        )

    def _reject(self, kind: ReviewKind, label: str) -> Html:
        on = bool(self.sent and self.sent.get(f"{label}.reject"))
        box = el("input", type="checkbox", name=f"{label}.reject", value="yes", checked=on)
        return el("label", box, f" reject {label}: there is no such {kind}", class_="reject")

    def _row(self, field: Field, label: str, now: Given, machine: Fields | None) -> Html:
        """One field; where it differs from the machine's, the old value stands beside."""
        key = f"f-{label}-{field.name}"
        inside: list[Html] = list(self._inputs(field, f"{label}.{field.name}", key, now))
        plural = field.shape in ("actors", "statements")
        title = el("span", field.label, class_="name") if plural else el("label", field.label, for_=key, class_="name")
        was, changed, old = Html(), False, None
        if machine is not None:
            before = written(field, machine, self.readout.document.text)
            old = _flat(before)
            changed = old != _flat(now)
            was = el("span", f"was {self.told(field, machine)}", class_="was", hidden=not changed)
        wide = field.shape in ("span", "spans", "when", "where", "outcome", "quantities")
        return el(
            "div",
            title,
            el("div", *inside, was, class_="inputs"),
            class_=" ".join(["field", *(["wide"] if wide else []), *(["changed"] if changed else [])]),
            data_machine=json.dumps(old, ensure_ascii=False) if old is not None else None,
        )

    def told(self, field: Field, fields: Fields) -> str:
        """A field's value in words, for people."""
        value = fields.get(field.name)
        if not value and value != 0:
            return "nothing"
        match field.shape:
            case "actors":
                return self.telling.plain(value)
            case "actor":
                return self.telling.name(value)
            case "act":
                return f"{value} {fields.get('mode') or ''}".strip()
            case "chance":
                return f"{100 * value['low']:.0f}–{100 * value['high']:.0f} %"
            case "where":
                return str(value["name"])
            case _:
                shown = written(field, fields, self.readout.document.text)
                return "; ".join(x.replace("\n", " … ") for x in next(iter(shown.values())) if x) or "other words"

    def _inputs(self, field: Field, name: str, key: str, now: Given) -> Iterator[Html]:
        own = [(now[n] or ("",))[-1] for n in now]  # the last value of each input
        match field.shape:
            case "actors":
                yield _picks(name, field.label, [(a.id, a.name) for a in self.readout.actors], now[field.name])
            case "statements":
                yield _picks(name, field.label, self._statements(), now[field.name])
            case "actor":
                yield _select(name, key, [(a.id, a.name) for a in self.readout.actors], own[0], field.needed)
            case "statement":
                yield _select(name, key, self._statements(), own[0], field.needed)
            case "choice":
                told = [(c, QUADS.get(int(c), c) if c.isdecimal() else c) for c in field.choices]
                yield _select(name, key, told, own[0], field.needed)
            case "act":
                yield _types(name, key, own[0])
            case "span":
                yield _words(name, key, own[0], own[1])
            case "spans":
                lines = sum(1 + len(x) // LINE for x in own[0].split("\n"))
                yield el("textarea", "\n" + own[0], name=name, id=key, rows=min(4, lines), title="one piece a line")
                yield _at(f"{name}.at", own[1])
                yield _pick_words("select in text")
                yield _pick_words("add a piece", add=True)
            case "when":
                yield _words(name, key, own[0], own[1])
                for part, value in zip(("from", "to"), own[2:4], strict=True):
                    yield _small(f"{name}.{part}", part, value, kind="date")
                for part, value in zip(("precision", "relation"), own[4:], strict=True):
                    known = [(c, c) for c in CODES[part]]
                    yield _select(f"{name}.{part}", None, known, value, False, part, f"{field.label}: {part}")
            case "where":
                yield _words(name, key, own[0], own[1])
                for part, value in zip(WHERE, own[2:], strict=True):
                    yield _small(f"{name}.{part}", part, value)
            case "outcome":
                events = [(e.id, f"{e.id} {self.telling.brief(e)}") for e in self.readout.events]
                yield _select(name, key, events, own[0], False, none="these words:")
                yield _words(f"{name}.words", f"{key}-words", own[1], own[2], at=f"{name}.at", label=field.label)
            case "chance":
                for part, value in zip(("low", "high"), own, strict=True):
                    first = key if part == "low" else None
                    yield _small(
                        f"{name}.{part}", part, value, kind="number", id_=first, min="0", max="100", step="any"
                    )
            case "quantities":
                yield from _quantities(name, key, now, field)
            case _:
                yield el("input", type="text", name=name, id=key, value=own[0])

    def _statements(self) -> list[tuple[str, str]]:
        cut = 60
        return [
            (s.id, f"{s.id} {self.telling.plain(s.speakers) or '…'}: {self.telling.words(s.cue)}"[:cut])
            for s in self.readout.statements
        ]


def chooser(readout: Readout) -> Html:
    """Asks for the kind and the words of a new item."""
    kinds = [(k, k) for k in FIELDS]
    return join(
        [
            el("label", "What", for_="new-kind"),
            _select("new", "new-kind", kinds, "statement", True),
            el("label", "Its words, as they stand in the article", for_="new-words"),
            el("input", type="text", name="words", id="new-words", required=True, maxlength=len(readout.document.text)),
        ]
    )


def _flat(values: Given) -> list[str]:
    """All values in an order that does not depend on that of the inputs, as the page's script makes them too."""
    return sorted(" ".join(v.split()) for some in values.values() for v in some if v.strip())


def _picks(name: str, label: str, known: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Html:
    """Several of many: a list that unfolds."""
    boxes = [
        el("label", el("input", type="checkbox", name=name, value=value, checked=value in chosen), " ", told)
        for value, told in known
    ]
    shown = ", ".join(told for value, told in known if value in chosen) or "nobody"
    summary = el("summary", unseen(f"{label}: "), el("span", shown))
    return el("details", summary, el("fieldset", el("legend", label, class_="unseen"), *boxes), class_="pick")


def _select(
    name: str,
    key: str | None,
    known: Sequence[tuple[str, str]],
    chosen: str,
    needed: bool,
    none: str = "none",
    aria_label: str | None = None,
) -> Html:
    """One of many; an empty choice where there may be none, or none is chosen yet."""
    empty = [] if needed and chosen else [el("option", "choose" if needed else none, value="", selected=not chosen)]
    options = [el("option", told, value=value, selected=value == chosen) for value, told in known]
    if chosen and chosen not in dict(known):
        options.append(el("option", chosen, value=chosen, selected=True))
    return el("select", *empty, *options, name=name, id=key, aria_label=aria_label)


def _types(name: str, key: str, chosen: str) -> Html:
    """The types of PLOVER with their modes."""
    groups = []
    for kind, known in plover().items():
        acts = [f"{kind}/{m}" if m else kind for m in known.scores]
        told = [el("option", a.replace("/", " "), value=a, selected=a == chosen) for a in acts]
        groups.append(el("optgroup", *told, label=kind))
    empty = el("option", "choose", value="", selected=True) if not chosen else Html()
    return el("select", empty, *groups, name=name, id=key)


def _words(name: str, key: str, words: str, place: str, at: str = "", label: str | None = None) -> Html:
    box = el("input", type="text", name=name, id=key, value=words, aria_label=f"{label}: words" if label else None)
    return join([el("span", box, _pick_words("select in text"), class_="words-of"), _at(at or f"{name}.at", place)])


def _at(name: str, value: str) -> Html:
    return el("input", type="hidden", name=name, value=value)


def _pick_words(told: str, *, add: bool = False) -> Html:
    return el("button", told, type="button", class_="pick-words scripted", data_add="yes" if add else None)


def _small(name: str, part: str, value: str, kind: str = "text", id_: str | None = None, **more: str | None) -> Html:
    box = el("input", type=kind, name=name, id=id_, value=value, aria_label=part, **more)
    return el("span", el("span", part, class_="dim", aria_hidden="true"), box, class_="small")


def _quantities(name: str, key: str, now: Given, field: Field) -> Iterator[Html]:
    rows = len(now[field.name])

    def value(part: str, i: int) -> str:
        values = now.get(f"{field.name}.{part}", ())
        return values[i] if i < len(values) else ""

    for i in range(rows):
        own, label = (key, None) if i == 0 else (f"{key}-{i}", "Count")
        words = _words(name, own, now[field.name][i], value("at", i), label=label)
        parts = [_small(f"{name}.{p}", p, value(p, i)) for p in QUANTITY if p != "approximate"]
        about = _select(
            f"{name}.approximate", None, [("yes", "about")], value("approximate", i), False, "exactly", "approximate"
        )
        yield el("div", words, *parts, about, class_="count-row")
