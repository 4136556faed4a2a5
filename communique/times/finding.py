"""From a parse to the times that it names, resolved against the day of publication.

    "Lena Brandt arrived on Monday, before the talks end on Friday."     published 2022-02-16, a Wednesday
    Monday                      from 2022-02-14 to 2022-02-14, on
    Friday                      from 2022-02-18 to 2022-02-18, on
    the talks end on Friday     to 2022-02-18, before: the clause as a whole, headed by "end", dates "arrived"

A time says something of the word that its head hangs on. So a date inside a clause or phrase that is itself led by
"before", "after", "since" or "until" gives two mentions: the date, and the clause or phrase with that relation.
"""

from __future__ import annotations

from datetime import date

import msgspec

from communique.language.parse import Parse
from communique.record import Relation, When
from communique.times.context import Context
from communique.times.expressions import Expression, expressions
from communique.times.orientation import orientation, perfect, relation
from communique.times.periods import Period
from communique.times.resolution import resolve
from communique.times.vocabulary import vocabulary

_PASSING = ("window", "duration", "clock")
_EXPLICIT = ("numeric", "event", "years", "year", "decade")
_RELATIONS: dict[str, Relation] = {
    "since": "since", "before": "before", "ahead": "before", "after": "after",
    "until": "by", "by": "by", "within": "by",
}  # fmt: skip
_BOUNDING = ("since", "before", "after", "until", "ahead")
_JOINS = {"from": ("to", "until", "till", "through", "-", "–"), "between": ("and",)}
_CLAUSE_STEPS = 4
_LONGEST = 20


class TimeMention(msgspec.Struct, frozen=True):
    """A time: tokens `[first, last)` without the preposition, the head token, and what it means."""

    first: int
    last: int
    head: int
    when: When


class _Found(msgspec.Struct, frozen=True):
    """A resolved expression before its relation is applied."""

    first: int
    last: int
    head: int
    kind: str
    period: Period
    end: bool = False
    clock: bool = False
    yearless: bool = False


def find(parse: Parse, published: date | None) -> tuple[TimeMention, ...]:
    """All times of the text in order of their first token. Without `published` only absolute dates get days."""
    found = _joined(parse, _without_hours(parse, _resolved(parse, published)))
    mentions = {(f.first, f.last): _mention(parse, f, published) for f in found}
    for f in found:
        for frame in _frames(parse, f):
            mentions.setdefault((frame.first, frame.last), _mention(parse, frame, published))
    return tuple(mentions[key] for key in sorted(mentions))


def _resolved(parse: Parse, published: date | None) -> list[_Found]:
    explicit: Period | None = None
    latest: Period | None = None
    found: list[_Found] = []
    for e in expressions(parse):
        e = _trimmed(parse, e)
        head = parse.head_of(e.first, e.last)
        kind, marked = _governed(parse, e)
        context = Context(published, orientation(parse, head), kind, perfect(parse, head), explicit, latest)
        period = resolve(e, context)
        if period is None or _names_a_kind(parse, e, kind, head):
            continue
        if (
            period.first is not None
            and e.rule not in _PASSING
            and not (e.rule == "lapse" and period.precision == "year")
        ):
            latest = period
            if e.rule in _EXPLICIT or "year" in e.values:
                explicit = period
        if not (marked and e.rule == "event"):
            ends, clock = e.word("portion") == "end", e.rule == "clock"
            yearless = "month" in e.values and "year" not in e.values
            found.append(_Found(e.first, e.last, head, "" if marked else kind, period, ends, clock, yearless))
        elif clause := _bounded(parse, e, head, kind, period):
            found.append(clause)
    return found


def _governed(parse: Parse, e: Expression) -> tuple[str, bool]:
    """The relation word before an expression, and whether it leads a clause of which the time is only a part."""
    kind, at = relation(parse, e.first)
    if not kind:
        return "", False
    word = parse.tokens[at]
    return kind, word.deprel == "mark" and not e.first <= word.head < e.last


def _bounded(parse: Parse, e: Expression, head: int, kind: str, period: Period) -> _Found | None:
    """ "before the Olympics end": the clause, dated by the first or last day of its subject."""
    verb = parse.tokens[head].head
    while verb >= 0 and parse.tokens[verb].deprel in ("xcomp", "ccomp"):
        if parse.tokens[verb].lemma in vocabulary().orientation.aspectual:
            break
        verb = parse.tokens[verb].head
    if verb < 0:
        return None
    lemma = next((t.lemma for t in (parse.tokens[verb], *parse.children(verb, "xcomp"))
                  if t.lemma in vocabulary().orientation.aspectual), None)  # fmt: skip
    if lemma is None or parse.tokens[head].deprel.split(":")[0] != "nsubj":
        return None
    day = period.last if lemma in ("end", "close", "finish", "expire", "conclude", "elapse") else period.first
    frames = _frame(parse, _Found(e.first, e.last, head, "", Period(day, day, period.precision)), verb, kind)
    return frames[0] if frames else None


