"""The fields of items as those of forms: what stands in the inputs, and which values a person changed.

written(field, {"stance": "seeks", …}, text) -> {"stance": ("seeks",)}
changes("position", {"stance": ["opposes"], …}, position, readout) -> {"stance": "opposes"}

A field is changed where what was sent differs from what was written into the form, so that whatever a form can't say
stays as it was. Words are given as they stand in the article; `NAME.at` tells their place, and where the words were
changed by hand they are looked for near it, whole words at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from communique import record
from communique.archive.reviewing import Fields, Item, ReviewKind, plain
from communique.events.tables import cameo, plover
from communique.record import Readout

Shape = Literal[
    "actors", "actor", "statements", "statement", "choice", "span", "spans", "text", "number", "texts", "act", "when",
    "where", "outcome", "chance", "quantities",
]  # fmt: skip
Given = Mapping[str, Sequence[str]]
WHEN, WHERE = ("from", "to", "precision", "relation"), ("name", "country", "lat", "lon", "geonameid")
QUANTITY = ("unit", "value", "low", "high", "approximate")
CODES = {"precision": get_args(record.Precision), "relation": get_args(record.Relation)}
NUMBERS = frozenset({"lat", "lon", "geonameid", "value", "low", "high"})


class Field(NamedTuple):
    """A field of a kind of item: its name in the record and on the page, and its `shape`.

    `choices` are the codes that it may have; a `needed` one can't be empty; `more` are those that few people change.
    """

    name: str
    label: str
    shape: Shape
    choices: tuple[str, ...] = ()
    needed: bool = False
    more: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of its inputs."""
        parts = {
            "span": ("at",),
            "spans": ("at",),
            "when": ("at", *WHEN),
            "where": ("at", *WHERE),
            "outcome": ("words", "at"),
            "chance": ("low", "high"),
            "quantities": ("at", *QUANTITY),
        }.get(self.shape, ())
        return (*(() if self.shape == "chance" else (self.name,)), *(f"{self.name}.{p}" for p in parts))


FIELDS: dict[ReviewKind, tuple[Field, ...]] = {
    "statement": (
        Field("speakers", "Who", "actors"),
        Field("act", "Act", "choice", get_args(record.Act), needed=True),
        Field("content", "Words", "spans"),
        Field("addressees", "To", "actors"),
        Field("relay", "Via", "actors"),
        Field("medium", "Medium", "choice", get_args(record.Medium)),
        Field("polarity", "Polarity", "choice", get_args(record.Polarity), needed=True),
        Field("when", "When", "when"),
        Field("cue", "Cue", "span", needed=True, more=True),
        Field("source", "Source", "span", more=True),
        Field("kind", "Form", "choice", get_args(record.StatementKind), needed=True, more=True),
        Field("parent", "Inside", "statement", more=True),
    ),
    "event": (
        Field("actors", "Who", "actors"),
        Field("type", "Event", "act", needed=True),
        Field("recipients", "To whom", "actors"),
        Field("status", "Status", "choice", get_args(record.Status), needed=True),
        Field("trigger", "Words", "span", needed=True),
        Field("when", "When", "when"),
        Field("where", "Where", "where"),
        Field("quantities", "Counts", "quantities"),
        Field("mentions", "Also told by", "spans", more=True),
        Field("according_to", "According to", "statements", more=True),
        Field("cameo", "CAMEO", "text", more=True),
        Field("quad", "Quad class", "choice", ("1", "2", "3", "4"), needed=True, more=True),
        Field("goldstein", "Score", "number", more=True),
        Field("contexts", "Contexts", "texts", more=True),
    ),
    "expectation": (
        Field("holder", "Who", "actor"),
        Field("probability", "Range, %", "chance"),
        Field("phrase", "Phrase", "span", needed=True),
        Field("outcome", "Expects", "outcome", needed=True),
        Field("horizon", "Until", "when"),
        Field("versus", "Rather than", "outcome", more=True),
    ),
    "position": (
        Field("holder", "Who", "actor", needed=True),
        Field("stance", "Stance", "choice", get_args(record.Stance), needed=True),
        Field("issue", "Issue", "span", needed=True),
        Field("toward", "Of whom", "actors"),
        Field("statement", "Stated in", "statement", more=True),
    ),
}


class UnclearError(ValueError):
    """What was given for a field can't be understood: the message is for the person who gave it."""


