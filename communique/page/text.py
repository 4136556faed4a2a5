"""The text column: the article's words with their marks and the numbers of the cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from communique.page.cards import Card
from communique.page.marks import Frame, Mark, Segment, blocks, cut, marks, notes
from communique.page.markup import Html, el, join, unseen
from communique.page.telling import SOLID, STRUCK, Telling
from communique.record import Part, Readout


class Column:
    """The marked blocks of one readout: `title` for the heading, `lead` for the key points, `body` for the rest."""

    def __init__(self, readout: Readout, cards: Sequence[Card], telling: Telling) -> None:
        self._document = readout.document
        self._parts = blocks(readout.document)
        self._marks = marks(readout, cards)
        self._cards = {c.number: c for c in cards}
        self._notes = notes(cards, self._parts)
        self._telling = telling
        self._heading = next((p for p in self._parts if p.kind == "title"), None)
        below = [p for p in self._parts if p is not self._heading]
        self._points = list(takewhile(lambda p: p.kind == "key_point", below))
        self._below = below[len(self._points) :]

    def title(self) -> Html:
        """The heading: the title where the text has it, else what is known of it."""
        if self._heading is None:
            return el("h1", self._document.title or "Untitled")
        return self._block("h1", self._heading)

    def lead(self) -> Html:
        """The key points under the title, if there are some."""
        if not self._points:
            return Html()
        points = el("ul", *(self._block("li", p) for p in self._points), class_="points")
        return el("div", points, class_="text lead", lang=self._document.language)

    def body(self) -> Html:
        """All other blocks; neighbouring key points are one list."""
        found: list[Html] = []
        for kind, group in groupby(self._below, key=lambda p: p.kind):
            match kind:
                case "key_point":
                    found.append(el("ul", *(self._block("li", p) for p in group), class_="points"))
                case "title":
                    found += (self._block("h2", p) for p in group)
                case _:
                    name = "caption" if kind == "caption" else None
                    found += (self._block("p", p, class_=name) for p in group)
        return el("div", *found, class_="text body", lang=self._document.language)

    def _block(self, name: str, part: Part, class_: str | None = None) -> Html:
        inside = self._pieces(cut(part, self._marks, self._notes))
        return el(name, *inside, class_=class_, data_start=part.start, data_end=part.end)

    def _pieces(self, pieces: Iterable[Segment | Frame | int]) -> Iterator[Html]:
        for piece in pieces:
            match piece:
                case Segment():
                    yield self._segment(piece)
                case Frame():
                    yield self._frame(piece)
                case number:
                    yield self._note(number)

    def _segment(self, segment: Segment) -> Html:
        words = self._document.text[segment.start : segment.end]
        if not segment.marks:
            return join([words])
        content = next((m for m in segment.marks if m.kind == "content"), None)
        cue = next((m for m in segment.marks if m.kind == "cue"), None)
        classes = [f"tint t{content.tint}"] if content else []
        if content:
            classes += ["from"] * (content.start == segment.start) + ["to"] * (content.end == segment.end)
        classes += [f"cue s{cue.tint}"] if cue else []
        numbers = _numbers(segment.marks)
        bare = not content and not cue and all(m.kind == "words" for m in segment.marks)
        return el(
            "mark" if content else "span",
            words,
            class_=" ".join(classes) or ("words" if bare else None),
            data_c=numbers,
            aria_details=f"card-{content.card}" if content else None,
        )

    def _frame(self, frame: Frame) -> Html:
        status = frame.mark.status
        form = "solid" if status in SOLID else "struck" if status in STRUCK else "dashed"
        said = unseen(f"{status}: ") if status != "happened" else ""
        return el("span", said, *self._pieces(frame.inside), class_=f"frame {form}")

    def _note(self, number: int) -> Html:
        card = self._cards[number]
        name = self._telling.note(card)
        return el("a", str(number), class_="note", href=f"#{card.ids[0]}", data_n=number, aria_label=name)


def _numbers(over: Iterable[Mark]) -> str:
    """The cards of a segment, the one with the shortest span first."""
    return " ".join(str(n) for n in dict.fromkeys(m.card for m in over))


def legend(readout: Readout, colours: Mapping[str, int], telling: Telling) -> list[tuple[int, str, str, int]]:
    """`(tint, name, actor id, statements)` of each speaker with a colour, then of all others together."""
    counted: dict[str, int] = {}
    for s in readout.statements:
        first = s.speakers[0] if s.speakers else ""
        counted[first] = counted.get(first, 0) + 1
    own = [(tint, telling.name(actor), actor, counted.pop(actor)) for actor, tint in colours.items()]
    if counted:
        own.append((6, f"{len(counted)} other{'s' if len(counted) > 1 else ''}", "", sum(counted.values())))
    return own
