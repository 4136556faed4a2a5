"""Reviews beside the article: what was decided about each card, the buttons to decide, and how far one has come.

beside(State(…)) gives what `communique.page.article` puts there. Buttons are those of plain forms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import cast

import msgspec

from communique.archive.reviewing import KINDS, Review, made, plain
from communique.page.beside import Beside
from communique.page.cards import Card, Item, deal
from communique.page.markup import Html, el, join, text, unseen
from communique.page.telling import Telling
from communique.record import Readout
from communique.web.fields import FIELDS, written
from communique.web.forms import KEPT, Form, chooser

KEYS = (
    (("a",), "accept"),
    (("e",), "correct"),
    (("x",), "reject"),
    (("u",), "next unsure"),
    (("z",), "undo"),
)
SIGNS = {
    "accept": "M2 7.5l3.5 3.5L12 3.5",
    "correct": "M2.5 11.5l.7-2.8 6.6-6.6 2.1 2.1-6.6 6.6z",
    "reject": "M3 3l8 8M11 3l-8 8",
    "add": "M7 2.5v9M2.5 7h9",
}
TOLD = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


class State(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """An article with its reviews, as one visitor sees it.

    `query` is what its address has after `?` for what is shown, `who` the visitor's name ("" where it isn't known),
    `correct` the label of the item to correct, `new` what the form of a new item shows.
    """

    readout: Readout
    machine: Readout
    reviews: Sequence[Review]
    who: str = ""
    query: str = ""
    kinds: frozenset[str] | None = None
    unsure: bool = False
    correct: str = ""
    new: tuple[str, str, str] | None = None
    sent: Mapping[str, Sequence[str]] | None = None
    wrong: str = ""

    @property
    def path(self) -> str:
        """The article's address."""
        return f"/article/{self.readout.document.id}"

    def address(self, name: str = "", fragment: str = "") -> str:
        """An address of this article that shows what is shown now."""
        return f"{self.path}{name}" + (f"?{self.query}" if self.query else "") + (f"#{fragment}" if fragment else "")

    @cached_property
    def holding(self) -> dict[str, list[Review]]:
        """The reviews in force that fit, by the label of their item."""
        found: dict[str, list[Review]] = {}
        for r in self.reviews:
            if r.fits and r.undone is None:
                found.setdefault(r.label, []).append(r)
        return found

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items on cards that stand, by label."""
        r = self.readout
        return {i.id: i for group in (r.statements, r.events, r.expectations, r.positions) for i in group}

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All cards, with what was rejected in its place."""
        gone = [
            cast(Item, made(r.kind, {**(r.before or {}), "id": label}))
            for label, found in self.holding.items()
            if (r := found[-1]).verdict == "reject" and r.kind != "actor" and label not in self.items
        ]
        return deal(self.readout, gone)


def digest(items: Iterable[Item]) -> str:
    """Tells whether items are as they were when a form was made."""
    return hashlib.sha256(msgspec.json.encode([plain(i) for i in items])).hexdigest()[:16]


def beside(state: State) -> Beside:
    """All of it."""
    writer = _Verdicts(state)
    live = [c for c in state.cards if c.records]
    below = {c.number: writer.below(c) for c in live}
    return Beside(
        cards=state.cards,
        signs={c.number: writer.sign(c) for c in live},
        below=below,
        acts={c.number: writer.acts(c) for c in live},
        gone={c.number: writer.gone(c) for c in state.cards if not c.records},
        first=writer.new(),
        rail=writer.rail(),
        keys=KEYS,
        kinds=state.kinds,
        unsure=state.unsure,
    )


