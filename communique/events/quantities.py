"""Quantities: how many were killed, arrested, sent, with their bounds, as the words around a number say.

"at least 40 people" is low 40, "up to 300 troops" high 300, "between 20 and 30" both, "roughly 130,000 troops" an
approximate value. "Hundreds" is a low of 200 and approximate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from communique.events.tables import rows
from communique.language import arguments
from communique.language.parse import Parse
from communique.record import Quantity

CURRENCY = {"$": "dollars", "€": "euros", "£": "pounds", "us$": "dollars", "¥": "yen"}
LESS = frozenset({"fewer", "less"})


def quantities(parse: Parse, heads: Iterable[int], taken: frozenset[int]) -> tuple[Quantity, ...]:
    """The counts of the phrases headed by `heads`; tokens in `taken` (of dates) are no counts."""
    found: dict[int, Quantity] = {}
    for head in heads:
        for first, last in _number_phrases(parse, head, taken):
            quantity = _read(parse, head, first, last)
            if quantity:
                found.setdefault(quantity.start, quantity)
    kept: list[Quantity] = []
    for quantity in sorted(found.values(), key=lambda q: q.start):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return tuple(kept)


@cache
def _words() -> dict[str, tuple[str, float]]:
    return {r["word"]: (r["kind"], float(r["value"] or 0)) for r in rows("numbers.csv")}


def _number_phrases(parse: Parse, head: int, taken: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Token ranges of the numbers that count `head`: its numerals, or itself where it is one ("12 were killed")."""
    heads = [t.i for t in parse.children(head, "nummod")]
    token = parse.tokens[head]
    if token.upos == "NUM" or _words().get(token.lower, ("", 0))[0] == "vague":
        heads.append(head)
    for h in heads:
        run = [h]
        while run[0] > 0 and _is_number(parse, run[0] - 1, taken):
            run.insert(0, run[0] - 1)
        while run[-1] + 1 < len(parse.tokens) and _is_number(parse, run[-1] + 1, taken):
            run.append(run[-1] + 1)
        if not taken.intersection(run):
            yield run[0], run[-1] + 1


def _is_number(parse: Parse, i: int, taken: frozenset[int]) -> bool:
    token = parse.tokens[i]
    return i not in taken and (token.upos == "NUM" or _words().get(token.lower, ("", 0))[0] in ("value", "times"))


def _read(parse: Parse, head: int, first: int, last: int) -> Quantity | None:
    amount = _amount([parse.tokens[k].lower for k in range(first, last)])
    if amount is None:
        return None
    signed = first > 0 and parse.tokens[first - 1].lower in CURRENCY
    start = first - 1 if signed else first
    before = [t.lower for t in parse.tokens[max(0, start - 4) : start]]
    low = high = value = None
    bound = _words().get(before[-1], ("", 0))[0] if before else ""
    vague = _words().get(parse.tokens[first].lower, ("", 0))[0] == "vague"
    if "between" in before[-1:] or _ranged(parse, last):
        second = _amount([parse.tokens[last + 1].lower]) if last + 1 < len(parse.tokens) else None
        low, high, last = (amount, second, last + 2) if second is not None else (amount, None, last)
    elif bound == "least" and not LESS.intersection(before[-2:]) and ("at" in before or before[-1] != "least"):
        low = amount
    elif (bound == "most" and (before[-2:-1] in (["up"], ["at"]) or before[-1] == "under")) or LESS.intersection(
        before[-2:]
    ):
        high = amount
    elif vague:
        low = amount
    else:
        value = amount
    unit, currency = _unit(parse, head, first)
    start, end = parse.chars(first - 1 if currency else first, last)
    return Quantity(
        start=start, end=end, unit=unit, value=value, low=low, high=high, approximate=bound == "about" or vague
    )


def _ranged(parse: Parse, last: int) -> bool:
    """Whether the number that ends before token `last` goes on as "to 30" or "- 30"."""
    if last + 1 >= len(parse.tokens) or parse.tokens[last].lower not in ("to", "-", "–", "and"):
        return False
    first = parse.tokens[last - 2].lower if last >= 2 else ""
    joined = parse.tokens[last].lower != "and" or first == "between"
    return joined and parse.tokens[last + 1].upos == "NUM"


def _unit(parse: Parse, head: int, first: int) -> tuple[str, bool]:
    """What is counted, and whether a currency sign before the number says so."""
    sign = CURRENCY.get(parse.tokens[first - 1].lower) if first > 0 else None
    if sign:
        return sign, True
    token = parse.tokens[head]
    if token.upos == "NUM" or _words().get(token.lower, ("", 0))[0] == "vague":
        inner = next((h for word, h in arguments.obliques(parse, head) if word == "of"), None)
        return (parse.tokens[inner].lower if inner is not None else "people"), False
    return token.lower, False


def _amount(words: list[str]) -> float | None:
    """The number that words or figures name; None where they name none."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        kind, value = _words().get(word, ("", 0.0))
        if kind in ("value", "vague"):
            current, seen = current + value, True
        elif kind == "times":
            current = (current or 1.0) * value
            if value >= 1000:
                total, current = total + current, 0.0
            seen = True
        else:
            figure = word.replace(",", "").removeprefix("$")
            try:
                current, seen = current + float(figure), True
            except ValueError:
                return None
    return total + current if seen else None