def _trimmed(parse: Parse, e: Expression) -> Expression:
    """A month before a figure that counts what follows ("in March 12 people") is a month alone."""
    last = parse.tokens[e.last - 1]
    counted = parse.tokens[last.head] if last.deprel == "nummod" and last.head >= e.last else None
    if e.rule == "month_day" and counted and counted.lower not in (counted.lemma, last.lower):
        month = e.slots["month"][0]
        return Expression("month", month, month + 1, {"month": (month,)}, {"month": e.values["month"]})
    return e


def _names_a_kind(parse: Parse, e: Expression, kind: str, head: int) -> bool:
    """Whether a feast only names a kind of thing ("Christmas trees")."""
    word = parse.tokens[head]
    return e.rule == "event" and not kind and word.deprel == "compound" and word.head >= e.last


def _without_hours(parse: Parse, found: list[_Found]) -> list[_Found]:
    """Times by the clock are left out where their sentence names a day."""
    dated = {parse.tokens[f.first].sentence for f in found if not f.clock and f.period.precision == "day"}
    return [f for f in found if not (f.clock and parse.tokens[f.first].sentence in dated)]


def _joined(parse: Parse, found: list[_Found]) -> list[_Found]:
    """ "from March to June 2006" and "between Monday and Friday" as one time each."""
    out: list[_Found] = []
    for f in found:
        left = out[-1] if out else None
        joint = parse.tokens[left.last].lower if left and f.first - left.last == 1 else ""
        if left and joint in _JOINS.get(left.kind, ()) and left.period.first and f.period.last:
            start = left.period.first
            if left.yearless and not f.yearless:
                start = _in_year(start, f.period.last.year)
            if start > f.period.last:
                start = _in_year(start, start.year - 1)
            period = Period(start, f.period.last, f.period.precision)
            out[-1] = _Found(left.first, f.last, left.head, "on", period)
        else:
            out.append(f)
    return out


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28)) if day.month == 2 else day.replace(year=year)


def _mention(parse: Parse, found: _Found, published: date | None) -> TimeMention:
    start, end = parse.chars(found.first, found.last)
    from_, to = _bounds(found, published)
    return TimeMention(
        first=found.first,
        last=found.last,
        head=found.head,
        when=When(
            start=start,
            end=end,
            text=parse.text[start:end],
            from_=from_,
            to=to,
            precision=found.period.precision,
            relation=_RELATIONS.get(found.kind, "on"),
        ),
    )


def _bounds(found: _Found, published: date | None) -> tuple[date | None, date | None]:
    """First and last day by the relation: "since" runs to the day of publication, "before" and "by" have no first."""
    first, last = found.period.first, found.period.last
    if found.kind in ("since", "after"):
        start = last if found.end else first
        return start, published if published and start and start <= published else None
    if found.kind in ("before", "ahead"):
        return None, last if found.end else first
    if found.kind in ("by", "until"):
        return None, last
    return first, last


def _frames(parse: Parse, found: _Found) -> list[_Found]:
    """The phrase or clause round a time that is itself a time of what stands above it."""
    tokens = parse.tokens
    above = tokens[found.head].head
    if above < 0 or found.first <= above < found.last or _RELATIONS.get(found.kind) is not None:
        return []
    noun = tokens[above]
    if noun.upos in ("NOUN", "PROPN") and noun.deprel.split(":")[0] in ("obl", "nmod"):
        return _frame(parse, found, above, relation(parse, parse.subtree(above)[0])[0] or _case(parse, above))
    verb = above
    for _ in range(_CLAUSE_STEPS):
        if kind := _case(parse, verb):
            return _frame(parse, found, verb, kind)
        if tokens[verb].deprel not in ("xcomp", "ccomp", "conj") or tokens[verb].head < 0:
            break
        verb = tokens[verb].head
    return []


def _case(parse: Parse, head: int) -> str:
    """Kind of the preposition or conjunction that leads a phrase or clause."""
    table = vocabulary().relations
    return next((table[c.lower] for c in parse.children(head, "case", "mark") if c.lower in table), "")


def _frame(parse: Parse, found: _Found, head: int, kind: str) -> list[_Found]:
    if kind not in _BOUNDING:
        return []
    first, last = parse.subtree(head)
    while first < head and parse.tokens[first].deprel in ("case", "mark", "punct", "fixed", "advmod"):
        first += 1
    while last > max(found.last, head + 1) and parse.tokens[last - 1].upos == "PUNCT":
        last -= 1
    if not first <= found.first < found.last <= last or last - first > _LONGEST:
        return []
    return [_Found(first, last, head, kind, found.period, True if kind in ("before", "ahead") else found.end)]
