"""Names of persons grouped, and completed from the table of holders where the text leaves them open."""

from __future__ import annotations

from datetime import date

from communique.actors import find
from communique.actors.persons import group
from communique.actors.spots import read_scene
from communique.record import Actor
from tests.trees import document, tree


def line(*words: str) -> str:
    """A sentence of names with a verb between them, each name the subject of its own "left"."""
    rows: list[str] = []
    for word in words:
        parts = word.split()
        subject = len(rows) + 1
        verb = subject + len(parts)
        rows += [f"{parts[0]} PROPN {verb} nsubj", *(f"{p} PROPN {subject} flat" for p in parts[1:])]
        rows += [
            f"left VERB {0 if verb == len(parts) + 1 else len(words[0].split()) + 1} "
            + ("root" if subject == 1 else "conj")
        ]
    return "\n".join(rows)


def groups(*names: str) -> list[list[str]]:
    parse = tree(line(*names), names=[(n, "PER") for n in sorted(set(names), key=len, reverse=True)])
    scene = read_scene(parse)
    return [[scene.named(s) for s in spots] for spots in group(scene)]


def test_surnames_join_their_full_name() -> None:
    assert groups("Nora Vik", "Vik", "Otto Brandt", "Brandt") == [["Nora Vik", "Vik"], ["Otto Brandt", "Brandt"]]


def test_two_of_one_surname_stay_two() -> None:
    assert groups("Nora Vik", "Otto Vik", "Vik") == [["Nora Vik"], ["Otto Vik", "Vik"]]


def test_initials_and_longer_forms_join() -> None:
    assert groups("Nora Vik", "N. Vik", "Nora Lise Vik") == [["Nora Vik", "N. Vik", "Nora Lise Vik"]]


def test_family_name_first() -> None:
    assert groups("Ma Ying-jeou", "Ma") == [["Ma Ying-jeou", "Ma"]]


def only(rows: str, name: str, day: date | None) -> Actor:
    parse = tree(rows, names=[(name, "PER"), ("Germany", "LOC")])
    return next(a for a in find(parse, document(parse, published=day), ()).actors if a.kind == "person")


GERMANY = "{} PROPN 2 nsubj\nleft VERB 0 root\nGermany PROPN 2 obj\n"


def test_the_table_gives_role_country_and_full_name() -> None:
    scholz = only(GERMANY.format("Scholz"), "Scholz", date(2023, 3, 1))
    assert (scholz.name, scholz.role, scholz.country) == ("Olaf Scholz", "chancellor", "DEU")
    assert scholz.why.endswith("role and country from the table of holders: chancellor")


def test_the_text_beats_the_table() -> None:
    rows = "Finance NOUN 2 compound\nminister NOUN 3 nmod:desc\n" + GERMANY.format("Scholz").replace("2", "4")
    scholz = only(rows, "Scholz", date(2023, 3, 1))
    assert (scholz.role, scholz.country) == ("finance minister", "DEU")


def test_no_date_no_role() -> None:
    scholz = only(GERMANY.format("Scholz"), "Scholz", None)
    assert (scholz.name, scholz.role, scholz.link) == ("Scholz", None, None)


def test_a_letter_too_few_is_a_slip() -> None:
    assert groups("Nora Salgard", "Salgar") == [["Nora Salgard", "Salgar"]]
    assert groups("Nora Vikt", "Vik") == [["Nora Vikt"], ["Vik"]]


def test_a_person_who_is_named_like_an_outlet_is_the_person() -> None:
    assert groups("Andrew Breitbart", "Breitbart") == [["Andrew Breitbart", "Breitbart"]]
    assert groups("Nora Vik", "Breitbart") == [["Nora Vik"]]


def test_a_possessive_or_a_mark_alone_is_nobody() -> None:
    parse = tree(
        "Vik PROPN 3 nsubj\n's PART 1 case\nleft VERB 0 root\n- PUNCT 3 punct", names=[("'s", "PER"), ("-", "PER")]
    )
    assert group(read_scene(parse)) == []
    assert find(parse, document(parse)).actors == ()