class _Verdicts:
    def __init__(self, state: State) -> None:
        self._state = state
        self._telling = Telling(state.readout, [c for c in state.cards if c.records])
        machine = state.machine
        known = (machine.statements, machine.events, machine.expectations, machine.positions)
        self._form = Form(state.readout, self._telling, {i.id: i for g in known for i in g}, state.sent)

    def sign(self, card: Card) -> Html:
        """What was decided, as a sign at the card's first line."""
        reviews = self._of(card)
        if not reviews:
            return Html()
        verdicts = {r.verdict for r in reviews} - {"reject"}
        shown = next((v for v in ("correct", "add", "accept") if v in verdicts), "correct")
        who = f"{TOLD[shown]} by {_names(r for r in reviews if r.verdict in (shown, 'reject'))}"
        return el("span", picture(shown), unseen(who), class_="sign", title=who)

    def below(self, card: Card) -> Html:
        """What was changed in a card, added to it or rejected, a line each with its undo; who accepted it."""
        found = []
        for verdict in ("add", "correct", "accept"):
            reviews = [r for r in self._of(card) if r.verdict == verdict]
            if reviews:
                who = join([TOLD[verdict], " by ", _names(reviews)])
                said = join([who, self._was(card) if verdict == "correct" else ""], ": ")
                found.append(
                    self._line(said, reviews, f"verdict-line {TOLD[verdict]}", f"undo-{verdict}-{card.number}")
                )
        for item in card.rejected:
            reviews = self._state.holding[item.id][-1:]
            who = join([item.id, " rejected by ", _names(reviews), ": ", self._telling.record(item)])
            found.append(self._line(who, reviews, "verdict-line rejected"))
        return join(found)

    def gone(self, card: Card) -> Html:
        """The line in the place of a rejected card."""
        reviews = [r for i in card.rejected for r in self._state.holding[i.id][-1:]]
        said = join(["rejected by ", _names(reviews), ": ", self._telling.record(card.rejected[0])])
        return self._line(said, reviews, "verdict-line rejected")

    def acts(self, card: Card) -> Html:
        """The buttons of a card, or the form that corrects it."""
        if self._state.correct in card.ids:
            return self.correcting(card)
        pressed = any(r.verdict == "accept" for r in self._of(card))
        state, first = self._state, card.ids[0]
        accept = _button(
            "accept",
            "a",
            aria_pressed="true" if pressed else "false",
            form=f"undo-accept-{card.number}" if pressed else None,
        )
        query = "&".join(x for x in (state.query, f"correct={first}") if x)
        correct = el(
            "a",
            picture("correct"),
            " Correct ",
            el("kbd", "e", class_="scripted"),
            href=f"{state.path}?{query}#{first}",
            class_="act correct-it plain",
        )
        reject = _button("reject", "x")
        items = [hidden("item", i) for i in card.ids]
        return el(
            "form", *items, accept, correct, reject, action=state.address("/reviews"), method="post", class_="verdicts"
        )

    def correcting(self, card: Card) -> Html:
        """The form of a card's items."""
        state = self._state
        items = [hidden("item", i) for i in card.ids]
        return el(
            "form",
            self._wrong(),
            hidden("verdict", "correct"),
            *items,
            hidden("seen", digest(card.records)),
            self._form.correct(card.records),
            *self._end(card.ids[0]),
            action=state.address("/reviews"),
            method="post",
            class_="correct",
            aria_label=f"Correct item {card.number}",
        )

    def new(self) -> Html:
        """The form of a new item, if it is asked for."""
        state = self._state
        if state.new is None:
            return Html()
        kind, words, at = state.new
        if kind not in FIELDS:
            keep = [hidden(*pair.split("=", 1)) for pair in state.query.split("&") if pair]
            ask = el("div", el("button", "Go on", class_="act"), el("a", "Cancel", href=state.address()), class_="end")
            return el("form", *keep, el("h2", "A new item"), self._wrong(), chooser(state.readout), ask,
                      action=f"{state.path}#new-item", method="get", class_="correct new", id="new-item",
                      aria_label="A new item")  # fmt: skip
        return el(
            "form",
            self._wrong(),
            hidden("verdict", "add"),
            hidden("new", kind),
            el("h2", f"A new {kind}"),
            self._form.new(next(k for k in FIELDS if k == kind), words, at),
            *self._end(""),
            action=state.address("/reviews"),
            method="post",
            class_="correct new",
            id="new-item",
            aria_label=f"A new {kind}",
        )

    def rail(self) -> Html:
        """How many are checked, what to look at next, undo, and who decides."""
        state, cards = self._state, self._state.cards
        checked = [c for c in cards if self._of(c) or c.rejected]
        told = f"{len(checked)} of {len(cards)}"
        open_ = [c for c in cards if c not in checked]
        unsure = min(open_, key=lambda c: 2.0 if c.sure is None else c.sure, default=None)
        following = (
            el("a", "Next unsure item", href=f"#{unsure.ids[0]}", id="next-unsure") if unsure else "All are checked"
        )
        query = "&".join(x for x in (state.query, "new=item") if x)
        lines = [
            el("progress", told, max=max(1, len(cards)), value=len(checked), aria_label="checked items"),
            el("p", following),
            el("p", el("a", "Add an item", href=f"{state.path}?{query}#new-item", id="add-item")),
            self._undo_last(),
            self._reviewer(),
        ]
        legend = el("legend", "Checked ", el("span", told, class_="side", id="checked"))
        return el("fieldset", legend, *lines, class_="group checked")

    def _undo_last(self) -> Html:
        """Takes back what this visitor decided last."""
        last = self._last()
        if not last:
            return Html()
        by_verdict: dict[str, list[Review]] = {}
        for r in last:
            by_verdict.setdefault(TOLD[r.verdict], []).append(r)
        what = ", ".join(f"{_labels(some)} {told}" for told, some in by_verdict.items())
        button = el("button", "Undo ", el("span", what, class_="dim"), id="undo-last", class_="link")
        return self._undo(last, button)

    def _last(self) -> list[Review]:
        """The last decision of this visitor: the reviews of one card that were made together."""
        own = [r for r in self._state.reviews if r.undone is None and r.who == self._state.who]
        if not own:
            return []
        homes = {i: c.number for c in self._state.cards for i in (*c.ids, *(r.id for r in c.rejected))}
        last = own[-1]
        found: list[Review] = []
        for r in reversed(own):
            if r.made != last.made or homes.get(r.label) != homes.get(last.label) or len(found) >= 50:
                break
            if any(r.label == other.label for other in found):  # an earlier decision about the same item
                break
            found.append(r)
        return found[::-1]

    def _reviewer(self) -> Html:
        state = self._state
        ask = el(
            "form",
            el("label", "Your name", for_="reviewer"),
            el("input", type="text", name="who", id="reviewer", value=state.who, maxlength=80, autocomplete="name"),
            el("button", "Keep", class_="act"),
            action=state.address("/reviewer"),
            method="post",
            class_="reviewer",
        )
        return el("details", el("summary", f"as {state.who}" if state.who else "Your name"), ask, class_="who")

    def _end(self, label: str) -> list[Html]:
        state = self._state
        name = Html()
        if not state.who:
            box = el("input", type="text", name="who", id="who", maxlength=80, required=True, autocomplete="name")
            name = el("div", el("label", "Your name", for_="who", class_="name"), box, class_="field")
        save = el("button", "Save ", el("kbd", "Enter", class_="scripted"), class_="act save")
        cancel = el("a", "Cancel ", el("kbd", "Esc", class_="scripted"), href=state.address(fragment=label),
                    class_="act cancel plain")  # fmt: skip
        return [name, el("p", KEPT, class_="dim"), el("div", save, cancel, class_="end")]

    def _wrong(self) -> Html:
        return el("p", self._state.wrong, class_="wrong", role="alert") if self._state.wrong else Html()

    def _line(self, said: Html, reviews: Sequence[Review], class_: str, key: str | None = None) -> Html:
        button = el("button", "undo", class_="link", aria_label=f"undo: {TOLD[reviews[0].verdict]} {_labels(reviews)}")
        return el("div", el("span", said, class_="told"), self._undo(reviews, button, key), class_=class_)

    def _undo(self, reviews: Sequence[Review], button: Html, key: str | None = None) -> Html:
        numbers = [hidden("review", str(r.id)) for r in reviews]
        return el("form", *numbers, button, action=self._state.address("/reviews/undo"), method="post", class_="undo",
                  id=key)  # fmt: skip

    def _was(self, card: Card) -> Html:
        """What the machine had in the fields that differ."""
        told = []
        for item in card.records:
            before = self._form.machine.get(item.id)
            if before is None:
                continue
            kind, words = (
                next(k for k, v in KINDS.items() if isinstance(item, v.type)),
                self._state.readout.document.text,
            )
            old, new = plain(before), plain(item)
            told += [
                text(f"{f.label.lower()} was {self._form.told(f, old)}")
                for f in FIELDS[kind]
                if written(f, old, words) != written(f, new, words)
            ]
        return join(told, "; ")

    def _of(self, card: Card) -> list[Review]:
        """The reviews in force about a card's items."""
        ids = (*card.ids, *(r.id for r in card.rejected))
        return [r for i in ids for r in self._state.holding.get(i, ())]


