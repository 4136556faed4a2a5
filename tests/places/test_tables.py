"""The tables of the places room."""

from __future__ import annotations

from collections import Counter

from communique.places.gazetteer import entries, fold
from communique.places.tables import areas, countries, tables


def test_countries_are_told_apart() -> None:
    rows = countries()
    assert len(rows) == 250
    assert max(Counter(c.alpha3 for c in rows).values()) == 1
    names = Counter(name.lower() for c in rows for name in c.names)
    assert [n for n, k in names.items() if k > 1] == []


def test_coordinates_lie_on_the_globe() -> None:
    for place in (*countries(), *areas()):
        assert (place.lat is None) == (place.lon is None)
        assert place.lat is None or (-90 <= place.lat <= 90 and place.lon is not None and -180 <= place.lon <= 180)


def test_areas_name_known_countries() -> None:
    known = {c.alpha3 for c in countries()}
    assert [a.names for a in areas() if a.country is not None and a.country not in known] == []
    assert [r for r in tables().region.values() if r.country not in known] == []


def test_area_names_are_not_doubled() -> None:
    names = Counter(name for a in areas() for name in a.names)
    assert [n for n, k in names.items() if k > 1] == []


def test_the_gazetteer_is_found_by_bisection() -> None:
    assert {e.country for e in entries("tripoli")} >= {"LBY", "LBN"}
    assert [e.geonameid for e in entries("kiev")] == [703448]
    assert entries("kiev")[0].by_other_name
    assert entries("") == ()
    assert entries("zzzzz") == ()


def test_folding_drops_accents_and_odd_apostrophes() -> None:
    assert fold("Şanlıurfa") == "sanliurfa"
    assert fold("Côte d’Ivoire") == "cote d'ivoire"
    assert fold("Łódź") == "lodz"