def written(field: Field, fields: Mapping[str, Any], text: str) -> dict[str, tuple[str, ...]]:
    """What stands in a field's inputs for an item with these fields, as JSON has them."""
    name, value = field.name, fields.get(field.name)
    match field.shape:
        case "act":
            mode = fields.get("mode")
            return {name: (f"{value}/{mode}" if mode else value or "",)}
        case "actors" | "statements":
            return {name: tuple(value or ())}
        case "texts":
            return {name: (", ".join(value or ()),)}
        case "span":
            return _located(name, [value] if value else [], text)
        case "spans":
            return _located(name, value or [], text)
        case "when" | "where" as shape:
            parts = WHEN if shape == "when" else WHERE
            own = value or {}
            return _located(name, [value] if value else [], text) | {f"{name}.{p}": (_told(own.get(p)),) for p in parts}
        case "outcome":
            label = value if isinstance(value, str) else ""
            spans = [value] if isinstance(value, dict) else []
            return {name: (label,)} | _located(f"{name}.words", spans, text, at=f"{name}.at")
        case "chance":
            return {f"{name}.{p}": (_told(100 * value[p]) if value else "",) for p in ("low", "high")}
        case "quantities":
            rows = [*(value or ()), {}]  # an empty one for a count that is not there yet
            found = {
                name: tuple(_words(text, r) if r else "" for r in rows),
                f"{name}.at": tuple(_place(r) if r else "" for r in rows),
            }
            return found | {f"{name}.{p}": tuple(_told(r.get(p)) for r in rows) for p in QUANTITY}
        case _:
            return {name: (_told(value),)}


def changes(kind: ReviewKind, given: Given, item: Item | None, readout: Readout) -> Fields:
    """The fields that were changed, with their new values; of a new item all that were filled in.

    Raises `UnclearError`.
    """
    text, fields = readout.document.text, plain(item) if item else {}
    changed: Fields = {}
    for field in FIELDS[kind]:
        before = written(field, fields, text)
        sent = {name: tuple(given.get(name, ())) for name in before}
        if _same(field, sent, before):
            continue
        if field.shape == "act":
            changed |= _act(sent[field.name][-1] if sent[field.name] else "")
        else:
            changed[field.name] = _value(field, sent, before, fields.get(field.name), text)
    if kind == "event":
        changed |= _coded(changed, fields)
    if item is None:
        missing = [f.label for f in FIELDS[kind] if f.needed and changed.get(f.name) is None]
        if missing:
            raise UnclearError(f"{missing[0]} is missing")
    return changed


def find(text: str, words: str, near: int = 0) -> dict[str, int]:
    """The place of words in the text nearest to an offset, whole words; raises `UnclearError` where there is none."""
    parts = words.split()
    if not parts:
        raise UnclearError("no words are given")
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    found = min(pattern.finditer(text), key=lambda m: abs(m.start() - near), default=None)
    if found is None:
        raise UnclearError(f"“{words[:80]}” does not stand so in the article")
    start, end = found.span()
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return {"start": start, "end": end}


def _act(value: str) -> Fields:
    kind, _, mode = value.partition("/")
    known = plover().get(kind)
    if known is None or (mode and mode not in known.scores):
        raise UnclearError(f"Event is no type of PLOVER: {value[:40] or 'nothing'}")
    return {"type": kind, "mode": mode or None}


def _coded(changed: Fields, before: Fields) -> Fields:
    """What follows from a new type or code, where it was not given too."""
    more: Fields = {}
    if "type" in changed and changed["type"] != before.get("type"):
        more = {"quad": plover()[changed["type"]].quad, "cameo": None, "goldstein": None}
    if code := changed.get("cameo"):
        if code not in cameo():
            raise UnclearError(f"CAMEO has no code {code[:20]}")
        more["goldstein"] = cameo()[code].goldstein
    return {k: v for k, v in more.items() if k not in changed}


def _value(field: Field, sent: Given, written: Given, old: Any, text: str) -> Any:
    """The new value of a field, as JSON has it."""
    name = field.name
    first = sent.get(name, ("",))[-1].strip() if sent.get(name) else ""
    match field.shape:
        case "actors" | "statements":
            kept = [v for v in written[name] if v in sent[name]]
            return [*kept, *(v for v in sent[name] if v and v not in kept)]
        case "texts":
            return [x for x in re.split(r"[,\s]+", first) if x]
        case "number":
            return _number(first, field.label) if first else None
        case "span" | "spans" as shape:
            found = _spans(field.label, sent[name], sent[f"{name}.at"], text)
            if shape == "spans":
                return found
            if field.needed and not found:
                raise UnclearError(f"{field.label} can't be empty")
            return found[0] if found else None
        case "when" | "where":
            return _expression(field, sent, written, text)
        case "outcome":
            if first:
                return first
            found = _spans(field.label, sent[f"{name}.words"], sent[f"{name}.at"], text)
            if field.needed and not found:
                raise UnclearError(f"{field.label} can't be empty")
            return found[0] if found else None
        case "chance":
            low, high = (_last(sent, f"{name}.{p}") for p in ("low", "high"))
            if not low and not high:
                return None
            ends = sorted(_number(x or y, field.label) for x, y in ((low, high), (high, low)))
            if not 0 <= ends[0] <= ends[1] <= 100:
                raise UnclearError(f"{field.label} is from 0 to 100")
            return {"low": round(ends[0] / 100, 4), "high": round(ends[1] / 100, 4)}
        case "quantities":
            return list(_quantities(field, sent, old or (), text))
        case "choice" if field.name == "quad":
            return int(_number(first, field.label))
        case _:
            if field.needed and not first:
                raise UnclearError(f"{field.label} can't be empty")
            return first or None


