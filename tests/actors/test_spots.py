"""Names of the model and of the tables joined."""

from __future__ import annotations

import msgspec

from communique.actors import find
from communique.actors.spots import Scene, read_scene
from tests.trees import document, tree


def spots(scene: Scene) -> list[tuple[str, str, str | None]]:
    return [(scene.named(s), s.type, s.form.country or s.form.adjective if s.form else None) for s in scene.spots]


def scene_of(rows: str, names: list[tuple[str, str]]) -> Scene:
    return read_scene(tree(rows, names=names))


def test_a_name_that_the_model_missed_is_found_in_the_table() -> None:
    scene = scene_of("Kenya PROPN 2 nsubj\nleft VERB 0 root\nNATO PROPN 2 obj", [])
    assert spots(scene) == [("Kenya", "", "KEN"), ("NATO", "", None)]


def test_the_longer_reading_wins() -> None:
    rows = "Bank PROPN 4 nsubj\nof ADP 3 case\nChina PROPN 1 nmod\nfell VERB 0 root"
    assert spots(scene_of(rows, [("Bank of China", "ORG")])) == [("Bank of China", "ORG", None)]
    rows = "Republican PROPN 2 amod\nParty PROPN 3 nsubj\nwon VERB 0 root"
    assert spots(scene_of(rows, [("Republican", "MISC")])) == [("Republican Party", "MISC", None)]


def test_a_person_named_like_a_country() -> None:
    rows = "Ida PROPN 3 nsubj\nJordan PROPN 1 flat\nleft VERB 0 root"
    assert spots(scene_of(rows, [("Ida Jordan", "PER")])) == [("Ida Jordan", "PER", None)]


def test_names_lose_titles_and_keep_hyphens() -> None:
    rows = """
        Prime PROPN 3 amod
        Minister PROPN 3 nmod:desc
        Han PROPN 6 nsubj
        Duk PROPN 3 flat
        _-soo PROPN 3 flat
        left VERB 0 root
    """
    parse = tree(rows, names=[("Prime Minister Han Duk", "PER")])
    scene = read_scene(parse)
    assert scene.named(scene.spots[0]) == "Han Duk-soo"


def test_the_rest_of_an_organisation_s_name() -> None:
    rows = """
        Ministry PROPN 4 nsubj
        of ADP 3 case
        Finance PROPN 1 nmod
        paid VERB 0 root
    """
    assert spots(scene_of(rows, [("Ministry", "ORG")])) == [("Ministry of Finance", "ORG", None)]


def test_home_is_the_country_that_most_is_said_of() -> None:
    rows = "Kenya PROPN 2 nsubj\nleft VERB 0 root\nKenyan ADJ 4 amod\ntroops NOUN 2 obj"
    scene = scene_of(rows, [])
    assert (scene.home, scene.only) == ("KEN", "KEN")
    scene = scene_of("Kenya PROPN 2 nsubj\nleft VERB 0 root\nUganda PROPN 2 obj", [])
    assert (scene.home, scene.only) == (None, None)


def test_a_nationality_belongs_to_the_organisation_s_name() -> None:
    rows = "Chilean ADJ 3 amod\nElectoral PROPN 3 compound\nService PROPN 4 nsubj\nmet VERB 0 root"
    scene = scene_of(rows, [("Chilean", "MISC"), ("Electoral Service", "ORG")])
    assert spots(scene) == [("Chilean Electoral Service", "ORG", None)]
    assert scene.country_at[0] == "CHL"


def test_an_outlet_that_the_model_reads_as_told_is_a_name_without_its_article() -> None:
    parse = tree(
        """
        Vale    PROPN 2 nsubj
        told    VERB  0 root tell
        The     DET   6 det
        Harbour PROPN 6 compound
        -       PUNCT 4 punct
        Bee     PROPN 2 iobj
        it      PRON  8 nsubj
        ended   VERB  2 ccomp end
        """,
        attributions=[("told", "Vale", "it ended")],
    )
    read = msgspec.structs.replace(parse.attributions[0], relays=((2, 6),))
    cast = find(told := msgspec.structs.replace(parse, attributions=(read,)), document(told), ())
    (bee,) = (a for a in cast.actors if a.kind == "outlet")
    assert (bee.name, cast.at(5)) == ("Harbour - Bee", bee.id)