def asked(state: State, fields: Iterable[tuple[str, str]]) -> Html:
    """Asks for the name of who decides, before a decision is kept; what was decided goes along."""
    along = [hidden(name, value) for name, value in fields]
    box = el(
        "input", type="text", name="who", id="who", maxlength=80, required=True, autocomplete="name", autofocus=True
    )
    cancel = el("a", "Cancel", href=state.address(), class_="act cancel plain")
    end = el("div", el("button", "Keep", class_="act save"), cancel, class_="end")
    return el(
        "form",
        el("h1", "Who decides?", id="asks"),
        el("p", "Each decision is kept with a name and the time. You are asked once.", class_="lead"),
        *along,
        el("label", "Your name", for_="who"),
        box,
        end,
        action=state.address("/reviews"),
        method="post",
        class_="asks",
    )


def hidden(name: str, value: str) -> Html:
    """A field that goes along unseen."""
    return el("input", type="hidden", name=name, value=value)


def picture(verdict: str) -> Html:
    """The sign of a verdict."""
    return el("svg", el("path", d=SIGNS[verdict]), viewBox="0 0 14 14", class_="picture", aria_hidden="true")


def _button(verdict: str, key: str, **attributes: str | None) -> Html:
    """A button that decides at once, with its key."""
    inside = (picture(verdict), f" {verdict.capitalize()} ", el("kbd", key, class_="scripted"))
    return el("button", *inside, name="verdict", value=verdict, class_="act", **attributes)


def _names(reviews: Iterable[Review]) -> str:
    """ "K. Alder, 24 Nov 2026"; several names with the last day."""
    found = list(reviews)
    day = datetime.fromisoformat(found[-1].made)
    return f"{' and '.join(dict.fromkeys(r.who for r in found))}, {day.day} {day:%b %Y}"


def _labels(reviews: Iterable[Review]) -> str:
    """ "S4 E13"."""
    return " ".join(dict.fromkeys(r.label for r in reviews))
