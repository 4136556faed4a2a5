"""Finding the words of time: from a parse to expressions, not yet resolved.

    "talks on Monday morning"  ->  Expression("weekday", 2, 4, {"weekday": (2,), "daypart": (3,)})

Each token gets one character for its symbol, so that one regular expression over the string of all tokens finds what
the rules of `vocabulary.toml` describe.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from communique.language.parse import Parse, Token
from communique.times.named import NamedDate
from communique.times.vocabulary import Value, Vocabulary, vocabulary

_FIGURES = re.compile(r"(?<![\w./-])(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)([/.])(\d\d?)\5(\d{4}|\d\d))(?![\w/-]|\.\d)")
_DECADE = re.compile(r"['’]?(\d{3}|\d)0s")
_TAIL = re.compile(r"[-–](\d\d)")
_HOUR = re.compile(r"\d\d?:\d\d(?:am|pm)?|\d\d?(?:\.\d\d)?(?:am|pm)")
_DAYNUM = re.compile(r"(\d\d?)(?:st|nd|rd|th)?")
_CAPITAL = ("weekday", "month")
_BARE_SEASONS = ("spring", "fall")
_IN_NAMES = ("weekday", "month", "season", "deictic", "unit", "event", "rest")
_NONE: Value = 0


class Expression(msgspec.Struct, frozen=True):
    """Tokens `[first, last)` that a rule matched; `slots` holds the token indexes of each symbol in it."""

    rule: str
    first: int
    last: int
    slots: dict[str, tuple[int, ...]]
    values: dict[str, tuple[Value, ...]]
    named: NamedDate | None = None
    figures: date | None = None

    def number(self, symbol: str, default: int = 0) -> int:
        """The first value of a symbol that stands for a number."""
        values = self.values.get(symbol)
        return int(values[0]) if values else default

    def word(self, symbol: str) -> str | None:
        """The first value of a symbol that stands for a word."""
        values = self.values.get(symbol)
        return str(values[0]) if values else None


def expressions(parse: Parse) -> list[Expression]:
    """All expressions in text order; they don't overlap."""
    tables = vocabulary()
    symbols, values, named, figures = _symbols(parse, tables)
    string = "".join(tables.chars[s] if s else " " for s in symbols)
    found = []
    for match in tables.pattern.finditer(string):
        first, last = match.span()
        last = _within_sentence(parse, first, last)
        if first and parse.tokens[first - 1].lower in tables.guards.repeated:
            continue
        slots: dict[str, tuple[int, ...]] = {}
        for i in range(first, last):
            slots[symbols[i]] = (*slots.get(symbols[i], ()), i)
        expression = Expression(
            match.lastgroup or "",
            first,
            last,
            slots,
            {s: tuple(values[i] for i in at) for s, at in slots.items()},
            next((named[i] for i in slots.get("event", ())), None),
            next((figures[i] for i in slots.get("numeric", ())), None),
        )
        found.append(expression)
    return found


def _within_sentence(parse: Parse, first: int, last: int) -> int:
    return min(last, parse.sentence_of(first).last)


def _symbols(parse: Parse, tables: Vocabulary) -> tuple[list[str], list[Value], dict[int, NamedDate], dict[int, date]]:
    """Symbol and value of every token (empty and 0 where it has none), with the named dates and dates in figures."""
    tokens = parse.tokens
    symbols, values = [""] * len(tokens), [_NONE] * len(tokens)
    for t in tokens:
        known = tables.words.get(t.lower)
        if known is None:
            known = _figure(t) if t.text[0].isdecimal() or t.text[0] in "'’–-" else None
        if known is not None and _is_time(parse, t, known[0], tables):
            symbols[t.i], values[t.i] = known
    named = _named(parse, tables, symbols)
    for name in parse.names:
        if name.type in ("PER", "ORG"):
            for i in range(name.first, name.last):
                if symbols[i] in _IN_NAMES:
                    symbols[i] = ""
    figures: dict[int, date] = {}
    for match in _FIGURES.finditer(parse.text):
        day = _date(match)
        first, last = parse.tokens_in(*match.span())
        if day and parse.chars(first, last) == match.span():
            figures[first] = day
            symbols[first:last] = ["numeric"] + ["rest"] * (last - first - 1)
    return symbols, values, named, figures


def _figure(token: Token) -> tuple[str, Value] | None:
    """Symbol and value of a token in figures."""
    text = token.lower
    if (match := _DAYNUM.fullmatch(text)) and 1 <= int(match.group(1)) <= 31:
        return "daynum", int(match.group(1))
    if text.isdecimal():
        number = int(text)
        return ("year" if len(text) == 4 and 1500 <= number < 2200 else "number"), number
    if match := _DECADE.fullmatch(text):
        tens = int(match.group(1))
        return "decade", (tens if tens >= 100 else 190 + tens) * 10
    if match := _TAIL.fullmatch(text):
        return "tail", int(match.group(1))
    if _HOUR.fullmatch(text):
        return "hour", 0
    if text.replace(",", "").isdecimal():
        return "number", int(text.replace(",", ""))
    return None


def _is_time(parse: Parse, token: Token, symbol: str, tables: Vocabulary) -> bool:
    """Whether a word that may stand for a time does so here."""
    guards = tables.guards
    i = token.i
    before = parse.tokens[i - 1] if i else None
    after = parse.tokens[i + 1] if i + 1 < len(parse.tokens) else None
    if symbol in _CAPITAL and not token.text[0].isupper():
        return False
    if symbol == "month" and token.lower in guards.months:
        figures = any(t is not None and t.text[0].isdigit() for t in (before, after))
        led = before is not None and before.lower in guards.month_before and token.upos not in ("AUX", "VERB")
        return figures or (led and not (after is not None and after.upos == "AUX")) or token.text.endswith(".")
    if symbol == "season" and token.lower in _BARE_SEASONS:
        return token.upos in ("NOUN", "PROPN") and token.text[0].islower()
    if symbol == "season" and token.deprel in ("compound", "flat") and token.text[0].isupper():
        return False
    if (
        symbol == "decade"
        and before is not None
        and (before.upos == "PRON" or before.lower in ("early", "mid", "late"))
    ):
        return not any(t.upos == "PRON" for t in parse.tokens[max(0, i - 2) : i])
    if symbol in ("year", "daynum"):
        return symbol == "daynum" or not _counts(before, after, tables)
    return True


def _counts(before: Token | None, after: Token | None, tables: Vocabulary) -> bool:
    """Whether a figure that could be a year numbers or counts things."""
    if before is not None and before.lower in tables.guards.numbered:
        return True
    return after is not None and after.lower in tables.guards.counted


def _named(parse: Parse, tables: Vocabulary, symbols: list[str]) -> dict[int, NamedDate]:
    """Named dates by first token; their tokens get the symbols `event` and `rest`."""
    found: dict[int, NamedDate] = {}
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        length = 1
        for words, what in tables.named.get(tokens[i].lower, ()):
            if i + len(words) <= len(tokens) and all(tokens[i + k].lower == w for k, w in enumerate(words)):
                found[i], length = what, len(words)
                symbols[i : i + length] = ["event"] + ["rest"] * (length - 1)
                break
        i += length
    return found


def _date(match: re.Match[str]) -> date | None:
    """The day that figures give, if they can be read in one way only."""
    year, month, day, a, _, b, c = match.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        if len(c) == 2:
            return None
        if int(a) > 12 or a == b:
            return date(int(c), int(b), int(a))
        return date(int(c), int(a), int(b)) if int(b) > 12 else None
    except ValueError:
        return None
