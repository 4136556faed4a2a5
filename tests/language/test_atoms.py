from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.language import atoms as a
from communique.language.model import load

MODEL = load(threads=1)


def forms(text: str) -> list[str]:
    return [atom.text for atom in a.atoms(text)]


def test_clitics_are_split_off_and_marks_stand_alone() -> None:
    assert forms("They didn't pay $3.5m; it's Kyiv’s.") == [
        "They", "did", "n't", "pay", "$", "3", ".", "5", "m", ";", "it", "'s", "Kyiv", "’s", ".",
    ]  # fmt: skip
    assert forms("We cannot go, can't we?") == ["We", "can", "not", "go", ",", "ca", "n't", "we", "?"]


def test_shapes() -> None:
    looks = {
        "nato": a.LOWER,
        "Nato": a.TITLE,
        "NATO": a.UPPER,
        "N": a.INITIAL,
        "iPhone": a.MIXED,
        "12": a.DIGIT,
        ",": a.MARK,
    }
    assert {form: a.shape(form) for form in looks} == looks


def test_quoted_covers_the_marks_and_what_they_enclose() -> None:
    for text in ('He said "no deal" again.', "He said “no deal” again."):
        assert [x.text for x in a.atoms(text) if x.quoted] == [text[8], "no", "deal", text[16]]


def test_an_inch_mark_opens_no_quotation() -> None:
    assert not any(x.quoted for x in a.atoms('A 12" pipe was found'))


def test_breaks_come_after_full_stops_but_not_after_initials() -> None:
    text = 'George W. Bush left. "Why?" he asked. They stayed.'
    assert [x.text for x in a.atoms(text) if x.break_] == ["George", '"', "They"]


@given(st.text(max_size=300))
def test_atoms_cover_all_but_white_space_in_order(text: str) -> None:
    found = a.atoms(text)
    assert "".join(x.text for x in found) == "".join(text.split())
    assert all(text[x.start : x.end] == x.text for x in found)
    assert all(x.end <= y.start for x, y in pairwise(found))


@given(st.lists(st.text("ab. 9\n’é漢", max_size=400), max_size=5), st.integers(40, 80))
def test_windows_keep_every_atom_once_and_stay_below_the_limit(blocks: list[str], limit: int) -> None:
    pieced = a.piece(MODEL.tokenizer, [b for b in map(a.atoms, blocks) if b], {})
    packed = a.pack(pieced, limit)
    assert [x for w in packed for b in w for x in b.atoms] == [x for b in pieced for x in b.atoms]
    assert all(sum(b.size for b in w) <= limit for w in packed)
    for w in packed:
        shown = a.window(MODEL.tokenizer, w)
        assert len(shown.ids) == len(shown.features) == sum(b.size for b in w) + 2
        assert len(shown.firsts) == sum(len(b.atoms) for b in w)
