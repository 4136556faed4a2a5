from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.language import Model, Parse, load
from communique.record import Document, Part
from tests.trees import tree

TEXT = (
    "Envoys return to Oslo\n\n"
    'Finland\'s foreign minister, Aino Virtanen, told reporters on Tuesday that the talks had "stalled". '
    "She accused the U.S. delegation of delay.\n\n"
    "The mayor of Narva denied that his office had closed the bridge, according to the Baltic News Service."
)


def document(text: str) -> Document:
    parts, at = [], 0
    for block in text.split("\n\n"):
        parts.append(Part(start=at, end=at + len(block), kind="paragraph"))
        at += len(block) + 2
    return Document(id="t", text=text, parts=tuple(parts))


SHARED = load(threads=1)


@pytest.fixture(scope="module")
def model() -> Model:
    return SHARED


@pytest.fixture(scope="module")
def parse(model: Model) -> Parse:
    return model.parse(document(TEXT))


def test_words_and_sentences(parse: Parse) -> None:
    assert [parse.text[s.start : s.end].split()[0] for s in parse.sentences] == ["Envoys", "Finland's", "She", "The"]
    assert {"U.S.", "'s", "stalled", "."} <= {t.text for t in parse.tokens}
    assert [s.part for s in parse.sentences] == [0, 1, 1, 2]


def test_tree_of_a_plain_sentence(parse: Parse) -> None:
    she = next(t for t in parse.tokens if t.text == "She")
    accused = parse.tokens[she.head]
    assert (she.upos, she.deprel, accused.text, accused.upos, accused.deprel) == (
        "PRON",
        "nsubj",
        "accused",
        "VERB",
        "root",
    )
    assert [c.text for c in parse.children(accused.i, "obj")] == ["delegation"]


def test_names_and_mentions(parse: Parse) -> None:
    names = {parse.words(n.first, n.last): n.type for n in parse.names}
    assert names["Aino Virtanen"] == "PER"
    assert names["Finland"] == "LOC"
    types = {parse.tokens[n.head].text: n.type for n in parse.nominals}
    assert types["minister"] == types["She"] == "person"


def test_attributions_are_linked(parse: Parse) -> None:
    told = next(a for a in parse.attributions if parse.words(*a.cue).startswith("told"))
    assert "Virtanen" in parse.words(*told.sources[0])
    assert parse.words(*told.contents[0]).startswith("that the talks")
    assert 0 < told.score <= 1


def test_what_else_is_read_of_an_attribution(model: Model) -> None:
    text = "Virtanen told reporters on Monday that the talks would go on. The ministry declined to comment on the plan."
    told, declined = model.parse(document(text)).attributions
    parse = model.parse(document(text))
    assert [parse.words(*a) for a in told.addressees] == ["reporters"]
    assert sum(told.acts.values()) == pytest.approx(1, abs=0.2)
    assert told.denied < 0.5 < declined.denied


def test_the_same_alone_and_beside_other_documents(model: Model, parse: Parse) -> None:
    model.parse(document("A cat sat on the mat. " * 200))
    assert model.parse(document(TEXT)) == parse
    assert load(threads=2).parse(document(TEXT)) == parse


def test_given_words_are_kept(model: Model) -> None:
    given_parse = tree("The DET 2 det\nenvoys NOUN 3 nsubj\nleft VERB 0 root\nAl PROPN 3 obj\n. PUNCT 3 punct")
    got = model.reparse(given_parse)
    assert [t.text for t in got.tokens] == ["The", "envoys", "left", "Al", "."]
    assert (got.tokens[2].deprel, got.tokens[1].head) == ("root", 2)


@pytest.mark.parametrize(
    "text", ["", " \n ", "\u200b\u0301", "…", "x" * 5000, "no stop " * 900, "é" * 150 + "漢字かな"]
)
def test_odd_texts_are_parsed(model: Model, text: str) -> None:
    got = model.parse(Document(id="t", text=text))
    assert "".join(t.text for t in got.tokens) == "".join(text.split())


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet='The cat\'s “no” "ok" said, U.S. 3.5% Dr. Ali\n—', max_size=200))
def test_layers_lie_inside_the_text_and_trees_are_trees(text: str) -> None:
    got = SHARED.parse(document(text))
    for t in got.tokens:
        assert text[t.start : t.end] == t.text
        assert t.head == -1 or got.tokens[t.head].sentence == t.sentence
    for s in got.sentences:
        roots = [t for t in got.tokens[s.first : s.last] if t.head < 0]
        assert [r.deprel for r in roots] == ["root"]
        first, last = got.subtree(roots[0].i)
        assert (first, last) == (s.first, s.last)
    spans = [(n.first, n.last) for n in (*got.names, *got.nominals)]
    spans += [r for a in got.attributions for r in (a.cue, *a.sources, *a.contents)]
    assert all(0 <= first < last <= len(got.tokens) for first, last in spans)
