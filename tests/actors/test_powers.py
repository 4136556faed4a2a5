"""A country, capital or seat is those who govern, or a place: by its grammatical role."""

from __future__ import annotations

import pytest

from communique.actors import find, keep
from communique.actors.powers import weigh
from communique.actors.spots import read_scene
from communique.language.parse import Parse
from tests.trees import document, tree

SENTENCES = {
    "Ankara rejected it": ("Ankara PROPN 2 nsubj\nrejected VERB 0 root\nit PRON 2 obj", "Ankara", "strong"),
    "they toured Ankara": ("They PRON 2 nsubj\ntoured VERB 0 root\nAnkara PROPN 2 obj", "Ankara", "place"),
    "they accused Ankara": ("They PRON 2 nsubj\naccused VERB 0 root\nAnkara PROPN 2 obj", "Ankara", "strong"),
    "they visited Turkey": ("They PRON 2 nsubj\nvisited VERB 0 root\nTurkey PROPN 2 obj", "Turkey", "strong"),
    "they fled Turkey": ("They PRON 2 nsubj\nfled VERB 0 root flee\nTurkey PROPN 2 obj", "Turkey", "place"),
    "they met in Turkey": (
        "They PRON 2 nsubj\nmet VERB 0 root\nin ADP 4 case\nTurkey PROPN 2 obl", "Turkey", "place",
    ),
    "talks with Turkey": ("Talks NOUN 0 root\nwith ADP 3 case\nTurkey PROPN 1 nmod", "Turkey", "strong"),
    "Turkey's minister": ("Turkey PROPN 3 nmod:poss\n's PART 1 case\nminister NOUN 0 root", "Turkey", "strong"),
    "Turkey's coast": ("Turkey PROPN 3 nmod:poss\n's PART 1 case\ncoast NOUN 0 root", "Turkey", "weak"),
    "Turkey talks": ("Turkey PROPN 2 compound\ntalks NOUN 0 root", "Turkey", "place"),
    "they called on Turkey": (
        "They PRON 2 nsubj\ncalled VERB 0 root call\non ADP 4 case\nTurkey PROPN 2 obl", "Turkey", "strong",
    ),
    "they lived on Turkey": (
        "They PRON 2 nsubj\nlived VERB 0 root live\non ADP 4 case\nTurkey PROPN 2 obl", "Turkey", "weak",
    ),
    "Turkish invasion": ("Turkish ADJ 2 amod\ninvasion NOUN 0 root", "Turkish", "strong"),
    "Turkish food": ("Turkish ADJ 2 amod\nfood NOUN 0 root", "Turkish", "place"),
    "the Kremlin said": ("The DET 2 det\nKremlin PROPN 3 nsubj\nspoke VERB 0 root", "Kremlin", "strong"),
    "at the Kremlin": (
        "They PRON 2 nsubj\nmet VERB 0 root\nat ADP 5 case\nthe DET 5 det\nKremlin PROPN 2 obl", "Kremlin", "place",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "word", "evidence"), SENTENCES.values(), ids=SENTENCES.keys())
def test_weigh(rows: str, word: str, evidence: str) -> None:
    parse = tree(rows, names=[(word, "LOC")])
    spot = next(s for s in read_scene(parse).spots if parse.words(s.first, s.last) == word)
    assert weigh(parse, spot, set())[0] == evidence


def test_a_source_governs_whatever_its_place_in_the_tree() -> None:
    parse: Parse = tree("According VERB 3 case\nto ADP 1 fixed\nTurkey PROPN 0 root", names=[("Turkey", "LOC")])
    (spot,) = read_scene(parse).spots
    assert weigh(parse, spot, set())[0] == "place"
    assert weigh(parse, spot, {spot.head})[0] == "strong"
    parse = tree(
        "It PRON 2 nsubj\nended VERB 0 root\naccording VERB 5 case\nto ADP 3 fixed\nTurkey PROPN 2 obl",
        names=[("Turkey", "LOC")],
    )
    (spot,) = read_scene(parse).spots
    assert weigh(parse, spot, {spot.head})[0] == "strong"


def test_a_country_that_is_only_a_place_can_be_acted_on_but_is_not_kept() -> None:
    parse = tree("They PRON 2 nsubj\nmet VERB 0 root\nin ADP 4 case\nTurkey PROPN 2 obl")
    cast = find(parse, document(parse), ())
    turkey = cast.government("TUR")
    assert turkey is not None
    assert cast.at(3) is None
    assert keep(cast, set()) == ()
    assert [a.name for a in keep(cast, {turkey})] == ["Turkey"]


def test_a_capital_that_is_spoken_to_governs() -> None:
    parse = tree(
        "They PRON 2 nsubj\nissued VERB 0 root issue\na DET 4 det\nplea NOUN 2 obj\nto ADP 6 case\nAnkara PROPN 4 nmod",
        names=[("Ankara", "LOC")],
    )
    (spot,) = read_scene(parse).spots
    assert weigh(parse, spot, set())[0] == "place"
    assert weigh(parse, spot, set(), {spot.head})[0] == "strong"
