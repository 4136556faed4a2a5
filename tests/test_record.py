"""The record: JSON there and back, frozen, and what its schema says."""

import types
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.record import Document, Expectation, Readout, Span, When, decode, encode, json_schema

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    type(None): st.none(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of([values(k) for k in get_args(kind)])
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: values(hints[f.name]) for f in msgspec.structs.fields(kind)})


@settings(max_examples=50, deadline=None)
@given(values(Readout))
def test_json_round_trip(readout: Readout) -> None:
    data = encode(readout)
    assert decode(data) == readout
    assert encode(decode(data)) == data


def test_records_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Document(id="d", text="a").text = "b"  # type: ignore[misc]


def test_from_is_the_name_in_json() -> None:
    when = When(start=0, end=6, text="Monday", from_=date(2024, 5, 6), to=date(2024, 5, 6), precision="day")
    assert msgspec.json.encode(when) == (
        b'{"start":0,"end":6,"text":"Monday","from":"2024-05-06","to":"2024-05-06","precision":"day","relation":"on"}'
    )


def test_an_outcome_is_an_event_or_a_span() -> None:
    for outcome in ("E1", Span(start=2, end=5)):
        x = Expectation(id="X1", outcome=outcome, phrase=Span(start=0, end=1))
        readout = Readout(document=Document(id="d", text="abcdef"), expectations=(x,))
        assert decode(encode(readout)).expectations[0].outcome == outcome


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'shout'"):
        decode('{"document":{"id":"d","text":"a"},"statements":[{"id":"S1","cue":{"start":0,"end":1},"act":"shout"}]}')


def test_the_schema_names_every_table_and_what_is_required() -> None:
    schema = json_schema()
    readout = schema["$defs"]["Readout"]
    assert list(readout["properties"]) == [
        "document",
        "actors",
        "statements",
        "events",
        "expectations",
        "positions",
        "notes",
    ]
    assert readout["required"] == ["document"]
    assert schema["$defs"]["Event"]["required"] == ["id", "type", "quad", "trigger"]
    assert schema["$defs"]["When"]["properties"]["from"]["default"] is None
