"""The table of office holders answers by day and only where one person can be meant."""

from __future__ import annotations

from datetime import date

import pytest

from communique.actors.holders import fold, look_up, named, surname


@pytest.mark.parametrize(
    ("name", "day", "countries", "role", "country"),
    [
        ("Olaf Scholz", date(2022, 2, 14), set(), "chancellor", "DEU"),
        ("Biden", date(2022, 2, 14), {"USA"}, "president", "USA"),
        ("Biden", date(2012, 2, 14), {"USA"}, "vice president", "USA"),
        ("Zelenskiy", date(2023, 1, 1), {"UKR"}, "president", "UKR"),
        ("Putin", date(2010, 1, 1), {"RUS"}, "prime minister", "RUS"),
        ("Xi", date(2024, 1, 1), {"CHN"}, "president", "CHN"),
        ("Kofi Annan", date(2005, 1, 1), set(), "secretary-general of the United Nations", None),
        ("Bashar al-Assad", date(2013, 1, 1), set(), "president", "SYR"),
    ],
)
def test_look_up(name: str, day: date, countries: set[str], role: str, country: str | None) -> None:
    held = look_up(name, day, countries)
    assert held is not None
    assert (held.role, held.country) == (role, country)


def test_nobody_is_found_where_it_is_open() -> None:
    assert look_up("Sullivan", date(2022, 2, 14), {"USA"}) is None  # two held office that day
    assert look_up("Putin", date(2022, 2, 14), {"FRA"}) is None  # the article does not name Russia
    assert look_up("Scholz", None, {"DEU"}) is None  # no day
    assert look_up("Ernesta Quill", date(2022, 2, 14), set()) is None
    assert look_up("Walter Scholz", date(2022, 2, 14), set()) is None  # another given name


def test_fold_joins_transliterations() -> None:
    assert fold("Zelenskyy") == fold("Zelensky") == fold("Zelenskiy")
    assert fold("Çavuşoğlu") == fold("Cavusoglu")
    assert fold("Mikheil") == fold("Miheil")


def test_surname() -> None:
    assert surname("Bashar al-Assad") == "Assad"
    assert surname("Robert F. Kennedy Jr.") == "Kennedy"
    assert surname("Madonna") == "Madonna"


def test_the_table_is_sorted_for_bisection() -> None:
    from communique.actors.holders import _lines

    lines = _lines()
    assert lines == sorted(lines)
    assert len(lines) > 5000
    assert {h.role for h in named("lavrov")} >= {"foreign minister"}
