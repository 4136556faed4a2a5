"""What a program that serves the article view puts beside it: verdicts, buttons, forms. A page in a file has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from communique.page.cards import Card
from communique.page.markup import Html

Keys = tuple[tuple[tuple[str, ...], str], ...]  # keys, then what they do


class Beside(NamedTuple):
    """`cards` are those to show, also cards of which everything was rejected; the rest is by their numbers.

    `signs` stand at a card's first line, `below` under its lines, `acts` among its details; `gone` is the line in the
    place of a rejected card. `first` comes before all cards, `rail` at the end of the rail.
    """

    cards: tuple[Card, ...]
    signs: Mapping[int, Html] = {}
    below: Mapping[int, Html] = {}
    acts: Mapping[int, Html] = {}
    gone: Mapping[int, Html] = {}
    first: Html = Html()
    rail: Html = Html()
    keys: Keys = ()
    kinds: frozenset[str] | None = None
    unsure: bool = False

    def shows(self, kind: str) -> bool:
        """Whether this kind of item, such as "events", is switched on."""
        return self.kinds is None or kind in self.kinds
