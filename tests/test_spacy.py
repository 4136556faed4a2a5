"""communique inside a real spaCy pipeline; skipped where spaCy is not installed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import communique
from communique.record import decode, encode

spacy = pytest.importorskip("spacy")
TEXT = (
    "Norland and Sorland to meet\n\n"
    "Norland's foreign minister, Dana Ruiz, told reporters on Monday that the U.S.-backed cease-fire would hold. "
    "Russian Foreign Minister Sergei Lavrov urged Sorland's army to withdraw its troops from Selm."
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique")
    return nlp


@pytest.fixture(scope="module")
def doc(nlp: Any) -> Any:
    given = nlp.make_doc(TEXT)
    given._.published = date(2015, 5, 6)
    return nlp(given)


def test_a_doc_with_its_own_tokens_has_the_items_of_a_readout(doc: Any) -> None:
    readout = communique.read(TEXT, published=date(2015, 5, 6))
    assert doc.text == TEXT
    assert doc._.published == date(2015, 5, 6)
    assert doc._.statements == readout.statements
    assert doc._.events == readout.events
    assert doc._.readout == readout
    assert len(readout.statements) >= 2


def test_tags_and_heads(doc: Any) -> None:
    told = next(t for t in doc if t.text == "told")
    assert (told.pos_, told.lemma_, told.dep_, told.head.text) == ("VERB", "tell", "ROOT", "told")
    ruiz = next(t for t in doc if t.text == "Ruiz")
    assert (ruiz.pos_, ruiz.lemma_) == ("PROPN", "Ruiz")
    lavrov = next(t for t in doc if t.text == "Lavrov")
    assert (lavrov.dep_, lavrov.head.text) == ("flat", "Sergei")
    assert all(doc.has_annotation(layer) for layer in ("POS", "LEMMA", "DEP", "SENT_START", "ENT_IOB"))
    assert [s.text.strip()[:7] for s in doc.sents] == ["Norland", "Norland", "Russian"]


def test_names_are_entities_with_their_link(doc: Any) -> None:
    found = {e.text: (e.label_, e.kb_id_) for e in doc.ents}
    assert found["Dana Ruiz"] == ("PER", "")
    assert found["Sergei Lavrov"] == ("PER", "Q58217")
    assert found["Selm"][0] == "LOC"


def test_the_words_of_the_items_are_spans(doc: Any) -> None:
    spans = [(s.id_, s.label_, s.text) for s in doc.spans["communique"]]
    first = doc._.statements[0]
    assert (first.id, "CUE", TEXT[first.cue.start : first.cue.end]) in spans
    assert {s for _, s, _ in spans} == {"SOURCE", "CUE", "CONTENT", "TRIGGER"}
    assert {i for i, _, _ in spans} == {x.id for x in (*doc._.statements, *doc._.events)}


def test_displacy_renders_trees_names_and_items(doc: Any) -> None:
    from spacy import displacy

    assert "nsubj" in displacy.render(doc, style="dep", jupyter=False)
    assert "Dana Ruiz" in displacy.render(doc, style="ent", jupyter=False)
    page = displacy.render(doc, style="span", options={"spans_key": "communique"}, jupyter=False)
    assert "CONTENT" in page


def test_a_token_of_several_words_and_words_of_several_tokens(nlp: Any) -> None:
    text = "Norland's army said the cease-fire would hold."
    words = ["Norland's", "army", "sa", "id", "the", "cease-fire", "would", "hold."]
    spaces = [True, True, False, True, True, True, True, False]
    doc = nlp(spacy.tokens.Doc(nlp.vocab, words, spaces))
    assert [t.text for t in doc] == words
    assert doc.text == text
    by_text = {t.text: t for t in doc}
    assert (by_text["id"].dep_, by_text["id"].head.text) == ("goeswith", "sa")
    assert (by_text["army"].head.text, by_text["Norland's"].head.text) == ("sa", "army")
    assert by_text["sa"].lemma_ == "sa"
    assert [s.text for s in doc.spans["communique"] if s.label_ == "CUE"] == ["said"]


def test_own_words() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique", config={"own_words": True})
    doc = nlp(f"  {TEXT}\n")
    assert doc.text == f"  {TEXT}\n"
    parse = communique.language.load(threads=1).parse(doc._.readout.document)  # type: ignore[attr-defined]
    assert [t.text for t in doc if not t.is_space] == [t.text for t in parse.tokens]
    assert [(t.pos_, t.dep_) for t in doc if t.text == "told"] == [("VERB", "ROOT")]
    ((again, context),) = nlp.pipe([(TEXT, "context")], as_tuples=True)
    assert (again.text, context) == (TEXT, "context")


def test_own_words_do_not_take_annotations_away(nlp: Any, doc: Any) -> None:
    other = spacy.blank("en")
    other.add_pipe("communique", config={"own_words": True})
    with pytest.raises(ValueError, match="first component"):
        other(doc)


def test_what_others_found_stays(nlp: Any) -> None:
    text = "Dana Ruiz said the talks failed."
    given = nlp.make_doc(text)
    given.set_ents([spacy.tokens.Span(given, 0, 2, label="PERSON")])
    for t in given:
        t.pos_ = "NOUN"
    doc = nlp(given)
    assert [(e.text, e.label_) for e in doc.ents] == [("Dana Ruiz", "PERSON")]
    assert {t.pos_ for t in doc} == {"NOUN"}
    assert next(t for t in doc if t.text == "said").dep_ == "ROOT"


@pytest.mark.parametrize("text", ["", " \n", "Der Minister sagte am Montag, dass die Gespräche im Norden weitergehen."])
def test_what_can_not_be_read_says_why(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert (doc._.statements, doc._.events) == ((), ())
    assert len(doc._.readout.notes) == 1


def test_litter_and_line_ends_keep_their_place(nlp: Any) -> None:
    text = TEXT.replace("\n\n", "\r\n\r\nShare this article\r\n\r\n")
    doc = nlp(text)
    assert doc.text == text
    for s in doc._.statements:
        assert text[s.cue.start : s.cue.end] in {c.text for c in doc.spans["communique"] if c.id_ == s.id}
    assert {t.pos_ for t in doc if t.text == "Share"} == {"X"}


def test_a_doc_can_be_stored(nlp: Any, doc: Any) -> None:
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.statements == doc._.statements
    assert decode(encode(again._.readout)) == doc._.readout
    with pytest.raises(ValueError, match="was not read"):
        _ = nlp.make_doc(TEXT)._.events
