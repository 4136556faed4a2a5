"""Mangled quotation marks, stray newlines and very long quotes never lose an article, nor put a span outside it."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.record import Readout

READER = communique.load()
MARKS = ('"', "“", "”", "„", "«", "»", "'", "‘", "’", "``", "''", "''\"", '""', "&quot;", "(", ")", "—", "…", "\u00ad")
BREAKS = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\t", " ", "")
WORDS = (
    "The envoy of Norland said",
    "said Ana Vale",
    "according to the Sudport Courier",
    "he added",
    "the minister refused to comment on",
    "the bridge is closed",
    "we will not sign",
    "nobody has asked us",
    "the so-called",
    "peace of the brave",
    "Mr. Hale told reporters that",
    "No",
    "it is believed that",
    "“The road,",
    "is open,”",
    ".",
    ",",
    ":",
    "?",
    "-",
)
PIECES = st.sampled_from(WORDS) | st.sampled_from(MARKS) | st.sampled_from(BREAKS)
OPENING = "Norland and Sudport talk about the bridge again\n\nThe envoy said on Monday that the talks would go on. "


def check(readout: Readout) -> None:
    """Every span holds words of the text, pieces stand in order and apart, and no statement encloses itself."""
    text = readout.document.text
    parents = {s.id: s.parent for s in readout.statements}
    for s in readout.statements:
        for span in (s.cue, *s.content, *([s.source] if s.source else [])):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert s.content
        assert all(a.end <= b.start for a, b in itertools.pairwise(s.content))
        above: set[str] = set()
        at = s.parent
        while at is not None:
            assert at not in above
            above.add(at)
            at = parents[at]
        assert s.id not in above


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=3, max_size=40))
def test_pieces_in_any_order(pieces: list[str]) -> None:
    check(READER.read(OPENING + " ".join(pieces)))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_marks_and_breaks_put_into_running_text(data: st.DataObject) -> None:
    text = OPENING + (
        "“The bridge is closed,” Ana Vale told reporters, “and it will stay so.\n\n“Nobody has asked us.” He declined "
        'to say "why". According to the Courier, the minister called it a "farce".'
    )
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 2))
        text = text[:at] + data.draw(st.sampled_from(MARKS + BREAKS)) + text[at + cut :]
    check(READER.read(text))


@settings(max_examples=6, deadline=None)
@given(
    st.integers(50, 800),
    st.sampled_from(("“{}”", '"{}"', "“{}", "{}”", '"{}', "``{}''", "„{}“", "«{}»")),
    st.sampled_from((" ", "\n", "\n\n", "\n\n“")),
)
def test_very_long_quotes(sentences: int, marks: str, between: str) -> None:
    speech = marks.format(between.join(["The bridge will open when the money is there."] * sentences))
    check(READER.read(f"{OPENING}\n\n{speech} said Ana Vale, the mayor of Sudport."))
