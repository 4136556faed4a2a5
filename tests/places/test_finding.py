"""Places resolved by size, by what contains them and by the rest of the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.places import PlaceMention, find
from communique.record import Where
from tests.trees import tree


def sentence(*names: str) -> tuple[PlaceMention, ...]:
    """The places of "Troops entered A , B and C ." with all the names as LOC."""
    rows = ["Troops NOUN 2 nsubj", "entered VERB 0 root"]
    for name in names:
        first, *rest = name.split(" ")
        rows.append(f"{first} {'PUNCT 2 punct' if first == ',' else 'PROPN 2 obj'}")
        at = len(rows)
        rows += [f"{word} PROPN {at} flat" for word in rest]
    return find(tree("\n".join([*rows, ". PUNCT 2 punct"]), names=[(n, "LOC") for n in names if n != ","]))


def where(*names: str) -> Where:
    """The first place of such a sentence."""
    return sentence(*names)[0].where


@pytest.mark.parametrize(
    ("name", "country", "geonameid"),
    [
        ("Ukraine", "UKR", 690791),
        ("US", "USA", 6252001),
        ("Britain", "GBR", 2635167),
        ("Kyiv", "UKR", 703448),
        ("Kiev", "UKR", 703448),
        ("Aleppo", "SYR", 170063),
        ("Helmand", "AFG", 1140043),
        ("Texas", "USA", 4736286),
        ("Washington", "USA", 4140963),
        ("Golan Heights", None, None),
        ("Crimea", "UKR", None),
    ],
)
def test_well_known_places(name: str, country: str | None, geonameid: int | None) -> None:
    place = where(name)
    assert (place.name, place.country, place.geonameid) == (name, country, geonameid)
    assert place.lat is not None


def test_the_largest_place_of_a_name_is_meant() -> None:
    assert where("Paris").country == "FRA"


def test_what_contains_a_place_decides() -> None:
    paris, texas = sentence("Paris", ",", "Texas")
    assert (paris.where.country, paris.where.name, paris.where.text) == ("USA", "Paris, Texas", "Paris, Texas")
    assert paris.where.lat == 33.66
    assert (paris.last - paris.first, texas.where.name) == (1, "Texas")


def test_a_list_of_countries_is_no_containment() -> None:
    assert [m.where.name for m in sentence("Syria", ",", "Iraq")] == ["Syria", "Iraq"]
    assert [m.where.name for m in sentence("Aleppo", ",", "Homs")] == ["Aleppo", "Homs"]


def test_a_piece_of_a_known_name_grows_to_the_whole() -> None:
    parse = tree(
        """
        Envoys  NOUN  2 nsubj
        left    VERB  0 root
        South   PROPN 4 compound
        Korea   PROPN 2 obj
        """,
        names=[((3, 4), "LOC")],
    )
    (mention,) = find(parse)
    assert (mention.where.name, mention.where.country, mention.first) == ("South Korea", "KOR", 2)


def test_a_town_turns_georgia_into_the_state() -> None:
    atlanta, georgia = sentence("Atlanta", ",", "Georgia")
    assert (atlanta.where.country, georgia.where.country) == ("USA", "USA")
    assert where("Georgia").country == "GEO"


def test_the_countries_of_the_article_decide() -> None:
    assert where("Tripoli", "Libya").country == "LBY"
    assert where("Tripoli", "Lebanon").country == "LBN"


def test_the_known_part_places_a_longer_name_without_identity() -> None:
    place = where("Kabul Central Prison")
    assert (place.country, place.lat, place.geonameid) == ("AFG", 34.53, None)


def test_an_unknown_name_keeps_its_words() -> None:
    place = where("Qorvathia")
    assert place == Where(start=15, end=24, text="Qorvathia", name="Qorvathia")


def test_headline_capitals_are_lowered_in_the_name() -> None:
    assert where("BAGHDAD").name == "Baghdad"
    assert where("USA").name == "USA"


def test_only_names_of_places_count() -> None:
    parse = tree("Syrian ADJ 2 amod\ntroops NOUN 3 nsubj\nleft VERB 0 root", names=[("Syrian", "MISC")])
    assert find(parse) == ()


@given(
    st.lists(st.sampled_from(["Paris", "Texas", ",", "Iraq", "the West", "New York", "Qorvath", "Gaza"]), max_size=8)
)
def test_mentions_lie_inside_the_text(names: list[str]) -> None:
    mentions = sentence(*names)
    assert len(mentions) == len([n for n in names if n != ","])
    for m in mentions:
        assert m.first <= m.head < m.last
        assert m.where.end - m.where.start == len(m.where.text)
        assert (m.where.lat is None) == (m.where.lon is None)
