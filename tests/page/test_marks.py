"""The text cut into marked segments."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.page.cards import deal
from communique.page.marks import Frame, Mark, Segment, blocks, cut, marks, notes, tints
from communique.record import Document, Part, Span, Statement
from tests.page.harbour import FIRST, READOUT, SECOND, TEXT, THIRD, at

TEN = Span(start=0, end=10)


def shape(pieces: tuple[Segment | Frame | int, ...]) -> list[object]:
    """Segments as (start, end), frames as lists, notes as numbers."""
    return [
        (p.start, p.end) if isinstance(p, Segment) else shape(p.inside) if isinstance(p, Frame) else p for p in pieces
    ]


def test_the_most_quoted_have_a_tint_of_their_own_in_order_of_appearance() -> None:
    speakers = "abcdefgghhiijjkk"
    said = [Statement(id=f"S{n}", speakers=(s,), cue=TEN) for n, s in enumerate(speakers)]
    assert tints(said) == {"g": 1, "h": 2, "i": 3, "j": 4, "k": 5}
    assert tints(said[:2]) == {"a": 1, "b": 2}


def test_nested_tints_are_cut_and_a_frame_is_whole() -> None:
    over = [Mark(0, 8, "content", 1, 1), Mark(2, 10, "content", 2, 2), Mark(1, 5, "trigger", 1, status="happened")]
    pieces = cut(TEN, over, {8: [1], 10: [2]})
    assert shape(pieces) == [(0, 1), [(1, 2), (2, 5)], (5, 8), 1, (8, 10), 2]


def test_of_two_nested_frames_the_longer_is_outside() -> None:
    over = [Mark(2, 4, "trigger", 1), Mark(1, 6, "trigger", 2)]
    assert shape(cut(TEN, over, {})) == [(0, 1), [(1, 2), [(2, 4)], (4, 6)], (6, 10)]


def test_of_two_overlapping_frames_the_later_goes_on_after_the_first() -> None:
    over = [Mark(1, 5, "trigger", 1), Mark(3, 8, "trigger", 2)]
    assert shape(cut(TEN, over, {5: [1]})) == [(0, 1), [(1, 3), [(3, 5)]], 1, [(5, 8)], (8, 10)]


def test_a_note_inside_a_frame_does_not_break_it() -> None:
    assert shape(cut(TEN, [Mark(0, 6, "trigger", 1)], {3: [2], 6: [1]})) == [[(0, 3), 2, (3, 6)], 1, (6, 10)]


def test_the_shortest_mark_comes_first() -> None:
    (segment,) = cut(Span(start=2, end=4), [Mark(0, 9, "content", 1, 1), Mark(1, 5, "content", 2, 2)], {})
    assert isinstance(segment, Segment)
    assert [m.card for m in segment.marks] == [2, 1]


def test_words_between_the_parts_are_paragraphs() -> None:
    parts = blocks(READOUT.document)
    assert [TEXT[p.start : p.end] for p in parts[2:]] == [FIRST, SECOND, THIRD]
    assert [p.kind for p in parts] == ["title", "key_point", "paragraph", "paragraph", "paragraph"]
    assert blocks(Document(id="d", text=" \n bare \n")) == (Part(kind="paragraph", start=3, end=7),)
    assert blocks(Document(id="d", text="")) == ()


def test_parts_that_overlap_show_no_word_twice() -> None:
    parts = (Part(kind="paragraph", start=0, end=6), Part(kind="paragraph", start=4, end=9))
    assert [(p.start, p.end) for p in blocks(Document(id="d", text="word word", parts=parts))] == [(0, 6), (6, 9)]


def test_a_number_is_printed_once_in_a_block() -> None:
    cards = deal(READOUT)
    printed = notes(cards, blocks(READOUT.document))
    assert printed[at("return", "urged").end] == [1]
    assert at("urged").end not in printed
    assert printed[at("soldiers").end] == [2, 3]


def test_words_of_a_card_are_its_marks() -> None:
    cards = deal(READOUT)
    found = marks(READOUT, cards)
    for card in cards:
        marked = {(m.start, m.end) for m in found if m.card == card.number}
        assert {(s.start, s.end) for s in card.spans} <= marked


edges = st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda e: e[0] < e[1])
some_marks = st.lists(
    st.builds(
        lambda e, kind, card: Mark(e[0], e[1], kind, card),
        edges,
        st.sampled_from(["content", "cue", "trigger", "words"]),
        st.integers(1, 4),
    ),
    max_size=12,
)


def flat(pieces: tuple[Segment | Frame | int, ...]) -> list[Segment]:
    found: list[Segment] = []
    for p in pieces:
        if isinstance(p, Frame):
            found += flat(p.inside)
        elif isinstance(p, Segment):
            found.append(p)
    return found


@given(some_marks, st.dictionaries(st.integers(0, 30), st.just([1]), max_size=4))
def test_segments_join_to_the_text_and_carry_exactly_the_marks_over_them(
    over: list[Mark], noted: dict[int, list[int]]
) -> None:
    part = Span(start=3, end=25)
    segments = flat(cut(part, over, noted))
    assert segments[0].start == 3
    assert segments[-1].end == 25
    assert all(a.end == b.start for a, b in pairwise(segments))
    for s in segments:
        cards = sorted(m.card for m in over if m.start <= s.start and s.end <= m.end)
        assert sorted(m.card for m in s.marks) == cards
