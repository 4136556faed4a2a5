"""The numbers of an actor: statements by family of acts and day."""

from __future__ import annotations

from datetime import date
from typing import get_args

from communique.archive import Archive, profile
from communique.charts.families import families
from communique.charts.speaking import of_actor, sentence, table
from communique.record import Act
from tests.charts.strait import MONDAY

TUESDAY, LATER = date(2024, 2, 6), date(2024, 2, 14)


def test_every_act_has_a_family() -> None:
    assert sorted(a for acts in families().values() for a in acts) == sorted(get_args(Act))
    assert next(iter(families())) == "proposed, offered"


def test_an_actor(archive: Archive) -> None:
    s = of_actor(archive, profile.find(archive, "Kim Alder"))
    assert s.dots == (
        (MONDAY, "said, reiterated", 3),
        (TUESDAY, "accused, warned", 1),
        (TUESDAY, "denied, rejected", 1),
        (TUESDAY, "said, reiterated", 4),
        (LATER, "said, reiterated", 2),
    )
    assert sentence(s) == (
        "Kim Alder, 5 Feb 2024 to 14 Feb 2024: 11 statements, 9 of them “said, reiterated”; most on 6 Feb 2024 (6)."
    )
    assert table(s).rows[1].cells == ("-", "-", "4", "-", "1", "1")


def test_who_said_nothing(archive: Archive) -> None:
    s = of_actor(archive, profile.find(archive, "Sorland"))
    assert (s.timeline, s.dots, table(s).rows) == (None, (), ())
    assert sentence(s) == "Sorland: nothing is dated."
    s = of_actor(archive, profile.find(archive, "Kim Alder"), since=date(2025, 1, 1), until=date(2025, 1, 2))
    assert sentence(s) == "Kim Alder, 1 Jan 2025 to 2 Jan 2025: no statement."