def _expression(field: Field, sent: Given, written: Given, text: str) -> Fields | None:
    """A time or a place; the coordinates of a place go with its name."""
    name = field.name
    found = _spans(field.label, sent[name], sent[f"{name}.at"], text)
    if not found:
        return None
    value: Fields = {**found[0], "text": text[found[0]["start"] : found[0]["end"]]}
    parts = WHEN if field.shape == "when" else WHERE
    new = {p: _last(sent, f"{name}.{p}") for p in parts}
    if field.shape == "where":
        new["name"] = new["name"] or " ".join(value["text"].split())
        moved = new["name"] != written[f"{name}.name"][0]
        far = ("lat", "lon", "geonameid")
        if moved and all(new[p] == written[f"{name}.{p}"][0] for p in far):
            new |= dict.fromkeys(far, "")
    for part, given in new.items():
        if part in CODES:
            value[part] = given or {"precision": "unknown", "relation": "on"}[part]
        elif part in NUMBERS:
            number = _number(given, field.label) if given else None
            value[part] = int(number) if number is not None and part == "geonameid" else number
        else:
            value[part] = given or None
    return value


def _quantities(field: Field, sent: Given, old: Sequence[Fields], text: str) -> Iterator[Fields]:
    name = field.name
    for i, words in enumerate(sent[name]):
        if not words.strip():
            continue
        own = {p: (sent[f"{name}.{p}"][i].strip() if i < len(sent[f"{name}.{p}"]) else "") for p in ("at", *QUANTITY)}
        (span,) = _spans(field.label, [words], [own["at"]], text)
        numbers = {p: _number(own[p], field.label) if own[p] else None for p in ("value", "low", "high")}
        yield {**span, "unit": own["unit"], "approximate": own["approximate"] == "yes", **numbers}


def _spans(label: str, lines: Sequence[str], at: Sequence[str], text: str) -> list[dict[str, int]]:
    """Spans of words, one a line; their places are taken where they hold these words, else looked for near them."""
    places = []
    for given in " ".join(at).split():
        start, _, end = given.partition("-")
        if start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(text):
            places.append({"start": int(start), "end": int(end)})
    found: list[dict[str, int]] = []
    for line in (x for several in lines for x in several.splitlines()):
        words = " ".join(line.split())
        if not words:
            continue
        place = next((p for p in places if _words(text, p) == words), None)
        if place:
            places.remove(place)
        try:
            near = places[0]["start"] if places else found[-1]["end"] if found else 0
            found.append(place or find(text, words, near))
        except UnclearError as error:
            raise UnclearError(f"{label}: {error}") from error
    return found


def _same(field: Field, sent: Given, before: Given) -> bool:
    if field.shape in ("actors", "statements"):
        return set(sent[field.name]) - {""} == set(before[field.name])
    return all(_plain(sent[name]) == _plain(before[name]) for name in before)


def _plain(values: Sequence[str]) -> list[str]:
    """What was sent without the differences that browsers make."""
    lines = ["\n".join(" ".join(x.split()) for x in v.splitlines() if x.strip()) for v in values]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _located(name: str, spans: Sequence[Mapping[str, int]], text: str, at: str = "") -> dict[str, tuple[str, ...]]:
    return {
        name: ("\n".join(_words(text, s) for s in spans),),
        at or f"{name}.at": (" ".join(_place(s) for s in spans),),
    }


def _words(text: str, span: Mapping[str, Any]) -> str:
    return " ".join(text[span["start"] : span["end"]].split())


def _place(span: Mapping[str, Any]) -> str:
    return f"{span['start']}-{span['end']}"


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else str(value)


def _last(sent: Given, name: str) -> str:
    return sent[name][-1].strip() if sent.get(name) else ""


def _number(value: str, label: str) -> float:
    try:
        number = float(value.replace(",", ".").replace("−", "-"))
    except ValueError as error:
        raise UnclearError(f"{label} is no number: {value[:40]}") from error
    if not abs(number) < 1e15:
        raise UnclearError(f"{label} is no number: {value[:40]}")
    return number
